"""History: how many rows counted in the earlier deliveries of a Stek, to compare a new one with."""

from __future__ import annotations

from pipelines.contracts import streams
from pipelines.home import Home
from pipelines.landing.receipts import candidates, read_receipts
from pipelines.months import Month


def rows_that_counted(home: Home, stek_id: str, month: Month) -> dict[str, int | None]:
    """By stream, the rows used of the latest delivery that was not refused; None without any."""
    receipts = [receipt for receipt in read_receipts(home, month) if receipt.stek_id == stek_id]
    found: dict[str, int | None] = {}
    for stream in streams():
        parts = (receipt.of(stream.name) for receipt in candidates(receipts, stream.name))
        usable = (part.used for part in parts if part and part.outcome != "refused")
        found[stream.name] = next(usable, None)
    return found
