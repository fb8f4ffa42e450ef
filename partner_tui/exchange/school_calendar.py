"""Days without school, out of a school calendar's iCalendar file."""

from __future__ import annotations

import hashlib
import re
import warnings
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from partner_tui.errors import PartnerError
from partner_tui.exchange.cells import RowReader
from partner_tui.exchange.date_column import in_words
from partner_tui.exchange.incoming import Findings, Incoming, IncomingClosure, SourceKind, visible
from partner_tui.exchange.school_days_off import is_day_off, plain_name

if TYPE_CHECKING:
    from icalendar import Calendar, Component

LARGEST_CALENDAR = 10_000_000
"""Bytes; one line of half that size already takes icalendar seconds."""

_LONGEST_LINE = 100_000
_MOST_EVENTS = 20_000
_LONGEST_CLOSURE = 120
_FOLD = re.compile(rb"\r?\n[ \t]")


_BROKEN = (ValueError, TypeError, KeyError, IndexError, AttributeError, AssertionError, OSError, OverflowError)
# What icalendar raises on text that is no calendar, or on a value that breaks the rules (found by fuzzing it).


def read(data: bytes, name: str) -> Incoming:
    """Read the closures of a calendar: its all-day events whose titles say that there is no school.

    DTEND is exclusive (RFC 5545, 3.6.1), so the last day is the day before; without it, or with DTEND equal to
    DTSTART, the event has one day. In a calendar that is called one of holidays every all-day event counts.
    Timed and repeating events, and those that do not look like a day off, are rejected with the reason. The row of
    a finding is the line where the event begins. Raises PartnerError for a file that cannot be read.
    """
    if len(data) > LARGEST_CALENDAR:
        raise PartnerError(
            f"{name} is larger than {LARGEST_CALENDAR // 1_000_000} MB.", "Export only the calendar of the school."
        )
    findings = Findings(name)
    calendars = _parsed(_text(data, findings), name)
    events = [(calendar, event) for calendar in calendars for event in calendar.walk("VEVENT")]
    if len(events) > _MOST_EVENTS:
        raise PartnerError(f"{name} has {len(events):,} events.", "Export only the calendar of the school.")
    lines = [number for number, line in enumerate(data.splitlines(), 1) if line.strip().upper() == b"BEGIN:VEVENT"]
    if len(lines) != len(events):
        lines = list(range(1, len(events) + 1))
    found: dict[tuple[str, date, date], IncomingClosure] = {}
    for line, (calendar, event) in zip(lines, events, strict=True):
        closure = _closure(event, RowReader(findings, line), _is_about_closures(calendar))
        if closure is None:
            continue
        place = (closure.name, closure.starts_on, closure.ends_on)
        if place in found:
            findings.repair(line, "SUMMARY", closure.name, "the same days stand there before: read once")
        found.setdefault(place, closure)
    return Incoming(
        kind=SourceKind.SCHOOL_CALENDAR,
        source=_source(calendars),
        closures=tuple(sorted(found.values(), key=lambda closure: (closure.starts_on, closure.ends_on, closure.name))),
        repairs=findings.repairs,
        rejections=findings.rejections,
    )


