"""Placements: the list with hours against targets, the story, and what keys do."""

from __future__ import annotations

from datetime import timedelta

import pytest

from partner_tui.records import placements
from partner_tui.records.openings import OpeningRow
from partner_tui.records.placements import PlacementState, PlacementStatus
from partner_tui.screens.hours_grid import HoursScreen
from partner_tui.screens.partners import PartnersScreen
from partner_tui.screens.people import PeopleScreen
from partner_tui.screens.placement_editing import WhyEnded
from partner_tui.screens.placement_form import PlacementForm
from partner_tui.screens.placements import PlacementsScreen, open_placement
from tests.offers import HOSTILE, SEPTEMBER, TODAY, contact, offered, partner, person, placed, worked
from tests.screens.desk import (
    LITERALLY,
    NASTY,
    DeskPilot,
    SmallSchool,
    at_the_desk,
    lines_seen,
    press,
    seen,
    settled,
    type_text,
)

ROUND = ("4", "w", "w", "w", "w")
"""The keys that go to the placements."""


@pytest.fixture
def desk(school: SmallSchool) -> OpeningRow:
    """Return an opening with three places, at a clinic whose supervisor is there."""
    clinic = partner()
    return offered(clinic, places=3, supervisor_id=contact("Eliška Novák", clinic))


def listed(pilot: DeskPilot) -> PlacementsScreen:
    """Return the list, which is shown."""
    screen = pilot.app.screen
    assert isinstance(screen, PlacementsScreen)
    return screen


async def test_the_list_says_where_each_placement_stands_and_how_far_it_is(
    desk: OpeningRow, school: SmallSchool
) -> None:
    [leo] = placed(desk, school.leo, target_minutes=1200)
    placed(desk, person("Ana Ruiz"), ends_on=TODAY - timedelta(days=3))
    worked(leo, TODAY, 450, "approved")
    worked(leo, TODAY - timedelta(days=1), 90)
    async with at_the_desk((80, 24)) as pilot:
        await press(pilot, *ROUND)
        lines = [line for line in lines_seen(pilot) if "Front desk" in line]
        assert "? past end" in lines[0], "what somebody has to say something of comes first"
        assert "● active" in lines[1]
        assert "▇▇──── 7.5/20 h" in lines[1]
        assert "w Partners" in lines_seen(pilot)[-1], "all keys fit"
        told = listed(pilot).story(leo.id).plain
        assert "7.5 of 20 h · 9 h this week · 1.5 h to approve" in told
        assert "Leo Marsh (9)  Front desk at Harbor Clinic" in told
        assert "supervisor  Eliška Novák" in told


async def test_the_story_says_what_is_to_be_seen_to(desk: OpeningRow, school: SmallSchool) -> None:
    [leo] = placed(desk, school.leo, target_minutes=12000)
    worked(leo, TODAY - timedelta(days=20), 90)
    async with at_the_desk() as pilot:
        await press(pilot, *ROUND)
        told = listed(pilot).story(leo.id).plain
        assert "To be seen to" in told
        assert "▲ No hours for " in told
        assert "▲ 1 h 30 min wait for approval, up to 20 days." in told
        assert "▲" in seen(pilot)


async def test_a_placement_is_completed_on_its_last_day_or_today_and_opened_again(
    desk: OpeningRow, school: SmallSchool
) -> None:
    over = TODAY - timedelta(days=3)
    [leo] = placed(desk, school.leo)
    [ana] = placed(desk, person("Ana Ruiz"), ends_on=over)
    async with at_the_desk() as pilot:
        await press(pilot, *ROUND, "ctrl+a", "x")
        rows = placements.rows([leo.id, ana.id], TODAY)
        assert {row.status for row in rows.values()} == {PlacementStatus.COMPLETED}
        assert (rows[leo.id].settled_on, rows[ana.id].settled_on) == (TODAY, over)
        assert "Completed: 2 placements" in seen(pilot)
        assert not listed(pilot).table.marks
        await press(pilot, "u")
        assert placements.get(leo.id, TODAY).status is PlacementStatus.OPEN, "one thing to take back"
        open_placement(pilot.app, leo.id)  # type: ignore[arg-type]  # Textual's pilot does not know which app it has
        await settled(pilot)
        await press(pilot, "x", "r")
        assert placements.get(leo.id, TODAY).state(TODAY) is PlacementState.ACTIVE


