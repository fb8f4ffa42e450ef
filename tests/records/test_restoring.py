"""A restore brings back a checked copy for everybody, and can itself be taken back."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import Any

import pytest

from partner_tui.errors import DatabaseError
from partner_tui.records import backups, checkup, database, history, people
from partner_tui.records.connection import RecordsFile
from tests.conftest import NOW, WHO
from tests.records import processes


def add_person(name: str) -> None:
    with history.intent(f"Add {name}", who=WHO, at=NOW) as intent:
        people.add(intent, kind="staff", given_name=name)


def names() -> list[str]:
    return [name for (name,) in database.select("SELECT given_name FROM people ORDER BY id")]


def damage(path: Path) -> None:
    """Destroy the list of tables of a closed file."""
    with path.open("r+b") as file:
        file.seek(100)
        file.write(b"\xff" * 300)


def test_a_restore_brings_back_what_was_and_can_be_taken_back(records: RecordsFile) -> None:
    add_person("Ana")
    copy = backups.back_up(records, at=NOW)
    add_person("Sam")
    opened = backups.restore(copy, at=NOW)
    assert opened is database.current()
    assert names() == ["Ana"]
    assert opened.pragma("journal_mode") == "wal"
    (kept,) = (one for one in backups.listing(opened.path) if one.why == "before-restore")
    backups.restore(kept.path, at=NOW)
    assert names() == ["Ana", "Sam"]
    add_person("Priya")
    assert checkup.quick_check() is None


def test_another_program_sees_what_was_restored(records: RecordsFile) -> None:
    add_person("Ana")
    copy = backups.back_up(records)
    add_person("Sam")
    script = """
database.open_records(path)
show = lambda: print(*(name for (name,) in database.select('SELECT given_name FROM people ORDER BY id')), flush=True)
show()
input()
show()
with history.intent('Add', who='lee', at=NOW) as intent:
    people.add(intent, kind='staff', given_name='Lee')
show()
database.close_records()
"""
    with processes.start(script, records.path) as other:
        assert processes.said(other) == "Ana Sam"
        backups.restore(copy)
        print(file=other.stdin, flush=True)
        assert processes.said(other) == "Ana"
        assert processes.said(other) == "Ana Lee"
    assert names() == ["Ana", "Lee"]


def test_a_restore_waits_for_a_save_of_another_program_and_then_says_so(school_file: Path) -> None:
    opened = database.open_records(school_file, busy_seconds=0.05)
    copy = backups.back_up(opened)
    add_person("Ana")
    script = "opened = database.open_records(path)\nwith opened.atomic():\n    print('locked', flush=True)\n    input()"
    with processes.start(script, school_file) as other:
        assert processes.said(other) == "locked"
        with pytest.raises(DatabaseError, match="is saving right now"):
            backups.restore(copy)
        print(file=other.stdin, flush=True)
    assert names() == ["Ana"]


def test_damaged_records_are_put_aside_and_the_copy_takes_their_place(records: RecordsFile) -> None:
    add_person("Ana")
    copy = backups.back_up(records)
    path = records.path
    database.close_records()
    damage(path)
    with pytest.raises(DatabaseError, match="damaged"):
        database.open_records(path)
    opened = backups.restore(copy, path, at=NOW)
    assert names() == ["Ana"]
    assert path.with_name("school-damaged-20261124T140000Z.db").exists()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert opened.pragma("journal_mode") == "wal"
    add_person("Sam")


def test_records_found_damaged_while_open_can_be_restored(school_file: Path) -> None:
    opened = database.open_records(school_file)
    add_person("Ana")
    copy = backups.back_up(opened)
    with history.intent("Import", who=WHO, at=NOW) as intent:
        intent.insert_many(people.Person, [{"kind": "staff", "given_name": f"Ana {number}"} for number in range(800)])
    database.close_records()
    page = school_file.read_bytes().index(b"staffAna 400") // 4096
    with school_file.open("r+b") as file:
        file.seek(page * 4096)
        file.write(b"\0" * 4096)
    database.open_records(school_file)
    assert checkup.quick_check() is not None
    assert not backups.restore(copy).read_only
    assert names() == ["Ana"]


def test_records_that_are_gone_are_brought_back(records: RecordsFile) -> None:
    add_person("Ana")
    copy = backups.back_up(records)
    path = records.path
    database.close_records()
    path.unlink()
    backups.restore(copy, path)
    assert names() == ["Ana"]


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (lambda copy: copy.unlink(), "There is no copy"),
        (lambda copy: copy.write_text("Dear parents"), "not a file of partner-tui"),
        (damage, "damaged"),
        (lambda copy: os.truncate(copy, copy.stat().st_size // 2), "damaged"),
    ],
    ids=["missing", "text", "damaged", "cut"],
)
def test_a_bad_copy_is_refused_and_changes_nothing(records: RecordsFile, spoil: Any, words: str) -> None:
    copy = backups.back_up(records)
    add_person("Ana")
    spoil(copy)
    with pytest.raises(DatabaseError, match=words) as raised:
        backups.restore(copy)
    assert raised.value.hint
    assert names() == ["Ana"]
    assert [one.why for one in backups.listing(records.path)] in ([], ["by-hand"])


def test_a_copy_of_a_newer_program_is_refused(records: RecordsFile) -> None:
    copy = backups.back_up(records)
    raw = RecordsFile(copy)
    raw.pragma("user_version", 99)
    raw.close()
    with pytest.raises(DatabaseError, match="newer partner-tui"):
        backups.restore(copy)


def test_records_are_not_restored_from_themselves(records: RecordsFile) -> None:
    with pytest.raises(DatabaseError, match="itself"):
        backups.restore(records.path)


def test_records_that_may_not_be_written_are_not_restored(records: RecordsFile) -> None:
    copy = backups.back_up(records)
    path = records.path
    database.close_records()
    path.chmod(0o400)
    database.open_records(path)
    with pytest.raises(DatabaseError, match="nothing was restored"):
        backups.restore(copy)
