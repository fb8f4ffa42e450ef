"""An empty list says what it is for and which key fills it."""

from __future__ import annotations

from textual.app import App, ComposeResult

from partner_tui.widgets.empty_state import EmptyState, KeyHint


class Empty(App[None]):
    """An empty list of people; counts how often somebody is added."""

    added = 0

    def compose(self) -> ComposeResult:
        yield EmptyState(
            "Everybody you want to keep in touch with stands here.",
            KeyHint("n", "adds the first person", "app.add"),
            KeyHint("i", "imports a roster"),
        )

    def action_add(self) -> None:
        self.added += 1


def shown(app: App[None]) -> str:
    return "\n".join(strip.text for strip in app.screen._compositor.render_strips())


async def test_an_empty_list_says_its_purpose_and_its_keys() -> None:
    app = Empty()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        text = shown(app)
        assert "Everybody you want to keep in touch with stands here." in text
        assert "n  adds the first person" in text
        assert "i  imports a roster" in text


async def test_a_click_on_the_key_does_what_the_key_does() -> None:
    app = Empty()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        lines = shown(app).splitlines()
        y = next(number for number, text in enumerate(lines) if "n  adds" in text)
        await pilot.click(offset=(lines[y].index("n  adds"), y))
        await pilot.pause()
        assert app.added == 1


async def test_what_was_typed_is_literal_in_it_and_cannot_be_clicked() -> None:
    app = Empty()
    async with app.run_test(size=(80, 24)) as pilot:
        app.query_one(EmptyState).say("Nobody matches [@click=app.add]x[/] [/y].")
        await pilot.pause()
        lines = shown(app).splitlines()
        y = next(number for number, text in enumerate(lines) if "[@click=app.add]x[/] [/y]." in text)
        await pilot.click(offset=(lines[y].index("x[/]"), y))
        await pilot.pause()
        assert app.added == 0


async def test_the_smallest_window_does_not_break_it() -> None:
    app = Empty()
    async with app.run_test(size=(1, 1)) as pilot:
        await pilot.pause()
        assert app.is_running
