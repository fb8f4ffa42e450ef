"""`today` and `next`: whom to meet this week and why, and what is on the calendar."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from partner_tui.cli import printing
from partner_tui.cli.parser import Commands, add_command
from partner_tui.cli.session import Session

if TYPE_CHECKING:
    from partner_tui.insight.rotation import Rotation
    from partner_tui.records.contact import LeftOut, RotationFacts
    from partner_tui.records.meetings import MeetingRow

_UPCOMING = 10
"""Meetings that Today shows of what is to come."""

_NAMED = 5
"""People of the week that are called by name."""


def add(commands: Commands, name: str) -> None:
    """Add the command `name` of this module."""
    if name == "today":
        add_command(
            commands, "today", today, help="what is next, and whom to meet this week", example="partner-tui today"
        )
        return
    made = add_command(
        commands, "next", next_to_meet, help="whom to meet next, and why", example="partner-tui next --json"
    )
    made.add_argument(
        "--chats-per-week", type=int, metavar="N", help="as if the school wanted so many a week, for this list only"
    )
    made.add_argument("--left-out", action="store_true", help="list who is not in the rotation, and why, instead")


def next_to_meet(session: Session, options: Namespace) -> None:
    """Print whom to meet this week, with the reasons."""
    session.open()
    facts, rotation = _rotation(session, options.chats_per_week)
    if options.left_out:
        _print_left_out(session, facts.left_out)
    elif session.as_json:
        # Only the document needs it; the table is made of what the rotation says.
        from partner_tui.cli import documents

        printing.document([documents.of_suggestion(one) for one in rotation.suggestions])
    else:
        _print_rotation(rotation, facts.left_out)


def _rotation(session: Session, per_week: int | None = None) -> tuple[RotationFacts, Rotation]:
    from partner_tui.insight import rotation
    from partner_tui.records import contact

    facts = contact.rotation_facts(session.now, session.settings.me)
    wanted = facts.per_week if per_week is None else per_week
    return facts, rotation.suggest(facts.staff, facts.calendar, facts.today, wanted)


def _print_rotation(rotation: Rotation, left_out: LeftOut) -> None:
    had = len(rotation.this_week)
    if had:
        names = [candidate.name for candidate in rotation.this_week]
        more = f" and {had - _NAMED} more" if had > _NAMED else ""
        printing.tell(f"{had} of {rotation.per_week} this week: {', '.join(names[:_NAMED])}{more}")
    printing.table(
        ("Name", "Department", "Why"),
        [(one.candidate.name, one.candidate.department or "", " · ".join(one.reasons)) for one in rotation.suggestions],
        nothing=_nobody(rotation),
    )
    printing.tell(_sentence(rotation.pace.sentence()))
    if left_out.total:
        printing.tell(f"{left_out.total} left out of the rotation; see them with: partner-tui next --left-out")


def _nobody(rotation: Rotation) -> str:
    if rotation.pace.total == 0:
        return "There is no staff yet. Bring in your roster with: partner-tui import FILE"
    if rotation.per_week == 0:
        return "The school wants no chats a week. Change it with: partner-tui settings set chats_per_week 3"
    return "Nobody more this week."


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}."


def _print_left_out(session: Session, left_out: LeftOut) -> None:
    from partner_tui.cli import documents, pages

    reasons = {
        "paused": left_out.paused,
        "out of the rotation": left_out.out_of_rotation,
        "archived": left_out.archived,
        "yourself": left_out.yourself,
    }
    everyone = ((person, why) for why, ids in reasons.items() for person in pages.people(ids, session.now))
    if session.as_json:
        printing.documents({**documents.of_person_row(person), "reasons": [why]} for person, why in everyone)
        return
    rows = ((person.name, person.department, why) for person, why in everyone)
    printing.table(("Name", "Department", "Why"), rows, nothing="Nobody is left out.")


def today(session: Session, _options: Namespace) -> None:
    """Print the week: whom to meet, what is coming up, and what is waiting for a word on how it went."""
    session.open()
    facts, rotation = _rotation(session)
    coming, waiting = _meetings(session)
    if session.as_json:
        printing.document(_document(session, rotation, coming, waiting))
        return
    from partner_tui.dates import say_full_day

    printing.show(f"{session.school.name} · {say_full_day(facts.today)}", "", "Meet this week")
    _print_rotation(rotation, facts.left_out)
    printing.show("", "Coming up")
    _print_meetings(session, coming, "Nothing is planned. Plan with: partner-tui meetings add --with NAME --at WHEN")
    if waiting:
        printing.show("", "Did it happen?")
        _print_meetings(session, waiting, "")
        printing.tell("Say so with: partner-tui meetings log UID (or missed, cancel, move)")


def _meetings(session: Session) -> tuple[list[MeetingRow], list[MeetingRow]]:
    """Return the next planned meetings, and the planned ones that are past."""
    from partner_tui.cli import pages
    from partner_tui.records import meetings
    from partner_tui.records.meetings import MeetingFilter, MeetingStatus

    planned = MeetingStatus.PLANNED
    coming = meetings.listing(MeetingFilter(status=planned, starts_from=session.now))[:_UPCOMING]
    waiting = meetings.listing(MeetingFilter(status=planned, starts_before=session.now))
    return list(pages.meetings(coming)), list(pages.meetings(waiting))


def _print_meetings(session: Session, meetings: Iterable[MeetingRow], nothing: str) -> None:
    from partner_tui.dates import say_minutes, say_moment

    zone, today = session.school.zone, session.today
    rows = (
        (say_moment(one.starts_at.astimezone(zone), today), one.title, say_minutes(one.minutes), one.place, one.uid[:8])
        for one in meetings
    )
    printing.table(("When", "What", "How long", "Where", "UID"), rows, nothing=nothing)


def _document(
    session: Session, rotation: Rotation, coming: list[MeetingRow], waiting: list[MeetingRow]
) -> dict[str, Any]:
    from partner_tui.cli import documents
    from partner_tui.exchange import record_tables

    return {
        "school": session.school.name,
        "date": session.today.isoformat(),
        "meet_this_week": [documents.of_suggestion(one) for one in rotation.suggestions],
        "met_or_planned_this_week": [documents.of_contact(one) for one in rotation.this_week],
        "pace": rotation.pace.sentence(),
        "coming_up": [record_tables.meeting(one) for one in coming],
        "did_it_happen": [record_tables.meeting(one) for one in waiting],
    }
