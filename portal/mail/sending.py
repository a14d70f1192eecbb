"""Handing letters to a mail server: one connection for all, and one that fails stops no other."""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Iterable, Iterator
from contextlib import suppress
from email.message import EmailMessage
from email.utils import formatdate, make_msgid, parseaddr
from typing import TYPE_CHECKING, Literal

from portal.mail.letters import Letter

if TYPE_CHECKING:
    from portal.settings import MailServer

# Why a letter did not go: no such server or no answer, no protected connection, a wrong name or
# password of ours, or this letter or its address was not taken.
Failure = Literal["unreachable", "unprotected", "not_let_in", "refused"]
_SECONDS = 20  # a server that has not answered by then is told as unreachable


def send(server: MailServer, letters: Iterable[Letter]) -> Iterator[tuple[Letter, Failure | None]]:
    """Send the letters one by one; tells of each, as soon as it is known, why it did not go or None.

    When no connection can be made the letters that are left are not tried: each would wait as long.
    """
    post: smtplib.SMTP | None = None
    broken: Failure | None = None
    try:
        for letter in letters:
            if broken is None and not (post and _answers(post)):
                post, broken = _connected(server)
            yield letter, _why_not_taken(server, post, letter) if post else broken
    finally:
        _let_go(post)


def _why_not_taken(server: MailServer, post: smtplib.SMTP, letter: Letter) -> Failure | None:
    """Send one letter. The words of an error are left: they may quote an address."""
    try:
        post.send_message(_message(server, letter))
    except smtplib.SMTPServerDisconnected:
        return "unreachable"
    except (smtplib.SMTPException, UnicodeError):
        return "refused"
    except OSError:
        return "unreachable"
    return None


def _connected(server: MailServer) -> tuple[smtplib.SMTP | None, Failure | None]:
    try:
        return _connect(server), None
    except (ssl.SSLError, smtplib.SMTPNotSupportedError):
        return None, "unprotected"
    except smtplib.SMTPAuthenticationError:
        return None, "not_let_in"
    except OSError:  # every SMTPException is one
        return None, "unreachable"


def _connect(server: MailServer) -> smtplib.SMTP:
    """A connection as the settings ask it; never a less protected one. Certificates are checked."""
    trust = ssl.create_default_context()
    if server.security == "tls":
        post: smtplib.SMTP = smtplib.SMTP_SSL(
            server.host, server.port, timeout=_SECONDS, context=trust
        )
    else:
        post = smtplib.SMTP(server.host, server.port, timeout=_SECONDS)
    try:
        if server.security == "starttls":  # not offered: SMTPNotSupportedError, and nothing is sent
            post.starttls(context=trust)
        if server.user:
            post.login(server.user, server.password)
    except BaseException:
        post.close()
        raise
    return post


def _answers(post: smtplib.SMTP) -> bool:
    """Whether the connection still works, and is ready for another letter."""
    try:
        return post.rset()[0] == 250  # RFC 5321, 4.1.1.5: the answer to RSET
    except (smtplib.SMTPException, OSError):
        post.close()
        return False


def _let_go(post: smtplib.SMTP | None) -> None:
    if post:
        with suppress(smtplib.SMTPException, OSError):
            post.quit()
        post.close()


def _message(server: MailServer, letter: Letter) -> EmailMessage:
    message = EmailMessage()
    message["From"] = server.sender
    message["To"] = letter.to
    message["Subject"] = letter.subject
    message["Date"] = formatdate(localtime=True)
    message["Message-ID"] = make_msgid(domain=parseaddr(server.sender)[1].rpartition("@")[2])
    message["Auto-Submitted"] = "auto-generated"  # RFC 3834: no absence messages in answer
    message.set_content(letter.text)
    message["Content-Language"] = (
        letter.language
    )  # after the content, which takes such headers away
    return message
