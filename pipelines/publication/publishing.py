"""From the warehouse to what people read: all tables protected together, audited, then released.

What was protected waits as a candidate; only when the auditor, who shares no code with what
protects, finds nothing in it does it become a release. Beside the indicators stand the estimates,
which see the protected tables and nothing else.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

import duckdb
import polars as pl

from pipelines import clock
from pipelines.auditing.audit import audit
from pipelines.auditing.report import Report
from pipelines.contracts import code_list
from pipelines.contracts.breakdowns import breakdowns, categories
from pipelines.disclosure.cells import Domains
from pipelines.disclosure.closing import shown_in, told_once, untold
from pipelines.disclosure.completion import completed
from pipelines.disclosure.derived import Derived, derive
from pipelines.disclosure.filling import Filling, fillings
from pipelines.disclosure.plan import plan
from pipelines.disclosure.plan_names import refuse_unknown_names
from pipelines.disclosure.proofs import hashes_of, keep_proofs
from pipelines.disclosure.protection import Before, Counted, Released, protect
from pipelines.disclosure.release import write
from pipelines.errors import DisclosureError, WrongUseError
from pipelines.estimates.catalogue import estimates
from pipelines.files import folder_published_as, sha256, write_whole
from pipelines.home import Home, shown
from pipelines.publication.releases import folders, hashes_of_latest, new_release
from pipelines.warehouse.headers import IndicatorHeader
from pipelines.warehouse.models import models

AUDIT = "audit.md"
CANDIDATE = "candidate.json"  # hashes of true counts
EARLIER = 12  # releases that the auditor reads beside a candidate: a year of months


def publish_tables(home: Home) -> int:
    """Protect every indicator, audit what came of it and release it; how many rows are released.

    Errors: DisclosureError when a table may not leave; what was released before stands.
    """
    rows = protect_tables(home)
    audit_candidate(home)
    release_candidate(home)
    return rows


def protect_tables(home: Home) -> int:
    """Make the candidate: all protected tables and estimates; how many rows it has.

    Errors: DisclosureError when a table cannot be protected; the candidate before stands then.
    """
    is_sample = clock.sample_note(home) is not None
    with _opened(home) as database:
        reporting = _read(database, "facts.reporting")
        tables = _counted(database)
    refuse_unknown_names(plan(), [header for header, _ in tables])
    counted = told_once(tables, reporting, plan().closing_months)
    protected = protect(
        counted,
        reporting,
        domains(),
        plan(),
        is_sample=is_sample,
        before=Before(shown_in(home.released / "latest"), hashes_of(hashes_of_latest(home))),
    )
    keep_proofs(home.proofs, protected.proofs)
    write_whole(home.proofs / CANDIDATE, json.dumps(protected.hashes).encode())
    released = [*protected.tables, *_derived(protected.tables)]
    with folder_published_as(home.candidate) as folder:
        write(
            released,
            folder,
            never_per_stek=domains().sensitive_rights,
            links=plan().links,
            corrected=protected.corrected,
        )
    return sum(one.table.height for one in released)


def audit_candidate(home: Home) -> Report:
    """What an attacker finds in the candidate who has the earlier releases too.

    The whole report, which names cells, stays in the house beside the proofs.
    """
    report = audit(home.candidate, folders(home)[-EARLIER:])
    write_whole(home.proofs / "audit.json", report.json().encode())
    write_whole(home.proofs / AUDIT, report.summary().encode())
    verdict = {"candidate": _digest(home.candidate), "is_clean": report.is_clean}
    write_whole(home.proofs / "verdict.json", json.dumps(verdict).encode())
    return report


def release_candidate(home: Home) -> None:
    """Let the candidate become the latest release; DisclosureError when its audit is not clean."""
    path = home.proofs / "verdict.json"
    verdict = json.loads(path.read_bytes()) if path.exists() else {}
    if verdict != {"candidate": _digest(home.candidate), "is_clean": True}:
        raise DisclosureError(
            "Not released: the audit of these tables is not clean. The release before stands. "
            f"{shown(home.proofs / 'audit.json')} names the cells: publish less around them in "
            "data_contracts/publication.yaml."
        )
    with new_release(home, (home.proofs / CANDIDATE).read_bytes()) as folder:
        shutil.copytree(home.candidate, folder, dirs_exist_ok=True)
        shutil.copyfile(home.proofs / AUDIT, folder / AUDIT)


def _digest(folder: Path) -> str:
    """The content hash of all files of a folder."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return sha256("".join(f"{path.name} {sha256(path.read_bytes())}\n" for path in files).encode())


def filled(home: Home) -> list[Filling]:
    """How well every table about persons is filled, told or not, by the true counts of now."""
    with _opened(home) as database:
        reporting = _read(database, "facts.reporting")
        whole = [
            (header, completed(header, cells, reporting, domains()))
            for header, cells in _counted(database)
            if header.protect != "none"
        ]
    shown_then = shown_in(home.released / "latest")
    return [
        one
        for header, cells in whole
        for one in fillings(header, cells, plan(), shown_then.get(header.name))
    ]


def new_since_closed(home: Home) -> Iterator[tuple[str, str, int]]:
    """Indicator and closed year, and how many tables of the one have no rows of the other."""
    before = shown_in(home.released / "latest")
    with _opened(home) as database:
        tables = [
            (header, cells) for header, cells in _counted(database) if header.protect != "none"
        ]
    for header, cells in tables:
        for year, count in untold(header, plan().told(header, cells), before).items():
            yield header.name, year, count


def _opened(home: Home) -> duckdb.DuckDBPyConnection:
    if not home.warehouse.exists():
        raise WrongUseError(
            f"There is no warehouse in {shown(home.root)} yet: `stek run` makes it."
        )
    return duckdb.connect(str(home.warehouse), read_only=True)


def _counted(database: duckdb.DuckDBPyConnection) -> list[Counted]:
    return [
        (model.header, _read(database, model.key))
        for model in models()
        if isinstance(model.header, IndicatorHeader)
    ]


def _derived(released: Sequence[Released]) -> list[Released | Derived]:
    made = (derive(one, released) for one in estimates())
    return [one for one in made if one is not None]


def _read(database: duckdb.DuckDBPyConnection, table: str) -> pl.DataFrame:
    frame = pl.from_arrow(database.sql(f"from {table}").to_arrow_table())
    if not isinstance(frame, pl.DataFrame):
        raise TypeError(f"{table} is no table")
    return frame


def domains() -> Domains:
    """Every value that the dimensions of an indicator may have, from the contracts."""
    rights = code_list("rights")
    return Domains(
        rights=tuple(code.code for code in (*rights, *code_list("not_answered"))),
        sensitive_rights=frozenset(c.code for c in rights if c.fields["sensitive"] == "true"),
        categories={name: tuple(c.code for c in categories(name)) for name in breakdowns()},
        validity={c.code: (c.fields["valid_from"], c.fields["valid_until"]) for c in rights},
    )
