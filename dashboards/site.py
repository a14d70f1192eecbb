"""The pages: a first page and one for each indicator, in three languages, that open from a disk.

Drawn from the released folder and the names of codes; nothing is fetched, counted or looked up.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

import polars as pl
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from plotly.offline import get_plotlyjs

from dashboards import labels
from dashboards.choice import views
from dashboards.figures import drawn
from dashboards.inks import THEME
from dashboards.notes import notes
from dashboards.sentences import headline, subtitle
from dashboards.tables import Table, table
from dashboards.telling import Teller
from dashboards.words import Tongue
from pipelines.contracts import LANGUAGES, Words
from pipelines.disclosure.release import Publication, PublishedIndicator, load

_HERE = Path(__file__).parent
# The files of a table, as a released folder has them, and what each is called.
_DOWNLOADS = (
    ("download_xlsx", "", ".xlsx"),
    ("download_excel_csv", "excel/", ".csv"),
    ("download_csv", "", ".csv"),
    ("download_parquet", "", ".parquet"),
)
_TONGUES = tuple(Tongue(language) for language in LANGUAGES)


@dataclass(frozen=True)
class Figure:
    """One figure of a page: words, drawing and table."""

    id: str
    headline: str
    subtitle: str
    notes: tuple[str, ...]
    drawing: Markup
    table: Table


@dataclass(frozen=True)
class Download:
    """One file of a table: the key of what it is called, and where it is below data/."""

    key: str
    path: str


@dataclass(frozen=True)
class Reported:
    """How many Stekken delivered a stream for the last month."""

    title: Words
    period: str
    reporting: int
    expected: int


Downloads: TypeAlias = Mapping[str, Sequence[Download]]


def build(released: Path, out: Path) -> None:
    """Write every page, the theme, the scripts and a copy of the tables into `out`."""
    publication = load(released)
    _copy_assets(out / "assets")
    names = [one.name for one in publication.indicators]
    names += [one.name for one in publication.estimates]
    downloads = {name: _downloads(released, name) for name in names}
    _copy_tables(released, downloads, out / "data")
    for tongue in _TONGUES:
        _write_pages(publication, downloads, tongue, out / tongue.folder)


def _copy_assets(folder: Path) -> None:
    shutil.copytree(_HERE / "static", folder, dirs_exist_ok=True)
    (folder / "plotly.min.js").write_text(get_plotlyjs(), "utf-8")


def _downloads(released: Path, name: str) -> list[Download]:
    """The files of a table that the release has."""
    files = [Download(key, f"{folder}{name}{ending}") for key, folder, ending in _DOWNLOADS]
    return [file for file in files if (released / file.path).exists()]


def _copy_tables(released: Path, downloads: Downloads, folder: Path) -> None:
    for file in (file for files in downloads.values() for file in files):
        (folder / file.path).parent.mkdir(parents=True, exist_ok=True)
        (folder / file.path).write_bytes((released / file.path).read_bytes())


def _write_pages(
    publication: Publication, downloads: Downloads, tongue: Tongue, folder: Path
) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    environment = _environment(publication, downloads, tongue)
    first = environment.get_template("index.html.jinja").render(
        page="index.html",
        reported=_reported(publication),
        sensitive=", ".join(words.to(tongue.language) for words in labels.sensitive_rights()),
    )
    (folder / "index.html").write_text(first, "utf-8")
    template = environment.get_template("indicator.html.jinja")
    for indicator in publication.indicators:
        page = f"{indicator.name}.html"
        figures = _figures(indicator, tongue, is_sample=publication.is_sample)
        stream = labels.stream_title(indicator.stream).to(tongue.language)
        text = template.render(page=page, indicator=indicator, figures=figures, stream=stream)
        (folder / page).write_text(text, "utf-8")
    _write_estimates(publication, environment, folder)


def _write_estimates(publication: Publication, environment: Environment, folder: Path) -> None:
    """A page for each table that is worked out from the others: its meaning and its downloads."""
    template = environment.get_template("estimate.html.jinja")
    titles = {indicator.name: indicator.title for indicator in publication.indicators}
    for estimate in publication.estimates:
        page = f"{estimate.name}.html"
        text = template.render(page=page, estimate=estimate, titles=titles)
        (folder / page).write_text(text, "utf-8")


def _environment(publication: Publication, downloads: Downloads, tongue: Tongue) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(
        publication=publication,
        downloads=downloads,
        tongue=tongue,
        tongues=_TONGUES,
        root="../" if tongue.folder else "",
        say=tongue.say,
        to=lambda words: words.to(tongue.language),
        statuses=labels.statuses(),
        inks=_inside_script(json.dumps(THEME)),
    )
    return environment


def _figures(indicator: PublishedIndicator, tongue: Tongue, *, is_sample: bool) -> list[Figure]:
    sample = tongue.say("sample") if is_sample else ""
    tellers = [Teller(indicator, view, tongue) for view in views(indicator)]
    return [
        Figure(
            id=f"by-{teller.view.kind}",
            headline=headline(teller),
            subtitle=subtitle(teller),
            notes=notes(teller),
            drawing=_inside_script(drawn(teller, sample)),
            table=table(teller),
        )
        for teller in tellers
    ]


def _inside_script(json_text: str) -> Markup:
    """JSON as it may stand in a script element: nothing in it can end that element."""
    return Markup(json_text.replace("<", "\\u003c"))  # noqa: S704 - escaped here, for a script


def _reported(publication: Publication) -> tuple[Reported, ...]:
    """For each stream, who delivered the last month, as the first table of that stream says."""
    found: dict[str, Reported] = {}
    for indicator in publication.indicators:
        months = indicator.table.filter(
            pl.col("period_type") == "month", pl.col("stek_id") == "ALL"
        ).sort("period")
        if indicator.stream not in found and not months.is_empty():
            *_, last = months.select("period", "steks_reporting", "steks_expected").iter_rows()
            found[indicator.stream] = Reported(labels.stream_title(indicator.stream), *last)
    return tuple(found[name] for name in labels.streams() if name in found)
