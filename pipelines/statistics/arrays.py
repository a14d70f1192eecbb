"""Counts as they are given, as arrays of floats: what is missing is NaN, and stays NaN."""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

Numbers: TypeAlias = NDArray[np.float64]
Flags: TypeAlias = NDArray[np.bool_]
Places: TypeAlias = NDArray[np.int64]


def numbers(values: ArrayLike) -> Numbers:
    """The values as floats; None becomes NaN."""
    return np.asarray(values, dtype=np.float64)


def divided(part: ArrayLike, whole: ArrayLike) -> Numbers:
    """The part over the whole, NaN where the whole is zero, whatever the part is.

    >>> divided([1, 0, 3], [4, 0, 0]).tolist()
    [0.25, nan, nan]
    """
    base = numbers(whole)
    with np.errstate(invalid="ignore", divide="ignore"):
        return numbers(np.where(base == 0, np.nan, numbers(part) / base))
