"""The whole program in a real terminal: what it leaves behind, and what it never lets through."""

from __future__ import annotations

import json
import os
import random
import signal
import stat
import subprocess
import sys
import termios
from pathlib import Path

import pytest

from partner_tui.records import database, history, people
from partner_tui.records.database import RecordsFile
from tests.conftest import NOW, WHO
from tests.window import Window

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals of this kind")

PROGRAM = ("-m", "partner_tui")
ALTERNATE_SCREEN_LEFT = b"\x1b[?1049l"
HOSTILE = (
    "\x1b]0;owned\x07",
    "\x1b[2Jgone",
    "\x1b]52;c;cHduZWQ=\x07",
    "\x9b31mred",
    "\u202eevil",
    "[@click=app.quit]x[/]",
    "Bob [/] x",
    "[/x] =1+1",
)


@pytest.fixture
def school(records: RecordsFile, school_file: Path) -> Path:
    """Return the closed file of a school with three members of staff, the first of whom is highlighted first."""
    with history.intent("Add the staff", who=WHO, at=NOW) as intent:
        for given, family in (("Ana", "Rivera"), ("Sam", "Okafor"), ("Priya", "Sharma")):
            people.add(intent, kind="staff", given_name=given, family_name=family)
    database.close_records()
    return school_file


def opened(file: Path, words: tuple[str, ...] = PROGRAM, **sizes: int) -> Window:
    """Return a window with the program on a file of records, on the morning of every test."""
    return Window(words, {"PARTNER_TUI_NOW": NOW.isoformat(), "PARTNER_TUI_DATABASE": str(file)}, **sizes)


def draft_file() -> Path:
    """Return where a draft is kept."""
    return Path(os.environ["PARTNER_TUI_HOME"]) / "draft.json"


def test_q_leaves_the_terminal_as_it_was(school: Path) -> None:
    with opened(school) as window:
        window.wait_for("Meet this week", "Ana Rivera")
        window.type(b"q")
        assert window.wait_for_end() == 0
        assert ALTERNATE_SCREEN_LEFT in window.written
        assert termios.tcgetattr(window._theirs) == window.before


@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGHUP])
def test_a_program_that_is_told_to_end_keeps_what_somebody_is_writing(school: Path, ending: signal.Signals) -> None:
    with opened(school) as window:
        window.wait_for("Meet this week", "Ana Rivera")
        window.type(b"2")
        window.wait_for("Rivera, Ana")
        window.type(b"n")
        window.wait_for("New person")
        window.type(b"Marisol")
        window.wait_for("Marisol")
        window.signal(ending)
        assert window.wait_for_end() == 128 + ending
        assert ALTERNATE_SCREEN_LEFT in window.written
        assert termios.tcgetattr(window._theirs) == window.before
        assert b"Traceback" not in window.written

    assert stat.S_IMODE(draft_file().stat().st_mode) == 0o600
    assert json.loads(draft_file().read_text())["texts"]["given_name"] == "Marisol"
    with opened(school) as window:
        window.wait_for("You were writing", "Marisol")
        window.type(b"g")
        window.wait_for("New person", "Marisol", "joined on")
        window.type(b"\x13")
        window.wait(lambda: "New person" not in window.text)
        window.type(b"2")
        window.wait_for("Marisol")
        window.type(b"q")
        assert window.wait_for_end() == 0
    assert not draft_file().exists()


@pytest.mark.parametrize("told", [True, False], ids=["with a signal", "without a word"])
def test_a_window_that_is_closed_keeps_what_somebody_is_writing(school: Path, told: bool) -> None:
    with opened(school) as window:
        window.wait_for("Meet this week", "Ana Rivera")
        window.type(b"2")
        window.wait_for("Rivera, Ana")
        window.type(b"n")
        window.wait_for("New person")
        window.type(b"Marisol")
        window.wait_for("Marisol")
        window.close(told=told)
        assert window.process.wait(20) == 128 + signal.SIGHUP
    assert json.loads(draft_file().read_text())["texts"]["given_name"] == "Marisol"


