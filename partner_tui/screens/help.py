"""Help for what has the focus: what it is for, and the keys that work there now."""

from __future__ import annotations

from collections.abc import Iterable
from importlib.resources import files
from typing import Any, ClassVar, NamedTuple

from textual.app import ComposeResult
from textual.binding import ActiveBinding, Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.dom import DOMNode
from textual.screen import ModalScreen, Screen
from textual.widgets import Markdown, Static

from partner_tui.screens.keymap import spoken

MANUAL = "help.md"
EVERYWHERE = "Everywhere"

HEADINGS = {
    "today": "Today",
    "people": "People",
    "meetings": "Meetings",
    "partners": "Partners",
    "board": "Partners",
    "agreements": "Agreements",
    "openings": "Openings",
    "placements": "Placements",
    "reports": "Reports",
    "promises": "Promises",
    "goals": "Goals",
    "timeline": "Timeline",
    "history": "History",
    "hours": "Hours",
    "import": "Importing a file",
    "settings": "Settings",
    "FilterBar": "Narrowing a list",
    "Detail": "The story on the right",
    "DateInput": "Days and times",
    "PersonPicker": "Choosing people",
    "PersonForm": "Forms",
    "MeetingForm": "Forms",
    "Form": "Forms",
}
"""A screen's name among the commands, or a widget's class, -> the heading of its section in the manual."""


UNTOLD = frozenset({"app.focus_next", "app.focus_previous", "screen.copy_text", "screen.minimize", "app.help_quit"})
"""What Textual's keys do on every screen, and nobody asks for."""


class KeyLine(NamedTuple):
    """A line of the list of keys: the keys as they are pressed, and what they do."""

    keys: str
    does: str


class HelpScreen(ModalScreen[None]):
    """A section of the manual, and beneath it the keys: here, then everywhere."""

    BINDING_GROUP_TITLE = "Help"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,question_mark,f1,enter", "leave", "Close", id="help.leave", tooltip="Close the help"),
        Binding("m", "manual", "Whole manual", id="help.manual", tooltip="Read the manual from its beginning"),
        Binding("j", "scroll(1)", show=False),
        Binding("k", "scroll(-1)", show=False),
        Binding("space", "page", show=False),
    ]
    AUTO_FOCUS = "VerticalScroll"
    DEFAULT_CSS = """
    HelpScreen {
        align: center middle;
        & > Vertical {
            width: 100%; max-width: 88; height: 100%; max-height: 40; padding: 1 2 0 2;
            background: $surface; border: round $accent;
        }
        & .help--title { text-style: bold; color: $accent; margin: 0 0 1 0; }
        & VerticalScroll { height: 1fr; padding: 0 1 0 0; scrollbar-size-vertical: 1; }
        & Markdown { background: transparent; padding: 0; margin: 0; }
        & MarkdownH2, & MarkdownH3 { margin: 1 0 1 0; content-align: left middle; color: $text-primary; }
        & MarkdownBullet { color: $text-muted; }
        & .help--keys { height: auto; padding: 0 1 1 0; }
        & .help--group { text-style: bold; color: $text-secondary; margin: 1 0 0 0; }
        & .help--line { height: auto; }
        & .help--key { padding: 0 0 0 2; text-style: bold; color: $text-accent; }
        & .help--does { width: 1fr; height: auto; }
        & .help--foot { color: $text-muted; height: 1; margin: 1 0 0 0; link-color: $text-accent; link-style: bold; }
    }
    """

    def __init__(self, heading: str, here: Iterable[KeyLine], everywhere: Iterable[KeyLine]) -> None:
        super().__init__()
        self._heading = heading
        self._here = list(here)
        self._everywhere = list(everywhere)

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Static(Content(self._heading), classes="help--title")
            with VerticalScroll():
                yield Markdown(section(self._heading), open_links=False)
                with Vertical(classes="help--keys"):
                    yield from self._keys()
            yield Static(Content.from_markup(_FOOT), classes="help--foot")

    def _keys(self) -> ComposeResult:
        wide = max((len(one.keys) for one in [*self._here, *self._everywhere]), default=0)
        for name, lines in (("here", self._here), ("everywhere", self._everywhere)):
            if lines:
                yield Static(Content(name), classes="help--group")
            for one in lines:
                keys = Static(Content(one.keys), classes="help--key")
                keys.styles.width = wide + 4
                yield Horizontal(keys, Static(Content(one.does), classes="help--does"), classes="help--line")

    def action_leave(self) -> None:
        """Close the help."""
        if self.is_current:
            self.dismiss(None)

    async def action_manual(self) -> None:
        """Show the whole manual in place of the section."""
        self.query_one(".help--title", Static).update(Content("The manual"))
        await self.query_one(Markdown).update(manual())
        self.query_one(".help--keys").display = False
        self.query_one(VerticalScroll).scroll_home(animate=False)

    def action_scroll(self, by: int) -> None:
        """Go on by some lines."""
        self.query_one(VerticalScroll).scroll_relative(y=by, animate=False)

    def action_page(self) -> None:
        """Go on by a page."""
        self.query_one(VerticalScroll).scroll_page_down(animate=False)


