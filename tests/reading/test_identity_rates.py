"""Both errors of the identity scan, counted: harmless files refused, people let through."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence

import pytest
from stdnum import iban
from stdnum.be import bis, nn

from pipelines.reading.identity import find_identity
from tests.reading import persons
from tests.reading.harmless import habits, harmless
from tests.reading.writing import csv_text, ods, visit, visits, xlsx

ROWS = 200
AROUND = ("{}", "INSZ {}", "tel: {}.", "({})", "zie {}, morgen", "x;{}", "'{}", "{} (oud)")


def chance(seed: int | str) -> random.Random:
    return random.Random(seed)  # noqa: S311 - a corpus, no secret


def alarms(lines: Sequence[Sequence[str]]) -> int:
    return len(find_identity(csv_text(lines, "\t").encode(), "bezoeken 2026-10.csv"))


Record = Callable[[str, object], None]  # pytest's record_property: the rates are in its report


def test_files_as_coordinators_fill_them_raise_at_most_one_alarm_in_ten_thousand_values(
    record_property: Record,
) -> None:
    values = found = 0
    for seed in range(40):
        columns = habits(ROWS, seed)
        lines = [list(columns), *map(list, zip(*columns.values(), strict=True))]
        values += ROWS * len(columns)
        found += alarms(lines)
    record_property("false alarms", f"{found} of {values}")
    assert values >= 100_000
    assert found <= values // 10_000


def test_harmless_values_in_any_order_raise_at_most_one_alarm_in_ten_thousand(
    record_property: Record,
) -> None:
    texts = list(harmless(100_000, seed=11))
    lines = [texts[start : start + 12] for start in range(0, len(texts), 12)]
    found = sum(alarms(lines[start : start + ROWS]) for start in range(0, len(lines), ROWS))
    record_property("false alarms", f"{found} of {len(texts)}")
    assert found <= 10


@pytest.mark.parametrize(("write", "amount"), [(xlsx, 100_000), (ods, 20_000)])
def test_harmless_values_in_the_cells_of_workbooks_raise_as_few(
    record_property: Record, write: Callable[..., bytes], amount: int
) -> None:
    texts = list(harmless(amount, seed=12))
    lines = [texts[start : start + 12] for start in range(0, len(texts), 12)]
    files = (lines[start : start + 1_000] for start in range(0, len(lines), 1_000))
    found = sum(len(find_identity(write({"Blad1": some}), "x")) for some in files)
    record_property("false alarms", f"{found} of {amount}")
    assert found <= amount // 10_000


def test_cells_that_hold_numbers_raise_as_few(record_property: Record) -> None:
    draw = chance(8)
    makers: Sequence[Callable[[], float]] = (
        lambda: draw.randrange(400), lambda: draw.randrange(20_000, 60_001),
        lambda: draw.randrange(2_500_000) / 100, lambda: draw.random() * 5000,
        lambda: draw.randrange(20_220_101, 20_301_231), lambda: draw.randrange(10**6),
    )  # fmt: skip
    lines = [[draw.choice(makers)() for _ in range(12)] for _ in range(8_400)]
    found = len(find_identity(xlsx({"Blad1": lines}), "x"))
    record_property("false alarms", f"{found} of {12 * len(lines)}")
    assert found <= 10


def test_the_numbers_made_here_are_numbers_by_another_reckoning_too() -> None:
    draw = chance(1)
    with_day = [n for n in persons.register_numbers(draw, 500) if n[4:6] != "00"]
    assert all(nn.is_valid(number) for number in with_day)
    with_day = [n for n in persons.register_numbers(draw, 500, added=40) if n[4:6] != "00"]
    assert all(bis.is_valid(number) for number in with_day)
    accounts = list(persons.belgian_accounts(draw, 500))
    assert all(iban.is_valid(account, check_country=False) for account in accounts)
    assert not all(iban.is_valid(account) for account in accounts)


def written(kind: str, amount: int) -> Iterator[str]:
    draw = chance(kind)
    match kind:
        case "national_register_number":
            numbers = persons.register_numbers(draw, amount)
            yield from (draw.choice(persons.REGISTER_WRITINGS)(number) for number in numbers)
        case "bis_number":
            numbers = persons.register_numbers(draw, amount, draw.choice((20, 40)))
            yield from (draw.choice(persons.REGISTER_WRITINGS)(number) for number in numbers)
        case "iban":
            accounts = persons.belgian_accounts(draw, amount)
            yield from (draw.choice(persons.IBAN_WRITINGS)(account) for account in accounts)
        case "telephone":
            yield from persons.telephones(draw, amount)
            yield from persons.telephones_abroad()
        case "email":
            yield from persons.emails(draw, amount)


KINDS = ("national_register_number", "bis_number", "iban", "telephone", "email")


@pytest.mark.parametrize("kind", KINDS)
def test_none_is_missed_in_a_list_of_them_alone_or_in_a_short_text(
    record_property: Record, kind: str
) -> None:
    draw = chance(2)
    texts = [draw.choice(AROUND).format(text) for text in written(kind, 4_000)]
    missed = []
    for start in range(0, len(texts), 500):
        some = texts[start : start + 500]
        lines = [["nummer", "nota"], *([str(n), text] for n, text in enumerate(some))]
        data = csv_text(lines, "\t").encode()
        cells = {trace.cell for trace in find_identity(data, "x.csv") if trace.kind == kind}
        missed += [text for n, text in enumerate(some) if f"B{n + 2}" not in cells]
    record_property("missed", f"{len(missed)} of {len(texts)}")
    assert missed == []


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("write", [xlsx, ods])
def test_none_is_missed_in_the_cells_of_a_workbook(
    record_property: Record, kind: str, write: Callable[..., bytes]
) -> None:
    texts = list(written(kind, 1_500))
    some = {f"Blad{n}": texts[n : n + 500] for n in range(0, len(texts), 500)}
    data = write({name: [["nummer"], *([text] for text in part)] for name, part in some.items()})
    found = {(t.sheet, t.cell) for t in find_identity(data, "x") if t.kind == kind}
    missed = [
        text
        for name, part in some.items()
        for n, text in enumerate(part)
        if (name, f"A{n + 2}") not in found
    ]
    record_property("missed", f"{len(missed)} of {len(texts)}")
    assert missed == []


@pytest.mark.parametrize("kind", KINDS)
def test_none_is_missed_that_stands_alone_among_harmless_ids_and_codes(kind: str) -> None:
    draw = chance(3)
    missed = []
    for turn, text in enumerate(written(kind, 60)):
        ids = [f"zav-2026-10-{n:04d}" for n in range(ROWS)]
        codes = ["".join(draw.choices("ABCDEFGHKLMNPRSTUVWXYZ23456789", k=8)) for _ in range(ROWS)]
        column, row = (ids, codes)[turn % 2], draw.randrange(ROWS)
        column[row] = text
        lines = [visit(bezoek_id=i, bezoeker_code=c) for i, c in zip(ids, codes, strict=True)]
        data = csv_text(visits(*lines), "\t").encode()
        cell = f"{'BD'[turn % 2]}{row + 2}"
        found = {(trace.kind, trace.cell) for trace in find_identity(data, "x.csv")}
        missed += [text] if (kind, cell) not in found else []
    assert missed == []


@pytest.mark.parametrize("ids", ["2026-{:04d}", "zav{:05d}", "{:06d}", "1{:09d}", "5{:010d}"])
def test_one_bare_number_among_ids_of_any_shape_is_found(ids: str) -> None:
    numbers = list(persons.register_numbers(chance(4), 20))
    for number in numbers:
        lines = [visit(bezoek_id=ids.format(n * 7)) for n in range(ROWS)]
        lines[77] = visit(bezoek_id=number)
        found = find_identity(csv_text(visits(*lines)).encode(), "x.csv")
        assert "B79" in {trace.cell for trace in found}


@pytest.mark.parametrize("write", [xlsx, ods])
def test_none_is_missed_among_number_cells_that_lost_their_first_zeros(
    write: Callable[..., bytes],
) -> None:
    numbers = list(persons.register_numbers(chance(5), 400))
    lines = [["nummer"], *([float(number)] for number in numbers)]
    data = write({"Blad1": lines})
    cells = {trace.cell for trace in find_identity(data, "x")}
    missed = [n for i, n in enumerate(numbers) if f"A{i + 2}" not in cells]
    # Born in the first nine days of February 2000: what is left reads as a day of this century.
    assert [n for n in missed if not n.startswith("0002")] == []
