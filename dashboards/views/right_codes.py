"""The rights as the code list has them: what each is about, how one gets it, who awards it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from pipelines.contracts import Words, code_list


@dataclass(frozen=True)
class Right:
    """One right; `granting` is how one gets it: on_application, partly, automatic, or empty."""

    code: str
    label: Words
    theme: str
    granting: str
    awarded_by: str
    is_sensitive: bool

    @property
    def page(self) -> str:
        """The name of its page."""
        return f"recht-{self.code.lower()}"


@cache
def rights() -> tuple[Right, ...]:
    """Every right, in the order of the list."""
    return tuple(
        Right(
            code=one.code,
            label=one.label,
            theme=one.fields["theme"],
            granting=one.fields["granting"],
            awarded_by=one.fields["awarded_by"],
            is_sensitive=one.fields["sensitive"] == "true",
        )
        for one in code_list("rights")
    )


@cache
def by_theme() -> tuple[tuple[Words, tuple[Right, ...]], ...]:
    """The rights under the name of their theme; both in the order of their lists."""
    return tuple(
        (theme.label, own)
        for theme in code_list("themes")
        if (own := tuple(_of(theme.code, rights())))
    )


def _of(theme: str, every: Iterable[Right]) -> Iterable[Right]:
    return (one for one in every if one.theme == theme)
