"""Numbers as small bars."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from partner_tui.widgets.spark import NOTHING, spark


def test_a_week_without_a_meeting_is_a_dot_and_more_stands_higher() -> None:
    line = spark([0, 1, 2, 8])
    assert line[0] == NOTHING
    assert line[1] < line[2] < line[3] == "█"
    assert spark([]) == ""


@given(st.lists(st.integers(0, 10_000), max_size=40))
def test_every_number_has_one_mark_and_only_nothing_is_a_dot(numbers: list[int]) -> None:
    line = spark(numbers)
    assert len(line) == len(numbers)
    assert [mark == NOTHING for mark in line] == [number == 0 for number in numbers]
