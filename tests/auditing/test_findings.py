from __future__ import annotations

from pathlib import Path

from pipelines.auditing.audit import audit
from pipelines.auditing.report import Report
from tests.auditing.releases import Row, Table, by_stek, write_release


def cells(report: Report, kind: str) -> list[tuple[str, ...]]:
    return [one.cell for one in report.findings if one.kind == kind]


def test_a_large_table_without_small_counts_is_clean(tmp_path: Path) -> None:
    report = audit(write_release(tmp_path / "r", Table(by_stek({"a": 40, "b": 60}, 100))))
    assert report.is_clean
    assert report.findings == ()
    assert report.tried == 0


def test_one_hidden_count_is_total_less_the_others(tmp_path: Path) -> None:
    report = audit(write_release(tmp_path / "r", Table(by_stek({"a": None, "b": 60}, 63))))
    (finding,) = report.findings
    assert (finding.kind, finding.low, finding.high) == ("exact", 3, 3)
    assert finding.cell[3] == "a"
    assert not report.is_clean


def test_the_label_is_itself_a_disclosure(tmp_path: Path) -> None:
    # The accepted answer of sdcTable's linked-table test: L + M = 6, both under 4, so both are 3.
    rows = by_stek({"l": None, "m": None, "n": 20}, 26)
    report = audit(write_release(tmp_path / "r", Table(rows), k=4))
    assert [(one.cell[3], one.low, one.high) for one in report.findings] == [
        ("l", 3, 3),
        ("m", 3, 3),
    ]
    # With five as the threshold each may be 2, 3 or 4: two apart, though not the whole range.
    wider = audit(write_release(tmp_path / "s", Table(rows), k=5))
    assert wider.is_clean
    assert wider.narrower_than_target == 2


def test_hidden_without_a_label_tells_no_more_than_the_sum(tmp_path: Path) -> None:
    rows = [Row(None, "hidden", stek="l"), Row(None, "hidden", stek="m"), Row(6)]
    assert audit(write_release(tmp_path / "r", Table(rows), k=4)).is_clean


def test_primary_suppression_alone_is_broken_plenty_of_times(tmp_path: Path) -> None:
    rights, stekken = "uvwxyz", "abcdefgh"
    truth = {
        (s, r): (3 * i * i + 7 * j * j + i * j) % 17
        for i, s in enumerate(stekken)
        for j, r in enumerate(rights)
    }
    rows = []
    for stek in [*stekken, "ALL"]:
        for right in [*rights, "ALL"]:
            count = sum(
                n for (s, r), n in truth.items() if stek in {s, "ALL"} and right in {r, "ALL"}
            )
            small = count < 5
            rows.append(
                Row(
                    None if small else count,
                    "hidden_small" if small else "published",
                    stek=stek,
                    right=right,
                )
            )
    report = audit(write_release(tmp_path / "r", Table(rows)))
    wrong = [
        one
        for one in report.findings
        if not (one.low or 0) <= truth[one.cell[3], one.cell[4]] <= (one.high or 0)
    ]
    assert not wrong
    assert report.count("exact") >= 5
    assert {one.low for one in report.findings if one.kind == "exact"} >= {0}


def test_a_tampered_number_is_a_contradiction(tmp_path: Path) -> None:
    report = audit(write_release(tmp_path / "r", Table(by_stek({"a": 40, "b": 60}, 101))))
    assert [(one.kind, one.detail) for one in report.findings] == [
        ("contradiction", "reach: sum over stek")
    ]


def test_numbers_that_no_table_has_are_a_contradiction_though_each_relation_could_hold(
    tmp_path: Path,
) -> None:
    # Three pairs of hidden counts that each sum to an odd number: the three cannot be whole.
    tables = [Table([Row(None, "hidden", stek=s)], name=s) for s in "abc"]
    pairs = [
        Table(
            [
                Row(None, "hidden", stek=p[0], right="p"),
                Row(None, "hidden", stek=p[1], right="p"),
                Row(7, right="p"),
            ],
            name=p,
        )
        for p in ("ab", "bc", "ac")
    ]
    links = [
        {
            "a": {"indicator": p, "stek_id": s, "recht_code": "p"},
            "b": {"indicator": s, "stek_id": s, "recht_code": "ALL"},
            "relation": "equal",
        }
        for p in ("ab", "bc", "ac")
        for s in p
    ]
    report = audit(write_release(tmp_path / "r", *tables, *pairs, links=links))
    assert [one.kind for one in report.findings] == ["contradiction"]


def test_a_label_that_the_numbers_contradict_is_told_apart(tmp_path: Path) -> None:
    report = audit(write_release(tmp_path / "r", Table(by_stek({"a": None, "b": 60}, 70))))
    assert [one.kind for one in report.findings if one.kind != "exact"] == ["label_contradicted"]


def test_small_counts_and_zeros_of_a_group_that_is_not_empty_are_never_shown(
    tmp_path: Path,
) -> None:
    rows = [
        Row(3, stek="a", outcome="yes"),
        Row(0, "zero", stek="b", outcome="yes"),
        Row(9, stek="b", outcome="no"),
        Row(0, "zero", stek="c", outcome="yes"),
        Row(0, "zero", stek="c", outcome="no"),
    ]
    report = audit(
        write_release(tmp_path / "r", Table(rows, of={"yes": None, "no": None}, adds_up=()))
    )
    assert [c[3] for c in cells(report, "small_count_shown")] == ["a"]
    assert [c[3] for c in cells(report, "zero_shown")] == ["b"]


