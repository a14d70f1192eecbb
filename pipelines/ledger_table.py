"""The ledger as a table for a person: a row per Stek and month, a column per stream."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from rich.console import Console
from rich.table import Column, Table

from pipelines import contracts
from pipelines.contracts import Language
from pipelines.ledger import Entry


def ledger_table(entries: Sequence[Entry], language: Language) -> None:
    """Print the entries, with a line that explains each status that occurs."""
    streams = contracts.streams()
    labels = {code.code: code.label.to(language) for code in contracts.code_list("ledger_statuses")}
    table = Table(*(Column(word, no_wrap=True) for word in ("Stek", _MONTH[language])))
    for stream in streams:
        table.add_column(stream.title.to(language), overflow="fold")
    for (stek_id, month), group in groupby(entries, key=lambda e: (e.stek_id, e.month)):
        status = {entry.stream: labels[entry.status] for entry in group}
        table.add_row(stek_id, str(month), *(status.get(s.name, "") for s in streams))
    Console().print(table)


_MONTH: dict[Language, str] = {"nl": "Maand", "fr": "Mois", "en": "Month"}
