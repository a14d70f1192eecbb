"""Nesting: how deep the elements of a part stand in each other, without making anything of these."""

from __future__ import annotations

import numpy as np

MAX_DEPTH = 256  # of elements in each other; office programs stay below 40
_PIECE = 1 << 24  # bytes looked at together
_TAG, _SLASH, _END = b"</>"
_NO_ELEMENT = np.frombuffer(b"?!", np.uint8)


def is_deep(part: bytes) -> bool:
    """Whether elements stand deeper in each other than any office program writes.

    The signs "/>" within a text make it look less deep than it is: this is for time alone.
    """
    signs = np.frombuffer(part, np.uint8)
    depth = 0
    for start in range(0, len(signs) - 1, _PIECE):
        steps = _steps(signs[start : start + _PIECE + 1])
        depths = depth + np.cumsum(steps, dtype=np.int32)
        if depths.max(initial=0) > MAX_DEPTH:
            return True
        depth = int(depths[-1])
    return False


def _steps(signs: np.typing.NDArray[np.uint8]) -> np.typing.NDArray[np.int8]:
    """At each sign 1 where an element opens, -1 where one closes."""
    here, after = signs[:-1], signs[1:]
    is_tag = here == _TAG
    closes = is_tag & (after == _SLASH)
    is_empty = (here == _SLASH) & (after == _END)
    opens = is_tag & ~closes & ~np.isin(after, _NO_ELEMENT)
    steps: np.typing.NDArray[np.int8] = opens.astype(np.int8) - (closes | is_empty).astype(np.int8)
    return steps
