"""Shifts: minutes worked on a day, from a time on the wall where that is known, as people write and read them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from partner_tui.dates.clock import read_span
from partner_tui.dates.wording import plain, quoted, whole
from partner_tui.errors import FieldError

DAY = 24 * 60
"""Minutes of a day on the wall."""

HINT = "Write 3, 3.5, 3:15, 3h15, 45m, or from when to when: 15:30-18:45. “-” takes it out."

_TAKEN_OUT = frozenset({"", "-", "–", "—"})
_HOURS = r"(?P<hours>\d{1,3})?(?:\.(?P<part>\d{1,4}))? ?(?:h|hrs?|hours?)?"
_COLON = r"(\d{1,3}) ?(?::|h|hrs?|hours?) ?(\d{1,2}) ?(?:m|mins?|minutes?)?"
_MINUTES = r"(\d{1,4}) ?(?:m|mins?|minutes?)"
_FROM_TO = r"(?:from )?(?P<start>[^-]+?) ?(?:-|\b(?:to|till|until)\b) ?(?P<end>[^-]+)"
_CLOCK = r"(\d\d):?(\d\d)"
_LATE = r"(1[2-9]|2[0-3]):?(\d\d)"
_EARLY = r"(\d):(\d\d)"


@dataclass(frozen=True, slots=True)
class Worked:
    """How long somebody worked, in minutes that really passed; `starts_minute` is on the wall, None if nobody said."""

    minutes: int
    starts_minute: int | None = None


@dataclass(frozen=True, slots=True)
class Piece:
    """The part of a shift that lies on one day; its times are minutes on the wall after that day's midnight."""

    day: date
    minutes: int
    starts: int | None = None
    ends: int | None = None


def read_worked(text: str, day: date, zone: tzinfo) -> Worked | None:
    """Return what was worked on `day`, out of "3", "3.5", "3:15", "3h15", "45m", "15:30-18:45" or "3:30pm-6pm".

    A number alone is hours. An end before the start is on the next day: "22:00-01:00". None for "" and "-", which
    take out what is there. Raise FieldError on `minutes` for anything else, and for more than 24 hours.
    """
    if text.strip() in _TAKEN_OUT:
        return None
    try:
        # The decimal comma of a spreadsheet, before commas are taken for spaces.
        words = plain(re.sub(r"(?<=\d),(?=\d)", ".", text))
        worked = _clocks(words, day, zone) or _length(words)
    except FieldError as refusal:
        raise FieldError("minutes", refusal.message, refusal.hint or HINT) from None
    if worked is None:
        raise FieldError("minutes", f"{quoted(text)} is no length of time, and no time from when to when.", HINT)
    if worked.minutes < 1:
        raise FieldError("minutes", f"{quoted(text)} is no time at all.", "Write “-” to take out what is there.")
    if worked.minutes > DAY:
        raise FieldError("minutes", f"{quoted(text)} is more than the 24 hours of a day.", HINT)
    return worked


def _length(words: str) -> Worked | None:
    if found := whole(_MINUTES, words):
        return Worked(int(found[1]))
    if (found := whole(_COLON, words)) and int(found[2]) < 60:
        return Worked(int(found[1]) * 60 + int(found[2]))
    found = whole(_HOURS, words)
    if not found or not (found["hours"] or found["part"]):
        return None
    # In whole numbers, to the nearest minute: 0.1 hours are 6 minutes, and 0.33 the 20 that are meant.
    tenths = 10 ** len(found["part"] or "")
    return Worked(int(found["hours"] or 0) * 60 + (int(found["part"] or 0) * 120 + tenths) // (2 * tenths))


def _clocks(words: str, day: date, zone: tzinfo) -> Worked | None:
    """Return a shift from when to when: on the 24-hour clock where both have four digits, else as the school day."""
    if not (found := whole(_FROM_TO, words)):
        return None
    start, end = _on_wall(_CLOCK, found["start"]), _on_wall(_CLOCK, found["end"])
    if start is None or end is None:
        # 22:00-1:00 can only end at night.
        start, end = _on_wall(_LATE, found["start"]), _on_wall(_EARLY, found["end"])
        if start is None or end is None or end + DAY // 2 > start:
            span = read_span(words, bare=True)
            if span is None or span.minutes is None:
                return None
            start = span.start.hour * 60 + span.start.minute
            end = (start + span.minutes) % DAY
    if start == end:
        raise FieldError("minutes", f"{quoted(words)} begins and ends at the same time.", HINT)
    return between(start, end, day, zone)


def _on_wall(pattern: str, face: str) -> int | None:
    found = whole(pattern, face)
    if not found:
        return None
    hour, minute = int(found[1]), int(found[2])
    if hour > 24 or minute > 59 or (hour == 24 and minute):
        raise FieldError("minutes", f"There is no time {quoted(face)}.", HINT)
    return hour % 24 * 60 + minute


def between(start: int, end: int, day: date, zone: tzinfo) -> Worked:
    """Return the shift from one time on the wall to another; one that is not later is on the next day."""
    first, last = moment(day, start, zone), moment(day, end if end > start else end + DAY, zone)
    return Worked(max(0, int((last - first).total_seconds()) // 60), start)


def moment(day: date, minute: int, zone: tzinfo) -> datetime:
    """Return the moment, in UTC, at which the wall shows `minute` after midnight of `day`; 1440 is the next day's 0."""
    days, rest = divmod(minute, DAY)
    return datetime.combine(day + timedelta(days=days), time(rest // 60, rest % 60), zone).astimezone(UTC)


def pieces(day: date, worked: Worked, zone: tzinfo) -> tuple[Piece, ...]:
    """Return what a shift leaves on each day, split at midnight; one without a start is all on its day."""
    if worked.starts_minute is None:
        return (Piece(day, worked.minutes),)
    start = moment(day, worked.starts_minute, zone)
    end = start + timedelta(minutes=worked.minutes)
    midnight = moment(day, DAY, zone)
    wall = end.astimezone(zone)
    ends = wall.hour * 60 + wall.minute
    if end <= midnight:
        return (Piece(day, worked.minutes, worked.starts_minute, ends or DAY),)
    before = int((midnight - start).total_seconds()) // 60
    later = Piece(day + timedelta(days=1), worked.minutes - before, 0, ends or DAY)
    return (Piece(day, before, worked.starts_minute, DAY), later)


def say_worked(worked: Worked, day: date, zone: tzinfo) -> str:
    """Return what `read_worked` reads as the same: "3:15", or "15:30-18:45" where the start is known."""
    if worked.starts_minute is None:
        return f"{worked.minutes // 60}:{worked.minutes % 60:02d}"
    ends = pieces(day, worked, zone)[-1].ends or 0
    return f"{say_minute(worked.starts_minute)}-{say_minute(ends % DAY)}"


def say_minute(minute: int) -> str:
    """Return a time on the wall out of minutes after midnight: "15:30"; the end of the day is "24:00"."""
    return f"{minute // 60:02d}:{minute % 60:02d}"
