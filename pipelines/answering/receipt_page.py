"""The receipt as one page of HTML to keep and print: it needs no script, no network, no other file.

The page carries the signed JSON of the receipt, and closes with a signature of all that precedes
it: neither the figures that people read nor those that machines read can be changed unseen.
"""

from __future__ import annotations

import json
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from pipelines import clock
from pipelines.answering.receipt_facts import facts, groups, place, rows, sentences
from pipelines.answering.receipt_words import Teller, told
from pipelines.contracts import Language
from pipelines.errors import StekError
from pipelines.home import Home
from pipelines.landing.keys import public_key
from pipelines.landing.receipts import Receipt, receipt_file
from pipelines.landing.signing import Content, sign
from pipelines.landing.verifying import CONTENT_OPENS, SCRIPT_CLOSES, verify, with_signature

_SIGNS = {"accepted": "✔", "held_back": "▲", "refused": "✖"}


def receipt_page(home: Home, receipt: Receipt, language: Language) -> str:
    """The page of a receipt that the home keeps, with a line break at its end.

    Errors: StekError when the kept receipt was changed or has another key's signature: a page would
    lend it ours.
    """
    written = receipt_file(home, receipt).read_bytes()
    content = json.loads(written)
    if "signature" not in content:
        return _drawn(home, receipt, content, language) + "</body>\n</html>\n"
    verification = verify(public_key(home), written)
    if not verification.is_genuine:
        raise StekError(
            f"No page is made of receipt {receipt.number}. {told(verification, 'en')} "
            "Put landing/receipts/ and landing/keys/ back from a backup."
        )
    page = _drawn(home, receipt, content, language).encode()
    return with_signature(page, sign(home, page)).decode()


def _drawn(home: Home, receipt: Receipt, content: Content, language: Language) -> str:
    """All of the page that is signed: up to and including the receipt's JSON."""
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    teller = Teller(language)
    signature = content.get("signature")
    drawn = environment.get_template("receipt.html").render(
        teller=teller,
        say=teller.say,
        place=teller.say("page", "place", **place(teller, receipt)),
        sign=_SIGNS[receipt.outcome],
        sentences=sentences(teller, receipt),
        facts=tuple(facts(teller, receipt)),
        rows=rows(teller, receipt),
        signature=signature,
        how="without_file" if receipt.is_nothing else "with_file",
        key=groups(signature["key"], 4) if isinstance(signature, dict) else (),
        is_sample=clock.sample_note(home) is not None,
        receipt_json=_inside_script(content),
    )
    return drawn.removesuffix("\n") + "\n"


def _inside_script(content: Content) -> Markup:
    """The receipt's JSON in ASCII, in which nothing can end the element that it stands in."""
    text = json.dumps(content)
    for sign_of_html in "<>&":
        text = text.replace(sign_of_html, f"\\u{ord(sign_of_html):04x}")
    element = CONTENT_OPENS.decode() + text + SCRIPT_CLOSES.decode()
    return Markup(element)  # noqa: S704 - escaped here, for a script
