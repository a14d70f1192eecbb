"""Stekken where people with about the same rights come: from the released table of peers."""

from __future__ import annotations

import polars as pl

from dashboards.views.roster import Stek, roster


def peers(table: pl.DataFrame) -> tuple[str, dict[str, tuple[Stek, ...]]]:
    """The last period of the table, and for each Stek those that are like it, all by name."""
    if table.is_empty():
        return "", {}
    period = str(table["period"].max())
    pairs = table.filter(period=period).select("stek_id", "peer_stek_id").unique()
    own: dict[str, set[str]] = {}
    for stek_id, peer in pairs.iter_rows():
        own.setdefault(stek_id, set()).add(peer)
    return period, {
        stek_id: tuple(stek for code, stek in roster().items() if code in own[stek_id])
        for stek_id in roster()
        if stek_id in own
    }
