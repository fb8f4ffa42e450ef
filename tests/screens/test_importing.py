"""Importing a file on the screen, as somebody does it who has a list and wants it in the records."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from partner_tui.app import PartnerApp
from partner_tui.records import database, history, mappings, people, roster
from partner_tui.records.database import RecordsFile
from partner_tui.records.people import PeopleFilter, Person, PersonKind
from partner_tui.screens.import_mapping import ImportMapping
from partner_tui.screens.import_screen import ImportScreen
from partner_tui.widgets.choice_line import ChoiceLine
from partner_tui.widgets.record_table import RecordTable
from tests.conftest import NOW, WHO
from tests.screens.sitting import app_on, screen_name, seen, until

STAFF = (
    "Employee ID,Last Name,First Name,Email,Title,Department,SSN\n"
    "T1,Rivera,Ana,ana@lincoln.example,Teacher,Science,111-22-3333\n"
    "T2,Okafor,Sam,sam@lincoln.example,Cook,Cafeteria,111-22-4444\n"
    "T3,,,nobody@lincoln.example,Teacher,Science,111-22-5555\n"
)


@pytest.fixture(autouse=True)
def _school(records: RecordsFile) -> None:
    """Every test has an open school with nobody in it."""


@pytest.fixture
def app() -> PartnerApp:
    """Return the app on the open school."""
    return app_on(database.current().path)


@pytest.fixture
def staff(tmp_path: Path) -> Path:
    """Return a list of two members of staff, and a row that is nobody."""
    path = tmp_path / "staff.csv"
    path.write_text(STAFF)
    return path


async def begin(pilot: Pilot[int], app: PartnerApp, file: Path) -> None:
    """Press ctrl+o and choose a file."""
    await until(pilot, lambda: screen_name(app) == "TodayScreen")
    await pilot.press("ctrl+o")
    await until(pilot, lambda: screen_name(app) == "PathDialog")
    await choose(pilot, app, file)


async def choose(pilot: Pilot[int], app: PartnerApp, file: Path) -> None:
    """Take a file in the dialog."""
    app.screen.query_one(Input).value = str(file)
    await pilot.press("enter")


async def preview(pilot: Pilot[int], app: PartnerApp, says: str = "") -> None:
    """Wait until the preview is there."""
    await until(pilot, lambda: screen_name(app) == "ImportScreen" and says in seen(app) and "brings in" in seen(app))


async def to_preview(pilot: Pilot[int], app: PartnerApp, file: Path) -> None:
    """Choose a list that was never seen, and agree to what its columns are read as."""
    await begin(pilot, app, file)
    await until(pilot, lambda: screen_name(app) == "ImportMapping")
    await pilot.press("ctrl+s")
    await preview(pilot, app)


def names() -> list[str]:
    """Return everybody's name."""
    found = people.rows(people.listing(PeopleFilter()), NOW)
    return sorted(row.name for row in found.values())


def imports() -> list[str]:
    """Return the imports in the history that count."""
    return [line.name for line in history.recent() if line.name.startswith("Import") and line.undone_at is None]


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_a_list_is_looked_at_brought_in_and_taken_back(
    app: PartnerApp, staff: Path, size: tuple[int, int]
) -> None:
    async with app.run_test(size=size) as pilot:
        await begin(pilot, app, staff)
        await until(pilot, lambda: screen_name(app) == "ImportMapping")
        assert "family name" in seen(app)
        assert "Rivera" in seen(app)
        assert "111-22" not in seen(app), "a secret is never shown"
        await pilot.press("ctrl+s")
        await preview(pilot, app, "2 new")
        assert "staff.csv · CSV list of staff · 3 rows" in seen(app)
        assert "✗1 left out" in seen(app)
        assert names() == []
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "✓ Brought in: 2 new · u takes all of it back" in seen(app))
        assert names() == ["Ana Rivera", "Sam Okafor"]
        await pilot.press("u")
        await until(pilot, lambda: "Nothing is written yet" in seen(app) and screen_name(app) == "ImportScreen")
        assert names() == []
        await pilot.press("escape")
        await until(pilot, lambda: screen_name(app) == "TodayScreen")
    assert imports() == []


