"""Do something in a process of its own and kill it, as by kill -9, at its n-th touch of the disk.

Quicker than a whole command (tests/machine.py): the child is a copy of this process, so what it does
may use no threads of Polars. What a touch is, tests/killed.py says.
"""

from __future__ import annotations

import os
import signal
import traceback
from collections.abc import Callable
from pathlib import Path

from tests.killed import Touches

_KEPT_ALL = 0  # kill at no touch


def touches(under: Path, do: Callable[[], object]) -> int:
    """How often it touches the disk under a folder when it is left alone."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        count = _counted(under, do, _KEPT_ALL)
        os.write(writing, str(count).encode())
        os._exit(0 if count >= 0 else 1)
    os.close(writing)
    with os.fdopen(reading) as told:
        count = int(told.read() or -1)
    os.waitpid(child, 0)
    if count < 0:
        raise RuntimeError("the child stopped with an error")
    return count


def killed(under: Path, do: Callable[[], object], at: int) -> bool:
    """Do it and kill it just before that touch; whether it came so far."""
    child = os.fork()
    if not child:
        _counted(under, do, at)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL


def _counted(under: Path, do: Callable[[], object], last: int) -> int:
    touches = Touches(str(under), last)
    try:
        do()
    except BaseException:
        traceback.print_exc()
        return -1
    return touches.count
