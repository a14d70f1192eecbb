"""Asking the provider: the authorization code flow with PKCE (RFC 7636), state and nonce.

What it is and where it answers is read anew at every sign-in (OpenID Connect Discovery 1.0): few
people sign in, and so a key or an address that it changed holds at once.
"""

from __future__ import annotations

import asyncio
import logging
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import cache
from typing import Any

import httpx2
from authlib.integrations.starlette_client import (  # type: ignore[import-untyped]
    OAuth,
    OAuthError,
    StarletteOAuth2App,
)
from joserfc.errors import JoseError
from starlette.requests import Request
from starlette.responses import Response

from pipelines.errors import place_of
from portal.provider.claims import Claims, texts_at
from portal.provider.reasons import ProviderError, Reason
from portal.settings import Provider

PATIENCE = 10  # seconds for all that is asked of the provider in one go: somebody waits for it
_CLOCKS = 60  # seconds that the provider's clock may differ from ours
# What may sign an identity token: a key of which only the provider has the secret half.
_SIGNED_BY = (
    *("RS256", "RS384", "RS512", "PS256", "PS384", "PS512"),
    *("ES256", "ES384", "ES512", "Ed25519"),
)
_DISCOVERY = "/.well-known/openid-configuration"
_ALGORITHMS = "id_token_signing_alg_values_supported"
# Errors that the provider names (RFC 6749, 4.1.2.1 and 5.2); any other one is `refused`.
_NAMED: dict[str, Reason] = {
    "access_denied": "denied",
    "login_required": "denied",
    "consent_required": "denied",
    "interaction_required": "denied",
    "mismatching_state": "over",
    "invalid_grant": "over",
    "temporarily_unavailable": "down",
    "server_error": "down",
}
_LOG = logging.getLogger("stek.portal")


async def sent_away(request: Request, provider: Provider, back: str) -> Response:
    """Send the browser to the provider, which sends it on to the address `back`.

    Errors: ProviderError `down`, `refused`.
    """
    async with _patiently():
        client = await _client(provider)
        answer: Response = await client.authorize_redirect(
            request, back, scope=_scope(client.server_metadata, provider.roles_claim)
        )
        return answer


async def told(request: Request, provider: Provider) -> Claims:
    """What the provider says of who comes back from it: the claims of a token that holds good.

    Its signature, issuer, audience, moments and nonce were checked. What it leaves out is asked at
    the provider's userinfo endpoint (OpenID Connect Core 1.0, 5.3).

    Errors: ProviderError `denied`, `over`, `down`, `refused`.
    """
    async with _patiently():
        client = await _client(provider)
        token = await client.authorize_access_token(
            request, leeway=_CLOCKS,
            claims_options={
                "iss": {"essential": True, "value": client.server_metadata["issuer"]},
                "aud": {"essential": True, "value": provider.client_id},
                "sub": {"essential": True},  # and not blank
            },
        )  # fmt: skip
        claims: Claims = token["userinfo"]
        wanted = (claims.get("email"), _called(claims), texts_at(claims, provider.roles_claim))
        if all(wanted) or "userinfo_endpoint" not in client.server_metadata:
            return claims
        more = await client.userinfo(token=token)
        if more["sub"] != claims["sub"]:
            raise ValueError("userinfo of another subject")
        return {**more, **claims}


async def end_address(provider: Provider, back: str) -> str | None:
    """Where the provider ends its own session (RP-Initiated Logout 1.0); None when it cannot.

    No token is kept that would prove who it was, so the provider may ask whether it is meant.

    Errors: ProviderError `down`, `refused`.
    """
    async with _patiently():
        client = await _client(provider)
        if not client.server_metadata.get("end_session_endpoint"):
            return None
        made = await client.create_logout_url(back, client_id=provider.client_id)
        return str(made["url"])


async def _client(provider: Provider) -> StarletteOAuth2App:
    """The provider as it describes itself now; only the very issuer of the settings will do.

    An issuer for many organisations ("common", with `{tenantid}` in its name) is refused: the
    administrator of any of them could call anybody an administrator here.
    """
    client = OAuth().register(
        "stek", client_id=provider.client_id, client_secret=provider.client_secret,
        server_metadata_url=provider.issuer + _DISCOVERY,
        client_kwargs={"code_challenge_method": "S256", "timeout": PATIENCE, "verify": _trusted()},
    )  # fmt: skip
    told = await client.load_server_metadata()
    if told["issuer"].rstrip("/") != provider.issuer:
        raise ValueError("another issuer than the settings name")
    told[_ALGORITHMS] = [one for one in _SIGNED_BY if one in told.get(_ALGORITHMS, ["RS256"])]
    return client


@cache
def _trusted() -> ssl.SSLContext:
    """The authorities that vouch for a provider, read once: a client is made for each question."""
    return httpx2.create_ssl_context()


def _scope(metadata: dict[str, Any], roles_claim: str) -> str:
    """What is asked for; a provider with a scope for the claim of roles wants to hear that too."""
    own = roles_claim.partition(".")[0]
    known = own in (metadata.get("scopes_supported") or [])
    return f"openid email profile {own}" if known else "openid email profile"


def _called(claims: Claims) -> object:
    return claims.get("name") or claims.get("given_name") or claims.get("family_name")


@asynccontextmanager
async def _patiently() -> AsyncIterator[None]:
    """Give up in time, and turn all that can go wrong with a provider into one kind of error.

    The log has the kind and our place in the code; messages may quote a token or a person.
    """
    try:
        async with asyncio.timeout(PATIENCE):
            yield
    except OAuthError as error:
        raise _logged(error, _NAMED.get(error.error, "refused")) from None
    except (TimeoutError, httpx2.TransportError) as error:
        raise _logged(error, "down") from None
    except httpx2.HTTPStatusError as error:
        raise _logged(error, "down" if error.response.is_server_error else "refused") from None
    except (JoseError, httpx2.HTTPError, httpx2.InvalidURL) as error:
        raise _logged(error, "refused") from None
    except (AttributeError, KeyError, RuntimeError, TypeError, ValueError) as error:
        raise _logged(error, "refused") from None  # what it sent is not of the form it must have


def _logged(error: Exception, reason: Reason) -> ProviderError:
    _LOG.warning(
        "a sign-in at the provider came to nothing: %s, %s at %s",
        reason, type(error).__name__, place_of(error),
    )  # fmt: skip
    return ProviderError(reason)
