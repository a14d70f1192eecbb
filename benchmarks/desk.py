"""How long sixteen coordinators wait who deliver 5,000-row workbooks at once, and in what memory.

    python -m benchmarks.desk

Prints seconds until the first and the last answer, for one upload alone and for sixteen together,
to check and to land; processor seconds of the workers; and their memory (PSS) at its highest.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path

import psutil

from benchmarks.workbooks import MONTH, large_workbooks
from pipelines.home import Home
from portal.desk import Answer, Desk, Upload


async def _timed(
    desk: Desk, ask: Callable[[Upload], Awaitable[Answer]], uploads: Sequence[Upload], name: str
) -> None:
    begin, spent = time.perf_counter(), _spent(desk)
    waits: list[float] = []

    async def one(upload: Upload) -> None:
        await ask(upload)
        waits.append(time.perf_counter() - begin)

    watching = asyncio.create_task(_highest(desk))
    await asyncio.gather(*map(one, uploads))
    watching.cancel()
    (highest,) = await asyncio.gather(watching, return_exceptions=False)
    print(
        f"{name:>6} {len(uploads):>2}: first {waits[0]:.1f} s, last {waits[-1]:.1f} s; "
        f"processor {_spent(desk) - spent:.1f} s; workers at most {highest / 1e6:,.0f} MB together",
        flush=True,
    )


async def _highest(desk: Desk) -> float:
    highest = 0.0
    try:
        while True:
            highest = max(highest, _memory(desk.worker_pids))
            await asyncio.sleep(0.5)  # looking costs the workers time
    except asyncio.CancelledError:
        return highest


def _memory(pids: Sequence[int]) -> float:
    return sum(psutil.Process(pid).memory_full_info().pss for pid in pids)


def _spent(desk: Desk) -> float:
    times = [psutil.Process(pid).cpu_times() for pid in desk.worker_pids]
    return sum(one.user + one.system for one in times)


def _handed_in(desk: Desk, stek_id: str, path: Path, extra: bytes = b"") -> Upload:
    with desk.uploads.begin(1, stek_id, MONTH, path.name) as writing:
        writing.write(path.read_bytes() + extra)
        return writing.finish()


async def _measure(home: Home, books: dict[str, Path], n_workers: int) -> None:
    desk = Desk(home, n_workers=n_workers)
    await desk.start()
    uploads = [_handed_in(desk, stek_id, path) for stek_id, path in books.items()]
    await _timed(desk, desk.check, uploads[:1], "cold")
    for _ in range(2):
        await _timed(desk, desk.check, uploads[:1], "check")
        await _timed(desk, desk.check, uploads, "check")
    await _timed(desk, desk.confirm, uploads, "land")
    print(f"this process: {_memory([psutil.Process().pid]) / 1e6:,.0f} MB (with the benchmark)")
    await desk.stop()


def main() -> None:
    """Print the figures, with as many workers as is said; two without."""
    n_workers = int(sys.argv[1]) if len(sys.argv) > 1 else 2
    with tempfile.TemporaryDirectory() as folder:
        books = large_workbooks(Path(folder))
        asyncio.run(_measure(Home(Path(folder) / "home"), books, n_workers))


if __name__ == "__main__":
    main()
