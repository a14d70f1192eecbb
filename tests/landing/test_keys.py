from __future__ import annotations

import hashlib
import os
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key

from pipelines.errors import StekError, WrongUseError
from pipelines.home import CHECKOUT, Home
from pipelines.landing.keys import PublicKey, private_key, public_key, read_public_key
from pipelines.landing.receipts import write_receipt
from pipelines.landing.signing import sign
from tests.receipts import RECEIPT

MAKES_THE_KEY = """
import sys, time
from pathlib import Path
from pipelines.home import Home
from pipelines.landing import signing
from cryptography.hazmat.primitives.asymmetric import ed25519
gate = Path(sys.argv[1])
gate.with_name(f"ready-{sys.argv[2]}").touch()
while not gate.exists():
    time.sleep(0.0005)
print(signing.sign(Home.from_environment(), b"message").key)
"""


def private_file(home: Home) -> Path:
    return home.landing / "keys" / "signing-key.pem"


def public_file(home: Home) -> Path:
    return home.landing / "keys" / "public-key.pem"


def other_kind_of_key() -> bytes:
    return generate_private_key(SECP256R1()).private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )


def test_the_key_is_for_its_owner_alone_whatever_the_umask(home: Home) -> None:
    before = os.umask(0o000)
    try:
        private_key(home)
    finally:
        os.umask(before)
    assert stat.S_IMODE(private_file(home).stat().st_mode) == 0o600
    assert stat.S_IMODE(private_file(home).parent.stat().st_mode) == 0o700


def test_a_home_keeps_its_key(home: Home) -> None:
    first = sign(home, b"one")
    kept = private_file(home).read_bytes()
    assert sign(home, b"two").key == first.key
    assert private_file(home).read_bytes() == kept


def test_six_processes_that_want_a_key_at_once_get_the_same_one(home: Home, tmp_path: Path) -> None:
    gate = tmp_path / "gate"
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", MAKES_THE_KEY, str(gate), str(number)],
            cwd=CHECKOUT,
            stdout=subprocess.PIPE,
            text=True,
        )
        for number in range(6)
    ]
    while len(list(tmp_path.glob("ready-*"))) < len(processes):
        assert all(process.poll() is None for process in processes)
        time.sleep(0.01)
    gate.touch()
    told = {process.communicate(timeout=60)[0].strip() for process in processes}
    assert [process.returncode for process in processes] == [0] * 6
    assert told == {public_key(home).fingerprint}
    left = {path.name for path in private_file(home).parent.iterdir()}
    assert left == {".lock", "signing-key.pem", "public-key.pem"}


def test_a_making_that_was_killed_before_the_public_key_is_finished(home: Home) -> None:
    first = sign(home, b"message").key
    public_file(home).unlink()
    assert public_key(home).fingerprint == first
    assert sign(home, b"message").key == first
    assert read_public_key(public_file(home)).fingerprint == first


@pytest.mark.parametrize(
    "damaged",
    [b"", b"-----BEGIN PRIVATE KEY-----\n", b"\x00\xff", other_kind_of_key()],
    ids=["empty", "cut short", "no text", "of another kind"],
)
def test_a_damaged_key_is_told_and_never_replaced(home: Home, damaged: bytes) -> None:
    private_key(home)
    private_file(home).write_bytes(damaged)
    with pytest.raises(StekError, match="from a backup"):
        write_receipt(home, RECEIPT)
    assert private_file(home).read_bytes() == damaged
    assert not list((home.landing / "receipts").rglob("*.json"))


def test_a_private_key_that_is_lost_is_told_and_not_made_anew(home: Home) -> None:
    private_key(home)
    private_file(home).unlink()
    with pytest.raises(StekError, match="from a backup"):
        sign(home, b"message")
    assert not private_file(home).exists()


def test_what_was_signed_before_the_key_was_lost_can_still_be_checked(home: Home) -> None:
    before = PublicKey(private_key(home).public_key().public_bytes_raw())
    private_file(home).unlink()
    assert public_key(home) == before


def test_a_public_key_that_is_not_of_the_private_one_is_told(home: Home, tmp_path: Path) -> None:
    other = Home(tmp_path / "other")
    private_key(home)
    private_key(other)
    public_file(home).write_bytes(public_file(other).read_bytes())
    os.utime(private_file(home), ns=(1, 1))  # as after a restore: it is read again
    with pytest.raises(StekError, match="does not belong"):
        sign(home, b"message")


def test_a_home_without_a_key_gets_none_by_checking(home: Home) -> None:
    with pytest.raises(WrongUseError, match="no public key"):
        public_key(home)
    assert not private_file(home).parent.exists()


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", other_kind_of_key()])
def test_a_file_that_is_no_public_key_is_told(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "key.pem"
    path.write_bytes(content)
    with pytest.raises(WrongUseError, match="no public key"):
        read_public_key(path)


def test_the_fingerprint_is_that_of_the_key_in_der(home: Home) -> None:
    key = private_key(home).public_key()
    der = key.public_bytes(
        serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    assert public_key(home).fingerprint == hashlib.sha256(der).hexdigest()
