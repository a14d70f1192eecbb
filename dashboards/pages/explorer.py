"""The controls on an indicator's page: what they offer, and what their script reads."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Self

from markupsafe import Markup

from dashboards.drawings.axes import Drawing
from dashboards.drawings.figures import drawn
from dashboards.drawings.inks import THEME
from dashboards.pages.page import in_script
from dashboards.tongue import Tongue
from dashboards.views.explore import Choice, choices, words
from pipelines.disclosure.release import PublishedIndicator


@dataclass(frozen=True)
class Explorer:
    """The controls of one indicator in one language; `words` is JSON that cannot end its script."""

    choices: tuple[Choice, ...]
    words: Markup

    @classmethod
    def of(cls, indicator: PublishedIndicator, tongue: Tongue, sample: str) -> Self:
        """Made from the released table; `sample` is said inside the drawing."""
        told = {**words(indicator, tongue), "layout": _layout(tongue, sample)}
        return cls(choices(indicator, tongue), _json(told))


def _layout(tongue: Tongue, sample: str) -> object:
    """The layout that every drawing of the site shares."""
    return drawn(lambda _: Drawing((), {}), tongue, sample).wide["layout"]


def _json(content: object) -> Markup:
    """With the theme's variables in the place of colours, which are not the same on every screen."""
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    for ink, name in THEME.items():
        text = text.replace(ink, name)
    return in_script(text)
