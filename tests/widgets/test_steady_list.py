"""A list of options under keys that come before it is drawn."""

from __future__ import annotations

import pytest
from textual.app import App, ComposeResult
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from partner_tui.widgets.steady_list import SteadyList


class Listed(App[None]):
    """An app with one list."""

    def __init__(self, options: OptionList) -> None:
        super().__init__()
        self.options = options

    def compose(self) -> ComposeResult:
        yield self.options


def options() -> list[Option]:
    return [Option(f"Option {number}") for number in range(50)]


async def test_a_page_goes_down_and_up_once_the_list_is_drawn() -> None:
    app = Listed(SteadyList(*options()))
    async with app.run_test(size=(40, 12)) as pilot:
        await pilot.press("home", "pagedown")
        assert (app.options.highlighted or 0) > 5
        await pilot.press("pageup")
        assert app.options.highlighted == 0


async def test_a_page_before_anything_is_drawn_moves_nothing() -> None:
    app = Listed(SteadyList(*options()))
    app.options.styles.height = 0
    async with app.run_test(size=(40, 12)):
        app.options.highlighted = 3
        await app.run_action("page_down", default_namespace=app.options)
        await app.run_action("page_up", default_namespace=app.options)
        assert app.options.highlighted == 3


async def test_textual_still_needs_it() -> None:
    app = Listed(OptionList(*options()))
    app.options.styles.height = 0
    async with app.run_test(size=(40, 12)):
        app.options.highlighted = 3
        with pytest.raises(KeyError):
            await app.run_action("page_down", default_namespace=app.options)
