from __future__ import annotations

from pipelines.contracts.files import parse_yaml
from pipelines.foresight.words import CATALOGUE, say


def test_everything_is_said_in_three_languages() -> None:
    keys = list(parse_yaml(CATALOGUE.read_text("utf-8"), "words.yaml:").content)
    assert {"small", "adds_protected", "moves_may", "moves_closed"} <= set(keys)
    for key in keys:
        text = say(key)
        assert len({text.nl, text.fr, text.en}) == 3, key
