"""A long list reads the pages that are looked at, and finds its way back to a record."""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partner_tui.errors import DatabaseError
from partner_tui.widgets.row_window import PAGE_ROWS, PAGES_KEPT, RowWindow


class Reader:
    """Answers with the id as text, and keeps what it was asked for."""

    def __init__(self, gone: frozenset[int] = frozenset()) -> None:
        self.asked: list[list[int]] = []
        self.gone = gone

    def __call__(self, ids: Sequence[int]) -> Mapping[int, str]:
        self.asked.append(list(ids))
        return {record_id: f"row {record_id}" for record_id in ids if record_id not in self.gone}


def window(ids: Sequence[int]) -> RowWindow[str]:
    return RowWindow(array("q", ids), Reader())


def test_a_page_is_read_once_for_all_its_rows() -> None:
    reader = Reader()
    rows = RowWindow(array("q", range(1000, 2000)), reader)
    assert [rows.row(index) for index in (0, 1, 127)] == ["row 1000", "row 1001", "row 1127"]
    assert [len(asked) for asked in reader.asked] == [PAGE_ROWS]


def test_the_last_page_is_as_short_as_the_list() -> None:
    reader = Reader()
    rows = RowWindow(array("q", range(130)), reader)
    assert rows.row(129) == "row 129"
    assert reader.asked == [[128, 129]]


def test_only_the_pages_looked_at_last_are_kept() -> None:
    reader = Reader()
    rows = RowWindow(array("q", range(PAGE_ROWS * (PAGES_KEPT + 1))), reader)
    for page in range(PAGES_KEPT + 1):
        rows.row(page * PAGE_ROWS)
    rows.row(PAGE_ROWS * PAGES_KEPT)
    assert len(reader.asked) == PAGES_KEPT + 1
    rows.row(0)
    assert len(reader.asked) == PAGES_KEPT + 2


def test_the_rows_in_memory_are_few_however_long_the_list() -> None:
    assert PAGE_ROWS * PAGES_KEPT <= 2_048


def test_an_erased_record_has_no_row() -> None:
    assert RowWindow(array("q", [1, 2]), Reader(frozenset({2}))).row(1) is None


def test_a_page_that_cannot_be_read_is_asked_for_once_and_again_after_forgetting() -> None:
    calls = 0

    def fail(_ids: Sequence[int]) -> Mapping[int, str]:
        nonlocal calls
        calls += 1
        raise DatabaseError("The file is locked.")

    rows = RowWindow(array("q", [1, 2]), fail)
    assert isinstance(rows.row(0), DatabaseError)
    assert isinstance(rows.row(1), DatabaseError)
    assert calls == 1
    rows.forget()
    rows.row(0)
    assert calls == 2


@pytest.mark.parametrize(
    ("before", "index", "after", "expected"),
    [
        ([1, 2, 3, 4], 2, [4, 3, 2, 1], 1),  # sorted the other way: the record itself
        ([1, 2, 3, 4], 2, [1, 2, 4], 2),  # archived: the one below
        ([1, 2, 3, 4], 3, [1, 2, 3], 2),  # the last one archived: the one above
        ([1, 2, 3, 4, 5], 2, [1, 5], 1),  # as near above as below: below
        ([1, 2, 3], 1, [7, 8, 9], 1),  # another list altogether: the same place
        ([1, 2, 3], 2, [7], 0),
        ([1, 2, 3], 2, [], 0),
        ([], 0, [7, 8], 0),
    ],
)
def test_the_nearest_row_of_a_new_list(before: list[int], index: int, after: list[int], expected: int) -> None:
    assert window(after).nearest(window(before), index) == expected


def test_a_neighbour_is_found_in_spite_of_a_wide_gap() -> None:
    before = window(range(20_000))
    after = window([*range(7_000), *range(14_000, 20_000)])
    assert after.nearest(before, 10_000) == 6_999  # 6,999 stood 3,001 away, 14,000 stood 4,000 away


@given(st.lists(st.integers(0, 30), unique=True), st.lists(st.integers(0, 30), unique=True), st.data())
def test_a_record_that_is_still_there_is_always_found_again(
    before: list[int], after: list[int], data: st.DataObject
) -> None:
    index = data.draw(st.integers(0, max(0, len(before) - 1)))
    found = window(after).nearest(window(before), index)
    if before and before[index] in after:
        assert after[found] == before[index]
    else:
        assert 0 <= found <= max(0, len(after) - 1)
