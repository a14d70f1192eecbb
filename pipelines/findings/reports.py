"""Reports: the findings of one delivery, in the order of what to do first."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

import polars as pl

from pipelines import contracts
from pipelines.checking.examination import Examination
from pipelines.contracts import Column, Rule, Severity, delivery_rules
from pipelines.findings.allowed import allowed
from pipelines.findings.explanations import Said, read_said
from pipelines.findings.refusals import refusals
from pipelines.findings.suggestions import suggestion
from pipelines.findings.values import Finding, Report
from pipelines.home import Home
from pipelines.landing.looking import Looked
from pipelines.reading.sheets import Sheet


def report(home: Home, looked: Looked) -> Report:
    """Everything there is to tell about what was found in one delivery."""
    said = read_said(home, looked.stek_id)
    found = [
        *refusals(looked),
        *_of_rows(looked, said),
        *_questions(looked, said),
        *_repairs(looked),
    ]
    order = get_args(Severity)
    found.sort(key=lambda finding: (order.index(finding.severity), -len(finding.rows)))
    return Report(looked.stek_id, looked.month, looked.outcome, looked.streams, tuple(found))


def _of_rows(looked: Looked, said: Said) -> Iterator[Finding]:
    """The rules that rows break, without those about a column that is not there at all."""
    for examination, sheet in looked.sheets():
        rows = _rows_by_rule(examination, looked.index)
        for rule in examination.stream.rules:
            missing = {_column(rule).physical_name} & set(sheet.missing)
            if rule.name in rows and not missing:
                yield _about_rows(looked, sheet, rule, rows[rule.name], said)


def _rows_by_rule(examination: Examination, index: int) -> dict[str, tuple[int, ...]]:
    mine = examination.offenders.filter(pl.col("delivery") == index)
    if mine.is_empty():
        return {}
    grouped = mine.group_by("rule").agg(pl.col("row_number").sort())
    return {rule: tuple(rows) for rule, rows in grouped.iter_rows()}


def _about_rows(
    looked: Looked, sheet: Sheet, rule: Rule, rows: tuple[int, ...], said: Said
) -> Finding:
    stream, column = contracts.stream(rule.stream), _column(rule)
    return Finding(
        rule.severity,
        rule.name,
        rule.message,
        stream.name,
        sheet=sheet.title,
        column=column.physical_name,
        letter=sheet.letters.get(column.physical_name, ""),
        rows=rows,
        of_rows=sheet.rows.height,
        allowed=allowed(stream, column, looked.stek_id, looked.month),
        suggestions=_suggestions(sheet, rule, rows, said),
    )


def _suggestions(sheet: Sheet, rule: Rule, rows: tuple[int, ...], said: Said) -> dict[int, str]:
    """By row, the code that was probably meant; for rules that hold a column to a list."""
    stream, column = contracts.stream(rule.stream), _column(rule)
    if not rule.name.endswith("_in_list"):
        return {}
    learnt = said.meanings(f"{stream.physical_name}.{column.physical_name}")
    wrong = sheet.rows.filter(pl.col("row_number").is_in(rows)).select("row_number", column.name)
    codes = {text: suggestion(column, text, learnt) for text in wrong[column.name].unique()}
    return {row: code for row, text in wrong.iter_rows() if (code := codes[text])}


def _column(rule: Rule) -> Column:
    """The column that a rule's finding points at."""
    columns = contracts.stream(rule.stream).columns
    return next(column for column in columns if column.name == rule.columns[0])


def _questions(looked: Looked, said: Said) -> Iterator[Finding]:
    """What was asked and not explained before."""
    rules = {rule.name: rule for one in contracts.streams() for rule in one.questions}
    sheets = {sheet.stream: sheet for _, sheet in looked.sheets()}
    for question in looked.questions:
        rule = rules[question.rule]
        if said.covers(rule.name, question.figure, looked.month):
            continue
        stream, sheet = contracts.stream(rule.stream), sheets.get(rule.stream)
        column = _column(rule)
        figures = {"figure": f"{question.figure:.0f}", "usual": f"{question.usual or 0:.0f}"}
        yield Finding(
            rule.severity,
            rule.name,
            rule.message.filled(**figures),
            stream.name,
            sheet=sheet.title if sheet else stream.physical_name,
            column=column.physical_name if question.rows else "",
            letter=sheet.letters.get(column.physical_name, "") if sheet and question.rows else "",
            rows=question.rows,
            of_rows=sheet.rows.height if sheet else 0,
        )


def _repairs(looked: Looked) -> Iterator[Finding]:
    """What was put right: in the file as a whole, in each sheet, in each column."""
    file = looked.seen.file if looked.seen else None
    for repair in file.repairs if file else ():
        yield _repair(repair.kind, repair.count)
    for examination, sheet in looked.sheets():
        for repair in sheet.repairs:
            yield _repair(repair.kind, repair.count, sheet, repair.column)
        mine = examination.repairs.filter(pl.col("delivery") == looked.index)
        for kind, column, count in mine.select("kind", "column", "count").iter_rows():
            yield _repair(kind, count, sheet, column)


def _repair(kind: str, count: int, sheet: Sheet | None = None, name: str | None = None) -> Finding:
    stream = contracts.stream(sheet.stream) if sheet else None
    columns = {column.name: column.physical_name for column in stream.columns} if stream else {}
    column = columns.get(name or "", "")
    return Finding(
        "gemeld",
        kind,
        delivery_rules().repairs[kind].filled(column=column, count=count),
        stream.name if stream else None,
        sheet=sheet.title if sheet else "",
        column=column,
        letter=sheet.letters.get(column, "") if sheet else "",
    )
