"""The meetings of the records as a calendar: read a page at a time and written as they are read."""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from partner_tui.exchange.calendar import CalendarEvent, Detail, calendar_bytes
from partner_tui.exchange.partner_events import STOOD_FOR, DayFilter, day_events
from partner_tui.records import database, meetings
from partner_tui.records.meetings import MeetingFilter, MeetingRow
from partner_tui.records.participants import Part, ParticipantRow

NO_DAYS = DayFilter()

PAGE = 500
"""Meetings that are read at once."""


def export_calendar(
    *,
    who_ids: Collection[int] = (),
    starts_from: datetime | None = None,
    starts_before: datetime | None = None,
    detail: Detail = Detail.FULL,
    alarm: timedelta | None = None,
    days: DayFilter = NO_DAYS,
) -> Iterator[bytes]:
    """Yield the calendar of all meetings that are not put away, or of those with some people, or of some time.

    `starts_from` and `starts_before` are aware; the rest is as in `calendar_of`.
    """
    return calendar_of(chosen(who_ids, starts_from, starts_before), detail=detail, alarm=alarm, days=days)


def calendar_of(
    ids: Sequence[int],
    *,
    detail: Detail = Detail.FULL,
    alarm: timedelta | None = None,
    days: DayFilter = NO_DAYS,
) -> Iterator[bytes]:
    """Yield the calendar of some meetings and of some days with partners.

    `alarm` is how long before a planned meeting its reminder sounds.

    Private notes are not read. Whoever opted out of the directory is "a student" or whatever they are (34 CFR 99.37).
    Raises PartnerError if a meeting changes meanwhile.
    """
    name, uid = database.select("SELECT name, uid FROM school ORDER BY id LIMIT 1")[0]
    return calendar_bytes(
        _events(ids),
        name="Busy" if detail is Detail.BUSY else name,
        calendar_uid=uid,
        zones=_zones(ids),
        detail=detail,
        alarm=alarm,
        days=day_events(days),
    )


def chosen(who_ids: Collection[int], starts_from: datetime | None, starts_before: datetime | None) -> array[int]:
    """Return the ids of the meetings of some people (none: of everybody) in some time, in order of time."""
    everyone = meetings.listing(MeetingFilter(starts_from=starts_from, starts_before=starts_before))
    if not who_ids:
        return everyone
    theirs: set[int] = set()
    for person_id in who_ids:
        theirs.update(meetings.listing(MeetingFilter(person_id=person_id)))
    return array("q", (one for one in everyone if one in theirs))


def _zones(ids: Sequence[int]) -> dict[str, tuple[date, date]]:
    """Return the first and the last day of the meetings in each time zone."""
    found: dict[str, tuple[date, date]] = {}
    for page in _pages(ids):
        query = (
            "SELECT timezone, substr(min(starts_at), 1, 10), substr(max(starts_at), 1, 10) FROM meetings "  # noqa: S608 (only marks are put in)
            f"WHERE id IN ({','.join('?' * len(page))}) GROUP BY timezone"
        )
        for zone, first, last in database.select(query, list(page)):
            days = date.fromisoformat(first), date.fromisoformat(last)
            known = found.get(zone, days)
            found[zone] = min(days[0], known[0]), max(days[1], known[1])
    return found


def _events(ids: Sequence[int]) -> Iterator[CalendarEvent]:
    for page in _pages(ids):
        rows = meetings.rows(page)
        hidden = _opted_out(rows.values())
        yield from (_event(rows[one], hidden) for one in page if one in rows)


def _opted_out(rows: Collection[MeetingRow]) -> frozenset[int]:
    people = {one.person_id for row in rows for one in row.participants}
    query = f"SELECT id FROM people WHERE directory_opt_out AND id IN ({','.join('?' * len(people))})"  # noqa: S608 (only marks are put in)
    return frozenset(row[0] for row in database.select(query, list(people)))


def _event(row: MeetingRow, hidden: frozenset[int]) -> CalendarEvent:
    return CalendarEvent(
        uid=row.uid,
        starts_at=row.starts_at,
        minutes=row.minutes,
        timezone=row.timezone,
        title=_title(row, hidden),
        description=row.summary,
        place=row.place,
        status=row.status.value,
        sequence=row.sequence,
        created_at=row.created_at,
        updated_at=row.updated_at,
    )


def _title(row: MeetingRow, hidden: frozenset[int]) -> str:
    guests = [one for one in row.participants if one.part is not Part.HOST]
    return meetings.title(row.kind, [_name(one, hidden) for one in guests], [one.name for one in row.organizations])


def _name(one: ParticipantRow, hidden: frozenset[int]) -> str:
    return STOOD_FOR[one.kind.value] if one.person_id in hidden else one.name


def _pages(ids: Sequence[int]) -> Iterator[Any]:
    return (ids[start : start + PAGE] for start in range(0, len(ids), PAGE))
