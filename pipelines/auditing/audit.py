"""The audit: everything that an attacker does with the published files, from reading to report."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

import numpy as np
import polars as pl

from pipelines.auditing.changes import changes, derived_changes, moved_while_provisional
from pipelines.auditing.contradictions import contradictions, impossible
from pipelines.auditing.effort import Effort
from pipelines.auditing.findings import Finding
from pipelines.auditing.insiders import Insiders, insiders
from pipelines.auditing.knowing import Reading, read_system
from pipelines.auditing.propagation import Propagated, propagated
from pipelines.auditing.published import Published, read_published
from pipelines.auditing.report import Loss, Report
from pipelines.auditing.rows import wrong_rows
from pipelines.auditing.search import Searched, search
from pipelines.auditing.structure import KEY
from pipelines.auditing.system import Truth
from pipelines.auditing.targets import disclosed, is_target
from pipelines.auditing.union import with_earlier


@dataclass(frozen=True)
class _Release:
    published: Published
    reading: Reading


@dataclass(frozen=True)
class _Attack:
    """What was tried on which cells, and what came of it."""

    reading: Reading
    relations: int
    targets: Truth
    searched: Searched
    insiders: Insiders


def audit(folder: Path, earlier: Sequence[Path] = (), effort: Effort | None = None) -> Report:
    """What can be worked out of the released folder, for who also has the earlier ones (oldest first).

    Raises ContractError when the files are not those of a release.
    """
    started = perf_counter()
    now, before = _read(folder), [_read(one) for one in earlier]
    alone = propagated(now.reading.system)
    joined = with_earlier(now.reading, alone, list(_with_corrections(now, before)))
    attack = _attacked(*joined, now, effort or Effort())
    if before and attack.searched.ranges.impossible:
        # The releases do not tell of one truth, though no single relation shows it.
        attack = _attacked(now.reading, alone, now, effort or Effort())
    k = now.published.structure.profile.smallest_count
    findings = [
        *_by_rows(now),
        *contradictions(now.reading, alone.broken),
        *impossible(attack.reading, attack.searched.ranges.impossible),
        *disclosed(attack.reading, attack.searched.ranges, attack.targets, k),
        *(finding for one in before for finding in _by_change(now, one)),
    ]
    return _report(now, before, attack, findings, perf_counter() - started)


def _with_corrections(
    now: _Release, before: Sequence[_Release]
) -> Iterator[tuple[Reading, frozenset[tuple[str, str]]]]:
    """Each earlier release, the oldest first, and what was corrected since."""
    releases = [*before, now]
    for place, one in enumerate(before):
        later = (each.published.structure.corrected for each in releases[place + 1 :])
        yield one.reading, frozenset().union(*later)


def _read(folder: Path) -> _Release:
    published = read_published(folder)
    return _Release(published, read_system(published))


def _attacked(reading: Reading, known: Propagated, now: _Release, effort: Effort) -> _Attack:
    targets = is_target(reading, known.system, now.published.structure)
    relations = known.system.matrix.shape[0]
    searched = search(known, targets, effort)
    inside = insiders(reading.cells, known, searched.ranges, targets)
    return _Attack(reading, relations, targets, searched, inside)


def _by_rows(now: _Release) -> Iterator[Finding]:
    yield from wrong_rows(now.reading.rows, now.published.structure)
    for name in now.published.differing:
        yield Finding("formats_differ", (name, *("" for _ in KEY[1:])))


def _by_change(now: _Release, then: _Release) -> Iterator[Finding]:
    yield from changes(now.published, then.published)
    k = now.published.structure.profile.smallest_count
    if now.published.digests != then.published.digests:
        yield from derived_changes(now.reading, then.reading, k)


def _report(
    now: _Release,
    before: Sequence[_Release],
    attack: _Attack,
    findings: Sequence[Finding],
    seconds: float,
) -> Report:
    published, searched = now.published, attack.searched
    k = published.structure.profile.smallest_count
    width = searched.ranges.high - searched.ranges.low
    moved = (moved_while_provisional(published, one.published) for one in before)
    return Report(
        release=published.name,
        earlier=tuple(one.published.name for one in before),
        smallest_count=k,
        cells=attack.reading.cells.height,
        relations=attack.relations,
        tried=int(attack.targets.sum()),
        in_whole_numbers=searched.in_whole_numbers,
        undecided=searched.undecided,
        narrower_than_target=int(np.sum(_has(attack, "hidden_small") & (width < k - 1))),
        others_exact=int(np.sum(_has(attack, "hidden_to_protect") & (width == 0))),
        moved_while_provisional=sum(moved),
        insiders=attack.insiders,
        findings=tuple(sorted(set(findings), key=lambda one: (one.kind, one.cell, one.detail))),
        loss=_loss(published.rows),
        seconds=seconds,
    )


def _has(attack: _Attack, status: str) -> Truth:
    return np.asarray((attack.reading.cells["status"].fill_null("") == status).to_numpy())


def _loss(rows: pl.DataFrame) -> Loss:
    delivered = rows.filter(pl.col("status") != "not_delivered")
    counts = dict(delivered.group_by("status").len().iter_rows())
    return Loss(
        rows=delivered.height,
        hidden_small=counts.get("hidden_small", 0),
        hidden_to_protect=counts.get("hidden_to_protect", 0),
        hidden=counts.get("hidden", 0),
    )
