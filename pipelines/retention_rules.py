"""How long what is kept is kept (retention.yaml), and which years may lose their files."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cache

from pipelines import clock
from pipelines.contracts.files import read_yaml
from pipelines.errors import ContractError
from pipelines.home import Home
from pipelines.landing.receipts import months_with_receipts
from pipelines.months import Month


@dataclass(frozen=True)
class Rules:
    """Months after the end of the month (of the journal: year) they are of; days after the end."""

    raw_months: int
    records_months: int
    journal_months: int
    pending_days: int
    sign_in_days: int


@cache
def rules() -> Rules:
    """What retention.yaml says; raises ContractError when a number is missing or makes no sense."""
    file = read_yaml("retention.yaml")
    found = Rules(**{one.name: int(file.number(one.name)) for one in fields(Rules)})
    if min(getattr(found, one.name) for one in fields(Rules)) < 1:
        raise ContractError("data_contracts/retention.yaml: every number must be 1 or more.")
    if found.records_months < found.raw_months:
        raise ContractError(
            "data_contracts/retention.yaml: records_months must not be less than raw_months: "
            "records are made from the delivered files, which go first."
        )
    return found


def settled_years(home: Home) -> frozenset[int]:
    """The calendar years whose figures stand, so that their records need not be made again.

    A year that the latest release tells exactly (see `disclosure.closing`). The year in which the
    first delivery falls after January is never told exactly: it stands once it would have been.
    """
    from pipelines.disclosure.closing import shown_in
    from pipelines.disclosure.plan import plan
    from pipelines.disclosure.protection import closed_years

    kept = closed_years(shown_in(home.released / "latest"))
    closed = {int(period[:4]) for rows in kept.values() for period in rows["period"].unique()}
    first = next(iter(months_with_receipts(home)), None)
    if first and first.month > 1:
        over = Month(first.year, 12).plus(plan().closing_months + 1)
        closed |= {first.year} if clock.today(home) >= over.first_day else set()
    return frozenset(closed)