def test_no_name_steers_the_terminal(records: RecordsFile, school_file: Path) -> None:
    with history.intent("Add the staff", who=WHO, at=NOW) as intent:
        ids = [people.add(intent, kind="staff", given_name=f"Name {number}") for number in range(len(HOSTILE))]
    for person_id, name in zip(ids, HOSTILE, strict=True):
        # As a damaged or a foreign file might have it: the fields would not let it in.
        database.current().run("UPDATE people SET given_name = ?, job_title = ? WHERE id = ?", (name, name, person_id))
        database.current().run("UPDATE intents SET name = ?", (HOSTILE[0] + HOSTILE[5],))
    database.close_records()
    with opened(school_file) as window:
        window.wait_for("Meet this week", "never met")
        window.type(b"2")
        window.wait_for("staff", "=1+1", "[@click=app.quit]x[")
        for _ in HOSTILE:
            window.type(b"j")
            window.read(0.2)
        window.type(b"h")
        window.wait_for("owned", "[@click=app.quit]x")
        window.type(b"q")
        assert window.wait_for_end() == 0
    for steering in (b"\x1b]0;", b"\x1b[2J", b"\x1b]52", b"\xc2\x9b", "\u202e".encode()):
        assert steering not in window.written


def test_three_hundred_keys_at_once_do_not_bring_it_down(school: Path) -> None:
    rng = random.Random(20261124)
    keys = [
        *(b"\x10", b"\x10", b"\x1b[6~", b"\x1b[6~", b"\x1b[5~", b"\x1b[A", b"\x1b[B", b"\x1b[B", b"\r", b"\x1b", b"\t"),
        *(b"1", b"2", b"3", b"h", b"u", b"U", b"/", b"j", b"k", b"g", b"G", b"n", b"e", b"p", b"l", b" ", b"?", b"o"),
        *(b"x", b"s", b"f", b"d", b"v", b"a", b"z", b"t", b"+", b"-", b"\x7f", b"\x1b[H", b"\x1b[F"),
    ]
    with opened(school) as window:
        window.wait_for("Meet this week", "Ana Rivera")
        for number in range(300):
            window.type(rng.choice(keys))
            if number % 10 == 9:
                window.read(0.02)
        window.type(b"\x11")
        code = window.wait_for_end()
    assert code == 0, window.text
    assert b"error of its own" not in window.written


def test_page_down_in_a_palette_that_is_just_opening_moves_nothing(school: Path) -> None:
    with opened(school) as window:
        window.wait_for("Meet this week", "Ana Rivera")
        for _ in range(15):
            window.type(b"\x10\x1b[6~\x1b[6~\x1b[6~")
            window.read(0.03)
            window.type(b"\x1b\x1b")
            window.read(0.03)
        window.wait_for("Ana Rivera")
        window.type(b"\x11")
        assert window.wait_for_end() == 0, window.text


CRASHING = """
import sys
from partner_tui.screens.today import TodayScreen
def action_plan(self):
    note = "a secret about Ana"
    raise ValueError(f"cannot plan with {note}")
TodayScreen.action_plan = action_plan
from partner_tui.cli import main
sys.exit(main([]))
"""


def test_a_crash_says_where_and_nothing_about_anybody(school: Path) -> None:
    with opened(school, ("-c", CRASHING)) as window:
        window.wait_for("Meet this week", "Ana Rivera")
        window.type(b"p")
        assert window.wait_for_end() == 1
        left = window.written.rpartition(ALTERNATE_SCREEN_LEFT)[2].decode()
        assert "ValueError" in left
        assert "is saved" in left
        assert "secret" not in window.written.decode(errors="replace")
        assert termios.tcgetattr(window._theirs) == window.before


FIRST_PAINT = """
import asyncio, os, sys
from pathlib import Path
from partner_tui import settings
from partner_tui.app import PartnerApp
from partner_tui.records import database
from partner_tui.screens.desk import Desk
path = Path(sys.argv[1])
database.open_records(path)
async def main():
    app = PartnerApp(Desk(settings.Settings(), os.environ), settings.path(os.environ), path)
    async with app.run_test() as pilot:
        while type(app.screen).__name__ != "TodayScreen":
            await pilot.pause()
        await pilot.pause()
        print(" ".join(sys.modules))
asyncio.run(main())
"""


def test_what_is_slow_to_load_is_not_loaded_for_the_first_paint(school: Path) -> None:
    run = subprocess.run([sys.executable, "-c", FIRST_PAINT, str(school)], capture_output=True, text=True, check=True)
    loaded = set(run.stdout.split())
    assert "textual" in loaded
    heavy = {"icalendar", "dateutil.parser", "playhouse.migrations", "psycopg", "psycopg2", "markdown_it", "hypothesis"}
    assert not heavy & loaded
    later = {"screens.editing", "screens.forms", "screens.people", "screens.stories", "widgets.record_table"}
    assert not {f"partner_tui.{name}" for name in later} & loaded
