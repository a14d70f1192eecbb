"""A system falls apart where nothing can move: blocks are protected one by one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

from pipelines.suppression.pattern import Status, first_status, ranges
from pipelines.suppression.system import (
    NEVER,
    Codes,
    Flags,
    Kind,
    Real,
    Relations,
    Rule,
    System,
    Whole,
)

# Prices of a move by one: the linear programs hide a published cell only where no hidden one will do.
PRICE_OF_SLACK, PRICE_OF_SMALL, PRICE_OF_HIDDEN = 0.001, 0.01, 0.02

Rooms: TypeAlias = tuple[Whole, Whole]


@dataclass
class Block:
    """Cells that may move together, in numbers of their own; only `status` changes.

    `numbers` are their places in the system; `cost` is that of hiding, 1 for the cheapest;
    `aim_low` and `aim_high` are the ends that a primary cell should reach (its count, if not primary).
    """

    numbers: Whole
    counts: Whole
    relations: Relations
    status: Codes
    is_primary: Flags
    cost: Real
    rule: Rule
    aim_low: Whole
    aim_high: Whole
    told: Rooms

    @property
    def may_be_hidden(self) -> Flags:
        """Cells that need not stay published."""
        free: Flags = np.isfinite(self.cost)
        return free

    @property
    def is_rounded(self) -> Flags:
        """Cells that a reader learns no more of than a range, where they are published."""
        rounded: Flags = self.told[0] < self.told[1]
        return rounded

    def passed(self, move: Whole) -> Flags:
        """The published cells that a move takes further than what is told of them."""
        table = self.counts + move
        beyond = (table < self.told[0]) | (table > self.told[1])
        passed: Flags = beyond & (self.status == Status.PUBLISHED)
        return passed

    def room(self, cells: Whole | None = None, *, may_hide: Flags | None = None) -> Rooms:
        """How far down and how far up cells (all, if not named) may move as they are hidden now.

        A published cell that may be hidden has the room it would have then.
        """
        here = slice(None) if cells is None else cells
        status, counts = self.status[here], self.counts[here]
        if may_hide is not None:
            passable = (status == Status.PUBLISHED) & may_hide[here]
            status = np.where(passable, Status.HIDDEN_OTHER, status).astype(np.int8)
        told = self.told[0][here], self.told[1][here]
        least, most = ranges(status, counts, told, self.rule)
        return counts - least, most - counts

    def prices(self, cells: Whole | None = None, *, may_hide: Flags | None = None) -> Real:
        """What it costs to move each cell by one; nearly nothing within what is told of it."""
        here = slice(None) if cells is None else cells
        status = self.status[here]
        hidden = np.where(status == Status.HIDDEN_SMALL, PRICE_OF_SMALL, PRICE_OF_HIDDEN)
        unseen = np.where(status == Status.UNSEEN, PRICE_OF_SLACK, hidden)
        within = self.is_rounded[here]
        if may_hide is not None:
            within = within & ~may_hide[here]
        cost = np.where(within, PRICE_OF_HIDDEN, self.cost[here])
        return np.where(status == Status.PUBLISHED, cost, unseen)


def blocks(system: System, rule: Rule) -> Iterator[Block]:
    """The blocks that hold a primary cell, by their first cell."""
    may_move = np.nonzero(_may_move(system))[0]
    label = _components(system.relations[:, may_move])
    with_primary = np.unique(label[system.is_primary[may_move]])
    order = np.argsort(label, kind="stable")
    edges = np.searchsorted(label[order], np.arange(label.max(initial=-1) + 2))
    for block in sorted(with_primary, key=lambda b: int(order[edges[b]])):
        yield _block(system, rule, may_move[np.sort(order[edges[block] : edges[block + 1]])])


def _may_move(system: System) -> Flags:
    locked = (system.kinds == Kind.SHOWN) & ~system.is_primary & (system.cost == NEVER)
    locked &= system.low == system.high
    free: Flags = (system.kinds != Kind.KNOWN) & ~locked
    return free


def _components(relations: Relations) -> Whole:
    """A label per column: the same for columns that relations tie together."""
    from scipy.sparse import block_array
    from scipy.sparse.csgraph import connected_components

    rows, columns = relations.shape
    if not columns:
        return np.zeros(0, np.int64)
    ties = (
        block_array([[None, relations], [relations.T, None]]) if rows else relations.T @ relations
    )
    labels: Whole = connected_components(ties, directed=False)[1][rows:].astype(np.int64)
    return labels


def _block(system: System, rule: Rule, cells: Whole) -> Block:
    columns = system.relations[:, cells]
    counts, is_primary = system.counts[cells], system.is_primary[cells]
    low, high = _aims(counts, system.kinds[cells] == Kind.UNSEEN, rule)
    return Block(
        numbers=cells,
        counts=counts,
        relations=columns[np.diff(columns.indptr) > 0],
        status=first_status(system, rule)[cells],
        is_primary=is_primary,
        cost=_scaled(system.cost[cells]),
        rule=rule,
        aim_low=np.where(is_primary, low, counts),
        aim_high=np.where(is_primary, high, counts),
        told=(system.low[cells], system.high[cells]),
    )


def _scaled(cost: Real) -> Real:
    """Costs in units of the cheapest; what must stay published stays beyond price."""
    counted = np.isfinite(cost)
    unit = cost[counted].min() if counted.any() else 1.0
    return np.where(counted, cost / unit, cost)


def _aims(counts: Whole, is_unseen: Flags, rule: Rule) -> tuple[Whole, Whole]:
    """A small cell may be anything under the threshold; a larger one has as wide a range about it.

    So has one without a place in any table, whose label does not tell whether it is small.
    """
    small = (counts < rule.smallest) & ~is_unseen
    least = np.where(is_unseen, 0, rule.smallest)
    low = np.where(small, 0, np.maximum(least, counts - rule.target // 2))
    return low, low + rule.target
