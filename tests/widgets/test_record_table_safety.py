"""No size, name or theme breaks the table of records."""

from __future__ import annotations

import pytest
from textual.theme import BUILTIN_THEMES

from partner_tui.widgets.record_table import RecordTable
from partner_tui.widgets.row_window import PAGE_ROWS
from partner_tui.widgets.text import fit, line
from tests.widgets.nasty import NASTY_NAMES, forbidden
from tests.widgets.table_app import Roster, Table, cursor_line, lines_of, press


async def test_a_million_rows_cost_a_key_no_more_than_a_page_or_two() -> None:
    app = Table(range(1_000_000))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert app.roster.fetched <= 2 * PAGE_ROWS
        for keys in (["end"], ["pageup"], ["pagedown"], ["up", "down"], ["home"]):
            app.roster.fetched = 0
            await press(pilot, *keys)
            assert app.roster.fetched <= 2 * PAGE_ROWS
        await press(pilot, "end")
        assert cursor_line(app).startswith("▌ Person 999999")


async def test_the_last_column_is_not_under_the_scroll_bar() -> None:
    app = Table(range(500))
    async with app.run_test(size=(80, 10)) as pilot:
        await pilot.pause()
        assert "● new" in cursor_line(app)
        assert all(app.screen.get_widget_at(77, y)[0] is app.table.vertical_scrollbar for y in range(1, 9))
        assert app.table.scrollable_content_region.width == 75
        assert app.table.render_line(1).cell_length == 75


async def test_a_window_of_one_line_shows_the_highlighted_row() -> None:
    app = Table(range(500))
    async with app.run_test(size=(80, 3)) as pilot:
        await press(pilot, "down", "end", "up")
        assert cursor_line(app).startswith("▌ Person 498")


@pytest.mark.parametrize("size", [(1, 1), (2, 2), (5, 3), (300, 100)])
async def test_no_window_is_too_small_or_too_big(size: tuple[int, int]) -> None:
    app = Table(range(500))
    async with app.run_test(size=size) as pilot:
        await press(pilot, "down", "pagedown", "end", "space", "s")
        await pilot.resize_terminal(80, 24)
        await press(pilot, "up")
        assert cursor_line(app).startswith("▌ Person 498")


@pytest.mark.parametrize("name", NASTY_NAMES.values(), ids=NASTY_NAMES.keys())
async def test_a_nasty_name_in_a_row_is_text_and_nothing_else(name: str) -> None:
    app = Table([1, 2], Roster({1: name, 2: "Sam"}))
    async with app.run_test(size=(80, 10)) as pilot:
        await pilot.click(RecordTable, offset=(5, 2))
        await pilot.pause()
        shown = lines_of(app)
        assert not forbidden("".join(shown))
        assert fit(line(name), 34).rstrip() in shown[1]
        strips = app.screen._compositor.render_strips()
        assert {strip.cell_length for strip in strips} == {80}
        assert not any(segment.style and segment.style.meta.get("@click") for segment in strips[2])
        assert app.is_running


@pytest.mark.parametrize("theme", sorted(BUILTIN_THEMES))
async def test_the_highlighted_row_stands_out_in_every_theme(theme: str) -> None:
    app = Table([1, 2, 3])
    async with app.run_test(size=(80, 10)) as pilot:
        app.theme = theme
        await press(pilot, "space")
        app.table.set_marks([2])
        await pilot.pause()
        cursor, marked, plain = (app.screen._compositor.render_strips()[y]._segments[2].style for y in (2, 3, 4))
        assert cursor is not None
        assert cursor.color != cursor.bgcolor
        assert len({str(cursor), str(marked), str(plain)}) == 3
