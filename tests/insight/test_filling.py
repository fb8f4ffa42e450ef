"""What is said to whoever fills an opening: what a tie shares, where the places end, and who is not in the list."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import pytest

from partner_tui.insight import filling
from partner_tui.insight.filling import Stretch
from partner_tui.records.eligible import EligibleRow, LeftOut, Tie

DAY = date(2026, 11, 24)
TIES = [Tie(0, 0, 5), Tie(1, 0, 1), Tie(2, 1, 3)]


def row(had: int = 0, running: int = 0, met: int = 0, *, born_known: bool = True) -> EligibleRow:
    return EligibleRow(1, "uid", "Ana Rivera", "Ana", "Rivera", "11", had, running, met, born_known)


def test_a_tie_is_shown_as_a_tie() -> None:
    assert filling.stretches(TIES) == [
        Stretch(0, 5, "5 students with no placement yet"),
        Stretch(5, 1, "1 student with 1 placement before"),
        Stretch(6, 3, "3 students with 2 placements, 1 of them now"),
    ]
    assert filling.stretches([]) == []


@pytest.mark.parametrize(
    ("had", "running", "said"),
    [
        (0, 0, "no placement yet"),
        (1, 0, "1 placement before"),
        (1, 1, "1 placement now"),
        (3, 0, "3 placements before"),
        (3, 3, "3 placements now"),
        (3, 2, "3 placements, 2 of them now"),
    ],
)
def test_the_chances_that_somebody_had_are_said_in_words(had: int, running: int, said: str) -> None:
    assert filling.shared(had, running) == said


def test_why_somebody_stands_where_they_stand_is_said_beside_them() -> None:
    assert filling.why(row(), None) == ["no placement yet", "nobody has met them yet"]
    assert filling.why(row(1, 1, 3), 16) == ["1 placement now", "met 3 times"]
    assert filling.why(row(met=1, born_known=False), 16)[1:] == [
        "met once",
        "birth date not known: ask whether they are 16",
    ]
    assert len(filling.why(row(born_known=False), None)) == 2


@pytest.mark.parametrize(
    ("places", "said"),
    [
        (0, "No place is left."),
        (-1, "No place is left."),
        (1, "1 place for 5 with no placement yet: choose among equals, or take the first."),
        (7, "7 places: 6 with fewer chances, then 1 of 3 with 2 placements, 1 of them now."),
        (9, "9 places, enough for all 9."),
        (20, "20 places, enough for all 9."),
    ],
)
def test_where_the_places_end_is_said(places: int, said: str) -> None:
    assert filling.cut(TIES, places) == said


def test_places_and_nobody_to_place_is_said_too() -> None:
    assert filling.cut([], 2) == "2 places, and nobody to place."


def test_who_is_left_out_is_said_with_the_reason() -> None:
    assert filling.left_out(LeftOut(2, 1_320, 4), "11 12", 16) == (
        "Not in the list: 2 in it already, 1,320 not in grade 11, 12, 4 younger than 16."
    )
    assert filling.left_out(LeftOut(0, 0, 0), "", None) == ""


def test_the_lot_is_the_same_all_day_and_another_tomorrow_and_elsewhere() -> None:
    assert filling.lot("a", DAY) == filling.lot("a", DAY)
    assert len({filling.lot("a", DAY), filling.lot("b", DAY), filling.lot("a", DAY + timedelta(days=1))}) == 3


def test_over_many_days_everybody_is_first_about_as_often_as_the_others() -> None:
    ids = range(1, 9)

    def first(day: date) -> int:
        lot = filling.lot("opening", day)
        return min(ids, key=lambda one: (one * lot.multiplier + lot.shift) % 2_147_483_647)

    times = Counter(first(DAY + timedelta(days=number)) for number in range(1_600))
    assert set(times) == set(ids)
    assert min(times.values()) > 120  # 200 each would be exactly fair
    assert max(times.values()) < 300
