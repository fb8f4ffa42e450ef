"""School years, terms and closures by hand: what is proposed, what is refused, and what only is doubted."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partner_tui.errors import Ambiguous, FieldError, NotFound, PartnerError
from partner_tui.records import history, school_year, year_changes, year_plan, yearbook
from partner_tui.records.database import RecordsFile
from partner_tui.records.school_year import Span
from tests.conftest import NOW, WHO

FIRST, LAST = date(2026, 8, 17), date(2027, 6, 11)
NOVEMBER = date(2026, 11, 24)


@pytest.fixture
def year(records: RecordsFile) -> yearbook.YearRow:
    """Return a school year with two semesters."""
    with history.intent("Add", who=WHO, at=NOW) as running:
        terms = year_plan.cut(FIRST, LAST, 2)
        year_id = year_changes.add_year(running, name="2026–27", starts_on=FIRST, ends_on=LAST, terms=terms)
    return yearbook.year(year_id)


def test_a_school_without_a_year_is_offered_august_to_june() -> None:
    assert year_plan.next_year([], NOVEMBER) == Span("2026–27", FIRST, LAST)
    assert year_plan.next_year([], date(2027, 3, 1)) == Span("2026–27", FIRST, LAST)
    assert year_plan.next_year([], date(2027, 7, 1)).name == "2027–28"


def test_after_a_year_comes_the_next_one_on_the_same_weekdays() -> None:
    found = year_plan.next_year([Span("", FIRST, LAST)], NOVEMBER)
    assert found == Span("2027–28", date(2027, 8, 16), date(2028, 6, 9))
    assert (found.starts_on.weekday(), found.ends_on.weekday()) == (FIRST.weekday(), LAST.weekday())


def test_a_year_that_is_long_over_is_not_gone_on_from() -> None:
    assert year_plan.next_year([Span("", date(2019, 8, 19), date(2020, 6, 12))], NOVEMBER).name == "2026–27"


@given(
    first=st.dates(date(2000, 1, 1), date(2100, 1, 1)),
    length=st.integers(0, 366),
    parts=st.integers(1, 4),
)
def test_the_terms_of_a_year_leave_out_no_school_day_and_have_none_twice(first: date, length: int, parts: int) -> None:
    last = first + timedelta(days=length)
    terms = year_plan.cut(first, last, parts)
    if not terms:
        assert parts == 1 or length < 7 * parts
        return
    assert len(terms) == parts
    days = [first + timedelta(days=n) for n in range(length + 1)]
    for day in days:
        in_terms = sum(day in term for term in terms)
        assert in_terms == 1 if day.weekday() < 5 else in_terms <= 1


def test_a_year_comes_with_its_terms_and_its_days_count(year: yearbook.YearRow) -> None:
    assert [one.name for one in year.terms] == ["Semester 1", "Semester 2"]
    calendar = school_year.calendar()
    assert calendar.is_school_day(NOVEMBER)
    assert calendar.weeks_in_year(NOVEMBER) == 43


@pytest.mark.parametrize(
    ("name", "starts_on", "ends_on", "field", "said"),
    [
        ("Again", date(2027, 6, 1), date(2028, 5, 1), "starts_on", "It would overlap 2026–27"),
        ("Before", date(2026, 6, 1), FIRST, "ends_on", "It would overlap 2026–27"),
        ("2026–27", date(2027, 8, 16), date(2028, 6, 9), "name", "There is a 2026–27"),
        ("Backwards", date(2028, 6, 9), date(2027, 8, 16), "ends_on", "before it starts"),
        ("Long", date(2027, 8, 16), date(2037, 8, 16), "ends_on", "3,654 days"),
        ("", date(2027, 8, 16), date(2028, 6, 9), "name", "The name is empty"),
        ("Old", date(1820, 8, 16), date(1821, 6, 9), "starts_on", "The year 1820"),
    ],
)
def test_a_year_that_contradicts_itself_or_another_is_refused_in_words(
    year: yearbook.YearRow, name: str, starts_on: date, ends_on: date, field: str, said: str
) -> None:
    with pytest.raises(FieldError) as caught, history.intent("Add", who=WHO, at=NOW) as running:
        year_changes.add_year(running, name=name, starts_on=starts_on, ends_on=ends_on)
    assert caught.value.field == field
    assert said in caught.value.message
    assert yearbook.years() == [year]


@pytest.mark.parametrize(
    ("name", "starts_on", "ends_on", "said"),
    [
        ("Summer", date(2027, 6, 1), date(2027, 7, 1), "Thu 1 Jul 2027 is not in the school year"),
        ("Winter", date(2026, 12, 1), date(2027, 2, 1), "It would overlap Semester 1"),
        ("Semester 1", date(2026, 9, 1), date(2026, 9, 30), "has a Semester 1"),
        ("The same", FIRST, date(2027, 1, 8), "Semester 1 has the same days"),
    ],
)
def test_a_term_lies_in_its_year_and_crosses_no_other(
    year: yearbook.YearRow, name: str, starts_on: date, ends_on: date, said: str
) -> None:
    with pytest.raises(FieldError) as caught, history.intent("Add", who=WHO, at=NOW) as running:
        year_changes.add_term(running, year.id, name=name, starts_on=starts_on, ends_on=ends_on)
    assert said in caught.value.message


def test_a_quarter_in_a_semester_is_doubted_and_can_be_kept(year: yearbook.YearRow) -> None:
    quarter = FIRST, date(2026, 10, 23)
    assert year_changes.doubts_of_term(year.id, *quarter) == ["All of it is in Semester 1, so those days are in both."]
    with history.intent("Add", who=WHO, at=NOW) as running:
        year_changes.add_term(running, year.id, name="Quarter 1", starts_on=quarter[0], ends_on=quarter[1])
    assert [one.name for one in yearbook.year(year.id).terms] == ["Semester 1", "Quarter 1", "Semester 2"]


def test_a_year_cannot_shrink_away_from_its_terms(year: yearbook.YearRow) -> None:
    with pytest.raises(FieldError, match="Semester 2") as caught, history.intent("Edit", who=WHO, at=NOW) as running:
        year_changes.edit(running, year, year.version, ends_on=date(2027, 5, 1))
    assert caught.value.field == "ends_on"


def test_a_year_that_is_put_away_takes_its_terms_along_and_brings_them_back(year: yearbook.YearRow) -> None:
    with history.intent("Archive", who=WHO, at=NOW) as running:
        year_changes.put_away(running, year.terms[1])
    with history.intent("Archive", who=WHO, at=NOW + timedelta(minutes=1)) as running:
        year_changes.put_away(running, yearbook.year(year.id))
    assert (yearbook.years(), yearbook.terms()) == ([], [])
    assert school_year.calendar() == school_year.SchoolCalendar()
    [away] = yearbook.years(archived=True)
    with history.intent("Bring back", who=WHO, at=NOW) as running:
        year_changes.bring_back(running, away)
    assert [one.name for one in yearbook.terms()] == ["Semester 1"], "what was put away before stays so"


def test_a_year_does_not_come_back_where_another_has_its_days(year: yearbook.YearRow) -> None:
    with history.intent("Archive", who=WHO, at=NOW) as running:
        year_changes.put_away(running, year)
    with history.intent("Add", who=WHO, at=NOW) as running:
        year_changes.add_year(running, name="Another", starts_on=FIRST, ends_on=LAST)
    [away] = yearbook.years(archived=True)
    with pytest.raises(FieldError, match="overlap Another"), history.intent("Back", who=WHO, at=NOW) as running:
        year_changes.bring_back(running, away)
    with pytest.raises(PartnerError, match="put away, too"), history.intent("Back", who=WHO, at=NOW) as running:
        year_changes.bring_back(running, away.terms[0])


def test_what_is_odd_about_a_closure_is_said(year: yearbook.YearRow) -> None:
    assert year_changes.doubts_of_closure(NOVEMBER, NOVEMBER) == []
    assert "No school year" in year_changes.doubts_of_closure(date(2027, 7, 5), date(2027, 7, 9))[0]
    assert "weekend" in year_changes.doubts_of_closure(date(2026, 11, 28), date(2026, 11, 29))[0]
    assert "90 days" in year_changes.doubts_of_closure(FIRST, FIRST + timedelta(days=89))[0]
    with history.intent("Add", who=WHO, at=NOW) as running:
        closure_id = year_changes.add_closure(running, name="Staff day", starts_on=NOVEMBER, ends_on=NOVEMBER)
    assert "closed already: Staff day" in year_changes.doubts_of_closure(NOVEMBER, NOVEMBER)[0]
    assert year_changes.doubts_of_closure(NOVEMBER, NOVEMBER, but=closure_id) == []
    assert not school_year.calendar().is_school_day(NOVEMBER)


def test_where_no_year_is_known_no_closure_is_outside_of_them(records: RecordsFile) -> None:
    assert year_changes.doubts_of_closure(NOVEMBER, NOVEMBER) == []


def test_a_year_is_named_by_a_piece_its_first_day_or_its_uid(year: yearbook.YearRow) -> None:
    years = yearbook.years()
    for text in ("2026–27", "2026", "2026-08-17", year.uid, year.uid[:8]):
        assert yearbook.named(years, text, "school year") == year
    with pytest.raises(NotFound, match="no school year “1066”"):
        yearbook.named(years, "1066", "school year")
    with pytest.raises(Ambiguous) as caught:
        yearbook.named(yearbook.terms(), "semester", "term")
    assert len(caught.value.choices) == 2
