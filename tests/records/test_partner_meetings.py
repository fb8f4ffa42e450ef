"""The meetings of partners: all in a row, and what is next."""

from __future__ import annotations

from datetime import date, timedelta

from partner_tui.records import (
    commitments,
    contacts,
    history,
    meetings,
    organizations,
    partner_meetings,
    partner_steps,
    people,
)
from partner_tui.records.connection import RecordsFile
from partner_tui.records.meetings import Attendance, MeetingKind, MeetingStatus
from partner_tui.records.sides import US, Side, SideKind
from tests.conftest import NOW, WHO, ZONE


def test_a_meeting_with_somebody_of_a_partner_is_one_of_the_partner(records: RecordsFile) -> None:
    with history.intent("Fill", who=WHO, at=NOW) as intent:
        harbor = organizations.add(intent, name="Harbor")
        bo = people.add(intent, kind="community", given_name="Bo")
        contacts.add(intent, harbor, bo, "Owner", date(2026, 1, 1))
        made = []
        for away, status in ((-9, MeetingStatus.HELD), (-3, MeetingStatus.HELD), (4, MeetingStatus.PLANNED)):
            at = NOW + timedelta(days=away)
            made.append(
                meetings.add(
                    intent,
                    attendance=[Attendance(bo)],
                    starts_at=at,
                    timezone=ZONE,
                    status=status,
                    kind=MeetingKind.CALL,
                )
            )
    assert list(partner_meetings.of_organization(harbor)) == made[::-1]
    assert partner_meetings.planned([harbor], NOW)[harbor].meeting_id == made[-1]
    assert partner_meetings.planned([harbor], NOW + timedelta(days=5)) == {}


def test_what_comes_first_is_next_a_meeting_or_a_promise_of_ours(records: RecordsFile) -> None:
    with history.intent("Fill", who=WHO, at=NOW) as intent:
        one, other, third = (organizations.add(intent, name=name) for name in ("One", "Other", "Third"))
        for organization, away in ((one, 4), (other, 2)):
            at = NOW + timedelta(days=away)
            meetings.add(intent, attendance=[], organizations=[organization], starts_at=at, timezone=ZONE)
        for organization in (one, other):
            side = Side(SideKind.ORGANIZATION, organization)
            due = NOW.date() + timedelta(days=3)
            commitments.add(intent, text="call back", made_by=US, made_to=side, made_on=NOW.date(), due_on=due)
    steps = partner_steps.next_steps([one, other, third], NOW)
    assert (steps[one].what, steps[one].meeting_id) == ("call back", None)
    assert (steps[other].what, steps[other].on) == ("coffee", NOW.date() + timedelta(days=2))
    assert third not in steps
