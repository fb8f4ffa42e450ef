"""Find: a window over any screen in which every word ever written is found while somebody types."""

from __future__ import annotations

from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static

from partner_tui import commands
from partner_tui.errors import PartnerError
from partner_tui.records.found import Found, Kind
from partner_tui.records.search import LIMIT, Findings
from partner_tui.screens.desk import Desk
from partner_tui.screens.find_lines import MORE, options
from partner_tui.screens.live_search import LiveSearch, Wanted
from partner_tui.widgets.empty_state import EmptyState
from partner_tui.widgets.filter_bar import LIMIT as LONGEST
from partner_tui.widgets.steady_list import SteadyList
from partner_tui.widgets.text import content_line, line

PER_KIND = 5
"""How many of a kind are listed among the others; Enter on the line beneath lists all of it."""

PURPOSE = (
    "Every word that was ever written: names and e-mail addresses of people, groups and partners; what was said in "
    "meetings and answered to questions; promises, agreements, openings, goals, and what to ask next time. Of private "
    "notes, your own only."
    "\n\nTwo words find what has both, in any order. Accents and capitals do not matter, the beginning of a word is "
    "enough, and one slip of the finger is forgiven."
)


class _Results(SteadyList, can_focus=False, inherit_bindings=False):
    """What was found; the line to type in keeps the focus, and the keys come from there."""


