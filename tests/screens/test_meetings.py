"""Meetings: what was planned, what became of it, and the calendar file."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from partner_tui.insight import rotation
from partner_tui.records import contact, history, meetings, private_notes, prompts, questions
from partner_tui.records.meetings import MeetingStatus
from partner_tui.screens.exporting import ExportForm
from partner_tui.screens.meeting_form import MeetingForm
from partner_tui.screens.meetings import MeetingsScreen
from tests.partnerships import Making
from tests.screens.desk import (
    ME,
    NOW,
    DeskPilot,
    SmallSchool,
    add_meeting,
    at_the_desk,
    press,
    seen,
    type_text,
)


def screen_of(pilot: DeskPilot) -> MeetingsScreen:
    """Return the screen of the meetings."""
    screen = pilot.app.screen
    assert isinstance(screen, MeetingsScreen)
    return screen


def plan(person_id: int, away: timedelta = timedelta(days=6)) -> int:
    """Plan a coffee; return its id."""
    with history.intent("Plan a coffee", who="dana", at=NOW) as intent:
        return add_meeting(intent, person_id, away, MeetingStatus.PLANNED)


async def test_every_status_has_a_sign_and_an_overdue_one_asks(school: SmallSchool) -> None:
    plan(school.ana)
    async with at_the_desk((80, 24)) as pilot:
        await press(pilot, "3")
        lines = [line for line in seen(pilot).splitlines() if "Coffee with" in line]
        assert [line.split()[0].strip("▌") or line.split()[1] for line in lines] == ["○", "✓", "?"]


async def test_c_cancels_and_the_person_is_back_at_the_front(school: SmallSchool) -> None:
    planned = plan(school.priya)
    async with at_the_desk() as pilot:
        await press(pilot, "3")
        screen_of(pilot).table.highlight(planned)
        await press(pilot, "c")
        assert meetings.get(planned).status is MeetingStatus.CANCELLED
        assert "Cancel Coffee with Priya Sharma" in seen(pilot)
    facts = contact.rotation_facts(NOW, ME)
    first = rotation.rank(facts.staff, facts.calendar, facts.today)[0]
    assert first.id == school.priya


async def test_x_on_marked_meetings_settles_them_together_and_one_undo_takes_it_back(school: SmallSchool) -> None:
    planned = plan(school.ana, timedelta(hours=-3))
    async with at_the_desk() as pilot:
        await press(pilot, "3")
        screen_of(pilot).table.set_marks([planned, school.unsettled])
        await press(pilot, "x")
        assert {meetings.get(one).status for one in (planned, school.unsettled)} == {MeetingStatus.HELD}
        assert "Held: 2 meetings" in seen(pilot)
        await press(pilot, "u")
        assert {meetings.get(one).status for one in (planned, school.unsettled)} == {MeetingStatus.PLANNED}


async def test_a_meeting_is_moved_with_e(school: SmallSchool) -> None:
    planned = plan(school.ana)
    async with at_the_desk() as pilot:
        await press(pilot, "3")
        screen_of(pilot).table.highlight(planned)
        await press(pilot, "e")
        form = pilot.app.screen
        assert isinstance(form, MeetingForm)
        form.field("starts_at").value = "tue 1 dec 10:30"
        await press(pilot, "ctrl+s")
        assert meetings.get(planned).starts_at == NOW.replace(month=12, day=1, hour=10, minute=30)
        assert "1 Dec 10:30" in seen(pilot)
        assert "Tue 1 Dec 2026 10:30" in seen(pilot), "the history shows the school's time, not the stored one"
        assert "T15:30" not in seen(pilot)


async def test_an_evening_meeting_stands_on_the_day_it_has_at_the_school(school: SmallSchool) -> None:
    plan(school.ana, timedelta(days=6, hours=12))  # 21:00 in New York is the next day in UTC
    async with at_the_desk() as pilot:
        pilot.app.open_person(school.ana)  # type: ignore[attr-defined]  # run_test gives the plain app
        await press(pilot)
        assert "○ Mon       Coffee" in seen(pilot)


async def test_somebody_who_did_not_come_moves_the_meeting_on(school: SmallSchool) -> None:
    held = plan(school.ana, timedelta(days=-1))
    before = meetings.get(held)
    with history.intent("Held", who="dana", at=NOW) as intent:
        meetings.settle(intent, held, before.version, MeetingStatus.HELD)
    before = meetings.get(held)
    with history.intent("Ana did not come", who="dana", at=NOW + timedelta(hours=1)) as intent:
        attendance = [meetings.Attendance(school.ana, came=False)]
        meetings.edit(intent, held, before.version, attendance=attendance)
    after = meetings.get(held)
    assert (after.version, after.updated_at) == (before.version + 1, NOW + timedelta(hours=1))
    assert after.sequence == before.sequence, "for a calendar, nothing was moved"
    history.undo(who="dana", at=NOW + timedelta(hours=2))
    assert meetings.get(held).updated_at == NOW + timedelta(hours=2)
    assert meetings.get(held).participants[0].came is True


async def test_typing_finds_meetings_by_who_was_there_and_what_was_said(school: SmallSchool) -> None:
    async with at_the_desk() as pilot:
        await press(pilot, "3", "ctrl+f")
        await type_text(pilot, "robot")
        assert len(screen_of(pilot).ids()) == 1
        assert "1 of 2" in seen(pilot)
        await press(pilot, "escape")
        await type_text(pilot, "noor")
        assert list(screen_of(pilot).ids()) == [school.unsettled]


async def test_t_goes_through_the_statuses(school: SmallSchool) -> None:
    async with at_the_desk() as pilot:
        await press(pilot, "3", "t")
        assert "▾ planned" in seen(pilot)
        assert list(screen_of(pilot).ids()) == [school.unsettled]
        await press(pilot, "t")
        assert "▾ held" in seen(pilot)
        await press(pilot, "escape")
        assert "▾ every status" in seen(pilot)


async def test_a_meeting_is_put_away_and_brought_back(school: SmallSchool) -> None:
    async with at_the_desk() as pilot:
        await press(pilot, "3")
        screen_of(pilot).table.highlight(school.unsettled)
        await press(pilot, "a")
        assert meetings.get(school.unsettled).archived
        await press(pilot, "z")
        assert list(screen_of(pilot).ids()) == [school.unsettled]
        await press(pilot, "a", "z")
        assert not meetings.get(school.unsettled).archived
        assert school.unsettled in screen_of(pilot).ids()


async def test_a_private_note_is_seen_by_its_author_only(school: SmallSchool) -> None:
    with history.intent("Note", who="dana", at=NOW) as intent:
        private_notes.write(intent, school.unsettled, "somebody else", "not for you")
    async with at_the_desk() as pilot:
        await press(pilot, "3")
        screen_of(pilot).table.highlight(school.unsettled)
        await press(pilot, "enter")
        assert "not for you" not in seen(pilot)
        await press(pilot, "e")
        form = pilot.app.screen
        assert isinstance(form, MeetingForm)
        form.field("private_note").value = "worries about money"
        await press(pilot, "ctrl+s")
        assert "worries about money" in seen(pilot)
        assert "only you see this" in seen(pilot)


async def test_the_list_is_written_as_a_calendar_file(
    school: SmallSchool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    planned = plan(school.ana)
    async with at_the_desk() as pilot:
        await press(pilot, "3", "ctrl+e")
        form = pilot.app.screen
        assert isinstance(form, ExportForm)
        form.field("file").value = str(tmp_path / "out.ics")
        await press(pilot, "ctrl+s")
        await pilot.app.workers.wait_for_complete([one for one in pilot.app.workers if one.group == "export"])
        await press(pilot)
        assert "3 meetings are in" in seen(pilot)
    written = (tmp_path / "out.ics").read_text(encoding="utf-8")
    assert written.count("BEGIN:VEVENT") == 3
    assert meetings.get(planned).uid in written


async def test_days_with_partners_stand_beside_the_meetings_when_they_are_wanted(
    school: SmallSchool, tmp_path: Path
) -> None:
    with history.intent("Fill", who="dana", at=NOW) as intent:
        made = Making(intent)
        made.place(made.partner("Clinic"), made.students(1))
    async with at_the_desk((80, 24)) as pilot:
        await press(pilot, "3", "ctrl+e")
        form = pilot.app.screen
        assert isinstance(form, ExportForm)
        form.field("file").value = str(tmp_path / "out.ics")
        form.field("placements").value = "yes"
        await press(pilot, "ctrl+s")
        await pilot.app.workers.wait_for_complete([one for one in pilot.app.workers if one.group == "export"])
    assert "begins at Clinic" in (tmp_path / "out.ics").read_text(encoding="utf-8")


async def test_a_calendar_file_that_cannot_be_written_is_said(school: SmallSchool, tmp_path: Path) -> None:
    async with at_the_desk() as pilot:
        await press(pilot, "3", "ctrl+e")
        form = pilot.app.screen
        assert isinstance(form, ExportForm)
        form.field("file").value = str(tmp_path / "there" / "is" / "none" / "out.ics")
        await press(pilot, "ctrl+s")
        exporting = [one for one in pilot.app.workers if one.group == "export"]
        if exporting:
            await pilot.app.workers.wait_for_complete(exporting)
        await press(pilot)
        assert "out.ics" in seen(pilot) or "folder" in seen(pilot)
        assert not list(tmp_path.rglob("*.ics"))


async def test_an_empty_list_says_what_it_is_for(records: object) -> None:
    async with at_the_desk((80, 24)) as pilot:
        await press(pilot, "3")
        assert "Every coffee, lunch, call and visit" in seen(pilot)
        assert "plans the first one" in seen(pilot)
        await press(pilot, "x", "c", "i", "a", "e", "enter", "ctrl+e", "z", "t", "escape")
        assert isinstance(pilot.app.screen, MeetingsScreen)


async def test_what_is_still_to_come_is_not_said_to_be_held_by_a_slip_of_the_finger(school: SmallSchool) -> None:
    planned = plan(school.ana)
    async with at_the_desk() as pilot:
        await press(pilot, "3")
        screen_of(pilot).table.highlight(planned)
        await press(pilot, "x")
        assert "is still to come" in seen(pilot)
        await press(pilot, "n")
        assert meetings.get(planned).status is MeetingStatus.PLANNED
        await press(pilot, "x", "y")
        assert meetings.get(planned).status is MeetingStatus.HELD


async def test_the_story_of_a_meeting_has_what_was_answered_and_what_to_ask_next_time(school: SmallSchool) -> None:
    with history.intent("Log a coffee", who="dana", at=NOW) as intent:
        meeting_id = add_meeting(intent, school.ana, -timedelta(hours=1), MeetingStatus.HELD)
        [prompt, *_] = prompts.listing(prompts.PromptFilter())
        prompts.answer(
            intent,
            prompt_id=prompt,
            person_id=school.ana,
            asked_on=NOW.date(),
            text="A greenhouse",
            meeting_id=meeting_id,
        )
        questions.add(
            intent, person_id=school.ana, text="how is the trip?", raised_on=NOW.date(), meeting_id=meeting_id
        )
    async with at_the_desk((120, 36)) as pilot:
        await press(pilot, "3")
        screen_of(pilot).table.highlight(meeting_id)
        await press(pilot)
        assert prompts.get(prompt).text.split()[0] in seen(pilot)
        assert "A greenhouse" in seen(pilot)
        assert "? how is the trip?" in seen(pilot)
