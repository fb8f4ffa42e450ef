"""A line about a meeting that was planned settles that meeting, and adds no second."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from partner_tui import capture
from partner_tui.capture import Finding
from partner_tui.errors import StaleRecord
from partner_tui.records import (
    commitments,
    conversations,
    database,
    goals,
    history,
    meetings,
    organizations,
    people,
    planned,
    private_notes,
)
from partner_tui.records.database import RecordsFile
from partner_tui.records.meetings import Attendance, MeetingFilter, MeetingKind, MeetingRow, MeetingStatus
from partner_tui.records.naming import NameBook, NotLookedUp
from partner_tui.records.participants import Part
from partner_tui.records.planned import Plans, Wanted
from tests.conftest import NOW, WHO, ZONE

HERE = ZoneInfo(ZONE)
LOCAL = NOW.astimezone(HERE)
EVENING = LOCAL.replace(hour=18)


@pytest.fixture(autouse=True)
def _school(records: RecordsFile) -> None:
    with history.intent("Fill the school", who=WHO, at=NOW) as intent:
        for given, family in (("Ana", "Rivera"), ("Sam", "Okafor"), ("Mateo", "García"), ("Dana", "Wu")):
            people.add(intent, kind="staff", given_name=given, family_name=family)
        organizations.add(intent, name="Delgado & Daughters")


def plan(who: str, at: str, kind: MeetingKind = MeetingKind.COFFEE, *, hosts: str = "", **values: Any) -> int:
    """Plan a meeting with some people by their names, at a time of the school's clock."""
    names = {one.given_name: one.id for one in people.rows(people.listing(people.PeopleFilter()), LOCAL).values()}
    everyone = [Attendance(names[one]) for one in who.split()]
    everyone += [Attendance(names[one], Part.HOST) for one in hosts.split()]
    whole = {"place": "library", "summary": "Bring the list.", **values}
    with history.intent("Plan", who=WHO, at=NOW) as intent:
        starts_at = datetime.fromisoformat(at).replace(tzinfo=HERE)
        return meetings.add(intent, attendance=everyone, kind=kind, starts_at=starts_at, timezone=ZONE, **whole)


def find(line: str, *, now: datetime = LOCAL) -> Finding:
    draft = capture.parse(line, now=now, lookup=NameBook())
    return capture.found(draft, capture.conversation(draft, time(8), ZONE), planned.with_everyone)


def save(found: Finding, *, now: datetime = LOCAL) -> MeetingRow:
    with history.intent(found.made.deed, who=WHO, at=now) as intent:
        saved = conversations.save(intent, found.made, WHO)
    return meetings.get(saved.meeting_id)


def how_many() -> int:
    return len(meetings.listing(MeetingFilter()))


def clock(meeting: MeetingRow) -> str:
    return meeting.starts_at.astimezone(HERE).strftime("%d %H:%M")


def test_a_coffee_that_was_planned_is_settled_with_all_that_came_of_it() -> None:
    coffee = plan("Mateo", "2026-11-24T15:15")
    with history.intent("Note", who=WHO, at=NOW) as intent:
        private_notes.write(intent, coffee, WHO, "be kind")
    line = "mateo coffee today 35m likes it here. wants robotics #goal > send list fri ? how is the dog ! seems tired"
    found = find(line, now=EVENING)
    meeting = save(found, now=EVENING)

    assert found.remark == "Settles the coffee planned for today 15:15."
    assert (meeting.id, meeting.status, how_many()) == (coffee, MeetingStatus.HELD, 1)
    assert (clock(meeting), meeting.minutes, meeting.place) == ("24 15:15", 35, "library")
    assert meeting.summary == "Bring the list.\n\nlikes it here."
    assert private_notes.read(coffee, WHO) == "be kind\n\nseems tired"
    assert [one.came for one in meeting.participants] == [True]
    mateo = meeting.participants[0].person_id
    assert [one.meeting_id for one in goals.of_person(mateo)] == [coffee]
    [promise] = commitments.listing(commitments.CommitmentFilter(person_id=mateo))
    assert commitments.get(promise).meeting_id == coffee


