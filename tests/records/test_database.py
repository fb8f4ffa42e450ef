"""The file of records is made only when asked, opened so that saved means saved, and closed without a trace."""

from __future__ import annotations

import os
import re
import stat
from pathlib import Path
from typing import Any

import pytest

from partner_tui.errors import DatabaseError, PartnerError
from partner_tui.records import database, history, people
from partner_tui.records.connection import RecordsFile
from tests.conftest import NOW, WHO
from tests.records import processes

ROOT = Path(__file__).parents[2]


def add_person(name: str = "Ana") -> int:
    with history.intent(f"Add {name}", who=WHO, at=NOW) as intent:
        return people.add(intent, kind="staff", given_name=name)


def test_records_are_opened_so_that_saved_means_saved(records: RecordsFile) -> None:
    assert records.pragma("journal_mode") == "wal"
    assert records.pragma("synchronous") == 2
    assert records.pragma("foreign_keys") == 1
    assert records.pragma("busy_timeout") == 5000
    assert records.pragma("application_id") == database.APPLICATION_ID
    assert records.version() == database.SCHEMA_VERSION


def test_every_table_of_ours_is_strict(records: RecordsFile) -> None:
    tables = database.select(
        "SELECT name, strict FROM pragma_table_list WHERE type = 'table' AND name NOT LIKE '%\\_%' ESCAPE '\\'"
    )
    assert {name for name, strict in tables if not strict} == set()


def test_a_save_begins_with_the_write_lock(records: RecordsFile) -> None:
    begun: list[str] = []
    records.handle().set_trace_callback(begun.append)
    add_person()
    assert begun[0] == "BEGIN IMMEDIATE"


def test_records_are_for_their_owner_only(tmp_path: Path) -> None:
    path = tmp_path / "new" / "school.db"
    database.create_records(path)
    add_person()
    for one in (path, path.with_name("school.db-wal"), path.with_name("school.db-shm")):
        assert stat.S_IMODE(one.stat().st_mode) == 0o600, one
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_a_closed_file_stands_alone(records: RecordsFile) -> None:
    add_person()
    database.close_records()
    assert processes.beside(records.path) == []


def test_records_are_never_made_over_another_file(tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("Dear parents")
    with pytest.raises(DatabaseError, match="is there already"):
        database.create_records(path)
    assert path.read_text() == "Dear parents"


def test_records_that_appear_while_others_are_made_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "school.db"
    fill = database._fill

    def fill_and_lose_the_race(beside: Path, schema: Any) -> None:
        fill(beside, schema)
        path.write_text("somebody was faster")

    monkeypatch.setattr(database, "_fill", fill_and_lose_the_race)
    with pytest.raises(DatabaseError, match="is there already"):
        database.create_records(path)
    assert path.read_text() == "somebody was faster"
    assert processes.beside(path) == []


def test_records_are_made_where_the_file_system_has_no_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_links(*_: Any) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", no_links)
    database.create_records(tmp_path / "school.db")
    assert add_person() == 1


def test_making_records_that_fails_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(database, "claim", fail)
    with pytest.raises(DatabaseError, match="disk is full"):
        database.create_records(tmp_path / "new" / "school.db")
    assert list((tmp_path / "new").iterdir()) == []


def test_without_records_a_question_says_how_to_get_some() -> None:
    with pytest.raises(DatabaseError, match="No records are open") as raised:
        database.select("SELECT 1")
    assert "init" in raised.value.hint


def test_opening_other_records_closes_the_first(records: RecordsFile, tmp_path: Path) -> None:
    add_person()
    database.create_records(tmp_path / "other.db")
    assert records.is_closed()
    assert processes.beside(records.path) == []
    with pytest.raises(DatabaseError):
        database.open_records(tmp_path / "none.db")
    assert database.current().path == tmp_path / "other.db"


def test_a_worker_has_a_connection_of_its_own(records: RecordsFile) -> None:
    import threading

    seen: list[object] = []

    def work() -> None:
        with database.in_thread():
            seen.extend([database.select("SELECT 1"), records.handle()])
        seen.append(records.is_closed())

    worker = threading.Thread(target=work)
    worker.start()
    worker.join()
    assert seen[0] == [(1,)]
    assert seen[1] is not records.handle()
    assert seen[2] is True


def test_every_complaint_has_a_next_step_and_no_jargon() -> None:
    for said in ("database or disk is full", "database is locked", "attempt to write a readonly database", "malformed"):
        error = database.explanation(database.sqlite3.OperationalError(said), Path("/school/school.db"))
        assert error.hint
        assert "sqlite" not in error.message.lower()
    assert isinstance(database.explanation(ValueError("?")), PartnerError)


def test_the_live_file_is_touched_through_one_class_only() -> None:
    touching = re.compile(r"sqlite3\.connect|SqliteDatabase\(|apsw|read_bytes\(|shutil\.copy|copyfile")
    allowed = {"connection.py"}
    found = {
        path.name: line.strip()
        for path in (ROOT / "partner_tui" / "records").glob("*.py")
        for line in path.read_text(encoding="utf-8").splitlines()
        if touching.search(line) and path.name not in allowed
    }
    assert found == {}
    elsewhere = [
        path
        for path in (ROOT / "partner_tui").rglob("*.py")
        if re.search(r"^\s*(import|from) (sqlite3|pysqlite3)\b", path.read_text(encoding="utf-8"), re.MULTILINE)
        and path.name != "complaints.py"
    ]
    assert elsewhere == []
