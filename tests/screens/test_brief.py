"""The brief: one key before a talk, and the answers noted where the questions stand."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from partner_tui import settings
from partner_tui.records import commitments, goals, groups, history, meetings, people, prompts, questions
from partner_tui.records.commitments import US, Side, SideKind
from partner_tui.records.meetings import Attendance, MeetingStatus
from partner_tui.screens.answer_form import AnswerForm
from partner_tui.screens.brief import BriefScreen
from partner_tui.screens.dialogs import Ask
from partner_tui.screens.meeting_form import MeetingForm
from partner_tui.screens.people import PeopleScreen
from partner_tui.screens.today import TodayScreen
from tests.conftest import ZONE
from tests.screens.desk import (
    LITERALLY,
    NASTY,
    NOW,
    WHO,
    DeskPilot,
    SmallSchool,
    add_meeting,
    at_the_desk,
    lines_seen,
    meet,
    press,
    seen,
    settled,
    type_text,
)

TODAY = NOW.date()
FIRST = "What is one goal of yours for this year"


@pytest.fixture(autouse=True)
def _bank(school: SmallSchool) -> None:
    """The school has the questions that come with the program."""
    with history.intent("Bring the questions", who=WHO, at=NOW) as intent:
        prompts.fill(intent)


def fill(person: int) -> int:
    """Give a person a late promise, a goal to look at and a question to carry on; return the question."""
    with history.intent("Fill", who=WHO, at=NOW) as intent:
        commitments.add(
            intent,
            text="intro to Delgado",
            made_by=US,
            made_to=Side(SideKind.PERSON, person),
            made_on=TODAY - timedelta(days=9),
            due_on=TODAY - timedelta(days=2),
        )
        goals.add(intent, person_id=person, text="start robotics", heard_on=TODAY, look_again_on=TODAY)
        return questions.add(intent, person_id=person, text="how was the audition", raised_on=date(2026, 11, 3))


async def open_brief_of(pilot: DeskPilot, person_id: int) -> BriefScreen:
    """Open the brief of a person from People."""
    await press(pilot, "2")
    assert isinstance(pilot.app.screen, PeopleScreen)
    pilot.app.screen.show_person(person_id, "")
    await settled(pilot)
    await press(pilot, "b")
    screen = pilot.app.screen
    assert isinstance(screen, BriefScreen)
    return screen


def whole(pilot: DeskPilot) -> list[str]:
    """Return the lines of the window, without what stands around it."""
    return [line for line in lines_seen(pilot) if "│" in line]


async def test_one_key_on_today_shows_what_to_know_before_the_talk(school: SmallSchool) -> None:
    async with at_the_desk((80, 24)) as pilot:
        line = meet(pilot).current
        assert line is not None
        assert line.person_id is not None
        fill(line.person_id)
        await press(pilot, "b")
        shown = seen(pilot)
        name = people.get(line.person_id).name
        for wanted in (name, "none yet", "intro to Delgado", "2 days late", "start robotics", "how was the audition"):
            assert wanted in shown
        assert FIRST in shown
        assert "esc back" in shown
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, TodayScreen)


async def test_an_answer_is_noted_under_its_number_and_the_questions_stay_where_they_are(school: SmallSchool) -> None:
    async with at_the_desk((80, 24)) as pilot:
        await open_brief_of(pilot, school.ana)
        before = [line for line in whole(pilot) if " 2 " in line or " 3 " in line]
        await press(pilot, "1")
        assert isinstance(pilot.app.screen, AnswerForm)
        assert FIRST in seen(pilot)
        assert "Nothing was noted on this yet" in seen(pilot)
        await type_text(pilot, "robotics")
        await press(pilot, "ctrl+s")
        assert isinstance(pilot.app.screen, BriefScreen)
        (answer,) = prompts.answers_of(school.ana)
        assert (answer.text, answer.asked_on, answer.meeting_id) == ("robotics", TODAY, None)
        assert answer.question.startswith(FIRST)
        assert "last, today: robotics" in seen(pilot)
        assert [line for line in whole(pilot) if " 2 " in line or " 3 " in line] == before


async def test_an_answer_noted_twice_on_a_day_is_one_answer_made_longer(school: SmallSchool) -> None:
    async with at_the_desk() as pilot:
        await open_brief_of(pilot, school.ana)
        await press(pilot, "1")
        await type_text(pilot, "robotics")
        await press(pilot, "ctrl+s", "1")
        assert isinstance(pilot.app.screen, AnswerForm)
        await type_text(pilot, " and chess")
        await press(pilot, "ctrl+s")
        assert [one.text for one in prompts.answers_of(school.ana)] == ["robotics and chess"]


async def test_an_answer_is_saved_as_one_intent_that_one_key_takes_back(school: SmallSchool) -> None:
    async with at_the_desk() as pilot:
        await open_brief_of(pilot, school.ana)
        await press(pilot, "2")
        await type_text(pilot, "less email")
        await press(pilot, "ctrl+s")
        assert history.recent(1)[0].name == "Note an answer of Ana Rivera"
        await press(pilot, "u")
        assert prompts.answers_of(school.ana) == []
        assert "Taken back: Note an answer of Ana Rivera" in seen(pilot)
        assert isinstance(pilot.app.screen, BriefScreen)


async def test_an_answer_after_todays_coffee_belongs_to_it(school: SmallSchool) -> None:
    with history.intent("Log", who=WHO, at=NOW) as intent:
        coffee = add_meeting(intent, school.ana, timedelta(hours=-1), MeetingStatus.HELD)
        add_meeting(intent, school.sam, timedelta(days=-3), MeetingStatus.HELD)
    async with at_the_desk() as pilot:
        for person, meeting in ((school.ana, coffee), (school.sam, None)):
            await open_brief_of(pilot, person)
            await press(pilot, "1", "x", "ctrl+s", "escape", "escape")
            assert [one.meeting_id for one in prompts.answers_of(person)] == [meeting]


async def test_the_brief_of_a_meeting_goes_from_guest_to_guest_and_its_answers_belong_to_it(
    school: SmallSchool,
) -> None:
    with history.intent("Log", who=WHO, at=NOW) as intent:
        guests = [Attendance(one, came=True) for one in (school.ana, school.grace)]
        lunch = meetings.add(
            intent,
            attendance=guests,
            starts_at=NOW - timedelta(minutes=30),
            timezone=ZONE,
            status=MeetingStatus.HELD,
        )
    async with at_the_desk((80, 24)) as pilot:
        await press(pilot, "3", "g", "b")
        assert "Brief for Coffee with Ana Rivera and Grace Chen" in seen(pilot)
        assert "guest 1 of 2" in seen(pilot)
        await press(pilot, "right")
        assert any("Grace Chen  " in line for line in whole(pilot))
        await press(pilot, "1", "x", "ctrl+s")
        assert [one.meeting_id for one in prompts.answers_of(school.grace)] == [lunch]
        await press(pilot, "left")
        assert any("Ana Rivera  " in line for line in whole(pilot))


async def test_n_proposes_three_others_until_all_were_seen_and_then_the_first_again(school: SmallSchool) -> None:
    async with at_the_desk() as pilot:
        await open_brief_of(pilot, school.ana)
        assert FIRST in seen(pilot)
        asked = {tuple(line for line in whole(pilot) if "?" in line)}
        for _ in range(5):
            await press(pilot, "n")
            assert FIRST not in seen(pilot)
            asked.add(tuple(line for line in whole(pilot) if "?" in line))
        assert len(asked) == 6
        await press(pilot, "n")
        assert FIRST in seen(pilot)


async def test_x_says_that_a_question_to_carry_on_was_asked(school: SmallSchool) -> None:
    question = fill(school.ana)
    async with at_the_desk() as pilot:
        await open_brief_of(pilot, school.ana)
        await press(pilot, "x")
        assert questions.get(question).settled_on == TODAY
        assert not any("how was the audition" in line and "Carry on" in line for line in lines_seen(pilot))
        await press(pilot, "u")
        assert questions.get(question).settled_on is None


async def test_of_several_questions_to_carry_on_x_asks_which(school: SmallSchool) -> None:
    first = fill(school.ana)
    with history.intent("Carry on", who=WHO, at=NOW) as intent:
        second = questions.add(intent, person_id=school.ana, text=NASTY, raised_on=TODAY)
    async with at_the_desk() as pilot:
        await open_brief_of(pilot, school.ana)
        await press(pilot, "x")
        assert isinstance(pilot.app.screen, Ask)
        assert LITERALLY in seen(pilot)
        await press(pilot, "down", "enter")
        assert questions.get(second).settled_on == TODAY
        assert questions.get(first).settled_on is None


async def test_l_logs_the_meeting_that_was_planned_and_p_plans_the_next(school: SmallSchool) -> None:
    async with at_the_desk() as pilot:
        await press(pilot, "3")
        await press(pilot, "t", "b")
        assert "Brief for Coffee with Noor Rahman" in seen(pilot)
        await press(pilot, "l")
        assert isinstance(pilot.app.screen, MeetingForm)
        await press(pilot, "ctrl+s")
        assert meetings.get(school.unsettled).status is MeetingStatus.HELD
        assert isinstance(pilot.app.screen, BriefScreen)
        await press(pilot, "p")
        assert isinstance(pilot.app.screen, MeetingForm)


async def test_taking_back_the_plan_that_a_brief_is_for_closes_it_in_words(school: SmallSchool) -> None:
    with history.intent("Plan coffee", who=settings.who(), at=NOW) as intent:
        add_meeting(intent, school.ana, timedelta(hours=2), MeetingStatus.PLANNED)
    async with at_the_desk() as pilot:
        await press(pilot, "3", "g", "b")
        assert "Brief for Coffee with Ana Rivera" in seen(pilot)
        await press(pilot, "u")
        assert not isinstance(pilot.app.screen, BriefScreen)
        assert "That meeting is not there" in seen(pilot)


async def test_b_under_reports_briefs_on_who_is_missing(school: SmallSchool) -> None:
    async with at_the_desk() as pilot:
        await press(pilot, "6", "b")
        assert isinstance(pilot.app.screen, BriefScreen)


async def test_the_brief_for_a_meeting_names_its_guests_as_they_are_written(school: SmallSchool) -> None:
    with history.intent("Fill", who=WHO, at=NOW) as intent:
        people.edit(intent, school.noor, people.get(school.noor).version, family_name=NASTY)
    async with at_the_desk() as pilot:
        await press(pilot, "tab", "b")
        assert isinstance(pilot.app.screen, BriefScreen)
        assert f"Brief for Coffee with Noor {LITERALLY}" in seen(pilot)


async def test_the_brief_fits_a_small_terminal_whatever_there_is_and_shows_text_as_it_is(school: SmallSchool) -> None:
    with history.intent("Fill", who=WHO, at=NOW) as intent:
        people.edit(intent, school.ana, people.get(school.ana).version, job_title=NASTY)
        for number in range(30):
            away = timedelta(days=-number - 2)
            add_meeting(intent, school.ana, away, MeetingStatus.HELD, summary=f"{NASTY} {number} " + "word " * 90)
            side = Side(SideKind.PERSON, school.ana)
            commitments.add(intent, text=f"{NASTY} {number}", made_by=US, made_to=side, made_on=TODAY)
            goals.add(intent, person_id=school.ana, text=f"{NASTY} {number}", heard_on=TODAY)
            questions.add(intent, person_id=school.ana, text=f"{NASTY} {number}", raised_on=TODAY)
            group = groups.add(intent, kind="committee", name=f"Committee {number}")
            groups.join(intent, school.ana, group_id=group, title="chair", starts_on=TODAY)
    async with at_the_desk((80, 24)) as pilot:
        await open_brief_of(pilot, school.ana)
        shown = seen(pilot)
        assert LITERALLY in shown
        assert "\x1b" not in shown
        assert "esc back" in shown, "the keys are still in sight"
        for part in ("Belongs to", "Last talks", "Promises", "Goals", "Carry on", "Ask"):
            assert part in shown
        assert shown.count(" more") >= 4
        await pilot.resize_terminal(120, 36)
        await settled(pilot)
        assert all(len(line) == 120 for line in lines_seen(pilot))


async def test_a_brief_of_read_only_records_can_be_read_and_says_why_nothing_is_noted(
    school: SmallSchool, monkeypatch: pytest.MonkeyPatch
) -> None:
    question = fill(school.ana)
    monkeypatch.setattr("partner_tui.screens.desk.read_only", lambda: True)
    async with at_the_desk() as pilot:
        await open_brief_of(pilot, school.ana)
        await press(pilot, "1")
        assert isinstance(pilot.app.screen, BriefScreen)
        assert "open read-only" in seen(pilot)
        await press(pilot, "x")
        assert questions.get(question).settled_on is None


async def test_help_on_the_brief_tells_its_keys(school: SmallSchool) -> None:
    async with at_the_desk() as pilot:
        await open_brief_of(pilot, school.ana)
        await press(pilot, "f1")
        assert "Three other questions" in seen(pilot)
