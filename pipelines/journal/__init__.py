"""The journal: who did what, when and from where, and never a value of a record.

One line an event in `<home>/journal/<year>.jsonl`; lines are added, and nothing else. Each names the
line before it by its hash and is signed with the home's key, so that what is changed, taken away or
put in another order afterwards is seen by `check`.
"""

from __future__ import annotations

from pipelines.journal.chain import note
from pipelines.journal.checking import Checked, check
from pipelines.journal.events import Event, Where, labels, years
from pipelines.journal.reading import read
from pipelines.journal.who import command_user

__all__ = ["Checked", "Event", "Where", "check", "command_user", "labels", "note", "read", "years"]
