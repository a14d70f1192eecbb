"""The commands, as a person types them."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from pipelines.home import CHECKOUT, Home


def stek(home: Home, *arguments: str | Path) -> tuple[int, str]:
    """Run the command in a process of its own: its exit code and all that it said."""
    done = subprocess.run(
        [sys.executable, "-m", "pipelines.cli", *map(str, arguments)],
        env=os.environ | {"STEK_HOME": str(home.root), "COLUMNS": "200"},
        cwd=CHECKOUT,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr
