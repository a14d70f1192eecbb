"""Which reminders were sent: to whom, for which Stek and month, of which kind; each once."""

from __future__ import annotations

from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError

from pipelines.months import Month
from portal.accounts.room import Room
from portal.accounts.tables import reminders


class Reminders(Room):
    """Who was reminded."""

    def reminded(self, stek_id: str, month: Month, kind: str, number: int | None = None) -> bool:
        """Whether that reminder was noted, for that account or else for anybody."""
        own = [
            reminders.c.stek_id == stek_id,
            reminders.c.month == str(month),
            reminders.c.kind == kind,
        ]
        if number is not None:
            own.append(reminders.c.number == number)
        with self.database.reading() as connection:
            return connection.execute(select(reminders.c.number).where(*own)).first() is not None

    def note_reminder(self, stek_id: str, month: Month, kind: str, number: int) -> bool:
        """Note that an account is reminded; False when it was before, so that two never both send."""
        row = {"stek_id": stek_id, "month": str(month), "kind": kind, "number": number}
        try:
            with self.database.writing() as connection:
                noted_at = self.database.now()
                connection.execute(insert(reminders).values(**row, noted_at=noted_at))
        except IntegrityError:
            return False
        return True
