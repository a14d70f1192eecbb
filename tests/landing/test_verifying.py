from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.home import Home
from pipelines.landing.keys import PublicKey, private_key, public_key, read_public_key
from pipelines.landing.receipts import Receipt, write_receipt
from pipelines.landing.signing import signed
from pipelines.landing.verifying import verify
from tests.receipts import DELIVERED, NOTHING, RECEIPT

Json = Any  # whatever JSON may hold
Way = tuple[str | int, ...]
OTHER = {str: "anders", int: 99, float: 1.25, bool: None, type(None): 0}


def given_out(home: Home, receipt: Receipt | None = None) -> bytes:
    return write_receipt(home, receipt or RECEIPT).read_bytes()


def leaves(value: Json, path: Way = ()) -> Iterator[Way]:
    """The way to every single value of a JSON text, and to every empty list or object."""
    inner = value.items() if isinstance(value, dict) else enumerate(value)
    for key, one in inner:
        if isinstance(one, dict | list) and one:
            yield from leaves(one, (*path, key))
        else:
            yield (*path, key)


def at(content: Json, path: Way) -> Json:
    for key in path:
        content = content[key]
    return content


def test_a_receipt_as_it_was_given_is_genuine_and_its_content_is_told(home: Home) -> None:
    written = given_out(home)
    found = verify(public_key(home), written)
    assert found.verdict == "genuine"
    assert found.is_genuine
    assert found.content is not None
    assert (found.content["number"], found.content["stek_id"]) == (7, "zaventem")
    assert "signature" not in found.content


def test_layout_order_and_line_ends_of_the_json_do_not_matter(home: Home) -> None:
    content = json.loads(given_out(home))
    key = public_key(home)
    for text in (
        json.dumps(content),
        json.dumps(dict(reversed(content.items())), indent=1),
        json.dumps(content, indent=4).replace("\n", "\r\n"),
        "\ufeff" + json.dumps(content, ensure_ascii=False),
    ):
        assert verify(key, text.encode()).verdict == "genuine"


def test_the_file_that_was_delivered_is_known_from_another(home: Home) -> None:
    written = given_out(home)
    key = public_key(home)
    assert verify(key, written, DELIVERED).verdict == "same_file"
    assert verify(key, written, DELIVERED).is_genuine
    for other in (b"", DELIVERED[:-1], DELIVERED + b" ", DELIVERED.replace(b"b1", b"b2")):
        assert verify(key, written, other).verdict == "other_file"
        assert not verify(key, written, other).is_genuine


def test_nothing_to_report_goes_with_no_file(home: Home) -> None:
    written = given_out(home, NOTHING)
    assert verify(public_key(home), written).verdict == "genuine"
    assert verify(public_key(home), written, b"").verdict == "no_file"


def test_a_change_of_any_single_value_is_seen(home: Home) -> None:
    content = json.loads(given_out(home))
    key = public_key(home)
    paths = list(leaves(content))
    assert ("streams", 1, "where", "column") in paths
    assert ("questions", 0, "usual") in paths
    assert ("signature", "value") in paths
    for path in paths:
        changed = json.loads(json.dumps(content))
        inner = at(changed, path[:-1])
        value = inner[path[-1]]
        inner[path[-1]] = OTHER.get(type(value), "anders")
        found = verify(key, json.dumps(changed).encode(), DELIVERED)
        assert (found.verdict, found.content) == ("changed", None), path


def test_a_field_that_is_left_out_or_put_in_is_seen(home: Home) -> None:
    content = json.loads(given_out(home))
    key = public_key(home)
    for path in (path for path in leaves(content) if path != ("signature",)):
        changed = json.loads(json.dumps(content))
        del at(changed, path[:-1])[path[-1]]
        assert verify(key, json.dumps(changed).encode()).verdict == "changed", path
    for path in ((), ("streams", 0), ("where",), ("signature",)):
        changed = json.loads(json.dumps(content))
        at(changed, path)["extra"] = 1
        assert verify(key, json.dumps(changed).encode()).verdict == "changed", path


