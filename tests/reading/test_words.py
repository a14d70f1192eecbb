from __future__ import annotations

import ast
from pathlib import Path

import pytest

from pipelines import contracts, reading

MODULES = sorted(Path(reading.__path__[0]).glob("*.py"))


def first_words(path: Path, called: str) -> set[str]:
    """The texts that begin the arguments of every call of that name."""
    calls = [
        node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Call)
    ]
    found = [call.args[0] for call in calls if ast.unparse(call.func) == called and call.args]
    return {str(node.value) for node in found if isinstance(node, ast.Constant)}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_every_refusal_and_repair_of_a_file_has_its_words_in_the_contract(path: Path) -> None:
    rules = contracts.delivery_rules()
    assert first_words(path, "RefusedError") <= rules.refusals.keys()
    assert first_words(path, "Repair") | first_words(path, "_counted") <= rules.repairs.keys()
