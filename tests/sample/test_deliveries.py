from __future__ import annotations

from datetime import date

import pytest

from pipelines.months import Month
from pipelines.sample.deliveries import deliver
from pipelines.sample.incidents import HidingPlace, Incident
from pipelines.sample.stekken import stekken
from pipelines.sample.world import Meant, told_by

OCTOBER = Month(2026, 10)


def meant(stek_id: str) -> Meant:
    stek = next(stek for stek in stekken() if stek.stek_id == stek_id)
    (month,) = told_by(stek, [OCTOBER], seed=1, visits_per_month=40)
    return month


def names(stek_id: str, incident: Incident | None) -> list[str]:
    return [file.path for file in deliver(meant(stek_id), incident, seed=1).files]


def test_a_workbook_is_one_file_and_csv_is_one_file_a_stream() -> None:
    assert names("tienen", None) == ["tienen/2026-10/tienen_2026-10.xlsx"]
    assert names("stek-16", None) == [
        "stek-16/2026-10/bezoeken_2026-10.csv",
        "stek-16/2026-10/rechtenchecks_2026-10.csv",
        "stek-16/2026-10/doorverwijzingen_2026-10.csv",
        "stek-16/2026-10/signalen_2026-10.csv",
    ]


def test_without_incident_every_row_is_used_and_nothing_is_listed() -> None:
    delivery = deliver(meant("tienen"), None, seed=1)
    assert {fate for fates in delivery.fates.values() for fate in fates} == {"used"}
    assert delivery.faults == ()
    assert date(2026, 11, 1) <= delivery.files[0].received_on <= date(2026, 11, 14)


def test_a_missing_month_sends_nothing_and_has_no_fates() -> None:
    delivery = deliver(meant("tienen"), Incident("missing_month", "tienen", 0), seed=1)
    assert (delivery.files, dict(delivery.fates)) == ((), {})
    assert [(fault.path, fault.kind) for fault in delivery.faults] == [(None, "missing_month")]


def test_a_correction_of_one_stream_sends_only_that_stream_again() -> None:
    one = Incident("corrected", "stek-16", 0, stream="visits", is_put_right=True)
    assert names("stek-16", one)[4:] == ["stek-16/2026-10/bezoeken_2026-10_verbeterd.csv"]
    whole = Incident("corrected", "tienen", 0, is_put_right=True)
    assert names("tienen", whole)[1:] == ["tienen/2026-10/tienen_2026-10_verbeterd.xlsx"]


@pytest.mark.parametrize("place", ["cell", "comment", "hidden_column"])
def test_a_register_number_refuses_all_streams_of_its_file(place: HidingPlace) -> None:
    incident = Incident("national_register_number", "tienen", 0, hidden_in=place)
    delivery = deliver(meant("tienen"), incident, seed=1)
    assert {fate for fates in delivery.fates.values() for fate in fates} == {"refused"}
    (fault,) = delivery.faults
    # Titles on four rows, the header, then the second record.
    assert (fault.stream, fault.rows) == ("bezoeken", (7,))


def test_the_fate_of_each_record_is_that_of_the_contract() -> None:
    incident = Incident("wrong_rows", "tienen", 0)
    delivery = deliver(meant("tienen"), incident, seed=1)
    for stream, fates in delivery.fates.items():
        rows = meant("tienen").rows[stream]
        assert len(fates) == rows.height
        assert fates.count("held_back") <= 0.25 * rows.height
        assert "refused" not in fates
    assert delivery.fates["visits"].count("held_back") > 2
