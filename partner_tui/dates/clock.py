"""Times of day, from-to times and lengths, read as people at a school write them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import time
from typing import Literal

from partner_tui.dates.wording import plain, quoted, whole
from partner_tui.errors import FieldError

MINUTES_HINT = "Write it like: 25m, 1h, 1h30, 90, half an hour."
_DAY = 24 * 60
_NOON = 12 * 60

# What a part of the day holds, in hours from and before; and the time that it means on its own.
_PARTS = {"morning": (0, 12), "afternoon": (12, 18), "evening": (16, 24), "night": (17, 24)}
PART_TIMES = {"morning": time(9), "afternoon": time(15), "evening": time(19), "night": time(19)}
END_OF_DAY = time(17)
END_OF_DAY_WORDS = ("eod", "end of day", "end of the day")

_FACE = (
    r"(?P<at>at )?(?P<hour>\d{1,2})(?:(?P<mark>[:.h]?)(?P<minute>\d\d)(?::(?P<second>\d\d))?)?"
    r" ?(?P<half>am|pm|a|p|h)?"
)
_AROUND = r"(?:at )?(half past|quarter past|quarter to) (\d{1,2}) ?(am|pm|a|p)?"
_RANGE = r"(?P<lead>from |between |at )?(?P<start>.+?) ?(?P<mark>-|\b(?:to|till|until|and)\b) ?(?P<end>.+)"
_WORDS = {"noon": "12pm", "midday": "12pm", "midnight": "12am"}
_LENGTHS = (
    (r"(?:(?:an?|1) )?half(?: an)? hour|(?:an? )?half hour", 30),
    (r"(?:(?:a|1) )?quarter(?: of an)? hour", 15),
    (r"3 quarters of an hour", 45),
    (r"an hour|hour", 60),
    (r"(?:an|1) hour and a half", 90),
)
_COUNTED = (
    r"(?:(?P<hours>\d{0,3}(?:\.\d{1,2})?) ?(?:hours?|hrs?|h)(?: and(?= ))?)?"
    r" ?(?:(?P<minutes>\d{1,4}) ?(?P<unit>minutes?|mins?|min|m|')?)?"
)


@dataclass(frozen=True)
class Span:
    """A time of day, and for how many minutes when that was said; `midnight` is set for the word alone."""

    start: time
    minutes: int | None = None
    midnight: bool = False


@dataclass(frozen=True)
class _Face:
    """A clock face as typed: minutes after midnight, and whether that is certain or could be 12 hours later."""

    minutes: int
    certain: bool
    second: int = 0
    marked: bool = True
    half: Literal["am", "pm"] | None = None

    def choices(self) -> tuple[int, ...]:
        if self.certain:
            return (self.minutes,)
        early = self.minutes % _NOON
        return (early, early + _NOON)


def read_minutes(text: str, *, field: str = "minutes") -> int:
    """Whole minutes from 1 to 1440 in "25m", "1h", "1h30", "1:30", "1.5h", "90" or "half an hour".

    Anything else is a FieldError on `field`.
    """
    try:
        words = plain(text)
    except FieldError as refusal:
        raise FieldError(field, refusal.message, MINUTES_HINT) from None
    minutes = length(words, bare=True)
    if minutes is None:
        raise FieldError(field, f"{quoted(text)} is not a length of time.", MINUTES_HINT)
    if not 1 <= minutes <= _DAY:
        raise FieldError(field, f"{quoted(text)} is not between one minute and 24 hours.", MINUTES_HINT)
    return minutes


def length(words: str, *, bare: bool) -> int | None:
    """The minutes in `words` as `plain` spells them, in or out of bounds; None if they are not a length.

    `bare` takes a number alone for minutes, and 1:30 for an hour and a half.
    """
    for pattern, minutes in _LENGTHS:
        if whole(pattern, words):
            return minutes
    if bare and (colon := whole(r"(\d{1,2}):([0-5]\d)", words)):
        return int(colon[1]) * 60 + int(colon[2])
    found = whole(_COUNTED, words)
    if not found or not words or found["hours"] == "":
        return None
    if found["hours"] is None and found["unit"] is None and not bare:
        return None
    return _total(found["hours"] or "0", found["minutes"] or "0")


def _total(hours: str, minutes: str) -> int | None:
    total = float(hours) * 60 + int(minutes)
    too_many = hours != "0" and int(minutes) >= 60
    return int(total) if total.is_integer() and not too_many else None


def read_span(words: str, *, bare: bool, part: str | None = None) -> Span | None:
    """A time or a from-to time in `words` as `plain` spells them; None if they are neither.

    A bare hour ("3", "9") counts only where `bare` says so, or after "at". `part` is the part of the day that
    was named beside it. Without one, and without am or pm, the school day decides: 1 to 6 are afternoon, 7 to
    11 morning, 12 noon; a leading zero (03:15) is the 24-hour clock. The end of a from-to time is the first
    such hour after its start. Impossible times ("25:00", "13pm") are a FieldError.
    """
    if words in END_OF_DAY_WORDS:
        return Span(END_OF_DAY)
    face = _read_face(words, alone=12 if bare else 0)
    if face is not None:
        start = _usual(face, part, words)
        return Span(_clock(start, face.second), midnight=words.removeprefix("at ") == "midnight")
    return _read_range(words, bare, part)


def _read_range(words: str, bare: bool, part: str | None) -> Span | None:
    found = whole(_RANGE, words)
    if not found or (found["mark"] == "and") != (found["lead"] == "between "):
        return None
    start, end = _read_face(found["start"], alone=23), _read_face(found["end"], alone=23)
    if start is None or end is None:
        return None
    if not (bare or found["lead"] or found["mark"] != "-" or start.marked or end.marked):
        return None
    begin = _start_before(start, end, part, words)
    ends = [minutes for minutes in end.choices() if minutes > begin]
    if not ends and start.certain and end.certain and end.minutes != start.minutes:
        ends = [end.minutes + _DAY]
    if not ends:
        raise FieldError("", f"{quoted(words)} ends before it begins.")
    return Span(_clock(begin, start.second), ends[0] - begin)


def _start_before(start: _Face, end: _Face, part: str | None, words: str) -> int:
    """The start of a range: am or pm at its end holds for the start too, where that comes before the end."""
    if start.certain or end.half is None:
        return _usual(start, part, words)
    early, late = start.choices()
    same = early if end.half == "am" else late
    return same if same < end.minutes else early


def _read_face(words: str, *, alone: int) -> _Face | None:
    """One clock face; a number with nothing beside it counts up to `alone`."""
    words = words.removeprefix("at ") if words.removeprefix("at ") in _WORDS else words
    words = _WORDS.get(words, words)
    if around := whole(_AROUND, words):
        return _face_around(around)
    found = whole(_FACE, words)
    if not found or not _is_clock(found, alone):
        return None
    hour, minute, second = int(found["hour"]), int(found["minute"] or 0), int(found["second"] or 0)
    half = _half(found["half"])
    top = 12 if half else 23
    if hour > top or (half and not hour) or minute > 59 or second > 59:
        raise FieldError("", f"There is no time {quoted(words.removeprefix('at '))}.")
    marked = bool(found["at"] or found["minute"] or found["half"])
    if half:
        return _Face(hour % 12 * 60 + minute + (_NOON if half == "pm" else 0), True, second, marked, half)
    certain = hour > 12 or found["hour"].startswith("0")
    return _Face(hour * 60 + minute, certain, second, marked)


def _is_clock(found: re.Match[str], alone: int) -> bool:
    """Whether digits are a clock's at all, rather than a number, a date or a length of time."""
    at, suffix = bool(found["at"]), found["half"]
    if suffix == "h" or found["mark"] == "h":
        return at or _is_french(found)
    if found["minute"] is None:
        return at or bool(suffix) or 1 <= int(found["hour"]) <= alone
    # 315pm and "at 1500" are times; 1500 alone may be anything, and 3.15 may be a date.
    return found["mark"] == ":" or at or bool(suffix)


