"""Who is suggested, in which order, and for which departments."""

from __future__ import annotations

import random
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from datetime import date
from math import ceil

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from partner_tui.insight.rotation import Candidate, rank, suggest
from tests.insight.school import DAY, MONDAY, NO_YEAR, TODAY, School, hold, names, person

SCHOOL = School()
EIGHT_DEPARTMENTS = {
    "Science": 20,
    "Math": 16,
    "English": 14,
    "Counseling": 10,
    "Cafeteria": 8,
    "Office": 5,
    "Library": 4,
    "Health": 3,
}


def eighty() -> list[Candidate]:
    departments = [d for d, size in EIGHT_DEPARTMENTS.items() for _ in range(size)]
    return [person(n, d) for n, d in enumerate(departments)]


DAYS = st.dates(date(2025, 6, 1), date(2027, 8, 1))
PAST = st.none() | st.dates(date(2025, 6, 1), TODAY)
STAFF = st.lists(
    st.builds(
        lambda department, joined_on, last_met, minutes, cancelled_on, planned_on, met: person(
            0,
            department,
            joined_on=joined_on,
            last_met=last_met,
            minutes=minutes,
            cancelled_on=cancelled_on,
            planned_on=planned_on,
            met_this_week=met and last_met is not None,
        ),
        st.sampled_from([None, "Science", "Math", "Cafeteria", "Library"]),
        st.none() | DAYS,
        PAST,
        st.integers(0, 200),
        st.none() | st.none() | DAYS,
        st.none() | st.none() | DAYS,
        st.booleans(),
    ),
    max_size=30,
).map(lambda people: [replace(p, id=n, uid=f"uid-{n}", name=f"P{n}") for n, p in enumerate(people)])


# The order


def test_each_rule_of_the_order_decides_where_those_before_it_are_silent() -> None:
    met = date(2026, 10, 5)
    staff = [
        person(1, name="cancelled on", last_met=TODAY - DAY, minutes=90, cancelled_on=date(2026, 11, 3)),
        person(2, name="new and never met", joined_on=date(2026, 11, 2)),
        person(3, name="newish and never met", joined_on=date(2026, 9, 1)),
        person(4, name="never met", joined_on=date(2011, 9, 1)),
        person(5, name="longest wait", last_met=date(2026, 9, 7), minutes=60),
        person(6, name="fewest minutes", last_met=met, minutes=15),
        person(7, name="newly joined", last_met=met, minutes=25, joined_on=date(2026, 9, 14)),
        person(8, name="long here", last_met=met, minutes=25, joined_on=date(2020, 9, 14)),
    ]
    assert [c.name for c in rank(reversed(staff), SCHOOL, TODAY)] == [c.name for c in staff]


def test_a_wait_is_counted_in_school_days_so_a_holiday_makes_nobody_wait_longer() -> None:
    before, during = date(2026, 12, 18), date(2026, 12, 30)
    staff = [
        person(1, name="met before the holidays", last_met=before, minutes=30),
        person(2, name="met in the holidays", last_met=during, minutes=20),
    ]
    assert rank(staff, SCHOOL, date(2027, 1, 12))[0].name == "met in the holidays"


def test_the_draw_is_the_same_all_week_and_another_the_week_after() -> None:
    staff = [person(n) for n in range(40)]
    monday = rank(staff, SCHOOL, MONDAY)
    assert rank(staff, SCHOOL, MONDAY + 6 * DAY) == monday
    assert rank(staff, SCHOOL, MONDAY + 7 * DAY) != monday


def test_the_draw_is_the_same_on_every_machine() -> None:
    assert [c.id for c in rank([person(n) for n in range(6)], SCHOOL, TODAY)] == [0, 4, 2, 3, 5, 1]


