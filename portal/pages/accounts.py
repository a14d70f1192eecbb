"""Who may come in, for the administrator: everybody, and inviting somebody."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, cast

from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from pipelines.contracts import LANGUAGES, Language
from pipelines.landing.roster import roster
from portal.access import Page
from portal.accounts import ROLES, Account, AccountError, Invitation, Role
from portal.administering.history import last_signed_in
from portal.frame import TONGUES, render, stek_name, tongue_of
from portal.mail import letters
from portal.mail.sending import send

if TYPE_CHECKING:
    from starlette.datastructures import FormData
    from starlette.requests import Request

    from portal.portal import Portal

ALL = "/beheer/accounts"
ADMINISTRATOR: frozenset[Role] = frozenset({"administrator"})


@dataclass(frozen=True)
class Filled:
    """What was filled in about somebody, as it was; the accounts say what is wrong with it."""

    name: str = field(default="", repr=False)
    email: str = field(default="", repr=False)
    role: Role = "coordinator"
    stekken: tuple[str, ...] = ()
    language: Language = "nl"

    @classmethod
    def of(cls, form: FormData) -> Filled:
        """What a form holds."""
        name, email, role, language = (
            str(form.get(field, ""))[:320] for field in ("name", "email", "role", "language")
        )
        stekken = tuple(str(one)[:40] for one in form.getlist("stekken"))
        return cls(name, email, cast("Role", role), stekken, cast("Language", language))

    @classmethod
    def about(cls, account: Account) -> Filled:
        """What is known of an account."""
        return cls(account.name, account.email, account.role, account.stekken, account.language)


def accounts_page(request: Request) -> Response:
    """Everybody, and the form to invite somebody with."""
    return _everybody(request)


def _everybody(request: Request, problem: str = "", filled: Filled | None = None) -> Response:
    portal: Portal = request.app.state.portal
    last = {number: str(at.date()) for number, at in last_signed_in(portal.home).items()}
    return render(
        request, "accounts.html.jinja", 422 if problem else 200, problem=problem, last=last,
        people=portal.accounts.all(), filled=filled or Filled(), **choices(request),
        is_done=request.query_params.get("gedaan") == "ja",
    )  # fmt: skip


def choices(request: Request) -> dict[str, object]:
    """What can be chosen for an account: value and words."""
    tongue = tongue_of(request)
    named = [(stek_id, stek_name(stek_id, tongue.language)) for stek_id in roster()]
    return {
        "roles": [(role, tongue.say(f"role_{role}")) for role in ROLES],
        "languages": [(one, TONGUES[one].say("language_name")) for one in LANGUAGES],
        "stekken": sorted(named, key=lambda stek: stek[1].casefold()),
    }


async def invite(request: Request) -> Response:
    """Make an account, and show its link, once."""
    form = await request.form(max_files=0, max_fields=60)
    return await run_in_threadpool(_invite, request, Filled.of(form))


def _invite(request: Request, who: Filled) -> Response:
    portal: Portal = request.app.state.portal
    try:
        invitation = portal.accounts.invite(
            who.email, who.name, who.role, who.stekken, who.language
        )
    except AccountError as error:
        return _everybody(request, told(request, error), who)
    return invited(request, invitation, "invited")


def invited(request: Request, invitation: Invitation, what: str) -> Response:
    """The link of an invitation; it is mailed as well where a mail server is set."""
    portal: Portal = request.app.state.portal
    portal.note(request.state.visitor, what, account=invitation.account.number)
    settings = portal.settings
    mailed = ""
    if settings.mail:
        letter = letters.invitation(invitation, settings.public_url)
        mailed = next(failure or "sent" for _, failure in send(settings.mail, [letter]))
    return render(
        request, "account_invited.html.jinja", one=invitation.account, mailed=mailed,
        link=letters.link(invitation, settings.public_url),
    )  # fmt: skip


def told(request: Request, error: AccountError) -> str:
    """What is wrong, in the language of who asks."""
    return error.words.to(tongue_of(request).language)


PAGES = (
    Page(ALL, accounts_page, ADMINISTRATOR),
    Page(ALL, invite, ADMINISTRATOR, ("POST",)),
)
