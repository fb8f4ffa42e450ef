"""A filter narrows while somebody types, and gets out of the way."""

from __future__ import annotations

from typing import ClassVar

from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType

from partner_tui.widgets.filter_bar import LIMIT, FilterBar


class Filtered(App[None]):
    """A filter, and everything that it said."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", "Back")]

    def __init__(self) -> None:
        super().__init__()
        self.bar = FilterBar()
        self.said: list[tuple[str, str]] = []

    def compose(self) -> ComposeResult:
        yield self.bar

    def on_mount(self) -> None:
        self.bar.focus()

    def action_leave(self) -> None:
        self.said.append(("back", ""))

    def on_filter_bar_changed(self, event: FilterBar.Changed) -> None:
        self.said.append(("changed", event.text))

    def on_filter_bar_left(self, event: FilterBar.Left) -> None:
        self.said.append(("left", event.text))


async def test_each_character_narrows_the_list() -> None:
    app = Filtered()
    async with app.run_test() as pilot:
        await pilot.press(*"an")
        await pilot.pause()
        assert app.said == [("changed", "a"), ("changed", "an")]


async def test_escape_empties_the_filter_first_and_leaves_it_then() -> None:
    app = Filtered()
    async with app.run_test() as pilot:
        await pilot.press("a", "escape", "escape")
        await pilot.pause()
        assert app.said == [("changed", "a"), ("changed", ""), ("left", "")]


async def test_enter_and_down_go_to_the_list_and_keep_the_filter() -> None:
    app = Filtered()
    async with app.run_test() as pilot:
        await pilot.press("a", "enter", "down")
        await pilot.pause()
        assert app.said == [("changed", "a"), ("left", "a"), ("left", "a")]
        assert app.bar.text == "a"


async def test_a_clipboard_full_of_anything_becomes_one_clean_short_line() -> None:
    app = Filtered()
    async with app.run_test() as pilot:
        app.bar.text = "\x1b[31m [b]x[/]\u202e" + "y" * 10_000
        await pilot.pause()
        assert app.bar.text.startswith("[31m [b]x[/]y")
        assert len(app.bar.text) <= LIMIT


async def test_the_note_at_the_right_is_literal() -> None:
    app = Filtered()
    async with app.run_test(size=(80, 5)) as pilot:
        app.bar.note("61 of 80 [/x]")
        await pilot.pause()
        assert app.screen._compositor.render_strips()[0].text.rstrip().endswith("61 of 80 [/x]")
