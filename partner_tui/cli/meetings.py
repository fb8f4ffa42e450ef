"""`meetings`: list, plan, edit, archive and restore."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from datetime import datetime, time, timedelta
from typing import Any

from partner_tui.cli import attendances, meeting_times, pages, persons, printing, settling
from partner_tui.cli.meeting_options import add_commands
from partner_tui.cli.meeting_times import DEFAULT_MINUTES
from partner_tui.cli.parser import Commands
from partner_tui.cli.session import Session
from partner_tui.cli.settling import facts_in, print_saved, small
from partner_tui.dates import read_date, say_full, say_minutes
from partner_tui.errors import UsageError
from partner_tui.records import meetings
from partner_tui.records.meetings import Meeting, MeetingFilter, MeetingRow, MeetingStatus


def add(commands: Commands, _name: str) -> None:
    """Add the family of commands."""
    add_commands(
        commands,
        {
            "list": list_meetings,
            "add": plan,
            "log": settling.log,
            "move": settling.move,
            "cancel": settling.cancel,
            "missed": settling.missed,
            "edit": edit,
            "archive": archive,
            "restore": restore,
        },
    )


def list_meetings(session: Session, options: Namespace) -> None:
    """Print the meetings of a filter."""
    session.open()
    wanted = MeetingFilter(
        status=MeetingStatus(options.status) if options.status else None,
        text=options.text,
        person_id=persons.person(options.who).id if options.who else None,
        starts_from=_midnight(session, options.starts_from, "from"),
        starts_before=_midnight(session, options.starts_to, "to", days=1),
        archived=options.archived,
        sort=options.sort,
        descending=options.descending,
    )
    print_meetings(session, meetings.listing(wanted)[: options.limit])


def _midnight(session: Session, text: str | None, field: str, *, days: int = 0) -> datetime | None:
    if text is None:
        return None
    day = read_date(text, session.today, day_first=session.settings.day_first, field=field)
    return datetime.combine(day + timedelta(days=days), time(), session.school.zone)


def print_meetings(session: Session, ids: Sequence[int]) -> None:
    """Print meetings as a table or as a JSON list; `ids` in the order in which they are to stand."""
    found = pages.meetings(ids)
    if session.as_json:
        from partner_tui.exchange import record_tables

        printing.documents(map(record_tables.meeting, found))
        return
    zone = session.school.zone
    rows = (
        (
            say_full(one.starts_at.astimezone(zone)),
            one.status.value,
            one.title,
            say_minutes(one.minutes),
            one.place,
            one.uid[:8],
        )
        for one in found
    )
    columns = ("When", "Status", "What", "How long", "Where", "UID")
    printing.table(columns, rows, nothing="No meetings. Plan one with: partner-tui meetings add --with NAME --at WHEN")


def plan(session: Session, options: Namespace) -> None:
    """Plan a meeting, unless something speaks against it."""
    session.open()
    attendance = attendances.of(options)
    zone = meeting_times.zone_of(session, options.timezone)
    when = meeting_times.read(session, options.at, zone, lambda _day: session.school.opens)
    values = {"minutes": when.minutes or DEFAULT_MINUTES, "timezone": zone.key, **facts_in(options)}
    meeting_times.check(when, values["minutes"], force=options.force)
    with session.intent(f"Plan {settling.title_of(values, attendance)}") as intent:
        meeting_id = meetings.add(intent, attendance=attendance, starts_at=when.starts_at, **values)
        settling.keep_note(session, intent, meeting_id, options.private_note)
    print_saved(session, meeting_id, "Planned")
    if when.starts_at < session.moment:
        printing.tell("That is in the past; once it was held, say so with: partner-tui meetings log")


def edit(session: Session, options: Namespace) -> None:
    """Change what was named."""
    session.open()
    meeting = persons.meeting(session, options.meeting)
    values = {**_new_time(session, options, meeting), **facts_in(options)}
    if options.status:
        values["status"] = MeetingStatus(options.status)
    who = any((options.guests, options.hosts, options.optional, options.came, options.did_not_come))
    if not values and not who and options.private_note is None:
        raise UsageError("Nothing to change was named.", "See: partner-tui meetings edit --help")
    attendance = attendances.of(options, meeting.participants) if who else None
    with session.intent(f"Edit {small(meeting.title)}") as intent:
        changed = meetings.edit(intent, meeting.id, meeting.version, attendance=attendance, **values)
        changed |= settling.keep_note(session, intent, meeting.id, options.private_note)
    print_saved(session, meeting.id, "Saved" if changed else "Nothing was different")


def _new_time(session: Session, options: Namespace, meeting: MeetingRow) -> dict[str, Any]:
    """Return the time that was typed for a meeting, checked where it is still to come."""
    if options.at is None:
        return {}
    zone = meeting_times.zone_of(session, options.timezone or meeting.timezone)
    own = meeting.starts_at.astimezone(zone).time()
    when = meeting_times.read(session, options.at, zone, lambda _day: own)
    minutes = when.minutes or meeting.minutes
    if MeetingStatus(options.status or meeting.status) is MeetingStatus.PLANNED:
        meeting_times.check(when, minutes, force=options.force, besides=meeting.id)
    return {"starts_at": when.starts_at, "minutes": minutes}


def archive(session: Session, options: Namespace) -> None:
    """Put meetings away, all of them or none."""
    _turn(session, options, "Archive")


def restore(session: Session, options: Namespace) -> None:
    """Bring meetings back, all of them or none."""
    _turn(session, options, "Restore")


def _turn(session: Session, options: Namespace, what: str) -> None:
    session.open()
    found = [persons.meeting(session, text) for text in options.meeting]
    titles = ", ".join(small(meeting.title) for meeting in found)
    with session.intent(f"{what} {titles}") as intent:
        for meeting in found:
            turn = intent.archive if what == "Archive" else intent.restore
            turn(Meeting, meeting.id, meeting.version)
    printing.tell(f"{what}d: {titles}. Take it back with: partner-tui undo")
    if session.as_json:
        print_meetings(session, [meeting.id for meeting in found])
