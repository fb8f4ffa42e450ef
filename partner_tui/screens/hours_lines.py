"""The lines of the hours grid: what stands in each cell, and what is said of it underneath."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta, tzinfo

from textual.content import Content

from partner_tui.dates import WEEKDAYS, say_full_day, say_minutes
from partner_tui.dates.shifts import say_worked
from partner_tui.insight.work_rules import Advice, Level
from partner_tui.records.hours import HoursState
from partner_tui.records.hours_week import Week, WeekEntry, WeekRow
from partner_tui.widgets.hours_painter import GridCell, GridLine, Tone
from partner_tui.widgets.text import MUTED, content_line

SIGNS: dict[HoursState, tuple[str, Tone]] = {
    HoursState.SUBMITTED: ("·", ""),
    HoursState.APPROVED: ("✓", "good"),
    HoursState.DECLINED: ("✗", "bad"),
}
"""What was said to hours -> the symbol and the colour of it."""

DEAD = "▒"
NONE = GridCell("", " ", "dim")


def heads(first: date) -> list[str]:
    """Return what stands over the seven days: "Mo 23"."""
    days = [first + timedelta(days=away) for away in range(7)]
    return [f"{WEEKDAYS[day.weekday()][:2]} {day.day:2d}" for day in days]


def span(first: date, last: date) -> str:
    """Return the days of a week: "Sun 15 to Sat 21 Nov 2026"."""
    said = say_full_day(first)
    return f"{said.rsplit(' ', 2)[0] if first.month == last.month else said} to {say_full_day(last)}"


def clock(minutes: int) -> str:
    """Return minutes as hours and minutes: "3:15"."""
    return f"{minutes // 60}:{minutes % 60:02d}"


def line(week: Week, row: WeekRow, said: dict[date, list[Advice]], today: date) -> GridLine:
    """Return the line of a placement."""
    days = [week.first + timedelta(days=away) for away in range(7)]
    warned = {day for day in days if any(one.level is Level.WARNING for one in said.get(day, ()))}
    cells = tuple(_cell(row, day, today, warned=day in warned) for day in days)
    names = (row.days.student, row.days.organization)
    over = any(one.rule.endswith("in_a_week") for lines in said.values() for one in lines)
    target = clock(row.target_minutes).removesuffix(":00") + " h" if row.target_minutes else "–"
    total = clock(row.total.approved + row.total.submitted)
    return GridLine(*names, cells, clock(row.total.week), total, target, over)


def _cell(row: WeekRow, day: date, today: date, *, warned: bool) -> GridCell:
    entries = row.entries.get(day, [])
    if not entries:
        return GridCell("", DEAD, "dim", dead=True) if row.days.why_not(day, today) else NONE
    counting = [one for one in entries if one.state is not HoursState.DECLINED]
    state = min((one.state for one in counting), key=_WEIGHT.index, default=HoursState.DECLINED)
    sign, tone = SIGNS[state]
    text = clock(sum(one.worked.minutes for one in counting or entries))
    return GridCell(text, sign, tone, warned and bool(counting))


_WEIGHT = (HoursState.SUBMITTED, HoursState.APPROVED, HoursState.DECLINED)


def about(
    row: WeekRow, day: date, said: Sequence[Advice], watched: Sequence[str], zone: tzinfo, today: date
) -> Content:
    """Return what is said of a cell: whose, where and when, each shift with what was said to it, and the rules."""
    where = f"{row.days.student} · {row.days.organization}, {row.days.opening} · {say_full_day(day)}"
    lines = [content_line(where, "bold")]
    entries = row.entries.get(day, [])
    why = row.days.why_not(day, today)
    lines += [_shift(one, zone) for one in entries]
    if why and not entries:
        lines.append(content_line(f"{DEAD} {why}", MUTED))
    if any(one.state is not HoursState.DECLINED for one in entries):
        lines += [_advice(one) for one in said]
    lines += [content_line(f"· {sentence}", "$text-warning") for sentence in watched]
    return Content("\n").join(lines)


def _shift(entry: WeekEntry, zone: tzinfo) -> Content:
    sign, tone = SIGNS[entry.state]
    colour = {"good": "$text-success", "bad": "$text-error"}.get(tone, "")
    when = say_worked(entry.worked, entry.worked_on, zone) if entry.worked.starts_minute is not None else ""
    length = say_minutes(entry.worked.minutes)
    parts = [f"{length} ({when})" if when else length]
    if entry.state is HoursState.SUBMITTED:
        parts.append("waits for approval")
    elif entry.settled_on:
        parts.append(f"{entry.state.value} by {entry.settled_by} on {say_full_day(entry.settled_on)}")
    parts += [text for text in (entry.why, entry.note) if text]
    return Content.assemble((f"{sign} ", colour), content_line(" · ".join(parts)))


def _advice(one: Advice) -> Content:
    sign, colour = ("!", "$text-warning") if one.level is Level.WARNING else ("i", MUTED)
    source = f" ({one.citation})" if one.citation else ""
    return content_line(f"{sign} {one.sentence}{source}", colour)
