"""The report on partners says what they did, and tells nobody apart."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from partner_tui.insight.partner_report import PartnerReport, Reach, report
from partner_tui.records.partner_report_rows import (
    GivenFacts,
    GroupFacts,
    PartnerFacts,
    PartnerReportFacts,
    Placed,
    PromiseFacts,
)
from partner_tui.records.school_year import Span

TODAY = date(2026, 11, 24)
YEAR = Span("2026–27", date(2026, 8, 31), date(2027, 6, 11))


def placed(partner: int, count: int, *, grade: str = "11", first: int = 0, kind: str = "job") -> list[Placed]:
    """A number of students with a partner, an hour each; `first` is the id of the first of them."""
    return [Placed(first + number, grade, partner, kind, 60) for number in range(count)]


def made(
    there: Sequence[Placed], sectors: Sequence[str] = ("Finance", "Finance", "Law"), **others: Any
) -> PartnerReport:
    facts: dict[str, Any] = {
        "school": "Lincoln",
        "span": YEAR,
        "today": TODAY,
        "smallest": 10,
        "placed": there,
        "partners": {
            at: PartnerFacts(f"uid-{at}", f"Partner {at}", "business", sector) for at, sector in enumerate(sectors)
        },
        "students": {"11": 200},
        "groups": [],
        "promises": [],
        "given": [],
        "stages": {"active": 2, "ended": 1},
    }
    return report(PartnerReportFacts(**(facts | others)))


def reach(reaches: Sequence[Reach], name: str) -> Reach:
    return next(one for one in reaches if one.name == name)


def test_the_first_sentence_has_the_numbers() -> None:
    found = made([*placed(0, 30), *placed(2, 30, first=20)])
    assert found.sentences[0] == (
        "In 2026–27 so far (Mon 31 Aug 2026 to Tue 24 Nov 2026), 50 students worked or learned with 2 partners: "
        "60 placements and 60 approved hours. 2 of 3 partners are active today."
    )


def test_a_student_with_two_partners_counts_once_in_all() -> None:
    found = made([*placed(0, 20), *placed(1, 20)])
    assert [one.students.value for one in found.partners] == [20, 20]
    assert [one.students.value for one in found.sectors] == [20]
    assert found.students.value == 20
    assert found.placements.value == 40


def test_of_a_partner_with_a_few_students_neither_placements_nor_hours_are_said() -> None:
    found = made([*placed(0, 30), *placed(1, 4, first=100), *placed(2, 40, first=200)])
    few = found.partners[-1]
    assert (few.name, few.students.text, few.placements.text, few.hours.text) == ("Partner 1", "<10", "–", "–")
    assert all(figure.value is None for figure in (few.students, few.placements, few.hours))
    other = next(one for one in found.partners if one.name == "Partner 0")
    assert other.students.text == "not shown"


def test_where_all_are_a_few_only_that_is_said() -> None:
    found = made(placed(0, 7), groups=[GroupFacts("Chess", 40, 3), GroupFacts("", 160, 4)])
    assert "<10 students were placed with partners: too few to say more of them." in found.sentences[0]
    assert found.placements.value is None
    assert not [one for one in (*found.partners, *found.sectors, *found.kinds) if one.students.value is not None]
    assert not [one for one in (*found.grades, *found.groups) if one.placed.value]


def test_a_year_without_placements_says_so() -> None:
    found = made([])
    assert "no student was placed with a partner" in found.sentences[0]
    assert not found.partners


def test_the_grade_and_the_club_that_nobody_was_placed_from_are_named_in_words() -> None:
    students = {"9": 100, "10": 100, "11": 100}
    groups = [GroupFacts("Chess", 30, 0), GroupFacts("Garden", 20, 20), GroupFacts("", 250, 40)]
    found = made([*placed(0, 30), *placed(2, 30, grade="10", first=50)], students=students, groups=groups)
    assert "Nobody was placed yet from Chess (30 students)." in found.sentences
    assert "Nobody was placed yet from grade 9 (100 students)." in found.sentences
    assert found.groups[0].name == "Chess"
    nine = reach(found.grades, "grade 9")
    assert (nine.placed.text, nine.rate, nine.fair, nine.word) == ("0", "0 %", "20", "nobody yet")


def test_a_grade_with_less_than_its_share_is_named_though_its_count_is_hidden() -> None:
    there = [*placed(0, 60), *placed(2, 4, grade="9", first=100), *placed(1, 40, grade="10", first=200)]
    found = made(there, students={"9": 200, "10": 200, "11": 200})
    assert reach(found.grades, "grade 9").word == "less than its share"
    assert "Grade 9 had less than its share: <10 were placed where 35 would be fair." in found.sentences


def test_a_group_of_a_few_students_is_not_looked_into() -> None:
    groups = [GroupFacts("Chess", 6, 2), GroupFacts("Drama", 60, 30), GroupFacts("", 140, 20)]
    found = made(placed(0, 52), groups=groups)
    chess = reach(found.groups, "Chess")
    assert (chess.students.text, chess.placed.text, chess.rate, chess.fair) == ("<10", "–", "", "")
    assert sum(one.placed.value is None for one in found.groups) >= 2


def test_who_of_a_grade_did_what_tells_of_no_few_either() -> None:
    there = [
        *placed(0, 30, kind="shadowing"),
        *placed(0, 3, kind="job"),
        *placed(2, 25, grade="12", first=100, kind="job"),
        *placed(2, 25, grade="12", first=200, kind="shadowing"),
    ]
    found = made(there, students={"11": 100, "12": 100})
    assert [one.name for one in found.kinds] == ["shadowing", "jobs"]
    texts = {one.name: [figure.text for figure in one.students] for one in found.crossed}
    assert texts == {"grade 11": ["not shown", "<10"], "grade 12": ["not shown", "not shown"]}


def test_of_a_year_that_is_over_it_says_which_grades_it_means() -> None:
    over = Span("2025–26", date(2025, 8, 25), date(2026, 6, 12))
    found = made(placed(0, 30), span=over)
    assert found.sentences[0].startswith("In 2025–26 (Mon 25 Aug 2025 to Fri 12 Jun 2026), 30 students")
    assert "are active today" not in found.sentences[0]
    assert found.notes[-1] == "These days are over: the grades of the students are those of today."


def test_students_without_a_grade_have_a_line_of_their_own() -> None:
    found = made(placed(0, 20, grade=""), students={"": 30, "11": 100})
    assert reach(found.grades, "not recorded").placed.value == 20


def test_promises_on_both_sides_and_what_was_given_are_said_in_words() -> None:
    promises = [PromiseFacts(False, 5, 1, 0, 0), PromiseFacts(True, 3, 0, 1, 1)]
    given = [
        GivenFacts(False, "Funds", "money", Decimal("1250.5"), 1),
        GivenFacts(False, "Mentoring", "hours", Decimal(40), 2),
    ]
    found = made(placed(0, 20), promises=promises, given=given)
    assert "Of the promises that fell due, we kept 3 of 5 in time and partners kept 4 of 5 in time." in found.sentences
    assert "Partners gave $1,250.50 (funds) and 40 hours (mentoring)." in found.sentences


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(0, 5), st.integers(0, 60), st.sampled_from(["9", "10", ""]), st.sampled_from("jp")),
        max_size=80,
    )
)
def test_no_count_of_one_to_nine_students_is_anywhere_in_it(rows: list[tuple[int, int, str, str]]) -> None:
    there = [Placed(student, grade, partner, kind, 60) for partner, student, grade, kind in rows]
    found = made(there, ("A", "A", "B", "C", "C", ""), students={"9": 61, "10": 61, "": 61})
    counts = [found.students, *(one.students for one in (*found.partners, *found.sectors, *found.kinds))]
    counts += [one.placed for one in found.grades]
    assert not [figure for figure in counts if figure.value is not None and 0 < figure.value < 10]
    assert not [figure for figure in counts if figure.text.isdecimal() and 0 < int(figure.text) < 10]
