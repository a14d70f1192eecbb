"""Which passwords may be chosen: long ones, that are not the first that anybody would try.

NIST SP 800-63B-4, 3.1.1.2: length and a list of common ones; no rules of composition.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from pathlib import Path

from portal.accounts.reasons import AccountError

SHORTEST, LONGEST = 12, 200  # 15 is asked where a password is all there is; 200 is words enough
_COMMON = Path(__file__).with_name("common_passwords.txt")


def check_password(password: str, *, email: str, name: str) -> None:
    """Raise AccountError, with the reason, unless the account may have that password."""
    n_signs = len(unicodedata.normalize("NFKC", password))
    if n_signs < SHORTEST:
        raise AccountError("password_short")
    if max(n_signs, len(password)) > LONGEST:
        raise AccountError("password_long")
    told = _bare(password)
    if told in {_bare(email), _bare(email.partition("@")[0]), _bare(name)}:
        raise AccountError("password_personal")
    if told in _common() or len(set(told)) <= 2:
        raise AccountError("password_common")


def _bare(text: str) -> str:
    """Letters and digits alone, in small letters: spaces and signs do not hide a name."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(sign for sign in folded if sign.isalnum())


@cache
def _common() -> frozenset[str]:
    lines = _COMMON.read_text("utf-8").splitlines()
    return frozenset(_bare(line) for line in lines if line and not line.startswith("#"))
