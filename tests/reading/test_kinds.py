from __future__ import annotations

import pytest

from pipelines.errors import RefusedError
from pipelines.reading.files import read_delivery
from tests.reading.writing import csv_text, repacked, visit, visits, xlsx

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
GOOD = csv_text(visits(visit())).encode()


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty_file"),
        (b"\xef\xbb\xbf\r\n\r\n ;;;\r\n", "empty_file"),
        (b"%PDF-1.7 ...", "unsupported_kind"),
        (b"\x89PNG\r\n\x1a\n...", "unsupported_kind"),
        (b"\xff\xd8\xff\xe0..JFIF", "unsupported_kind"),
        (b"BM\x00\x10\x00\x00...", "unsupported_kind"),
        (b"{\\rtf1 tekst}", "unsupported_kind"),
        (b"<html><table>", "unsupported_kind"),
        (b"<?xml version='1.0'?><Workbook/>", "unsupported_kind"),
        (b"Rar!\x1a\x07", "unsupported_kind"),
        (OLE, "unsupported_kind"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
        (b"PK\x03\x04 geen zip", "not_readable"),
        (b"abc\x00\x01\x02\x03abc;def\n", "not_readable"),
        (b"zomaar een tekst\nzonder tabel\n", "no_stream_recognised"),
    ],
)
def test_what_is_no_delivery_is_refused_whatever_it_is_called(data: bytes, reason: str) -> None:
    for name in ("bezoeken.csv", "bezoeken.xlsx"):
        with pytest.raises(RefusedError) as refused:
            read_delivery(data, name)
        assert refused.value.reason == reason


@pytest.mark.parametrize("name", ["x.csv", "x.xlsx", "x.pdf", "x"])
def test_the_kind_is_seen_from_the_content_not_the_name(name: str) -> None:
    assert read_delivery(GOOD, name).sheets[0].rows.height == 1
    assert read_delivery(xlsx({"bezoeken": visits(visit())}), name).sheets[0].rows.height == 1


def test_a_header_that_begins_as_an_image_does_is_no_image() -> None:
    assert read_delivery(b"BMnummer;" + GOOD.replace(b"\n", b"\n1;"), "x.csv").sheets


def test_a_package_that_is_no_workbook_is_refused() -> None:
    text_document = repacked(xlsx({"x": []}), {"word/document.xml": b"<w/>"})
    for name in ("xl/workbook.xml",):
        text_document = text_document.replace(name.encode(), b"xl/werkboek.xml")
    with pytest.raises(RefusedError, match="unsupported_kind"):
        read_delivery(text_document, "x.docx")
