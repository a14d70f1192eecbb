from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

import polars as pl
import pytest

from pipelines import contracts
from pipelines.reading.casts import cast, day_order
from pipelines.reading.files import read_delivery
from tests.reading.writing import Cell, csv_text, visit, visits, xlsx

OCTOBER = date(2026, 10, 1)


def raw(
    stream: str, *rows: Mapping[str, str], delivery: int = 0, day_first: bool | None = None
) -> pl.DataFrame:
    """Rows of one delivery as reading leaves them; columns that a row does not name are empty."""
    columns = [column.name for column in contracts.stream(stream).columns]
    keys = pl.DataFrame(
        {
            "delivery": pl.Series([delivery] * len(rows), dtype=pl.UInt32),
            "row_number": pl.Series(range(2, len(rows) + 2), dtype=pl.UInt32),
            "delivery_stek": ["zaventem"] * len(rows),
            "delivery_month": [OCTOBER] * len(rows),
            "day_first": pl.Series([day_first] * len(rows), dtype=pl.Boolean),
        }
    )
    texts = {name: [row.get(name) for row in rows] for name in columns}
    return keys.hstack(pl.DataFrame(texts, schema=dict.fromkeys(columns, pl.String)))


def values(stream: str, column: str, *texts: str) -> list[object]:
    """What the texts of one column are read as."""
    rows = raw(stream, *({column: text} for text in texts))
    return cast(contracts.stream(stream), rows).rows[column].to_list()


def test_the_rows_come_out_typed_in_the_same_order() -> None:
    rows = raw(
        "referrals",
        {"stek_id": "zaventem", "referral_date": "2026-10-05", "has_arrived": "nee"},
        {"amount_month_eur": "1.234,50", "has_arrived": "J", "outcome": "Lopend"},
    )
    out = cast(contracts.stream("referrals"), rows).rows
    assert out["row_number"].to_list() == [2, 3]
    assert out["referral_date"].to_list() == [date(2026, 10, 5), None]
    assert out["has_arrived"].to_list() == [False, True]
    assert out["amount_month_eur"].to_list() == [None, Decimal("1234.50")]
    assert out["outcome"].to_list() == [None, "lopend"]
    assert "day_first" not in out.columns


def test_every_type_of_the_contracts_is_as_the_records_expect() -> None:
    of_type = {
        "text": pl.String, "code": pl.String, "codes": pl.List(pl.String), "yes_no": pl.Boolean,
        "date": pl.Date, "amount": pl.Decimal(9, 2),
    }  # fmt: skip
    for stream in contracts.streams():
        schema = cast(stream, raw(stream.name, {}, {})).rows.schema
        for column in stream.columns:
            assert schema[column.name] == of_type[column.type]
            has_unread = f"{column.name}_unread" in schema
            assert has_unread == (column.type in ("yes_no", "date", "amount"))


def test_no_rows_at_all_are_cast_to_no_rows() -> None:
    for stream in contracts.streams():
        out = cast(stream, raw(stream.name))
        assert (out.rows.height, out.repairs.height) == (0, 0)


def test_an_unrecognised_code_stays_as_it_was_and_an_empty_optional_one_is_not_asked() -> None:
    assert values("visits", "gender", "vrouw", "z") == ["v", "z"]
    rows = cast(contracts.stream("visits"), raw("visits", {})).rows
    assert rows["gender"].to_list() == [None]
    assert rows["housing"].to_list() == ["niet_gevraagd"]
    assert rows["themes"].to_list() == [["niet_gevraagd"]]


def test_an_empty_column_that_a_rule_may_ask_for_stays_empty() -> None:
    rows = cast(contracts.stream("entitlement_checks"), raw("entitlement_checks", {})).rows
    assert rows["reason_1"].to_list() == [None]
    assert rows["reason_2"].to_list() == ["niet_gevraagd"]


@pytest.mark.parametrize(
    ("column", "text"),
    [("referral_date", "morgen"), ("has_arrived", "misschien"), ("amount_month_eur", "veel")],
)
def test_a_text_that_cannot_be_read_is_said_to_be_unread(column: str, text: str) -> None:
    rows = cast(contracts.stream("referrals"), raw("referrals", {column: text}, {})).rows
    assert rows[column].to_list() == [None, None]
    assert rows[f"{column}_unread"].to_list() == [True, False]


