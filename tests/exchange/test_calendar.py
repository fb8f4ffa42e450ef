"""Calendar files held against the rules of RFC 5545 byte by byte, and read back."""

from __future__ import annotations

import re
import tracemalloc
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar, Event

from partner_tui.errors import PartnerError
from partner_tui.exchange.calendar import CalendarEvent, Detail, calendar_bytes
from partner_tui.records.text import clean_line, clean_note

NEW_YORK = "America/New_York"
ZONES = {NEW_YORK: (date(2026, 1, 1), date(2026, 12, 31))}
COFFEE = CalendarEvent(
    uid="6f1d3c1e-1111-4222-8333-444455556666",
    starts_at=datetime(2026, 9, 8, 19, 15, tzinfo=UTC),
    minutes=25,
    timezone=NEW_YORK,
    title="Coffee with Ana Rivera",
    description="Goals for the year\nRobotics, maybe; or chess",
    place="Library",
    status="planned",
    sequence=2,
    created_at=datetime(2026, 9, 1, 12, 0, 0, 999_999, tzinfo=UTC),
    updated_at=datetime(2026, 9, 2, 13, 30, 5, 123_456, tzinfo=UTC),
)

CALENDAR_NAMES = {"BEGIN", "END", "VERSION", "PRODID", "CALSCALE", "UID", "NAME", "X-WR-CALNAME"}
CALENDAR_NAMES |= {"REFRESH-INTERVAL", "X-PUBLISHED-TTL"}
ZONE_NAMES = {"BEGIN", "END", "TZID", "DTSTART", "TZOFFSETFROM", "TZOFFSETTO", "TZNAME", "RRULE", "RDATE"}
EVENT_NAMES = {"BEGIN", "END", "UID", "DTSTAMP", "CREATED", "LAST-MODIFIED", "SEQUENCE", "DTSTART", "DTEND"}
EVENT_NAMES |= {"STATUS", "TRANSP", "CLASS", "SUMMARY", "DESCRIPTION", "LOCATION"}
ALARM_NAMES = {"BEGIN", "END", "ACTION", "DESCRIPTION", "TRIGGER"}
ALLOWED = {"VCALENDAR": CALENDAR_NAMES, "VTIMEZONE": ZONE_NAMES, "STANDARD": ZONE_NAMES}
ALLOWED |= {"DAYLIGHT": ZONE_NAMES, "VEVENT": EVENT_NAMES, "VALARM": ALARM_NAMES}


def _written(
    *events: CalendarEvent,
    detail: Detail = Detail.FULL,
    alarm: timedelta | None = None,
    name: str = "Meetings",
    zones: dict[str, tuple[date, date]] | None = None,
) -> bytes:
    wanted = ZONES if zones is None else zones
    return b"".join(
        calendar_bytes(events, name=name, calendar_uid="calendar-1", zones=wanted, detail=detail, alarm=alarm)
    )


def _lint(raw: bytes) -> list[tuple[str, str]]:
    """Return (component, content line) pairs of `raw`, having held every octet against RFC 5545 3.1."""
    assert raw.endswith(b"END:VCALENDAR\r\n")
    for octets in raw.removesuffix(b"\r\n").split(b"\r\n"):
        assert octets.strip()
        assert len(octets) <= 75
        assert octets.decode(), "a character is split"
        assert not re.search(rb"[\x00-\x08\x0a-\x1f\x7f]", octets), "a bare CR or LF, or another control character"
    inside: list[str] = []
    lines: list[tuple[str, str]] = []
    for line in raw.replace(b"\r\n ", b"").decode().removesuffix("\r\n").split("\r\n"):
        name = re.split("[;:]", line)[0]
        if name == "BEGIN":
            inside.append(line.partition(":")[2])
        assert name in ALLOWED[inside[-1]], f"{name} in {inside[-1]}"
        assert line.partition(":")[2], f"{name} is empty"
        lines.append((inside[-1], line))
        if name == "END":
            assert inside.pop() == line.partition(":")[2]
    assert not inside
    return lines


def _unescaped(value: str) -> str:
    return re.sub(r"\\(.)", lambda match: "\n" if match[1] in "nN" else match[1], value)


def _event_lines(raw: bytes) -> list[str]:
    return [line for component, line in _lint(raw) if component == "VEVENT"]


def _read(raw: bytes) -> list[Event]:
    calendar = Calendar.from_ical(raw)
    assert not [error for component in calendar.walk() for error in component.errors]
    return [component for component in calendar.walk("VEVENT") if isinstance(component, Event)]


