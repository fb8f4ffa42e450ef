"""Filling an opening: who stands where and why, marking, narrowing, and placing as one thing."""

from __future__ import annotations

import pytest

from partner_tui.records import eligible, history, openings, people, placements
from partner_tui.records.connection import RecordsFile
from partner_tui.records.openings import OpeningRow
from partner_tui.screens.filling import FillingScreen
from partner_tui.screens.openings import OpeningsScreen
from partner_tui.screens.placement_form import PlacementForm
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
    type_text,
)
from tests.screens.test_browser import counted

PLACE = ("4", "w", "w", "w", "p")
"""The keys that show who could come to the first opening."""


@pytest.fixture
def desk(records: RecordsFile) -> OpeningRow:
    """Return an opening with two places, at a clinic whose supervisor is there."""
    clinic = partner()
    return offered(clinic, supervisor_id=contact("Eliška Novák", clinic))


def filling(pilot: DeskPilot) -> FillingScreen:
    """Return the list of who could come, which is shown."""
    screen = pilot.app.screen
    assert isinstance(screen, FillingScreen)
    return screen


def there(opening: OpeningRow) -> list[str]:
    """Return who is placed in an opening."""
    return sorted(row.student for row in placements.of_opening(opening.id, TODAY))


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_who_had_the_fewest_chances_stands_first_and_a_tie_is_called_one(
    desk: OpeningRow, size: tuple[int, int]
) -> None:
    busy = person("Busy Bee", grade="10")
    for name in ("Ana Ruiz", "Bo Lind", "Cleo Park"):
        person(name, grade="10")
    placed(offered(partner("Zoo"), "Keeper"), busy)
    async with at_the_desk(size) as pilot:
        await press(pilot, *PLACE)
        lines = lines_seen(pilot)
        at = {name: next(n for n, line in enumerate(lines) if name in line) for name in ("3 students", "1 student ")}
        assert "with no placement yet: any of them is as fair" in lines[at["3 students"]]
        assert "with 1 placement now" in lines[at["1 student "]]
        assert at["3 students"] < at["1 student "] < next(n for n, line in enumerate(lines) if "Busy Bee" in line)
        [ana] = [line for line in lines if "Ana Ruiz" in line]
        assert "no placement yet · nobody has met them yet" in ana
        assert "2 places for 3 with no placement yet: choose among equals" in " ".join(seen(pilot).split())
        assert "! blocked: Make" in seen(pilot), "what is missing before students come"
        assert all(len(line) <= size[0] for line in lines)


async def test_students_are_marked_narrowed_and_placed_as_one_thing(desk: OpeningRow) -> None:
    for name in ("Ana Ruiz", "Bo Lind", "Cleo Park"):
        person(name)
    async with at_the_desk() as pilot:
        await press(pilot, *PLACE, "ctrl+f")
        await type_text(pilot, "cleo")
        await press(pilot, "enter", "space", "ctrl+f")
        await press(pilot, "escape")
        await type_text(pilot, "ana")
        await press(pilot, "enter", "space")
        assert "◆ 2 marked · 1 of 3" in seen(pilot)
        await press(pilot, "enter")
        form = pilot.app.screen
        assert isinstance(form, PlacementForm)
        form.field("target_minutes").value = "120"
        await press(pilot, "ctrl+s")
        assert isinstance(pilot.app.screen, OpeningsScreen)
        assert there(desk) == ["Ana Ruiz", "Cleo Park"]
        [one, _] = placements.of_opening(desk.id, TODAY)
        assert (one.starts_on, one.ends_on, one.target_minutes) == (TODAY, desk.ends_on, 7200)
        assert (one.supervisor, one.own_supervisor_id) == ("Eliška Novák", None)
        assert "full" in seen(pilot)
        await press(pilot, "u")
        assert there(desk) == []


