from __future__ import annotations

import pytest

from pipelines.defs.policy import writing
from pipelines.errors import DisclosureError, StekError
from pipelines.home import Home


def test_the_message_of_a_library_stays_out_of_the_history_of_runs(home: Home) -> None:
    with pytest.raises(StekError) as caught, writing():
        int("93.05.18-223.61")
    assert "ValueError at" in str(caught.value)
    assert "test_errors.py" in str(caught.value)
    assert "93.05" not in str(caught.value)
    assert caught.value.__suppress_context__


def test_an_error_of_ours_keeps_its_words(home: Home) -> None:
    with pytest.raises(DisclosureError, match="Nothing is released"), writing():
        raise DisclosureError("Nothing is released.")
