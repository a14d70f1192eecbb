"""Nothing in the sample looks like personal data, but for the numbers put there on purpose."""

from __future__ import annotations

import re
from pathlib import Path

from pipelines import contracts
from tests.sample import opened


def test_nothing_looks_like_a_number_of_a_person_where_none_was_put(out: Path) -> None:
    number = re.compile(r"(?<![\d-])\d(?:[ ./-]?\d){8,}")
    found = {
        path.parent.parent.name
        for kind in ("csv", "xlsx", "ods")
        for path in opened.deliveries(out, kind)
        if any(number.search(word) for word in opened.words(path))
    }
    # The third one stands in a comment, which is not a cell.
    assert found == {"gent-broederij", "leopoldsburg"}


def test_no_title_comment_or_extra_cell_is_long_enough_to_be_free_text(out: Path) -> None:
    labels = {
        word
        for stream in contracts.streams()
        for column in stream.columns
        for code in contracts.accepted_codes(column)
        for word in (code.label.nl.casefold(), *(word.casefold() for word in code.synonyms))
    }
    for kind in ("csv", "xlsx", "ods"):
        for path in opened.deliveries(out, kind):
            long = [word for word in opened.words(path) if len(word.strip()) > 40]
            plain = [word.replace("\u00a0", " ").strip().casefold() for word in long]
            assert all(word in labels or "|" in word or ", " in word for word in plain), path
