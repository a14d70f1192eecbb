"""A receipt's page for tests: made, and taken apart as a browser would."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

from pipelines.answering.receipt_page import receipt_page
from pipelines.contracts import Language
from pipelines.home import Home
from pipelines.landing.receipts import Receipt, receipt_file, write_receipt

VOID = {"meta", "wbr", "br", "link", "img", "input", "hr"}
EVIL = [
    "</script><script>document.title='taken'</script>.csv",
    "<!--<script>.csv",
    "\"' onmouseover='document.title=1' x=\".csv",
    "<img src=https://example.org/x onerror=alert(1)>.csv",
    "&lt;b&gt;&amp;.csv",
    "mei\u202excod\u2066\u200f.csv",
    "a\x00\x07\x1b[31m\r\nb.csv",
    "half-\udce9.csv",
    "{{ 7*7 }}{% raw %}.csv",
    "]]><![CDATA[.csv",
    "\u2028\u2029\ufeff.csv",
]


@dataclass
class Page(HTMLParser):
    """What a page holds: every element opened and closed in turn, its texts and the table."""

    elements: list[tuple[str, dict[str, str | None]]] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)
    texts: dict[str, list[str]] = field(default_factory=dict)
    open_ones: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open_ones.append(tag)
        if tag == "tr":
            self.rows.append([])
        if tag in ("td", "th"):
            self.rows[-1].append("")

    def handle_endtag(self, tag: str) -> None:
        assert self.open_ones.pop() == tag

    def handle_data(self, data: str) -> None:
        if not self.open_ones:
            assert not data.strip()
            return
        self.texts.setdefault(self.open_ones[-1], []).append(data)
        if {"td", "th"} & set(self.open_ones):
            self.rows[-1][-1] += data

    @property
    def seen(self) -> str:
        """All that a reader sees."""
        hidden = ("script", "style", "title")
        return " ".join(t for tag, texts in self.texts.items() if tag not in hidden for t in texts)


def made(home: Home, receipt: Receipt, language: Language = "nl") -> str:
    if not receipt_file(home, receipt).exists():
        write_receipt(home, receipt)
    return receipt_page(home, receipt, language)


def parsed(page: str) -> Page:
    found = Page()
    found.feed(page)
    found.close()
    assert not found.open_ones
    return found
