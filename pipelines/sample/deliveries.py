"""All that one Stek sends for one month, and what must become of every row in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import polars as pl

from pipelines import contracts
from pipelines.sample.chance import Topic, chance
from pipelines.sample.incidents import Incident
from pipelines.sample.mistakes import Slip, few_slips, many_slips, wrong_rows
from pipelines.sample.sending import File, Sent, Version, send
from pipelines.sample.world import Meant

NOTHING_TO_REPORT = "niets_te_melden.txt"
TOO_MANY = 0.4  # of the rows: far above the share that refuses a delivery
_ON_TIME_UNTIL = 14
_LATE_FROM, _LATE_DAYS = 16, 4  # the due day is the fifteenth
_LAST_DAY = 19  # the day before the one on which the sample is looked at
_LEFT_OUT = 2  # records that the first version of a corrected delivery lacks
_BETTER = "_verbeterd"


@dataclass(frozen=True)
class Fault:
    """Something that is wrong on purpose, as truth/faults.json lists it.

    `path` is the file, None where there is none; `rows` are as a person sees them in that file.
    """

    path: str | None
    stek: str
    month: str
    stream: str | None
    kind: str
    rows: tuple[int, ...] = ()
    rule: str | None = None


@dataclass(frozen=True)
class Delivery:
    """What was sent; `fates` per stream and record that stands: used, held_back or refused."""

    files: tuple[File, ...]
    fates: Mapping[str, tuple[str, ...]]
    faults: tuple[Fault, ...] = ()


def deliver(meant: Meant, incident: Incident | None, seed: int) -> Delivery:
    """What a Stek sends of a month, with what goes wrong on purpose."""
    version = Version(
        meant.stek, meant.month, meant.rows, {}, _arrival(meant, incident, seed), incident=incident
    )
    match incident.kind if incident else None:
        case "missing_month":
            return Delivery((), {}, (_fault(version, None, "missing_month"),))
        case "nothing_to_report":
            file = File(f"{version.folder}/{NOTHING_TO_REPORT}", b"", version.received_on)
            return Delivery((file,), {}, (_fault(version, file.path, "nothing_to_report"),))
        case "corrected":
            version = replace(version, rows=_first_version(meant.rows))
        case "wrong_rows" | "too_many_wrong_rows":
            version = replace(version, slips=_slips(meant, incident))
    return _delivered(version, meant, incident)


def _arrival(meant: Meant, incident: Incident | None, seed: int) -> date:
    uniform = float(chance(seed, meant.stek.stek_id, meant.month, Topic.ARRIVAL).random())
    day = 1 + int(uniform * _ON_TIME_UNTIL)
    if incident and incident.kind == "late":
        day = _LATE_FROM + int(uniform * _LATE_DAYS)
    return meant.month.next().first_day.replace(day=day)


def _first_version(rows: Mapping[str, pl.DataFrame]) -> dict[str, pl.DataFrame]:
    """What was sent before the correction: some visits forgotten, a trait not filled in right."""
    visits = rows["visits"]
    is_first = pl.int_range(pl.len()) == 0
    mistaken = visits.head(max(1, visits.height - _LEFT_OUT)).with_columns(
        gender=pl.when(is_first).then(pl.lit("onbekend")).otherwise("gender")
    )
    return {**rows, "visits": mistaken}


def _slips(meant: Meant, incident: Incident | None) -> dict[str, tuple[Slip, ...]]:
    if incident and incident.rule and incident.stream:
        return {incident.stream: many_slips(incident.rule, meant.rows[incident.stream], TOO_MANY)}
    turn = meant.month.month + len(meant.stek.stek_id)
    return {stream: few_slips(stream, rows, turn) for stream, rows in meant.rows.items()}


def _delivered(version: Version, meant: Meant, incident: Incident | None) -> Delivery:
    """The files of the version and of what puts it right; the last one stands."""
    sent = send(version)
    faults = tuple(_faults(version, sent, incident))
    stands = version
    if incident and incident.is_put_right:
        stands = _put_right(version, meant, incident)
        sent += send(stands)
    fates = {
        stream: _fates(rows.height, stands.slips.get(stream, ()))
        for stream, rows in meant.rows.items()
    }
    for one in sent:
        if one.number_row is not None:
            fates |= {page.stream: ("refused",) * len(page.row_numbers) for page in one.pages}
    return Delivery(tuple(one.file for one in sent), fates, faults)


def _put_right(version: Version, meant: Meant, incident: Incident) -> Version:
    """The second version, a week later: of the one stream concerned when files go by stream."""
    streams = [incident.stream] if incident.stream else list(meant.rows)
    day = min(version.received_on.day + 7, _LAST_DAY)
    return replace(
        version,
        rows={stream: meant.rows[stream] for stream in streams},
        slips={},
        received_on=version.received_on.replace(day=day),
        suffix=_BETTER,
    )


def _fates(height: int, slips: Sequence[Slip]) -> tuple[str, ...]:
    """What becomes of the records of a stream: too many wrong ones take the others along."""
    wrong = set(wrong_rows(slips))
    if len(wrong) > contracts.delivery_rules().refuse_above_share * height:
        return ("refused",) * height
    return tuple("held_back" if row in wrong else "used" for row in range(height))


def _faults(version: Version, sent: Sequence[Sent], incident: Incident | None) -> Iterator[Fault]:
    """What to list of an incident in files that were sent."""
    if incident is None:
        return
    for one in sent:
        path = one.file.path
        streams = [page.stream for page in one.pages]
        if incident.kind in ("late", "corrected") and incident.stream in (None, *streams):
            yield _fault(version, path, incident.kind, incident.stream)
        if one.number_row is not None:
            fault = _fault(version, path, incident.kind, "visits")
            yield replace(fault, rows=(one.number_row,))
        for page in one.pages:
            fault = _fault(version, path, incident.kind, page.stream)
            for rule, rows in _by_rule(version.slips.get(page.stream, ())).items():
                seen = tuple(page.row_numbers[row] for row in sorted(rows))
                yield replace(fault, rows=seen, rule=rule)


def _by_rule(slips: Sequence[Slip]) -> dict[str, set[int]]:
    found: dict[str, set[int]] = {}
    for slip in slips:
        found.setdefault(slip.rule, set()).update(slip.wrong_rows)
    return found


def _fault(version: Version, path: str | None, kind: str, stream: str | None = None) -> Fault:
    physical = contracts.stream(stream).physical_name if stream else None
    return Fault(path, version.stek.stek_id, str(version.month), physical, kind)
