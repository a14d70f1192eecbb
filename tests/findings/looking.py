"""Deliveries of a Stek as they are looked at, and what is found in these."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from pipelines.findings.reports import report
from pipelines.findings.values import Finding, Report
from pipelines.home import Home
from pipelines.landing.looking import Looked, Offer, look
from pipelines.months import Month
from tests.deliveries import csv_file

OCTOBER = Month(2026, 10)
Lines = Sequence[Mapping[str, str]]


def looked_at(home: Home, path: Path, delivery: Lines | bytes) -> Looked:
    path.write_bytes(delivery if isinstance(delivery, bytes) else csv_file(delivery))
    (looked,) = look(home, [Offer(path, "zaventem", OCTOBER)])
    return looked


def report_on(home: Home, path: Path, delivery: Lines | bytes) -> Report:
    return report(home, looked_at(home, path, delivery))


def kinds(found: Report) -> list[str]:
    return [finding.kind for finding in found.findings]


def only(found: Report, kind: str) -> Finding:
    (finding,) = (finding for finding in found.findings if finding.kind == kind)
    return finding
