"""The portal as a server process: uvicorn, with a log of one JSON object a line."""

from __future__ import annotations

import json
import logging
import os
import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from pipelines.errors import place_of

if TYPE_CHECKING:
    from portal.settings import Settings

_FOR_ITS_OWNER = 0o077  # what is made here nobody else reads


class JsonLines(logging.Formatter):
    """A line of the log as JSON; of an error its kind and its place, never its words."""

    def format(self, record: logging.LogRecord) -> str:
        """One line."""
        line = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "from": record.name,
            "said": record.getMessage() if record.exc_info is None else "a fault of ours",
        }
        if record.exc_info and record.exc_info[1]:
            line |= {
                "kind": type(record.exc_info[1]).__name__,
                "place": place_of(record.exc_info[1]),
            }
        return json.dumps(line, ensure_ascii=False)


def serve(settings: Settings, host: str, port: int) -> None:
    """Answer at that address until the process is told to stop."""
    import uvicorn

    from portal.app import application
    from portal.safety.heads import BoundedHeads

    os.umask(_FOR_ITS_OWNER)
    log_as_json()
    uvicorn.run(
        application(settings),
        host=host,
        port=port,
        log_config=None,
        access_log=False,  # it would hold addresses of people and of pages; the journal has what counts
        server_header=False,
        http=BoundedHeads,
        ws="none",  # nothing of ours speaks it, and who tries would be in the log with their address
        timeout_keep_alive=20,
        timeout_graceful_shutdown=20,
        forwarded_allow_ips=os.environ.get("STEK_PROXIES", "127.0.0.1"),
        proxy_headers=True,
    )


def log_as_json() -> None:
    """Let every logger of this process write JSON lines to standard output.

    A library tells its warnings alone: SQLAlchemy and httpx2 would quote what they send.
    """
    lines = logging.StreamHandler(sys.stdout)
    lines.setFormatter(JsonLines())
    logging.basicConfig(handlers=[lines], level=logging.WARNING, force=True)
    for own in ("stek", "uvicorn"):
        logging.getLogger(own).setLevel(logging.INFO)
    # It tells of each form that is broken, with a byte of what was sent.
    logging.getLogger("python_multipart").setLevel(logging.ERROR)
