"""Verifying: whether a receipt is the one that was given, and a file the one that was delivered."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Literal

from pipelines.files import sha256
from pipelines.landing.keys import PublicKey
from pipelines.landing.signing import Content, Signature, canonical, read_signature

Verdict = Literal[
    "genuine", "same_file", "other_file", "no_file", "changed", "page_changed", "other_key",
    "no_signature", "no_receipt",
]  # fmt: skip

CONTENT_OPENS = b'<script type="application/json" id="receipt">'
SIGNATURE_OPENS = b'<script type="application/json" id="signature">'
SCRIPT_CLOSES = b"</script>"
PAGE_CLOSES = b"</body>\n</html>\n"


@dataclass(frozen=True)
class Verification:
    """What came of checking a receipt; each verdict has its words in data_contracts/receipt.yaml.

    `content` is what the receipt says, given only when it is signed with this key.
    """

    verdict: Verdict
    content: Content | None = None

    @property
    def is_genuine(self) -> bool:
        """Whether the receipt is as it was given, and so is the file when there was one to check."""
        return self.verdict in ("genuine", "same_file")


def verify(key: PublicKey, receipt: bytes, file: bytes | None = None) -> Verification:
    """Check a receipt, as JSON or as a page, with a public key; and a delivered file beside it.

    Of a page every byte is signed, not only the receipt inside: what people read is what counts.
    """
    data = receipt.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n")
    is_page = not data.lstrip().startswith(b"{")
    found = _read(_inside(data) if is_page else data)
    if found is None:
        return Verification("no_receipt")
    content = {name: value for name, value in found.items() if name != "signature"}
    verdict = _verdict(key, found, content)
    if verdict == "genuine" and is_page and not _is_whole_page(key, data):
        return Verification("page_changed", content)
    if verdict == "genuine" and file is not None:
        return Verification(_of_file(content, file), content)
    return Verification(verdict, content if verdict == "genuine" else None)


def with_signature(page: bytes, signature: Signature) -> bytes:
    """A page up to the end of its content, closed with the signature of all that precedes it."""
    written = json.dumps(asdict(signature)).encode()
    return page + SIGNATURE_OPENS + written + SCRIPT_CLOSES + b"\n" + PAGE_CLOSES


def _verdict(key: PublicKey, found: Content, content: Content) -> Verdict:
    if "signature" not in found:
        # Any JSON object has no signature; a receipt at least says which file it is about.
        return "no_signature" if {"number", "sha256", "size_bytes"} <= set(found) else "no_receipt"
    signature = read_signature(found["signature"])
    if signature is None or not signature.is_of(canonical(content)):
        return "changed"
    return "genuine" if signature.signer == key else "other_key"


def _of_file(content: Content, file: bytes) -> Verdict:
    told = (content.get("sha256"), content.get("size_bytes"))
    if told[0] is None:
        return "no_file"
    return "same_file" if told == (sha256(file), len(file)) else "other_file"


def _is_whole_page(key: PublicKey, page: bytes) -> bool:
    page = page.rstrip() + b"\n"
    head, _, tail = page.rpartition(SIGNATURE_OPENS)
    signature = read_signature(_read(tail.partition(SCRIPT_CLOSES)[0]))
    return (
        signature is not None
        and signature.signer == key
        and signature.is_of(head)
        and with_signature(head, signature) == page
    )


def _inside(page: bytes) -> bytes:
    """The receipt that a page carries; nothing when it carries none, or more than one."""
    _, *found = page.split(CONTENT_OPENS)
    return found[0].partition(SCRIPT_CLOSES)[0] if len(found) == 1 else b""


def _read(data: bytes) -> Mapping[str, object] | None:
    """A JSON object in which every key stands once; None for anything else."""
    try:
        found = json.loads(data.decode("utf-8"), object_pairs_hook=_once, parse_constant=_refused)
    except (ValueError, RecursionError):  # not UTF-8, not JSON, or nested beyond reason
        return None
    return found if isinstance(found, dict) else None


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    if len({name for name, _ in pairs}) != len(pairs):
        raise ValueError("a key stands there twice: readers would differ on what it says")
    return dict(pairs)


def _refused(constant: str) -> object:
    raise ValueError(f"{constant} is no JSON")
