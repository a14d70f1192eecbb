"""How we handle data, for everybody: its figures, columns and periods are read, never typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines import contracts
from pipelines.contracts.files import read_yaml
from pipelines.disclosure import rules
from pipelines.publication.publisher import publisher
from pipelines.retention_rules import rules as retention
from portal.access import Page
from portal.accounts import ROLES
from portal.accounts.factors import MOST_WRONG
from portal.accounts.inviting import VALID
from portal.frame import render, tongue_of
from portal.safety.limits import SIGN_INS_OF_ACCOUNT

if TYPE_CHECKING:
    from datetime import timedelta

    from starlette.requests import Request
    from starlette.responses import Response

    from dashboards.tongue import Tongue
    from portal.portal import Portal

_AUTHORITY = {
    "nl": "https://www.gegevensbeschermingsautoriteit.be/",
    "fr": "https://www.autoriteprotectiondonnees.be/",
    "en": "https://www.dataprotectionauthority.be/",
}
_MINUTE, _HOUR = 60, 3600  # seconds


def privacy_page(request: Request) -> Response:
    """What is processed, why, for how long, by whom, and how it is protected."""
    portal: Portal = request.app.state.portal
    tongue = tongue_of(request)
    lifetimes = portal.accounts.lifetimes
    return render(
        request, "privacy.html.jinja", publisher=publisher(), streams=contracts.streams(),
        kinds=_kinds(tongue), rights=_sensitive_rights(tongue), kept=_kept(tongue), roles=ROLES,
        small=_small(), settings=portal.settings, authority=_AUTHORITY[tongue.language],
        tries=SIGN_INS_OF_ACCOUNT.amount, wrong=MOST_WRONG, invitation_days=VALID.days,
        idle=_whole(lifetimes.idle, _MINUTE), longest=_whole(lifetimes.longest, _HOUR),
    )  # fmt: skip


def _kinds(tongue: Tongue) -> str:
    """What is looked for and refused, as a list in words."""
    kinds = contracts.delivery_rules().identity.values()
    return ", ".join(kind.to(tongue.language) for kind in kinds)


def _sensitive_rights(tongue: Tongue) -> str:
    """The rights that are never told of one Stek, as a list in words."""
    rights = contracts.code_list("rights")
    return ", ".join(
        right.label.to(tongue.language) for right in rights if right.fields["sensitive"] == "true"
    )


def _kept(tongue: Tongue) -> list[tuple[str, str]]:
    """What is kept, by the last part of the key of its words, and how long in words."""
    periods = retention()
    stays = tongue.say("privacy_long_stays")
    days = "privacy_long_pending_time"
    return [
        ("pending", tongue.say(days, count=periods.pending_days)),
        ("raw", tongue.say("privacy_long_raw_time", count=periods.raw_months)),
        ("records", tongue.say("privacy_long_records_time", count=periods.records_months)),
        ("receipts", stays),
        ("released", stays),
        ("account", tongue.say("privacy_long_account_time")),
        ("sign_in", tongue.say(days, count=periods.sign_in_days)),
        ("journal", tongue.say("privacy_long_journal_time", count=periods.journal_months)),
    ]


def _small() -> dict[str, int]:
    """What is shown of small numbers."""
    return {
        "smallest": rules.SMALLEST_COUNT,
        "round": rules.ROUND_TO,
        "base": rules.SMALLEST_RATE_BASE,
        "closing": int(read_yaml("publication.yaml").number("closing_months")),
    }


def _whole(time: timedelta, unit: int) -> int:
    return int(time.total_seconds()) // unit


PAGES = (Page("/privacy", privacy_page, None),)
