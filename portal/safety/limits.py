"""How often one may try: signing in, by address and by account; handing in, by account."""

from __future__ import annotations

import hashlib

from limits import RateLimitItemPerHour, RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter
from starlette.exceptions import HTTPException

# OWASP, Authentication Cheat Sheet: count failures by account, not by address alone. A Stek shares
# one address, so an address may try more often than an account may be tried.
SIGN_INS_OF_ACCOUNT = RateLimitItemPerHour(10)
SIGN_INS_OF_ADDRESS = RateLimitItemPerMinute(30)
UPLOADS_OF_ACCOUNT = RateLimitItemPerHour(120)
_WAIT = {SIGN_INS_OF_ACCOUNT: 3600, SIGN_INS_OF_ADDRESS: 60, UPLOADS_OF_ACCOUNT: 3600}


class Limits:
    """Counts of this process, forgotten when it ends."""

    def __init__(self) -> None:
        self._counted = MovingWindowRateLimiter(MemoryStorage())

    def sign_in(self, source: str, email: str) -> None:
        """Count a try; raises HTTPException 429 when there were too many.

        The e-mail is kept as a hash; whether it has an account makes no difference.
        """
        hashed = hashlib.sha256(email.casefold().strip().encode()).hexdigest()
        self._count(SIGN_INS_OF_ADDRESS, "address", source)
        self._count(SIGN_INS_OF_ACCOUNT, "account", hashed)

    def upload(self, account: int) -> None:
        """Count a file that is handed in; raises HTTPException 429 when there were too many."""
        self._count(UPLOADS_OF_ACCOUNT, "upload", str(account))

    def _count(self, limit: RateLimitItemPerHour | RateLimitItemPerMinute, *who: str) -> None:
        if not self._counted.hit(limit, *who):
            raise HTTPException(429, headers={"Retry-After": str(_WAIT[limit])})
