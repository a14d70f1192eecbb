"""Spellings: when two ways of writing a header or a code are the same word."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_JOINING = frozenset({"en", "et", "and"})  # "Koffie & Formulieren" is also written with a word
_MARKS = "?-–—/._… "
_SIGNS = frozenset({"nvt", "na", "n/a"})


@lru_cache(maxsize=16_384)
def plain(text: str) -> str:
    """The text without case, accents, punctuation and joining words: one spelling of a word.

    >>> plain(" Koffie & Formulieren "), plain("Eerste contact?"), plain("0-17")
    ('koffie formulieren', 'eerste contact', '0 17')
    """
    letters = unicodedata.normalize("NFKD", text.casefold())
    bare = (letter for letter in letters if not unicodedata.combining(letter))
    kept = "".join(letter if letter.isalnum() else " " for letter in bare)
    return " ".join(word for word in kept.split() if word not in _JOINING)


def compact(text: str) -> str:
    """The plain spelling without its spaces.

    >>> compact("Bezoek ID")
    'bezoekid'
    """
    return plain(text).replace(" ", "")


def is_sign_for_nothing(text: str) -> bool:
    """Whether the text only says that there is no answer: `?`, `-`, `/`, `nvt`, `n.v.t.`.

    >>> [is_sign_for_nothing(text) for text in ("?", "--", "N.v.t.", "x", "geen")]
    [True, True, True, False, False]
    """
    return not text.strip(_MARKS) or text.replace(".", "").casefold() in _SIGNS
