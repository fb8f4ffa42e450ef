"""Who has been reached this school year, and who has been left out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from partner_tui.insight.coverage import By, Coverage, Share, cover
from partner_tui.records.coverage_rows import CoverageFacts, StaffReach
from partner_tui.records.school_year import SchoolCalendar, Span

TODAY = date(2026, 11, 24)
YEAR = Span("2026–27", date(2026, 8, 24), date(2027, 6, 11))
THIS_YEAR = date(2026, 10, 6)
LAST_YEAR = date(2026, 3, 3)


def member(
    number: int,
    department: str | None = "Science",
    last_met: date | None = None,
    *,
    job_title: str = "Teacher",
    joined_on: date | None = date(2020, 8, 24),
) -> StaffReach:
    """A member of staff; whoever was met this year had 20 minutes."""
    met = last_met is not None and last_met >= YEAR.starts_on
    return StaffReach(
        number, f"uid-{number}", "staff", f"Given{number}", f"Family{number}", f"Given{number} Family{number}",
        job_title, department, joined_on, last_met, None, met, 20 if met else 0,
    )  # fmt: skip


def covered(*staff: StaffReach, paused: tuple[StaffReach, ...] = (), year: Span | None = YEAR) -> Coverage:
    return cover(CoverageFacts(staff, paused, (), SchoolCalendar(), TODAY, year, YEAR.starts_on, YEAR.ends_on, {}))


def team(department: str | None, met: int, total: int, start: int) -> list[StaffReach]:
    return [member(start + n, department, THIS_YEAR if n < met else None) for n in range(total)]


def test_who_was_never_met_at_all_comes_before_who_was_met_last_year() -> None:
    found = covered(member(1, last_met=LAST_YEAR), member(2, last_met=THIS_YEAR), member(3))

    assert [one.id for one in found.never] == [3, 1]
    assert [one.id for one in found.reached] == [2]
    assert (found.met, found.total) == (1, 3)
    assert found.sentence() == "1 of 3 met this school year; 2 not yet, 1 of them never"


def test_whoever_is_paused_is_named_but_not_counted() -> None:
    found = covered(member(1, last_met=THIS_YEAR), paused=(member(2),))

    assert (found.met, found.total) == (1, 1)
    assert [one.id for one in found.paused] == [2]
    assert found.sentence() == "The one person met this school year"


def test_a_person_of_no_department_has_a_row_of_their_own() -> None:
    shares = covered(member(1, None), member(2, "Arts", THIS_YEAR)).by(By.DEPARTMENT)

    assert [(share.group, share.met, share.total) for share in shares] == [(None, 0, 1), ("Arts", 1, 1)]
    assert shares[0].sentence(By.DEPARTMENT, Fraction(1, 2)).startswith("no department: 0 of 1 met")


def test_a_large_group_that_nobody_has_met_is_the_first_thing_read() -> None:
    staff = [*team("Arts", 0, 2, 100), *team("English", 3, 12, 200), *team("Cafeteria", 0, 10, 300)]

    shares = covered(*staff).by(By.DEPARTMENT)

    assert [share.group for share in shares] == ["Cafeteria", "Arts", "English"]
    assert shares[0].is_left_behind
    assert shares[0].sentence(By.DEPARTMENT, Fraction(1, 8)) == (
        "Cafeteria: nobody of 10 met yet; an even share would be about 1."
    )
    assert not shares[1].is_left_behind, "two people are too few to conclude anything from"


def test_a_small_group_is_read_with_care_and_gets_no_verdict() -> None:
    share = covered(*team("Library", 1, 4, 1)).by(By.DEPARTMENT)[0]

    assert share.is_small
    assert share.sentence(By.DEPARTMENT, Fraction(1, 2)) == (
        "Library: 1 of 4 met (25 %); an even share would be 2. A small group: read with care."
    )


def test_who_is_missing_from_a_group_is_always_known_by_name() -> None:
    shares = covered(*team("Arts", 2, 5, 1), *team(None, 0, 3, 50)).by(By.DEPARTMENT)

    assert {share.group: [one.id for one in share.missing] for share in shares} == {
        None: [50, 51, 52],
        "Arts": [3, 4, 5],
    }


def test_years_joined_stand_in_their_order_and_the_newest_first() -> None:
    staff = [
        member(1, joined_on=date(2019, 8, 1)),
        member(2, joined_on=None),
        member(3, joined_on=date(2026, 8, 24)),
        member(4, last_met=THIS_YEAR, joined_on=date(2021, 1, 7)),
    ]

    assert [share.group for share in covered(*staff).by(By.JOINED)] == ["2026", "2021", "2019", None]


def test_a_job_title_says_the_kind_of_staff() -> None:
    staff = [member(1, job_title="Cook"), member(2, job_title=""), member(3, job_title="Cook", last_met=THIS_YEAR)]

    shares = covered(*staff).by(By.KIND)

    assert [(share.group, share.met, share.total) for share in shares] == [(None, 0, 1), ("Cook", 1, 2)]


def test_without_a_school_year_all_that_ever_was_counts_and_no_year_is_claimed() -> None:
    staff = (replace(member(1, last_met=LAST_YEAR), met=True), member(2))

    assert covered(*staff, year=None).sentence() == "1 of 2 met; 1 never"


def test_a_school_without_staff_has_nobody_to_miss() -> None:
    found = covered()

    assert (found.met, found.total) == (0, 0)
    assert found.rate == Fraction(0)
    assert not found.never
    assert found.by(By.DEPARTMENT) == ()
    assert found.sentence() == "Nobody is in the rotation yet"


PEOPLE = st.builds(
    member,
    st.just(0),
    st.sampled_from([None, "Science", "Arts", "Cafeteria"]),
    st.sampled_from([None, LAST_YEAR, THIS_YEAR]),
    job_title=st.sampled_from(["", "Teacher", "Cook"]),
    joined_on=st.none() | st.dates(date(1980, 1, 1), TODAY),
)


@given(st.lists(PEOPLE, max_size=25), st.sampled_from(By))
def test_everybody_is_in_exactly_one_group_however_they_are_grouped(people: list[StaffReach], by: By) -> None:
    found = covered(*(replace(one, id=number) for number, one in enumerate(people)))
    shares: tuple[Share, ...] = found.by(by)

    assert sum(share.total for share in shares) == found.total
    assert sum(share.met for share in shares) == found.met
    assert sorted(one.id for share in shares for one in share.missing) == sorted(one.id for one in found.never)
    assert found.met + len(found.never) == found.total
    assert len({share.group for share in shares}) == len(shares)


def test_in_a_group_too_the_never_met_come_before_those_met_last_year() -> None:
    share = covered(member(1, last_met=LAST_YEAR), member(2)).by(By.DEPARTMENT)[0]

    assert [one.id for one in share.missing] == [2, 1]
