"""Letters: what a reminder and an invitation say, in the language of who reads them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pipelines import contracts
from portal.frame import TONGUES, stek_name

if TYPE_CHECKING:
    from dashboards.tongue import Tongue
    from portal.accounts import Account, Invitation
    from portal.mail.reminders import Gap, Reminder


@dataclass(frozen=True)
class Letter:
    """One letter; `text` is plain."""

    to: str = field(repr=False)
    subject: str
    text: str = field(repr=False)
    language: str


def reminder(of: Reminder, public_url: str, *, is_sample: bool = False) -> Letter:
    """What is missing, until when, where to deliver it, and thanks."""
    tongue = TONGUES[of.account.language]
    stek = stek_name(of.stek_id, tongue.language)
    is_over = any(gap.is_over for gap in of.gaps)
    months = _listed(tongue, [tongue.period(str(gap.month)) for gap in of.gaps])
    parts = [
        tongue.say("letter_dear", name=of.account.name),
        tongue.say("letter_after" if is_over else "letter_before", stek=stek),
        "\n\n".join(_told(tongue, gap) for gap in of.gaps),
        tongue.say("letter_link", link=f"{public_url}/stek/{of.stek_id}/leveren"),
        tongue.say("letter_nothing"),
        tongue.say("letter_crossed"),
        tongue.say("letter_thanks"),
    ]
    subject = tongue.say("letter_subject", stek=stek, months=months)
    return _letter(of.account, subject, parts, is_sample=is_sample)


def invitation(of: Invitation, public_url: str) -> Letter:
    """The link to choose a password with."""
    tongue = TONGUES[of.account.language]
    parts = [
        tongue.say("letter_dear", name=of.account.name),
        tongue.say("letter_invited"),
        link(of, public_url),
        tongue.say("letter_invited_how"),
        tongue.say("letter_thanks_invited"),
    ]
    return _letter(of.account, tongue.say("letter_invited_subject"), parts)


def link(of: Invitation, public_url: str) -> str:
    """Where the invited person chooses a password; whoever has it can come in."""
    return f"{public_url}/uitnodiging/{of.token}"


def _letter(
    account: Account, subject: str, parts: Sequence[str], *, is_sample: bool = False
) -> Letter:
    tongue = TONGUES[account.language]
    first = [f"{tongue.say('sample')}."] if is_sample else []
    text = "\n\n".join(part.strip() for part in (*first, *parts)) + "\n"
    return Letter(account.email, subject, text, tongue.tag)


def _told(tongue: Tongue, gap: Gap) -> str:
    """A month in a few lines: until when, and what is missing."""
    return "\n".join(
        [
            tongue.say(
                "letter_month_over" if gap.is_over else "letter_month",
                month=_capital(tongue.period(str(gap.month))),
                day=tongue.day(str(gap.due_on)),
            ),
            *(f"- {line}" for line in _streams(tongue, gap)),
        ]
    )


def _streams(tongue: Tongue, gap: Gap) -> Iterator[str]:
    for one in contracts.streams():
        title = one.title.to(tongue.language)
        if one.name in gap.missing:
            yield title
        if one.name in gap.refused:
            yield tongue.say("letter_refused", stream=title)


def _listed(tongue: Tongue, words: Sequence[str]) -> str:
    """The words as a sentence has them: `september 2026 en oktober 2026`."""
    *first, last = words
    return f"{', '.join(first)} {tongue.say('and')} {last}" if first else last


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
