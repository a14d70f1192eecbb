"""What the desk remembers: the answers of the uploads of the day, so that a page shows them at once."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipelines.months import Month
    from portal.desk.answers import Answer
    from portal.desk.pending import Upload

MOST_ANSWERS = 256
MOST_ROWS = 2_000_000  # named in all findings together: some 80 MB


class Memory:
    """Uploads with their answers by token, the latest ones; others are looked at again."""

    def __init__(self) -> None:
        self._known: OrderedDict[str, tuple[Upload, Answer]] = OrderedDict()
        self._n_rows = 0

    def keep(self, upload: Upload, answer: Answer) -> None:
        """Remember an answer; the oldest make way for it."""
        self.forget(upload.token)
        self._known[upload.token] = (upload, answer)
        self._n_rows += _rows(answer)
        while len(self._known) > 1 and (
            len(self._known) > MOST_ANSWERS or self._n_rows > MOST_ROWS
        ):
            self.forget(next(iter(self._known)))

    def upload(self, token: str) -> Upload | None:
        """The upload of a token as it was last known; None when it is not remembered."""
        return self._known[token][0] if token in self._known else None

    def answer(self, token: str) -> Answer | None:
        """The answer to an upload; None when it is not remembered."""
        return self._known[token][1] if token in self._known else None

    def forget(self, token: str) -> None:
        """Let go of an upload."""
        if token in self._known:
            _, answer = self._known.pop(token)
            self._n_rows -= _rows(answer)

    def forget_place(self, stek_id: str, month: Month) -> None:
        """Let go of all uploads for a Stek and month."""
        for token, (upload, _) in list(self._known.items()):
            if (upload.stek_id, upload.month) == (stek_id, month):
                self.forget(token)


def _rows(answer: Answer) -> int:
    return sum(len(one.rows) + len(one.suggestions) for one in answer.report.findings)
