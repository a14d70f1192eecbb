"""Notes: what the comment at a wrong cell says, beside what the person's own comment says."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from pipelines.contracts import Language
from pipelines.contracts.workbook import workbook_words
from pipelines.findings.values import Finding

# Our part of a comment stands between these lines, so that it can be taken out again. Not the
# author but the text is looked at: programs do not all keep the author.
_BEGIN, _END = "— Stek monitor —", "———"
_OURS = re.compile(rf"\s*^{_BEGIN}$.*?(?:^{_END}$|\Z)", re.DOTALL | re.MULTILINE)


def note(finding: Finding, row: int | None, language: Language) -> str:
    """One finding for the comment at its cell; `row` is None when it holds for a whole column."""
    told = workbook_words()
    lines = [told.severities[finding.severity].to(language), finding.message.to(language)]
    if finding.allowed is not None:
        allowed = finding.allowed.to(language)
        lines.append(told.allowed.to(language).format(allowed=allowed))
    if suggested := suggestion(finding, row, language):
        lines.append(suggested)
    return "\n".join(lines)


def suggestion(finding: Finding, row: int | None, language: Language) -> str:
    """What was probably meant, as a question; empty when there is no telling."""
    rows: Iterable[int] = finding.rows if row is None else (row,)
    codes = dict.fromkeys(finding.suggestions[r] for r in rows if r in finding.suggestions)
    if not codes:
        return ""
    return workbook_words().suggestion.to(language).format(code=", ".join(codes))


def with_notes(own: str, notes: Sequence[str]) -> str:
    """The text of a comment: the person's own, then ours."""
    ours = "\n\n".join(dict.fromkeys(notes))
    before = f"{own}\n\n" if own else ""
    return f"{before}{_BEGIN}\n{ours}\n{_END}"


def without_notes(text: str) -> str:
    """The person's own text of a comment.

    >>> without_notes(with_notes("Even nakijken", ["Vul de datum in."]))
    'Even nakijken'
    """
    return _OURS.sub("", text.replace("\r\n", "\n")).strip("\n") if _BEGIN in text else text
