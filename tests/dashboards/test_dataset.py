"""What search engines read in the head of a page."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from dashboards.pages.dataset import dataset
from dashboards.pages.monitor import Download, Monitor
from dashboards.tongue import Tongue
from pipelines.contracts import Words


def test_a_table_is_described_with_its_licence_its_time_and_its_files(released: Path) -> None:
    monitor = replace(Monitor.of(released), number="2026-11-23.1", made_on="2026-11-23")
    text = dataset(monitor.indicators["take_up"], monitor, Tongue("fr"))
    described = json.loads(str(text))
    assert described["name"] == "Recours"
    assert described["temporalCoverage"] == "2025/2026"
    assert described["inLanguage"] == "fr-BE"
    assert described["description"].startswith("Données d’exemple")
    files = {one["contentUrl"].rsplit("/", 1)[1] for one in described["distribution"]}
    assert files == {Path(one.path).name for one in monitor.downloads["take_up"]}
    assert Download("download_csv", "take_up.csv") in monitor.downloads["take_up"]


def test_a_folder_without_a_number_is_no_dataset_to_cite(released: Path) -> None:
    monitor = Monitor.of(released)
    assert dataset(monitor.indicators["take_up"], monitor, Tongue("nl")) is None


def test_nothing_in_it_can_end_its_script(released: Path) -> None:
    monitor = replace(Monitor.of(released), number="2026-11-23.1", made_on="2026-11-23")
    hostile = "</script><script>alert(1)</script>"
    table = replace(monitor.indicators["take_up"], title=Words(hostile, hostile, hostile))
    assert "<" not in str(dataset(table, monitor, Tongue("nl")))
