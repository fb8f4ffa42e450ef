"""Shares as bars: long enough to see, literal names, and a list to walk through."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from textual import on
from textual.app import App, ComposeResult
from textual.widgets import OptionList

from partner_tui.widgets.bars import MARK, Bar, Bars, bar_lines, bar_of

TEAMS = [Bar("Science", 1, 8), Bar("Arts", 4, 5), Bar("Office", 3, 3, "✓", "all met")]


class BarsApp(App[None]):
    """Shows bars and remembers which was chosen."""

    def __init__(self, bars: list[Bar]) -> None:
        super().__init__()
        self._shown = bars
        self.chosen: list[int] = []

    def compose(self) -> ComposeResult:
        yield Bars()

    def on_mount(self) -> None:
        self.query_one(Bars).show(self._shown, Fraction(1, 2))

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        self.chosen.append(event.option_index)


@pytest.mark.parametrize(
    ("part", "whole", "filled"),
    [(0, 8, 0), (4, 8, 5), (8, 8, 10), (1, 1000, 1), (999, 1000, 9), (0, 0, 0)],
)
def test_something_is_never_nothing_and_less_is_never_all(part: int, whole: int, filled: int) -> None:
    assert bar_of(part, whole, 10).plain == "▇" * filled + "─" * (10 - filled)


def test_the_share_of_everybody_is_marked_on_each_bar() -> None:
    assert bar_of(1, 5, 10, Fraction(1, 2)).plain == "▇▇───┃────"
    assert bar_of(5, 5, 10, Fraction(1)).plain == "▇▇▇▇▇▇▇▇▇┃"
    assert MARK not in bar_of(0, 0, 10, Fraction(1, 2)).plain


def test_numbers_stand_beside_every_bar_and_a_sign_beside_every_colour() -> None:
    first, _, last = (line.plain for line in bar_lines(TEAMS, 80))

    assert first.startswith("  Science ")
    assert "1 of 8   13 %" in first
    assert last.startswith("✓ Office ")
    assert "3 of 3  100 %  all met" in last


NAMES = st.text(st.characters(codec="utf-8"), max_size=40)


@given(
    st.lists(
        st.builds(Bar, NAMES, st.integers(0, 9), st.integers(9, 9000), st.just("!"), st.just("nobody yet")), max_size=6
    ),
    st.integers(40, 130),
)
def test_a_line_never_leaves_its_room_whatever_a_group_is_called(bars: list[Bar], room: int) -> None:
    for line in bar_lines(bars, room, Fraction(1, 3)):
        assert "\n" not in line.plain
        assert cell_len(line.plain) <= room


def test_a_name_that_looks_like_markup_is_text() -> None:
    [line] = bar_lines([Bar("[b]Arts[/b] [@click=app.quit]x", 1, 2)], 80)

    assert "[b]Arts[/b]" in line.plain


async def test_the_bars_are_walked_through_and_chosen_with_the_keys() -> None:
    app = BarsApp(TEAMS)
    async with app.run_test(size=(80, 10)) as pilot:
        await pilot.press("j", "enter", "G", "enter", "k", "g", "enter")

        assert app.chosen == [1, 2, 0]


async def test_the_highlight_stays_with_its_group_when_the_order_changes() -> None:
    app = BarsApp(TEAMS)
    async with app.run_test(size=(80, 10)) as pilot:
        await pilot.press("down")
        app.query_one(Bars).show([TEAMS[1], TEAMS[0]])
        await pilot.press("enter")

        assert app.chosen == [0]


async def test_bars_are_as_long_as_there_is_room_after_a_resize() -> None:
    app = BarsApp(TEAMS)
    async with app.run_test(size=(120, 10)) as pilot:
        wide = app.query_one(Bars).get_option_at_index(0).prompt
        await pilot.resize_terminal(50, 10)
        await pilot.pause()
        narrow = app.query_one(Bars).get_option_at_index(0).prompt

        assert cell_len(str(narrow)) <= 50 < cell_len(str(wide))
        assert "1 of 8" in str(narrow)


async def test_no_bars_and_page_down_end_nothing() -> None:
    app = BarsApp([])
    async with app.run_test(size=(80, 10)) as pilot:
        await pilot.press("pagedown", "enter", "j")

        assert app.chosen == []
