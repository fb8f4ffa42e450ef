"""The invented school's year: when it begins and ends, its terms, and when it is closed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from partner_tui.records.school_year import SchoolCalendar, Span

DAY = timedelta(days=1)
WEEK = timedelta(days=7)
MONDAY, THURSDAY, FRIDAY = 0, 3, 4


@dataclass(frozen=True, slots=True)
class Year:
    """A school year with its two terms and its closures."""

    span: Span
    terms: tuple[Span, ...]
    closures: tuple[Span, ...]


def years_around(today: date) -> tuple[Year, Year]:
    """Return the year before and the year of `today`; a summer belongs to the year that follows it."""
    first = today.year if today > _last_day(today.year) else today.year - 1
    return year_from(first - 1), year_from(first)


def year_from(first: int) -> Year:
    """Return the school year that begins in August of `first`, with the holidays of a school in New York."""
    begins, ends = monday_of(date(first, 8, 26)), _last_day(first + 1)
    # Two weeks from the Monday of the week, Sunday to Saturday, of Christmas: they always hold New Year's Day.
    winter = monday_of(date(first, 12, 26))
    back = winter + 2 * WEEK
    thanksgiving = nth(first, 11, 4, THURSDAY)
    october, march = nth(first, 10, 2), nth(first + 1, 3, 4)
    labor, king = nth(first, 9, 1), nth(first + 1, 1, 3)
    memorial = monday_of(date(first + 1, 5, 31))
    closures = (
        Span("Labor Day", labor, labor),
        Span("Fall break", october, october + DAY),
        Span("Thanksgiving", thanksgiving - DAY, thanksgiving + DAY),
        Span("Winter break", winter, back - DAY),
        Span("Martin Luther King Jr. Day", king, king),
        Span("Spring break", march, march + 4 * DAY),
        Span("Memorial Day", memorial, memorial),
    )
    terms = (Span("Fall term", begins, king - 3 * DAY), Span("Spring term", king, ends))
    return Year(Span(f"{first}–{(first + 1) % 100:02d}", begins, ends), terms, closures)


def calendar_of(years: tuple[Year, ...]) -> SchoolCalendar:
    """Return the calendar that some years make together."""
    return SchoolCalendar(
        tuple(year.span for year in years),
        tuple(term for year in years for term in year.terms),
        tuple(closure for year in years for closure in year.closures),
    )


def school_days(years: tuple[Year, ...]) -> list[date]:
    """Return every school day of some years, in order."""
    calendar = calendar_of(years)
    spans = [year.span for year in years]
    days = (span.starts_on + n * DAY for span in spans for n in range((span.ends_on - span.starts_on).days + 1))
    return [day for day in days if calendar.is_school_day(day)]


def monday_of(day: date) -> date:
    """Return the Monday of a day's week."""
    return day - timedelta(days=day.weekday())


def nth(year: int, month: int, count: int, weekday: int = MONDAY) -> date:
    """Return the first, second ... (`count` from 1) Monday, or other weekday, of a month."""
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7) + (count - 1) * WEEK


def _last_day(year: int) -> date:
    # The Friday on or before 14 June.
    day = date(year, 6, 14)
    return day - timedelta(days=(day.weekday() - FRIDAY) % 7)
