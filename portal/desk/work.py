"""The work itself, done in a worker process: looking, landing, giving back.

Importing this module imports Polars and DuckDB, and a first look Great Expectations as well: the
web process never does.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import cast

from pipelines import contracts
from pipelines.answering.workbooks import workbook as marked_workbook
from pipelines.checking.questions import Question
from pipelines.contracts import Language
from pipelines.errors import RefusedError, WrongUseError
from pipelines.findings.reports import report
from pipelines.findings.values import Report
from pipelines.foresight import additions, moving
from pipelines.foresight.handed import Handed, standing
from pipelines.foresight.values import Addition, Move
from pipelines.home import Home
from pipelines.landing import offers
from pipelines.landing.door import Seen
from pipelines.landing.looking import Looked, Offer, look, look_for_nothing
from pipelines.landing.offers import Landed
from pipelines.landing.receipts import Receipt, read_receipts
from pipelines.landing.roster import roster
from pipelines.months import Month
from pipelines.reading.grids import Place
from pipelines.reading.identity import Trace
from portal.desk.answers import Answer
from portal.desk.pending import Upload


def check(home: Home, uploads: Sequence[Upload]) -> list[Answer]:
    """What would become of each upload; all are looked at in one suite run."""
    return [_answer(home, looked) for looked in look(home, [_offer(one) for one in uploads])]


def land(home: Home, uploads: Sequence[Upload]) -> list[Answer]:
    """Land uploads in order; one that was landed by an earlier try keeps its receipt."""
    landed = offers.land(home, [_offer(one) for one in uploads])
    return [
        _landed(home, one, is_ours=_is_of(one.receipt, upload))
        for one, upload in zip(landed, uploads, strict=True)
    ]


def land_nothing(
    home: Home, account_number: int, stek_id: str, month: Month, streams: Sequence[str]
) -> Answer:
    """Land the word that there is nothing to report for these streams."""
    who = deliverer(account_number)
    landed = offers.land_nothing(home, stek_id, month, streams, None, who)
    return _landed(home, landed)


def findings(home: Home, number: int) -> Answer:
    """What is found in a delivery that was landed, by the number of its receipt.

    The kept file is looked at again; of one that was not kept, or is gone by now, no more is told
    than its receipt says. Errors: WrongUseError when there is no such receipt.
    """
    receipt = _receipt(home, number)
    looked = _looked_again(home, receipt)
    return _answer(home, looked, receipt_number=number)


def workbook(_home: Home, found: Report, file: Path | None, name: str, language: Language) -> bytes:
    """The delivered file with its marks behind a list of them, or the list alone; xlsx."""
    data = file.read_bytes() if file else None
    return marked_workbook(found, data, name, language)


def receipt_workbook(home: Home, number: int, language: Language) -> bytes:
    """The same for a delivery that was landed."""
    receipt = _receipt(home, number)
    looked = _looked_again(home, receipt)
    data = looked.seen.copyable if looked.seen else None
    return marked_workbook(report(home, looked), data, receipt.file_name or "", language)


def adds(home: Home, number: int) -> tuple[Addition, ...]:
    """What a delivery that was landed adds by itself, told as the published figures are.

    Nothing of one that was not kept, or is gone by now.
    """
    receipt = _receipt(home, number)
    path = receipt.content(home)
    if receipt.is_nothing or not receipt.is_kept or not path.exists():
        return ()
    handed = Handed(path, receipt.file_name or path.name)
    return additions.adds(home, receipt.stek_id, receipt.month, [handed])


def moves(home: Home, upload: Upload) -> tuple[Move, ...]:
    """Which published figures an upload may move."""
    stands = standing(home, upload.stek_id, upload.month)
    new = Handed(upload.file, upload.name)
    return moving.moves(home, upload.stek_id, upload.month, stands, new)


def warm() -> None:
    """Do once, on a file of our own, all that takes long the first time."""
    stek_id, (first, _) = next(iter(roster().items()))
    columns = [column.physical_name for column in contracts.stream("visits").columns]
    with TemporaryDirectory() as folder:
        path = Path(folder) / "warm.csv"
        path.write_text(";".join(columns) + "\n" + ";".join("x" for _ in columns) + "\n", "utf-8")
        look(Home(Path(folder) / "home"), [Offer(path, stek_id, Month.parse(first))])


def deliverer(account_number: int) -> str:
    """What a receipt calls an account."""
    return f"account {account_number}"


def _offer(upload: Upload) -> Offer:
    return Offer(
        upload.file,
        upload.stek_id,
        upload.month,
        delivered_by=deliverer(upload.account_number),
        delivered_name=upload.name,
    )


def _answer(home: Home, looked: Looked, receipt_number: int | None = None) -> Answer:
    seen = looked.seen
    return Answer(
        report(home, looked),
        is_copyable=bool(seen and seen.copyable is not None),
        is_keepable=seen is None or seen.is_clean,
        receipt_number=receipt_number,
    )


def _landed(home: Home, landed: Landed, *, is_ours: bool = False) -> Answer:
    answer = _answer(home, landed.looked, landed.receipt.number)
    return replace(answer, is_new=landed.is_new or is_ours)


def _is_of(receipt: Receipt, upload: Upload) -> bool:
    """Whether that receipt was given for this very upload, when landing it was tried before."""
    who = deliverer(upload.account_number)
    return receipt.delivered_by == who and receipt.landed_at >= upload.moment


def _receipt(home: Home, number: int) -> Receipt:
    found = next((one for one in read_receipts(home) if one.number == number), None)
    if found is None:
        raise WrongUseError(f"There is no receipt {number}.")
    return found


def _looked_again(home: Home, receipt: Receipt) -> Looked:
    if receipt.is_nothing:
        return look_for_nothing(home, receipt.stek_id, receipt.month, sorted(receipt.streams_named))
    path = receipt.content(home)
    if receipt.is_kept and path.exists():
        offer = Offer(
            path, receipt.stek_id, receipt.month, delivered_name=receipt.file_name or path.name
        )
        (looked,) = look(home, [offer])
        return looked
    return _as_told(receipt)


def _as_told(receipt: Receipt) -> Looked:
    """What a receipt says of a file that is not there to look at."""
    refusal = RefusedError(receipt.reason, **receipt.where) if receipt.reason else None
    seen = Seen(
        b"", receipt.sha256 or "", receipt.size_bytes, refusal=refusal, traces=_traces(receipt)
    )
    questions = tuple(Question(q.rule, q.figure, q.usual) for q in receipt.questions)
    return Looked(receipt.stek_id, receipt.month, seen, receipt.streams, questions)


def _traces(receipt: Receipt) -> tuple[Trace, ...]:
    """Where a receipt says that personal data was found first."""
    if receipt.reason != "personal_data":
        return ()
    where = receipt.where
    place = cast("Place", where["place"])
    return (Trace(str(where["kind"]), str(where["sheet"]), str(where["cell"]), place),)
