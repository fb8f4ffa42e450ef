"""The whole story of a placement: how it stands, the hours, and what is to be seen to."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from textual.content import Content

from partner_tui.dates import say_full_day
from partner_tui.insight import week_advice
from partner_tui.records import hours_week
from partner_tui.records.history import ChangeLine
from partner_tui.records.placement_rows import PlacementRow, PlacementState, RuleProgram
from partner_tui.records.school_year import SchoolCalendar
from partner_tui.screens.opening_stories import named
from partner_tui.screens.placement_form import PROGRAMS
from partner_tui.screens.placement_lines import STATES, hours_bar, name_of
from partner_tui.screens.promise_lines import colour_of
from partner_tui.screens.stories import story_changes, story_facts, story_joined, story_section, story_title
from partner_tui.widgets.text import content_line

_SAID = {
    PlacementState.OVER: "past its end, and nobody said how it went · x completed, i ended early",
    PlacementState.ACTIVE: "active",
    PlacementState.UPCOMING: "upcoming",
    PlacementState.COMPLETED: "completed",
    PlacementState.ENDED_EARLY: "ended early",
}


def of_placement(row: PlacementRow, calendar: SchoolCalendar, changes: Sequence[ChangeLine], now: datetime) -> Content:
    """Return who is where, how that stands, the hours, and what was changed; `now` is in the school's zone."""
    today = now.date()
    state = row.state(today)
    sign, tone, _ = STATES[state]
    why = f": {row.why}" if row.why else ""
    parts = [
        story_title(name_of(row), f"{row.opening} at {row.organization}"),
        content_line(f"{sign} {_SAID[state]}{why}", colour_of(tone)),
        story_section("To be seen to", _watched(row, calendar, now)),
        story_section("Hours", [hours_bar(row)]),
        _facts(row),
    ]
    return story_joined([*parts, story_changes(named(changes, now), now)])


def _watched(row: PlacementRow, calendar: SchoolCalendar, now: datetime) -> list[Content]:
    """Return what of a placement that runs should be looked at: silence, waiting, falling behind, who is gone."""
    today = now.date()
    said = []
    if row.status.value == "open" and row.supervisor_there is False:
        said.append(f"{row.supervisor} is no longer at {row.organization}: name another supervisor.")
    if not row.student_there:
        said.append(f"{row.student} was put away.")
    if row.state(today) is PlacementState.ACTIVE and not row.archived:
        week = hours_week.read([row.id], today)
        said += [line for one in week.rows for line in week_advice.watch(week, one, today, calendar)]
    return [content_line(f"▲ {line}", "$text-warning") for line in said]


def _facts(row: PlacementRow) -> Content:
    return story_facts(
        [
            ("opening", row.opening),
            ("kind", row.opening_kind.value),
            ("partner", row.organization),
            ("supervisor", row.supervisor or "nobody named"),
            ("from", say_full_day(row.starts_on)),
            ("until", say_full_day(row.ends_on) if row.ends_on else "no end"),
            ("ended", say_full_day(row.settled_on) if row.settled_on else ""),
            ("rules of work", "" if row.rules is RuleProgram.STANDARD else PROGRAMS[row.rules]),
            ("archived", "yes" if row.archived else ""),
        ]
    )
