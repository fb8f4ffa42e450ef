"""Lists and stories: long ones, hostile names, the mouse alone, odd sizes, and how often the records are asked."""

from __future__ import annotations

import asyncio
from array import array
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from threading import Event

import pytest
from textual.geometry import Offset

from partner_tui.records import database, history, meetings, people, sample_school
from partner_tui.records.connection import RecordsFile
from partner_tui.records.meetings import Attendance, MeetingStatus
from partner_tui.screens import browser
from partner_tui.screens.browser import Browser
from partner_tui.screens.meetings import MeetingsScreen
from partner_tui.screens.people import PeopleScreen
from partner_tui.screens.today import TodayScreen
from partner_tui.settings import Settings
from partner_tui.widgets.key_line import KeyLine
from tests.conftest import ZONE
from tests.screens.desk import (
    LITERALLY,
    ME,
    NASTY,
    NOW,
    DeskPilot,
    SmallSchool,
    add_person,
    at_the_desk,
    lines_seen,
    meet,
    press,
    seen,
    settled,
    type_text,
)

STATEMENTS = {
    "today": 46,
    "people": 14,
    "meetings": 12,
    "a page of people": 1,
    "a page of meetings": 2,
    "partners": 64,
    "a page of partners": 10,
    "the story of a partner": 48,
    "the story of a person": 12,
    "the story of a meeting": 10,
}
"""The most statements that showing each may take, however many records there are."""


@contextmanager
def counted(records: RecordsFile) -> Iterator[list[str]]:
    """Collect the statements that SQLite runs meanwhile."""
    statements: list[str] = []
    records.handle().set_trace_callback(statements.append)
    try:
        yield statements
    finally:
        records.handle().set_trace_callback(None)


@pytest.mark.parametrize(("how_many", "held"), [(30, 20), (400, 300)])
async def test_no_screen_asks_more_often_when_there_is_more_to_show(tmp_path: Path, how_many: int, held: int) -> None:
    records = database.create_records(tmp_path / "invented.db")
    sample_school.invent(people=how_many, meetings=held, seed=1, now=NOW)
    asked: dict[str, int] = {}
    async with at_the_desk((120, 36)) as pilot:
        for name, key in (("today", "1"), ("people", "2"), ("meetings", "3"), ("partners", "4")):
            await press(pilot, key)
            screen = pilot.app.screen
            assert isinstance(screen, Browser | TodayScreen)
            with counted(records) as statements:
                screen.reload()
            asked[name] = len(statements)
        for name, key in (("people", "2"), ("meetings", "3"), ("partners", "4")):
            await press(pilot, key)
            screen = pilot.app.screen
            assert isinstance(screen, Browser)
            ids = screen.ids()[:128]
            assert ids
            with counted(records) as statements:
                assert len(screen.rows(ids)) == len(ids)
            asked[f"a page of {name}"] = len(statements)
            told = []
            for one in ids[:12]:
                with counted(records) as statements:
                    screen.story(one)
                told.append(len(statements))
            asked[f"the story of a {'person' if name == 'people' else name.removesuffix('s')}"] = max(told)
    too_many = {name: (count, STATEMENTS[name]) for name, count in asked.items() if count > STATEMENTS[name]}
    assert not too_many
    assert asked.keys() == STATEMENTS.keys()


async def test_moving_down_a_narrow_list_reads_no_story(school: SmallSchool, records: RecordsFile) -> None:
    async with at_the_desk((80, 24)) as pilot:
        await press(pilot, "2")
        with counted(records) as statements:
            await press(pilot, "down", "down", "up")
        assert statements == []


async def test_typing_does_not_count_the_school_anew(school: SmallSchool, records: RecordsFile) -> None:
    async with at_the_desk((80, 24)) as pilot:
        await press(pilot, "2", "ctrl+f")
        with counted(records) as statements:
            await type_text(pilot, "riv")
        assert not [one for one in statements if "count(*)" in one]


