"""The journal in words: a line for each event, and what came of checking it."""

from __future__ import annotations

from pipelines.contracts import Language, Words
from pipelines.journal.checking import Checked
from pipelines.journal.events import Event, labels

_INTACT = Words(
    "Het logboek is zoals het geschreven werd: {events} gebeurtenissen.",
    "Le journal est tel qu'il a été écrit : {events} événements.",
    "The journal is as it was written: {events} events.",
)
_BROKEN = {
    "changed": Words(
        "Het logboek is gewijzigd {where}.",
        "Le journal a été modifié {where}.",
        "The journal was changed {where}.",
    ),
    "removed": Words(
        "Uit het logboek is iets weg {where}.",
        "Quelque chose a disparu du journal {where}.",
        "Something is gone from the journal {where}.",
    ),
    "order": Words(
        "De volgorde van het logboek klopt niet {where}.",
        "L'ordre du journal n'est pas juste {where}.",
        "The order of the journal is not right {where}.",
    ),
    "signature": Words(
        "Het logboek is niet door ons ondertekend {where}.",
        "Le journal n'est pas signé par nous {where}.",
        "The journal is not signed by us {where}.",
    ),
}
_AT = Words(
    "vanaf lijn {line} van {year}",
    "à partir de la ligne {line} de {year}",
    "from line {line} of {year}",
)
_AT_END = Words("aan het einde", "à la fin", "at the end")
_BEFORE = Words(
    "De {events} gebeurtenissen ervoor zijn echt.",
    "Les {events} événements qui précèdent sont authentiques.",
    "The {events} events before it are genuine.",
)
_HALF = Words(
    "Half geschreven lijnen, door een onderbroken verwerking: {count}.",
    "Lignes à moitié écrites, par un traitement interrompu : {count}.",
    "Half written lines, of a process that was cut short: {count}.",
)


def event_line(event: Event, language: Language) -> str:
    """One event for people: number, moment, what, who, from where, and what it is about."""
    about = " ".join(f"{name}={value}" for name, value in event.about.items())
    moment = event.moment.strftime("%Y-%m-%d %H:%M:%S")
    what = labels()[event.what].to(language) if event.what in labels() else event.what
    return f"{event.number:>7}  {moment}  {what}  {event.who}  {event.source}  {about}".rstrip()


def checked_line(found: Checked, language: Language) -> str:
    """What came of checking the journal, in one to three sentences."""
    told = [_INTACT.filled(events=found.events)]
    if found.broken:
        at = _AT.filled(line=found.where.line, year=found.where.year) if found.where else _AT_END
        told = [_BROKEN[found.broken].filled(where=at), _BEFORE.filled(events=found.events)]
    if found.half_lines:
        told.append(_HALF.filled(count=len(found.half_lines)))
    return " ".join(sentence.to(language) for sentence in told)
