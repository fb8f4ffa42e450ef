"""How minutes are spread over people, as a number and in words."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partner_tui.insight.spread import decimal, gini, in_words, percent, spread


@pytest.mark.parametrize(
    ("minutes", "index"),
    [
        ([30, 30, 30, 30], Fraction(0)),
        ([0, 30, 30, 60], Fraction(3, 8)),
        ([0, 0, 0, 120], Fraction(3, 4)),
        ([0, 15, 15, 30, 60], Fraction(9, 20)),
        ([1, 2, 3, 4], Fraction(1, 4)),
        ([0, 0, 0], None),
        ([], None),
    ],
)
def test_the_gini_index_of_known_minutes_is_exact(minutes: list[int], index: Fraction | None) -> None:
    assert gini(minutes) == index
    assert gini(reversed(minutes)) == index


def test_minutes_below_zero_are_refused() -> None:
    with pytest.raises(ValueError, match="below zero"):
        gini([10, -1])


@given(st.lists(st.integers(0, 10_000), max_size=30))
def test_who_had_no_time_and_how_the_others_shared_it_make_up_the_whole_index(minutes: list[int]) -> None:
    found = spread(minutes)
    if found.gini is None or found.among_having is None:
        assert found.total == 0
        return
    assert 0 <= found.gini <= Fraction(len(minutes) - 1, len(minutes))
    assert 1 - found.gini == Fraction(found.having, found.people) * (1 - found.among_having)


@given(st.lists(st.integers(0, 10_000), min_size=1, max_size=30), st.integers(2, 9))
def test_minutes_or_hours_make_no_difference(minutes: list[int], times: int) -> None:
    assert gini(minutes) == gini([amount * times for amount in minutes])


def test_the_spread_is_said_in_words_with_the_plainest_first() -> None:
    said = spread([0] * 5 + [20, 20, 20, 20, 120]).sentences()

    assert said[0] == "The 2 people with most, a fifth of all, have had 70 % of all minutes."
    assert said[1].startswith("Gini 0.70: almost all of it with a few. 0 would be the same for everybody")
    assert said[2] == "5 of 10 have had no time yet; among the 5 who have had some it is 0.40."


def test_one_person_with_all_the_time_is_said_so() -> None:
    said = " ".join(spread([0, 0, 0, 120]).sentences())

    assert "The one with most has had 100 % of all minutes." in said
    assert "3 of 4 have had no time yet." in said
    assert "Only 4 people: read with care." in said


def test_before_the_first_meeting_nothing_is_claimed() -> None:
    assert spread([0, 0, 0]).sentences() == ("Nobody has had any time yet, so there is nothing to share out.",)
    assert spread([]).gini is None


@pytest.mark.parametrize(
    ("index", "words"),
    [
        (Fraction(0), "nearly the same for all"),
        (Fraction(1, 10), "some have had more than others"),
        (Fraction(3, 10), "a good deal more for some than for others"),
        (Fraction(1, 2), "much more for some than for others"),
        (Fraction(7, 10), "almost all of it with a few"),
    ],
)
def test_an_index_has_words_beside_it(index: Fraction, words: str) -> None:
    assert in_words(index) == words


def test_a_share_is_said_as_all_or_nothing_only_when_it_is() -> None:
    assert [percent(Fraction(n, 1000)) for n in (0, 1, 5, 375, 999, 1000)] == [
        "0 %", "1 %", "1 %", "38 %", "99 %", "100 %",
    ]  # fmt: skip
    assert [decimal(Fraction(n, 8)) for n in (0, 1, 3, 8)] == ["0.00", "0.13", "0.38", "1.00"]