@pytest.mark.parametrize("sign", ["-", "nvt", "?", "n.v.t."])
def test_a_sign_for_nothing_in_an_optional_column_is_an_empty_cell_and_is_counted(
    sign: str,
) -> None:
    columns = ("visitor_code", "outcome_date", "amount_once_eur")
    out = cast(contracts.stream("referrals"), raw("referrals", dict.fromkeys(columns, sign)))
    assert [out.rows[column].item() for column in columns] == [None, None, None]
    assert not out.rows["outcome_date_unread"].item()
    assert set(out.repairs["kind"]) == {"sign_for_nothing"}
    assert set(out.repairs["column"]) == set(columns)


def test_an_id_is_only_trimmed() -> None:
    assert values("visits", "visit_id", " b-1 ", "-", "nvt") == ["b-1", "-", "nvt"]


def test_repairs_are_counted_by_delivery_and_column() -> None:
    first = raw("visits", {"gender": "Vrouw"}, {"gender": "V"}, {"gender": "v"}, delivery=3)
    second = raw("visits", {"gender": "man", "themes": "Wonen"}, delivery=7)
    repairs = cast(contracts.stream("visits"), pl.concat([first, second])).repairs
    assert repairs.rows() == [
        (3, "code_label", "gender", 1),
        (3, "code_spelling", "gender", 1),
        (7, "code_label", "gender", 1),
        (7, "code_spelling", "themes", 1),
    ]


def test_every_repair_has_its_words_in_the_contract() -> None:
    told = contracts.delivery_rules().repairs
    odd = {
        "date": "1/10/26", "has_arrived": "J", "amount_month_eur": "€ 1.234,567", "themes": "W,W",
        "referral_date": "46300", "outcome_date": "3 okt 2026", "gender": "Vrouw", "level": "-",
        "amount_once_eur": "12,345,6", "followed_until": "20261003", "count_class": "1/apr",
    }  # fmt: skip
    for stream in contracts.streams():
        repairs = cast(stream, raw(stream.name, odd, day_first=False)).repairs
        assert set(repairs["kind"]) <= told.keys()


def test_the_same_text_is_another_day_in_another_file() -> None:
    text = {"date": "03/04/2026"}
    rows = pl.concat(
        [
            raw("visits", text, delivery=1, day_first=True),
            raw("visits", text, delivery=2, day_first=False),
            raw("visits", text, delivery=3, day_first=None),
        ]
    )
    out = cast(contracts.stream("visits"), rows)
    assert out.rows["date"].to_list() == [date(2026, 4, 3), date(2026, 3, 4), None]
    assert out.rows["date_unread"].to_list() == [False, False, True]
    assert out.repairs.select("delivery", "kind").rows() == [
        (1, "date_day_first"),
        (2, "date_month_first"),
    ]


@pytest.mark.parametrize(
    ("texts", "order"),
    [
        (("03/04/2026", "13/04/2026"), True),
        (("03/04/2026", "04/13/2026"), False),
        (("13/04/2026", "04/13/2026"), None),
        (("03/04/2026", "04/04/2026"), None),
        (("2026-04-13", "46125"), None),
    ],
)
def test_the_order_of_day_and_month_is_settled_by_the_file(
    texts: tuple[str, ...], order: bool | None
) -> None:
    lines = visits(*(visit(datum=text) for text in texts))
    assert day_order(read_delivery(csv_text(lines).encode(), "x.csv")) is order


def test_the_order_is_settled_over_all_sheets_of_a_file() -> None:
    signal: list[list[Cell]] = [
        ["stek_id", "signaal_id", "datum", "drempel", "niveau", "status"],
        ["zaventem", "s1", "25/10/2026", "schaamte", "lokaal", "gemeld"],
    ]
    file = read_delivery(
        xlsx({"bezoeken": visits(visit(datum="03/10/2026")), "signalen": signal}), "x.xlsx"
    )
    assert day_order(file) is True


def test_values_stay_out_of_what_is_shown_of_a_cast() -> None:
    rows = raw("visits", {"visit_id": "geheim"})
    assert "geheim" not in repr(cast(contracts.stream("visits"), rows))
