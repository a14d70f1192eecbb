"""Times that are ends of classes: half of those lost in a class are at risk in it, as published."""

from __future__ import annotations

import numpy as np

from pipelines.statistics.arrays import numbers
from pipelines.statistics.event_tables import EventTable
from pipelines.statistics.incidence import aalen_johansen
from pipelines.statistics.survival import kaplan_meier


def test_with_half_of_those_lost_in_a_class_at_risk_the_men_with_angina_live_as_published() -> None:
    # Parker 1946 in Lee 1992, table 4.5: SAS/STAT, PROC LIFETEST, example "Males with Angina
    # Pectoris". Dead and lost to view in each year after the diagnosis, of 2,418 men.
    dead = np.array([456, 226, 152, 171, 135, 125, 83, 74, 51, 42, 43, 34, 18, 9, 6, 0.0])
    lost = np.array([0, 39, 22, 23, 24, 107, 133, 102, 68, 64, 45, 53, 33, 27, 23, 30.0])
    curve = kaplan_meier(EventTable(np.arange(1.0, 17), dead[None], lost, in_view=0.5))
    expected = [
        0.8114, 0.7170, 0.6524, 0.5786, 0.5193, 0.4611, 0.4172, 0.3712, 0.3342, 0.2987, 0.2557,
        0.2136, 0.1839, 0.1636, 0.1429, 0.1429,
    ]  # fmt: skip
    np.testing.assert_array_equal(curve.share.round(4), expected)
    errors = [0.00796, 0.00918, 0.00973, 0.0101, 0.0103, 0.0104, 0.0105, 0.0106, 0.0107, 0.0109]
    np.testing.assert_array_equal(curve.standard_error[:3].round(5), errors[:3])
    np.testing.assert_array_equal(curve.standard_error[3:10].round(4), errors[3:])


def test_half_of_those_lost_in_a_class_at_risk_tells_what_whole_or_none_tell_too_low_or_high() -> (
    None
):
    # A steady risk of 1 in 60 a day, and everybody followed for 0 to 360 days, evenly: who ends
    # and who is lost is expected day by day, and added up by classes of fifteen days.
    days = np.arange(360) + 0.5
    waiting, in_view = np.exp(-days / 60), 1 - days / 360
    ended, lost = ((each / of).reshape(24, 15).sum(1) for each, of in (
        (waiting * in_view, 60), (waiting, 360)))  # fmt: skip
    ends = 15.0 * np.arange(1, 25)
    none, half, whole = (
        1 - kaplan_meier(EventTable(numbers(ends), ended[None], lost, share)).share[:4]
        for share in (0.0, 0.5, 1.0)
    )
    truth = 1 - np.exp(-ends[:4] / 60)
    assert (np.abs(half - truth) < 0.001).all()
    assert (whole < truth - 0.003).all()
    assert (none > truth + 0.003).all()


def test_of_two_causes_the_shares_of_a_class_are_worked_out_by_hand() -> None:
    # 100 start: 10 and 20 end, 20 are lost, so 90 count; of the 50 left 9 end and 41 are lost: 29.5
    events = np.array([[10.0, 9], [20, 0]])
    table = EventTable(np.array([1.0, 2]), events, np.array([20.0, 41]), in_view=0.5)
    assert table.at_risk.tolist() == [100, 50]
    assert table.exposed.tolist() == [90, 29.5]
    first = 10 / 90
    share = aalen_johansen(table).share
    np.testing.assert_allclose(share[0], [first, first + (60 / 90) * 9 / 29.5])
    np.testing.assert_allclose(share[1], [20 / 90, 20 / 90])
