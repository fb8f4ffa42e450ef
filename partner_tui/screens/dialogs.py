"""Small windows over a screen: one question, or something longer to read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, NamedTuple

from rich.cells import cell_len
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.style import Style
from textual.widgets import Button, Static

from partner_tui.widgets.text import content, content_line

ROW = 68
"""How many cells the choices of a question may take beside each other."""


class Choice(NamedTuple):
    """One of the answers to a question: its code, what the button says, and the keys that choose it."""

    code: str
    label: str
    keys: tuple[str, ...] = ()
    harmful: bool = False


class _Choices(VerticalScroll, can_focus=False, inherit_bindings=False):
    """Choices beneath each other; the arrows go from one to the next, so they do not scroll."""


class Ask(ModalScreen[str | None]):
    """A question with a few answers; gives the code of one, or None when it was left with Esc.

    The choice of the code `default`, or else the first, has the focus, so that Enter takes it. Few stand beside each
    other, more stand in a list, where a letter goes to the next one that starts with it. All texts are literal.
    """

    BINDING_GROUP_TITLE = "Question"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Back", id="ask.leave", tooltip="Leave the question; nothing happens"),
        Binding("right,down", "app.focus_next", "Next answer", show=False),
        Binding("left,up", "app.focus_previous", "Previous answer", show=False),
        Binding("pagedown", "page(1)", "Read on", show=False),
        Binding("pageup", "page(-1)", "Read back", show=False),
    ]
    AUTO_FOCUS = ".-default"
    DEFAULT_CSS = """
    Ask {
        align: center middle;
        & > Vertical {
            width: auto; min-width: 40; max-width: 76; height: auto; max-height: 100%;
            padding: 1 2; background: $surface; border: round $accent;
        }
        & .ask--question { width: auto; max-width: 70; text-style: bold; }
        & .ask--detail { width: auto; max-width: 70; height: auto; max-height: 12; margin: 1 0 0 0; }
        & .ask--detail Static { width: auto; max-width: 68; color: $text-muted; }
        & .ask--row { width: auto; max-width: 70; height: auto; margin: 1 0 0 0; }
        & .ask--row Button { margin: 0 2 0 0; }
        & .ask--list { width: 60; height: auto; max-height: 60vh; margin: 1 0 0 0; scrollbar-size-vertical: 1; }
        & .ask--list Button { width: 1fr; text-align: left; content-align: left middle; }
        & Button { min-width: 8; }
        & Button.-style-default:focus { background: $block-cursor-background; text-style: bold; }
        & Button.-harmful { color: $text-error; }
        & Button.-style-default.-harmful:focus { background: $error; color: $text; }
    }
    """

    def __init__(
        self, question: object, choices: Sequence[Choice], *, default: str | None = None, detail: object = ""
    ) -> None:
        super().__init__()
        self._question = content_line(question)
        self._detail = detail if isinstance(detail, Content) else content(detail)
        self._choices = tuple(choices)
        self._default = next((at for at, choice in enumerate(self._choices) if choice.code == default), 0)

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Static(self._question, classes="ask--question")
            if self._detail.plain:
                with VerticalScroll(can_focus=False, classes="ask--detail"):
                    yield Static(self._detail)
            in_a_row = sum(cell_len(choice.label) + 6 for choice in self._choices) <= ROW
            with Horizontal(classes="ask--row") if in_a_row else _Choices(classes="ask--list"):
                yield from (self._button(at) for at in range(len(self._choices)))

    def _button(self, at: int) -> Button:
        choice = self._choices[at]
        button = Button(_button_label(choice), compact=True, id=f"choice-{at}")
        button.set_class(at == self._default, "-default")
        button.set_class(choice.harmful, "-harmful")
        return button

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Give the choice of the button."""
        event.stop()
        self._give(self._choices[list(self.query(Button)).index(event.button)].code)

    def on_key(self, event: events.Key) -> None:
        """Give the choice that the key is for; a letter that is for none goes to the next choice with it."""
        code = next((choice.code for choice in self._choices if event.key in choice.keys), None)
        if code is not None:
            event.stop()
            self._give(code)
        elif event.is_printable and event.character is not None and event.character != " ":
            event.stop()
            self._go_to(event.character.casefold())

    def _go_to(self, letter: str) -> None:
        buttons = list(self.query(Button))
        here = next((at for at, button in enumerate(buttons) if button.has_focus), -1)
        after = [*range(here + 1, len(buttons)), *range(here + 1)]
        found = next((at for at in after if self._choices[at].label.casefold().startswith(letter)), None)
        if found is not None:
            buttons[found].focus()

    def action_page(self, by: int) -> None:
        """Read on in what stands under the question."""
        for detail in self.query(".ask--detail"):
            detail.scroll_relative(y=by * detail.size.height, animate=False)

    def action_leave(self) -> None:
        """Give no answer."""
        self._give(None)

    def _give(self, code: str | None) -> None:
        # A second key that was pressed before the window was gone belongs to nobody.
        if self.is_current:
            self.dismiss(code)


class Show(ModalScreen[None]):
    """Something to read, which scrolls; any of the usual keys closes it."""

    BINDING_GROUP_TITLE = "Reading"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,enter", "leave", "Close", id="show.leave", tooltip="Close the window"),
        Binding("j", "scroll(1)", "Down", show=False),
        Binding("k", "scroll(-1)", "Up", show=False),
        Binding("space", "page", "Page", show=False),
    ]
    AUTO_FOCUS = "VerticalScroll"
    DEFAULT_CSS = """
    Show {
        align: center middle;
        & > Vertical {
            width: 100%; max-width: 84; height: auto; max-height: 100%;
            padding: 1 2 0 2; background: $surface; border: round $accent;
        }
        & .show--title { text-style: bold; margin: 0 0 1 0; }
        & VerticalScroll { height: auto; max-height: 70vh; scrollbar-size-vertical: 1; }
        & .show--text { padding: 0 1 0 0; }
        & .show--foot { color: $text-muted; margin: 1 0 0 0; }
    }
    """

    def __init__(self, title: object, text: object) -> None:
        super().__init__()
        self._title = content_line(title)
        self._text = text if isinstance(text, Content) else content(text)

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Static(self._title, classes="show--title")
            with VerticalScroll():
                yield Static(self._text, classes="show--text")
            yield Static(_foot("esc", "close", "screen.leave"), classes="show--foot")

    def action_scroll(self, by: int) -> None:
        """Go on by some lines."""
        self.query_one(VerticalScroll).scroll_relative(y=by, animate=False)

    def action_page(self) -> None:
        """Go on by a page."""
        self.query_one(VerticalScroll).scroll_page_down(animate=False)

    def action_leave(self) -> None:
        """Close the window."""
        if self.is_current:
            self.dismiss(None)


YES, NO = "yes", "no"


def yes_or_no(
    question: object, *, yes: str, no: str, default: str = NO, detail: object = "", harmful: bool = False
) -> Ask:
    """Return a question with two answers, which `y` and `n` choose; `harmful` marks a yes that loses something."""
    choices = (Choice(YES, yes, ("y",), harmful), Choice(NO, no, ("n",)))
    return Ask(question, choices, default=default, detail=detail)


def _button_label(choice: Choice) -> Content:
    keys = content_line(f" {choice.keys[0]}", "dim") if choice.keys else Content()
    return content_line(choice.label) + keys


def _foot(key: str, does: str, action: str) -> Content:
    return Content.styled(key, "bold $text-accent").stylize(Style.from_meta({"@click": action})) + Content(f" {does}")
