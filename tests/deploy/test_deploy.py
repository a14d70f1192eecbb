"""deploy/: the files agree with each other and with the program, and the proxy is a real one.

No container engine is needed, and none is used: that the image builds is not tested here.
"""

from __future__ import annotations

import os
import re
import shutil
import ssl
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest
import yaml

from pipelines.home import CHECKOUT, Home
from portal.safety.headers import headers
from tests.portal.server import free_port, member, running

DEPLOY = CHECKOUT / "deploy"
PROGRAMS = CHECKOUT / "var/venv/bin"
OF_CODE = ("pipelines", "portal", "dashboards")


def compose() -> Mapping[str, Mapping[str, object]]:
    services: Mapping[str, Mapping[str, object]] = yaml.safe_load(
        (DEPLOY / "compose.yaml").read_text("utf-8")
    )["services"]
    return services


def set_names() -> set[str]:
    written = (DEPLOY / "settings.example").read_text("utf-8")
    return set(re.findall(r"^([A-Z_]+)=", written, re.M))


def read_names() -> set[str]:
    """The variables that the program reads."""
    code = "".join(
        path.read_text("utf-8") for room in OF_CODE for path in (CHECKOUT / room).rglob("*.py")
    )
    return set(re.findall(r"\bSTEK_[A-Z_]*[A-Z]\b", code))


def test_every_setting_of_the_example_is_read_by_something() -> None:
    read = read_names() | set(re.findall(r"\{\$(\w+)\}", (DEPLOY / "Caddyfile").read_text("utf-8")))
    dagster = set(re.findall(r"env: (\w+)", (DEPLOY / "dagster.yaml").read_text("utf-8")))
    assert set_names() - read - dagster == {
        "POSTGRES_PASSWORD"
    }  # the database's own image reads it


def test_every_setting_of_mail_and_of_a_provider_is_in_the_example() -> None:
    asked = {name for name in read_names() if name.startswith(("STEK_SMTP_", "STEK_OIDC_"))}
    assert asked <= set_names()


def test_what_dagster_reads_from_the_environment_is_set() -> None:
    read = set(re.findall(r"env: (\w+)", (DEPLOY / "dagster.yaml").read_text("utf-8")))
    of_image = set(re.findall(r"\b([A-Z_]+)=", (DEPLOY / "Containerfile").read_text("utf-8")))
    assert read <= set_names() | of_image


def test_every_service_starts_a_program_that_there_is() -> None:
    image = re.search(r"^CMD \[(.*)\]$", (DEPLOY / "Containerfile").read_text("utf-8"), re.M)
    assert image
    portal = re.findall(r'"([^"]+)"', image[1])
    own = [service for service in compose().values() if service.get("image") == "stek-monitor"]
    commands = [list(map(str, service.get("command", portal))) for service in own]  # type: ignore[call-overload]
    assert len(commands) == 3
    for command in commands:
        program, asked = PROGRAMS / command[0], command[1:2] if command[1][0] != "-" else []
        told = subprocess.run(
            [program, *asked, "--help"], capture_output=True, check=True, timeout=120,
            env={**os.environ, "COLUMNS": "200"},
        ).stdout.decode()  # fmt: skip
        for option in (word for word in command if word.startswith("-")):
            assert option in told, (command, option)


def test_only_the_proxy_is_reached_from_outside() -> None:
    ports = {name: service.get("ports", []) for name, service in compose().items()}
    assert ports.pop("proxy") == ["80:80", "443:443"]
    assert ports.pop("webserver") == ["127.0.0.1:3000:3000"]
    assert not any(ports.values())


def test_what_the_services_need_lies_in_the_folder() -> None:
    for service in compose().values():
        for volume in map(str, service.get("volumes", [])):  # type: ignore[call-overload]
            source = volume.partition(":")[0]
            assert not source.startswith("./") or (DEPLOY / source).exists(), source
    ignored = (CHECKOUT / ".gitignore").read_text("utf-8")
    assert "/deploy/settings.env" in ignored


