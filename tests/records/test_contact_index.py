"""The index of who met whom follows every change of a meeting, and is made anew when it does not."""

from __future__ import annotations

from datetime import timedelta
from zoneinfo import ZoneInfo

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from partner_tui.records import checkup, contact, contact_index, history, meetings, people
from partner_tui.records.connection import RecordsFile
from partner_tui.records.meetings import Attendance, Meeting, MeetingStatus
from tests.conftest import NOW, WHO, ZONE


def plan(person_id: int, days: int) -> int:
    with history.intent("Plan", who=WHO, at=NOW) as intent:
        return meetings.add(
            intent, attendance=[Attendance(person_id)], starts_at=NOW + timedelta(days=days), timezone=ZONE
        )


def somebody() -> int:
    with history.intent("Add", who=WHO, at=NOW) as intent:
        return people.add(intent, kind="staff", given_name="Ana")


STEPS = st.lists(st.sampled_from([*MeetingStatus, "move", "archive", "restore", "leave", "undo", "redo"]), max_size=12)


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(steps=STEPS)
def test_whatever_becomes_of_a_meeting_the_index_says_the_same(records: RecordsFile, steps: list[str]) -> None:
    ana, sam = somebody(), somebody()
    meeting_id = plan(ana, 2)
    for step in steps:
        if step in {"undo", "redo"}:
            {"undo": history.undo, "redo": history.redo}[step](who=WHO, at=NOW)
        elif (row := meetings.rows([meeting_id]).get(meeting_id)) is not None:
            with history.intent(step, who=WHO, at=NOW) as intent:
                if step == "move":
                    later = row.starts_at + timedelta(hours=3)
                    meetings.edit(intent, meeting_id, row.version, starts_at=later, minutes=45)
                elif step in {"archive", "restore"}:
                    getattr(intent, step)(Meeting, meeting_id, row.version)
                elif step == "leave":
                    meetings.edit(intent, meeting_id, row.version, attendance=[Attendance(sam)])
                else:
                    meetings.settle(intent, meeting_id, row.version, MeetingStatus(step))
        assert contact_index.is_true(records)


def test_who_was_cancelled_on_is_known_until_something_is_planned_again(records: RecordsFile) -> None:
    ana = somebody()
    first = meetings.get(plan(ana, 1))
    with history.intent("Cancel", who=WHO, at=NOW) as intent:
        meetings.settle(intent, first.id, first.version, MeetingStatus.CANCELLED)
    (waiting,) = contact.rotation_facts(NOW.astimezone(ZoneInfo(ZONE)), "").staff
    assert waiting.cancelled_on is not None
    plan(ana, 3)
    (planned,) = contact.rotation_facts(NOW.astimezone(ZoneInfo(ZONE)), "").staff
    assert planned.cancelled_on is None
    assert planned.planned_on is not None


def test_an_index_that_lies_is_said_and_made_anew(records: RecordsFile) -> None:
    plan(somebody(), 1)
    records.run("DELETE FROM contact_index")
    said = [finding.message for finding in checkup.examine(records.path, at=NOW)]
    assert any("who met whom" in message for message in said)
    checkup.mend_search()
    assert contact_index.is_true(records)
