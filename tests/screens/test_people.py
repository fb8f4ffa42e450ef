"""People: finding them, marking them, and what is done with them."""

from __future__ import annotations

from datetime import date, timedelta

from partner_tui.records import history, meetings, people
from partner_tui.records.meetings import MeetingStatus
from partner_tui.records.people import PeopleFilter, PersonKind
from partner_tui.screens.dialogs import Ask
from partner_tui.screens.meeting_form import MeetingForm
from partner_tui.screens.people import PeopleScreen
from partner_tui.screens.person_form import PersonForm
from tests.screens.desk import (
    NOW,
    DeskPilot,
    SmallSchool,
    add_meeting,
    all_meetings,
    at_the_desk,
    press,
    seen,
    type_text,
)


def screen_of(pilot: DeskPilot) -> PeopleScreen:
    """Return the screen of the people."""
    screen = pilot.app.screen
    assert isinstance(screen, PeopleScreen)
    return screen


async def test_the_list_says_who_was_never_met_and_who_is_next(school: SmallSchool) -> None:
    with history.intent("Plan", who="dana", at=NOW) as intent:
        add_meeting(intent, school.grace, timedelta(days=6), MeetingStatus.PLANNED)
    async with at_the_desk((80, 24)) as pilot:
        await press(pilot, "2")
        lines = {line[3:18].strip(): line for line in seen(pilot).splitlines()}
        assert "● never" in lines["Rivera, Ana"]
        assert "new in Aug" in lines["Rivera, Ana"]
        assert "yesterday" in lines["Sharma, Priya"]
        assert "○ Mon" in lines["Chen, Grace"]
        assert "Marsh, Leo" not in lines, "the list opens on the staff"


async def test_the_list_says_why_somebody_is_not_due(school: SmallSchool) -> None:
    with history.intent("Change", who="dana", at=NOW) as intent:
        people.edit(intent, school.ana, 1, paused_until=date(2027, 1, 4))
        people.edit(intent, school.sam, 1, in_rotation=False)
        people.edit(intent, school.grace, 1, absent_on=date(2026, 11, 2))
    async with at_the_desk((80, 24)) as pilot:
        await press(pilot, "2")
        lines = {line[3:18].strip(): line for line in seen(pilot).splitlines()}
        assert "paused" in lines["Rivera, Ana"]
        assert "left out" in lines["Okafor, Sam"]
        assert "▲ absent" in lines["Chen, Grace"]


async def test_typing_narrows_the_list_and_escape_widens_it(school: SmallSchool) -> None:
    async with at_the_desk() as pilot:
        await press(pilot, "2", "ctrl+f")
        await type_text(pilot, "rive")
        assert list(screen_of(pilot).ids()) == [school.ana]
        assert "1 of 6" in seen(pilot)
        await press(pilot, "enter")
        assert screen_of(pilot).table.has_focus
        await press(pilot, "escape")
        assert len(screen_of(pilot).ids()) == 6
        assert "1 of 6" not in seen(pilot)


async def test_what_nobody_is_called_shows_how_to_go_back(school: SmallSchool) -> None:
    async with at_the_desk() as pilot:
        await press(pilot, "2", "ctrl+f")
        await type_text(pilot, "zzz[/]")
        assert "Nothing here fits" in seen(pilot)
        assert "0 of 6" in seen(pilot)
        await press(pilot, "escape", "escape")
        assert "Rivera, Ana" in seen(pilot)


async def test_kind_group_never_and_archived_narrow_the_list(school: SmallSchool) -> None:
    async with at_the_desk() as pilot:
        await press(pilot, "2", "f")
        assert "Marsh, Leo" in seen(pilot)
        assert "▾ students" in seen(pilot)
        await press(pilot, "escape", "v")
        assert school.priya not in screen_of(pilot).ids()
        assert "● never met" in seen(pilot)
        await press(pilot, "v", "d")
        assert isinstance(pilot.app.screen, Ask)
        await press(pilot, "s", "enter")
        assert list(screen_of(pilot).ids()) == [school.ana]
        assert "▾ Science" in seen(pilot)
        await press(pilot, "escape", "z")
        assert "Nothing here fits" in seen(pilot)


async def test_somebody_is_archived_and_brought_back(school: SmallSchool) -> None:
    async with at_the_desk() as pilot:
        await press(pilot, "2")
        screen_of(pilot).table.highlight(school.sam)
        await press(pilot, "a")
        assert people.get(school.sam).archived_at is not None
        assert "Archive Sam Okafor" in seen(pilot)
        assert "Okafor, Sam" not in seen(pilot)
        await press(pilot, "z")
        assert "Okafor, Sam" in seen(pilot)
        await press(pilot, "a")
        assert people.get(school.sam).archived_at is None
        await press(pilot, "u", "u", "escape")
        assert people.get(school.sam).archived_at is None


