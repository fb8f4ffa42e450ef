"""People are found while somebody types, chosen, and told apart."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import App, ComposeResult
from textual.widgets import Button, Input, Static

from partner_tui.errors import DatabaseError
from partner_tui.records.participants import Part
from partner_tui.widgets.person_picker import Choice, Chosen, PersonPicker, read, written
from partner_tui.widgets.pick_list import PickList
from tests.widgets.nasty import NASTY_NAMES, forbidden

ANA, ANABEL, SAM = (
    Choice(1, "Ana Rivera", "Science"),
    Choice(2, "Anabel [/x] Ortiz", "Cafeteria"),
    Choice(3, "Sam Okafor"),
)


def search(text: str) -> Sequence[Choice]:
    """Finds by a piece of the name, as the records do."""
    if text == "broken":
        raise DatabaseError("The file cannot be read.", "Look at the disk.")
    return [choice for choice in (ANA, ANABEL, SAM) if text.casefold() in choice.name.casefold()]


class Picking(App[None]):
    """A picker and something else to go to."""

    def __init__(self, people: Sequence[Chosen] = (), *, with_came: bool = False) -> None:
        super().__init__()
        self.picker = PersonPicker(search, people, with_came=with_came)
        self.changes = 0

    def compose(self) -> ComposeResult:
        yield self.picker
        yield Button("Save")

    def on_mount(self) -> None:
        self.picker.focus()

    def on_person_picker_changed(self) -> None:
        self.changes += 1

    @property
    def names(self) -> list[str]:
        return [one.choice.name for one in self.picker.people]

    @property
    def said(self) -> str:
        said = self.picker.query_one(".person-picker--said", Static)
        return str(said.content) if said.display else ""

    @property
    def matches(self) -> list[str]:
        return [line[0] for line in self.picker.query_one(".person-picker--matches", PickList).lines]


async def test_typing_lists_who_is_called_so_and_enter_chooses() -> None:
    app = Picking()
    async with app.run_test() as pilot:
        await pilot.press(*"ana")
        await pilot.pause()
        assert app.matches == ["Ana Rivera", "Anabel [/x] Ortiz"]
        await pilot.press("down", "enter")
        await pilot.pause()
        assert app.names == ["Anabel [/x] Ortiz"]
        assert app.picker.typed == ""
        assert app.matches == []
        assert "Anabel [/x] Ortiz · Cafeteria" in str(app.picker.query_one(PickList).render())


async def test_nobody_is_offered_twice() -> None:
    app = Picking([Chosen(SAM)])
    async with app.run_test() as pilot:
        await pilot.press(*"okaf")
        await pilot.pause()
        assert app.matches == []
        assert app.said == "already chosen"
        await pilot.press("enter")
        assert app.names == ["Sam Okafor"]


async def test_a_name_that_nobody_has_is_said_and_enter_keeps_it() -> None:
    app = Picking()
    async with app.run_test() as pilot:
        await pilot.press(*"zoe", "enter")
        await pilot.pause()
        assert app.said == "nobody is called “zoe”"
        assert app.picker.typed == "zoe"
        await pilot.press("tab")
        await pilot.pause()
        assert app.said == "“zoe” is typed, and nobody is chosen for it"


async def test_records_that_cannot_be_read_are_said() -> None:
    app = Picking()
    async with app.run_test() as pilot:
        app.picker.query_one(Input).value = "broken"
        await pilot.pause()
        assert app.said == "! The file cannot be read. Look at the disk."


async def test_backspace_in_the_empty_line_takes_out_the_last() -> None:
    app = Picking([Chosen(ANA), Chosen(SAM)])
    async with app.run_test() as pilot:
        await pilot.press("x", "backspace")
        assert app.names == ["Ana Rivera", "Sam Okafor"]
        await pilot.press("backspace")
        assert app.names == ["Ana Rivera"]
        await pilot.press("backspace", "backspace")
        assert app.names == []
        assert app.changes == 2


async def test_keys_in_the_chosen_list_change_part_and_came_and_remove() -> None:
    app = Picking([Chosen(ANA), Chosen(SAM, came=True)], with_came=True)
    async with app.run_test() as pilot:
        await pilot.press("up")
        await pilot.pause()
        assert app.said == "o part · c came · delete removes"
        await pilot.press("o", "c", "down", "o", "o", "c")
        await pilot.pause()
        assert app.picker.people == (Chosen(ANA, Part.OPTIONAL, True), Chosen(SAM, Part.HOST, False))
        await pilot.press("delete", "delete")
        await pilot.pause()
        assert app.names == []
        assert app.picker.query_one(Input).has_focus


async def test_where_nobody_has_come_yet_c_does_nothing() -> None:
    app = Picking([Chosen(ANA)])
    async with app.run_test() as pilot:
        await pilot.press("up", "c")
        await pilot.pause()
        assert app.picker.people == (Chosen(ANA),)
        assert "came" not in app.said


async def test_the_mouse_chooses_and_changes_and_removes() -> None:
    app = Picking([Chosen(ANA)], with_came=True)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*"sam")
        await pilot.pause()
        await pilot.click(".person-picker--matches", offset=(3, 0))
        await pilot.pause()
        assert app.names == ["Ana Rivera", "Sam Okafor"]
        assert app.picker.query_one(Input).has_focus
        chosen = app.picker.query_one(".person-picker--chosen", PickList)
        text = str(chosen.render()).split("\n")[0]
        await pilot.click(chosen, offset=(text.index("guest") + 1, 0))
        await pilot.click(chosen, offset=(text.index("came") + 1, 1))
        await pilot.pause()
        assert app.picker.people == (Chosen(ANA, Part.OPTIONAL), Chosen(SAM, came=False))
        text = str(chosen.render()).split("\n")[0]
        await pilot.click(chosen, offset=(text.index("×"), 0))
        await pilot.pause()
        assert app.names == ["Sam Okafor"]


async def test_many_people_are_shown_a_few_at_a_time() -> None:
    crowd = [Chosen(Choice(number, f"Person {number}")) for number in range(40)]
    app = Picking(crowd)
    async with app.run_test() as pilot:
        await pilot.press("up", *["down"] * 20)
        await pilot.pause()
        said = str(app.picker.query_one(PickList).render())
        assert "Person 20" in said
        assert "of 40" in said
        assert len(said.split("\n")) == 7


async def test_nasty_names_are_only_text() -> None:
    crowd = [Chosen(Choice(number, name, name)) for number, name in enumerate(NASTY_NAMES.values())]
    app = Picking(crowd)
    async with app.run_test() as pilot:
        await pilot.press("up")
        for _ in crowd:
            await pilot.press("down")
            shown = str(app.picker.query_one(PickList).render())
            assert not forbidden(shown.replace("\n", ""))
        assert app.is_running


def test_what_is_kept_of_people_comes_back_and_rubbish_is_nobody() -> None:
    people = (Chosen(ANABEL, Part.HOST, True), Chosen(SAM))
    assert read(written(people)) == people
    for rubbish in ("", "{", "[1]", "[[1, 2]]", '[[1, "a", "b", "king", null]]', '{"a": 1}', "null", "7"):
        assert read(rubbish) == ()
