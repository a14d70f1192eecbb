"""The first sheet of a workbook: what the figure means, for when, and how to cite it."""

from __future__ import annotations

from collections.abc import Iterator

from pipelines.contracts import LANGUAGES, Words
from pipelines.months import Month
from pipelines.publication.edition import Edition
from pipelines.publication.publisher import publisher
from pipelines.publication.tables import Table
from pipelines.publication.words import say

Line = tuple[str, str]


def cover(table: Table, edition: Edition, sheets: str) -> list[Line]:
    """Pairs of a subject and its text: Dutch first, then French, then English.

    `sheets` is the key of the words that say what the other sheets hold. A subject without a text
    is a heading.
    """
    facts = list(_facts(table, edition, sheets))
    lines: list[Line] = [(say("cover").nl, table.of.title.nl)]
    if edition.is_sample:
        lines.append((say("sample").nl, f"{say('sample').fr} / {say('sample').en}"))
    for language in LANGUAGES:
        lines.append((say("language").to(language), table.of.title.to(language)))
        lines += [(name.to(language), text.to(language)) for name, text in facts]
    return lines


def citation(table: Table, edition: Edition) -> Words:
    """How to cite a table, with the address where the release will be found."""
    who = publisher()
    cited = say(
        "cite_text",
        publisher=who.name,
        catalogue=who.title,
        title=table.of.title,
        number=edition.number,
        address=who.address(edition.number),
    )
    if not edition.is_sample:
        return cited
    return Words(*(f"{cited.to(at)} ({say('sample').to(at)})" for at in LANGUAGES))


def _facts(table: Table, edition: Edition, sheets: str) -> Iterator[tuple[Words, Words]]:
    who = publisher()
    yield say("meaning"), table.of.reading
    if table.span is not None:
        first, last = (str(Month.of(day)) for day in table.span)
        yield say("period"), say("period_text", first=first, last=last)
    yield say("cite"), citation(table, edition)
    day = edition.made_at.date().isoformat()
    yield say("release"), say("release_text", number=edition.number, day=day)
    yield say("licence"), say("licence_text", title=who.licence.title, page=who.licence.page)
    contact = f"{who.contact_name}, {who.contact_page}"
    yield say("contact"), Words(contact, contact, contact)
    names = {key: say(key).nl for key in ("notes", "data", "codes")}
    yield say("sheets"), say(sheets, **names)