def test_one_undo_makes_it_planned_again() -> None:
    before = meetings.get(plan("Mateo", "2026-11-24T15:15"))
    save(find("mateo coffee today 35m at gym likes it #goal ! tired", now=EVENING))
    [latest, *_] = history.recent(limit=1)
    history.undo(who=WHO, at=NOW)
    after = meetings.get(before.id)

    assert latest.name == "Log coffee with Mateo García"
    assert (after.status, after.minutes, after.place) == (MeetingStatus.PLANNED, before.minutes, before.place)
    assert (after.summary, after.participants) == (before.summary, before.participants)
    assert private_notes.read(before.id, WHO) == ""
    assert database.select("SELECT count(*) FROM goals WHERE archived_at IS NULL") == [(0,)]


def test_the_time_and_the_place_change_only_where_they_are_said() -> None:
    plan("Mateo", "2026-11-24T15:15", minutes=50)
    meeting = save(find("mateo coffee today 16:00 in the gym", now=EVENING))

    assert (clock(meeting), meeting.minutes, meeting.place, how_many()) == ("24 16:00", 50, "gym", 1)


def test_a_lunch_that_is_cancelled_or_missed_is_that_lunch() -> None:
    lunch = plan("Ana", "2026-11-24T12:00", MeetingKind.LUNCH)
    found = find("ana cancelled lunch today")
    meeting = save(found)

    assert found.remark == "Settles the lunch planned for today 12:00."
    assert found.made.deed == "Log cancelled lunch with Ana Rivera"
    assert (meeting.id, meeting.status, meeting.participants[0].came) == (lunch, MeetingStatus.CANCELLED, None)

    other = plan("Sam", "2026-11-23T12:00", MeetingKind.LUNCH)
    missed = save(find("sam missed lunch yesterday"))
    assert (missed.id, missed.status, missed.participants[0].came) == (other, MeetingStatus.MISSED, False)


def test_a_lunch_of_next_week_is_cancelled_too() -> None:
    lunch = plan("Ana", "2026-12-01T12:00", MeetingKind.LUNCH)

    assert save(find("ana cancelled lunch next tue")).id == lunch


def test_without_a_kind_it_is_whatever_was_planned() -> None:
    plan("Ana", "2026-11-23T12:00", MeetingKind.LUNCH)
    found = find("ana yesterday wants robotics #goal")

    assert found.sentence == (
        "Lunch with Ana Rivera, yesterday. Settles the lunch planned for yesterday 12:00. Goal: wants robotics."
    )
    assert save(found).kind is MeetingKind.LUNCH


def test_a_word_in_the_morning_is_not_the_coffee_of_the_afternoon() -> None:
    plan("Ana", "2026-11-24T15:15")
    found = find("ana wants robotics #goal")

    assert found.remark == "The coffee planned for today 15:15 stays planned."
    assert found.made.settles is None
    assert find("ana wants robotics #goal", now=EVENING).remark == "Settles the coffee planned for today 15:15."


def test_a_coffee_logged_before_its_time_keeps_it_and_says_so() -> None:
    plan("Mateo", "2026-11-24T15:15")
    found = find("mateo coffee today 20m")

    assert found.remark.startswith("Settles the coffee planned for today 15:15. That is still to come")
    assert clock(save(found)) == "24 15:15"


@pytest.mark.parametrize(
    "line",
    [
        "ana lunch today",  # another kind
        "ana coffee yesterday",  # another day
        "sam coffee today",  # somebody else
        "ana and sam coffee today",  # not all of them are in it
        "ana and @delgado coffee today",  # the organization is not
    ],
)
def test_what_is_about_another_meeting_adds_one(line: str) -> None:
    plan("Ana", "2026-11-24T15:15")
    found = find(line, now=EVENING)

    assert (found.made.settles, found.remark, found.doubts) == (None, "", ())


@pytest.mark.parametrize("status", [MeetingStatus.HELD, MeetingStatus.CANCELLED])
def test_what_is_settled_already_is_not_settled_again(status: MeetingStatus) -> None:
    plan("Ana", "2026-11-24T15:15", status=status)

    assert find("ana coffee today", now=EVENING).made.settles is None


def test_a_plan_in_the_archive_is_not_settled() -> None:
    meeting = meetings.get(plan("Ana", "2026-11-24T15:15"))
    with history.intent("Archive", who=WHO, at=NOW) as intent:
        intent.archive(meetings.Meeting, meeting.id, meeting.version)

    assert find("ana coffee today", now=EVENING).made.settles is None


