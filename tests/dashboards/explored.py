"""A release to choose from by hand: quarters by Stek and right, a year by Stek and by gender.

Of `igo` in Tienen nobody but two were granted it in the last quarter of 2025, which is hidden;
`schuldhulp` is never told of one Stek; of the year few of gender `x`.
"""

from __future__ import annotations

import polars as pl

from pipelines.disclosure.protection import Released
from tests.counts import Leaf, added_up, header, leaf, release, reporting

QUARTERS = ("2025-Q4", "2026-Q1", "2026-Q2", "2026-Q3")
GRAINS = (
    "quarter x stek", "quarter x right", "quarter x stek x right", "year x stek",
    "year x breakdown",
)  # fmt: skip


def explored() -> Released:
    """Granted out of asked; Zaventem does a little better every quarter."""
    of = header(*GRAINS, outcomes={"granted": True})
    who = pl.concat(
        [
            *(
                reporting({"zaventem": 3, "tienen": 3}, period=quarter, period_type="quarter")
                for quarter in QUARTERS
            ),
            reporting({"zaventem": 12, "tienen": 12}, period="2025", period_type="year"),
        ]
    )
    cells = added_up(of, *_leaves())
    reported = [one for one in cells if one["period"] in set(who["period"])]
    return release(*reported, of=of, who=who, is_sample=True)


def _leaves() -> list[Leaf]:
    quarters = [
        one
        for at, quarter in enumerate(QUARTERS)
        for one in (
            leaf(quarter, "zaventem", "leefloon", granted=40 + 5 * at, asked=100),
            leaf(quarter, "tienen", "leefloon", granted=30, asked=90),
            leaf(quarter, "zaventem", "igo", granted=25, asked=60),
            leaf(quarter, "tienen", "igo", granted=20 if at else 2, asked=60),
            leaf(quarter, "zaventem", "schuldhulp", granted=30, asked=70),
            leaf(quarter, "tienen", "schuldhulp", granted=30, asked=70),
        )
    ]
    return [
        *quarters,
        leaf("2025", gender="v", granted=300, asked=700),
        leaf("2025", "tienen", gender="m", granted=300, asked=500),
        leaf("2025", gender="x", granted=2, asked=9),
    ]
