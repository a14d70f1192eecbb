"""Signing in and out at the own organisation, where the settings name its OpenID Connect provider."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from portal.access import SIGN_IN, Page
from portal.accounts import AccountError
from portal.frame import render, tongue_of
from portal.pages.start import SIGN_OUT_ELSEWHERE, own_address, signed_in
from portal.provider import asking
from portal.provider.claims import Somebody, somebody
from portal.provider.reasons import AGAIN, STATUSES, ProviderError, Reason
from portal.safety.limits import too_often

if TYPE_CHECKING:
    from starlette.requests import Request

    from portal.accounts import Account
    from portal.portal import Portal
    from portal.settings import Provider

AWAY = f"{SIGN_IN}/oidc"
BACK = f"{AWAY}/terug"
_TARGET = "naar"
# As the journal calls why somebody did not come in.
_KINDS: dict[str, str] = {"roles": "role", "account_closed": "closed"}


async def to_provider(request: Request) -> Response:
    """Go to the provider, and remember where somebody wanted to be."""
    provider = _asked(request)
    portal: Portal = request.app.state.portal
    request.session[_TARGET] = own_address(request.query_params.get("naar", ""))
    try:
        return await asking.sent_away(request, provider, portal.settings.public_url + BACK)
    except ProviderError as error:
        return await _came_to_nothing(request, error.reason)


async def from_provider(request: Request) -> Response:
    """Come back from the provider: into the account of who it says this is, or to why not."""
    provider = _asked(request)
    target = own_address(str(request.session.pop(_TARGET, "")))
    try:
        claims = await asking.told(request, provider)
        account = await run_in_threadpool(_account, request, somebody(claims, provider.roles_claim))
    except ProviderError as error:
        return await _came_to_nothing(request, error.reason)
    except AccountError as error:
        return await _came_to_nothing(request, "account", error)
    return await signed_in(request, account.number, has_factor=False, to=target)


async def sign_out_at_provider(request: Request) -> Response:
    """Go on to the provider's own way out, from who was signed out here.

    A page, and not a redirect: browsers hold each step that follows a form against `form-action`
    of our own policy, and the provider is elsewhere.
    """
    provider = _asked(request)
    portal: Portal = request.app.state.portal
    try:
        address = await asking.end_address(provider, portal.settings.public_url + SIGN_IN)
    except ProviderError:
        address = None
    if address is None:
        return RedirectResponse(SIGN_IN, 303)
    response = render(request, "provider_sign_out.html.jinja", address=address, provider=provider)
    response.headers["Refresh"] = f"0; url={address}"
    return response


def _account(request: Request, who: Somebody) -> Account:
    portal: Portal = request.app.state.portal
    return portal.accounts.from_provider(
        who.issuer, who.subject,
        email=who.email, name=who.name, role=who.role, stekken=who.stekken,
    )  # fmt: skip


async def _came_to_nothing(
    request: Request, reason: Reason, error: AccountError | None = None
) -> Response:
    """The page that says why, with a way back."""
    portal: Portal = request.app.state.portal
    tongue = tongue_of(request)
    name = _provider(request).name
    kind = _KINDS.get(error.reason if error else reason, "provider")
    await run_in_threadpool(portal.note, request.state.visitor, "sign_in_failed", kind=kind)
    return render(
        request, "provider.html.jinja", STATUSES[reason],
        title=tongue.say(f"provider_{reason}_title", name=name),
        text=error.words.to(tongue.language) if error else tongue.say(f"provider_{reason}", name=name),
        again=AWAY if reason in AGAIN else None, needs_help=reason not in AGAIN, name=name,
    )  # fmt: skip


def _asked(request: Request) -> Provider:
    """The provider, which is asked each time; HTTPException 429 for who comes too often."""
    portal: Portal = request.app.state.portal
    provider = _provider(request)
    if not portal.limits.provider(request.state.visitor.source):
        raise too_often(60)
    return provider


def _provider(request: Request) -> Provider:
    """The provider of the settings; a 404 where there is none."""
    portal: Portal = request.app.state.portal
    if portal.settings.provider is None:
        raise HTTPException(404)
    return portal.settings.provider


PAGES = (
    Page(AWAY, to_provider, None),
    Page(BACK, from_provider, None),
    Page(SIGN_OUT_ELSEWHERE, sign_out_at_provider, None),
)
