"""What the tests of reading may ask for."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.reading.hostile import XLSX
from tests.reading.refusing import Refusing
from tests.reading.witness import Witness


@pytest.fixture(scope="session")
def witness(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Witness]:
    """A process that looks at hostile files, after it has imported what it needs for that."""
    folder = tmp_path_factory.mktemp("getuige")
    process = Witness(folder)
    first = folder / "eerste.xlsx"
    first.write_bytes(XLSX)
    process.look(first)
    yield process
    process.close()


@pytest.fixture
def refusing(witness: Witness, tmp_path: Path) -> Refusing:
    """That process, and a folder of the test's own."""
    return Refusing(witness, tmp_path)
