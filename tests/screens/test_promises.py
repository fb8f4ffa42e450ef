"""The list of promises under Reports: what was promised, what became of it, and how much of it was kept."""

from __future__ import annotations

import pytest

from partner_tui.records import commitments, history
from partner_tui.records.commitments import CommitmentStatus, Direction
from partner_tui.records.sides import US, Side, SideKind
from partner_tui.screens.dialogs import Ask
from partner_tui.screens.goals import GoalsScreen
from partner_tui.screens.meetings import MeetingsScreen
from partner_tui.screens.promise_editing import WhyForm
from partner_tui.screens.promise_form import PromiseForm
from partner_tui.screens.promises import PromisesScreen
from partner_tui.screens.reports import ReportsScreen
from tests.conftest import NOW, WHO
from tests.screens.desk import (
    DeskPilot,
    SmallSchool,
    at_the_desk,
    lines_seen,
    press,
    seen,
    type_text,
)
from tests.screens.promises import Promised, all_promises, day, fill_promises, person, promise


@pytest.fixture
def promised(school: SmallSchool) -> Promised:
    """Return what was promised in the small school."""
    return fill_promises(school)


def screen_of(pilot: DeskPilot) -> PromisesScreen:
    """Return the screen of promises, which is shown."""
    screen = pilot.app.screen
    assert isinstance(screen, PromisesScreen)
    return screen


def form_of(pilot: DeskPilot) -> PromiseForm:
    """Return the form, which is shown."""
    form = pilot.app.screen
    assert isinstance(form, PromiseForm)
    return form


async def test_w_goes_from_coverage_to_promises_to_goals_and_back(promised: Promised) -> None:
    async with at_the_desk() as pilot:
        await press(pilot, "6", "w")
        assert isinstance(pilot.app.screen, PromisesScreen)
        assert "▸6 Reports" in seen(pilot)
        await press(pilot, "w")
        assert isinstance(pilot.app.screen, GoalsScreen)
        await press(pilot, "w")
        assert isinstance(pilot.app.screen, ReportsScreen)


async def test_esc_leaves_the_story_then_the_narrowing_then_the_list(promised: Promised) -> None:
    async with at_the_desk((80, 24)) as pilot:
        await press(pilot, "6", "w", "x", "t", "enter", "escape")
        assert screen_of(pilot).wanted.status is CommitmentStatus.KEPT
        await press(pilot, "escape")
        assert screen_of(pilot).wanted.status is CommitmentStatus.OPEN
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, ReportsScreen)


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_the_list_has_what_is_open_the_most_pressing_first(promised: Promised, size: tuple[int, int]) -> None:
    async with at_the_desk(size) as pilot:
        await press(pilot, "6", "w")
        lines = [line for line in lines_seen(pilot) if "to Ana" in line or "from Harbor" in line or "to Sam" in line]
        assert ["2d late" in lines[0], "today" in lines[1], "Fri" in lines[2]] == [True, True, True]
        assert all(len(line.rstrip()) <= size[0] for line in lines_seen(pilot))


async def test_theirs_and_what_was_kept_can_be_listed_alone(promised: Promised) -> None:
    async with at_the_desk() as pilot:
        await press(pilot, "6", "w", "f", "f")
        assert screen_of(pilot).wanted.direction is Direction.THEIRS
        assert "spring dates" in seen(pilot)
        assert "share the grant form" not in seen(pilot)
        await press(pilot, "escape", "home", "x", "t")
        assert "Nothing here fits" not in seen(pilot)
        assert "today, 2d late" in seen(pilot)


async def test_several_marked_promises_are_settled_with_one_word_why(promised: Promised) -> None:
    async with at_the_desk() as pilot:
        await press(pilot, "6", "w", "space", "down", "space", "i")
        assert isinstance(pilot.app.screen, WhyForm)
        assert "2 promises" in seen(pilot)
        await type_text(pilot, "moved away")
        await press(pilot, "ctrl+s")
        assert [commitments.get(one).why for one in (promised.intro, promised.form)] == ["moved away"] * 2
        assert not screen_of(pilot).table.marks
        await press(pilot, "u")
        assert commitments.get(promised.intro).status is CommitmentStatus.OPEN, "one word, one undo"
        assert commitments.get(promised.form).status is CommitmentStatus.OPEN


async def test_a_settled_promise_is_opened_again_and_an_archived_one_comes_back(promised: Promised) -> None:
    async with at_the_desk() as pilot:
        await press(pilot, "6", "w", "x", "t", "r")
        assert commitments.get(promised.intro).status is CommitmentStatus.OPEN
        await press(pilot, "escape", "a")
        assert commitments.get(promised.intro).archived
        await press(pilot, "z", "a")
        assert not commitments.get(promised.intro).archived


