"""What became of a meeting: held, moved, cancelled or missed; and what is printed of one that was saved."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from datetime import date, time, tzinfo
from typing import Any
from zoneinfo import ZoneInfo

from partner_tui.cli import attendances, meeting_times, persons, printing
from partner_tui.cli.meeting_times import DEFAULT_MINUTES, Time
from partner_tui.cli.session import Session
from partner_tui.dates import read_minutes, say_full, say_minutes
from partner_tui.errors import PartnerError, UsageError
from partner_tui.records import meetings, people, private_notes
from partner_tui.records.history import Intent
from partner_tui.records.meetings import Attendance, Meeting, MeetingKind, MeetingRow, MeetingStatus
from partner_tui.records.participants import Part


def log(session: Session, options: Namespace) -> None:
    """Log a planned meeting as held, or one that was never planned."""
    session.open()
    if options.meeting is not None:
        _log_planned(session, options, persons.meeting(session, options.meeting))
        return
    if not options.guests:
        raise UsageError("With whom was it?", "Name the meeting, or say: --with NAME")
    attendance = attendances.of(options, came=True)
    zone = meeting_times.zone_of(session, options.timezone)
    when = _when_it_was(session, options.at, zone) or meeting_times.this_minute(session, zone)
    values = {"minutes": when.minutes or DEFAULT_MINUTES, "timezone": zone.key, **facts_in(options)}
    with session.intent(f"Log {title_of(values, attendance)}") as intent:
        meeting_id = meetings.add(
            intent, attendance=attendance, status=MeetingStatus.HELD, starts_at=when.starts_at, **values
        )
        keep_note(session, intent, meeting_id, options.private_note)
    print_saved(session, meeting_id, "Logged")


def _log_planned(session: Session, options: Namespace, meeting: MeetingRow) -> None:
    values = facts_in(options)
    own = meeting.starts_at.astimezone(ZoneInfo(meeting.timezone))
    when = _when_it_was(
        session, options.at, meeting_times.zone_of(session, options.timezone or meeting.timezone), own.time()
    )
    if when is not None:
        values = {"starts_at": when.starts_at, "minutes": when.minutes or meeting.minutes, **values}
    elif meeting.starts_at > session.moment:
        printing.tell(f"It was planned for {say_full(own)}. If it was at another time, say so with --at.")
    attendance = attendances.of(options, meeting.participants, came=True)
    with session.intent(f"Log {small(meeting.title)}") as intent:
        meetings.edit(intent, meeting.id, meeting.version, attendance=attendance, status=MeetingStatus.HELD, **values)
        keep_note(session, intent, meeting.id, options.private_note)
    print_saved(session, meeting.id, "Logged")


def _when_it_was(session: Session, text: str | None, zone: tzinfo, own: time | None = None) -> Time | None:
    """Return the time that was typed, None where none was; raise PartnerError for one that is still to come.

    A day alone means the meeting's `own` time; without one, now for today, and the first hour of school before.
    """
    if text is None:
        return None
    now = session.moment.astimezone(zone)

    def usual(day: date) -> time:
        this_minute = now.time().replace(second=0, microsecond=0)
        return own or (this_minute if day == now.date() else session.school.opens)

    when = meeting_times.read(session, text, zone, usual, prefer="past")
    if when.starts_at > session.moment:
        raise PartnerError(
            f"{say_full(when.starts_at)} is still to come.", "Plan it with: partner-tui meetings add, or meetings move"
        )
    return when


def move(session: Session, options: Namespace) -> None:
    """Move a meeting that was not held, unless something speaks against the new time."""
    session.open()
    meeting = persons.meeting(session, options.meeting)
    if meeting.status is MeetingStatus.HELD:
        raise PartnerError(
            f"{meeting.title} was held already.", "Correct its time with: partner-tui meetings edit --at"
        )
    zone = ZoneInfo(meeting.timezone)
    own = meeting.starts_at.astimezone(zone).time()
    when = meeting_times.read(session, options.at, zone, lambda _day: own)
    minutes = read_minutes(options.minutes) if options.minutes else when.minutes or meeting.minutes
    meeting_times.check(when, minutes, force=options.force, besides=meeting.id)
    values = {"starts_at": when.starts_at, "minutes": minutes}
    with session.intent(f"Move {small(meeting.title)}") as intent:
        meetings.settle(intent, meeting.id, meeting.version, MeetingStatus.PLANNED, **values)
    print_saved(session, meeting.id, "Moved")


def cancel(session: Session, options: Namespace) -> None:
    """Cancel a meeting."""
    _settle(session, options, MeetingStatus.CANCELLED, "Cancel", "Cancelled")


def missed(session: Session, options: Namespace) -> None:
    """Say that nobody came."""
    _settle(session, options, MeetingStatus.MISSED, "Miss", "Missed")


def _settle(session: Session, options: Namespace, status: MeetingStatus, what: str, done: str) -> None:
    session.open()
    meeting = persons.meeting(session, options.meeting)
    if meeting.status is MeetingStatus.HELD:
        raise PartnerError(
            f"{meeting.title} was held already.", f"Change that with: partner-tui meetings edit --status {status}"
        )
    values = {} if options.summary is None else {"summary": options.summary}
    with session.intent(f"{what} {small(meeting.title)}") as intent:
        meetings.settle(intent, meeting.id, meeting.version, status, **values)
    print_saved(session, meeting.id, done)


def facts_in(options: Namespace) -> dict[str, Any]:
    """Return the plain facts of a meeting that the options name; raise FieldError."""
    named = ("kind", "timezone", "place", "summary")
    values = {name: getattr(options, name) for name in named if getattr(options, name) is not None}
    if options.minutes is not None:
        values["minutes"] = read_minutes(options.minutes)
    return values


def keep_note(session: Session, intent: Intent, meeting_id: int, note: str | None) -> bool:
    """Keep the user's private note about a meeting, where one was given; return whether it is new."""
    return note is not None and private_notes.write(intent, meeting_id, session.who, note)


def title_of(values: dict[str, Any], attendance: Sequence[Attendance]) -> str:
    """Return what a meeting will be called, inside a sentence."""
    kind = MeetingKind(Meeting.stored({"kind": values.get("kind", MeetingKind.COFFEE)})["kind"])
    guests = [people.get(one.person_id).name for one in attendance if one.part is not Part.HOST]
    return small(meetings.title(kind, guests))


def small(title: str) -> str:
    """Return a title as it stands inside a sentence."""
    return f"{title[:1].lower()}{title[1:]}"


def print_saved(session: Session, meeting_id: int, what: str) -> None:
    """Tell what was saved; print its uid, or the whole of it as JSON."""
    meeting = meetings.get(meeting_id)
    when = say_full(meeting.starts_at.astimezone(ZoneInfo(meeting.timezone)))
    place = f", {meeting.place}" if meeting.place else ""
    printing.tell(f"{what}: {meeting.title}, {when}, {say_minutes(meeting.minutes)}{place}.")
    if session.as_json:
        from partner_tui.exchange import record_tables

        printing.document(record_tables.meeting(meeting))
    else:
        printing.show(meeting.uid)
