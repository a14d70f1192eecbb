"""A page as HTML: the templates, and what each of them may ask for."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from dashboards.pages.monitor import Monitor
from dashboards.pages.page import Page
from dashboards.tongue import Tongue
from dashboards.views import labels
from pipelines.contracts import LANGUAGES

TEMPLATES = Path(__file__).parents[1] / "templates"
TONGUES = tuple(Tongue(language) for language in LANGUAGES)
# The pages that every page leads to, in the order of the menu, and the key of what each is called.
MENU = (
    ("index", "menu_overview"),
    ("rechten", "menu_rights"),
    ("stekken", "menu_stekken"),
    ("vergelijken", "menu_compare"),
    ("signalen", "menu_signals"),
    ("gegevenskwaliteit", "menu_quality"),
    ("methode", "menu_method"),
    ("downloads", "menu_downloads"),
)


def environment(monitor: Monitor, tongue: Tongue) -> Environment:
    """The templates in one language; a name that a template asks for in vain is an error."""
    frame = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    frame.globals.update(
        monitor=monitor,
        publication=monitor.publication,
        downloads=monitor.downloads,
        tongue=tongue,
        tongues=TONGUES,
        menu=MENU,
        root="../" if tongue.folder else "",
        say=tongue.say,
        to=lambda words: words.to(tongue.language),
        statuses=labels.statuses(),
    )
    return frame


def html(frame: Environment, page: Page, pictures: Mapping[str, object]) -> str:
    """The page; `pictures` has what was drawn of its figures, by their id."""
    template = frame.get_template(page.template)
    return template.render(page=page, figures=page.figures, pictures=pictures, **page.content)
