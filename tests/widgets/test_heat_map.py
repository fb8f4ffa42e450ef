"""The year as a map of days: what it shows, and what the keys read off it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.app import App, ComposeResult

from partner_tui.widgets.heat_map import HeatDay, HeatMap, steps

FIRST, LAST, TODAY = date(2026, 8, 31), date(2027, 6, 11), date(2026, 11, 24)
THANKSGIVING = date(2026, 11, 26)
DAYS = {
    date(2026, 9, 1): HeatDay(1),
    date(2026, 11, 20): HeatDay(4),
    date(2026, 11, 24): HeatDay(2, 1),
    THANKSGIVING: HeatDay(counts=False, note="Thanksgiving"),
    date(2026, 12, 1): HeatDay(planned=1),
}


class MapApp(App[None]):
    """Shows a year."""

    def __init__(
        self, first: date = FIRST, last: date = LAST, today: date = TODAY, days: dict[date, HeatDay] | None = None
    ) -> None:
        super().__init__()
        self._year = first, last, today, DAYS if days is None else days

    def compose(self) -> ComposeResult:
        yield HeatMap("meeting", "meetings")

    def on_mount(self) -> None:
        self.map.show(*self._year)

    @property
    def map(self) -> HeatMap:
        return self.query_one(HeatMap)

    @property
    def lines(self) -> list[str]:
        return self.map.render().plain.split("\n")


async def test_the_map_has_a_row_for_each_school_day_and_says_what_its_symbols_mean() -> None:
    app = MapApp()
    async with app.run_test(size=(80, 12)):
        months, *rows, said, legend = app.lines

        assert [row[:3] for row in rows] == ["Mon", "Tue", "Wed", "Thu", "Fri"]
        assert months.split()[:4] == ["Sep", "Oct", "Nov", "Dec"]
        assert said.startswith("Tue 24 Nov 2026")
        assert legend.startswith("· none  ░░ 1  ▒▒ 2  ▓▓ 3  ██ 4  ○ planned")


async def test_a_day_stands_in_its_week_and_row() -> None:
    app = MapApp()
    async with app.run_test(size=(80, 12)):
        rows = {row[:3]: row[4:] for row in app.lines[1:6]}

        assert rows["Tue"][0] == "░", "the first Tuesday had one meeting"
        assert rows["Fri"][11] == "█", "the twelfth Friday had the most"
        assert rows["Thu"][12] == " ", "Thanksgiving does not count"
        assert rows["Tue"][13] == "○", "the Tuesday after has one planned"
        assert rows["Wed"][0] == "·"


async def test_the_cursor_begins_on_today_and_says_what_the_day_had() -> None:
    app = MapApp()
    async with app.run_test(size=(80, 12)) as pilot:
        assert "Tue 24 Nov 2026 (today) · 2 meetings held · 1 meeting planned" in app.lines[6]
        await pilot.press("down", "down")
        assert "Thu 26 Nov 2026 · Thanksgiving" in app.lines[6]
        await pilot.press("down")
        assert "Fri 27 Nov 2026 · still to come" in app.lines[6]
        await pilot.press("left")
        assert "Fri 20 Nov 2026 · 4 meetings held" in app.lines[6]


async def test_after_friday_comes_monday_and_the_ends_are_ends() -> None:
    app = MapApp()
    async with app.run_test(size=(80, 12)) as pilot:
        await pilot.press("j", "j", "j", "j")
        assert app.map.day == date(2026, 11, 30)
        await pilot.press("k")
        assert app.map.day == date(2026, 11, 27)
        await pilot.press("home", "left", "up")
        assert app.map.day == FIRST
        await pilot.press("G", "right", "down")
        assert app.map.day == LAST
        await pilot.press("t")
        assert app.map.day == TODAY


async def test_the_mouse_reads_a_day_too() -> None:
    app = MapApp()
    async with app.run_test(size=(80, 12)) as pilot:
        await pilot.click(HeatMap, offset=(4, 2))
        assert app.map.day == date(2026, 9, 1)
        await pilot.click(HeatMap, offset=(1, 2))
        assert app.map.day == date(2026, 9, 1), "the label of a row is no day"
        await pilot.click(HeatMap, offset=(4, 8))
        assert app.map.day == date(2026, 9, 1)


async def test_the_day_under_the_cursor_has_a_symbol_of_its_own_while_the_map_has_the_keys() -> None:
    app = MapApp()
    async with app.run_test(size=(80, 12)) as pilot:
        assert app.lines[2][4 + 12] == "◆"
        app.set_focus(None)
        await pilot.pause()
        assert app.lines[2][4 + 12] == "▒"


async def test_a_meeting_on_a_saturday_gives_the_saturday_a_row() -> None:
    app = MapApp(days={date(2026, 10, 3): HeatDay(1, counts=False)})
    async with app.run_test(size=(80, 12)) as pilot:
        assert [line[:3] for line in app.lines[1:7]] == ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
        app.map.day = date(2026, 10, 2)
        await pilot.press("down")
        assert "Sat 3 Oct 2026 · 1 meeting held · no school day" in app.lines[7]


async def test_a_wide_screen_gives_a_day_two_cells() -> None:
    app = MapApp()
    async with app.run_test(size=(120, 12)):
        assert app.lines[2].startswith("Tue ░░· ")


async def test_two_years_on_a_narrow_screen_keep_the_cursor_in_sight() -> None:
    app = MapApp(date(2025, 8, 25), LAST)
    async with app.run_test(size=(60, 12)) as pilot:
        assert "◆" in app.lines[2]
        await pilot.press("home")
        assert "◆" in app.lines[1]
        await pilot.press("end")
        assert "◆" in app.lines[5]
        assert all(len(line) <= 60 for line in app.lines)


async def test_before_anything_is_shown_the_keys_do_nothing() -> None:
    class Empty(App[None]):
        def compose(self) -> ComposeResult:
            yield HeatMap("meeting", "meetings")

    app = Empty()
    async with app.run_test(size=(80, 12)) as pilot:
        await pilot.press("left", "down")
        assert app.query_one(HeatMap).day is None


@pytest.mark.parametrize(
    ("most", "bounds"),
    [(0, ()), (1, (1,)), (3, (1, 2, 3)), (4, (1, 2, 3, 4)), (7, (1, 2, 3, 5)), (100, (1, 4, 10, 32))],
)
def test_one_busy_day_does_not_make_all_others_look_alike(most: int, bounds: tuple[int, ...]) -> None:
    assert steps(most) == bounds


@given(st.integers(0, 100_000))
def test_shades_rise_and_the_busiest_day_has_the_darkest(most: int) -> None:
    bounds = steps(most)

    assert list(bounds) == sorted(set(bounds))
    assert all(1 <= bound <= most for bound in bounds)


@given(st.dates(date(2000, 1, 1), date(2050, 1, 1)), st.integers(0, 800), st.integers(-900, 900))
def test_whatever_the_year_the_cursor_is_a_day_of_it(first: date, days: int, off: int) -> None:
    heat_map = HeatMap("meeting", "meetings")
    last = first + timedelta(days=days)
    heat_map.show(first, last, first + timedelta(days=off), {})

    assert heat_map.day is not None
    assert first <= heat_map.day <= last
