"""A school of the first schema is brought to the second with all it had, and finds questions to ask."""

from __future__ import annotations

import shutil
from datetime import timedelta
from pathlib import Path

import pytest
from playhouse.migrations import Runner

from partner_tui.records import (
    backups,
    checkup,
    database,
    history,
    meetings,
    migrating,
    partner_index,
    people,
    prompts,
    search_index,
)
from partner_tui.records.connection import RecordsFile, Schema
from partner_tui.records.fields import utc_text
from partner_tui.records.prompt_bank import QUESTIONS
from partner_tui.records.prompts import PromptFilter
from tests.conftest import NOW, WHO, ZONE
from tests.records.test_schema import schema_of

FIRST_INDEXED = ("people", "groups", "organizations", "meetings")


def first_migrations(folder: Path) -> Path:
    """Return a folder with the first migration only."""
    folder.mkdir()
    shutil.copy(migrating.directory() / "0001_initial.py", folder)
    return folder


@pytest.fixture
def first_schema(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a closed, empty file as the program of the first schema made it."""
    path, folder = tmp_path / "first.db", first_migrations(tmp_path / "first")
    path.touch(mode=0o600)
    made = RecordsFile(path)
    made.pragma("application_id", database.APPLICATION_ID)
    made.pragma("journal_mode", "wal")
    Runner(made, directory=str(folder)).up()
    with monkeypatch.context() as then:
        then.setattr(search_index, "INDEXED", FIRST_INDEXED)
        then.setattr(partner_index, "statements", dict)
        search_index.install(made)
    made.pragma("user_version", 1)
    made.leave()
    return path


@pytest.fixture
def first_school(first_schema: Path, tmp_path: Path) -> Path:
    """Return that file with a school, Ana, and a coffee with her."""
    opened = database.open_records(first_schema, schema=Schema(1, tmp_path / "first"))
    with history.intent("Found", who="setup", at=NOW) as intent:
        # The model of today has columns that the first schema had not.
        opened.run(
            "INSERT INTO school (uid, version, created_at, updated_at, name, timezone, chats_per_week, day_starts, "
            "day_ends) VALUES ('school', 1, ?, ?, 'Lincoln', ?, 3, 480, 960)",
            (utc_text(NOW), utc_text(NOW), ZONE),
        )
        opened.run(
            "INSERT INTO changes (intent_id, table_name, record_id, after) VALUES (?, 'school', 1, '{}')", (intent.id,)
        )
        intent.changed += 1
    with history.intent("Log coffee", who=WHO, at=NOW + timedelta(days=1)) as intent:
        ana = people.add(intent, kind="staff", given_name="Ana", family_name="Rivera")
        attendance = [meetings.Attendance(ana)]
        meetings.add(intent, attendance=attendance, starts_at=NOW, timezone=ZONE, summary="robotics")
    database.close_records()
    return first_schema


def contents(opened: RecordsFile) -> dict[str, list[tuple[object, ...]]]:
    tables = dict.fromkeys(("people", "meetings", "participants", "intents", "changes"), "*")
    tables["school"] = "uid, version, created_at, updated_at, name, timezone, chats_per_week, day_starts, day_ends"
    return {
        name: opened.run(f"SELECT {columns} FROM {name} ORDER BY id").fetchall() for name, columns in tables.items()
    }


def test_a_school_of_the_first_schema_keeps_everything_and_gets_the_rest(
    first_school: Path, tmp_path: Path, school_file: Path
) -> None:
    before = contents(database.open_records(first_school, schema=Schema(1, tmp_path / "first")))
    opened = database.open_records(first_school)
    assert opened.version() == database.SCHEMA_VERSION
    assert contents(opened) == before
    assert opened.run("PRAGMA foreign_key_check").fetchall() == []
    assert checkup.quick_check() is None
    assert search_index.missing(opened) == []
    search_index.check(opened)
    assert [one.why for one in backups.listing(first_school)] == ["before-update"]
    assert list(meetings.listing(meetings.MeetingFilter(text="robot"))) == [1]
    upgraded = schema_of(opened)
    assert upgraded == schema_of(database.open_records(school_file))


def test_an_older_school_has_the_questions_of_a_new_one(first_school: Path) -> None:
    database.open_records(first_school)
    rows = prompts.rows(prompts.listing(PromptFilter()))
    assert len(rows) >= 36
    known = {one.uid: one for one in QUESTIONS}
    assert {row.uid for row in rows.values()} <= known.keys()
    assert all((row.audience, row.theme) == (known[row.uid].audience, known[row.uid].theme) for row in rows.values())
    assert len(prompts.propose(1, "staff", today=NOW.date())) == 3
    with history.intent("Fill", who=WHO, at=NOW) as intent:
        assert prompts.fill(intent) == len(QUESTIONS) - len(rows)


def test_a_question_that_came_with_the_update_can_be_edited_answered_and_taken_back(first_school: Path) -> None:
    database.open_records(first_school)
    question = prompts.propose(1, "staff", today=NOW.date())[0]
    with history.intent("Ask", who=WHO, at=NOW) as intent:
        prompts.edit(intent, question.prompt_id, 1, text="And now?")
        prompts.answer(intent, prompt_id=question.prompt_id, person_id=1, asked_on=NOW.date(), text="robotics")
    history.undo(who=WHO, at=NOW)
    assert prompts.propose(1, "staff", today=NOW.date())[0] == question
    assert history.undo(who=WHO, at=NOW) is not None
    assert history.undo(who="setup", at=NOW) is None


def test_a_file_without_a_school_is_founded_like_a_new_one(first_schema: Path) -> None:
    database.open_records(first_schema)
    assert not prompts.listing(PromptFilter())


def test_going_down_takes_only_what_came_and_up_again_works(first_school: Path, tmp_path: Path) -> None:
    schema = Schema(1, tmp_path / "first")
    before = schema_of(database.open_records(first_school, schema=schema))
    opened = database.open_records(first_school)
    Runner(opened, directory=str(migrating.directory())).down("0002_conversations")
    opened.pragma("user_version", 1)
    assert schema_of(opened) == before
    assert opened.run("PRAGMA foreign_key_check").fetchall() == []
    again = database.open_records(first_school)
    assert again.version() == database.SCHEMA_VERSION
    assert len(prompts.listing(PromptFilter())) >= 36
    search_index.check(again)
