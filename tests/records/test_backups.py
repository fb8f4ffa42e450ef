"""There is always a checked copy to go back to."""

from __future__ import annotations

import os
import random
import stat
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from partner_tui.errors import DatabaseError
from partner_tui.records import backups, database, history, people, strays
from partner_tui.records.backups import Backup
from partner_tui.records.connection import RecordsFile
from tests.conftest import NOW, WHO
from tests.records import processes


def add_person(name: str) -> None:
    with history.intent(f"Add {name}", who=WHO, at=NOW) as intent:
        people.add(intent, kind="staff", given_name=name)


def names() -> list[str]:
    return [name for (name,) in database.select("SELECT given_name FROM people ORDER BY id")]


def test_a_copy_has_everything_and_is_for_its_owner_only(records: RecordsFile) -> None:
    add_person("Ana")
    copy = backups.back_up(records, at=NOW)
    assert copy == records.path.parent / "school-backups" / "school-20261124T140000.000000Z-by-hand.db"
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert stat.S_IMODE(copy.parent.stat().st_mode) == 0o700
    assert processes.beside(copy) == []
    backups.verify(copy)
    database.open_records(copy)
    assert names() == ["Ana"]


def test_a_copy_goes_where_it_is_asked_for_and_never_over_another_file(records: RecordsFile, tmp_path: Path) -> None:
    target = tmp_path / "stick.db"
    assert backups.back_up(records, target=target) == target
    before = processes.digest(target)
    with pytest.raises(DatabaseError, match="is there already"):
        backups.back_up(records, target=target)
    assert processes.digest(target) == before
    with pytest.raises(DatabaseError, match="cannot be opened"):
        backups.back_up(records, target=tmp_path / "no" / "folder" / "stick.db")


def test_two_copies_in_the_same_moment_are_two_files(records: RecordsFile) -> None:
    made = {backups.back_up(records, at=NOW) for _ in range(3)}
    assert {one.path for one in backups.listing(records.path)} == made
    assert len(made) == 3


def test_a_copy_is_made_while_another_program_saves(records: RecordsFile) -> None:
    script = """
database.open_records(path)
for number in range(10_000):
    with history.intent('Add', who='lee', at=NOW) as intent:
        person = people.add(intent, kind='staff', given_name=f'Lee {number}')
        groups.set_department(intent, person, f'Department {number}', NOW.date())
    print(number, flush=True)
"""
    with processes.start(script, records.path) as writer:
        for _ in range(4):
            processes.said(writer)
            copy = RecordsFile(backups.back_up(records), read_only=True)
            assert (
                copy.run("SELECT count(*) FROM people").fetchone()
                == copy.run("SELECT count(*) FROM affiliations").fetchone()
            )
            copy.close()
        writer.kill()


def test_a_copy_in_the_middle_of_a_save_is_refused_and_leaves_nothing(school_file: Path) -> None:
    opened = database.open_records(school_file, busy_seconds=0.05)
    with history.intent("Add", who=WHO, at=NOW) as intent:
        people.add(intent, kind="staff", given_name="Ana")
        with pytest.raises(DatabaseError, match="is saving right now"):
            backups.back_up(opened)
    assert list(backups.folder_of(school_file).iterdir()) == []
    assert names() == ["Ana"]


def test_damaged_records_give_no_copy(school_file: Path) -> None:
    database.open_records(school_file)
    with history.intent("Import", who=WHO, at=NOW) as intent:
        intent.insert_many(people.Person, [{"kind": "staff", "given_name": f"Ana {number}"} for number in range(800)])
    database.close_records()
    page = school_file.read_bytes().index(b"staffAna 400") // 4096
    with school_file.open("r+b") as file:
        file.seek(page * 4096)
        file.write(b"\0" * 4096)
    opened = database.open_records(school_file)
    with pytest.raises(DatabaseError, match="is damaged"):
        backups.back_up(opened)
    assert list(backups.folder_of(school_file).iterdir()) == []


