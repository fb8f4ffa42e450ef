"""The first start, as somebody meets the program."""

from __future__ import annotations

import stat
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, OptionList

from partner_tui import settings
from partner_tui.app import PartnerApp, open_app
from partner_tui.errors import DatabaseError
from partner_tui.records import database, history, people, sample_school, school
from partner_tui.records.record import bound
from partner_tui.screens.first_run import FirstRunScreen
from partner_tui.screens.founding import SchoolDraft, SchoolForm, make_school
from partner_tui.screens.path_dialog import PathDialog, begun_anew
from partner_tui.screens.places import is_zone, tidy, zone_here
from partner_tui.settings import Settings
from tests.conftest import NOW, WHO
from tests.screens.sitting import app_on, screen_name, seen, until

ROSTER = (
    "Last Name,First Name,Email,Title,Department\n"
    "Rivera,Ana,ana@lincoln.example,Teacher,Science\n"
    "Okafor,Sam,sam@lincoln.example,Cook,Cafeteria\n"
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return where the school's file would be, in a folder that is not there yet."""
    return tmp_path / "data" / "school.db"


def make_some_person(now: datetime) -> None:
    with history.intent("Begin", who=WHO, at=now) as intent:
        people.add(intent, kind="staff", given_name="Ana")


async def ready(pilot: Pilot[int], app: PartnerApp, name: str) -> None:
    await until(pilot, lambda: screen_name(app) == name)


async def test_a_new_user_makes_the_file_of_the_school_and_is_at_today(path: Path) -> None:
    app = app_on(path)
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot, app, "FirstRunScreen")
        assert "nothing is ever sent anywhere" in seen(app)
        assert not path.parent.exists()
        await pilot.press("1")
        await ready(pilot, app, "SchoolForm")
        form = app.screen
        assert isinstance(form, SchoolForm)
        assert form.text("timezone") == "America/New_York"
        await pilot.press(*"Harbor", "ctrl+s")
        await ready(pilot, app, "TodayScreen")
        assert school.settings().name == "Harbor"
        assert "Harbor" in seen(app)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert settings.load(settings.path()).database == str(path)
    assert list(path.parent.glob(".*")) == []


async def test_a_zone_that_is_none_is_said_beside_the_field_and_makes_nothing(path: Path) -> None:
    app = app_on(path)
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot, app, "FirstRunScreen")
        await pilot.press("1")
        await ready(pilot, app, "SchoolForm")
        form = app.screen
        assert isinstance(form, SchoolForm)
        form.field("name").value = "Harbor"
        form.field("timezone").value = "Mars/Olympus"
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "not a time zone" in form.field("timezone").trouble)
        form.field("timezone").value = "Europe/Berlin"
        form.field("chats_per_week").value = "three"
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "not a number" in form.field("chats_per_week").trouble)
    assert not path.exists()


async def test_a_sample_school_stands_beside_and_the_own_file_is_not_made(path: Path) -> None:
    app = app_on(path)
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot, app, "FirstRunScreen")
        await pilot.press("down", "enter")
        await ready(pilot, app, "WhoScreen")
        await pilot.press("escape")
        await ready(pilot, app, "TodayScreen")
        assert people.count() > 500
    database.close_records()
    assert not path.exists()
    assert [file.name for file in path.parent.iterdir()] == ["sample-school.db"]


async def test_stopping_while_the_sample_is_made_leaves_nothing(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def invent_for_ever(*, now: datetime, progress: Callable[[str, int, int], None]) -> None:
        make_some_person(now)
        while True:
            progress("people", 1, 2)

    monkeypatch.setattr(sample_school, "invent", invent_for_ever)
    app = app_on(path)
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot, app, "FirstRunScreen")
        await pilot.press("2")
        await until(pilot, lambda: screen_name(app) == "Working" and "1 of 2 people" in seen(app))
        await pilot.press("escape")
        await ready(pilot, app, "FirstRunScreen")
        assert bound.obj is None
    assert not path.parent.exists() or list(path.parent.iterdir()) == []


async def test_an_existing_file_is_opened_and_remembered(path: Path, school_file: Path) -> None:
    app = app_on(path)
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot, app, "FirstRunScreen")
        await pilot.press("3")
        await ready(pilot, app, "PathDialog")
        app.screen.query_one(Input).value = str(school_file)
        await pilot.press("enter")
        await ready(pilot, app, "TodayScreen")
    assert settings.load(settings.path()).database == str(school_file)


async def test_a_typo_in_the_path_is_said_in_words_and_makes_nothing(path: Path, tmp_path: Path) -> None:
    other = tmp_path / "letter.db"
    other.write_text("Dear Ana")
    app = app_on(path)
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot, app, "FirstRunScreen")
        await pilot.press("3")
        await ready(pilot, app, "PathDialog")
        typed = app.screen.query_one(Input)
        typed.value = str(tmp_path / "shcool.db")
        await pilot.press("enter")
        await until(pilot, lambda: "There is no file" in seen(app))
        typed.value = str(other)
        await pilot.press("enter")
        await until(pilot, lambda: "! " in seen(app) and "letter.db" in seen(app))
        assert screen_name(app) == "PathDialog"
        await pilot.press("escape")
        await ready(pilot, app, "FirstRunScreen")
    assert other.read_text() == "Dear Ana"
    assert not (tmp_path / "shcool.db").exists()


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("/home/ana//tmp/x.zip", "/tmp/x.zip"),
        ("/home/ana/~/x.zip", "~/x.zip"),
        ("/home/ana/x~1.zip", "/home/ana/x~1.zip"),
    ],
)
def test_a_whole_path_pasted_behind_the_folder_that_stood_there_counts_alone(typed: str, meant: str) -> None:
    assert begun_anew(typed) == meant


