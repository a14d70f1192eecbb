"""Nesting: how deep the elements of a part stand in each other, without making anything of these."""

from __future__ import annotations

import numpy as np

MAX_DEPTH = 256  # of elements in each other; office programs stay below 40
_PIECE = 1 << 22  # bytes looked at together: what fits in the memory beside the processor
_TAG, _SLASH, _END = b"</>"
_NO_ELEMENT = b"!?"
Steps = np.typing.NDArray[np.int8]


def is_deep(part: bytes) -> bool:
    """Whether elements stand deeper in each other than any office program writes.

    The signs "/>" within a text make it look less deep than it is: this is for time alone.
    """
    depth = start = 0
    while 0 <= (start := part.find(b"<", start)) < len(part) - 1:
        stop = max(part.rfind(b"<", start + 1, start + _PIECE), start + 1)  # between two tags
        piece = np.frombuffer(part, np.uint8, stop - start + 1, start)
        depths = depth + np.cumsum(_steps(piece), dtype=np.int32)
        if depths.max() > MAX_DEPTH:
            return True
        depth, start = int(depths[-1]), stop
    return False


def _steps(signs: np.typing.NDArray[np.uint8]) -> Steps:
    """For each tag in these signs 1 where an element opens, -1 where one closes, else 0."""
    tags = np.flatnonzero(signs[:-1] == _TAG)
    after = signs[tags + 1]
    steps = np.where(after == _SLASH, np.int8(-1), np.int8(1))
    for sign in _NO_ELEMENT:
        steps[after == sign] = 0
    ends = np.flatnonzero(signs[1:] == _END)
    empty = ends[signs[ends] == _SLASH]
    steps[np.searchsorted(tags, empty) - 1] = 0
    return steps
