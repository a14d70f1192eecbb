"""A page of the portal as HTML: the templates, the words, and what the visitor may go to."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.responses import HTMLResponse

from dashboards.tongue import CATALOGUE, Tongue
from pipelines.contracts import LANGUAGES, Language, Words, code_list

if TYPE_CHECKING:
    from starlette.requests import Request

    from portal.visitors import Visitor

ROOM = Path(__file__).parent
SHELVES = (CATALOGUE, ROOM / "words")
TONGUES = {language: Tongue(language, SHELVES) for language in LANGUAGES}
# Where each role can go from any page; a coordinator's own Stekken come first, see `menu`.
_MENU = {
    "coordinator": (),
    "analyst": (("/leveringen", "menu_deliveries"),),
    "policy": (),
    "administrator": (
        ("/leveringen", "menu_deliveries"),
        ("/beheer/accounts", "menu_accounts"),
        ("/beheer/termijnen", "menu_due_dates"),
        ("/beheer/herinneringen", "menu_reminders"),
        ("/beheer/logboek", "menu_journal"),
        ("/gezondheid", "menu_health"),
    ),
}


def tongue_of(request: Request) -> Tongue:
    """The language of who asks, with its words."""
    return TONGUES[request.state.visitor.language]


def render(request: Request, template: str, status: int = 200, **content: object) -> HTMLResponse:
    """A page for who asks; `content` is what its template asks for."""
    visitor: Visitor = request.state.visitor
    portal = request.app.state.portal
    tongue = tongue_of(request)
    text = (
        _environment(visitor.language)
        .get_template(template)
        .render(
            visitor=visitor,
            account=visitor.account,
            menu=menu(visitor, tongue, is_open=portal.settings.is_open),
            path=request.url.path,
            is_sample=portal.is_sample,
            **content,
        )
    )
    return HTMLResponse(text, status, headers={"Cache-Control": "no-store"})


def menu(visitor: Visitor, tongue: Tongue, *, is_open: bool) -> list[tuple[str, str]]:
    """Where the visitor can go: address and name."""
    account = visitor.account
    published = [
        ("/cijfers/", tongue.say("menu_figures")),
        ("/downloads", tongue.say("menu_files")),
    ]
    if account is None:
        return published if is_open else []
    own = [(f"/stek/{stek_id}", stek_name(stek_id, tongue.language)) for stek_id in account.stekken]
    return [*own, *published, *((at, tongue.say(key)) for at, key in _MENU[account.role])]


def stek_name(stek_id: str, language: Language) -> str:
    """A Stek as people call it; its id when it is no longer in the list."""
    names = {code.code: code.label for code in code_list("stekken")}
    return names[stek_id].to(language) if stek_id in names else stek_id


@cache
def _environment(language: Language) -> Environment:
    """The templates in one language; a name that a template asks for in vain is an error."""
    tongue = TONGUES[language]
    frame = Environment(
        loader=FileSystemLoader(ROOM / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )

    def to(words: Words) -> str:
        return words.to(language)

    frame.globals.update(
        tongue=tongue, tongues=tuple(TONGUES.values()), say=tongue.say, to=to,
        stek_name=lambda stek_id: stek_name(stek_id, language),
    )  # fmt: skip
    return frame
