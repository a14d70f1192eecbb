from __future__ import annotations

import subprocess
import sys

from portal.accounts import Hashing

# Four threads that each hash with 64 MiB; prints by how many KiB the process was larger.
FOUR_AT_ONCE = """
from concurrent.futures import ThreadPoolExecutor
from portal.accounts import Hashing
def largest():
    lines = open("/proc/self/status").read().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM"))
hashing, before = Hashing(), largest()
with ThreadPoolExecutor(4) as pool:
    list(pool.map(hashing.hash, ["vier groene fietsen"] * 4))
print(largest() - before)
"""


def test_a_hash_costs_what_rfc_9106_recommends() -> None:
    hashing = Hashing()
    kept = hashing.hash("vier groene fietsen")
    assert kept.startswith("$argon2id$v=19$m=65536,t=3,p=4$")
    assert hashing.matches(kept, "vier groene fietsen")
    assert not hashing.matches(kept, "vier groene fiets")
    assert not hashing.is_outdated(kept)


def test_no_password_matches_where_no_hash_is_kept() -> None:
    quick = Hashing(passes=1, memory_kib=8, lanes=1)
    assert not any(quick.matches(None, text) for text in ("", "None", "vier groene fietsen"))
    assert not quick.matches("not a hash", "not a hash")


def test_at_most_two_hashes_are_made_at_once() -> None:
    answer = subprocess.run(
        [sys.executable, "-c", FOUR_AT_ONCE], check=True, capture_output=True, text=True
    )
    assert 64 * 1024 <= int(answer.stdout) < 3 * 64 * 1024
