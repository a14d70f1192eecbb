"""The Dagster graph: every file in defs/ registers itself."""

from pathlib import Path

import dagster as dg


@dg.definitions
def defs() -> dg.Definitions:
    """The definitions found in the defs folder."""
    return dg.load_from_defs_folder(path_within_project=Path(__file__).parent)
