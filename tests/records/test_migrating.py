"""An older file is brought up to date by one program at a time, after a checked copy, wholly or not at all."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from partner_tui.errors import DatabaseError
from partner_tui.records import backups, checkup, database, groups, history, migrating, people, search_index
from partner_tui.records.connection import RecordsFile, Schema
from tests.conftest import NOW, WHO
from tests.records import processes

NICKNAME = """
import sys
from peewee import TextField
from playhouse.migrate import SqliteMigrator

def up(migrator, db):
    migrator.migrate(
        migrator.add_column("people", "nickname", TextField(default="")),
        migrator.add_column("groups", "colour", TextField(default="")),
    )
    if sys.argv[-1] == "wait":
        print("in the middle", flush=True)
        input()

def down(migrator, db):
    migrator.migrate(migrator.drop_column("people", "nickname"), migrator.drop_column("groups", "colour"))
"""
OPEN = """
database.open_records(path, schema=Schema(database.SCHEMA_VERSION + 1, Path(sys.argv[2])))
print('open', flush=True)
"""


def next_schema(folder: Path, text: str = NICKNAME) -> Schema:
    """Return a schema that is one migration ahead of the program."""
    ahead = folder / "migrations"
    shutil.copytree(migrating.directory(), ahead, ignore=shutil.ignore_patterns("__pycache__"), dirs_exist_ok=True)
    (ahead / f"{database.SCHEMA_VERSION + 1:04}_next.py").write_text(text, encoding="utf-8")
    return Schema(database.SCHEMA_VERSION + 1, ahead)


@pytest.fixture
def old_file(school_file: Path) -> Path:
    """Return a file of today's schema with Ana in Science, seen by the program of tomorrow."""
    database.open_records(school_file)
    with history.intent("Add Ana", who=WHO, at=NOW) as intent:
        ana = people.add(intent, kind="staff", given_name="Ana", family_name="Rivera")
        groups.set_department(intent, ana, "Science", NOW.date())
    database.close_records()
    return school_file


def columns(table: str) -> list[str]:
    return [name for (name,) in database.select("SELECT name FROM pragma_table_info(?)", (table,))]


def test_an_older_file_is_brought_up_to_date_after_a_checked_copy(old_file: Path, tmp_path: Path) -> None:
    opened = database.open_records(old_file, schema=next_schema(tmp_path))
    assert opened.version() == database.SCHEMA_VERSION + 1
    assert "nickname" in columns("people")
    assert [one.why for one in backups.listing(old_file)] == ["before-update"]
    copy = database.open_records(backups.listing(old_file)[0].path)
    assert copy.version() == database.SCHEMA_VERSION
    assert database.select("SELECT given_name FROM people") == [("Ana",)]


def test_a_rebuilt_table_gets_its_triggers_back_and_is_still_searched(old_file: Path, tmp_path: Path) -> None:
    opened = database.open_records(old_file, schema=next_schema(tmp_path))
    assert search_index.missing(opened) == []
    assert list(people.listing(people.PeopleFilter(text="riv"))) == [1]
    opened.run("UPDATE people SET search_text = 'sam okafor' WHERE id = 1")
    assert list(people.listing(people.PeopleFilter(text="riv"))) == []
    assert list(people.listing(people.PeopleFilter(text="oka"))) == [1]
    assert checkup.quick_check() is None
    assert opened.pragma("foreign_keys") == 1


def test_a_file_that_is_up_to_date_is_not_copied(old_file: Path, tmp_path: Path) -> None:
    schema = next_schema(tmp_path)
    database.open_records(old_file, schema=schema)
    database.open_records(old_file, schema=schema)
    assert len(backups.listing(old_file)) == 1


