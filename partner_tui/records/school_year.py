"""The school's year: years, terms and closures, and which days count because of them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar

from peewee import Check, ForeignKeyField

from partner_tui.records import database
from partner_tui.records.fields import LINE, NAME, DayField, TextField
from partner_tui.records.record import Record

if TYPE_CHECKING:
    from partner_tui.records.history import Intent  # for reading, nothing of the history is needed

_IN_ORDER = Check('"starts_on" <= "ends_on"')


class SchoolYear(Record):
    """A school year; its last day is `ends_on`."""

    name = TextField(NAME, required=True)
    starts_on = DayField()
    ends_on = DayField()
    source_id = TextField(LINE)

    class Meta:
        table_name = "school_years"
        constraints: ClassVar[list[Any]] = [_IN_ORDER]


class Term(Record):
    """A part of a school year; its last day is `ends_on`."""

    school_year_id = ForeignKeyField(SchoolYear, column_name="school_year_id", lazy_load=False)
    name = TextField(NAME, required=True)
    starts_on = DayField()
    ends_on = DayField()
    source_id = TextField(LINE)

    class Meta:
        table_name = "terms"
        constraints: ClassVar[list[Any]] = [_IN_ORDER]


class Closure(Record):
    """Days on which the school is closed; the last of them is `ends_on`."""

    name = TextField(NAME, required=True)
    starts_on = DayField()
    ends_on = DayField()
    source_id = TextField(LINE)

    class Meta:
        table_name = "closures"
        constraints: ClassVar[list[Any]] = [_IN_ORDER]


@dataclass(frozen=True, slots=True)
class Span:
    """Some days with a name, first and last included."""

    name: str
    starts_on: date
    ends_on: date

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and self.starts_on <= day <= self.ends_on


@dataclass(frozen=True)
class SchoolCalendar:
    """Which days count: Monday to Friday within the terms (or the year, where it has no terms), less the closures.

    Where nothing is known of a day, Monday to Friday count.
    """

    years: tuple[Span, ...] = ()
    terms: tuple[Span, ...] = ()
    closures: tuple[Span, ...] = ()

    def closure_on(self, day: date) -> Span | None:
        """Return the closure that a day is in, if any."""
        return next((closure for closure in self.closures if day in closure), None)

    def year_of(self, day: date) -> Span | None:
        """Return the school year of a day, if it is in one."""
        return next((year for year in self.years if day in year), None)

    def year_start(self, day: date) -> date | None:
        """Return the first day of the school year that `day` is in, or of the last one before it."""
        return max((year.starts_on for year in self.years if year.starts_on <= day), default=None)

    def is_school_day(self, day: date) -> bool:
        """Return whether a day counts."""
        if day.weekday() >= 5 or self.closure_on(day) is not None:
            return False
        year = self.year_of(day)
        if year is None:
            return not self._within_known_years(day)
        terms = [term for term in self.terms if term.starts_on <= year.ends_on and term.ends_on >= year.starts_on]
        return not terms or any(day in term for term in terms)

    def _within_known_years(self, day: date) -> bool:
        # Between two known years lies a summer; before the first and after the last nothing is known.
        return bool(self.years) and self.years[0].starts_on <= day <= self.years[-1].ends_on

    def school_days_between(self, start: date, end: date) -> int:
        """Return how many school days come after `start`, up to and including `end`; 0 if `end` is not later."""
        if end <= start:
            return 0
        days = self._counted(start.year, end.year)
        return bisect_right(days, end.toordinal()) - bisect_right(days, start.toordinal())

    def weeks_left(self, day: date) -> int:
        """Return how many school weeks (Monday to Sunday with a school day) are left, the week of `day` included."""
        year = self.year_of(day)
        if year is None:
            return 0
        return len(set(self._weeks(day - timedelta(days=day.weekday()), year.ends_on)))

    def week_number(self, day: date) -> int | None:
        """Return which school week of its year a day is in, counted from 1; None outside a year."""
        year = self.year_of(day)
        return None if year is None else len(set(self._weeks(year.starts_on, _sunday(day))))

    def weeks_in_year(self, day: date) -> int | None:
        """Return how many school weeks the year of a day has; None outside a year."""
        year = self.year_of(day)
        return None if year is None else len(set(self._weeks(year.starts_on, year.ends_on)))

    def _weeks(self, first: date, last: date) -> Iterator[int]:
        days = self._counted(first.year, last.year)
        for ordinal in days[bisect_left(days, first.toordinal()) : bisect_right(days, last.toordinal())]:
            yield (ordinal - 1) // 7

    def _counted(self, first_year: int, last_year: int) -> tuple[int, ...]:
        """Return the ordinals of all school days of some calendar years; counted once, then looked up."""
        asked = (first_year, last_year)
        if asked not in self._known:
            self._known[asked] = _school_days(self, date(first_year, 1, 1), date(last_year, 12, 31))
        return self._known[asked]

    @cached_property
    def _known(self) -> dict[tuple[int, int], tuple[int, ...]]:
        return {}


def _school_days(calendar: SchoolCalendar, first: date, last: date) -> tuple[int, ...]:
    """Return the ordinals of the days of a time of which `is_school_day` is true, some thousand days at once."""
    span = range(first.toordinal(), last.toordinal() + 1)
    found = set(span)
    if calendar.years:
        found.difference_update(_within(calendar.years[0].starts_on, calendar.years[-1].ends_on, span))
    for year in reversed(calendar.years):  # of two that overlap, the first is the year of a day
        days = _within(year.starts_on, year.ends_on, span)
        found.difference_update(days)
        terms = [term for term in calendar.terms if term.starts_on <= year.ends_on and term.ends_on >= year.starts_on]
        inside = {day for term in terms for day in _within(term.starts_on, term.ends_on, span)}
        found.update(inside.intersection(days) if terms else days)
    for closure in calendar.closures:
        found.difference_update(_within(closure.starts_on, closure.ends_on, span))
    # Ordinals count from Monday, 1 January 1, which is 1.
    return tuple(day for day in span if (day - 1) % 7 < 5 and day in found)


def _within(first: date, last: date, span: range) -> range:
    return range(max(first.toordinal(), span.start), min(last.toordinal() + 1, span.stop))


def _sunday(day: date) -> date:
    return day + timedelta(days=6 - day.weekday())


def calendar() -> SchoolCalendar:
    """Return the school's calendar out of the records."""
    return SchoolCalendar(tuple(_spans(SchoolYear)), tuple(_spans(Term)), tuple(_spans(Closure)))


