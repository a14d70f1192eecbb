"""For each Stek the three whose mix of rights is most like its own, with both mixes beside."""

from __future__ import annotations

from typing import Final

import numpy as np
import polars as pl

from pipelines.estimates.layout import Layout
from pipelines.estimates.mix import is_of_one_right
from pipelines.estimates.told import Tables, array, figures, percents, stacked
from pipelines.statistics.arrays import Numbers
from pipelines.statistics.peers import mixes, nearest
from pipelines.warehouse.cells import ALL

PEERS: Final = 3  # more would be less alike; of sixteen Stekken three are the nearest fifth
OTHER: Final = "overige"  # rights that are not shown for this Stek: too few, or sensitive
_OUTCOME: Final = "niet_opgenomen"  # its denominator is who is entitled, whether or not taken up


def peers(tables: Tables) -> pl.DataFrame:
    """One row for each year, Stek, peer and right; peers stand in the order of their names.

    The mix is of first checks of people who are entitled, by right; what is not shown of a Stek by
    right is one part, `overige`. A Stek without a published total has no peers and is nobody's.
    """
    cells = tables["non_take_up"].cells(_OUTCOME, period_type="year", breakdown=ALL)
    counts = cells.filter(pl.col("stek_id") != ALL).select(
        "period", "stek_id", "recht_code", n="denominator"
    )
    years = counts["period"].unique().sort()
    return stacked(_of_year(year, counts.filter(pl.col("period") == year)) for year in years)


def _of_year(year: str, counts: pl.DataFrame) -> pl.DataFrame:
    table = _with_other(counts)
    if table.is_empty():
        return table
    layout = Layout.of(table, ("stek_id",), "recht_code")
    shown = layout.laid("n")
    found = nearest(np.nan_to_num(shown), PEERS)
    stekken = layout.rows["stek_id"].to_list()
    pairs = [
        (stekken[one], stekken[peer], far)
        for one, (places, apart) in enumerate(zip(found.places, found.distances, strict=True))
        for peer, far in zip(places, apart, strict=True)
        if peer >= 0
    ]
    if not pairs:
        return pl.DataFrame()
    names = ["stek_id", "peer_stek_id", "distance"]
    shares = _shares(layout, np.where(np.isnan(shown), np.nan, mixes(np.nan_to_num(shown))))
    of_peer = shares.rename({"stek_id": "peer_stek_id", "mix": "peer_mix"})
    table = (
        pl.DataFrame(pairs, schema=names, orient="row")
        .join(shares, on="stek_id")
        .join(of_peer, on=["peer_stek_id", "recht_code"])
        .sort("stek_id", "peer_stek_id", "recht_code")
    )
    return table.select(
        pl.lit(year).alias("period"),
        *("stek_id", "peer_stek_id"),
        figures(array(table, "distance"), decimals=3).alias("distance"),
        "recht_code",
        *(percents(array(table, name), decimals=0).alias(name) for name in ("mix", "peer_mix")),
    )


def _with_other(counts: pl.DataFrame) -> pl.DataFrame:
    """The shown rights of each Stek with a shown total, and the rest of that total."""
    totals = counts.filter(pl.col("recht_code") == ALL).drop_nulls().drop("recht_code")
    rights = counts.filter(is_of_one_right()).drop_nulls().join(totals, on="stek_id", how="semi")
    known = rights.group_by("stek_id").agg(known=pl.col("n").sum())
    other = totals.join(known, on="stek_id", how="left").select(
        "period",
        "stek_id",
        recht_code=pl.lit(OTHER),
        n=(pl.col("n") - pl.col("known").fill_null(0)).clip(0),
    )
    return pl.concat([rights, other])


def _shares(layout: Layout, mix: Numbers) -> pl.DataFrame:
    """The mix of every Stek over all rights that any of them shows; NaN where it does not."""
    stekken = layout.rows["stek_id"].to_list()
    return pl.DataFrame(
        {
            "stek_id": np.repeat(stekken, len(layout.columns)),
            "recht_code": list(layout.columns) * len(stekken),
            "mix": mix.ravel(),
        }
    )
