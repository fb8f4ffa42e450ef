"""`today` and `next`: whom to meet this week and why, and what is on the calendar."""

from __future__ import annotations

from argparse import Namespace
from array import array
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from partner_tui.cli import printing
from partner_tui.cli.parser import Commands, add_command
from partner_tui.cli.session import Session

if TYPE_CHECKING:
    from partner_tui.insight.day import Day
    from partner_tui.insight.rotation import Rotation
    from partner_tui.records.contact import LeftOut
    from partner_tui.records.waiting_staff import WaitingStaff

_UPCOMING = 10
"""Meetings that the document of the day has of what is to come."""

_NAMED = 5
"""People of the week that are called by name."""


def add(commands: Commands, name: str) -> None:
    """Add the command `name` of this module."""
    if name == "today":
        add_command(
            commands,
            "today",
            today,
            help="the day on one small screen: whom to meet, what is next, promises",
            example="partner-tui today",
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
    if options.left_out:
        from partner_tui.records import waiting_staff

        _print_left_out(session, waiting_staff.left_out(session.now, session.settings.me))
        return
    staff, rotation = _rotation(session, options.chats_per_week)
    if session.as_json:
        # Only the document needs it; the table is made of what the rotation says.
        from partner_tui.cli import documents

        printing.document([documents.of_suggestion(one) for one in rotation.suggestions])
    else:
        _print_rotation(rotation, staff.left_out)


def _rotation(session: Session, per_week: int | None = None) -> tuple[WaitingStaff, Rotation]:
    from partner_tui.insight import rotation
    from partner_tui.records.waiting_staff import WaitingStaff

    staff = WaitingStaff(session.now, session.settings.me)
    wanted = staff.per_week if per_week is None else per_week
    return staff, rotation.suggest_from(staff, staff.calendar, staff.today, wanted)


def _print_rotation(rotation: Rotation, left_out: int) -> None:
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
    if left_out:
        printing.tell(f"{left_out} left out of the rotation; see them with: partner-tui next --left-out")


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
    """Print the day on at most 24 lines, or all that it is made of as a document."""
    session.open()
    staff, rotation = _rotation(session)
    if session.as_json:
        printing.document(_document(session, rotation))
        return
    # Only the sheet needs them; the document is made of what the records say.
    from partner_tui.cli.brief import paper
    from partner_tui.insight import day

    printing.show(*(line.plain for line in day.lines(_day(session, staff, rotation), paper())))


def _day(session: Session, staff: WaitingStaff, rotation: Rotation) -> Day:
    """Return what the day is made of, no more than is ever seen."""
    from partner_tui.cli import attention
    from partner_tui.insight.day import AHEAD, SHOWN, Day
    from partner_tui.records import commitments, goals, meetings

    needing = attention.needing(session)
    coming, waiting = _planned(session, AHEAD)
    promises, hopes = _due(session), goals.to_look_at(session.today)
    promised, hoped = commitments.rows(promises[:SHOWN]), goals.rows(hopes[:SHOWN])
    planned = meetings.rows([*waiting[-SHOWN:], *coming[:SHOWN]])
    return Day(
        now=session.now,
        school=session.school.name,
        calendar=staff.calendar,
        rotation=rotation,
        left_out=staff.left_out,
        waiting=[planned[one] for one in reversed(waiting[-SHOWN:])],
        coming=[planned[one] for one in coming[:SHOWN]],
        meetings=len(waiting) + len(coming),
        promises=[promised[one] for one in promises[:SHOWN]],
        promised=len(promises),
        goals=[hoped[one] for one in hopes[:SHOWN]],
        hoped=len(hopes),
        partners=needing[:SHOWN],
        needing=len(needing),
    )


def _planned(session: Session, ahead: timedelta | None = None) -> tuple[array[int], array[int]]:
    """Return the ids of the planned meetings to come, those `ahead` or all, and of those that are past."""
    from partner_tui.records import meetings
    from partner_tui.records.meetings import MeetingFilter, MeetingStatus

    planned, until = MeetingStatus.PLANNED, None
    if ahead is not None:
        until = datetime.combine(session.today + ahead + timedelta(days=1), time(), session.school.zone)
    coming = meetings.listing(MeetingFilter(status=planned, starts_from=session.now, starts_before=until))
    return coming, meetings.listing(MeetingFilter(status=planned, starts_before=session.now))


def _due(session: Session) -> array[int]:
    """Return the ids of the open promises that are late or due within days, ours and theirs, the oldest first."""
    from partner_tui.insight.day import DUE_WITHIN
    from partner_tui.records import commitments
    from partner_tui.records.commitments import CommitmentFilter, CommitmentStatus

    until = session.today + DUE_WITHIN + timedelta(days=1)
    wanted = CommitmentFilter(status=CommitmentStatus.OPEN, kinds=commitments.PROMISES, due_before=until)
    return commitments.listing(wanted)


def _document(session: Session, rotation: Rotation) -> dict[str, Any]:
    from partner_tui.cli import attention, documents, pages
    from partner_tui.exchange import record_tables
    from partner_tui.records import commitments, goals

    coming, waiting = _planned(session)
    promises, hopes = _due(session), goals.to_look_at(session.today)
    promised = {key: row for page in pages.pages(promises) for key, row in commitments.rows(page).items()}
    hoped = {key: row for page in pages.pages(hopes) for key, row in goals.rows(page).items()}
    return {
        "school": session.school.name,
        "date": session.today.isoformat(),
        "meet_this_week": [documents.of_suggestion(one) for one in rotation.suggestions],
        "met_or_planned_this_week": [documents.of_contact(one) for one in rotation.this_week],
        "pace": rotation.pace.sentence(),
        "coming_up": [record_tables.meeting(one) for one in pages.meetings(coming[:_UPCOMING])],
        "did_it_happen": [record_tables.meeting(one) for one in pages.meetings(waiting)],
        "commitments": [documents.commitment(promised[one]) for one in promises],
        "goals": [documents.goal(hoped[one]) for one in hopes],
        "partners": attention.documents(attention.needing(session)),
    }
