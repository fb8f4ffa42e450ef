"""The whole story of a promise and of a goal."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from textual.content import Content

from partner_tui.dates import say_full_day
from partner_tui.insight import promise_words
from partner_tui.records import words
from partner_tui.records.commitments import CommitmentKind, CommitmentRow, CommitmentStatus
from partner_tui.records.goals import GoalRow
from partner_tui.records.history import ChangeLine
from partner_tui.records.words import WordList
from partner_tui.screens.promise_lines import colour_of, sign_of, sign_of_goal
from partner_tui.screens.stories import story_changes, story_facts, story_joined, story_title
from partner_tui.widgets.text import content_line


def of_promise(row: CommitmentRow, meeting: str, now: datetime, changes: Iterable[ChangeLine]) -> Content:
    """Return who promised what to whom by when, what became of it, and what was changed.

    `meeting` is what the meeting is called that it is from, "" for none; `now` is in the school's zone.
    """
    today = now.date()
    sign, tone = sign_of(row, today)
    state = row.status.value
    if row.status is CommitmentStatus.OPEN:
        days = row.days_late(today)
        late = f"open, {days:,} {'day' if days == 1 else 'days'} late" if days else "open"
        state = f"{late} · x kept, i broken, c withdrawn"
    facts: list[tuple[str, object]] = [
        ("from", row.made_by.name),
        ("to", row.made_to.name),
        ("gives", words.label_of(WordList.CONTRIBUTION, row.contribution) if row.contribution else ""),
        ("how much", "" if row.amount is None else str(row.amount)),
        ("made", say_full_day(row.made_on)),
        ("due", say_full_day(row.due_on) if row.due_on else "no day was said"),
        (row.status.value, say_full_day(row.settled_on) if row.settled_on else ""),
        ("why", row.why),
        ("in", meeting),
        ("archived", "yes" if row.archived else ""),
    ]
    if row.status is CommitmentStatus.KEPT and row.days_late(today):
        facts.append(("late by", promise_words.became(row, today).rpartition(", ")[2].removesuffix(" late")))
    parts = [
        story_title(row.text, _KINDS[row.kind]),
        content_line(f"{sign} {state}", colour_of(tone)),
        story_facts(facts),
        story_changes(changes, now),
    ]
    return story_joined(parts)


_KINDS = {
    CommitmentKind.PROMISE: "",
    CommitmentKind.ASK: "asked, not promised: e makes it a promise",
    CommitmentKind.OFFER: "offered, not promised: e makes it a promise",
}


def of_goal(row: GoalRow, meeting: str, now: datetime, changes: Iterable[ChangeLine]) -> Content:
    """Return whose goal it is, when it was heard, and what became of it; `meeting` as for a promise."""
    sign, tone = sign_of_goal(row, now.date())
    state = {"?": "open · it is time to look at it again", "◇": "open · x reached, i let go"}.get(sign)
    facts: list[tuple[str, object]] = [
        ("whose", row.person),
        ("year", row.school_year),
        ("heard", say_full_day(row.heard_on)),
        ("look again", say_full_day(row.look_again_on) if row.look_again_on else ""),
        (row.status.value.replace("_", " "), say_full_day(row.settled_on) if row.settled_on else ""),
        ("in", meeting),
        ("archived", "yes" if row.archived else ""),
    ]
    parts = [
        story_title(row.text, ""),
        content_line(f"{sign} {state or row.status.value.replace('_', ' ')}", colour_of(tone)),
        story_facts(facts),
        story_changes(changes, now),
    ]
    return story_joined(parts)
