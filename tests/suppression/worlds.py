"""What a reader can work out, by trying every whole-number table: complete, and slow."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from pipelines.suppression.pattern import Status
from pipelines.suppression.system import Rule, System

FURTHER = 40  # how far above its count an open-ended cell is tried: far beyond these small tables

Domains = list[tuple[int, int]]


def domains(system: System, status: np.ndarray, rule: Rule) -> Domains:
    """What the status of each cell alone tells."""
    told = []
    cells = (system.counts, system.low, system.high, status)
    for count, low, high, label in zip(*(each.tolist() for each in cells), strict=True):
        most = count + FURTHER
        told.append(
            {
                Status.PUBLISHED: (low, high),
                Status.KNOWN: (count, count),
                Status.HIDDEN_SMALL: (0, rule.smallest - 1),
                Status.HIDDEN_OTHER: (rule.smallest, most),
                Status.HIDDEN_UNLABELLED: (0, most),
                Status.UNSEEN: (0, most),
            }[Status(label)]
        )
    return told


def values(system: System, status: np.ndarray, cell: int, rule: Rule) -> list[int]:
    """Every value that the cell has in some table that agrees with what is published."""
    told = domains(system, status, rule)
    rows = rows_of(system)
    low, high = told[cell]
    high = min(high, int(system.counts[cell]) + rule.smallest)
    return [
        value
        for value in range(low, high + 1)
        if next(tables(rows, [*told[:cell], (value, value), *told[cell + 1 :]]), None)
    ]


def rows_of(system: System) -> list[list[tuple[int, int]]]:
    """The relations as lists of cell and coefficient."""
    dense = system.relations.toarray()
    return [[(int(c), int(row[c])) for c in np.nonzero(row)[0]] for row in dense]


def tables(rows: list[list[tuple[int, int]]], told: Domains) -> Iterator[list[int]]:
    """Every table within the domains that keeps every relation, by trying each value in turn."""
    narrowed = _narrowed(rows, told)
    if narrowed is None:
        return
    open_cells = [(high - low, cell) for cell, (low, high) in enumerate(narrowed) if low < high]
    if not open_cells:
        yield [low for low, _ in narrowed]
        return
    cell = min(open_cells)[1]
    for value in range(narrowed[cell][0], narrowed[cell][1] + 1):
        yield from tables(rows, [*narrowed[:cell], (value, value), *narrowed[cell + 1 :]])


def _narrowed(rows: list[list[tuple[int, int]]], told: Domains) -> Domains | None:
    """The domains without values that a single relation rules out; none when one is empty."""
    low, high = [a for a, _ in told], [b for _, b in told]
    changed = True
    while changed:
        changed = False
        for row in rows:
            least = sum(v * (low[c] if v > 0 else high[c]) for c, v in row)
            most = sum(v * (high[c] if v > 0 else low[c]) for c, v in row)
            if least > 0 or most < 0:
                return None
            for cell, v in row:
                rest_least = least - v * (low[cell] if v > 0 else high[cell])
                rest_most = most - v * (high[cell] if v > 0 else low[cell])
                # v * value lies between -rest_most and -rest_least
                a, b = (-rest_most, -rest_least) if v > 0 else (rest_least, rest_most)
                new = max(low[cell], -(-a // abs(v))), min(high[cell], b // abs(v))
                if new != (low[cell], high[cell]):
                    low[cell], high[cell] = new
                    if new[0] > new[1]:
                        return None
                    changed = True
                    least = sum(v * (low[c] if v > 0 else high[c]) for c, v in row)
                    most = sum(v * (high[c] if v > 0 else low[c]) for c, v in row)
    return list(zip(low, high, strict=True))
