"""The settings: opened with a comma, saved at once, wrong values said beside the field, everything undoable."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Input

from partner_tui import settings
from partner_tui.records import database, history, people, prompts, school, school_year, words, yearbook
from partner_tui.records.database import RecordsFile
from partner_tui.records.prompts import Audience, PromptFilter
from partner_tui.records.school import settings as school_settings
from partner_tui.records.words import WordList
from partner_tui.screens.settings import SECTIONS, SettingsScreen
from partner_tui.screens.settings_computer import ThemeSection
from partner_tui.screens.settings_section import ListSection, Section
from partner_tui.settings import Settings
from partner_tui.widgets.form_field import FormField
from partner_tui.widgets.key_line import KeyLine
from tests.screens.desk import (
    ENVIRONMENT,
    LITERALLY,
    NASTY,
    NOW,
    WHO,
    DeskPilot,
    SmallSchool,
    at_the_desk,
    press,
    seen,
    settled,
    type_text,
)
from tests.screens.sitting import until

SMALL = (80, 24)


def number_of(title: str) -> int:
    return next(number for number, kind in enumerate(SECTIONS) if title == kind.TITLE)


async def go_to(pilot: DeskPilot, title: str) -> Section:
    """Open the settings and go into a section."""
    await press(pilot, "comma", *["down"] * number_of(title), "enter")
    assert isinstance(pilot.app.screen, SettingsScreen)
    section = pilot.app.screen.section
    assert title == section.TITLE
    return section


async def retype(pilot: DeskPilot, text: str) -> None:
    """Type over what stands in the field."""
    await press(pilot, "home", "ctrl+k")
    await type_text(pilot, text)


def trouble(pilot: DeskPilot, column: str) -> str:
    return pilot.app.screen.query_one(f"#field-{column}", FormField).trouble


def kept() -> Settings:
    """Return the settings of this computer as they are in the file."""
    return settings.load(settings.path())


def names_of_history() -> list[str]:
    return [line.name for line in history.recent() if line.undone_at is None]


@pytest.mark.parametrize("key", ["1", "2", "3", "6", "h"])
async def test_a_comma_opens_the_settings_everywhere_and_esc_goes_back(school: SmallSchool, key: str) -> None:
    async with at_the_desk() as pilot:
        await press(pilot, key)
        mode = pilot.app.current_mode
        await press(pilot, "comma")
        assert isinstance(pilot.app.screen, SettingsScreen)
        await press(pilot, "escape")
        assert pilot.app.current_mode == mode


async def test_a_comma_closes_the_settings_too_and_the_palette_opens_them(school: SmallSchool) -> None:
    async with at_the_desk() as pilot:
        await press(pilot, "comma", "comma")
        assert pilot.app.current_mode == "today"
        await press(pilot, "ctrl+p")
        await type_text(pilot, "settings")
        await until(pilot, lambda: "The school, the year" in seen(pilot))
        await press(pilot, "enter")
        assert pilot.app.current_mode == "settings"


async def test_from_the_settings_to_the_history_and_back_ends_where_it_began(school: SmallSchool) -> None:
    async with at_the_desk() as pilot:
        await press(pilot, "2", "comma", "h", "comma", "escape", "escape")
        assert pilot.app.current_mode == "people"


@pytest.mark.parametrize("size", [SMALL, (120, 36)])
async def test_sections_and_content_stand_beside_each_other(school: SmallSchool, size: tuple[int, int]) -> None:
    async with at_the_desk(size) as pilot:
        await press(pilot, "comma")
        for kind in SECTIONS:
            for keys in (["enter"], ["escape"]):
                said = seen(pilot)
                assert kind.TITLE in said
                assert "Working hours" in said
                assert not pilot.app.screen.query_one(KeyLine).left_away
                await press(pilot, *keys)
            await press(pilot, "down")


async def test_a_new_name_is_saved_with_enter_shown_at_once_and_taken_back_with_u(school: SmallSchool) -> None:
    async with at_the_desk() as pilot:
        await go_to(pilot, "School")
        await retype(pilot, "Roosevelt High")
        await press(pilot, "enter")
        assert names_of_history()[0] == "School: Roosevelt High"
        assert "partner-tui   Roosevelt High" in seen(pilot)
        await press(pilot, "u")
        assert "partner-tui   Lincoln High School" in seen(pilot)
        assert pilot.app.screen.query_one("#field-name", FormField).value == "Lincoln High School"


async def test_another_zone_moves_the_day_at_once(school: SmallSchool) -> None:
    async with at_the_desk() as pilot:
        section = await go_to(pilot, "School")
        await press(pilot, "tab")
        await retype(pilot, "Pacific/Auckland")
        await press(pilot, "enter")
        assert "Wed 25 Nov 2026" in seen(pilot)
        assert "At the school it is Wed 25 Nov 2026 03:00." in seen(pilot)
        assert section.summary() == "Lincoln High School"


@pytest.mark.parametrize(
    ("title", "keys", "column", "typed", "said"),
    [
        ("School", ["tab"], "timezone", "Lincoln Time", "is not a time zone"),
        ("School", [], "name", "", "The name is empty"),
        ("Pace", [], "chats_per_week", "many", "“many” is not a number"),
        ("Pace", [], "chats_per_week", "51", "cannot be 51"),
        ("Working hours", [], "day_starts", "25 o clock", "is not a time of day"),
        ("Working hours", [], "day_starts", "5pm", "would start at 17:00 and end at 16:00"),
        ("Working hours", ["tab"], "day_ends", "6am", "would start at 08:00 and end at 06:00"),
    ],
)
async def test_what_cannot_be_is_said_beside_the_field_and_stays_typed(
    school: SmallSchool, title: str, keys: list[str], column: str, typed: str, said: str
) -> None:
    async with at_the_desk(SMALL) as pilot:
        before = names_of_history()
        await go_to(pilot, title)
        await press(pilot, *keys)
        await retype(pilot, typed)
        await press(pilot, "enter")
        assert said in trouble(pilot, column)
        field = pilot.app.screen.query_one(f"#field-{column}", FormField)
        assert field.value == typed
        assert isinstance(pilot.app.focused, Input)
        assert names_of_history() == before
        await press(pilot, "escape")
        assert field.value != typed
        assert not field.trouble


async def test_the_weekly_number_is_saved_when_the_field_is_left_and_today_follows(school: SmallSchool) -> None:
    async with at_the_desk() as pilot:
        await go_to(pilot, "Pace")
        await press(pilot, "up", "up", "tab")
        await settled(pilot)
        assert names_of_history()[0] == "5 chats a week"
        await press(pilot, "escape", "escape")
        await press(pilot, "1")
        assert "Meet this week · 1 of 5" in seen(pilot)


async def test_working_hours_are_read_as_people_write_them(school: SmallSchool) -> None:
    async with at_the_desk() as pilot:
        await go_to(pilot, "Working hours")
        await retype(pilot, "7:45")
        await press(pilot, "tab")
        await retype(pilot, "3:30 pm")
        await press(pilot, "enter")
        await settled(pilot)
        assert pilot.app.screen.query_one("#field-day_ends", FormField).value == "15:30"
        assert "07:45–15:30" in seen(pilot)


async def test_what_somebody_else_saved_meanwhile_is_said_before_it_is_written_over(school: SmallSchool) -> None:
    async with at_the_desk() as pilot:
        await go_to(pilot, "School")
        await retype(pilot, "Mine")
        change_the_name("Theirs")
        await press(pilot, "enter")
        assert "Somebody made it “Theirs” meanwhile" in trouble(pilot, "name")
        await press(pilot, "enter")
        assert names_of_history()[0] == "School: Mine"


def change_the_name(name: str) -> None:
    with history.intent("Rename", who="somebody else", at=NOW) as intent:
        school.change(intent, school.settings().version, name=name)


async def test_a_school_without_a_year_gets_one_with_two_keys(records: RecordsFile) -> None:
    with history.intent("Add", who=WHO, at=NOW) as intent:
        people.add(intent, kind="staff", given_name="Ana", family_name="Rivera")
    async with at_the_desk(SMALL) as pilot:
        assert "no school year yet: , then School years" in seen(pilot)
        await press(pilot, "comma", "down", "down", "down")
        assert "none covers today" in pilot.app.screen.query_one("YearsSection", Section).summary()
        await press(pilot, "n", "ctrl+s")
        said = seen(pilot)
        assert "● 2026–27" in said
        assert "Semester 2" in said
        assert "43 school weeks" in said
        assert "school week 15 of 43" in said
        assert names_of_history()[0] == "New school year: 2026–27"
        await press(pilot, "1")
        assert "at this pace the one person by June" in seen(pilot)
        await press(pilot, "u")
        assert (yearbook.years(), yearbook.terms()) == ([], [])


async def test_a_year_that_overlaps_is_refused_beside_the_field(school: SmallSchool) -> None:
    async with at_the_desk(SMALL) as pilot:
        await go_to(pilot, "School years")
        await press(pilot, "n", "tab")
        await retype(pilot, "2027-05-03")
        await press(pilot, "ctrl+s")
        assert "It would overlap 2026-27" in trouble(pilot, "starts_on")
        assert pilot.app.screen.query_one("#field-starts_on", FormField).value == "2027-05-03"
        assert len(yearbook.years()) == 1


async def test_terms_are_added_changed_put_away_and_brought_back(school: SmallSchool) -> None:
    async with at_the_desk() as pilot:
        await go_to(pilot, "School years")
        await press(pilot, "t")
        await type_text(pilot, "Fall")
        await press(pilot, "tab", "tab")
        await retype(pilot, "jan 15")
        assert "Fri 15 Jan 2027" in seen(pilot)
        await press(pilot, "ctrl+s")
        [fall] = yearbook.terms()
        assert (str(fall.starts_on), str(fall.ends_on)) == ("2026-08-24", "2027-01-15")
        await press(pilot, "t")
        assert "Mon 18 Jan 2027" in seen(pilot), "what is left of the year is proposed"
        await type_text(pilot, "Spring")
        await press(pilot, "ctrl+s", "enter")
        assert "Edit Spring" in seen(pilot)
        await retype(pilot, "Second half")
        await press(pilot, "ctrl+s")
        assert [one.name for one in yearbook.terms()] == ["Fall", "Second half"]
        await press(pilot, "a")
        assert [one.name for one in yearbook.terms()] == ["Fall"]
        await press(pilot, "z")
        assert "Second half of 2026-27" in seen(pilot)
        await press(pilot, "a", "z")
        assert [one.name for one in yearbook.terms()] == ["Fall", "Second half"]
        for _ in range(5):
            await press(pilot, "u")
        assert yearbook.terms() == []


async def test_one_day_is_a_closure_and_counts_at_once(school: SmallSchool) -> None:
    async with at_the_desk() as pilot:
        await go_to(pilot, "Closures")
        await press(pilot, "n")
        await type_text(pilot, "Snow day")
        await press(pilot, "tab")
        await type_text(pilot, "today")
        await press(pilot, "ctrl+s")
        assert "Tue 24 Nov 2026 · school week 14 of 42 · Snow day" in seen(pilot)
        assert not school_year.calendar().is_school_day(NOW.date())
        await press(pilot, "u")
        assert school_year.calendar().is_school_day(NOW.date())


async def test_a_closure_outside_of_all_years_is_asked_about_and_can_be_kept(school: SmallSchool) -> None:
    async with at_the_desk() as pilot:
        await go_to(pilot, "Closures")
        await press(pilot, "n")
        await type_text(pilot, "Summer")
        await press(pilot, "tab")
        await type_text(pilot, "2027-07-05")
        await press(pilot, "ctrl+s")
        assert "No school year has these days" in seen(pilot)
        assert len(yearbook.closures()) == 1
        await press(pilot, "y")
        assert [one.name for one in yearbook.closures()] == ["Thanksgiving", "Summer"]
        assert "in no school year" in seen(pilot)


async def test_a_closure_that_ends_before_it_starts_is_refused(school: SmallSchool) -> None:
    async with at_the_desk() as pilot:
        await go_to(pilot, "Closures")
        await press(pilot, "enter", "tab", "tab")
        await retype(pilot, "2026-11-02")
        await press(pilot, "ctrl+s")
        assert "It would end on Mon 2 Nov 2026, before it starts." in trouble(pilot, "ends_on")
        [thanksgiving] = yearbook.closures()
        assert str(thanksgiving.ends_on) == "2026-11-27"


@pytest.mark.parametrize(
    ("column", "typed", "stands", "name"),
    [
        ("partner_weeks", "4", 4, "Partners are silent after 4 school weeks"),
        ("stage_weeks", "0", 0, "Partners are never stuck in a stage"),
        ("smallest_group", "5", 5, "Least published count: 5"),
    ],
)
async def test_when_a_partner_needs_somebody_is_said_in_school_weeks(
    school: SmallSchool, column: str, typed: str, stands: int, name: str
) -> None:
    async with at_the_desk(SMALL) as pilot:
        section = await go_to(pilot, "Partners")
        section.query_one(f"#field-{column}", FormField).focus()
        await retype(pilot, typed)
        await press(pilot, "enter")
        assert getattr(school_settings(), column) == stands
        assert names_of_history()[0] == name


@pytest.mark.parametrize(
    ("column", "typed"), [("partner_weeks", "61"), ("stage_weeks", "soon"), ("smallest_group", "1")]
)
async def test_a_number_that_cannot_be_stays_typed_and_changes_nothing(
    school: SmallSchool, column: str, typed: str
) -> None:
    before = school_settings()
    async with at_the_desk(SMALL) as pilot:
        section = await go_to(pilot, "Partners")
        field = section.query_one(f"#field-{column}", FormField)
        field.focus()
        await retype(pilot, typed)
        await press(pilot, "enter")
        assert f"“{typed}” cannot be. Write a number from" in trouble(pilot, column)
        assert (field.value, school_settings()) == (typed, before)


def labels(of: WordList, *, archived: bool = False) -> list[str]:
    return [row.label for row in words.listing(of, archived=archived)]


async def test_words_are_renamed_added_moved_put_away_and_brought_back(school: SmallSchool) -> None:
    kinds = WordList.ORGANIZATION_KIND
    async with at_the_desk(SMALL) as pilot:
        await go_to(pilot, "Word lists")
        await press(pilot, "J")
        assert labels(kinds)[:2] == ["Nonprofit", "Business"]
        await press(pilot, "enter")
        await retype(pilot, "Company")
        await press(pilot, "ctrl+s")
        assert labels(kinds)[:2] == ["Nonprofit", "Company"]
        assert words.label_of(kinds, "business") == "Company"
        await press(pilot, "a")
        assert labels(kinds, archived=True) == ["Company"]
        await press(pilot, "z")
        assert "Company" in seen(pilot)
        await press(pilot, "a", "z")
        assert "Company" in labels(kinds)
        await press(pilot, "n")
        await type_text(pilot, NASTY)
        await press(pilot, "ctrl+s")
        assert labels(kinds)[-2:] == [LITERALLY, "Other"]
        await press(pilot, "u", "u")
        assert labels(kinds, archived=True) == ["Company"]


async def test_a_word_of_the_list_is_not_added_again_and_f_goes_on_to_the_next_list(school: SmallSchool) -> None:
    async with at_the_desk(SMALL) as pilot:
        await go_to(pilot, "Word lists")
        await press(pilot, "f", "n")
        await type_text(pilot, "finance")
        await press(pilot, "ctrl+s")
        assert "“Finance” is in the list already" in trouble(pilot, "label")
        await retype(pilot, "Film and games")
        await press(pilot, "ctrl+s")
        assert labels(WordList.SECTOR)[-1] == "Film and games"
        assert "Film and games" in seen(pilot)


def questions(audience: Audience = Audience.STAFF, *, archived: bool = False) -> list[str]:
    ids = prompts.listing(PromptFilter(audience=audience, archived=archived))
    rows = prompts.rows(ids)
    return [rows[one].text for one in ids]


async def test_questions_are_added_worded_anew_moved_and_put_away(school: SmallSchool) -> None:
    async with at_the_desk() as pilot:
        await go_to(pilot, "Questions")
        first, second = questions()[:2]
        await press(pilot, "J")
        assert questions()[:2] == [second, first]
        await press(pilot, "K")
        assert questions()[:2] == [first, second]
        await press(pilot, "enter")
        pilot.app.screen.query_one("#field-text", FormField).value += " Really?"
        await press(pilot, "ctrl+s")
        assert questions()[0] == f"{first} Really?"
        await press(pilot, "a")
        assert first not in " ".join(questions())
        await press(pilot, "z", "a", "z")
        assert questions()[0] == f"{first} Really?"
        await press(pilot, "f", "n")
        await type_text(pilot, "What would you bring?")
        await press(pilot, "ctrl+s")
        assert questions(Audience.CANDIDATE)[-1] == "What would you bring?"
        assert "What would you bring?" in seen(pilot)


async def test_questions_about_one_theme_move_past_the_neighbour_in_sight(school: SmallSchool) -> None:
    async with at_the_desk() as pilot:
        section = await go_to(pilot, "Questions")
        await press(pilot, "v")
        assert isinstance(section, ListSection)
        shown = [row.text for row in section.read().values()]
        await press(pilot, "J")
        assert [row.text for row in section.read().values()] == [shown[1], shown[0], *shown[2:]]


async def test_an_empty_question_is_refused_and_a_nasty_one_is_only_text(school: SmallSchool) -> None:
    async with at_the_desk() as pilot:
        await go_to(pilot, "Questions")
        await press(pilot, "n", "ctrl+s")
        assert "The text is empty" in trouble(pilot, "text")
        pilot.app.screen.query_one("#field-text", FormField).value = NASTY
        await press(pilot, "ctrl+s")
        assert "[/x] =1+1" in seen(pilot)


async def test_a_theme_is_tried_out_while_going_through_the_list_and_kept_with_enter(school: SmallSchool) -> None:
    async with at_the_desk() as pilot:
        section = await go_to(pilot, "Theme")
        assert isinstance(section, ThemeSection)
        await press(pilot, "down")
        assert pilot.app.theme == "partner-light"
        assert not settings.path().exists()
        await press(pilot, "escape")
        assert pilot.app.theme == "partner-dark"
        await press(pilot, "enter", "down", "enter")
        assert (pilot.app.theme, kept().theme) == ("partner-light", "partner-light")
        await press(pilot, "down", "2")
        assert pilot.app.theme == "partner-light", "what was only tried out ends with the screen"
        assert kept().theme == "partner-light"


async def test_undo_takes_back_settings_and_records_in_the_order_in_which_they_were_changed(
    school: SmallSchool,
) -> None:
    async with at_the_desk() as pilot:
        await go_to(pilot, "Theme")
        await press(pilot, "down", "enter")
        await press(pilot, "escape", *["up"] * number_of("Theme"), "enter")
        await retype(pilot, "Roosevelt")
        await press(pilot, "enter")
        await press(pilot, *["down"] * (len(SECTIONS) - 1), "enter", "down", "enter")
        assert kept().day_first
        await press(pilot, "u")
        assert (kept().day_first, kept().theme) == (False, "partner-light")
        assert "Roosevelt" in seen(pilot)
        await press(pilot, "u")
        assert "Lincoln High School" in seen(pilot)
        assert kept().theme == "partner-light"
        await press(pilot, "u")
        assert (pilot.app.theme, kept().theme) == ("partner-dark", "partner-dark")
        await press(pilot, "U")
        assert kept().theme == "partner-light"
        await press(pilot, "U")
        assert "Roosevelt" in seen(pilot)
        await press(pilot, "U")
        assert kept().day_first


async def find_key(pilot: DeskPilot, command: str) -> None:
    """Go to the line of a command among the keys."""
    await go_to(pilot, "Keys")
    highlight(pilot, command)


def highlight(pilot: DeskPilot, command: str) -> None:
    screen = pilot.app.screen
    assert isinstance(screen, SettingsScreen)
    section = screen.section
    assert isinstance(section, ListSection)
    section.table.highlight(next(number for number, row in section.read().items() if row.id == command))


async def test_another_key_is_pressed_works_at_once_and_stands_in_footer_and_help(school: SmallSchool) -> None:
    async with at_the_desk() as pilot:
        await find_key(pilot, "everywhere.undo")
        await press(pilot, "enter")
        assert "Press the key for “Undo”" in seen(pilot)
        await press(pilot, "f9")
        assert kept().keys == {"everywhere.undo": "f9"}
        assert "f9 Undo" in seen(pilot).splitlines()[-1]
        await press(pilot, "question_mark")
        assert "f9" in seen(pilot)
        await press(pilot, "escape", "f9")
        assert kept().keys == {}
        assert "u Undo" in seen(pilot).splitlines()[-1]


async def test_a_key_that_is_taken_is_said_and_another_can_be_pressed(school: SmallSchool) -> None:
    async with at_the_desk() as pilot:
        await find_key(pilot, "people.plan")
        await press(pilot, "enter", "l")
        assert "l is the key of “Log” already (people)" in seen(pilot)
        assert not settings.path().exists()
        await press(pilot, "h")
        assert "“History” already (everywhere)" in seen(pilot)
        await press(pilot, "f6")
        assert kept().keys == {"people.plan": "f6"}
        await press(pilot, "2", "f6")
        assert "Plan a meeting" in seen(pilot)


async def test_a_key_can_be_added_and_the_usual_ones_taken_again(school: SmallSchool) -> None:
    async with at_the_desk() as pilot:
        await find_key(pilot, "everywhere.history")
        await press(pilot, "n", "f7")
        assert kept().keys == {"everywhere.history": "h,f7"}
        assert "1 changed" in seen(pilot)
        await press(pilot, "r")
        assert kept().keys == {}
        await press(pilot, "enter", "escape")
        assert kept().keys == {}


async def test_the_usual_key_is_not_taken_back_from_what_has_it_by_now(school: SmallSchool) -> None:
    async with at_the_desk() as pilot:
        await find_key(pilot, "everywhere.history")
        await press(pilot, "enter", "f7")
        highlight(pilot, "everywhere.settings")
        await press(pilot, "enter", "h")
        assert kept().keys == {"everywhere.history": "f7", "everywhere.settings": "h"}
        highlight(pilot, "everywhere.history")
        await press(pilot, "r")
        assert "h is the key of “Settings” already" in seen(pilot)
        assert kept().keys["everywhere.history"] == "f7"


async def test_who_sits_here_is_chosen_from_the_list(school: SmallSchool) -> None:
    async with at_the_desk(chosen=Settings(), environment=ENVIRONMENT) as pilot:
        await go_to(pilot, "Who I am")
        assert "nobody said" in seen(pilot)
        await press(pilot, "enter")
        await type_text(pilot, "priya")
        await press(pilot, "enter")
        assert kept().me == people.get(school.priya).uid
        assert "Priya Sharma" in seen(pilot)
        await press(pilot, "r")
        assert kept().me == ""
        await press(pilot, "u")
        assert kept().me == people.get(school.priya).uid


async def test_settings_that_cannot_be_written_are_said_and_nothing_changes(
    school: SmallSchool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "in the way").write_text("a file, no folder")
    monkeypatch.setenv(settings.HOME, str(tmp_path / "in the way"))
    async with at_the_desk() as pilot:
        await go_to(pilot, "Theme")
        await press(pilot, "down", "enter")
        assert "The settings" in seen(pilot)
        await press(pilot, "escape")
        assert pilot.app.theme == "partner-dark"


async def test_records_that_are_open_read_only_are_said_to_be_so(school: SmallSchool) -> None:
    path = database.current().path
    database.close_records()
    database.open_records(path, read_only=True)
    async with at_the_desk() as pilot:
        await go_to(pilot, "Pace")
        await retype(pilot, "7")
        await press(pilot, "enter")
        assert "read-only" in trouble(pilot, "chats_per_week")
        await press(pilot, "escape", "down", "down", "n")
        assert "These records are open read-only" in seen(pilot)
        await press(pilot, "enter", "enter", "a")
        await press(pilot, "escape", "down", "enter", "a")
        assert isinstance(pilot.app.screen, SettingsScreen)


@pytest.mark.parametrize(
    ("title", "heading", "said"),
    [
        ("Pace", "Settings", "Everything is saved at once"),
        ("School years", "School years, terms and closures", "a day is in one school year only"),
        ("Closures", "School years, terms and closures", "a day is in one school year only"),
        ("Questions", "Questions", "three questions"),
        ("Word lists", "Word lists", "which never changes"),
        ("Keys", "Your own keys", "takes the usual"),
    ],
)
async def test_the_help_knows_every_section(school: SmallSchool, title: str, heading: str, said: str) -> None:
    async with at_the_desk() as pilot:
        await press(pilot, "comma", *["down"] * number_of(title))
        if title != "Pace":
            await press(pilot, "enter")
        await press(pilot, "question_mark")
        assert heading in seen(pilot)
        assert said in " ".join(seen(pilot).split())
