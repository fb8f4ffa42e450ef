"""Reports: who has been left out, by name first, and then in shares."""

from __future__ import annotations

from datetime import timedelta

import pytest
from textual.pilot import Pilot

from partner_tui.records import groups, history, people
from partner_tui.records.database import RecordsFile
from partner_tui.screens.coverage_view import CoverageView
from partner_tui.screens.reports import ReportsScreen
from partner_tui.widgets.bars import Bars
from partner_tui.widgets.heat_map import HeatMap
from partner_tui.widgets.record_table import RecordTable
from tests.conftest import NOW
from tests.screens.coverage_app import Reached, add, at, drink_coffee, fill, opened, plan_coffee, press, settled, shown
from tests.screens.desk import LITERALLY, NASTY


@pytest.fixture
def reached(records: RecordsFile) -> Reached:
    """Return who is in the small school, whose records are open."""
    return fill()


def names(pilot: Pilot[int]) -> list[str]:
    """Return the names of the list, from top to bottom."""
    return [one.given_name for one in pilot.app.screen.query_one(CoverageView).listed()]


async def test_the_names_of_those_not_met_come_first_and_the_never_met_before_all(reached: Reached) -> None:
    async with at("reports") as pilot:
        assert names(pilot) == ["Kim", "Sam", "Ana", "Cleo"]
        said = shown(pilot)
        assert "1 of 5 met this school year; 4 not yet, 3 of them never" in said
        assert "not counted: 1 paused, 1 out of the rotation" in said
        assert "Dana" not in said, "nobody is to meet themselves"


async def test_enter_opens_the_person(reached: Reached) -> None:
    async with at("reports") as pilot:
        await press(pilot, "down", "enter")
        assert opened(pilot) == [reached.sam]


async def test_shares_stand_beside_what_would_be_even_and_small_groups_get_no_verdict(reached: Reached) -> None:
    async with at("reports") as pilot:
        said = shown(pilot)
        assert "Shares by department" in said
        assert "1 of 3   33 %" in said
        assert "no department" in said
        assert "20 % of everybody" in said
        assert "under 10: with care" in said
        await press(pilot, "tab", "end")
        assert "Science: 1 of 3 met (33 %); an even share would be" in shown(pilot)


async def test_the_shares_are_by_department_then_by_kind_then_by_year_joined(reached: Reached) -> None:
    async with at("reports") as pilot:
        await press(pilot, "d")
        assert "Shares by kind of staff" in shown(pilot)
        assert "no job title" in shown(pilot)
        await press(pilot, "d")
        assert "Shares by year joined" in shown(pilot)
        assert "year not recorded" in shown(pilot)
        await press(pilot, "d")
        assert "Shares by department" in shown(pilot)


async def test_who_is_missing_from_a_group_is_one_key_away_and_esc_shows_everybody(reached: Reached) -> None:
    async with at("reports") as pilot:
        await press(pilot, "tab", "end", "enter")
        assert names(pilot) == ["Ana", "Cleo"]
        assert "Not met yet · Science · 2" in shown(pilot)
        assert isinstance(pilot.app.focused, RecordTable)
        await press(pilot, "escape")
        assert names(pilot) == ["Kim", "Sam", "Ana", "Cleo"]


async def test_the_met_the_paused_and_those_out_of_the_rotation_can_be_seen_by_name(reached: Reached) -> None:
    async with at("reports") as pilot:
        listed = []
        for _ in range(4):
            await press(pilot, "v")
            listed.append(names(pilot))
        assert listed == [["Ben"], ["Pat"], ["Olu"], ["Kim", "Sam", "Ana", "Cleo"]]


async def test_the_year_can_be_read_day_by_day(reached: Reached) -> None:
    async with at("reports") as pilot:
        assert "The year 2026–27 · 1 meeting held" in shown(pilot)
        await press(pilot, "tab", "tab", "left")
        assert isinstance(pilot.app.focused, HeatMap)
        assert "Tue 17 Nov 2026 · 1 meeting held" in shown(pilot)


