"""What speaks against a time for a meeting: the clocks, the school's calendar, what is planned already."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, tzinfo
from typing import TYPE_CHECKING

from partner_tui.dates import clock_trouble, say_clock, say_full_day

if TYPE_CHECKING:
    from partner_tui.records.meetings import MeetingRow
    from partner_tui.records.school_year import SchoolCalendar

MOST = 3
"""Clashes that are named; how many more there are is counted."""


def concerns(
    starts_local: datetime, zone: tzinfo, clashes: Sequence[MeetingRow], calendar: SchoolCalendar
) -> tuple[str, ...]:
    """Return what to say before a planned meeting is saved, a sentence each; nothing where nothing is wrong.

    `starts_local` is what the clock on the wall of `zone` is to show, as it was typed and without a zone: once it
    is a moment, nobody sees any more that there was no such time. `clashes` are the planned meetings that overlap.
    """
    return (*_about_the_clock(starts_local, zone), *_about_the_day(starts_local, calendar), *_about(clashes, zone))


def _about_the_clock(starts_local: datetime, zone: tzinfo) -> Iterator[str]:
    trouble = clock_trouble(starts_local.date(), starts_local.time(), zone)
    if trouble is not None:
        yield f"{trouble}."


def _about_the_day(starts_local: datetime, calendar: SchoolCalendar) -> Iterator[str]:
    day = starts_local.date()
    closure = calendar.closure_on(day)
    if closure is not None:
        yield f"The school is closed on {say_full_day(day)}: {closure.name}."
    elif not calendar.is_school_day(day):
        yield f"{say_full_day(day)} is no school day."


def _about(clashes: Sequence[MeetingRow], zone: tzinfo) -> Iterator[str]:
    for meeting in clashes[:MOST]:
        starts_at, ends_at = (moment.astimezone(zone) for moment in (meeting.starts_at, meeting.ends_at))
        when = f"{say_full_day(starts_at.date())} {say_clock(starts_at)}–{say_clock(ends_at)}"
        yield f"It clashes with {meeting.title}, {when}."
    if len(clashes) > MOST:
        yield f"It clashes with {len(clashes) - MOST} more."
