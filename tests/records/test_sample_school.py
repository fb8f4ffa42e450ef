"""The invented school that people try the program with."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from partner_tui.insight import rotation
from partner_tui.records import contact, database, groups, meetings, people, sample_school, school, school_year
from partner_tui.records.meetings import MeetingFilter, MeetingRow, MeetingStatus
from partner_tui.records.sample_year import DAY, year_from

ZONE = ZoneInfo("America/New_York")
TUESDAY = datetime(2026, 11, 24, 9, 0, tzinfo=ZONE)
MOMENTS = {
    "the first morning of school": datetime(2026, 8, 24, 7, 0, tzinfo=ZONE),
    "an afternoon after school": datetime(2026, 9, 22, 17, 30, tzinfo=ZONE),
    "Thanksgiving": datetime(2026, 11, 26, 12, 0, tzinfo=ZONE),
    "a Sunday": datetime(2027, 1, 10, 12, 0, tzinfo=ZONE),
    "a leap day": datetime(2028, 2, 29, 12, 0, tzinfo=ZONE),
    "the last evening of school": datetime(2027, 6, 11, 23, 0, tzinfo=ZONE),
    "the summer": datetime(2027, 7, 20, 12, 0, tzinfo=ZONE),
}
TABLES = (
    *("people", "organizations", "groups", "affiliations", "meetings", "participants"),
    *("school", "school_years", "terms", "closures"),
)


@pytest.fixture
def sample(tmp_path: Path) -> None:
    """Open the sample school that `demo` makes."""
    invent(tmp_path / "sample.db")


def invent(path: Path, now: datetime = TUESDAY, **sizes: int) -> None:
    database.close_records()
    database.create_records(path)
    sample_school.invent(now=now, progress=None, **sizes)


def everything() -> dict[str, list[tuple[Any, ...]]]:
    return {table: database.select(f"SELECT * FROM {table} ORDER BY id") for table in TABLES}


def diary() -> list[MeetingRow]:
    return list(meetings.rows(meetings.listing(MeetingFilter())).values())


def local(meeting: MeetingRow) -> datetime:
    return meeting.starts_at.astimezone(ZONE)


@pytest.mark.usefixtures("sample")
def test_the_sample_is_a_school_of_580_with_80_staff_and_300_meetings() -> None:
    kinds = dict(database.select("SELECT kind, count(*) FROM people GROUP BY kind"))
    assert sum(kinds.values()) == 580
    assert kinds["staff"] == 80
    assert min(kinds["student"], kinds["family"], kinds["community"]) > 0
    assert len(diary()) == 300
    assert school.settings().name == "Lincoln High School"
    assert school.settings().chats_per_week == 3


@pytest.mark.usefixtures("sample")
def test_this_week_suggests_ana_and_sam_and_has_met_priya() -> None:
    facts = contact.rotation_facts(TUESDAY, "")
    week = rotation.suggest(facts.staff, facts.calendar, facts.today, facts.per_week)
    assert [(one.candidate.name, one.reasons[0]) for one in week.suggestions] == [
        ("Ana Rivera", "never met"),
        ("Sam Okafor", "never met"),
    ]
    assert [one.name for one in week.this_week] == ["Priya Sharma"]


@pytest.mark.usefixtures("sample")
def test_about_a_third_of_the_staff_was_never_met_and_nobody_in_the_cafeteria() -> None:
    staff = contact.rotation_facts(TUESDAY, "").staff
    never = [one for one in staff if one.last_met is None]
    assert 0.25 < len(never) / len(staff) < 0.42
    assert all(one.last_met is None for one in staff if one.department == "Cafeteria")


@pytest.mark.usefixtures("sample")
def test_everybody_on_the_staff_has_one_department_and_a_title() -> None:
    staff = people.listing(people.PeopleFilter(kind=people.PersonKind.STAFF))
    departments = [row for row in groups.of_people(staff, TUESDAY.date()) if row.kind == "department"]
    assert len({row.person_id for row in departments}) == len(departments) == len(staff)
    assert all(row.job_title for row in people.rows(staff, TUESDAY).values())


@pytest.mark.usefixtures("sample")
def test_one_meeting_of_the_past_asks_whether_it_happened_and_one_is_planned_today() -> None:
    planned = [meeting for meeting in diary() if meeting.status is MeetingStatus.PLANNED]
    assert [meeting.title for meeting in planned if meeting.starts_at < TUESDAY] == ["Coffee with Noor Rahman"]
    later_today = [one.title for one in planned if one.starts_at > TUESDAY and local(one).date() == TUESDAY.date()]
    assert later_today == ["Coffee with Mateo García"]
    assert max(local(meeting) for meeting in planned) <= TUESDAY + timedelta(days=15)


@pytest.mark.usefixtures("sample")
def test_what_was_said_reads_like_a_log_and_every_outcome_occurs() -> None:
    log = diary()
    assert {meeting.status for meeting in log} == set(MeetingStatus)
    held = [meeting for meeting in log if meeting.status is MeetingStatus.HELD]
    assert all(meeting.summary and meeting.minutes >= 10 for meeting in held)
    assert len({meeting.summary for meeting in held}) > 150
    assert all(one.came for meeting in held for one in meeting.participants)


@pytest.mark.usefixtures("sample")
def test_nobody_who_was_cancelled_on_has_been_forgotten_since() -> None:
    assert [one.name for one in contact.rotation_facts(TUESDAY, "").staff if one.cancelled_on] == []


@pytest.mark.usefixtures("sample")
def test_nobody_is_met_before_they_were_hired() -> None:
    joined = dict(database.select("SELECT id, joined_on FROM people WHERE kind = 'staff'"))
    for meeting in diary():
        for one in meeting.participants:
            if one.person_id in joined:
                assert date.fromisoformat(joined[one.person_id]) <= local(meeting).date(), one.name


@pytest.mark.usefixtures("sample")
def test_addresses_and_numbers_belong_to_nobody() -> None:
    for table in ("people", "organizations"):
        for email, phone in database.select(f"SELECT email, phone FROM {table}"):
            assert email.endswith(".example"), email
            assert phone.startswith("555-01"), phone
            assert len(phone) == 8
    emails = [email for (email,) in database.select("SELECT email FROM people")]
    assert len(set(emails)) == len(emails)


@pytest.mark.usefixtures("sample")
def test_names_of_many_origins_are_found_as_people_type_them() -> None:
    for typed, name in (("zoe sorensen", "Zoë Sørensen"), ("dangelo petrov", "D'Angelo Petrov"), ("王小明", "王小明")):
        assert people.named(typed).name == name
    assert people.named("ana").name == "Ana Rivera"
    assert people.named("lukasz nowak").email == "lukasz.nowak@lincoln.example"


@pytest.mark.parametrize("now", MOMENTS.values(), ids=MOMENTS)
def test_on_any_day_the_meetings_are_on_school_days_in_working_hours(now: datetime, tmp_path: Path) -> None:
    invent(tmp_path / "sample.db", now, people=160, meetings=120)
    calendar, log = school_year.calendar(), diary()
    assert len(log) == 120
    for meeting in log:
        assert calendar.is_school_day(local(meeting).date()), meeting
        assert local(meeting).hour >= 8
        assert local(meeting) + timedelta(minutes=meeting.minutes) <= local(meeting).replace(hour=16, minute=0)
    settled = [meeting for meeting in log if meeting.status is not MeetingStatus.PLANNED]
    assert max(meeting.ends_at for meeting in settled) < now
    assert sum(one.status is MeetingStatus.PLANNED and one.starts_at < now for one in log) == 1


@pytest.mark.parametrize("now", MOMENTS.values(), ids=MOMENTS)
def test_on_any_day_no_two_planned_meetings_clash_and_somebody_is_to_be_met(now: datetime, tmp_path: Path) -> None:
    invent(tmp_path / "sample.db", now)
    for meeting in diary():
        if meeting.status is MeetingStatus.PLANNED:
            assert meetings.clashes(meeting.starts_at, meeting.minutes, besides=meeting.id) == []
    facts = contact.rotation_facts(now, "")
    assert rotation.suggest(facts.staff, facts.calendar, facts.today, facts.per_week).suggestions


@pytest.mark.parametrize(("number", "count"), [(0, 0), (0, 9), (1, 0), (1, 1), (2, 30), (14, 3), (40, 40)])
def test_a_small_sample_has_exactly_what_was_asked_for(number: int, count: int, tmp_path: Path) -> None:
    invent(tmp_path / "sample.db", people=number, meetings=count)
    assert len(people.listing(people.PeopleFilter())) == number
    assert len(diary()) == (count if number else 0)


def test_the_same_seed_makes_the_same_records_uids_included(tmp_path: Path) -> None:
    made = []
    for name, seed in (("one.db", 7), ("two.db", 7), ("three.db", 8)):
        invent(tmp_path / name, people=120, meetings=80, seed=seed)
        made.append(everything())
    assert made[0] == made[1]
    assert made[0]["people"] != made[2]["people"]
    assert made[0]["meetings"] != made[2]["meetings"]


def test_a_sample_made_in_parts_is_whole_and_says_how_far_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    invent(tmp_path / "whole.db", people=90, meetings=70)
    whole = {table: len(rows) for table, rows in everything().items()}
    monkeypatch.setattr(sample_school, "CHUNK", 40)
    database.close_records()
    opened = database.create_records(tmp_path / "parts.db")
    told: list[tuple[str, int, int]] = []
    sample_school.invent(
        now=TUESDAY, people=90, meetings=70, progress=lambda what, done, total: told.append((what, done, total))
    )
    assert told == [
        ("people", 40, 90),
        ("people", 80, 90),
        ("people", 90, 90),
        ("meetings", 40, 70),
        ("meetings", 70, 70),
    ]
    assert {table: len(rows) for table, rows in everything().items()} == whole
    assert opened.run("PRAGMA foreign_key_check").fetchall() == []
    assert opened.run("PRAGMA integrity_check").fetchall() == [("ok",)]


def test_the_years_of_the_sample_have_the_days_off_of_new_york() -> None:
    days = {(one.name, one.starts_on, one.ends_on) for one in year_from(2026).closures}
    assert days == {
        ("Labor Day", date(2026, 9, 7), date(2026, 9, 7)),
        ("Fall break", date(2026, 10, 12), date(2026, 10, 13)),
        ("Thanksgiving", date(2026, 11, 25), date(2026, 11, 27)),
        ("Winter break", date(2026, 12, 21), date(2027, 1, 3)),
        ("Martin Luther King Jr. Day", date(2027, 1, 18), date(2027, 1, 18)),
        ("Spring break", date(2027, 3, 22), date(2027, 3, 26)),
        ("Memorial Day", date(2027, 5, 31), date(2027, 5, 31)),
    }


@pytest.mark.parametrize("first", range(2019, 2050))
def test_no_year_has_school_on_christmas_or_new_year_and_each_has_two_terms(first: int) -> None:
    year = year_from(first)
    calendar = school_year.SchoolCalendar((year.span,), year.terms, year.closures)
    assert not calendar.is_school_day(date(first, 12, 25))
    assert not calendar.is_school_day(date(first + 1, 1, 1))
    assert len(year.terms) == 2
    count = calendar.school_days_between(year.span.starts_on - DAY, year.span.ends_on)
    assert 180 <= count <= 195
