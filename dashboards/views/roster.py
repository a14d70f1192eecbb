"""The Stekken as their list has them: where they are and since when, in the order of their names."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from dashboards.views import labels
from pipelines.contracts import Words, code_list

# What stands before or after the own name: "De STEK Zaventem", "Stek 16 (naam aan te vullen)".
_AROUND_NAME = re.compile(r"^(De )?STEK |\s*\(.*\)$")


@dataclass(frozen=True)
class Stek:
    """One Stek; `lat` and `lon` are degrees of the middle of its municipality, when that is known."""

    stek_id: str
    name: Words
    municipality: str
    province: str
    lat: float | None
    lon: float | None
    since: str
    until: str
    is_to_confirm: bool

    @property
    def page(self) -> str:
        """The file of its page, without `.html`."""
        return f"stek-{self.stek_id}"

    @property
    def short(self) -> str:
        """Its name as it fits beside a mark."""
        return _AROUND_NAME.sub("", self.name.nl)


@cache
def roster() -> dict[str, Stek]:
    """Every Stek by its code, in the alphabetical order of their names."""
    fields = {code.code: code.fields for code in code_list("stekken")}
    return {
        stek_id: Stek(
            stek_id=stek_id,
            name=name,
            municipality=fields[stek_id]["municipality"],
            province=fields[stek_id]["province"],
            lat=_degrees(fields[stek_id]["lat"]),
            lon=_degrees(fields[stek_id]["lon"]),
            since=fields[stek_id]["active_from"],
            until=fields[stek_id]["active_until"],
            is_to_confirm=bool(fields[stek_id]["note"]),
        )
        for stek_id, name in labels.stekken().items()
    }


def _degrees(written: str) -> float | None:
    return float(written) if written else None
