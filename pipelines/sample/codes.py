"""The code lists as the model needs them: numbered, weighed, and turned into words at the end."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import numpy as np
import polars as pl

from pipelines import contracts
from pipelines.errors import ContractError
from pipelines.sample.chance import Floats, Ints

UNKNOWN = "onbekend"
NOT_ASKED = "niet_gevraagd"


@cache
def codes(code_list: str) -> tuple[str, ...]:
    """The codes of a list, in the order of the contract."""
    return tuple(code.code for code in contracts.code_list(code_list))


def number(code_list: str, code: str) -> int:
    """The place of a code in its list; raises ContractError when the list no longer has it."""
    if code not in codes(code_list):
        raise ContractError(
            f"The sample's model speaks of {code!r}, which is not in data_contracts/codes/"
            f"{code_list}.csv: change the model in pipelines/sample/ with the list."
        )
    return codes(code_list).index(code)


def weigh(code_list: str, weights: Mapping[str, float], rest: float = 0.0) -> Floats:
    """The weights of a list's codes in its order; one that the model does not name gets `rest`."""
    weighed = np.full(len(codes(code_list)), rest)
    for code, weight in weights.items():
        weighed[number(code_list, code)] = weight
    return weighed


@cache
def _words(code_list: str) -> pl.Series:
    """The words behind the numbers: the codes, then onbekend, then niet_gevraagd, then nothing."""
    return pl.Series([*codes(code_list), UNKNOWN, NOT_ASKED, None], dtype=pl.String)


def spelled(code_list: str, numbers: Ints) -> pl.Series:
    """The codes of these numbers; see `unknown`, `not_asked` and `nothing` for the ones beyond."""
    return _words(code_list)[numbers]


def unknown(code_list: str) -> int:
    """The number that is spelled `onbekend`."""
    return len(codes(code_list))


def not_asked(code_list: str) -> int:
    """The number that is spelled `niet_gevraagd`."""
    return len(codes(code_list)) + 1


def nothing(code_list: str) -> int:
    """The number that is spelled as an empty cell."""
    return len(codes(code_list)) + 2