async def test_a_column_that_was_guessed_wrong_is_corrected_and_remembered(app: PartnerApp, staff: Path) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await begin(pilot, app, staff)
        await until(pilot, lambda: screen_name(app) == "ImportMapping")
        await pilot.press("down", "down", "down", "down", "enter")
        await until(pilot, lambda: screen_name(app) == "Ask" and "“Title” is" in seen(app))
        assert "Teacher" in seen(app)
        await pilot.press("d", "enter")  # the department
        await until(pilot, lambda: screen_name(app) == "ImportMapping" and "“Department” is left out now" in seen(app))
        await pilot.press("ctrl+s")
        await preview(pilot, app)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "✓ Brought in" in seen(app))
        person = people.rows(people.listing(PeopleFilter()), NOW)
        assert {row.department for row in person.values()} == {"Teacher", "Cook"}
        # The next file with these columns is read the same way, without a question.
        staff.write_text(STAFF.replace("Cook", "Chef"))
        await pilot.press("ctrl+o")
        await until(pilot, lambda: screen_name(app) == "PathDialog")
        await choose(pilot, app, staff)
        await preview(pilot, app, "1 changed")
        assert "Cook → Chef" in seen(app)


async def test_who_the_people_are_is_asked_where_the_file_does_not_say_it_and_remembered(
    app: PartnerApp, tmp_path: Path
) -> None:
    file = tmp_path / "list.csv"
    file.write_text("First Name,Last Name,Email\nAna,Rivera,ana@x.example\n")
    async with app.run_test(size=(80, 24)) as pilot:
        await begin(pilot, app, file)
        await until(pilot, lambda: screen_name(app) == "ImportMapping" and "who its people are" in seen(app))
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "! Choose who its people are" in seen(app))
        await pilot.press("c", "ctrl+s")
        await preview(pilot, app, "1 new")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "✓ Brought in" in seen(app))
        assert [row.kind for row in people.rows(people.listing(PeopleFilter()), NOW).values()] == [PersonKind.COMMUNITY]
        await pilot.press("ctrl+o")
        await until(pilot, lambda: screen_name(app) == "PathDialog")
        await choose(pilot, app, file)
        await until(pilot, lambda: screen_name(app) == "ImportScreen" and "Nothing is new" in seen(app))


async def test_days_that_nothing_decides_are_read_as_somebody_says(app: PartnerApp, tmp_path: Path) -> None:
    file = tmp_path / "staff.csv"
    file.write_text("Name,Position,Hire Date\nAna Rivera,Cook,3/4/2021\n")
    async with app.run_test(size=(80, 24)) as pilot:
        await begin(pilot, app, file)
        await until(pilot, lambda: screen_name(app) == "ImportMapping" and "not sure" in seen(app))
        app.screen.query("ChoiceLine").last(ChoiceLine).value = "%d/%m/%Y"
        await pilot.press("ctrl+s")
        await preview(pilot, app, "1 new")
        await pilot.press("enter")
        await until(pilot, lambda: "3 Apr 2021" in seen(app))


async def test_a_list_without_a_name_says_so_and_is_not_read(app: PartnerApp, staff: Path) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await begin(pilot, app, staff)
        await until(pilot, lambda: screen_name(app) == "ImportMapping")
        await pilot.press("down", "x", "down", "x", "ctrl+s")
        await until(pilot, lambda: "! No column is people's names" in seen(app))
        await pilot.press("escape")
        await until(pilot, lambda: screen_name(app) == "PathDialog" and "Nothing was read" in seen(app))
        assert app.screen.query_one(Input).value == str(staff)
        await pilot.press("escape")
        await until(pilot, lambda: screen_name(app) == "TodayScreen")


