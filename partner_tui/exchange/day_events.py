"""Whole days of a calendar: what is due, ends or begins on a day, and takes no time of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from partner_tui.exchange.ical_text import IcalText
from partner_tui.records.text import clean_line, clean_note

MORNING = timedelta(hours=8)
"""When the reminder of a day sounds, counted from its beginning."""

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class DayEvent:
    """A day as a calendar shows it; its texts are what may be published.

    `sequence` counts the versions of what it is made of. `gone` is struck out; `settled` needs no reminder any more.
    """

    uid: str
    day: date
    title: str
    description: str
    sequence: int
    created_at: datetime
    updated_at: datetime
    gone: bool = False
    settled: bool = False


def day_event_bytes(event: DayEvent, *, with_description: bool, alarm: bool) -> bytes:
    """Return the VEVENT of a day: it ends, as RFC 5545 3.6.1 has it, where the next day begins."""
    # icalendar takes 0.2 s to import, and only an export needs it.
    from icalendar import Alarm, Event, vDate, vDatetime, vInt

    component = Event()
    component["UID"] = IcalText(clean_line(event.uid))
    changed = vDatetime(event.updated_at.astimezone(UTC))
    component["DTSTAMP"] = component["LAST-MODIFIED"] = changed
    component["CREATED"] = vDatetime(event.created_at.astimezone(UTC))
    component["SEQUENCE"] = vInt(event.sequence)
    component["DTSTART"] = vDate(event.day)
    component["DTSTART"].params["VALUE"] = "DATE"
    component["DTEND"] = vDate(event.day + _DAY)
    component["DTEND"].params["VALUE"] = "DATE"
    component["STATUS"] = IcalText("CANCELLED" if event.gone else "CONFIRMED")
    component["TRANSP"] = IcalText("TRANSPARENT")
    component["CLASS"] = IcalText("PRIVATE")
    title = clean_line(event.title) or "Due"
    component["SUMMARY"] = IcalText(title)
    if with_description and (description := clean_note(event.description)):
        component["DESCRIPTION"] = IcalText(description)
    if alarm and not event.gone and not event.settled:
        reminder = Alarm.new_display(description=title, trigger=MORNING)
        reminder["DESCRIPTION"] = IcalText(title)
        component.add_component(reminder)
    written: bytes = component.to_ical()
    return written
