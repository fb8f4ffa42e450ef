"""The report on partners, asked for, written and read on the screen."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from partner_tui.records import history
from partner_tui.screens.desk import DeskScreen
from partner_tui.screens.report_dialog import ReportForm, ReportScreen, ask_and_report

from ..conftest import NOW, WHO
from ..partnerships import FORMULA, SONS, Making
from .desk import DeskPilot, SmallSchool, at_the_desk, press, seen


@pytest.fixture
def at_work(school: SmallSchool) -> SmallSchool:
    """Return a school of which students are with two partners."""
    with history.intent("Fill", who=WHO, at=NOW) as intent:
        made = Making(intent)
        made.place(made.partner(FORMULA), made.students(12), minutes=90)
        made.place(made.partner(SONS), made.students(20, "12"))
    return school


def ask(pilot: DeskPilot) -> ReportForm:
    below = pilot.app.screen
    assert isinstance(below, DeskScreen)
    below.attempt(lambda: ask_and_report(below))
    return form(pilot)


def form(pilot: DeskPilot) -> ReportForm:
    found = pilot.app.screen_stack[-1]
    assert isinstance(found, ReportForm)
    return found


async def wait(pilot: DeskPilot) -> None:
    await pilot.app.workers.wait_for_complete([one for one in pilot.app.workers if one.group == "report"])
    await press(pilot)


async def test_the_report_is_written_and_then_shown_to_read(at_work: SmallSchool, tmp_path: Path) -> None:
    async with at_the_desk((80, 24)) as pilot:
        ask(pilot)
        await press(pilot)
        form(pilot).field("file").value = str(tmp_path / "board.html")
        await press(pilot, "ctrl+s")
        await wait(pilot)
        assert isinstance(pilot.app.screen, ReportScreen)
        assert "32 students worked or learned with 2 partners" in " ".join(seen(pilot).replace("│", " ").split())
        assert "board.html" in "".join(seen(pilot).replace("│", "").split()), "a long path goes on in the next line"
        await press(pilot, "space", "j", "k")
        await press(pilot, "escape")
        assert not isinstance(pilot.app.screen, ReportScreen)
    assert "Møller &amp; Sons, &quot;The Best&quot;; [/]" in (tmp_path / "board.html").read_text(encoding="utf-8")


async def test_hostile_names_are_shown_letter_by_letter(at_work: SmallSchool) -> None:
    async with at_the_desk((120, 60)) as pilot:
        ask(pilot)
        await press(pilot)
        form(pilot).field("file").value = ""
        await press(pilot, "ctrl+s")
        await wait(pilot)
        assert "Nothing was written" in seen(pilot)
        assert FORMULA in seen(pilot)
        assert "Møller & Sons" in seen(pilot)
        assert "[/]" in seen(pilot)


async def test_the_file_s_name_ends_as_its_format_has_it(at_work: SmallSchool, tmp_path: Path) -> None:
    async with at_the_desk() as pilot:
        ask(pilot)
        await press(pilot)
        form(pilot).field("file").value = str(tmp_path / "board.html")
        form(pilot).field("format").value = "json"
        await press(pilot)
        assert form(pilot).field("file").value == str(tmp_path / "board.json")
        await press(pilot, "ctrl+s")
        await wait(pilot)
    assert json.loads((tmp_path / "board.json").read_text(encoding="utf-8"))["students"]["value"] == 32


async def test_a_report_that_cannot_be_written_is_said_and_nothing_is_left(
    at_work: SmallSchool, tmp_path: Path
) -> None:
    async with at_the_desk() as pilot:
        ask(pilot)
        await press(pilot)
        form(pilot).field("file").value = str(tmp_path / "none" / "board.html")
        await press(pilot, "ctrl+s")
        await wait(pilot)
        assert "there is no folder" in seen(pilot)
    assert list(tmp_path.rglob("board*")) == []


async def test_without_a_school_year_it_says_what_to_do(records: object) -> None:
    async with at_the_desk() as pilot:
        below = pilot.app.screen
        assert isinstance(below, DeskScreen)
        below.attempt(lambda: ask_and_report(below))
        await press(pilot)
        assert "There is no school year to report on" in seen(pilot)
