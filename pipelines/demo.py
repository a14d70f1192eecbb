"""The demonstration: fictitious deliveries of sixteen Stekken, all the way to tables and pages."""

from __future__ import annotations

import logging
import shutil
import sys
import time

from pipelines import clock
from pipelines.errors import WrongUseError
from pipelines.home import Home, shown
from pipelines.landing.receipts import months_with_receipts
from pipelines.landing.trees import land_tree
from pipelines.months import Month
from pipelines.run import run
from pipelines.sample import write_sample

_LOG = logging.getLogger("stek")


def demo(home: Home, *, months: int, visits_per_month: int, seed: int) -> None:
    """Write a sample, land it, run the pipeline and say where to look.

    A home that held an earlier demonstration starts afresh; one with real deliveries is left alone.

    Errors: WrongUseError when the home holds real deliveries.
    """
    start = time.monotonic()
    _clear(home)
    tree = home.root / "sample"
    write_sample(tree, months=months, seed=seed, visits_per_month=visits_per_month)
    _LOG.info("sample written: %s", shown(tree))
    landed = sum(1 for _ in land_tree(home, tree))
    _LOG.info("%d deliveries landed", landed)
    run(home)
    _LOG.info("done in %.0f s. Fictitious figures; look at:", time.monotonic() - start)
    _LOG.info("  pages   %s", shown(home.site / "index.html"))
    _LOG.info("  tables  %s", shown(home.released / "latest"))
    last = Month.of(clock.today(home)).plus(-1)
    _LOG.info("  ledger  %s ledger --month %s", sys.argv[0], last)


def _clear(home: Home) -> None:
    if months_with_receipts(home) and clock.sample_note(home) is None:
        raise WrongUseError(
            f"{home.root} holds real deliveries: set STEK_HOME to another folder for a demonstration."
        )
    for room in ("sample", "landing", "records", "released", "site", "inbox"):
        shutil.rmtree(home.root / room, ignore_errors=True)
    home.inbox.mkdir(parents=True, exist_ok=True)
