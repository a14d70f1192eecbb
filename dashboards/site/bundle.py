"""The scripts of the site: ours, and Plotly's as its Python package or npm has it."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from plotly.offline import get_plotlyjs, get_plotlyjs_version

from pipelines.home import CHECKOUT

STATIC = Path(__file__).parents[1] / "static"
# `make setup` puts npm's smaller bundle here where there is Node: a third of the size, and without
# the code for maps, which knows addresses of other hosts.
CARTESIAN = CHECKOUT / "var/node/plotly-cartesian.min.js"
_VERSION = re.compile(r"plotly\.js \(cartesian - minified\) v([\d.]+)")


def copy_scripts(folder: Path) -> None:
    """The theme, our scripts and Plotly's bundle as `plotly.min.js`."""
    shutil.copytree(STATIC, folder, dirs_exist_ok=True)
    (folder / "plotly.min.js").write_text(plotly_bundle(), "utf-8")


def plotly_bundle() -> str:
    """The smaller bundle when it is there in exactly the version of the package; else the whole."""
    if CARTESIAN.exists():
        script = CARTESIAN.read_text("utf-8")
        found = _VERSION.search(script[:400])
        if found and found[1] == get_plotlyjs_version():
            return script
    return str(get_plotlyjs())
