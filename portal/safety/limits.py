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


class Limits:
    """Counts of this process, forgotten when it ends."""

    def __init__(self) -> None:
        self._counted = MovingWindowRateLimiter(MemoryStorage())

    def sign_in(self, source: str, email: str) -> bool:
        """Count a try to sign in; False when there were too many.

        The e-mail is kept as a hash; whether it has an account makes no difference.
        """
        hashed = hashlib.sha256(email.casefold().strip().encode()).hexdigest()
        is_of_address = self._counted.hit(SIGN_INS_OF_ADDRESS, "address", source)
        return self._counted.hit(SIGN_INS_OF_ACCOUNT, "account", hashed) and is_of_address

    def upload(self, account: int) -> bool:
        """Count a file that is handed in; False when there were too many."""
        return self._counted.hit(UPLOADS_OF_ACCOUNT, "upload", str(account))


def too_often(seconds: int) -> HTTPException:
    """The answer to who tried too often: come back after so many seconds."""
    return HTTPException(429, headers={"Retry-After": str(seconds)})
