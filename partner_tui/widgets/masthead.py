"""The two lines on top of every screen: whose records these are and which day it is, and the way to the others."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.style import Style
from textual.widgets import Static

from partner_tui.widgets.text import content_line


class Tab(NamedTuple):
    """A screen that a number key opens: the key, its label and the action that a click runs."""

    key: str
    label: str
    action: str


class Masthead(Vertical):
    """Whose records, which day; below, the tabs, and at the right what works everywhere."""

    DEFAULT_CSS = """
    Masthead {
        height: 2;
        & > Horizontal { height: 1; background: $panel; }
        & .masthead--name { width: 1fr; padding: 0 1; text-style: bold; }
        & .masthead--day { width: auto; padding: 0 1; color: $text-muted; }
        & > .masthead--tabs { height: 1; padding: 0 1; background: $surface; }
        & > .masthead--banner { height: 1; padding: 0 1; background: $warning; color: $text; display: none; }
        &.-banner { height: 3; & > .masthead--banner { display: block; } }
    }
    """

    def __init__(self, tabs: Sequence[Tab], current: str) -> None:
        super().__init__()
        self._tabs = tabs
        self._current = current

    def compose(self) -> ComposeResult:
        with Horizontal():
            yield Static(Content("partner-tui"), classes="masthead--name")
            yield Static(Content(), classes="masthead--day")
        yield Static(self._tab_line(), classes="masthead--tabs")
        yield Static(Content(), classes="masthead--banner")

    def say(self, name: object, day: object, banner: object = "") -> None:
        """Show the school's name, the day, and, where there is something to know, a banner."""
        self.query_one(".masthead--name", Static).update(content_line(f"partner-tui   {name}"))
        self.query_one(".masthead--day", Static).update(content_line(day))
        self.query_one(".masthead--banner", Static).update(content_line(banner))
        self.set_class(bool(banner), "-banner")

    def _tab_line(self) -> Content:
        parts = []
        for tab in self._tabs:
            style = "bold $text-accent" if tab.label == self._current else "$foreground-muted"
            sign = "▸" if tab.label == self._current else " "
            part = Content.styled(f"{sign}{tab.key} {tab.label}", style)
            parts.append(part.stylize(Style.from_meta({"@click": tab.action})))
        return Content("  ").join(parts)
