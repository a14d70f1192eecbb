"""What differs between two releases: each kind of change, worked out by hand."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest

from pipelines.contracts import Words
from pipelines.disclosure.release import Publication, load, write
from pipelines.home import Home
from pipelines.publication.comparing import compare
from pipelines.publication.differences import KINDS, differences
from pipelines.publication.listing import listing
from pipelines.publication.telling_changes import sentences
from tests.counts import release
from tests.publication.folders import DAY, FIRST, LATER, indicator, on, published, row

BEFORE = (
    row("asked", 100, "provisional"),
    row("granted", 40, "provisional", denominator=100, value=40),
    row("asked", 60, "provisional", stek_id="tienen"),
    row("granted", None, "hidden_small", stek_id="tienen", denominator=60),
    row("asked", 35, "provisional", stek_id="zaventem"),
    row("asked", 5, "provisional", stek_id="beringen"),
)
AFTER = (
    row("asked", 100, "provisional"),
    row("granted", 45, "provisional", denominator=100, value=45),  # moved
    row("asked", 61, "published", stek_id="tienen"),  # no longer rounded: final
    row("granted", 10, "provisional", stek_id="tienen", denominator=60),  # hidden before
    row("asked", 35, "provisional", stek_id="zaventem"),
    row("asked", 20, "provisional", stek_id="zelzate"),  # new; Beringen is gone
)


@pytest.fixture
def pair(tmp_path: Path) -> tuple[Publication, Publication]:
    """The two releases above."""
    write([release(*FIRST)], tmp_path / "any")
    known = load(tmp_path / "any")
    before, after = (indicator(tmp_path / "one", *rows) for rows in (BEFORE, AFTER))
    return replace(known, indicators=(before,)), replace(known, indicators=(after,))


def test_every_kind_of_change_is_told_once(pair: tuple[Publication, Publication]) -> None:
    rows = differences(*pair).rows
    told = rows.select("change", "stek_id", "outcome", "numerator_before", "numerator").rows()
    assert sorted(told) == [
        ("appeared", "zelzate", "asked", None, 20),
        ("became_final", "tienen", "asked", 60, 61),
        ("disappeared", "beringen", "asked", 5, None),
        ("moved", "ALL", "granted", 40, 45),
        ("status_changed", "tienen", "granted", None, 10),
    ]


def test_a_figure_that_became_final_without_moving_is_told_too(
    pair: tuple[Publication, Publication],
) -> None:
    before, _ = pair
    (one,) = before.indicators
    final = one.table.with_columns(
        status=pl.when(pl.col("stek_id") == "zaventem")
        .then(pl.lit("published"))
        .otherwise("status")
    )
    found = differences(before, replace(before, indicators=(replace(one, table=final),)))
    assert found.counts() == {"became_final": 1}


def test_a_release_beside_itself_differs_in_nothing(pair: tuple[Publication, Publication]) -> None:
    for one in pair:
        assert differences(one, one).is_none
    assert not differences(*pair).is_none


def test_looked_at_the_other_way_new_is_gone(pair: tuple[Publication, Publication]) -> None:
    before, after = pair
    counts = differences(after, before).counts()
    assert (counts["appeared"], counts["disappeared"], counts["moved"]) == (1, 1, 1)


def test_the_sentences_count_by_kind_and_by_table(pair: tuple[Publication, Publication]) -> None:
    told = sentences(differences(*pair), "2026-10-20.1", "2026-11-23.1")
    counts = "veranderd 1, definitief geworden 1, andere status 1, verdwenen 1, nieuw 1"
    assert [one.nl for one in told] == [
        "Uitgave 2026-11-23.1, naast 2026-10-20.1.",
        f"Alle tabellen samen: {counts}.",
        f"Take-up (nl): {counts}.",
    ]
    assert told[0].fr == "Édition 2026-11-23.1, comparée à 2026-10-20.1."
    assert told[2].en == (
        "Take-up (en): moved 1, became final 1, other status 1, disappeared 1, new 1."
    )


def test_nothing_that_differs_is_a_sentence_too(pair: tuple[Publication, Publication]) -> None:
    before, _ = pair
    told = sentences(differences(before, before), "a", "b")
    assert [one.nl for one in told] == ["Uitgave b, naast a.", "Geen enkel cijfer is anders."]


def test_a_table_that_comes_or_goes_is_named(pair: tuple[Publication, Publication]) -> None:
    _, after = pair
    (one,) = after.indicators
    other = replace(one, name="reach", title=Words("Bereik", "Portée", "Reach"))
    added = replace(after, indicators=(one, other))
    assert differences(after, added).new_tables == ("reach",)
    assert differences(added, after).gone_tables == ("reach",)
    assert differences(after, added).counts("reach") == {"appeared": one.table.height}
    told = sentences(differences(added, after), "a", "b")
    assert "Bereik: deze tabel is er niet meer." in [one.nl for one in told]


def test_the_first_release_has_no_changes_and_each_later_one_has(home: Home) -> None:
    first = published(on(home, DAY))
    assert not (first / "changes.csv").exists()
    later = published(home, LATER)
    found = pl.read_csv(later / "changes.csv", infer_schema_length=None)
    assert set(found["change"]) <= set(KINDS)
    assert "moved" in set(found["change"])
    assert set(found["note"]) == {"Voorbeeldgegevens: fictieve cijfers"}
    assert (later / "changes.csv-metadata.json").exists()
    assert (later / "excel" / "changes.csv").exists()


def test_a_release_described_in_a_way_of_long_ago_does_not_hold_up_the_next(home: Home) -> None:
    described = published(on(home, DAY)) / "release.json"
    content = json.loads(described.read_text("utf-8"))
    del content["profile"]
    described.unlink()
    described.write_text(json.dumps(content), "utf-8")
    later = published(home, LATER)
    assert later.name == "2026-11-23.2"
    assert not (later / "changes.csv").exists()
    newest, _ = listing(home)
    assert newest.change.nl == (
        "De vorige uitgave is anders beschreven. Ze is niet cijfer per cijfer vergeleken."
    )


def test_any_two_releases_can_be_compared(home: Home, tmp_path: Path) -> None:
    first, later = published(on(home, DAY)), published(home, LATER)
    told = compare(home, first.name, later.name, tmp_path / "changes.csv")
    assert (tmp_path / "changes.csv").read_bytes() == (later / "changes.csv").read_bytes()
    assert told[0].nl == "Uitgave 2026-11-23.2, naast 2026-11-23.1."
