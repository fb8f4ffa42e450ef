"""VTIMEZONEs held against zoneinfo, by a reader of their bytes that shares nothing with the writer."""

from __future__ import annotations

import zoneinfo
from bisect import bisect_right
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from dateutil.rrule import rrulestr
from icalendar import Timezone

from partner_tui.errors import PartnerError
from partner_tui.exchange.timezones import vtimezone, zone_named

FIRST, LAST = date(2024, 1, 1), date(2030, 12, 31)
START, END = datetime(2024, 1, 1, tzinfo=UTC), datetime(2031, 1, 1, tzinfo=UTC)
ZONES = sorted(zoneinfo.available_timezones())
STRIDE = timedelta(hours=11)
SECOND = timedelta(seconds=1)


def _lines(zone: str, first: date = FIRST, last: date = LAST) -> list[str]:
    text: str = vtimezone(zone, first, last).to_ical().decode()
    return text.replace("\r\n ", "").splitlines()


def _wall(text: str) -> datetime:
    """Read a wall time: its digits as if they were UTC, for the offset to be taken off."""
    return datetime.strptime(f"{text}+0000", "%Y%m%dT%H%M%S%z")


def _offset(text: str) -> timedelta:
    seconds = int(text[1:3]) * 3600 + int(text[3:5]) * 60 + int(text[5:7] or 0)
    return timedelta(seconds=-seconds if text[0] == "-" else seconds)


class Reader:
    """What a calendar program makes of a VTIMEZONE: each onset is a wall time in the offset before it."""

    def __init__(self, lines: list[str]) -> None:
        onsets: dict[datetime, timedelta] = {}
        block: list[tuple[str, str]] = []
        for line in lines:
            name, _, value = line.partition(":")
            if line in ("BEGIN:STANDARD", "BEGIN:DAYLIGHT"):
                block = []
            elif line in ("END:STANDARD", "END:DAYLIGHT"):
                onsets.update(self._onsets(block))
            else:
                block.append((name, value))
        self.moments = sorted(onsets)
        self.offsets = [onsets[moment] for moment in self.moments]

    def _onsets(self, block: list[tuple[str, str]]) -> Iterator[tuple[datetime, timedelta]]:
        values = dict(block)
        start = _wall(values["DTSTART"])
        walls = [start, *(_wall(value) for name, value in block if name == "RDATE")]
        if "RRULE" in values:
            walls += rrulestr(values["RRULE"], dtstart=start).between(start, END)
        before, after = _offset(values["TZOFFSETFROM"]), _offset(values["TZOFFSETTO"])
        return ((wall - before, after) for wall in walls)

    def offset(self, at: datetime) -> timedelta:
        place = bisect_right(self.moments, at)
        assert place, f"nothing is said about {at}"
        return self.offsets[place - 1]


def _changes(zone: ZoneInfo) -> Iterator[datetime]:
    """Yield the first second of each new offset, found by looking and halving."""
    low = START
    while low < END:
        high = low + STRIDE
        if low.astimezone(zone).utcoffset() != high.astimezone(zone).utcoffset():
            near, far = low, high
            while far - near > SECOND:
                middle = near + (far - near) // (2 * SECOND) * SECOND
                same = middle.astimezone(zone).utcoffset() == near.astimezone(zone).utcoffset()
                near, far = (middle, far) if same else (near, middle)
            yield far
        low = high


