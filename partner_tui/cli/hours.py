"""`hours`: what students worked: list, add, edit, approve, decline, take out, and bring in from a file."""

from __future__ import annotations

from argparse import Namespace
from typing import Any

from partner_tui.cli import days, printing
from partner_tui.cli.parser import Commands, Parser, add_command, add_family, count
from partner_tui.cli.session import Session

_WHICH = "the uid of an entry, or how it begins"
_STATES = ("submitted", "approved", "declined")
_LENGTH = "3, 3.5, 3:15, 3h15, 45m, or from when to when: 15:30-18:45"


def add(commands: Commands, _name: str) -> None:
    """Add the family of commands."""
    family = add_family(
        commands, "hours", help="what students worked, and who approved it", example="partner-tui hours list --waiting"
    )
    _add_list(family)
    made = add_command(
        family,
        "add",
        add_hours,
        help="keep what a student worked on a day",
        example="partner-tui hours add Mateo --on yesterday --worked 15:30-18:45",
    )
    made.add_argument("student", metavar="STUDENT", help="a uid, an e-mail address, or a piece of the name")
    made.add_argument("--at", metavar="WHERE", help="a piece of the partner or the opening, where there are several")
    made.add_argument("--on", metavar="DAY", default="today", help="on which day; today if not said")
    made.add_argument("--worked", metavar="HOURS", required=True, help=_LENGTH)
    made.add_argument("--note", default="", help="a word on it")
    made = add_command(
        family,
        "edit",
        edit,
        help="change hours; what was approved waits for approval again",
        example="partner-tui hours edit 3f0c9a12 --worked 3:15",
    )
    made.add_argument("hours", metavar="UID", help=_WHICH)
    made.add_argument("--on", metavar="DAY", help="on which day")
    made.add_argument("--worked", metavar="HOURS", help=_LENGTH)
    made.add_argument("--note", help="a word on it")
    _add_settling(family)
    _add_import(family)


def _add_list(family: Commands) -> None:
    made = add_command(
        family, "list", list_hours, help="list hours by day", example="partner-tui hours list --student Mateo"
    )
    made.add_argument("--student", metavar="NAME", help="only those of this student")
    made.add_argument("--partner", metavar="NAME", help="only those at this partner")
    made.add_argument("--state", choices=_STATES)
    made.add_argument("--waiting", action="store_true", help="those that nobody approved or declined yet")
    made.add_argument("--since", metavar="DAY", help="from this day on")
    made.add_argument("--until", metavar="DAY", help="up to this day")
    made.add_argument("--archived", action="store_true", help="those that were taken out")
    made.add_argument("--limit", type=count, metavar="N", help="at most so many")


def _add_settling(family: Commands) -> None:
    for name, run, help in (
        ("approve", approve, "say that hours were worked, all of them or none"),
        ("decline", decline, "say that hours do not count, and why"),
        ("archive", archive, "take hours out; nothing is lost"),
    ):
        why = " --why 'was ill'" if name == "decline" else ""
        made = add_command(family, name, run, help=help, example=f"partner-tui hours {name} 3f0c9a12{why}")
        made.add_argument("hours", metavar="UID", nargs="+", help=_WHICH)
        if name != "archive":
            made.add_argument("--by", metavar="NAME", help="who says so; you, if not said")
            made.add_argument("--on", metavar="DAY", help="when; today if not said")
        if name == "decline":
            made.add_argument("--why", required=True, help="a few words")


def _add_import(family: Commands) -> None:
    made: Parser = add_command(
        family,
        "import",
        bring_in,
        help="bring in hours from a CSV file: student, date, and hours or start and end",
        example="partner-tui hours import timesheet.csv --yes",
    )
    made.add_argument("file", metavar="FILE")
    made.add_argument("--yes", action="store_true", help="write the lines that are good; without it, only look")
    made.add_argument("--map", action="append", default=[], metavar="HEADER=FIELD", help="what a column is")
    made.add_argument("--left-out", metavar="FILE", help="write the lines that are left out to this file")


def list_hours(session: Session, options: Namespace) -> None:
    """Print the hours of a filter."""
    session.open()
    from partner_tui.cli import persons
    from partner_tui.records import hours, organizations
    from partner_tui.records.hours import HoursFilter, HoursState
    from partner_tui.records.people import PersonKind

    state = HoursState.SUBMITTED if options.waiting else HoursState(options.state) if options.state else None
    wanted = HoursFilter(
        student_id=persons.person(options.student, PersonKind.STUDENT).id if options.student else None,
        organization_id=organizations.named(options.partner).id if options.partner else None,
        state=state,
        since=days.read_if_said(session, options.since, "since", prefer="past"),
        until=days.read_if_said(session, options.until, "until", prefer="past"),
        archived=options.archived,
    )
    _print_hours(session, hours.listing(wanted)[: options.limit])


def _print_hours(session: Session, ids: Any) -> None:
    from partner_tui.cli import pages
    from partner_tui.records import hours

    found = (rows[one] for page in pages.pages(ids) for rows in [hours.rows(page)] for one in page if one in rows)
    if session.as_json:
        from partner_tui.cli import hours_documents

        printing.documents(hours_documents.entry(one, session.school.zone) for one in found)
        return
    from partner_tui.dates.shifts import say_worked

    zone = session.school.zone
    rows = (
        (
            str(one.worked_on),
            one.student,
            one.organization,
            say_worked(one.shift.worked, one.worked_on, zone),
            f"{one.minutes // 60}:{one.minutes % 60:02d}",
            one.state.value,
            one.settled_by,
            one.why or one.note,
            one.uid[:8],
        )
        for one in found
    )
    columns = ("Day", "Student", "Partner", "Worked", "Hours", "State", "By", "Why or note", "UID")
    hint = "No hours. Keep some with: partner-tui hours add STUDENT --worked 3:15"
    printing.table(columns, rows, nothing=hint, spare=("Why or note", "By", "Worked"))


