"""Commands of the maintainer: run, look at the ledger, make samples."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from pipelines.commands.options import Lang
from pipelines.console import language_named
from pipelines.errors import LeftToDaemonError
from pipelines.home import Home, shown
from pipelines.months import Month

app = typer.Typer()


@app.command()
def sample(
    out: Annotated[
        Path, typer.Option("--out", help="The folder to write; it must be empty or new.")
    ],
    months: Annotated[int, typer.Option(min=1, max=240, help="How many months.")] = 24,
    seed: Annotated[int, typer.Option(min=0, help="The same seed gives the same files.")] = 1,
    visits_per_month: Annotated[
        int, typer.Option(min=1, help="Visits a Stek has in a month, on average.")
    ] = 120,
    last_month: Annotated[str, typer.Option(help="The last month, yyyy-mm.")] = "2026-10",
    clean: Annotated[bool, typer.Option("--clean", help="Volume without mess.")] = False,
    file_format: Annotated[
        str, typer.Option("--format", help="With --clean: csv or parquet.")
    ] = "csv",
) -> None:
    """Write fictitious deliveries of all Stekken, as messy as real ones, and what they truly mean."""
    from pipelines.sample import write_clean, write_sample

    last = Month.parse(last_month)
    if clean:
        report = write_clean(
            out, months=months, seed=seed, visits_per_month=visits_per_month, last_month=last,
            file_format="parquet" if file_format == "parquet" else "csv",
        )  # fmt: skip
    else:
        report = write_sample(
            out, months=months, seed=seed, visits_per_month=visits_per_month, last_month=last
        )
    typer.echo(str(report))


@app.command()
def ledger(
    stek: Annotated[str, typer.Option(help="Only this Stek.")] = "",
    month: Annotated[str, typer.Option(help="Only this month, yyyy-mm.")] = "",
    status: Annotated[str, typer.Option(help="Only this status, for example missing.")] = "",
    lang: Lang = "nl",
) -> None:
    """Show, per Stek and month, what each stream's delivery came to."""
    from pipelines.ledger import ledger as entries
    from pipelines.ledger_table import ledger_table

    chosen = [
        entry
        for entry in entries(Home.from_environment())
        if stek in ("", entry.stek_id)
        and month in ("", str(entry.month))
        and status in ("", entry.status)
    ]
    ledger_table(chosen, language_named(lang))


@app.command()
def run(
    everything: Annotated[
        bool, typer.Option("--all", help="Make every month again, changed or not.")
    ] = False,
    unless_daemon: Annotated[
        bool,
        typer.Option(
            "--unless-daemon", help="Do nothing when a Dagster daemon runs (exit code 11)."
        ),
    ] = False,
) -> None:
    """Land the inbox, make the months that changed and what follows, publish."""
    from pipelines.run import has_daemon, run

    home = Home.from_environment()
    if unless_daemon and has_daemon(home):
        raise LeftToDaemonError
    report = run(home, everything=everything)
    typer.echo(f"{len(report.months)} months made again. Pages: {shown(home.site / 'index.html')}")


@app.command()
def demo(
    months: Annotated[int, typer.Option(min=1, help="How many months.")] = 24,
    visits_per_month: Annotated[
        int, typer.Option(min=1, help="Visits of a Stek in a month.")
    ] = 120,
    seed: Annotated[int, typer.Option(min=0, help="The same seed gives the same figures.")] = 1,
) -> None:
    """Sixteen Stekken and 24 months of fictitious deliveries, all the way to tables and pages."""
    from pipelines.demo import demo

    demo(Home.from_environment(), months=months, visits_per_month=visits_per_month, seed=seed)


@app.command()
def dev() -> None:
    """Open the Dagster UI (http://127.0.0.1:3000) with its daemon over the same graph."""
    import subprocess

    from pipelines.run import point_dagster_at

    point_dagster_at(Home.from_environment())
    command = [str(Path(sys.executable).with_name("dagster")), "dev", "-m", "pipelines.definitions"]
    sys.exit(subprocess.call([*command, "--host", "127.0.0.1"]))
