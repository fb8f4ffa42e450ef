"""Making, filling, copying and mending the file of records from the command line."""

from __future__ import annotations

import stat
import sys
from pathlib import Path

import pytest

from partner_tui.records import history
from partner_tui.records.history import Intent

from .conftest import Type

ROSTER = """Employee,Name,Department,Hire Date,E-mail
1,"Rivera, Ana",Science,2026-08-24,ana@lincoln.example
2,"Okafor, Sam",Cafeteria,2020-09-01,sam@lincoln.example
3,"Rahman, Noor",Arts,2021-09-01,noor@lincoln.example
"""

CLOSURES = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//district//EN
BEGIN:VEVENT
UID:1@district
DTSTAMP:20260801T000000Z
DTSTART;VALUE=DATE:20261126
DTEND;VALUE=DATE:20261128
SUMMARY:No school: Thanksgiving
END:VEVENT
END:VCALENDAR
"""


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return where the records are to be; nothing is there."""
    wanted = tmp_path / "desk" / "school.db"
    monkeypatch.setenv("PARTNER_TUI_DATABASE", str(wanted))
    return wanted


@pytest.fixture
def roster(tmp_path: Path) -> Path:
    """Return a roster of three."""
    file = tmp_path / "staff.csv"
    file.write_text(ROSTER)
    return file


def test_init_makes_a_private_file_that_undo_does_not_take_back(type_in: Type, path: Path) -> None:
    said = type_in("init", "--name", "Lincoln", "--timezone", "America/New_York", "--chats-per-week", "2")

    assert said.code == 0
    assert said.out == f"{path}\n"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert type_in("undo").code == 1
    settings = type_in("settings", "--json").document
    assert (settings["name"], settings["chats_per_week"], settings["day_starts"]) == ("Lincoln", 2, "08:00")


def test_init_never_replaces_a_file(type_in: Type, path: Path) -> None:
    path.parent.mkdir()
    path.write_text("mine")

    assert type_in("init").code == 1
    assert path.read_text() == "mine"


def test_a_zone_that_does_not_exist_makes_no_file(type_in: Type, path: Path) -> None:
    said = type_in("init", "--timezone", "Mars/Olympus")

    assert said.code == 1
    assert "Mars/Olympus" in said.err
    assert list(path.parent.glob("*")) == []


def test_a_command_makes_no_file_out_of_a_typo(type_in: Type, path: Path) -> None:
    said = type_in("next", "--json")

    assert said.code == 1
    assert "There are no records" in said.err
    assert not path.exists()


def test_the_database_is_named_before_or_after_the_command(type_in: Type, staffed: Path, tmp_path: Path) -> None:
    nowhere = str(tmp_path / "nowhere.db")

    assert type_in("--database", nowhere, "next").code == 1
    assert type_in("next", "--database", nowhere).code == 1
    assert type_in("--database", nowhere, "next", "--database", str(staffed)).code == 0


def test_a_roster_makes_the_file_and_one_undo_takes_the_people_back(type_in: Type, path: Path, roster: Path) -> None:
    said = type_in("import", str(roster), "--init", "--kind", "staff", "--json")

    assert said.code == 0
    assert list(said.document) == ["new", "changed", "same", "absent", "repaired", "rejected"]
    assert (said.document["new"], said.document["changed"], said.document["absent"]) == (3, 0, 0)
    assert all(list(one) == ["file", "row", "column", "value", "message"] for one in said.document["repaired"])
    assert len(type_in("people", "list", "--json").document) == 3
    assert type_in("undo", "--json").document == {"undone": "Import staff.csv"}
    assert type_in("people", "list", "--json").document == []


def test_the_same_roster_twice_changes_nothing(type_in: Type, path: Path, roster: Path) -> None:
    type_in("import", str(roster), "--init", "--kind", "staff")

    again = type_in("import", str(roster), "--kind", "staff", "--json")

    assert (again.document["new"], again.document["changed"], again.document["same"]) == (0, 0, 3)
    assert len([one for one in type_in("history", "--json").document if one["name"].startswith("Import")]) == 1


@pytest.mark.parametrize("there", [False, True])
def test_a_dry_run_says_what_would_change_and_writes_nothing(
    type_in: Type, path: Path, roster: Path, there: bool
) -> None:
    if there:
        type_in("init")

    said = type_in("import", str(roster), "--init", "--kind", "staff", "--dry-run")

    assert said.code == 0
    assert "new       3" in said.out
    assert path.exists() is there
    assert not there or type_in("people", "list", "--json").document == []


