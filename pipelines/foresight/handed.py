"""What is, or may be, handed in for one Stek and month: files, and the word that there is nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pipelines import contracts
from pipelines.home import Home
from pipelines.landing.receipts import Receipt, candidates, read_receipts
from pipelines.months import Month


@dataclass(frozen=True)
class Handed:
    """A file and how it was called; without a path the word that there is nothing to report.

    `streams` are those that it is asked for: None for all that a file holds, or all there are.
    """

    path: Path | None
    name: str = ""
    streams: frozenset[str] | None = None


def standing(home: Home, stek_id: str, month: Month) -> tuple[Handed, ...]:
    """What stands for a Stek and month as its receipts tell, in order of arrival; no file is read.

    Each is asked for the streams that it stands for and no other.
    """
    receipts = read_receipts(home, month, stek_id)
    heads = {stream: _that_stands(receipts, stream) for stream in contracts.STREAMS}
    return tuple(
        _handed(home, receipt, frozenset(streams))
        for receipt in receipts
        if (streams := {stream for stream, head in heads.items() if head is receipt})
    )


def _that_stands(receipts: Sequence[Receipt], stream: str) -> Receipt | None:
    """The latest delivery of which that stream could be used when it was landed."""
    for receipt in candidates(receipts, stream):
        found = receipt.of(stream)
        if found is not None and found.outcome != "refused":
            return receipt
    return None


def _handed(home: Home, receipt: Receipt, streams: frozenset[str]) -> Handed:
    path = None if receipt.is_nothing else receipt.content(home)
    return Handed(path, receipt.file_name or "", streams)
