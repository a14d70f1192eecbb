from __future__ import annotations

import json
from base64 import b64decode, b64encode
from dataclasses import asdict, replace

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from pipelines.home import Home
from pipelines.landing.signing import canonical, read_signature, sign, signed

# RFC 8032, section 7.1, tests 1 to 3: secret key, public key, message, signature.
VECTORS = [
    (
        "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        (
            "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555"
            "fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"
        ),
    ),
    (
        "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        (
            "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da0"
            "85ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
        ),
    ),
    (
        "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        (
            "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac1"
            "8ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a"
        ),
    ),
]
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner),
    max_leaves=4,
)  # fmt: skip


def give_key(home: Home, secret: str) -> None:
    key = Ed25519PrivateKey.from_private_bytes(bytes.fromhex(secret))
    folder = home.landing / "keys"
    folder.mkdir(parents=True)
    pem = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    (folder / "signing-key.pem").write_bytes(pem)


@pytest.mark.parametrize(("secret", "public", "message", "expected"), VECTORS)
def test_signatures_are_those_of_rfc_8032(
    home: Home, secret: str, public: str, message: str, expected: str
) -> None:
    give_key(home, secret)
    made = sign(home, bytes.fromhex(message))
    assert b64decode(made.value).hex() == expected
    assert b64decode(made.public_key).hex() == public
    assert made.is_of(bytes.fromhex(message))
    assert not made.is_of(bytes.fromhex(message) + b"\n")


def test_content_is_written_in_one_way() -> None:
    content = {"é": 'a"\n', "rows": (1, 2.0), "A": None, "where": {"b": True, "a": "€"}}
    expected = '{"A":null,"rows":[1,2.0],"where":{"a":"€","b":true},"é":"a\\"\\n"}'
    assert canonical(content) == expected.encode()


def test_half_a_character_is_written_as_json_escapes_it() -> None:
    assert canonical({"file_name": "\udce9.csv"}) == b'{"file_name":"\\udce9.csv"}'


@given(st.dictionaries(st.text(max_size=9), JSON, max_size=5))
def test_writing_and_reading_back_changes_nothing_of_what_is_signed(
    content: dict[str, object],
) -> None:
    written = canonical(content)
    assert canonical(json.loads(written)) == written
    assert canonical(json.loads(json.dumps(content, indent=2))) == written
    assert canonical(dict(reversed(content.items()))) == written


def test_a_signature_is_read_as_it_was_written(home: Home) -> None:
    content = signed(home, {"rows": 3})
    assert set(content) == {"rows", "signature"}
    assert read_signature(json.loads(json.dumps(content["signature"]))) == sign(home, b'{"rows":3}')


@pytest.mark.parametrize(
    "written", [None, [], "x", {}, {"algorithm": "Ed25519"}, {"value": 1}], ids=str
)
def test_what_is_not_exactly_a_signature_is_none(written: object) -> None:
    assert read_signature(written) is None


def test_a_signature_with_a_field_too_many_or_of_another_type_is_none(home: Home) -> None:
    right = asdict(sign(home, b"x"))
    assert read_signature(right) is not None
    assert read_signature({**right, "note": "ok"}) is None
    assert read_signature({**right, "value": None}) is None


def test_a_signature_is_written_in_one_way_only(home: Home) -> None:
    made = sign(home, b"x")
    loose = made.value[:-3] + chr(ord(made.value[-3]) + 1) + "=="  # the same 64 bytes in base64
    assert b64decode(loose) == b64decode(made.value)
    assert not replace(made, value=loose).is_of(b"x")
    assert not replace(made, value=made.value + "\n").is_of(b"x")
    assert not replace(made, value=b64encode(b64decode(made.value)[:-1]).decode()).is_of(b"x")
    assert not replace(made, algorithm="none").is_of(b"x")
    assert not replace(made, key="0" * 64).is_of(b"x")
    assert not replace(made, public_key="").is_of(b"x")