async def test_the_rates_stand_under_the_list_as_counts_beside_shares(promised: Promised, school: SmallSchool) -> None:
    with history.intent("Kept", who=WHO, at=NOW) as intent:
        for text, status in (("a", "kept"), ("b", "kept"), ("c", "broken")):
            settled = {"status": status, "settled_on": day(-5), "why": "so"}
            promise(intent, text, US, person(school.noor), -5, **settled)
        theirs = {"status": "kept", "settled_on": day(-3)}
        promise(intent, "d", Side(SideKind.ORGANIZATION, promised.clinic), US, -5, **theirs)
    async with at_the_desk((80, 24)) as pilot:
        await press(pilot, "6", "w")
        head, ours, theirs_line = lines_seen(pilot)[-4:-1]
        assert head.split() == ["in", "time", "staff", "students", "families", "partners"]
        assert ours.split() == ["ours", "2/4", "50", "%", "0/1", "0", "%", "–", "–"]
        assert theirs_line.split() == ["theirs", "–", "–", "–", "0/1", "0", "%"]


async def test_m_opens_the_meeting_that_a_promise_is_from(promised: Promised) -> None:
    async with at_the_desk() as pilot:
        await press(pilot, "6", "w", "m")
        screen = pilot.app.screen
        assert isinstance(screen, MeetingsScreen)
        assert screen.table.highlighted == promised.coffee
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, PromisesScreen)


async def test_an_empty_list_says_what_it_is_for_and_which_keys_fill_it(school: SmallSchool) -> None:
    async with at_the_desk((80, 24)) as pilot:
        await press(pilot, "6", "w")
        assert "What was promised, by us and to us" in seen(pilot)
        assert "n  keeps the first one" in seen(pilot)
        await press(pilot, "x", "i", "enter", "e", "m", "a")
        assert isinstance(pilot.app.screen, PromisesScreen), "no key does anything where nothing is listed"


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_a_promise_is_kept_with_the_keyboard(school: SmallSchool, size: tuple[int, int]) -> None:
    async with at_the_desk(size) as pilot:
        await press(pilot, "6", "w", "n")
        assert "us" in form_of(pilot).field("made_by").value, "unless it is said otherwise, we make it"
        await type_text(pilot, "ana")
        await press(pilot, "enter", "enter")
        await type_text(pilot, "intro to Delgado")
        await press(pilot, "enter")
        await type_text(pilot, "in 2 weeks")
        assert "✓ Tue 8 Dec 2026" in seen(pilot)
        await press(pilot, "ctrl+s")
        assert isinstance(pilot.app.screen, PromisesScreen)
        [row] = all_promises()
        assert (row.text, row.made_by.name, row.made_to.name) == ("intro to Delgado", "us", "Ana Rivera")
        assert (row.made_on, row.due_on) == (day(0), day(14))
        assert "Promised: intro to Delgado" in seen(pilot)


async def test_another_side_takes_the_place_of_us(promised: Promised) -> None:
    async with at_the_desk() as pilot:
        await press(pilot, "6", "w", "n", "shift+tab")
        await type_text(pilot, "harbor")
        await press(pilot, "enter", "enter")
        await type_text(pilot, "us")
        await press(pilot, "enter", "enter")
        await type_text(pilot, "two places")
        await press(pilot, "ctrl+s")
        row = all_promises()[-1]
        assert (row.made_by.name, row.made_to.name, row.direction) == ("Harbor Clinic", "us", Direction.THEIRS)


async def test_a_promise_due_before_it_was_made_is_said_beside_the_field_and_stays_typed(promised: Promised) -> None:
    async with at_the_desk((80, 24)) as pilot:
        await press(pilot, "6", "w", "n")
        form = form_of(pilot)
        await type_text(pilot, "club")
        await press(pilot, "enter")
        form.field("text").value = "a banner"
        form.field("due_on").value = "yesterday"
        await press(pilot, "ctrl+s")
        assert form_of(pilot) is form
        assert form.focused is not None
        assert "before it was made" in form.field("due_on").trouble
        assert "Give a later day, or none." in form.field("due_on").trouble
        assert form.field("text").value == "a banner"
        form.field("made_on").value = "last mon"
        await press(pilot, "ctrl+s")
        assert all_promises()[-1].text == "a banner" or all_promises()[0].text == "a banner"


