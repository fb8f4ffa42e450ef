"""A day or a moment out of a typed phrase: our own rules first, dateutil's for full dates in other shapes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta, tzinfo
from datetime import time as time_of_day

from partner_tui.dates.clock import END_OF_DAY_WORDS, PART_TIMES, Span, length, read_span
from partner_tui.dates.days import read_day
from partner_tui.dates.formats import read_iso, read_written_out
from partner_tui.dates.numbered import Prefer, Standpoint
from partner_tui.dates.wording import plain, quoted, whole
from partner_tui.dates.zones import wall_clock
from partner_tui.errors import FieldError

DATE_HINT = "Write it like: today, next tue, in 2 weeks, 12/3, 3 dec, 2026-12-03."
MOMENT_HINT = "Write it like: tomorrow 3pm, fri 12:15, next tue 9-10, 12/3 at 3, in 10 minutes."

_PART = r"\b(?:in the |at )?(morning|afternoon|evening|night)\b"
_ELAPSED = r"in (?P<ahead>.+?)(?:'? time)?|(?P<ago>.+) ago|(?P<later>.+) from now"
_FOR = r"(?P<rest>.+) for (?P<length>.+)"
_LONGEST_LENGTH = 4


@dataclass(frozen=True)
class Moment:
    """What a phrase said: a day, a time and a length in minutes where it said them, and the phrase itself.

    `zone` is the one that the phrase was read in. `time.fold` is 1 for the second of two equal wall times.
    """

    day: date
    time: time_of_day | None
    minutes: int | None
    text: str
    zone: tzinfo

    def at(self, default: time_of_day) -> datetime:
        """The aware moment, at `default` when the phrase named no time."""
        return wall_clock(self.day, default if self.time is None else self.time, self.zone)


def read_date(text: str, today: date, *, prefer: Prefer = "future", day_first: bool = False, field: str = "") -> date:
    """The day that `text` names, said on `today`; a time beside it is read and left out.

    `prefer` decides which of several days a phrase means: "tue" and "12/3" are the coming ones, or looking to
    the past the last ones. `day_first` reads 12/3 as 12 March. What is not surely a day between 1900 and 2200
    is a FieldError on `field`.
    """
    here = Standpoint(today, prefer=prefer, day_first=day_first)
    try:
        found = _read_date(text, here)
    except FieldError as refusal:
        raise FieldError(field, refusal.message, refusal.hint or DATE_HINT) from None
    if found is None:
        raise FieldError(field, f"{quoted(text)} cannot be read as a date.", DATE_HINT)
    return found


def read_moment(
    text: str, now: datetime, *, prefer: Prefer = "future", day_first: bool = False, field: str = ""
) -> Moment:
    """The moment that `text` names, said at `now`, which is aware and in the school's zone.

    `prefer` and `day_first` are as in `read_date`; a time alone is the coming one, or looking to the past the
    last one. A length may follow ("tue 3pm for 25m", "tue 9-10"). Tonight and evenings are 19:00, mornings
    9:00, afternoons 15:00 and the end of the day 17:00. What is not surely a moment is a FieldError on `field`.
    """
    if now.tzinfo is None:
        raise ValueError("now has no time zone")
    here = Standpoint(now.date(), time_of_day(now.hour, now.minute), prefer=prefer, day_first=day_first)
    try:
        found = _read_moment(text, now, here)
    except FieldError as refusal:
        raise FieldError(field, refusal.message, refusal.hint or MOMENT_HINT) from None
    if found is None:
        raise FieldError(field, f"{quoted(text)} cannot be read as a date and time.", MOMENT_HINT)
    day, clock, minutes = found
    return Moment(day, clock, minutes, text, now.tzinfo)


def _read_date(text: str, here: Standpoint) -> date | None:
    iso = read_iso(text, None)
    if iso:
        return iso[0]
    words = _some(plain(text))
    if words == "now":
        return here.today
    found = _day_and_span(words, here) or read_written_out(words, None)
    return found and found[0]


def _read_moment(text: str, now: datetime, here: Standpoint) -> tuple[date, time_of_day | None, int | None] | None:
    iso = read_iso(text, now.tzinfo)
    if iso:
        return (*iso, None)
    for words, minutes in _without_length(_some(plain(text))):
        soon = _elapsed(words, now)
        if soon:
            return soon.date(), soon.time(), minutes
        found = _day_and_span(words, here)
        if found:
            day, span = found
            return (day, span.start, _one_length(span.minutes, minutes)) if span else (day, None, minutes)
    written = read_written_out(plain(text), now.tzinfo)
    return (*written, None) if written else None


def _some(words: str) -> str:
    if not words:
        raise FieldError("", "Nothing was typed for the date.")
    return words


def _without_length(words: str) -> Iterator[tuple[str, int | None]]:
    """The phrase and the length it ends with: said by "for", else none, else one that just stands there."""
    if (found := whole(_FOR, words)) and (minutes := length(found["length"], bare=False)) is not None:
        yield found["rest"], _checked_length(minutes)
        return
    yield words, None
    tokens = words.split()
    for size in range(min(_LONGEST_LENGTH, len(tokens) - 1), 0, -1):
        minutes = length(" ".join(tokens[-size:]), bare=False)
        if minutes is not None:
            yield " ".join(tokens[:-size]), _checked_length(minutes)


def _checked_length(minutes: int) -> int:
    if not 1 <= minutes <= 24 * 60:
        raise FieldError("", "A meeting lasts between one minute and 24 hours.")
    return minutes


def _one_length(ranged: int | None, said: int | None) -> int | None:
    if ranged is not None and said is not None and ranged != said:
        raise FieldError("", f"From start to end it is {ranged} minutes, and {said} were said.")
    return ranged if said is None else said


def _elapsed(words: str, now: datetime) -> datetime | None:
    """now, in 10 minutes, an hour ago: counted in real time, so that a change of the clocks does not count."""
    if words == "now":
        return now.replace(second=0, microsecond=0)
    found = whole(_ELAPSED, words)
    minutes = length(next(filter(None, found.groups())), bare=False) if found else None
    if found is None or minutes is None:
        return None
    moment = now.astimezone(UTC) + timedelta(minutes=-minutes if found["ago"] else minutes)
    return moment.astimezone(now.tzinfo).replace(second=0, microsecond=0)


def _day_and_span(words: str, here: Standpoint) -> tuple[date, Span | None] | None:
    """The first way to cut the phrase into a day and a time; else the first complaint about one, else None."""
    parts = re.findall(_PART, words)
    if len(parts) > 1:
        return None
    if parts:
        words = " ".join(re.sub(_PART, "", words).split())
    if words in END_OF_DAY_WORDS:
        words = f"today {words}"
    complaint = None
    for day_words, clock_words, bare in _cuts(words.split()):
        try:
            found = _fit(day_words, clock_words, bare, parts[0] if parts else None, here)
        except FieldError as refusal:
            complaint = complaint or refusal
            continue
        if found:
            return found
    if complaint:
        raise complaint
    return None


def _cuts(tokens: list[str]) -> Iterator[tuple[str, str, bool]]:
    """Day and time, the longest day first, then time and day; only a number after a day may be a bare hour."""
    for cut in range(len(tokens), -1, -1):
        yield " ".join(tokens[:cut]), " ".join(tokens[cut:]), cut > 0
    for cut in range(len(tokens) - 1, 0, -1):
        yield " ".join(tokens[cut:]), " ".join(tokens[:cut]), False


def _fit(
    day_words: str, clock_words: str, bare: bool, part: str | None, here: Standpoint
) -> tuple[date, Span | None] | None:
    span = Span(PART_TIMES[part]) if part else None
    if clock_words:
        # Where only a day is wanted, "dec 3 10" may end in a year, so no bare number is an hour.
        span = read_span(clock_words, bare=part is not None or (bare and here.clock is not None), part=part)
        if span is None:
            return None
    if not day_words:
        return (_day_alone(span, here), span) if span else None
    if span and span.midnight:
        raise FieldError("", "Midnight is on two days.", "Write 23:59, or 0:00 on the day after.")
    day = read_day(day_words, replace(here, said=span.start if span else None))
    return None if day is None else (day, span)


def _day_alone(span: Span, here: Standpoint) -> date:
    """The day of a time that stands alone: the next one at which it comes, or looking back the last one."""
    if here.clock is None:
        raise FieldError("", "That is a time, and a day is wanted.")
    if replace(here, said=span.start).fits_today():
        return here.today
    return here.today + timedelta(days=1 if here.prefer == "future" else -1)
