"""Times on the wall of a place, and the two hours in a year that its clocks skip or repeat."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, tzinfo

from partner_tui.dates.saying import MONTHS

_SECOND = timedelta(seconds=1)


def wall_clock(day: date, clock: time, zone: tzinfo) -> datetime:
    """The aware moment at which the wall clock of `zone` shows `clock` on `day`.

    A time that is shown twice is its first showing, unless `clock.fold` is 1. A time that the clocks skip is
    the moment as many minutes after the change, as clocks then show it (PEP 495): 2:30 becomes 3:30.
    """
    moment = datetime.combine(day, clock, zone)
    return moment.astimezone(UTC).astimezone(zone)


def clock_trouble(day: date, clock: time, zone: tzinfo) -> str | None:
    """What is wrong with a wall time in words, or None: clocks that change skip some times and repeat others.

    A repeated time whose second showing is meant (`clock.fold` is 1) is no trouble.
    """
    first = datetime.combine(day, clock.replace(fold=0), zone)
    second = first.replace(fold=1)
    before, after = _offset(first), _offset(second)
    if before == after or (before > after and clock.fold):
        return None
    one, other = first.astimezone(UTC), second.astimezone(UTC)
    change = _change_between(min(one, other), max(one, other), zone)
    shown = f"from {_face(change + before, day)} to {_face(change + after, day)}"
    when = f"{day.day} {MONTHS[day.month - 1]} {day.year}"
    if before < after:
        return f"{_face(first, day)} does not exist on {when}: clocks go forward {shown}"
    return f"{_face(first, day)} happens twice on {when}: clocks go back {shown}"


def _change_between(low: datetime, high: datetime, zone: tzinfo) -> datetime:
    """The first second, in UTC, at which the zone's offset is no longer that of `low`."""
    start = _offset(low.astimezone(zone))
    while high - low > _SECOND:
        middle = low + (high - low) // 2
        if _offset(middle.astimezone(zone)) == start:
            low = middle
        else:
            high = middle
    return high.replace(microsecond=0)


def _offset(moment: datetime) -> timedelta:
    return moment.utcoffset() or timedelta()


def _face(wall: datetime, day: date) -> str:
    """What a clock shows, with the day when it is another one."""
    face = f"{wall.hour}:{wall.minute:02d}"
    return face if wall.date() == day else f"{face} on {wall.day} {MONTHS[wall.month - 1]}"
