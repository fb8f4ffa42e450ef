"""The history, as somebody looks for what was changed and takes it back."""

from __future__ import annotations

from datetime import timedelta

import pytest

from partner_tui.records import database, history, meetings, people, private_notes, retold
from partner_tui.records.database import RecordsFile
from partner_tui.records.meetings import Attendance
from partner_tui.screens.history import IN_FULL, HistoryScreen
from tests.conftest import NOW, WHO, ZONE
from tests.screens.sitting import app_on, screen_name, seen, until

ME = "alex"


@pytest.fixture(autouse=True)
def _alex_sits_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOGNAME", ME)


@pytest.fixture
def ana(records: RecordsFile) -> int:
    """Return the id of the one person in the records, who was moved to another room of the school since."""
    with history.intent("Add Ana Rivera", who=ME, at=NOW) as intent:
        person_id = people.add(intent, kind="staff", given_name="Ana", family_name="Rivera", phone="555-0100")
    with history.intent("Edit Ana Rivera", who=ME, at=NOW + timedelta(minutes=5)) as intent:
        people.edit(intent, person_id, 1, phone="555-0199", joined_on="2026-08-24")
    return person_id


def note_about(ana: int, author: str) -> None:
    """Log a meeting with a private note."""
    with history.intent(f"Log coffee by {author}", who=author, at=NOW) as intent:
        meeting_id = meetings.add(intent, attendance=[Attendance(ana)], starts_at=NOW, timezone=ZONE, status="held")
        private_notes.write(intent, meeting_id, author, f"private words of {author}")


async def test_the_highlighted_line_shows_what_it_changed_before_and_after(ana: int) -> None:
    app = app_on(database.current().path)
    async with app.run_test(size=(120, 36)) as pilot:
        await until(pilot, lambda: screen_name(app) == "TodayScreen")
        await pilot.press("h")
        await until(pilot, lambda: "555-0100 → 555-0199" in seen(app))
        text = seen(app)
        assert "Edit Ana Rivera" in text
        assert "– → Mon 24 Aug 2026" in text
        assert text.index("Edit Ana Rivera") < text.index("Add Ana Rivera")
        await pilot.press("j")
        await until(pilot, lambda: "added person Ana Rivera" in seen(app))
        assert "→" not in seen(app).partition("added person")[2]


async def test_u_takes_back_and_esc_goes_back_to_where_one_was(ana: int) -> None:
    app = app_on(database.current().path)
    async with app.run_test(size=(120, 36)) as pilot:
        await until(pilot, lambda: screen_name(app) == "TodayScreen")
        await pilot.press("2")
        await until(pilot, lambda: screen_name(app) == "PeopleScreen")
        await pilot.press("h")
        await until(pilot, lambda: "555-0199" in seen(app))
        await pilot.press("u")
        await until(pilot, lambda: "taken back" in seen(app))
        assert people.get(ana).phone == "555-0100"
        await pilot.press("U")
        await until(pilot, lambda: people.get(ana).phone == "555-0199")
        await pilot.press("escape")
        await until(pilot, lambda: screen_name(app) == "PeopleScreen")


async def test_a_private_note_is_shown_to_its_author_only(ana: int) -> None:
    note_about(ana, "somebody else")
    note_about(ana, ME)
    app = app_on(database.current().path)
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda: screen_name(app) == "TodayScreen")
        await pilot.press("h")
        await until(pilot, lambda: f"private words of {ME}" in seen(app))
        await pilot.press("j")
        await until(pilot, lambda: "only its author reads it" in seen(app))
        assert "private words" not in seen(app)
        assert "Coffee with Ana Rivera" in seen(app)


async def test_typing_narrows_the_history_by_name(ana: int) -> None:
    app = app_on(database.current().path)
    async with app.run_test(size=(120, 36)) as pilot:
        await until(pilot, lambda: screen_name(app) == "TodayScreen")
        await pilot.press("h", "ctrl+f", *"edit")
        await until(pilot, lambda: isinstance(app.screen, HistoryScreen) and app.screen.table.count == 1)
        await pilot.press("escape", "escape")
        assert screen_name(app) == "HistoryScreen"


async def test_an_import_is_a_line_for_each_record_and_a_count(records: RecordsFile) -> None:
    with history.intent("Import roster.csv", who=ME, at=NOW) as intent:
        rows = [{"kind": "staff", "given_name": f"Person {number}"} for number in range(300)]
        intent.insert_many(people.Person, rows)
    app = app_on(records.path)
    async with app.run_test(size=(120, 36)) as pilot:
        await until(pilot, lambda: screen_name(app) == "TodayScreen")
        await pilot.press("h")
        await until(pilot, lambda: "added person Person 0" in seen(app))
        assert "given name" not in seen(app)
        assert isinstance(app.screen, HistoryScreen)
        newest = retold.listing()[0]
        assert "and 100 more" in app.screen.story(newest).plain
    assert IN_FULL < 300


async def test_hostile_names_stay_text_in_the_history(records: RecordsFile) -> None:
    with history.intent("Add [/x] [@click=app.quit]y[/]", who=ME, at=NOW) as intent:
        people.add(intent, kind="staff", given_name="Bob [/] x", notes="[red]loud[/red]\nsecond line")
    app = app_on(records.path)
    async with app.run_test(size=(120, 36)) as pilot:
        await until(pilot, lambda: screen_name(app) == "TodayScreen")
        await pilot.press("h")
        await until(pilot, lambda: "[red]loud[/red]" in seen(app))
        assert "Add [/x] [@click=app.quit]y[/]" in seen(app)


def test_who_did_it_is_named_where_it_is_somebody_in_the_records(ana: int) -> None:
    uid = people.get(ana).uid
    with history.intent("Edit Ana Rivera", who=uid, at=NOW) as intent:
        people.edit(intent, ana, 2, phone="")
    newest = retold.listing()[0]
    assert retold.rows([newest])[newest].who == "Ana Rivera"


def test_what_was_taken_back_can_still_be_read(ana: int) -> None:
    history.undo(who=ME, at=NOW)
    history.undo(who=ME, at=NOW)
    told, total = retold.of_intent(retold.listing("add ana")[0], ME)
    assert (total, told[0].name, told[0].did) == (1, "Ana", "added")


def test_putting_away_and_bringing_back_are_called_so(ana: int) -> None:
    with history.intent("Archive", who=ME, at=NOW) as intent:
        intent.archive(people.Person, ana, 2)
    with history.intent("Bring back", who=ME, at=NOW) as intent:
        intent.restore(people.Person, ana, 3)
    back, away = (retold.of_intent(intent_id, ME)[0][0].did for intent_id in retold.listing()[:2])
    assert (away, back) == ("archived", "restored")


def test_a_line_counts_all_intents_and_names_no_one_twice(ana: int) -> None:
    assert retold.count() == len(retold.listing()) == 3
    assert retold.rows([]) == {}
    assert {line.who for line in retold.rows(list(retold.listing())).values()} == {ME, "setup"}
    assert WHO not in {ME, "setup"}
