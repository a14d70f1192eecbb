"""Certified suppression: a pattern of what to hide, and the proof that it protects."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np

from pipelines.errors import DisclosureError
from pipelines.suppression.blocks import Block, blocks
from pipelines.suppression.certificate import Certificate, joined
from pipelines.suppression.floors import reach_floors
from pipelines.suppression.pattern import Pattern, first_status
from pipelines.suppression.search import Search
from pipelines.suppression.system import Rule, System, Whole, numbers
from pipelines.suppression.targets import reach
from pipelines.suppression.thinning import thin
from pipelines.suppression.verification import verify


@dataclass(frozen=True)
class Protection:
    """A verified pattern with its certificate, and the primary cells that fall short of the aim.

    `short` int64: numbers of primary cells; `short_width` int64: the widths that they reach.
    """

    pattern: Pattern
    certificate: Certificate
    short: Whole
    short_width: Whole


def protect(system: System, rule: Rule | None = None, *, workers: int = 1) -> Protection:
    """The same for the same system, to the byte; refused when a cell cannot reach the floor.

    `workers` blocks are searched at a time (HiGHS lets other threads run); it changes no result.
    """
    rule = rule or Rule()
    if (bare := system.small_and_bare(rule)).any():
        raise DisclosureError(
            f"Cells {numbers(bare)} are small, shown and not primary: protect them or fix them."
        )
    status, parts = first_status(system, rule), []
    short: list[Whole] = []
    with ThreadPoolExecutor(workers) as pool:
        found = list(pool.map(_found, blocks(system, rule)))
    for block, certificate, fallen in found:
        status[block.numbers] = block.status
        parts.append(certificate)
        short.append(fallen)
    pattern, certificate = Pattern(status), joined(parts)
    verify(system, pattern, certificate, rule)
    fallen = np.sort(np.concatenate([np.zeros(0, np.int64), *short]))
    rows = np.searchsorted(certificate.primaries, fallen)
    return Protection(pattern, certificate, fallen, certificate.width[rows])


def _found(block: Block) -> tuple[Block, Certificate, Whole]:
    """The block with its final status, its certificate, and the cells that are short of the aim."""
    search = Search(block)
    search.sweep()
    reach(search, block.aim_low, block.aim_high)
    if reach_floors(search):
        reach(search, block.aim_low, block.aim_high)
    thin(search)
    certificate = search.witnesses.certificate(search.primaries, block.numbers)
    return block, certificate, block.numbers[_short(search)]


def _short(search: Search) -> Whole:
    block, found = search.block, search.witnesses
    reached = (found.low <= block.aim_low) & (found.high >= block.aim_high)
    places: Whole = np.nonzero(block.is_primary & ~reached)[0]
    return places
