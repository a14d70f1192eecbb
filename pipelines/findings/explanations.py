"""Explanations: what a Stek said about a question, and the spellings that it said the meaning of.

Each is one file of landing/explanations/<stek>/, never changed: what was said is kept.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass

from pipelines import clock, contracts
from pipelines.contracts import Column
from pipelines.errors import WrongUseError
from pipelines.files import one_at_a_time, write_whole
from pipelines.home import Home
from pipelines.landing.receipts import read_receipts
from pipelines.landing.roster import check_place
from pipelines.months import Month

MOVED = 0.25  # a figure that differs so much, as a share of the explained one, is asked about again
MONTHS_REMEMBERED = 12


@dataclass(frozen=True)
class Explanation:
    """Why a figure is as it is: a code of codes/explanations.csv."""

    month: str
    rule: str
    figure: float
    reason: str
    said_at: str


@dataclass(frozen=True)
class Synonym:
    """What a Stek means by a spelling (plain) in a column, `<stream>.<column>`."""

    column: str
    spelling: str
    code: str
    said_at: str


@dataclass(frozen=True)
class Said:
    """Everything that one Stek explained, in the order in which it did."""

    explanations: tuple[Explanation, ...] = ()
    synonyms: tuple[Synonym, ...] = ()

    def covers(self, rule: str, figure: float, month: Month) -> bool:
        """Whether that question was answered: within a year, and the figure has not moved away."""
        return any(
            one.rule == rule
            and abs(figure - one.figure) <= MOVED * abs(one.figure)
            and month < Month.parse(one.month).plus(MONTHS_REMEMBERED)
            for one in self.explanations
        )

    def meanings(self, column: str) -> Mapping[str, str]:
        """The code by spelling in a column, as last explained."""
        return {one.spelling: one.code for one in self.synonyms if one.column == column}


def read_said(home: Home, stek_id: str) -> Said:
    """What a Stek explained; empty when it never did."""
    paths = sorted((home.landing / "explanations" / stek_id).glob("*.json"))
    said = [json.loads(path.read_text("utf-8")) for path in paths]
    return Said(
        tuple(Explanation(**one) for one in said if "rule" in one),
        tuple(Synonym(**one) for one in said if "spelling" in one),
    )


def explain(home: Home, stek_id: str, month: Month, rule: str, reason: str) -> Explanation:
    """Remember why a figure of a landed delivery is as it is.

    Errors: WrongUseError when that was not asked about the latest delivery, or the reason is none.
    """
    check_place(home, stek_id, month)
    _check_listed(reason, [code.code for code in contracts.code_list("explanations")])
    asked = {
        question.rule: question.figure
        for receipt in read_receipts(home, month)
        if receipt.stek_id == stek_id
        for question in receipt.questions
    }
    _check_listed(rule, list(asked))
    explanation = Explanation(str(month), rule, asked[rule], reason, clock.now().isoformat())
    _keep(home, stek_id, explanation)
    return explanation


def learn(home: Home, stek_id: str, column_name: str, written: str, code: str) -> Synonym:
    """Remember what a Stek means by a spelling; it is proposed from then on, never filled in.

    `column_name` is in Dutch, `bezoeken.contactvorm`. Errors: WrongUseError when there is no such
    Stek, coded column or code, or when the spelling may hold personal data.
    """
    # What reads files takes a second to import, and who explains a question does not need it.
    from pipelines.reading.identifiers import identifiers_in
    from pipelines.reading.identity import LONGEST_TEXT
    from pipelines.reading.spelling import plain

    check_place(home, stek_id, Month.of(clock.today(home)))
    columns = coded_columns()
    _check_listed(column_name, list(columns))
    _check_listed(code, [one.code for one in contracts.accepted_codes(columns[column_name])])
    if len(written) > LONGEST_TEXT or not plain(written) or any(identifiers_in(written)):
        raise WrongUseError(
            f"Give a spelling of at most {LONGEST_TEXT} signs, and no personal data."
        )
    synonym = Synonym(column_name, plain(written), code, clock.now().isoformat())
    _keep(home, stek_id, synonym)
    return synonym


def coded_columns() -> dict[str, Column]:
    """Every column with a code list to choose from, by its Dutch name, `bezoeken.contactvorm`."""
    return {
        f"{stream.physical_name}.{column.physical_name}": column
        for stream in contracts.streams()
        for column in stream.columns
        if column.type in ("code", "codes") and column.code_list != "stekken"
    }


def _check_listed(text: str, known: list[str]) -> None:
    if text not in known:
        raise WrongUseError(f"There is no {text!r} here. Known: {', '.join(known) or 'nothing'}.")


def _keep(home: Home, stek_id: str, said: Explanation | Synonym) -> None:
    folder = home.landing / "explanations" / stek_id
    with one_at_a_time(home.landing / ".lock"):
        number = len(list(folder.glob("*.json"))) + 1
        data = json.dumps(asdict(said), indent=2, ensure_ascii=False).encode()
        write_whole(folder / f"{number:06d}.json", data + b"\n")
