"""Nobody can be told apart in what is published."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from partner_tui.insight.suppression import Mark, nested, rate, shown, table, total, vector

SHOWN, SMALL, HIDDEN = Mark.SHOWN, Mark.SMALL, Mark.HIDDEN
LEAST = 4
"""A small "smallest count", so that all that a table could be can be tried."""


def said(counts: Sequence[int]) -> list[str]:
    return [shown(count, mark) for count, mark in zip(counts, vector(counts), strict=True)]


def test_when_two_small_counts_sum_to_less_than_ten_the_next_one_is_hidden_too() -> None:
    assert said([22, 11, 4, 3]) == ["22", "not shown", "<10", "<10"]


def test_when_one_count_is_small_the_next_smallest_is_hidden_so_that_it_cannot_be_subtracted() -> None:
    assert said([22, 14, 4]) == ["22", "not shown", "<10"]


def test_nothing_is_hidden_where_nothing_is_small() -> None:
    assert said([22, 10, 0, 1_400]) == ["22", "10", "0", "1,400"]


def test_a_count_of_nobody_is_said_as_long_as_another_can_be_hidden() -> None:
    assert said([30, 12, 4, 0]) == ["30", "not shown", "<10", "0"]


def test_two_counts_of_nine_are_not_given_away_by_their_sum_of_eighteen() -> None:
    assert said([9, 9]) == ["not shown", "not shown"]
    assert said([9, 9, 30]) == ["<10", "<10", "not shown"]


def test_all_but_a_few_of_a_group_tells_the_few_apart() -> None:
    assert vector([37, 20, 20], wholes=[40, 60, 60])[0] is Mark.NEARLY_ALL


def test_a_total_of_a_few_is_not_said_either() -> None:
    assert (total(7), total(0), total(10)) == ("<10", "0", "10")


@pytest.mark.parametrize(
    ("count", "whole", "mark", "words"),
    [
        (0, 40, SHOWN, "0 %"),
        (4, 40, SMALL, "<25 %"),
        (4, 400, SMALL, "<5 %"),
        (12, 400, SHOWN, "≤5 %"),
        (12, 30, SHOWN, "40 %"),
        (390, 400, SHOWN, "≥95 %"),
        (14, 15, SHOWN, "≥80 %"),
        (37, 40, Mark.NEARLY_ALL, ">75 %"),
        (20, 40, HIDDEN, ""),
        (5, 8, SMALL, ""),
    ],
)
def test_a_rate_says_no_more_than_the_count_beside_it(count: int, whole: int, mark: Mark, words: str) -> None:
    assert rate(count, whole, mark) == words


def test_a_sector_with_one_partner_does_not_give_its_count_away() -> None:
    outer, inner = nested([4, 30, 60], [[4], [30], [20, 40]])
    assert outer[0] is SMALL
    assert inner[0][0] is SMALL
    assert outer[1] is HIDDEN
    assert inner[1][0] is HIDDEN


def test_ten_thousand_partners_are_marked_at_once() -> None:
    inner = [[number % 13 for number in range(600)] for _ in range(17)]
    outer, parts = nested([sum(one) for one in inner], inner)
    assert len(outer) == 17
    assert all(
        SHOWN not in [m for m, n in zip(ms, ns, strict=True) if 0 < n < 10] for ms, ns in zip(parts, inner, strict=True)
    )


def allowed(mark: Mark, withheld: bool, most: int) -> Sequence[int]:
    """What a reader takes a hidden cell for; where nothing at all is shown it can be anything."""
    if withheld:
        return range(most + 1)
    return range(1, LEAST) if mark is SMALL else [0, *range(LEAST, most + 1)]


def solutions(
    counts: list[list[int]], hidden: list[list[Mark]], rows: list[int], columns: list[int], withheld: bool
) -> Iterator[tuple[int, ...]]:
    """Return all tables that look the same, with the same totals."""
    places = [(r, c) for r, row in enumerate(hidden) for c, mark in enumerate(row) if mark is not SHOWN]
    left_row = [rows[r] - sum(n for c, n in enumerate(counts[r]) if hidden[r][c] is SHOWN) for r in range(len(rows))]
    left_column = [
        columns[c] - sum(counts[r][c] for r in range(len(rows)) if hidden[r][c] is SHOWN) for c in range(len(columns))
    ]

    def fill(at: int, values: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
        if at == len(places):
            if not any(left_row) and not any(left_column):
                yield values
            return
        r, c = places[at]
        for value in allowed(hidden[r][c], withheld, min(left_row[r], left_column[c])):
            if value <= left_row[r] and value <= left_column[c]:
                left_row[r] -= value
                left_column[c] -= value
                yield from fill(at + 1, (*values, value))
                left_row[r] += value
                left_column[c] += value

    return fill(0, ())


def undetermined(found: Iterator[tuple[int, ...]]) -> bool:
    """Whether every hidden cell differs between some of the tables that look the same."""
    first = next(found)
    differing = [False] * len(first)
    for other in found:
        differing = [was or a != b for was, a, b in zip(differing, first, other, strict=True)]
        if all(differing):
            return True
    return all(differing)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.integers(0, 12), min_size=2, max_size=5))
def test_no_hidden_part_of_a_total_can_be_computed(counts: list[int]) -> None:
    found = vector(counts, LEAST)
    if sum(counts) < LEAST or set(found) == {SHOWN}:
        assert all(mark is not SHOWN for mark, n in zip(found, counts, strict=True) if 0 < n < LEAST)
        return
    for mark, count in zip(found, counts, strict=True):
        assert (mark is not SHOWN) or not 0 < count < LEAST
    hidden = [n for n, mark in zip(counts, found, strict=True) if mark is not SHOWN]
    assert sum(hidden) >= LEAST
    withheld = set(found) == {HIDDEN}
    marks = [mark for mark in found if mark is not SHOWN]
    assert undetermined(_parts(marks, sum(hidden), withheld))


def _parts(hidden: list[Mark], left: int, withheld: bool) -> Iterator[tuple[int, ...]]:
    if not hidden:
        if left == 0:
            yield ()
        return
    for value in allowed(hidden[0], withheld, left):
        if value <= left:
            for rest in _parts(hidden[1:], left - value, withheld):
                yield (value, *rest)


@settings(max_examples=150, deadline=None)
@given(
    st.integers(2, 3).flatmap(
        lambda w: st.lists(st.lists(st.integers(0, 9), min_size=w, max_size=w), min_size=2, max_size=3)
    )
)
def test_no_hidden_cell_of_a_table_can_be_computed_from_its_rows_and_columns(counts: list[list[int]]) -> None:
    sums = [sum(row) for row in counts], [sum(column) for column in zip(*counts, strict=True)]
    found = table(*sums, counts, LEAST)
    rows, columns, hidden = found.rows, found.columns, [list(row) for row in found.cells]
    marks = [*rows, *columns, *(mark for row in hidden for mark in row)]
    if SHOWN not in marks or set(marks) == {SHOWN}:
        return
    for row, shades in zip(counts, hidden, strict=True):
        assert all(mark is not SHOWN for n, mark in zip(row, shades, strict=True) if 0 < n < LEAST)
    if any(mark is not SHOWN for mark in (*rows, *columns)):
        return  # with fewer totals known there is less to compute from
    assert undetermined(solutions(counts, hidden, *sums, False))


@given(st.lists(st.lists(st.integers(0, 30), min_size=1, max_size=4), min_size=1, max_size=4))
def test_the_hidden_parts_of_a_sector_that_is_shown_are_never_one_alone(inner: list[list[int]]) -> None:
    outer, parts = nested([sum(one) for one in inner], inner)
    if SHOWN not in [*outer, *(mark for one in parts for mark in one)]:
        return
    for mark, marks in zip(outer, parts, strict=True):
        hidden = sum(one is not SHOWN for one in marks)
        assert hidden != 1 or mark is not SHOWN
        assert hidden or mark is SHOWN
    assert sum(mark is not SHOWN for mark in outer) != 1
