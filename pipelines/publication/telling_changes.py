"""The differences between two releases in sentences: first all together, then table by table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pipelines.contracts import LANGUAGES, Words
from pipelines.publication.differences import Differences
from pipelines.publication.words import say


def sentences(found: Differences, before: object, after: object) -> tuple[Words, ...]:
    """What changed between two releases, named by their numbers."""
    return tuple(_sentences(found, before, after))


def _sentences(found: Differences, before: object, after: object) -> Iterator[Words]:
    yield say("change_against", before=before, after=after)
    yield _summary(found.counts())
    for name, title in found.titles.items():
        if name in found.new_tables:
            yield say("change_table_new", title=title)
        elif name in found.gone_tables:
            yield say("change_table_gone", title=title)
        if name in found.reworded:
            yield say("change_words", title=title)
        if counts := found.counts(name):
            yield say("change_table", title=title, parts=_parts(counts))


def _summary(counts: Mapping[str, int]) -> Words:
    """How many figures changed in which way, in one sentence."""
    return say("change_all", parts=_parts(counts)) if counts else say("change_none")


def _parts(counts: Mapping[str, int]) -> Words:
    told = [say(f"changed_{kind}", count=count) for kind, count in counts.items()]
    return Words(*(", ".join(one.to(language) for one in told) for language in LANGUAGES))
