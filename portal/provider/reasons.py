"""Why a sign-in at a provider came to nothing: what the person reads, and what the answer is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from pipelines.errors import StekError

Reason = Literal["denied", "over", "down", "refused", "roles", "email", "unconfirmed", "account"]
# What is answered; 502 and 503 (RFC 9110) are the provider's doing, not that of who asks.
STATUSES: Mapping[Reason, int] = {
    "denied": 403,
    "over": 400,
    "down": 503,
    "refused": 502,
    "roles": 403,
    "email": 403,
    "unconfirmed": 403,
    "account": 403,
}
# When somebody can do better by trying once more.
AGAIN: frozenset[Reason] = frozenset({"denied", "over", "down"})


class ProviderError(StekError):
    """A sign-in at a provider came to nothing; the message is the reason, and holds no value."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(f"A sign-in at the provider came to nothing: {reason}.")
        self.reason: Reason = reason
