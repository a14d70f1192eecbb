"""What a page is made of before it is HTML: a template, what it says, and its figures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from markupsafe import Markup

from dashboards.drawings.figures import Drawn
from dashboards.views.tables import Table


@dataclass(frozen=True)
class Figure:
    """One figure: its words, its drawings, and the table with the same figures.

    `headline` is the answer to the one question it asks; `subtitle` is measure, period and place.
    `table_of` names the released table that its figures are from, to download.
    """

    id: str
    headline: str
    subtitle: str
    notes: tuple[str, ...]
    drawing: Drawn
    table: Table
    table_of: str
    method: str = "#method"


@dataclass(frozen=True)
class Page:
    """One page in one language; `name` is its file, without `.html`, the same in each language.

    `dataset` is what search engines read of the table that the page is about.
    """

    name: str
    title: str
    template: str
    content: Mapping[str, object] = field(default_factory=dict)
    figures: tuple[Figure, ...] = ()
    dataset: Markup | None = None


def in_script(text: str) -> Markup:
    """JSON as it may stand in a script element: nothing in it can end that element."""
    return Markup(text.replace("<", "\\u003c"))  # noqa: S704 - escaped here, for a script
