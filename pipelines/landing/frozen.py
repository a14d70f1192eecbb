"""Frozen months: those whose delivered files were removed after their time; their records stay.

Records are made from what was delivered, and made again when a contract changes. Once the files of
a month are gone that cannot be done, so just before they go its records are laid in
`landing/frozen/<yyyy-mm>/`, beside the receipts: landing stays the one room that all else is made
from. `month.json`, the report of the month, is written last and makes the month frozen.

A month that is frozen is final. A correction of it could not be held beside the deliveries of the
other Stekken of that month under today's contract, and the published year is closed by then: so a
file for it is refused, in the words of `month_is_final` (delivery.yaml), and not kept; the word that
there is nothing to report is wrong use. What it came to, its receipts and the ledger stay.

When the records have had their time as well the report says so (`records_removed`), and the month
is in no fact any more; what was released of it stays in the releases.
"""

from __future__ import annotations

import json
from pathlib import Path

from pipelines.contracts import STREAMS, delivery_rules
from pipelines.errors import WrongUseError
from pipelines.files import sha256, write_whole
from pipelines.home import Home
from pipelines.landing.receipts import months_with_receipts
from pipelines.months import Month

FINAL = "month_is_final"  # the refusal of delivery.yaml


def is_frozen(home: Home, month: Month) -> bool:
    """Whether the delivered files of a month were removed, or are being removed."""
    return _report(home, month).exists()


def is_gone(home: Home, month: Month) -> bool:
    """Whether its records were removed as well."""
    path = _report(home, month)
    return path.exists() and bool(json.loads(path.read_bytes()).get("records_removed"))


def frozen_months(home: Home) -> tuple[Month, ...]:
    """Every frozen month, in order."""
    return tuple(sorted(Month.parse(p.parent.name) for p in home.frozen.glob("*/month.json")))


def first_month_with_records(home: Home) -> Month | None:
    """The first month that anybody delivered for and whose records are not removed."""
    return next((m for m in months_with_receipts(home) if not is_gone(home, m)), None)


def check_not_final(home: Home, month: Month) -> None:
    """Raise WrongUseError when the month is frozen."""
    if is_frozen(home, month):
        raise WrongUseError(f"{month}: {delivery_rules().refusals[FINAL].nl}")


def freeze(home: Home, month: Month) -> None:
    """Lay the records of a month, as they are, beside its receipts; from then on it is frozen."""
    for stream in STREAMS:
        _copy(home.records_of(stream, month), _records(home, stream, month))
    write_whole(_report(home, month), home.report_of(month).read_bytes())


def remove_records(home: Home, month: Month) -> None:
    """Say that the records of a frozen month are removed, then remove them.

    The report in `records/` stays as it was: so a run sees that the month changed, and makes the
    facts without it.
    """
    content = json.loads(_report(home, month).read_bytes())
    if not content.get("records_removed"):
        said = content | {"records_removed": True, "rows": dict.fromkeys(STREAMS, 0)}
        write_whole(_report(home, month), json.dumps(said, indent=1, sort_keys=True).encode())
    for path in files_of_records(home, month):
        path.unlink(missing_ok=True)


def files_of_records(home: Home, month: Month) -> tuple[Path, ...]:
    """The files of the records of a frozen month, in both rooms; what a kill left half too."""
    rooms = [home.records_of(stream, month).parent for stream in STREAMS]
    found = [path for room in (home.frozen / str(month), *rooms) for path in room.glob("*")]
    return tuple(sorted(path for path in found if path != _report(home, month)))


def put_back(home: Home, month: Month) -> None:
    """Make the records of a frozen month what was laid beside its receipts; the report is last."""
    for stream in STREAMS:
        _copy(_records(home, stream, month), home.records_of(stream, month))
    write_whole(home.report_of(month), _report(home, month).read_bytes())


def is_as_frozen(home: Home, month: Month) -> bool:
    """Whether the records of a frozen month were made from what lies beside its receipts."""
    path = home.report_of(month)
    return path.exists() and path.read_bytes() == _report(home, month).read_bytes()


def frozen_fingerprint(home: Home, month: Month) -> str:
    """What the records of a frozen month are made from."""
    return sha256(_report(home, month).read_bytes())


def _copy(source: Path, target: Path) -> None:
    if source.exists():
        write_whole(target, source.read_bytes())
    else:
        target.unlink(missing_ok=True)


def _records(home: Home, stream: str, month: Month) -> Path:
    return home.frozen / str(month) / f"{stream}.parquet"


def _report(home: Home, month: Month) -> Path:
    return home.frozen / str(month) / "month.json"
