"""The `stek` command: deliver, run the pipeline, see the ledger."""

from __future__ import annotations

import logging
import sys

import typer

from pipelines.commands import care, deliver, explain, maintain, publish
from pipelines.errors import DiskFullError, StekError, is_disk_full, place_of
from portal.commands import mail, people

app = typer.Typer(
    name="stek",
    no_args_is_help=True,
    pretty_exceptions_enable=False,  # a trace with local variables would show values of records
    add_completion=False,
    help="Monthly extracts of the Stekken in, protected indicators of non-take-up out.\n\n"
    "All state lives in one data home: the folder that STEK_HOME names, or var/ in the checkout. "
    "A delivery is looked at (`check`), landed (`land`, `nil`, or dropped in inbox/<stek>/<yyyy-mm>/ "
    "of the home) and explained (`explain`); `run` makes what follows from it, `ledger` says who "
    "delivered what.",
)
for _commands in (care, deliver, explain, maintain, publish, people, mail):
    app.add_typer(_commands.app)


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
        if is_disk_full(error):
            typer.echo(f"stek: {DiskFullError()}", err=True)
            sys.exit(DiskFullError.exit_code)
        # The message is left out: a library may quote a value of a record in it.
        typer.echo(f"stek: a fault of ours, {type(error).__name__} at {place_of(error)}.", err=True)
        sys.exit(1)


if __name__ == "__main__":
    main()
