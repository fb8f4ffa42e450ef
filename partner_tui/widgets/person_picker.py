"""A field for people: the chosen ones, a line to type a name in, and beneath it who is called so."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar, Self

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static

from partner_tui.errors import PartnerError
from partner_tui.records.participants import Part
from partner_tui.widgets.pick_list import PickList
from partner_tui.widgets.text import content_line

_KEYS = "o part · c came · delete removes"
_CAME = {True: "✓ came", False: "✗ absent", None: "? came"}


@dataclass(frozen=True, slots=True)
class Choice:
    """Somebody who can be chosen: the record's id, the name, and what tells two people of one name apart."""

    id: int
    name: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Chosen:
    """Somebody who is chosen, as what, and whether they came; None while that is not known."""

    choice: Choice
    part: Part = Part.GUEST
    came: bool | None = None


def written(people: Iterable[Chosen]) -> str:
    """Return chosen people as the text that a picker's `value` is."""
    return json.dumps([[one.choice.id, one.choice.name, one.choice.detail, one.part, one.came] for one in people])


def read(text: str) -> tuple[Chosen, ...]:
    """Return the people out of the text of a picker's `value`; nobody, if it is none."""
    try:
        return tuple(
            Chosen(Choice(int(number), str(name), str(detail)), Part(part), None if came is None else bool(came))
            for number, name, detail, part, came in json.loads(text or "[]")
        )
    except (TypeError, ValueError):
        return ()


class _Line(Input):
    """The line to type in; Backspace in it when it is empty is a request."""

    class Emptied(Message):
        """There is nothing left to delete in the line."""

    def action_delete_left(self) -> None:
        """Delete a character; when there is none, tell."""
        if self.value:
            super().action_delete_left()
        else:
            self.post_message(self.Emptied())


class _ChosenList(PickList, can_focus=True):
    """The chosen people, once the focus goes there."""

    BINDING_GROUP_TITLE = "Chosen people"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "move(-1)", "Up", show=False, id="chosen.up", tooltip="The person above"),
        Binding("down,j", "move(1)", "Down", show=False, id="chosen.down", tooltip="The person below"),
        Binding("o", "press(1)", "Part", id="chosen.part", tooltip="Host, guest or optional"),
        Binding("c", "press(2)", "Came", id="chosen.came", tooltip="Whether the person came"),
        Binding("delete,backspace,d", "press(3)", "Remove", id="chosen.remove", tooltip="Take the person out"),
    ]

    def action_move(self, by: int) -> None:
        """Go to the next person, or the one before."""
        self.cursor += by

    def action_press(self, cell: int) -> None:
        """Do what a click on a cell of the highlighted person does."""
        if self.lines:
            self.post_message(self.Picked(self, self.cursor, cell))


