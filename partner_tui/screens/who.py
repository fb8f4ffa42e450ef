"""Who sits here: asked once, so that nobody is suggested to themselves."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from partner_tui.errors import PartnerError
from partner_tui.records import people
from partner_tui.records.people import PeopleFilter, Person, PersonKind
from partner_tui.screens.desk import DeskApp
from partner_tui.widgets.filter_bar import LIMIT
from partner_tui.widgets.steady_list import SteadyList
from partner_tui.widgets.text import content_line

SHOWN = 100
"""How many people are listed; typing finds the others."""


class WhoScreen(ModalScreen[str]):
    """A list of the staff; gives the uid of one, or "" when the question was skipped."""

    BINDING_GROUP_TITLE = "Who are you?"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "skip", "Skip", id="who.skip", tooltip="Skip the question"),
        Binding("down", "to_list", "To the list", show=False),
    ]
    AUTO_FOCUS = "Input"
    DEFAULT_CSS = """
    WhoScreen {
        align: center middle;
        & > Vertical {
            width: 64; max-width: 100%; height: 20; max-height: 100%; padding: 1 2;
            background: $surface; border: round $accent;
        }
        & .who--question { text-style: bold; }
        & .who--hint { color: $text-muted; margin: 0 0 1 0; }
        & SteadyList { height: 1fr; margin: 1 0; border: none;
            padding: 0; background: transparent; scrollbar-size: 1 1;
        }
        & Input { height: 1; border: none; padding: 0 1; background: $panel; }
        & Input:focus { height: 1; border: none; }
        & .who--keys { color: $text-muted; link-color: $text-accent; link-style: bold; }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._listed: list[Person] = []

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Static(Content("Which of these people are you?"), classes="who--question")
            yield Static(Content("You are left out of the rotation."), classes="who--hint")
            yield Input(placeholder="type your name", select_on_focus=False, max_length=LIMIT)
            yield SteadyList(markup=False, compact=True)
            keys = "[b $text-accent]enter[/] that is me   [b $text-accent][@click=screen.skip]esc[/][/] skip"
            yield Static(Content.from_markup(keys), classes="who--keys")

    def on_mount(self) -> None:
        self._list("")

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self._list(event.value)

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        event.stop()
        if len(self._listed) == 1:
            self._give(self._listed[0].uid)
        else:
            self.action_to_list()

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        if event.option_index < len(self._listed):
            self._give(self._listed[event.option_index].uid)

    def _list(self, text: str) -> None:
        try:
            ids = people.listing(PeopleFilter(kind=PersonKind.STAFF, text=text))[:SHOWN]
            self._listed = [people.get(person_id) for person_id in ids]
        except PartnerError:
            self._listed = []
        found = self.query_one(SteadyList)
        found.clear_options()
        found.add_options([Option(_line(person)) for person in self._listed])
        found.highlighted = 0 if self._listed else None

    def action_to_list(self) -> None:
        """Go to the list."""
        self.query_one(SteadyList).focus()

    def action_skip(self) -> None:
        """Leave the question open."""
        self._give("")

    def _give(self, uid: str) -> None:
        if self.is_current:
            self.dismiss(uid)


def _line(person: Person) -> Content:
    return Content.assemble(content_line(person.name), content_line(f"  {person.job_title or person.email}", "dim"))


async def ask_who(app: DeskApp) -> str:
    """Ask which of the staff sits here; return the uid, or "" where nobody is there or nobody answered."""
    try:
        anybody = people.listing(PeopleFilter(kind=PersonKind.STAFF))
    except PartnerError:
        return ""
    return await app.push_screen_wait(WhoScreen()) if anybody else ""
