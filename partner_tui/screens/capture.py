"""The one line, over any screen: typed, understood while it is typed, and saved with Enter."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from textual import getters, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static
from textual.worker import get_current_worker

from partner_tui import commands
from partner_tui.capture import Finding, picked
from partner_tui.errors import PartnerError, StaleRecord
from partner_tui.records import database
from partner_tui.records.naming import NameBook
from partner_tui.records.planned import Plans
from partner_tui.screens import capture_newcomers, capture_reading
from partner_tui.screens.capture_reading import Reading
from partner_tui.screens.desk import DeskApp, DeskScreen
from partner_tui.screens.dialogs import NO, YES, Ask, Choice, yes_or_no
from partner_tui.widgets.pick_list import PickList
from partner_tui.widgets.text import content_line, line
from partner_tui.widgets.typed_line import TypedLine

EXAMPLE = "ana coffee yesterday 25m at library wants to start robotics #goal > intro to Delgado fri"

_TITLE = "Log one line"
_KEYS = {"enter": "save", "esc": "leave", "F1": "how to write it"}
_PICKING = {"↓": "choose", "tab": "take", **_KEYS}
_MOST_LINES = 6
_SHOWN = 600
"""Characters of one sentence that are shown: more would push the rest out of sight."""


class CaptureScreen(ModalScreen[str | None]):
    """One line and, beneath it, what it says; gives what was saved, or None when it was left.

    Nothing is saved before Enter, and nothing that is not clear. Who may be meant is listed to be picked from.
    """

    HELP = "One line"
    BINDING_GROUP_TITLE = "One line"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Leave", id="capture.leave", tooltip="Close the line; asks when something would go"),
        Binding("down", "move(1)", "Choose", id="capture.down", tooltip="Go to who may be meant", show=False),
        Binding("up", "move(-1)", "Back", id="capture.up", tooltip="Go back to the line", show=False),
        Binding("tab", "take", "Take", id="capture.take", tooltip="Take the first of those, or the chosen one"),
        commands.help_key(),
    ]
    AUTO_FOCUS = "TypedLine"
    DEFAULT_CSS = """
    CaptureScreen {
        align: center top;
        & > Vertical {
            width: 100%; height: auto; max-height: 100%; padding: 0 1;
            background: $surface; border: round $accent; border-title-color: $text-accent; border-title-style: bold;
        }
        & TypedLine { height: 1; border: none; padding: 0 1; background: $panel; }
        & TypedLine:focus { height: 1; border: none; }
        & .capture--said, & .capture--wrong { padding: 0 1; margin: 1 0 0 0; }
        & .capture--said { color: $text-muted; }
        & .capture--said.-ready { color: $text-success; }
        & .capture--wrong { color: $text-warning; margin: 0; }
        & .capture--wrong.-error { color: $text-error; }
        & .capture--keys { color: $text-muted; padding: 0 1; margin: 1 0 0 0; }
    }
    """

    app = getters.app(DeskApp)

    def __init__(self, over: DeskScreen, typed: str = "") -> None:
        super().__init__()
        self.opened_by: tuple[str, int | None] = ("capture", None)
        """How the line is opened again if the program must end."""
        self._over = over
        self._names = NameBook()
        self._plans = Plans()
        self._reading: Reading | None = None
        self._line = TypedLine(self._typed, line(typed), placeholder=f"such as: {EXAMPLE}")
        self._said = Static(Content(), classes="capture--said")
        self._wrong = Static(Content(), classes="capture--wrong")
        self._list = PickList(classes="capture--choices")
        self._keys = Static(Content(), classes="capture--keys")

    def compose(self) -> ComposeResult:
        with Vertical() as window:
            window.border_title = Content(_TITLE)
            yield self._line
            yield self._said
            yield self._wrong
            yield self._list
            yield self._keys

    def on_mount(self) -> None:
        self._list.shows_cursor = False
        self._show(None)

    def on_screen_resume(self) -> None:
        """Read the line anew: somebody may have been added meanwhile."""
        self._names.forget()
        self._plans.forget()
        self._read()

    @property
    def title_kept(self) -> str:
        """What the line is called when it is offered again."""
        return _TITLE

    @property
    def is_dirty(self) -> bool:
        """Whether anything is typed."""
        return bool(self._line.value.strip())

    def state(self) -> dict[str, str]:
        """Return the line, to be kept if the program must end."""
        return {"line": self._line.value}

    def restore(self, state: Mapping[str, str]) -> None:
        """Put a line that was kept back."""
        self._line.value = line(state.get("line", ""))

    def _typed(self) -> None:
        self._list.shows_cursor = False
        self._read()

    def _read(self) -> None:
        self.workers.cancel_group(self, "capture")
        if not self._line.value.strip():
            self._show(None)
            return
        try:
            reading = capture_reading.read_at_once(self._line.value, self._over.desk, self._names, self._plans)
        except PartnerError as error:
            self._say(f"{error.message} {error.hint}", error=True)
            return
        if reading is None:
            self.read_in_thread(self._line.value)
        else:
            self._show(reading)

    @work(thread=True, exclusive=True, group="capture")
    def read_in_thread(self, typed: str) -> None:
        """Read a line beside the keys, so that typing never waits for the records."""
        worker = get_current_worker()
        try:
            with database.in_thread():
                reading = capture_reading.read(typed, self._over.desk, self._names, self._plans.with_everyone)
        except PartnerError as error:
            self.app.call_from_thread(self._say, f"{error.message} {error.hint}", error=True)
            return
        if not worker.is_cancelled:
            self.app.call_from_thread(self._show, reading)

    def _show(self, reading: Reading | None) -> None:
        """Show what a line says; of one that is changed meanwhile, the next reading tells."""
        if not self.is_attached or (reading and reading.line != self._line.value):
            return
        self._reading = reading
        ready = reading is not None and reading.draft.ready
        said = "" if reading is None else reading.said[:_SHOWN]
        self._put(self._said, content_line(f"✓ {said}" if ready else said))
        self._said.set_class(ready, "-ready")
        self._say("" if reading is None else _troubles(reading), error=False)
        self._list_choices(reading)

    def _say(self, said: str, *, error: bool) -> None:
        self._put(self._wrong, Content("\n").join(content_line(one[:_SHOWN]) for one in said.split("\n")))
        self._wrong.set_class(error, "-error")

    def _put(self, where: Static, said: Content) -> None:
        """Show a text; the window is laid out anew only where it takes more lines than the last, or fewer."""
        width = self._line.size.width - 2
        lines = min(_MOST_LINES, len(said.wrap(width))) if said.plain and width > 0 else 0
        where.update(said, layout=where.styles.height is None or where.styles.height.value != max(1, lines))
        where.styles.height = max(1, lines)
        where.display = bool(said.plain)

    def _list_choices(self, reading: Reading | None) -> None:
        lines: list[tuple[str, str]] = []
        if reading is not None and reading.choices:
            lines = [(line(one.name), line(one.detail)) for one in reading.choices]
        elif reading is not None:
            lines = capture_newcomers.offers(reading)
        if tuple(lines) != self._list.lines or bool(lines) != self._list.display:
            self._list.show(lines, self._list.cursor if self._list.shows_cursor else 0)
        keys = _PICKING if lines else _KEYS
        said = Content("   ").join(
            Content.assemble((key, "bold $text-accent"), f" {does}") for key, does in keys.items()
        )
        if said != self._keys.content:
            self._keys.update(said)

    def action_move(self, by: int) -> None:
        """Go into the list of who may be meant, and through it; up from the first goes back to the line."""
        if not self._list.lines:
            return
        if not self._list.shows_cursor:
            self._list.shows_cursor = by > 0
            self._list.cursor = 0
        elif self._list.cursor + by < 0:
            self._list.shows_cursor = False
            self._list.refresh()
        else:
            self._list.cursor += by

    def action_take(self) -> None:
        """Take somebody of those who may be meant: where the cursor is, or the first."""
        self._take(self._list.cursor)

    @on(PickList.Picked)
    def _clicked(self, event: PickList.Picked) -> None:
        event.stop()
        self._take(event.line)

    def _take(self, at: int) -> None:
        reading = self._reading
        if not self.is_current or reading is None or reading.unclear is None or reading.line != self._line.value:
            return
        if at < len(reading.choices):
            noun = "organizations" if reading.is_about_organization else "people"
            self._names.mean(noun, reading.choices[at])
            self._line.value = picked(reading.draft, reading.unclear, reading.choices[at])
            self._line.cursor_position = len(self._line.value)
        elif reading.stranger and capture_newcomers.add(self._over, reading, at):
            self.on_screen_resume()

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        event.stop()
        if self._list.shows_cursor:
            self.action_take()
        else:
            self._save(sure=False)

    def _save(self, *, sure: bool) -> None:
        """Save the line; say why where it cannot be, and ask where something speaks against it."""
        if not self.is_current:
            return
        try:
            reading = self._reading
            if reading is None or reading.line != self._line.value:
                # Enter came before the line was read.
                reading = capture_reading.read(self._line.value, self._over.desk, self._names)
                self._show(reading)
            if reading.finding is None:
                self._say(f"! Nothing was saved yet. {_troubles(reading)}", error=True)
            elif reading.doubts and not sure:
                self._doubt(reading.doubts)
            else:
                self._write(reading.finding)
        except PartnerError as error:
            self._say(f"! Nothing was saved. {error.message} {error.hint}", error=True)

    def _write(self, finding: Finding) -> None:
        try:
            self.dismiss(capture_reading.save(finding, self._over.desk))
        except StaleRecord:
            self._plans.forget()
            self._show(capture_reading.read(self._line.value, self._over.desk, self._names))
            self._say(
                "! Nothing was saved: the planned meeting was changed meanwhile. Look, and press Enter.", error=True
            )

    def _doubt(self, doubts: Sequence[str]) -> None:
        answers = (Choice(YES, "Save anyway", ("y",)), Choice(NO, "Go back", ("n",)))
        ask = Ask("Save it anyway?", answers, default=YES, detail="\n".join(f"▲ {doubt}" for doubt in doubts))
        self.app.push_screen(ask, lambda answer: self._save(sure=True) if answer == YES else None)

    def action_leave(self) -> None:
        """Close the line; ask first, when something stands in it."""
        if self._list.shows_cursor:
            self.action_move(-len(self._list.lines))
        elif self.is_dirty and self.is_current:
            ask = yes_or_no("Throw away what you wrote?", yes="Throw away", no="Keep writing", harmful=True)
            self.app.push_screen(ask, lambda answer: self._close() if answer == YES else None)
        else:
            self._close()

    def _close(self) -> None:
        if self.is_current:
            self.dismiss(None)


def _troubles(reading: Reading) -> str:
    """Return what is wrong with a line, a line each, and what speaks against it."""
    if not reading.draft.pieces:
        return reading.draft.problems[0].hint if reading.draft.problems else ""
    listed = reading.unclear.typed if reading.unclear else None
    wrong = [
        f"{problem.brief if problem.brief and problem.typed == listed else problem.message} {problem.hint}"
        for problem in reading.draft.problems
    ]
    return "\n".join([*wrong, *(f"▲ {doubt}" for doubt in reading.doubts)])


def open_line(screen: DeskScreen, typed: str = "") -> None:
    """Open the line over a screen, with what was typed before; say what was saved."""
    if screen.may_write():
        screen.app.push_screen(CaptureScreen(screen, typed), lambda saved: screen.say_done(saved) if saved else None)