async def test_a_long_list_is_read_beside_and_the_last_thing_typed_wins(
    school: SmallSchool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(browser, "MANY", 0)
    async with at_the_desk() as pilot:
        await press(pilot, "2")
        assert "Rivera, Ana" in seen(pilot)
        screen = pilot.app.screen
        assert isinstance(screen, PeopleScreen)
        begun, go_on, read = Event(), Event(), people.listing

        def slowly(wanted: people.PeopleFilter) -> array[int]:
            if wanted.text == "r":
                begun.set()
                go_on.wait(timeout=10)
            return read(wanted)

        monkeypatch.setattr(people, "listing", slowly)
        await pilot.press("ctrl+f", "r")
        await asyncio.to_thread(begun.wait, 10)
        await pilot.press("i", "v")
        assert screen.filter_bar.text == "riv", "typing waits for nothing"
        go_on.set()
        await settled(pilot)
        assert "1 of 6" in seen(pilot)
        assert "Okafor, Sam" not in seen(pilot)


async def test_a_long_list_that_cannot_be_read_says_so(school: SmallSchool, monkeypatch: pytest.MonkeyPatch) -> None:
    async with at_the_desk() as pilot:
        await press(pilot, "3")
        monkeypatch.setattr(browser, "MANY", 0)

        def fail(_wanted: object) -> array[int]:
            raise database.explanation(OSError("disk I/O error"))

        monkeypatch.setattr(meetings, "listing", fail)
        await press(pilot, "t")
        assert "The disk refused" in seen(pilot)


async def test_a_record_asked_for_is_shown_when_a_long_list_is_read(
    school: SmallSchool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(browser, "MANY", 0)
    async with at_the_desk() as pilot:
        await press(pilot, "tab", "enter")
        await settled(pilot)
        screen = pilot.app.screen
        assert isinstance(screen, MeetingsScreen)
        assert screen.table.highlighted == school.unsettled
        assert screen.detail.has_focus


@pytest.fixture
def hostile(school: SmallSchool) -> int:
    """Return the id of somebody who is called something hostile, and was met, is planned with and belongs somewhere."""
    with history.intent(f"Add {NASTY}", who="dana", at=NOW) as intent:
        person_id = add_person(intent, NASTY, NASTY, NASTY, job_title=NASTY, notes=NASTY)
        for away, status in ((-2, MeetingStatus.PLANNED), (1, MeetingStatus.PLANNED), (-9, MeetingStatus.HELD)):
            meetings.add(
                intent,
                attendance=[Attendance(person_id)],
                starts_at=NOW + timedelta(days=away),
                timezone=ZONE,
                status=status,
                place=NASTY,
                summary=NASTY,
            )
    return person_id


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_a_hostile_name_is_only_text_wherever_it_stands(hostile: int, size: tuple[int, int]) -> None:
    async with at_the_desk(size) as pilot:
        for keys in (
            ["1"],
            ["o"],
            ["escape", "tab", "e"],
            ["escape", "enter"],
            ["escape", "2"],
            ["3"],
            ["enter"],
            ["h"],
            ["enter"],
        ):
            await press(pilot, *keys)
            shown = seen(pilot)
            assert "\x1b" not in shown
            assert "\u202e" not in shown
            assert pilot.app.is_running
        await press(pilot, "escape", "2", "ctrl+f")
        await type_text(pilot, "quit")
        assert "[/x] =1+1" in seen(pilot)
        await press(pilot, "enter", "enter")
        assert LITERALLY in " ".join(seen(pilot).split())
        await press(pilot, "a")
        assert "[/x] =1+1" in "".join(lines_seen(pilot)[-8:]), "the toast shows it, too"
        await press(pilot, "u")
        assert pilot.app.is_running


async def test_a_click_on_a_hostile_name_ends_nothing(hostile: int) -> None:
    async with at_the_desk((120, 36)) as pilot:
        await press(pilot, "2", "ctrl+f")
        await type_text(pilot, "quit")
        await press(pilot, "enter", "tab")
        for y, line in enumerate(lines_seen(pilot)):
            for x in _places(line, "app.quit"):
                await pilot.click(offset=Offset(x, y))
                await pilot.pause()
        await press(pilot, "1")
        for y, line in enumerate(lines_seen(pilot)):
            for x in _places(line, "app.quit"):
                await pilot.click(offset=Offset(x, y))
                await pilot.pause()
        assert pilot.app.is_running
        assert pilot.app.return_value is None


def _places(line: str, text: str) -> list[int]:
    return [at for at in range(len(line)) if line.startswith(text, at)]


async def click_on(pilot: DeskPilot, text: str, times: int = 1) -> None:
    """Click where a text stands on the screen."""
    for y, line in enumerate(lines_seen(pilot)):
        if text in line:
            await pilot.click(offset=Offset(line.index(text) + 1, y), times=times)
            await settled(pilot)
            return
    raise AssertionError(f"{text!r} is nowhere on the screen")


async def test_the_mouse_alone_is_enough(school: SmallSchool) -> None:
    async with at_the_desk((80, 24)) as pilot:
        await click_on(pilot, "2 People")
        screen = pilot.app.screen
        assert isinstance(screen, PeopleScreen)
        await click_on(pilot, "Okafor, Sam")
        assert screen.table.highlighted == school.sam
        await click_on(pilot, "never met")
        assert screen.wanted.never_met
        await click_on(pilot, "everything")
        assert not screen.wanted.never_met
        await click_on(pilot, "Last met")
        assert screen.sort == ("last_met", False)
        await click_on(pilot, "Rivera, Ana", times=2)
        assert "esc back" in seen(pilot)
        await click_on(pilot, "esc back")
        assert "Last met" in seen(pilot)
        await click_on(pilot, "Plan")
        assert "Plan a meeting" in seen(pilot)
        await click_on(pilot, "Leave")
        await click_on(pilot, "1 Today")
        assert isinstance(pilot.app.screen, TodayScreen)
        assert meet(pilot).current is not None


async def test_the_footer_shows_what_can_be_pressed_and_nothing_is_cut_off_at_80_columns(school: SmallSchool) -> None:
    async with at_the_desk((80, 24)) as pilot:
        for key in ("1", "2", "3", "4", "6"):
            await press(pilot, key)
            line = pilot.app.screen.query_one(KeyLine)
            assert {one.label for one in line.left_away} <= {"Timeline"}  # for which 120 columns have room
            assert lines_seen(pilot)[-1].rstrip().endswith("^p Commands")
            assert lines_seen(pilot)[1].rstrip().endswith("+   /   ?"), "the tabs leave room for the keys only"


@pytest.mark.parametrize("size", [(1, 1), (2, 40), (40, 3), (300, 100)])
async def test_no_size_of_the_window_ends_the_program(school: SmallSchool, size: tuple[int, int]) -> None:
    async with at_the_desk(size) as pilot:
        await press(pilot, "down", "tab", "2", "down", "enter", "escape", "3", "enter", "n", "escape", "1", "p")
        assert pilot.app.is_running


async def test_a_list_survives_the_window_growing_and_shrinking(school: SmallSchool) -> None:
    async with at_the_desk((80, 24)) as pilot:
        await press(pilot, "2", "down", "enter")
        await pilot.resize_terminal(140, 40)
        await settled(pilot)
        assert "Department" in seen(pilot)
        await press(pilot, "escape")
        await pilot.resize_terminal(60, 12)
        await settled(pilot)
        assert "Name" in seen(pilot)


@pytest.mark.parametrize("theme", ["partner-dark", "partner-light", "textual-dark", "textual-light", "ansi-dark"])
async def test_every_theme_shows_everything(school: SmallSchool, theme: str) -> None:
    async with at_the_desk(chosen=Settings(me=ME, theme=theme)) as pilot:
        assert pilot.app.theme == theme
        await press(pilot, "2", "enter", "3", "enter")
        assert "did it happen" in seen(pilot) or "held" in seen(pilot)
