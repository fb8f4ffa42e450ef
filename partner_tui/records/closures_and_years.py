"""School years, terms and closures of a file held against those of the records."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from partner_tui.errors import FieldError
from partner_tui.records import database, history
from partner_tui.records.history import Intent
from partner_tui.records.incoming import Incoming, IncomingClosure, IncomingTerm, IncomingYear, Rejection
from partner_tui.records.record import Record
from partner_tui.records.roster_merging import Kept
from partner_tui.records.roster_words import visible
from partner_tui.records.school_year import Closure, SchoolYear, Term

Row = dict[str, Any]
"""A closure, term or year as it would be stored."""

_SAID = ("name", "starts_on", "ends_on")


@dataclass
class CalendarChanges:
    """What a file changes in the school's year; changes are by id, new terms with the id of their year.

    `before` are the records that change, as they are, by what they are and id; `same` all that stay as they are.
    """

    new_closures: list[Row] = field(default_factory=list)
    changed_closures: dict[int, Row] = field(default_factory=dict)
    same_closures: int = 0
    new_years: list[tuple[Row, list[Row]]] = field(default_factory=list)
    changed_years: dict[int, Row] = field(default_factory=dict)
    same_years: int = 0
    new_terms: list[tuple[int, Row]] = field(default_factory=list)
    changed_terms: dict[int, Row] = field(default_factory=dict)
    same_terms: int = 0
    before: dict[tuple[str, int], Row] = field(default_factory=dict)
    same: list[tuple[str, Row]] = field(default_factory=list)

    def __bool__(self) -> bool:
        years = self.new_years or self.changed_years or self.new_terms or self.changed_terms
        return bool(self.new_closures or self.changed_closures or years)


@dataclass
class _Findings:
    """What is added to the preview: what was left out, and what stays although the file says otherwise."""

    file: str
    rejected: list[Rejection]
    kept: list[Kept]


def compare(incoming: Incoming, rejected: list[Rejection], kept: list[Kept]) -> CalendarChanges:
    """Return what the file's years and closures would change.

    A record is known by its key, else by its name and first day. What the file said is not stored beside it, as it
    is with people: the history says whether a word is news. What a record said before, and does not say any more, is
    an older word that somebody or a newer edition corrected: it stays corrected. A word that the record never had is
    the district's newest edition, and holds. What was archived stays so.
    """
    findings = _Findings(incoming.people[0].file if incoming.people else "", rejected, kept)
    changes = CalendarChanges()
    for _, row, found in _pairs(Closure, incoming.closures, findings):
        if found is None:
            changes.new_closures.append(row)
        elif differing := _differing(Closure, found, row, findings):
            changes.changed_closures[found["id"]] = differing
            changes.before["closure", found["id"]] = found
        else:
            changes.same_closures += 1
            changes.same.append(("closure", found))
    for year, row, found in _pairs(SchoolYear, incoming.years, findings):
        if found is None:
            changes.new_years.append((row, [term for _, term, _ in _pairs(Term, year.terms, findings, 0)]))
            continue
        if differing := _differing(SchoolYear, found, row, findings):
            changes.changed_years[found["id"]] = differing
            changes.before["school year", found["id"]] = found
        else:
            changes.same_years += 1
            changes.same.append(("school year", found))
        _compare_terms(changes, found["id"], year, findings)
    return changes


def _compare_terms(changes: CalendarChanges, year_id: int, year: IncomingYear, findings: _Findings) -> None:
    for _, row, found in _pairs(Term, year.terms, findings, year_id):
        if found is None:
            changes.new_terms.append((year_id, row))
        elif differing := _differing(Term, found, row, findings):
            changes.changed_terms[found["id"]] = differing
            changes.before["term", found["id"]] = found
        else:
            changes.same_terms += 1
            changes.same.append(("term", found))


def write(intent: Intent, changes: CalendarChanges) -> None:
    """Write the changes inside an intent."""
    intent.insert_stored(Closure, changes.new_closures)
    intent.update_many(Closure, changes.changed_closures)
    intent.update_many(SchoolYear, changes.changed_years)
    intent.update_many(Term, changes.changed_terms)
    years = intent.insert_stored(SchoolYear, [row for row, _ in changes.new_years])
    terms = [
        (year_id, term) for year_id, (_, of_year) in zip(years, changes.new_years, strict=True) for term in of_year
    ]
    intent.insert_stored(Term, [term | {"school_year_id": year_id} for year_id, term in (*terms, *changes.new_terms)])


def _pairs(
    model: type[Record],
    spans: Iterable[IncomingClosure | IncomingYear | IncomingTerm],
    findings: _Findings,
    year_id: int | None = None,
) -> list[tuple[Any, Row, Row | None]]:
    """Return each span, its row, and the record that it is or None for a new one; each record is found once."""
    rows = [(span, row) for span in spans if (row := _row(model, span, findings)) is not None]
    there = _stored(model, year_id)
    found: dict[int, Row] = {}
    # What is the same in every word comes first, so that two with one key are not taken for one another.
    for alike in ((*_SAID, "source_id"), ("source_id", "starts_on"), ("source_id",), ("name", "starts_on")):
        for place, (_, row) in enumerate(rows):
            if place in found or (alike[0] == "source_id" and not row["source_id"]):
                continue
            same = next((one for one in there if all(one[name] == row[name] for name in alike)), None)
            if same is not None:
                found[place] = same
                there.remove(same)
    return [(span, row, found.get(place)) for place, (span, row) in enumerate(rows)]


def _stored(model: type[Record], year_id: int | None) -> list[Row]:
    columns = ("id", "archived_at", *_SAID, "source_id")
    where = "" if year_id is None else "WHERE school_year_id = ?"
    query = f"SELECT {', '.join(columns)} FROM {model._meta.table_name} {where} ORDER BY id"
    rows = database.select(query, () if year_id is None else (year_id,))
    return [dict(zip(columns, row, strict=True)) for row in rows]


def _differing(model: type[Record], found: Row, row: Row, findings: _Findings) -> Row:
    """Return what is news about a record; an archived one has none."""
    differing = {name: row[name] for name in _SAID if found[name] != row[name]}
    if not differing or found["archived_at"]:
        return {}
    past = _past(model, found["id"])
    changes: Row = {}
    # First and last day are one word: half of an old and half of a new one could end before it starts.
    for names in (("name",), ("starts_on", "ends_on")):
        news = {name: row[name] for name in names if name in differing}
        if not any(all(state.get(name) == row[name] for name in names) for state in past):
            changes |= news
        else:
            findings.kept += [Kept(None, found["name"], name, found[name], value) for name, value in news.items()]
    return changes


def _past(model: type[Record], record_id: int) -> list[Row]:
    """Return all that a record ever said, of what was not taken back."""
    state: Row = {}
    states = []
    for line in reversed(history.of_record(model, record_id)):
        if line.intent.undone_at is None:
            state = state | {name: after for name, (_, after) in line.columns.items()}
            states.append(state)
    return states


def _row(model: type[Record], span: IncomingClosure | IncomingYear | IncomingTerm, findings: _Findings) -> Row | None:
    """Return a span as it would be stored, or None, with the reason among the rejected."""
    given = {"name": span.name, "starts_on": span.starts_on, "ends_on": span.ends_on, "source_id": span.key}
    column = "ends_on"
    try:
        row: Row = {}
        for column, value in given.items():
            row[column] = model.cleaner(column)(value)
    except FieldError as error:
        findings.rejected.append(
            Rejection(findings.file, 1, column, visible(given[column]), f"{error.message} Left out.")
        )
        return None
    if row["starts_on"] > row["ends_on"]:
        message = f"{row['name']} ends before it starts: left out."
        findings.rejected.append(Rejection(findings.file, 1, "ends_on", visible(span.ends_on), message))
        return None
    return row
