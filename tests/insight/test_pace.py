"""Whether the weekly number reaches everyone, and who would be left."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from partner_tui.insight.candidate import Candidate
from partner_tui.insight.pace import Pace
from partner_tui.insight.rotation import rank, suggest
from tests.insight.school import DAY, NO_YEAR, TODAY, School, hold, person

SCHOOL = School()
MET = date(2026, 9, 8)
IN_MAY = date(2027, 5, 26)


def staff(size: int, *, met: int = 0) -> list[Candidate]:
    return [person(n, last_met=MET if n < met else None, minutes=25 if n < met else 0) for n in range(size)]


def pace_of(people: list[Candidate], per_week: int, today: date = TODAY, school: School = SCHOOL) -> Pace:
    return suggest(people, school, today, per_week).pace


def test_a_pace_that_is_too_slow_says_how_many_it_leaves_and_whom() -> None:
    people = staff(80, met=4)
    pace = pace_of(people, 2)
    assert (pace.weeks_left, pace.reached, pace.will_reach) == (27, 4, 58)
    assert pace.sentence() == "at this pace 58 of 80 by June; 22 would be left"
    assert pace.left_over == tuple(c for c in rank(people, SCHOOL, TODAY) if c.last_met is None)[-22:]


def test_a_pace_that_is_fast_enough_reaches_all() -> None:
    assert pace_of(staff(80), 3).sentence() == "at this pace all 80 by June"
    assert pace_of(staff(1), 3).sentence() == "at this pace the one person by June"
    assert pace_of(staff(80, met=80), 3).sentence() == "all 80 met this year"


def test_what_this_week_has_already_is_not_counted_again() -> None:
    people = staff(80)
    before = pace_of(people, 2).will_reach
    held = [replace(c, last_met=TODAY, met_this_week=True) if c.id < 2 else c for c in people]
    assert pace_of(held, 2).will_reach == before
    booked = [replace(c, planned_on=TODAY + 14 * DAY) if c.id < 2 else c for c in people]
    assert pace_of(booked, 2).will_reach == before
    busy = [replace(c, last_met=TODAY, met_this_week=True) if c.id < 5 else c for c in people]
    assert pace_of(busy, 2).will_reach == before + 3


def test_a_meeting_owed_to_someone_met_already_takes_a_seat() -> None:
    people = staff(80, met=1)
    owed = [replace(people[0], cancelled_on=TODAY - DAY), *people[1:]]
    assert pace_of(owed, 2).will_reach == pace_of(people, 2).will_reach - 1


def test_a_meeting_planned_after_the_year_does_not_count_for_it() -> None:
    people = [*staff(40), person(90, planned_on=date(2027, 9, 6))]
    assert 90 in {c.id for c in pace_of(people, 1, IN_MAY).left_over}


def test_a_small_team_gives_one_person_a_week() -> None:
    people = [person(n, "Library") for n in range(5)]
    people += [person(n, "Science", last_met=MET, minutes=25) for n in range(10, 30)]
    pace = pace_of(people, 6, IN_MAY)
    assert (pace.weeks_left, pace.will_reach, len(pace.left_over)) == (3, 23, 2)


def test_on_a_saturday_the_week_has_nothing_left_to_give() -> None:
    friday = date(2027, 6, 4)
    assert pace_of(staff(80), 3, friday).will_reach == 6
    assert pace_of(staff(80), 3, friday + DAY).will_reach == 3


def test_after_the_last_school_day_it_says_who_is_left() -> None:
    closed = School(closures=frozenset(date(2027, 6, 7) + n * DAY for n in range(5)))
    pace = pace_of(staff(10, met=9), 3, date(2027, 6, 8), closed)
    assert pace.sentence() == "9 of 10 met; the school year is over and 1 is left"
    assert [c.id for c in pace.left_over] == [9]


def test_without_a_school_year_nothing_is_foretold() -> None:
    pace = pace_of(staff(10, met=4), 3, school=NO_YEAR)
    assert pace.weeks_left is None
    assert pace.left_over == ()
    assert pace.sentence() == "4 of 10 met; no school year covers today, so no pace to show"
    assert pace_of(staff(3, met=3), 3, school=NO_YEAR).sentence() == "all 3 met"


def test_a_weekly_number_of_nothing_and_an_empty_rotation_are_said_plainly() -> None:
    assert pace_of(staff(10, met=4), 0).sentence() == "4 of 10 by June: the weekly number is 0; 6 would be left"
    assert pace_of([], 3).sentence() == "nobody is in the rotation yet"


@given(
    st.lists(st.sampled_from(["A", "A", "A", "B", "C", None]), min_size=1, max_size=40),
    st.integers(1, 6),
    st.integers(0, 12),
)
@settings(max_examples=25, deadline=None)
def test_what_is_foretold_is_what_comes_about(departments: list[str | None], per_week: int, weeks: int) -> None:
    people = [person(n, d) for n, d in enumerate(departments)]
    monday = date(2027, 6, 7) - weeks * 7 * DAY
    foretold = pace_of(people, per_week, monday)
    while monday < date(2027, 6, 12):
        people = hold(people, suggest(people, SCHOOL, monday, per_week), monday + DAY)
        monday += 7 * DAY
    assert sum(c.last_met is not None for c in people) == foretold.will_reach
