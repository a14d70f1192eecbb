"""The README under test: its commands exist, its places exist, its recipe is the one that works."""

from __future__ import annotations

import re

import typer

from pipelines.cli import app
from pipelines.home import CHECKOUT

README = (CHECKOUT / "README.md").read_text("utf-8")


def test_every_command_is_in_the_readme_and_every_command_there_exists() -> None:
    commands = set(typer.main.get_command(app).commands)  # type: ignore[attr-defined]  # a group
    told = set(re.findall(r"(?<![-\w])stek ([a-z]+)\b", README))
    assert commands - {"demo"} <= told
    assert told <= commands


def test_every_target_of_make_that_the_readme_names_exists() -> None:
    makefile = (CHECKOUT / "Makefile").read_text("utf-8")
    for target in set(re.findall(r"`make ([a-z-]+)`", README)):
        assert f"\n{target}:" in makefile, target


def test_every_folder_that_the_readme_names_is_there() -> None:
    for folder in ("data_contracts", "pipelines", "sql", "dashboards", "tests", "benchmarks"):
        assert f"`{folder}/" in README, folder
        assert (CHECKOUT / folder).is_dir()
