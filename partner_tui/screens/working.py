"""Long work in a thread: how far it is, and a way to stop it."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event
from time import monotonic
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.screen import ModalScreen
from textual.widgets import Static

from partner_tui.errors import PartnerError
from partner_tui.widgets.text import content_line

Progress = Callable[[str, int, int], None]
"""Is told what is being done, how much of it is done, and of how much (0 where nobody knows).

It raises StoppedError when the work is to end.
"""

BAR = 30
"""Cells of the bar."""

OFTEN = 0.05
"""Seconds between two drawings."""


class StoppedError(Exception):
    """Whoever waited pressed Esc: the work ends and leaves nothing."""


class Working(ModalScreen[PartnerError | bool]):
    """Does `task` in a thread; gives True when it is done, False when it was stopped, or what went wrong.

    The task is called with a Progress, and must undo what it began when that raises StoppedError.
    """

    BINDING_GROUP_TITLE = "Working"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,ctrl+c", "stop", "Stop", id="working.stop", tooltip="Stop; nothing is left half-done")
    ]
    DEFAULT_CSS = """
    Working {
        align: center middle;
        & > Vertical {
            width: 60; max-width: 100%; height: auto; padding: 1 2; background: $surface; border: round $accent;
        }
        & .working--title { height: auto; text-style: bold; margin: 0 0 1 0; }
        & .working--keys { color: $text-muted; margin: 1 0 0 0; link-color: $text-accent; link-style: bold; }
    }
    """

    class Far(Message):
        """How far the work is; the thread posts it, and waits for nobody."""

        def __init__(self, what: str, done: int, total: int) -> None:
            super().__init__()
            self.what = what
            self.done = done
            self.total = total

    class Ended(Message):
        """The work is over."""

        def __init__(self, outcome: PartnerError | bool) -> None:
            super().__init__()
            self.outcome = outcome

    def __init__(self, title: str, task: Callable[[Progress], None]) -> None:
        super().__init__()
        self._title = title
        self._do = task
        self._told = 0.0
        self._stopping = Event()

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Static(content_line(self._title), classes="working--title")
            yield Static(Content("…"), id="far")
            keys = "[b $text-accent][@click=screen.stop]esc[/][/] stop; nothing is left half-done"
            yield Static(Content.from_markup(keys), classes="working--keys")

    def on_mount(self) -> None:
        self._work()

    def on_unmount(self) -> None:
        """End the work with the program: a thread would keep it waiting."""
        self._stopping.set()

    @work(thread=True)
    def _work(self) -> None:
        outcome: PartnerError | bool = True
        try:
            self._do(self._tell)
        except StoppedError:
            outcome = False
        except PartnerError as error:
            outcome = error
        self.post_message(self.Ended(outcome))

    def _tell(self, what: str, done: int, total: int) -> None:
        """Tell how far the work is; called in the thread."""
        if self._stopping.is_set():
            raise StoppedError
        now = monotonic()
        if now - self._told >= OFTEN or done >= total > 0:
            self._told = now
            self.post_message(self.Far(what, done, total))

    @on(Far)
    def _show(self, event: Far) -> None:
        if self._stopping.is_set():
            return
        filled = BAR * event.done // event.total if event.total else 0
        of = f" of {event.total:,}" if event.total else ""
        self.query_one("#far", Static).update(
            Content.assemble(
                ("█" * filled, "$text-accent"),
                ("░" * (BAR - filled), "dim"),
                "\n",
                content_line(f"{event.done:,}{of} {event.what}"),
            )
        )

    @on(Ended)
    def _end(self, event: Ended) -> None:
        if self.is_current:
            self.dismiss(event.outcome)

    def action_stop(self) -> None:
        """Ask the work to stop; it ends at its next step."""
        self._stopping.set()
        self.query_one("#far", Static).update(Content("stopping …"))
