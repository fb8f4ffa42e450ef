"""Openings: the list with how ready each is, the story, the form, and what keys do."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import Any

import pytest

from partner_tui.records import history, openings, placements, sample_school
from partner_tui.records.connection import RecordsFile
from partner_tui.records.openings import OpeningFilter, OpeningRow
from partner_tui.screens.hours_grid import HoursScreen
from partner_tui.screens.opening_form import OpeningForm
from partner_tui.screens.openings import OpeningsScreen, open_opening
from partner_tui.screens.partners import PartnersScreen
from partner_tui.screens.placements import PlacementsScreen
from tests.conftest import NOW
from tests.offers import HOSTILE, TODAY, contact, offered, partner, person, placed
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
from tests.screens.test_browser import counted

ROUND = ("4", "w", "w", "w")
"""The keys that go to the openings."""


def listed(pilot: DeskPilot) -> OpeningsScreen:
    """Return the list, which is shown."""
    screen = pilot.app.screen
    assert isinstance(screen, OpeningsScreen)
    return screen


def form_of(pilot: DeskPilot) -> OpeningForm:
    """Return the form, which is shown."""
    form = pilot.app.screen
    assert isinstance(form, OpeningForm)
    return form


def at_harbor(**values: Any) -> OpeningRow:
    """Add an opening at a clinic whose supervisor is there, with two places and nothing signed."""
    clinic = partner()
    return offered(clinic, supervisor_id=contact("Eliška Novák", clinic), **values)


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_the_list_says_how_ready_an_opening_is_and_the_story_what_to_do_first(
    school: SmallSchool, size: tuple[int, int]
) -> None:
    opening = at_harbor(pay="15.50", pay_per="hour", paid=True, minutes_per_week=450, requirements="Two shots.")
    placed(opening, school.leo, target_minutes=7200)
    async with at_the_desk(size) as pilot:
        await press(pilot, *ROUND)
        [line] = [line for line in lines_seen(pilot) if "1 of 2" in line and "Front desk" in line]
        assert "!   Front desk" in line
        assert "Harbor Clinic" in line
        told = listed(pilot).story(opening.id).plain
        first = told.index("→ Make ")
        assert first < told.index("Before students come") < told.index("! no ") < told.index("✓ supervised by Eliška")
        for said in (
            "15.50 an hour",
            "hours a week  7.5",
            "Two shots.",
            "● Leo Marsh (9) · active until",
            "0 of 120 h",
        ):
            assert said in told, said
        await press(pilot, "enter")
        assert "Before students come" in seen(pilot)
        assert all(len(line) <= size[0] for line in lines_seen(pilot))


async def test_an_opening_is_added_with_the_keyboard(school: SmallSchool) -> None:
    clinic = partner()
    eliska = contact("Eliška Novák", clinic)
    async with at_the_desk() as pilot:
        await press(pilot, *ROUND, "n")
        await type_text(pilot, "harbor")
        await press(pilot, "enter", "enter")
        await type_text(pilot, "Front desk")
        form = form_of(pilot)
        values = {"places": "3", "starts_on": "jan 11", "ends_on": "jun 11 2027", "minutes_per_week": "7.5"}
        for name, text in (values | {"paid": "yes", "pay": "15.5", "grades": "9"}).items():
            form.field(name).value = text
        form.field("supervisor_id").focus()
        await type_text(pilot, "eli")
        await press(pilot, "enter", "ctrl+s")
        [row] = [openings.get(one, TODAY) for one in openings.listing(OpeningFilter(), TODAY)]
        assert (row.title, row.places, row.minutes_per_week, row.supervisor_id) == ("Front desk", 3, 450, eliska)
        assert (str(row.pay), row.pay_per, row.grades, row.organization_id) == ("15.5", "hour", "9", clinic)
        assert listed(pilot).table.highlighted == row.id
        assert "Opened: Front desk at Harbor Clinic" in seen(pilot)


@pytest.mark.parametrize(
    ("typed", "field", "trouble"),
    [
        ({"title": " "}, "title", "It has no title."),
        ({"organization_id": "[]"}, "organization_id", "not said at which partner"),
        ({"ends_on": "1 aug 2026"}, "ends_on", "before it starts"),
        ({"places": "0"}, "places", "cannot be 0"),
        ({"minutes_per_week": "a lot"}, "minutes_per_week", "not a number of hours"),
        ({"paid": "yes", "pay": "much"}, "pay", "not an amount"),
        ({"grades": "13"}, "grades", "No student is in grade"),
    ],
)
async def test_what_cannot_be_saved_says_so_beside_the_field(
    school: SmallSchool, typed: dict[str, str], field: str, trouble: str
) -> None:
    opening = at_harbor()
    async with at_the_desk() as pilot:
        await press(pilot, *ROUND, "e")
        form = form_of(pilot)
        for name, text in typed.items():
            form.field(name).value = text
        await press(pilot, "ctrl+s")
        assert form_of(pilot) is form
        assert trouble in form.field(field).trouble
        assert openings.get(opening.id, TODAY) == opening


async def test_fewer_places_than_are_taken_are_asked_about(school: SmallSchool) -> None:
    opening = at_harbor()
    placed(opening, school.leo, person("Bo Lind"))
    async with at_the_desk() as pilot:
        await press(pilot, *ROUND, "e")
        form_of(pilot).field("places").value = "1"
        await press(pilot, "ctrl+s")
        assert "Bo Lind and Leo Marsh" in seen(pilot) or "Leo Marsh and Bo Lind" in seen(pilot)
        await press(pilot, "n")
        assert openings.get(opening.id, TODAY).places == 2
        await press(pilot, "ctrl+s", "y")
        assert openings.get(opening.id, TODAY).places == 1
        assert "1 too many" in seen(pilot)


async def test_an_opening_with_students_in_it_stays_and_an_empty_one_goes_to_the_archive_and_back(
    school: SmallSchool,
) -> None:
    opening = at_harbor()
    [placement] = placed(opening, school.leo)
    async with at_the_desk() as pilot:
        await press(pilot, *ROUND, "a")
        assert "Leo Marsh is in it." in seen(pilot)
        assert not openings.get(opening.id, TODAY).archived
        with history.intent("Take out", who="dana", at=NOW) as intent:
            placements.put_away(intent, placement.id, placement.version)
        await press(pilot, "a")
        assert openings.get(opening.id, TODAY).archived
        await press(pilot, "z", "a")
        assert not openings.get(opening.id, TODAY).archived


async def test_the_list_opens_on_what_is_not_past_and_goes_on_to_the_others(school: SmallSchool) -> None:
    clinic = partner()
    offered(clinic, "Old desk", ends_on=TODAY - timedelta(days=1))
    full = offered(clinic, "Full desk", places=1)
    placed(full, school.leo)
    offered(clinic, "Free desk", kind="shadowing")
    async with at_the_desk() as pilot:
        await press(pilot, *ROUND)
        names = ("Old desk", "Full desk", "Free desk")
        found = []
        for key in ("t", "t", "t", "t"):
            shown = {row.row.title for row in listed(pilot).rows(listed(pilot).ids()).values()}
            found.append("".join("x" if name in shown else "-" for name in names))
            await press(pilot, key)
        assert found == ["-xx", "--x", "x--", "xxx"]
        await press(pilot, "f", "f", "f")
        assert [row.row.title for row in listed(pilot).rows(listed(pilot).ids()).values()] == ["Free desk"]
        await press(pilot, "escape", "escape")
        assert isinstance(pilot.app.screen, PartnersScreen)


async def test_keys_lead_to_the_partner_the_hours_the_placements_and_back(school: SmallSchool) -> None:
    opening = at_harbor()
    async with at_the_desk() as pilot:
        await press(pilot, *ROUND, "H")
        assert "Nobody is placed in Front desk at Harbor Clinic yet" in seen(pilot)
        placed(opening, school.leo)
        await press(pilot, "H")
        assert isinstance(pilot.app.screen, HoursScreen)
        await press(pilot, "escape", "m")
        assert isinstance(pilot.app.screen, PartnersScreen)
        await press(pilot, "O")
        assert "New opening at Harbor Clinic" in seen(pilot)
        await press(pilot, "escape", *ROUND, "w")
        assert isinstance(pilot.app.screen, PlacementsScreen)
        await press(pilot, "w")
        assert isinstance(pilot.app.screen, PartnersScreen)
        open_opening(pilot.app, opening.id)
        await settled(pilot)
        assert listed(pilot).table.highlighted == opening.id


@pytest.mark.parametrize("name", [*HOSTILE, NASTY])
async def test_any_name_stands_on_the_screen_as_it_was_typed(school: SmallSchool, name: str) -> None:
    clinic = partner(name)
    opening = offered(clinic, name, requirements=name, supervisor_id=contact(name, clinic))
    placed(opening, person(name))
    literally = LITERALLY if name == NASTY else name
    async with at_the_desk((160, 45)) as pilot:
        await press(pilot, *ROUND)
        told = listed(pilot).story(opening.id).plain
        assert told.count(literally) >= 5
        assert literally[:12] in seen(pilot)
        await press(pilot, "e")
        assert f"Edit: {literally}" in seen(pilot)
        await press(pilot, "escape", "p")
        assert f"Place students: {literally} at {literally}" in seen(pilot)


@pytest.mark.parametrize("how_many", [40, 300])
async def test_openings_and_placements_ask_as_often_however_many_there_are(records: RecordsFile, how_many: int) -> None:
    sample_school.invent(people=60, meetings=10, seed=1, now=NOW)
    clinic = partner("A big one")
    opening = offered(clinic, "Everybody", places=500)
    placed(opening, *(person(f"Student {number}") for number in range(how_many)))
    most = {"openings": (60, 14, 30), "placements": (20, 2, 20)}
    async with at_the_desk() as pilot:
        for mode, limits in most.items():
            pilot.app.switch_mode(mode)
            await settled(pilot)
            screen = pilot.app.screen
            assert isinstance(screen, OpeningsScreen | PlacementsScreen)
            ids = screen.ids()
            counts = []
            for does in (screen.reload, partial(screen.rows, ids[:128]), partial(screen.story, ids[0])):
                with counted(records) as statements:
                    does()
                counts.append(len(statements))
            assert all(count <= limit for count, limit in zip(counts, limits, strict=True)), (mode, counts)