async def test_a_lunch_is_planned_with_three_marked_people(school: SmallSchool) -> None:
    async with at_the_desk() as pilot:
        await press(pilot, "2", "space", "down", "space", "down", "space", "p")
        form = pilot.app.screen
        assert isinstance(form, MeetingForm)
        form.field("kind").value = "lunch"
        form.field("starts_at").value = "mon 12:15"
        await press(pilot, "ctrl+s")
        planned = all_meetings(MeetingStatus.PLANNED)[-1]
        assert planned.kind == "lunch"
        assert len(planned.participants) == 3
        assert "Planned: Lunch with" in seen(pilot)


async def test_marks_survive_a_filter_and_count_for_what_is_not_shown(school: SmallSchool) -> None:
    async with at_the_desk() as pilot:
        await press(pilot, "2", "space", "ctrl+f")
        await type_text(pilot, "rivera")
        await press(pilot, "enter", "space", "a")
        assert len(people.listing(PeopleFilter(archived=True))) == 2
        assert screen_of(pilot).table.marks == frozenset()


async def test_a_column_is_sorted_by_its_key_and_by_a_click_on_its_header(school: SmallSchool) -> None:
    async with at_the_desk((80, 24)) as pilot:
        await press(pilot, "2", "s")
        assert screen_of(pilot).sort == ("department", False)
        assert "Department ▲" in seen(pilot)
        await press(pilot, "S")
        assert "Department ▼" in seen(pilot)
        table = screen_of(pilot).table
        await pilot.click(table, offset=(4, 0))
        await press(pilot)
        assert screen_of(pilot).sort == ("name", False)
        assert screen_of(pilot).ids()[0] == school.grace


async def test_the_story_lies_over_the_list_at_80_columns_and_the_highlight_stays(school: SmallSchool) -> None:
    async with at_the_desk((80, 24)) as pilot:
        await press(pilot, "2", "down", "down", "enter")
        highlighted = screen_of(pilot).table.highlighted
        assert highlighted is not None
        assert people.get(highlighted).name in seen(pilot)
        assert "Department" not in seen(pilot)
        assert "esc back" in seen(pilot)
        await press(pilot, "escape")
        assert "Department" in seen(pilot)
        assert screen_of(pilot).table.highlighted == highlighted


async def test_tab_goes_to_the_story_and_back(school: SmallSchool) -> None:
    async with at_the_desk() as pilot:
        await press(pilot, "2", "tab")
        assert screen_of(pilot).detail.has_focus
        await press(pilot, "j", "k", "G", "g", "tab")
        assert screen_of(pilot).table.has_focus


async def test_somebody_new_is_added_and_found(school: SmallSchool) -> None:
    async with at_the_desk() as pilot:
        await press(pilot, "2", "n")
        form = pilot.app.screen
        assert isinstance(form, PersonForm)
        form.field("given_name").value = "Ngozi"
        form.field("family_name").value = "Obi"
        form.field("department").value = "Science"
        await press(pilot, "ctrl+s")
        assert "Added Ngozi Obi" in seen(pilot)
        added = people.named("Ngozi Obi")
        assert added.kind is PersonKind.STAFF
        assert "Obi, Ngozi" in seen(pilot)


async def test_an_edit_saves_what_is_changed_and_shows_it(school: SmallSchool) -> None:
    async with at_the_desk() as pilot:
        await press(pilot, "2")
        screen_of(pilot).table.highlight(school.ana)
        await press(pilot, "e")
        form = pilot.app.screen
        assert isinstance(form, PersonForm)
        form.field("job_title").value = "Head of Science"
        await press(pilot, "ctrl+s")
        assert people.get(school.ana).job_title == "Head of Science"
        assert "Head of Science" in seen(pilot)
        assert "Saved Ana Rivera" in seen(pilot)


async def test_a_person_from_today_is_shown_though_the_list_was_narrowed(school: SmallSchool) -> None:
    async with at_the_desk() as pilot:
        await press(pilot, "2", "f")
        pilot.app.open_person(school.ana)  # type: ignore[attr-defined]  # run_test gives the plain app
        await press(pilot)
        assert screen_of(pilot).table.highlighted == school.ana
        assert screen_of(pilot).detail.has_focus
        assert "Ana Rivera" in seen(pilot)


async def test_an_empty_list_says_what_it_is_for(records: object) -> None:
    async with at_the_desk() as pilot:
        await press(pilot, "2")
        assert "Everyone the school has to do with" in seen(pilot)
        assert "adds somebody" in seen(pilot)
        await press(pilot, "e", "p", "l", "a", "enter", "tab", "space", "s")
        assert isinstance(pilot.app.screen, PeopleScreen)
        assert not meetings.count()
