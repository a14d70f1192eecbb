"""The visitors of one Stek in one calendar year: their codes, traits and how often they come."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cache

import numpy as np
import polars as pl
from numpy.typing import NDArray

from pipelines.months import Month
from pipelines.sample import model
from pipelines.sample.chance import Flags, Floats, Ints, Topic, normal, pick, pick_by
from pipelines.sample.codes import codes, not_asked, spelled, unknown, weigh
from pipelines.sample.scene import Scene

TRAITS: Mapping[str, str] = {
    "age_class": "age_classes",
    "gender": "genders",
    "household_type": "household_types",
    "income_source": "income_sources",
    "housing": "housing",
}
# Shares of persons of whom a trait is unknown, or was not asked.
NOT_KNOWN: Mapping[str, tuple[float, float]] = {
    "age_class": (0.02, 0.01),
    "gender": (0.01, 0.01),
    "household_type": (0.03, 0.02),
    "income_source": (0.05, 0.07),
    "housing": (0.04, 0.08),
}
ANONYMOUS = -1  # the place of somebody who has no code
_LETTERS = np.frombuffer(b"ABCDEFGHJKLMNPQRSTUVWXYZ", np.uint8)  # no I and O: people copy codes
_SIGNS = np.frombuffer(b"ABCDEFGHJKLMNPQRSTUVWXYZ23456789", np.uint8)
_SCRAMBLE = np.uint64(0x2C9E5A8D7)  # odd, so that different numbers stay different


@dataclass(frozen=True)
class People:
    """Visitors as columns: `words` are what is written down of them, the rest is how they are."""

    words: pl.DataFrame
    key: NDArray[np.uint64]
    arrival: Ints
    until: Ints
    weight: Floats
    burden: Floats
    is_new: Flags
    age: Ints
    household: Ints
    housing: Ints

    def __len__(self) -> int:
        return len(self.key)

    def codes_of(self, visitors: Ints) -> pl.Series:
        """The visitor codes of these persons (by place); nothing of those who have none."""
        codes_or_none = self.words["visitor_code"].extend_constant(None, 1)
        return codes_or_none[np.where(visitors == ANONYMOUS, len(self), visitors)]


def newcomers(scene: Scene) -> People:
    """The visitors who get their code in that month."""
    draw, month, count = scene.chance(Topic.PEOPLE), scene.month, scene.arriving
    uniform = draw.random((count, 6))
    salt, key = draw.random(1), draw.random(count)
    age = pick(uniform[:, 0], weigh("age_classes", model.AGES))
    housing = pick(uniform[:, 1], weigh("housing", model.HOUSING))
    numbers = {
        "age_class": age,
        "gender": pick(uniform[:, 2], weigh("genders", model.GENDERS)),
        "household_type": pick_by(draw.random(count), _by_age("household_types"), age),
        "income_source": pick_by(draw.random(count), _by_age("income_sources"), age),
        "housing": housing,
    }
    stays = np.floor(np.log1p(-uniform[:, 3]) / np.log(1 - model.LEAVING)).astype(np.int64)
    return People(
        words=_words(_codes(month, salt, draw.random(count)), numbers, draw),
        key=(key * 2.0**53).astype(np.uint64),
        arrival=np.full(count, month.month, np.int64),
        until=month.month + stays,
        weight=np.minimum((1 - uniform[:, 4]) ** (-1 / model.VISITS_TAIL), 60.0),
        burden=normal(draw, count),
        is_new=uniform[:, 5] < model.FIRST_CONTACT[month.month - 1],
        age=age,
        household=numbers["household_type"],
        housing=housing,
    )


def together(parts: Sequence[People]) -> People:
    """Several groups of visitors as one."""
    columns = [name.name for name in fields(People) if name.name != "words"]
    joined = {name: np.concatenate([getattr(part, name) for part in parts]) for name in columns}
    return People(words=pl.concat([part.words for part in parts]), **joined)


@cache
def _by_age(code_list: str) -> Floats:
    """Per age class (rows), what each code of a trait weighs."""
    table = {"household_types": model.HOUSEHOLDS, "income_sources": model.INCOMES}[code_list]
    weights = np.zeros((len(codes("age_classes")), len(codes(code_list))))
    for code, by_age in table.items():
        weights += np.outer(weigh("age_classes", by_age, 1.0), weigh(code_list, {code: 1.0}))
    return weights


def _words(
    visitor_codes: pl.Series, numbers: Mapping[str, Ints], draw: np.random.Generator
) -> pl.DataFrame:
    """What is written down of each visitor: the code, and the traits as far as known."""
    columns = {"visitor_code": visitor_codes}
    for trait, code_list in TRAITS.items():
        told = told_or_not(numbers[trait], draw.random(len(visitor_codes)), trait, NOT_KNOWN[trait])
        columns[trait] = spelled(code_list, told)
    return pl.DataFrame(columns)


def told_or_not(numbers: Ints, uniform: Floats, trait: str, shares: tuple[float, float]) -> Ints:
    """The numbers of a trait, with these shares of unknown and of not asked instead."""
    code_list, (is_unknown, is_not_asked) = TRAITS[trait], shares
    told = np.where(uniform < is_unknown + is_not_asked, not_asked(code_list), numbers)
    return np.where(uniform < is_unknown, unknown(code_list), told)


def _codes(month: Month, salt: Floats, uniform: Floats) -> pl.Series:
    """Eight letters and digits, all different within a Stek and year; the first is a letter."""
    place = np.uint64(month.month << 31) + np.arange(len(uniform), dtype=np.uint64)
    mixed = (place * _SCRAMBLE) ^ (salt * 2.0**35).astype(np.uint64)
    shifts = np.arange(0, 35, 5, dtype=np.uint64)
    signs = np.empty((len(uniform), 8), np.uint8)
    signs[:, 0] = _LETTERS[(uniform * len(_LETTERS)).astype(np.int64)]
    signs[:, 1:] = _SIGNS[((mixed[:, None] >> shifts) & np.uint64(31)).astype(np.int64)]
    text = signs.tobytes().decode("ascii")
    return pl.Series([text[at : at + 8] for at in range(0, len(text), 8)], dtype=pl.String)
