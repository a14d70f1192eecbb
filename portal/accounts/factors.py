"""The second factor: six digits that an authenticator app makes of a secret and the time (RFC 6238)."""

from __future__ import annotations

from datetime import datetime, timedelta
from io import BytesIO

import pyotp
import segno
from sqlalchemy import Connection, delete, insert, select, update

from portal.accounts import people
from portal.accounts.room import Room
from portal.accounts.tables import factors
from portal.accounts.values import Factor

ISSUER = "Stek monitor"
STEP_SECONDS = 30  # RFC 6238, 5.2, and the only one that every app knows
TOLERATED_STEPS = 1  # RFC 6238, 5.2: one step for the way; clocks of telephones are right
MOST_WRONG = 5  # of a million codes three are right: 1 in 66,667 for who knows the password
LOCKED = timedelta(minutes=15)


class Factors(Room):
    """Who has their telephone at hand."""

    def new_factor(self, number: int) -> Factor:
        """Propose a second factor; one that is in use stays until a code of the new one is right."""
        secret = pyotp.random_base32()  # 160 bits, as RFC 4226, section 4, recommends
        sealed = self.seal.close(number, secret)
        with self.database.writing() as connection:
            account = people.numbered(connection, number)
            own = factors.c.number == number
            if not connection.execute(update(factors).where(own).values(proposed=sealed)).rowcount:
                connection.execute(insert(factors).values(number=number, proposed=sealed))
        return _factor(secret, account.email)

    def proposed_factor(self, number: int) -> Factor | None:
        """The second factor that waits for its first right code, to show again after a wrong one."""
        with self.database.reading() as connection:
            account = people.numbered(connection, number)
            own = factors.c.number == number
            sealed = connection.scalar(select(factors.c.proposed).where(own))
        return _factor(self.seal.open(number, sealed), account.email) if sealed else None

    def confirm_factor(self, number: int, code: str) -> bool:
        """Take the proposed second factor into use when the code is one of its own."""
        own = factors.c.number == number
        with self.database.writing() as connection:
            sealed = connection.scalar(select(factors.c.proposed).where(own))
            step = self._step(number, sealed, code) if sealed else None
            if step is None:
                return False
            used = {"secret": sealed, "proposed": None, "last_step": step}
            fresh = {"n_wrong": 0, "locked_until_at": 0}
            connection.execute(update(factors).where(own).values(**used, **fresh))
        return True

    def check_factor(self, number: int, code: str) -> bool:
        """Whether the code is right, now, and for the first time; False while the check is locked.

        Errors: AccountError `factor_unreadable` when the key that secrets are sealed with is lost.
        """
        own = factors.c.number == number
        with self.database.writing() as connection:
            row = connection.execute(select(factors).where(own)).first()
            if row is None or row.secret is None or row.locked_until_at > self.database.now():
                return False
            step = self._step(number, row.secret, code)
            if step is None or step <= row.last_step:
                self._count_wrong(connection, number, row.n_wrong + 1)
                return False
            taken = {"last_step": step, "n_wrong": 0}
            connection.execute(update(factors).where(own).values(**taken))
        return True

    def factor_locked_until(self, number: int) -> datetime | None:
        """Until when no code is taken, after five wrong ones; None when codes are taken."""
        own = factors.c.number == number
        with self.database.reading() as connection:
            until = connection.scalar(select(factors.c.locked_until_at).where(own)) or 0
        now = self.database.clock()
        return datetime.fromtimestamp(until, now.tzinfo) if until > now.timestamp() else None

    def remove_factor(self, number: int) -> None:
        """Let an account sign in with its password alone."""
        with self.database.writing() as connection:
            connection.execute(delete(factors).where(factors.c.number == number))

    def _step(self, number: int, sealed: bytes, code: str) -> int | None:
        """The time step whose code this is, of those that are tolerated now."""
        typed = "".join(code.split())
        totp = pyotp.TOTP(self.seal.open(number, sealed), interval=STEP_SECONDS)
        now = self.database.now() // STEP_SECONDS
        for step in range(now - TOLERATED_STEPS, now + TOLERATED_STEPS + 1):
            if pyotp.utils.strings_equal(typed, totp.generate_otp(step)):
                return step
        return None

    def _count_wrong(self, connection: Connection, number: int, n_wrong: int) -> None:
        locked_until_at = 0
        if n_wrong >= MOST_WRONG:
            n_wrong = 0
            locked_until_at = self.database.now() + int(LOCKED.total_seconds())
        counted = {"n_wrong": n_wrong, "locked_until_at": locked_until_at}
        own = factors.c.number == number
        connection.execute(update(factors).where(own).values(**counted))


def _factor(secret: str, email: str) -> Factor:
    uri = pyotp.TOTP(secret, interval=STEP_SECONDS).provisioning_uri(name=email, issuer_name=ISSUER)
    drawing = BytesIO()  # with its namespace: without it a browser shows no SVG as an image
    square = segno.make(uri, error="m", micro=False)
    square.save(drawing, "svg", scale=4, dark="#000", light="#fff", xmldecl=False)
    return Factor(secret, uri, drawing.getvalue().decode().strip())
