from __future__ import annotations

import json
import time
from dataclasses import replace
from pathlib import Path

import pytest

from pipelines.home import Home
from pipelines.landing.keys import public_key
from pipelines.landing.receipts import Receipt, read_receipts, write_receipt
from pipelines.landing.signing import signed
from pipelines.landing.verifying import verify
from tests.receipts import NOTHING, RECEIPT


def without_signature(path: Path) -> None:
    content = json.loads(path.read_text("utf-8"))
    del content["signature"]
    path.write_text(json.dumps(content), "utf-8")


@pytest.mark.parametrize(
    "receipt",
    [
        RECEIPT,
        NOTHING,
        replace(RECEIPT, file_name='a "b" </script> \u202e \x07 é €.csv'),
        replace(
            RECEIPT, file_name="niet-utf8-\udce9.csv"
        ),  # a name in Latin-1, as Linux hands it over
    ],
    ids=["a file", "nothing to report", "odd signs", "a name that is not UTF-8"],
)
def test_a_receipt_is_read_as_it_was_written_and_its_signature_holds(
    home: Home, receipt: Receipt
) -> None:
    path = write_receipt(home, receipt)
    assert read_receipts(home) == (receipt,)
    assert verify(public_key(home), path.read_bytes()).verdict == "genuine"


def test_a_receipt_from_before_receipts_were_signed_is_still_read(home: Home) -> None:
    without_signature(write_receipt(home, RECEIPT))
    assert read_receipts(home) == (RECEIPT,)


def test_a_receipt_is_never_written_over(home: Home) -> None:
    write_receipt(home, RECEIPT)
    with pytest.raises(FileExistsError):
        write_receipt(home, replace(RECEIPT, size_bytes=1))
    assert read_receipts(home) == (RECEIPT,)


def test_reading_does_not_need_the_key(home: Home) -> None:
    write_receipt(home, RECEIPT)
    for file in (home.landing / "keys").iterdir():
        file.unlink()
    assert read_receipts(home) == (RECEIPT,)


def test_eight_hundred_signatures_cost_less_than_a_second_of_work(home: Home) -> None:
    content = json.loads(write_receipt(home, RECEIPT).read_bytes())  # imports, and makes the key
    started = time.process_time()
    made = {str(signed(home, content | {"number": number})) for number in range(800)}
    assert time.process_time() - started < 1  # 0.14 s where this was written
    assert len(made) == 800
