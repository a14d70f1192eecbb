"""The portal as one object: what every page works with, made once when the process starts."""

from __future__ import annotations

import logging
import os
import re
import subprocess
import sys
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from pipelines import clock, journal
from pipelines.home import Home
from portal.accounts import Accounts
from portal.desk.desk import Desk
from portal.mail.daily import send_due
from portal.recent import Recent
from portal.runner import Runner
from portal.safety.limits import FAILURES, Limits
from portal.safety.turns import Turns
from portal.settings import Settings

if TYPE_CHECKING:
    from portal.visitors import Visitor

_NOT_IN_JOURNAL = re.compile(r"[^a-z_/{}-]")
_LOG = logging.getLogger("stek.portal")
# Passwords: as many as `accounts.hashing` lets through, and of those that wait no more than are
# done in some seconds. Without, forty people who sign in held every thread that pages need.
_HASHES_AT_ONCE, _HASHES_WAITING = 2, 40


@dataclass(frozen=True)
class Portal:
    """What the pages share."""

    settings: Settings
    accounts: Accounts
    desk: Desk
    runner: Runner
    limits: Limits = field(default_factory=Limits)
    recent: Recent = field(default_factory=Recent)
    hashing: Turns = field(default_factory=lambda: Turns(_HASHES_AT_ONCE, _HASHES_WAITING))

    @classmethod
    def open(cls, settings: Settings) -> Portal:
        """The portal over a data home; its desk and its runner still stand still."""
        home, accounts = settings.home, Accounts.open(settings.accounts_url)
        every_day = (partial(send_due, settings, accounts), accounts.sweep, partial(_retain, home))
        runner = Runner(home, quiet_seconds=settings.quiet_seconds, daily_jobs=every_day)
        return cls(settings, accounts, Desk(home), runner)

    @property
    def home(self) -> Home:
        """The data home."""
        return self.settings.home

    @property
    def is_sample(self) -> bool:
        """Whether the figures are fictitious; every page says so then."""
        return clock.sample_note(self.home) is not None

    def note(self, visitor: Visitor, what: str, **about: str | int) -> None:
        """Write in the journal what a visitor did; of what goes wrong again and again not each time."""
        if what in FAILURES and not self.limits.failure(visitor.who, visitor.source):
            return
        journal.note(self.home, what, who=visitor.who, source=visitor.source, **about)
        _LOG.info("%s", what, extra={"who": visitor.who})

    def refused(self, visitor: Visitor, path: str) -> None:
        """Write in the journal that somebody asked for what is not theirs; `path` as it is declared."""
        self.note(visitor, "refused_access", page=_NOT_IN_JOURNAL.sub("", path))


def _retain(home: Home) -> None:
    """Remove what has had its time, in a process of its own: it reads more than a page may wait for.

    Where Dagster's daemon does it too, there is nothing left to do.
    """
    command = [sys.executable, "-m", "pipelines.cli", "retain"]
    environment = {**os.environ, "STEK_HOME": str(home.root)}
    subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL)
