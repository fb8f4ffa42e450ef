"""Hours are entered on days of the placement, never overlap, and say who approved or declined them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from partner_tui.errors import FieldError, NotFound
from partner_tui.records import history, hours
from partner_tui.records.connection import RecordsFile
from partner_tui.records.hours import HoursFilter, HoursState, HoursTotal, Shift
from tests.conftest import NOW, WHO
from tests.placed import SEPTEMBER, TODAY, opening, partner, place, student

MONDAY = date(2026, 11, 23)


@pytest.fixture
def mateo(records: RecordsFile) -> int:
    return place(opening(partner()), student())


def work(placement: int, day: date = MONDAY, minutes: int = 180, starts: int | None = None, note: str = "") -> int:
    with history.intent("Log hours", who=WHO, at=NOW) as intent:
        return hours.add(intent, placement, day, minutes, starts, note)


def edit(one: int, **values: Any) -> bool:
    with history.intent("Edit hours", who=WHO, at=NOW) as intent:
        return hours.edit(intent, one, hours.get(one).version, **values)


def approve(*ids: int, by: str = "Dana", on: date = TODAY) -> int:
    with history.intent("Approve", who=WHO, at=NOW) as intent:
        return hours.approve(intent, ids, by, on)


def decline(*ids: int, why: str = "nobody was there", by: str = "Dana") -> int:
    with history.intent("Decline", who=WHO, at=NOW) as intent:
        return hours.decline(intent, ids, by, TODAY, why)


def test_hours_say_who_worked_where_and_wait_for_approval(mateo: int) -> None:
    row = hours.get(work(mateo, minutes=195, starts=930, note="front desk"))
    assert (row.student, row.organization, row.opening) == ("Mateo García", "Harbor Clinic", "Front desk")
    assert (row.worked_on, row.minutes, row.starts_minute, row.note) == (MONDAY, 195, 930, "front desk")
    assert (row.state, row.settled_on, row.settled_by) == (HoursState.SUBMITTED, None, "")


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (SEPTEMBER - timedelta(days=1), "Mateo García at Harbor Clinic begins on Tue 1 Sep 2026"),
        (date(2026, 12, 1), "Tue 1 Dec 2026 is still to come"),
    ],
)
def test_a_day_on_which_nothing_can_have_been_worked_is_refused_with_who_and_where(
    mateo: int, day: date, said: str
) -> None:
    with pytest.raises(FieldError) as refusal:
        work(mateo, day)
    assert refusal.value.field == "worked_on"
    assert said in refusal.value.message
    assert not hours.listing(HoursFilter())


def test_a_placement_that_ended_early_takes_no_hours_after_the_day_it_really_ended(records: RecordsFile) -> None:
    ended = {"status": "ended_early", "settled_on": date(2026, 11, 1), "ends_on": date(2027, 6, 1)}
    placement = place(opening(partner()), student(), **ended)
    work(placement, date(2026, 11, 1))
    with pytest.raises(FieldError, match="ended on Sun 1 Nov 2026"):
        work(placement, date(2026, 11, 2))


@pytest.mark.parametrize("minutes", [25 * 60, 0, -5])
def test_a_length_that_no_day_has_is_refused(mateo: int, minutes: int) -> None:
    with pytest.raises(FieldError, match="cannot be what Mateo García worked"):
        work(mateo, minutes=minutes)


def test_more_than_a_day_is_refused_over_all_placements_of_a_student(records: RecordsFile) -> None:
    mateo, bakery = student(), opening(partner("First Street Bakery"))
    clinic = place(opening(partner()), mateo)
    work(clinic, minutes=20 * 60)
    with pytest.raises(FieldError, match=r"has 20 h on Mon 23 Nov 2026 already; .* 25 h in a day"):
        work(place(bakery, mateo), minutes=5 * 60)
    work(place(bakery, student("Ana", "Rivera")), minutes=5 * 60)


def test_what_a_night_leaves_on_the_next_day_counts_there(mateo: int) -> None:
    work(mateo, MONDAY - timedelta(days=1), minutes=6 * 60, starts=22 * 60)
    work(mateo, MONDAY, minutes=20 * 60)
    with pytest.raises(FieldError, match="24 h 1 min in a day"):
        work(mateo, MONDAY, minutes=1)


def test_shifts_that_overlap_are_refused_wherever_they_were(records: RecordsFile) -> None:
    mateo = student()
    clinic = place(opening(partner()), mateo)
    bakery = place(opening(partner('Møller & Sons, "The Best"; [/]')), mateo)
    night = work(clinic, MONDAY - timedelta(days=1), minutes=180, starts=22 * 60)
    with pytest.raises(FieldError, match="already worked 22:00-01:00 at Harbor Clinic on Sun 22 Nov 2026"):
        work(bakery, MONDAY, minutes=60, starts=30)
    work(bakery, MONDAY, minutes=60, starts=60)
    decline(night)
    again = work(bakery, MONDAY, minutes=60, starts=0)
    with pytest.raises(FieldError, match="would overlap"):
        approve(night)
    with history.intent("Take out", who=WHO, at=NOW) as intent:
        assert hours.take_out(intent, [again]) == 1
    assert approve(night) == 1


def test_a_shift_can_be_made_longer_where_only_it_is_in_the_way(mateo: int) -> None:
    one = work(mateo, minutes=60, starts=900)
    assert edit(one, minutes=120)
    other = work(mateo, minutes=60, starts=1020)
    with pytest.raises(FieldError, match="would overlap"):
        edit(one, minutes=121)
    assert not edit(other, minutes=60)


def test_a_pasted_column_is_saved_whole_or_not_at_all(mateo: int) -> None:
    good = Shift(mateo, MONDAY, 180, 900)
    with pytest.raises(FieldError, match="would overlap"), history.intent("Paste", who=WHO, at=NOW) as intent:
        hours.add_many(intent, [good, Shift(mateo, MONDAY, 60, 930)])
    assert not hours.listing(HoursFilter())


def test_whoever_approved_stays_named_and_changed_hours_wait_again(mateo: int) -> None:
    one = work(mateo)
    assert approve(one, by="Ms. Lee", on=MONDAY) == 1
    assert approve(one, by="Somebody else") == 0
    row = hours.get(one)
    assert (row.state, row.settled_by, row.settled_on) == (HoursState.APPROVED, "Ms. Lee", MONDAY)
    assert edit(one, note="a word more")
    assert hours.get(one).state is HoursState.APPROVED
    assert edit(one, minutes=60)
    row = hours.get(one)
    assert (row.state, row.settled_by, row.settled_on) == (HoursState.SUBMITTED, "", None)


def test_declining_needs_a_reason_and_a_name_and_is_taken_back_at_once(mateo: int) -> None:
    ids = [work(mateo, MONDAY - timedelta(days=away)) for away in range(3)]
    with pytest.raises(FieldError, match="a word why"):
        decline(*ids, why="  ")
    with pytest.raises(FieldError, match="Nobody is named"):
        decline(*ids, by="")
    with pytest.raises(FieldError, match="before they were worked"):
        approve(*ids, on=MONDAY - timedelta(days=1))
    assert decline(*ids) == 3
    assert {hours.get(one).why for one in ids} == {"nobody was there"}
    history.undo(who=WHO, at=NOW)
    assert {hours.get(one).state for one in ids} == {HoursState.SUBMITTED}


def test_totals_count_what_was_approved_apart_and_the_week_without_what_was_declined(mateo: int) -> None:
    ana = place(opening(partner("Bakery")), student("Ana", "Rivera"))
    approve(work(mateo, MONDAY, 60))
    work(mateo, TODAY, 30)
    decline(work(mateo, TODAY, 20))
    work(mateo, MONDAY - timedelta(days=2), 100)
    found = hours.totals([mateo, ana], hours.week_of(TODAY))
    assert found == {mateo: HoursTotal(approved=60, submitted=130, declined=20, week=90), ana: HoursTotal()}


def test_what_waits_is_counted_by_partner(mateo: int) -> None:
    clinic = hours.get(work(mateo)).organization_id
    work(mateo, MONDAY - timedelta(days=20))
    approve(work(mateo, TODAY))
    assert hours.waiting() == {clinic: 2}
    assert hours.waiting(before=TODAY - timedelta(days=14)) == {clinic: 1}


def test_a_week_is_from_sunday_to_saturday() -> None:
    for away in range(7):
        assert hours.week_of(date(2026, 11, 22) + timedelta(days=away)) == (date(2026, 11, 22), date(2026, 11, 28))


def test_a_list_has_what_its_filter_says(mateo: int) -> None:
    one, two = work(mateo, MONDAY), work(mateo, TODAY)
    approve(two)
    row = hours.get(one)
    assert list(hours.listing(HoursFilter(student_id=row.student_id))) == [one, two]
    assert list(hours.listing(HoursFilter(organization_id=row.organization_id, descending=True))) == [two, one]
    assert list(hours.listing(HoursFilter(state=HoursState.APPROVED))) == [two]
    assert list(hours.listing(HoursFilter(placement_ids=(mateo,), until=MONDAY))) == [one]
    assert list(hours.listing(HoursFilter(placement_ids=()))) == []
    assert hours.with_uid(row.uid[:13]).id == one
    with pytest.raises(NotFound):
        hours.with_uid("zz")
