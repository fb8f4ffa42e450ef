"""From a key to a saved record, when somebody else, the disk or the file stands in the way."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import TypeVar

import pytest

from partner_tui.errors import DatabaseError, NotFound
from partner_tui.records import database, history, meetings, people
from partner_tui.records.connection import RecordsFile
from partner_tui.records.meetings import MeetingStatus
from partner_tui.screens.dialogs import Ask
from partner_tui.screens.meeting_form import MeetingForm
from partner_tui.screens.people import PeopleScreen
from partner_tui.screens.person_form import PersonForm
from partner_tui.screens.today import TodayScreen
from tests.screens.desk import NOW, DeskPilot, SmallSchool, all_meetings, at_the_desk, press, seen, type_text

FormT = TypeVar("FormT", MeetingForm, PersonForm)

FULL = DatabaseError("The disk is full: nothing was saved.", "Free some space and save again.")
LOCKED = DatabaseError("Someone else is saving right now: nothing was saved.", "Try again in a moment.")


async def test_what_somebody_else_saved_meanwhile_is_shown_beside_what_was_typed(school: SmallSchool) -> None:
    async with at_the_desk() as pilot:
        await press(pilot, "2")
        screen = pilot.app.screen
        assert isinstance(screen, PeopleScreen)
        screen.table.highlight(school.ana)
        await press(pilot, "e")
        form = form_of(pilot, PersonForm)
        form.field("job_title").value = "Head of Science"
        with history.intent("Edit Ana", who="the office", at=NOW + timedelta(minutes=5)) as intent:
            people.edit(intent, school.ana, 1, job_title="Biology teacher", phone="555-0101")
        await press(pilot, "ctrl+s")
        assert isinstance(pilot.app.screen, Ask)
        assert "Biology teacher" in seen(pilot)
        assert "Head of Science" in seen(pilot)
        assert people.get(school.ana).job_title == "Biology teacher", "nothing was overwritten"
        await press(pilot, "k")
        assert form.field("job_title").value == "Head of Science"
        await press(pilot, "ctrl+s")
        saved = people.get(school.ana)
        assert (saved.job_title, saved.phone) == ("Head of Science", "555-0101")


async def test_a_meeting_that_is_gone_meanwhile_keeps_the_form_open(school: SmallSchool) -> None:
    with history.intent("Plan", who="the office", at=NOW) as intent:
        planned = meetings.add(
            intent,
            attendance=[meetings.Attendance(school.ana)],
            starts_at=NOW + timedelta(hours=3),
            timezone="America/New_York",
        )
    async with at_the_desk() as pilot:
        await press(pilot, "tab", "down", "e")
        form = form_of(pilot, MeetingForm)
        form.field("summary").value = "three pages of notes"
        history.undo(who="the office", at=NOW)
        await press(pilot, "ctrl+s")
        assert pilot.app.screen == form
        assert form.field("summary").value == "three pages of notes"
        assert "not there" in seen(pilot)
        with pytest.raises(NotFound):
            meetings.get(planned)


@pytest.mark.parametrize("error", [FULL, LOCKED])
async def test_a_save_that_fails_is_said_in_the_form_and_loses_nothing(
    school: SmallSchool, monkeypatch: pytest.MonkeyPatch, error: DatabaseError
) -> None:
    async with at_the_desk() as pilot:
        await press(pilot, "l")
        form = form_of(pilot, MeetingForm)
        await type_text(pilot, "likes chess")
        before = len(all_meetings())
        with monkeypatch.context() as broken:
            broken.setattr(RecordsFile, "check_in_place", _raising(error))
            await press(pilot, "ctrl+s")
            assert pilot.app.screen == form
            assert error.message in seen(pilot)
        assert len(all_meetings()) == before
        assert form.field("summary").value == "likes chess"
        await press(pilot, "ctrl+s")
        assert all_meetings(MeetingStatus.HELD)[-1].summary == "likes chess"


async def test_a_key_that_cannot_save_says_so_and_changes_nothing(
    school: SmallSchool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(RecordsFile, "check_in_place", _raising(FULL))
    async with at_the_desk() as pilot:
        await press(pilot, "tab", "x", "right_square_bracket", "u")
        assert "The disk is full" in seen(pilot)
        assert isinstance(pilot.app.screen, TodayScreen)
        assert meetings.get(school.unsettled).status is MeetingStatus.PLANNED


async def test_records_that_cannot_be_read_are_said_and_the_screen_stays(
    school: SmallSchool, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with at_the_desk() as pilot:
        await press(pilot, "2")
        monkeypatch.setattr(database, "select", _raising(DatabaseError("school.db is damaged.", "Run: doctor")))
        await press(pilot, "1", "3", "2", "v", "ctrl+f", "a", "enter", "down", "a", "d", "u")
        assert "school.db is damaged." in seen(pilot)


async def test_a_read_only_file_shows_a_banner_and_refuses_before_anything_is_typed(
    school: SmallSchool, school_file: Path
) -> None:
    database.open_records(school_file, read_only=True)
    async with at_the_desk() as pilot:
        assert "open read-only" in seen(pilot)
        await press(pilot, "p")
        assert isinstance(pilot.app.screen, TodayScreen)
        assert "nothing can be changed" in seen(pilot)
        await press(pilot, "right_square_bracket", "u", "tab", "x", "c", "2", "n", "e", "a", "p", "l")
        assert isinstance(pilot.app.screen, PeopleScreen)
        assert "Rivera, Ana" in seen(pilot)
        assert meetings.get(school.unsettled).status is MeetingStatus.PLANNED


async def test_the_picker_offers_people_with_what_tells_them_apart(school: SmallSchool) -> None:
    async with at_the_desk() as pilot:
        await press(pilot, "3", "n")
        await type_text(pilot, "riv")
        assert "Ana Rivera" in seen(pilot)
        assert "Teacher" in seen(pilot)
        await press(pilot, "enter")
        form = form_of(pilot, MeetingForm)
        assert "Ana Rivera" in form.field("participants").value


def form_of(pilot: DeskPilot, kind: type[FormT]) -> FormT:
    """Return the form that is open."""
    screen = pilot.app.screen
    assert isinstance(screen, kind)
    return screen


def _raising(error: Exception) -> object:
    def fail(*_arguments: object, **_values: object) -> object:
        raise error

    return fail
