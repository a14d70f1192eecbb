"""Signs: characters that cannot be seen, or change how others are shown, named instead."""

from __future__ import annotations

import unicodedata

_UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}  # Unicode's own kinds: nothing to look at


def visible(text: str) -> str:
    r"""Text in which every sign that cannot be seen, or turns the others around, is named.

    >>> visible("mei\u202exslx.csv")
    'mei[U+202E]xslx.csv'
    """
    return "".join(
        f"[U+{ord(sign):04X}]" if unicodedata.category(sign) in _UNSEEN else sign for sign in text
    )
