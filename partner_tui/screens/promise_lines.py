"""Promises and goals in a line each: on Today, and in the stories of people and meetings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from textual.content import Content

from partner_tui.dates import say_day
from partner_tui.insight import promise_words
from partner_tui.records import commitments, goals
from partner_tui.records.commitments import CommitmentFilter, CommitmentRow, CommitmentStatus
from partner_tui.records.goals import GoalFilter, GoalRow, GoalStatus
from partner_tui.records.sides import Direction
from partner_tui.widgets.row_strip import Tone
from partner_tui.widgets.text import MUTED, content_line, fit

SHOWN = 5
"""How many promises, and how many goals, the story of somebody has before it says how many more there are."""

_SIGN, _WHEN = 2, 8
"""Cells of a sign with its blank, and of when a promise is due."""

_SIGNS: dict[CommitmentStatus, tuple[str, Tone]] = {
    CommitmentStatus.OPEN: ("○", "accent"),
    CommitmentStatus.KEPT: ("✓", "good"),
    CommitmentStatus.BROKEN: ("✗", "warn"),
    CommitmentStatus.WITHDRAWN: ("–", "dim"),
}
_COLOURS: dict[Tone, str] = {
    "accent": "$text-accent",
    "good": "$text-success",
    "warn": "$text-warning",
    "bad": "$text-error",
}


def sign_of(row: CommitmentRow, today: date) -> tuple[str, Tone]:
    """Return the symbol and the tone of a promise; a late one stands out."""
    if row.status is CommitmentStatus.OPEN and row.days_late(today):
        return "!", "bad"
    return _SIGNS[row.status]


def sign_of_goal(row: GoalRow, today: date) -> tuple[str, Tone]:
    """Return the symbol and the tone of a goal; one that waits to be looked at stands out."""
    if row.status is not GoalStatus.OPEN:
        return ("✓", "good") if row.status is GoalStatus.REACHED else ("–", "dim")
    waits = row.look_again_on is not None and row.look_again_on <= today
    return ("?", "warn") if waits else ("◇", "accent")


def colour_of(tone: Tone) -> str:
    """Return the colour of a tone in running text."""
    return _COLOURS.get(tone, MUTED)


def promise_line(row: CommitmentRow, today: date, room: int) -> Content:
    """Return what was promised, to or from whom, and when it is due, in `room` cells; dimmed if that is to come."""
    sign, tone = sign_of(row, today)
    late, soon = tone == "bad", row.due_on is not None and row.due_on > today
    between = promise_words.between(row)
    side = min(max(12, (room - _SIGN - _WHEN) * 2 // 5), 28)
    what = max(8, room - _SIGN - side - _WHEN - 3)
    line = Content.assemble(
        (f"{sign if late else '·'} ", MUTED if soon else colour_of(tone)),
        content_line(fit(promise_words.told(row), what), "" if soon else "bold"),
        "  ",
        content_line(fit(between, side)),
        " ",
        content_line(fit(promise_words.due(row, today), _WHEN, align="right"), colour_of(tone) if late else ""),
    )
    return line.stylize(MUTED) if soon else line


def open_of_person(person_id: int, today: date) -> tuple[int, list[Content]]:
    """Return how many promises by and to a person are open, and the first of them as lines."""
    return _open(CommitmentFilter(person_id=person_id, status=CommitmentStatus.OPEN), today)


def open_of_organization(organization_id: int, today: date) -> tuple[tuple[int, list[Content]], ...]:
    """Return how many promises are open and the first of them as lines: ours to a partner, and those that it made.

    What is only asked or offered, by whichever side, comes third.
    """
    wanted = CommitmentFilter(organization_id=organization_id, status=CommitmentStatus.OPEN)
    promised = replace(wanted, kinds=commitments.PROMISES)
    asked = replace(wanted, kinds=commitments.ASKS_AND_OFFERS)
    sides = (replace(promised, direction=one) for one in (Direction.OURS, Direction.THEIRS))
    return tuple(_open(one, today) for one in (*sides, asked))


def of_meeting(meeting_id: int, today: date) -> tuple[int, list[Content]]:
    """Return how many promises are from a meeting, whatever became of them, and the first of them as lines."""
    return _open(CommitmentFilter(meeting_id=meeting_id), today)


def _open(wanted: CommitmentFilter, today: date) -> tuple[int, list[Content]]:
    ids = commitments.listing(wanted)
    found = commitments.rows(ids[:SHOWN])
    return len(ids), [*(_told(found[one], today) for one in ids[:SHOWN] if one in found), *_more(len(ids))]


def _told(row: CommitmentRow, today: date) -> Content:
    sign, tone = sign_of(row, today)
    when = promise_words.became(row, today) if row.status is not CommitmentStatus.OPEN or row.due_on else ""
    aside = f"{promise_words.between(row)}{f', {when}' if when else ''}"
    return Content.assemble(
        (f"{sign} ", colour_of(tone)), content_line(promise_words.told(row)), content_line(f" · {aside}", MUTED)
    )


def goals_of(wanted: GoalFilter, today: date, *, named: bool = False) -> tuple[int, list[Content]]:
    """Return how many goals a filter has, and the first of them as lines; `named` says whose each one is."""
    ids = goals.listing(wanted)
    found = goals.rows(ids[:SHOWN])
    lines = [_goal(found[one], today, named=named) for one in ids[:SHOWN] if one in found]
    return len(ids), [*lines, *_more(len(ids))]


def _goal(row: GoalRow, today: date, *, named: bool) -> Content:
    sign, tone = sign_of_goal(row, today)
    whose = f" · {row.person}" if named else ""
    again = f" · look again {say_day(row.look_again_on, today)}" if row.look_again_on and sign in "◇?" else ""
    return Content.assemble((f"{sign} ", colour_of(tone)), content_line(row.text), content_line(whose + again, MUTED))


def _more(count: int) -> Sequence[Content]:
    return [Content.styled(f"and {count - SHOWN:,} more", MUTED)] if count > SHOWN else []
