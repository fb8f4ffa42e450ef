"""Columns share the line, and the least important go when there is no room."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from partner_tui.widgets.table_columns import GAP, GUTTER, Column, column_at, place

NAME = Column("name", "Name", minimum=10, weight=2)
TEAM = Column("team", "Department", minimum=8, priority=1)
LAST = Column("last", "Last met", 8, priority=2)


def test_columns_without_a_width_share_what_the_others_leave_by_weight() -> None:
    placed = place((NAME, TEAM, LAST), 62)
    assert [(column.x, column.width) for column in placed] == [(2, 30), (34, 18), (54, 8)]


def test_a_narrow_screen_drops_the_least_important_column_first() -> None:
    assert [column.column.key for column in place((LAST, NAME, TEAM), 26)] == ["name", "team"]
    assert [column.column.key for column in place((LAST, NAME, TEAM), 15)] == ["name"]


def test_the_last_column_is_cut_rather_than_dropped() -> None:
    assert [column.width for column in place((NAME,), 7)] == [5]
    assert [column.width for column in place((NAME,), 1)] == [0]


def test_a_click_finds_the_column_under_it() -> None:
    placed = place((NAME, TEAM, LAST), 62)
    assert column_at(placed, 1) is None
    assert column_at(placed, 2) is NAME
    assert column_at(placed, 33) is NAME
    assert column_at(placed, 34) is TEAM
    assert column_at(placed, 61) is LAST


COLUMNS = st.builds(
    Column,
    key=st.just("k"),
    label=st.just("K"),
    width=st.none() | st.integers(1, 30),
    weight=st.integers(0, 5),
    minimum=st.integers(1, 20),
    priority=st.integers(0, 3),
)


@given(st.lists(COLUMNS, min_size=1, max_size=8), st.integers(0, 200))
def test_whatever_fits_stays_inside_the_line_without_overlap(columns: list[Column], width: int) -> None:
    placed = place(columns, width)
    assert placed
    end = GUTTER - GAP
    for column in placed:
        assert column.x == end + GAP
        end = column.x + column.width
    assert end <= max(width, GUTTER)
    if len(placed) > 1:
        assert all(column.width >= column.column.needs for column in placed)


def test_on_a_tiny_screen_what_matters_is_narrowed_before_it_goes() -> None:
    when = Column("when", "When", 17)
    what = Column("what", "What and with whom", minimum=30)
    assert [(column.column.key, column.width) for column in place((when, what, LAST), 38)] == [
        ("when", 17),
        ("what", 17),
    ]
