"""School years and terms out of OneRoster's academicSessions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from partner_tui.exchange.cells import RowReader
from partner_tui.exchange.date_column import DateColumn, in_words
from partner_tui.exchange.incoming import IncomingTerm, IncomingYear
from partner_tui.exchange.oneroster_table import Table

_KINDS = {kind.casefold(): kind for kind in ("gradingPeriod", "semester", "schoolYear", "term")}


@dataclass(frozen=True, slots=True)
class _Session:
    line: int
    key: str
    title: str
    kind: str
    starts_on: date
    ends_on: date
    parent: str
    school_year: str


def read_years(table: Table | None) -> tuple[IncomingYear, ...]:
    """The school years of the table with their terms, in order of time.

    OneRoster's endDate is exclusive (CSV binding, "academicSessions"): the last day is the day before.
    Semesters and terms count as terms; grading periods only where there is nothing larger. Years that several
    schools share are read once.
    """
    if table is None:
        return ()
    sessions = _sessions(table)
    years = [session for session in sessions if session.kind == "schoolYear"]
    terms = [session for session in sessions if session.kind in ("semester", "term")]
    terms = terms or [session for session in sessions if session.kind == "gradingPeriod"]
    if not years:
        years = _years_around(terms, table)
    found: dict[tuple[str, date, date], IncomingYear] = {}
    for year in sorted(years, key=lambda session: (session.starts_on, session.line)):
        place = (year.title, year.starts_on, year.ends_on)
        if place in found:
            table.findings.repair(year.line, "title", year.title, "the same year stands there before: read once")
        else:
            own = _terms_of(year, terms)
            found[place] = IncomingYear(year.key, year.title, year.starts_on, year.ends_on, own)
    _note_unused(table, sessions, found.values())
    return tuple(found.values())


def _note_unused(table: Table, sessions: list[_Session], years: Iterable[IncomingYear]) -> None:
    """Sessions that are part of nothing above, or a smaller part of a term that is read, are said to be left out."""
    used = {term.key for year in years for term in year.terms}
    places = {(term.name, term.starts_on, term.ends_on) for year in years for term in year.terms}
    for session in sessions:
        if session.kind == "schoolYear" or session.key in used:
            continue
        if (session.title, session.starts_on, session.ends_on) in places:
            why = "the same term stands there before: read once"
        elif session.parent in used or session.kind == "gradingPeriod":
            why = f"a {session.kind} within a longer term: left out"
        else:
            why = "not within a school year of the file: left out"
        table.findings.repair(session.line, "title", session.title, why)


def _sessions(table: Table) -> list[_Session]:
    names = ("sourcedId", "status", "title", "type", "startDate", "endDate", "parentSourcedId", "schoolYear")
    rows = list(table.rows(*names))
    dates = DateColumn(text for _, cells in rows for text in cells[4:6])
    found = (_session(table, line, cells, dates) for line, cells in rows)
    return [session for session in found if session is not None]


def _session(table: Table, line: int, cells: tuple[str, ...], dates: DateColumn) -> _Session | None:
    key, status, title, kind, starts, ends, parent, school_year = cells
    findings = table.findings
    if status.casefold() in ("tobedeleted", "inactive"):
        findings.repair(line, "status", status, f"{title} is to be deleted: left out")
        return None
    standard = _KINDS.get(kind.casefold())
    if standard is None:
        findings.reject(line, "type", kind, "not a kind of session: left out")
        return None
    if standard != kind:
        findings.repair(line, "type", kind, f"read as {standard}")
    starts_on = _date(table, line, "startDate", starts, dates)
    ends_before = _date(table, line, "endDate", ends, dates)
    if starts_on is None or ends_before is None:
        return None
    if ends_before <= starts_on:
        findings.reject(line, "endDate", ends, f"not after {in_words(starts_on)}: left out")
        return None
    name = RowReader(findings, line).line("title", title) or _name_of(starts_on, ends_before)
    return _Session(line, key, name, standard, starts_on, ends_before - timedelta(days=1), parent, school_year)


def _date(table: Table, line: int, column: str, text: str, dates: DateColumn) -> date | None:
    day = dates.read(text)
    if day is None:
        why = "day or month first? nothing in the file decides it" if dates.depends_on_order(text) else "not a date"
        table.findings.reject(line, column, text, f"{why}: left out")
    elif not dates.is_plain(text):
        order = f", {dates.order_in_words} as in the whole column" if dates.depends_on_order(text) else ""
        table.findings.repair(line, column, text, f"read {text} as {in_words(day)}{order}")
    return day


def _name_of(starts_on: date, ends_on: date) -> str:
    return str(starts_on.year) if starts_on.year == ends_on.year else f"{starts_on.year}-{ends_on.year}"


def _years_around(terms: list[_Session], table: Table) -> list[_Session]:
    """Without rows for the years themselves, a year goes from its first term's start to its last term's end."""
    groups: dict[str, list[_Session]] = {}
    for term in terms:
        groups.setdefault(term.school_year or str(term.ends_on.year), []).append(term)
    years = []
    for ends_in, group in groups.items():
        first = min(group, key=lambda term: term.starts_on)
        ends_on = max(term.ends_on for term in group)
        name = _name_of(first.starts_on, ends_on)
        table.findings.repair(
            first.line, "schoolYear", ends_in, f"no row for the school year {name}: read from its terms"
        )
        years.append(_Session(first.line, f"year-{ends_in}", name, "schoolYear", first.starts_on, ends_on, "", ends_in))
    return years


def _terms_of(year: _Session, terms: list[_Session]) -> tuple[IncomingTerm, ...]:
    """The terms within a year: its children, or, where none names it as a parent, all that lie within it."""
    inside = [term for term in terms if _within(term, year)]
    own = [term for term in inside if term.parent == year.key] or inside
    ids = {term.key for term in own}
    found: dict[tuple[str, date, date], IncomingTerm] = {}
    for term in sorted(own, key=lambda session: (session.starts_on, session.line)):
        # A quarter inside a semester would count its days twice.
        if term.parent not in ids:
            place = (term.title, term.starts_on, term.ends_on)
            found.setdefault(place, IncomingTerm(term.key, *place))
    return tuple(found.values())


def _within(term: _Session, year: _Session) -> bool:
    return year.starts_on <= term.starts_on and term.ends_on <= year.ends_on
