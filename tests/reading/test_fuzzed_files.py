"""Three hundred damaged files: each is read or refused, and no message says what stood in them."""

from __future__ import annotations

import io
import logging
import random
import struct
import zipfile

import pytest

from pipelines.errors import RefusedError
from pipelines.reading.files import read_delivery
from pipelines.reading.identity import find_identity
from tests.reading.writing import csv_text, ods, visit, visits, xlsx

CANARY = "kanarievogel"
LINES = visits(
    *(visit(bezoek_id=f"{CANARY}{n}", datum=f"{n + 10}/10/2026", thema=CANARY) for n in range(12))
)
FILES = {
    "xlsx": xlsx({"bezoeken": LINES, "Blad2": [["x", CANARY]]}),
    "ods": ods({"bezoeken": LINES, "Blad2": [["x", CANARY]]}, {(1, 1): CANARY}),
    "csv": csv_text(LINES).encode(),
    "utf-16": csv_text(LINES).encode("utf-16"),
}
JUNK = (b"", b"\0", b"\xff", b"<", b">", b'"', b"&#0;", b"&", b"\n", b"1e400", b"-1", b"]]>", b"\x80",
        b"9" * 400, b"</row>", b"<v>", b"=")  # fmt: skip
ROUNDS = 75  # of each of the four files


def mutated(draw: random.Random, data: bytes) -> bytes:
    """The file with a few pieces put in, taken out, doubled, moved or changed by a bit."""
    for _ in range(draw.choice((1, 1, 2, 5))):
        at = draw.randrange(len(data) or 1)
        gone = draw.choice((0, 1, 1, 4, 40, 400))
        put = draw.choice((
            draw.choice(JUNK), draw.randbytes(draw.randrange(1, 9)), data[at : at + gone] * 2,
            data[(other := draw.randrange(len(data) or 1)) : other + 30],
            bytes([data[at] ^ (1 << draw.randrange(8))]) if data else b"",
            struct.pack("<L", draw.getrandbits(32)),
        ))  # fmt: skip
        data = data[:at] + put + data[at + gone :]
    return data


def mutated_within(draw: random.Random, data: bytes) -> bytes:
    """A package of which one part, or the name of one, is mutated: deeper than its checksums go."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    chosen = draw.choice([name for name in parts if name != "mimetype"])
    if draw.random() < 0.1:
        parts[mutated(draw, chosen.encode()).decode("latin-1") or "x"] = parts.pop(chosen)
    else:
        parts[chosen] = mutated(draw, parts[chosen])
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


@pytest.mark.parametrize("kind", FILES)
def test_a_mutated_file_is_read_or_refused_and_its_values_are_not_told(
    kind: str, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    draw = random.Random(f"seed 1 {kind}")  # noqa: S311 - the same files every time
    outcomes = []
    for number in range(ROUNDS):
        is_package = kind in ("xlsx", "ods")
        change = mutated_within if is_package and number % 4 else mutated
        data = change(draw, FILES[kind])
        outcomes.append(outcome_of(data, f"{kind}-{number}"))
    assert 3 <= outcomes.count("read") <= ROUNDS - 3
    assert not [outcome for outcome in outcomes if CANARY in outcome]
    assert CANARY not in caplog.text
    assert CANARY not in "".join(capfd.readouterr())


def outcome_of(data: bytes, name: str) -> str:
    """Read, or why it was refused and where; any other error fails the test."""
    try:
        find_identity(data, name)
        read_delivery(data, name)
    except RefusedError as refusal:
        told = f"{refusal.reason} {refusal} {refusal.where}"
        hides = refusal.__cause__ is None and (
            refusal.__context__ is None or refusal.__suppress_context__
        )
        return told if hides else f"{told} {refusal.__context__}"
    return "read"