def test_a_killed_copy_leaves_only_what_is_swept_up_later(school_file: Path) -> None:
    script = "opened = database.open_records(path)\nprint('go', flush=True)\nwhile True: backups.back_up(opened)"
    chance = random.Random(3)
    for _ in range(5):
        with processes.start(script, school_file) as copying:
            processes.said(copying)
            for _ in range(chance.randint(0, 300_000)):
                pass  # a random moment, without a clock
            copying.kill()
    for one in backups.listing(school_file):
        backups.verify(one.path)
    left = [one for one in backups.folder_of(school_file).iterdir() if ".part" in one.name]
    for part in left:
        os.utime(part, (0, 0))
    database.open_records(school_file)
    assert [one for one in backups.folder_of(school_file).iterdir() if ".part" in one.name] == []


def test_only_old_half_made_copies_are_swept_up(records: RecordsFile) -> None:
    folder = backups.folder_of(records.path)
    folder.mkdir()
    old, new, other = folder / ".a.db.part", folder / ".b.db.part-journal", records.path.with_name("letter.part")
    for one in (old, new, other):
        one.touch()
    moment = 2_000_000_000.0
    os.utime(old, (moment - 4_000, moment - 4_000))
    os.utime(new, (moment - 60, moment - 60))
    assert strays.clear(records.path, now=moment) == 1
    assert not old.exists()
    assert new.exists()
    assert other.exists()


def test_the_list_of_copies_is_newest_first_and_has_no_strangers(records: RecordsFile) -> None:
    for days in (3, 1, 2):
        backups.back_up(records, "daily", at=NOW - timedelta(days=days))
    (backups.folder_of(records.path) / "holiday.db").write_text("?")
    (backups.folder_of(records.path) / "other-20261124T140000.000000Z-daily.db").write_text("?")
    there = backups.listing(records.path)
    assert [one.made_at for one in there] == [NOW - timedelta(days=days) for days in (1, 2, 3)]
    assert {(one.why, one.size > 0) for one in there} == {("daily", True)}


def test_a_copy_is_made_once_a_day(records: RecordsFile) -> None:
    assert backups.back_up_if_due(records, NOW) is not None
    assert backups.back_up_if_due(records, NOW + timedelta(hours=23)) is None
    assert backups.back_up_if_due(records, NOW + timedelta(hours=24)) is not None
    assert len(backups.listing(records.path)) == 2


def test_old_copies_are_thinned_out_and_those_made_by_hand_stay(records: RecordsFile) -> None:
    backups.back_up(records, at=NOW - timedelta(days=900))
    for days in (400, 401, 402):
        backups.back_up(records, "daily", at=NOW - timedelta(days=days))
    assert len(backups.thin(records.path, NOW)) == 0
    for days in range(30, 60):
        backups.back_up(records, "daily", at=NOW - timedelta(days=days))
    backups.thin(records.path, NOW)
    there = backups.listing(records.path)
    assert backups.superfluous(there, NOW) == []
    assert there[-1].why == "by-hand"
    assert there[-1].made_at == NOW - timedelta(days=900)


def test_a_year_of_copies_every_quarter_of_an_hour_comes_down_to_a_few() -> None:
    quarters = [NOW.astimezone(UTC) - timedelta(minutes=15 * number) for number in range(35_040)]
    there = [Backup(Path(f"{number}.db"), made_at, 1, "daily") for number, made_at in enumerate(quarters)]
    gone = {one.path for one in backups.superfluous(there, NOW)}
    kept = [one.made_at for one in there if one.path not in gone]
    assert 96 <= len(kept) <= 96 + 12 + 10 + 9
    assert kept[:96] == quarters[:96]
    assert NOW - kept[-1] > timedelta(days=230)
    assert all(newer - older < timedelta(days=32) for newer, older in pairwise(kept))


def test_the_name_of_a_copy_says_when_it_was_made_in_utc(records: RecordsFile) -> None:
    backups.back_up(records, at=NOW)
    assert backups.listing(records.path)[0].made_at == datetime(2026, 11, 24, 14, tzinfo=UTC)
