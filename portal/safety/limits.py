"""How often one may try: signing in, by address and by account; handing in, by account.

And how much of what goes wrong the journal takes in: each line is signed and forced to the disk, and
anybody at all can make one by signing in wrongly.
"""

from __future__ import annotations

import hashlib
from ipaddress import IPv6Address, ip_network
from ipaddress import ip_address as parsed
from typing import Final

from limits import RateLimitItem, RateLimitItemPerHour, RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter
from starlette.exceptions import HTTPException

from portal.accounts.people import email_key

# OWASP, Authentication Cheat Sheet: count failures by account, not by address alone. A Stek shares
# one address, so an address may try more often than an account may be tried from there. From all
# addresses together it is more again: else anybody could keep a coordinator out from elsewhere.
SIGN_INS_OF_ACCOUNT: Final = RateLimitItemPerHour(10)
SIGN_INS_OF_ACCOUNT_ANYWHERE: Final = RateLimitItemPerHour(50)
SIGN_INS_OF_ADDRESS: Final = RateLimitItemPerMinute(30)
ASKS_OF_PROVIDER: Final = RateLimitItemPerMinute(120)  # signing in asks it twice, signing out once
UPLOADS_OF_ACCOUNT: Final = RateLimitItemPerHour(120)
# Lines of the journal about what went wrong, of some 600 bytes: 7 MB a day at the very most from
# who has no account, and what an account does is not crowded out by it.
FAILURES_OF_ONE: Final = RateLimitItemPerHour(60)
FAILURES_OF_STRANGERS: Final = RateLimitItemPerHour(500)
FAILURES: Final = frozenset({"sign_in_failed", "locked_out", "refused_access"})
_HOME_BITS: Final = 64  # of an IPv6 address: what a household gets, and may choose from at will


class Limits:
    """Counts of this process, forgotten when it ends."""

    def __init__(self) -> None:
        self._counted = MovingWindowRateLimiter(MemoryStorage())

    def sign_in(self, source: str, email: str) -> bool:
        """Count a try to sign in; False when there were too many.

        The e-mail is kept as a hash; whether it has an account makes no difference. What comes from
        an address that tried too often already is not held against the account.
        """
        place, who = (
            place_of(source),
            hashlib.sha256(email_key(email).encode("utf-8", "replace")).hexdigest(),
        )
        return (
            self._hit(SIGN_INS_OF_ADDRESS, "address", place)
            and self._hit(SIGN_INS_OF_ACCOUNT, "account", who, place)
            and self._hit(SIGN_INS_OF_ACCOUNT_ANYWHERE, "anywhere", who)
        )

    def provider(self, source: str) -> bool:
        """Count something that is asked of the provider; False when it was too much."""
        return self._hit(ASKS_OF_PROVIDER, "provider", place_of(source))

    def upload(self, account: int) -> bool:
        """Count a file that is handed in; False when there were too many."""
        return self._hit(UPLOADS_OF_ACCOUNT, "upload", str(account))

    def failure(self, who: str, source: str) -> bool:
        """Count something that went wrong; False when the journal has enough of it for now."""
        if who != "unknown":
            return self._hit(FAILURES_OF_ONE, "failure", who)
        is_of_one = self._hit(FAILURES_OF_ONE, "failure", place_of(source))
        return is_of_one and self._hit(FAILURES_OF_STRANGERS, "failure")

    def _hit(self, item: RateLimitItem, *key: str) -> bool:
        return self._counted.hit(item, *key)


def place_of(source: str) -> str:
    """Where that is, for counting: the address, of IPv6 the network that one household has.

    >>> place_of("2a02:a03f:1:2:3:4:5:6"), place_of("192.0.2.7"), place_of("unknown")
    ('2a02:a03f:1:2::/64', '192.0.2.7', 'unknown')
    """
    try:
        address = parsed(source)
    except ValueError:
        return source
    if not isinstance(address, IPv6Address):
        return source
    if address.ipv4_mapped:
        return str(address.ipv4_mapped)
    return str(ip_network((address, _HOME_BITS), strict=False))


def too_often(seconds: int) -> HTTPException:
    """The answer to who tried too often: come back after so many seconds."""
    return HTTPException(429, headers={"Retry-After": str(seconds)})
