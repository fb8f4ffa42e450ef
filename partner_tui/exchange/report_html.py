"""The report on partners as one page that needs nothing beside it and prints well."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from partner_tui.dates import say_full_day
from partner_tui.exchange import report_charts
from partner_tui.exchange.report_tables import ReportTable, heading, tables
from partner_tui.insight.partner_report import PartnerReport

_STYLE = """
:root { color-scheme: light; --ink: #1c2430; --soft: #55606e; --line: #d5dae1; --fill: #1f5f7a; --pale: #a9c7d3; }
* { box-sizing: border-box; }
body { margin: 0; color: var(--ink); background: #fff; font: 16px/1.45 system-ui, "Segoe UI", Helvetica, sans-serif; }
main { max-width: 48rem; margin: 0 auto; padding: 2rem 1.25rem 3rem; }
header p { margin: 0; color: var(--soft); }
h1 { margin: .1rem 0 .3rem; font-size: 1.7rem; line-height: 1.2; }
h2 { margin: 2rem 0 .5rem; font-size: 1.1rem; }
.lead { margin: 1.2rem 0 .6rem; font-size: 1.2rem; }
.figures { display: flex; flex-wrap: wrap; gap: .5rem 2.5rem; margin: 1.2rem 0; padding: .9rem 0; }
.figures { border: solid var(--line); border-width: 1px 0; }
.figures div { display: flex; flex-direction: column-reverse; }
.figures dt { color: var(--soft); }
.figures dd { margin: 0; font-size: 1.9rem; font-weight: 600; line-height: 1.1; }
figure { margin: 1.6rem 0; break-inside: avoid; }
figcaption { margin-bottom: .4rem; font-weight: 600; }
svg { display: block; width: 100%; height: auto; font-size: 13px; fill: var(--ink); }
svg .a { fill: var(--fill); }
svg .b { fill: var(--pale); }
svg .c { fill: #fff; stroke: var(--ink); }
svg line { stroke: var(--ink); stroke-width: 2; }
.wide { overflow-x: auto; }
table { width: 100%; border-collapse: collapse; font-size: .93rem; font-variant-numeric: tabular-nums; }
th, td { padding: .3rem .6rem .3rem 0; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; }
thead th { color: var(--soft); font-weight: 600; }
tbody th { font-weight: 400; overflow-wrap: anywhere; }
.n { text-align: right; white-space: nowrap; }
footer { margin-top: 2.5rem; padding-top: .8rem; border-top: 1px solid var(--line); }
footer { color: var(--soft); font-size: .85rem; }
footer p { margin: .3rem 0; }
@page { margin: 16mm; }
@media print {
  body { font-size: 10.5pt; }
  main { max-width: none; padding: 0; }
  h2 { break-after: avoid; }
  thead { display: table-header-group; }
  tr, footer, .figures { break-inside: avoid; }
  .wide { overflow: visible; }
  svg .a, svg .b { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
"""


def page(report: PartnerReport) -> Iterator[str]:
    """Yield the page, piece by piece; nothing in it is loaded or run, and all that people typed is escaped."""
    title = heading(report)
    yield (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)} · {escape(report.school)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n"
    )
    days = f"{say_full_day(report.first)} to {say_full_day(report.last)}"
    yield f"<header>\n<p>{escape(report.school)}</p>\n<h1>{escape(title)}</h1>\n<p>{escape(days)}</p>\n</header>\n"
    for at, sentence in enumerate(report.sentences):
        yield f'<p class="lead">{escape(sentence)}</p>\n' if at == 0 else f"<p>{escape(sentence)}</p>\n"
    yield _figures(report)
    yield report_charts.of_partners(report.partners)
    yield report_charts.of_grades(report.grades)
    yield report_charts.of_promises(report.kept)
    for table in tables(report):
        yield from _table(table)
    notes = "".join(f"<p>{escape(note)}</p>\n" for note in report.notes)
    made = f"<p>Made on {escape(say_full_day(report.made_on))} with partner-tui.</p>\n"
    yield f"<footer>\n{notes}{made}</footer>\n</main>\n</body>\n</html>\n"


def _figures(report: PartnerReport) -> str:
    shown = (
        ("students", report.students),
        ("placements", report.placements),
        ("approved hours", report.hours),
    )
    inside = "".join(f"<div><dt>{name}</dt><dd>{escape(figure.text)}</dd></div>" for name, figure in shown)
    return f'<dl class="figures">{inside}</dl>\n'


def _table(table: ReportTable) -> Iterator[str]:
    yield f'<section>\n<h2>{escape(table.title)}</h2>\n<div class="wide"><table>\n<thead><tr>'
    for at, column in enumerate(table.columns):
        yield f'<th scope="col"{_kind(table, at)}>{escape(column)}</th>' if column else "<td></td>"
    yield "</tr></thead>\n<tbody>\n"
    for row in table.rows:
        cells = (f"<td{_kind(table, at)}>{escape(cell)}</td>" for at, cell in enumerate(row[1:], start=1))
        yield f'<tr><th scope="row">{escape(row[0])}</th>{"".join(cells)}</tr>\n'
    yield "</tbody>\n</table></div>\n"
    if table.more:
        yield f"<p>{escape(table.more)}</p>\n"
    yield "</section>\n"


def _kind(table: ReportTable, at: int) -> str:
    return ' class="n"' if at >= table.numbers else ""