async def test_how_minutes_are_spread_is_said_in_words(reached: Reached) -> None:
    async with at("reports") as pilot:
        said = " ".join(shown(pilot).split())
        assert "Gini 0.80: almost all of it with a few." in said
        assert "4 of 5 have had no time yet" in said.replace("│ ", "").replace("│", "")


async def test_the_list_is_sorted_by_a_column(reached: Reached) -> None:
    async with at("reports") as pilot:
        await press(pilot, "s")
        assert names(pilot) == ["Cleo", "Sam", "Ana", "Kim"]
        await press(pilot, "S")
        assert names(pilot) == ["Kim", "Ana", "Sam", "Cleo"]


async def test_plan_and_log_are_offered_on_the_list_of_people_only(reached: Reached) -> None:
    async with at("reports") as pilot:
        assert "Plan" in _footer(pilot)
        await press(pilot, "tab")
        assert "Plan" not in _footer(pilot)
        assert "Missing" in _footer(pilot)


def _footer(pilot: Pilot[int]) -> list[str]:
    return [one.binding.description for one in pilot.app.screen.active_bindings.values() if one.binding.show]


async def test_a_name_that_looks_like_markup_is_text(reached: Reached) -> None:
    async with at("reports", (120, 36)) as pilot:
        assert "[b]Lee[/b], Kim" in shown(pilot)


async def test_a_department_that_looks_like_markup_stands_in_the_frame_as_it_is(records: RecordsFile) -> None:
    with history.intent("Add Zoe", who="dana", at=NOW) as intent:
        zoe = people.add(intent, kind="staff", given_name="Zoe")
        groups.set_department(intent, zoe, NASTY, NOW.date())
    async with at("reports", (120, 36)) as pilot:
        await press(pilot, "tab", "enter")
        assert f"Not met yet · {LITERALLY} · 1" in shown(pilot)


async def test_a_school_without_staff_is_told_what_to_do(records: RecordsFile) -> None:
    async with at("reports") as pilot:
        said = shown(pilot)
        assert "Nobody is in the rotation yet" in said
        assert "ctrl+o brings in a roster" in " ".join(said.replace("│", " ").split())
        await press(pilot, "enter", "p", "l", "v", "d", "tab", "enter", "escape")
        assert isinstance(pilot.app.screen, ReportsScreen)


async def test_what_is_planned_with_somebody_stands_beside_the_name(reached: Reached) -> None:
    plan_coffee(reached.sam, NOW + timedelta(days=6))
    async with at("reports", (80, 24)) as pilot:
        line = next(line for line in shown(pilot).splitlines() if "Okafor" in line)
        assert "✗ never" in line
        assert "○ Mon" in line or "30 Nov" in line


async def test_when_everybody_was_met_the_list_says_so(records: RecordsFile) -> None:
    drink_coffee(add("Ana", "Rivera"), NOW)
    async with at("reports") as pilot:
        assert "Nobody is missing: everybody here was met." in shown(pilot)
        assert "The one person met" in shown(pilot)
        assert "no school year is set, so all that ever was counts" in shown(pilot)


async def test_a_chat_logged_elsewhere_is_counted_when_reports_are_shown_again(reached: Reached) -> None:
    async with at("reports") as pilot:
        drink_coffee(reached.ana, NOW)
        screen = pilot.app.screen
        assert isinstance(screen, ReportsScreen)
        screen.refresh_records()
        await settled(pilot)
        assert "2 of 5 met this school year" in shown(pilot)
        assert names(pilot) == ["Kim", "Sam", "Cleo"]


@pytest.mark.parametrize("size", [(80, 24), (120, 36), (60, 15), (200, 60)])
async def test_every_part_is_reached_with_tab_at_any_size(reached: Reached, size: tuple[int, int]) -> None:
    async with at("reports", size) as pilot:
        assert isinstance(pilot.app.focused, RecordTable)
        assert "Kim" in shown(pilot)
        await press(pilot, "tab")
        assert isinstance(pilot.app.focused, Bars)
        assert "1 of 3   33 %" in shown(pilot)
        await press(pilot, "tab")
        assert isinstance(pilot.app.focused, HeatMap)
        assert "Tue 24 Nov 2026 (today)" in shown(pilot)
