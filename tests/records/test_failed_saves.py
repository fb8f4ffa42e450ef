"""A save that fails says why, leaves nothing half done, and the next one works; one that was acknowledged stays."""

from __future__ import annotations

import random
import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from partner_tui.errors import DatabaseError, FieldError
from partner_tui.records import checkup, database, history, people
from partner_tui.records.connection import RecordsFile
from tests.conftest import NOW, WHO
from tests.records import processes


def refusal(words: str | None, kind: type[BaseException] = DatabaseError) -> Any:
    """Expect an error in the block that says `words`; it may come at the end of an intent."""
    return pytest.raises(kind, match=words)


def add_person(name: str = "Ana") -> int:
    with history.intent(f"Add {name}", who=WHO, at=NOW) as intent:
        return people.add(intent, kind="staff", given_name=name)


def names() -> list[str]:
    return [name for (name,) in database.select("SELECT given_name FROM people ORDER BY id")]


KILLED = """
database.open_records(path)
number = int(sys.argv[2])
while True:
    number += 1
    with history.intent(f'Add {number}', who='lee', at=NOW) as intent:
        person = people.add(intent, kind='staff', given_name=f'Ana {number}')
        groups.set_department(intent, person, f'Department {number % 7}', NOW.date())
        meetings.add(intent, attendance=[meetings.Attendance(person)], starts_at=NOW, timezone='America/New_York')
    print(number, flush=True)
"""


def test_a_save_waits_for_another_program_and_then_says_so(school_file: Path) -> None:
    database.open_records(school_file, busy_seconds=0.05)
    with processes.start(
        "opened = database.open_records(path)\nwith opened.atomic():\n    print('locked')\n    input()\nprint('free')",
        school_file,
    ) as other:
        assert processes.said(other) == "locked"
        with pytest.raises(DatabaseError, match="Someone else is saving") as raised:
            add_person()
        assert "still here" in raised.value.hint
        assert names() == []
        print(file=other.stdin, flush=True)
        assert processes.said(other) == "free"
    assert add_person() == 1


def test_records_deleted_while_open_take_no_more_saves(records: RecordsFile) -> None:
    add_person()
    aside = records.path.with_name("aside.db")
    records.path.rename(aside)
    with pytest.raises(DatabaseError, match="moved, deleted or replaced"):
        add_person("Sam")
    aside.rename(records.path)
    add_person("Priya")
    assert names() == ["Ana", "Priya"]


