"""What narrows a list besides typing: how it stands, in one line that can be clicked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from textual.content import Content
from textual.style import Style

from partner_tui.widgets.text import content_line


class Narrowing(NamedTuple):
    """One way to narrow a list: how it stands, its key, the action of a click on it, and whether it narrows now."""

    text: str
    key: str
    action: str
    on: bool = False


def narrowing_line(narrowings: Sequence[Narrowing], narrowed: bool) -> Content:
    """Return the ways to narrow a list in one line, each to be clicked; what narrows it now stands out."""
    shown = [*narrowings, *([Narrowing("everything", "esc", "screen.widen")] if narrowed else [])]
    parts = []
    for one in shown:
        part = Content.assemble(content_line(one.text, "bold $text-accent" if one.on else ""), (f" {one.key}", "dim"))
        # The action is a constant of the program; what a person typed is never put into one.
        parts.append(part.stylize(Style.from_meta({"@click": one.action})))
    return Content("   ").join(parts)
