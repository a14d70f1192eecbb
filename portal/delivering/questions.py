"""Questions: what was asked about the deliveries that stand, and is not explained yet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipelines import contracts
from pipelines.answering.signs import visible
from pipelines.contracts import Language, Rule
from pipelines.findings.explanations import Said
from pipelines.landing.receipts import AskedQuestion, Receipt, by_place, candidates
from pipelines.months import Month


@dataclass(frozen=True)
class OpenQuestion:
    """A question about a delivery, in words; `number` is that of its receipt."""

    month: Month
    number: int
    rule: str
    stream: str
    message: str


def open_questions(
    receipts: Sequence[Receipt], said: Said, language: Language
) -> tuple[OpenQuestion, ...]:
    """What is asked about the deliveries of one Stek that stand, the newest month first."""
    return tuple(
        _told(receipt, asked, rule, language)
        for (_, month), mine in sorted(by_place(receipts).items(), reverse=True)
        for receipt, asked, rule in _of_month(mine)
        if not said.covers(asked.rule, asked.figure, month)
    )


def open_of(
    receipt: Receipt, receipts: Sequence[Receipt], said: Said, language: Language
) -> tuple[OpenQuestion, ...]:
    """Those of one delivery; `receipts` are all of its Stek. None when another took its place."""
    of_month = [one for one in receipts if one.month == receipt.month]
    return tuple(
        one for one in open_questions(of_month, said, language) if one.number == receipt.number
    )


def _of_month(receipts: Sequence[Receipt]) -> list[tuple[Receipt, AskedQuestion, Rule]]:
    rules = {rule.name: rule for stream in contracts.streams() for rule in stream.questions}
    standing = {stream: standing_of(receipts, stream) for stream in contracts.STREAMS}
    return [
        (receipt, asked, rules[asked.rule])
        for receipt in receipts
        for asked in receipt.questions
        if asked.rule in rules and standing[rules[asked.rule].stream] is receipt
    ]


def standing_of(receipts: Sequence[Receipt], stream: str) -> Receipt | None:
    """The delivery of one Stek and month that stands for a stream, as landing found it."""
    for receipt in candidates(receipts, stream):
        found = receipt.of(stream)
        if found is not None and found.outcome != "refused":
            return receipt
    return None


def _told(receipt: Receipt, asked: AskedQuestion, rule: Rule, language: Language) -> OpenQuestion:
    figures = {"figure": f"{asked.figure:.0f}", "usual": f"{asked.usual or 0:.0f}"}
    return OpenQuestion(
        receipt.month,
        receipt.number,
        rule.name,
        contracts.stream(rule.stream).title.to(language),
        visible(rule.message.filled(**figures).to(language)),
    )
