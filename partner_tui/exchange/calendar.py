"""Meetings as an iCalendar file that every calendar program reads alike."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from enum import StrEnum
from typing import TYPE_CHECKING

from partner_tui.errors import PartnerError
from partner_tui.exchange.day_events import DayEvent, day_event_bytes
from partner_tui.exchange.ical_text import IcalText
from partner_tui.exchange.timezones import vtimezone, zone_named
from partner_tui.records.text import clean_line, clean_note

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from icalendar import Alarm

_PRODUCT = "-//partner-tui//partner-tui//EN"
_END = b"END:VCALENDAR\r\n"
_REFRESH = timedelta(hours=12)
_DAY = timedelta(days=1)
_STATUSES = {"planned": "CONFIRMED", "held": "CONFIRMED", "missed": "CONFIRMED", "cancelled": "CANCELLED"}


class Detail(StrEnum):
    """How much of a meeting leaves the building."""

    FULL = "full"
    TITLES = "titles"
    BUSY = "busy"


@dataclass(frozen=True, slots=True)
class CalendarEvent:
    """A meeting as a calendar shows it; its texts are what may be published, never a private note.

    Times are aware; `timezone` is the IANA name of the zone in which the meeting was planned; `status` is planned,
    held, missed or cancelled; `sequence` counts changes of time and status.
    """

    uid: str
    starts_at: datetime
    minutes: int
    timezone: str
    title: str
    description: str
    place: str
    status: str
    sequence: int
    created_at: datetime
    updated_at: datetime


@dataclass(frozen=True, slots=True)
class _Zone:
    """The zone that times are written in, and the first and last UTC day that its VTIMEZONE was made for."""

    zone: tzinfo
    first: date
    last: date


def calendar_bytes(
    events: Iterable[CalendarEvent],
    *,
    name: str,
    calendar_uid: str,
    zones: Mapping[str, tuple[date, date]],
    detail: Detail = Detail.FULL,
    alarm: timedelta | None = None,
    days: Iterable[DayEvent] = (),
) -> Iterator[bytes]:
    """Yield an iCalendar file of `events`, then of `days`, in the order given, piece by piece.

    The same events give the same bytes.

    `zones` has the first and last day of the events of each time zone: the zones stand before the events, which are
    read only once. `alarm` is how long before a planned meeting its reminder sounds. With `Detail.TITLES` neither
    description nor place leaves, with `Detail.BUSY` no word of the event, and no day, which takes no time. `name` is
    written whatever the detail. With an alarm, a day that is not settled has one in its morning.

    There is no METHOD, ORGANIZER or ATTENDEE: a calendar server that sees them writes to people on its own.

    Raises PartnerError for an unknown zone and for an event outside `zones`; ValueError for an alarm after the start.
    Source: RFC 5545 (files), RFC 7986 (NAME, REFRESH-INTERVAL).
    """
    if alarm is not None and alarm < timedelta(0):
        raise ValueError("an alarm sounds before the meeting, not after its start")
    yield _header(name, calendar_uid)
    known: dict[str, _Zone] = {}
    for zone, (first, last) in sorted(zones.items()):
        known[zone] = _Zone(_written_in(zone), first - _DAY, last + _DAY)
        if known[zone].zone is not UTC:
            yield vtimezone(zone, first, last).to_ical()
    for event in events:
        yield _event_bytes(event, _zone_of(event, known), detail, alarm)
    if detail is not Detail.BUSY:
        for day in days:
            yield day_event_bytes(day, with_description=detail is Detail.FULL, alarm=alarm is not None)
    yield _END


def _header(name: str, calendar_uid: str) -> bytes:
    """Return all that stands before the first component."""
    # icalendar takes 0.2 s to import, and only an export needs it.
    from icalendar import Calendar, vDuration

    calendar = Calendar()
    calendar.add("VERSION", "2.0")
    calendar.add("PRODID", _PRODUCT)
    calendar.add("CALSCALE", "GREGORIAN")
    calendar["UID"] = IcalText(clean_line(calendar_uid))
    if title := clean_line(name):
        calendar["NAME"] = calendar["X-WR-CALNAME"] = IcalText(title)
    # RFC 7986 5.7 requires VALUE=DURATION; some programs read one of the two, some the other.
    calendar["REFRESH-INTERVAL"] = vDuration(_REFRESH, params={"VALUE": "DURATION"})
    calendar["X-PUBLISHED-TTL"] = vDuration(_REFRESH)
    written: bytes = calendar.to_ical()
    return written.removesuffix(_END)


def _written_in(zone: str) -> tzinfo:
    """Return the zone in which the times of `zone` are written: itself, or UTC where icalendar takes it for UTC."""
    from icalendar import vDatetime

    named = zone_named(zone)
    return named if "TZID" in vDatetime(datetime(2000, 1, 1, tzinfo=named)).params else UTC


def _zone_of(event: CalendarEvent, known: Mapping[str, _Zone]) -> tzinfo:
    found = known.get(event.timezone)
    if found is None or not found.first <= event.starts_at.date() <= found.last:
        raise PartnerError("A meeting changed while the calendar was being written.", "Export the calendar once more.")
    return found.zone


def _event_bytes(event: CalendarEvent, zone: tzinfo, detail: Detail, alarm: timedelta | None) -> bytes:
    """Return the VEVENT of `event`.

    Values are set as icalendar's own types: `Event.new` gives the same bytes in half as much time again.
    """
    from icalendar import Event, vDatetime, vInt

    cancelled = event.status == "cancelled"
    start, end = _times(event, zone)
    changed = vDatetime(event.updated_at.astimezone(UTC))
    component = Event()
    component["UID"] = IcalText(clean_line(event.uid))
    # Without METHOD, DTSTAMP is when the meeting was last revised (RFC 5545 3.8.7.2), so not the time of writing.
    component["DTSTAMP"] = component["LAST-MODIFIED"] = changed
    component["CREATED"] = vDatetime(event.created_at.astimezone(UTC))
    component["SEQUENCE"] = vInt(event.sequence)
    component["DTSTART"] = vDatetime(start)
    if event.minutes > 0:  # an end at the start is not allowed; without one the event takes no time (RFC 5545 3.6.1)
        component["DTEND"] = vDatetime(end)
    component["STATUS"] = IcalText(_STATUSES[event.status])
    component["TRANSP"] = IcalText("TRANSPARENT" if cancelled else "OPAQUE")
    component["CLASS"] = IcalText("PRIVATE")
    texts = dict(_texts(event, detail))
    for key, text in texts.items():
        component[key] = IcalText(text)
    if alarm is not None and event.status == "planned":
        component.add_component(_alarm(texts.get("SUMMARY", "Meeting"), alarm))
    written: bytes = component.to_ical()
    return written


def _times(event: CalendarEvent, zone: tzinfo) -> tuple[datetime, datetime]:
    """Return start and end as they are written, in `zone` or in UTC.

    A wall time that comes twice, when clocks go back, means the first of the two to every reader (RFC 5545 3.3.5).
    So a meeting that touches the second can only be said in UTC.
    """
    start = event.starts_at.astimezone(zone)
    end = (event.starts_at + timedelta(minutes=event.minutes)).astimezone(zone)
    if start.fold or end.fold:
        return start.astimezone(UTC), end.astimezone(UTC)
    return start, end


def _texts(event: CalendarEvent, detail: Detail) -> Iterator[tuple[str, str]]:
    """Yield the properties that carry what people typed, without the empty ones."""
    if detail is Detail.BUSY:
        yield "SUMMARY", "Busy"
        return
    if title := clean_line(event.title):
        yield "SUMMARY", title
    if detail is not Detail.FULL:
        return
    if description := clean_note(event.description):
        yield "DESCRIPTION", description
    if place := clean_line(event.place):
        yield "LOCATION", place


def _alarm(text: str, before: timedelta) -> Alarm:
    from icalendar import Alarm

    component = Alarm.new_display(description=text, trigger=-before)
    component["DESCRIPTION"] = IcalText(text)
    return component
