"""What day it is for a data home: today in Belgium, or the fixed day of a sample."""

from __future__ import annotations

import json
from datetime import date, datetime
from zoneinfo import ZoneInfo

from pipelines.home import Home

BELGIUM = ZoneInfo("Europe/Brussels")


def now() -> datetime:
    """The moment, in Belgian time, to the second."""
    return datetime.now(BELGIUM).replace(microsecond=0)


def today(home: Home) -> date:
    """The day on which the home's ledger is read.

    A home with sample data stands still on the day its sample names, so that the demonstration
    shows the same figures next year.
    """
    sample = sample_note(home)
    return date.fromisoformat(sample["as_of"]) if sample else now().date()


def sample_note(home: Home) -> dict[str, str] | None:
    """What `sample.json` said when fictitious deliveries were landed here; None in a real home."""
    path = home.landing / "sample.json"
    if not path.exists():
        return None
    return {key: str(value) for key, value in json.loads(path.read_text("utf-8")).items()}
