"""The effects that are put into the fictitious world: all of them, or a world that has none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from pipelines.sample import model


@dataclass(frozen=True)
class Effects:
    """How large each effect of the model is; everything else about the world stays as it is.

    `stek_differences` is how much of what sets one Stek apart in rights not taken up is there.
    """

    better_stek_log_odds: float = model.BETTER_STEK_LOG_ODDS
    shift_log_odds: float = model.SHIFT_LOG_ODDS
    warm_granted_log_odds: float = model.WARM_GRANTED_LOG_ODDS
    arrived_log_odds: Mapping[str, float] = field(default_factory=lambda: model.ARRIVED_LOG_ODDS)
    granted_per_hardness: float = model.GRANTED_PER_HARDNESS
    slow_days: int = model.SLOW_DAYS
    stek_differences: float = 1.0


PLANTED: Final = Effects()
NONE: Final = Effects(
    better_stek_log_odds=0.0,
    shift_log_odds=0.0,
    warm_granted_log_odds=0.0,
    arrived_log_odds=dict.fromkeys(model.ARRIVED_LOG_ODDS, model.ARRIVED_LOG_ODDS["warm_contact"]),
    granted_per_hardness=0.0,
    slow_days=model.USUAL_DAYS,
    stek_differences=0.0,
)
"""All Stekken, manners, rights and services alike in what comes of a referral; nothing changes."""