@contextmanager
def proxy(portal_port: int, folder: Path) -> Iterator[int]:
    """A real Caddy with the Caddyfile of deploy/, on another port and with a certificate of its own."""
    program = shutil.which("caddy")
    if program is None:
        raise FileNotFoundError("These tests need a TLS proxy: install Caddy (apt install caddy).")
    port = free_port()
    own = "{\n\tadmin off\n\tlocal_certs\n\tskip_install_trust\n\tauto_https disable_redirects\n}\n"
    written = (
        (DEPLOY / "Caddyfile").read_text("utf-8").replace("portal:8000", f"127.0.0.1:{portal_port}")
    )
    config = folder / "Caddyfile"
    config.write_text(own + written, "utf-8")
    environment = {
        "PATH": os.environ["PATH"], "HOME": str(folder), "XDG_DATA_HOME": str(folder / "data"),
        "XDG_CONFIG_HOME": str(folder / "config"), "STEK_DOMAIN": f"https://localhost:{port}",
    }  # fmt: skip
    subprocess.run(
        [program, "validate", "--config", config, "--adapter", "caddyfile"],
        env=environment, check=True, capture_output=True,
    )  # fmt: skip
    with (folder / "caddy.log").open("wb") as log:
        process = subprocess.Popen(
            [program, "run", "--config", config, "--adapter", "caddyfile"],
            env=environment, stdout=log, stderr=log,
        )  # fmt: skip
    try:
        yield port
    finally:
        process.terminate()
        process.wait(10)


def asked(port: int, path: str, data: bytes | None = None) -> tuple[int, dict[str, str]]:
    """What comes back over TLS; its certificate is one that this very test had made."""
    trusting = ssl.create_default_context()
    trusting.check_hostname, trusting.verify_mode = False, ssl.CERT_NONE
    request = urllib.request.Request(
        f"https://localhost:{port}{path}", data, {"X-Forwarded-For": "203.0.113.9"}
    )
    last = time.monotonic() + 30
    while True:
        try:
            with urllib.request.urlopen(request, context=trusting) as answer:  # noqa: S310
                return answer.status, {k.lower(): v for k, v in answer.headers.items()}
        except urllib.error.HTTPError as error:
            return error.code, {k.lower(): v for k, v in error.headers.items()}
        except OSError:
            if time.monotonic() > last:
                raise
            time.sleep(0.2)


@pytest.fixture
def behind_tls(home: Home, tmp_path: Path) -> Iterator[int]:
    member(home, "c@example.org", "coordinator", "zaventem")
    environment = {"STEK_PUBLIC_URL": "https://localhost", "STEK_PROXIES": "127.0.0.1"}
    with (
        running(home, tmp_path / "portal.log", **environment) as server,
        proxy(server.port, tmp_path) as port,
    ):
        yield port


def test_the_portal_works_behind_the_proxy(behind_tls: int, home: Home) -> None:
    status, found = asked(behind_tls, "/aanmelden")
    assert status == 200
    wanted = headers("/aanmelden", is_behind_tls=True, is_open=False)
    assert {k: found.get(k.casefold()) for k in wanted} == dict(wanted)
    assert found["strict-transport-security"].startswith("max-age=")
    assert (
        asked(behind_tls, "/aanmelden", b"email=c@example.org")[0] == 403
    )  # no page of ours asked


def test_who_asks_is_known_by_the_address_that_the_proxy_saw(behind_tls: int, home: Home) -> None:
    from pipelines import journal
    from portal.accounts import Accounts, accounts_url

    accounts = Accounts.open(accounts_url(home))
    token = accounts.begin_session(accounts.all()[0].number, is_complete=True)
    trusting = ssl.create_default_context()
    trusting.check_hostname, trusting.verify_mode = False, ssl.CERT_NONE
    request = urllib.request.Request(
        f"https://localhost:{behind_tls}/stek/tienen",
        headers={"Cookie": f"__Host-stek={token}", "X-Forwarded-For": "203.0.113.9"},
    )
    asked(behind_tls, "/aanmelden")
    with pytest.raises(urllib.error.HTTPError, match="404"):
        urllib.request.urlopen(request, context=trusting)  # noqa: S310
    event = journal.read(home, newest=1)[0]
    assert event.what == "refused_access"
    assert event.source in {"127.0.0.1", "::1"}  # not what the visitor said of themselves
