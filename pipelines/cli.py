"""The `stek` command: land deliveries, run the pipeline, see the ledger."""

from __future__ import annotations

import logging
import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipelines import contracts
from pipelines.console import language_named, moment, stream_named, tell, tell_tree
from pipelines.errors import StekError, WrongUseError, place_of
from pipelines.home import Home, shown
from pipelines.months import Month

if TYPE_CHECKING:
    pass

EXIT_CODES = {"accepted": 0, "held_back": 10, "refused": 20}

app = typer.Typer(
    name="stek",
    no_args_is_help=True,
    pretty_exceptions_enable=False,  # a trace with local variables would show values of records
    add_completion=False,
    help="Monthly extracts of the Stekken in, protected indicators of non-take-up out.\n\n"
    "All state lives in one data home: the folder that STEK_HOME names, or var/ in the checkout. "
    "A delivery is landed (`land`, `nil`, or dropped in inbox/<stek>/<yyyy-mm>/ of the home), "
    "`run` makes what follows from it, `ledger` says who delivered what.",
)

Stek = Annotated[
    str, typer.Option("--stek", help="The Stek, as in data_contracts/codes/stekken.csv.")
]
OneMonth = Annotated[
    str, typer.Option("--month", help="The month that the delivery is for, yyyy-mm.")
]
Lang = Annotated[str, typer.Option("--lang", help="The language of the answer: nl, fr or en.")]
ReceivedOn = Annotated[
    datetime | None,
    typer.Option("--received-on", formats=["%Y-%m-%d"], help="The day it arrived, if not today."),
]


def main() -> None:
    """Run the command; an error that a person can act on is one line and an exit code."""
    logging.basicConfig(format="%(message)s", stream=sys.stdout)
    logging.getLogger("stek").setLevel(logging.INFO)
    try:
        app()
    except StekError as error:
        typer.echo(f"stek: {error}", err=True)
        sys.exit(error.exit_code)
    except Exception as error:
        # The message is left out: a library may quote a value of a record in it.
        typer.echo(f"stek: a fault of ours, {type(error).__name__} at {place_of(error)}.", err=True)
        sys.exit(1)


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
def land(
    path: Annotated[Path, typer.Argument(exists=True, help="A file, or a tree <stek>/<yyyy-mm>/.")],
    stek: Annotated[str, typer.Option(help="Of a file: the Stek it is from.")] = "",
    month: Annotated[str, typer.Option(help="Of a file: its month, yyyy-mm.")] = "",
    received_on: ReceivedOn = None,
    lang: Lang = "nl",
) -> None:
    """Take a delivery in: read, check, keep as it came, and answer with a receipt.

    The same file twice changes nothing. A second delivery of a Stek, month and stream replaces the
    first from then on; both are kept. Exit code 10: rows are held back; 20: the file is refused.
    """
    from pipelines.landing.looking import Offer
    from pipelines.landing.offers import land
    from pipelines.landing.trees import land_tree

    home = Home.from_environment()
    if path.is_dir():
        tell_tree(land_tree(home, path))
        return
    if not (stek and month):
        raise WrongUseError("Say whose file it is: --stek zaventem --month 2026-10.")
    offer = Offer(path, stek, Month.parse(month), moment(received_on))
    (landed,) = land(home, [offer])
    tell(landed, language_named(lang))
    raise typer.Exit(EXIT_CODES[landed.receipt.outcome])


@app.command()
def nil(
    stek: Stek,
    month: OneMonth,
    stream: Annotated[
        list[str] | None, typer.Option(help="Only this stream, by its Dutch name; may be repeated.")
    ] = None,
    received_on: ReceivedOn = None,
    lang: Lang = "nl",
) -> None:
    """Confirm that a Stek has nothing to report for a month ("niets te melden")."""
    from pipelines.landing.offers import land_nothing

    chosen = [
        stream_named(name) for name in stream or [s.physical_name for s in contracts.streams()]
    ]
    landed = land_nothing(
        Home.from_environment(), stek, Month.parse(month), chosen, moment(received_on)
    )
    tell(landed, language_named(lang))


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
) -> None:
    """Land the inbox, make the months that changed and what follows, publish."""
    from pipelines.run import run

    home = Home.from_environment()
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


if __name__ == "__main__":
    main()
