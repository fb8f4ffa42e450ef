"""The panel of Today that says who was not met yet: there while somebody is missing, gone when nobody is."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot

from partner_tui.records.database import RecordsFile
from partner_tui.screens.coverage_panel import CoveragePanel
from partner_tui.screens.reports import ReportsScreen
from partner_tui.screens.today import TodayScreen
from tests.conftest import NOW
from tests.screens.coverage_app import Reached, add, at, drink_coffee, fill, press, settled, shown


@pytest.fixture
def reached(records: RecordsFile) -> Reached:
    """Return who is in the small school, whose records are open."""
    return fill()


def panel(pilot: Pilot[int]) -> CoveragePanel:
    """Return the panel."""
    return pilot.app.screen.query_one(CoveragePanel)


async def test_every_department_with_somebody_missing_has_a_line_with_names(reached: Reached) -> None:
    async with at("today") as pilot:
        lines = [line.text.plain for line in panel(pilot).lines]
        assert panel(pilot).border_title == "Not met yet · 4 of 5"
        assert [line.split("  ")[0] for line in lines] == [
            "○ Sam Okafor",
            "○ Kim [b]Lee[/b]",
            "○ Ana Rivera, Cleo Diaz",
        ]
        assert lines[0].endswith("0 of 1")
        assert "no department" in lines[1]
        assert "1 of 3" in lines[2]


async def test_enter_shows_who_of_the_department_is_missing(reached: Reached) -> None:
    async with at("today") as pilot:
        panel(pilot).focus()
        await press(pilot, "end", "enter")
        assert isinstance(pilot.app.screen, ReportsScreen)
        assert "Not met yet · Science · 2" in shown(pilot)


async def test_plan_and_log_on_a_line_are_about_the_first_of_its_names(reached: Reached) -> None:
    async with at("today") as pilot:
        panel(pilot).focus()
        await press(pilot, "end")
        assert isinstance(pilot.app.screen, TodayScreen)
        line = pilot.app.screen.current
        assert line is not None
        assert line.person_id == reached.ana


async def test_the_panel_goes_when_everybody_was_met_and_comes_back_with_somebody_new(records: RecordsFile) -> None:
    drink_coffee(add("Ana", "Rivera"), NOW)
    async with at("today") as pilot:
        assert not panel(pilot).display
        add("Sam", "Okafor")
        screen = pilot.app.screen
        assert isinstance(screen, TodayScreen)
        screen.refresh_records()
        await settled(pilot)
        assert panel(pilot).display
        assert "Sam Okafor" in shown(pilot)


async def test_without_staff_there_is_no_panel(records: RecordsFile) -> None:
    async with at("today") as pilot:
        assert not panel(pilot).display


@pytest.mark.parametrize("size", [(80, 24), (120, 36), (40, 24)])
async def test_names_and_numbers_are_seen_at_any_width(reached: Reached, size: tuple[int, int]) -> None:
    async with at("today", size) as pilot:
        panel(pilot).focus()
        await settled(pilot)
        assert "Sam" in shown(pilot)
        assert "0 of 1" in shown(pilot)
