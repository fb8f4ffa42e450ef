"""The report on partners as plain text, for a terminal, a mail or a screen reader."""

from __future__ import annotations

from collections.abc import Iterator

from partner_tui.dates import say_full_day
from partner_tui.exchange.report_tables import ReportTable, heading, tables
from partner_tui.insight import cells
from partner_tui.insight.partner_report import PartnerReport

WIDE = 78
_GAP = "  "
_NARROWEST = 8


def text_lines(report: PartnerReport, wide: int = WIDE) -> Iterator[str]:
    """Yield the report line by line, none wider than `wide` cells."""
    said = (report.school, heading(report), f"as of {say_full_day(report.made_on)}", "", *report.sentences)
    for sentence in said:
        yield from cells.wrapped(sentence, wide, len(sentence)) if sentence else [""]
    for table in tables(report):
        yield from ("", table.title.upper())
        yield from _table(table, wide)
    yield ""
    for note in report.notes:
        yield from cells.wrapped(note, wide, len(note))


def _table(table: ReportTable, wide: int) -> Iterator[str]:
    rows = [[cells.line(cell) for cell in row] for row in (table.columns, *table.rows)]
    widths = [max(map(cells.width, column)) for column in zip(*rows, strict=True)]
    while sum(widths) + len(_GAP) * (len(widths) - 1) > wide and max(widths) > _NARROWEST:
        widths[widths.index(max(widths))] -= 1
    for row in rows:
        aligned = [
            _right(cell, room) if at >= table.numbers else cells.filled(cell, room)
            for at, (cell, room) in enumerate(zip(row, widths, strict=True))
        ]
        yield _GAP.join(aligned).rstrip()
    if table.more:
        yield table.more


def _right(text: str, room: int) -> str:
    fitted = cells.cut(text, room)
    return " " * (room - cells.width(fitted)) + fitted
