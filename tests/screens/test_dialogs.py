"""A question is answered with a key, the arrows or the mouse, and Esc is always safe."""

from __future__ import annotations

import pytest

from partner_tui.screens.dialogs import Ask, Choice, Show, yes_or_no
from tests.screens.standing import Stand, seen

SIDES = [Choice("a", "Archive [/x]", ("y",)), Choice("b", "Go back", ("n",))]


@pytest.mark.parametrize(
    ("keys", "given"),
    [
        (["y"], "yes"),
        (["n"], "no"),
        (["escape"], None),
        (["enter"], "no"),
        (["left", "enter"], "yes"),
        (["tab", "enter"], "yes"),
        (["q", "y"], "yes"),
        (["y", "y", "n"], "yes"),
    ],
)
async def test_a_yes_or_no_question_is_answered(keys: list[str], given: str | None) -> None:
    app = Stand(yes_or_no("Throw it away?", yes="Throw away", no="Keep", harmful=True))
    async with app.run_test() as pilot:
        await pilot.press(*keys)
        await pilot.pause()
        assert app.given == [given]
        assert app.is_closed


async def test_the_mouse_answers() -> None:
    app = Stand(Ask("Archive?", SIDES))
    async with app.run_test() as pilot:
        await pilot.pause()
        await pilot.click("#choice-1")
        await pilot.pause()
        assert app.given == ["b"]


async def test_what_people_typed_stays_text_in_a_question() -> None:
    app = Stand(Ask("Archive [b]Ana [/x]?", SIDES, detail="▲ clashes with [red]x[/] [@click=app.quit]y[/]"))
    async with app.run_test() as pilot:
        await pilot.pause()
        said = seen(app)
        assert "Archive [b]Ana [/x]?" in said
        assert "▲ clashes with [red]x[/] [@click=app.quit]y[/]" in said
        assert "Archive [/x] y" in said


async def test_many_choices_stand_in_a_list_where_arrows_and_letters_go() -> None:
    choices = [Choice("", "All groups"), *(Choice(str(number), f"Group {number}") for number in range(30))]
    app = Stand(Ask("Whose people?", [*choices, Choice("s", "Science")]))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("down", "down", "enter")
        await pilot.pause()
        assert app.given == ["1"]
    app = Stand(Ask("Whose people?", [*choices, Choice("s", "Science")]))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("s")
        await pilot.pause()
        assert "Science" in seen(app)
        await pilot.press("enter")
        await pilot.pause()
        assert app.given == ["s"]


async def test_the_first_choice_is_taken_unless_another_is_named() -> None:
    app = Stand(Ask("Which?", SIDES, default="b"))
    async with app.run_test() as pilot:
        await pilot.press("enter")
        await pilot.pause()
        assert app.given == ["b"]


@pytest.mark.parametrize("key", ["escape", "q", "enter"])
async def test_something_long_is_read_to_its_end_and_closed(key: str) -> None:
    app = Stand(Show("Left [out]", "\n".join(f"line {number} [/x]" for number in range(60))))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "Left [out]" in seen(app)
        assert "line 0 [/x]" in seen(app)
        await pilot.press("j")
        await pilot.pause()
        assert "line 0 [/x]" not in seen(app)
        await pilot.press("space", "space", "space", "space", "space")
        await pilot.pause()
        assert "line 59 [/x]" in seen(app)
        await pilot.press(key)
        await pilot.pause()
        assert app.given == [None]


async def test_the_mouse_closes_what_was_read() -> None:
    app = Stand(Show("Left out", "nobody"))
    async with app.run_test() as pilot:
        await pilot.pause()
        await pilot.click(".show--foot", offset=(1, 0))
        await pilot.pause()
        assert app.given == [None]
