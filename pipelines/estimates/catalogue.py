"""Every estimate that is published beside the indicators."""

from __future__ import annotations

from functools import cache
from typing import Final

from pipelines.estimates.change import change
from pipelines.estimates.comparison import comparison
from pipelines.estimates.contrasts import contrasts
from pipelines.estimates.estimate import Estimate, estimate
from pipelines.estimates.hidden_persons import hidden_persons
from pipelines.estimates.non_take_up_range import non_take_up_range
from pipelines.estimates.peers import peers
from pipelines.estimates.revision_band import revision_band
from pipelines.estimates.step_ratios import step_ratios
from pipelines.estimates.time_curves import time_curves
from pipelines.estimates.time_medians import time_medians
from pipelines.estimates.warm_effect import warm_effect

_ALL: Final = (
    change,
    comparison,
    contrasts,
    hidden_persons,
    non_take_up_range,
    peers,
    revision_band,
    step_ratios,
    time_curves,
    time_medians,
    warm_effect,
)


@cache
def estimates() -> tuple[Estimate, ...]:
    """All of them, with their words; raises ContractError when a word is missing."""
    return tuple(estimate(compute) for compute in _ALL)
