"""An index that differs from its table, in whatever way, is found by the doctor, named, and made anew."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from partner_tui.errors import DatabaseError
from partner_tui.records import checkup, database, history, organizations, people, search, search_index
from partner_tui.records.checkup import Level
from partner_tui.records.connection import RecordsFile
from partner_tui.records.search_index import INDEXED
from tests.conftest import NOW, WHO

Break = Callable[[RecordsFile], object]


@pytest.fixture
def school(records: RecordsFile) -> RecordsFile:
    """Return the open records of a school with three people and an organization."""
    with history.intent("Add", who=WHO, at=NOW) as intent:
        for given, family in (("Ana", "Rivera"), ("Sam", "Okafor"), ("Priya", "Sharma")):
            people.add(intent, kind="staff", given_name=given, family_name=family)
        organizations.add(intent, name="Delgado Bakery")
    return records


def bad(opened: RecordsFile) -> list[str]:
    return [one.message for one in checkup.examine(opened.path, at=NOW) if one.level is Level.BAD]


def untriggered(statement: str) -> Break:
    """Return what runs a statement while the index does not follow."""

    def run(opened: RecordsFile) -> None:
        search_index.suspend(opened, "people")
        opened.run(statement)
        search_index.resume(opened, "people")

    return run


def plainly(statement: str) -> Break:
    return lambda opened: opened.run(statement)


_ROW = (
    "INSERT INTO people SELECT id + 90, 'another', version, created_at, updated_at, archived_at, kind, given_name, "
    "family_name, preferred_name, pronouns, email, phone, job_title, grade, language, joined_on, in_rotation, "
    "paused_until, directory_opt_out, notes, source, source_id, identifier, said, absent_on, sort_name, {} "
    "FROM people WHERE id = 1"
)

WAYS: dict[str, Break] = {
    "a word was taken out": plainly(
        "INSERT INTO people_search(people_search, rowid, search_text) VALUES ('delete', 1, 'ana')"
    ),
    "a row that is not there was put in": plainly("INSERT INTO people_search(rowid, search_text) VALUES (77, 'ghost')"),
    "a name was changed behind its back": untriggered("UPDATE people SET search_text = 'zoe zander' WHERE id = 2"),
    "a row was added behind its back": untriggered(_ROW.format("'zoe zander'")),
    "a row without a word was added behind its back": untriggered(_ROW.format("''")),
    "a row went behind its back": untriggered("DELETE FROM people WHERE id = 3"),
    "it was emptied": plainly("INSERT INTO people_search(people_search) VALUES ('delete-all')"),
    "its pages were overwritten": plainly("UPDATE people_search_data SET block = zeroblob(40) WHERE id > 10"),
}


@pytest.mark.parametrize("way", WAYS)
def test_whatever_is_wrong_with_an_index_is_said_and_mended(school: RecordsFile, way: str) -> None:
    assert bad(school) == []
    WAYS[way](school)
    assert bad(school) == ["The search index does not say what the records say: people."]
    assert search_index.differing(school) == ["people"]
    checkup.mend_search()
    assert bad(school) == []
    search_index.check(school)


def test_every_table_that_can_be_searched_is_looked_at(school: RecordsFile) -> None:
    for table in INDEXED:
        school.run(f"INSERT INTO {table}_search(rowid, search_text) VALUES (777, 'ghost')")
    assert search_index.differing(school) == list(INDEXED)
    [said] = bad(school)
    assert all(table in said for table in INDEXED)
    checkup.mend_search()
    assert search_index.differing(school) == []


def test_what_a_broken_index_did_not_find_is_found_again(school: RecordsFile) -> None:
    WAYS["it was emptied"](school)
    assert search.find("rivera", who=WHO) == []
    checkup.mend_search()
    assert [one.title for one in search.find("rivera", who=WHO)] == ["Ana Rivera"]


def test_an_index_that_is_missing_is_made(school: RecordsFile) -> None:
    school.run("DROP TABLE people_search")
    assert "lacks" in bad(school)[0]
    checkup.mend_search()
    assert [one.title for one in search.find("rivera", who=WHO)] == ["Ana Rivera"]


def test_a_search_in_a_missing_index_says_what_to_do(school: RecordsFile) -> None:
    school.run("DROP TABLE people_search")
    with pytest.raises(DatabaseError) as raised:
        search.find("rivera", who=WHO)
    assert "partner-tui doctor" in raised.value.hint


def test_rows_that_lack_are_seen_in_read_only_records_too(school: RecordsFile) -> None:
    path = school.path
    WAYS["a row was added behind its back"](school)
    database.close_records()
    opened = database.open_records(path, read_only=True)
    assert search_index.differing(opened) == ["people"]
