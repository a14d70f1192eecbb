"""A certificate that was tampered with is refused, whatever was changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from pipelines.errors import DisclosureError
from pipelines.suppression.certificate import Certificate
from pipelines.suppression.pattern import Pattern, Status
from pipelines.suppression.protection import protect
from pipelines.suppression.system import Rule, System
from pipelines.suppression.verification import verify
from tests.suppression.tables import table

Proof = tuple[System, Pattern, Certificate]


@pytest.fixture(scope="module")
def proof() -> Proof:
    system = table(np.array([[12, 1, 9], [7, 8, 0], [30, 2, 6]]))
    protection = protect(system)
    return system, protection.pattern, protection.certificate


def relabelled(proof: Proof, was: Status, now: Status) -> Proof:
    """The first cell of one status gets another."""
    system, pattern, certificate = proof
    status = pattern.status.copy()
    status[np.nonzero(status == was)[0][0]] = now
    return system, Pattern(status), certificate


def changed(part: str, at: int, by: int) -> Callable[[Proof], Proof]:
    """One number of the certificate is another."""

    def change(proof: Proof) -> Proof:
        system, pattern, certificate = proof
        numbers = getattr(certificate, part).copy()
        numbers[at] += by
        return system, pattern, replace(certificate, **{part: numbers})

    return change


def with_one_move_further(proof: Proof) -> Proof:
    """A cell of five or more moves up by one: its label allows it, its relations do not."""
    certificate = proof[2]
    large = proof[1].status[certificate.cells] == Status.HIDDEN_OTHER
    return changed("moves", int(np.nonzero(large)[0][0]), 1)(proof)


def without_a_row(proof: Proof) -> Proof:
    system, pattern, certificate = proof
    fewer = {
        part: getattr(certificate, part)[1:]
        for part in ("primaries", "low", "high", "low_witness", "high_witness")
    }
    return system, pattern, replace(certificate, **fewer)


def without_witnesses(proof: Proof) -> Proof:
    """Every end is the truth: nothing is proved."""
    system, pattern, certificate = proof
    truth = system.counts[certificate.primaries]
    told = np.full(len(truth), -1)
    none = np.zeros(0, np.int64)
    return (
        system,
        pattern,
        replace(
            certificate,
            starts=np.zeros(1, np.int64),
            cells=none,
            moves=none,
            low=truth,
            high=truth,
            low_witness=told,
            high_witness=told,
        ),
    )


def with_all_moves_double(proof: Proof) -> Proof:
    """Relations still hold; counts go below nothing or leave their label."""
    system, pattern, certificate = proof
    return system, pattern, replace(certificate, moves=certificate.moves * 40)


def with_a_move_in_two_parts(proof: Proof) -> Proof:
    """The first cell of the first witness is named twice."""
    system, pattern, certificate = proof
    cells, moves = certificate.cells, certificate.moves
    starts = certificate.starts + (np.arange(len(certificate.starts)) > 0)
    twice = np.concatenate([cells[:1], cells]), np.concatenate([moves[:1], moves])
    return system, pattern, replace(certificate, starts=starts, cells=twice[0], moves=twice[1])


TAMPERED = {
    "cell twice": with_a_move_in_two_parts,
    "published though small": lambda p: relabelled(p, Status.HIDDEN_SMALL, Status.PUBLISHED),
    "labelled large and are not": lambda p: relabelled(p, Status.HIDDEN_SMALL, Status.HIDDEN_OTHER),
    "labelled small and are not": lambda p: relabelled(p, Status.PUBLISHED, Status.HIDDEN_SMALL),
    "moves what is published": lambda p: relabelled(p, Status.HIDDEN_OTHER, Status.PUBLISHED),
    "not shown, or shown and not told so": lambda p: relabelled(p, Status.PUBLISHED, Status.UNSEEN),
    "no status": lambda p: relabelled(p, Status.HIDDEN_SMALL, -1),  # type: ignore[arg-type]
    "breaks relations": with_one_move_further,
    "low ends": changed("low", 0, -1),
    "high ends": changed("high", 0, 1),
    "witness that is not there": changed("high_witness", 0, 1000),
    "not there": changed("cells", 0, 1000),
    "cut its moves": changed("starts", -1, 1),
    "one row for each": without_a_row,
    "below the floor": without_witnesses,
    "leaves the|negative": with_all_moves_double,
}


def test_the_certificate_as_it_is_holds(proof: Proof) -> None:
    verify(*proof)


@pytest.mark.parametrize("fault", TAMPERED)
def test_a_tampered_certificate_is_refused(proof: Proof, fault: str) -> None:
    with pytest.raises(DisclosureError, match=fault):
        verify(*TAMPERED[fault](proof))


def test_a_certificate_for_a_lower_floor_is_no_proof_for_a_higher(proof: Proof) -> None:
    system, pattern, certificate = proof
    narrow = certificate.width < 4
    with pytest.raises(DisclosureError):
        verify(system, pattern, without_witnesses(proof)[2], Rule(floor=4))
    assert not narrow.any()
    verify(system, pattern, certificate, Rule(floor=4))


def test_a_pattern_of_another_length_is_refused(proof: Proof) -> None:
    system, pattern, certificate = proof
    with pytest.raises(DisclosureError, match="places"):
        verify(system, Pattern(pattern.status[1:]), certificate)