@given(STAFF, st.integers(0, 6), st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_the_order_of_the_records_does_not_matter(
    staff: list[Candidate], per_week: int, shuffler: random.Random
) -> None:
    shuffled = list(staff)
    shuffler.shuffle(shuffled)
    assert suggest(shuffled, SCHOOL, TODAY, per_week) == suggest(staff, SCHOOL, TODAY, per_week)


# The week


@given(STAFF, st.integers(0, 6), st.sampled_from([SCHOOL, NO_YEAR]))
@settings(max_examples=100, deadline=None)
def test_a_week_never_asks_too_much_twice_or_whom_it_has(staff: list[Candidate], per_week: int, school: School) -> None:
    rotation = suggest(staff, school, TODAY, per_week)
    asked = [s.candidate for s in rotation.suggestions]
    assert len(asked) == len({c.uid for c in asked}) <= max(0, per_week - len(rotation.this_week))
    assert not any(c.met_this_week or (c.planned_on is not None and c.planned_on >= TODAY) for c in asked)
    assert all(1 <= len(s.reasons) == len(set(s.reasons)) <= 3 for s in rotation.suggestions)
    order = rank(staff, school, TODAY)
    assert [c for c in order if c in asked] == asked
    assert 0 <= rotation.pace.reached <= rotation.pace.will_reach <= rotation.pace.total == len(staff)


def test_those_met_or_planned_this_week_count_and_are_not_asked_again() -> None:
    staff = [
        person(1, name="Priya", last_met=MONDAY, minutes=25, met_this_week=True),
        person(2, name="Mateo", planned_on=MONDAY + 3 * DAY),
        person(3, name="Noor", planned_on=MONDAY + 10 * DAY),
        *(person(n) for n in range(4, 20)),
    ]
    rotation = suggest(staff, SCHOOL, TODAY, 3)
    assert [c.name for c in rotation.this_week] == ["Priya", "Mateo"]
    assert len(rotation.suggestions) == 1
    assert "Noor" not in names(suggest(staff, SCHOOL, TODAY, 30))


def test_a_week_that_has_more_than_its_number_asks_nobody() -> None:
    staff = [person(n, last_met=MONDAY, met_this_week=True) for n in range(4)] + [person(9)]
    assert suggest(staff, SCHOOL, TODAY, 3).suggestions == ()


def test_someone_who_joins_after_this_week_is_waited_for() -> None:
    later = person(1, name="Lin", joined_on=MONDAY + 7 * DAY)
    thursday = person(2, name="Ada", joined_on=MONDAY + 3 * DAY)
    back_again = person(3, name="Bo", joined_on=date(2062, 9, 1), last_met=date(2026, 3, 2))
    rotation = suggest([later, thursday, back_again], SCHOOL, TODAY, 5)
    assert names(rotation) == ["Ada", "Bo"]
    assert rotation.not_yet_here == (later,)
    assert rotation.pace.total == 3


def test_never_met_go_before_the_share_of_a_department_that_was_met_in_other_years() -> None:
    staff = [person(n, "Science", last_met=date(2026, 3, 2)) for n in range(12)]
    staff += [person(n, "Math", name=f"new {n}") for n in range(20, 26)]
    assert all(name.startswith("new") for name in names(suggest(staff, SCHOOL, TODAY, 4)))


@pytest.mark.parametrize("today", [date(2026, 12, 24), date(2027, 7, 20), date(2026, 11, 29)])
def test_in_the_holidays_and_on_a_sunday_somebody_is_still_next(today: date) -> None:
    assert len(suggest(eighty(), SCHOOL, today, 3).suggestions) == 3


def test_an_empty_school_and_a_weekly_number_of_nothing_suggest_nobody() -> None:
    assert suggest([], SCHOOL, TODAY, 3).suggestions == ()
    assert suggest(eighty(), SCHOOL, TODAY, 0).suggestions == ()
    assert suggest(eighty(), SCHOOL, TODAY, -1).suggestions == ()


def test_when_all_were_met_the_longest_ago_is_next() -> None:
    staff = [person(n, "Science", last_met=date(2026, 9, 1) + n * DAY, minutes=25) for n in range(20)]
    assert [s.candidate.id for s in suggest(staff, SCHOOL, TODAY, 3).suggestions] == [0, 1, 2]


# Departments


def test_a_week_is_shared_by_largest_remainder() -> None:
    staff = [person(n, "Science") for n in range(30)] + [person(n, "Math") for n in range(30, 40)]
    assert Counter(s.candidate.department for s in suggest(staff, SCHOOL, TODAY, 4).suggestions) == {
        "Science": 3,
        "Math": 1,
    }


def test_the_department_that_was_passed_over_has_the_next_seat() -> None:
    staff = [person(n, "Science", last_met=date(2026, 9, 1) if n < 3 else None) for n in range(12)]
    staff += [person(n, "Math") for n in range(20, 28)]
    assert {s.candidate.department for s in suggest(staff, SCHOOL, TODAY, 1).suggestions} == {"Math"}


def test_a_week_takes_one_person_of_a_small_team_even_if_it_was_met_by_chance() -> None:
    library = [person(n, "Library") for n in range(5)]
    staff = [*library, *(person(n, "Science", last_met=date(2026, 9, 1), minutes=20) for n in range(10, 30))]
    asked = [s.candidate.department for s in suggest(staff, SCHOOL, TODAY, 4).suggestions]
    assert asked.count("Library") == 1
    staff[0] = replace(library[0], last_met=MONDAY, met_this_week=True)
    asked = [s.candidate.department for s in suggest(staff, SCHOOL, TODAY, 4).suggestions]
    assert asked.count("Library") == 0


def test_six_are_no_small_team_nor_is_a_staff_of_four_nor_are_those_without_a_department() -> None:
    others = [person(n, "Science", last_met=MONDAY - 7 * DAY) for n in range(10, 30)]
    six = [person(n, "Library") for n in range(6)]
    assert len([s for s in suggest([*six, *others], SCHOOL, TODAY, 6).suggestions if s.candidate.id < 6]) == 6
    staff = [person(n, "Staff") for n in range(4)]
    assert len(suggest(staff, SCHOOL, TODAY, 3).suggestions) == 3
    none = [person(n, None) for n in range(4)]
    assert len([s for s in suggest([*none, *others], SCHOOL, TODAY, 6).suggestions if s.candidate.id < 4]) == 4


def test_those_cancelled_on_come_first_whatever_their_department() -> None:
    staff = [person(n, "Library", last_met=TODAY - 2 * DAY, cancelled_on=TODAY - DAY) for n in range(3)]
    staff += [person(n, "Science") for n in range(10, 40)]
    assert {s.candidate.id for s in suggest(staff, SCHOOL, TODAY, 3).suggestions} == {0, 1, 2}


def test_after_each_week_of_the_year_every_department_has_about_its_share() -> None:
    staff, monday = eighty(), date(2026, 8, 31)
    had: Counter[str | None] = Counter()
    while had.total() < 80:
        rotation = suggest(staff, SCHOOL, monday, 3)
        had.update(s.candidate.department for s in rotation.suggestions)
        staff = hold(staff, rotation, monday + DAY)
        monday += 7 * DAY
        for department, size in EIGHT_DEPARTMENTS.items():
            assert abs(had[department] - had.total() * size / 80) < 1.5, (monday, department)
    # Twenty-seven weeks have 81 seats: the last one begins the second round.
    assert sum((had - Counter(EIGHT_DEPARTMENTS)).values()) == 1
    assert all(c.last_met is not None for c in staff)


# The promise


TWO_YEARS = School(
    years=((date(2026, 8, 31), date(2027, 6, 11)), (date(2027, 8, 30), date(2028, 6, 9))),
    closures=School().closures,
)


def longest_wait(staff: list[Candidate], per_week: int) -> int:
    """School weeks that anybody waits in two school years in which every suggested meeting is held."""
    since = {c.uid: 0 for c in staff}
    longest, monday = 0, date(2026, 8, 31)
    while monday < date(2028, 6, 9):
        if TWO_YEARS.school_days_between(monday - DAY, monday + 6 * DAY):
            since = {uid: weeks + 1 for uid, weeks in since.items()}
            longest = max(longest, *since.values())
            start = TWO_YEARS.year_start(monday)
            if start is not None and start >= monday:
                staff = [replace(c, minutes=0) for c in staff]
            rotation = suggest(staff, TWO_YEARS, monday, per_week)
            staff = hold(staff, rotation, monday + 2 * DAY)
            since.update({s.candidate.uid: 0 for s in rotation.suggestions})
        monday += 7 * DAY
    return longest


@given(
    st.lists(st.sampled_from(["A", "A", "A", "A", "B", "B", "C", "D", None]), min_size=1, max_size=30),
    st.integers(1, 6),
)
@settings(max_examples=25, deadline=None)
def test_nobody_waits_longer_than_a_round_and_two_weeks(departments: list[str | None], per_week: int) -> None:
    staff = [person(n, d) for n, d in enumerate(departments)]
    sizes = Counter(d for d in departments if d is not None)
    largest_small_team = max((n for n in sizes.values() if n <= 5), default=0)
    promise = max(ceil(len(staff) / per_week), largest_small_team) + 2
    assert longest_wait(staff, per_week) <= promise


def test_eighty_at_three_a_week_wait_twenty_nine_weeks_at_most() -> None:
    assert longest_wait(eighty(), 3) <= ceil(80 / 3) + 2


# What it is made of


def test_the_rotation_needs_no_screen() -> None:
    code = "import sys, partner_tui.insight.rotation; print(*sorted(sys.modules))"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert not {"textual", "rich"} & set(loaded)
