"""From a key to a saved record: opens the form, and writes what comes out of it as one intent."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from partner_tui.dates import say_moment
from partner_tui.errors import FieldError
from partner_tui.insight import concerns
from partner_tui.records import births, groups, meetings, organizations, people, private_notes
from partner_tui.records.groups import GroupKind
from partner_tui.records.history import Intent
from partner_tui.records.meetings import MeetingKind, MeetingRow, MeetingStatus
from partner_tui.records.people import PeopleFilter, Person, PersonKind, PersonRow
from partner_tui.records.record import Record
from partner_tui.screens.desk import DeskScreen
from partner_tui.screens.dialogs import YES, yes_or_no
from partner_tui.screens.meeting_form import MeetingDraft, MeetingForm, Mode, Surroundings
from partner_tui.screens.person_form import PersonDraft, PersonForm
from partner_tui.widgets.person_picker import Choice, Chosen

MATCHES = 20
"""How many people a picker offers."""


def named(names: Sequence[str], plural: str) -> str:
    """Return what an intent says of those that it is about: the name of one, or how many there are."""
    return names[0] if len(names) == 1 else f"{len(names):,} {plural}"


def put_away(
    screen: DeskScreen,
    model: type[Record],
    chosen: Sequence[Any],
    named: str,
    archive: Callable[[Intent, int, int], object] | None = None,
) -> bool:
    """Archive the chosen records, or bring back those that are in the archive; return whether it was done.

    `archive` puts one away, by its id and version, where its noun has rules for that.
    """
    if not chosen or not screen.may_write():
        return False
    back = all(one.archived_at is not None if isinstance(one, Record) else one.archived for one in chosen)

    def write(intent: Intent) -> None:
        for one in chosen:
            if archive is not None and not back:
                archive(intent, one.id, one.version)
            else:
                (intent.restore if back else intent.archive)(model, one.id, one.version)

    return screen.change(f"{'Bring back' if back else 'Archive'} {named}", write)


def settle(
    screen: DeskScreen,
    meeting_ids: Sequence[int],
    status: MeetingStatus,
    done: Callable[[], object] = lambda: None,
) -> None:
    """Say what became of some meetings, unless it is said already, and run `done`; asks about what is to come."""
    chosen = [meetings.get(meeting_id) for meeting_id in meeting_ids]
    left = [one for one in chosen if one.status is not status]
    if not left or not screen.may_write():
        return

    def write(intent: Intent) -> None:
        for meeting in left:
            meetings.settle(intent, meeting.id, meeting.version, status)

    def save() -> None:
        if screen.change(f"{_VERBS[status]} {named([one.title for one in left], 'meetings')}", write):
            done()

    now = screen.desk.now()
    early = [one for one in left if one.starts_at > now] if status in (MeetingStatus.HELD, MeetingStatus.MISSED) else []
    if early:
        first = say_moment(min(one.starts_at for one in early).astimezone(now.tzinfo), now.date())
        is_one = len(early) == 1
        what = f"{named([one.title for one in early], 'meetings')} {'is' if is_one else 'are'} still to come ({first})."
        said = f"{what} Say that {'it was' if is_one else 'they were'} {status.value} all the same?"
        ask = yes_or_no(said, yes=f"Say {status.value}", no="Leave it planned")
        screen.app.push_screen(ask, lambda answer: save() if answer == YES else None)
    else:
        save()


_VERBS = {
    MeetingStatus.PLANNED: "Plan again:",
    MeetingStatus.HELD: "Held:",
    MeetingStatus.MISSED: "Missed:",
    MeetingStatus.CANCELLED: "Cancel",
}


def new_person(screen: DeskScreen, kind: PersonKind, then: Callable[[int], object] = lambda _: None) -> None:
    """Ask who is new, add them, and, once the screen shows them, run `then` with the id."""

    def submit(draft: PersonDraft) -> None:
        with screen.desk.intent(f"Add {draft.name}") as intent:
            values = {name: value for name, value in draft.values.items() if name not in ("kind", "given_name")}
            person_id = people.add(intent, kind=draft.kind, given_name=draft.given_name, **values)
            if draft.department:
                groups.set_department(intent, person_id, draft.department, screen.desk.today)
            if draft.kind is PersonKind.STUDENT:
                births.put(intent, person_id, draft.born_on)
        added.append(person_id)

    added: list[int] = []
    # The screen reads its list as it comes back, which is after this.
    after = lambda: screen.call_after_refresh(lambda: then(added[-1]))  # noqa: E731 - run once, here
    _open_person(screen, PersonDraft(kind=kind), submit, ("new_person", None), after)


def edit_person(screen: DeskScreen, person_id: int) -> None:
    """Show who somebody is, and save what is changed."""

    def submit(draft: PersonDraft) -> None:
        with screen.desk.intent(f"Edit {draft.name}") as intent:
            people.edit(intent, person_id, draft.version, **draft.values)
            if draft.kind is PersonKind.STAFF:
                groups.set_department(intent, person_id, draft.department, screen.desk.today)
            if draft.kind is PersonKind.STUDENT:
                births.put(intent, person_id, draft.born_on)

    _open_person(screen, _person_draft(screen, person_id), submit, ("edit_person", person_id))


def _open_person(
    screen: DeskScreen,
    draft: PersonDraft,
    submit: Callable[[PersonDraft], None],
    opened_by: tuple[str, int | None],
    after: Callable[[], object] = lambda: None,
) -> None:
    if not screen.may_write():
        return
    verb, person_id = "Added" if opened_by[1] is None else "Saved", opened_by[1]
    saved: list[str] = []

    def save(draft: PersonDraft) -> None:
        submit(draft)
        saved.append(f"{verb} {draft.name}")

    form = PersonForm(
        draft,
        [row.name for row in groups.rows(groups.listing(kind=GroupKind.DEPARTMENT), screen.desk.today).values()],
        save,
        today=screen.desk.today,
        day_first=screen.desk.settings.day_first,
        reread=None if person_id is None else lambda: _person_draft(screen, person_id),
    )
    form.opened_by = opened_by

    def closed(done: bool | None) -> None:
        if done:
            screen.say_done(saved[-1])
            after()

    screen.app.push_screen(form, closed)


def _person_draft(screen: DeskScreen, person_id: int) -> PersonDraft:
    person = people.get(person_id)
    departments = [
        row.name for row in groups.of_people([person_id], screen.desk.today) if row.kind == GroupKind.DEPARTMENT
    ]
    names = [name for name in PersonDraft.__dataclass_fields__ if name not in ("department", "born_on")]
    values = {name: getattr(person, name) for name in names}
    born_on = births.of(person_id) if person.kind is PersonKind.STUDENT else None
    return PersonDraft(**values, department=departments[0] if departments else "", born_on=born_on)


def plan_meeting(screen: DeskScreen, person_ids: Sequence[int], organization_ids: Sequence[int] = ()) -> None:
    """Ask when, and plan a meeting with some people, and with organizations."""
    _new_meeting(screen, person_ids, organization_ids, Mode.PLAN)


def log_meeting(screen: DeskScreen, person_ids: Sequence[int], organization_ids: Sequence[int] = ()) -> None:
    """Ask what was said, and log a meeting that was held."""
    _new_meeting(screen, person_ids, organization_ids, Mode.LOG)


def _new_meeting(screen: DeskScreen, person_ids: Sequence[int], organization_ids: Sequence[int], mode: Mode) -> None:
    def submit(draft: MeetingDraft) -> None:
        verb = "Plan" if mode is Mode.PLAN else "Log"
        with screen.desk.intent(f"{verb} {draft.title}") as intent:
            values = _meeting_values(screen, draft)
            values |= {"organizations": organization_ids, "status": draft.status}
            meeting_id = meetings.add(intent, attendance=draft.attendance, **values)
            private_notes.write(intent, meeting_id, screen.desk.who, draft.private_note)

    everyone = tuple(Chosen(_choice(people.get(person_id))) for person_id in person_ids)
    starts_at = screen.desk.now().replace(second=0, microsecond=0) if mode is Mode.LOG else None
    opener = "plan_meeting" if mode is Mode.PLAN else "log_meeting"
    partners = tuple(organizations.get(one).name for one in organization_ids)
    kind = MeetingKind.VISIT if partners else MeetingKind.COFFEE
    draft = MeetingDraft(people=everyone, organizations=partners, kind=kind, starts_at=starts_at)
    _open_meeting(screen, draft, mode, submit, (opener, None))


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
            private_notes.write(intent, meeting_id, screen.desk.who, draft.private_note)

    opener = "edit_meeting" if mode is Mode.EDIT else "settle_meeting"
    _open_meeting(screen, _meeting_draft(screen, meetings.get(meeting_id)), mode, submit, (opener, meeting_id))


def _open_meeting(
    screen: DeskScreen,
    draft: MeetingDraft,
    mode: Mode,
    submit: Callable[[MeetingDraft], None],
    opened_by: tuple[str, int | None],
) -> None:
    if not screen.may_write():
        return
    meeting_id = opened_by[1]
    verb = {Mode.PLAN: "Planned", Mode.LOG: "Logged", Mode.EDIT: "Saved"}[mode]
    saved: list[str] = []

    def save(draft: MeetingDraft) -> None:
        submit(draft)
        when = "" if draft.starts_at is None else f", {say_moment(draft.starts_at, screen.desk.today)}"
        saved.append(f"{verb}: {draft.title}{when}")

    form = MeetingForm(
        draft,
        mode,
        _surroundings(screen, meeting_id),
        save,
        reread=None if meeting_id is None else lambda: _meeting_draft(screen, meetings.get(meeting_id)),
    )
    form.opened_by = opened_by
    screen.app.push_screen(form, lambda done: screen.say_done(saved[-1]) if done else None)


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
        organizations=tuple(one.name for one in meeting.organizations),
        kind=meeting.kind,
        status=meeting.status,
        starts_at=meeting.starts_at.astimezone(screen.desk.school.zone),
        minutes=meeting.minutes,
        place=meeting.place,
        summary=meeting.summary,
        private_note=private_notes.read(meeting.id, screen.desk.who),
        version=meeting.version,
    )


def _surroundings(screen: DeskScreen, besides: int | None) -> Surroundings:
    desk = screen.desk

    def against(starts_local: datetime, minutes: int) -> Sequence[str]:
        clashes = meetings.clashes(starts_local.replace(tzinfo=desk.school.zone), minutes, besides=besides)
        return concerns.concerns(starts_local, desk.school.zone, clashes, desk.calendar)

    now = desk.now()

    def search(text: str) -> Sequence[Choice]:
        return people_called(text, now)

    return Surroundings(now, desk.school.opens, desk.calendar, search, against, desk.settings.day_first)


def people_called(text: str, now: datetime) -> Sequence[Choice]:
    """Return the people with a piece of text in their names, as a picker offers them; at most MATCHES."""
    ids = people.listing(PeopleFilter(text=text))[:MATCHES]
    found = people.rows(ids, now)
    return [_choice(found[one]) for one in ids if one in found]


def _choice(person: Person | PersonRow) -> Choice:
    return Choice(person.id, person.name, person.job_title or person.grade or person.kind.value)
