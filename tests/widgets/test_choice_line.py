"""One of a few words is chosen with the arrows, a letter or the mouse."""

from __future__ import annotations

from textual.app import App, ComposeResult

from partner_tui.widgets.choice_line import ChoiceLine, Option

KINDS = [Option("coffee", "coffee"), Option("call", "call"), Option("one", "one-on-one"), Option("nasty", "[/x] [b")]


class Line(App[None]):
    """A line of choices in a narrow window."""

    def __init__(self, value: str = "coffee") -> None:
        super().__init__()
        self.start = value
        self.said: list[str] = []

    def compose(self) -> ComposeResult:
        yield ChoiceLine(KINDS, self.start)

    def on_mount(self) -> None:
        self.line.focus()

    def on_choice_line_changed(self, event: ChoiceLine.Changed) -> None:
        self.said.append(event.value)

    @property
    def line(self) -> ChoiceLine:
        return self.query_one(ChoiceLine)


async def test_the_arrows_and_space_go_round() -> None:
    app = Line()
    async with app.run_test() as pilot:
        await pilot.press("right", "space", "left", "left", "left")
        assert app.said == ["call", "one", "call", "coffee", "nasty"]
        await pilot.press("right")
        assert app.line.value == "coffee"


async def test_a_letter_chooses_the_next_word_that_starts_with_it() -> None:
    app = Line()
    async with app.run_test() as pilot:
        await pilot.press("c")
        assert app.line.value == "call"
        await pilot.press("c", "q")
        assert app.line.value == "coffee"
        await pilot.press("O")
        assert app.line.value == "one"


async def test_a_click_chooses_also_in_the_second_line() -> None:
    app = Line()
    async with app.run_test(size=(24, 6)) as pilot:
        await pilot.pause()
        said = str(app.line.render()).split("\n")
        assert said == ["● coffee  ○ call", "○ one-on-one", "○ [/x] [b"]
        await pilot.click(ChoiceLine, offset=(13, 0))
        assert app.line.value == "call"
        await pilot.click(ChoiceLine, offset=(3, 2))
        assert app.line.value == "nasty"
        assert "● [/x] [b" in str(app.line.render())
        await pilot.click(ChoiceLine, offset=(20, 2))
        assert app.line.value == "nasty"


async def test_a_code_that_is_none_of_the_words_is_kept_and_marks_none() -> None:
    app = Line("retreat")
    async with app.run_test() as pilot:
        assert app.line.value == "retreat"
        assert "●" not in str(app.line.render())
        await pilot.press("left")
        assert app.line.value == "nasty"
