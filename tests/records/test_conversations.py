"""A conversation is saved with all that came of it, and taken back as one thing."""

from __future__ import annotations

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from partner_tui import capture
from partner_tui.errors import FieldError, PartnerError
from partner_tui.records import (
    commitments,
    conversations,
    database,
    goals,
    history,
    meetings,
    organizations,
    people,
    private_notes,
    questions,
)
from partner_tui.records.commitments import Side, SideKind
from partner_tui.records.conversations import Saved
from partner_tui.records.database import RecordsFile
from partner_tui.records.meetings import MeetingRow, MeetingStatus
from partner_tui.records.naming import NameBook
from tests.conftest import NOW, WHO, ZONE

LOCAL = NOW.astimezone(ZoneInfo(ZONE))


@pytest.fixture(autouse=True)
def _school(records: RecordsFile) -> None:
    with history.intent("Fill the school", who=WHO, at=NOW) as intent:
        people.add(intent, kind="staff", given_name="Ana", family_name="Rivera")
        people.add(intent, kind="staff", given_name="Sam", family_name="Okafor")
        people.add(intent, kind="staff", given_name="Dana", family_name="Wu", email="dana@l.example")
        organizations.add(intent, name="Delgado & Daughters")


def log(line: str, *, now: datetime = LOCAL) -> tuple[Saved, MeetingRow]:
    """Save a line as the program does; return what was saved, and the meeting."""
    draft = capture.parse(line, now=now, lookup=NameBook())
    made = capture.conversation(draft, time(8), ZONE)
    with history.intent(made.deed, who=WHO, at=now) as intent:
        saved = conversations.save(intent, made, WHO)
    return saved, meetings.get(saved.meeting_id)


def test_one_line_leaves_a_meeting_a_goal_promises_and_a_question() -> None:
    saved, meeting = log(
        "ana coffee yesterday 25m at library wants to start robotics #goal > intro to Delgado fri "
        "< send the list by 12/3 ? how is the dog ! seems tired"
    )

    assert (meeting.title, meeting.status, meeting.minutes, meeting.place) == (
        "Coffee with Ana Rivera", MeetingStatus.HELD, 25, "library",
    )  # fmt: skip
    assert meeting.starts_at.astimezone(LOCAL.tzinfo) == datetime(2026, 11, 23, 8, tzinfo=LOCAL.tzinfo)
    assert [(one.name, one.came) for one in meeting.participants] == [("Ana Rivera", True)]
    ana = meeting.participants[0].person_id
    [goal] = goals.of_person(ana)
    assert (goal.text, goal.heard_on, goal.meeting_id) == ("wants to start robotics", date(2026, 11, 23), meeting.id)
    ours, theirs = (commitments.get(one) for one in saved.commitment_ids)
    assert (ours.text, ours.made_to.side, ours.made_on, ours.due_on) == (
        "intro to Delgado", Side(SideKind.PERSON, ana), date(2026, 11, 23), date(2026, 11, 27),
    )  # fmt: skip
    assert (theirs.text, theirs.made_by.name, theirs.due_on) == ("send the list", "Ana Rivera", date(2026, 12, 3))
    assert [one.text for one in questions.open_of(ana)] == ["how is the dog"]
    assert private_notes.read(meeting.id, WHO) == "seems tired"


def test_all_of_it_is_one_line_of_the_history_and_one_undo() -> None:
    saved, _ = log("ana coffee yesterday wants robotics #goal > intro fri ? how is it ! tired")
    [latest, *_] = history.recent(limit=1)
    history.undo(who=WHO, at=NOW)

    assert latest.name == "Log coffee with Ana Rivera"
    assert database.select("SELECT count(*) FROM meetings WHERE archived_at IS NULL") == [(0,)]
    for table in ("goals", "commitments", "questions"):
        assert database.select(f"SELECT count(*) FROM {table} WHERE archived_at IS NULL") == [(0,)]
    assert len(saved.goal_ids) == 1


def test_what_is_promised_in_a_plan_is_promised_today() -> None:
    saved, meeting = log("lunch with ana next tue 12:00 > bring the forms tomorrow")

    assert meeting.status is MeetingStatus.PLANNED
    assert meeting.participants[0].came is None
    assert commitments.get(saved.commitment_ids[0]).made_on == date(2026, 11, 24)


def test_a_promise_to_several_is_made_to_the_first_and_one_at_an_organization_to_that() -> None:
    saved, _ = log("ana and sam lunch yesterday > bring forms")
    assert commitments.get(saved.commitment_ids[0]).made_to.name == "Ana Rivera"

    saved, meeting = log("visit @delgado with sam yesterday they want tutors > send list < send dates")
    assert [commitments.get(one).made_to.name for one in saved.commitment_ids] == ["Delgado & Daughters", "us"]
    assert (meeting.title, meeting.summary) == ("Visit with Sam Okafor and Delgado & Daughters", "they want tutors")


def test_a_call_with_an_organization_needs_nobody_else() -> None:
    _, meeting = log("called @delgado yesterday 3pm 15m")

    assert (meeting.title, meeting.participants) == ("Call with Delgado & Daughters", ())


def test_who_missed_a_meeting_did_not_come() -> None:
    _, meeting = log("ana missed coffee yesterday")

    assert meeting.status is MeetingStatus.MISSED
    assert meeting.participants[0].came is False


def test_a_line_that_is_not_clear_is_no_conversation() -> None:
    draft = capture.parse("zoltan coffee", now=LOCAL, lookup=NameBook())

    with pytest.raises(PartnerError, match="Nobody is called"):
        capture.conversation(draft, time(8), ZONE)


def test_a_goal_of_an_organization_is_answered_in_words() -> None:
    draft = capture.parse("call @delgado yesterday #goal: tutors", now=LOCAL, lookup=NameBook())

    assert [one.message for one in draft.problems] == ["A goal is about a person, and only an organization is named."]


def test_what_is_too_long_saves_nothing() -> None:
    with pytest.raises(FieldError):
        log("ana coffee yesterday > " + "very " * 100 + "long")
    assert database.select("SELECT count(*) FROM meetings") == [(0,)]
