"""Commands of the maintainer for the portal: start it, and who may come in."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from pipelines.commands.options import Lang
from pipelines.console import language_named
from pipelines.errors import WrongUseError
from pipelines.home import Home

if TYPE_CHECKING:
    from portal.accounts import Account, Accounts, Invitation, Role
    from portal.settings import Settings

app = typer.Typer()


@app.command()
def serve(
    host: Annotated[str, typer.Option(help="The address to answer at.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="0 for any that is free.")] = 8000,
) -> None:
    """Start the portal; the settings are variables STEK_…, see the README.

    As long as there is no account, it prints a link to make the first administrator with.
    """
    from portal.serve import serve
    from portal.settings import Settings

    settings = Settings.from_environment()
    if "STEK_PUBLIC_URL" not in os.environ:
        settings = replace(settings, public_url=f"http://{host}:{port}")
    typer.echo(f"The portal: {settings.public_url} (stop it with Ctrl+C)")
    if host == "127.0.0.1":  # elsewhere what is printed is kept by others: use `stek invite` there
        _greet(settings)
    serve(settings, host, port)


@app.command()
def invite(
    email: Annotated[str, typer.Option(help="The e-mail address to sign in with.")] = "",
    name: Annotated[str, typer.Option(help="The name, as colleagues know it.")] = "",
    role: Annotated[str, typer.Option(help="coordinator, analyst, policy or administrator.")] = "",
    stek: Annotated[
        list[str] | None, typer.Option(help="Of a coordinator; may be repeated.")
    ] = None,
    lang: Lang = "nl",
    again: Annotated[int, typer.Option(help="The number of an account to invite again.")] = 0,
) -> None:
    """Print a link to choose a password with; `--again` takes password and second factor away first."""
    accounts = _accounts()
    if again:
        invitation = accounts.renew_invitation(again)
    else:
        who = (email, name, _role(role), tuple(stek or ()))
        invitation = accounts.invite(*who, language_named(lang))
    typer.echo(_link(invitation))
    typer.echo(
        f"For account {invitation.account.number}; works once, within 7 days. Whoever has the link "
        "can come in: hand it over in person or by a message that only they read.",
        err=True,
    )


@app.command()
def accounts() -> None:
    """List the accounts: number, role, Stekken and state."""
    for account in _accounts().all():
        stekken = ", ".join(account.stekken) or "-"
        typer.echo(f"{account.number:>4}  {account.role:<13}  {_state(account):<13}  {stekken}")


def _greet(settings: Settings) -> None:
    """Print how the first administrator comes in, until one did."""
    accounts = _accounts()
    if accounts.is_empty():
        accounts.invite("beheer@stek.local", "Beheer", "administrator", (), "nl")
    known = accounts.all()
    first = next((one for one in known if one.role == "administrator"), None)
    if first and all(one.is_invited for one in known):
        token = accounts.renew_invitation(first.number).token
        typer.echo(f"Nobody signed in yet. The first: {settings.public_url}/uitnodiging/{token}")
    accounts.close()


def _accounts() -> Accounts:
    from portal.accounts import Accounts, accounts_url

    return Accounts.open(accounts_url(Home.from_environment()))


def _link(invitation: Invitation) -> str:
    from portal.settings import Settings

    return f"{Settings.from_environment().public_url}/uitnodiging/{invitation.token}"


def _state(account: Account) -> str:
    if not account.is_active:
        return "closed"
    if account.is_invited:
        return "invited"
    return "second factor" if account.has_second_factor else "active"


def _role(text: str) -> Role:
    from portal.accounts import ROLES

    for role in ROLES:
        if text == role:
            return role
    raise WrongUseError(f"There is no role {text!r}. Known: {', '.join(ROLES)}.")
