"""Backups: one archive of all that cannot be made again, and a home put back from it."""

from __future__ import annotations

from pipelines.backup.making import Backup, back_up
from pipelines.backup.restoring import restore

__all__ = ["Backup", "back_up", "restore"]