class FindScreen(ModalScreen[Found | None]):
    """Gives the record that was chosen; None when it was left."""

    HELP = "Find"
    BINDING_GROUP_TITLE = "Find"
    BINDINGS: ClassVar[list[BindingType]] = [
        commands.help_key(),
        Binding("escape", "back", "Back", id="find.leave", tooltip="Leave everything as it was"),
        Binding("down", "move('cursor_down')", "Down", show=False, tooltip="The next line"),
        Binding("up", "move('cursor_up')", "Up", show=False, tooltip="The line before"),
        Binding("pagedown", "move('page_down')", "Page down", show=False),
        Binding("pageup", "move('page_up')", "Page up", show=False),
        Binding("ctrl+home", "move('first')", "First", show=False),
        Binding("ctrl+end", "move('last')", "Last", show=False),
    ]
    AUTO_FOCUS = "Input"
    DEFAULT_CSS = """
    FindScreen {
        align: center top;
        & > Vertical {
            width: 100%; max-width: 110; height: auto; max-height: 100%; margin: 1 2 0 2;
            background: $surface; border: round $accent; border-subtitle-color: $text-muted;
        }
        & .find--line { height: 1; padding: 0 1; }
        & .find--sign { width: 2; color: $text-accent; text-style: bold; }
        & Input { width: 1fr; }
        & .find--note { width: auto; padding: 0 0 0 1; color: $text-muted; }
        & EmptyState { height: auto; padding: 1 2; text-align: left; }
        & _Results {
            height: auto; max-height: 1fr; border: none; padding: 0; background: $surface;
            text-wrap: nowrap; text-overflow: ellipsis; scrollbar-size-vertical: 1; display: none;
            & > .option-list--option { padding: 0 1; }
            & > .option-list--option-highlighted {
                background: $block-cursor-background 40%; color: $foreground; text-style: none;
            }
            & > .option-list--option-disabled { color: $foreground; }
        }
        &.-found _Results { display: block; }
        &.-found EmptyState { display: none; }
    }
    """

    class Looked(Message):
        """Something was looked for in the thread: what was found, or what went wrong."""

        def __init__(self, wanted: Wanted, found: Findings | PartnerError) -> None:
            super().__init__()
            self.wanted = wanted
            self.found = found

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._search = LiveSearch(desk.who, lambda wanted, found: self.post_message(self.Looked(wanted, found)))
        self._findings = Findings("")
        self._asked = Wanted("")
        self.is_looking = False
        """Whether something was asked for that is not answered yet."""
        self._enter_waits = False

    def compose(self) -> ComposeResult:
        with Vertical():
            with Horizontal(classes="find--line"):
                yield Static(Content("/"), classes="find--sign")
                yield Input(
                    placeholder="a name, or any word that was written",
                    compact=True,
                    select_on_focus=False,
                    max_length=LONGEST,
                )
                yield Static(Content(), classes="find--note")
            yield EmptyState(PURPOSE)
            yield _Results(markup=False)

    def on_mount(self) -> None:
        """Be ready for the first letter."""
        self._search.start()
        self.query_one(Vertical).border_subtitle = _FOOT

    def on_unmount(self) -> None:
        """Look no further."""
        self._search.stop()

    def on_resize(self, _event: events.Resize) -> None:
        """Titles have the room that there is."""
        self._show()

    # What is typed, and what comes of it

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self._ask(Wanted(line(event.value).strip(), limit=PER_KIND))

    def _ask(self, wanted: Wanted) -> None:
        self._asked = wanted
        self._enter_waits = False
        self.is_looking = bool(wanted.text)
        self._search.ask(wanted)
        if not wanted.text:
            self._findings = Findings("")
            self._show()

    @on(Looked)
    def _looked(self, event: Looked) -> None:
        event.stop()
        if event.wanted != self._asked and event.wanted.text:
            return
        self.is_looking = False
        if isinstance(event.found, PartnerError):
            self._say(f"! {event.found.message} {event.found.hint}")
            return
        self._findings = event.found if self._asked.text else Findings("")
        self._show()
        if self._enter_waits:
            self._choose()

    def _show(self) -> None:
        """Show what was found, with the best of it highlighted."""
        findings, results = self._findings, self.query_one(_Results)
        with self.app.batch_update():
            results.clear_options()
            room = self.query_one(Vertical).size.width - 4
            lines = options(findings, self._desk.now(), room, whole=self._asked.kind is not None)
            results.add_options(lines)
            self.set_class(bool(lines), "-found")
            if lines:
                results.highlighted = 1
                results.scroll_home(animate=False)
            elif findings.text:
                self.query_one(EmptyState).say(f"Nothing has “{findings.text}”.\n\n{PURPOSE}")
            else:
                self.query_one(EmptyState).say(PURPOSE)
            self._say(_note(findings))

    def _say(self, note: str) -> None:
        self.query_one(".find--note", Static).update(content_line(note))

    # What is chosen

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        event.stop()
        self._choose()

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self._choose()

    def _choose(self) -> None:
        """Give the highlighted record, or list all of a kind."""
        # What is shown may be of a text that goes on already: nobody is to open what they did not mean.
        self._enter_waits = self.is_looking
        option = self.query_one(_Results).highlighted_option
        if self.is_looking or option is None or option.id is None or not self.is_current:
            return
        if option.id.startswith(MORE):
            self._ask(Wanted(self._asked.text, Kind(option.id.removeprefix(MORE)), LIMIT))
        else:
            self.dismiss(self._findings.found[int(option.id)])

    def action_move(self, move: str) -> None:
        """Go to another line, while the line to type in keeps the focus."""
        getattr(self.query_one(_Results), f"action_{move}")()

    def action_back(self) -> None:
        """Go back from one kind to all, or else leave."""
        if self._asked.kind is not None:
            self._ask(Wanted(self._asked.text, limit=PER_KIND))
        elif self.is_current:
            self.dismiss(None)


def _note(findings: Findings) -> str:
    """Return how much was found for which text, and what to do about too much."""
    if not findings.text:
        return ""
    found = "nothing" if not findings.total else f"{findings.total:,}"
    if findings.more:
        found = f"{LIMIT} and more, type another letter"
    return f"“{findings.text[:20]}”: {found}"


_FOOT = (
    "[b $text-accent]↑↓[/] choose  [b $text-accent]enter[/] open  [b $text-accent][@click=screen.back]esc[/][/] back"
)
