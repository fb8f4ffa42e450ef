"""The timeline, as somebody reads what was with a person, a department or a partner, and goes on from there."""

from __future__ import annotations

from datetime import timedelta

import pytest

from partner_tui.app import PartnerApp
from partner_tui.records import groups, history, meetings, organizations, people
from partner_tui.records.connection import RecordsFile
from partner_tui.records.meetings import Attendance
from partner_tui.records.people import PersonKind
from partner_tui.records.timeline import EntryKind, Subject, SubjectKind
from partner_tui.screens.meetings import MeetingsScreen
from partner_tui.screens.partners import PartnersScreen
from partner_tui.screens.people import PeopleScreen
from partner_tui.screens.timeline import TimelineScreen
from tests.conftest import NOW, WHO, ZONE
from tests.records.stories import Story, tell_partnership, tell_story
from tests.screens.desk import LITERALLY, NASTY, DeskPilot, at_the_desk, press, seen, settled, type_text

SIZES = [(80, 24), (120, 36)]


@pytest.fixture(autouse=True)
def _dana_sits_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOGNAME", WHO)


@pytest.fixture
def story(records: RecordsFile) -> Story:
    return tell_story()


def desk(pilot: DeskPilot) -> PartnerApp:
    assert isinstance(pilot.app, PartnerApp)
    return pilot.app


def timeline(pilot: DeskPilot) -> TimelineScreen:
    assert isinstance(pilot.app.screen, TimelineScreen)
    return pilot.app.screen


async def open_tam(pilot: DeskPilot, story: Story) -> TimelineScreen:
    """Go to Tam among the people, and press t."""
    desk(pilot).open_person(story.tam)
    await settled(pilot)
    await press(pilot, "escape", "2", "t")
    return timeline(pilot)


async def go_to(pilot: DeskPilot, words: str) -> None:
    """Go down to the first entry that says something."""
    screen = timeline(pilot)
    for code in screen.ids():
        if words in screen.rows([code])[code].title:
            screen.table.highlight(code)
            await settled(pilot)
            return
    raise AssertionError(f"no entry says {words}")


@pytest.mark.parametrize("size", SIZES)
async def test_t_on_somebody_shows_who_they_are_and_all_that_was_with_them(story: Story, size: tuple[int, int]) -> None:
    async with at_the_desk(size) as pilot:
        screen = await open_tam(pilot, story)
        text = seen(pilot)
        assert "Tam Ito  staff · Science teacher · Science" in text
        for words in ("Lunch · planned", "Hired as Science teacher", "Promise kept: show the labs", "◆"):
            assert words in text
        assert screen.table.count == 20
        assert screen.table.highlighted == screen.ids()[0]


async def test_the_very_first_entry_is_one_key_away(story: Story) -> None:
    with history.intent("Meet often", who=WHO, at=NOW) as intent:
        for number in range(300):
            starts_at = NOW - timedelta(days=number * 3 + 60)
            meetings.add(intent, attendance=[Attendance(story.tam)], starts_at=starts_at, timezone=ZONE, status="held")
    async with at_the_desk((80, 24)) as pilot:
        await open_tam(pilot, story)
        assert "Joined Kestrel Labs" not in seen(pilot)
        assert "320" in seen(pilot)
        await press(pilot, "G")
        assert "Joined Kestrel Labs · chemist" in seen(pilot)
        await press(pilot, "g")
        assert "Lunch · planned" in seen(pilot)


async def test_esc_goes_back_to_where_one_came_from(story: Story) -> None:
    async with at_the_desk() as pilot:
        await open_tam(pilot, story)
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, PeopleScreen)
        await press(pilot, "1")
        desk(pilot).open_group(story.science)
        await settled(pilot)
        assert "Science  department" in seen(pilot)
        await press(pilot, "escape")
        assert pilot.app.current_mode == "today"


