from __future__ import annotations

import threading
from pathlib import Path

import pytest

from pipelines.files import folder_published_as, one_at_a_time, write_whole


def test_a_write_that_fails_leaves_the_old_file_and_nothing_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "receipt.json"
    write_whole(path, b"old")
    with monkeypatch.context() as patch:
        patch.setattr("os.fsync", _disk_is_full)
        with pytest.raises(OSError, match="No space"):
            write_whole(path, b"new")
    assert path.read_bytes() == b"old"
    assert [p.name for p in tmp_path.iterdir()] == ["receipt.json"]


def _disk_is_full(_: int) -> None:
    raise OSError(28, "No space left on device")


def test_a_folder_is_seen_only_when_it_is_whole(tmp_path: Path) -> None:
    link = tmp_path / "site"
    with folder_published_as(link) as folder:
        (folder / "index.html").write_text("first")
        assert not link.exists()
    assert (link / "index.html").read_text() == "first"


def test_a_folder_that_could_not_be_filled_leaves_the_one_before(tmp_path: Path) -> None:
    link = tmp_path / "site"
    with folder_published_as(link) as folder:
        (folder / "index.html").write_text("first")
    with pytest.raises(ZeroDivisionError), folder_published_as(link) as folder:
        (folder / "index.html").write_text(f"half {1 / 0}")
    assert (link / "index.html").read_text() == "first"
    assert len(list(tmp_path.iterdir())) == 2  # the link and the one folder it points to


def test_two_blocks_with_the_same_lock_do_not_overlap(tmp_path: Path) -> None:
    inside: list[int] = []
    most: list[int] = []

    def work() -> None:
        for _ in range(50):
            with one_at_a_time(tmp_path / "lock"):
                inside.append(1)
                most.append(len(inside))
                inside.pop()

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert max(most) == 1
