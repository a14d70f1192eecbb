"""What an auditor can find, and the words for it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal, get_args

import polars as pl

from pipelines.auditing.structure import KEY

Kind = Literal[
    "exact",
    "narrow",
    "small_count_shown",
    "zero_shown",
    "hidden_count_shown",
    "not_rounded",
    "rate_without_parts",
    "rate_of_other_parts",
    "formats_differ",
    "contradiction",
    "label_contradicted",
    "changed_by_few",
    "flipped",
    "change_derived",
]
KINDS: Final[tuple[Kind, ...]] = get_args(Kind)
MEANING: Final[dict[Kind, str]] = {
    "exact": "a hidden count that can be worked out",
    "narrow": "a hidden count with fewer than two values two apart",
    "small_count_shown": "a count under the threshold that is shown",
    "zero_shown": "a zero that is shown though its group is not empty",
    "hidden_count_shown": "a hidden count that stands in a column",
    "not_rounded": "a provisional count that is not rounded",
    "rate_without_parts": "a rate or an interval without its three parts published",
    "rate_of_other_parts": "a rate that its published parts do not make",
    "formats_differ": "a table whose CSV says something else than its Parquet",
    "contradiction": "published numbers that cannot all be true",
    "label_contradicted": "a label that the published numbers contradict",
    "changed_by_few": "a published count that a later release moved by a few",
    "flipped": "a count hidden in one release and published in another",
    "change_derived": "a hidden change of a few persons that follows from published ones",
}


@dataclass(frozen=True)
class Finding:
    """One thing that an attacker finds; confidential, for it names the cell and what is known of it.

    `low` and `high` are the range of a hidden count, none for other kinds. `tells` is "nobody" or
    "everybody" when it tells that of a group.
    """

    kind: Kind
    cell: tuple[str, ...]
    detail: str = ""
    low: int | None = None
    high: int | None = None
    tells: str = ""


def found(kind: Kind, rows: pl.DataFrame, detail: str = "") -> Iterator[Finding]:
    """One finding for each row, which has the columns of KEY."""
    for cell in rows.select(KEY).iter_rows():
        yield Finding(kind, cell, detail)
