"""What is said about why somebody is suggested."""

from __future__ import annotations

from datetime import date

import pytest

from partner_tui.insight.candidate import Candidate
from partner_tui.insight.reasons import in_words
from partner_tui.insight.rotation import suggest
from tests.insight.school import DAY, MONDAY, NO_YEAR, TODAY, School, person

SCHOOL = School()
MET = date(2026, 9, 8)


def said_of(who: Candidate, *others: Candidate, school: School = SCHOOL, today: date = TODAY) -> tuple[str, ...]:
    """The reasons for `who`, whom everybody is asked beside."""
    rotation = suggest([who, *others], school, today, 100)
    return next(s.reasons for s in rotation.suggestions if s.candidate == who)


def science(met: int, *, size: int) -> list[Candidate]:
    """The colleagues of number 0 in Science, `met` of whom were met this year."""
    return [person(n, "Science", last_met=MET if n <= met else None, minutes=30) for n in range(1, size)]


def test_a_person_hired_in_august_is_said_to_be_new() -> None:
    ana = person(0, "Science", joined_on=date(2026, 8, 17))
    assert said_of(ana, *science(1, size=8)) == (
        "never met",
        "joined in August",
        "Science has had one of eight",
    )


def test_a_department_that_nobody_was_met_of_is_named() -> None:
    sam = person(50, "Cafeteria", joined_on=date(2019, 1, 7))
    colleagues = [person(n, "Cafeteria") for n in range(51, 58)]
    assert said_of(sam, *colleagues) == (
        "never met",
        "joined in January 2019",
        "nobody from Cafeteria yet this year",
    )


def test_an_august_of_last_year_has_its_year() -> None:
    assert said_of(person(0, joined_on=date(2025, 8, 18))) == ("never met", "joined in August 2025")
    last_may = person(0, joined_on=date(2026, 5, 18))
    assert said_of(last_may) == ("never met", "joined in May 2026")
    a_year_ago = person(0, joined_on=date(2026, 6, 8))
    assert said_of(a_year_ago, today=date(2027, 6, 9)) == ("never met", "joined in June 2026")


def test_the_day_a_meeting_was_cancelled_comes_first() -> None:
    mateo = person(0, "Science", cancelled_on=date(2026, 11, 3), last_met=date(2026, 10, 6), minutes=10)
    assert said_of(mateo, *science(1, size=8)) == (
        "cancelled on 3 November",
        "last met 35 school days ago",
        "only 10 minutes this year",
    )
    assert said_of(person(1, cancelled_on=date(2025, 11, 3)))[0] == "cancelled on 3 November 2025"


def test_a_wait_is_told_in_school_days() -> None:
    assert said_of(person(0, last_met=TODAY - DAY, minutes=25)) == ("last met 1 school day ago",)
    friday = date(2026, 12, 18)
    assert said_of(person(0, last_met=friday), today=date(2026, 12, 28)) == ("last met on 18 December",)


def test_few_minutes_are_said_only_where_others_have_had_more() -> None:
    noor = person(0, last_met=MET, minutes=15)
    others = [person(n, last_met=MET, minutes=45) for n in range(1, 6)]
    assert said_of(noor, *others)[-1] == "only 15 minutes this year"
    assert said_of(others[0], noor, *others[1:]) == ("last met 55 school days ago",)


def test_a_person_who_starts_on_thursday_is_said_to() -> None:
    assert "joins on Thursday" in said_of(person(0, joined_on=MONDAY + 3 * DAY))


def test_no_department_is_no_department_and_one_person_is_not_said_to_be_left_out_of_themselves() -> None:
    assert said_of(person(0, None), person(1, None, last_met=MET)) == ("never met",)
    assert said_of(person(0, "Library")) == ("never met",)


def test_without_a_school_year_nothing_is_said_of_this_year() -> None:
    ana = person(0, "Science", joined_on=date(2026, 9, 1))
    colleagues = [person(n, "Science") for n in range(1, 8)]
    assert said_of(ana, *colleagues, school=NO_YEAR) == (
        "never met",
        "joined in September",
        "nobody from Science yet",
    )


@pytest.mark.parametrize(("number", "words"), [(1, "one"), (12, "twelve"), (13, "13"), (80, "80")])
def test_counts_are_words_up_to_twelve(number: int, words: str) -> None:
    assert in_words(number) == words
