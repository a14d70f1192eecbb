from __future__ import annotations

import pytest

from pipelines.contracts.files import Entry
from pipelines.contracts.offenders import offenders
from pipelines.errors import ContractError


def sql(expectation: str, **arguments: object) -> str:
    return offenders(expectation, Entry("visits.odcs.yaml:", arguments))


def test_rows_without_a_value_break_not_null() -> None:
    assert sql("expect_column_values_to_not_be_null", column="gender") == (
        "select delivery, row_number from {batch} where gender is null"
    )


def test_rows_outside_the_bounds_break_between() -> None:
    assert sql("expect_column_values_to_be_between", column="a", min_value=0, max_value=5000) == (
        "select delivery, row_number from {batch} where a not between 0 and 5000"
    )


def test_an_expectation_without_sql_is_told_with_the_known_ones() -> None:
    with pytest.raises(ContractError, match=r"visits.*'expect_sunshine' is no type.*Known: "):
        sql("expect_sunshine")


def test_an_argument_that_is_missing_is_told() -> None:
    with pytest.raises(ContractError, match="has no 'code_list'"):
        sql("expect_column_values_to_be_in_set", column="gender")
