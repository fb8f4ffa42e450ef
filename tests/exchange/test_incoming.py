"""Whatever a person drops on the import, it is recognised or refused in words."""

from __future__ import annotations

import sys
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from partner_tui.errors import PartnerError
from partner_tui.exchange import incoming, oneroster, roster_sheet, school_calendar
from partner_tui.exchange.incoming import SourceKind, visible
from tests.exchange.bundles import USERS_1_1, bundle, user, zipped

STAFF = b"Employee ID,Name,Department,Email\r\nT1,Ana Rivera,Science,ana@harbor.example\r\n"
CALENDAR = (
    b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTART;VALUE=DATE:20260907\r\n"
    b"SUMMARY:Labor Day\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
)
FUZZ = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
PIECES = st.sampled_from(
    [b"Hire Date", b"sourcedId", b"givenName", b",", b";", b"\r\n", b"\n", b"\r", b'"', b"Name", b"\xef\xbb\xbf",
     b"Email", b"3/4/2021", b"2021-01-01", b"\xff", b"Ana Rivera", b"=1+1", b"'=1", b"\t", b"BEGIN:VEVENT\r\n",
     b"END:VEVENT\r\n", b"DTSTART;VALUE=DATE:20260907\r\n", b"DTSTART;TZID=Etc:20260907T1\r\n",
     b"DTSTART;TZID=a,b:20260101T000000\r\n",
     b"SUMMARY:Holiday\r\n", b"DTEND:x\r\n", b"DURATION:P9999999D\r\n", b"RRULE:FREQ=SECONDLY\r\n", b"Password", b"pw"]
)  # fmt: skip
JUNK = st.binary(max_size=300) | st.lists(PIECES, max_size=40).map(b"".join)


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("staff.csv", STAFF, SourceKind.CSV),
        ("staff.txt", STAFF.decode().encode("utf-16"), SourceKind.CSV),
        ("roster.zip", bundle(user()), SourceKind.ONEROSTER_1_1),
        ("users.csv", f"{USERS_1_1}\r\n{user()}".encode(), SourceKind.ONEROSTER_1_1),
        ("calendar.ics", CALENDAR, SourceKind.SCHOOL_CALENDAR),
        ("calendar", b"\xef\xbb\xbf" + CALENDAR, SourceKind.SCHOOL_CALENDAR),
    ],
)
def test_a_file_is_known_by_its_contents_and_not_by_its_name(
    tmp_path: Path, name: str, data: bytes, kind: SourceKind
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    assert incoming.read(path).kind is kind


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "is empty"),
        (b" \r\n ", "is empty"),
        (b"%PDF-1.7", "PDF"),
        (b"\xd0\xcf\x11\xe0\xa1", "old Excel workbook"),
        (zipped({"[Content_Types].xml": "<x/>", "xl/workbook.xml": "<x/>"}), "workbook"),
        (b"<html><table>", "web page"),
        (b'{"users": []}', "JSON"),
        (b"hello world\r\nhow are you\r\n", "not a list of people"),
        (b"T1,Ana,ana@harbor.example\r\nT2,Bo,bo@harbor.example\r\n", "no line with the names"),
    ],
)
def test_a_file_that_is_no_roster_is_refused_with_a_next_step(tmp_path: Path, data: bytes, words: str) -> None:
    path = tmp_path / "file.dat"
    path.write_bytes(data)
    with pytest.raises(PartnerError) as caught:
        incoming.read(path)
    assert words in caught.value.message
    assert caught.value.hint


def test_a_missing_file_and_a_folder_are_said(tmp_path: Path) -> None:
    with pytest.raises(PartnerError, match="no file"):
        incoming.read(tmp_path / "nobody.csv")
    with pytest.raises(PartnerError, match="is a folder"):
        incoming.read(tmp_path)


def test_a_file_that_is_too_large_is_not_even_opened(tmp_path: Path) -> None:
    path = tmp_path / "state.csv"
    with path.open("wb") as stream:
        stream.truncate(incoming.LARGEST_FILE + 1)
    with pytest.raises(PartnerError, match="larger than 200 MB"):
        incoming.read(path)


def test_what_was_read_is_shown_without_its_control_characters() -> None:
    assert visible("a\x1b[31m\u202eb") == r"a\x1b[31m\u202eb"
    assert len(visible("x" * 1000)) == 120


def test_icalendar_is_not_imported_for_a_list_of_staff() -> None:
    # In a process of its own, since other tests do import it.
    import subprocess

    code = (
        "import sys; from partner_tui.exchange import roster_sheet, oneroster, school_calendar;"
        f"roster_sheet.read({STAFF!r}, 'staff.csv', {{}}, None);"
        "sys.exit(any(name in sys.modules for name in ('icalendar', 'dateutil', 'textual', 'peewee')))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@given(data=JUNK)
@FUZZ
def test_no_list_however_broken_breaks_the_reader(data: bytes) -> None:
    for start in (b"", b"Employee ID,Name,Email,Hire Date\r\n"):
        with suppress(PartnerError):
            roster_sheet.read(start + data, "list.csv", {}, None)


@given(data=JUNK)
@FUZZ
def test_no_table_in_a_bundle_however_broken_breaks_the_reader(data: bytes) -> None:
    for name in ("users.csv", "roles.csv", "academicSessions.csv", "manifest.csv"):
        files = {"users.csv": f"{USERS_1_1}\r\n{user()}".encode()}
        head = files["users.csv"] if name == "users.csv" else b""
        with suppress(PartnerError):
            oneroster.read(zipped(files | {name: head + data}), "roster.zip")


@given(place=st.integers(0, 400), junk=st.binary(min_size=1, max_size=6), cut=st.booleans())
@FUZZ
def test_no_damaged_zip_breaks_the_reader(place: int, junk: bytes, cut: bool) -> None:
    good = bundle(user())
    place = place * len(good) // 400
    data = good[:place] + junk + (b"" if cut else good[place + len(junk) :])
    with suppress(PartnerError):
        oneroster.read(data, "roster.zip")


@given(data=JUNK)
@FUZZ
def test_no_calendar_however_broken_breaks_the_reader(data: bytes) -> None:
    for start in (b"BEGIN:VCALENDAR\r\n", b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n"):
        with suppress(PartnerError):
            school_calendar.read(start + data + b"\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n", "calendar.ics")
