"""A goal is heard on a day, belongs to a year, comes back when it is to be looked at again, and ends with a day."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from partner_tui.errors import DatabaseError, FieldError, NotFound
from partner_tui.records import goals, history, meetings, people, school_year
from partner_tui.records.connection import RecordsFile
from partner_tui.records.goals import Goal, GoalFilter, GoalStatus
from tests.conftest import NOW, WHO, ZONE

TODAY = NOW.date()


@pytest.fixture
def ana(records: RecordsFile) -> int:
    with history.intent("Add Ana", who=WHO, at=NOW) as intent:
        return people.add(intent, kind="staff", given_name="Ana", family_name="Rivera")


def hear(person: int, text: str = "start robotics", **values: Any) -> int:
    with history.intent("Hear a goal", who=WHO, at=NOW) as intent:
        return goals.add(intent, person_id=person, text=text, **{"heard_on": TODAY} | values)


def settle(goal: int, status: GoalStatus, on: date | None = TODAY) -> None:
    with history.intent("Settle", who=WHO, at=NOW) as intent:
        goals.settle(intent, goal, goals.get(goal).version, status, on)


def add_years() -> list[int]:
    with history.intent("Years", who=WHO, at=NOW) as intent:
        return [
            school_year.add_year(
                intent, name=f"{year}-{year + 1}", starts_on=date(year, 8, 20), ends_on=date(year + 1, 6, 10)
            )
            for year in (2025, 2026)
        ]


def test_a_goal_says_whose_it_is_and_in_which_talk_it_was_heard(ana: int) -> None:
    with history.intent("Log coffee", who=WHO, at=NOW) as intent:
        coffee = meetings.add(intent, attendance=[meetings.Attendance(ana)], starts_at=NOW, timezone=ZONE)
    row = goals.get(hear(ana, meeting_id=coffee, look_again_on=date(2027, 1, 8)))
    assert (row.person, row.person_uid) == ("Ana Rivera", people.get(ana).uid)
    assert row.meeting_uid == meetings.get(coffee).uid
    assert (row.text, row.heard_on, row.look_again_on) == ("start robotics", TODAY, date(2027, 1, 8))
    assert (row.status, row.settled_on, row.school_year) == (GoalStatus.OPEN, None, "")
    assert list(goals.listing(GoalFilter(meeting_id=coffee))) == [row.id]


def test_a_goal_belongs_to_the_year_it_is_heard_in_or_to_the_one_that_comes(ana: int) -> None:
    last, this = add_years()
    for day, year in (
        (date(2026, 3, 1), last),
        (date(2026, 7, 15), this),
        (date(2026, 9, 1), this),
        (date(2027, 6, 11), None),
    ):
        assert goals.get(hear(ana, heard_on=day)).school_year_id == year
    assert goals.get(hear(ana, school_year_id=last)).school_year == "2025-2026"
    assert goals.get(hear(ana, school_year_id=None)).school_year_id is None
    assert len(goals.listing(GoalFilter(person_id=ana, school_year_id=last))) == 2


def test_a_person_sees_open_goals_first_and_the_one_to_look_at_soonest_on_top(ana: int) -> None:
    with history.intent("Add Sam", who=WHO, at=NOW) as intent:
        sam = people.add(intent, kind="staff", given_name="Sam")
    reached = hear(ana, "learn names", look_again_on=TODAY)
    settle(reached, GoalStatus.REACHED)
    for text, look_again_on in (("some day", None), ("in May", date(2027, 5, 1)), ("in March", date(2027, 3, 1))):
        hear(ana, text, look_again_on=look_again_on)
    hear(sam, "not hers")
    assert [row.text for row in goals.of_person(ana)] == ["in March", "in May", "some day", "learn names"]


def test_goals_come_back_on_their_day_until_they_end(ana: int) -> None:
    yesterday = TODAY - timedelta(days=1)
    today = hear(ana, "today", look_again_on=TODAY)
    waiting = hear(ana, "waiting", heard_on=yesterday, look_again_on=yesterday)
    hear(ana, "later", look_again_on=TODAY + timedelta(days=1))
    hear(ana, "some day")
    assert list(goals.to_look_at(TODAY)) == [waiting, today]
    settle(waiting, GoalStatus.LET_GO)
    assert list(goals.to_look_at(TODAY)) == [today]
    settle(waiting, GoalStatus.OPEN)
    assert list(goals.to_look_at(TODAY)) == [waiting, today]
    assert goals.get(waiting).settled_on is None


def test_nobody_is_reminded_of_the_goals_of_somebody_who_was_put_away(ana: int) -> None:
    goal = hear(ana, look_again_on=TODAY)
    with history.intent("Archive Ana", who=WHO, at=NOW) as intent:
        intent.archive(people.Person, ana, people.get(ana).version)
    assert list(goals.to_look_at(TODAY)) == []
    assert list(goals.listing(GoalFilter(person_id=ana))) == [goal]
    history.undo(who=WHO, at=NOW)
    assert list(goals.to_look_at(TODAY)) == [goal]


def test_days_out_of_order_are_refused_in_words(ana: int) -> None:
    before = TODAY - timedelta(days=1)
    goal = hear(ana)
    for field, call in (
        ("look_again_on", lambda: hear(ana, look_again_on=before)),
        ("settled_on", lambda: settle(goal, GoalStatus.REACHED, before)),
        ("settled_on", lambda: settle(goal, GoalStatus.REACHED, None)),
        ("heard_on", lambda: hear(ana, heard_on=date(1820, 1, 1))),
        ("heard_on", lambda: hear(ana, heard_on=None)),
        ("text", lambda: hear(ana, " ")),
    ):
        with pytest.raises(FieldError) as raised:
            call()
        assert raised.value.field == field
        assert raised.value.hint
    assert goals.get(goal).status is GoalStatus.OPEN


@pytest.mark.parametrize(
    "columns", [{"look_again_on": "2026-11-23"}, {"status": "reached"}, {"settled_on": "2026-11-24"}]
)
def test_the_records_themselves_refuse_what_cannot_be(ana: int, columns: dict[str, str]) -> None:
    with pytest.raises(DatabaseError, match="refuse"), history.intent("I", who=WHO, at=NOW) as intent:
        intent.insert(Goal, person_id=ana, text="it", heard_on=TODAY, **columns)


def test_a_goal_is_found_by_any_of_its_words_and_one_undo_takes_it_back(ana: int) -> None:
    goal = hear(ana, "Start a café for families")
    assert list(goals.listing(GoalFilter(text="cafe fam"))) == [goal]
    with history.intent("Edit", who=WHO, at=NOW) as intent:
        assert goals.edit(intent, goal, 1, text="Start a library")
    assert not goals.listing(GoalFilter(text="cafe"))
    history.undo(who=WHO, at=NOW)
    assert goals.get(goal).text == "Start a café for families"
    history.undo(who=WHO, at=NOW)
    with pytest.raises(NotFound):
        goals.get(goal)
