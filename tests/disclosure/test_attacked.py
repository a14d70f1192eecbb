"""An independent attacker finds nothing in what is released of random worlds, and plenty in less.

Skewed, sparse, one huge Stek, one tiny, corrected, released again every month: two tables of the
same persons, by Stek, right and gender, in months, quarters and years.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import numpy as np
import polars as pl
import pytest

from pipelines.auditing.audit import audit
from pipelines.auditing.report import Report
from pipelines.disclosure.book import Book
from pipelines.disclosure.cells import KEY
from pipelines.disclosure.closing import shown_in, told_once
from pipelines.disclosure.completion import completed
from pipelines.disclosure.plan import Link, Plan
from pipelines.disclosure.protection import NOTHING, Before, Counted, protect
from pipelines.disclosure.release import write
from pipelines.disclosure.showing import shown
from pipelines.disclosure.ties import write_down
from pipelines.months import Month
from pipelines.suppression.system import Kind
from pipelines.warehouse.headers import IndicatorHeader
from tests.counts import CELLS, DOMAINS, Leaf, added_up, header, leaf, reporting

WORLDS: Final = int(os.environ.get("STEK_WORLDS", "4"))  # the slow run takes fifty
KINDS: Final = ("skewed", "sparse", "one huge Stek", "one tiny Stek")
STEKKEN: Final = ("zaventem", "tienen", "aalst", "ieper")
FIRST: Final = Month(2025, 1)
PERSONS: Final = {"indicator": ("persons",), "outcome": ("people",)}
BOTH: Final = {"indicator": ("take_up",), "outcome": ("granted", "refused")}
PLAN: Final = Plan(closing_months=4, tables={}, links=(Link(PERSONS, BOTH, is_equal=True),))
TAKE_UP: Final = header(
    "month x stek", "quarter x right", "quarter x stek", "year x stek x right", "year x breakdown",
    outcomes={"granted": True, "refused": True},
)  # fmt: skip
PEOPLE: Final = replace(
    header("month x stek", "quarter x breakdown", "year x right", outcomes={"people": False}),
    name="persons",
)


@dataclass(frozen=True)
class World:
    """Persons of each month, Stek, right and gender: int64[months, 4, 3, 3, granted or refused]."""

    counts: np.ndarray

    @classmethod
    def drawn(cls, kind: str, seed: int, months: int = 16) -> World:
        """A world of one kind; how many depends on the Stek, the right and the gender."""
        draws = np.random.default_rng(seed)
        shape = (len(STEKKEN), len(DOMAINS.rights), 3, 2)
        size = draws.lognormal(-1.0, 1.2, shape) * np.array([1, 1, 0.1])[:, None]
        size *= {"sparse": 0.4}.get(kind, 1.0)
        size[0] *= {"one huge Stek": 30.0, "one tiny Stek": 0.1}.get(kind, 1.0)
        return cls(draws.poisson(size, (months, *shape)))

    def until(self, months: int) -> World:
        """Its first months."""
        return World(self.counts[:months])

    def corrected(self, draws: np.random.Generator) -> World:
        """Another telling of a few of its counts, one or two persons off."""
        counts = self.counts.copy().reshape(-1)
        places = draws.integers(0, len(counts), 5)
        counts[places] = np.maximum(counts[places] + draws.integers(-2, 3, 5), 0)
        return World(counts.reshape(self.counts.shape))

    def counted(self) -> tuple[list[Counted], pl.DataFrame]:
        """Both tables with true counts, and who reported."""
        leaves = list(self._leaves())
        people = [leaf(*place, people=sum(counts.values())) for place, counts in leaves]
        tables = [(TAKE_UP, leaves), (PEOPLE, people)]
        who = self._reporting()
        counted = [(of, pl.DataFrame(added_up(of, *told), schema=CELLS)) for of, told in tables]
        return told_once([(of, _over(cells, who)) for of, cells in counted], who, 4), who

    def _leaves(self) -> Iterator[Leaf]:
        for place, (granted, refused) in zip(
            np.ndindex(self.counts.shape[:-1]), self.counts.reshape(-1, 2).tolist(), strict=True
        ):
            month, stek, right, gender = place
            yield leaf(
                str(FIRST.plus(month)), STEKKEN[stek], DOMAINS.rights[right], "vmx"[gender],
                granted=granted, refused=refused,
            )  # fmt: skip

    def _reporting(self) -> pl.DataFrame:
        months = [FIRST.plus(n) for n in range(len(self.counts))]
        quarters = [str(m.quarter) for m in months if m.month % 3 == 0]
        years = [str(m.year) for m in months if m.month == 12]
        spans = (
            ("month", 1, list(map(str, months))),
            ("quarter", 3, quarters),
            ("year", 12, years),
        )
        return pl.concat(
            reporting(dict.fromkeys(STEKKEN, n), period=period, period_type=kind)
            for kind, n, periods in spans
            for period in periods
        )


def _over(cells: pl.DataFrame, who: pl.DataFrame) -> pl.DataFrame:
    """The cells of periods that are over."""
    return cells.join(
        who.select("period_type", "period").unique(), on=["period_type", "period"], how="semi"
    )


def released(world: World, folder: Path, before: Before = NOTHING) -> Before:
    """A release of this world, after another one or not."""
    counted, who = world.counted()
    made = protect(counted, who, DOMAINS, PLAN, is_sample=True, before=before)
    write(
        list(made.tables),
        folder,
        never_per_stek=DOMAINS.sensitive_rights,
        links=PLAN.links,
        corrected=made.corrected,
    )
    return Before(shown_in(folder), made.hashes)


def with_small_counts_hidden_and_no_more(world: World, folder: Path) -> Path:
    """The same release, had each count been looked at by itself."""
    released(world, folder)
    counted, who = world.counted()
    for of, cells in counted:
        whole = completed(of, cells, who, DOMAINS)
        (folder / f"{of.name}.csv").unlink()
        columns = pl.read_parquet(folder / f"{of.name}.parquet").columns
        table = shown(of, whole, _by_themselves(of, whole)).with_columns(
            indicator=pl.lit(of.name), note=pl.lit(None, pl.String)
        )
        lacking = [pl.lit(None).alias(name) for name in columns if name not in table.columns]
        table.with_columns(lacking).select(columns).write_parquet(folder / f"{of.name}.parquet")
    return folder


def _by_themselves(of: IndicatorHeader, whole: pl.DataFrame) -> pl.DataFrame:
    book = Book()
    write_down(book, of, whole)
    is_small = pl.col("is_primary") & (pl.col("kind") == int(Kind.SHOWN))
    verdict = pl.when(is_small).then(pl.lit("hidden_small")).otherwise(pl.lit("shown"))
    return pl.concat(book.cells).select(*KEY, verdict.alias("verdict"))


def disclosures(report: Report) -> int:
    """What can be worked out, or nearly."""
    return report.count("exact") + report.count("narrow")


@pytest.mark.parametrize("seed", range(WORLDS))
def test_nothing_is_found_in_what_is_released_and_plenty_where_only_small_counts_are_hidden(
    tmp_path: Path, seed: int
) -> None:
    world = World.drawn(KINDS[seed % len(KINDS)], seed)
    released(world, tmp_path / "protected")
    report = audit(tmp_path / "protected")
    assert report.is_clean, report.summary()
    assert report.tried > 25  # worlds are drawn: the smallest of fifty has 49
    assert report.loss.rows > report.loss.hidden_small + report.loss.hidden_to_protect
    bare = audit(with_small_counts_hidden_and_no_more(world, tmp_path / "bare"))
    assert disclosures(bare) >= 5


@pytest.mark.parametrize("kind", KINDS[: max(WORLDS // 6, 1)])
def test_ten_releases_of_a_world_that_is_corrected_give_nothing_away_together(
    tmp_path: Path, kind: str
) -> None:
    draws, world = np.random.default_rng(7), World.drawn(kind, 11, months=18)
    folders, latest = list[Path](), NOTHING
    for months in range(9, 19):
        folder = tmp_path / str(months)
        latest = released(world.until(months), folder, latest)
        report = audit(folder, folders)
        assert report.is_clean, report.summary()
        folders.append(folder)
        world = world.corrected(draws)
    first, last = (pl.read_parquet(folders[n] / "take_up.parquet") for n in (-3, -1))
    assert last.filter(period="2025", status="published").height > 10
    closed = pl.col("period").str.starts_with("2025")
    assert first.filter(closed).equals(last.filter(closed))
