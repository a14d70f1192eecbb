"""The head of the journal: how far it reaches, signed, so that a tail that is cut off is missed."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from pipelines.files import write_whole
from pipelines.home import Home
from pipelines.journal.events import START
from pipelines.landing.keys import PublicKey
from pipelines.landing.signing import canonical, read_signature, signed


@dataclass(frozen=True)
class Head:
    """The last line: its number and the hash of the whole line; and where what is kept begins.

    `first` is the number of the first line that is kept, `before` the hash of the line before it:
    they move when the files of old years are removed.
    """

    number: int
    hash: str
    first: int = 1
    before: str = START


def head_file(home: Home) -> Path:
    """Where the head is kept."""
    return home.journal / "head.json"


def write_head(home: Home, head: Head) -> None:
    """Sign the head and put it in the place of the one before."""
    write_whole(head_file(home), canonical(signed(home, asdict(head))) + b"\n")


def read_head(home: Home, keys: Sequence[PublicKey]) -> Head | None:
    """The head, when it is there, whole, and signed with one of these keys."""
    try:
        content = json.loads(head_file(home).read_bytes())
        signature = read_signature(content.pop("signature"))
        head = Head(**content)
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return None
    is_ours = signature is not None and signature.signer in keys
    return head if signature and is_ours and signature.is_of(canonical(content)) else None
