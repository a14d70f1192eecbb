from __future__ import annotations

from pathlib import Path

import pytest

from pipelines.auditing.audit import audit
from tests.auditing.releases import Row, Table, write_release


@pytest.mark.parametrize(("later", "kinds"), [(40, []), (43, ["changed_by_few"]), (45, [])])
def test_a_published_count_never_moves_by_a_few(
    tmp_path: Path, later: int, kinds: list[str]
) -> None:
    first = write_release(tmp_path / "1", Table([Row(40, stek="a"), Row(60, stek="b")], adds_up=()))
    second = write_release(
        tmp_path / "2", Table([Row(later, stek="a"), Row(60, stek="b")], adds_up=())
    )
    assert [one.kind for one in audit(second, [first]).findings] == kinds


def test_a_count_does_not_turn_hidden_or_published(tmp_path: Path) -> None:
    hidden = [
        Row(None, "hidden_small", stek="a"),
        Row(None, "hidden_small", stek="b"),
        Row(None, "hidden_small", stek="c"),
    ]
    shown = [Row(5, stek="a"), *hidden[1:]]
    first, second = (
        write_release(tmp_path / n, Table(r)) for n, r in (("1", hidden), ("2", shown))
    )
    assert "flipped" in {one.kind for one in audit(second, [first]).findings}


def test_a_hidden_change_of_a_few_follows_from_published_ones(tmp_path: Path) -> None:
    # The total rose by 7 and the one published part by 5: two persons more in the hidden parts.
    then = [
        Row(None, "hidden_small", stek="a"),
        Row(None, "hidden_to_protect", stek="b"),
        Row(30, stek="c"),
        Row(50),
    ]
    now = [*then[:2], Row(35, stek="c"), Row(57)]
    first, second = (write_release(tmp_path / n, Table(r)) for n, r in (("1", then), ("2", now)))
    assert audit(second).is_clean
    assert [one.kind for one in audit(second, [first]).findings] == ["change_derived"]
    assert audit(first, [first]).is_clean


def test_two_releases_give_away_together_what_neither_does_alone(tmp_path: Path) -> None:
    # First c is hidden, then a: whoever has both knows a from the first.
    then = [
        Row(17, "published", stek="a"),
        Row(None, "hidden_small", stek="b"),
        Row(None, "hidden_to_protect", stek="c"),
        Row(30),
    ]
    now = [
        Row(None, "hidden_to_protect", stek="a"),
        Row(None, "hidden_small", stek="b"),
        Row(10, stek="c"),
        Row(30),
    ]
    first, second = (write_release(tmp_path / n, Table(r)) for n, r in (("1", then), ("2", now)))
    assert audit(first).is_clean
    assert audit(second).is_clean
    both = audit(second, [first])
    assert [(one.cell[3], one.low) for one in both.findings if one.kind == "exact"] == [("b", 3)]


def test_a_rounded_count_of_before_narrows_what_is_hidden_now(tmp_path: Path) -> None:
    then = [
        Row(None, "hidden_small", stek="a"),
        Row(15, "provisional", stek="b"),
        Row(15, "provisional"),
    ]
    now = [Row(None, "hidden_small", stek="a"), Row(None, "hidden_to_protect", stek="b"), Row(17)]
    first, second = (write_release(tmp_path / n, Table(r)) for n, r in (("1", then), ("2", now)))
    assert audit(second).is_clean
    report = audit(second, [first])
    assert report.is_clean  # 0 to 4 with 13 to 17: the whole range is left
    assert report.moved_while_provisional == 2
    tighter = write_release(tmp_path / "3", Table([*now[:2], Row(14)]))
    found = {(one.cell[3], one.low, one.high) for one in audit(tighter, [first]).findings}
    assert found == {("a", 0, 1)}


def test_a_corrected_period_is_not_mistaken_for_the_same_truth(tmp_path: Path) -> None:
    then = [
        Row(None, "hidden_small", stek="a"),
        Row(15, "provisional", stek="b"),
        Row(20, "provisional"),
    ]
    now = [Row(None, "hidden_small", stek="a"), Row(None, "hidden_to_protect", stek="b"), Row(30)]
    first, second = (write_release(tmp_path / n, Table(r)) for n, r in (("1", then), ("2", now)))
    assert audit(second, [first]).is_clean
