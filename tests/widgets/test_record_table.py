"""The table of records, worked by keys."""

from __future__ import annotations

from array import array

import pytest

from partner_tui.widgets import record_table
from partner_tui.widgets.record_table import RecordTable
from tests.widgets.table_app import Table, cursor_line, lines_of, press


@pytest.mark.parametrize(
    ("keys", "record_id"),
    [
        (["down", "down", "up"], 1),
        (["j", "j", "j", "k"], 2),
        (["up"], 0),
        (["end"], 99),
        (["G", "k"], 98),
        (["end", "down"], 99),
        (["end", "g"], 0),
        (["end", "home"], 0),
        (["pagedown"], 21),  # 24 lines, less the border and the header
        (["pagedown", "pagedown", "pageup"], 21),
    ],
)
async def test_a_key_moves_the_highlight_and_the_line_stays_in_sight(keys: list[str], record_id: int) -> None:
    app = Table(range(100))
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, *keys)
        assert app.table.highlighted == record_id
        assert f"Person {record_id} " in cursor_line(app)
        assert app.heard("highlighted")[-1] == (record_id,)


async def test_the_first_row_is_highlighted_and_said_when_a_list_comes() -> None:
    app = Table([7, 8])
    async with app.run_test() as pilot:
        await pilot.pause()
        assert app.said == [("highlighted", 7)]
        assert app.table.highlighted == 7


async def test_an_empty_list_offers_neither_to_open_nor_to_mark_anything() -> None:
    app = Table([])
    async with app.run_test() as pilot:
        await pilot.pause()
        offered = {one.binding.description for one in app.screen.active_bindings.values()}
        assert not offered & {"Open", "Mark", "Mark all"}


async def test_where_nothing_is_done_with_several_no_row_can_be_marked() -> None:
    app = Table([7, 8])
    app.table.can_mark = False
    async with app.run_test() as pilot:
        await press(pilot, "space", "shift+down", "ctrl+a")
        await pilot.click(app.table, offset=(0, 1))
        assert app.table.marks == frozenset()
        assert ("selected", 7) not in app.said


async def test_enter_opens_the_highlighted_record() -> None:
    app = Table([7, 8, 9])
    async with app.run_test() as pilot:
        await press(pilot, "down", "enter")
        assert app.heard("selected") == [(8,)]


async def test_an_empty_list_takes_every_key_without_a_word() -> None:
    app = Table()
    async with app.run_test() as pilot:
        await press(pilot, "down", "up", "pagedown", "end", "home", "space", "enter", "shift+down", "ctrl+a")
        await pilot.click(RecordTable, offset=(5, 5))
        assert app.said == []
        assert app.table.highlighted is None


async def test_space_marks_the_row_with_a_sign_and_takes_the_mark_away() -> None:
    app = Table([7, 8, 9])
    async with app.run_test() as pilot:
        await press(pilot, "down", "space")
        assert cursor_line(app).startswith("▌◆Person 8")
        await press(pilot, "space")
        assert cursor_line(app).startswith("▌ Person 8")
        assert app.heard("marks") == [(8,), ()]


async def test_marks_stay_with_their_records_when_the_list_is_sorted_and_narrowed() -> None:
    app = Table([1, 2, 3, 4])
    async with app.run_test() as pilot:
        await press(pilot, "space", "down", "down", "space")
        app.table.show(array("q", [4, 3, 2]), app.roster)
        await pilot.pause()
        assert [text[:10] for text in lines_of(app)[1:4]] == ["  Person 4", "▌◆Person 3", "  Person 2"]
        assert app.table.marks == {1, 3}


async def test_shift_and_an_arrow_mark_several_rows_in_a_row() -> None:
    app = Table([1, 2, 3, 4])
    async with app.run_test() as pilot:
        await press(pilot, "shift+down", "shift+down")
        assert app.table.marks == {1, 2}
        assert app.table.highlighted == 3


async def test_all_of_a_list_can_be_marked_unless_nobody_could_look_through_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(record_table, "MARK_LIMIT", 3)
    app = Table([1, 2, 3])
    async with app.run_test() as pilot:
        await press(pilot, "ctrl+a")
        assert app.table.marks == {1, 2, 3}
        app.table.show(array("q", [1, 2, 3, 4]), app.roster)
        await press(pilot, "ctrl+a")
        assert app.table.marks == {1, 2, 3}
        assert "4 records are listed" in next(note.message for note in app._notifications)


async def test_escape_clears_marks_first_and_goes_back_only_then() -> None:
    app = Table([1, 2])
    async with app.run_test() as pilot:
        await press(pilot, "space", "escape")
        assert (app.table.marks, app.heard("back")) == (frozenset(), [])
        await press(pilot, "escape")
        assert app.heard("back") == [()]
