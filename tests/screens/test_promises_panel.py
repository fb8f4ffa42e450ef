"""Today lets nobody forget a promise: late and due ones stand there, and one key settles one."""

from __future__ import annotations

import pytest

from partner_tui.records import commitments, history
from partner_tui.records.commitments import CommitmentStatus
from partner_tui.records.sides import US
from partner_tui.screens.meetings import MeetingsScreen
from partner_tui.screens.people import PeopleScreen
from partner_tui.screens.promise_editing import WhyForm
from partner_tui.screens.promise_form import PromiseForm
from partner_tui.screens.promises import PromisesScreen
from partner_tui.screens.promises_panel import PromisesPanel
from partner_tui.screens.today import TodayScreen
from tests.conftest import NOW, WHO
from tests.screens.desk import (
    LITERALLY,
    NASTY,
    DeskPilot,
    SmallSchool,
    at_the_desk,
    coming_up,
    content_of,
    lines_seen,
    meet,
    press,
    seen,
    type_text,
)
from tests.screens.promises import Promised, day, fill_promises, person, promise


@pytest.fixture
def promised(school: SmallSchool) -> Promised:
    """Return what was promised in the small school."""
    return fill_promises(school)


def panel(pilot: DeskPilot) -> PromisesPanel:
    """Return the panel."""
    return pilot.app.screen.query_one(PromisesPanel)


def said(pilot: DeskPilot) -> list[str]:
    """Return the lines of the panel, with single blanks."""
    return [" ".join(line.text.plain.split()) for line in panel(pilot).lines]


async def test_late_and_due_promises_stand_in_both_directions_the_oldest_first(promised: Promised) -> None:
    async with at_the_desk() as pilot:
        assert said(pilot) == [
            "! intro to Delgado to Ana Rivera 2d late",
            "! share the grant form to Robotics Club 1d late",
            "· spring dates from Harbor Clinic today",
            "· budget form to Sam Okafor Fri",
        ]
        assert panel(pilot).border_title == "Promises · 2 late · 1 today"


async def test_x_keeps_the_promise_of_the_line_and_u_takes_it_back(promised: Promised) -> None:
    async with at_the_desk() as pilot:
        await press(pilot, "tab", "x")
        row = commitments.get(promised.intro)
        assert (row.status, row.settled_on) == (CommitmentStatus.KEPT, day(0))
        assert "Kept: intro to Delgado · u takes it back" in seen(pilot)
        assert panel(pilot).border_title == "Promises · 1 late · 1 today"
        await press(pilot, "u")
        assert commitments.get(promised.intro).status is CommitmentStatus.OPEN


@pytest.mark.parametrize(("key", "status"), [("i", CommitmentStatus.BROKEN), ("c", CommitmentStatus.WITHDRAWN)])
async def test_i_and_c_ask_a_word_why_and_enter_saves_it(
    promised: Promised, key: str, status: CommitmentStatus
) -> None:
    async with at_the_desk() as pilot:
        await press(pilot, "tab", "down", key)
        assert isinstance(pilot.app.screen, WhyForm)
        await type_text(pilot, "no time")
        await press(pilot, "enter")
        row = commitments.get(promised.form)
        assert (row.status, row.why, row.settled_on) == (status, "no time", day(0))


async def test_without_a_word_why_nothing_is_saved_and_the_question_stays(promised: Promised) -> None:
    async with at_the_desk() as pilot:
        await press(pilot, "tab", "i", "enter")
        assert isinstance(pilot.app.screen, WhyForm)
        assert "needs a word why" in " ".join(seen(pilot).split())
        assert commitments.get(promised.intro).status is CommitmentStatus.OPEN
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, TodayScreen)


async def test_e_changes_the_promise_of_the_line(promised: Promised) -> None:
    async with at_the_desk() as pilot:
        await press(pilot, "tab", "e")
        form = pilot.app.screen
        assert isinstance(form, PromiseForm)
        form.field("due_on").value = "mon"
        await press(pilot, "ctrl+s")
        assert commitments.get(promised.intro).due_on == day(6)
        assert panel(pilot).border_title == "Promises · 1 late · 1 today"


