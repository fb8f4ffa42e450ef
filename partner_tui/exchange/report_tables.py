"""The tables of the report on partners, alike on paper, in a page and on the screen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from partner_tui.insight.partner_report import Kept, Line, PartnerReport, Reach
from partner_tui.insight.partner_report_words import amount
from partner_tui.insight.spread import percent

MOST = 20
"""How many partners or groups a page has; a CSV or JSON file has all."""


@dataclass(frozen=True, slots=True)
class ReportTable:
    """A table with its title; the columns from `numbers` on hold numbers. `more` says what was left out, or ''."""

    title: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]
    numbers: int = 1
    more: str = ""


def tables(report: PartnerReport, most: int = MOST) -> Iterator[ReportTable]:
    """Yield the tables that have something in them, with at most so many partners and groups."""
    yield from _lines("By partner", ("Partner", "Sector"), report.partners, most)
    yield from _lines("By sector", ("Sector", "Partners"), report.sectors, most)
    yield from _lines("What students did", ("Kind",), report.kinds, most)
    yield from _reaches("By grade", "Grade", report.grades, most)
    if report.crossed:
        columns = ("Grade", *(one.name for one in report.kinds))
        across = [(one.name, *(figure.text for figure in one.students)) for one in report.crossed]
        yield ReportTable("Students of each grade, by what they did", columns, across)
    yield from _reaches("By group", "Group", report.groups, most)
    if report.kept:
        columns = ("Promises", "In time", "Of", "Share", "Late", "Broken", "Open and late")
        yield ReportTable("Promises that fell due", columns, [_kept(one) for one in report.kept])
    if report.given:
        rows = [
            ("We" if one.ours else "Partners", one.what or "–", amount(one.quantity, one.unit)) for one in report.given
        ]
        yield ReportTable("What was given", ("From", "What", "How much"), rows, 2)


def heading(report: PartnerReport) -> str:
    """Return the title of the report."""
    return f"What partners did for students, {report.title}"


def _lines(title: str, first: tuple[str, ...], lines: Sequence[Line], most: int) -> Iterator[ReportTable]:
    if not lines:
        return
    rows = [
        (*(one.name, one.beside)[: len(first)], one.students.text, one.placements.text, one.hours.text)
        for one in lines[:most]
    ]
    yield ReportTable(title, (*first, "Students", "Placements", "Hours"), rows, len(first), _more(len(lines) - most))


def _reaches(title: str, first: str, reaches: Sequence[Reach], most: int) -> Iterator[ReportTable]:
    if not reaches:
        return
    columns = (first, "", "Students", "Placed", "Share", "Fair would be")
    rows = [(one.name, one.word, one.students.text, one.placed.text, one.rate, one.fair) for one in reaches[:most]]
    yield ReportTable(title, columns, rows, 2, _more(len(reaches) - most))


def _more(left: int) -> str:
    return f"and {left:,} more, in the CSV or JSON file" if left > 0 else ""


def _kept(one: Kept) -> tuple[str, ...]:
    share = "–" if one.rate is None else percent(Fraction(one.rate))
    counts = (f"{number:,}" for number in (one.late, one.broken, one.open_late))
    return ("ours" if one.ours else "partners'", f"{one.in_time:,}", f"{one.due:,}", share, *counts)
