"""A length is typed, clicked, or reached with the arrows."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.widgets import Input, Static

from partner_tui.widgets.choice_line import ChoiceLine
from partner_tui.widgets.minutes_input import MinutesInput


class Length(App[None]):
    """A field for minutes."""

    def compose(self) -> ComposeResult:
        yield MinutesInput("20")

    def on_mount(self) -> None:
        self.field.focus()

    @property
    def field(self) -> MinutesInput:
        return self.query_one(MinutesInput)


async def test_up_and_down_step_through_the_usual_lengths() -> None:
    app = Length()
    async with app.run_test() as pilot:
        await pilot.press("up", "up", "up", "up", "up")
        assert app.field.value == "60"
        await pilot.press("down")
        assert app.field.minutes == 45


async def test_a_click_takes_a_usual_length() -> None:
    app = Length()
    async with app.run_test(size=(80, 5)) as pilot:
        await pilot.pause()
        await pilot.click(ChoiceLine, offset=(2, 0))
        await pilot.pause()
        assert app.field.minutes == 15
        assert app.query_one(Input).has_focus


async def test_what_was_not_typed_in_minutes_is_said() -> None:
    app = Length()
    async with app.run_test() as pilot:
        said = app.query_one(".minutes-input--said", Static)
        assert not said.display
        app.field.value = ""
        await pilot.press(*"1h30")
        await pilot.pause()
        assert app.field.minutes == 90
        assert str(said.content) == "1 h 30 min"
        assert app.query_one(ChoiceLine).index is None
        app.field.value = "soon"
        await pilot.pause()
        assert app.field.minutes is None
        assert not said.display
        await pilot.press("up")
        assert app.field.minutes == 15
