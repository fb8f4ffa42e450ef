"""A person types how long a meeting is."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partner_tui.dates import read_minutes, say_minutes
from partner_tui.errors import FieldError


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("25m", 25),
        ("25 min", 25),
        ("25 Minutes", 25),
        ("90", 90),
        ("1h", 60),
        ("1h30", 90),
        ("1h 30m", 90),
        ("1 hour and 30 minutes", 90),
        ("1:30", 90),
        ("1.5h", 90),
        ("1½ hours", 90),
        ("½h", 30),
        ("two hours", 120),
        ("an hour", 60),
        ("half an hour", 30),
        ("an hour and a half", 90),
        ("a quarter of an hour", 15),
        ("three quarters of an hour", 45),
        ("forty-five minutes", 45),
        ("1", 1),
        ("24h", 1440),
    ],
)
def test_a_length_is_read_as_it_was_meant(text: str, minutes: int) -> None:
    assert read_minutes(text) == minutes


@pytest.mark.parametrize(
    "text", ["", "0", "-25", "1441", "25h", "1h90", "1.33h", "h", "m", "1 hour and", "2 days", "long", "25 30", "1:75"]
)
def test_what_is_no_length_of_a_meeting_is_refused(text: str) -> None:
    with pytest.raises(FieldError) as refused:
        read_minutes(text)
    assert refused.value.field == "minutes"
    assert "25m" in refused.value.hint


@given(st.integers(1, 1440))
def test_a_length_said_is_read_as_the_same_length(minutes: int) -> None:
    assert read_minutes(say_minutes(minutes)) == minutes
    assert read_minutes(str(minutes)) == minutes


@given(st.one_of(st.text(max_size=100), st.text("0123456789hm:. ½aeinurd", max_size=15)))
def test_any_text_is_a_length_or_a_plain_refusal(text: str) -> None:
    with suppress(FieldError):
        assert 1 <= read_minutes(text) <= 1440
