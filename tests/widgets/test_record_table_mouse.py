"""Columns, their sorting, and everything that the mouse does."""

from __future__ import annotations

import pytest

from partner_tui.widgets.record_table import RecordTable
from tests.widgets.table_app import Table, cursor_line, lines_of, press


async def test_columns_that_do_not_fit_go_and_come_back() -> None:
    app = Table([1])
    async with app.run_test(size=(80, 10)) as pilot:
        await pilot.pause()
        assert lines_of(app)[0].split() == ["Name", "Department", "Last", "met", "Why"]
        await pilot.resize_terminal(40, 10)
        await pilot.pause()
        assert lines_of(app)[0].split() == ["Name", "Department"]
        assert "Science" in cursor_line(app)
        await pilot.resize_terminal(20, 10)
        await pilot.pause()
        assert lines_of(app)[0].split() == ["Name"]
        await pilot.resize_terminal(80, 10)
        await pilot.pause()
        assert lines_of(app)[0].split() == ["Name", "Department", "Last", "met", "Why"]


async def test_a_click_on_a_header_sorts_and_another_turns_the_order_around() -> None:
    app = Table([1, 2])
    async with app.run_test(size=(80, 10)) as pilot:
        await pilot.click(RecordTable, offset=(6, 1))
        await pilot.pause()
        assert "Name ▲" in lines_of(app)[0]
        await pilot.click(RecordTable, offset=(6, 1))
        await pilot.pause()
        assert "Name ▼" in lines_of(app)[0]
        x_of_team = lines_of(app)[0].index("Department") + 2
        await pilot.click(RecordTable, offset=(x_of_team, 1))
        x_of_why = lines_of(app)[0].index("Why") + 2
        await pilot.click(RecordTable, offset=(x_of_why, 1))
        await pilot.pause()
        assert app.heard("sort") == [("name", False), ("name", True), ("team", False)]


async def test_the_keyboard_sorts_by_each_column_in_sight_in_turn() -> None:
    app = Table([1, 2])
    async with app.run_test(size=(80, 10)) as pilot:
        await press(pilot, "S", "s", "s", "S", "s", "s")
        assert app.heard("sort") == [
            ("name", False),
            ("team", False),
            ("team", True),
            ("last", False),
            ("name", False),
        ]


async def test_a_click_highlights_and_a_second_one_opens() -> None:
    app = Table([7, 8, 9])
    async with app.run_test() as pilot:
        await pilot.click(RecordTable, offset=(10, 4))
        assert (app.table.highlighted, app.heard("selected")) == (9, [])
        await pilot.click(RecordTable, offset=(10, 4))
        await pilot.pause()
        assert app.heard("selected") == [(9,)]


@pytest.mark.parametrize("y", [2, 3], ids=["on the highlighted row", "on another row"])
async def test_a_double_click_opens_once(y: int) -> None:
    app = Table([7, 8, 9])
    async with app.run_test() as pilot:
        await pilot.double_click(RecordTable, offset=(10, y))
        await pilot.pause()
        assert app.heard("selected") == [(5 + y,)]


async def test_a_click_in_the_gutter_or_with_control_marks_without_opening() -> None:
    app = Table([7, 8, 9])
    async with app.run_test() as pilot:
        await pilot.click(RecordTable, offset=(2, 3))
        await pilot.click(RecordTable, offset=(20, 4), control=True)
        await pilot.pause()
        assert app.table.marks == {8, 9}
        assert app.heard("selected") == []


async def test_a_click_below_the_rows_or_on_the_border_does_nothing() -> None:
    app = Table([7, 8])
    async with app.run_test(size=(80, 24)) as pilot:
        said = list(app.said)
        for offset in ((10, 15), (10, 0), (0, 3), (10, 23)):
            await pilot.click(RecordTable, offset=offset)
        await pilot.pause()
        assert app.said == said


async def test_a_click_finds_its_row_after_the_wheel() -> None:
    app = Table(range(1000))
    async with app.run_test(size=(80, 24)) as pilot:
        app.table.scroll_to(y=300, animate=False)
        await pilot.pause()
        assert app.table.highlighted == 0
        assert lines_of(app)[1].startswith("  Person 300")
        await pilot.click(RecordTable, offset=(10, 2))
        assert app.table.highlighted == 300
