"""Full dates as machines and letters write them: ISO 8601, and in the end whatever dateutil is sure of."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta, timezone, tzinfo

from partner_tui.dates.numbered import exact, month_number
from partner_tui.dates.saying import WEEKDAYS, say_full_day
from partner_tui.dates.wording import quoted, whole
from partner_tui.errors import FieldError

_ISO = r"(\d{4})-(\d\d)-(\d\d)[Tt ]\d\d:?\d\d\S*|(\d{4})(\d\d)(\d\d)[Tt]\d{4}\S*"
_LETTER = r"[a-z0-9 :/+'-]+"
_CLOCK = r"\b\d{1,2}:\d\d(?::\d\d)?(?: ?[+-]\d\d:?\d\d\b)?"
_MONTH = r"(?<![a-z])(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_WEEKDAY = r"(?<![a-z])(mon|tue|wed|thu|fri|sat|sun)[a-z]*"
# Two moments that differ in everything: what dateutil fills a gap with shows as a difference.
_DEFAULTS = (datetime.combine(date(2000, 1, 1), time()), datetime.combine(date(2003, 2, 2), time(1, 1)))


def read_iso(text: str, zone: tzinfo | None) -> tuple[date, time] | None:
    """Day and wall time of an ISO 8601 date with a time; None if `text` is something else.

    A time with an offset is brought to `zone` (None keeps the day as written). What looks like ISO 8601 and is
    no real time is a FieldError.
    """
    text = text.strip()
    found = whole(_ISO, text)
    if not found:
        return None
    year, month, day = (int(part) for part in found.groups() if part is not None)
    exact(year, month, day)
    try:
        moment = datetime.fromisoformat(text.upper())
    except ValueError:
        raise FieldError("", f"{quoted(text)} names a time that there is not.") from None
    return _in_zone(moment, zone)


def read_written_out(words: str, zone: tzinfo | None) -> tuple[date, time | None] | None:
    """Day and time of a full date in another shape ("Thu Dec 3 15:00:00 2026", mail headers), by dateutil.

    On its own dateutil completes "10" and "december" silently and passes over what it has no use for. So only a
    month in letters is taken, beside a day, a year and at most one time with a colon, and no further number;
    dateutil must make the same of it whatever it fills gaps with, and a weekday must be true.
    """
    month, weekday = re.search(_MONTH, words), re.search(_WEEKDAY, words)
    clocks = len(re.findall(_CLOCK, words))
    numbers = [int(number) for number in re.findall(r"\d+", re.sub(_CLOCK, " ", words))]
    if not month or clocks > 1 or len(numbers) != 2 or not whole(_LETTER, words):
        return None
    first, second = (_by_dateutil(words, default) for default in _DEFAULTS)
    if first is None or second is None or first.date() != second.date():
        return None
    if sorted(numbers) != [first.day, first.year] or first.month != month_number(month[1]):
        return None
    if weekday and WEEKDAYS[first.weekday()][:3].lower() != weekday[1]:
        raise FieldError("", f"{say_full_day(first)} is not a {weekday[0].title()}.")
    exact(first.year, first.month, first.day)
    if not clocks:
        return first.date(), None
    return _in_zone(first, zone)


def _by_dateutil(words: str, default: datetime) -> datetime | None:
    # Costs 25 ms to import, and hardly any phrase comes this far.
    from dateutil import parser

    try:
        return parser.parse(words.upper(), default=default, tzinfos=_known_offset)
    except (ValueError, OverflowError):
        return None


def _known_offset(name: str | None, seconds: int | None) -> tzinfo | None:
    """Only offsets and UTC are sure: EST and its like are several zones each, and the machine's names are its own."""
    if seconds is not None and name in (None, "UTC", "GMT", "Z"):
        return timezone(timedelta(seconds=seconds))
    if seconds is None and name is None:
        return None
    raise ValueError(name)


def _in_zone(moment: datetime, zone: tzinfo | None) -> tuple[date, time]:
    if moment.tzinfo is not None and zone is not None:
        moment = moment.astimezone(zone)
    return moment.date(), moment.time()
