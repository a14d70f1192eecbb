from __future__ import annotations

import pytest

from pipelines import contracts
from pipelines.contracts import Stream
from pipelines.errors import RefusedError
from pipelines.reading.files import Repair, read_delivery
from tests.deliveries import CHECK, REFERRAL, SIGNAL, VISIT
from tests.reading.writing import HEADER, csv_text, visit, visits, xlsx

TEMPLATES = {
    "visits": VISIT,
    "entitlement_checks": CHECK,
    "referrals": REFERRAL,
    "signals": SIGNAL,
}


@pytest.mark.parametrize("stream", contracts.streams(), ids=lambda stream: stream.name)
def test_a_stream_is_recognised_by_its_columns(stream: Stream) -> None:
    row = TEMPLATES[stream.name]
    (sheet,) = read_delivery(csv_text([list(row), list(row.values())]).encode(), "x.csv").sheets
    assert sheet.stream == stream.name
    assert sheet.missing == ()
    assert sheet.rows.columns == ["row_number", *(column.name for column in stream.columns)]


@pytest.mark.parametrize("stream", contracts.streams(), ids=lambda stream: stream.name)
@pytest.mark.parametrize("language", contracts.LANGUAGES)
def test_a_stream_is_recognised_by_the_titles_of_its_columns(
    stream: Stream, language: contracts.Language
) -> None:
    header = [column.title.to(language) for column in stream.columns]
    (sheet,) = read_delivery(
        csv_text([header, [*TEMPLATES[stream.name].values()]]).encode(), "x"
    ).sheets
    assert (sheet.stream, sheet.missing) == (stream.name, ())


@pytest.mark.parametrize("title", ["bezoeken", "Bezoeken", " BEZOEKEN ", "Bézoeken"])
def test_a_sheet_is_the_stream_it_is_named_after(title: str) -> None:
    file = read_delivery(xlsx({title: visits(visit())}), "x.xlsx")
    assert [(sheet.stream, sheet.title) for sheet in file.sheets] == [("visits", title)]
    assert file.repairs == ()


def test_a_sheet_with_another_name_is_recognised_by_its_columns_and_that_is_told() -> None:
    file = read_delivery(xlsx({"Blad1": visits(visit()), "nota": [["x"]]}), "x.xlsx")
    assert [(sheet.stream, sheet.title) for sheet in file.sheets] == [("visits", "Blad1")]
    assert set(file.repairs) == {
        Repair("sheet_recognised_by_columns", None, 1),
        Repair("other_sheets_ignored", None, 1),
    }


def test_a_sheet_named_after_the_wrong_stream_is_what_its_columns_say() -> None:
    file = read_delivery(xlsx({"signalen": visits(visit())}), "x.xlsx")
    assert [sheet.stream for sheet in file.sheets] == ["visits"]


@pytest.mark.parametrize(
    "header",
    [
        [name.upper() for name in HEADER],
        [name.replace("_", " ").title() for name in HEADER],
        [f" {name}? " for name in HEADER],
        [f"{name} (verplicht)*" for name in HEADER],
        [name.replace("_", "") for name in HEADER],
        ["Stek", "Bezoek ID", "DATUM", "Bezoekerscode", "eerste contact?", "Contactvorm",
         "LEEFTIJDSKLASSE", "Géndér", "Huishoud-type", "Inkomensbron", "Woonsituatie", "Thema's"],
    ],
)  # fmt: skip
def test_headers_are_recognised_in_any_spelling_and_that_is_told(header: list[str]) -> None:
    (sheet,) = read_delivery(csv_text([header, visit()]).encode(), "x.csv").sheets
    assert (sheet.missing, sheet.rows.row(0)[1:]) == ((), tuple(visit()))
    spelled = [repair for repair in sheet.repairs if repair.kind == "header_spelling"]
    assert spelled[0].count == sum(name not in HEADER for name in header)


def test_columns_may_stand_in_any_order_between_others() -> None:
    order = [*reversed(HEADER)]
    lines = [["volgnr", *order, "nota"], ["1", *(VISIT[name] for name in order), "x"]]
    (sheet,) = read_delivery(csv_text(lines).encode(), "x.csv").sheets
    assert sheet.rows.row(0)[1:] == tuple(visit())
    assert Repair("extra_columns_ignored", None, 2) in sheet.repairs
    assert (sheet.letters["thema"], sheet.letters["stek_id"]) == ("B", "M")


