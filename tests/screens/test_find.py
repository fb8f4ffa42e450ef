"""Every word ever written is a key away, from any screen, and what was found opens where it lives."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from threading import Event

import pytest
from textual.widgets import Input, OptionList

from partner_tui.records import (
    agreements,
    goals,
    groups,
    history,
    meetings,
    openings,
    organizations,
    people,
    private_notes,
    prompts,
    search,
)
from partner_tui.records.commitments import US, Side, SideKind
from partner_tui.records.commitments import add as promise
from partner_tui.records.found import Kind
from partner_tui.records.meetings import MeetingStatus
from partner_tui.records.prompts import Audience, Theme
from partner_tui.records.search import Findings
from partner_tui.records.timeline_sources import CODES, Source
from partner_tui.screens import find, live_search
from partner_tui.screens.browser import Browser
from partner_tui.screens.find import FindScreen
from partner_tui.screens.today import TodayScreen
from tests.screens.desk import (
    LITERALLY,
    NASTY,
    NOW,
    WHO,
    DeskPilot,
    SmallSchool,
    add_meeting,
    add_person,
    all_meetings,
    at_the_desk,
    lines_seen,
    press,
    seen,
    settled,
    type_text,
)
from tests.screens.sitting import until


@pytest.fixture(autouse=True)
def _the_one_who_sits_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("getpass.getuser", lambda: WHO)


async def look_for(pilot: DeskPilot, text: str) -> FindScreen:
    """Open the window where it is not open yet, type, and wait for what is found."""
    if not isinstance(pilot.app.screen, FindScreen):
        await press(pilot, "slash")
    await type_text(pilot, text)
    window = pilot.app.screen
    assert isinstance(window, FindScreen)
    await until(pilot, lambda: not window.is_looking)
    return window


async def opened(pilot: DeskPilot) -> Browser:
    """Press Enter and return the screen that opens."""
    await press(pilot, "enter")
    await until(pilot, lambda: isinstance(pilot.app.screen, Browser))
    await settled(pilot)
    screen = pilot.app.screen
    assert isinstance(screen, Browser)
    return screen


def line_with(pilot: DeskPilot, text: str) -> str:
    """Return the line of what was found that has a text; the screen beneath may have it, too."""
    return next(str(one.prompt) for one in pilot.app.screen.query_one(OptionList).options if text in str(one.prompt))


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_the_empty_window_says_what_can_be_found(school: SmallSchool, size: tuple[int, int]) -> None:
    async with at_the_desk(size) as pilot:
        await press(pilot, "slash")
        for words in ("Every word that was ever written", "people", "promises"):
            assert words in seen(pilot)


async def test_what_is_typed_is_found_kind_by_kind_with_counts(school: SmallSchool) -> None:
    async with at_the_desk((80, 24)) as pilot:
        await look_for(pilot, "sci")
        assert "“sci”: 1" in seen(pilot)
        assert "Groups  1" in seen(pilot)
        await look_for(pilot, "xyz")
        assert "“scixyz”: nothing" in seen(pilot)
        assert "Nothing has “scixyz”" in seen(pilot)
        await press(pilot, *["backspace"] * 6)
        await look_for(pilot, "robot")
        assert "wants to start robotics" in line_with(pilot, "Priya Sharma")


@pytest.mark.parametrize("key", ["1", "2", "3", "6", "h"])
async def test_the_window_opens_from_every_screen_and_esc_gives_the_screen_back(school: SmallSchool, key: str) -> None:
    async with at_the_desk() as pilot:
        await press(pilot, key, "down")
        screen, before = pilot.app.screen, seen(pilot)
        await look_for(pilot, "rivera")
        await press(pilot, "escape")
        await until(pilot, lambda: pilot.app.screen is screen)
        await settled(pilot)
        assert seen(pilot) == before


async def test_enter_opens_a_person_with_their_story_and_esc_goes_back(school: SmallSchool) -> None:
    async with at_the_desk() as pilot:
        await press(pilot, "3")
        await look_for(pilot, "rivera")
        screen = await opened(pilot)
        assert (screen.WHERE, screen.table.highlighted) == ("people", school.ana)
        assert screen.has_class("-story")
        await press(pilot, "escape")
        assert pilot.app.current_mode == "meetings"


async def test_a_student_is_opened_though_the_list_shows_staff(school: SmallSchool) -> None:
    async with at_the_desk() as pilot:
        await look_for(pilot, "leo marsh")
        screen = await opened(pilot)
        assert (screen.WHERE, screen.table.highlighted) == ("people", school.leo)


async def test_a_word_of_a_meeting_opens_the_meeting_and_esc_goes_back(school: SmallSchool) -> None:
    async with at_the_desk() as pilot:
        await press(pilot, "2")
        await look_for(pilot, "robotics")
        screen = await opened(pilot)
        [held] = all_meetings(MeetingStatus.HELD)
        assert (screen.WHERE, screen.table.highlighted) == ("meetings", held.id)
        await press(pilot, "escape")
        assert pilot.app.current_mode == "people"


async def test_a_meeting_that_was_put_away_is_opened_too(school: SmallSchool) -> None:
    with history.intent("Archive", who=WHO, at=NOW) as intent:
        old = add_meeting(intent, school.sam, timedelta(days=-30), MeetingStatus.HELD, summary="the old kiln")
        intent.archive(meetings.Meeting, old, 1)
    async with at_the_desk() as pilot:
        await look_for(pilot, "kiln")
        assert "archived" in line_with(pilot, "kiln")
        screen = await opened(pilot)
        assert (screen.WHERE, screen.table.highlighted) == ("meetings", old)


async def test_a_group_opens_its_people(school: SmallSchool) -> None:
    async with at_the_desk() as pilot:
        await look_for(pilot, "science")
        screen = await opened(pilot)
        await until(pilot, lambda: screen.table.count == 1)
        assert screen.table.highlighted == school.ana


async def test_a_promise_a_goal_and_a_private_note_open_where_they_live(school: SmallSchool) -> None:
    with history.intent("Promise", who=WHO, at=NOW) as intent:
        sam = Side(SideKind.PERSON, school.sam)
        lent = promise(intent, text="lend the kiln", made_by=US, made_to=sam, made_on=NOW.date())
        learnt = goals.add(intent, person_id=school.grace, text="learn Portuguese", heard_on=NOW.date())
        private_notes.write(intent, school.unsettled, WHO, "tired of the marimba")
        private_notes.write(intent, school.unsettled, "sam", "saw a therapist")
    async with at_the_desk() as pilot:
        for text, where, record in (
            ("kiln", "promises", lent),
            ("portuguese", "goals", learnt),
            ("marimba", "meetings", school.unsettled),
        ):
            await look_for(pilot, text)
            screen = await opened(pilot)
            assert (screen.WHERE, screen.table.highlighted) == (where, record)
        await look_for(pilot, "therapist")
        assert "nothing" in seen(pilot)


async def test_an_answer_opens_in_the_timeline_of_who_gave_it_and_esc_goes_back(school: SmallSchool) -> None:
    with history.intent("Answer", who=WHO, at=NOW) as intent:
        asked = prompts.add(intent, theme=Theme.GOALS, audience=Audience.STAFF, text="What is your goal?")
        day = NOW.date()
        given = prompts.answer(intent, prompt_id=asked, person_id=school.sam, asked_on=day, text="a quiet kitchen")
    async with at_the_desk() as pilot:
        await look_for(pilot, "quiet")
        screen = await opened(pilot)
        assert (screen.WHERE, screen.table.highlighted) == ("timeline", given * CODES + Source.ANSWER)
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, TodayScreen)


async def test_an_organization_opens_what_is_known_of_it(school: SmallSchool) -> None:
    with history.intent("Add", who=WHO, at=NOW) as intent:
        organizations.add(intent, name="Delgado Bakery", kind="business", address="22 Market Street")
    async with at_the_desk() as pilot:
        await look_for(pilot, "bakery")
        await press(pilot, "enter")
        await until(pilot, lambda: not isinstance(pilot.app.screen, FindScreen) and "Delgado Bakery" in seen(pilot))


async def test_an_agreement_and_an_opening_open_where_they_are_read(school: SmallSchool) -> None:
    with history.intent("Agree", who=WHO, at=NOW) as intent:
        partner = organizations.add(intent, name=NASTY)
        signed = agreements.add(intent, organization_id=partner, kind="insurance", notes="covers the dough mixers")
        values = {"kind": "job", "requirements": "closed shoes"}
        day = NOW.date()
        offered = openings.add(intent, organization_id=partner, title="Morning helper", starts_on=day, **values)
    async with at_the_desk() as pilot:
        for text, where, record in (("mixers", "agreements", signed), ("closed shoes", "openings", offered)):
            await look_for(pilot, text)
            assert LITERALLY[:24] in line_with(pilot, "covers" if text == "mixers" else "Morning helper")
            screen = await opened(pilot)
            assert (screen.WHERE, screen.table.highlighted) == (where, record)
            await press(pilot, "escape")


async def test_the_arrows_choose_while_the_line_keeps_the_focus(school: SmallSchool) -> None:
    async with at_the_desk() as pilot:
        window = await look_for(pilot, "r")
        results = window.query_one(OptionList)
        first = results.highlighted
        await press(pilot, "down", "down", "up")
        assert results.highlighted == (first or 0) + 1
        assert isinstance(pilot.app.focused, Input)
        await look_for(pilot, "i")
        assert results.highlighted == 1, "another letter, and the best is first again"


async def test_a_click_opens_what_is_under_the_mouse(school: SmallSchool) -> None:
    async with at_the_desk() as pilot:
        await look_for(pilot, "okafor")
        [row] = [at for at, text in enumerate(lines_seen(pilot)) if "Sam Okafor" in text and "staff" in text]
        await pilot.click(offset=(30, row))
        await until(pilot, lambda: isinstance(pilot.app.screen, Browser))
        await settled(pilot)
        screen = pilot.app.screen
        assert isinstance(screen, Browser)
        assert screen.table.highlighted == school.sam


async def test_all_of_a_kind_are_listed_from_its_last_line(school: SmallSchool) -> None:
    with history.intent("Add", who=WHO, at=NOW) as intent:
        for number in range(9):
            add_person(intent, f"Zoe{number}", "Zander")
        groups.add(intent, kind="club", name="Zoetrope")
    async with at_the_desk() as pilot:
        window = await look_for(pilot, "zoe")
        assert "4 more" in seen(pilot)
        assert "Zoe8" not in seen(pilot)
        await press(pilot, *["down"] * find.PER_KIND, "enter")
        await until(pilot, lambda: not window.is_looking)
        assert "Zoe8 Zander" in seen(pilot)
        assert "Zoetrope" not in seen(pilot)
        await press(pilot, "escape")
        await until(pilot, lambda: not window.is_looking)
        assert "Zoetrope" in seen(pilot)


async def test_too_much_asks_for_another_letter(school: SmallSchool) -> None:
    many = [{"kind": "student", "given_name": "Zoe", "family_name": f"Z{number}"} for number in range(search.LIMIT + 9)]
    with history.intent("Import", who=WHO, at=NOW) as intent:
        intent.insert_many(people.Person, many)
    async with at_the_desk((80, 24)) as pilot:
        await look_for(pilot, "zoe")
        assert "500 and more, type another letter" in seen(pilot)
        assert "People  500+" in seen(pilot)


async def test_one_slip_is_forgiven_and_said(school: SmallSchool) -> None:
    async with at_the_desk() as pilot:
        await look_for(pilot, "rivrea")
        assert "spelled nearly so" in line_with(pilot, "Ana Rivera")
        assert (await opened(pilot)).table.highlighted == school.ana


async def test_a_name_full_of_markup_is_shown_as_it_is(school: SmallSchool) -> None:
    with history.intent("Add", who=WHO, at=NOW) as intent:
        add_person(intent, f"Zoe {NASTY}", "Zander")
    async with at_the_desk() as pilot:
        await look_for(pilot, "zander")
        assert LITERALLY in seen(pilot)
        await press(pilot, "backspace", "[", "slash", "x", "]")
        assert pilot.app.is_running


async def test_enter_that_is_faster_than_the_search_opens_what_was_meant(
    school: SmallSchool, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on, look = Event(), search.search

    def slowly(text: str, **options: object) -> Findings:
        go_on.wait(timeout=10)
        return look(text, **options)  # type: ignore[arg-type]  # passed on as they came

    monkeypatch.setattr(live_search, "search", slowly)
    async with at_the_desk() as pilot:
        await press(pilot, "slash")
        await pilot.press(*"okafor", "enter")
        assert isinstance(pilot.app.screen, FindScreen)
        go_on.set()
        await until(pilot, lambda: isinstance(pilot.app.screen, Browser))
        await settled(pilot)
        screen = pilot.app.screen
        assert isinstance(screen, Browser)
        assert screen.table.highlighted == school.sam


async def test_typing_waits_for_no_search_and_the_last_text_wins(
    school: SmallSchool, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, go_on, look = Event(), Event(), search.search
    texts: list[str] = []

    def slowly(text: str, **options: object) -> Findings:
        texts.append(text)
        if text == "r":
            begun.set()
            go_on.wait(timeout=10)
        return look(text, **options)  # type: ignore[arg-type]  # passed on as they came

    monkeypatch.setattr(live_search, "search", slowly)
    async with at_the_desk() as pilot:
        await press(pilot, "slash", "r")
        await asyncio.to_thread(begun.wait, 10)
        await pilot.press("i", "v", "e", "r")
        window = pilot.app.screen
        assert isinstance(window, FindScreen)
        assert window.query_one(Input).value == "river", "typing waits for nothing"
        assert window.is_looking
        go_on.set()
        await until(pilot, lambda: not window.is_looking)
        assert "“river”: 1" in seen(pilot)
        assert texts == ["r", "river"], "nobody waits for what is between"


async def test_a_query_that_is_running_is_interrupted_by_the_next_key(school: SmallSchool) -> None:
    told: list[str] = []
    begun, answered = Event(), Event()

    def tell(wanted: live_search.Wanted, _found: object) -> None:
        told.append(wanted.text)
        answered.set()

    running = live_search.LiveSearch(WHO, tell)

    def endless(text: str, **_options: object) -> Findings:
        if text == "endless":
            begun.set()
            from partner_tui.records import database

            database.select("WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT count(*) FROM n")
        return Findings(text)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(live_search, "search", endless)
        running.start()
        running.ask(live_search.Wanted("endless"))
        assert await asyncio.to_thread(begun.wait, 10)
        while not await asyncio.to_thread(answered.wait, 0.02):  # what is asked too early stops no query yet
            running.ask(live_search.Wanted("next"))
        running.stop()
    assert set(told) == {"next"}


async def test_the_window_leaves_no_thread_and_no_connection(school: SmallSchool) -> None:
    async with at_the_desk() as pilot:
        window = await look_for(pilot, "riv")
        thread = window._search._thread
        await press(pilot, "escape")
        await until(pilot, lambda: not thread.is_alive())


async def test_the_help_of_the_window_is_about_finding(school: SmallSchool) -> None:
    async with at_the_desk((100, 60)) as pilot:
        await press(pilot, "slash", "f1")
        await until(pilot, lambda: "finds every word that was ever written" in seen(pilot))


def test_every_kind_has_a_name_for_several() -> None:
    assert [kind.words for kind in Kind] == [
        *("People", "Groups", "Organizations", "Agreements", "Openings", "Meetings", "Promises", "Goals"),
        *("Questions to carry on", "Answers", "Your private notes"),
    ]