class PersonPicker(Vertical):
    """Any number of people. `search` finds who is called so; it is asked while somebody types.

    With `with_came` it can be said who came; whoever is chosen then, came.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "move(1)", "Down", show=False),
        Binding("up", "move(-1)", "Up", show=False),
    ]
    DEFAULT_CSS = """
    PersonPicker {
        height: auto;
        & > .person-picker--said { height: auto; padding: 0 1; color: $text-muted; display: none; }
        & > .person-picker--matches { background: $boost; }
        & > .person-picker--chosen { padding: 0 1 0 0; }
    }
    """

    class Changed(Message):
        """Somebody was chosen or taken out, or is something else now."""

        def __init__(self, person_picker: PersonPicker) -> None:
            super().__init__()
            self.person_picker = person_picker

        @property
        def control(self) -> PersonPicker:
            """The field, for `@on(PersonPicker.Changed, "#with")`."""
            return self.person_picker

    def __init__(
        self,
        search: Callable[[str], Sequence[Choice]],
        people: Iterable[Chosen] = (),
        *,
        with_came: bool = False,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._search = search
        self._people = tuple(people)
        self._with_came = with_came
        self._found: tuple[Choice, ...] = ()
        self._chosen = _ChosenList(classes="person-picker--chosen")
        self._input = _Line(placeholder="a name, or a piece of it", select_on_focus=False)
        self._said = Static(Content(), classes="person-picker--said")
        self._matches = PickList(classes="person-picker--matches")

    def compose(self) -> ComposeResult:
        yield self._chosen
        yield self._input
        yield self._said
        yield self._matches

    def on_mount(self) -> None:
        self._show_people()
        self._find()

    @property
    def people(self) -> tuple[Chosen, ...]:
        """Who is chosen, in the order of choosing."""
        return self._people

    @people.setter
    def people(self, people: Iterable[Chosen]) -> None:
        cursor, before = self._chosen.cursor, self._people
        self._people = tuple(people)
        if self._people != before:
            self._show_people(cursor)
            self.post_message(self.Changed(self))

    @property
    def value(self) -> str:
        """Who is chosen, as text; see `written` and `read`."""
        return written(self._people)

    @value.setter
    def value(self, value: str) -> None:
        self.people = read(value)

    @property
    def typed(self) -> str:
        """What stands in the line and has chosen nobody yet."""
        return self._input.value.strip()

    def focus(self, scroll_visible: bool = True) -> Self:
        """Focus the line to type in."""
        self._input.focus(scroll_visible)
        return self

    def choose(self, choice: Choice) -> None:
        """Add somebody, once, and be ready for the next name."""
        if all(one.choice.id != choice.id for one in self._people):
            self.people = (*self._people, Chosen(choice, came=True if self._with_came else None))
        self._input.value = ""

    def action_move(self, by: int) -> None:
        """Go to the next match, or the one before; with no matches, up goes to the chosen people."""
        if self._found:
            self._matches.cursor += by
        elif by < 0 and self._people:
            self._chosen.focus()
        elif by > 0:
            self._input.focus()

    @on(Input.Changed)
    def _typing(self, event: Input.Changed) -> None:
        event.stop()
        self._find()

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        if self._found:
            self.choose(self._found[self._matches.cursor])
        elif not self.typed:
            return
        event.stop()

    @on(_Line.Emptied)
    def _emptied(self, event: _Line.Emptied) -> None:
        event.stop()
        self.people = self._people[:-1]

    @on(PickList.Picked, ".person-picker--matches")
    def _picked(self, event: PickList.Picked) -> None:
        event.stop()
        if event.line < len(self._found):
            self.choose(self._found[event.line])
        self._input.focus()

    @on(PickList.Picked, ".person-picker--chosen")
    def _pressed(self, event: PickList.Picked) -> None:
        event.stop()
        if event.line >= len(self._people):
            return  # the key that took the person out was pressed twice
        one = self._people[event.line]
        before, after = self._people[: event.line], self._people[event.line + 1 :]
        if event.cell == 1:
            parts = list(Part)
            self.people = (*before, replace(one, part=parts[(parts.index(one.part) + 1) % len(parts)]), *after)
        elif event.cell == 2 and self._with_came:
            self.people = (*before, replace(one, came=not one.came), *after)
        elif event.cell == 3:
            self.people = (*before, *after)
            if not self._people:
                self._input.focus()

    def on_descendant_focus(self, _event: events.DescendantFocus) -> None:
        """Say which keys work where the focus is."""
        self._find()

    def on_descendant_blur(self, _event: events.DescendantBlur) -> None:
        """Hide the matches when the focus goes elsewhere; what is typed stays."""
        self._find()

    def _show_people(self, cursor: int = 0) -> None:
        came = [(_CAME[one.came],) if self._with_came else () for one in self._people]
        lines = [(_named(one.choice), one.part.value, *said, "×") for one, said in zip(self._people, came, strict=True)]
        self._chosen.show(lines, cursor)

    def _find(self) -> None:
        """Look for what is typed, and say what came of it."""
        there = {one.choice.id for one in self._people}
        trouble = ""
        try:
            named = tuple(self._search(self.typed)) if self.typed and self._input.has_focus else ()
        except PartnerError as error:
            named, trouble = (), f"! {error.message} {error.hint}"
        self._found = tuple(choice for choice in named if choice.id not in there)
        self._matches.show([(choice.name, choice.detail) for choice in self._found])
        self._chosen.shows_cursor = self._chosen.has_focus
        self._chosen.refresh()
        self._say(trouble or self._note(len(named)))

    def _note(self, named: int) -> str:
        if self._chosen.has_focus:
            return _KEYS if self._with_came else _KEYS.replace("c came · ", "")
        if not self.typed or self._found:
            return ""
        if not self._input.has_focus:
            return f"“{self.typed}” is typed, and nobody is chosen for it"
        return "already chosen" if named else f"nobody is called “{self.typed}”"

    def _say(self, said: str) -> None:
        self._said.update(content_line(said))
        self._said.display = bool(said)


def _named(choice: Choice) -> str:
    return f"{choice.name} · {choice.detail}" if choice.detail else choice.name
