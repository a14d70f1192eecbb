"""The SQL that selects the rows which break one of Great Expectations' own expectations.

Great Expectations counts; it is slow to hand back rows and hands back their values. So a rule that
is not SQL already gets its SELECT here, and a test compares the two counts.
"""

from __future__ import annotations

from collections.abc import Callable

from pipelines.contracts.files import Entry
from pipelines.errors import ContractError

_SELECT = "select delivery, row_number from {batch} "


def offenders(expectation: str, arguments: Entry) -> str:
    """SELECT of `delivery, row_number` over `{batch}`; raises ContractError for another type."""
    if expectation not in _CLAUSES:
        known = ", ".join([*_CLAUSES, "unexpected_rows_expectation"])
        raise ContractError(
            f"{arguments.place}: {expectation!r} is no type we check. Known: {known}."
        )
    return _SELECT + _CLAUSES[expectation](arguments)


def _not_null(arguments: Entry) -> str:
    return f"where {arguments.text('column')} is null"


def _in_set(arguments: Entry) -> str:
    codes = (arguments.text("code_list"), "not_answered")
    accepted = " union all ".join(f"select code from codes.{name}" for name in codes)
    return f"where {arguments.text('column')} not in ({accepted})"


def _between(arguments: Entry) -> str:
    least, most = arguments.number("min_value"), arguments.number("max_value")
    return f"where {arguments.text('column')} not between {least} and {most}"


def _unique(arguments: Entry) -> str:
    columns = arguments.texts("column_list")
    filled = " and ".join(f"{column} is not null" for column in columns)
    return f"where {filled} qualify count(*) over (partition by {', '.join(columns)}) > 1"


_CLAUSES: dict[str, Callable[[Entry], str]] = {
    "expect_column_values_to_not_be_null": _not_null,
    "expect_column_values_to_be_in_set": _in_set,
    "expect_column_values_to_be_between": _between,
    "expect_compound_columns_to_be_unique": _unique,
}
