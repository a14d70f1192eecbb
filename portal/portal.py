"""The portal as one object: what every page works with, made once when the process starts."""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pipelines import clock, journal
from pipelines.home import Home
from portal.accounts import Accounts
from portal.desk.desk import Desk
from portal.recent import Recent
from portal.runner import Runner
from portal.safety.limits import Limits
from portal.settings import Settings

if TYPE_CHECKING:
    from portal.visitors import Visitor

_NOT_IN_JOURNAL = re.compile(r"[^a-z_/{}-]")
_LOG = logging.getLogger("stek.portal")


@dataclass(frozen=True)
class Portal:
    """What the pages share."""

    settings: Settings
    accounts: Accounts
    desk: Desk
    runner: Runner
    limits: Limits = field(default_factory=Limits)
    recent: Recent = field(default_factory=Recent)

    @classmethod
    def open(cls, settings: Settings) -> Portal:
        """The portal over a data home; its desk and its runner still stand still."""
        home = settings.home
        return cls(
            settings,
            Accounts.open(settings.accounts_url),
            Desk(home),
            Runner(home, quiet_seconds=settings.quiet_seconds),
        )

    @property
    def home(self) -> Home:
        """The data home."""
        return self.settings.home

    @property
    def is_sample(self) -> bool:
        """Whether the figures are fictitious; every page says so then."""
        return clock.sample_note(self.home) is not None

    def note(self, visitor: Visitor, what: str, **about: str | int) -> None:
        """Write in the journal what a visitor did."""
        journal.note(self.home, what, who=visitor.who, source=visitor.source, **about)
        _LOG.info("%s", what, extra={"who": visitor.who})

    def refused(self, visitor: Visitor, path: str) -> None:
        """Write in the journal that somebody asked for what is not theirs; `path` as it is declared."""
        self.note(visitor, "refused_access", page=_NOT_IN_JOURNAL.sub("", path))
