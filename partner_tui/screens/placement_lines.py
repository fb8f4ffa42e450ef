"""Placements in a line each: a sign and a word for where one stands, and hours against the target as a bar."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from textual.content import Content

from partner_tui.dates import say_full_day
from partner_tui.insight.opening_words import say_hours
from partner_tui.records.placement_rows import PlacementRow, PlacementState
from partner_tui.screens.promise_lines import colour_of
from partner_tui.widgets.bars import bar_of
from partner_tui.widgets.row_strip import Tone
from partner_tui.widgets.text import MUTED, content_line

STATES: Mapping[PlacementState, tuple[str, Tone, str]] = {
    PlacementState.OVER: ("?", "warn", "past end"),
    PlacementState.ACTIVE: ("●", "good", "active"),
    PlacementState.UPCOMING: ("○", "accent", "upcoming"),
    PlacementState.COMPLETED: ("✓", "dim", "completed"),
    PlacementState.ENDED_EARLY: ("–", "dim", "ended"),
}
"""State -> its sign, what the colour of it says, and the word in a list."""

SHORT, LONG = 6, 16
"""Cells of a bar in a list, and in a story."""


def name_of(row: PlacementRow) -> str:
    """Return the student with the grade."""
    return f"{row.student} ({row.grade})" if row.grade else row.student


def numbers(row: PlacementRow, between: str = " of ") -> str:
    """Return the approved hours, and of how many: "12.5 of 120 h"."""
    done = say_hours(row.approved_minutes)
    return f"{done}{between}{say_hours(row.target_minutes)} h" if row.target_minutes else f"{done} h"


def hours_cell(row: PlacementRow) -> str:
    """Return the hours as a cell of a list: a bar, where there is a target, and the numbers."""
    if not row.target_minutes:
        return f"{' ' * SHORT} {numbers(row)}"
    return f"{bar_of(row.approved_minutes, row.target_minutes, SHORT).plain} {numbers(row, '/')}"


def hours_bar(row: PlacementRow, indent: int = 0) -> Content:
    """Return the hours as a line of a story: a bar, the numbers, this week, and what waits for approval."""
    parts = [numbers(row)]
    parts += [f"{say_hours(row.week_minutes)} h this week"] if row.week_minutes else []
    parts += [f"{say_hours(row.submitted_minutes)} h to approve"] if row.submitted_minutes else []
    said = content_line(" · ".join(parts), MUTED)
    if not row.target_minutes:
        return Content.assemble(" " * indent, said)
    return Content.assemble(" " * indent, bar_of(row.approved_minutes, row.target_minutes, LONG), " ", said)


def placed_line(row: PlacementRow, today: date) -> Content:
    """Return who is placed, where that stands, and until when."""
    sign, tone, word = STATES[row.state(today)]
    aside = f" · {word}{until(row, today)}"
    return Content.assemble((f"{sign} ", colour_of(tone)), content_line(name_of(row)), content_line(aside, MUTED))


def until(row: PlacementRow, today: date) -> str:
    """Return since when, or until when, after the word for the state."""
    if row.settled_on:
        return f" {say_full_day(row.settled_on)}{f': {row.why}' if row.why else ''}"
    if row.state(today) is PlacementState.UPCOMING:
        return f" from {say_full_day(row.starts_on)}"
    return f" until {say_full_day(row.ends_on)}" if row.ends_on else f" since {say_full_day(row.starts_on)}"
