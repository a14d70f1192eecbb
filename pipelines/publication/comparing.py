"""Any two releases of a home beside each other."""

from __future__ import annotations

from pathlib import Path

from pipelines.contracts import Words
from pipelines.disclosure.release import load
from pipelines.files import write_whole
from pipelines.home import Home
from pipelines.publication.differences import differences
from pipelines.publication.edition import Number
from pipelines.publication.releases import folder_of
from pipelines.publication.telling_changes import sentences


def compare(home: Home, before: str, after: str, out: Path) -> tuple[Words, ...]:
    """Write every figure that differs to `out` as CSV, and say what differs in sentences.

    Errors: WrongUseError when one of the numbers is not that of a release of this home.
    """
    old, new = Number.parse(before), Number.parse(after)
    found = differences(load(folder_of(home, old)), load(folder_of(home, new)))
    write_whole(out, found.rows.write_csv(line_terminator="\r\n").encode(), mode=0o644)
    return sentences(found, old, new)
