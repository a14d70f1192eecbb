"""The proofs of what was protected, kept in the house: they hold true counts in all but name."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path

import numpy as np

from pipelines.disclosure.certified import Certified
from pipelines.files import folder_published_as


def keep_proofs(folder: Path, proofs: Mapping[str, Certified]) -> None:
    """Write `<year>/certificate.npz` and `<year>/verdicts.parquet` for each year.

    Those of other years stay: what is told of a closed year was proved when it was told.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    for year, proof in proofs.items():
        with folder_published_as(folder / year) as made:
            certificate = proof.certificate
            named = {one.name: getattr(certificate, one.name) for one in fields(certificate)}
            np.savez_compressed(made / "certificate.npz", **named)
            proof.verdicts.write_parquet(made / "verdicts.parquet")


def hashes_of(path: Path) -> dict[str, dict[str, str]]:
    """By indicator and period, a hash of the true counts that were released; empty at first.

    A hash of few small counts can be guessed: it stays in the house.
    """
    if not path.exists():
        return {}
    told: dict[str, dict[str, str]] = json.loads(path.read_bytes())
    return told
