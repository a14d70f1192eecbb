"""What the latest release tells, for whoever asks which of it may move: periods, no figures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pipelines.disclosure.protection import closed_years
from pipelines.disclosure.release import load
from pipelines.home import Home


@dataclass(frozen=True)
class Published:
    """By indicator the periods that are told, the months among them, and the years that are closed."""

    periods: Mapping[str, frozenset[str]]
    months: frozenset[str]
    closed: frozenset[str]

    def periods_of(self, indicator: str) -> frozenset[str]:
        """The periods that an indicator is told for; none when it is not published."""
        return self.periods.get(indicator, frozenset())


def published(home: Home) -> Published | None:
    """What the latest release tells; None when there is none."""
    folder = (home.released / "latest").resolve()  # another may be the latest before this is read
    if not folder.exists():
        return None
    indicators = load(folder).indicators
    periods = {one.name: frozenset(one.table["period"].unique()) for one in indicators}
    months = (one.table.filter(period_type="month")["period"] for one in indicators)
    closed = closed_years({one.name: one.table for one in indicators if not one.is_exact})
    return Published(
        periods,
        frozenset(month for told in months for month in told),
        frozenset(str(period)[:4] for rows in closed.values() for period in rows["period"]),
    )
