"""Days, times and lengths in the words that screens and commands show."""

from __future__ import annotations

from datetime import date, datetime, time

# English names of our own: strftime's follow the machine's locale, and the reader knows these.
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)

_NEAR = {-1: "yesterday", 0: "today", 1: "tomorrow"}


def say_clock(clock: time | datetime) -> str:
    """A time of day on the 24-hour clock, as in "15:05"."""
    return f"{clock.hour:02d}:{clock.minute:02d}"


def say_day(day: date, today: date) -> str:
    """A day as one would say it today: "tomorrow", "Mon" within six days, "3 Nov", "3 Nov 2025"."""
    away = (day - today).days
    if away in _NEAR:
        return _NEAR[away]
    if abs(away) <= 6:
        return WEEKDAYS[day.weekday()][:3]
    near = f"{day.day} {MONTHS[day.month - 1][:3]}"
    return near if day.year == today.year else f"{near} {day.year}"


def say_full_day(day: date) -> str:
    """A day with nothing left out: "Tue 10 Mar 2026"."""
    return f"{WEEKDAYS[day.weekday()][:3]} {day.day} {MONTHS[day.month - 1][:3]} {day.year}"


def say_moment(moment: datetime, today: date) -> str:
    """A day and a time as one would say them today: "today 15:00", "3 Nov 08:00".

    `moment` is in the zone that it is shown in.
    """
    return f"{say_day(moment.date(), today)} {say_clock(moment)}"


def say_full(moment: datetime) -> str:
    """A moment with nothing left out: "Tue 10 Mar 2026 15:00"; `moment` is in the zone that it is shown in."""
    return f"{say_full_day(moment.date())} {say_clock(moment)}"


def say_minutes(minutes: int) -> str:
    """A length: "25 min", "1 h", "1 h 30 min"."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return f"{rest} min"
    return f"{hours} h {rest} min" if rest else f"{hours} h"


def say_since(days: int | None) -> str:
    """How long ago something was, from whole days; None is never, and less than none is still to come.

    Days are counted up to two weeks, then weeks up to two months, months up to two years, then years.
    """
    if days is None:
        return "never"
    if -days in _NEAR:
        return _NEAR[-days]
    length = _say_days(abs(days))
    return f"{length} ago" if days > 0 else f"in {length}"


def _say_days(days: int) -> str:
    if days < 14:
        return f"{days} days"
    if days < 61:
        return f"{days // 7} weeks"
    if days < 731:
        return f"{days * 12 // 365} months"
    return f"{days // 365} years"
