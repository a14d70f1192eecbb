"""Hints: what a coordinator is told about a column, beside the cell and in the explanation."""

from __future__ import annotations

from collections.abc import Sequence

from pipelines.contracts import Column, Stream, code_list
from pipelines.template import limits
from pipelines.template.wording import Template, template_yaml

LONGEST = 255  # characters of an input message: Excel's limit


def beside_cell(template: Template, stream: Stream, column: Column) -> str:
    """The hint, then what may stand there, then whether it may stay empty: as far as it fits."""
    hint = template.to(column.hint)
    limit = _themes(template, column) or _limit(template, stream, column)
    return _fitting([hint, limit, _need(template, column)])


def in_explanation(template: Template, stream: Stream, column: Column) -> str:
    """The same in the table of the explanation, where the lists stand below."""
    hint = template.to(column.hint)
    parts = [hint, _limit(template, stream, column), _need(template, column)]
    return " ".join(part for part in parts if part)


def _fitting(sentences: Sequence[str]) -> str:
    said = ""
    for sentence in filter(None, sentences):
        longer = f"{said} {sentence}".strip()
        said = longer if len(longer) <= LONGEST else said
    return said


def _limit(template: Template, stream: Stream, column: Column) -> str:
    if column.type == "text":
        length = limits.length(column)
        return template.to(length.said) if length else ""
    if column.type == "date":
        first, last = limits.days(stream, column, template.month)
        if first == limits.EARLIEST or last is None:
            return template.say("limits", "until", last=f"{last:%d/%m/%Y}") if last else ""
        return template.say("limits", "between", first=f"{first:%d/%m/%Y}", last=f"{last:%d/%m/%Y}")
    if column.type == "amount" and (euros := limits.euros(stream, column)):
        return template.say("limits", "euros", least=euros[0], most=euros[1])
    return ""


def _themes(template: Template, column: Column) -> str:
    """Where several may be written the list only offers one: the others are named here."""
    if column.type != "codes" or column.code_list is None:
        return ""
    labels = ", ".join(template.to(code.label) for code in code_list(column.code_list))
    return template.say("limits", "several", labels=labels)


def _need(template: Template, column: Column) -> str:
    if template_yaml().entry("sometimes").has(column.name):
        return template.say("sometimes", column.name)
    return template.say("need", "always" if column.is_required else "never")
