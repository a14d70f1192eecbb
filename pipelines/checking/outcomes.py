"""What the contract check makes of one stream of a delivery."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Outcome = Literal["accepted", "held_back", "refused"]


@dataclass(frozen=True)
class StreamOutcome:
    """What became of one stream of a delivery, in rows; `held_back` rows wait for a correction.

    A refused stream has a reason, and `where` to look (sheet, column; never a value).
    """

    stream: str
    outcome: Outcome
    rows: int
    held_back: int = 0
    reason: str | None = None
    where: Mapping[str, str] = field(default_factory=dict)

    @property
    def used(self) -> int:
        """Rows that count in the figures."""
        return 0 if self.outcome == "refused" else self.rows - self.held_back