_FOOT = (
    "[b $text-accent][@click=screen.leave]esc[/][/] close   [b $text-accent][@click=screen.manual]m[/][/] "
    "the whole manual   [b $text-accent]space[/] on"
)


def help_on(screen: Screen[Any]) -> HelpScreen:
    """Return the help for what has the focus on a screen, with the keys that work there now."""
    here, everywhere = live_keys(screen)
    return HelpScreen(heading_of(screen), here, everywhere)


def heading_of(screen: Screen[Any]) -> str:
    """Return the heading of the manual for what has the focus: the nearest that knows of one."""
    node: DOMNode | None = screen.focused or screen
    while node is not None:
        names = [getattr(node, "HELP", ""), HEADINGS.get(getattr(node, "WHERE", ""), "")]
        names += [HEADINGS.get(base.__name__, "") for base in type(node).__mro__]
        heading = next(filter(None, names), "")
        if heading:
            return heading
        node = node.parent if isinstance(node.parent, DOMNode) else None
    return EVERYWHERE


def live_keys(screen: Screen[Any]) -> tuple[list[KeyLine], list[KeyLine]]:
    """Return the keys that work now, changed ones too: those of the screen and of the focus, and those of the app."""
    active = [
        one
        for one in screen.active_bindings.values()
        if one.enabled and one.binding.description and one.binding.action not in UNTOLD
    ]
    of_app = [one for one in active if one.node is screen.app]
    of_screen = [one for one in active if one.node is screen]
    of_focus = [one for one in active if one.node not in (screen, screen.app)]
    return _lines([*of_screen, *of_focus]), _lines(of_app)


def _lines(active: Iterable[ActiveBinding]) -> list[KeyLine]:
    keys: dict[tuple[str, str], list[str]] = {}
    for one in active:
        does = one.binding.tooltip or one.binding.description
        keys.setdefault((one.binding.action, does), []).append(spoken(one.binding.key))
    return [KeyLine(" ".join(dict.fromkeys(names)), does) for (_action, does), names in keys.items()]


def manual() -> str:
    """Return the whole manual."""
    return files("partner_tui").joinpath(MANUAL).read_text(encoding="utf-8")


def section(heading: str) -> str:
    """Return the text under a heading of the manual, without the heading; "" where there is none."""
    lines = manual().splitlines()
    start = next((at for at, text in enumerate(lines) if text == f"## {heading}"), None)
    if start is None:
        return ""
    end = next((at for at in range(start + 1, len(lines)) if lines[at].startswith("## ")), len(lines))
    return "\n".join(lines[start + 1 : end]).strip()