def test_a_planned_coffee_is_written_as_the_standard_wants() -> None:
    assert sorted(_event_lines(_written(COFFEE))) == sorted(
        [
            "BEGIN:VEVENT",
            "UID:6f1d3c1e-1111-4222-8333-444455556666",
            "DTSTAMP:20260902T133005Z",
            "LAST-MODIFIED:20260902T133005Z",
            "CREATED:20260901T120000Z",
            "SEQUENCE:2",
            "DTSTART;TZID=America/New_York:20260908T151500",
            "DTEND;TZID=America/New_York:20260908T154000",
            "STATUS:CONFIRMED",
            "TRANSP:OPAQUE",
            "CLASS:PRIVATE",
            "SUMMARY:Coffee with Ana Rivera",
            r"DESCRIPTION:Goals for the year\nRobotics\, maybe\; or chess",
            "LOCATION:Library",
            "END:VEVENT",
        ]
    )


def test_the_calendar_says_its_name_and_how_often_to_look_again() -> None:
    lines = [line for component, line in _lint(_written(name="A, B; C\\D\r\nX:1")) if component == "VCALENDAR"]
    assert lines[0] == "BEGIN:VCALENDAR"
    assert set(lines[1:-1]) == {
        "VERSION:2.0",
        "PRODID:-//partner-tui//partner-tui//EN",
        "CALSCALE:GREGORIAN",
        "UID:calendar-1",
        r"NAME:A\, B\; C\\D X:1",
        r"X-WR-CALNAME:A\, B\; C\\D X:1",
        "REFRESH-INTERVAL;VALUE=DURATION:PT12H",
        "X-PUBLISHED-TTL:PT12H",
    }


def test_zones_stand_before_the_events_each_once() -> None:
    lines = [line for _, line in _lint(_written(COFFEE, COFFEE))]
    assert lines.count("BEGIN:VTIMEZONE") == 1
    assert lines.index("TZID:America/New_York") < lines.index("BEGIN:VEVENT")


def test_the_same_meetings_give_the_same_bytes() -> None:
    zones = {"Europe/Paris": (date(2026, 1, 1), date(2026, 2, 1)), **ZONES}
    turned = dict(reversed(zones.items()))
    assert _written(COFFEE, zones=zones) == _written(COFFEE, zones=turned)


def test_an_empty_calendar_is_still_a_calendar() -> None:
    raw = _written(zones={})
    _lint(raw)
    assert _read(raw) == []


@pytest.mark.parametrize(
    ("status", "written", "transparent"),
    [
        ("planned", "CONFIRMED", "OPAQUE"),
        ("held", "CONFIRMED", "OPAQUE"),
        ("missed", "CONFIRMED", "OPAQUE"),
        ("cancelled", "CANCELLED", "TRANSPARENT"),
    ],
)
def test_a_cancelled_meeting_is_struck_out_and_takes_no_time(status: str, written: str, transparent: str) -> None:
    lines = _event_lines(_written(replace(COFFEE, status=status)))
    assert f"STATUS:{written}" in lines
    assert f"TRANSP:{transparent}" in lines


def test_a_meeting_without_a_length_has_no_end() -> None:
    raw = _written(replace(COFFEE, minutes=0))
    assert not [line for line in _event_lines(raw) if line.startswith("DTEND")]
    assert _read(raw)[0].duration == timedelta(0)


def test_a_meeting_over_midnight_ends_on_the_next_day() -> None:
    late = replace(COFFEE, starts_at=datetime(2026, 9, 9, 3, 30, tzinfo=UTC), minutes=60)
    lines = _event_lines(_written(late))
    assert "DTSTART;TZID=America/New_York:20260908T233000" in lines
    assert "DTEND;TZID=America/New_York:20260909T003000" in lines


@pytest.mark.parametrize(
    ("start", "minutes", "written"),
    [
        ("2026-11-01T05:10", 30, ("TZID=America/New_York:20261101T011000", "TZID=America/New_York:20261101T014000")),
        ("2026-11-01T05:30", 45, ("20261101T053000Z", "20261101T061500Z")),
        ("2026-11-01T06:30", 15, ("20261101T063000Z", "20261101T064500Z")),
        ("2026-11-01T05:30", 90, ("TZID=America/New_York:20261101T013000", "TZID=America/New_York:20261101T020000")),
    ],
)
def test_the_hour_that_comes_twice_is_never_taken_for_the_other(
    start: str, minutes: int, written: tuple[str, str]
) -> None:
    begins = datetime.fromisoformat(start).replace(tzinfo=UTC)
    lines = _event_lines(_written(replace(COFFEE, starts_at=begins, minutes=minutes)))
    times = [re.split("[;:]", line, maxsplit=1)[1] for line in lines if line[:5] in ("DTSTA", "DTEND")]
    assert set(times[:3]) - {"20260902T133005Z"} == set(written)


