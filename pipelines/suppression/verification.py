"""Whether a certificate proves a pattern: additions and comparisons only, no search, no solver.

It shares nothing with the search but the shapes of what it is handed, and states the labels anew.
"""

from __future__ import annotations

import numpy as np

from pipelines.errors import DisclosureError
from pipelines.suppression.certificate import THE_TRUTH, Certificate
from pipelines.suppression.pattern import Pattern, Status
from pipelines.suppression.system import Flags, Kind, Rule, System, Whole, numbers


def verify(
    system: System, pattern: Pattern, certificate: Certificate, rule: Rule | None = None
) -> None:
    """Passes or raises a `DisclosureError` that names cells and witnesses by number, no values."""
    rule = rule or Rule()
    _check_labels(system, pattern, rule)
    _check_shape(system, certificate)
    _check_witnesses(system, pattern, certificate, rule)
    _check_relations(system, certificate)
    _check_ends(system, certificate, rule)


def _check_labels(system: System, pattern: Pattern, rule: Rule) -> None:
    """Every cell has the status that its kind, its count and its protection allow."""
    if len(pattern.status) != len(system):
        raise DisclosureError(f"Pattern: a system of {len(system)} cells has as many places.")
    status, small = pattern.status, system.counts < rule.smallest
    shown = system.kinds == Kind.SHOWN
    published = status == Status.PUBLISHED
    wrong = {
        "are not shown, or shown and not told so": (status >= Status.UNSEEN) == shown,
        "are unseen or known, and told otherwise": ~shown
        & ((status == Status.UNSEEN) != (system.kinds == Kind.UNSEEN)),
        "are published though small": published & small,
        "are published though protected": published & system.is_primary,
        "are labelled small and are not": (status == Status.HIDDEN_SMALL) & ~small,
        "are labelled large and are not": (status == Status.HIDDEN_OTHER) & small,
        "have no status at all": ~np.isin(status, list(Status)),
    }
    for fault, cells in wrong.items():
        if cells.any():
            raise DisclosureError(f"Pattern: cells {numbers(cells)} {fault}.")


def _check_shape(system: System, certificate: Certificate) -> None:
    """Every primary cell has one row, every witness moves cells of the system, each once."""
    primaries = np.nonzero(system.is_primary)[0]
    rows = ("low", "high", "low_witness", "high_witness")
    if not np.array_equal(certificate.primaries, primaries):
        raise DisclosureError("Certificate: not exactly one row for each primary cell.")
    if any(len(getattr(certificate, row)) != len(primaries) for row in rows):
        raise DisclosureError("Certificate: the rows of the primary cells are not of one length.")
    starts, cells = certificate.starts, certificate.cells
    bounded = len(starts) and starts[0] == 0 and starts[-1] == len(cells) == len(certificate.moves)
    if not bounded or (np.diff(starts) < 0).any():
        raise DisclosureError("Certificate: the witnesses do not cut its moves in pieces.")
    if ((cells < 0) | (cells >= len(system))).any():
        raise DisclosureError("Certificate: a witness moves a cell that is not there.")
    witness = np.repeat(np.arange(len(certificate)), np.diff(starts))
    if len(np.unique(witness * len(system) + cells)) < len(cells):
        raise DisclosureError("Certificate: a witness moves a cell twice.")


def _check_witnesses(
    system: System, pattern: Pattern, certificate: Certificate, rule: Rule
) -> None:
    """Every table counts + move keeps every published value and every label."""
    cells, moves = certificate.cells, certificate.moves
    table, status = system.counts[cells] + moves, pattern.status[cells]
    beyond = (table < system.low[cells]) | (table > system.high[cells])
    wrong: dict[str, Flags] = {
        "is negative in": table < 0,
        "moves what is known in": (status == Status.KNOWN) & (moves != 0),
        "moves what is published in": (status == Status.PUBLISHED) & beyond,
        "leaves the small label in": (status == Status.HIDDEN_SMALL) & (table >= rule.smallest),
        "leaves the large label in": (status == Status.HIDDEN_OTHER) & (table < rule.smallest),
    }
    for fault, places in wrong.items():
        if places.any():
            first = int(np.nonzero(places)[0][0])
            witness = int(np.searchsorted(certificate.starts, first, side="right")) - 1
            raise DisclosureError(f"Certificate: witness {witness} {fault} cell {cells[first]}.")


def _check_relations(system: System, certificate: Certificate) -> None:
    """Every move adds up to nothing in every relation, as the true counts do."""
    from scipy.sparse import csc_array

    shape = (len(system), len(certificate))
    moved = csc_array((certificate.moves, certificate.cells, certificate.starts), shape=shape)
    if (system.relations @ system.counts).any():
        raise DisclosureError("Certificate: the true counts do not keep their relations.")
    sums = (system.relations @ moved).tocoo()
    if len(broken := sums.col[sums.data != 0]):
        raise DisclosureError(f"Certificate: witness {broken.min()} breaks relations.")


def _check_ends(system: System, certificate: Certificate, rule: Rule) -> None:
    """The ends are what the witnesses say, and lie at least the floor apart."""
    for name in ("low", "high"):
        stated = _stated(system, certificate, getattr(certificate, f"{name}_witness"))
        if (off := stated != getattr(certificate, name)).any():
            raise DisclosureError(
                f"Certificate: the {name} ends of rows {numbers(off)} are not met."
            )
    below = np.zeros(len(system), np.bool_)
    below[certificate.primaries[certificate.high - certificate.low < rule.floor]] = True
    if below.any():
        raise DisclosureError(f"Certificate: cells {numbers(below)} are below the floor.")


def _stated(system: System, certificate: Certificate, witnesses: Whole) -> Whole:
    """What each primary cell is in the witness of its row."""
    if ((witnesses < THE_TRUTH) | (witnesses >= len(certificate))).any():
        raise DisclosureError("Certificate: a row names a witness that is not there.")
    values = system.counts[certificate.primaries].copy()
    for row, witness in enumerate(witnesses.tolist()):
        cells, moves = certificate.move(witness)
        values[row] += moves[cells == certificate.primaries[row]].sum()
    return values
