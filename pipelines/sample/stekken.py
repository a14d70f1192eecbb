"""Who the Stekken of the sample are: how large, how open, how well things end. All invented."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pipelines import contracts
from pipelines.errors import WrongUseError
from pipelines.months import Month


@dataclass(frozen=True)
class Profile:
    """What sets one Stek apart.

    `letters` begin its ids; `size` is relative (only Beringen's sixty people a week is published);
    `anonymous` is the share of visits without a visitor code; `form` the contact form it has most;
    `missed` shifts the log odds that a right is not taken up, a little: Stekken are not alike.
    """

    letters: str
    size: float
    anonymous: float
    form: str
    missed: float


# The largest is four times the smallest.
PROFILES: Mapping[str, Profile] = {
    "zaventem": Profile("ZAV", 1.10, 0.18, "koffie_formulieren", 0.0),
    "tienen": Profile("TIE", 1.30, 0.22, "ontmoeting", 0.1),
    "kalmthout": Profile("KAL", 0.80, 0.16, "koffie_formulieren", 0.05),
    "beringen": Profile("BER", 1.80, 0.25, "ontmoeting", 0.0),
    "leopoldsburg": Profile("LEO", 0.90, 0.15, "vorming", -0.15),
    "sint-truiden": Profile("STR", 1.20, 0.15, "koffie_formulieren", 0.0),
    "zelzate": Profile("ZEL", 1.00, 0.20, "ontmoeting", 0.0),
    "harelbeke": Profile("HAR", 0.70, 0.17, "digihulp", 0.1),
    "denderleeuw": Profile("DEN", 0.60, 0.20, "zitdag_partner", 0.05),
    "gent-broederij": Profile("GBR", 0.90, 0.23, "ontmoeting", -0.05),
    "gent-tuintjes": Profile("GTU", 0.60, 0.24, "outreach", 0.0),
    "gent-zoete-inval": Profile("GZI", 1.00, 0.21, "ontmoeting", -0.1),
    "gent-warme-wijktuin": Profile("GWW", 0.50, 0.24, "outreach", -0.05),
    "anderlecht-peterbos": Profile("APB", 1.60, 0.19, "huisbezoek", 0.15),
    "ieper-ter-plekke": Profile("ITP", 0.45, 0.17, "koffie_formulieren", -0.1),
    "stek-16": Profile("SXX", 0.55, 0.20, "telefoon_online", 0.0),
}


@dataclass(frozen=True)
class Stek:
    """One Stek of the roster with its profile; `share` of all visits is 1 on average."""

    stek_id: str
    name: str
    profile: Profile
    share: float
    active_from: str
    active_until: str

    def is_active(self, month: Month) -> bool:
        """Whether it delivers for that month."""
        return self.active_from <= str(month) <= (self.active_until or "9999-12")


def stekken() -> tuple[Stek, ...]:
    """Every Stek of the roster; one that the sample does not know yet is of middling size."""
    roster = contracts.code_list("stekken")
    profiles = {
        code.code: PROFILES.get(code.code, Profile(f"S{place:02d}X", 0.9, 0.2, "ontmoeting", 0.0))
        for place, code in enumerate(roster, 1)
    }
    mean = sum(profile.size for profile in profiles.values()) / len(profiles)
    return tuple(
        Stek(
            code.code,
            code.label.nl,
            profiles[code.code],
            profiles[code.code].size / mean,
            code.fields["active_from"],
            code.fields["active_until"],
        )
        for code in roster
    )


def roster_begins() -> Month:
    """The first month in which any Stek is active."""
    return min(Month.parse(stek.active_from) for stek in stekken())


def check_months(first: Month, last: Month) -> None:
    """Raise WrongUseError unless some Stek of the roster is active from the first month on."""
    begin = roster_begins()
    if first >= begin:
        return
    most, later = len(begin.until(last)), begin.plus(len(first.until(last)) - 1)
    raise WrongUseError(
        f"No Stek is active in {first}: the roster begins in {begin}. "
        f"Ask for at most {most} months up to {last}, or for a last month from {later} on."
    )
