"""Where the accounts are kept: the address of their database."""

from __future__ import annotations

import os

from pipelines.home import Home


def accounts_url(home: Home) -> str:
    """The database that `STEK_ACCOUNTS` names, or an SQLite file in the private room of the home."""
    return os.environ.get("STEK_ACCOUNTS") or f"sqlite:///{home.root / 'portal/accounts.sqlite'}"
