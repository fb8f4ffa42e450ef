"""`report`: one page on what partners did for students, for the board."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Iterable
from pathlib import Path

from partner_tui.cli import days, printing
from partner_tui.cli.parser import Commands, add_command, add_family
from partner_tui.cli.session import Session

_FORMATS = ("text", "html", "csv", "json")
_ENDINGS = {".html": "html", ".htm": "html", ".csv": "csv", ".json": "json"}
_FILE = "where to; what it is follows from its ending. - or nothing is standard output"


def add(commands: Commands, _name: str) -> None:
    """Add the family of commands."""
    family = add_family(
        commands,
        "report",
        help="what partners did for students in a school year",
        example="partner-tui report partners --format html --output partners.html",
    )
    made = add_command(
        family,
        "partners",
        partners,
        help="students placed, hours, promises kept, and who was left out; small groups are not told apart",
        example="partner-tui report partners --format html --output partners.html",
    )
    made.add_argument("--format", choices=_FORMATS, help="text if not said and the file's ending does not tell")
    made.add_argument("--output", "--out", metavar="FILE", default="-", help=_FILE)
    made.add_argument("--year", metavar="YEAR", default="", help="which school year; this one if not said")
    made.add_argument("--from", dest="starts_from", metavar="DAY", help="from this day on")
    made.add_argument("--to", dest="starts_to", metavar="DAY", help="up to this day, which is included")


def partners(session: Session, options: Namespace) -> None:
    """Write the report."""
    session.open()
    from partner_tui.exchange.report_files import ReportFormat, report_bytes
    from partner_tui.insight import partner_report
    from partner_tui.records import partner_report_rows, report_spans

    span = report_spans.span_of(
        session.today,
        year=options.year,
        starts_from=days.read_if_said(session, options.starts_from, "from", prefer="past"),
        starts_to=days.read_if_said(session, options.starts_to, "to", prefer="past"),
    )
    wanted = ReportFormat(_format(session, options))
    found = partner_report.report(partner_report_rows.facts(span, session.today))
    _write(session, options.output, report_bytes(found, wanted))


def _format(session: Session, options: Namespace) -> str:
    if options.format:
        return str(options.format)
    ending = Path(options.output).suffix.lower()
    if ending in _ENDINGS:
        return _ENDINGS[ending]
    return "json" if session.as_json and options.output == "-" else "text"


def _write(session: Session, output: str, chunks: Iterable[bytes]) -> None:
    if output == "-":
        _print(chunks)
        return
    from partner_tui.exchange import files

    path = Path(output).expanduser()
    files.replace_file(path, chunks)
    printing.tell(f"Written: {path}")
    if session.as_json:
        printing.document({"written": str(path)})


def _print(chunks: Iterable[bytes]) -> None:
    sys.stdout.flush()
    for chunk in chunks:
        if sys.stdout.isatty():
            printing.show(chunk.decode().removesuffix("\n").removesuffix("\r"))
        else:
            sys.stdout.buffer.write(chunk)
    sys.stdout.buffer.flush()
