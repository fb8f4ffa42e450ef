"""What a school year usually is: August to June, cut into terms of one length; where a school starts from."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise

from partner_tui.records.school_year import Span

DAY = timedelta(days=1)
WEEK = timedelta(days=7)
FRIDAY = 4
JULY = 7

PARTS = {1: "", 2: "Semester", 3: "Trimester", 4: "Quarter"}
"""Into how many terms a year is cut -> what one of them is called; a year of one part has no terms."""


def next_year(known: Sequence[Span], today: date) -> Span:
    """Return the school year that lacks: the one of `today`, or else the one after the last that is known.

    After a year that is known comes one a year later, on the same weekdays. Where that is long over, or none is known,
    it runs from the third Monday of August to the second Friday of June; from July on, it is the coming one.
    """
    first = today.year if today.month >= JULY else today.year - 1
    usual = _span(_weekday(date(first, 8, 15), 0), _weekday(date(first + 1, 6, 8), FRIDAY))
    last = max(known, key=lambda year: year.ends_on, default=None)
    if last is None or last.ends_on + 52 * WEEK < usual.starts_on:
        return usual
    return _span(max(last.starts_on + 52 * WEEK, last.ends_on + DAY), last.ends_on + 52 * WEEK)


def _span(starts_on: date, ends_on: date) -> Span:
    return Span(name_of(starts_on, ends_on), starts_on, ends_on)


def name_of(starts_on: date, ends_on: date) -> str:
    """Return what a year of these days is usually called: "2026–27", or "2026" within one calendar year."""
    if starts_on.year == ends_on.year:
        return str(starts_on.year)
    return f"{starts_on.year}–{ends_on.year % 100:02d}"


def cut(starts_on: date, ends_on: date, parts: int) -> list[Span]:
    """Return so many terms of about one length, which end on Fridays and begin on Mondays; none for one part.

    None, too, for a year of fewer weeks than parts.
    """
    weeks = ((ends_on - starts_on).days + 1) // 7
    if parts < 2 or weeks < parts:
        return []
    monday = starts_on - DAY * starts_on.weekday()
    begins = [starts_on, *(monday + WEEK * round(weeks * part / parts) for part in range(1, parts)), ends_on + 3 * DAY]
    return [
        Span(f"{PARTS[parts]} {number}", first, after - 3 * DAY)
        for number, (first, after) in enumerate(pairwise(begins), 1)
    ]


def next_term(year: Span, terms: Sequence[Span]) -> Span | None:
    """Return what is left of a year after its last term; None where nothing is."""
    if not terms:
        return Span("", year.starts_on, year.ends_on)
    after = max(one.ends_on for one in terms) + DAY
    begins = after + DAY * ((7 - after.weekday()) % 7 if after.weekday() >= 5 else 0)
    return Span("", begins, year.ends_on) if begins <= year.ends_on else None


def _weekday(earliest: date, weekday: int) -> date:
    return earliest + DAY * ((weekday - earliest.weekday()) % 7)
