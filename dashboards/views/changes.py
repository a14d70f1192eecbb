"""What changed, and how sure that is: read from the released table of changes, nothing more.

A share changed for good only where its test says so (`claim`); everything else goes up and down as
chance lets it. So no difference is told that the numbers do not carry.
"""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from dashboards.views.cells import ALL


@dataclass(frozen=True)
class Lasting:
    """A share that changed for good, from which period, and by how many points.

    `low` and `high` are the ends of the 95 % interval of the difference.
    """

    indicator: str
    outcome: str
    stek_id: str
    since: str
    difference: float
    low: float
    high: float


@dataclass(frozen=True)
class Usual:
    """The last period of one share, and between which percents chance leaves it."""

    period: str
    value: int
    low: float
    high: float
    is_beyond: bool


def lasting_changes(changes: pl.DataFrame) -> tuple[Lasting, ...]:
    """Every lasting change, all Stekken together first, then in the order of the table.

    A change that both months and quarters show is told once, by the months.
    """
    if changes.is_empty():
        return ()
    rows = (
        changes.filter(claim="shift")
        .sort("period_type", "indicator", "outcome", "stek_id")
        .unique(["indicator", "outcome", "stek_id"], keep="first", maintain_order=True)
        .sort(pl.col("stek_id") != ALL, maintain_order=True)
        .select(
            "indicator", "outcome", "stek_id", "claim_from", "claim_difference", "claim_low",
            "claim_high",
        )
    )  # fmt: skip
    return tuple(Lasting(*row) for row in rows.iter_rows())


def shares_tested(changes: pl.DataFrame) -> int:
    """How many shares were looked at for a lasting change: an indicator, outcome and Stek each."""
    if changes.is_empty():
        return 0
    tested = changes.filter(pl.col("claim").is_in(["shift", "none"]))
    return tested.unique(["indicator", "outcome", "stek_id"]).height


def usual(changes: pl.DataFrame, indicator: str, outcome: str) -> Usual | None:
    """The last period of a share of all Stekken; None where nothing of it is shown."""
    if changes.is_empty():
        return None
    rows = changes.filter(
        pl.col("value").is_not_null(),
        pl.col("limit_low").is_not_null(),
        indicator=indicator,
        outcome=outcome,
        stek_id=ALL,
    ).sort(pl.col("period_type") != "month", maintain_order=True)
    if rows.is_empty():
        return None
    last = rows.filter(period_type=rows["period_type"][0]).sort("period").tail(1)
    columns = ("period", "value", "limit_low", "limit_high", "is_beyond")
    return Usual(*next(last.select(*columns).iter_rows()))
