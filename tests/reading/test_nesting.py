from __future__ import annotations

import pytest

from pipelines.reading.nesting import MAX_DEPTH, is_deep


@pytest.mark.parametrize("between", [b"", b" tekst ", b"<?x?>", b"<!-- a -->"])
@pytest.mark.parametrize("more", [0, 1])
def test_one_element_deeper_than_is_allowed_is_deep(between: bytes, more: int) -> None:
    depth = MAX_DEPTH + more
    part = (b"<a>" + between) * depth + b"</a>" * depth
    assert is_deep(part) == bool(more)


@pytest.mark.parametrize("part", [b"", b"x", b"<a/>" * 9_999, b"<a>1</a>" * 9_999])
def test_many_elements_beside_each_other_are_not_deep(part: bytes) -> None:
    assert not is_deep(part)


def test_depth_is_counted_on_over_pieces_of_a_large_part() -> None:
    filler = b"<c>" + b" " * 99_990 + b"</c>"
    halves = b"<a>" * 200 + filler * 60 + b"<a>" * 60 + filler * 60 + b"</a>" * 260
    assert is_deep(halves)
    assert not is_deep(halves.replace(b"<a>" * 60, b"<a>" * 50))
