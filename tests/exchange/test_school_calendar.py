"""A school calendar becomes the days on which nobody is asked for coffee."""

from __future__ import annotations

from datetime import date

import pytest

from partner_tui.errors import PartnerError
from partner_tui.exchange import school_calendar
from partner_tui.exchange.incoming import Incoming
from partner_tui.exchange.school_days_off import is_day_off, plain_name


def calendar(*events: str, name: str = "Harbor Unified 2026-27") -> bytes:
    """A calendar of these events, each the lines between BEGIN and END."""
    body = "".join(f"BEGIN:VEVENT\r\nUID:{n}@x\r\n{event}\r\nEND:VEVENT\r\n" for n, event in enumerate(events))
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nX-WR-CALNAME:{name}\r\n{body}END:VCALENDAR\r\n".encode()


def days(start: str, end: str = "", title: str = "No school: Fall break") -> str:
    last = f"\r\nDTEND;VALUE=DATE:{end}" if end else ""
    return f"DTSTART;VALUE=DATE:{start}{last}\r\nSUMMARY:{title}"


def read(data: bytes) -> Incoming:
    return school_calendar.read(data, "calendar.ics")


def test_the_exclusive_end_of_a_break_becomes_its_last_day() -> None:
    (closure,) = read(calendar(days("20261012", "20261014"))).closures
    assert (closure.name, closure.starts_on, closure.ends_on) == ("Fall break", date(2026, 10, 12), date(2026, 10, 13))
    assert closure.key == "0@x"


@pytest.mark.parametrize("end", ["", "20260907", "20260908"])
def test_one_day_is_one_day_however_its_end_is_written(end: str) -> None:
    (closure,) = read(calendar(days("20260907", end, "Labor Day"))).closures
    assert (closure.starts_on, closure.ends_on) == (date(2026, 9, 7), date(2026, 9, 7))


def test_a_duration_counts_too() -> None:
    (closure,) = read(calendar("DTSTART;VALUE=DATE:20261221\r\nDURATION:P2W\r\nSUMMARY:Winter recess")).closures
    assert closure.ends_on == date(2027, 1, 3)


@pytest.mark.parametrize(
    ("event", "why"),
    [
        ("DTSTART:20260907T080000Z\r\nSUMMARY:No school", "time of day"),
        (days("20260907") + "\r\nRRULE:FREQ=YEARLY", "repeats"),
        (days("20260907") + "\r\nSTATUS:CANCELLED", "cancelled"),
        (days("20260907", title="Picture day"), "does not say that there is no school"),
        (days("20260907", "20260901"), "before it starts"),
        (days("20260907", "20270907"), "more than 120 days"),
        (days("00010101"), "year cannot be meant"),
        (days("2026"), "start"),
        ("SUMMARY:No school", "no start"),
        ("DTSTART;VALUE=DATE:20260907\r\nDTEND:20260908T080000\r\nSUMMARY:No school", "ends with a time"),
    ],
)
def test_what_is_no_closure_is_left_out_with_the_reason(event: str, why: str) -> None:
    incoming = read(calendar(days("20261012"), event))
    assert len(incoming.closures) == 1
    (rejection,) = incoming.rejections
    assert why in rejection.message
    assert rejection.row == 10


def test_in_a_calendar_of_holidays_every_whole_day_counts() -> None:
    incoming = read(calendar(days("20260907", title="Founder"), name="School Holidays"))
    assert [closure.name for closure in incoming.closures] == ["Founder"]


def test_the_same_days_twice_are_one_closure() -> None:
    incoming = read(calendar(days("20261012"), days("20261012")))
    assert len(incoming.closures) == 1
    assert "read once" in incoming.repairs[0].message


def test_a_letter_cut_in_two_by_a_fold_is_put_together() -> None:
    data = calendar(days("20261012", title="No school: Día")).replace("Día".encode(), b"D\xc3\r\n \xada")
    assert read(data).closures[0].name == "Día"


def test_an_old_encoding_is_read_and_said() -> None:
    incoming = read(calendar(days("20261012", title="No school: Día")).decode().encode("cp1252"))
    assert incoming.closures[0].name == "Día"
    assert "Windows-1252" in incoming.repairs[0].message


def test_hostile_titles_are_cleaned() -> None:
    incoming = read(calendar(days("20261012", title="No school: \x1b[31mred\u202e")))
    assert incoming.closures[0].name == "[31mred"
    assert incoming.repairs


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n", "not a calendar that can be read"),
        (b"BEGIN:VCALENDAR\r\nX:" + b"a" * 200_000, "too long"),
        (b"x" * 10_000_001, "larger than 10 MB"),
    ],
)
def test_a_broken_calendar_is_refused_in_words(data: bytes, words: str) -> None:
    with pytest.raises(PartnerError, match=words) as caught:
        read(data)
    assert caught.value.hint


@pytest.mark.parametrize(
    ("title", "is_off"),
    [
        ("No School - Labor Day", True), ("Thanksgiving Break", True), ("Winter Recess", True), ("PD Day", True),
        ("Teacher Workday", True), ("Schools closed", True), ("Veterans Day", True), ("MLK Day", True),
        ("Student holiday", True), ("Non-student day", True), ("Professional Development", True),
        ("Breakfast with Santa", False), ("First day after Winter Break", False), ("Back to School Night", False),
        ("Veterans Day Assembly", False), ("Early release", False), ("Spring Concert", False), ("Closed campus", False),
        ("Holiday Concert", False), ("SAT", False),
    ],
)  # fmt: skip
def test_titles_say_whether_there_is_school(title: str, is_off: bool) -> None:
    assert is_day_off(title) is is_off


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("No school: Labor Day", "Labor Day"), ("No School - Veterans Day", "Veterans Day"),
        ("No School (MLK Day)", "MLK Day"), ("No school", "No school"), ("Winter break", "Winter break"),
    ],
)  # fmt: skip
def test_what_goes_without_saying_is_taken_off_the_name(title: str, name: str) -> None:
    assert plain_name(title) == name
