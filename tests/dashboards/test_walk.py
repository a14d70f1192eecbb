"""Privacy: every number of the site was released, and none that was hidden is in any of its files."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import polars as pl
import pytest

from dashboards.site.build import build
from pipelines.contracts import Words
from pipelines.disclosure.protection import Released
from pipelines.disclosure.release import Publication, write
from tests.counts import header, leaf
from tests.dashboards.conftest import of_reported
from tests.dashboards.test_explore import read

# Numbers that are no figures of people.
KNOWN = {
    *range(2022, 2027),  # years: since when a Stek exists, and those of the release
    5,  # the smallest count that is shown
    95,  # of 100: an interval, and the inner limits of a funnel
    100,
    998,  # of 1,000: its outer limits
    1000,
}


STEK_16 = "Stek 16 "  # the name of one that is still to be named


class Reader(HTMLParser):
    """The text of a page that a person reads, without what is for its script."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.said: list[str] = []
        self._is_script = False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._is_script = tag in ("script", "style")
        self.said += [value for name, value in attrs if name in ("alt", "aria-label") and value]

    def handle_endtag(self, _: str) -> None:
        self._is_script = False

    def handle_data(self, data: str) -> None:
        if not self._is_script:
            self.said.append(data)


def numbers(text: str) -> set[float]:
    """The numbers of a text in any of the three languages, without their sign."""
    apart = re.sub(r"(?<=\d)[.,\u202f\u00a0](?=\d{3}(?!\d))", "", text)
    return {float(one.replace(",", ".")) for one in re.findall(r"\d+(?:[.,]\d+)?", apart)}


def released_numbers(publication: Publication) -> set[float]:
    """Every number of the released tables, also in whole percents and as its difference with 100."""
    known: set[float] = set()
    for table in (one.table for one in publication.indicators):
        for column in table.select(pl.col(pl.Int64), pl.col(pl.Float64)):
            own = [float(value) for value in column.drop_nulls()]
            known |= {*own, *(float(round(value)) for value in own)}
    return known


def figure_values(site: Path) -> Iterator[tuple[str, float]]:
    """Every number that a live chart draws or says of a mark, and where it stands."""
    for path in site.glob("figures/*/*.js"):
        live = json.loads(path.read_text("utf-8").removeprefix("stekFigures(").removesuffix(");\n"))
        for name, both in live["figures"].items():
            for trace in both["wide"]["data"] + both["narrow"]["data"]:
                for told in ("text", "customdata"):
                    for text in trace.get(told) or ():
                        for number in numbers(str(text)):
                            yield f"{path.name} {name} {told}", number
                if trace.get("hoverinfo") == "skip":  # a sign in the place of a figure
                    continue
                for value in trace["y" if name == "by-time" else "x"]:
                    if isinstance(value, int | float):
                        yield f"{path.name} {name}", float(value)


@pytest.fixture(scope="module")
def known(publication: Publication) -> set[float]:
    return released_numbers(publication) | {float(one) for one in KNOWN}


@pytest.mark.parametrize(
    "name",
    [
        "take_up",
        "reach",
        "rechten",
        "stekken",
        "stek-zaventem",
        "recht-leefloon",
        "signalen",
        "vergelijken",
        "gegevenskwaliteit",
    ],
)
@pytest.mark.parametrize("folder", ["", "fr/", "en/"])
def test_every_number_that_a_page_says_was_released(
    site: Path, known: set[float], folder: str, name: str
) -> None:
    said = Reader((site / f"{folder}{name}.html").read_text("utf-8")).said
    strange = {
        (number, text.strip())
        for text in said
        for number in numbers(text.replace(STEK_16, "")) - known
    }
    assert strange == set()


def test_every_number_that_a_live_chart_draws_was_released(site: Path, known: set[float]) -> None:
    drawn = list(figure_values(site))
    assert len(drawn) > 100
    assert {(where, value) for where, value in drawn if value not in known} == set()


def hiding() -> Released:
    """Two small counts, of a Stek and of a right: what lies beside them is hidden or rounded."""
    of = replace(
        header("month x stek", "year x right"), title=Words("Opname", "Recours", "Take-up")
    )
    return of_reported(
        of,
        leaf("2026-10", "zaventem", "leefloon", granted=3, asked=5171),
        leaf("2026-10", "tienen", "leefloon", granted=7919, asked=8163),
        leaf("2026-09", "zaventem", "leefloon", granted=4001, asked=6007),
        leaf("2026-09", "tienen", "leefloon", granted=7013, asked=9001),
        leaf("2025", recht_code="igo", granted=2, asked=4987),
        leaf("2025", recht_code="leefloon", granted=3163, asked=9127),
    )


# The true counts of that release that nobody may find: 4,987 and 3,163 are hidden to protect the
# small ones (2 and 3), the others of 2026 are shown as multiples of five.
SECRETS = (4987, 3163, 5171, 7919, 8163, 7922, 13334, 4001, 6007, 7013, 9001, 11014, 15008)


@pytest.fixture(scope="module")
def secretive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("secretive")
    write([hiding()], folder / "released")
    build(folder / "released", folder / "site", folder / "pictures")
    return folder / "site"


def texts(site: Path) -> Iterator[tuple[str, str]]:
    """Every file of the site as text: what is packed is unpacked, tables are read."""
    for path in site.rglob("*"):
        if not path.is_file() or path.name == "plotly.min.js":
            continue
        if path.suffix == ".parquet":
            yield path.name, pl.read_parquet(path).write_csv()
        elif path.parent.name == "cells":
            yield path.name, read(path.read_text("utf-8")).write_csv()
        else:
            yield path.name, path.read_text("utf-8")


def told(text: str, number: int) -> bool:
    """Whether the text has the number, with or without a sign between its thousands."""
    figure = f"{number:,}".replace(",", r"(?:[.,' \u202f\u00a0]|&nbsp;|\\\\u202f|\\\\u00a0)?")
    return re.search(rf"(?<![\w.,]){figure}(?![\w]|[.,]\d)", text) is not None


def test_no_number_that_was_hidden_is_in_any_file_of_the_site(secretive: Path) -> None:
    read_files = list(texts(secretive))
    assert {"take_up.html", "take_up.csv", "take_up.js", "take_up.parquet"} <= {
        name for name, _ in read_files
    }
    assert any(name.endswith(".svg") for name, _ in read_files)
    found = {
        (name, secret) for name, text in read_files for secret in SECRETS if told(text, secret)
    }
    assert found == set()


@pytest.mark.parametrize("written", ["9127", "9.127", "9\u202f127", "9,127"])
def test_the_search_would_find_a_number_that_was_shown(secretive: Path, written: str) -> None:
    assert told(f"<td>{written}</td>", 9127)
    assert any(written in text for _, text in texts(secretive))
    assert not told("19127 9127.5 x9127", 9127)
