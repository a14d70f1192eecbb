"""The range that unknown answers leave open."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipelines.estimates.non_take_up_range import non_take_up_range
from tests.estimates.tables import Row, exactly, hidden, indicator, only, outcome, shown, told

BOTH = ("niet_opgenomen", "ontvangt")
OF = indicator("non_take_up", outcome(BOTH[0], *BOTH), outcome(BOTH[1], *BOTH), outcome("onbekend"))


def told_range(*rows: Row) -> dict[str, object]:
    """The one row of the range."""
    return only(non_take_up_range({"non_take_up": told(*rows, of=OF)}), stek_id="ALL")


def test_exact_counts_are_worked_out_by_hand() -> None:
    row = told_range(exactly(40, 100, outcome=BOTH[0]), exactly(25, outcome="onbekend"))
    # 40 / 125 and 65 / 125
    assert (row["lowest"], row["highest"], row["unknown_at_most"]) == (32.0, 52.0, 25)


def test_rounded_counts_leave_the_range_of_all_they_may_stand_for() -> None:
    row = told_range(shown(40, 100, outcome=BOTH[0]), shown(25, outcome="onbekend"))
    # 38 of 102 with 27 unknown: 38 / 129; 42 of 98 with 27: 69 / 125
    assert (row["lowest"], row["highest"]) == (29.5, 55.2)


def test_a_number_hidden_as_small_is_known_to_be_at_most_four() -> None:
    row = told_range(shown(40, 100, outcome=BOTH[0]), hidden(outcome="onbekend"))
    # 38 / 106 and 46 / 102
    assert (row["unknown"], row["unknown_at_most"]) == (None, 4)
    assert (row["lowest"], row["highest"]) == (35.8, 45.1)


def test_nothing_is_told_beside_what_is_hidden_for_another_reason() -> None:
    rows = [
        shown(40, 100, outcome=BOTH[0]),
        hidden(outcome="onbekend", status="hidden_to_protect"),
        hidden(100, outcome=BOTH[0], stek_id="tienen"),
        shown(10, outcome="onbekend", stek_id="tienen"),
        shown(40, 100, outcome=BOTH[0], stek_id="zaventem"),
    ]
    assert non_take_up_range({"non_take_up": told(*rows, of=OF)}).is_empty()


@given(st.integers(5, 90), st.integers(5, 90), st.integers(0, 40), st.integers(0, 40))
def test_it_holds_the_true_share_whatever_the_unknown_answers_were(
    yes: int, no: int, unknown: int, of_them: int
) -> None:
    truly = 100 * (yes + min(of_them, unknown)) / (yes + no + unknown)
    x, n, asked = ((count + 2) // 5 * 5 for count in (yes, yes + no, unknown))
    rest = shown(asked, outcome="onbekend") if unknown >= 5 else hidden(outcome="onbekend")
    row = told_range(shown(x, n, outcome=BOTH[0]), rest)
    assert float(str(row["lowest"])) - 0.05 <= truly <= float(str(row["highest"])) + 0.05
