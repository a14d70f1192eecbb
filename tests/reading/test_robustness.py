from __future__ import annotations

import io
import zipfile
from contextlib import suppress

from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.errors import RefusedError
from pipelines.reading.files import read_delivery
from pipelines.reading.identity import find_identity
from tests.reading.writing import csv_text, ods, part, repacked, visit, visits, xlsx

LINES = visits(visit(), visit(bezoek_id="b2", datum="03/04/2026"))
WORKBOOKS = (xlsx({"bezoeken": LINES, "Uitleg": [["x"]]}), ods({"bezoeken": LINES}, {(1, 1): "x"}))
FILES = (*WORKBOOKS, csv_text(LINES).encode(), csv_text(LINES).encode("utf-16"))
junk = st.one_of(
    st.binary(max_size=8), st.sampled_from((b'"', b"\n", b"<", b"\x00", b"&#0;", b"1e400"))
)


def answer(data: bytes) -> None:
    """Scan and read the file; being refused is an answer, any other error is not."""
    for look in (find_identity, read_delivery):
        with suppress(RefusedError):
            look(data, "x")


@given(st.sampled_from(FILES), st.floats(0, 1), st.integers(0, 30), junk)
@settings(max_examples=150, deadline=None)
def test_a_damaged_file_is_read_or_refused(
    data: bytes, along: float, gone: int, put: bytes
) -> None:
    place = int(along * len(data))
    answer(data[:place] + put + data[place + gone :])


@given(st.sampled_from(WORKBOOKS), st.data())
@settings(max_examples=150, deadline=None)
def test_a_workbook_with_a_damaged_part_is_read_or_refused(
    data: bytes, draw: st.DataObject
) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        name = draw.draw(st.sampled_from(archive.namelist()))
    content = part(data, name)
    place = int(draw.draw(st.floats(0, 1)) * len(content))
    gone = draw.draw(st.integers(0, 30))
    answer(repacked(data, {name: content[:place] + draw.draw(junk) + content[place + gone :]}))