async def test_the_lines_are_filtered_by_what_becomes_of_them(app: PartnerApp, staff: Path) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        await to_preview(pilot, app, staff)
        await pilot.press("f")
        await until(pilot, lambda: "✗ left out" in seen(app) and "+ new  " not in seen(app))
        assert "no name, or one too long" in seen(app)
        await pilot.press("f")
        await until(pilot, lambda: "+ new  " in seen(app) and "no name, or" not in seen(app))
        await pilot.press("escape", "ctrl+f", *"okaf")
        await until(pilot, lambda: "1 of" in seen(app) and "Sam Okafor" in seen(app) and "Ana" not in seen(app))


async def test_what_was_corrected_by_hand_is_kept_and_shown(app: PartnerApp, staff: Path) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        await to_preview(pilot, app, staff)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "✓ Brought in" in seen(app))
        ana = people.named("Rivera")
        with history.intent("Edit Ana", who=WHO, at=NOW) as intent:
            people.edit(intent, ana.id, ana.version, job_title="Head of Science")
        staff.write_text(STAFF.replace("Teacher,Science", "Aide,Science"))
        await pilot.press("ctrl+o")
        await until(pilot, lambda: screen_name(app) == "PathDialog")
        await choose(pilot, app, staff)
        await until(pilot, lambda: "≠1 kept" in seen(app))
        await pilot.press("f", "f")
        await until(pilot, lambda: "job title stays “Head of Science”" in seen(app) and "file says “Aide”" in seen(app))


async def test_a_cut_file_asks_before_many_are_absent(app: PartnerApp, staff: Path) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await to_preview(pilot, app, staff)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "✓ Brought in" in seen(app))
        staff.write_text("\n".join(STAFF.splitlines()[:2]) + "\n")
        await pilot.press("ctrl+o")
        await until(pilot, lambda: screen_name(app) == "PathDialog")
        await choose(pilot, app, staff)
        await until(pilot, lambda: "1 of 2 people are not in this file" in seen(app))
        await pilot.press("ctrl+s")
        await until(pilot, lambda: screen_name(app) == "Ask")
        await pilot.press("enter")  # no is what has the focus
        await until(pilot, lambda: screen_name(app) == "ImportScreen")
        assert people.named("Okafor").absent_on is None
        await pilot.press("ctrl+s")
        await until(pilot, lambda: screen_name(app) == "Ask")
        await pilot.press("y")
        await until(pilot, lambda: "✓ Brought in: 1 absent" in seen(app))
        assert people.named("Okafor").absent_on == NOW.date()


async def test_the_same_file_twice_changes_nothing_and_says_so(app: PartnerApp, staff: Path) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await to_preview(pilot, app, staff)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "✓ Brought in" in seen(app))
        await pilot.press("ctrl+o")
        await until(pilot, lambda: screen_name(app) == "PathDialog")
        await choose(pilot, app, staff)
        await until(pilot, lambda: "= Nothing is new" in seen(app))
        assert "=2 same" in seen(app)
        await pilot.press("ctrl+s")
        await pilot.pause()
    assert imports() == ["Import staff.csv"]


async def test_a_file_that_went_between_preview_and_import_changes_nothing(app: PartnerApp, staff: Path) -> None:
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await to_preview(pilot, app, staff)
        staff.unlink()
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "not there any more" in seen(app))
        staff.write_text(STAFF + "T4,Chen,Grace,g@x.example,Teacher,Science,\n")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "was changed since it was read" in seen(app))
    assert names() == []


async def test_stopping_leaves_nothing(app: PartnerApp, staff: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = roster.write

    def slow(*given: object) -> None:
        told = given[-1]
        whole(*given)  # type: ignore[arg-type]  # as it was called
        while True:
            told("people", 1, 2)  # type: ignore[operator]  # the progress

    async with app.run_test(size=(80, 24)) as pilot:
        await to_preview(pilot, app, staff)
        monkeypatch.setattr(roster, "write", slow)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "1 of 2 people" in seen(app))
        await pilot.press("ctrl+c")
        await until(pilot, lambda: screen_name(app) == "ImportScreen" and "Nothing is written yet" in seen(app))
        assert names() == []
        monkeypatch.setattr(roster, "write", whole)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "✓ Brought in" in seen(app))


