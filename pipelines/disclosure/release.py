"""What leaves the house: a folder of protected tables, and the words to read them with.

`write` takes nothing but `Released`, and what was derived from them, so nothing unprotected can be
written; `load` is how the pages read the folder back. The same tables give the same bytes.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import polars as pl

from pipelines.contracts.files import Entry
from pipelines.disclosure.derived import Derived, told
from pipelines.disclosure.descriptions import PublishedIndicator, described, published
from pipelines.disclosure.explained import (
    PublishedEstimate,
    described_estimate,
    published_estimate,
)
from pipelines.disclosure.plan import Link, described_links
from pipelines.disclosure.protection import Released
from pipelines.disclosure.rules import (
    ROUND_TO,
    SAMPLE_NOTE,
    SMALLEST_COUNT,
    SMALLEST_RATE_BASE,
)
from pipelines.errors import DisclosureError
from pipelines.estimates.intervals import with_intervals
from pipelines.warehouse.headers import Outcome

__all__ = [
    "Outcome",
    "Profile",
    "Publication",
    "PublishedEstimate",
    "PublishedIndicator",
    "load",
    "write",
]

DESCRIPTION = "release.json"
_STARTS_A_FORMULA = r"^[=+\-@\t\r]"  # a spreadsheet would run a cell that starts with one of these


@dataclass(frozen=True)
class Profile:
    """The rule that the figures were protected with."""

    smallest_count: int
    round_to: int
    smallest_rate_base: int


@dataclass(frozen=True)
class Publication:
    """Everything that was released together: figures about people first, then by name."""

    is_sample: bool
    profile: Profile
    indicators: tuple[PublishedIndicator, ...]
    estimates: tuple[PublishedEstimate, ...] = ()


def write(
    tables: Sequence[Released | Derived],
    folder: Path,
    *,
    never_per_stek: frozenset[str] = frozenset(),
    links: Sequence[Link] = (),
    corrected: Mapping[str, Sequence[str]] | None = None,
) -> None:
    """Write each table as `<name>.csv` (RFC 4180) and `.parquet`, and release.json.

    Indicators get the interval of each rate that is shown; `links` are what ties several of them
    together, `corrected` by indicator the periods that tell of other records than the release
    before. Raises DisclosureError when a spreadsheet would run a text, sample and real figures mix,
    or two tables have one name.
    """
    released, derived = _apart(tables)
    folder.mkdir(parents=True, exist_ok=True)
    _write_tables(
        [
            *((one.header.name, with_intervals(told(one))) for one in released),
            *((one.estimate.name, one.table) for one in derived),
        ],
        folder,
    )
    description = {
        **_circumstances(is_sample=any(one.is_sample for one in tables)),
        "indicators": [described(one, never_per_stek) for one in released],
        "estimates": [described_estimate(one) for one in derived],
        "links": described_links(links),
        "corrected": corrected or {},
    }
    text = json.dumps(description, ensure_ascii=False, indent=2)
    (folder / DESCRIPTION).write_text(f"{text}\n", "utf-8")


def _circumstances(*, is_sample: bool) -> dict[str, object]:
    return {
        "is_sample": is_sample,
        "note": SAMPLE_NOTE if is_sample else "",
        "profile": asdict(Profile(SMALLEST_COUNT, ROUND_TO, SMALLEST_RATE_BASE)),
    }


def _apart(tables: Sequence[Released | Derived]) -> tuple[list[Released], list[Derived]]:
    """Indicators, those about people first, and estimates; in the order of their names."""
    if odd := [one for one in tables if not isinstance(one, Released | Derived)]:
        raise DisclosureError(f"{len(odd)} tables never went through disclosure control.")
    if len({one.is_sample for one in tables}) > 1:
        raise DisclosureError(
            "Sample and real figures would stand in one release: release them apart."
        )
    released = [one for one in tables if isinstance(one, Released)]
    derived = [one for one in tables if isinstance(one, Derived)]
    released.sort(key=lambda one: (one.header.protect == "none", one.header.name))
    derived.sort(key=lambda one: one.estimate.name)
    return released, derived


def load(folder: Path) -> Publication:
    """The released folder, read back; raises ContractError when release.json lacks something."""
    entry = Entry(DESCRIPTION, json.loads((folder / DESCRIPTION).read_text("utf-8")))
    profile = entry.entry("profile")
    return Publication(
        is_sample=entry.is_true("is_sample"),
        profile=Profile(
            int(profile.number("smallest_count")),
            int(profile.number("round_to")),
            int(profile.number("smallest_rate_base")),
        ),
        indicators=tuple(published(one, _read(folder, one)) for one in entry.entries("indicators")),
        estimates=tuple(
            published_estimate(one, _read(folder, one)) for one in entry.entries("estimates")
        ),
    )


def _write_tables(tables: Iterable[tuple[str, pl.DataFrame]], folder: Path) -> None:
    names: set[str] = set()
    for name, table in tables:
        if name in names:
            raise DisclosureError(f"{name}: two tables of one release have this name.")
        names.add(name)
        _refuse_formulas(name, table)
        table.write_csv(folder / f"{name}.csv", line_terminator="\r\n")
        table.write_parquet(folder / f"{name}.parquet", compression="zstd")


def _refuse_formulas(name: str, table: pl.DataFrame) -> None:
    texts = table.select(pl.col(pl.String).str.contains(_STARTS_A_FORMULA).any())
    for column in texts.columns:
        if texts[column].item():
            raise DisclosureError(
                f"{name}.{column}: a text starts with =, +, - or @ and a spreadsheet would run it. "
                "Give the code another first sign."
            )


def _read(folder: Path, entry: Entry) -> pl.DataFrame:
    return pl.read_parquet(folder / f"{entry.text('name')}.parquet")
