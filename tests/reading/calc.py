"""Files as LibreOffice Calc saves them for a person with the Belgian Dutch locale."""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path

# Field separator ; quote " UTF-8, from line 1, Dutch (Belgium), and what looks like a date or a
# number becomes one, as when a person types it.
_TYPED = "CSV:59,34,76,1,,2067,false,true"
# The same way out: with decimal commas, each cell as it is shown; Windows-1252, UTF-8, UTF-16.
SAVED = {"cp1252": "1", "utf8": "76", "utf16": "65535"}


_BELGIAN_DUTCH = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale" oor:op="fuse">
<value>nl-BE</value></prop></item>
</oor:items>
"""


def _profile(folder: Path) -> Path:
    """A profile of the test's own, as on a computer in Flanders."""
    profile = folder / "profile"
    settings = profile / "user" / "registrymodifications.xcu"
    if not settings.exists():
        settings.parent.mkdir(parents=True)
        settings.write_text(_BELGIAN_DUTCH, "utf-8")
    return profile


def converted(folder: Path, to: str, *files: Path, typed: bool = False) -> dict[str, Path]:
    """The files as Calc saves them in another format, by stem; `typed` when they are typed text."""
    out = Path(tempfile.mkdtemp(dir=folder))
    command = [
        "soffice",
        f"-env:UserInstallation=file://{_profile(folder)}",
        "--headless",
        *([f"--infilter={_TYPED}"] if typed else []),
        "--convert-to",
        to,
        "--outdir",
        str(out),
        *map(str, files),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return {path.stem: path for path in out.iterdir()}


def as_text(encoding: str) -> str:
    """The conversion to a csv with ; in that encoding."""
    return f"csv:Text - txt - csv (StarCalc):59,34,{SAVED[encoding]},1,,2067,false,true"
