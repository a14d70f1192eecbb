from __future__ import annotations

import ast
import json
from pathlib import Path

import polars as pl
import pytest

from pipelines.auditing.audit import audit
from pipelines.auditing.effort import Effort
from pipelines.errors import ContractError
from tests.auditing.releases import Row, Table, by_stek, write_release


def test_a_report_names_cells_for_the_house_and_none_for_the_public(tmp_path: Path) -> None:
    report = audit(write_release(tmp_path / "r", Table(by_stek({"geheim": None, "b": 60}, 63))))
    told = json.loads(report.json())
    assert told["counts"]["exact"] == 1
    assert told["findings"][0]["cell"][3] == "geheim"
    assert told["loss"] == {"rows": 3, "hidden_small": 1, "hidden_to_protect": 0, "hidden": 0}
    assert "geheim" not in report.summary()
    assert "| a hidden count that can be worked out | 1 |" in report.summary()


def test_files_that_are_no_release_are_refused(tmp_path: Path) -> None:
    folder = write_release(tmp_path / "r", Table(by_stek({"a": 40, "b": 60}, 100)))
    table = pl.read_parquet(folder / "reach.parquet")
    table.with_columns(status=pl.lit("geheim")).write_parquet(folder / "reach.parquet")
    with pytest.raises(ContractError, match="3 rows have a status that nobody knows"):
        audit(folder)
    (folder / "release.json").write_text("{}", "utf-8")
    with pytest.raises(ContractError, match=r"release\.json"):
        audit(folder)


def test_the_auditor_shares_no_code_with_disclosure_control() -> None:
    allowed = {"pipelines.errors", "numpy", "polars", "scipy", "highspy"}
    for path in (Path(__file__).parents[2] / "pipelines/auditing").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            module = getattr(node, "module", None) if isinstance(node, ast.ImportFrom) else None
            if module and module.startswith("pipelines."):
                assert module in allowed or module.startswith("pipelines.auditing"), (path, module)


def test_what_an_effort_leaves_undecided_is_told_and_is_no_clean_bill(tmp_path: Path) -> None:
    hidden = [Row(None, "hidden_small", stek=stek) for stek in "abcd"]
    folder = write_release(tmp_path / "r", Table([*hidden, Row(6)]))
    assert audit(folder).is_clean
    idle = audit(folder, effort=Effort(small=0, warm=0, enough=0))
    assert (idle.findings, idle.undecided, idle.is_clean) == ((), 4, False)


def test_the_same_files_give_the_same_report(tmp_path: Path) -> None:
    folder = write_release(tmp_path / "r", Table(by_stek({"a": None, "b": None, "c": 60}, 66)))
    reports = [json.loads(audit(folder).json()) for _ in range(2)]
    for report in reports:
        del report["seconds"]
    assert reports[0] == reports[1]


@pytest.mark.parametrize("effort", [Effort(), Effort(small=0), Effort(small=0, warm=0)])
def test_counts_that_nothing_limits_are_no_contradiction(tmp_path: Path, effort: Effort) -> None:
    rows = [Row(None, "hidden", stek=stek) for stek in "ab"]
    report = audit(
        write_release(tmp_path / "r", Table([*rows, Row(None, "hidden_to_protect")])), effort=effort
    )
    assert (report.findings, report.undecided) == ((), 0)
