"""That a hostile file is refused, for the right reason, in words, and without much ado."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from pipelines.contracts import delivery_rules
from tests.reading.witness import Seen, Witness

SECONDS = 12  # of a busy processor: each takes up to five; a delivery of 200,000 rows, twenty
MEGABYTES = 500  # a delivery of 20 MB takes three times as much


@dataclass(frozen=True)
class Refusing:
    """A process that looks at files under limits, and a folder to put these in."""

    witness: Witness
    folder: Path

    def look(self, data: bytes, name: str = "bezoeken.xlsx") -> Seen:
        """What became of the file; it took little time and memory."""
        path = self.folder / name
        path.write_bytes(data)
        seen = self.witness.look(path)
        assert seen.seconds < SECONDS
        assert seen.grown_mb < MEGABYTES
        return seen

    def refuses(self, data: bytes, reason: str, name: str = "bezoeken.xlsx") -> Seen:
        """It is refused for that reason, and the person reads the Dutch sentence for it."""
        seen = self.look(data, name)
        assert (seen.outcome, seen.reason) == ("refused", reason)
        assert_told(seen.told, reason)
        return seen


def assert_told(told: str, reason: str) -> None:
    """The answer holds the sentence of delivery.yaml, whatever stands in its braces."""
    sentence = delivery_rules().refusals[reason].nl
    pieces = map(re.escape, re.split(r"\{\w+\}", sentence))
    assert re.search(".+".join(pieces), told)