@pytest.mark.parametrize("size", SIZES)
async def test_enter_opens_the_meeting_and_esc_comes_back_to_the_entry(story: Story, size: tuple[int, int]) -> None:
    async with at_the_desk(size) as pilot:
        screen = await open_tam(pilot, story)
        await go_to(pilot, "Goal: run a robotics")
        at = screen.table.highlighted
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, MeetingsScreen)
        assert "Loves the labs" in seen(pilot)
        await press(pilot, "escape")
        assert timeline(pilot).table.highlighted == at


@pytest.mark.parametrize(
    ("entry", "mode"),
    [
        ("MOU “Science for all” signed", "agreements"),
        ("Opening: Lab helper", "openings"),
        ("Tam Ito ended early", "placements"),
    ],
)
async def test_enter_opens_what_was_agreed_with_a_partner_and_esc_comes_back(
    story: Story, entry: str, mode: str
) -> None:
    tell_partnership(story)
    async with at_the_desk() as pilot:
        desk(pilot).open_timeline(story.of("kestrel"))
        await settled(pilot)
        assert "Stage: contacted → active" in seen(pilot)
        await go_to(pilot, entry)
        at = timeline(pilot).table.highlighted
        await press(pilot, "enter")
        assert pilot.app.current_mode == mode
        await press(pilot, "escape")
        assert pilot.app.current_mode == "timeline"
        assert timeline(pilot).table.highlighted == at


async def test_one_timeline_leads_to_another_and_esc_comes_back_through_both(story: Story) -> None:
    async with at_the_desk() as pilot:
        await open_tam(pilot, story)
        await go_to(pilot, "Left Kestrel")
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, PartnersScreen)
        await press(pilot, "t")
        screen = timeline(pilot)
        assert screen.subject.kind is SubjectKind.ORGANIZATION
        assert "Kestrel Labs  Business" in seen(pilot)
        assert "nobody belongs to it now" in seen(pilot)
        await go_to(pilot, "Tam Ito left")
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, PeopleScreen)
        await press(pilot, "escape")
        assert timeline(pilot).subject.kind is SubjectKind.ORGANIZATION
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, PartnersScreen)
        await press(pilot, "escape")
        assert timeline(pilot).subject.kind is SubjectKind.PERSON
        highlighted = screen.table.highlighted
        assert highlighted is not None
        assert "Left Kestrel" in screen.rows([highlighted])[highlighted].title
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, PeopleScreen)


async def test_f_shows_one_kind_after_the_other_and_esc_shows_everything_again(story: Story) -> None:
    async with at_the_desk() as pilot:
        screen = await open_tam(pilot, story)
        await press(pilot, "f")
        assert screen.kind is EntryKind.MEETINGS
        assert screen.table.count == 4
        assert "Promise kept" not in seen(pilot)
        await press(pilot, "f")
        assert "Promise kept: show the labs" in seen(pilot)
        assert screen.table.count == 3
        await press(pilot, "escape")
        assert screen.table.count == 20
        assert pilot.app.screen is screen


async def test_typing_narrows_a_timeline(story: Story) -> None:
    async with at_the_desk() as pilot:
        screen = await open_tam(pilot, story)
        await press(pilot, "ctrl+f")
        await type_text(pilot, "robotics")
        assert screen.table.count == 2
        await type_text(pilot, "zzz")
        assert "Nothing here fits" in seen(pilot)
        await press(pilot, "enter", "escape")
        assert screen.table.count == 20


async def test_a_narrow_screen_shows_the_whole_entry_with_tab(story: Story) -> None:
    async with at_the_desk((80, 24)) as pilot:
        await open_tam(pilot, story)
        await go_to(pilot, "Changed kind")
        await press(pilot, "tab")
        assert "kind: community → staff" in seen(pilot)
        await press(pilot, "escape")
        assert "Lunch · planned" in seen(pilot)
        await go_to(pilot, "Interview")
        await press(pilot, "tab", "enter")
        assert isinstance(pilot.app.screen, MeetingsScreen)


