from __future__ import annotations

from pathlib import Path

from pipelines.foresight.handed import Handed, standing
from pipelines.home import Home
from pipelines.landing.looking import Offer
from pipelines.landing.offers import land, land_nothing
from pipelines.months import Month
from tests.foresight.months import checks, handed, visits

MARCH = Month(2026, 3)


def place(file: Handed) -> Path:
    return file.path or Path()


def test_what_stands_is_the_latest_that_could_be_used_of_each_stream(
    home: Home, tmp_path: Path
) -> None:
    first, second = (handed(tmp_path, name, visits(n)) for name, n in (("a", 2), ("b", 3)))
    refused = handed(tmp_path, "fout", visits(4, gender="onbestaand"))
    other = handed(tmp_path, "rechtenchecks", checks(1))
    of_april = handed(tmp_path, "april", visits(2, "2026-04-15"))
    months = {**dict.fromkeys((first, other, second, refused), MARCH), of_april: Month(2026, 4)}
    list(land(home, [Offer(place(file), "zaventem", month) for file, month in months.items()]))
    land_nothing(home, "zaventem", MARCH, ["signals"], None)
    found = standing(home, "zaventem", MARCH)
    assert [(one.name, sorted(one.streams or ())) for one in found] == [
        ("rechtenchecks.csv", ["entitlement_checks"]),
        ("b.csv", ["visits"]),
        ("", ["signals"]),
    ]
    kept = [one.path and one.path.read_bytes() for one in found]
    assert kept == [place(other).read_bytes(), place(second).read_bytes(), None]
    assert standing(home, "tienen", MARCH) == ()
