"""What is kept when the program must end, and what a crash says."""

from __future__ import annotations

import json
import stat
from pathlib import Path
from typing import Any

import pytest
from textual.app import App

from partner_tui import farewell, settings
from partner_tui.records import database, history, people
from partner_tui.records.database import RecordsFile
from partner_tui.screens import drafts
from partner_tui.screens.drafts import Draft
from partner_tui.screens.forms import Form
from partner_tui.screens.today import TodayScreen
from partner_tui.settings import Settings
from tests.conftest import NOW, WHO
from tests.screens.sitting import app_on, screen_name, seen, until

SECRET = "a secret about Ana"


@pytest.fixture
def file() -> Path:
    """Return where a draft is kept."""
    return settings.path().with_name(drafts.FILE)


@pytest.fixture
def ana(records: RecordsFile) -> int:
    """Return the id of the one person in the records."""
    with history.intent("Add Ana", who=WHO, at=NOW) as intent:
        return people.add(intent, kind="staff", given_name="Ana", family_name="Rivera")


def test_a_draft_is_read_as_it_was_kept_by_its_owner_only(file: Path, tmp_path: Path) -> None:
    draft = Draft(str(tmp_path / "a.db"), "Log a meeting", "log_meeting", None, {"summary": "two\nlines \ud800 é"})
    drafts.keep(draft, file)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    assert drafts.kept(file, tmp_path / "a.db") == draft
    assert drafts.kept(file, tmp_path / "other.db") is None
    assert [one.name for one in file.parent.iterdir()] == [file.name]


@pytest.mark.parametrize("text", ["", "[]", "{", "null", '{"database": "x"}', '{"texts": []}', "\x00"])
def test_a_draft_that_cannot_be_read_is_none(file: Path, tmp_path: Path, text: str) -> None:
    file.parent.mkdir(parents=True)
    file.write_text(text)
    assert drafts.kept(file, tmp_path / "a.db") is None


async def test_quitting_with_an_open_form_keeps_what_is_written(ana: int, file: Path) -> None:
    app = app_on(database.current().path)
    async with app.run_test(size=(100, 40)) as pilot:
        await until(pilot, lambda: screen_name(app) == "TodayScreen")
        await pilot.press("l")
        await until(pilot, lambda: isinstance(app.screen, Form))
        form = app.screen
        assert isinstance(form, Form)
        form.field("summary").value = SECRET
        await app.action_quit()
    assert json.loads(file.read_text())["texts"]["summary"] == SECRET

    again = app_on(database.current().path)
    async with again.run_test(size=(100, 40)) as pilot:
        await until(pilot, lambda: screen_name(again) == "Ask")
        assert SECRET in seen(again)
        await pilot.press("l")
        await until(pilot, lambda: screen_name(again) == "TodayScreen")
    assert file.exists()

    once_more = app_on(database.current().path)
    async with once_more.run_test(size=(100, 40)) as pilot:
        await until(pilot, lambda: screen_name(once_more) == "Ask")
        await pilot.press("g")
        await until(pilot, lambda: screen_name(once_more) == "MeetingForm")
        restored = once_more.screen
        assert isinstance(restored, Form)
        assert restored.text("summary") == SECRET
        assert "Ana Rivera" in restored.text("participants")
    assert not file.exists()


async def test_a_draft_can_be_thrown_away(ana: int, file: Path) -> None:
    drafts.keep(Draft(str(database.current().path), "New person", "new_person", None, {"given_name": "Mar"}), file)
    app = app_on(database.current().path)
    async with app.run_test(size=(100, 40)) as pilot:
        await until(pilot, lambda: screen_name(app) == "Ask")
        await pilot.press("t")
        await until(pilot, lambda: screen_name(app) == "TodayScreen")
    assert not file.exists()


