from __future__ import annotations

import pytest

from portal.provider.claims import Somebody, role_of, somebody, texts_at
from portal.provider.reasons import ProviderError

TOLD: dict[str, object] = {
    "iss": "https://login.voorbeeld.be", "sub": "s-1", "email": "an@voorbeeld.be", "name": "An",
    "roles": ["stek-coordinator:zaventem"],
}  # fmt: skip


def refused(told: dict[str, object]) -> str:
    with pytest.raises(ProviderError) as caught:
        somebody(told, "roles")
    assert "an@" not in str(caught.value)
    return caught.value.reason


def test_claims_tell_who_somebody_is() -> None:
    assert somebody(TOLD, "roles") == Somebody(
        "https://login.voorbeeld.be", "s-1", "an@voorbeeld.be", "An", "coordinator", ("zaventem",)
    )


@pytest.mark.parametrize(
    ("claims", "name"),
    [
        ({"name": "", "given_name": "An", "family_name": "Peeters"}, "An Peeters"),
        ({"name": "", "preferred_username": "anp"}, "anp"),
        ({"name": None}, "an@voorbeeld.be"),
    ],
)
def test_a_name_is_found_where_the_provider_puts_it(claims: dict[str, object], name: str) -> None:
    assert somebody(TOLD | claims, "roles").name == name


@pytest.mark.parametrize(
    ("said", "role", "stekken"),
    [
        (["stek-policy"], "policy", ()),
        (["stek-policy", "stek-analyst"], "analyst", ()),
        (["stek-analyst", "stek-administrator"], "administrator", ()),
        (["stek-coordinator:tienen", "stek-policy"], "policy", ()),
        (["stek-coordinator:tienen"], "coordinator", ("tienen",)),
        (["stek-coordinator:zelzate", "stek-coordinator:tienen"], "coordinator", ("tienen", "zelzate")),
        (["stek-coordinator:nergens", "stek-coordinator:tienen"], "coordinator", ("tienen",)),
    ],
)  # fmt: skip
def test_the_strongest_role_decides(said: list[str], role: str, stekken: tuple[str, ...]) -> None:
    assert role_of(said) == role_of(said[::-1]) == (role, stekken)


@pytest.mark.parametrize(
    "said",
    [
        [], ["admin"], ["stek-coordinator"], ["stek-coordinator:"], ["stek-coordinator:nergens"],
        ["STEK-ADMINISTRATOR"], ["stek-administrator "], ["xstek-analyst"], ["stek-analyst:zaventem"],
    ],
)  # fmt: skip
def test_a_role_that_is_not_written_exactly_so_is_none(said: list[str]) -> None:
    assert refused(TOLD | {"roles": said}) == "roles"


@pytest.mark.parametrize(
    ("claims", "name", "found"),
    [
        ({"roles": ["a", "b"]}, "roles", ("a", "b")),
        ({"roles": "a"}, "roles", ("a",)),
        ({"roles": "a b"}, "roles", ("a", "b")),
        ({"realm_access": {"roles": ["a"]}}, "realm_access.roles", ("a",)),
        ({"x": {"y": {"z": "a"}}}, "x.y.z", ("a",)),
        ({"https://stek.be/roles": ["a"]}, "https://stek.be/roles", ("a",)),
        ({"roles": ["a", 1, None, ["b"]]}, "roles", ("a",)),
        ({"roles": {"a": "b"}}, "roles", ()),
        ({"roles": 3}, "roles", ()),
        ({"realm_access": "roles"}, "realm_access.roles", ()),
        ({}, "realm_access.roles", ()),
    ],
)
def test_roles_are_a_list_or_one_text_as_deep_as_the_name_says(
    claims: dict[str, object], name: str, found: tuple[str, ...]
) -> None:
    assert texts_at(claims, name) == found


def test_without_an_address_or_with_one_not_confirmed_nobody_comes_in() -> None:
    assert refused(TOLD | {"email": ""}) == "email"
    assert refused(TOLD | {"email": ["an@voorbeeld.be"]}) == "email"
    assert refused(TOLD | {"email_verified": False}) == "unconfirmed"
    assert refused(TOLD | {"email_verified": "false"}) == "unconfirmed"
    assert somebody(TOLD | {"email_verified": True}, "roles").email == "an@voorbeeld.be"
