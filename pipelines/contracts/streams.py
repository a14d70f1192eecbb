"""One Open Data Contract (data_contracts/<stream>.odcs.yaml) as the values that the house uses."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

from pipelines.contracts.files import Entry, read_yaml
from pipelines.contracts.offenders import offenders
from pipelines.contracts.values import Column, ColumnType, Rule, Severity, Stream, Words, words
from pipelines.errors import ContractError

_SQL = "unexpected_rows_query"


def read_stream(name: str) -> Stream:
    """The contract of that stream; raises ContractError naming the file and the key."""
    file = read_yaml(f"{name}.odcs.yaml")
    table = next(file.entries("schema"), None)
    if table is None:
        raise ContractError(f"{file.place} has no 'schema' with one table.")
    rules = tuple(_rules(table))
    return Stream(
        name=table.text("name"),
        physical_name=table.text("physicalName"),
        version=file.text("version"),
        title=_title(table),
        columns=tuple(_column(entry) for entry in table.entries("properties")),
        rules=tuple(rule for rule in rules if rule.severity != "bevestigen"),
        questions=tuple(rule for rule in rules if rule.severity == "bevestigen"),
    )


def _column(entry: Entry) -> Column:
    custom = entry.custom()
    return Column(
        name=entry.text("name"),
        physical_name=entry.text("physicalName"),
        type=_type(custom),
        is_required=entry.is_true("required"),
        code_list=custom.text("codeList") if custom.has("codeList") else None,
        aliases=custom.texts("aliases"),
        title=_title(entry),
        hint=words(custom.entry("hint")),
        is_conditional=custom.is_true("isConditional"),
    )


def _title(entry: Entry) -> Words:
    """The standard's businessName is the Dutch title; the other languages stand beside it."""
    others = entry.custom().entry("title")
    return Words(entry.text("businessName"), others.text("fr"), others.text("en"))


def _rules(table: Entry) -> Iterator[Rule]:
    """The rules of each column, in order, then those over several columns."""
    for column in table.entries("properties"):
        for quality in column.entries("quality"):
            yield _rule(table, quality, (column.text("name"),))
    for quality in table.entries("quality"):
        yield _rule(table, quality, quality.custom().texts("columns"))


def _rule(table: Entry, quality: Entry, columns: tuple[str, ...]) -> Rule:
    implementation = quality.entry("implementation")
    expectation, arguments = implementation.text("type"), implementation.entry("kwargs")
    return Rule(
        name=f"{table.text('name')}.{quality.text('name')}",
        stream=table.text("name"),
        columns=columns,
        severity=_severity(quality),
        message=words(quality.custom().entry("message")),
        expectation=expectation,
        arguments=arguments.content,
        offenders=arguments.text(_SQL)
        if arguments.has(_SQL)
        else offenders(expectation, arguments),
    )


def _type(custom: Entry) -> ColumnType:
    for known in get_args(ColumnType):
        if custom.text("type") == known:
            return known  # type: ignore[no-any-return]  # get_args is untyped
    raise _unknown(custom, "type", get_args(ColumnType))


def _severity(quality: Entry) -> Severity:
    for known in get_args(Severity):
        if quality.text("severity") == known:
            return known  # type: ignore[no-any-return]  # get_args is untyped
    raise _unknown(quality, "severity", get_args(Severity))


def _unknown(entry: Entry, key: str, allowed: tuple[str, ...]) -> ContractError:
    return ContractError(f"{entry.place}.{key} must be one of {', '.join(allowed)}.")
