"""The highlighted record is never lost, whatever happens to the list."""

from __future__ import annotations

from array import array

from textual.app import ComposeResult

from tests.widgets.table_app import Roster, Table, cursor_line, lines_of, press


async def test_the_highlighted_record_stays_highlighted_on_its_line_when_the_order_changes() -> None:
    app = Table(range(1000))
    async with app.run_test(size=(80, 24)) as pilot:
        app.table.highlight(500)
        await press(pilot, "up", "up")
        line_before = next(y for y, text in enumerate(lines_of(app)) if text.startswith("▌"))
        app.table.show(array("q", range(999, -1, -1)), app.roster)
        await pilot.pause()
        assert app.table.highlighted == 498
        assert lines_of(app)[line_before].startswith("▌ Person 498")
        assert app.heard("highlighted")[-1] == (498,)


async def test_when_the_highlighted_record_is_archived_its_neighbour_is_highlighted_and_said() -> None:
    app = Table([1, 2, 3, 4])
    async with app.run_test() as pilot:
        await press(pilot, "down", "down")
        app.table.show(array("q", [1, 2, 4]), app.roster)
        await pilot.pause()
        assert cursor_line(app).startswith("▌ Person 4")
        assert app.heard("highlighted")[-1] == (4,)


async def test_a_filter_that_finds_nobody_for_a_moment_does_not_lose_the_highlight() -> None:
    app = Table(range(100))
    async with app.run_test() as pilot:
        app.table.highlight(60)
        app.table.show(array("q"), app.roster)
        app.table.show(array("q"), app.roster)
        await pilot.pause()
        assert app.heard("highlighted")[-1] == (None,)
        app.table.show(app.ids, app.roster)
        await pilot.pause()
        assert cursor_line(app).startswith("▌ Person 60")


async def test_a_list_that_grows_in_front_keeps_the_record_and_a_new_one_can_be_asked_for() -> None:
    app = Table([5, 6])
    async with app.run_test() as pilot:
        await press(pilot, "down")
        app.table.show(array("q", [1, 2, 3, 4, 5, 6]), app.roster)
        assert app.table.highlighted == 6
        app.table.show(array("q", [1, 2, 3, 4, 5, 6]), app.roster, highlight=2)
        await pilot.pause()
        assert cursor_line(app).startswith("▌ Person 2")
        assert not app.table.highlight(99)
        assert app.table.highlighted == 2


async def test_the_highlight_stays_in_sight_when_the_window_shrinks() -> None:
    app = Table(range(100))
    async with app.run_test(size=(80, 40)) as pilot:
        await press(pilot, "pagedown")
        await pilot.resize_terminal(80, 10)
        await pilot.pause()
        assert cursor_line(app).startswith("▌ Person 37")


async def test_a_list_shown_before_the_screen_is_there_is_shown_with_it() -> None:
    class Early(Table):
        def compose(self) -> ComposeResult:
            self.table.show(array("q", range(100)), self.roster, highlight=90)
            yield self.table

        def begin(self) -> None:
            """The list is there already."""

    app = Early()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert cursor_line(app).startswith("▌ Person 90")


async def test_an_erased_record_keeps_its_line_until_the_list_is_read_anew() -> None:
    roster = Roster({1: "Ana", 3: "Sam"})
    app = Table([1, 2, 3], roster)
    async with app.run_test() as pilot:
        await press(pilot, "down")
        assert [text[:8].rstrip() for text in lines_of(app)[1:4]] == ["  Ana", "▌ (gone)", "  Sam"]
        assert app.table.highlighted == 2


async def test_reload_shows_what_changed_without_moving() -> None:
    names = {1: "Ana", 2: "Sam"}
    app = Table([1, 2], Roster(names))
    async with app.run_test() as pilot:
        await press(pilot, "down")
        names[2] = "Samuel"
        app.table.reload()
        await pilot.pause()
        assert cursor_line(app).startswith("▌ Samuel")


async def test_rows_that_cannot_be_read_say_so_once_and_come_back() -> None:
    app = Table(range(50))
    app.roster.broken = True
    async with app.run_test() as pilot:
        await press(pilot, "down")
        assert "(could not be read: Someone else is saving.)" in cursor_line(app)
        assert app.heard("failed") == [("Someone else is saving.",)]
        app.roster.broken = False
        app.table.reload()
        await pilot.pause()
        assert "Person 1" in cursor_line(app)
