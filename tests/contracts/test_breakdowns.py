from __future__ import annotations

import duckdb

from pipelines.contracts import accepted_codes, code_list, streams
from pipelines.contracts.breakdowns import categories
from pipelines.warehouse.models import models
from pipelines.warehouse.tables import run_models
from tests.warehouses import empty_warehouse, fill

NOT_ANSWERED = ("onbekend", "niet_gevraagd")


def codes(breakdown: str) -> tuple[str, ...]:
    return tuple(code.code for code in categories(breakdown))


def test_what_is_asked_may_be_unanswered_and_what_is_counted_may_not() -> None:
    assert codes("gender") == ("v", "m", "x", *NOT_ANSWERED)
    assert codes("aantal_bezoeken") == ("1", "2", "3", "4", "5-9", "10-19", "20+")
    assert codes("stroom") == ("bezoeken", "rechtenchecks", "doorverwijzingen", "signalen")


def test_what_the_list_itself_calls_unknown_is_no_second_category() -> None:
    assert codes("reden").count("onbekend") == 1
    assert codes("grondrecht") == ("1", "2", "3", "4", "5", "6", "onbekend")


def test_every_form_of_contact_serves_a_function_and_every_ground_of_a_right_has_a_name() -> None:
    functions = {code.fields["stek_function"] for code in code_list("contact_forms")}
    assert functions == {code.code for code in code_list("stek_functions")}
    grounds = {
        ground for c in code_list("rights") for ground in c.fields["art23_ground"].split("|")
    }
    assert grounds - {""} <= set(codes("grondrecht"))


def test_every_question_is_a_column_that_may_be_unanswered() -> None:
    may_be_unanswered = {
        f"{one.physical_name}.{column.physical_name}"
        for one in streams()
        for column in one.columns
        if set(NOT_ANSWERED) <= {code.code for code in accepted_codes(column)}
    }
    left_out = {
        "rechtenchecks.reden_2", "rechtenchecks.reden_3", "signalen.recht_code", "signalen.thema",
    }  # fmt: skip
    assert set(codes("kolom")) == may_be_unanswered - left_out


def test_the_answer_to_every_question_is_found_in_the_records() -> None:
    texts = {
        "visits": "contact_form age_class gender household_type income_source housing",
        "entitlement_checks": "right_code reason_1",
        "referrals": "right_code destination manner outcome",
        "signals": "barrier level status count_class",
    }
    with empty_warehouse() as database:
        for stream, columns in texts.items():
            names = ("stek_id", "month", *columns.split())
            fill(
                database, f"records.{stream}", names, [("zaventem", "2026-01-01", *columns.split())]
            )
        database.execute("update records.visits set themes = ['wonen']")
        database.execute("update records.entitlement_checks set status_at_start = 'niet_opgenomen'")
        assert asked_and_not_answered(database) == [(column, 1, 0) for column in codes("kolom")]


def asked_and_not_answered(database: duckdb.DuckDBPyConnection) -> list[tuple[object, ...]]:
    """Per question, in the order of the list: the answers, and those that are none."""
    run_models(database, [m for m in models() if m.key in ("facts.visits", "facts.answers")])
    found = database.execute(
        "select asked_column, answers, answers_unknown + answers_not_asked from facts.answers"
    ).fetchall()
    return sorted(found, key=lambda row: codes("kolom").index(str(row[0])))