async def test_a_path_is_completed_with_tab_and_chosen_with_the_mouse(path: Path, school_file: Path) -> None:
    app = app_on(path)
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot, app, "FirstRunScreen")
        await pilot.press("3")
        await ready(pilot, app, "PathDialog")
        typed = app.screen.query_one(Input)
        typed.value = f"{school_file.parent}/sch"
        await until(pilot, lambda: typed._suggestion == str(school_file))
        await pilot.press("tab")
        assert typed.value == str(school_file)
        await pilot.click("SteadyList", offset=(4, 1))
        await ready(pilot, app, "TodayScreen")


async def test_a_roster_makes_the_file_and_fills_it(path: Path, tmp_path: Path) -> None:
    roster = tmp_path / "staff.csv"
    roster.write_text(ROSTER)
    app = app_on(path)
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot, app, "FirstRunScreen")
        await pilot.press("4")
        await ready(pilot, app, "PathDialog")
        app.screen.query_one(Input).value = str(roster)
        await pilot.press("enter")
        await ready(pilot, app, "ImportMapping")
        await pilot.press("ctrl+s")
        await ready(pilot, app, "SchoolForm")
        await pilot.press(*"Harbor", "ctrl+s")
        await ready(pilot, app, "Ask")
        assert "Bring in 2 staff?" in seen(app)
        await pilot.press("m")  # the columns once more
        await ready(pilot, app, "ImportMapping")
        await pilot.press("escape")
        await ready(pilot, app, "Ask")
        assert not path.exists()
        await pilot.press("y")
        await ready(pilot, app, "WhoScreen")
        await pilot.press(*"okaf")
        await until(pilot, lambda: app.screen.query_one(OptionList).option_count == 1)
        await pilot.press("enter")
        await ready(pilot, app, "TodayScreen")
        assert app.desk.settings.me == people.named("Okafor").uid
        assert [line.name for line in history.recent()] == ["Import staff.csv", "Found Harbor"]
        await until(pilot, lambda: "Ana Rivera" in seen(app) and "Sam Okafor" not in seen(app))
    assert settings.load(settings.path()).me == app.desk.settings.me


async def test_a_file_that_is_no_roster_is_said_and_makes_nothing(path: Path, tmp_path: Path) -> None:
    broken = tmp_path / "roster.zip"
    broken.write_bytes(b"PK\x03\x04 broken")
    app = app_on(path)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await ready(pilot, app, "FirstRunScreen")
        await pilot.press("4")
        await ready(pilot, app, "PathDialog")
        app.screen.query_one(Input).value = str(broken)
        await pilot.press("enter")
        await until(pilot, lambda: screen_name(app) == "PathDialog" and "is damaged or incomplete" in seen(app))
        assert app.screen.query_one(Input).value == str(broken)
        await pilot.press("escape")
        await ready(pilot, app, "FirstRunScreen")
    assert not path.exists()


async def test_nobody_is_asked_who_they_are_where_nobody_is_yet(path: Path) -> None:
    app = app_on(path)
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot, app, "FirstRunScreen")
        make_school(path, SchoolDraft("Harbor", "UTC"), WHO, NOW)
        database.open_records(path)
        app.screen.dismiss(path)
        await ready(pilot, app, "TodayScreen")


async def test_q_leaves_the_first_start_and_makes_nothing(path: Path) -> None:
    app = app_on(path)
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot, app, "FirstRunScreen")
        await pilot.press("q")
        await pilot.pause()
    assert not path.parent.exists()
    assert app.return_value == 0


def test_a_file_that_cannot_be_opened_is_refused_before_the_screen(tmp_path: Path) -> None:
    other = tmp_path / "letter.db"
    other.write_text("Dear Ana")
    with pytest.raises(DatabaseError):
        open_app(other, Settings(), {})


def test_making_a_school_over_a_file_is_refused(school_file: Path) -> None:
    before = school_file.read_bytes()
    with pytest.raises(DatabaseError, match="is there already"):
        make_school(school_file, SchoolDraft("Harbor", "UTC"), WHO, NOW)
    assert school_file.read_bytes() == before


def test_the_zone_is_read_from_the_computer(tmp_path: Path) -> None:
    zones = tmp_path / "usr/share/zoneinfo/Europe"
    zones.mkdir(parents=True)
    (zones / "Berlin").touch()
    (tmp_path / "etc").mkdir()
    (tmp_path / "etc/localtime").symlink_to(zones / "Berlin")
    assert zone_here({}, tmp_path) == "Europe/Berlin"
    assert zone_here({"TZ": ":America/Chicago"}, tmp_path) == "America/Chicago"
    assert zone_here({"TZ": "EST5EDT"}, tmp_path) == "Europe/Berlin"
    (tmp_path / "etc/localtime").unlink()
    assert zone_here({}, tmp_path) == ""
    (tmp_path / "etc/timezone").write_text("Asia/Tokyo\n")
    assert zone_here({}, tmp_path) == "Asia/Tokyo"


@pytest.mark.parametrize(
    "name", ["", "localtime", "../../etc/passwd", "/etc/localtime", "America", "a\x00/b", "Mars/X"]
)
def test_what_is_no_zone_is_not_taken_for_one(name: str) -> None:
    assert not is_zone(name)


def test_a_path_at_home_is_said_with_a_tilde(tmp_path: Path) -> None:
    assert tidy(Path.home() / "a" / "school.db") == "~/a/school.db"
    assert tidy(tmp_path / "school.db") == str(tmp_path / "school.db")


def test_the_screens_of_the_first_start_say_what_they_are_about() -> None:
    assert {FirstRunScreen.HELP, SchoolForm.HELP} == {"First start"}
    assert PathDialog.HELP == "Choosing a file"
