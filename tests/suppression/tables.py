"""Small systems for the tests: tables with their margins, linked, nested, with inequalities."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from itertools import product

import numpy as np
from scipy.sparse import csr_array

from pipelines.suppression.system import NEVER, Kind, Rule, System

ALL = -1


@dataclass
class Book:
    """Cells by name and the relations between them, written down one by one."""

    rule: Rule = field(default_factory=Rule)
    numbers: dict[Hashable, int] = field(default_factory=dict)
    counts: list[int] = field(default_factory=list)
    kinds: list[Kind] = field(default_factory=list)
    primary: list[bool] = field(default_factory=list)
    cost: list[float] = field(default_factory=list)
    rows: list[Mapping[int, int]] = field(default_factory=list)

    def cell(
        self,
        name: Hashable,
        count: int,
        kind: Kind = Kind.SHOWN,
        *,
        primary: bool | None = None,
        cost: float | None = None,
    ) -> int:
        """A cell, primary when it is shown and small unless told otherwise; the same name once."""
        if name in self.numbers:
            return self.numbers[name]
        self.numbers[name] = len(self.counts)
        small = kind == Kind.SHOWN and count < self.rule.smallest
        self.counts.append(count)
        self.kinds.append(kind)
        self.primary.append(small if primary is None else primary)
        self.cost.append(1 + float(np.log1p(count)) if cost is None else cost)
        return self.numbers[name]

    def sums(self, total: int, parts: Iterable[int]) -> None:
        """total = the sum of its parts."""
        self.relate({total: -1, **dict.fromkeys(parts, 1)})

    def relate(self, row: Mapping[int, int]) -> None:
        """Any other relation: coefficients by cell, adding up to nothing."""
        self.rows.append(row)

    def system(self, *, stays_hidden: Iterable[int] = ()) -> System:
        """What was written down, as a system."""
        entries = [(r, c, v) for r, row in enumerate(self.rows) for c, v in row.items()]
        where = ([r for r, _, _ in entries], [c for _, c, _ in entries])
        shape = (len(self.rows), len(self.counts))
        return System.exact(
            counts=np.array(self.counts, np.int64),
            relations=csr_array(([v for _, _, v in entries], where), shape=shape, dtype=np.int64),
            kinds=np.array(self.kinds, np.int8),
            is_primary=np.array(self.primary, np.bool_),
            cost=np.array(self.cost, np.float64),
            stays_hidden=np.isin(np.arange(len(self.counts)), list(stays_hidden)),
        )


def rounded(system: System, rule: Rule, base: int = 5) -> System:
    """The same, where a count that is shown stands for what would be rounded to the same."""
    nearest = (system.counts + base // 2) // base * base
    shown = (system.kinds == Kind.SHOWN) & (system.counts >= rule.smallest)
    least = np.maximum(nearest - base // 2, rule.smallest)
    return replace(
        system,
        low=np.where(shown, least, system.counts),
        high=np.where(shown, nearest + (base - 1) // 2, system.counts),
    )


def crossed(book: Book, inner: np.ndarray, name: str = "", *, locked: bool = False) -> None:
    """A table of any number of dimensions with all its margins; the grand total may be locked."""
    for place in product(*[(ALL, *range(size)) for size in inner.shape]):
        picked = inner[tuple(slice(None) if at == ALL else at for at in place)]
        is_locked = locked and all(at == ALL for at in place)
        book.cell((name, *place), int(picked.sum()), cost=NEVER if is_locked else None)
    for axis, size in enumerate(inner.shape):
        others = [(ALL, *range(width)) for i, width in enumerate(inner.shape) if i != axis]
        for rest in product(*others):
            line = [(*rest[:axis], at, *rest[axis:]) for at in (ALL, *range(size))]
            total, *parts = [book.numbers[name, *place] for place in line]
            book.sums(total, parts)


def table(inner: np.ndarray, rule: Rule | None = None, *, locked: bool = False) -> System:
    """One table with its margins."""
    book = Book(rule or Rule())
    crossed(book, inner, locked=locked)
    return book.system()


def linked(first: np.ndarray, second: np.ndarray, rule: Rule | None = None) -> System:
    """Two tables over the same rows: they share the margin of the rows and the grand total."""
    book = Book(rule or Rule())
    for inner, name in ((first, "first"), (second, "second")):
        columns = range(inner.shape[1])
        for row in (ALL, *range(len(inner))):
            picked = inner if row == ALL else inner[row : row + 1]
            total = book.cell(("row", row), int(picked.sum()))
            parts = [book.cell((name, row, c), int(picked[:, c].sum())) for c in columns]
            book.sums(total, parts)
        for column in columns:
            parts = [book.numbers[name, row, column] for row in range(len(inner))]
            book.sums(book.numbers[name, ALL, column], parts)
    rows = [book.numbers["row", row] for row in range(len(first))]
    book.sums(book.numbers["row", ALL], rows)
    return book.system()


def nested(took: np.ndarray, refused: np.ndarray, reasons: np.ndarray, rule: Rule) -> System:
    """By row: entitled = took up + refused + neither, refused = its reasons; totals over rows."""
    book = Book(rule)
    neither = refused[::-1]
    parts = {"took": took, "refused": refused + reasons.sum(axis=1), "neither": neither}
    parts |= {f"reason{i}": reasons[:, i] for i in range(reasons.shape[1])}
    parts["no reason"] = refused
    parts["entitled"] = parts["took"] + parts["refused"] + neither
    for name, values in parts.items():
        cells = [book.cell((name, row), int(count)) for row, count in enumerate(values)]
        book.sums(book.cell((name, ALL), int(values.sum())), cells)
    within = [*(f"reason{i}" for i in range(reasons.shape[1])), "no reason"]
    for row in (ALL, *range(len(took))):
        n = book.numbers
        book.sums(n["entitled", row], [n[part, row] for part in ("took", "refused", "neither")])
        book.sums(n["refused", row], [n[part, row] for part in within])
    return book.system()


def persons(parts: list[int], total: int, rule: Rule) -> System:
    """Distinct persons over rights: each right at most the total, the total at most their sum."""
    book = Book(rule)
    whole = book.cell("total", total)
    rights = [book.cell(("right", i), count) for i, count in enumerate(parts)]
    for right, count in zip(rights, parts, strict=True):
        slack = book.cell(("at least", right), total - count, Kind.UNSEEN)
        book.relate({whole: 1, right: -1, slack: -1})
    slack = book.cell("at most", sum(parts) - total, Kind.UNSEEN)
    book.relate({**dict.fromkeys(rights, 1), whole: -1, slack: -1})
    return book.system()
