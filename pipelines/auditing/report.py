"""The report of an audit: for the house with the cells it names, for the public in counts alone."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Final

from pipelines.auditing.findings import KINDS, MEANING, Finding, Kind
from pipelines.auditing.insiders import Insiders

INSIDERS: Final = (
    "Each Stek, which knows its own true counts, tries each count of others that must stay unknown. "
    "Counted is what follows whatever its own counts are, one relation at a time, over and over. What "
    "follows only from several together, or only where its own counts are unusual, is not."
)
NOT_MEASURED: Final = (
    "Not measured: what a reader who also knows the program can rule out. That takes the other tables "
    "of the proof, each protected anew: the proof holds true counts and stays in the house."
)


@dataclass(frozen=True)
class Loss:
    """What protection costs: rows, and how many of them are hidden and why."""

    rows: int
    hidden_small: int
    hidden_to_protect: int
    hidden: int

    @property
    def share_hidden(self) -> float:
        """Hidden rows per row, 0 to 1."""
        every = self.hidden_small + self.hidden_to_protect + self.hidden
        return every / self.rows if self.rows else 0.0

    @property
    def secondary_over_primary(self) -> float:
        """Rows hidden only to protect others, per row hidden because it is small."""
        return self.hidden_to_protect / self.hidden_small if self.hidden_small else 0.0


@dataclass(frozen=True)
class Report:
    """What an attacker with this release and all earlier ones finds.

    `tried` counts what must stay unknown, `undecided` what the effort left undecided.
    `narrower_than_target` counts small ones that do not keep the whole range, `others_exact` those
    hidden for others that can be worked out: no failures. `seconds` is the only field that differs
    from one run to the next.
    """

    release: str
    earlier: tuple[str, ...]
    smallest_count: int
    cells: int
    relations: int
    tried: int
    in_whole_numbers: int
    undecided: int
    narrower_than_target: int
    others_exact: int
    moved_while_provisional: int
    insiders: Insiders
    findings: tuple[Finding, ...]
    loss: Loss
    seconds: float

    @property
    def is_clean(self) -> bool:
        """Whether nothing was found and nothing was left undecided."""
        return not self.findings and not self.undecided

    @property
    def group_disclosures(self) -> int:
        """How many findings tell of a group that nobody, or everybody, is or does something."""
        return sum(bool(one.tells) for one in self.findings)

    def count(self, kind: Kind) -> int:
        """How many findings are of one kind."""
        return sum(one.kind == kind for one in self.findings)

    def json(self) -> str:
        """The whole report, for the house: confidential, for it names cells."""
        counts = {kind: self.count(kind) for kind in KINDS}
        content = {"is_clean": self.is_clean, "counts": counts, **asdict(self)}
        return json.dumps(content, ensure_ascii=False, indent=2) + "\n"

    def summary(self) -> str:
        """What anyone may read, in Markdown: counts, and no cell by its name."""
        return "\n".join(self._lines()) + "\n"

    def _lines(self) -> Iterator[str]:
        verdict = "nothing found" if self.is_clean else "not fit to be published"
        yield f"# Audit of {self.release}: {verdict}"
        yield ""
        yield f"Read together with {len(self.earlier)} earlier releases, k = {self.smallest_count}."
        yield ""
        yield from _table(self._figures())
        yield ""
        yield "## What remains: no failure"
        yield ""
        yield INSIDERS
        yield ""
        yield from _table(self._remaining())
        yield ""
        yield NOT_MEASURED

    def _remaining(self) -> Iterator[tuple[str, str]]:
        inside = self.insiders
        yield "Stekken that tried", f"{inside.stekken:,}"
        yield "tries, one for each Stek and count", f"{inside.tried:,}"
        yield "a count that a Stek can work out", f"{inside.exact:,}"
        yield "a count left two values that are not two apart", f"{inside.narrow:,}"

    def _figures(self) -> Iterator[tuple[str, str]]:
        yield "cells, those without a row too", f"{self.cells:,}"
        yield "relations between them", f"{self.relations:,}"
        yield "counts that must stay unknown, tried", f"{self.tried:,}"
        yield "of these solved in whole numbers", f"{self.in_whole_numbers:,}"
        yield "left undecided", f"{self.undecided:,}"
        for kind in KINDS:
            yield MEANING[kind], f"{self.count(kind):,}"
        yield "findings that tell of all or none of a group", f"{self.group_disclosures:,}"
        yield (
            f"small counts without the whole range 0-{self.smallest_count - 1}",
            (f"{self.narrower_than_target:,}"),
        )
        yield "counts hidden for others that can be worked out", f"{self.others_exact:,}"
        yield "provisional cells that moved", f"{self.moved_while_provisional:,}"
        yield "rows hidden", f"{self.loss.share_hidden:.1%}"
        yield "hidden for others per small one", f"{self.loss.secondary_over_primary:.2f}"


def _table(figures: Iterator[tuple[str, str]]) -> Iterator[str]:
    yield "| | |"
    yield "|---|---:|"
    for words, number in figures:
        yield f"| {words} | {number} |"