def test_a_hidden_count_that_stands_in_any_column_is_found(tmp_path: Path) -> None:
    of = {"referred": None, "arrived": ["referred"]}
    rows = [
        Row(None, "hidden_small", stek="a", outcome="referred"),
        Row(None, "hidden_small", stek="a", outcome="arrived", denominator=4),
        Row(8, "hidden_to_protect", stek="b", outcome="referred"),
        Row(30, stek="c", outcome="referred"),
        Row(None, "hidden_small", stek="c", outcome="arrived", denominator=30, value=13.3),
    ]
    report = audit(write_release(tmp_path / "r", Table(rows, of=of)))
    assert ("a", 4, 4) in {(one.cell[3], one.low, one.high) for one in report.findings}
    assert [c[3] for c in cells(report, "hidden_count_shown")] == ["b"]
    assert [c[3] for c in cells(report, "rate_without_parts")] == ["c"]
    # 13.3 percent of 30 is 4 and nothing else.
    assert ("c", 4, 4) in {(one.cell[3], one.low, one.high) for one in report.findings}


def test_everybody_and_nobody_of_a_group_are_disclosures(tmp_path: Path) -> None:
    of = {"referred": None, "arrived": ["referred"]}
    rows = [
        Row(30, stek="a", outcome="referred"),
        Row(30, stek="a", outcome="arrived", denominator=30),
        Row(30, stek="b", outcome="referred"),
        Row(None, "hidden_small", stek="b", outcome="arrived", denominator=30),
        Row(30, outcome="arrived", denominator=60),
        Row(60, outcome="referred"),
    ]
    report = audit(write_release(tmp_path / "r", Table(rows, of=of)))
    assert {(one.cell[3], one.cell[-1], one.tells) for one in report.findings} == {
        ("a", "referred-arrived", "everybody"),
        ("b", "arrived", "nobody"),
    }
    assert report.group_disclosures == 2


def test_a_published_complement_of_a_few_is_a_disclosure_and_so_is_its_rate(tmp_path: Path) -> None:
    of = {"taken": ["taken", "not"], "not": ["taken", "not"]}
    rows = [
        Row(28, outcome="taken", denominator=30, value=93),
        Row(None, "hidden_small", outcome="not", denominator=30),
    ]
    report = audit(write_release(tmp_path / "r", Table(rows, of=of)))
    assert [one.cell[-1] for one in report.findings if one.kind == "exact"] == ["not"]
    assert [c[-1] for c in cells(report, "rate_without_parts")] == ["taken"]


def test_a_rate_that_its_parts_do_not_make_tells_of_other_parts(tmp_path: Path) -> None:
    of = {"referred": None, "arrived": ["referred"]}
    rows = [Row(40, outcome="referred"), Row(20, outcome="arrived", denominator=40, value=51)]
    report = audit(write_release(tmp_path / "r", Table(rows, of=of)))
    assert len(cells(report, "rate_of_other_parts")) == 1


def test_what_a_stek_does_not_show_of_its_total_is_a_count_of_persons_too(tmp_path: Path) -> None:
    rows = [
        Row(20, stek="a", right="rent"),
        Row(22, stek="a"),
        Row(20, right="rent"),
        Row(None, "hidden_small", right="debts"),
        Row(22),
    ]
    table = Table(rows, never_per_stek=("debts",))
    report = audit(write_release(tmp_path / "r", table))
    assert {(one.cell[3], one.cell[4], one.low) for one in report.findings} == {
        ("a", "(rest)", 2),
        ("ALL", "debts", 2),
    }


def test_a_month_that_was_not_delivered_adds_nothing(tmp_path: Path) -> None:
    rows = [
        Row(None, "not_delivered", period="2026-01"),
        Row(None, "hidden_small", period="2026-02"),
        Row(20, period="2026-03"),
        Row(23, period="2026-Q1"),
    ]
    (finding,) = audit(write_release(tmp_path / "r", Table(rows))).findings
    assert (finding.cell[2], finding.low, finding.high) == ("2026-02", 3, 3)


def test_categories_that_overlap_are_each_at_most_their_whole(tmp_path: Path) -> None:
    rows = [
        Row(None, "hidden_small", category=("theme", "debts")),
        Row(70, category=("theme", "home")),
        Row(73),
    ]
    assert audit(write_release(tmp_path / "r", Table(rows, overlapping=("theme",)))).is_clean
    assert not audit(write_release(tmp_path / "s", Table(rows))).is_clean


def test_csv_and_parquet_say_the_same(tmp_path: Path) -> None:
    folder = write_release(tmp_path / "r", Table(by_stek({"a": 40, "b": 60}, 100)))
    text = (folder / "reach.csv").read_text("utf-8")
    (folder / "reach.csv").write_text(text.replace(",40,", ",41,"), "utf-8")
    assert [one.kind for one in audit(folder).findings] == ["formats_differ"]


def test_a_provisional_count_that_is_not_rounded_is_found(tmp_path: Path) -> None:
    rows = [
        Row(42, "provisional", stek="a"),
        Row(60, "provisional", stek="b"),
        Row(100, "provisional"),
    ]
    assert [
        c[3] for c in cells(audit(write_release(tmp_path / "r", Table(rows))), "not_rounded")
    ] == ["a"]
