"""What a delivery is answered with: sentences of data_contracts/delivery.yaml, filled with counts."""

from __future__ import annotations

from pipelines import contracts
from pipelines.checking.outcomes import StreamOutcome
from pipelines.contracts import Language
from pipelines.landing.receipts import Receipt


def answer(receipt: Receipt, language: Language, *, is_new: bool = True) -> str:
    """What became of a delivery, in whole sentences; never a value of the file."""
    rules = contracts.delivery_rules()
    key = "unchanged" if not is_new else "nothing" if receipt.is_nothing else receipt.outcome
    lines = [
        rules.answers[key]
        .to(language)
        .format(stek=receipt.stek_id, month=receipt.month, number=receipt.number)
    ]
    if receipt.reason:
        lines.append(_refusal(receipt, receipt.reason, language))
    if not receipt.is_nothing:
        lines += [_line(part, language) for part in receipt.streams]
    return "\n".join(lines)


def _refusal(receipt: Receipt, reason: str, language: Language) -> str:
    rules = contracts.delivery_rules()
    where = dict(receipt.where)
    if reason == "personal_data":
        where["kind"] = rules.identity[str(where["kind"])].to(language)
        where["sheet"] = where["sheet"] or rules.answers["this_file"].to(language)
    return rules.refusals[reason].to(language).format(**where)


def _line(part: StreamOutcome, language: Language) -> str:
    rules = contracts.delivery_rules()
    title = contracts.stream(part.stream).title.to(language)
    if part.reason:
        return f"- {title}: {rules.refusals[part.reason].to(language).format(**part.where)}"
    words = rules.answers["stream_held_back" if part.held_back else "stream"].to(language)
    return "- " + words.format(
        title=title, rows=part.rows, used=part.used, held_back=part.held_back
    )
