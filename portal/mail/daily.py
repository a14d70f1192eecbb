"""Sending what is due: every day, on the word of an administrator, or by `stek remind`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from pipelines import clock, journal
from pipelines.files import one_at_a_time
from portal.mail import letters
from portal.mail.reminders import Reminder, due
from portal.mail.sending import Failure, send

if TYPE_CHECKING:
    from pipelines.home import Home
    from portal.accounts import Accounts
    from portal.settings import Settings

# As the journal names them; it tells no first letter after the due date from a second.
_IN_JOURNAL = {"before_due": "before_due", "after_due": "after_due", "again": "after_due"}


@dataclass(frozen=True)
class Sent:
    """How many reminders went, and how many did not, by why."""

    count: int = 0
    failures: Mapping[Failure, int] = field(default_factory=dict)

    @property
    def failed(self) -> int:
        """How many did not go; they are tried again the next time."""
        return sum(self.failures.values())


def send_due(
    settings: Settings, accounts: Accounts, *, who: str = "portal", source: str = "unknown"
) -> Sent:
    """Send every reminder that is due, when a mail server is set; each goes once.

    What did not go stays due. `who` and `source` are written in the journal, with no address.
    """
    if settings.mail is None:
        return Sent()
    home = settings.home
    with one_at_a_time(_lock(home)):
        waiting = due(home, accounts, clock.today(home))
        results = list(_sent(settings, accounts, waiting, (who, source)))
    failures = Counter(failure for failure in results if failure is not None)
    return Sent(results.count(None), failures)


def mark_sent(home: Home, accounts: Accounts, reminder: Reminder, who: str, source: str) -> None:
    """Note a reminder that somebody sent by their own mail, so that it does not go again."""
    with one_at_a_time(_lock(home)):
        _note(home, accounts, reminder, (who, source))


def _lock(home: Home) -> Path:
    return home.portal / ".reminders.lock"


def _sent(
    settings: Settings, accounts: Accounts, waiting: Sequence[Reminder], by: tuple[str, str]
) -> Iterator[Failure | None]:
    """Send, and note each as soon as it went: who is killed here sends one letter twice at the most."""
    if settings.mail is None:
        return
    is_sample = clock.sample_note(settings.home) is not None
    written = [letters.reminder(one, settings.public_url, is_sample=is_sample) for one in waiting]
    results = send(settings.mail, written)
    for reminder, (_, failure) in zip(waiting, results, strict=True):
        if failure is None:
            _note(settings.home, accounts, reminder, by)
        else:
            _tell(settings.home, "reminder_failed", reminder, by)
        yield failure


def _note(home: Home, accounts: Accounts, reminder: Reminder, by: tuple[str, str]) -> None:
    for gap in reminder.new:
        accounts.note_reminder(reminder.stek_id, gap.month, gap.kind, reminder.account.number)
    _tell(home, "reminder_sent", reminder, by)


def _tell(home: Home, what: str, reminder: Reminder, by: tuple[str, str]) -> None:
    who, source = by
    for gap in reminder.new:
        journal.note(
            home, what, who=who, source=source, account=reminder.account.number,
            stek_id=reminder.stek_id, month=str(gap.month), kind=_IN_JOURNAL[gap.kind],
        )  # fmt: skip
