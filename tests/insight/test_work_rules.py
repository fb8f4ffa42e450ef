"""The rules of work: each worked case of the law, and what a school's own rules add to it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from partner_tui.dates.shifts import DAY, Worked, read_worked
from partner_tui.insight.work_rules import Advice, Ground, Level, WorkedShift, advice, age_on, profile_of
from partner_tui.records.placements import RuleProgram
from partner_tui.records.school_year import SchoolCalendar, Span
from partner_tui.records.work_rule_sets import Limit, Profile, Rule, RuleSet, When, labor_day

ZONE = ZoneInfo("America/New_York")
YEAR = Span("2026", date(2026, 8, 31), date(2027, 6, 11))
LAST_YEAR = Span("2025", date(2025, 9, 2), date(2026, 6, 12))
BREAK = Span("Thanksgiving", date(2026, 11, 22), date(2026, 11, 28))
LABOR_DAY = Span("Labor Day", date(2026, 9, 7), date(2026, 9, 7))
CALENDAR = SchoolCalendar((LAST_YEAR, YEAR), (), (LABOR_DAY, BREAK))
SCHOOL_HOURS = RuleSet("Ours", "bell times", (), (8 * 60, 15 * 60))
GROUND = Ground(CALENDAR, ZONE, (SCHOOL_HOURS,))

TUESDAY = date(2026, 11, 17)
FIFTEEN = date(2011, 3, 1)
"""A birth date that makes somebody 15 in the whole school year until March."""


def shift(day: date, said: str, **values: Any) -> WorkedShift:
    worked = read_worked(said, day, ZONE)
    assert worked is not None
    return WorkedShift(day, worked, **values)


def say(*shifts: WorkedShift, born: date | None = FIFTEEN, ground: Ground = GROUND) -> list[Advice]:
    days = [one.worked_on for one in shifts]
    return advice(born, shifts, ground, min(days), max(days) + timedelta(days=1))


def warned(*shifts: WorkedShift, born: date | None = FIFTEEN, ground: Ground = GROUND) -> list[tuple[date, str]]:
    return [(one.day, one.rule) for one in say(*shifts, born=born, ground=ground) if one.level is Level.WARNING]


def test_three_hours_after_school_are_fine_and_a_quarter_more_is_said_with_the_law() -> None:
    assert say(shift(TUESDAY, "15:30-18:30")) == []
    (line,) = say(shift(TUESDAY, "15:30-18:45"))
    assert line.citation == "29 CFR 570.35(a)(5)"
    assert line.sentence == "At 15 at most 3 h on a school day; Tue 17 Nov 2026 has 3 h 15 min."


def test_fridays_are_school_days() -> None:
    assert warned(shift(date(2026, 11, 20), "3:15")) == [(date(2026, 11, 20), "hours_in_a_day")]


@pytest.mark.parametrize(
    ("day", "said", "late"),
    [
        (date(2026, 5, 30), "16:00-19:00", False),
        (date(2026, 5, 31), "16:00-19:00", False),
        (date(2026, 5, 31), "16:00-19:01", True),
        (date(2026, 6, 1), "17:00-19:01", False),
        (date(2026, 6, 20), "17:00-21:01", True),
        (date(2026, 9, 7), "17:30-20:30", False),
        (date(2026, 9, 8), "17:30-20:30", True),
    ],
)
def test_the_evening_ends_at_seven_and_in_summer_until_labor_day_at_nine(day: date, said: str, late: bool) -> None:
    born = date(2011, 1, 1)
    assert warned(shift(day, said), born=born) == ([(day, "not_after")] if late else [])


def test_nobody_of_fifteen_works_before_seven() -> None:
    saturday = date(2026, 11, 21)
    assert warned(shift(saturday, "06:59-09:00")) == [(saturday, "not_before")]
    assert warned(shift(saturday, "07:00-09:00")) == []


def test_nineteen_hours_are_too_many_in_a_week_with_school_and_few_in_one_without() -> None:
    monday = date(2026, 11, 16)
    school = [shift(monday + timedelta(days=away), "3") for away in range(5)]
    assert warned(*school, shift(date(2026, 11, 21), "3")) == []
    lines = say(*school, shift(date(2026, 11, 21), "4"))
    (line,) = [one for one in lines if one.level is Level.WARNING]
    assert (line.day, line.citation) == (date(2026, 11, 21), "29 CFR 570.35(a)(3)")
    assert line.sentence == "At 15 at most 18 h in a week with school; this one has 19 h."

    free = [shift(date(2026, 11, 22) + timedelta(days=away), "8") for away in range(5)]
    assert warned(*free) == []
    friday = date(2026, 11, 27)
    assert warned(*free, shift(friday, "0:01")) == [(friday, "hours_in_a_week")]


def test_a_week_is_from_sunday_to_saturday_and_one_school_day_makes_it_one_with_school() -> None:
    sunday, monday = date(2026, 9, 6), date(2026, 9, 7)
    week = [shift(sunday, "8"), shift(monday, "8"), shift(date(2026, 9, 12), "3")]
    assert warned(*week) == [(date(2026, 9, 12), "hours_in_a_week")]
    assert warned(shift(date(2026, 9, 5), "8"), shift(sunday, "8"), shift(monday, "8")) == []


def test_labor_day_is_the_first_monday_of_september() -> None:
    assert [labor_day(year).day for year in (2024, 2025, 2026, 2027, 2028)] == [2, 1, 7, 6, 4]


def test_who_turns_sixteen_on_wednesday_is_checked_on_tuesday_and_not_on_thursday() -> None:
    born = date(2010, 11, 18)
    week = [shift(TUESDAY + timedelta(days=away), "4") for away in range(3)]
    assert warned(*week, born=born) == [(TUESDAY, "hours_in_a_day")]


def test_at_sixteen_and_from_eighteen_on_there_is_no_limit_of_hours() -> None:
    night = shift(TUESDAY, "18:00-03:00")
    assert say(night, born=date(2009, 1, 1)) == say(night, born=date(2000, 1, 1)) == []


def test_under_fourteen_nobody_is_employed() -> None:
    (line,) = say(shift(TUESDAY, "16:00-17:00"), born=date(2013, 11, 17) + timedelta(days=1))
    assert (line.rule, line.citation) == ("no_work", "29 CFR 570.119")


def test_a_shift_over_midnight_is_divided_there() -> None:
    friday, saturday = date(2026, 11, 20), date(2026, 11, 21)
    lines = say(shift(friday, "22:00-01:00"))
    assert [(one.day, one.rule) for one in lines] == [(friday, "not_after"), (saturday, "not_before")]
    night = shift(friday, "17:00-02:00")
    assert (friday, "hours_in_a_day") in warned(night)
    assert (saturday, "hours_in_a_day") not in warned(night)


def test_the_hour_that_clocks_skip_was_not_worked() -> None:
    spring = date(2026, 3, 7)
    assert read_worked("20:00-05:00", spring, ZONE) == Worked(8 * 60, 20 * 60)
    lines = [one for one in say(shift(spring, "20:00-05:00"), born=date(2011, 1, 1)) if one.rule == "hours_in_a_day"]
    assert lines == []


def test_work_in_school_hours_is_said_where_the_school_says_when_they_are() -> None:
    assert warned(shift(TUESDAY, "14:59-16:00")) == [(TUESDAY, "not_in_school_hours")]
    assert warned(shift(date(2026, 11, 24), "10:00-12:00")) == []
    (line,) = say(shift(TUESDAY, "14:59-16:00"), ground=Ground(CALENDAR, ZONE))
    assert line.level is Level.NOTE
    assert "school_hours" in line.sentence


def test_a_career_exploration_program_may_be_in_school_and_twenty_three_hours_a_week() -> None:
    program = {"program": RuleProgram.WECEP}
    week = [shift(date(2026, 11, 16) + timedelta(days=away), "10:00-13:00", **program) for away in range(5)]
    assert warned(*week, shift(date(2026, 11, 21), "8", **program)) == []
    lines = say(*week, shift(date(2026, 11, 21), "8", **program), shift(date(2026, 11, 15), "1", **program))
    assert [one.citation for one in lines if one.rule == "hours_in_a_week"] == ["29 CFR 570.36"]


def test_a_work_study_program_has_one_day_a_week_in_school_hours_and_two_in_one_of_four_weeks() -> None:
    begun = date(2026, 10, 5)

    def days(*away: int) -> list[WorkedShift]:
        worked = [begun + timedelta(days=one) for one in away]
        return [shift(day, "8", program=RuleProgram.WSP, cycle_from=begun) for day in worked]

    assert warned(*days(0, 7, 14, 16, 21)) == []
    assert warned(*days(0, 7, 9, 14, 16, 21)) == [(begun + timedelta(days=16), "school_hours_in_four_weeks")]
    assert warned(*days(0, 7, 14, 21, 23, 28, 30)) == []
    three = warned(*days(0, 2, 4))
    assert (begun + timedelta(days=4), "school_hours_in_four_weeks") in three
    long = shift(begun, "15:00-18:30", program=RuleProgram.WSP, cycle_from=begun)
    assert warned(long) == [(begun, "hours_in_a_day_outside_school")]


def test_what_could_not_be_checked_is_said_and_is_no_warning() -> None:
    (line,) = say(shift(TUESDAY, "3"))
    assert (line.level, line.rule) == (Level.NOTE, "no_start")
    (line,) = say(shift(TUESDAY, "9"), born=None)
    assert (line.level, line.rule) == (Level.NOTE, "birth_date")
    (line,) = say(shift(TUESDAY, "16:00-17:00", program=RuleProgram.STUDENT_LEARNER))
    assert line.citation == "29 CFR 570.50(c)"


def test_all_rules_that_are_passed_are_shown_and_the_strictest_first() -> None:
    who = frozenset({Profile.STANDARD_14_15, Profile.AGE_16_17})
    own = RuleSet(
        "New Jersey",
        "N.J.S.A. 34:2-21",
        (
            Rule(Limit.DAY, who, "state, day", 2 * 60, When.SCHOOL_DAY),
            Rule(Limit.NOT_AFTER, who, "state, night", 18 * 60, When.BEFORE_SCHOOL_DAY),
            Rule(Limit.DAYS, who, "state, days", 6),
        ),
    )
    ground = Ground(CALENDAR, ZONE, (own, SCHOOL_HOURS))
    lines = say(shift(TUESDAY, "15:30-19:30"), ground=ground)
    assert [one.citation for one in lines] == [
        "state, day",
        "29 CFR 570.35(a)(5)",
        "state, night",
        "29 CFR 570.35(a)(6)",
    ]
    lines = say(shift(TUESDAY, "15:30-19:30"), ground=ground, born=date(2009, 1, 1))
    assert [one.citation for one in lines] == ["state, day", "state, night"]
    every_day = [shift(date(2026, 11, 15) + timedelta(days=away), "15:30-16:00") for away in range(7)]
    assert warned(*every_day, ground=ground) == [(date(2026, 11, 21), "days_in_a_week")]


@pytest.mark.parametrize(("day", "age"), [(date(2026, 2, 28), 13), (date(2026, 3, 1), 14), (date(2028, 2, 29), 16)])
def test_who_was_born_on_29_february_is_a_year_older_on_1_march(day: date, age: int) -> None:
    assert age_on(date(2012, 2, 29), day) == age


@settings(max_examples=150, deadline=None)
@given(
    day=st.dates(date(2026, 1, 1), date(2027, 12, 31)),
    start=st.one_of(st.none(), st.integers(0, DAY - 1)),
    minutes=st.integers(1, DAY),
    born=st.dates(date(2008, 1, 1), date(2015, 1, 1)),
    program=st.sampled_from(list(RuleProgram)),
)
def test_any_shift_has_its_advice_on_the_days_it_lies_on(
    day: date, start: int | None, minutes: int, born: date, program: RuleProgram
) -> None:
    one = WorkedShift(day, Worked(minutes, start), program)
    for line in advice(born, [one], GROUND, day - timedelta(days=2), day + timedelta(days=2)):
        assert line.day in {day, day + timedelta(days=1)}
        assert line.sentence.endswith(".")
        assert line.citation or line.level is Level.NOTE
    if profile_of(age_on(born, day), program) is Profile.STANDARD_14_15 and minutes > 8 * 60 and start is None:
        assert any(line.rule == "hours_in_a_day" for line in advice(born, [one], GROUND, day, day))
