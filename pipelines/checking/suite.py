"""A Great Expectations suite, made from rules of a contract."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from great_expectations import ExpectationSuite
from great_expectations.execution_engine.execution_engine import ExecutionEngine
from great_expectations.expectations.core.unexpected_rows_expectation import (
    UnexpectedRowsExpectation,
)
from great_expectations.expectations.expectation_configuration import ExpectationConfiguration

from pipelines.contracts import Rule, code_list


class UnexpectedRowCountExpectation(UnexpectedRowsExpectation):
    """The same expectation, which counts the rows and fetches none: half the queries, no row."""

    metric_dependencies: ClassVar[tuple[str, ...]] = ("unexpected_rows_query.row_count",)

    def _validate(
        self,
        metrics: dict[str, int],
        runtime_configuration: dict[str, object] | None = None,
        execution_engine: ExecutionEngine[object] | None = None,
    ) -> dict[str, object]:
        del runtime_configuration, execution_engine
        count = metrics["unexpected_rows_query.row_count"]
        return {"success": count == 0, "result": {"observed_value": count}}


_COUNTED = {"unexpected_rows_expectation": "unexpected_row_count_expectation"}


def suite(name: str, rules: Sequence[Rule]) -> ExpectationSuite:
    """One expectation a rule, which carries the rule's name in its `meta`."""
    return ExpectationSuite(name=name, expectations=[_expectation(rule) for rule in rules])


def _expectation(rule: Rule) -> ExpectationConfiguration:
    arguments = dict(rule.arguments)
    if "code_list" in arguments:
        arguments["value_set"] = _accepted(str(arguments.pop("code_list")))
    return ExpectationConfiguration(
        type=_COUNTED.get(rule.expectation, rule.expectation),
        kwargs=arguments,
        meta={"rule": rule.name},
    )


def _accepted(name: str) -> list[str]:
    return [code.code for code in (*code_list(name), *code_list("not_answered"))]
