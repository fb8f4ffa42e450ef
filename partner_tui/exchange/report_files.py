"""The report on partners as a file: text, a page, a table for spreadsheets, or data for programs."""

from __future__ import annotations

import json
from collections.abc import Iterator
from enum import StrEnum
from typing import Any

from partner_tui.exchange.report_text import text_lines
from partner_tui.exchange.spreadsheet import csv_lines
from partner_tui.insight.partner_report import Figure, Line, PartnerReport, Reach

CSV_COLUMNS = ("section", "name", "detail", "measure", "value")


class ReportFormat(StrEnum):
    """What kind of file."""

    TEXT = "text"
    HTML = "html"
    CSV = "csv"
    JSON = "json"

    @property
    def ending(self) -> str:
        """What the names of such files end in."""
        return ".txt" if self is ReportFormat.TEXT else f".{self.value}"


def report_bytes(report: PartnerReport, wanted: ReportFormat) -> Iterator[bytes]:
    """Yield the report as UTF-8, piece by piece; the same report gives the same bytes."""
    if wanted is ReportFormat.HTML:
        from partner_tui.exchange.report_html import page  # only a page needs its charts

        yield from (piece.encode() for piece in page(report))
    elif wanted is ReportFormat.CSV:
        yield from (line.encode() for line in csv_lines(CSV_COLUMNS, _rows(report)))
    elif wanted is ReportFormat.JSON:
        yield json.dumps(document(report), ensure_ascii=False, indent=2).encode() + b"\n"
    else:
        yield from (f"{line}\n".encode() for line in text_lines(report))


def document(report: PartnerReport) -> dict[str, Any]:
    """Return the report as plain data; a number that is hidden is None, with what stands for it beside it."""
    return {
        "school": report.school,
        "title": report.title,
        "from": report.first.isoformat(),
        "to": report.last.isoformat(),
        "made_on": report.made_on.isoformat(),
        "sentences": list(report.sentences),
        "students": _figure(report.students),
        "placements": _figure(report.placements),
        "hours": _figure(report.hours),
        "partners": [{"uid": one.uid, "sector": one.beside, **_line(one)} for one in report.partners],
        "sectors": [_line(one) for one in report.sectors],
        "kinds": [_line(one) for one in report.kinds],
        "grades": [_reach(one) for one in report.grades],
        "grades_by_kind": [
            {
                "name": one.name,
                "kinds": {kind.name: _figure(each) for kind, each in zip(report.kinds, one.students, strict=True)},
            }
            for one in report.crossed
        ],
        "groups": [_reach(one) for one in report.groups],
        "promises": [
            {
                "whose": "ours" if one.ours else "theirs",
                "in_time": one.in_time,
                "late": one.late,
                "broken": one.broken,
                "open_late": one.open_late,
                "fallen_due": one.due,
                "rate": None if one.rate is None else round(float(one.rate), 4),
            }
            for one in report.kept
        ],
        "given": [
            {
                "from": "us" if one.ours else "partners",
                "what": one.what,
                "unit": one.unit,
                "quantity": str(one.quantity),
                "times": one.times,
            }
            for one in report.given
        ],
        "notes": list(report.notes),
    }


def _figure(one: Figure) -> dict[str, Any]:
    return {"value": one.value, "text": one.text}


def _line(one: Line) -> dict[str, Any]:
    figures = {"students": one.students, "placements": one.placements, "hours": one.hours}
    return {"name": one.name, **{name: _figure(figure) for name, figure in figures.items()}}


def _reach(one: Reach) -> dict[str, Any]:
    counts = {"students": _figure(one.students), "placed": _figure(one.placed)}
    return {"name": one.name, **counts, "rate": one.rate, "fair": one.fair, "word": one.word}


def _rows(report: PartnerReport) -> Iterator[tuple[str, ...]]:
    """Yield one number a row, each as it is published."""
    whole = (("students", report.students), ("placements", report.placements), ("hours", report.hours))
    for measure, figure in whole:
        yield "all", report.title, "", measure, _plain(figure)
    for section, lines in (("partner", report.partners), ("sector", report.sectors), ("kind", report.kinds)):
        for line in lines:
            for measure, figure in (
                ("students", line.students),
                ("placements", line.placements),
                ("hours", line.hours),
            ):
                yield section, line.name, line.beside, measure, _plain(figure)
    for section, reaches in (("grade", report.grades), ("group", report.groups)):
        for one in reaches:
            texts = (_plain(one.students), _plain(one.placed), one.rate, one.fair)
            for measure, text in zip(("students", "placed", "share", "fair"), texts, strict=True):
                yield section, one.name, one.word, measure, text
    for across in report.crossed:
        for kind, figure in zip(report.kinds, across.students, strict=True):
            yield "grade_and_kind", across.name, kind.name, "students", _plain(figure)
    yield from _promised(report)


def _promised(report: PartnerReport) -> Iterator[tuple[str, ...]]:
    for kept in report.kept:
        counts = (kept.in_time, kept.late, kept.broken, kept.open_late, kept.due)
        for measure, count in zip(("in_time", "late", "broken", "open_late", "fallen_due"), counts, strict=True):
            yield "promises", "ours" if kept.ours else "theirs", "", measure, str(count)
    for given in report.given:
        yield "given", "us" if given.ours else "partners", given.what, given.unit, str(given.quantity)


def _plain(figure: Figure) -> str:
    return figure.text if figure.value is None else str(figure.value)
