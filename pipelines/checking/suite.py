"""The Great Expectations suite of a stream, made from the rules of its contract."""

from __future__ import annotations

from great_expectations import ExpectationSuite
from great_expectations.expectations.expectation_configuration import ExpectationConfiguration

from pipelines.contracts import Rule, Stream, code_list


def suite(stream: Stream) -> ExpectationSuite:
    """One expectation a rule, which carries the rule's name in its `meta`."""
    return ExpectationSuite(
        name=stream.name, expectations=[_expectation(rule) for rule in stream.rules]
    )


def _expectation(rule: Rule) -> ExpectationConfiguration:
    arguments = dict(rule.arguments)
    if "code_list" in arguments:
        arguments["value_set"] = _accepted(str(arguments.pop("code_list")))
    return ExpectationConfiguration(
        type=rule.expectation, kwargs=arguments, meta={"rule": rule.name}
    )


def _accepted(name: str) -> list[str]:
    return [code.code for code in (*code_list(name), *code_list("not_answered"))]
