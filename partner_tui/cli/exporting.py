"""`export`: the calendar, people, meetings and partners in the formats of other programs."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from partner_tui.cli import printing
from partner_tui.cli.parser import Commands, Parser, add_command, add_family
from partner_tui.cli.session import Session
from partner_tui.errors import FieldError

if TYPE_CHECKING:
    from partner_tui.exchange.partner_events import DayFilter

_DETAILS = ("full", "titles", "busy")
_WITH = ("agreements", "placements", "promises")


def add(commands: Commands, _name: str) -> None:
    """Add the family of commands."""
    family = add_family(
        commands,
        "export",
        help="write meetings as a calendar, people and meetings as CSV or JSON",
        example="partner-tui export calendar --out meetings.ics",
    )
    made = add_command(
        family,
        "calendar",
        calendar,
        help="write the meetings as a calendar file that every calendar program reads",
        example="partner-tui export calendar --out meetings.ics --from today --alarm 15m",
    )
    _add_out(made)
    _add_which(made)
    made.add_argument("--detail", choices=_DETAILS, default="full", help="titles: no summary, no place; busy: no word")
    made.add_argument("--alarm", metavar="LENGTH", help="a reminder so long before planned meetings: 15m")
    made.add_argument(
        "--with",
        dest="days",
        metavar="WHAT",
        default="",
        help="days beside the meetings, with commas between: agreements (their notice and end), placements (their "
        "first and last day), promises (when they are due)",
    )
    for name, run in (("people", people), ("meetings", meetings)):
        made = add_command(
            family,
            name,
            run,
            help=f"write {name} as CSV or JSON",
            example=f"partner-tui export {name} --format csv --out {name}.csv",
        )
        made.add_argument("--format", choices=("csv", "json"), default="csv")
        _add_out(made)
        made.add_argument("--raw", action="store_true", help="for programs: formulas in CSV cells are not neutralised")
        if name == "meetings":
            _add_which(made)
        else:
            made.add_argument("--kind", help="only staff, student, family or community")
            made.add_argument("--archived", action="store_true", help="those that were put away")
    _add_partners(family)


def _add_partners(family: Commands) -> None:
    made = add_command(
        family,
        "partners",
        partners,
        help="write partners and their people as CSV that Google Contacts takes, vCard or JSON",
        example="partner-tui export partners --format vcard --output partners.vcf",
    )
    made.add_argument("--format", choices=("csv", "vcard", "json"), default="csv")
    made.add_argument("--version", choices=("4.0", "3.0"), default="4.0", help="of vCard; phones of Apple read 3.0")
    made.add_argument("--partner", action="append", metavar="NAME", help="only these organizations and their people")
    _add_out(made)
    made.add_argument("--raw", action="store_true", help="for programs: formulas in CSV cells are not neutralised")


def _add_out(made: Parser) -> None:
    made.add_argument(
        "--out", "--output", metavar="FILE", default="-", help="where to; - or nothing is standard output"
    )


def _add_which(made: Parser) -> None:
    made.add_argument("--who", action="append", metavar="NAME", help="only meetings with these people")
    made.add_argument("--from", dest="starts_from", metavar="DAY", help="from this day on")
    made.add_argument("--to", dest="starts_to", metavar="DAY", help="up to this day, which is included")


def calendar(session: Session, options: Namespace) -> None:
    """Write the calendar."""
    session.open()
    from partner_tui.dates import read_minutes
    from partner_tui.exchange import meeting_events  # icalendar, which it needs, takes 0.2 s to import
    from partner_tui.exchange.calendar import Detail

    alarm = timedelta(minutes=read_minutes(options.alarm, field="alarm")) if options.alarm else None
    who_ids, starts_from, starts_before = _which(session, options)
    chunks = meeting_events.export_calendar(
        who_ids=who_ids,
        starts_from=starts_from,
        starts_before=starts_before,
        detail=Detail(options.detail),
        alarm=alarm,
        days=_days(options.days, who_ids, starts_from, starts_before),
    )
    _write(session, options, chunks)


def _days(said: str, who_ids: Sequence[int], starts_from: datetime | None, starts_before: datetime | None) -> DayFilter:
    """Return which days stand beside the meetings; raise FieldError for what is no kind of them."""
    from partner_tui.exchange.partner_events import DayFilter, DayKind

    kinds = {word.strip().lower() for word in said.split(",")} - {""}
    unknown = sorted(kinds - set(_WITH))
    if unknown:
        raise FieldError("with", f"“{unknown[0]}” is nothing that a calendar can have.", f"Say: {', '.join(_WITH)}.")
    return DayFilter(
        frozenset(map(DayKind, kinds)),
        frozenset(who_ids),
        starts_from.date() if starts_from else None,
        starts_before.date() - timedelta(days=1) if starts_before else None,
    )


def meetings(session: Session, options: Namespace) -> None:
    """Write meetings as a table."""
    session.open()
    from partner_tui.exchange import meeting_events, record_tables

    ids = meeting_events.chosen(*_which(session, options))
    _write_table(session, options, record_tables.meetings(ids), record_tables.MEETING_COLUMNS)


def people(session: Session, options: Namespace) -> None:
    """Write people as a table."""
    session.open()
    from partner_tui.exchange import record_tables
    from partner_tui.records import people as records
    from partner_tui.records.people import PeopleFilter, Person, PersonKind

    kind = PersonKind(Person.stored({"kind": options.kind})["kind"]) if options.kind else None
    ids = records.listing(PeopleFilter(kind=kind, archived=options.archived))
    columns = (*record_tables.PERSON_COLUMNS, "department", "last_met", "next_on")
    _write_table(session, options, record_tables.people(ids, session.now), columns)


def partners(session: Session, options: Namespace) -> None:
    """Write partners and their people."""
    session.open()
    from partner_tui.exchange import partner_files
    from partner_tui.records import organizations, partner_listing

    ids = [organizations.named(name).id for name in options.partner] if options.partner else None
    found = partner_listing.contacts(ids, session.today)
    _write(session, options, partner_files.chunks(found, options.format, raw=options.raw, version=options.version))


def _which(session: Session, options: Namespace) -> tuple[list[int], datetime | None, datetime | None]:
    from partner_tui.cli import persons

    who = [person.id for person in persons.all_named(options.who or ())]
    return who, _midnight(session, options.starts_from, "from", 0), _midnight(session, options.starts_to, "to", 1)


def _midnight(session: Session, text: str | None, field: str, days: int) -> datetime | None:
    if text is None:
        return None
    from partner_tui.dates import read_date

    day = read_date(text, session.today, day_first=session.settings.day_first, field=field)
    return datetime.combine(day + timedelta(days=days), time(), session.school.zone)


def _write_table(
    session: Session, options: Namespace, documents: Iterator[dict[str, Any]], columns: Sequence[str]
) -> None:
    from partner_tui.exchange import record_tables
    from partner_tui.exchange.spreadsheet import csv_lines

    if options.format == "json":
        lines = printing.json_list(documents)
    else:
        lines = csv_lines(columns, record_tables.cells(documents, columns), raw=options.raw)
    _write(session, options, (line.encode() for line in lines))


def _write(session: Session, options: Namespace, chunks: Iterable[bytes]) -> None:
    """Write bytes to the file or to standard output; a file is whole or as it was before."""
    if options.out == "-":
        sys.stdout.flush()
        for chunk in chunks:
            sys.stdout.buffer.write(chunk)
        sys.stdout.buffer.flush()
        return
    from partner_tui.exchange import files

    path = Path(options.out).expanduser()
    files.replace_file(path, chunks)
    printing.tell(f"Written: {path}")
    if session.as_json:
        printing.document({"written": str(path)})
