"""Openings as they are read: a sign for how ready one is, and the whole story with its checks."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from textual.content import Content

from partner_tui.dates import say_full_day
from partner_tui.insight.opening_words import pay, say_hours
from partner_tui.insight.readiness import Check, Readiness, ReadinessState
from partner_tui.records import people
from partner_tui.records.history import ChangeLine
from partner_tui.records.opening_rows import OpeningRow, OpeningState
from partner_tui.records.placement_rows import PlacementRow
from partner_tui.screens.placement_lines import hours_bar, placed_line
from partner_tui.screens.promise_lines import colour_of
from partner_tui.screens.stories import story_changes, story_facts, story_joined, story_section, story_title
from partner_tui.widgets.row_strip import Tone
from partner_tui.widgets.text import MUTED, content, content_line

SHOWN = 25
"""How many of its students a story tells before it says how many more there are."""

_READY: Mapping[ReadinessState, tuple[str, Tone]] = {
    ReadinessState.READY: ("✓", "good"),
    ReadinessState.AT_RISK: ("▲", "warn"),
    ReadinessState.BLOCKED: ("!", "bad"),
}


def standing(row: OpeningRow, ready: Readiness | None, today: date) -> tuple[str, Tone, str, str]:
    """Return how an opening stands: its sign, what the colour says, a word, and the one thing to do next.

    Where all places are taken, it is how it stands for the students who are there.
    """
    if row.state(today) is OpeningState.PAST or ready is None:
        return "–", "dim", "past", ""
    state = ready.state if row.left else ready.in_place
    sign, tone = _READY[state]
    if not row.left and state is ReadinessState.READY:
        return sign, tone, "full", ""
    step = next((one.step for one in ready.checks if one.state is state and (row.left or one.about != "places")), "")
    return sign, tone, state.value.replace("_", " "), step


def places(row: OpeningRow) -> str:
    """Return how many places are left: "1 of 2", "full", "2 too many"."""
    if row.taken > row.places:
        return f"{row.taken - row.places} too many"
    return f"{row.left} of {row.places}" if row.left else "full"


def of_opening(
    row: OpeningRow,
    ready: Readiness | None,
    placed: Sequence[PlacementRow],
    changes: Sequence[ChangeLine],
    now: datetime,
) -> Content:
    """Return how ready an opening is with what to do first, what it offers, who is placed in it, and its changes.

    `now` is in the school's zone.
    """
    today = now.date()
    sign, tone, word, step = standing(row, ready, today)
    head = [content_line(f"{sign} {word}", colour_of(tone))]
    if step:
        head.append(content_line(f"→ {step}", f"bold {colour_of(tone)}"))
    checks = [] if ready is None else [_check(one) for one in ready.checks]
    parts = [
        story_title(row.title, row.organization),
        Content("\n").join(head),
        story_section("Before students come", checks),
        _facts(row),
    ]
    if row.requirements:
        parts.append(story_section("Requirements", [content(row.requirements)]))
    nobody = "" if row.state(today) is OpeningState.PAST else "Nobody yet: p shows who could come, fairly."
    count = f" · {len(placed):,}" if placed else ""
    lines = [line for one in placed[:SHOWN] for line in (placed_line(one, today), hours_bar(one, indent=2))]
    if len(placed) > SHOWN:
        lines.append(Content.styled(f"and {len(placed) - SHOWN:,} more", MUTED))
    parts.append(story_section(f"Placed{count}", lines, nobody))
    return story_joined([*parts, story_changes(named(changes, now), now)])


def _check(check: Check) -> Content:
    sign, tone = _READY[check.state]
    return Content.assemble((f"{sign} ", colour_of(tone)), content_line(check.said))


def _facts(row: OpeningRow) -> Content:
    gone = "" if row.supervisor_there is not False else f", no longer at {row.organization}"
    facts: list[tuple[str, object]] = [
        ("partner", row.organization),
        ("kind", row.kind.value),
        ("places", f"{places(row)} left" if row.left else places(row)),
        ("supervisor", f"{row.supervisor}{gone}" if row.supervisor else "nobody named"),
        ("from", say_full_day(row.starts_on)),
        ("until", say_full_day(row.ends_on) if row.ends_on else "no end"),
        ("hours a week", say_hours(row.minutes_per_week) if row.minutes_per_week else ""),
        ("pay", pay(row)),
        ("grades", row.grades.replace(" ", ", ") or "all"),
        ("age", f"from {row.youngest}" if row.youngest else ""),
        ("archived", "yes" if row.archived else ""),
    ]
    return story_facts(facts)


def named(changes: Sequence[ChangeLine], now: datetime) -> list[ChangeLine]:
    """Return changes as people read them: names for ids, hours for minutes, amounts for hundredths."""
    ids = {value for one in changes for value in one.columns.get("supervisor_id", ()) if isinstance(value, int)}
    names = {person_id: row.name for person_id, row in people.rows(sorted(ids), now).items()} if ids else {}
    return [replace(one, columns=dict(_worded(*column, names) for column in one.columns.items())) for one in changes]


def _worded(column: str, values: tuple[Any, Any], names: Mapping[int, str]) -> tuple[str, tuple[Any, Any]]:
    words: Mapping[str, tuple[str, Callable[[Any], str]]] = {
        "supervisor_id": ("supervisor", lambda value: names.get(value, str(value))),
        "minutes_per_week": ("hours_a_week", say_hours),
        "target_minutes": ("target_hours", say_hours),
        "pay": ("pay", lambda value: f"{value / 100:,.2f}"),
        "paid": ("paid", lambda value: "yes" if value else "no"),
    }
    if column not in words:
        return column, values
    name, say = words[column]
    before, after = (None if value is None else say(value) for value in values)
    return name, (before, after)
