"""Counts as skewed as those of the Stekken, to measure on: `python -m tests.suppression.skewed`.

Negative binomial: a few Stekken and rights have most of the persons, half of the cells are small.
"""

from __future__ import annotations

import sys
import time

import numpy as np
from scipy.sparse import coo_array

from pipelines.suppression.pattern import Status
from pipelines.suppression.protection import protect
from pipelines.suppression.system import NEVER, Kind, System


def counts(shape: tuple[int, int, int], seed: int, mean: float = 12.0) -> np.ndarray:
    """Persons by Stek, right and outcome, without margins."""
    draws = np.random.default_rng(seed)
    steks, rights, outcomes = shape
    size = draws.lognormal(0, 0.8, steks)[:, None, None]
    asked = np.geomspace(1, 0.03, rights)[draws.permutation(rights)][None, :, None]
    shares = draws.dirichlet(np.array([8.0, 4.0, 2.0, 1.0])[:outcomes], size=rights)
    expected = size * asked * shares[None]
    expected *= mean / expected.mean()
    return np.array(draws.negative_binomial(0.6, 0.6 / (0.6 + expected)), np.int64)


def block(inner: np.ndarray) -> System:
    """One table with all its margins; the grand total stays published."""
    shown = inner
    for axis in range(inner.ndim):
        shown = np.concatenate([shown.sum(axis=axis, keepdims=True), shown], axis=axis)
    cells, flat = np.arange(shown.size).reshape(shown.shape), shown.ravel()
    totals = sum((at == 0).astype(int) for at in np.indices(shown.shape)).ravel()
    cost = (1 + np.log1p(flat)) * (1 + totals)
    cost[0] = NEVER
    rows, columns, signs, n = [], [], [], 0
    for axis, size in enumerate(shown.shape):
        lines = np.moveaxis(cells, axis, -1).reshape(-1, size)
        rows.append(np.repeat(np.arange(n, n + len(lines)), size))
        columns.append(lines.ravel())
        signs.append(np.tile([-1, *[1] * (size - 1)], len(lines)))
        n += len(lines)
    where = (np.concatenate(rows), np.concatenate(columns))
    relations = coo_array((np.concatenate(signs), where), shape=(n, len(flat))).tocsr()
    none = np.zeros(len(flat), np.bool_)
    kinds = np.full(len(flat), Kind.SHOWN, np.int8)
    return System.exact(flat, relations.astype(np.int64), kinds, flat < 5, cost, none)


def main() -> None:
    """Prints what a block of so many Stekken, rights and outcomes takes."""
    shape = tuple(int(size) for size in sys.argv[1:4]) or (16, 20, 2)
    for seed in (1, 2, 3):
        system = block(counts((shape[0], shape[1], shape[2]), seed))
        wall, cpu = time.perf_counter(), time.process_time()
        protection = protect(system)
        wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
        primary = int(system.is_primary.sum())
        other = int((protection.pattern.status == Status.HIDDEN_OTHER).sum())
        print(  # noqa: T201
            f"{len(system)} cells, {primary} primary, {other} secondary ({other / primary:.1%}),"
            f" {len(protection.short)} short of the aim; {wall:.1f} s, {cpu:.1f} s of processor"
        )


if __name__ == "__main__":
    main()
