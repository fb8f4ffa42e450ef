"""What stands where a list would be: what the list is for, and which key fills it."""

from __future__ import annotations

from typing import NamedTuple

from textual.content import Content
from textual.style import Style
from textual.widgets import Static

from partner_tui.widgets.text import content, content_line


class KeyHint(NamedTuple):
    """A key that helps, what it does ("adds the first person"), and the action that a click on it runs."""

    key: str
    does: str
    action: str = ""


class EmptyState(Static):
    """A sentence on what the list is for, and under it the keys that fill it; the mouse can press them too."""

    DEFAULT_CSS = """
    EmptyState {
        width: 1fr;
        height: 1fr;
        padding: 1 2;
        content-align: center middle;
        text-align: center;
        color: $text-muted;
    }
    """

    def __init__(self, purpose: object, *hints: KeyHint, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(_said(purpose, hints), id=id, classes=classes)

    def say(self, purpose: object, *hints: KeyHint) -> None:
        """Say something else, such as that nothing matches what was typed; text in it stays literal."""
        self.update(_said(purpose, hints))


def _said(purpose: object, hints: tuple[KeyHint, ...]) -> Content:
    return Content("\n").join([content(purpose), *([Content()] if hints else []), *map(_hint, hints)])


def _hint(hint: KeyHint) -> Content:
    key = content_line(hint.key, "bold $text-accent")
    if hint.action:
        # The action is a constant of the program; what a person typed is never put into one.
        key = key.stylize(Style.from_meta({"@click": hint.action}))
    return Content("  ").join([key, content_line(hint.does)])