def test_one_of_several_who_are_in_it_is_enough_and_all_are_named() -> None:
    plan("Ana Sam", "2026-11-24T15:15", hosts="Dana")
    found = find("sam coffee today", now=EVENING)

    assert found.remark == "Settles the coffee with Ana Rivera and Sam Okafor planned for today 15:15."
    assert found.made.deed == "Log coffee with Ana Rivera and Sam Okafor"
    assert {one.came for one in save(found).participants} == {True}


def test_a_call_with_an_organization_is_settled_by_its_name_alone() -> None:
    [delgado] = organizations.listing()
    with history.intent("Plan", who=WHO, at=NOW) as intent:
        starts_at = datetime(2026, 11, 23, 15, tzinfo=HERE)
        call = meetings.add(
            intent, attendance=[], organizations=[delgado], kind="call", starts_at=starts_at, timezone=ZONE
        )

    assert save(find("called @delgado yesterday < send dates")).id == call


def test_the_day_is_the_day_of_the_school() -> None:
    late = plan("Ana", "2026-11-23T23:30")

    assert save(find("ana coffee yesterday")).id == late


def test_of_two_the_one_nearest_to_the_time_is_meant() -> None:
    plan("Ana", "2026-11-24T10:00")
    second = plan("Ana", "2026-11-24T15:15")

    assert save(find("ana coffee today 15:00", now=EVENING)).id == second


def test_of_two_without_a_time_the_first_that_has_been_is_meant() -> None:
    first = plan("Ana", "2026-11-24T10:00")
    plan("Ana", "2026-11-24T15:15")

    assert find("ana coffee today", now=LOCAL.replace(hour=11)).remark == "Settles the coffee planned for today 10:00."
    assert save(find("ana coffee today", now=EVENING)).id == first


def test_of_two_that_are_still_to_come_neither_is_settled_unasked() -> None:
    plan("Ana", "2026-11-24T10:00")
    plan("Ana", "2026-11-24T15:15")
    found = find("ana cancelled coffee today")

    assert found.doubts == (
        "2 meetings with Ana Rivera are planned for today, 10:00 and 15:15; this would be one more. "
        "Write the time to say which it is.",
    )
    assert find("ana cancelled coffee today 15:15").remark == "Settles the coffee planned for today 15:15."


def test_a_second_plan_for_the_same_day_is_told() -> None:
    plan("Ana", "2026-11-30T15:15")

    assert find("plan coffee with ana mon 9:00").doubts == (
        "Coffee with Ana Rivera is planned for Mon 30 Nov 15:15 already.",
    )
    assert find("plan lunch with ana mon 12:00").doubts == ()
    assert find("plan coffee with ana and sam mon").doubts == ()
    assert find("plan coffee with ana tue").doubts == ()


def test_what_somebody_changed_meanwhile_is_not_settled() -> None:
    plan("Mateo", "2026-11-24T15:15")
    found = find("mateo coffee today", now=EVENING)
    save(find("mateo cancelled coffee today"))

    with pytest.raises(StaleRecord):
        save(found)
    assert [one.status for one in meetings.rows(meetings.listing(MeetingFilter())).values()] == ["cancelled"]


def test_what_is_planned_is_asked_for_once_however_often_a_line_is_read() -> None:
    plan("Ana", "2026-11-24T15:15")
    plans, wanted = Plans(), Wanted((1,), (), date(2026, 11, 24), HERE)

    with pytest.raises(NotLookedUp):
        plans.known(wanted)
    asked = plans.with_everyone(wanted)
    assert plans.known(wanted) is asked
    assert plans.with_everyone(wanted) is asked


def test_the_search_reads_the_plans_of_the_day_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[str, tuple[object, ...]]] = []
    select = database.select

    def noted(query: str, values: Any = ()) -> Any:
        asked.append((query, tuple(values)))
        return select(query, values)

    monkeypatch.setattr("partner_tui.records.database.select", noted)
    planned.with_everyone(Wanted((1, 2), (1,), date(2026, 11, 24), HERE))
    [(query, values)] = asked
    steps = " ".join(row[3] for row in select(f"EXPLAIN QUERY PLAN {query}", values))

    assert "SCAN" not in steps
    assert "status=? AND starts_at>? AND starts_at<?" in steps