def test_a_column_that_was_corrected_is_remembered(type_in: Type, path: Path, roster: Path) -> None:
    type_in("import", str(roster), "--init", "--kind", "staff", "--map", "Department=job_title")

    roster.write_text(ROSTER.replace("Arts", "Dance"))
    type_in("import", str(roster), "--kind", "staff")

    assert type_in("show", "noor", "--json").document["job_title"] == "Dance"


def test_who_the_people_of_a_roster_are_is_said_once(type_in: Type, path: Path, roster: Path) -> None:
    type_in("import", str(roster), "--init", "--kind", "community")

    again = type_in("import", str(roster), "--json")

    assert (again.code, again.document["same"]) == (0, 3)


def test_dates_that_nothing_decides_are_said_with_the_way_to_decide_them(
    type_in: Type, path: Path, tmp_path: Path
) -> None:
    file = tmp_path / "hired.csv"
    file.write_text("Name,Position,Hire Date\nAna Rivera,Cook,3/4/2021\n")

    said = type_in("import", str(file), "--init", "--dry-run")

    assert "--map 'Hire Date=joined_on:%d/%m/%Y'" in said.err


def test_a_cut_roster_stops_with_a_question(type_in: Type, path: Path, roster: Path) -> None:
    type_in("import", str(roster), "--init", "--kind", "staff")
    roster.write_text("".join(ROSTER.splitlines(keepends=True)[:2]))

    refused = type_in("import", str(roster), "--kind", "staff")
    assert refused.code == 1
    assert "2 of 3 people are absent" in refused.err
    assert type_in("people", "list", "--absent", "--json").document == []

    assert type_in("import", str(roster), "--kind", "staff", "--yes").code == 0
    assert len(type_in("people", "list", "--absent", "--json").document) == 2


