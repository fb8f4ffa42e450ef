"""A meeting is planned, logged or moved, and what speaks against its time is said before it is saved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from textual.widgets import Static

from partner_tui.errors import DatabaseError
from partner_tui.insight.concerns import concerns
from partner_tui.records import history, meetings, people
from partner_tui.records.database import RecordsFile
from partner_tui.records.meetings import Attendance, MeetingKind, MeetingStatus
from partner_tui.records.participants import Part
from partner_tui.records.school_year import SchoolCalendar, Span
from partner_tui.screens.dialogs import Ask
from partner_tui.screens.meeting_form import PRIVATE, MeetingDraft, MeetingForm, Mode, Surroundings
from partner_tui.widgets.choice_line import ChoiceLine
from partner_tui.widgets.date_input import DateInput
from partner_tui.widgets.person_picker import Choice, Chosen
from tests.conftest import WHO, ZONE
from tests.screens.standing import Stand, seen
from tests.widgets.nasty import NASTY_NAMES

SCHOOL = ZoneInfo(ZONE)
NOW = datetime(2026, 11, 24, 9, 0, tzinfo=SCHOOL)
YEAR = Span("2026-27", date(2026, 8, 31), date(2027, 6, 18))
CALENDAR = SchoolCalendar((YEAR,), (), (Span("Thanksgiving", date(2026, 11, 26), date(2026, 11, 27)),))
ANA, SAM = Choice(1, "Ana Rivera", "Science"), Choice(2, "Sam [/x] Okafor", "Cafeteria")
TOMORROW = datetime(2026, 11, 25, 15, 0, tzinfo=SCHOOL)


def search(text: str) -> Sequence[Choice]:
    """Finds by a piece of the name."""
    return [choice for choice in (ANA, SAM) if text.casefold() in choice.name.casefold()]


AROUND = Surroundings(
    now=NOW,
    opens=time(8, 30),
    calendar=CALENDAR,
    search=search,
    concerns=lambda at, _minutes: concerns(at, SCHOOL, (), CALENDAR),
)


def opened(
    mode: Mode, draft: MeetingDraft | None = None, around: Surroundings = AROUND
) -> tuple[Stand, MeetingForm, list[MeetingDraft]]:
    """An app with the form in it, and what is saved."""
    saved: list[MeetingDraft] = []
    form = MeetingForm(draft or MeetingDraft(), mode, around, saved.append)
    return Stand(form), form, saved


def worries(form: MeetingForm) -> str:
    """What stands under the time."""
    said = form.query_one(".meeting-form--concerns", Static)
    return str(said.content) if said.display else ""


async def test_a_coffee_is_planned_with_a_few_keys() -> None:
    app, _form, saved = opened(Mode.PLAN)
    async with app.run_test() as pilot:
        await pilot.press(*"ana", "enter", "enter", "l", "enter", *"tomorrow 3pm")
        await pilot.pause()
        assert "✓ Wed 25 Nov 2026 15:00 · school week 13" in seen(app)
        await pilot.press("enter", "up", "enter", *"room 12", "ctrl+s")
        await pilot.pause()
        assert saved == [
            MeetingDraft((Chosen(ANA),), MeetingKind.LUNCH, MeetingStatus.PLANNED, TOMORROW, 30, "room 12")
        ]
        assert saved[0].title == "Lunch with Ana Rivera"
        assert saved[0].attendance == (Attendance(1),)


async def test_whom_the_plan_is_about_is_there_and_the_time_comes_first() -> None:
    app, form, saved = opened(Mode.PLAN, MeetingDraft((Chosen(ANA),)))
    async with app.run_test() as pilot:
        await pilot.press(*"soonish", "tab")
        await pilot.pause()
        assert "cannot be read" in seen(app)
        form.field("starts_at").value = "dec 11 12:15"
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert [one.starts_at for one in saved] == [datetime(2026, 12, 11, 12, 15, tzinfo=SCHOOL)]


async def test_a_day_without_a_time_is_when_the_school_opens_and_shows_it() -> None:
    app, _form, _saved = opened(Mode.PLAN, MeetingDraft((Chosen(ANA),)))
    async with app.run_test() as pilot:
        await pilot.press(*"next mon")
        await pilot.pause()
        assert "✓ Mon 30 Nov 2026 08:30" in seen(app)


async def test_a_length_in_the_time_goes_into_the_minutes() -> None:
    app, form, saved = opened(Mode.PLAN, MeetingDraft((Chosen(ANA),)))
    async with app.run_test() as pilot:
        await pilot.press(*"tomorrow 3pm for 25m")
        await pilot.pause()
        assert form.field("minutes").value == "25"
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert [(one.starts_at, one.minutes) for one in saved] == [(TOMORROW, 25)]


async def test_a_chat_of_yesterday_is_logged_with_who_came() -> None:
    app, form, saved = opened(Mode.LOG, MeetingDraft((Chosen(ANA), Chosen(SAM))))
    async with app.run_test() as pilot:
        await pilot.press(*"yesterday 15:00", "tab", "tab", "tab", *"wants robotics", "tab", *"tired")
        form.field("participants").focus()
        await pilot.press("up", "down", "o", "c", "ctrl+s")
        await pilot.pause()
        assert saved == [
            MeetingDraft(
                (Chosen(ANA, came=True), Chosen(SAM, Part.OPTIONAL, False)),
                status=MeetingStatus.HELD,
                starts_at=datetime(2026, 11, 23, 15, 0, tzinfo=SCHOOL),
                summary="wants robotics",
                private_note="tired",
            )
        ]


async def test_when_all_is_known_of_a_held_meeting_it_opens_on_what_was_said() -> None:
    app, _form, saved = opened(Mode.LOG, MeetingDraft((Chosen(ANA),), starts_at=NOW - timedelta(hours=1)))
    async with app.run_test() as pilot:
        await pilot.press(*"hi", "ctrl+s")
        await pilot.pause()
        assert [(one.summary, one.starts_at) for one in saved] == [("hi", NOW - timedelta(hours=1))]


async def test_a_closure_is_said_while_typing_and_asked_about_before_saving() -> None:
    app, form, saved = opened(Mode.PLAN, MeetingDraft((Chosen(ANA),)))
    async with app.run_test() as pilot:
        await pilot.press(*"thu 10:00")
        await pilot.pause()
        assert worries(form) == "▲ The school is closed on Thu 26 Nov 2026: Thanksgiving."
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert isinstance(app.screen, Ask)
        assert saved == []
        await pilot.press("n")
        await pilot.pause()
        form.field("starts_at").value = "tomorrow 10:00"
        await pilot.pause()
        assert worries(form) == ""
        form.field("starts_at").value = "thu 10:00"
        await pilot.press("ctrl+s", "ctrl+s")
        await pilot.pause()
        await pilot.pause()
        assert len(saved) == 1
        assert app.given == [True]


async def test_a_time_that_the_clocks_skip_or_repeat_is_said() -> None:
    app, form, _saved = opened(Mode.PLAN, MeetingDraft((Chosen(ANA),)))
    async with app.run_test() as pilot:
        form.field("starts_at").value = "2027-03-14 02:30"
        await pilot.pause()
        assert "does not exist" in worries(form)
        assert "✓ Sun 14 Mar 2027 03:30" in seen(app)
        form.field("starts_at").value = "2027-11-07 01:30"
        await pilot.pause()
        assert "happens twice" in worries(form)


async def test_what_is_past_cannot_quietly_be_planned_nor_what_is_to_come_logged() -> None:
    for mode, text, said in (
        (Mode.PLAN, "2026-11-23 10:00", "▲ This is in the past already."),
        (Mode.LOG, "2026-11-25 10:00", "▲ This is still to come, and is kept as held."),
        (Mode.LOG, "2026-11-22 10:00", ""),
    ):
        app, form, _saved = opened(mode, MeetingDraft((Chosen(ANA),)))
        async with app.run_test() as pilot:
            form.field("starts_at").value = text
            await pilot.pause()
            await pilot.pause()
            assert said in worries(form)
            assert bool(said) == bool(worries(form))


async def test_the_concerns_get_the_time_as_typed_and_the_length() -> None:
    asked: list[tuple[datetime, int]] = []

    def clashes(at: datetime, minutes: int) -> Sequence[str]:
        asked.append((at, minutes))
        return ["It clashes with Lunch with [/x]."] if minutes > 30 else []

    around = replace(AROUND, concerns=clashes)
    app, form, _saved = opened(Mode.PLAN, MeetingDraft((Chosen(ANA),), starts_at=TOMORROW), around)
    async with app.run_test() as pilot:
        await pilot.pause()
        assert worries(form) == ""
        form.field("minutes").value = "45"
        await pilot.pause()
        await pilot.pause()
        assert worries(form) == "▲ It clashes with Lunch with [/x]."
        assert set(asked) == {(datetime(2026, 11, 25, 15, 0), 20), (datetime(2026, 11, 25, 15, 0), 45)}  # noqa: DTZ001 - what a clock on the wall shows


async def test_records_that_cannot_be_read_do_not_close_the_form() -> None:
    def broken(_at: datetime, _minutes: int) -> Sequence[str]:
        raise DatabaseError("The file is locked.", "Try again.")

    app, form, _saved = opened(Mode.PLAN, MeetingDraft((Chosen(ANA),)), replace(AROUND, concerns=broken))
    async with app.run_test() as pilot:
        await pilot.press(*"tomorrow 3pm")
        await pilot.pause()
        assert worries(form) == "▲ The file is locked. Try again."
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert "The file is locked. Try again." in seen(app)
        assert app.given == []


@pytest.mark.parametrize(
    ("column", "text", "said"),
    [
        ("starts_at", "", "Say when it is."),
        ("starts_at", "soonish", "nothing was saved"),
        ("minutes", "", "Say how long it takes."),
        ("minutes", "forever", "nothing was saved"),
        ("participants", "", "Nobody is in this meeting."),
    ],
)
async def test_what_is_missing_is_said_beside_its_field(column: str, text: str, said: str) -> None:
    app, form, saved = opened(Mode.PLAN, MeetingDraft((Chosen(ANA),), starts_at=TOMORROW))
    async with app.run_test() as pilot:
        await pilot.pause()
        form.field(column).value = text
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert saved == []
        assert said in form.field(column).trouble
        assert form.field(column).has_focus_within


async def test_a_typed_name_that_chose_nobody_is_not_forgotten() -> None:
    app, form, saved = opened(Mode.PLAN, MeetingDraft((Chosen(ANA),), starts_at=TOMORROW))
    async with app.run_test() as pilot:
        form.field("participants").focus()
        await pilot.press(*"sam", "ctrl+s")
        await pilot.pause()
        assert saved == []
        assert "“sam” is typed, and nobody is chosen for it." in form.field("participants").trouble


@pytest.mark.parametrize("fold", [0, 1])
async def test_an_untouched_meeting_keeps_its_moment_even_in_the_night_of_the_clocks(fold: int) -> None:
    at = datetime(2026, 11, 1, 1, 30, tzinfo=SCHOOL, fold=fold)
    draft = MeetingDraft((Chosen(ANA, came=False),), status=MeetingStatus.MISSED, starts_at=at, minutes=25, version=4)
    app, form, saved = opened(Mode.EDIT, draft)
    async with app.run_test() as pilot:
        await pilot.pause()
        assert not form.is_dirty
        assert worries(form) == ""
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert saved == [draft]
        assert saved[0].starts_at is not None
        assert saved[0].starts_at.utcoffset() == at.utcoffset()


async def test_what_is_written_privately_is_said_to_be_private() -> None:
    app, _form, _saved = opened(Mode.PLAN)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert PRIVATE in seen(app)


async def test_a_kept_draft_brings_back_the_people_too() -> None:
    app, form, _saved = opened(Mode.LOG, MeetingDraft((Chosen(ANA),)))
    async with app.run_test() as pilot:
        form.field("participants").focus()
        await pilot.press(*"sam", "enter")
        await pilot.pause()
        kept = form.state()
    app, form, saved = opened(Mode.LOG, MeetingDraft())
    form.restore({**kept, "starts_at": "yesterday 3pm"})
    async with app.run_test() as pilot:
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert [one.people for one in saved] == [(Chosen(ANA, came=True), Chosen(SAM, came=True))]


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_it_all_fits_the_window(size: tuple[int, int]) -> None:
    app, _form, _saved = opened(Mode.LOG, MeetingDraft((Chosen(ANA), Chosen(SAM)), starts_at=NOW))
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        said = seen(app)
        for word in ("Log a meeting", "Sam [/x] Okafor", "coffee", "other", "summary", "private note", "Save", "esc"):
            assert word in said


async def test_nasty_names_are_only_text() -> None:
    app, _form, saved = opened(Mode.PLAN)
    async with app.run_test() as pilot:
        for name in NASTY_NAMES.values():
            nasty = Choice(9, name, name)
            draft = MeetingDraft((Chosen(nasty),), starts_at=TOMORROW, place=name)
            form = MeetingForm(draft, Mode.EDIT, AROUND, saved.append)
            await app.push_screen(form)
            await pilot.press("ctrl+s")
            await pilot.pause()
            assert app._exception is None
            assert saved[-1].people == (Chosen(nasty),)


async def test_a_meeting_is_planned_into_the_records_and_moved(records: RecordsFile) -> None:
    with history.intent("Add", who=WHO, at=NOW) as intent:
        number = people.add(intent, kind="staff", given_name="Ana", family_name="Rivera")

    def add(draft: MeetingDraft) -> None:
        with history.intent(f"Plan {draft.title}", who=WHO, at=NOW) as intent:
            meetings.add(
                intent,
                attendance=draft.attendance,
                kind=draft.kind,
                status=draft.status,
                starts_at=draft.starts_at,
                minutes=draft.minutes,
                timezone=ZONE,
                place=draft.place,
                summary=draft.summary,
            )

    around = replace(AROUND, search=lambda _text: [Choice(number, "Ana Rivera")])
    app = Stand(MeetingForm(MeetingDraft(), Mode.PLAN, around, add))
    async with app.run_test() as pilot:
        await pilot.press(*"ana", "enter", "tab", "tab", *"tomorrow 3pm", "ctrl+s")
        await pilot.pause()
        assert app.given == [True]
    found = list(meetings.rows(meetings.listing(meetings.MeetingFilter())).values())
    assert [(one.title, one.starts_at.astimezone(SCHOOL)) for one in found] == [("Coffee with Ana Rivera", TOMORROW)]


async def test_somebody_without_a_keyboard_takes_a_time_with_a_click() -> None:
    app, _form, saved = opened(Mode.PLAN, MeetingDraft((Chosen(ANA),)))
    async with app.run_test() as pilot:
        await pilot.pause()
        offered = app.screen.query_one(DateInput).query_one(ChoiceLine)
        # After tomorrow is Thanksgiving, and then the weekend.
        assert "○ tomorrow 12pm  ○ tomorrow 3pm  ○ mon 12pm  ○ mon 3pm" in seen(app)
        await pilot.click(offered, offset=(20, 0))
        await pilot.pause()
        assert "● tomorrow 3pm" in seen(app)
        await pilot.click("#form-save")
        await pilot.pause()
        assert [one.starts_at for one in saved] == [TOMORROW]
