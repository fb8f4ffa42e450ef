"""The one line over any screen, as an administrator in the corridor types it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as few
from hypothesis import strategies as st
from textual import events
from textual.widgets import Input

from partner_tui import settings
from partner_tui.records import (
    commitments,
    contacts,
    database,
    goals,
    history,
    meetings,
    organizations,
    partner_contact,
    people,
)
from partner_tui.records.database import RecordsFile
from partner_tui.records.meetings import MeetingStatus
from partner_tui.records.naming import NameBook
from partner_tui.screens import capture_reading, drafts
from partner_tui.screens.capture import CaptureScreen
from partner_tui.screens.desk import Desk
from partner_tui.screens.person_form import PersonForm
from partner_tui.settings import Settings
from partner_tui.widgets.pick_list import PickList
from tests.screens.desk import (
    ENVIRONMENT,
    NASTY,
    NOW,
    WHO,
    DeskPilot,
    SmallSchool,
    add_meeting,
    all_meetings,
    at_the_desk,
    press,
    seen,
    type_text,
)
from tests.screens.sitting import app_on, screen_name, until
from tests.screens.standing import seen as seen_on

LINE = "ana coffee yesterday 25m at library wants to start robotics #goal > intro to Delgado fri"


@asynccontextmanager
async def at_the_line(size: tuple[int, int] = (80, 24)) -> AsyncIterator[DeskPilot]:
    """Open the app and the line over Today."""
    async with at_the_desk(size) as pilot:
        await press(pilot, "plus")
        assert isinstance(pilot.app.screen, CaptureScreen)
        yield pilot


async def write(pilot: DeskPilot, text: str) -> None:
    """Type a line, and wait until what was understood of it is shown."""
    line = pilot.app.screen.query_one(Input)
    line.value = text
    await understood(pilot)


async def understood(pilot: DeskPilot) -> None:
    """Wait until the screen says what it understood of the line."""
    screen = pilot.app.screen
    assert isinstance(screen, CaptureScreen)
    await until(pilot, lambda: screen._reading is not None and screen._reading.line == screen.query_one(Input).value)


def top(pilot: DeskPilot) -> str:
    """Return the name of the class of the screen that has the keys."""
    return type(pilot.app.screen).__name__


def typed(pilot: DeskPilot) -> str:
    """Return what stands in the line."""
    return pilot.app.screen.query_one(Input).value


def add_anas() -> None:
    with history.intent("Add two", who=WHO, at=NOW) as intent:
        people.add(intent, kind="staff", given_name="Ana", family_name="Lima", job_title="Cook")
        people.add(intent, kind="student", given_name="Ana", family_name="Sato", grade="9")


async def test_a_talk_is_logged_with_one_line_and_enter(school: SmallSchool) -> None:
    async with at_the_line() as pilot:
        await type_text(pilot, "ana coffee yesterday 25m")
        await understood(pilot)
        assert "Coffee with Ana Rivera, yesterday, 25 min." in seen(pilot)
        assert not [one for one in all_meetings(MeetingStatus.HELD) if one.minutes == 25]
        await press(pilot, "enter")

        assert top(pilot) == "TodayScreen"
        assert "Logged: Coffee with Ana Rivera" in seen(pilot)
        assert "u takes it back" in " ".join(seen(pilot).split())
        [meeting] = [one for one in all_meetings(MeetingStatus.HELD) if one.minutes == 25]
        assert meeting.title == "Coffee with Ana Rivera"
        await press(pilot, "u")
        assert not [one for one in all_meetings(MeetingStatus.HELD) if one.minutes == 25]


async def test_a_whole_line_leaves_a_goal_and_a_promise(school: SmallSchool) -> None:
    async with at_the_line() as pilot:
        await write(pilot, LINE)
        assert "You promise: intro" in seen(pilot)
        await press(pilot, "enter")

        assert "1 goal · 1 promise" in " ".join(seen(pilot).split())
        assert [one.text for one in goals.of_person(school.ana)] == ["wants to start robotics"]
        wanted = commitments.CommitmentFilter(person_id=school.ana)
        assert len(commitments.listing(wanted)) == 1


@pytest.mark.parametrize("key", ["2", "3", "6", "h"])
async def test_the_line_opens_over_any_screen_and_assumes_nobody(school: SmallSchool, key: str) -> None:
    async with at_the_desk() as pilot:
        await press(pilot, key)
        await until(pilot, lambda: top(pilot) != "TodayScreen")
        await press(pilot, "plus")
        await until(pilot, lambda: top(pilot) == "CaptureScreen")
        await write(pilot, "coffee yesterday")
        assert "It does not say with whom." in seen(pilot)
        await press(pilot, "enter")
        assert top(pilot) == "CaptureScreen"


async def test_enter_right_behind_the_last_letter_saves_what_was_typed(school: SmallSchool) -> None:
    async with at_the_line() as pilot:
        pilot.app.screen.query_one(Input).value = "sam lunch yesterday"
        await press(pilot, "enter")

        assert [one.title for one in all_meetings(MeetingStatus.HELD)][-1:] != []
        assert "Lunch with Sam Okafor" in {one.title for one in all_meetings(MeetingStatus.HELD)}


async def test_of_three_anas_one_is_chosen_from_the_list(school: SmallSchool) -> None:
    add_anas()
    async with at_the_line() as pilot:
        await write(pilot, "coffee with ana yesterday")
        assert "“ana” could be 3 people." in seen(pilot)
        assert "staff, Science" in seen(pilot)
        await press(pilot, "enter")
        assert "Nothing was saved yet." in seen(pilot)
        assert typed(pilot) == "coffee with ana yesterday"

        await press(pilot, "down", "down", "enter")
        await understood(pilot)
        assert typed(pilot) == "coffee with Ana Rivera yesterday"
        await press(pilot, "enter")
        assert top(pilot) == "TodayScreen"
    assert len(meetings.listing(meetings.MeetingFilter(person_id=school.ana, status=MeetingStatus.HELD))) == 1


async def test_tab_takes_the_first_of_several(school: SmallSchool) -> None:
    add_anas()
    async with at_the_line() as pilot:
        await write(pilot, "ana coffee")
        await press(pilot, "tab")
        await understood(pilot)
        assert typed(pilot) == "Ana Lima coffee"


async def test_the_mouse_takes_one_too_and_escape_leaves_the_list_first(school: SmallSchool) -> None:
    add_anas()
    async with at_the_line() as pilot:
        await write(pilot, "ana coffee")
        await press(pilot, "down", "up", "down", "escape")
        assert top(pilot) == "CaptureScreen"
        assert typed(pilot) == "ana coffee"
        await pilot.click(PickList, offset=(3, 2))
        await understood(pilot)
        assert typed(pilot) == "Ana Sato coffee"


async def test_namesakes_are_told_apart_even_with_the_same_whole_name(school: SmallSchool) -> None:
    with history.intent("Add a namesake", who=WHO, at=NOW) as intent:
        other = people.add(intent, kind="staff", given_name="Ana", family_name="Rivera", email="other@l.example")
    async with at_the_line() as pilot:
        await write(pilot, "ana coffee")
        await press(pilot, "down", "down", "enter")
        await understood(pilot)
        assert typed(pilot) == "Ana Rivera coffee"
        await press(pilot, "enter")
    held = [
        len(meetings.listing(meetings.MeetingFilter(person_id=one, status=MeetingStatus.HELD)))
        for one in (school.ana, other)
    ]
    assert sorted(held) == [0, 1]


async def test_somebody_new_is_added_in_the_form_and_the_line_goes_on(school: SmallSchool) -> None:
    async with at_the_line() as pilot:
        await write(pilot, "coffee with zoltan nagy yesterday")
        assert "Add Zoltan Nagy to the people, in a form" in seen(pilot)
        await press(pilot, "tab")
        form = pilot.app.screen
        assert isinstance(form, PersonForm)
        assert (form.text("given_name"), form.text("family_name")) == ("Zoltan", "Nagy")
        await press(pilot, "ctrl+s")
        await until(pilot, lambda: "Coffee with Zoltan Nagy, yesterday" in seen(pilot))
        assert typed(pilot) == "coffee with zoltan nagy yesterday"
        await press(pilot, "enter")
        assert top(pilot) == "TodayScreen"


async def test_somebody_new_at_a_partner_becomes_its_contact_and_the_visit_goes_on(school: SmallSchool) -> None:
    with history.intent("Add", who=WHO, at=NOW) as intent:
        partner = organizations.add(intent, name="Delgado & [bold]")
    async with at_the_line() as pilot:
        await write(pilot, "@delgado visit today 45m with ana, quentin: toured > send MOU draft mon")
        assert "Add Quentin as a contact of Delgado & [bold]" in seen(pilot)
        assert "Add Quentin to the people, in a form" in seen(pilot)
        await press(pilot, "tab")
        await until(pilot, lambda: "Visit with Ana Rivera, Quentin and Delgado & [bold]" in seen(pilot))
        await press(pilot, "enter")
        assert top(pilot) == "TodayScreen"
    assert [one.name for one in contacts.of(partner, NOW.date())] == ["Quentin"]
    assert list(partner_contact.last_contact([partner])) == [partner]


async def test_an_organization_that_is_not_there_is_added_at_once(school: SmallSchool) -> None:
    async with at_the_line() as pilot:
        await write(pilot, "call @acme corp yesterday < send dates")
        assert "Add Acme Corp as an organization" in seen(pilot)
        await press(pilot, "tab")
        await until(pilot, lambda: "Call with Acme Corp, yesterday" in seen(pilot))
        await press(pilot, "enter")
        assert top(pilot) == "TodayScreen"
    assert [one.name for one in organizations.rows(organizations.listing(), NOW.date()).values()] == ["Acme Corp"]


BAD = [
    ("zoltan coffee", "Nobody is called “zoltan”."),
    ("ana coffee > intro 20 nov", "20 Nov was 4 days ago: a promise cannot be due before it was made."),
    ("ana coffee 3/4/1820", "The year 1820 is not between 1900 and 2200."),
    ("👍👍", "There are no words in this line."),
    ("> > >", "There are no words in this line."),
    ("ana " * 2_500, "2,000 are the most."),
    (", ".join(f"zoltan{a}{b}" for a in "abcde" for b in "abcdefgh") + " lunch", "40 people are in this line"),
]


@pytest.mark.parametrize(("line", "answer"), BAD)
async def test_what_cannot_be_is_answered_in_words_and_kept(school: SmallSchool, line: str, answer: str) -> None:
    before = len(all_meetings())
    async with at_the_line() as pilot:
        await write(pilot, line)
        assert answer in " ".join(seen(pilot).replace("│", " ").split())
        await press(pilot, "enter")
        assert "Nothing was saved yet." in seen(pilot)
        assert typed(pilot) == line
        assert top(pilot) == "CaptureScreen"
    assert len(all_meetings()) == before


async def test_spaces_alone_are_nothing_typed(school: SmallSchool) -> None:
    async with at_the_line() as pilot:
        pilot.app.screen.query_one(Input).value = "    "
        await press(pilot, "enter")
        assert "Nothing was typed." in seen(pilot)
        await press(pilot, "escape")
        assert top(pilot) == "TodayScreen"


async def test_a_pasted_text_of_several_lines_comes_in_whole(school: SmallSchool) -> None:
    async with at_the_line() as pilot:
        pilot.app.screen.query_one(Input).post_message(events.Paste("ana coffee yesterday\r\n> intro fri\n"))
        await until(pilot, lambda: "intro fri" in typed(pilot))
        await understood(pilot)
        assert "You promise: intro by Fri 27 Nov." in seen(pilot)


async def test_a_plan_on_a_closed_day_asks_first(school: SmallSchool) -> None:
    async with at_the_line() as pilot:
        await write(pilot, "lunch with ana thu 12:00")
        assert "The school is closed on Thu 26 Nov 2026: Thanksgiving." in " ".join(seen(pilot).split())
        await press(pilot, "enter", "n")
        assert (top(pilot), typed(pilot)) == ("CaptureScreen", "lunch with ana thu 12:00")
        await press(pilot, "enter", "y")
        assert top(pilot) == "TodayScreen"
        assert "Planned: Lunch with Ana Rivera" in seen(pilot)


def plan_coffee(school: SmallSchool, hours: int) -> int:
    with history.intent("Plan", who=WHO, at=NOW) as intent:
        return add_meeting(
            intent,
            school.ana,
            timedelta(hours=hours),
            MeetingStatus.PLANNED,
            place="library",
            summary="Bring the list.",
        )


async def test_a_line_about_a_planned_coffee_settles_it_and_says_so_while_it_is_typed(school: SmallSchool) -> None:
    coffee = plan_coffee(school, -1)
    before = len(all_meetings())
    async with at_the_line() as pilot:
        await type_text(pilot, "ana coffee today 25m likes it")
        await understood(pilot)
        assert "Settles the coffee planned for today 08:00." in " ".join(seen(pilot).replace("│", " ").split())
        await press(pilot, "enter")
        assert "Logged: Coffee with Ana Rivera" in seen(pilot)
        meeting = meetings.get(coffee)
        assert (meeting.status, meeting.minutes, meeting.place) == (MeetingStatus.HELD, 25, "library")
        assert meeting.summary == "Bring the list.\n\nlikes it"
        await press(pilot, "u")
        assert meetings.get(coffee).status is MeetingStatus.PLANNED
    assert len(all_meetings()) == before


async def test_a_planned_coffee_is_cancelled_with_a_line(school: SmallSchool) -> None:
    coffee = plan_coffee(school, 3)
    async with at_the_line() as pilot:
        await write(pilot, "ana cancelled coffee today")
        assert "Settles the coffee planned for today 12:00." in " ".join(seen(pilot).replace("│", " ").split())
        await press(pilot, "enter")
    assert meetings.get(coffee).status is MeetingStatus.CANCELLED


async def test_a_second_plan_for_the_same_day_asks_first(school: SmallSchool) -> None:
    plan_coffee(school, 3)
    async with at_the_line() as pilot:
        await write(pilot, "coffee with ana today 16:00")
        said = "Coffee with Ana Rivera is planned for today 12:00 already."
        assert said in " ".join(seen(pilot).replace("│", " ").split())
        await press(pilot, "enter")
        assert top(pilot) == "Ask"
        await press(pilot, "n")
        assert typed(pilot) == "coffee with ana today 16:00"
        await press(pilot, "enter", "y")
    assert len([one for one in all_meetings(MeetingStatus.PLANNED) if one.title == "Coffee with Ana Rivera"]) == 2


async def test_a_plan_that_somebody_changed_meanwhile_is_read_anew_before_anything_is_saved(
    school: SmallSchool,
) -> None:
    coffee = plan_coffee(school, -1)
    async with at_the_line() as pilot:
        await write(pilot, "ana coffee today 25m")
        with history.intent("Cancel", who="somebody", at=NOW) as intent:
            meetings.settle(intent, coffee, meetings.get(coffee).version, MeetingStatus.CANCELLED)
        await press(pilot, "enter")
        assert "Nothing was saved: the planned meeting was changed meanwhile." in " ".join(seen(pilot).split())
        assert (typed(pilot), "Settles" in seen(pilot)) == ("ana coffee today 25m", False)
        await press(pilot, "enter")
        assert top(pilot) == "TodayScreen"
    assert meetings.get(coffee).status is MeetingStatus.CANCELLED
    assert [one.minutes for one in all_meetings(MeetingStatus.HELD) if one.title == "Coffee with Ana Rivera"] == [25]


async def test_what_is_written_is_not_lost_by_leaving(school: SmallSchool) -> None:
    async with at_the_line() as pilot:
        await write(pilot, "ana cof")
        await press(pilot, "escape")
        assert "Throw away what you wrote?" in seen(pilot)
        await press(pilot, "n")
        assert typed(pilot) == "ana cof"
        await press(pilot, "escape", "y")
        assert top(pilot) == "TodayScreen"


async def test_what_is_written_is_offered_again_when_the_program_had_to_end(school: SmallSchool) -> None:
    app = app_on(database.current().path)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: screen_name(app) == "TodayScreen")
        await pilot.press("plus")
        await until(pilot, lambda: screen_name(app) == "CaptureScreen")
        app.screen.query_one(Input).value = "ana coffee yesterday"
        await app.action_quit()
    assert settings.path().with_name(drafts.FILE).exists()

    again = app_on(database.current().path)
    async with again.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: screen_name(again) == "Ask")
        assert "ana coffee yesterday" in seen_on(again)
        await pilot.press("g")
        await until(pilot, lambda: screen_name(again) == "CaptureScreen")
        assert again.screen.query_one(Input).value == "ana coffee yesterday"


async def test_the_help_of_the_line_is_its_grammar(school: SmallSchool) -> None:
    async with at_the_line((100, 40)) as pilot:
        await press(pilot, "f1")
        await until(pilot, lambda: "Who comes first, then what, when" in seen(pilot))


async def test_a_hostile_name_is_only_text(records: RecordsFile) -> None:
    with history.intent("Add", who=WHO, at=NOW) as intent:
        people.add(intent, kind="staff", given_name="Ana", family_name=NASTY)
        people.add(intent, kind="staff", given_name="Ana", family_name="Lima")
    async with at_the_line() as pilot:
        await write(pilot, "ana coffee")
        assert "[/x] =1+1" in seen(pilot)
        await press(pilot, "down", "down", "enter")
        await understood(pilot)
        assert top(pilot) == "CaptureScreen"


async def test_in_records_that_may_not_be_written_nobody_types_in_vain(school: SmallSchool) -> None:
    path = database.current().path
    database.close_records()
    database.open_records(path, read_only=True)
    async with at_the_desk() as pilot:
        await press(pilot, "plus")
        assert top(pilot) == "TodayScreen"
        assert "open read-only" in seen(pilot)


async def test_another_weekly_number_is_set_with_the_brackets(school: SmallSchool) -> None:
    async with at_the_desk() as pilot:
        await press(pilot, "right_square_bracket")
        assert "4 chats a week" in seen(pilot)
        await press(pilot, "left_square_bracket")
        assert "3 chats a week" in seen(pilot)


_WORDS = "ana sam rivera, noor @delgado coffee yesterday fri 25m > < ? ! #goal the 3/4/1820 \x1b"


@few(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(_WORDS.split(" ")), max_size=9).map(" ".join) | st.text(max_size=30))
def test_no_line_is_more_than_the_screen_can_say(school: SmallSchool, line: str) -> None:
    desk = Desk(Settings(), ENVIRONMENT)
    reading = capture_reading.read(line, desk, NameBook())
    again = capture_reading.read(reading.draft.line(), desk, NameBook())

    assert reading.draft.sentence()
    assert again.draft == reading.draft
    assert reading.draft.ready or all(one.message and one.hint for one in reading.draft.problems)
