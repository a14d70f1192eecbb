"""Commands of who publishes: make a release, list releases, compare two."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pipelines.commands.options import Lang
from pipelines.console import language_named
from pipelines.home import Home, shown

app = typer.Typer()


@app.command()
def release(lang: Lang = "nl") -> None:
    """Publish what the warehouse holds now, as a release with a number of its own.

    When nothing differs from the newest release, that one stands.
    """
    from pipelines.files import one_at_a_time
    from pipelines.publication.listing import listing
    from pipelines.publication.publishing import publish_tables

    home, language = Home.from_environment(), language_named(lang)
    with one_at_a_time(home.writer_lock):
        publish_tables(home)
    newest = next(iter(listing(home)))
    typer.echo(f"{newest.number}: {newest.change.to(language)}")
    typer.echo(shown(home.released / str(newest.number)))


@app.command()
def releases(lang: Lang = "nl") -> None:
    """List the releases, the newest first: number, rows, and what changed beside the one before.

    A release of which a file is no longer as it was is named.
    """
    from pipelines.publication.listing import listing

    language = language_named(lang)
    for one in listing(Home.from_environment()):
        typer.echo(f"{one.number}  {one.rows:>9,}  {one.change.to(language)}")
        if one.warning:
            typer.echo(f"  {one.warning.to(language)}")


@app.command()
def compare(
    before: Annotated[str, typer.Argument(help="The number of a release, such as 2026-10-20.1.")],
    after: Annotated[str, typer.Argument(help="The number of a later one.")],
    out: Annotated[
        Path, typer.Option("-o", "--out", help="Where to write the difference as a table.")
    ] = Path("changes.csv"),
    lang: Lang = "nl",
) -> None:
    """Say what differs between two releases, and write it as a table, a row for each figure."""
    from pipelines.publication.comparing import compare

    language = language_named(lang)
    for sentence in compare(Home.from_environment(), before, after, out):
        typer.echo(sentence.to(language))
    typer.echo(shown(out.resolve()))


@app.command()
def plan(
    explain: Annotated[
        bool,
        typer.Option(
            "--explain", help="Every table that could be told, and how well it is filled."
        ),
    ] = False,
) -> None:
    """List the tables that leave the house by data_contracts/publication.yaml.

    A table of which more than half is hidden is named, with why it stays. With --explain: of each
    the share of cells too small to show where anybody is counted, the share hidden of all rows (in
    the latest release where that tells it, else the small ones), and what a coarser table has.
    """
    from pipelines.publication.publishing import filled, new_since_closed

    home = Home.from_environment()
    for one in filled(home):
        half = ""
        if one.is_half_hidden:
            half = (
                f"; stays: {one.stays}" if one.stays else "; over half is hidden: tell it coarser"
            )
        if explain:
            coarser = f"; {one.coarser}: {one.coarser_hidden:.0%}" if one.coarser else ""
            told = "told" if one.is_told else "not told"
            share = f"{one.hidden:>4.0%} small, {one.of_all:>4.0%} of all rows hidden"
            line = f"{told:<8}  {one.cells:>6,} cells, {share}{coarser}{half}"
            typer.echo(f"{one.indicator}: {one.grain:<42} {line}")
        elif one.is_told:
            typer.echo(f"{one.indicator}: {one.grain}{half}")
    for indicator, year, count in new_since_closed(home):
        typer.echo(f"{indicator}: {count} without rows of {year}, a year that was told before them")
