"""Changes of the school's years, terms and closures by hand: what contradicts itself is refused in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any

from partner_tui.dates import say_full_day
from partner_tui.errors import FieldError, PartnerError
from partner_tui.records import school_year, yearbook
from partner_tui.records.fields import NAME
from partner_tui.records.history import Intent
from partner_tui.records.record import Record
from partner_tui.records.school_year import SchoolYear, Span, Term
from partner_tui.records.text import fold
from partner_tui.records.yearbook import ClosureRow, Row, TermRow, YearRow

LONGEST_YEAR = 366
"""The most days of a school year: a longer one has a wrong digit in it."""

LONG_CLOSURE = 45
"""From so many days on, a closure is asked about: within a year, no break is as long."""


def add_year(intent: Intent, *, name: str, starts_on: date, ends_on: date, terms: Sequence[Span] = ()) -> int:
    """Add a school year and its terms; return its id. Raise FieldError if it contradicts itself or another year."""
    _check_year(Span(name, starts_on, ends_on), yearbook.years())
    year_id = school_year.add_year(intent, name=name, starts_on=starts_on, ends_on=ends_on)
    for one in terms:
        school_year.add_term(intent, year_id, name=one.name, starts_on=one.starts_on, ends_on=one.ends_on)
    return year_id


def add_term(intent: Intent, year_id: int, *, name: str, starts_on: date, ends_on: date) -> int:
    """Add a term to a school year; return its id. Raise FieldError if it is not in it, or overlaps another."""
    _check_term(Span(name, starts_on, ends_on), yearbook.year(year_id))
    return school_year.add_term(intent, year_id, name=name, starts_on=starts_on, ends_on=ends_on)


def add_closure(intent: Intent, *, name: str, starts_on: date, ends_on: date) -> int:
    """Add days on which the school is closed; return the id. Raise FieldError if they end before they start."""
    _check_span(Span(name, starts_on, ends_on))
    return school_year.add_closure(intent, name=name, starts_on=starts_on, ends_on=ends_on)


def edit(intent: Intent, row: Row, version: int, **values: Any) -> bool:
    """Save what differs of a year, term or closure; return whether anything did. Raise FieldError as adding does."""
    span = Span(*(values.get(name, getattr(row, name)) for name in ("name", "starts_on", "ends_on")))
    if isinstance(row, YearRow):
        _check_year(span, (one for one in yearbook.years() if one.id != row.id), yearbook.year(row.id).terms)
    elif isinstance(row, TermRow):
        _check_term(span, yearbook.year(row.year_id), row.id)
    else:
        _check_span(span)
    return intent.update(_model(row), row.id, version, **values)


def put_away(intent: Intent, row: Row) -> None:
    """Archive a year with its terms, a term or a closure: it counts no more, and can be brought back."""
    for term in row.terms if isinstance(row, YearRow) else ():
        intent.archive(Term, term.id, term.version)
    intent.archive(_model(row), row.id, row.version)


def bring_back(intent: Intent, row: Row) -> None:
    """Let a year with its terms, a term or a closure count again; raise FieldError where another has its days."""
    span = Span(row.name, row.starts_on, row.ends_on)
    if isinstance(row, YearRow):
        _check_year(span, yearbook.years())
        for term in row.terms:
            intent.restore(Term, term.id, term.version)
    elif isinstance(row, TermRow):
        of_year = yearbook.year(row.year_id)
        if of_year.archived:
            raise PartnerError(f"{row.year} is put away, too.", "Bring it back: its terms come with it.")
        _check_term(span, of_year, row.id)
    intent.restore(_model(row), row.id, row.version)


def doubts_of_closure(starts_on: date, ends_on: date, but: int | None = None) -> list[str]:
    """Return what speaks against a closure that can be kept all the same; `but` is the id of the one changed."""
    said = []
    days = [starts_on + timedelta(days=n) for n in range((ends_on - starts_on).days + 1)]
    if len(days) >= LONG_CLOSURE:
        said.append(f"That is {len(days)} days.")
    if all(day.weekday() >= 5 for day in days):
        said.append("That is a weekend: there is no school anyway.")
    years = yearbook.years()
    if years and not any(_meet(one, starts_on, ends_on) for one in years):
        said.append("No school year has these days: the closure counts once one has them.")
    others = [one.name for one in yearbook.closures() if one.id != but and _meet(one, starts_on, ends_on)]
    if others:
        said.append(f"Some of these days are closed already: {_listed(others)}.")
    return said


def doubts_of_term(year_id: int, starts_on: date, ends_on: date, but: int | None = None) -> list[str]:
    """Return what speaks against a term that can be kept all the same: it lies in another one, or another in it."""
    others = [one for one in yearbook.year(year_id).terms if one.id != but and _meet(one, starts_on, ends_on)]
    around = [one.name for one in others if one.starts_on <= starts_on and ends_on <= one.ends_on]
    within = [one.name for one in others if one.name not in around]
    said = [f"All of it is in {_listed(around)}, so those days are in both."] if around else []
    return [*said, f"{_listed(within)} is in it, so those days are in both."] if within else said


def _model(row: Row) -> type[Record]:
    return yearbook.MODELS[type(row)]


def _check_span(span: Span) -> None:
    SchoolYear.stored({"name": span.name, "starts_on": span.starts_on, "ends_on": span.ends_on})
    if span.ends_on < span.starts_on:
        message = f"It would end on {say_full_day(span.ends_on)}, before it starts."
        raise FieldError("ends_on", message, f"The first day is {say_full_day(span.starts_on)}.")


def _check_year(span: Span, others: Iterable[YearRow], terms: Sequence[TermRow] = ()) -> None:
    _check_span(span)
    for other in others:
        if _meet(other, span.starts_on, span.ends_on):
            field = "starts_on" if other.starts_on <= span.starts_on else "ends_on"
            hint = "A day is in one school year only: change one of them, or put one away."
            raise FieldError(field, f"It would overlap {_said(other)}.", hint)
        if fold(other.name) == fold(span.name):
            raise FieldError("name", f"There is a {_said(other)} already.", "Give it another name.")
    length = (span.ends_on - span.starts_on).days + 1
    if length > LONGEST_YEAR:
        raise FieldError("ends_on", f"That would be a school year of {length:,} days.", "Is a digit wrong?")
    for term in terms:
        if term.starts_on < span.starts_on:
            raise FieldError("starts_on", f"{_said(term)} would begin before the year.", "Change that term first.")
        if term.ends_on > span.ends_on:
            raise FieldError("ends_on", f"{_said(term)} would end after the year.", "Change that term first.")


def _check_term(span: Span, year: YearRow, but: int | None = None) -> None:
    _check_span(span)
    for field, day in (("starts_on", span.starts_on), ("ends_on", span.ends_on)):
        if not year.starts_on <= day <= year.ends_on:
            message = f"{say_full_day(day)} is not in the school year {_said(year)}."
            raise FieldError(field, message, "A term lies within its year.")
    for other in (one for one in year.terms if one.id != but):
        if fold(other.name) == fold(span.name):
            raise FieldError("name", f"{year.name} has a {_said(other)} already.", "Give it another name.")
        if (other.starts_on, other.ends_on) == (span.starts_on, span.ends_on):
            raise FieldError("ends_on", f"{other.name} has the same days.", "Change one of the two.")
        crossing = _meet(other, span.starts_on, span.ends_on) and not _nested(other, span)
        if crossing:
            field = "starts_on" if other.starts_on < span.starts_on else "ends_on"
            raise FieldError(field, f"It would overlap {_said(other)}.", "Where one ends, the next begins a day later.")


def _nested(other: ClosureRow, span: Span) -> bool:
    inside = other.starts_on <= span.starts_on and span.ends_on <= other.ends_on
    return inside or (span.starts_on <= other.starts_on and other.ends_on <= span.ends_on)


def _meet(row: ClosureRow, starts_on: date, ends_on: date) -> bool:
    return row.starts_on <= ends_on and starts_on <= row.ends_on


def _said(row: ClosureRow) -> str:
    return f"{row.name} ({say_full_day(row.starts_on)} to {say_full_day(row.ends_on)})"


def _listed(names: Sequence[str]) -> str:
    return " and ".join(name[:NAME] for name in names[:3]) + (" and more" if len(names) > 3 else "")
