"""Who a provider says that somebody is: its claims as an account of ours, or why they make none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from pipelines.landing.roster import roster
from portal.accounts import Role
from portal.provider.reasons import ProviderError

Claims = Mapping[str, object]
# The strongest first: who has several is the first of these.
_ROLES: Mapping[str, Role] = {
    "stek-administrator": "administrator",
    "stek-analyst": "analyst",
    "stek-policy": "policy",
}
_COORDINATOR = "stek-coordinator:"  # with the id of a Stek behind it


@dataclass(frozen=True)
class Somebody:
    """Somebody as the provider told; only a coordinator has Stekken."""

    issuer: str
    subject: str = field(repr=False)
    email: str = field(repr=False)
    name: str = field(repr=False)
    role: Role
    stekken: tuple[str, ...]


def somebody(claims: Claims, roles_claim: str) -> Somebody:
    """Who these claims tell of.

    Errors: ProviderError `roles`, `email`, or `unconfirmed` when the provider says that the address
    was not confirmed: it could be anybody's.
    """
    role, stekken = role_of(texts_at(claims, roles_claim))
    email = _text(claims, "email")
    if not email:
        raise ProviderError("email")
    if claims.get("email_verified") in (False, "false"):
        raise ProviderError("unconfirmed")
    return Somebody(
        str(claims["iss"]), str(claims["sub"]), email, _name(claims) or email, role, stekken
    )


def role_of(said: Sequence[str]) -> tuple[Role, tuple[str, ...]]:
    """The strongest of the roles that we know, and the Stekken when that is coordinator.

    Errors: ProviderError `roles` when we know none; a Stek that is not in the list is none.

    >>> role_of(["stek-coordinator:tienen", "stek-coordinator:nergens", "offline_access"])
    ('coordinator', ('tienen',))
    >>> role_of(["stek-coordinator:tienen", "stek-policy", "stek-analyst"])
    ('analyst', ())
    """
    for written, role in _ROLES.items():
        if written in said:
            return role, ()
    named = {one.removeprefix(_COORDINATOR) for one in said if one.startswith(_COORDINATOR)}
    if not (stekken := tuple(sorted(named & roster().keys()))):
        raise ProviderError("roles")
    return "coordinator", stekken


def texts_at(claims: Claims, name: str) -> tuple[str, ...]:
    """The texts of a claim: of a list, or of one text with spaces between; a dot goes a level down.

    >>> texts_at({"realm_access": {"roles": ["stek-analyst", 3]}}, "realm_access.roles")
    ('stek-analyst',)
    >>> texts_at({"https://stek.example/roles": "stek-policy"}, "https://stek.example/roles")
    ('stek-policy',)
    """
    found: object = claims
    for step in [name] if name in claims else name.split("."):
        found = found.get(step) if isinstance(found, Mapping) else None
    if isinstance(found, str):
        return tuple(found.split())
    return tuple(one for one in found if isinstance(one, str)) if isinstance(found, list) else ()


def _name(claims: Claims) -> str:
    whole = f"{_text(claims, 'given_name')} {_text(claims, 'family_name')}".strip()
    return _text(claims, "name") or whole or _text(claims, "preferred_username")


def _text(claims: Claims, name: str) -> str:
    value = claims.get(name)
    return value.strip() if isinstance(value, str) else ""
