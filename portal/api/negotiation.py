"""Which form of an answer a program asks for (RFC 9110, 12.5.1)."""

from __future__ import annotations

from collections.abc import Sequence

_EXACT, _OF_KIND, _ANY = 3, 2, 1


def best(accept: str, offers: Sequence[str]) -> str | None:
    """The form that is asked for most; the first that is offered when several are; None for none.

    >>> best("text/csv, application/json;q=0.5", ("application/json", "text/csv"))
    'text/csv'
    >>> best("", ("application/json", "text/csv"))
    'application/json'
    >>> best("text/html", ("application/json",)) is None
    True
    """
    ranges = [_range(one) for one in accept.split(",") if one.strip()]
    if not ranges:
        return offers[0]
    wanted = {offer: _quality(offer, ranges) for offer in offers}
    most = max(wanted.values())
    return next(offer for offer in offers if wanted[offer] == most) if most > 0 else None


def _range(text: str) -> tuple[str, float]:
    """A media range and how much it is wanted; what is no number counts as not wanted."""
    name, *parameters = (part.strip().lower() for part in text.split(";"))
    quality = next((one[2:].strip() for one in parameters if one.startswith("q=")), "1")
    try:
        return name, min(max(float(quality), 0.0), 1.0)
    except ValueError:
        return name, 0.0


def _quality(offer: str, ranges: Sequence[tuple[str, float]]) -> float:
    """What the most specific range that fits an offer says of it."""
    kind = offer.partition("/")[0]
    rank = {offer: _EXACT, f"{kind}/*": _OF_KIND, "*/*": _ANY}
    fitting = [(rank[name], quality) for name, quality in ranges if name in rank]
    return max(fitting)[1] if fitting else 0.0
