"""The list of goals under Reports: what people want, and when to come back to it."""

from __future__ import annotations

import pytest

from partner_tui.records import goals
from partner_tui.records.goals import GoalFilter, GoalStatus
from partner_tui.screens.goal_form import GoalForm
from partner_tui.screens.goals import GoalsScreen
from partner_tui.screens.people import PeopleScreen
from partner_tui.screens.reports import ReportsScreen
from tests.screens.desk import DeskPilot, SmallSchool, at_the_desk, lines_seen, press, seen, type_text
from tests.screens.promises import day, want


def form_of(pilot: DeskPilot) -> GoalForm:
    """Return the form, which is shown."""
    form = pilot.app.screen
    assert isinstance(form, GoalForm)
    return form


async def test_goals_stand_with_whose_they_are_and_the_longest_waiting_first(school: SmallSchool) -> None:
    want(school.sam, "a second oven", look_again_on=day(20))
    want(school.ana, "start robotics", look_again_on=day(-3))
    async with at_the_desk((80, 24)) as pilot:
        await press(pilot, "6", "w", "w")
        lines = [line for line in lines_seen(pilot) if "start robotics" in line or "second oven" in line]
        assert "? " in lines[0]
        assert "Ana Rivera" in lines[0]
        assert "Sam Okafor" in lines[1]
        await press(pilot, "v")
        assert "a second oven" not in seen(pilot), "only what waits to be looked at"


@pytest.mark.parametrize(("key", "status"), [("x", GoalStatus.REACHED), ("c", GoalStatus.LET_GO)])
async def test_a_goal_is_reached_or_let_go_and_opened_again(school: SmallSchool, key: str, status: GoalStatus) -> None:
    goal = want(school.ana, "start robotics")
    async with at_the_desk() as pilot:
        await press(pilot, "6", "w", "w", key)
        assert (goals.get(goal).status, goals.get(goal).settled_on) == (status, day(0))
        await press(pilot, "t", *(["t"] if status is GoalStatus.LET_GO else []), "r")
        assert goals.get(goal).status is GoalStatus.OPEN


async def test_a_goal_is_kept_with_the_keyboard_and_comes_back_in_the_persons_story(school: SmallSchool) -> None:
    async with at_the_desk() as pilot:
        await press(pilot, "6", "w", "w", "n")
        await type_text(pilot, "ana")
        await press(pilot, "enter", "enter")
        await type_text(pilot, "start robotics")
        await press(pilot, "enter")
        await type_text(pilot, "in 2 months")
        await press(pilot, "ctrl+s")
        [row] = goals.of_person(school.ana)
        assert (row.text, row.heard_on, row.school_year) == ("start robotics", day(0), "2026-27")
        assert row.look_again_on is not None
        await press(pilot, "m")
        assert isinstance(pilot.app.screen, PeopleScreen)
        assert "◇ start robotics" in seen(pilot)
        await press(pilot, "escape", "escape")
        assert isinstance(pilot.app.screen, ReportsScreen)


@pytest.mark.parametrize(
    ("typed", "field", "trouble"),
    [
        ({"text": "  "}, "text", "It is not said what they want."),
        ({"person_id": "[]"}, "person_id", "It is not said whose goal it is."),
        ({"look_again_on": "15 sep 2026"}, "look_again_on", "before it was heard"),
        ({"heard_on": ""}, "heard_on", "It is not said when it was heard."),
    ],
)
async def test_what_cannot_be_saved_says_so_beside_the_field(
    school: SmallSchool, typed: dict[str, str], field: str, trouble: str
) -> None:
    goal = want(school.ana, "start robotics")
    async with at_the_desk() as pilot:
        await press(pilot, "6", "w", "w", "e")
        form = form_of(pilot)
        for name, text in typed.items():
            form.field(name).value = text
        await press(pilot, "ctrl+s")
        assert form_of(pilot) is form
        assert trouble in form.field(field).trouble
        assert goals.get(goal).text == "start robotics"


async def test_an_empty_list_says_what_it_is_for_and_which_keys_fill_it(school: SmallSchool) -> None:
    async with at_the_desk((80, 24)) as pilot:
        await press(pilot, "6", "w", "w")
        assert isinstance(pilot.app.screen, GoalsScreen)
        assert "What people want from the year" in seen(pilot)
        assert "n  keeps the first one" in seen(pilot)
        await press(pilot, "x", "c", "e", "a", "m")
        assert isinstance(pilot.app.screen, GoalsScreen)
        assert list(goals.listing(GoalFilter())) == []
