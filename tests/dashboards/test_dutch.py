"""The Dutch site is Dutch: no English word stands in it but where the page says that it is English."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from dashboards.tongue import catalogue

# Words that English cannot do without, and that no Dutch sentence or name of these pages has.
_WORDS = """
    the and with without this that these those from which what when where have has been are they
    their there you your our figure figures share shares right rights people month months quarter
    year years number numbers hidden shown table tables count counts released release referral
    referrals received granted unknown other between more less than not how much many each every
"""
ENGLISH = frozenset(_WORDS.split())
VOID = {"meta", "link", "img", "br", "input", "source", "hr", "wbr"}


class DutchText(HTMLParser):
    """What a page says in Dutch: without what is marked as another language, code or script."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.said: list[str] = []
        self._open: list[bool] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        own = dict(attrs)
        is_other = tag in ("script", "style", "code") or not (own.get("lang") or "nl").startswith(
            "nl"
        )
        if not any(self._open) and not is_other:
            self.said += [own[name] or "" for name in ("alt", "aria-label", "title") if name in own]
        if tag not in VOID:
            self._open.append(is_other)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID and self._open:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        if not any(self._open):
            self.said.append(data)


def english(text: str) -> set[str]:
    """English words, but for those in an address or in a code such as not_tested."""
    return set(re.findall(r"[a-z_]+", re.sub(r"https?://\S+", "", text.lower()))) & ENGLISH


@pytest.mark.parametrize("key", sorted(catalogue()))
def test_no_english_word_stands_in_a_dutch_text(key: str) -> None:
    text = catalogue()[key]["nl"]
    every = [text] if isinstance(text, str) else list(text.values())
    assert {word for one in every for word in english(re.sub(r"{\w*}", "", one))} == set()


def test_no_english_word_stands_in_a_dutch_page(site: Path) -> None:
    """What the small release itself says ends in (nl) and is left out."""
    for page in sorted(site.glob("*.html")):
        pieces = DutchText(page.read_text("utf-8")).said
        said = " ".join(piece for piece in pieces if "(nl)" not in piece)
        assert english(said) == set(), page.name
        assert len(said) > 500


def test_an_english_word_would_be_found() -> None:
    page = '<p lang="nl">Het aandeel <b>of the</b> <span lang="en">right</span></p>'
    assert english(" ".join(DutchText(page).said)) == {"the"}
