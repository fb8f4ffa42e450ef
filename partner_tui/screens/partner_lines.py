"""What belongs to a partner, in a line each: its people, stages, agreements, openings and placements."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from textual.content import Content

from partner_tui.dates import say_full_day, say_minutes, say_since
from partner_tui.insight.readiness import Readiness, ReadinessState
from partner_tui.records.agreement_rows import AgreementRow, AgreementState
from partner_tui.records.contacts import ContactRow
from partner_tui.records.opening_rows import OpeningRow, OpeningState
from partner_tui.records.placement_rows import PlacementRow, PlacementState
from partner_tui.records.stages import Stage, StageSpan
from partner_tui.screens.agreement_stories import STATES, what
from partner_tui.screens.promise_lines import colour_of
from partner_tui.widgets.text import MUTED, content_line

SHOWN = 8
"""How many of one sort a story tells before it says how many more there are."""

STAGES: Mapping[Stage, tuple[str, str]] = {
    Stage.IDENTIFIED: ("○", MUTED),
    Stage.CONTACTED: ("○", "$text-accent"),
    Stage.EXPLORING: ("◔", "$text-accent"),
    Stage.AGREEING: ("◑", "$text-accent"),
    Stage.ACTIVE: ("●", "$text-success"),
    Stage.DEEPENING: ("◆", "$text-success"),
    Stage.PAUSED: ("‖", "$text-warning"),
    Stage.ENDED: ("–", MUTED),
}
"""Stage -> the symbol and the colour that it has everywhere."""

_READY: Mapping[ReadinessState, tuple[str, str]] = {
    ReadinessState.READY: ("✓", "$text-success"),
    ReadinessState.AT_RISK: ("▲", "$text-warning"),
    ReadinessState.BLOCKED: ("!", "$text-error"),
}
_PLACEMENTS: Mapping[PlacementState, tuple[str, str]] = {
    PlacementState.OVER: ("?", "$text-warning"),
    PlacementState.ACTIVE: ("●", "$text-success"),
    PlacementState.UPCOMING: ("○", "$text-accent"),
    PlacementState.COMPLETED: ("✓", MUTED),
    PlacementState.ENDED_EARLY: ("–", MUTED),
}


def first_of(lines: Sequence[Content]) -> list[Content]:
    """Return the first lines of many, and how many more there are."""
    more = [Content.styled(f"and {len(lines) - SHOWN:,} more", MUTED)] if len(lines) > SHOWN else []
    return [*lines[:SHOWN], *more]


def contact_line(row: ContactRow) -> Content:
    """Return who somebody is at the partner, and how to reach them."""
    sign = ("★ ", "$text-accent") if row.primary else ("  ", "")
    title = f" · {row.title}" if row.title else ""
    first = " · primary contact" if row.primary else ""
    left = f" · until {say_full_day(row.ends_on)}" if row.ends_on else ""
    reached = " · ".join(filter(None, (row.email, row.phone)))
    told = Content.assemble(sign, content_line(row.name), content_line(f"{title}{first}{left}", MUTED))
    return Content.assemble(told, "\n  ", content_line(reached, MUTED)) if reached else told


def stage_line(span: StageSpan, today: date) -> Content:
    """Return a time in one stage: since when, how long, and why it came there."""
    length = say_days(span.days(today))
    so_far = f"{length} so far" if span.ends_on is None else length
    why = f" · {span.why}" if span.why else ""
    sign, colour = STAGES[span.stage]
    when = f"since {say_full_day(span.starts_on)} · {so_far}" if span.days(today) else "since today"
    aside = content_line(f"  {when}{why}", MUTED)
    return Content.assemble((f"{sign} {span.stage.value}", colour), aside)


def say_days(days: int) -> str:
    """Return a length as people say it: "1 day", "13 days", "5 weeks", "14 months"."""
    if days < 1:
        return "today"
    return "1 day" if days == 1 else say_since(days).removesuffix(" ago").replace("yesterday", "1 day")


def agreement_line(row: AgreementRow, today: date) -> Content:
    """Return an agreement: what it is, where it stands, and how many days are left."""
    state = row.state(today)
    sign, tone, _ = STATES[state]
    left = row.days_left(today)
    aside = state.value.replace("_", " ")
    if row.ends_on is not None and left is not None and state is not AgreementState.RENEWED:
        days = f"{left:,} {'day' if left == 1 else 'days'} left" if left >= 0 else f"ended {say_since(-left)}"
        aside = f"{aside} · {days}, {say_full_day(row.ends_on)}"
    elif row.ends_on is None and state is AgreementState.ACTIVE:
        aside = f"{aside} · no end"
    return Content.assemble((f"{sign} ", colour_of(tone)), content_line(what(row)), content_line(f"  {aside}", MUTED))


def opening_line(row: OpeningRow, ready: Readiness | None, today: date) -> Content:
    """Return an opening: what it is, its places, and, while it is not past, how ready the partner is for students."""
    places = f"{row.left:,} of {row.places:,} {'place' if row.places == 1 else 'places'} left"
    aside = f"  {row.kind.value} · {places}"
    if row.state(today) is OpeningState.PAST or ready is None:
        ended = f", ended {say_full_day(row.ends_on)}" if row.ends_on and row.ends_on < today else ""
        return Content.assemble(("– ", MUTED), content_line(row.title), content_line(aside + ended, MUTED))
    # Where all places are taken, what matters is how it stands for the students who are there.
    state = ready.state if row.left else ready.in_place
    steps = (one.step for one in ready.checks if one.state is state and (row.left or one.about != "places"))
    step = next(filter(None, steps), "")
    sign, colour = _READY[state]
    aside += f" · {state.value.replace('_', ' ')}" if row.left or state is not ReadinessState.READY else " · full"
    said = Content.assemble((f"{sign} ", colour), content_line(row.title), content_line(aside, MUTED))
    return Content.assemble(said, "\n  ", content_line(step, colour)) if step else said


def placement_line(row: PlacementRow, today: date) -> Content:
    """Return a placement: the student, the opening, where it stands, and the hours against the target."""
    state = row.state(today)
    sign, colour = _PLACEMENTS[state]
    grade = f" ({row.grade})" if row.grade else ""
    worked = say_minutes(row.approved_minutes) if row.approved_minutes else "0 h"
    target = f" of {say_minutes(row.target_minutes)}" if row.target_minutes else ""
    waiting = f" · {say_minutes(row.submitted_minutes)} to approve" if row.submitted_minutes else ""
    said = "past its end: how did it go?" if state is PlacementState.OVER else state.value.replace("_", " ")
    aside = f"  {row.opening} · {said} · {worked}{target}{waiting}"
    return Content.assemble((f"{sign} ", colour), content_line(row.student + grade), content_line(aside, MUTED))
