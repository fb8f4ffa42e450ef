"""The hours of a cohort on the screen: typed like a spreadsheet, approved in blocks, with the law beside the cell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

import pytest
from textual import events

from partner_tui.app import PartnerApp
from partner_tui.records import births, database, history, hours
from partner_tui.records.hours import HoursFilter, HoursRow, HoursState
from partner_tui.screens.hours_grid import HoursScreen
from tests.conftest import NOW, WHO
from tests.placed import opening, partner, place, student
from tests.screens.desk import LITERALLY, NASTY, DeskPilot, SmallSchool, at_the_desk, lines_seen, press, seen, type_text

MONDAY = date(2026, 11, 23)
TUESDAY = date(2026, 11, 24)


@dataclass(frozen=True)
class Cohort:
    """Three placements at the clinic, by student name."""

    ana: int
    bo: int
    cleo: int


@pytest.fixture
def cohort(school: SmallSchool) -> Cohort:
    desk = opening(partner())
    found = [place(desk, student(given, family)) for given, family in (("Ana", "Ash"), ("Bo", "Beck"), ("Cleo", "Cox"))]
    return Cohort(*found)


def all_hours() -> list[HoursRow]:
    ids = hours.listing(HoursFilter())
    found = hours.rows(ids)
    return [found[one] for one in ids]


def work(placement: int, day: date = MONDAY, minutes: int = 180, starts: int | None = None) -> int:
    with history.intent("Log hours", who=WHO, at=NOW) as intent:
        return hours.add(intent, placement, day, minutes, starts)


async def open_grid(pilot: DeskPilot, ids: Sequence[int] | None = None, title: str = "") -> HoursScreen:
    app = pilot.app
    assert isinstance(app, PartnerApp)
    app.open_hours(ids, title)
    await press(pilot)
    assert isinstance(app.screen, HoursScreen)
    return app.screen


async def paste(pilot: DeskPilot, text: str) -> None:
    pilot.app.post_message(events.Paste(text))
    await press(pilot)


@contextmanager
def counted() -> Iterator[list[str]]:
    """Count the queries of a block."""
    asked: list[str] = []
    connection = database.current().handle()
    connection.set_trace_callback(asked.append)
    try:
        yield asked
    finally:
        connection.set_trace_callback(None)


async def test_a_column_is_typed_down_and_stands_in_the_totals(cohort: Cohort) -> None:
    async with at_the_desk((80, 24)) as pilot:
        await open_grid(pilot)
        await press(pilot, "left")
        await type_text(pilot, "3")
        await press(pilot, "enter")
        await type_text(pilot, "15:30-18:45")
        assert "› 15:30-18:45" in seen(pilot)
        await press(pilot, "enter")
        await type_text(pilot, "45m")
        await press(pilot, "down")
        assert {(one.student, one.minutes, one.starts_minute) for one in all_hours()} == {
            ("Ana Ash", 180, None),
            ("Bo Beck", 195, 930),
            ("Cleo Cox", 45, None),
        }
        [line] = [line for line in lines_seen(pilot) if line.strip().startswith("Bo Beck")]
        assert line.count("3:15") == 3, "the day, the week and all"
        assert all(len(line.rstrip()) <= 80 for line in lines_seen(pilot))


async def test_each_cell_is_taken_back_on_its_own(cohort: Cohort) -> None:
    async with at_the_desk() as pilot:
        await open_grid(pilot)
        await press(pilot, "left", "3", "enter", "4", "enter", "u")
        assert [one.student for one in all_hours()] == ["Ana Ash"]


async def test_what_cannot_be_is_said_and_stays_in_the_cell(cohort: Cohort) -> None:
    async with at_the_desk() as pilot:
        screen = await open_grid(pilot)
        await press(pilot, "left")
        await type_text(pilot, "25")
        await press(pilot, "enter")
        assert "more than the 24 hours of a day" in seen(pilot)
        assert screen.grid.typed == "25"
        await press(pilot, "escape")
        assert screen.grid.typed is None
        assert not all_hours()


async def test_days_that_are_still_to_come_are_dead_and_say_why(cohort: Cohort) -> None:
    async with at_the_desk() as pilot:
        await open_grid(pilot)
        await press(pilot, "right", "right", "3", "enter")
        assert "is still to come" in seen(pilot)
        assert not all_hours()


async def test_a_column_and_a_block_are_pasted_as_one_intent(cohort: Cohort) -> None:
    async with at_the_desk() as pilot:
        await open_grid(pilot)
        await press(pilot, "left", "left")
        await paste(pilot, "\t3\n2\t3:30\r\n\t1h")
        assert sorted((one.student, one.worked_on.day, one.minutes) for one in all_hours()) == [
            ("Ana Ash", 23, 180),
            ("Bo Beck", 22, 120),
            ("Bo Beck", 23, 210),
            ("Cleo Cox", 23, 60),
        ]
        await press(pilot, "u")
        assert not all_hours()


async def test_a_block_with_one_bad_cell_is_refused_whole_with_whose_it_is(cohort: Cohort) -> None:
    async with at_the_desk() as pilot:
        await open_grid(pilot)
        await press(pilot, "left")
        await paste(pilot, "3\n[/x\n4")
        assert "Bo Beck, yesterday: “[/x” is no length of time" in seen(pilot)
        assert not all_hours()
        await paste(pilot, "1\n2\n3\n4")
        assert "over the edge of the grid" in seen(pilot)


async def test_a_block_is_approved_and_one_cell_declined_with_a_reason(cohort: Cohort) -> None:
    ids = [work(one) for one in (cohort.ana, cohort.bo, cohort.cleo)]
    async with at_the_desk() as pilot:
        await open_grid(pilot)
        await press(pilot, "left", "shift+down", "x")
        assert [hours.get(one).state for one in ids] == [HoursState.APPROVED] * 2 + [HoursState.SUBMITTED]
        assert hours.get(ids[0]).settled_by
        await press(pilot, "down", "i")
        await type_text(pilot, "was ill")
        await press(pilot, "enter")
        assert (hours.get(ids[2]).state, hours.get(ids[2]).why) == (HoursState.DECLINED, "was ill")
        assert "3:00✓" in seen(pilot)
        assert "3:00✗" in seen(pilot)
        await press(pilot, "ctrl+a", "x", "u")
        assert hours.get(ids[2]).state is HoursState.DECLINED


async def test_the_law_is_said_beside_the_cell_with_where_it_is_written(cohort: Cohort) -> None:
    student_id = hours.get(work(cohort.ana, MONDAY, 195)).student_id
    with history.intent("Born", who=WHO, at=NOW) as intent:
        births.put(intent, student_id, date(2011, 5, 1))
    async with at_the_desk((80, 24)) as pilot:
        await open_grid(pilot)
        await press(pilot, "left")
        assert "!3:15" in seen(pilot)
        shown = " ".join(" ".join(lines_seen(pilot)).split())
        assert "At 15 at most 3 h on a school day" in shown
        assert "29 CFR 570.35(a)(5)" in shown


async def test_two_shifts_of_a_day_are_a_sum_that_e_opens(cohort: Cohort) -> None:
    work(cohort.ana, MONDAY, 60, 900)
    work(cohort.ana, MONDAY, 90, 1080)
    async with at_the_desk() as pilot:
        await open_grid(pilot)
        await press(pilot, "left")
        assert "2:30·" in seen(pilot)
        await press(pilot, "3", "enter")
        assert "There are 2 shifts on that day" in seen(pilot)
        await press(pilot, "escape", "e")
        assert "15:00-16:00" in seen(pilot)
        await press(pilot, "ctrl+s")
        assert [one.minutes for one in all_hours()] == [60, 90]


async def test_a_cell_is_taken_out_with_delete_or_a_dash(cohort: Cohort) -> None:
    work(cohort.ana)
    work(cohort.bo)
    async with at_the_desk() as pilot:
        await open_grid(pilot)
        await press(pilot, "left", "delete", "down", "minus", "enter")
        assert not all_hours()


async def test_weeks_go_back_and_on_and_a_day_is_jumped_to(cohort: Cohort) -> None:
    work(cohort.ana, date(2026, 11, 3))
    async with at_the_desk() as pilot:
        await open_grid(pilot, [cohort.ana], "Ana")
        assert "Hours · Ana · Sun 22 to Sat 28 Nov 2026" in seen(pilot)
        await press(pilot, "less_than_sign")
        assert "Sun 15 to Sat 21 Nov 2026" in seen(pilot)
        await press(pilot, "t")
        await type_text(pilot, "nov 3")
        await press(pilot, "enter")
        assert "Sun 1 to Sat 7 Nov 2026" in seen(pilot)
        assert "Tue 3 Nov 2026" in seen(pilot)
        await press(pilot, "greater_than_sign", "escape")
        assert not isinstance(pilot.app.screen, HoursScreen)


async def test_hostile_names_stand_as_they_are(school: SmallSchool) -> None:
    work(place(opening(partner('=HYPERLINK("http://x")'), 'Møller & Sons, "The Best"; [/]'), student(NASTY, "")))
    async with at_the_desk() as pilot:
        await open_grid(pilot)
        await press(pilot, "left")
        shown = seen(pilot)
        assert '=HYPERLINK("http://x"), Møller & Sons, "The Best"; [/]' in shown
        assert LITERALLY in shown


async def test_nobody_placed_says_so(school: SmallSchool) -> None:
    async with at_the_desk() as pilot:
        await open_grid(pilot)
        assert "No student is placed in this week." in seen(pilot)
        await press(pilot, "3", "x", "e", "escape")


async def test_a_week_of_many_asks_as_often_as_one_of_few(school: SmallSchool) -> None:
    desk = opening(partner())
    few = [place(desk, student("S", str(at))) for at in range(2)]
    many = [*few, *(place(desk, student("T", str(at))) for at in range(30))]
    for one in many:
        work(one)
    async with at_the_desk() as pilot:
        screen = await open_grid(pilot, few, "few")
        with counted() as of_few:
            screen.reload()
        await open_grid(pilot, many, "many")
        with counted() as of_many:
            screen.reload()
        assert len(of_few) == len(of_many)
