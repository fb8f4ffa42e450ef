"""What is not ours, newer, damaged or not to be written is said in words, and not one byte of it is changed."""

from __future__ import annotations

import os
import random
import zipfile
from pathlib import Path
from typing import Any

import pytest

from partner_tui.errors import DatabaseError
from partner_tui.records import checkup, database, history, people
from partner_tui.records.connection import RecordsFile
from tests.conftest import NOW, WHO
from tests.records import processes


def add_person(name: str = "Ana") -> int:
    with history.intent(f"Add {name}", who=WHO, at=NOW) as intent:
        return people.add(intent, kind="staff", given_name=name)


def names() -> list[str]:
    return [name for (name,) in database.select("SELECT given_name FROM people ORDER BY id")]


def refused(path: Path, words: str, **options: Any) -> DatabaseError:
    """Open a file that cannot be; check that it is said in plain words with a next step, and that nothing changed."""
    before = processes.digest(path) if path.is_file() else None
    around = processes.beside(path) if path.parent.exists() else None
    with pytest.raises(DatabaseError, match=words) as raised:
        database.open_records(path, **options)
    assert raised.value.hint
    assert not database.is_open()
    assert before == (processes.digest(path) if path.is_file() else None)
    assert around == (processes.beside(path) if path.parent.exists() else None)
    return raised.value


def damaged_in_the_middle(path: Path, damage: bytes | None) -> None:
    """Fill records with people, then overwrite a page in the middle, or 64 bytes of it."""
    database.open_records(path)
    with history.intent("Import", who=WHO, at=NOW) as intent:
        intent.insert_many(people.Person, [{"kind": "staff", "given_name": f"Ana {number}"} for number in range(800)])
    database.close_records()
    page = path.read_bytes().index(b"staffAna 400") // 4096
    with path.open("r+b") as file:
        file.seek(page * 4096)
        file.write(damage if damage is not None else b"\0" * 4096)


def test_a_typo_in_the_path_makes_nothing(tmp_path: Path) -> None:
    for path in (tmp_path / "scool.db", tmp_path / "no" / "such" / "school.db", tmp_path / "bad\0name.db"):
        with pytest.raises(DatabaseError, match="There are no records at"):
            database.open_records(path)
    assert sorted(one.name for one in tmp_path.iterdir()) == []


def test_a_folder_is_not_a_file(tmp_path: Path) -> None:
    refused(tmp_path, "is a folder")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"Dear parents,\n" * 400, "is not a file of partner-tui"),
        (b"", "belongs to another program, or is empty"),
        (b"\0" * 8192, "is not a file of partner-tui"),
    ],
)
def test_what_is_not_a_database_is_left_alone(tmp_path: Path, content: bytes, words: str) -> None:
    path = tmp_path / "school.db"
    path.write_bytes(content)
    refused(path, words)


def test_a_zip_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "roster.zip"
    with zipfile.ZipFile(path, "w") as bundle:
        bundle.writestr("users.csv", "sourcedId,givenName\n" * 100)
    refused(path, "is not a file of partner-tui")


@pytest.mark.parametrize("journal", ["delete", "wal"])
def test_the_database_of_another_program_is_left_alone(tmp_path: Path, journal: str) -> None:
    path = tmp_path / "photos.db"
    connection = database.sqlite3.connect(path)
    connection.execute(f"PRAGMA journal_mode={journal}")
    connection.execute("CREATE TABLE photos(id INTEGER PRIMARY KEY)")
    connection.commit()
    connection.close()
    refused(path, "belongs to another program")


def test_the_database_that_another_program_has_open_keeps_its_wal(tmp_path: Path) -> None:
    path = tmp_path / "photos.db"
    connection = database.sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode=wal")
    connection.execute("CREATE TABLE photos(id INTEGER PRIMARY KEY)")
    with pytest.raises(DatabaseError):
        database.open_records(path)
    connection.execute("INSERT INTO photos DEFAULT VALUES")
    assert (
        processes.run(
            "import sqlite3; print(sqlite3.connect(path).execute('SELECT count(*) FROM photos').fetchone()[0])", path
        )
        == "1\n"
    )
    connection.close()


