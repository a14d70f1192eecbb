from __future__ import annotations

import socket
from dataclasses import replace
from pathlib import Path

import pytest

from portal.mail import sending
from portal.mail.letters import Letter
from portal.mail.sending import send
from portal.settings import MailServer
from tests.portal.mail.servers import SENDER, Box, certificate, mail_server, only
from tests.portal.server import free_port

JAN = Letter(
    "jan@voorbeeld.be", "De cijfers van oktober", "Dag Jan,\n\nBedankt: é, “…”.\n", "nl-BE"
)
MIA = Letter("mia@voorbeeld.be", "Les chiffres d’été", "Bonjour Mia,\n\nMerci.\n", "fr-BE")


def outcomes(server: MailServer, *letters: Letter) -> list[str | None]:
    return [failure for _, failure in send(server, letters)]


def test_letters_arrive_as_they_were_written() -> None:
    box = Box()
    with mail_server(box) as server:
        assert outcomes(server, JAN, MIA) == [None, None]
    first, second = box.messages
    assert box.recipients == ["jan@voorbeeld.be", "mia@voorbeeld.be"]
    assert (first["From"], first["To"], first["Subject"]) == (SENDER, JAN.to, JAN.subject)
    assert first.get_content().replace("\r\n", "\n") == JAN.text
    assert second["Subject"] == MIA.subject
    assert second["Content-Language"] == "fr-BE"
    assert first["Auto-Submitted"] == "auto-generated"
    assert first["Date"].datetime.tzinfo
    assert first["Message-ID"].endswith("@voorbeeld.be>")


def test_an_address_that_is_refused_does_not_stop_the_others() -> None:
    box = Box(refused=("jan@voorbeeld.be",))
    with mail_server(box) as server:
        assert outcomes(server, JAN, MIA, JAN, MIA) == ["refused", None, "refused", None]
    assert box.recipients == ["mia@voorbeeld.be", "mia@voorbeeld.be"]


def test_an_address_that_this_server_cannot_write_is_refused_alone() -> None:
    box = Box()
    with mail_server(box, enable_SMTPUTF8=False) as server:
        assert outcomes(server, replace(JAN, to="joë@voorbeeld.be"), MIA) == ["refused", None]


def test_a_certificate_that_is_trusted_protects_the_letter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    public, context = certificate(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(public))
    box = Box()
    with mail_server(box, "starttls", tls_context=context, require_starttls=True) as server:
        assert outcomes(server, JAN) == [None]
    with mail_server(box, "tls", ssl_context=context) as server:
        assert outcomes(server, JAN) == [None]
    assert len(box.messages) == 2


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_a_certificate_that_nobody_trusts_gets_no_letter(tmp_path: Path, security: str) -> None:
    _, context = certificate(tmp_path)
    box = Box()
    how = {"tls_context": context} if security == "starttls" else {"ssl_context": context}
    with mail_server(box, security, **how) as server:
        assert outcomes(server, JAN, MIA) == ["unprotected", "unprotected"]
    assert box.messages == []


def test_a_server_without_starttls_gets_no_letter_when_it_was_asked_for() -> None:
    box = Box()
    with mail_server(box, "starttls") as server:
        assert outcomes(server, JAN) == ["unprotected"]
    assert box.messages == []


def test_a_wrong_password_of_ours_is_told_apart(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    public, context = certificate(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(public))
    box = Box()
    with mail_server(box, "starttls", tls_context=context, **only("stek", "juist")) as server:
        for word, outcome in (("fout", "not_let_in"), ("juist", None)):
            assert outcomes(replace(server, user="stek", password=word), JAN) == [outcome]


def test_where_no_server_is_nothing_is_tried_twice() -> None:
    nowhere = MailServer("127.0.0.1", free_port(), SENDER, "none", "", "")
    assert outcomes(nowhere, JAN, MIA) == ["unreachable", "unreachable"]


def test_a_server_that_never_answers_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sending, "_SECONDS", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        server = MailServer("127.0.0.1", silent.getsockname()[1], SENDER, "none", "", "")
        assert outcomes(server, JAN, MIA) == ["unreachable", "unreachable"]


def test_the_password_of_the_server_and_addresses_are_not_printed() -> None:
    server = MailServer("127.0.0.1", 25, SENDER, "none", "stek", "geheim")
    assert "geheim" not in repr(server)
    assert "jan@" not in repr(JAN)
