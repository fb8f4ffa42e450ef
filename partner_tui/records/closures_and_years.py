"""School years, terms and closures of a file held against those of the records."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from partner_tui.records.history import Intent
from partner_tui.records.incoming import Incoming, IncomingClosure, IncomingTerm, IncomingYear
from partner_tui.records.school_year import Closure, SchoolYear, Term


@dataclass
class CalendarChanges:
    """What a file changes in the school's year; changes are by id."""

    new_closures: list[dict[str, Any]] = field(default_factory=list)
    changed_closures: dict[int, dict[str, Any]] = field(default_factory=dict)
    same_closures: int = 0
    new_years: list[IncomingYear] = field(default_factory=list)
    changed_years: dict[int, dict[str, Any]] = field(default_factory=dict)
    new_terms: list[tuple[int, dict[str, Any]]] = field(default_factory=list)
    changed_terms: dict[int, dict[str, Any]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        years = self.new_years or self.changed_years or self.new_terms or self.changed_terms
        return bool(self.new_closures or self.changed_closures or years)


def compare(incoming: Incoming) -> CalendarChanges:
    """Return what the file's years and closures would change; a record is known by its key, else by name and day."""
    changes = CalendarChanges()
    closures = list(Closure.select().where(Closure.archived_at.is_null()))
    for closure in incoming.closures:
        row = _row(closure)
        found = _same(closures, row)
        if found is None:
            changes.new_closures.append(row)
        elif differing := _differing(found, row):
            changes.changed_closures[found.id] = differing
        else:
            changes.same_closures += 1
    years = list(SchoolYear.select().where(SchoolYear.archived_at.is_null()))
    for year in incoming.years:
        found = _same(years, _row(year))
        if found is None:
            changes.new_years.append(year)
        else:
            if differing := _differing(found, _row(year)):
                changes.changed_years[found.id] = differing
            _compare_terms(changes, found.id, year)
    return changes


def _compare_terms(changes: CalendarChanges, year_id: int, year: IncomingYear) -> None:
    terms = list(Term.select().where((Term.school_year_id == year_id) & Term.archived_at.is_null()))
    for term in year.terms:
        found = _same(terms, _row(term))
        if found is None:
            changes.new_terms.append((year_id, _row(term)))
        elif differing := _differing(found, _row(term)):
            changes.changed_terms[found.id] = differing


def write(intent: Intent, changes: CalendarChanges) -> None:
    """Write the changes inside an intent."""
    intent.insert_many(Closure, changes.new_closures)
    intent.update_many(Closure, changes.changed_closures)
    intent.update_many(SchoolYear, changes.changed_years)
    intent.update_many(Term, changes.changed_terms)
    for year in changes.new_years:
        year_id = intent.insert(SchoolYear, **_row(year))
        for term in year.terms:
            intent.insert(Term, school_year_id=year_id, **_row(term))
    for year_id, row in changes.new_terms:
        intent.insert(Term, school_year_id=year_id, **row)


def _row(span: IncomingClosure | IncomingYear | IncomingTerm) -> dict[str, Any]:
    return {"name": span.name, "starts_on": span.starts_on, "ends_on": span.ends_on, "source_id": span.key}


def _same(there: list[Any], row: dict[str, Any]) -> Any:
    by_key = [one for one in there if row["source_id"] and one.source_id == row["source_id"]]
    by_name = [one for one in there if one.name == row["name"] and one.starts_on == row["starts_on"]]
    return next(iter([*by_key, *by_name]), None)


def _differing(found: Any, row: dict[str, Any]) -> dict[str, date | str]:
    # A closure that people renamed or moved by hand keeps their word only while the file says the same as before;
    # unlike people, a calendar is published by the district and its newest edition holds.
    return {name: value for name, value in row.items() if name != "source_id" and getattr(found, name) != value}