def test_a_header_over_two_rows_is_read_as_one() -> None:
    upper = ["Bezoek", None, None, "Bezoeker", None, None, "Persoon", None, None, None, None, None]
    lower = ["stek_id", "ID", "datum", "code", "eerste contact", "contactvorm", "leeftijdsklasse",
             "gender", "huishoudtype", "inkomensbron", "woonsituatie", "thema"]  # fmt: skip
    file = read_delivery(xlsx({"bezoeken": [upper, lower, visit()]}), "x.xlsx")
    (sheet,) = file.sheets
    assert (sheet.missing, sheet.rows["row_number"].to_list()) == ((), [3])
    assert sheet.rows["visit_id"].to_list() == ["b1"]


def test_missing_required_columns_are_named_and_the_rest_is_read() -> None:
    names = [name for name in HEADER if name not in ("gender", "datum", "thema")]
    (sheet,) = read_delivery(csv_text([names, [VISIT[n] for n in names]]).encode(), "x").sheets
    assert sheet.missing == ("datum", "gender")
    assert sheet.rows["gender"].to_list() == [None]


def test_a_named_sheet_without_any_of_its_columns_is_refused_naming_these() -> None:
    with pytest.raises(RefusedError, match="missing_columns") as refused:
        read_delivery(xlsx({"signalen": [["a", "b"], ["c", "d"]]}), "x.xlsx")
    assert refused.value.where["sheet"] == "signalen"
    assert "signaal_id" in str(refused.value.where["column"])


def test_a_column_that_is_there_twice_is_refused_and_the_contracts_own_name_comes_first() -> None:
    with pytest.raises(RefusedError, match="duplicate_columns") as refused:
        read_delivery(csv_text([[*HEADER, "datum"], [*visit(), "x"]]).encode(), "x.csv")
    assert refused.value.where == {"sheet": "bezoeken", "column": "datum"}
    (sheet,) = read_delivery(csv_text([["dag", *HEADER], ["x", *visit()]]).encode(), "x").sheets
    assert sheet.rows["date"].to_list() == ["2026-10-15"]


def test_the_same_stream_on_two_sheets_is_refused() -> None:
    with pytest.raises(RefusedError, match="duplicate_stream") as refused:
        read_delivery(xlsx({"bezoeken": visits(visit()), "kopie": visits(visit())}), "x.xlsx")
    assert refused.value.where == {"sheet": "bezoeken"}


def test_an_empty_copy_of_a_sheet_does_no_harm() -> None:
    file = read_delivery(xlsx({"bezoeken": visits(visit()), "kopie": visits()}), "x.xlsx")
    assert [sheet.title for sheet in file.sheets] == ["bezoeken"]


def test_a_sheet_of_lists_to_choose_from_is_no_stream() -> None:
    lists = [
        ["stek_id", "contactvorm", "leeftijdsklasse", "gender", "huishoudtype", "inkomensbron"],
        ["zaventem", "ontmoeting", "0-17", "v", "alleenstaand", "werk"],
    ]
    file = read_delivery(xlsx({"Lijsten": lists, "bezoeken": visits(visit())}), "x.xlsx")
    assert [sheet.title for sheet in file.sheets] == ["bezoeken"]


def test_a_header_that_fits_two_streams_equally_well_is_refused() -> None:
    # Six required columns and one optional of the checks, and as many of the signals.
    shared = ["stek_id", "datum", "recht_code", "check_id", "bezoeker_code", "status_start",
              "bezoek_id", "signaal_id", "drempel", "niveau", "status"]  # fmt: skip
    with pytest.raises(RefusedError, match="ambiguous_stream"):
        read_delivery(csv_text([shared, ["x"] * len(shared)]).encode(), "x.csv")


def test_all_four_streams_in_one_workbook_are_read() -> None:
    sheets = {
        contracts.stream(name).physical_name: [list(row), list(row.values())]
        for name, row in TEMPLATES.items()
    }
    file = read_delivery(xlsx(sheets), "x.xlsx")
    assert [sheet.stream for sheet in file.sheets] == list(TEMPLATES)
    assert [sheet.rows.height for sheet in file.sheets] == [1, 1, 1, 1]


def test_sheets_without_a_cell_are_passed_over_and_a_workbook_of_these_is_empty() -> None:
    file = read_delivery(xlsx({"bezoeken": visits(visit()), "signalen": [], "Blad3": []}), "x")
    assert (len(file.sheets), file.repairs) == (1, ())
    with pytest.raises(RefusedError, match="empty_file"):
        read_delivery(xlsx({"bezoeken": []}), "x.xlsx")


def test_a_header_without_rows_is_an_empty_file() -> None:
    with pytest.raises(RefusedError, match="empty_file"):
        read_delivery(csv_text(visits()).encode(), "x.csv")
