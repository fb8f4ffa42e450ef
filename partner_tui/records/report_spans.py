"""Which days a report is on: a school year by its name, or a first and a last day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from partner_tui.errors import FieldError, NotFound
from partner_tui.records import yearbook
from partner_tui.records.school_year import Span
from partner_tui.records.yearbook import YearRow


def years(today: date) -> list[YearRow]:
    """Return the school years that have begun, the last one first."""
    return [one for one in reversed(yearbook.years()) if one.starts_on <= today]


def span_of(today: date, *, year: str = "", starts_from: date | None = None, starts_to: date | None = None) -> Span:
    """Return the days of a report: those of a year that is named, or of this year, or of the last one before it.

    A first or a last day that is said stands for that of the year. Raise FieldError for a last day before the first,
    for days that are all still to come, and where nothing says when to begin.
    """
    known = years(today)
    span = _year(known, year, today)
    first = starts_from or (span.starts_on if span else None)
    if first is None:
        raise FieldError("year", "There is no school year that has begun.", "Say the first day with --from.")
    last = starts_to or (span.ends_on if span and first <= span.ends_on else today)
    if last < first:
        raise FieldError("to", f"The last day, {last}, is before the first, {first}.", "Give a later one.")
    if first > today:
        raise FieldError("from", f"{first} is still to come.", "Give a day up to today.")
    whole = span is not None and (first, last) == (span.starts_on, span.ends_on)
    return Span(span.name if span and whole else f"{first} to {last}", first, last)


def _year(known: Sequence[YearRow], name: str, today: date) -> Span | None:
    if not name and not known:
        return None
    if name and not yearbook.years():
        raise NotFound(f"There is no school year “{name}”.", "Add one with: partner-tui years add")
    row = yearbook.named(yearbook.years(), name, "school year") if name else known[0]
    if row.starts_on > today:
        raise FieldError("year", f"{row.name} has not begun.", "Choose a year up to this one.")
    return Span(row.name, row.starts_on, row.ends_on)