async def test_more_students_than_places_are_asked_about(desk: OpeningRow) -> None:
    for name in ("Ana Ruiz", "Bo Lind", "Cleo Park"):
        person(name)
    async with at_the_desk() as pilot:
        await press(pilot, *PLACE, "ctrl+a", "enter", "ctrl+s")
        assert "More students than places?" in seen(pilot)
        assert "has 2 places and 2 left for these days; 3 would come" in " ".join(seen(pilot).split())
        await press(pilot, "n")
        assert isinstance(pilot.app.screen, PlacementForm)
        assert there(desk) == []
        await press(pilot, "ctrl+s", "y")
        assert there(desk) == ["Ana Ruiz", "Bo Lind", "Cleo Park"]


async def test_days_outside_of_the_opening_are_worth_a_look(desk: OpeningRow) -> None:
    person("Ana Ruiz")
    async with at_the_desk() as pilot:
        await press(pilot, *PLACE, "enter")
        form = pilot.app.screen
        assert isinstance(form, PlacementForm)
        form.field("ends_on").value = "1 jul 2027"
        await press(pilot, "ctrl+s")
        assert "goes on after the opening's last day" in " ".join(seen(pilot).split())
        await press(pilot, "y")
        assert there(desk) == ["Ana Ruiz"]


async def test_esc_goes_back_step_by_step_and_places_nobody(desk: OpeningRow) -> None:
    person("Ana Ruiz")
    async with at_the_desk((80, 24)) as pilot:
        await press(pilot, *PLACE, "up", "space")
        assert len(filling(pilot).table.marks) == 1, "the cursor never stands on a heading"
        await pilot.click(filling(pilot).table, offset=(0, 1))
        await press(pilot)
        assert len(filling(pilot).table.marks) == 1, "nor does a click on it mark anybody"
        await press(pilot, "escape")
        assert not filling(pilot).table.marks
        await press(pilot, "ctrl+f")
        await type_text(pilot, "nobody")
        assert "Nobody who could come is called so." in seen(pilot)
        await press(pilot, "escape", "escape")
        assert "Ana Ruiz" in seen(pilot)
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, OpeningsScreen)
        assert there(desk) == []


async def test_who_is_not_in_the_list_is_said_and_an_empty_one_too(desk: OpeningRow, school: SmallSchool) -> None:
    placed(desk, school.leo)
    async with at_the_desk((80, 24)) as pilot:
        await press(pilot, *PLACE)
        assert "No student could come to this opening." in seen(pilot)
        assert "Not in the list: 1 in it already." in seen(pilot)
        await press(pilot, "enter")
        filling(pilot)


@pytest.mark.parametrize("name", [*HOSTILE, NASTY])
async def test_any_name_stands_on_the_screen_as_it_was_typed(desk: OpeningRow, name: str) -> None:
    person(name)
    literally = LITERALLY if name == NASTY else name
    async with at_the_desk((160, 45)) as pilot:
        await press(pilot, *PLACE)
        assert literally in seen(pilot)
        await press(pilot, "enter")
        assert f"Place {literally}" in seen(pilot)
        await press(pilot, "ctrl+s")
        assert len(there(desk)) == 1


async def test_a_page_of_students_is_read_at_once(desk: OpeningRow, records: RecordsFile) -> None:
    with history.intent("Fill", who="setup", at=NOW) as intent:
        rows = [{"kind": "student", "given_name": f"Student {number}", "grade": "9"} for number in range(500)]
        intent.insert_many(people.Person, rows)
    async with at_the_desk() as pilot:
        await press(pilot, *PLACE)
        table = filling(pilot).table
        assert table.count == 501
        with counted(records) as statements:
            await press(pilot, "end", "g", "pagedown")
        assert len(statements) <= 4, "a page at a time"
        ids = eligible.listing(openings.get(desk.id, TODAY), eligible.Lot(1, 0), TODAY)
        with counted(records) as statements:
            eligible.rows(ids[:128])
        assert len(statements) == 1