def add_hours(session: Session, options: Namespace) -> None:
    """Keep hours."""
    session.open()
    from partner_tui.dates.shifts import read_worked
    from partner_tui.errors import FieldError
    from partner_tui.records import hours

    day = days.read(session, options.on, "on", prefer="past")
    worked = read_worked(options.worked, day, session.school.zone)
    if worked is None:
        raise FieldError("minutes", "It is not said how long.", f"Write --worked as {_LENGTH}.")
    row = _placement(session, options.student, options.at or "", day)
    with session.intent(f"Hours of {row.student}, {options.worked}") as intent:
        hours_id = hours.add(intent, row.id, day, worked.minutes, worked.starts_minute, options.note)
    _print_saved(session, hours_id, "Kept")


def _placement(session: Session, student: str, where: str, day: Any) -> Any:
    """Return the one placement of a student that is meant; raise NotFound or Ambiguous."""
    from partner_tui.cli import persons
    from partner_tui.errors import Ambiguous, NotFound
    from partner_tui.records import placements
    from partner_tui.records.people import PersonKind
    from partner_tui.records.text import fold

    person = persons.person(student, PersonKind.STUDENT)
    there = [one for one in placements.of_student(person.id, session.today) if not one.archived]
    named = [one for one in there if fold(where) in fold(f"{one.organization} {one.opening}") or where == one.uid]
    if not named:
        at = f" at “{where}”" if where else ""
        listed = ", ".join(f"{one.organization} ({one.opening})" for one in there)
        raise NotFound(f"{person.name} is not placed{at}.", f"Placed at: {listed}." if there else "Place them first.")
    then = [one for one in named if one.starts_on <= day <= (one.settled_on or one.ends_on or day)] or named
    if len(then) > 1:
        choices = tuple(f"{one.organization} ({one.opening})  {one.uid}" for one in then)
        raise Ambiguous(f"{person.name} is placed at {len(then)} places.", choices, "Say which with --at.")
    return then[0]


def edit(session: Session, options: Namespace) -> None:
    """Change what was named."""
    session.open()
    from partner_tui.dates.shifts import read_worked
    from partner_tui.errors import FieldError, UsageError
    from partner_tui.records import hours

    row = hours.with_uid(options.hours)
    values: dict[str, Any] = {}
    if options.on:
        values["worked_on"] = days.read(session, options.on, "on", prefer="past")
    if options.worked is not None:
        worked = read_worked(options.worked, values.get("worked_on", row.worked_on), session.school.zone)
        if worked is None:
            raise FieldError("minutes", "It is not said how long.", "Take hours out with: partner-tui hours archive")
        values |= {"minutes": worked.minutes, "starts_minute": worked.starts_minute}
    if options.note is not None:
        values["note"] = options.note
    if not values:
        raise UsageError("Nothing to change was named.", "See: partner-tui hours edit --help")
    with session.intent(f"Edit hours of {row.student}") as intent:
        changed = hours.edit(intent, row.id, row.version, **values)
    again = row.state.value != "submitted" and hours.get(row.id).state.value == "submitted"
    _print_saved(session, row.id, "Saved" if changed else "Nothing was different")
    if again:
        printing.tell(f"They were {row.state.value}; what is there now waits for approval again.")


def approve(session: Session, options: Namespace) -> None:
    """Approve hours, all of them or none."""
    _settle(session, options, "Approve")


def decline(session: Session, options: Namespace) -> None:
    """Decline hours, all of them or none."""
    _settle(session, options, "Decline")


def archive(session: Session, options: Namespace) -> None:
    """Take hours out, all of them or none."""
    _settle(session, options, "Take out")


def _settle(session: Session, options: Namespace, what: str) -> None:
    session.open()
    from partner_tui.dates import say_minutes
    from partner_tui.records import hours

    found = [hours.with_uid(text) for text in options.hours]
    ids = list(dict.fromkeys(one.id for one in found))
    day = session.today
    if what != "Take out":
        day = days.read_if_said(session, options.on, "on", prefer="past") or day
    with session.intent(f"{what} {say_minutes(sum(one.minutes for one in found))} of hours") as intent:
        if what == "Approve":
            changed = hours.approve(intent, ids, options.by or session.who, day)
        elif what == "Decline":
            changed = hours.decline(intent, ids, options.by or session.who, day, options.why)
        else:
            changed = hours.take_out(intent, ids)
    done = {"Approve": "approved", "Decline": "declined", "Take out": "taken out"}[what]
    printing.tell(f"{changed} of {len(ids)} entries {done}. Take it back with: partner-tui undo")
    if session.as_json:
        _print_hours(session, ids)


def _print_saved(session: Session, hours_id: int, what: str) -> None:
    from partner_tui.cli import hours_documents
    from partner_tui.dates import say_full_day, say_minutes
    from partner_tui.records import hours

    row = hours.get(hours_id)
    printing.tell(f"{what}: {row.student}, {say_minutes(row.minutes)} on {say_full_day(row.worked_on)}.")
    for line in hours_documents.advice_on(session, row):
        source = f" ({line.citation})" if line.citation else ""
        printing.tell(f"{'!' if line.level.value == 'warning' else 'i'} {line.sentence}{source}")
    if session.as_json:
        printing.document(hours_documents.entry(row, session.school.zone))
    else:
        printing.show(row.uid)


def bring_in(session: Session, options: Namespace) -> None:
    """Read a file, say what it would add, and with --yes write the good lines as one intent."""
    from partner_tui.cli import hours_importing  # only an import needs to read files

    hours_importing.bring_in(session, options)
