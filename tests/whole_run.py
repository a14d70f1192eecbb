"""A whole run on a small sample, made once for all tests of a session that look at what comes of it."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from pipelines.files import one_at_a_time
from pipelines.home import Home
from pipelines.landing.trees import land_tree
from pipelines.run import run
from pipelines.sample import write_sample


def made_from(tree: Path, root: Path) -> Home:
    """A home that all of a tree was landed in and run."""
    home = Home(root)
    for _ in land_tree(home, tree):
        pass
    run(home)
    return home


def whole_run(folders: pytest.TempPathFactory) -> tuple[Path, Home]:
    """Four months of sixteen Stekken as they were delivered, and the home made of them.

    To be read only: who changes it takes a copy (`copy_of`). Whichever process asks first makes it.
    """
    own = folders.getbasetemp()
    folder = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "whole-run"
    tree, home = folder / "sample", Home(folder / "home")
    with one_at_a_time(folder / ".lock"):
        if not (folder / "made").exists():
            write_sample(tree, months=4, seed=3, visits_per_month=30)
            made_from(tree, home.root)
            (folder / "made").touch()
    return tree, home


def copy_of(home: Home, root: Path) -> Home:
    """The same home in another folder, to be changed."""
    shutil.copytree(home.root, root, symlinks=True)
    return Home(root)