async def test_what_ended_early_needs_a_word_why(desk: OpeningRow, school: SmallSchool) -> None:
    [leo] = placed(desk, school.leo)
    async with at_the_desk((80, 24)) as pilot:
        await press(pilot, *ROUND, "i")
        assert isinstance(pilot.app.screen, WhyEnded)
        await press(pilot, "ctrl+s")
        assert "needs a word why" in seen(pilot)
        await type_text(pilot, "moved away")
        await press(pilot, "enter")
        row = placements.get(leo.id, TODAY)
        assert (row.status, row.why, row.settled_on) == (PlacementStatus.ENDED_EARLY, "moved away", TODAY)
        assert "– ended" in seen(pilot)
        assert "ended early: moved away" in listed(pilot).story(leo.id).plain


async def test_a_placement_is_changed_and_what_cannot_be_saved_is_said(desk: OpeningRow, school: SmallSchool) -> None:
    [leo] = placed(desk, school.leo)
    worked(leo, TODAY - timedelta(days=20), 90)
    async with at_the_desk() as pilot:
        await press(pilot, *ROUND, "e")
        form = pilot.app.screen
        assert isinstance(form, PlacementForm)
        form.field("starts_on").value = "20 nov 2026"
        form.field("target_minutes").value = "7:30"
        await press(pilot, "ctrl+s")
        assert "Hours were worked on" in form.field("starts_on").trouble
        assert placements.get(leo.id, TODAY).starts_on == SEPTEMBER
        form.field("starts_on").value = "1 oct 2026"
        form.field("rules").value = "wecep"
        await press(pilot, "ctrl+s")
        row = placements.get(leo.id, TODAY)
        assert (row.starts_on.month, row.target_minutes, row.rules) == (10, 450, "wecep")
        assert "target hours: – → 7.5" in " ".join(listed(pilot).story(leo.id).plain.split())


async def test_keys_lead_to_the_student_the_partner_and_the_hours(desk: OpeningRow, school: SmallSchool) -> None:
    [leo] = placed(desk, school.leo)
    async with at_the_desk() as pilot:
        await press(pilot, *ROUND, "b")
        assert isinstance(pilot.app.screen, PeopleScreen)
        await press(pilot, "escape")
        assert listed(pilot).table.highlighted == leo.id
        await press(pilot, "H")
        assert isinstance(pilot.app.screen, HoursScreen)
        await press(pilot, "escape", "m")
        assert isinstance(pilot.app.screen, PartnersScreen)
        await press(pilot, *ROUND, "a")
        assert placements.get(leo.id, TODAY).archived
        await press(pilot, "z", "a")
        assert not placements.get(leo.id, TODAY).archived


async def test_an_empty_list_says_how_it_is_filled_and_no_key_does_harm(school: SmallSchool) -> None:
    async with at_the_desk((80, 24)) as pilot:
        await press(pilot, *ROUND)
        assert "Which students are at which partners" in " ".join(seen(pilot).split())
        await press(pilot, "x", "i", "e", "a", "m", "b", "r", "H")
        listed(pilot)
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, PartnersScreen)


@pytest.mark.parametrize("name", [*HOSTILE, NASTY])
async def test_any_name_stands_on_the_screen_as_it_was_typed(school: SmallSchool, name: str) -> None:
    opening = offered(partner(name), name)
    placed(opening, person(name))
    literally = LITERALLY if name == NASTY else name
    async with at_the_desk((160, 45)) as pilot:
        await press(pilot, *ROUND)
        assert seen(pilot).count(literally[:8]) >= 3
        await press(pilot, "i")
        assert f"Why did it end early?  {literally}" in seen(pilot)
