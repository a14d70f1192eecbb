"""What one row tells by itself: the least and the most that its counts can be, by its label."""

from __future__ import annotations

import polars as pl

from pipelines.auditing.structure import Profile

UNKNOWN = float("inf")
HIDDEN = ("hidden_small", "hidden_to_protect", "hidden")


def known(rows: pl.DataFrame, profile: Profile) -> pl.DataFrame:
    """The rows with n_, d_ and c_low and _high: of numerator, denominator and complement.

    Null where a row tells nothing of a denominator or a complement. Whether a rate is there follows
    from the counts beside it, so that a missing one tells nothing more.
    """
    k = profile.smallest_count
    is_provisional = pl.col("status") == "provisional"
    is_rounded = is_provisional & pl.col("numerator").is_not_null()
    return (
        rows.with_columns(d_is_rounded=_rounds_its_denominator())
        .with_columns(
            **_bounds("n", "numerator", is_rounded, profile),
            **_bounds("d", "denominator", pl.col("d_is_rounded"), profile),
            c_low=pl.when(is_provisional & pl.col("value").is_not_null()).then(float(k)),
            c_high=pl.lit(None, pl.Float64),
            half_unit=_half_unit(),
        )
        .with_columns(is_of_its_parts=_is_of_its_parts())
    )


def _bounds(name: str, count: str, is_rounded: pl.Expr, profile: Profile) -> dict[str, pl.Expr]:
    """What a count is as it is shown; a numerator that is not, by its label."""
    exact, half = pl.col(count).cast(pl.Float64), profile.round_to // 2
    # A rounded count is never shown when it is small.
    least = (exact - half).clip(lower_bound=float(profile.smallest_count))
    most = exact + (profile.round_to - 1) // 2
    labels = _labels(profile.smallest_count) if name == "n" else (pl.lit(None), pl.lit(None))
    return {
        f"{name}_low": pl.when(is_rounded).then(least).otherwise(pl.coalesce(exact, labels[0])),
        f"{name}_high": pl.when(is_rounded).then(most).otherwise(pl.coalesce(exact, labels[1])),
    }


def _labels(k: int) -> tuple[pl.Expr, pl.Expr]:
    """The least and the most of a numerator that is not shown; without a label it can be anything."""
    # Nothing that was not delivered is counted in a total.
    nothing = {"not_delivered": 0.0, "zero": 0.0}
    lows, highs = {"hidden_to_protect": float(k)}, {"hidden_small": k - 1.0, **nothing}
    status = pl.col("status")
    return (
        status.replace_strict(lows, default=0.0),
        status.replace_strict(highs, default=UNKNOWN),
    )


def _rounds_its_denominator() -> pl.Expr:
    """Whether the denominator of a row is rounded: told by the row, or by its neighbours.

    A hidden row does not say which profile it was shown in; what else is told of that period does.
    """
    is_provisional = pl.col("status") == "provisional"
    own = pl.col("status").is_in(["published", "zero"])
    period = ("period_type", "period")
    is_exact = pl.col("status") == "published"
    table_tells = (is_provisional | is_exact).any().over("indicator", *period)
    by_table = is_provisional.any().over("indicator", *period)
    by_period = is_provisional.any().over(*period)
    around = pl.when(table_tells).then(by_table).otherwise(by_period)
    return pl.when(is_provisional).then(True).when(own).then(False).otherwise(around)  # noqa: FBT003 - a value, not a switch


def _half_unit() -> pl.Expr:
    """Half of the last digit that the rates of a table are told in: 0.5 for whole percents."""
    value, most = pl.col("value"), 6
    digits = pl.lit(most)
    for places in reversed(range(most)):
        is_enough = ((value.round(places) - value).abs() < 1e-9).fill_null(value=True)
        digits = pl.when(is_enough.all().over("indicator")).then(places).otherwise(digits)
    return 0.5 * pl.lit(10.0).pow(-digits)


def _is_of_its_parts() -> pl.Expr:
    """Whether a rate is what the parts beside it make, as they are shown: then it tells no more."""
    made = 100 * pl.col("numerator") / pl.col("denominator")
    is_made = (made - pl.col("value")).abs() <= pl.col("half_unit") + 1e-9
    return is_made.fill_null(value=False) & (pl.col("denominator") > 0).fill_null(value=False)