async def test_what_was_written_about_a_record_that_is_gone_can_still_be_read(ana: int, file: Path) -> None:
    drafts.keep(
        Draft(str(database.current().path), "Edit Bo", "edit_person", 999, {"notes": SECRET, "grade": ""}), file
    )
    app = app_on(database.current().path)
    async with app.run_test(size=(100, 40)) as pilot:
        await until(pilot, lambda: screen_name(app) == "Ask")
        await pilot.press("g")
        await until(pilot, lambda: screen_name(app) == "Show")
        assert SECRET in seen(app)
        assert "grade" not in seen(app)


async def test_an_edit_goes_on_with_the_record_that_it_was_about(ana: int, file: Path) -> None:
    drafts.keep(Draft(str(database.current().path), "Edit Ana", "edit_person", ana, {"notes": SECRET}), file)
    app = app_on(database.current().path)
    async with app.run_test(size=(100, 40)) as pilot:
        await until(pilot, lambda: screen_name(app) == "Ask")
        await pilot.press("g")
        await until(pilot, lambda: screen_name(app) == "PersonForm")
        form = app.screen
        assert isinstance(form, Form)
        assert (form.text("given_name"), form.text("notes")) == ("Ana", SECRET)
        assert form.is_dirty


async def test_a_form_with_nothing_new_in_it_keeps_nothing(ana: int, file: Path) -> None:
    app = app_on(database.current().path)
    async with app.run_test(size=(100, 40)) as pilot:
        await until(pilot, lambda: screen_name(app) == "TodayScreen")
        await pilot.press("2", "n")
        await until(pilot, lambda: isinstance(app.screen, Form))
        await app.action_quit()
    assert not file.exists()


async def test_a_full_disk_does_not_keep_the_program_from_ending(ana: int, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(draft: Draft, file: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(drafts, "keep", full)
    app = app_on(database.current().path)
    async with app.run_test(size=(100, 40)) as pilot:
        await until(pilot, lambda: screen_name(app) == "TodayScreen")
        await pilot.press("2", "n", *"Mar")
        await app.action_quit()
    assert app.return_value == 0


def _fail() -> None:
    note = SECRET
    raise ValueError(f"cannot save {note}")


@pytest.mark.parametrize("in_worker", [False, True])
async def test_a_crash_says_the_kind_and_the_place_and_no_value(
    ana: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], in_worker: bool
) -> None:
    async def fail_later() -> None:
        _fail()

    def action_plan(self: TodayScreen) -> None:
        if in_worker:
            self.run_worker(fail_later())
        else:
            _fail()

    monkeypatch.setattr(TodayScreen, "action_plan", action_plan)
    app = app_on(database.current().path, Settings())

    async def plan() -> None:
        async with app.run_test(size=(100, 40)) as pilot:
            await until(pilot, lambda: screen_name(app) == "TodayScreen")
            await pilot.press("p")
            await pilot.pause()

    with pytest.raises(Exception, match="cannot save"):
        await plan()
    said = capsys.readouterr().err
    assert "ValueError" in said
    assert "is saved" in said
    assert SECRET not in said
    assert "cannot save" not in said
    assert app.return_code == 1


def test_textual_still_calls_what_is_overridden_to_keep_a_crash_silent() -> None:
    called = App._handle_exception.__code__.co_names
    assert "_fatal_error" in called
    assert "_exit_renderables" in App._print_error_renderables.__code__.co_names
    assert "_close_messages_no_wait" in App._fatal_error.__code__.co_names


def test_a_crash_names_all_errors_of_a_chain_and_ends() -> None:
    try:
        try:
            _fail()
        except ValueError as error:
            raise KeyError(SECRET) from error
    except KeyError as error:
        error.__cause__.__context__ = error  # type: ignore[union-attr]  # raised from the ValueError above
        text = farewell.crash_text(error)
    assert "KeyError" in text
    assert "ValueError" in text
    assert SECRET not in text
    assert str(Path.home()) not in text


def test_a_process_that_does_not_end_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    import threading

    ended: list[Any] = []
    gone = threading.Event()

    def leave(code: int) -> None:
        ended.append(code)
        gone.set()

    monkeypatch.setattr("partner_tui.farewell.os._exit", leave)
    farewell.leave_in_time(143, patience=0)
    assert gone.wait(20)
    assert ended == [143]