@pytest.mark.parametrize(
    ("typed", "field", "trouble"),
    [
        ({"text": ""}, "text", "It is not said what was promised."),
        ({"made_to": "[]"}, "made_to", "It is not said who that is."),
        ({"due_on": "some day"}, "due_on", "Not understood yet"),
        ({"made_on": ""}, "made_on", "It is not said when it was made."),
        ({"text": "x" * 500}, "text", "there is room for"),
    ],
)
async def test_what_cannot_be_saved_says_so_beside_the_field(
    promised: Promised, typed: dict[str, str], field: str, trouble: str
) -> None:
    before = len(all_promises())
    async with at_the_desk() as pilot:
        await press(pilot, "6", "w", "e")
        form = form_of(pilot)
        for name, text in typed.items():
            form.field(name).value = text
        await press(pilot, "ctrl+s")
        assert form_of(pilot) is form
        if trouble != "there is room for":
            assert trouble in form.field(field).trouble
        for name, text in typed.items():
            assert form.field(name).value == text, "what was typed is still there"
        assert len(all_promises()) == before


async def test_both_sides_the_same_is_refused_in_words(promised: Promised) -> None:
    async with at_the_desk() as pilot:
        await press(pilot, "6", "w", "n")
        form = form_of(pilot)
        await type_text(pilot, "us")
        await press(pilot, "enter")
        form.field("text").value = "be kind"
        await press(pilot, "ctrl+s")
        assert "Both sides of the promise are us." in form.field("made_to").trouble
        form.field("made_by").value = form.field("made_to").value
        form.field("made_by").focus()
        await type_text(pilot, "robotics")
        await press(pilot, "enter", "ctrl+s")
        assert "A group cannot make a promise." in form.field("made_by").trouble


async def test_a_name_that_nobody_has_is_said_and_offers_nothing_new(promised: Promised) -> None:
    async with at_the_desk() as pilot:
        await press(pilot, "6", "w", "n")
        form = form_of(pilot)
        await type_text(pilot, "Zorro")
        assert "nobody and nothing is called “Zorro”" in seen(pilot)
        form.field("text").value = "a mask"
        await press(pilot, "ctrl+s")
        assert "“Zorro” is typed, and nobody is chosen for it." in form.field("made_to").trouble


async def test_leaving_a_form_with_something_new_in_it_asks(promised: Promised) -> None:
    async with at_the_desk() as pilot:
        await press(pilot, "6", "w", "n")
        form_of(pilot).field("text").value = "a mask"
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, Ask)


async def test_what_somebody_else_changed_meanwhile_is_not_overwritten(promised: Promised) -> None:
    async with at_the_desk() as pilot:
        await press(pilot, "6", "w", "e")
        form = form_of(pilot)
        with history.intent("Meanwhile", who="sam", at=NOW) as intent:
            commitments.edit(intent, promised.intro, commitments.get(promised.intro).version, due_on=day(5))
        form.field("text").value = "intro to the Delgados"
        await press(pilot, "ctrl+s")
        assert "Somebody changed this meanwhile" in seen(pilot)
        await press(pilot, "ctrl+s")
        row = commitments.get(promised.intro)
        assert (row.text, row.due_on) == ("intro to the Delgados", day(5))


async def test_an_offer_is_listed_apart_with_how_much_it_is_until_it_is_a_promise(promised: Promised) -> None:
    text = '=HYPERLINK("http://x") [/]'
    with history.intent("Offer", who=WHO, at=NOW) as intent:
        partner = Side(SideKind.ORGANIZATION, promised.clinic)
        offered = promise(intent, text, partner, US, -3, kind=commitments.CommitmentKind.OFFER)
    async with at_the_desk((120, 36)) as pilot:
        await press(pilot, "6", "w")
        assert text not in seen(pilot)
        await press(pilot, "o")
        assert "asks and offers" in seen(pilot)
        assert "offered by Harb" in seen(pilot)
        assert "intro to Delgado" not in seen(pilot)
        await press(pilot, "e")
        form = form_of(pilot)
        form.field("quantity").value = "20 cows"
        form.field("contribution").value = "mentor"
        form.field("kind").value = "promise"
        await press(pilot, "ctrl+s")
        assert form_of(pilot).text("quantity") == "20 cows"
        assert commitments.get(offered).kind is commitments.CommitmentKind.OFFER
        form.field("quantity").value = "20 h"
        await pilot.pause()
        assert "20 hours" in seen(pilot)
        await press(pilot, "ctrl+s")
        assert "intro to Delgado" not in seen(pilot)
        await press(pilot, "o", "o")
        assert "intro to Delgado" in seen(pilot)
    row = commitments.get(offered)
    assert (row.kind.value, str(row.amount), row.contribution) == ("promise", "20 hours", "mentor_hours")