async def test_what_was_left_out_is_written_beside_the_file_without_its_secrets(app: PartnerApp, staff: Path) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await to_preview(pilot, app, staff)
        await pilot.press("w")
        await until(pilot, lambda: screen_name(app) == "LeftOutForm")
        app.screen.query_one(Input).value = str(staff)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "That is the file that you import" in seen(app))
        target = staff.with_name("staff-left-out.csv")
        app.screen.query_one(Input).value = str(target)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: screen_name(app) == "ImportScreen")
    assert target.read_text("utf-8-sig").splitlines() == [
        "Employee ID,Last Name,First Name,Email,Title,Department,Row in the file,Left out because",
        'T3,,,nobody@lincoln.example,Teacher,Science,4,"First Name: no name, or one too long: row left out"',
    ]
    assert staff.read_text() == STAFF


def zipped(**members: str) -> bytes:
    """Return a zip with some CSV files."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, text in members.items():
            archive.writestr(f"{name}.csv", text)
    return buffer.getvalue()


BAD = {
    "empty.csv": (b"", "is empty"),
    "photo.csv": (b"\x00\x01\x02\xff" * 50, "is not a text file"),
    "classes.zip": (zipped(classes="sourcedId,title\n1,Art\n"), "it is no OneRoster bundle"),
    "broken.zip": (b"PK\x03\x04 broken", "is damaged or incomplete"),
    "names.csv": (b"ana@x.example,Rivera,2026-08-24\nsam@x.example,Okafor,2026-08-24\n", "no line with the names"),
    "tokyo.csv": (
        "姓,名,役職\n山田,太郎,教師\n佐藤,花子,教師\n".encode("shift_jis"),
        "an encoding that cannot be told",
    ),
    "moscow.csv": ("First Name,Last Name\nИван,Петров\n".encode("cp1251"), "an encoding that cannot be told"),
    "cut.csv": ("First Name,Last Name\nAna,Rivera\n".encode("utf-16")[:-1], "is damaged"),
    "book.xlsx.csv": (zipped() + b"", "has no CSV file in it"),
}


@pytest.mark.parametrize("name", BAD)
async def test_a_file_that_will_not_do_is_said_where_it_was_chosen(app: PartnerApp, tmp_path: Path, name: str) -> None:
    contents, said = BAD[name]
    file = tmp_path / name
    file.write_bytes(contents)
    async with app.run_test(size=(80, 24)) as pilot:
        await begin(pilot, app, file)
        await until(pilot, lambda: screen_name(app) == "PathDialog" and "! " in seen(app))
        assert said in " ".join(seen(app).replace("│", " ").split())
        assert app.screen.query_one(Input).value == str(file), "what was typed is kept"
    assert names() == []
    assert mappings.ColumnMapping.select().count() == 0


@pytest.mark.parametrize(
    ("encoding", "said"),
    [
        ("cp1252", "read as Windows-1252"),
        ("utf-16", "read as UTF-16"),
        ("utf-8-sig", "read as UTF-8 with"),
        ("utf-8", ""),
    ],
)
async def test_a_western_file_in_another_encoding_is_read_and_says_so(
    app: PartnerApp, tmp_path: Path, encoding: str, said: str
) -> None:
    file = tmp_path / "staff.csv"
    file.write_bytes("Name,Position\nZoë Sørensen,Cook\nRenée O’Brien,Teacher\n".encode(encoding))
    async with app.run_test(size=(80, 24)) as pilot:
        await to_preview(pilot, app, file)
        assert "Zoë Sørensen" in seen(app)
        assert said in seen(app)
        assert ("read as" in seen(app).splitlines()[2]) is bool(said)


async def test_a_folder_is_gone_into(app: PartnerApp, staff: Path) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await begin(pilot, app, staff.parent)
        await until(pilot, lambda: app.screen.query_one(Input).value == f"{staff.parent}/")
        assert screen_name(app) == "PathDialog"
        assert "staff.csv" in seen(app)


async def test_closures_of_a_calendar_come_in_and_stand_in_the_list(app: PartnerApp, tmp_path: Path) -> None:
    file = tmp_path / "days.ics"
    event = "BEGIN:VEVENT\r\nUID:1\r\nSUMMARY:No school: Thanksgiving\r\nDTSTART;VALUE=DATE:20261126\r\nEND:VEVENT\r\n"
    file.write_text(f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n{event}END:VCALENDAR\r\n", newline="")
    async with app.run_test(size=(120, 36)) as pilot:
        await begin(pilot, app, file)
        await preview(pilot, app, "1 new")
        assert "school calendar" in seen(app)
        assert "Thanksgiving" in seen(app)
        assert "26 Nov 2026" in seen(app)
        await pilot.press("m")  # there are no columns to look at
        await pilot.pause()
        assert screen_name(app) == "ImportScreen"
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "✓ Brought in: 1 new" in seen(app))


async def test_a_preview_waits_while_somebody_looks_elsewhere_and_is_compared_anew(
    app: PartnerApp, staff: Path
) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await to_preview(pilot, app, staff)
        await pilot.press("2")
        await until(pilot, lambda: screen_name(app) == "PeopleScreen")
        with history.intent("Add Ana", who=WHO, at=NOW) as intent:
            people.add(intent, kind="staff", given_name="Ana", family_name="Rivera", email="ana@lincoln.example")
        await pilot.press("ctrl+o")
        await preview(pilot, app, "1 new, 1 changed")


async def test_nobody_yet_says_which_key_brings_in_a_roster(app: PartnerApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: screen_name(app) == "TodayScreen")
        await pilot.press("2")
        await until(pilot, lambda: screen_name(app) == "PeopleScreen" and "ctrl+o" in seen(app))


async def test_records_that_are_only_read_are_not_written(school_file: Path, staff: Path) -> None:
    database.close_records()
    database.open_records(school_file, read_only=True)
    app = app_on(school_file)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await to_preview(pilot, app, staff)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "open read-only" in seen(app))
    assert Person.select().count() == 0


async def test_a_hostile_list_is_shown_letter_by_letter(app: PartnerApp, tmp_path: Path) -> None:
    file = tmp_path / "staff.csv"
    file.write_text("Name,Position,[/x] =1+1\n[@click=app.quit] x,[b]Cook,\x1b[31mred\n")
    async with app.run_test(size=(120, 36)) as pilot:
        await begin(pilot, app, file)
        await until(pilot, lambda: screen_name(app) == "ImportMapping")
        assert "[/x] =1+1" in seen(app)
        assert "[b]Cook" in seen(app)
        await pilot.press("down", "down", "enter")
        await until(pilot, lambda: screen_name(app) == "Ask" and "“[/x] =1+1” is" in seen(app))
        await pilot.press("escape", "ctrl+s")
        await preview(pilot, app)
        assert "[@click=app.quit] x" in seen(app)


async def test_ten_thousand_lines_scroll_to_the_last(app: PartnerApp, tmp_path: Path) -> None:
    file = tmp_path / "students.csv"
    rows = "".join(f"{number},Family{number:05},Given,9\n" for number in range(10_000))
    file.write_text(f"Student ID,Last Name,First Name,Grade\n{rows}")
    async with app.run_test(size=(80, 24)) as pilot:
        await to_preview(pilot, app, file)
        screen = app.screen
        assert isinstance(screen, ImportScreen)
        await pilot.press("f", "f") if "✎" not in seen(app) else None
        await pilot.press("G")
        await until(pilot, lambda: "Family09999" in seen(app))
        assert screen.query_one(RecordTable).count >= 10_000


def test_the_screens_of_an_import_have_their_help() -> None:
    assert ImportMapping.HELP == "Importing a file"
