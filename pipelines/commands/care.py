"""Commands of whoever keeps the house: the journal, how long things are kept, backups."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer

from pipelines.commands.options import EXIT_CODES, Lang, OneMonth
from pipelines.console import language_named
from pipelines.files import one_at_a_time
from pipelines.home import Home, shown
from pipelines.months import Month

app = typer.Typer()


@app.command()
def journal(
    check: Annotated[
        bool, typer.Option("--check", help="Say whether it is as it was written.")
    ] = False,
    newest: Annotated[int, typer.Option(min=1, help="How many events, the newest first.")] = 50,
    lang: Lang = "nl",
) -> None:
    """Show who did what, when and from where; or check that nobody changed it afterwards.

    Exit code of --check 0: it is as it was written; 20: it is not.
    """
    from pipelines import journal as events
    from pipelines.journal.telling import checked_line, event_line

    home = Home.from_environment()
    if not check:
        for event in events.read(home, newest=newest):
            typer.echo(event_line(event, language_named(lang)))
        return
    found = events.check(home)
    events.note(
        home, "journal_checked", who=events.command_user(), source="command", events=found.events
    )
    typer.echo(checked_line(found, language_named(lang)))
    raise typer.Exit(0 if found.is_intact else EXIT_CODES["refused"])


@app.command()
def retain(
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only say what would be removed.")
    ] = False,
) -> None:
    """Remove what has had its time (data_contracts/retention.yaml); receipts and releases stay."""
    from pipelines.journal import command_user
    from pipelines.retention import due
    from pipelines.retention import retain as remove

    home = Home.from_environment()
    with one_at_a_time(home.writer_lock):
        found = due(home)
        went = None if dry_run else remove(home, found, who=command_user())
    for month in found.waiting:
        typer.echo(f"{month}: files wait until their year is closed and released, and run")
    if went is None:
        typer.echo(f"files of {_months(found.raw)} would go")
        typer.echo(f"records of {_months(found.records)} would go")
        typer.echo(f"{len(found.journal_years)} years of the journal would go")
        typer.echo(f"{len(found.pending)} uploads would go")
        return
    typer.echo(f"{sum(went.files.values())} files removed")
    typer.echo(f"records of {_months(went.records)} removed")
    typer.echo(f"{went.events} events of the journal removed")
    typer.echo(f"{went.pending} uploads removed")
    if went.records:
        typer.echo("`stek run` makes the tables without them.")


@app.command()
def postpone(
    month: OneMonth,
    day: Annotated[
        datetime, typer.Option(formats=["%Y-%m-%d"], help="The day on which it is due from now on.")
    ],
) -> None:
    """Give a month a later due day, for every Stek; the usual day takes it away again."""
    from pipelines import journal as events
    from pipelines.due_dates import postpone as move

    home, of, who = Home.from_environment(), Month.parse(month), events.command_user()
    on = date(day.year, day.month, day.day)
    move(home, of, on, who)
    events.note(home, "due_date_moved", who=who, source="command", month=str(of), day=str(on))
    typer.echo(f"{of} is due on {on}.")


@app.command()
def backup(
    to: Annotated[Path, typer.Argument(help="A folder, or the archive to write (.tar.gz).")],
) -> None:
    """Put all that cannot be made again in one archive: deliveries, releases, journal, accounts."""
    from pipelines import journal as events
    from pipelines.backup import back_up

    home = Home.from_environment()
    made = back_up(home, to, who=events.command_user())
    typer.echo(f"{shown(made.path)}: {made.files:,} files, journal up to event {made.last_event:,}")


@app.command()
def restore(
    archive: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="A backup.")],
) -> None:
    """Put a backup in an empty data home, after checking every file of it."""
    from pipelines import journal as events
    from pipelines.backup import restore as put_back

    home = Home.from_environment()
    files = put_back(home, archive, who=events.command_user())
    typer.echo(f"{files:,} files are in {shown(home.root)}. Now: stek run --all")


def _months(months: tuple[Month, ...]) -> str:
    return ", ".join(map(str, months)) or "no month"
