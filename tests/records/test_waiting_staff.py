"""The staff counted by the database, beside the same staff read one by one: nobody is suggested otherwise."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from partner_tui.insight import coverage, rotation
from partner_tui.insight.coverage import By, Gap, least_met_first
from partner_tui.records import (
    checkup,
    contact,
    contact_index,
    coverage_rows,
    database,
    groups,
    history,
    meetings,
    missing_staff,
    people,
    school_year,
    staff_index,
)
from partner_tui.records.groups import Affiliation
from partner_tui.records.history import Intent
from partner_tui.records.meetings import Attendance, MeetingStatus
from partner_tui.records.missing_staff import Missing
from partner_tui.records.participants import Part
from partner_tui.records.people import Person
from partner_tui.records.waiting_staff import WaitingStaff, left_out
from tests.conftest import NOW, WHO, ZONE

HERE = NOW.astimezone(ZoneInfo(ZONE))
TODAY = HERE.date()
DEPARTMENTS = ("Science", "Library", "Library", "Office", "Arts")
"""Two of the same name, as when two schools are in one file."""


def somebody(intent: Intent, rng: Random, number: int, departments: list[int]) -> int:
    joined = rng.choice([None, date(2019, 8, 12), TODAY - timedelta(days=rng.randrange(100)), TODAY, date(2027, 1, 4)])
    person_id = people.add(
        intent,
        kind=rng.choice(["staff"] * 9 + ["student"]),
        given_name=f"Person {number}",
        email=f"p{number}@school.example",
        joined_on=joined,
        in_rotation=rng.random() > 0.1,
        paused_until=rng.choice([None] * 8 + [TODAY, TODAY + timedelta(days=1)]),
    )
    for group_id in rng.sample(departments, rng.choice([0, 1, 1, 1, 1, 2])):
        affiliation = groups.join(intent, person_id, group_id)
        if rng.random() < 0.2:
            groups.leave(intent, affiliation, TODAY + timedelta(days=rng.choice([-1, 0, 1])))
        if rng.random() < 0.1:
            intent.archive(Affiliation, affiliation, Affiliation.get_by_id(affiliation).version)
    return person_id


def meeting(intent: Intent, rng: Random, everyone: list[int], ever: int) -> None:
    status = rng.choice([*[MeetingStatus.HELD] * 6, MeetingStatus.CANCELLED, MeetingStatus.MISSED])
    days = rng.choice([-1, -rng.randrange(1, ever), -rng.randrange(1, ever)])
    if rng.random() < 0.1:
        status, days = MeetingStatus.PLANNED, rng.randrange(-3, 30)
    who = [
        Attendance(one, rng.choice(list(Part)), rng.choice([None, True, False]) if status == "held" else None)
        for one in rng.sample(everyone, min(len(everyone), rng.choice([1, 1, 2])))
    ]
    # Around midnight in UTC it is another day at the school.
    at = NOW + timedelta(days=days, hours=rng.choice([-14, 0, 6, 12]))
    values: dict[str, Any] = {"starts_at": at, "timezone": ZONE, "minutes": rng.choice([10, 25, 60]), "status": status}
    meetings.add(intent, attendance=who, **values)


def a_school(path: Path, seed: int) -> None:
    """Make a school of a random size and past: one that has met nobody, some, or everybody more than once."""
    rng = Random(seed)
    database.open_records(path)
    with history.intent("Invent", who=WHO, at=NOW) as intent:
        departments = [groups.add(intent, kind="department", name=name) for name in DEPARTMENTS]
        if rng.random() < 0.8:
            school_year.add_year(intent, name="26/27", starts_on=date(2026, 8, 24), ends_on=date(2027, 6, 11))
        if rng.random() < 0.5:
            school_year.add_closure(intent, name="Fall", starts_on=date(2026, 10, 12), ends_on=date(2026, 10, 16))
        everyone = [somebody(intent, rng, number, departments) for number in range(rng.choice([1, 6, 25, 40]))]
        for _ in range(len(everyone) * rng.choice([0, 1, 4])):
            meeting(intent, rng, everyone, rng.choice([5, 60, 500]))
        for person_id in rng.sample(everyone, len(everyone) // 12):
            intent.archive(Person, person_id, people.get(person_id).version)


def invented(school_file: Path, folder: Path, seed: int) -> None:
    """Open an invented school in a file of its own."""
    path = folder / "copy.db"
    database.close_records()
    for left in folder.glob("copy.db*"):
        left.unlink()
    shutil.copyfile(school_file, path)
    a_school(path, seed)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(seed=st.integers(0, 10**6))
def test_whoever_is_read_only_where_needed_is_suggested_as_if_all_had_been_read(
    school_file: Path, tmp_path: Path, seed: int
) -> None:
    invented(school_file, tmp_path, seed)
    assert staff_index.is_true(database.current())
    me = Random(seed).choice(["", "p0@school.example", "P1@SCHOOL.example", "nobody"])
    facts, staff = contact.rotation_facts(HERE, me), WaitingStaff(HERE, me)
    for per_week in (0, 1, 3, 8, 50):
        plain = rotation.suggest(facts.staff, facts.calendar, facts.today, per_week)
        quick = rotation.suggest_from(staff, staff.calendar, staff.today, per_week)
        assert quick == replace(plain, pace=replace(plain.pace, left_over=()))
        assert quick.pace.sentence() == plain.pace.sentence()
    apart = left_out(HERE, me)
    assert {reason: set(getattr(apart, reason)) for reason in apart.__slots__} == {
        reason: set(getattr(facts.left_out, reason)) for reason in apart.__slots__
    }
    assert staff.left_out == apart.total


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(seed=st.integers(0, 10**6), most=st.integers(1, 6))
def test_the_first_of_those_who_are_missing_are_the_first_of_all_who_are(
    school_file: Path, tmp_path: Path, seed: int, most: int
) -> None:
    invented(school_file, tmp_path, seed)
    shares = coverage.cover(coverage_rows.facts(HERE, "p1@school.example")).by(By.DEPARTMENT)
    found = missing_staff.missing(HERE, "p1@school.example", most)
    counted = [Gap(one.department, one.met, one.total, one.first) for one in found]
    assert least_met_first(counted) == [
        Gap(one.group, one.met, one.total, tuple(Missing(who.id, who.name) for who in one.missing[:most]))
        for one in shares
    ]


STEPS = st.lists(
    st.sampled_from(["join", "second", "end", "leave", "kind", "student", "staff", "pause", "archive", "restore"])
    | st.sampled_from(["meet", "undo", "redo"]),
    max_size=10,
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(steps=STEPS)
def test_whatever_becomes_of_a_person_the_index_says_the_same(records: database.RecordsFile, steps: list[str]) -> None:
    with history.intent("Begin", who=WHO, at=NOW) as intent:
        ana = people.add(intent, kind="staff", given_name="Ana")
        science, arts = (groups.add(intent, kind="department", name=name) for name in ("Science", "Arts"))
        belongs = groups.join(intent, ana, science)
    for step in steps:
        if step in {"undo", "redo"}:
            {"undo": history.undo, "redo": history.redo}[step](who=WHO, at=NOW)
        elif Person.get_or_none(Person.id == ana) is not None:
            with history.intent(step, who=WHO, at=NOW) as intent:
                _do(intent, step, ana, (science, arts), belongs)
        assert staff_index.is_true(records)


def _do(intent: Intent, step: str, ana: int, departments: tuple[int, int], belongs: int) -> None:
    person = people.get(ana)
    affiliation = Affiliation.get_by_id(belongs)
    if step in {"join", "second"}:
        groups.join(intent, ana, departments[step == "second"])
    elif step == "end":
        groups.leave(intent, belongs, TODAY)
    elif step == "leave" and affiliation.archived_at is None:
        intent.archive(Affiliation, belongs, affiliation.version)
    elif step == "kind":
        group = groups.get(departments[0])
        groups.edit(intent, group.id, group.version, kind="club" if group.kind == "department" else "department")
    elif step in {"student", "staff"}:
        people.edit(intent, ana, person.version, kind=step)
    elif step == "pause":
        people.edit(intent, ana, person.version, paused_until=TODAY, in_rotation=not person.in_rotation)
    elif step in {"archive", "restore"} and (person.archived_at is None) is (step == "archive"):
        getattr(intent, step)(Person, ana, person.version)
    elif step == "meet":
        held: dict[str, Any] = {"starts_at": NOW, "timezone": ZONE, "status": MeetingStatus.HELD}
        meetings.add(intent, attendance=[Attendance(ana)], **held)


def test_an_index_of_staff_that_lies_is_made_anew(records: database.RecordsFile) -> None:
    with history.intent("Add", who=WHO, at=NOW) as intent:
        people.add(intent, kind="staff", given_name="Ana")
    records.run("UPDATE staff_index SET held = '2026-01-01T00:00:00Z'")
    assert any("who met whom" in finding.message for finding in checkup.examine(records.path, at=NOW))
    checkup.mend_search()
    assert staff_index.is_true(records)


@pytest.mark.parametrize("missing", ["staff_index", "contact_index"])
def test_a_file_without_one_of_the_tables_gets_it_back(records: database.RecordsFile, missing: str) -> None:
    with history.intent("Add", who=WHO, at=NOW) as intent:
        ana = people.add(intent, kind="staff", given_name="Ana")
        held: dict[str, Any] = {"starts_at": NOW, "timezone": ZONE, "status": MeetingStatus.HELD}
        meetings.add(intent, attendance=[Attendance(ana)], **held)
    records.run(f"DROP TABLE {missing}")
    checkup.mend_search()
    assert contact_index.is_true(records)
    (suggested,) = rotation.suggest_from(WaitingStaff(HERE, ""), school_year.calendar(), TODAY, 3).this_week
    assert suggested.last_met == TODAY