@pytest.mark.parametrize("chunk", range(12))
def test_every_zone_of_the_world_says_what_zoneinfo_says_from_2024_to_2030(chunk: int) -> None:
    for name in ZONES[chunk::12]:
        zone, reader = ZoneInfo(name), Reader(_lines(name))
        samples = [START + STRIDE * n for n in range((END - START) // STRIDE)]
        around = [change + n * SECOND for change in _changes(zone) for n in (-1, 0, 1)]
        wrong = [at for at in samples + around if reader.offset(at) != at.astimezone(zone).utcoffset()]
        assert not wrong, f"{name} is wrong at {wrong[:3]}"


@pytest.mark.parametrize(
    "name",
    [
        "America/New_York",
        "Europe/London",
        "Asia/Kolkata",
        "Australia/Lord_Howe",
        "Africa/Casablanca",
        "America/Santiago",
        "Asia/Gaza",
        "UTC",
        "Europe/Dublin",
    ],
)
def test_icalendar_reads_the_same_offsets(name: str) -> None:
    read = Timezone.from_ical(vtimezone(name, FIRST, LAST).to_ical())
    assert isinstance(read, Timezone)
    zone, theirs = ZoneInfo(name), read.to_tz(lookup_tzid=False)
    for n in range(0, 365 * 7, 3):
        at = START + timedelta(days=n, hours=12)
        assert at.astimezone(theirs).utcoffset() == at.astimezone(zone).utcoffset(), at


def test_new_york_is_two_rules_without_end_written_in_the_clock_before_the_change() -> None:
    lines = _lines("America/New_York", date(2026, 9, 1), date(2026, 9, 30))
    assert lines == [
        "BEGIN:VTIMEZONE",
        "TZID:America/New_York",
        "BEGIN:STANDARD",
        "DTSTART:20251102T020000",
        "RRULE:FREQ=YEARLY;BYDAY=1SU;BYMONTH=11",
        "TZNAME:EST",
        "TZOFFSETFROM:-0400",
        "TZOFFSETTO:-0500",
        "END:STANDARD",
        "BEGIN:DAYLIGHT",
        "DTSTART:20260308T020000",
        "RRULE:FREQ=YEARLY;BYDAY=2SU;BYMONTH=3",
        "TZNAME:EDT",
        "TZOFFSETFROM:-0500",
        "TZOFFSETTO:-0400",
        "END:DAYLIGHT",
        "END:VTIMEZONE",
    ]


def test_ramadan_in_casablanca_is_one_date_a_line() -> None:
    lines = _lines("Africa/Casablanca")
    assert not [line for line in lines if line.startswith("RRULE")]
    dates = [line for line in lines if line.startswith("RDATE")]
    assert len(dates) > 10
    assert not [line for line in dates if "," in line]


@pytest.mark.parametrize("name", ["Asia/Kolkata", "UTC", "Etc/GMT+5"])
def test_a_zone_that_never_changes_its_clock_is_one_standard(name: str) -> None:
    begins = [line for line in _lines(name) if line.startswith("BEGIN")]
    assert begins == ["BEGIN:VTIMEZONE", "BEGIN:STANDARD"]


def test_dublin_has_its_daylight_in_summer_as_everybody_else() -> None:
    lines = _lines("Europe/Dublin")
    daylight = lines[lines.index("BEGIN:DAYLIGHT") : lines.index("END:DAYLIGHT")]
    assert "TZOFFSETTO:+0100" in daylight


def test_years_before_a_country_changed_its_rule_are_listed_instead() -> None:
    old = _lines("America/New_York", date(2005, 5, 1), date(2008, 5, 1))
    assert not [line for line in old if line.startswith("RRULE")]
    reader, zone = Reader(old), ZoneInfo("America/New_York")
    for n in range(3 * 365):
        at = datetime(2005, 5, 1, tzinfo=UTC) + timedelta(days=n)
        assert reader.offset(at) == at.astimezone(zone).utcoffset(), at


def test_a_meeting_more_in_the_same_year_leaves_the_zone_as_it_is() -> None:
    assert _lines("Asia/Gaza", date(2026, 3, 1), date(2026, 4, 1)) == _lines(
        "Asia/Gaza", date(2026, 2, 1), date(2026, 12, 1)
    )


def test_a_slip_of_the_pen_in_the_year_still_gives_a_zone() -> None:
    assert "TZID:Europe/Paris" in _lines("Europe/Paris", date.min, date.max)


def test_where_the_system_has_no_zones_the_package_has_them() -> None:
    before = zoneinfo.TZPATH
    zoneinfo.reset_tzpath(to=())
    try:
        ZoneInfo.clear_cache(only_keys=["Europe/Oslo"])
        lines = _lines("Europe/Oslo", date(2031, 1, 1), date(2033, 1, 1))
    finally:
        zoneinfo.reset_tzpath(to=before)
        ZoneInfo.clear_cache(only_keys=["Europe/Oslo"])
    assert "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3" in lines


@pytest.mark.parametrize("name", ["Mars/Olympus", "Etc", "../etc/passwd", "/etc/passwd", "x" * 5000, "a\0b", ""])
def test_a_zone_that_does_not_exist_is_said_plainly(name: str) -> None:
    with pytest.raises(PartnerError, match="No time zone is called") as caught:
        zone_named(name)
    assert "America/New_York" in caught.value.hint
