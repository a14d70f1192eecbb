"""Sessions looked up a moment ago: whoever reads the site asks for twenty files a page.

Looking a session up takes ten times as long as handing a file of the site over. So what everybody
with an account may read is handed over for some seconds on the word of the last time. Whatever
else somebody asks for, their session is looked up; a change that they ask for ends the moment.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from portal.accounts import Session

SECONDS: Final = 5.0  # how long a closed account still reads what is published
MOST: Final = 2_000  # sessions; the oldest go


class Recent:
    """Complete sessions by their token, for some seconds; may be used from many threads at once."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._known: dict[str, tuple[float, Session]] = {}
        self._lock = threading.Lock()

    def get(self, token: str) -> Session | None:
        """The session of that token, when it was looked up a moment ago."""
        at, session = self._known.get(token, (0.0, None))
        return session if session is not None and self._now() - at < SECONDS else None

    def keep(self, token: str, session: Session) -> None:
        """Remember what was looked up; a session that is half way is never remembered."""
        if not session.is_complete:
            return
        with self._lock:
            self._known.pop(token, None)
            self._known[token] = (self._now(), session)
            while len(self._known) > MOST:
                del self._known[next(iter(self._known))]

    def forget(self, token: str) -> None:
        """Look that session up again the next time."""
        with self._lock:
            self._known.pop(token, None)
