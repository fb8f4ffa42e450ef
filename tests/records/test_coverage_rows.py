"""Whom the school year has reached, out of the records."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from partner_tui.records import coverage_rows, groups, history, meetings, people, school_year
from partner_tui.records.coverage_rows import CoverageFacts, DayCount, StaffReach
from partner_tui.records.database import RecordsFile
from partner_tui.records.meetings import Attendance, MeetingStatus

from ..conftest import NOW, WHO, ZONE

NOW_HERE = NOW.astimezone(ZoneInfo(ZONE))
TODAY = NOW_HERE.date()


@pytest.fixture(autouse=True)
def _school_year(records: RecordsFile) -> None:
    """Every test here has last year and this one."""
    with history.intent("Set the years", who=WHO, at=NOW) as intent:
        school_year.add_year(intent, name="2025", starts_on=date(2025, 8, 25), ends_on=date(2026, 6, 12))
        school_year.add_year(intent, name="2026", starts_on=date(2026, 8, 24), ends_on=date(2027, 6, 11))


def add(given_name: str, department: str = "", **values: object) -> int:
    with history.intent(f"Add {given_name}", who=WHO, at=NOW) as intent:
        person_id = people.add(intent, kind="staff", given_name=given_name, **values)
        if department:
            groups.set_department(intent, person_id, department, date(2026, 8, 24))
    return person_id


def meet(
    person_id: int,
    at: datetime,
    status: MeetingStatus = MeetingStatus.HELD,
    came: bool | None = None,
    minutes: int = 20,
) -> int:
    with history.intent("A coffee", who=WHO, at=NOW) as intent:
        attendance = [Attendance(person_id, came=came)]
        return meetings.add(intent, attendance=attendance, starts_at=at, timezone=ZONE, status=status, minutes=minutes)


def facts(me: str = "", now: datetime = NOW_HERE) -> CoverageFacts:
    return coverage_rows.facts(now, me)


def row(person_id: int) -> StaffReach:
    return next(one for one in facts().staff if one.id == person_id)


def here(year: int, month: int, day: int, hour: int = 9) -> datetime:
    return datetime(year, month, day, hour, tzinfo=ZoneInfo(ZONE))


def test_a_held_meeting_of_this_year_counts_with_its_minutes() -> None:
    ana = add("Ana", "Science", job_title="Teacher", joined_on="2020-08-24")
    meet(ana, here(2026, 9, 1), minutes=25)
    meet(ana, here(2026, 10, 1), minutes=15)
    meet(ana, here(2026, 5, 1), minutes=60)

    found = row(ana)

    assert (found.met, found.minutes, found.last_met) == (True, 40, date(2026, 10, 1))
    assert (found.department, found.job_title, found.joined_on) == ("Science", "Teacher", date(2020, 8, 24))


def test_a_meeting_of_last_year_is_remembered_but_does_not_count() -> None:
    ana = add("Ana")
    meet(ana, here(2026, 6, 1))

    assert (row(ana).met, row(ana).minutes, row(ana).last_met) == (False, 0, date(2026, 6, 1))


@pytest.mark.parametrize("status", [MeetingStatus.MISSED, MeetingStatus.CANCELLED, MeetingStatus.PLANNED])
def test_only_a_meeting_that_was_held_counts(status: MeetingStatus) -> None:
    ana = add("Ana")
    meet(ana, here(2026, 10, 1), status)

    assert (row(ana).met, row(ana).last_met) == (False, None)


def test_who_did_not_come_was_not_met() -> None:
    ana = add("Ana")
    meet(ana, here(2026, 10, 1), came=False)

    assert not row(ana).met


def test_a_meeting_that_was_put_away_does_not_count() -> None:
    ana = add("Ana")
    meeting_id = meet(ana, here(2026, 10, 1))
    with history.intent("Archive", who=WHO, at=NOW) as intent:
        intent.archive(meetings.Meeting, meeting_id, 1)

    assert not row(ana).met
    assert facts().days == {}


def test_what_is_planned_next_is_known() -> None:
    ana = add("Ana")
    meet(ana, here(2026, 12, 3), MeetingStatus.PLANNED)
    meet(ana, here(2026, 12, 1), MeetingStatus.PLANNED)
    meet(ana, here(2026, 11, 2), MeetingStatus.PLANNED)

    assert row(ana).next_on == date(2026, 12, 1)


def test_paused_and_out_of_the_rotation_stand_apart_and_archived_people_nowhere() -> None:
    add("Ana")
    sam = add("Sam", paused_until=TODAY + timedelta(days=1))
    back = add("Back", paused_until=TODAY)
    out = add("Out", in_rotation=False)
    gone = add("Gone")
    with history.intent("Archive", who=WHO, at=NOW) as intent:
        intent.archive(people.Person, gone, 1)

    found = facts()

    assert [one.given_name for one in found.staff] == ["Ana", "Back"]
    assert back in {one.id for one in found.staff}, "a pause that ends today is over"
    assert [one.id for one in found.paused] == [sam]
    assert [one.id for one in found.out_of_rotation] == [out]


def test_students_are_no_staff_and_nobody_is_to_meet_themselves() -> None:
    add("Ana")
    add("Dana", email="dana@lincoln.example")
    with history.intent("Add Mateo", who=WHO, at=NOW) as intent:
        people.add(intent, kind="student", given_name="Mateo")

    assert [one.given_name for one in facts(me="DANA@lincoln.example").staff] == ["Ana"]


def test_every_day_of_the_year_has_its_meetings_in_the_zone_of_the_school() -> None:
    ana = add("Ana")
    late = here(2026, 11, 3, hour=23)  # the next day in UTC
    meet(ana, late)
    meet(ana, here(2026, 11, 3))
    meet(ana, here(2026, 11, 4), MeetingStatus.CANCELLED)
    meet(ana, here(2026, 12, 1), MeetingStatus.PLANNED)
    meet(ana, here(2026, 6, 1))

    found = facts()

    assert found.days == {date(2026, 11, 3): DayCount(2, 0), date(2026, 12, 1): DayCount(0, 1)}
    assert (found.first, found.last) == (date(2026, 8, 24), date(2027, 6, 11))


def test_in_summer_the_year_that_is_over_still_counts() -> None:
    ana = add("Ana")
    meet(ana, here(2027, 5, 4))

    found = facts(now=here(2027, 7, 1))

    assert found.year is not None
    assert found.year.name == "2026"
    assert found.staff[0].met


def test_before_any_school_year_all_that_ever_was_counts() -> None:
    ana = add("Ana")
    meet(ana, here(2024, 5, 7))

    found = facts(now=here(2024, 6, 3))

    assert found.year is None
    assert found.staff[0].met
    assert found.days == {date(2024, 5, 7): DayCount(1, 0)}
    assert found.last == date(2024, 6, 9), "the week of today is there to its end"