async def test_enter_opens_the_meeting_that_a_promise_is_from_and_esc_comes_back(promised: Promised) -> None:
    async with at_the_desk() as pilot:
        await press(pilot, "tab", "enter")
        screen = pilot.app.screen
        assert isinstance(screen, MeetingsScreen)
        assert screen.table.highlighted == promised.coffee
        assert "intro to Delgado" in seen(pilot), "the meeting says what was promised in it"
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, TodayScreen)


async def test_enter_opens_the_person_where_there_is_no_meeting_and_else_the_promise(promised: Promised) -> None:
    async with at_the_desk() as pilot:
        await press(pilot, "tab", "end", "enter")
        assert isinstance(pilot.app.screen, PeopleScreen)
        assert "budget form" in seen(pilot), "the person's story says what is open"
        await press(pilot, "escape", "home", "down", "enter")
        screen = pilot.app.screen
        assert isinstance(screen, PromisesScreen)
        assert screen.table.highlighted == promised.form
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, TodayScreen)


async def test_the_keys_of_promises_are_there_only_on_their_lines(promised: Promised) -> None:
    async with at_the_desk() as pilot:
        assert "x Kept" not in lines_seen(pilot)[-1]
        await press(pilot, "tab")
        assert "x Kept i Broken c Withdrawn" in lines_seen(pilot)[-1]
        await press(pilot, "tab")
        assert "x It happened" in lines_seen(pilot)[-1]
        assert "Kept" not in lines_seen(pilot)[-1]


async def test_p_on_a_promise_plans_with_whom_it_is(promised: Promised, school: SmallSchool) -> None:
    async with at_the_desk() as pilot:
        await press(pilot, "tab")
        assert isinstance(pilot.app.screen, TodayScreen)
        assert pilot.app.screen.check_action("plan", ())
        await press(pilot, "down")
        assert not pilot.app.screen.check_action("plan", ()), "nobody meets a club as a person"


async def test_without_promises_it_says_what_it_is_for_and_which_key_fills_it(school: SmallSchool) -> None:
    async with at_the_desk() as pilot:
        assert "No promise is late or due this week." in seen(pilot)
        assert "+ ana > intro to Delgado fri  keeps one." in seen(pilot)
        await press(pilot, "tab")
        assert coming_up(pilot).has_focus, "the keys do not stop where nothing can be done"


async def test_the_keys_go_on_when_the_last_promise_is_settled(school: SmallSchool) -> None:
    with history.intent("Promise", who=WHO, at=NOW) as intent:
        promise(intent, "budget form", US, person(school.sam), 0)
    async with at_the_desk() as pilot:
        await press(pilot, "tab", "x")
        assert not panel(pilot).lines
        assert pilot.app.focused is not None
        assert not panel(pilot).has_focus


async def test_promises_stand_right_after_whom_to_meet_at_80_columns_and_beside_it_at_120(promised: Promised) -> None:
    async with at_the_desk((80, 24)) as pilot:
        lines = lines_seen(pilot)
        order = [next(at for at, line in enumerate(lines) if name in line) for name in ("Meet this", "Promises · 2")]
        assert order == sorted(order)
        assert order[1] < next(at for at, line in enumerate(lines) if "Coming up" in line)
        assert "intro to Delgado" in seen(pilot)
        assert all(len(line.rstrip()) <= 80 for line in lines)
    async with at_the_desk((120, 36)) as pilot:
        assert any("Meet this week" in line and "Promises · 2 late" in line for line in lines_seen(pilot))
        assert meet(pilot).region.x == coming_up(pilot).region.x < panel(pilot).region.x


async def test_what_somebody_wrote_is_shown_as_it_stands(school: SmallSchool) -> None:
    with history.intent("Promise", who=WHO, at=NOW) as intent:
        promise(intent, NASTY, US, person(school.sam), 0)
    async with at_the_desk((160, 36)) as pilot:
        assert LITERALLY[:20] in seen(pilot)
        await press(pilot, "tab", "x")
        assert LITERALLY[:20] in seen(pilot)


async def test_a_promise_without_a_day_is_not_urged(school: SmallSchool) -> None:
    with history.intent("Promise", who=WHO, at=NOW) as intent:
        promise(intent, "some day", US, person(school.sam), None)
    async with at_the_desk() as pilot:
        assert "some day" not in content_of(panel(pilot))
