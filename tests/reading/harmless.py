"""Harmless values of the kinds that the streams hold: what no identity scan may take for a person."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta

from pipelines import contracts

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
_CLASSES = ("1-4", "5-9", "10-19", "20+", "0-17", "65+", "ja", "nee", "x")
_LISTS = ("rights", "reasons", "themes", "destinations", "stekken")


def harmless(amount: int, seed: int = 7) -> Iterator[str]:
    """That many codes, labels, ids, dates, serials, amounts and counts, in any order."""
    draw = random.Random(seed)  # noqa: S311 - a corpus, no secret
    makers = (_word, _counted_id, _random_id, _date, _amount)
    return (draw.choice(makers)(draw) for _ in range(amount))


def _word(draw: random.Random) -> str:
    code = draw.choice(contracts.code_list(draw.choice(_LISTS)))
    return draw.choice((code.code, code.label.nl, draw.choice(_CLASSES)))


def _counted_id(draw: random.Random) -> str:
    year, month, count = draw.randrange(2022, 2030), draw.randrange(1, 13), draw.randrange(10**4)
    return draw.choice(
        (
            f"b{count:06d}",
            f"zav-{year}-{month:02d}-{count:04d}",
            f"{year}{month:02d}-{count:04d}",
            f"{year}{month:02d}{count:04d}",
            f"{draw.randrange(20220101, 20301231)}-{count % 1000:03d}",
            str(count),
            f"{count:08d}",
        )
    )


def _random_id(draw: random.Random) -> str:
    bits = draw.choice((32, 40, 64, 128))
    code = "".join(draw.choices(_LETTERS, k=draw.randrange(6, 33)))
    return draw.choice((code, f"{draw.getrandbits(bits):0{bits // 4}x}".upper()))


def _date(draw: random.Random) -> str:
    day = date(2022, 1, 1) + timedelta(days=draw.randrange(2500))
    serial = str(draw.randrange(20_000, 60_001))
    return draw.choice(
        (str(day), f"{day:%d/%m/%Y}", f"{day:%d-%m-%y}", f"{day:%d.%m.%Y} 9:30", serial)
    )


def _amount(draw: random.Random) -> str:
    euros = draw.randrange(2_500_000) / 100
    grouped = f"{euros:,.2f}".replace(",", " ").replace(".", ",")
    return draw.choice((f"{euros:.2f}", f"€ {grouped}", repr(draw.random() * 5000), f"{euros:.0f}"))