def _spans(model: type[SchoolYear | Term | Closure]) -> Iterable[Span]:
    query = (
        f"SELECT name, starts_on, ends_on FROM {model._meta.table_name} WHERE archived_at IS NULL ORDER BY starts_on"
    )
    for name, starts_on, ends_on in database.select(query):
        yield Span(name, date.fromisoformat(starts_on), date.fromisoformat(ends_on))


def add_year(intent: Intent, *, name: str, starts_on: date, ends_on: date, source_id: str = "") -> int:
    """Add a school year; return its id."""
    return intent.insert(SchoolYear, name=name, starts_on=starts_on, ends_on=ends_on, source_id=source_id)


def add_term(
    intent: Intent, school_year_id: int, *, name: str, starts_on: date, ends_on: date, source_id: str = ""
) -> int:
    """Add a term to a school year; return its id."""
    return intent.insert(
        Term, school_year_id=school_year_id, name=name, starts_on=starts_on, ends_on=ends_on, source_id=source_id
    )


def add_closure(intent: Intent, *, name: str, starts_on: date, ends_on: date, source_id: str = "") -> int:
    """Add days on which the school is closed; return the closure's id."""
    return intent.insert(Closure, name=name, starts_on=starts_on, ends_on=ends_on, source_id=source_id)