@given(
    seconds=st.integers(0, 6 * 366 * 86_400),
    minutes=st.integers(0, 600),
    zone=st.sampled_from([NEW_YORK, "Africa/Casablanca", "Australia/Lord_Howe", "Asia/Kolkata", "UTC", "Iceland"]),
)
@settings(max_examples=60, deadline=None)
def test_every_moment_is_read_back_as_it_was(seconds: int, minutes: int, zone: str) -> None:
    begins = datetime(2024, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)
    raw = _written(
        replace(COFFEE, starts_at=begins, minutes=minutes, timezone=zone),
        zones={zone: (date(2024, 1, 1), date(2030, 12, 31))},
    )
    _lint(raw)
    read = _read(raw)[0]
    assert isinstance(read.start, datetime)
    assert isinstance(read.end, datetime)
    assert read.start.astimezone(UTC) == begins
    assert read.end.astimezone(UTC) == begins + timedelta(minutes=minutes)


@pytest.mark.parametrize("zone", ["UTC", "Etc/UTC", "Atlantic/Reykjavik"])
def test_where_clocks_show_utc_no_zone_is_spelled_out(zone: str) -> None:
    raw = _written(replace(COFFEE, timezone=zone), zones={zone: ZONES[NEW_YORK]})
    assert "DTSTART:20260908T191500Z" in _event_lines(raw)
    assert b"TZID" not in raw


def test_each_zone_named_is_spelled_out_and_none_besides() -> None:
    paris = replace(COFFEE, timezone="Europe/Paris", uid="2")
    raw = _written(COFFEE, paris, zones={**ZONES, "Europe/Paris": ZONES[NEW_YORK]})
    spelled = {line[5:] for component, line in _lint(raw) if component == "VTIMEZONE" and line[:5] == "TZID:"}
    assert spelled == set(re.findall("TZID=([^:]+):", raw.decode())) == {NEW_YORK, "Europe/Paris"}


@pytest.mark.parametrize("changed", [{"timezone": "Europe/Paris"}, {"starts_at": datetime(2027, 3, 1, 12, tzinfo=UTC)}])
def test_a_meeting_whose_zone_was_not_announced_stops_the_export(changed: dict[str, object]) -> None:
    with pytest.raises(PartnerError, match="changed while the calendar was being written"):
        _written(replace(COFFEE, **changed))  # type: ignore[arg-type] # one field of several types


def test_an_unknown_zone_is_said_plainly() -> None:
    with pytest.raises(PartnerError, match="No time zone is called 'Mars/Olympus'"):
        _written(zones={"Mars/Olympus": ZONES[NEW_YORK]})


def test_nobody_is_invited_by_a_file() -> None:
    raw = _written(COFFEE, alarm=timedelta(minutes=15))
    for word in (b"METHOD", b"ATTENDEE", b"ORGANIZER", b"mailto"):
        assert word not in raw


def test_only_planned_meetings_ring_and_only_when_asked() -> None:
    assert b"VALARM" not in _written(COFFEE)
    past = [replace(COFFEE, status=status) for status in ("held", "missed", "cancelled")]
    assert b"VALARM" not in _written(*past, alarm=timedelta(minutes=15))
    lines = [line for component, line in _lint(_written(COFFEE, alarm=timedelta(minutes=15))) if component == "VALARM"]
    assert sorted(lines) == [
        "ACTION:DISPLAY",
        "BEGIN:VALARM",
        "DESCRIPTION:Coffee with Ana Rivera",
        "END:VALARM",
        "TRIGGER:-PT15M",
    ]


def test_an_alarm_of_a_meeting_without_title_still_says_something() -> None:
    raw = _written(replace(COFFEE, title=""), alarm=timedelta(0))
    assert ("VALARM", "DESCRIPTION:Meeting") in _lint(raw)
    assert "SUMMARY" not in raw.decode()


def test_an_alarm_cannot_ring_after_the_start() -> None:
    with pytest.raises(ValueError, match="before the meeting"):
        _written(COFFEE, alarm=timedelta(minutes=-1))


