"""Today: whom to meet and what is next, from the first key of the day to the last."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from partner_tui.records import history, meetings, people, school_year
from partner_tui.records import school as schools
from partner_tui.records.meetings import MeetingStatus
from partner_tui.screens.meeting_form import MeetingForm
from partner_tui.screens.people import PeopleScreen
from partner_tui.screens.promises_panel import PromisesPanel
from partner_tui.screens.today import TodayScreen
from tests.screens.desk import (
    NOW,
    SmallSchool,
    add_meeting,
    all_meetings,
    at_the_desk,
    coming_up,
    content_of,
    meet,
    press,
    seen,
    type_text,
)


async def test_today_says_whom_to_meet_and_why(school: SmallSchool) -> None:
    async with at_the_desk() as pilot:
        shown = content_of(meet(pilot))
        assert "Meet this week · 1 of 3" in shown
        assert "never met" in shown
        assert "Priya Sharma" in shown, "who was met this week stands there, too"
        assert "met yesterday" in shown


async def test_a_coffee_is_planned_from_today_and_stands_under_coming_up(school: SmallSchool) -> None:
    async with at_the_desk() as pilot:
        line = meet(pilot).current
        assert line is not None
        assert line.person_id is not None
        name = people.get(line.person_id).name
        await press(pilot, "p")
        assert isinstance(pilot.app.screen, MeetingForm)
        await type_text(pilot, "mon 3pm")
        await press(pilot, "ctrl+s")
        assert isinstance(pilot.app.screen, TodayScreen)
        assert f"Coffee with {name}" in content_of(coming_up(pilot))
        assert "u takes it back" in seen(pilot)
        planned = next(one for one in all_meetings(MeetingStatus.PLANNED) if one.starts_at > NOW)
        assert planned.starts_at == NOW.replace(month=11, day=30, hour=15)
        assert [one.person_id for one in planned.participants] == [line.person_id]


async def test_a_chat_that_was_held_is_logged_with_what_was_said(school: SmallSchool) -> None:
    async with at_the_desk() as pilot:
        line = meet(pilot).current
        assert line is not None
        await press(pilot, "l")
        await type_text(pilot, "likes chess")
        await press(pilot, "ctrl+s")
        held = all_meetings(MeetingStatus.HELD)[-1]
        assert held.summary == "likes chess"
        assert held.participants[0].came is True
        assert held.participants[0].person_id == line.person_id
        assert "Meet this week · 2 of 3" in content_of(meet(pilot))


async def test_x_says_that_a_planned_coffee_of_yesterday_happened(school: SmallSchool) -> None:
    async with at_the_desk() as pilot:
        assert "did it happen?" in content_of(coming_up(pilot))
        await press(pilot, "tab", "x")
        assert meetings.get(school.unsettled).status is MeetingStatus.HELD
        assert meetings.get(school.unsettled).participants[0].came is True
        assert "did it happen?" not in content_of(coming_up(pilot))
        assert "Held: Coffee with Noor Rahman" in seen(pilot)


@pytest.mark.parametrize(("key", "status"), [("c", MeetingStatus.CANCELLED), ("i", MeetingStatus.MISSED)])
async def test_c_and_i_say_that_it_was_cancelled_or_that_nobody_came(
    school: SmallSchool, key: str, status: MeetingStatus
) -> None:
    async with at_the_desk() as pilot:
        await press(pilot, "tab", key)
        assert meetings.get(school.unsettled).status is status


async def test_a_meeting_is_moved_from_its_line(school: SmallSchool) -> None:
    with history.intent("Plan", who="dana", at=NOW) as intent:
        planned = add_meeting(intent, school.grace, timedelta(hours=4), MeetingStatus.PLANNED)
    async with at_the_desk() as pilot:
        await press(pilot, "tab", "down", "m")
        form = pilot.app.screen
        assert isinstance(form, MeetingForm)
        form.field("starts_at").value = "mon 11:00"
        await press(pilot, "ctrl+s")
        assert meetings.get(planned).starts_at == NOW.replace(month=11, day=30, hour=11)
        assert meetings.get(planned).sequence == 1


async def test_who_was_cancelled_on_comes_first(school: SmallSchool) -> None:
    with history.intent("Plan", who="dana", at=NOW) as intent:
        planned = add_meeting(intent, school.priya, timedelta(hours=4), MeetingStatus.PLANNED)
        everyone = [school.ana, school.sam, school.grace]
        for person_id in everyone:
            add_meeting(intent, person_id, timedelta(days=-30), MeetingStatus.HELD)
    async with at_the_desk() as pilot:
        await press(pilot, "tab", "down", "c")
        assert meetings.get(planned).status is MeetingStatus.CANCELLED
        assert all(one.meeting_id != planned for one in coming_up(pilot).lines)


async def test_undo_takes_back_step_by_step_and_redo_brings_forward(school: SmallSchool) -> None:
    async with at_the_desk() as pilot:
        await press(pilot, "right_square_bracket", "right_square_bracket", "left_square_bracket")
        assert schools.settings().chats_per_week == 4
        assert "of 4" in content_of(meet(pilot))
        await press(pilot, "u")
        assert schools.settings().chats_per_week == 5
        await press(pilot, "u", "u")
        assert schools.settings().chats_per_week == 3
        assert "Taken back: 4 chats a week" in seen(pilot)
        await press(pilot, "u")
        assert "There is nothing to take back" in seen(pilot)
        await press(pilot, "U", "U")
        assert schools.settings().chats_per_week == 5
        assert "of 5" in content_of(meet(pilot))


async def test_the_weekly_number_does_not_go_below_none(school: SmallSchool) -> None:
    async with at_the_desk() as pilot:
        await press(pilot, *["left_square_bracket"] * 5)
        assert schools.settings().chats_per_week == 0
        await press(pilot, "right_square_bracket")
        assert schools.settings().chats_per_week == 1
        assert "1 chat a week" in seen(pilot)


async def test_thanksgiving_stands_under_coming_up(school: SmallSchool) -> None:
    async with at_the_desk() as pilot:
        assert "tomorrow  closed Thanksgiving, to Fri 27 Nov 2026" in content_of(coming_up(pilot))


async def test_on_a_closed_day_the_heading_says_so(school: SmallSchool) -> None:
    with history.intent("Snow", who="dana", at=NOW) as intent:
        school_year.add_closure(intent, name="Snow day", starts_on=date(2026, 11, 24), ends_on=date(2026, 11, 24))
    async with at_the_desk() as pilot:
        assert "Tue 24 Nov 2026" in seen(pilot)
        assert "Snow day" in seen(pilot)


async def test_whoever_sits_here_is_left_out_and_o_says_so(school: SmallSchool) -> None:
    with history.intent("Pause", who="dana", at=NOW) as intent:
        sam = people.get(school.sam)
        people.edit(intent, school.sam, sam.version, paused_until=date(2027, 1, 4))
    async with at_the_desk() as pilot:
        assert "Dana Wu" not in content_of(meet(pilot))
        assert "2 left out (o)" in content_of(meet(pilot))
        await press(pilot, "o")
        assert "Not in the rotation" in seen(pilot)
        assert "Dana Wu" in seen(pilot)
        assert "Sam Okafor" in seen(pilot)
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, TodayScreen)


async def test_enter_opens_the_story_of_the_person_and_escape_comes_back(school: SmallSchool) -> None:
    async with at_the_desk((80, 24)) as pilot:
        await press(pilot, "down")
        line = meet(pilot).current
        assert line is not None
        assert line.person_id is not None
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, PeopleScreen)
        assert pilot.app.screen.table.highlighted == line.person_id
        assert people.get(line.person_id).name in seen(pilot)
        assert "job title" in seen(pilot) or "joined" in seen(pilot)
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, TodayScreen)
        again = meet(pilot).current
        assert again is not None
        assert again.person_id == line.person_id


async def test_enter_on_a_meeting_opens_it(school: SmallSchool) -> None:
    async with at_the_desk() as pilot:
        await press(pilot, "tab", "enter")
        assert "did it happen? x says yes" in seen(pilot)
        assert pilot.app.current_mode == "meetings"


async def test_tab_and_letters_reach_every_line(school: SmallSchool) -> None:
    async with at_the_desk() as pilot:
        panel = meet(pilot)
        assert panel.has_focus
        await press(pilot, "G")
        assert panel.highlighted == len(panel.lines) - 1
        await press(pilot, "k")
        assert panel.highlighted == len(panel.lines) - 2
        await press(pilot, "g", "j")
        assert panel.highlighted == 1
        await press(pilot, "tab")
        assert coming_up(pilot).has_focus
        await press(pilot, "shift+tab")
        assert panel.has_focus


async def test_keys_that_can_do_nothing_here_are_not_offered(school: SmallSchool) -> None:
    async with at_the_desk() as pilot:
        assert "It happened" not in seen(pilot)
        await press(pilot, "x")
        assert meetings.get(school.unsettled).status is MeetingStatus.PLANNED
        await press(pilot, "tab")
        assert "It happened" in seen(pilot)
        await press(pilot, "G")  # the closure
        assert "It happened" not in seen(pilot)
        await press(pilot, "p", "enter")
        assert isinstance(pilot.app.screen, TodayScreen)


async def test_an_empty_school_says_what_today_is_for(records: object) -> None:
    async with at_the_desk((80, 24)) as pilot:
        assert "Nobody is in the rotation yet." in seen(pilot)
        assert "Open" not in seen(pilot)
        assert "Nothing is planned" in seen(pilot)
        await press(pilot, "p", "l", "x", "enter", "o")


async def test_a_line_is_cut_and_not_wrapped_where_the_scroll_bar_takes_a_cell(school: SmallSchool) -> None:
    with history.intent("Plan", who="dana", at=NOW) as intent:
        for hours in range(1, 14):  # one line more than there is room for
            place = "in the long room behind the stage"
            add_meeting(intent, school.ana, timedelta(hours=hours), MeetingStatus.PLANNED, place=place)
    async with at_the_desk() as pilot:
        panel = coming_up(pilot)
        assert panel.show_vertical_scrollbar
        # The question whether a meeting of yesterday happened stands on two lines; all others on one.
        assert panel.virtual_size.height == sum(line.text.plain.count("\n") + 1 for line in panel.lines)


async def test_with_no_chats_wanted_the_panel_says_how_to_want_some(school: SmallSchool) -> None:
    with history.intent("None", who="dana", at=NOW) as intent:
        schools.change(intent, schools.settings().version, chats_per_week=0)
        meeting = all_meetings(MeetingStatus.HELD)[0]
        intent.archive(meetings.Meeting, meeting.id, meeting.version)
    async with at_the_desk() as pilot:
        assert "] makes it one a week" in seen(pilot)


async def test_the_screen_follows_its_width(school: SmallSchool) -> None:
    async with at_the_desk((80, 24)) as pilot:
        assert meet(pilot).region.x == coming_up(pilot).region.x
        await pilot.resize_terminal(120, 36)
        await press(pilot, "down")
        assert meet(pilot).region.y == pilot.app.screen.query_one(PromisesPanel).region.y
        assert meet(pilot).region.x == coming_up(pilot).region.x
        assert all(line.text.cell_length <= 58 * 4 for line in meet(pilot).lines)