def _is_french(found: re.Match[str]) -> bool:
    """15h15 is a time; 1h30 is as likely a length, so it is not guessed at."""
    if found["mark"] == "h" and found["half"]:
        return False
    return int(found["hour"]) >= (13 if found["minute"] is None else 7)


def _half(suffix: str | None) -> Literal["am", "pm"] | None:
    if suffix in ("am", "a"):
        return "am"
    return "pm" if suffix in ("pm", "p") else None


def _face_around(found: re.Match[str]) -> _Face:
    """half past 3, quarter to 4."""
    hour = int(found[2])
    if not 1 <= hour <= 12:
        raise FieldError("", f"There is no time {quoted(found[0])}.")
    away = {"half past": 30, "quarter past": 15, "quarter to": -15}[found[1]]
    half = _half(found[3])
    named = hour % 12 * 60 + (_NOON if half == "pm" else 0)
    return _Face((named + away) % _DAY, certain=half is not None, half=half)


def _usual(face: _Face, part: str | None, words: str) -> int:
    """The minutes after midnight that a face means, by the part of the day named or else by the school day."""
    choices = face.choices()
    if part:
        since, before = _PARTS[part]
        inside = [minutes for minutes in choices if since * 60 <= minutes < before * 60]
        if len(inside) != 1:
            raise FieldError("", f"{quoted(words)} is not in the {part}.")
        return inside[0]
    if face.certain:
        return face.minutes
    return choices[0] if choices[0] >= 7 * 60 else choices[1]


def _clock(minutes: int, second: int) -> time:
    return time(minutes // 60, minutes % 60, second)