async def test_my_private_note_is_in_my_timeline_and_says_that_only_i_see_it(story: Story) -> None:
    async with at_the_desk() as pilot:
        await open_tam(pilot, story)
        await go_to(pilot, "Private note")
        assert "only you see this" in seen(pilot)


async def test_somebody_elses_private_note_is_not_there(story: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOGNAME", "alex")
    async with at_the_desk() as pilot:
        await open_tam(pilot, story)
        assert "nervous" not in seen(pilot)


async def test_undo_on_the_timeline_takes_the_entry_away_and_redo_brings_it(story: Story) -> None:
    async with at_the_desk() as pilot:
        await open_tam(pilot, story)
        await press(pilot, "u")
        assert people.get(story.tam).kind is PersonKind.COMMUNITY
        assert "Tam Ito  community" in seen(pilot)
        assert "candidate for Science teacher" in seen(pilot)
        await press(pilot, "U")
        assert "Tam Ito  staff" in seen(pilot)


async def test_the_timeline_of_what_was_taken_back_is_left(records: RecordsFile) -> None:
    with history.intent("Add Kestrel", who=WHO, at=NOW) as intent:
        kestrel = organizations.add(intent, name="Kestrel")
    async with at_the_desk() as pilot:
        desk(pilot).open_timeline(Subject(SubjectKind.ORGANIZATION, kestrel))
        await settled(pilot)
        assert "Added to the records: Add Kestrel" in seen(pilot)
        await press(pilot, "u")
        assert pilot.app.current_mode == "today"
        assert "That organization is not there" in seen(pilot)


async def test_a_department_shows_who_belongs_to_it_with_their_titles(story: Story) -> None:
    async with at_the_desk((80, 24)) as pilot:
        desk(pilot).open_group(story.science)
        await settled(pilot)
        assert "2 people: Ana Rivera (head), Tam Ito" in seen(pilot)
        await go_to(pilot, "Ana Rivera joined")
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, PeopleScreen)
        assert pilot.app.screen.table.highlighted == story.ana


async def test_a_group_of_many_is_read_in_a_thread(records: RecordsFile) -> None:
    with history.intent("Fill", who=WHO, at=NOW) as intent:
        club = groups.add(intent, kind="club", name="Everybody")
        everyone = [people.add(intent, kind="student", given_name=f"S{number}") for number in range(210)]
        for one in everyone:
            groups.join(intent, one, club, starts_on=NOW.date())
    async with at_the_desk() as pilot:
        desk(pilot).open_group(club)
        await settled(pilot)
        assert timeline(pilot).table.count == 211
        await press(pilot, "G")
        assert "joined" in seen(pilot)


async def test_names_are_shown_literally(records: RecordsFile) -> None:
    with history.intent("Add", who=WHO, at=NOW) as intent:
        nasty = people.add(intent, kind="staff", given_name=NASTY)
        club = groups.add(intent, kind="club", name="Chess")
        groups.join(intent, nasty, club, title=NASTY, starts_on=NOW.date())
    async with at_the_desk() as pilot:
        desk(pilot).open_group(club)
        await settled(pilot)
        assert f"1 person: {LITERALLY}" in seen(pilot)


async def test_p_goes_to_the_story_of_the_person(story: Story) -> None:
    async with at_the_desk() as pilot:
        await open_tam(pilot, story)
        await press(pilot, "p")
        assert isinstance(pilot.app.screen, PeopleScreen)
        assert pilot.app.screen.table.highlighted == story.tam
        await press(pilot, "escape")
        assert timeline(pilot).subject == story.of("tam")


async def test_keys_that_come_before_anything_is_read_break_nothing(story: Story) -> None:
    async with at_the_desk() as pilot:
        await press(pilot, "2")
        await press(pilot, "t", "G", "enter", "escape", "f", "escape", "escape", "t", "tab", "tab", "escape")
        assert pilot.app.is_running
