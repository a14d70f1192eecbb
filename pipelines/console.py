"""What the `stek` command says to people, and how it reads what they typed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

import typer

from pipelines import clock, contracts
from pipelines.contracts import LANGUAGES, Language
from pipelines.errors import WrongUseError

if TYPE_CHECKING:
    from pipelines.landing.offers import Landed


def tell_tree(answers: Iterable[Landed]) -> None:
    """Count as they come: a tree is landed by whoever runs the monitor, not by one coordinator."""
    outcomes: Counter[str] = Counter()
    for landed in answers:
        outcomes[landed.receipt.outcome if landed.is_new else "unchanged"] += 1
        if outcomes.total() % 100 == 0:
            typer.echo(f"{outcomes.total()} deliveries landed …")
    told = ", ".join(f"{count} {outcome}" for outcome, count in sorted(outcomes.items()))
    typer.echo(f"{outcomes.total()} deliveries: {told}. `stek run` makes what follows from them.")


def stream_named(physical_name: str) -> str:
    """The stream with that Dutch name; raises WrongUseError that lists them."""
    names = {stream.physical_name: stream.name for stream in contracts.streams()}
    if physical_name not in names:
        raise WrongUseError(f"There is no stream {physical_name!r}. Known: {', '.join(names)}.")
    return names[physical_name]


def language_named(text: str) -> Language:
    """The language with that code; raises WrongUseError that lists them."""
    for language in LANGUAGES:
        if text == language:
            return language
    raise WrongUseError(f"There is no language {text!r}. Known: {', '.join(LANGUAGES)}.")


def moment(day: datetime | None) -> datetime | None:
    """Noon of a day that was typed, in Belgian time; None for now."""
    return day.replace(hour=12, tzinfo=clock.BELGIUM) if day else None
