"""Suggestions: the code that was probably meant by a text that is none."""

from __future__ import annotations

import re
from collections.abc import Mapping
from difflib import SequenceMatcher

from pipelines.contracts import Column
from pipelines.reading.codes import CodeReading, codebook
from pipelines.reading.spelling import plain

_LEAST_LIKENESS = 0.75  # of the letters of both texts stand in both, in order
_LEAST_LETTERS = 3  # shorter texts are like too many codes
_BETWEEN_CODES = re.compile(r"[|,;\n]")


def suggestion(column: Column, text: str, learnt: Mapping[str, str]) -> str | None:
    """The code that a text is nearest to, None when none is near or two are as near.

    `learnt` gives the code of each spelling (plain) that the Stek explained before; it comes first.
    In a column of several codes the first that is none is looked at.
    """
    known = codebook(column).by_spelling
    texts = _BETWEEN_CODES.split(text) if column.type == "codes" else [text]
    for spelling in (plain(one) for one in texts):
        if spelling and spelling not in known:
            return learnt.get(spelling) or _nearest(spelling, known)
    return None


def _nearest(spelling: str, known: Mapping[str, CodeReading]) -> str | None:
    if len(spelling) < _LEAST_LETTERS:
        return None
    likeness: dict[str, float] = {}
    for written, reading in known.items():
        ratio = SequenceMatcher(None, spelling, written).ratio()
        code = str(reading.code)
        likeness[code] = max(ratio, likeness.get(code, 0.0))
    best, *others = sorted(likeness, key=lambda code: -likeness[code])
    is_alone = not others or likeness[others[0]] < likeness[best]
    return best if likeness[best] >= _LEAST_LIKENESS and is_alone else None
