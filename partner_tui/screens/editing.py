"""From a key to a saved record: opens the form, and writes what comes out of it as one intent."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from partner_tui.errors import FieldError
from partner_tui.insight import concerns
from partner_tui.records import groups, meetings, people
from partner_tui.records.groups import GroupKind
from partner_tui.records.meetings import MeetingRow, MeetingStatus
from partner_tui.records.people import PeopleFilter, Person, PersonKind
from partner_tui.screens.desk import DeskScreen
from partner_tui.screens.meeting_form import MeetingDraft, MeetingForm, Mode, Surroundings
from partner_tui.screens.person_form import PersonDraft, PersonForm
from partner_tui.widgets.person_picker import Choice, Chosen

MATCHES = 20
"""How many people a picker offers."""


def new_person(screen: DeskScreen, kind: PersonKind) -> None:
    """Ask who is new, and add them."""

    def submit(draft: PersonDraft) -> None:
        with screen.desk.intent(f"Add {draft.name}") as intent:
            values = {name: value for name, value in draft.values.items() if name not in ("kind", "given_name")}
            person_id = people.add(intent, kind=draft.kind, given_name=draft.given_name, **values)
            if draft.department:
                groups.set_department(intent, person_id, draft.department, screen.desk.today)

    _open_person(screen, PersonDraft(kind=kind), submit, "Added")


def edit_person(screen: DeskScreen, person_id: int) -> None:
    """Show who somebody is, and save what is changed."""

    def submit(draft: PersonDraft) -> None:
        with screen.desk.intent(f"Edit {draft.name}") as intent:
            people.edit(intent, person_id, draft.version, **draft.values)
            if draft.kind is PersonKind.STAFF:
                groups.set_department(intent, person_id, draft.department, screen.desk.today)

    _open_person(screen, _person_draft(screen, person_id), submit, "Saved", person_id)


def _open_person(
    screen: DeskScreen,
    draft: PersonDraft,
    submit: Callable[[PersonDraft], None],
    done: str,
    person_id: int | None = None,
) -> None:
    form = PersonForm(
        draft,
        [row.name for row in groups.rows(groups.listing(kind=GroupKind.DEPARTMENT), screen.desk.today).values()],
        submit,
        today=screen.desk.today,
        day_first=screen.desk.settings.day_first,
        reread=None if person_id is None else lambda: _person_draft(screen, person_id),
    )
    screen.app.push_screen(form, lambda saved: screen.say_done(done) if saved else None)


def _person_draft(screen: DeskScreen, person_id: int) -> PersonDraft:
    person = people.get(person_id)
    departments = [
        row.name for row in groups.of_people([person_id], screen.desk.today) if row.kind == GroupKind.DEPARTMENT
    ]
    names = [name for name in PersonDraft.__dataclass_fields__ if name != "department"]
    values = {name: getattr(person, name) for name in names}
    return PersonDraft(**values, department=departments[0] if departments else "")


def plan_meeting(screen: DeskScreen, person_ids: Sequence[int]) -> None:
    """Ask when, and plan a meeting with some people."""
    _new_meeting(screen, person_ids, Mode.PLAN)


def log_meeting(screen: DeskScreen, person_ids: Sequence[int]) -> None:
    """Ask what was said, and log a meeting that was held."""
    _new_meeting(screen, person_ids, Mode.LOG)


def _new_meeting(screen: DeskScreen, person_ids: Sequence[int], mode: Mode) -> None:
    def submit(draft: MeetingDraft) -> None:
        verb = "Plan" if mode is Mode.PLAN else "Log"
        with screen.desk.intent(f"{verb} {draft.title}") as intent:
            values = _meeting_values(screen, draft)
            meeting_id = meetings.add(intent, attendance=draft.attendance, status=draft.status, **values)
            meetings.set_private_note(intent, meeting_id, screen.desk.who, draft.private_note)

    everyone = tuple(Chosen(_choice(people.get(person_id))) for person_id in person_ids)
    starts_at = screen.desk.now().replace(second=0, microsecond=0) if mode is Mode.LOG else None
    _open_meeting(screen, MeetingDraft(people=everyone, starts_at=starts_at), mode, submit)


def edit_meeting(screen: DeskScreen, meeting_id: int) -> None:
    """Show a meeting, and save what is changed; another time moves it."""
    _change_meeting(screen, meeting_id, Mode.EDIT)


def settle_meeting(screen: DeskScreen, meeting_id: int) -> None:
    """Ask what was said in a planned meeting, and log it as held."""
    _change_meeting(screen, meeting_id, Mode.LOG)


def _change_meeting(screen: DeskScreen, meeting_id: int, mode: Mode) -> None:
    def submit(draft: MeetingDraft) -> None:
        with screen.desk.intent(f"{'Log' if mode is Mode.LOG else 'Edit'} {draft.title}") as intent:
            values = _meeting_values(screen, draft)
            if mode is Mode.LOG:
                values["status"] = MeetingStatus.HELD
            meetings.edit(intent, meeting_id, draft.version, attendance=draft.attendance, **values)
            meetings.set_private_note(intent, meeting_id, screen.desk.who, draft.private_note)

    _open_meeting(screen, _meeting_draft(screen, meetings.get(meeting_id)), mode, submit, meeting_id)


def _open_meeting(
    screen: DeskScreen,
    draft: MeetingDraft,
    mode: Mode,
    submit: Callable[[MeetingDraft], None],
    meeting_id: int | None = None,
) -> None:
    form = MeetingForm(
        draft,
        mode,
        _surroundings(screen, meeting_id if mode is not Mode.LOG else None),
        submit,
        reread=None if meeting_id is None else lambda: _meeting_draft(screen, meetings.get(meeting_id)),
    )
    screen.app.push_screen(form, lambda saved: screen.say_done("Saved") if saved else None)


def _meeting_values(screen: DeskScreen, draft: MeetingDraft) -> dict[str, Any]:
    if draft.starts_at is None:
        raise FieldError("starts_at", "It is not said when.", "Write tomorrow 3pm, or next tue 12:15.")
    return {
        "kind": draft.kind,
        "starts_at": draft.starts_at,
        "minutes": draft.minutes,
        "timezone": screen.desk.school.timezone,
        "place": draft.place,
        "summary": draft.summary,
    }


def _meeting_draft(screen: DeskScreen, meeting: MeetingRow) -> MeetingDraft:
    everyone = tuple(
        Chosen(Choice(one.person_id, one.name, one.kind.value), one.part, one.came) for one in meeting.participants
    )
    return MeetingDraft(
        people=everyone,
        kind=meeting.kind,
        status=meeting.status,
        starts_at=meeting.starts_at.astimezone(screen.desk.school.zone),
        minutes=meeting.minutes,
        place=meeting.place,
        summary=meeting.summary,
        private_note=meetings.private_note(meeting.id, screen.desk.who),
        version=meeting.version,
    )


def _surroundings(screen: DeskScreen, besides: int | None) -> Surroundings:
    desk = screen.desk

    def against(starts_local: datetime, minutes: int) -> Sequence[str]:
        clashes = meetings.clashes(starts_local.replace(tzinfo=desk.school.zone), minutes, besides=besides)
        return concerns.concerns(starts_local, desk.school.zone, clashes, desk.calendar)

    return Surroundings(desk.now(), desk.school.opens, desk.calendar, _search, against, desk.settings.day_first)


def _search(text: str) -> Sequence[Choice]:
    ids = people.listing(PeopleFilter(text=text))[:MATCHES]
    return [_choice(people.get(person_id)) for person_id in ids]


def _choice(person: Person) -> Choice:
    return Choice(person.id, person.name, person.job_title or person.grade or person.kind.value)
