"""Which file: a path to type, completed from what is in the folder, or a file to choose from it."""

from __future__ import annotations

import os
from collections.abc import Callable
from itertools import islice
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.suggester import Suggester
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from partner_tui import commands
from partner_tui.errors import PartnerError
from partner_tui.widgets.steady_list import SteadyList
from partner_tui.widgets.text import content_line, line

LOOKED_AT = 2_000
"""The most entries of a folder that are looked at."""

SHOWN = 200
"""The most entries of a folder that are shown."""


class PathInput(Input):
    """A line for a path; Tab takes what is suggested."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "complete", "Complete", id="path.complete", tooltip="Take what is suggested"),
        Binding("down", "screen.to_list", "To the list", show=False, id="path.list"),
    ]

    def action_complete(self) -> None:
        """Take what is suggested; where nothing is, go on."""
        if self._suggestion and self._suggestion != self.value:
            self.value = self._suggestion
            self.action_end()
        else:
            self.screen.focus_next()


class FolderSuggester(Suggester):
    """Completes the last part of a path with the first entry of the folder that begins so."""

    def __init__(self, endings: tuple[str, ...]) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self._endings = endings

    async def get_suggestion(self, value: str) -> str | None:
        """Return the path with its last part completed."""
        folder, start = split(value)
        found = next(iter(entries(folder, start, self._endings)), None) if start else None
        return None if found is None else value + found[len(start) :]


class PathDialog(ModalScreen[Path | None]):
    """Asks for a file; gives its path once `accept` took it, or None when it was left.

    `accept` raises a PartnerError for a file that will not do: it is said in words, and the question stays. `start` is
    the folder to look into first; with `trouble`, a file that was chosen before, and what was wrong with it.
    """

    BINDING_GROUP_TITLE = "File"
    HELP: ClassVar[str] = "Choosing a file"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Back", id="path.leave", tooltip="Go back; nothing was opened"),
        commands.help_key(),
    ]
    AUTO_FOCUS = "PathInput"
    DEFAULT_CSS = """
    PathDialog {
        align: center middle;
        & > Vertical {
            width: 100%; max-width: 76; height: 100%; max-height: 24; padding: 1 2;
            background: $surface; border: round $accent;
        }
        & .path--title { height: auto; text-style: bold; }
        & .path--hint { height: auto; color: $text-muted; margin: 0 0 1 0; }
        & PathInput { height: 1; border: none; padding: 0 1; background: $panel; }
        & PathInput:focus { height: 1; border: none; }
        & .path--trouble { height: auto; padding: 0 1; color: $text-error; }
        & SteadyList { height: 1fr; margin: 1 0; border: none;
            background: transparent; padding: 0; scrollbar-size: 1 1;
        }
        & .path--keys { height: 1; color: $text-muted; link-color: $text-accent; link-style: bold; }
    }
    """

    def __init__(
        self,
        title: str,
        hint: str,
        start: Path,
        accept: Callable[[Path], object],
        endings: tuple[str, ...],
        *,
        trouble: str = "",
    ) -> None:
        super().__init__()
        self._trouble = trouble
        self._title = title
        self._hint = hint
        self._start = start
        self._accept = accept
        self._endings = endings
        self._entries: list[str] = []

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Static(content_line(self._title), classes="path--title")
            yield Static(content_line(self._hint), classes="path--hint")
            start = line(self._start)
            yield PathInput(
                start if self._trouble or start.endswith(os.sep) else f"{start}{os.sep}",
                suggester=FolderSuggester(self._endings),
                select_on_focus=False,
            )
            yield Static(Content(), classes="path--trouble")
            yield SteadyList(markup=False, compact=True)
            keys = "[b $text-accent]enter[/] take it   [b $text-accent]tab[/] complete   [b $text-accent]↓[/] list   "
            back = "[b $text-accent][@click=screen.leave]esc[/][/] back"
            yield Static(Content.from_markup(keys + back), classes="path--keys")

    def on_mount(self) -> None:
        self.query_one(PathInput).action_end()

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        if (meant := begun_anew(event.value)) != event.value:
            event.input.value = meant
            self.query_one(PathInput).action_end()
            return
        self._complain(self._trouble)
        self._trouble = ""
        folder, start = split(event.value)
        self._entries = ["..", *entries(folder, start, self._endings)]
        found = self.query_one(SteadyList)
        found.clear_options()
        found.add_options([Option(_shown(entry)) for entry in self._entries])
        found.highlighted = min(1, len(self._entries) - 1)

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        event.stop()
        self._take(event.value)

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        if event.option_index >= len(self._entries):
            return
        entry, typed = self._entries[event.option_index], self.query_one(PathInput)
        folder, _start = split(typed.value)
        if entry == "..":
            typed.value = f"{folder.absolute().parent}{os.sep}".replace(os.sep * 2, os.sep)
        else:
            typed.value = f"{folder.absolute()}{os.sep}".replace(os.sep * 2, os.sep) + entry
        typed.action_end()
        if not typed.value.endswith(os.sep):
            self._take(typed.value)

    def _take(self, typed: str) -> None:
        if not self.is_current:
            return
        text = typed.strip()
        if not text:
            self._complain("Type the path of a file, or choose one below.")
            return
        path = _expanded(text)
        if is_folder(path):
            self.query_one(PathInput).value = f"{path}{os.sep}".replace(os.sep * 2, os.sep)
            self.query_one(PathInput).action_end()
            return
        try:
            self._accept(path)
        except PartnerError as error:
            self._complain(f"! {error.message} {error.hint}")
            return
        self.dismiss(path)

    def _complain(self, trouble: str) -> None:
        self.query_one(".path--trouble", Static).update(content_line(trouble))

    def action_to_list(self) -> None:
        """Go to the files of the folder."""
        self.query_one(SteadyList).focus()

    def action_leave(self) -> None:
        """Go back without a file."""
        if self.is_current:
            self.dismiss(None)


def require_file(path: Path) -> None:
    """Raise PartnerError where there is no file."""
    try:
        there = path.is_file()
    except (OSError, ValueError):  # a name that is too long, or none that a file can have
        there = False
    if not there:
        raise PartnerError(f"There is no file {path}.", "Choose one below, or go on typing.")


def is_folder(path: Path) -> bool:
    """Return whether there is such a folder."""
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


def begun_anew(typed: str) -> str:
    """Return the path that is meant: a whole one that was pasted behind the folder that stood there counts alone."""
    starts = [typed.rfind(f"{os.sep}{start}") for start in (os.sep, "~")]
    return typed[max(starts) + 1 :] if max(starts) >= 0 else typed


def split(typed: str) -> tuple[Path, str]:
    """Return the folder of what is typed, and the beginning of the name in it."""
    head, tail = os.path.split(typed.strip())
    return _expanded(head or "."), tail


def entries(folder: Path, start: str, endings: tuple[str, ...]) -> list[str]:
    """Return what is in a folder and begins with `start`: folders, with a slash, then files with one of the endings.

    Hidden ones only when asked for with a dot. What cannot be looked into has nothing in it.
    """
    folders, files = [], []
    try:
        with os.scandir(folder) as found:
            for entry in islice(found, LOOKED_AT):
                if not entry.name.startswith(start) or (entry.name.startswith(".") and not start.startswith(".")):
                    continue
                if entry.is_dir():
                    folders.append(f"{entry.name}{os.sep}")
                elif entry.name.lower().endswith(endings):
                    files.append(entry.name)
    except (OSError, ValueError):
        return []
    return [*sorted(folders, key=str.casefold), *sorted(files, key=str.casefold)][:SHOWN]


def _shown(entry: str) -> Content:
    if entry == "..":
        return Content.styled("↑ the folder above", "dim")
    sign = "▸ " if entry.endswith(os.sep) else "  "
    return Content.assemble((sign, "$text-accent"), content_line(entry))


def _expanded(text: str) -> Path:
    try:
        return Path(text).expanduser()
    except RuntimeError:  # nobody knows where that home is
        return Path(text)
