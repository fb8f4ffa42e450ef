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

_PADDING = 4
"""Blanks around the tabs and around what stands at the right of them."""


class Tab(NamedTuple):
    """A screen that a key opens, or a thing that it does: the key, its label and the action that a click runs."""

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
        & > .masthead--ways { background: $surface; }
        & .masthead--tabs { width: 1fr; padding: 0 1; }
        & .masthead--tools { width: auto; padding: 0 1; }
        & > .masthead--banner { height: 1; padding: 0 1; background: $warning; color: $text; display: none; }
        &.-banner { height: 3; & > .masthead--banner { display: block; } }
    }
    """

    def __init__(self, current: str) -> None:
        super().__init__()
        self._current = current
        self._tabs: Sequence[Tab] = ()
        self._tools: Sequence[Tab] = ()

    def compose(self) -> ComposeResult:
        with Horizontal():
            yield Static(Content("partner-tui"), classes="masthead--name")
            yield Static(Content(), classes="masthead--day")
        with Horizontal(classes="masthead--ways"):
            yield Static(Content(), classes="masthead--tabs")
            yield Static(Content(), classes="masthead--tools")
        yield Static(Content(), classes="masthead--banner")

    def say(self, name: object, day: object, banner: object = "") -> None:
        """Show the school's name, the day, and, where there is something to know, a banner."""
        self.query_one(".masthead--name", Static).update(content_line(f"partner-tui   {name}"))
        self.query_one(".masthead--day", Static).update(content_line(day))
        self.query_one(".masthead--banner", Static).update(content_line(banner))
        self.set_class(bool(banner), "-banner")

    def show_ways(self, tabs: Sequence[Tab], tools: Sequence[Tab]) -> None:
        """Show the screens at the left, and at the right what can be done everywhere; its keys only, if need be."""
        self._tabs, self._tools = tabs, tools
        self._draw_ways()

    def on_resize(self) -> None:
        """There may be room for more words, or for fewer."""
        self._draw_ways()

    def _draw_ways(self) -> None:
        tabs, tools = self._tab_line(self._tabs), self._tool_line(self._tools)
        if tabs.cell_length + tools.cell_length + _PADDING > self.size.width > 0:
            tools = self._tool_line([tool._replace(label="") for tool in self._tools])
        self.query_one(".masthead--tabs", Static).update(tabs)
        self.query_one(".masthead--tools", Static).update(tools)

    def _tool_line(self, tools: Sequence[Tab]) -> Content:
        parts = []
        for tool in tools:
            label = f" {tool.label}" if tool.label else ""
            part = Content.assemble((tool.key, "bold $text-accent"), (label, "$foreground-muted"))
            parts.append(part.stylize(Style.from_meta({"@click": tool.action})))
        return Content("   ").join(parts)

    def _tab_line(self, tabs: Sequence[Tab]) -> Content:
        parts = []
        for tab in tabs:
            style = "bold $text-accent" if tab.label == self._current else "$foreground-muted"
            sign = "▸" if tab.label == self._current else " "
            part = Content.styled(f"{sign}{tab.key} {tab.label}", style)
            parts.append(part.stylize(Style.from_meta({"@click": tab.action})))
        return Content("  ").join(parts)