def test_a_migration_that_fails_leaves_the_old_schema(old_file: Path, tmp_path: Path) -> None:
    text = NICKNAME.replace("    if sys.argv", "    db.execute_sql('INSERT INTO nowhere VALUES (1)')\n    if sys.argv")
    with pytest.raises(DatabaseError) as raised:
        database.open_records(old_file, schema=next_schema(tmp_path, text))
    assert raised.value.hint
    assert database.open_records(old_file).version() == database.SCHEMA_VERSION
    assert "nickname" not in columns("people")
    assert "colour" not in columns("groups")


def test_a_migration_that_breaks_a_link_is_not_made(old_file: Path, tmp_path: Path) -> None:
    text = NICKNAME.replace("    if sys.argv", "    db.execute_sql('DELETE FROM people')\n    if sys.argv")
    with pytest.raises(DatabaseError, match="would break a link in affiliations"):
        database.open_records(old_file, schema=next_schema(tmp_path, text))
    database.open_records(old_file)
    assert database.select("SELECT given_name FROM people") == [("Ana",)]


def test_a_migration_killed_in_the_middle_leaves_the_old_schema_and_the_next_start_makes_it(
    old_file: Path, tmp_path: Path
) -> None:
    schema = next_schema(tmp_path)
    for _ in range(2):
        with processes.start(OPEN, old_file, schema.directory, "wait") as killed:
            assert processes.said(killed) == "in the middle"
            killed.kill()
        assert database.open_records(old_file).version() == database.SCHEMA_VERSION
        assert "nickname" not in columns("people")
        assert checkup.quick_check() is None
        database.close_records()
    assert database.open_records(old_file, schema=schema).version() == database.SCHEMA_VERSION + 1
    assert database.select("SELECT given_name, nickname FROM people") == [("Ana", "")]
    assert search_index.missing(database.current()) == []


def test_two_programs_that_open_an_old_file_at_once_both_succeed_and_one_migrates(
    old_file: Path, tmp_path: Path
) -> None:
    schema = next_schema(tmp_path)
    ready = "print('ready', flush=True)\ninput()\n" + OPEN
    with (
        processes.start(ready, old_file, schema.directory) as one,
        processes.start(ready, old_file, schema.directory) as other,
    ):
        for process in (one, other):
            assert processes.said(process) == "ready"
        for process in (one, other):
            print(file=process.stdin, flush=True)
        assert [processes.said(process) for process in (one, other)] == ["open", "open"]
    database.open_records(old_file, schema=schema)
    assert database.select("SELECT count(*) FROM schema_migration WHERE name LIKE '%_next'") == [(1,)]
    assert len(backups.listing(old_file)) == 1


def test_who_comes_second_waits_for_the_first_and_finds_it_done(old_file: Path, tmp_path: Path) -> None:
    schema = next_schema(tmp_path)
    with processes.start(OPEN, old_file, schema.directory, "wait") as first:
        assert processes.said(first) == "in the middle"
        with processes.start("print('here', flush=True)\n" + OPEN, old_file, schema.directory) as second:
            assert processes.said(second) == "here"
            print(file=first.stdin, flush=True)
            assert processes.said(first) == "open"
            assert processes.said(second) == "open"
    assert len(backups.listing(old_file)) == 1


def test_an_old_file_that_may_not_be_written_says_what_to_do(old_file: Path, tmp_path: Path) -> None:
    old_file.chmod(0o400)
    before = processes.digest(old_file)
    with pytest.raises(DatabaseError, match="older schema and may not be written"):
        database.open_records(old_file, schema=next_schema(tmp_path))
    assert processes.digest(old_file) == before


def test_without_its_migrations_the_program_says_so(tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    with pytest.raises(DatabaseError, match="migrations of partner-tui are missing"):
        database.create_records(tmp_path / "school.db", schema=Schema(1, empty))
    assert not (tmp_path / "school.db").exists()


def test_a_new_file_has_the_newest_schema(tmp_path: Path) -> None:
    opened: RecordsFile = database.create_records(tmp_path / "school.db", schema=next_schema(tmp_path))
    assert opened.version() == database.SCHEMA_VERSION + 1
    assert backups.listing(opened.path) == []
