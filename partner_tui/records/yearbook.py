"""The yearbook: the school's years with their terms, and its closures, as people list, name and open them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from partner_tui.errors import Ambiguous, NotFound
from partner_tui.records import database
from partner_tui.records.record import Record
from partner_tui.records.school_year import Closure, SchoolYear, Term
from partner_tui.records.text import fold


@dataclass(frozen=True, slots=True)
class ClosureRow:
    """Days on which the school is closed, first and last included."""

    id: int
    uid: str
    version: int
    name: str
    starts_on: date
    ends_on: date
    archived: bool


@dataclass(frozen=True, slots=True)
class TermRow(ClosureRow):
    """A part of the school year `year`, whose id is `year_id`."""

    year_id: int
    year: str


@dataclass(frozen=True, slots=True)
class YearRow(ClosureRow):
    """A school year with its terms; one that is put away has those that were put away with it."""

    terms: tuple[TermRow, ...]


Row = ClosureRow | TermRow | YearRow
RowT = TypeVar("RowT", bound=ClosureRow)

MODELS: dict[type[ClosureRow], type[Record]] = {YearRow: SchoolYear, TermRow: Term, ClosureRow: Closure}
"""A row -> the table that it is from."""

_COLUMNS = "t.id, t.uid, t.version, t.name, t.starts_on, t.ends_on, t.archived_at IS NOT NULL"


def years(*, archived: bool = False) -> list[YearRow]:
    """Return the school years, or those put away, the first one first; two queries."""
    of_year: dict[int, list[TermRow]] = {}
    for one in _terms("WHERE t.archived_at IS y.archived_at"):
        of_year.setdefault(one.year_id, []).append(one)
    return [YearRow(*values, tuple(of_year.get(values[0], ()))) for values in _read(SchoolYear, archived)]


def terms(*, archived: bool = False) -> list[TermRow]:
    """Return the terms, or those put away, the first one first; one query."""
    return [one for one in _terms() if one.archived == archived]


def closures(*, archived: bool = False) -> list[ClosureRow]:
    """Return the closures, or those put away, the first one first; one query."""
    return [ClosureRow(*values) for values in _read(Closure, archived)]


def _terms(where: str = "") -> list[TermRow]:
    query = (
        f"SELECT {_COLUMNS}, y.id, y.name FROM terms t JOIN school_years y ON y.id = t.school_year_id {where} "
        "ORDER BY t.starts_on, t.ends_on DESC, t.id"
    )
    return [TermRow(*_values(row[:7]), row[7], row[8]) for row in database.select(query)]


def _read(model: type[Record], archived: bool) -> Iterable[tuple[int, str, int, str, date, date, bool]]:
    query = (
        f"SELECT {_COLUMNS} FROM {model._meta.table_name} t WHERE (t.archived_at IS NOT NULL) = ? "
        "ORDER BY t.starts_on, t.ends_on, t.id"
    )
    return [_values(row) for row in database.select(query, (int(archived),))]


def _values(row: Sequence[object]) -> tuple[int, str, int, str, date, date, bool]:
    record_id, uid, version, name, starts_on, ends_on, archived = row
    days = date.fromisoformat(str(starts_on)), date.fromisoformat(str(ends_on))
    return int(str(record_id)), str(uid), int(str(version)), str(name), *days, bool(archived)


def year(year_id: int) -> YearRow:
    """Return a school year, put away or not; raise NotFound."""
    return _with_id([*years(), *years(archived=True)], year_id, "school year")


def term(term_id: int) -> TermRow:
    """Return a term, put away or not; raise NotFound."""
    return _with_id(_terms(), term_id, "term")


def closure(closure_id: int) -> ClosureRow:
    """Return a closure, put away or not; raise NotFound."""
    return _with_id([*closures(), *closures(archived=True)], closure_id, "closure")


def again(row: Row) -> Row:
    """Return what a row says now; raise NotFound."""
    if isinstance(row, YearRow):
        return year(row.id)
    return term(row.id) if isinstance(row, TermRow) else closure(row.id)


def _with_id(rows: Iterable[RowT], record_id: int, what: str) -> RowT:
    found = next((one for one in rows if one.id == record_id), None)
    if found is None:
        raise NotFound(f"That {what} is not there.", "Somebody may have taken back what added it.")
    return found


def named(rows: Sequence[RowT], text: str, what: str) -> RowT:
    """Return the one of some rows that is meant by a uid or its beginning, its first day, or a piece of its name.

    A whole name goes before a piece of one. Raise NotFound, or Ambiguous with the choices.
    """
    wanted = fold(text)
    exact = [one for one in rows if text in (one.uid, one.starts_on.isoformat()) or fold(one.name) == wanted]
    pieces = [one for one in rows if wanted and (wanted in fold(one.name) or one.uid.startswith(text))]
    found = exact or pieces
    if not found:
        raise NotFound(f"There is no {what} “{text}”.", f"See: partner-tui {what.split()[-1]}s list")
    if len(found) > 1:
        choices = tuple(f"{one.name}, from {one.starts_on}  {one.uid[:8]}" for one in found)
        raise Ambiguous(f"There are {len(found)} that “{text}” could mean.", choices, "Say the first day, or the uid.")
    return found[0]