def test_a_number_of_another_type_is_a_change(home: Home) -> None:
    written = given_out(home)
    for there, other in (
        (b'"rows": 1204,', b'"rows": 1204.0,'),
        (b'"number": 7,', b'"number": "7",'),
    ):
        assert there in written
        assert verify(public_key(home), written.replace(there, other)).verdict == "changed"


def test_a_receipt_of_another_home_is_told(home: Home, tmp_path: Path) -> None:
    other = Home(tmp_path / "other")
    written = given_out(other)
    private_key(home)
    assert verify(public_key(home), written, DELIVERED).verdict == "other_key"
    handed_out = read_public_key(other.landing / "keys" / "public-key.pem")
    assert verify(handed_out, written, DELIVERED).verdict == "same_file"


def test_a_receipt_that_was_changed_and_signed_again_with_another_key_is_told(
    home: Home, tmp_path: Path
) -> None:
    content = json.loads(given_out(home))
    del content["signature"]
    forged = signed(Home(tmp_path / "forger"), content | {"size_bytes": 1})
    found = verify(public_key(home), json.dumps(forged).encode())
    assert (found.verdict, found.content) == ("other_key", None)


def test_another_key_set_beside_our_signature_is_a_change(home: Home, tmp_path: Path) -> None:
    content = json.loads(given_out(home))
    other = signed(Home(tmp_path / "other"), {})["signature"]
    assert isinstance(other, dict)
    content["signature"] |= {name: other[name] for name in ("key", "public_key")}
    assert verify(public_key(home), json.dumps(content).encode()).verdict == "changed"


def test_a_receipt_from_before_receipts_were_signed_has_no_signature(home: Home) -> None:
    content = json.loads(given_out(home))
    del content["signature"]
    assert verify(public_key(home), json.dumps(content).encode()).verdict == "no_signature"


def test_a_key_that_stands_twice_is_no_receipt(home: Home) -> None:
    """One reader would see the first, the other the last, and only one of these is signed."""
    written = given_out(home)
    doubled = written.replace(b'"number": 7,', b'"number": 8, "number": 7,')
    assert doubled != written
    assert verify(public_key(home), doubled).verdict == "no_receipt"


NO_RECEIPTS = {
    "empty": b"",
    "text": b"Dag Stek",
    "a list": b"[1, 2]",
    "another object": b'{"a": 1}',
    "cut short": b'{"number": 7, "sha256": ',
    "not utf-8": b'{"number": "\xff"}',
    "a pdf": b"%PDF-1.7\n",
    "a zip": b"PK\x03\x04" + bytes(100),
    "nested": b'{"a":' + b"[" * 100_000 + b"]" * 100_000 + b"}",
    "a very long number": b'{"number": ' + b"9" * 100_000 + b"}",
    "not a number": b'{"number": NaN, "sha256": null, "size_bytes": 0}',
    "a page": b"<!doctype html><html></html>",
}


@pytest.mark.parametrize("data", NO_RECEIPTS.values(), ids=NO_RECEIPTS)
def test_what_is_no_receipt_is_told(data: bytes) -> None:
    assert verify(PublicKey(bytes(32)), data, b"file").verdict == "no_receipt"


@given(st.binary())
def test_no_bytes_at_all_are_a_receipt_or_a_fault(data: bytes) -> None:
    for before in (b"", b"{", b'<script type="application/json" id="receipt">'):
        assert verify(PublicKey(bytes(32)), before + data).verdict == "no_receipt"


def test_a_signature_that_is_odd_is_a_change(home: Home) -> None:
    content = json.loads(given_out(home))
    odd_ones: list[Json] = [None, [], "x", 7, {}, {**content["signature"], "value": "é"}]
    for odd in odd_ones:
        written = json.dumps(content | {"signature": odd}).encode()
        assert verify(public_key(home), written).verdict == "changed"