def test_ctrl_c_during_an_import_leaves_nothing(
    type_in: Type, path: Path, roster: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    type_in("init")

    def interrupted(self: Intent, *_: object) -> range:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(history.Intent, "insert_many", interrupted)
        assert type_in("import", str(roster), "--kind", "staff").code == 130

    assert type_in("people", "list", "--json").document == []
    assert [one["name"] for one in type_in("history", "--json").document] == ["Found Our school"]


def test_ctrl_c_while_the_first_file_is_made_leaves_no_file(
    type_in: Type, path: Path, roster: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(self: Intent, *_: object) -> range:
        raise KeyboardInterrupt

    monkeypatch.setattr(history.Intent, "insert_many", interrupted)

    assert type_in("import", str(roster), "--init", "--kind", "staff").code == 130
    assert list(path.parent.glob("*")) == []


def test_the_district_s_calendar_closes_the_school(type_in: Type, staffed: Path, tmp_path: Path) -> None:
    file = tmp_path / "district.ics"
    file.write_text(CLOSURES.replace("\n", "\r\n"))

    assert type_in("import", str(file), "--json").code == 0

    refused = type_in("meetings", "add", "--with", "ana", "--at", "2026-11-27 9:00")
    assert "closed on Fri 27 Nov 2026" in refused.err


def test_demo_fills_a_new_file_and_refuses_one_that_is_there(type_in: Type, tmp_path: Path) -> None:
    path = str(tmp_path / "demo.db")
    words = ("demo", "--people", "40", "--meetings", "20", "--no-open", "--database", path)

    assert type_in(*words).code == 0
    assert len(type_in("people", "list", "--json", "--database", path).document) == 40
    assert type_in("next", "--json", "--database", path).document
    assert type_in(*words).code == 1


def test_the_same_seed_invents_the_same_school(type_in: Type, tmp_path: Path) -> None:
    made = []
    for name in ("one.db", "two.db"):
        path = str(tmp_path / name)
        type_in("demo", "--people", "40", "--meetings", "20", "--seed", "7", "--no-open", "--database", path)
        made.append(type_in("export", "calendar", "--database", path).out)

    assert made[0] == made[1]


def test_a_backup_brings_back_what_was_there(type_in: Type, staffed: Path) -> None:
    assert Path(type_in("backup", "--json").document["backup"]).is_file()
    type_in("people", "archive", "ana")

    assert type_in("restore", "latest").code == 0

    assert type_in("show", "ana").code == 0


def test_a_backup_goes_where_it_is_told(type_in: Type, staffed: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"

    assert type_in("backup", "--out", str(copy)).code == 0
    assert type_in("people", "list", "--json", "--database", str(copy)).code == 0
    assert type_in("restore", str(tmp_path / "nothing.db")).code == 1


def test_the_doctor_finds_whole_records_whole_and_damaged_ones_damaged(type_in: Type, staffed: Path) -> None:
    assert type_in("doctor", "--rebuild", "--json").document["ok"] is True

    content = bytearray(staffed.read_bytes())
    content[4096 * 3 : 4096 * 30] = b"\xff" * (4096 * 27)
    staffed.write_bytes(content)

    said = type_in("doctor", "--json")
    assert said.code == 1
    assert said.out


def test_settings_of_the_school_are_an_intent_and_those_of_the_computer_are_not(type_in: Type, staffed: Path) -> None:
    assert type_in("settings", "set", "day_starts", "07:45", "--json").document == {"day_starts": "07:45"}
    assert type_in("settings", "set", "chats-per-week", "5").code == 0
    assert type_in("settings", "set", "day_first", "yes").code == 0
    assert type_in("settings", "set", "keys.people.plan", "P").code == 0

    known = type_in("settings", "--json").document
    assert (known["day_starts"], known["chats_per_week"], known["day_first"]) == ("07:45", 5, True)
    assert known["keys"] == {"people.plan": "P"}
    assert type_in("undo", "--json").document == {"undone": "Set chats per week to 5"}
    assert type_in("settings", "set", "day_starts", "late").code == 1
    assert type_in("settings", "set", "colour", "red").code == 2


def test_whoever_sits_here_is_not_suggested_to_themselves(type_in: Type, staffed: Path) -> None:
    type_in("settings", "set", "me", "ana")

    assert "Rivera" not in [one["family_name"] for one in type_in("next", "--json").document]


@pytest.mark.skipif(sys.platform == "win32", reason="modes are Unix's")
def test_an_exported_calendar_is_a_whole_private_file(type_in: Type, staffed: Path, tmp_path: Path) -> None:
    type_in("meetings", "add", "--with", "ana", "--at", "tomorrow 15:15", "--summary", "goals; plans, and more")
    file = tmp_path / "meetings.ics"

    assert type_in("export", "calendar", "--out", str(file), "--alarm", "15m").code == 0

    content = file.read_bytes()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert b"SUMMARY:Coffee with Ana Rivera\r\n" in content
    assert b"DTSTART;TZID=America/New_York:20261125T151500" in content
    assert b"DESCRIPTION:goals\\; plans\\, and more" in content
    assert b"TRIGGER:-PT15M" in content
    assert type_in("export", "calendar").out.replace("\r\n", "\n") != ""


def test_a_busy_calendar_says_nothing(type_in: Type, staffed: Path) -> None:
    type_in("meetings", "add", "--with", "ana", "--at", "tomorrow 15:15", "--summary", "goals", "--place", "library")

    said = type_in("export", "calendar", "--detail", "busy").out

    assert "SUMMARY:Busy" in said
    assert not [word for word in ("Ana", "Rivera", "goals", "library", "Lincoln", "Coffee") if word in said]


def test_who_opted_out_of_the_directory_is_not_named_in_a_calendar(type_in: Type, staffed: Path) -> None:
    type_in("people", "edit", "mateo", "--directory-opt-out")
    type_in("meetings", "add", "--with", "mateo, ana", "--at", "tomorrow 15:15")

    said = type_in("export", "calendar").out

    assert "Mateo" not in said
    assert "Coffee with a student and Ana Rivera" in said


def test_a_calendar_of_one_person_has_only_their_meetings(type_in: Type, staffed: Path) -> None:
    type_in("meetings", "add", "--with", "ana", "--at", "tomorrow 9")
    type_in("meetings", "add", "--with", "mateo", "--at", "fri 10")

    assert type_in("export", "calendar", "--who", "ana").out.count("BEGIN:VEVENT") == 1
    assert type_in("export", "calendar", "--from", "fri").out.count("BEGIN:VEVENT") == 1
    assert type_in("export", "calendar", "--to", "fri").out.count("BEGIN:VEVENT") == 2
