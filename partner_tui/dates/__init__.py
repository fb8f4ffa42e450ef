"""Days, times and lengths as people write them, read and said back."""

from __future__ import annotations

from partner_tui.dates.clock import read_minutes
from partner_tui.dates.reading import Moment, read_date, read_moment
from partner_tui.dates.saying import (
    MONTHS,
    WEEKDAYS,
    say_clock,
    say_day,
    say_full,
    say_full_day,
    say_minutes,
    say_moment,
    say_since,
)
from partner_tui.dates.zones import clock_trouble, wall_clock

__all__ = [
    "MONTHS",
    "WEEKDAYS",
    "Moment",
    "clock_trouble",
    "read_date",
    "read_minutes",
    "read_moment",
    "say_clock",
    "say_day",
    "say_full",
    "say_full_day",
    "say_minutes",
    "say_moment",
    "say_since",
    "wall_clock",
]
