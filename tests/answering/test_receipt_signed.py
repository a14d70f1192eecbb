from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from pipelines.answering.receipt_page import receipt_page
from pipelines.answering.signs import visible
from pipelines.contracts import LANGUAGES, Language
from pipelines.errors import StekError
from pipelines.home import Home
from pipelines.landing.keys import public_key
from pipelines.landing.receipts import write_receipt
from pipelines.landing.verifying import verify
from tests.answering.pages import EVIL, made, parsed
from tests.receipts import DELIVERED, RECEIPT


@pytest.mark.parametrize("name", EVIL, ids=ascii)
def test_a_file_name_is_text_whatever_is_in_it(home: Home, name: str) -> None:
    page = made(home, replace(RECEIPT, file_name=name))
    plain = parsed(made(home, replace(RECEIPT, number=8)))
    found = parsed(page)
    assert [tag for tag, _ in found.elements] == [tag for tag, _ in plain.elements]
    assert [set(attrs) for _, attrs in found.elements] == [set(a) for _, a in plain.elements]
    assert visible(name) in found.texts["bdi"]
    assert json.loads(found.texts["script"][0])["file_name"] == name
    assert verify(public_key(home), page.encode(), DELIVERED).verdict == "same_file"
    assert not re.search(
        "[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069]", page
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_is_checked_like_the_json(home: Home, tmp_path: Path, language: Language) -> None:
    page = made(home, RECEIPT, language).encode()
    key = public_key(home)
    for received in (page, b"\xef\xbb\xbf" + page.replace(b"\n", b"\r\n")):
        assert verify(key, received).verdict == "genuine"
        assert verify(key, received, DELIVERED).verdict == "same_file"
        assert verify(key, received, DELIVERED + b" ").verdict == "other_file"
    other = Home(tmp_path / "other")
    write_receipt(other, RECEIPT)
    assert verify(public_key(other), page).verdict == "other_key"


def test_a_page_on_which_any_one_byte_is_another_is_not_genuine(home: Home) -> None:
    page = made(home, RECEIPT).encode()
    key = public_key(home)
    for place in range(len(page) - 1):  # without the line end that closes it
        changed = page[:place] + bytes([page[place] ^ 1]) + page[place + 1 :]
        assert not verify(key, changed, DELIVERED).is_genuine, place


def test_a_page_whose_words_were_changed_is_told_apart_from_changed_figures(home: Home) -> None:
    page = made(home, RECEIPT)
    key = public_key(home)
    assert "1.192" in page
    in_sight = page.replace("1.192", "1.204")
    assert verify(key, in_sight.encode()).verdict == "page_changed"
    assert verify(key, in_sight.encode(), DELIVERED).verdict == "page_changed"
    added = page.replace("</body>", "<p>Alles telt mee.</p></body>")
    assert verify(key, added.encode()).verdict == "page_changed"
    assert verify(key, (page + "<p>Alles telt mee.</p>").encode()).verdict == "page_changed"
    inside = page.replace('"rows": 1204', '"rows": 1304')
    assert inside != page
    assert verify(key, inside.encode()).verdict == "changed"


def test_the_signature_of_one_page_does_not_hold_for_another(home: Home) -> None:
    opens = '<script type="application/json" id="signature">'
    first = made(home, RECEIPT)
    second = made(home, replace(RECEIPT, number=8))
    mixed = first.split(opens)[0] + opens + second.split(opens)[1]
    assert verify(public_key(home), mixed.encode()).verdict == "page_changed"


def test_a_page_with_two_receipts_is_none(home: Home) -> None:
    page = made(home, RECEIPT)
    (element,) = re.findall('<script type="application/json" id="receipt">.*?</script>', page)
    doubled = page.replace(element, element + element)
    assert verify(public_key(home), doubled.encode()).verdict == "no_receipt"


def test_no_page_is_made_of_a_receipt_that_was_changed(home: Home) -> None:
    path = write_receipt(home, RECEIPT)
    path.write_bytes(path.read_bytes().replace(b'"held_back": 12', b'"held_back": 0'))
    with pytest.raises(StekError, match="receipt 7"):
        receipt_page(home, RECEIPT, "nl")


def test_a_receipt_from_before_signatures_gets_a_page_that_says_so(home: Home) -> None:
    path = write_receipt(home, RECEIPT)
    content = json.loads(path.read_bytes())
    del content["signature"]
    path.write_text(json.dumps(content), "utf-8")
    page = receipt_page(home, RECEIPT, "nl")
    assert "van voor we bewijzen ondertekenden" in parsed(page).seen
    assert verify(public_key(home), page.encode()).verdict == "no_signature"
