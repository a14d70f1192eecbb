"""The arrows between the rooms: data flows one way, and only disclosure control opens the door out."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from pipelines.home import CHECKOUT

DRIVES_DAGSTER = {"pipelines/run.py", "pipelines/definitions.py"}
MODULES = sorted(p for room in ("pipelines", "dashboards") for p in (CHECKOUT / room).rglob("*.py"))


def name(path: Path) -> str:
    return path.relative_to(CHECKOUT).as_posix()


def imports(path: Path) -> set[str]:
    tree = ast.parse(path.read_text("utf-8"))
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return found


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_only_the_graph_and_its_driver_know_dagster(path: Path) -> None:
    if name(path).startswith("pipelines/defs/") or name(path) in DRIVES_DAGSTER:
        return
    assert not {module for module in imports(path) if module.split(".")[0] == "dagster"}


@pytest.mark.parametrize(
    "path", [p for p in MODULES if name(p).startswith("dashboards/")], ids=name
)
def test_the_pages_see_released_tables_and_labels_only(path: Path) -> None:
    own = {module for module in imports(path) if module.startswith("pipelines.")}
    allowed = (
        "pipelines.contracts.breakdowns",
        "pipelines.contracts",
        "pipelines.disclosure.release",
        "pipelines.errors",
        "pipelines.files",
        "pipelines.home",
        "pipelines.publication.publisher",
    )
    assert not {module for module in own if not module.startswith(allowed)}
    assert "duckdb" not in imports(path)


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_great_expectations_and_dagster_are_imported_only_where_they_are_used(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))
    at_top = {
        alias.name.split(".")[0]
        for node in tree.body
        if isinstance(node, ast.Import | ast.ImportFrom)
        for alias in (
            node.names if isinstance(node, ast.Import) else [ast.alias(node.module or "")]
        )
    }
    if not name(path).startswith("pipelines/checking/"):
        assert "great_expectations" not in at_top
