"""The breakdowns that figures are told by: a name for each, and the categories it has."""

from __future__ import annotations

from functools import cache

from pipelines.contracts import Code, code_list, streams


@cache
def breakdowns() -> dict[str, Code]:
    """Every breakdown of data_contracts/codes/breakdowns.csv, by its Dutch code."""
    return {code.code: code for code in code_list("breakdowns")}


@cache
def categories(breakdown: str) -> tuple[Code, ...]:
    """The categories of a breakdown, in the order of its code list, then those not answered.

    A breakdown that is `closed` has none of the latter: what it tells is counted, not asked.
    """
    fields = breakdowns()[breakdown].fields
    own = _own_categories(fields["code_list"])
    if fields["closed"] == "true":
        return own
    known = {code.code for code in own}
    return own + tuple(code for code in code_list("not_answered") if code.code not in known)


def _own_categories(name: str) -> tuple[Code, ...]:
    """Those of a code list; `streams` is no file, since the contracts already name them."""
    if name == "streams":
        return tuple(Code(stream.physical_name, stream.title) for stream in streams())
    return code_list(name)