def _text(data: bytes, findings: Findings) -> str:
    """Bytes as text, unfolded first: a fold may cut a letter of several bytes in two (RFC 5545, 3.1)."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        findings.repair(1, "", "", "read as UTF-16")
        data = data.decode("utf-16", errors="replace").encode()
    data = data.removeprefix(b"\xef\xbb\xbf")
    if b"\r" in data and b"\n" not in data:
        findings.repair(1, "", "", "lines end in a carriage return alone: read as lines")
        data = data.replace(b"\r", b"\r\n")
    unfolded = _FOLD.sub(b"", data)
    if max(map(len, unfolded.split(b"\n"))) > _LONGEST_LINE:
        raise PartnerError(f"{findings.file} has a line that is too long for a calendar.", "Export it again.")
    try:
        return unfolded.decode("utf-8")
    except UnicodeDecodeError:
        findings.repair(1, "", "", "read as Windows-1252 (not UTF-8): look at names with accents")
        return unfolded.decode("cp1252", errors="replace")


def _parsed(text: str, name: str) -> list[Calendar]:
    # icalendar takes a tenth of a second to import, and only this file needs it.
    import icalendar

    icalendar.use_zoneinfo()  # type: ignore[no-untyped-call]  # icalendar leaves this one untyped
    try:
        with warnings.catch_warnings():
            # What it warns about is looked at event by event; a warning on the terminal would tear the screen.
            warnings.simplefilter("ignore")
            calendars = icalendar.Calendar.from_ical(text, multiple=True)
    except (*_BROKEN, RecursionError) as error:
        raise PartnerError(
            f"{name} is not a calendar that can be read ({visible(str(error), 80)}).", "Export it again as .ics."
        ) from error
    whole = [calendar for calendar in calendars if isinstance(calendar, icalendar.Calendar)]
    if not whole:
        raise PartnerError(
            f"{name} is not a calendar that can be read: it is not complete.", "Export it again as .ics."
        )
    return whole


def _is_about_closures(calendar: Calendar) -> bool:
    return is_day_off(str(calendar.get("X-WR-CALNAME", "")))


def _source(calendars: list[Calendar]) -> str:
    programs = "\x1f".join(str(calendar.get("PRODID", "")) for calendar in calendars)
    return f"calendar:{hashlib.sha256(programs.encode(errors='replace')).hexdigest()[:12]}"


def _closure(event: Component, reader: RowReader, all_count: bool) -> IncomingClosure | None:
    """The event as a closure, or None with a rejection that says why it is none."""
    title = reader.line("SUMMARY", str(event.get("SUMMARY", "")), "department")
    reason = _unfit(event)
    if reason is None and not (all_count or is_day_off(title)):
        reason = "the title does not say that there is no school, so it is not taken for a day off: left out"
    if reason is None:
        days = _days(event)
        if isinstance(days, tuple):
            key = reader.line("UID", str(event.get("UID", "")), "key")
            return IncomingClosure(key, plain_name(title) or "No school", *days)
        reason = days
    reader.findings.reject(reader.row, "SUMMARY", title, reason)
    return None


def _unfit(event: Component) -> str | None:
    """Why the event cannot be a closure whatever its title says."""
    if str(event.get("STATUS", "")).upper() == "CANCELLED":
        return "cancelled: left out"
    if any(name in event for name in ("RRULE", "RDATE", "RECURRENCE-ID", "EXRULE")):
        return "repeats; repeating events are not unrolled: left out. Enter its days as closures by hand"
    if "DTSTART" not in event:
        broken = any(name == "DTSTART" for name, _ in event.errors)
        return "its start cannot be read: left out" if broken else "has no start: left out"
    return None


def _days(event: Component) -> tuple[date, date] | str:
    """First and last day of an all-day event, or the reason why there are none."""
    try:
        starts = event.decoded("DTSTART")
        ends = event.decoded("DTEND", None)
        length = event.decoded("DURATION", None)
    except _BROKEN:
        return "its dates cannot be read: left out"
    if not isinstance(starts, date):
        return "its start cannot be read: left out"
    if isinstance(starts, datetime):
        return "has a time of day, so school is not closed for the whole day: left out"
    if isinstance(ends, datetime) or (ends is not None and not isinstance(ends, date)):
        return "starts with a day and ends with a time: left out"
    if any(name == "DTEND" for name, _ in event.errors):
        return "its end cannot be read: left out"
    if ends is None and isinstance(length, timedelta):
        ends = starts + timedelta(days=min(length.days, 10_000))
    if ends is not None and ends < starts:
        return f"ends {in_words(ends)}, before it starts {in_words(starts)}: left out"
    last = starts if ends is None or ends == starts else ends - timedelta(days=1)
    return _checked(starts, last)


def _checked(starts: date, last: date) -> tuple[date, date] | str:
    if not 1900 <= starts.year <= last.year < 2200:
        return "its year cannot be meant: left out"
    if (last - starts).days >= _LONGEST_CLOSURE:
        return f"goes on for more than {_LONGEST_CLOSURE} days: left out"
    return starts, last
