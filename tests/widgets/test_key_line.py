"""The line of keys at the foot of a screen: what can be pressed, what fits, what a click does."""

from __future__ import annotations

from typing import ClassVar

from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import Input

from partner_tui.widgets.key_line import KeyLine


class Shop(Screen[None]):
    """A screen with four keys, of which one cannot be used and one has two spellings."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("b,B", "take('bread')", "Bread", tooltip="Take a loaf"),
        Binding("m", "take('milk')", "Milk"),
        Binding("s", "sold_out", "[red]Salt"),
        Binding("h", "take('hidden')", "Hidden", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.taken: list[str] = []
        self.open = True

    def compose(self) -> ComposeResult:
        yield Input()
        yield KeyLine()

    def action_take(self, what: str) -> None:
        self.taken.append(what)

    def action_sold_out(self) -> None:
        self.taken.append("salt")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "sold_out":
            return None
        return self.open or action != "take"


class Street(App[None]):
    AUTO_FOCUS = None
    BINDINGS: ClassVar[list[BindingType]] = [Binding("q", "leave", "Leave", tooltip="Go home")]

    def on_mount(self) -> None:
        self.push_screen(Shop())


def foot(pilot: Pilot[None]) -> str:
    width = pilot.app.size.width
    line = pilot.app.screen.query_one(KeyLine)
    return "".join(segment.text for segment in line.render_line(0)).ljust(width)


async def clicked(pilot: Pilot[None], text: str) -> list[str]:
    await pilot.click(KeyLine, offset=(foot(pilot).index(text), 0))
    await pilot.pause()
    screen = pilot.app.screen
    assert isinstance(screen, Shop)
    return screen.taken


async def test_each_thing_that_can_be_done_stands_there_once_with_the_palette_at_the_right() -> None:
    async with Street().run_test(size=(60, 5)) as pilot:
        assert foot(pilot).rstrip() == "b Bread m Milk s [red]Salt q Leave".ljust(49) + "▏^p palette"


async def test_a_click_presses_the_key_and_one_that_cannot_be_used_stays_without_effect() -> None:
    async with Street().run_test(size=(60, 5)) as pilot:
        assert await clicked(pilot, "Milk") == ["milk"]
        assert await clicked(pilot, "b Bread") == ["milk", "bread"]
        assert await clicked(pilot, "Salt") == ["milk", "bread"]
        assert await clicked(pilot, "   ") == ["milk", "bread"]


async def test_the_line_follows_what_can_be_done_now() -> None:
    async with Street().run_test(size=(60, 5)) as pilot:
        screen = pilot.app.screen
        assert isinstance(screen, Shop)
        screen.open = False
        screen.refresh_bindings()
        await pilot.pause()
        assert "Bread" not in foot(pilot)
        assert "q Leave" in foot(pilot)


async def test_where_it_is_narrow_a_screens_last_keys_go_first_and_what_works_everywhere_stays() -> None:
    async with Street().run_test(size=(30, 5)) as pilot:
        assert foot(pilot).startswith("b Bread q Leave ")
        assert [key.label for key in pilot.app.screen.query_one(KeyLine).left_away] == ["Milk", "[red]Salt"]
        await pilot.resize_terminal(22, 5)
        await pilot.pause()
        assert foot(pilot).startswith("q Leave ")
        await pilot.resize_terminal(3, 5)
        await pilot.pause()
        assert pilot.app.is_running


async def test_the_mouse_is_told_what_a_key_does() -> None:
    async with Street().run_test(size=(60, 5), tooltips=True) as pilot:
        line = pilot.app.screen.query_one(KeyLine)
        await pilot.hover(KeyLine, offset=(foot(pilot).index("Bread"), 0))
        assert str(line.tooltip) == "Take a loaf"
        await pilot.hover(KeyLine, offset=(45, 0))
        assert line.tooltip is None
