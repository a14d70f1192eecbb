"""The command that sends reminders, for a maintainer or a timer of the machine."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated

import typer

from pipelines.errors import WrongUseError
from pipelines.months import Month

if TYPE_CHECKING:
    from portal.mail.daily import Sent

app = typer.Typer()


@app.command()
def remind(
    dry_run: Annotated[  # noqa: FBT002  # an option of a command is an argument to Typer
        bool, typer.Option("--dry-run", help="Say who would be reminded of what; send nothing.")
    ] = False,
) -> None:
    """Remind coordinators of what is still to be delivered; each reminder goes once.

    A running portal does this every day; the mail server is that of the variables STEK_SMTP_….
    """
    from pipelines import clock, journal
    from portal.accounts import Accounts
    from portal.mail.daily import send_due
    from portal.mail.reminders import due
    from portal.settings import Settings

    settings = Settings.from_environment()
    accounts = Accounts.open(settings.accounts_url)
    if dry_run:
        for one in due(settings.home, accounts, clock.today(settings.home)):
            months = _months(gap.month for gap in one.new)
            typer.echo(f"account {one.account.number}  {one.stek_id}  {months}")
        return
    if settings.mail is None:
        raise WrongUseError(
            "No mail server is set: give STEK_SMTP_HOST and STEK_SMTP_FROM. Without one, the portal "
            "has each reminder as text to copy, at /beheer/herinneringen."
        )
    _tell(send_due(settings, accounts, who=journal.command_user(), source="command"))


def _tell(sent: Sent) -> None:
    """Say what went; raise Exit 1 when something did not."""
    typer.echo(f"{sent.count} reminders sent, {sent.failed} not")
    for reason, count in sorted(sent.failures.items()):
        typer.echo(f"  {count} {reason}", err=True)
    if sent.failed:
        raise typer.Exit(1)


def _months(months: Iterable[Month]) -> str:
    return ", ".join(map(str, months))