def test_records_of_a_newer_program_are_left_alone(school_file: Path) -> None:
    raw = RecordsFile(school_file)
    raw.pragma("user_version", 99)
    raw.close()
    assert "Update" in refused(school_file, "newer partner-tui .schema 99").hint


def test_records_cut_to_half_are_left_alone(school_file: Path) -> None:
    os.truncate(school_file, school_file.stat().st_size // 2)
    assert "restore" in refused(school_file, "damaged").hint


def test_records_without_their_first_page_are_left_alone(school_file: Path) -> None:
    with school_file.open("r+b") as file:
        file.write(b"\0" * 4096)
    refused(school_file, "not a file of partner-tui")


def test_records_whose_list_of_tables_is_destroyed_are_left_alone(school_file: Path) -> None:
    with school_file.open("r+b") as file:
        file.seek(100)
        file.write(b"\xff" * 300)
    refused(school_file, "damaged")


@pytest.mark.parametrize("damage", [None, random.Random(1).randbytes(64)], ids=["a zeroed page", "64 bytes flipped"])
def test_damage_in_the_middle_is_found_at_start_and_nothing_is_saved_after(
    school_file: Path, damage: bytes | None
) -> None:
    damaged_in_the_middle(school_file, damage)
    opened = database.open_records(school_file)
    found = checkup.quick_check()
    assert found is not None
    assert "damaged" in found.message
    assert "restore" in found.hint
    assert opened.read_only
    with pytest.raises(DatabaseError, match="nothing was saved"):
        add_person()


def test_reading_a_damaged_page_is_said_in_words(school_file: Path) -> None:
    damaged_in_the_middle(school_file, None)
    database.open_records(school_file)
    with pytest.raises(DatabaseError, match="damaged"):
        database.select("SELECT sum(length(notes)) FROM people")
    with pytest.raises(DatabaseError, match="damaged"):
        list(people.Person.select())


def test_whole_records_pass_the_check_at_start(records: RecordsFile) -> None:
    assert checkup.quick_check() is None
    assert not records.read_only


def test_a_file_without_write_permission_is_read_and_left_alone(school_file: Path) -> None:
    school_file.chmod(0o400)
    before = processes.digest(school_file)
    opened = database.open_records(school_file)
    assert opened.read_only
    assert names() == []
    with pytest.raises(DatabaseError, match="read-only: nothing was saved"):
        add_person()
    with pytest.raises(DatabaseError, match="read-only"):
        history.undo(who=WHO, at=NOW)
    database.close_records()
    assert processes.digest(school_file) == before
    assert processes.beside(school_file) == []


def test_a_folder_without_write_permission_is_read_and_left_alone(school_file: Path) -> None:
    school_file.parent.chmod(0o500)
    try:
        assert database.open_records(school_file).read_only
        assert names() == []
        database.close_records()
        assert processes.beside(school_file) == []
    finally:
        school_file.parent.chmod(0o700)


def test_who_only_looks_sees_what_another_saves(school_file: Path) -> None:
    opened = database.open_records(school_file, read_only=True)
    processes.run(
        "database.open_records(path)\n"
        "with history.intent('Add', who='lee', at=NOW) as i: people.add(i, kind='staff', given_name='Lee')\n"
        "database.close_records()",
        school_file,
    )
    assert names() == ["Lee"]
    with pytest.raises(DatabaseError, match="may not be written"):
        opened.run("DELETE FROM people")
    database.close_records()
    assert processes.beside(school_file) == []


def test_an_old_sqlite_is_refused_with_the_way_to_a_new_one(school_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for version, sound in (((3, 40, 1), False), ((3, 51, 2), False), ((3, 50, 7), True), ((3, 51, 3), True)):
        monkeypatch.setattr(database.sqlite3, "sqlite_version_info", version)
        if sound:
            database.require_sound_sqlite()
        else:
            with pytest.raises(DatabaseError, match="can damage records"):
                database.open_records(school_file)
