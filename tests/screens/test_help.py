"""Help, keys and the palette, as somebody looks for how to do something."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

import pytest
from textual.command import CommandPalette
from textual.widgets import Markdown

from partner_tui import commands
from partner_tui import screens as package
from partner_tui.records import database, history, people
from partner_tui.records.database import RecordsFile
from partner_tui.screens import help as help_screen
from partner_tui.screens import keymap
from partner_tui.screens.palette import SteadyCommandList
from partner_tui.settings import Settings
from tests.conftest import NOW, WHO
from tests.screens.sitting import app_on, screen_name, seen, until


@pytest.fixture(autouse=True)
def _somebody(records: RecordsFile) -> None:
    with history.intent("Add Ana", who=WHO, at=NOW) as intent:
        people.add(intent, kind="staff", given_name="Ana", family_name="Rivera")


async def test_the_help_is_about_what_has_the_focus() -> None:
    app = app_on(database.current().path)
    async with app.run_test(size=(100, 60)) as pilot:
        await until(pilot, lambda: screen_name(app) == "TodayScreen")
        await pilot.press("question_mark")
        await until(pilot, lambda: screen_name(app) == "HelpScreen" and "Meet this week says" in seen(app))
        await pilot.press("escape", "2")
        await until(pilot, lambda: screen_name(app) == "PeopleScreen")
        await pilot.press("f1")
        await until(pilot, lambda: "Nobody is ever deleted" in seen(app))
        await pilot.press("escape", "ctrl+f")
        await until(pilot, lambda: screen_name(app) == "PeopleScreen")
        await pilot.press("f1")
        await until(pilot, lambda: "Type any part of a name" in seen(app))


async def test_the_help_lists_the_keys_here_and_everywhere() -> None:
    app = app_on(database.current().path)
    async with app.run_test(size=(100, 60)) as pilot:
        await until(pilot, lambda: screen_name(app) == "TodayScreen")
        await pilot.press("2")
        await until(pilot, lambda: screen_name(app) == "PeopleScreen")
        here, everywhere = help_screen.live_keys(app.screen)
        # Enter is the list's own while it has the focus.
        for command in [one for one in commands.of("people") if one.action not in ("open", "other_side")]:
            assert command.help in {one.does for one in here}, command.id
        assert {command.help for command in commands.of("everywhere")} == {one.does for one in everywhere}
        assert help_screen.KeyLine("U ctrl+r", "Bring forward what was taken back last") in everywhere


async def test_a_key_of_ones_own_works_and_is_the_one_that_the_help_shows() -> None:
    app = app_on(database.current().path, Settings(keys={"everywhere.history": "f5", "people.new": "N"}))
    async with app.run_test(size=(100, 60)) as pilot:
        await until(pilot, lambda: screen_name(app) == "TodayScreen")
        await pilot.press("f5")
        await until(pilot, lambda: screen_name(app) == "HistoryScreen")
        _here, everywhere = help_screen.live_keys(app.screen)
        assert [one.keys for one in everywhere if one.does.startswith("All that was done")] == ["f5"]


async def test_a_key_that_cannot_be_is_said_at_the_start() -> None:
    app = app_on(database.current().path, Settings(keys={"people.plam": "f5", "people.new": "e"}))
    async with app.run_test(size=(100, 30)) as pilot:
        await until(pilot, lambda: len(app._notifications) == 2)
        said = " ".join(note.message for note in app._notifications)
        assert "Is people.plan meant?" in said
        assert "e is the key of “Edit” already" in said


async def test_the_manual_can_be_read_whole() -> None:
    app = app_on(database.current().path)
    async with app.run_test(size=(100, 30)) as pilot:
        await until(pilot, lambda: screen_name(app) == "TodayScreen")
        await pilot.press("question_mark")
        await until(pilot, lambda: screen_name(app) == "HelpScreen")
        await pilot.press("m")
        await until(pilot, lambda: "The relationship desk of one school" in seen(app))
        assert app.screen.query_one(Markdown).source == help_screen.manual()
        await pilot.press("q")
        await until(pilot, lambda: screen_name(app) == "TodayScreen")


def test_every_heading_that_is_asked_for_is_in_the_manual() -> None:
    screens = [import_module(f"{package.__name__}.{one.name}") for one in iter_modules(package.__path__)]
    classes = [one for screen in screens for one in vars(screen).values() if isinstance(one, type)]
    own = {heading for one in classes if isinstance(heading := getattr(one, "HELP", None), str)}
    assert "The brief" in own
    asked = {*help_screen.HEADINGS.values(), *own}
    for heading in {*asked, help_screen.EVERYWHERE}:
        assert help_screen.section(heading), heading
    assert help_screen.section("No such heading") == ""


async def test_the_palette_has_every_command_of_the_screen_by_name() -> None:
    app = app_on(database.current().path)
    async with app.run_test(size=(100, 60)) as pilot:
        await until(pilot, lambda: screen_name(app) == "TodayScreen")
        await pilot.press("3")
        await until(pilot, lambda: screen_name(app) == "MeetingsScreen")
        offered = {command.title for command in app.get_system_commands(app.screen)}
        expected = {command.label for command in [*commands.of("meetings"), *commands.of("everywhere")]}
        assert expected - {"Commands"} <= offered
        await pilot.press("ctrl+p", *"histo")
        await until(pilot, lambda: "All that was done" in seen(app))
        await pilot.press("enter")
        await until(pilot, lambda: screen_name(app) == "HistoryScreen")


async def test_another_theme_is_remembered() -> None:
    app = app_on(database.current().path)
    async with app.run_test(size=(100, 30)) as pilot:
        await until(pilot, lambda: screen_name(app) == "TodayScreen")
        app.theme = "textual-light"
        await until(pilot, lambda: app.desk.settings.theme == "textual-light")


async def test_a_page_down_or_a_second_esc_does_not_bring_the_palette_down() -> None:
    app = app_on(database.current().path)
    async with app.run_test(size=(100, 30)) as pilot:
        await until(pilot, lambda: screen_name(app) == "TodayScreen")
        for _ in range(3):
            app.action_command_palette()
            palette = app.screen
            assert isinstance(palette, CommandPalette)
            palette._action_command_list("page_down")
            palette._action_cursor_down()
            palette._action_escape()
            palette._action_escape()
            await until(pilot, lambda: screen_name(app) == "TodayScreen")
        await pilot.press("ctrl+p")
        await until(pilot, lambda: bool(app.screen.query(SteadyCommandList)))
        app.screen.query_one(SteadyCommandList)._line_cache.clear()
        await pilot.press("pagedown", "pageup", "escape")
        await until(pilot, lambda: screen_name(app) == "TodayScreen")


def test_keys_may_be_swapped_and_written_as_they_are_on_the_keyboard() -> None:
    swapped = {"people.new": "e", "people.edit": "n"}
    assert keymap.usable(swapped) == (swapped, [])
    assert keymap.usable({"everywhere.help": "?"}) == ({"everywhere.help": "?"}, [])
    assert keymap.usable({"people.plan": "f5,ctrl+alt+p"})[1] == []


@pytest.mark.parametrize(
    ("command", "keys"),
    [
        ("people.plan", "u"),  # undo has it everywhere
        ("everywhere.undo", "e"),  # people and meetings have it
        ("meetings.cancel", "j"),  # the list goes down with it
        ("people.plan", "f99"),
        ("people.plan", "hyperspace"),
        ("people.plan", "ctrl+"),
        ("people.plan", "wrong+x"),
        ("people.plan", ""),
        ("nothing", "x"),
    ],
)
def test_a_key_that_is_taken_or_that_no_keyboard_has_is_left_out_and_said(command: str, keys: str) -> None:
    usable, said = keymap.usable({command: keys})
    assert usable == {}
    assert len(said) == 1


def test_of_two_commands_that_want_one_key_the_first_gets_it() -> None:
    usable, said = keymap.usable({"people.new": "f5", "people.edit": "f5"})
    assert usable == {"people.new": "f5"}
    assert said == ["f5 is the key of “New” already: “Edit” keeps e."]


def test_a_key_of_another_screen_is_free() -> None:
    assert keymap.usable({"today.held": "z"}) == ({"today.held": "z"}, [])


def test_the_same_letter_in_lower_and_upper_case_are_two_keys() -> None:
    assert keymap.usable({"people.new": "E"}) == ({"people.new": "E"}, [])


def test_the_usual_keys_can_all_be_named() -> None:
    assert [keymap.spoken(key) for key in ("question_mark", "slash", "down", "ctrl+p", "U", "escape", "f1")] == [
        *("?", "/", "↓", "ctrl+p", "U", "esc", "f1")
    ]
    usual = {command.id: command.keys for command in commands.COMMANDS}
    assert [one for keys in usual.values() for one in keys.split(",") if not keymap._is_key(one)] == []


async def test_f1_helps_in_the_middle_of_a_form_and_the_form_is_still_there() -> None:
    app = app_on(database.current().path)
    async with app.run_test(size=(100, 60)) as pilot:
        await until(pilot, lambda: screen_name(app) == "TodayScreen")
        await pilot.press("2")
        await until(pilot, lambda: screen_name(app) == "PeopleScreen")
        await pilot.press("n")
        await until(pilot, lambda: screen_name(app) == "PersonForm")
        await pilot.press(*"Sam?", "f1")
        await until(pilot, lambda: "asks before it closes" in seen(app))
        await pilot.press("escape")
        await until(pilot, lambda: screen_name(app) == "PersonForm" and "Sam?" in seen(app))


async def test_a_command_of_the_palette_that_is_about_nothing_says_so() -> None:
    app = app_on(database.current().path)
    async with app.run_test(size=(100, 30)) as pilot:
        await until(pilot, lambda: screen_name(app) == "TodayScreen")
        await pilot.press("ctrl+p", *"missed")
        await until(pilot, lambda: "Say that nobody came" in seen(app))
        await pilot.press("enter")
        said = "Nothing is highlighted that “Missed” could be about."
        await until(pilot, lambda: [note.message for note in app._notifications] == [said])


def test_the_manual_names_the_keys_that_people_asked_for() -> None:
    today, meetings = help_screen.section("Today"), help_screen.section("Meetings")
    assert all(f"`{key}`" in today for key in "xlecio")
    assert "**Esc** there goes back to Today" in today
    assert all(f"`{key}`" in meetings for key in "xlicez")


async def test_undoing_again_and_again_does_not_cover_the_screen_with_messages() -> None:
    app = app_on(database.current().path)
    async with app.run_test(size=(100, 30)) as pilot:
        await until(pilot, lambda: screen_name(app) == "TodayScreen")
        for name in ("Ben", "Cleo"):
            with history.intent(f"Add {name}", who=app.desk.who, at=NOW) as intent:
                people.add(intent, kind="staff", given_name=name)
        await pilot.press("u", "u")
        await until(pilot, lambda: [note.message for note in app._notifications] == ["Taken back: Add Ben"])
