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
    """The categories of a breakdown, in the order of its code list, then those not answered."""
    name = breakdowns()[breakdown].fields["code_list"]
    if name == "streams":
        return tuple(Code(stream.physical_name, stream.title) for stream in streams())
    own = code_list(name)
    if name == "reason_groups":
        return own
    known = {code.code for code in own}
    return own + tuple(code for code in code_list("not_answered") if code.code not in known)
