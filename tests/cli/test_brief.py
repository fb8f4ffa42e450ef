"""What to know before a talk, and the day, printed on one small screen."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from partner_tui.records import candidacies, commitments, database, goals, history, meetings, people, prompts, questions
from partner_tui.records.commitments import US, Side, SideKind
from partner_tui.records.meetings import MeetingStatus

from ..conftest import NOW, ZONE
from .conftest import Type

TODAY = NOW.date()


@pytest.fixture(autouse=True)
def _school(staffed: Path) -> None:
    """The small school, its questions, and much that is open with Ana."""
    database.open_records(staffed)
    with history.intent("Fill", who="setup", at=NOW) as intent:
        prompts.fill(intent)
        ana = people.named("ana rivera").id
        coffee = meetings.add(
            intent,
            attendance=[meetings.Attendance(ana, came=True)],
            starts_at=NOW - timedelta(days=1),
            timezone=ZONE,
            status=MeetingStatus.HELD,
            summary="wants to start robotics",
        )
        for days in (-2, 0, 3, 20):
            commitments.add(
                intent,
                text=f"promise {days}",
                made_by=US,
                made_to=Side(SideKind.PERSON, ana),
                made_on=TODAY - timedelta(days=9),
                due_on=TODAY + timedelta(days=days),
            )
        goals.add(intent, person_id=ana, text="start robotics", heard_on=TODAY, look_again_on=TODAY)
        questions.add(intent, person_id=ana, text="how was the audition", raised_on=TODAY, meeting_id=coffee)
    database.close_records()


def test_a_brief_fits_24_lines_and_80_columns_in_a_pipe(type_in: Type) -> None:
    said = type_in("brief", "ana rivera")

    assert (said.code, said.err) == (0, "")
    lines = said.out.splitlines()
    assert len(lines) <= 24
    assert max(map(len, lines)) <= 80
    assert lines[0].startswith("Ana Rivera  Science · joined August 2026") or lines[0].startswith("Ana Rivera  staff")
    for wanted in ("wants to start robotics", "promise -2", "2 days late", "start robotics", "how was the audition"):
        assert wanted in said.out
    assert "1 What is one goal of yours" in said.out


def test_a_brief_as_a_document_has_the_same_parts_as_lists(type_in: Type) -> None:
    document = type_in("brief", "ana rivera", "--json").document

    person = document["person"]
    assert (person["given_name"], person["family_name"], person["department"]) == ("Ana", "Rivera", "Science")
    assert [one["summary"] for one in document["meetings"]] == ["wants to start robotics"]
    assert [one["text"] for one in document["commitments"]] == ["promise -2", "promise 0", "promise 3", "promise 20"]
    assert [one["text"] for one in document["goals"]] == ["start robotics"]
    assert [one["text"] for one in document["questions"]] == ["how was the audition"]
    assert document["questions"][0]["person"]["family_name"] == "Rivera"
    assert len(document["prompts"]) == 3
    assert document["prompts"][0]["last"] is None


def test_a_candidate_is_asked_what_candidates_are_asked(type_in: Type, staffed: Path) -> None:
    database.open_records(staffed)
    with history.intent("Open", who="setup", at=NOW) as intent:
        candidacies.add(intent, person_id=people.named("taylor").id, job_title="Physics Teacher", opened_on=TODAY)
    database.close_records()

    said = type_in("brief", "taylor")

    assert "candidate for Physics Teacher" in said.out
    assert "What excites you about working here?" in said.out


def test_a_brief_of_nobody_or_of_several_is_refused_in_words(type_in: Type) -> None:
    assert type_in("brief", "nobody at all").code == 1
    several = type_in("brief", "sam")
    assert several.code == 1
    assert "Sam Okafor" in several.err
    assert "Sam Taylor" in several.err


def test_today_is_one_small_screen_with_promises_and_goals(type_in: Type) -> None:
    type_in("meetings", "add", "--with", "taylor", "--at", "today 8am")

    said = type_in("today")

    assert (said.code, said.err) == (0, "")
    lines = said.out.splitlines()
    assert len(lines) <= 24
    assert max(map(len, lines)) <= 80
    assert "school week" in lines[0]
    for wanted in (
        "Sam Okafor",
        "did it happen?",
        "Thanksgiving",
        "promise -2",
        "promise 0",
        "promise 3",
        "1 of 3 met",
    ):
        assert wanted in said.out
    assert "promise 20" not in said.out, "what is due in weeks is for another day"


def test_today_as_a_document_has_its_keys_and_the_promises_and_goals(type_in: Type) -> None:
    document = type_in("today", "--json").document

    assert list(document) == [
        *("school", "date", "meet_this_week", "met_or_planned_this_week", "pace", "coming_up", "did_it_happen"),
        *("commitments", "goals", "partners"),
    ]
    assert [one["text"] for one in document["commitments"]] == ["promise -2", "promise 0", "promise 3"]
    assert [one["text"] for one in document["goals"]] == ["start robotics"]


def test_today_never_has_more_than_24_lines(type_in: Type, staffed: Path) -> None:
    database.open_records(staffed)
    with history.intent("Fill", who="setup", at=NOW) as intent:
        ana = people.named("ana rivera").id
        for number in range(60):
            commitments.add(
                intent,
                text=f"more {number}",
                made_by=US,
                made_to=Side(SideKind.PERSON, ana),
                made_on=TODAY,
                due_on=TODAY,
            )
            goals.add(intent, person_id=ana, text=f"goal {number}", heard_on=TODAY, look_again_on=TODAY)
            meetings.add(
                intent,
                attendance=[meetings.Attendance(ana)],
                starts_at=NOW + timedelta(hours=number - 30),
                timezone=ZONE,
            )
    database.close_records()

    said = type_in("today")

    assert said.err == ""
    assert len(said.out.splitlines()) == 24
    assert said.out.count("· and ") == 3
