"""Why something cannot be done with an account: a reason that pages tell in three languages."""

from __future__ import annotations

from pathlib import Path

from pipelines.contracts import Words, words
from pipelines.contracts.files import parse_yaml
from pipelines.errors import StekError

_FILE = Path(__file__).with_name("reasons.yaml")


class AccountError(StekError):
    """An account cannot be made, changed or used so; the message is English and names nobody."""

    def __init__(self, reason: str) -> None:
        super().__init__(REASONS[reason].en)
        self.reason = reason

    @property
    def words(self) -> Words:
        """The same for the reader."""
        return REASONS[self.reason]


def _read() -> dict[str, Words]:
    catalogue = parse_yaml(_FILE.read_text("utf-8"), f"accounts/{_FILE.name}:")
    return {key: words(catalogue.entry(key)) for key in catalogue.content}


REASONS = _read()
