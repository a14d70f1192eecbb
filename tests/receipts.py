"""Receipts for tests: one of a delivery that was held back in part, and changes to it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from pipelines import clock
from pipelines.checking.outcomes import StreamOutcome
from pipelines.files import sha256
from pipelines.landing.receipts import AskedQuestion, Receipt
from pipelines.months import Month

DELIVERED = b"stek_id;bezoek_id\r\nzaventem;b1\r\n"


def belgian(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=clock.BELGIUM)


# Of 1,204 visits 12 are held back; the referrals lack a column.
RECEIPT = Receipt(
    number=7,
    stek_id="zaventem",
    month=Month(2026, 10),
    received_at=belgian("2026-11-10T14:05:00"),
    landed_at=belgian("2026-11-12T09:00:12"),
    delivered_by="an",
    file_name="levering.csv",
    sha256=sha256(DELIVERED),
    size_bytes=len(DELIVERED),
    outcome="held_back",
    reason=None,
    where={},
    streams=(
        StreamOutcome("visits", "held_back", 1204, 12),
        StreamOutcome(
            "referrals", "refused", 96, 96, "missing_columns",
            {"sheet": "Blad2", "column": "aangekomen"},
        ),
    ),
    contracts={"visits": "1.1.0", "entitlement_checks": "1.2.0", "referrals": "1.3.0"},
    is_kept=True,
    questions=(AskedQuestion("visits.more_than_usual", 1204.0, 610.5),),
)  # fmt: skip

# The word that there were no visits.
NOTHING = replace(
    RECEIPT,
    file_name=None,
    sha256=None,
    size_bytes=0,
    outcome="accepted",
    streams=(StreamOutcome("visits", "accepted", 0),),
    is_kept=False,
    questions=(),
)
