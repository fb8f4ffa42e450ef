"""The day on one sheet: whom to meet and why, what is coming up, promises, partners, goals, and how far it reaches."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from partner_tui.dates import say_clock, say_day, say_full_day
from partner_tui.insight import brief, cells
from partner_tui.insight.attention import Attention
from partner_tui.insight.pace import Pace
from partner_tui.insight.rotation import Rotation
from partner_tui.insight.sheet import Entry, Part, SheetLine, Tone, Wish, lay_out
from partner_tui.records.commitments import CommitmentRow
from partner_tui.records.contact import StaffContact
from partner_tui.records.goals import GoalRow
from partner_tui.records.meetings import MeetingRow
from partner_tui.records.school_year import SchoolCalendar

HEIGHT = 24
"""Lines of a small terminal."""

AHEAD = timedelta(days=14)
"""How far the day looks ahead on the calendar."""

DUE_WITHIN = timedelta(days=7)
"""How far it looks ahead for promises."""

SHOWN = 24
"""More than so many of anything are never seen: as much as needs to be read."""

_NAME, _DAY = 24, 9

_WISHES = (
    *(Wish("meet", 1), Wish("promises", 1), Wish("partners", 1), Wish("coming", 1), Wish("goals", 1)),
    *(Wish("reached", 1), Wish("meet", 3), Wish("promises", 3), Wish("partners", 3), Wish("coming", 4)),
    *(Wish("goals", 2), Wish("meet", whole=3), Wish("promises", 5), Wish("partners", 5), Wish("coming", 6)),
    *(Wish("goals", 4), Wish("meet", 5), Wish("coming", 10), Wish("promises", 9), Wish("partners", 9)),
    *(Wish("goals", 8), Wish("meet", 10)),
    *(Wish("promises", SHOWN), Wish("partners", SHOWN), Wish("coming", SHOWN), Wish("goals", SHOWN)),
)
"""What matters most comes first."""


@dataclass(frozen=True, slots=True)
class Day:
    """What a day is made of, as of `now` in the school's zone; of each no more than SHOWN, and how many there are.

    `waiting` are planned meetings that are past, the newest first; `coming` those of the days AHEAD, the next first.
    """

    now: datetime
    school: str
    calendar: SchoolCalendar
    rotation: Rotation
    left_out: int
    waiting: Sequence[MeetingRow]
    coming: Sequence[MeetingRow]
    meetings: int
    promises: Sequence[CommitmentRow]
    promised: int
    goals: Sequence[GoalRow]
    hoped: int
    partners: Sequence[Attention] = ()
    needing: int = 0


def lines(day: Day, width: int, height: int = HEIGHT) -> list[SheetLine]:
    """Return the day on at most `height` lines of at most `width` cells, however much there is."""
    today = day.now.date()
    coming = list(_coming(day))
    closures = len(coming) - len(day.waiting) - len(day.coming)
    parts = {
        "meet": Part("Meet", list(_meet(day.rotation, today))),
        "coming": Part("Coming up", coming, day.meetings + closures),
        "promises": Part("Promises", [brief.promise(one, today) for one in day.promises], day.promised),
        "partners": Part("Partners", [_partner(one) for one in day.partners], day.needing),
        "goals": Part("Goals", [brief.goal(one, today, named=True) for one in day.goals], day.hoped),
        "reached": Part("Reached", [_reached(day.rotation.pace, day.left_out)]),
    }
    week, weeks = day.calendar.week_number(today), day.calendar.weeks_in_year(today)
    school_week = f"school week {week} of {weeks}" if week and weeks else "no school year"
    title = Entry(f"{say_full_day(today)} · {school_week}", tone=Tone.STRONG)
    return lay_out((day.school, title), parts, _WISHES, width=width, height=height)


def _meet(rotation: Rotation, today: date) -> Iterator[Entry]:
    for one in rotation.suggestions:
        first, *others = one.reasons
        yield Entry(_named(one.candidate), first, "●", below=" · ".join(others))
    for person in rotation.this_week:
        on = person.last_met if person.met_this_week else person.planned_on
        did = "met" if person.met_this_week else "planned"
        sign, tone = ("✓", Tone.GOOD) if person.met_this_week else ("○", Tone.PLAIN)
        yield Entry(_named(person), f"{did} {say_day(on, today)}" if on else did, sign, tone)
    if not rotation.suggestions and not rotation.this_week:
        yield Entry("nobody this week", tone=Tone.MUTED)


def _named(person: StaffContact) -> str:
    return f"{cells.filled(person.name, _NAME)} {person.department or ''}"


def _partner(one: Attention) -> Entry:
    """Return a partner that needs somebody, and the first reason why."""
    tone = Tone.LATE if one.reason.is_pressing else Tone.PLAIN
    return Entry(f"{cells.filled(one.name, _NAME)} {one.reason.said}", sign="▲", tone=tone)


def _coming(day: Day) -> Iterator[Entry]:
    """Yield what waits for a word, then what is to come, closures at their place; each in one line."""
    today, zone = day.now.date(), day.now.tzinfo
    for one in day.waiting:
        yield Entry(f"{_when(one, day.now)} {one.title}: did it happen?", one.uid[:8], "?", Tone.STRONG)
    ahead = [(one.starts_at, Entry(f"{_when(one, day.now)} {one.title}", one.place, "○")) for one in day.coming]
    for closure in day.calendar.closures:
        first = max(closure.starts_on, today)
        if first <= closure.ends_on and first <= today + AHEAD:
            until = "" if closure.ends_on == first else f", to {say_full_day(closure.ends_on)}"
            told = f"{cells.filled(say_day(first, today), _DAY)}       closed: {closure.name}{until}"
            ahead.append((datetime.combine(first, time.min, zone), Entry(told, sign="–", tone=Tone.MUTED)))
    yield from (entry for _, entry in sorted(ahead, key=lambda pair: pair[0]))
    if not ahead and not day.waiting:
        yield Entry("nothing is planned for the next two weeks", tone=Tone.MUTED)


def _when(meeting: MeetingRow, now: datetime) -> str:
    starts_at = meeting.starts_at.astimezone(now.tzinfo)
    return f"{cells.filled(say_day(starts_at.date(), now.date()), _DAY)} {say_clock(starts_at)}"


def _reached(pace: Pace, left_out: int) -> Entry:
    """Return how many were met this school year, and how far that goes by its end."""
    sentence = pace.sentence()
    is_whole = not pace.total or "met" in sentence
    told = sentence if is_whole else f"{pace.reached} of {pace.total} met so far; {sentence}"
    return Entry(told, f"{left_out:,} left out" if left_out else "")