def test_records_replaced_while_open_take_no_more_saves(records: RecordsFile, tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    add_person()
    database.close_records()
    shutil.copyfile(records.path, other)
    database.open_records(records.path)
    other.replace(records.path)
    before = processes.digest(records.path)
    with pytest.raises(DatabaseError, match="replaced while it was open"):
        add_person("Sam")
    database.close_records()
    assert processes.digest(records.path) == before


def test_records_replaced_in_the_middle_of_a_save_do_not_pretend(records: RecordsFile) -> None:
    with (
        refusal("replaced"),
        history.intent("Add", who=WHO, at=NOW) as intent,
    ):
        people.add(intent, kind="staff", given_name="Ana")
        records.path.rename(records.path.with_name("aside.db"))


def test_a_sync_program_that_takes_the_wal_away_is_noticed(records: RecordsFile) -> None:
    add_person()
    records.path.with_name("school.db-wal").unlink()
    with pytest.raises(DatabaseError, match="removed by another program"):
        add_person("Sam")
    database.close_records()
    database.open_records(records.path)
    assert names() == ["Ana"]


def test_a_full_disk_keeps_what_was_saved_and_takes_more_when_there_is_room(records: RecordsFile) -> None:
    add_person()
    pages = int(records.pragma("page_count"))
    records.pragma("max_page_count", pages)
    with refusal("The disk is full: nothing was saved") as raised, history.intent("I", who=WHO, at=NOW) as intent:
        for number in range(500):
            people.add(intent, kind="staff", given_name=f"Sam {number}", notes="n" * 2000)
    assert "still here" in raised.value.hint
    assert names() == ["Ana"]
    records.pragma("max_page_count", pages + 10_000)
    add_person("Priya")
    assert names() == ["Ana", "Priya"]


def test_a_file_that_may_not_grow_says_so_and_loses_nothing(school_file: Path) -> None:
    printed = processes.run(
        """
import resource
database.open_records(path)
def add(name, note=''):
    with history.intent('Add', who='lee', at=NOW) as intent:
        people.add(intent, kind='staff', given_name=name, notes=note)
add('Ana')
size = path.stat().st_size
resource.setrlimit(resource.RLIMIT_FSIZE, (size // 2, resource.RLIM_INFINITY))
try:
    for number in range(200):
        add(f'Sam {number}', 'n' * 20000)
except PartnerError as error:
    print(error.message)
saved = database.select('SELECT count(*) FROM people')[0][0]
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
add('Priya')
print(database.select('SELECT count(*) FROM people')[0][0] - saved, saved == number + 1)
database.close_records()
""",
        school_file,
    )
    first, second = printed.splitlines()
    assert re.search("full", first)
    assert second == "1 True"


def test_a_failed_save_says_why_and_not_that_there_is_no_transaction(records: RecordsFile) -> None:
    with refusal("already"), history.intent("Twice", who=WHO, at=NOW) as intent:
        people.add(intent, kind="staff", given_name="Ana", uid="one")
        people.add(intent, kind="staff", given_name="Sam", uid="one")
    with refusal("is empty", FieldError), history.intent("Gone", who=WHO, at=NOW) as intent:
        people.add(intent, kind="staff", given_name="Ana")
        # As after some failures of a disk: SQLite takes the transaction back by itself.
        records.handle().rollback()
        people.add(intent, kind="staff", given_name="")
    add_person()
    assert names() == ["Ana"]


def test_a_bad_value_takes_the_whole_intent_with_it(records: RecordsFile) -> None:
    with refusal(None, FieldError) as raised, history.intent("Add two", who=WHO, at=NOW) as intent:
        people.add(intent, kind="staff", given_name="Ana")
        people.add(intent, kind="staff", given_name=" ")
    assert raised.value.field == "given_name"
    assert names() == []
    assert [line.name for line in history.recent()] == ["Found the school"]


def test_a_key_that_stops_the_program_leaves_nothing_half_done(records: RecordsFile) -> None:
    with refusal(None, KeyboardInterrupt), history.intent("Import", who=WHO, at=NOW) as intent:
        intent.insert_many(people.Person, [{"kind": "staff", "given_name": f"Ana {n}"} for n in range(500)])
        raise KeyboardInterrupt
    assert names() == []
    add_person()
    assert checkup.quick_check() is None


def test_an_error_of_the_program_itself_is_not_taken_for_one_of_the_records(records: RecordsFile) -> None:
    with refusal(None, FileNotFoundError), history.intent("Import", who=WHO, at=NOW) as intent:
        people.add(intent, kind="staff", given_name="Ana")
        Path("/no/such/roster.csv").read_text()
    assert names() == []


def test_one_intent_inside_another_is_refused_and_neither_is_saved(records: RecordsFile) -> None:
    with refusal("in the middle of another"), history.intent("A", who=WHO, at=NOW) as intent:
        people.add(intent, kind="staff", given_name="Ana")
        add_person("Sam")
    with refusal("in the middle of another"), history.intent("A", who=WHO, at=NOW):
        history.undo(who=WHO, at=NOW)
    assert names() == []


def test_text_that_cannot_be_stored_is_said_in_words(records: RecordsFile) -> None:
    for value in ("\ud800", 2**70):
        with pytest.raises(DatabaseError, match="cannot be kept"):
            database.select("SELECT ?", (value,))


def test_a_save_that_another_thread_is_in_the_middle_of_is_waited_for_and_then_said(school_file: Path) -> None:
    opened = database.open_records(school_file, busy_seconds=0.05)
    with opened.writing, pytest.raises(DatabaseError, match="being saved right now"):
        add_person()
    add_person()


def test_what_was_acknowledged_survives_being_killed_and_nothing_is_half_there(school_file: Path) -> None:
    chance = random.Random(7)
    acknowledged = 0
    for _ in range(15):
        with processes.start(KILLED, school_file, acknowledged) as writer:
            for _ in range(chance.randint(1, 25)):
                acknowledged = int(processes.said(writer))
            for _ in range(chance.randint(0, 4000)):
                pass  # a random moment within the next save, without a clock
            writer.kill()
            rest = writer.stdout.read().split() if writer.stdout else []
            acknowledged = max([acknowledged, *map(int, rest)])
        database.open_records(school_file)
        there = {name for (name,) in database.select("SELECT name FROM intents")}
        assert {f"Add {number}" for number in range(1, acknowledged + 1)} <= there
        counts = {
            database.select(query)[0][0]
            for query in (
                "SELECT count(*) FROM people",
                "SELECT count(*) FROM affiliations",
                "SELECT count(*) FROM meetings",
                "SELECT count(*) FROM participants",
                "SELECT count(*) - 1 FROM intents",
            )
        }
        assert len(counts) == 1
        acknowledged = counts.pop()
        assert checkup.quick_check() is None
        database.close_records()
