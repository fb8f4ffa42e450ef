"""A date field shows at once what it understood."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.widgets import Button, Static

from partner_tui.errors import FieldError
from partner_tui.widgets.date_input import DateInput
from tests.widgets.nasty import NASTY_NAMES, forbidden


def read(text: str) -> str:
    """Understands only one day, and repeats what it does not understand."""
    if text == "tomorrow":
        return "Wed 25 Nov 2026"
    raise FieldError("at", f"“{text}” is not a date.", "Try: tomorrow 3pm.")


class Form(App[None]):
    """A date field and something else to go to."""

    def __init__(self, value: str = "") -> None:
        super().__init__()
        self.start = value
        self.said: list[tuple[str, str | None]] = []

    def compose(self) -> ComposeResult:
        yield DateInput(read, self.start)
        yield Button("Save")

    def on_mount(self) -> None:
        self.at.focus()

    def on_date_input_changed(self, event: DateInput.Changed) -> None:
        self.said.append((event.value, event.understood))

    @property
    def at(self) -> DateInput:
        return self.query_one(DateInput)

    @property
    def below(self) -> str:
        return str(self.at.query_one(".date-input--understood", Static).content)


async def test_what_was_understood_stands_under_the_field_while_typing() -> None:
    app = Form()
    async with app.run_test() as pilot:
        await pilot.press(*"tomorrow")
        await pilot.pause()
        assert app.below == "✓ Wed 25 Nov 2026"
        assert app.at.has_class("-understood")
        assert app.said[0] == ("t", None)
        assert app.said[-1] == ("tomorrow", "Wed 25 Nov 2026")
        assert app.at.understood == "Wed 25 Nov 2026"


async def test_what_is_not_yet_a_date_is_a_question_while_typing_and_an_error_after() -> None:
    app = Form()
    async with app.run_test() as pilot:
        await pilot.press(*"tom")
        await pilot.pause()
        assert app.below == "? “tom” is not a date. Try: tomorrow 3pm."
        assert not app.at.has_class("-wrong")
        await pilot.press("tab")
        await pilot.pause()
        assert app.below == "! “tom” is not a date. Try: tomorrow 3pm."
        assert app.at.has_class("-wrong")
        assert app.at.error is not None


async def test_an_empty_field_is_not_wrong() -> None:
    app = Form("tom")
    async with app.run_test() as pilot:
        await pilot.pause()
        assert app.at.has_class("-wrong")
        app.at.value = ""
        await pilot.pause()
        assert app.below == ""
        assert (app.at.error, app.at.understood) == (None, None)
        assert not app.at.has_class("-wrong")


async def test_a_value_given_at_the_start_is_read_at_once_and_anew_on_request() -> None:
    app = Form(" tomorrow ")
    async with app.run_test() as pilot:
        await pilot.pause()
        assert app.below == "✓ Wed 25 Nov 2026"
        app.at._read = lambda _text: "Thu 26 Nov 2026"
        app.at.refresh_reading()
        assert app.below == "✓ Thu 26 Nov 2026"


async def test_nasty_text_in_a_date_field_is_only_not_a_date() -> None:
    app = Form()
    async with app.run_test() as pilot:
        for name in NASTY_NAMES.values():
            app.at.value = name
            await pilot.pause()
            assert app.at.understood is None
            assert not forbidden(app.below)
        assert app.is_running
