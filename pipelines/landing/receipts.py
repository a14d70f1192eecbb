"""Receipts: the proof of each delivery, and the only memory of which delivery stands."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from pathlib import Path

from pipelines.checking.outcomes import Outcome, StreamOutcome
from pipelines.files import write_whole
from pipelines.home import Home
from pipelines.landing.signing import encoded, signed
from pipelines.months import Month

# What a kept file may end in, after its hash; whoever delivers calls a file as they like.
_SUFFIX = re.compile(r"\.[a-z0-9]{1,10}")


@dataclass(frozen=True)
class AskedQuestion:
    """What was asked about a delivery: a rule of severity `bevestigen`, its figure, the usual one."""

    rule: str
    figure: float
    usual: float | None


@dataclass(frozen=True)
class Receipt:
    """One delivery: a file, or the word that there is nothing to report (`sha256` is None).

    `received_at` is when it arrived, `landed_at` when this home took it in: they differ for files
    of the past that are brought in later. A refused file has a reason, and `where` to look (sheet,
    cell, kind of thing; never a value); it is kept, and its name written
    down, only when it was looked through and held no personal data.
    """

    number: int
    stek_id: str
    month: Month
    received_at: datetime
    landed_at: datetime
    delivered_by: str
    file_name: str | None
    sha256: str | None
    size_bytes: int
    outcome: Outcome
    reason: str | None
    where: Mapping[str, str | int]
    streams: tuple[StreamOutcome, ...]
    contracts: Mapping[str, str]
    is_kept: bool
    questions: tuple[AskedQuestion, ...] = ()

    @property
    def is_nothing(self) -> bool:
        """Whether it says that there is nothing to report."""
        return self.sha256 is None

    @property
    def order(self) -> tuple[datetime, int]:
        """The later of two deliveries has the greater order."""
        return (self.received_at, self.number)

    def of(self, stream: str) -> StreamOutcome | None:
        """What became of that stream in this delivery; None when it did not hold the stream."""
        return next((part for part in self.streams if part.stream == stream), None)

    @property
    def received_on(self) -> date:
        """The day of arrival, which the due date is held against."""
        return self.received_at.date()

    @property
    def streams_named(self) -> frozenset[str]:
        """The streams that it speaks of."""
        return frozenset(part.stream for part in self.streams)

    def numbered(self, number: int) -> Receipt:
        """The same receipt with its place in the row."""
        return replace(self, number=number)

    def content(self, home: Home) -> Path:
        """Where the delivered file is kept, exactly as it came, named by its hash."""
        suffix = Path(self.file_name or "").suffix.lower()
        ending = suffix if _SUFFIX.fullmatch(suffix) else ""
        return home.landing / "content" / f"{self.sha256}{ending}"


def write_receipt(home: Home, receipt: Receipt) -> Path:
    """Sign a receipt and keep it; from this moment the delivery counts.

    Errors: StekError when the home's key is lost or damaged (see `keys`).
    """
    path = receipt_file(home, receipt)
    if path.exists():
        raise FileExistsError(path)
    content = asdict(receipt) | {
        "month": str(receipt.month),
        "received_at": receipt.received_at.isoformat(),
        "landed_at": receipt.landed_at.isoformat(),
    }
    text = json.dumps(signed(home, content), indent=2, ensure_ascii=False)
    write_whole(path, encoded(text) + b"\n")
    return path


def read_receipts(
    home: Home, month: Month | None = None, stek_id: str | None = None
) -> tuple[Receipt, ...]:
    """Every receipt of the home, of one month or of one Stek, in the order of arrival."""
    found = (home.landing / "receipts").glob(f"{stek_id or '*'}/{month or '*'}/*.json")
    return tuple(sorted((_read(path) for path in found), key=lambda receipt: receipt.order))


def months_with_receipts(home: Home) -> tuple[Month, ...]:
    """The months that any delivery speaks of, in order."""
    months: set[str] = set()
    for folder in (home.landing / "receipts").glob("*/*"):
        if folder.name not in months and any(folder.iterdir()):
            months.add(folder.name)
    return tuple(sorted(map(Month.parse, months)))


def by_place(receipts: Iterable[Receipt]) -> dict[tuple[str, Month], list[Receipt]]:
    """The receipts of each Stek and month, in the order given; an empty list where there are none."""
    places: dict[tuple[str, Month], list[Receipt]] = defaultdict(list)
    for receipt in receipts:
        places[receipt.stek_id, receipt.month].append(receipt)
    return places


def candidates(receipts: Iterable[Receipt], stream: str) -> Iterator[Receipt]:
    """The deliveries of one Stek and month that could stand for a stream, the latest first."""
    speaking = [receipt for receipt in receipts if receipt.of(stream) is not None]
    return iter(sorted(speaking, key=lambda receipt: receipt.order, reverse=True))


def receipt_file(home: Home, receipt: Receipt) -> Path:
    """Where a receipt is kept, as signed JSON."""
    folder = home.landing / "receipts" / receipt.stek_id / str(receipt.month)
    return folder / f"{receipt.number:06d}.json"


def _read(path: Path) -> Receipt:
    content = json.loads(path.read_text("utf-8"))
    content.pop("signature", None)  # thousands are read at once; `verifying` is for who doubts
    return Receipt(
        **content
        | {
            "month": Month.parse(content["month"]),
            "received_at": datetime.fromisoformat(content["received_at"]),
            "landed_at": datetime.fromisoformat(content["landed_at"]),
            "streams": tuple(StreamOutcome(**part) for part in content["streams"]),
            "questions": tuple(AskedQuestion(**one) for one in content.get("questions", ())),
        }
    )