def test_titles_only_leaves_description_and_place_at_home() -> None:
    lines = _event_lines(_written(COFFEE, detail=Detail.TITLES))
    assert "SUMMARY:Coffee with Ana Rivera" in lines
    assert not [line for line in lines if line.startswith(("DESCRIPTION", "LOCATION"))]


WORDS = st.text("abcdefgxyzé\N{GRINNING FACE}", min_size=12, max_size=40)


@given(title=WORDS, description=WORDS, place=WORDS)
@settings(max_examples=40, deadline=None)
def test_busy_has_not_one_word_of_the_meeting(title: str, description: str, place: str) -> None:
    told = replace(COFFEE, title=title, description=description, place=place)
    raw = _written(told, detail=Detail.BUSY, alarm=timedelta(minutes=15))
    plain = replace(COFFEE, title="", description="", place="")
    assert raw == _written(plain, detail=Detail.BUSY, alarm=timedelta(minutes=15))
    assert "SUMMARY:Busy" in _event_lines(raw)


HOSTILE = st.text(st.sampled_from("\r\n\t ,;:\\\"'\x00\x1b\x85\u2028\u202e\ud800é\N{GRINNING FACE}BEGIN:VT=^n"))
ANYTHING = st.text(st.characters(), max_size=120) | HOSTILE


@given(title=ANYTHING, description=ANYTHING, place=ANYTHING, name=ANYTHING)
@settings(max_examples=200, deadline=None)
def test_no_text_can_add_a_line_or_get_lost(title: str, description: str, place: str, name: str) -> None:
    raw = _written(replace(COFFEE, title=title, description=description, place=place), name=name)
    names = [re.split("[;:]", line)[0] for line in _event_lines(raw)]
    assert len(names) == len(set(names))
    read = {line.partition(":")[0]: line.partition(":")[2] for line in _event_lines(raw)}
    assert _unescaped(read.get("SUMMARY", "")) == clean_line(title)
    assert _unescaped(read.get("DESCRIPTION", "")) == clean_note(description)
    assert _unescaped(read.get("LOCATION", "")) == clean_line(place)
    assert str(_read(raw)[0].get("SUMMARY", "")) == clean_line(title)
    names = [line for component, line in _lint(raw) if component == "VCALENDAR" and line.startswith("NAME:")]
    assert _unescaped("".join(names).removeprefix("NAME:")) == clean_line(name)


def test_long_texts_are_folded_between_characters() -> None:
    long = "Zoë \N{GRINNING FACE} हिन्दी, " * 60
    raw = _written(replace(COFFEE, title=long, description=long))
    _lint(raw)
    assert str(_read(raw)[0]["SUMMARY"]) == clean_line(long)


def test_a_path_in_a_title_is_not_taken_for_a_line_break() -> None:
    raw = _written(replace(COFFEE, title=r"see C:\New and \n", description=r"C:\New"), alarm=timedelta(minutes=5))
    assert r"SUMMARY:see C:\\New and \\n" in _event_lines(raw)
    assert ("VALARM", r"DESCRIPTION:see C:\\New and \\n") in _lint(raw)
    assert str(_read(raw)[0]["SUMMARY"]) == r"see C:\New and \n"


def test_a_line_injected_into_the_title_stays_in_the_title() -> None:
    raw = _written(replace(COFFEE, title="Coffee\r\nATTENDEE:mailto:eve@example.org"))
    assert "SUMMARY:Coffee ATTENDEE:mailto:eve@example.org" in _event_lines(raw)


def _many(count: int) -> Iterator[CalendarEvent]:
    for n in range(count):
        yield replace(COFFEE, uid=f"meeting-{n:08}", starts_at=COFFEE.starts_at + timedelta(minutes=n))


def _peak(events: Iterable[CalendarEvent]) -> int:
    tracemalloc.start()
    try:
        size = sum(len(piece) for piece in calendar_bytes(events, name="All", calendar_uid="1", zones=ZONES))
        assert size
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_ten_times_the_meetings_take_no_more_memory() -> None:
    _peak(_many(50))  # imports and caches
    assert _peak(_many(5000)) <= 2 * _peak(_many(500))


def test_a_wall_clock_meeting_keeps_its_hour_over_the_change_of_clocks() -> None:
    zone = ZoneInfo(NEW_YORK)
    for day in (date(2026, 10, 30), date(2026, 11, 2)):
        begins = datetime(day.year, day.month, day.day, 9, tzinfo=zone).astimezone(UTC)
        lines = _event_lines(_written(replace(COFFEE, starts_at=begins)))
        assert f"DTSTART;TZID=America/New_York:{day:%Y%m%d}T090000" in lines
