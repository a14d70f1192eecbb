"""Harmless values of the kinds that the streams hold: what no identity scan may take for a person."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
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


def habits(rows: int, seed: int) -> dict[str, list[str]]:
    """Columns as one coordinator fills them: a stream's own, and some more; by their header."""
    draw = random.Random(seed)  # noqa: S311 - a corpus, no secret
    ids, codes = draw.choice(_IDS), draw.choice(_VISITORS)
    days, amounts = draw.choice(_DAYS), draw.choice(_AMOUNTS)
    some_day = [date(2022, 1, 1) + timedelta(days=draw.randrange(2500)) for _ in range(rows)]
    words = {name: [_label(draw, name) for _ in range(rows)] for name in _LISTS}
    euros = [draw.randrange(2_500_000) / 100 for _ in range(rows)]
    return {
        "nr": [str(n + 1) for n in range(rows)],
        "bezoek_id": [ids(draw, n) for n in range(rows)],
        "bezoeker_code": [codes(draw) for _ in range(rows)],
        "datum": [days(day) for day in some_day],
        "bedrag_maand": [amounts(amount) for amount in euros],
        "aantal": [str(draw.randrange(400)) for _ in range(rows)],
        "aandeel": [f"{draw.random():.1%}".replace(".", ",") for _ in range(rows)],
        "uur": [
            f"{draw.randrange(8, 19):02d}:{draw.choice((0, 15, 30, 45)):02d}" for _ in range(rows)
        ],
        **words,
    }


def _label(draw: random.Random, name: str) -> str:
    code = draw.choice(contracts.code_list(name))
    return draw.choice((code.code, code.label.nl, code.label.fr, code.label.nl.upper()))


_IDS: tuple[Callable[[random.Random, int], str], ...] = (
    lambda _, n: f"b{n + 1:04d}",
    lambda _, n: f"zav-2026-10-{n + 1:04d}",
    lambda _, n: f"ZAV26J-b{n + 1:04d}",
    lambda _, n: f"20261005-{n + 1:03d}",
    lambda _, n: f"202610{n + 1:04d}",
    lambda _, n: f"202610-{n + 1:05d}",
    lambda _, n: f"{n + 1:08d}",
    lambda _, n: str(100_000 + 7 * n),
    lambda draw, _: f"{draw.getrandbits(128):032x}",
    lambda draw, _: f"{draw.getrandbits(40):010X}",
    lambda draw, _: str(draw.randrange(10**8, 10**9)),
)
_VISITORS: tuple[Callable[[random.Random], str], ...] = (
    lambda draw: "".join(draw.choices(_LETTERS, k=8)),
    lambda draw: "".join(draw.choices(_LETTERS.upper(), k=12)),
    lambda draw: "".join(draw.choices("0123456789", k=10)),
    lambda draw: "".join(draw.choices("0123456789abcdef", k=16)),
    lambda draw: f"V{draw.randrange(10**6):06d}",
    lambda draw: "".join(draw.choices("0123456789", k=9)),
)
_DAYS: tuple[Callable[[date], str], ...] = (
    str,
    lambda day: f"{day:%d/%m/%Y}",
    lambda day: f"{day.day}-{day.month}-{day:%y}",
    lambda day: f"{day:%d.%m.%Y}",
    lambda day: f"{day:%d %m %Y}",
    lambda day: f"{day:%Y%m%d}",
    lambda day: f"{day:%d/%m/%Y} 09:30:00",
    lambda day: str((day - date(1899, 12, 30)).days),
)
_AMOUNTS: tuple[Callable[[float], str], ...] = (
    lambda euros: f"{euros:.2f}",
    lambda euros: f"{euros:,.2f}".translate(str.maketrans(",.", ".,")),
    lambda euros: f"€ {euros:,.2f}".translate(str.maketrans(",.", "\u00a0,")),
    lambda euros: f"{euros:.0f}",
    lambda euros: repr(euros / 3),
    lambda euros: f"{euros:.2f} EUR",
)
