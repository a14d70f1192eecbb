from __future__ import annotations

import doctest
import importlib
import pkgutil

import pytest

from pipelines import reading

MODULES = [module.name for module in pkgutil.iter_modules(reading.__path__, "pipelines.reading.")]


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_in_docstrings_are_true(name: str) -> None:
    assert doctest.testmod(importlib.import_module(name)).failed == 0
