"""What a receipt tells people: what became of the delivery, its facts, and a row for each stream."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pipelines import contracts
from pipelines.answering.receipt_words import Teller
from pipelines.answering.signs import visible
from pipelines.checking.outcomes import StreamOutcome
from pipelines.contracts import delivery_rules
from pipelines.landing.receipts import Receipt


@dataclass(frozen=True)
class Fact:
    """One line of the page; `groups` is for what is too long to read in one go."""

    name: str
    text: str
    groups: tuple[str, ...] = ()


@dataclass(frozen=True)
class Row:
    """What became of one stream; `reason` is empty unless it was refused."""

    title: str
    counts: tuple[str, ...]
    version: str
    reason: str


def place(teller: Teller, receipt: Receipt) -> dict[str, str]:
    """The Stek and the month in words, to be filled in."""
    return {"stek": teller.stek(receipt.stek_id), "month": teller.month(receipt.month)}


def sentences(teller: Teller, receipt: Receipt) -> tuple[str, ...]:
    """What became of the delivery; of a refused file also what to do, and where."""
    key = "nothing" if receipt.is_nothing else receipt.outcome
    words = delivery_rules().answers[key]
    first = teller.to(words.filled(number=receipt.number, **place(teller, receipt)))
    return (first, *_refusal(teller, receipt))


def _refusal(teller: Teller, receipt: Receipt) -> Iterator[str]:
    if not receipt.reason:
        return
    rules = delivery_rules()
    where = {"sheet": "", "column": "", **receipt.where}
    kind = rules.identity.get(str(where.get("kind")), "")
    sentence = rules.refusals[receipt.reason].filled(**where | {"kind": kind})
    yield visible(teller.to(sentence))
    if spot := _spot(teller, receipt):
        yield visible(teller.say("where", place=spot))


def _spot(teller: Teller, receipt: Receipt) -> str:
    """Where personal data was found; empty for another refusal, whose sentence names the place."""
    place = delivery_rules().places.get(str(receipt.where.get("place")))
    cell = receipt.where.get("cell") or (teller.to(place) if place else "")
    parts = (receipt.where.get("sheet"), cell) if "kind" in receipt.where else ()
    return ", ".join(str(part) for part in parts if part)


def facts(teller: Teller, receipt: Receipt) -> Iterator[Fact]:
    """The lines above the table, in the order in which people ask for them."""

    def fact(key: str, text: str, groups: tuple[str, ...] = ()) -> Fact:
        return Fact(teller.say("facts", key), text, groups)

    yield fact("number", str(receipt.number))
    yield fact("received_at", teller.moment(receipt.received_at))
    if receipt.landed_at != receipt.received_at:
        yield fact("landed_at", teller.moment(receipt.landed_at))
    yield fact("file_name", _file_name(teller, receipt))
    if receipt.sha256:
        yield fact("size", teller.say("bytes", count=teller.number(receipt.size_bytes)))
        yield fact("sha256", receipt.sha256, groups(receipt.sha256, 8))
    if receipt.questions:
        yield fact("questions", str(len(receipt.questions)))
    if not receipt.streams:
        versions = (
            teller.say("version", title=contracts.stream(name).title, version=version)
            for name, version in receipt.contracts.items()
        )
        yield fact("contracts", ", ".join(versions))


def _file_name(teller: Teller, receipt: Receipt) -> str:
    if receipt.file_name:
        return visible(receipt.file_name)
    if receipt.is_nothing:
        return teller.say("nameless", "nothing")
    personal = receipt.reason == "personal_data"
    return teller.say("nameless", "personal_data" if personal else "not_looked_through")


def rows(teller: Teller, receipt: Receipt) -> tuple[Row, ...]:
    """A row for each stream that the delivery speaks of."""
    return tuple(_row(teller, receipt, part) for part in receipt.streams)


def _row(teller: Teller, receipt: Receipt, part: StreamOutcome) -> Row:
    counts = (part.rows, part.used, part.held_back)
    return Row(
        teller.to(contracts.stream(part.stream).title),
        tuple(teller.number(count) for count in counts),
        teller.say("table", "version", version=receipt.contracts[part.stream]),
        _reason(teller, part),
    )


def _reason(teller: Teller, part: StreamOutcome) -> str:
    """Why a stream was refused: a refusal of delivery.yaml, or a rule of its contract."""
    if not part.reason:
        return ""
    rules = {rule.name: rule.message for rule in contracts.stream(part.stream).rules}
    words = delivery_rules().refusals.get(part.reason) or rules[part.reason]
    return visible(teller.to(words.filled(**{"sheet": "", "column": "", **part.where})))


def groups(text: str, size: int) -> tuple[str, ...]:
    """A long text in parts of that many characters."""
    return tuple(text[start : start + size] for start in range(0, len(text), size))
