"""What is in the records is found, whatever was done to them, and no search can break a query."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from partner_tui.errors import DatabaseError
from partner_tui.records import checkup, database, history, people, search_index
from partner_tui.records.connection import RecordsFile
from tests.conftest import NOW, WHO

MANY = search_index.BULK + 50


def found(text: str) -> int:
    return len(people.listing(people.PeopleFilter(text=text)))


def import_people(count: int = MANY) -> range:
    with history.intent("Import", who=WHO, at=NOW) as intent:
        rows = [{"kind": "student", "given_name": f"Ana{number}", "family_name": "Łukasz"} for number in range(count)]
        return intent.insert_many(people.Person, rows)


def test_a_name_is_found_without_its_accents_and_strokes(records: RecordsFile) -> None:
    import_people(3)
    assert found("lukasz") == found("ŁUK") == found("ana luk") == 3
    assert found("ana1") == 1
    assert found("nobody") == 0


@pytest.mark.parametrize("count", [5, MANY], ids=["a few", "many"])
def test_the_index_stays_true_through_import_edit_undo_and_redo(records: RecordsFile, count: int) -> None:
    ids = import_people(count)

    def edit() -> None:
        with history.intent("Rename", who=WHO, at=NOW) as intent:
            assert intent.update_many(people.Person, {one: {"family_name": "Okafor"} for one in ids}) == count

    steps: list[tuple[Callable[[], object], int, int]] = [
        (edit, 0, count),
        (lambda: history.undo(who=WHO, at=NOW), count, 0),
        (lambda: history.undo(who=WHO, at=NOW), 0, 0),
        (lambda: history.redo(who=WHO, at=NOW), count, 0),
        (lambda: history.redo(who=WHO, at=NOW), 0, count),
    ]
    for step, old, new in steps:
        step()
        assert (found("lukasz"), found("okafor")) == (old, new)
        search_index.check(records)
        assert search_index.missing(records) == []


def test_an_import_that_fails_leaves_the_index_and_its_triggers(records: RecordsFile) -> None:
    import_people(3)
    rows = [{"kind": "student", "given_name": "Sam", "uid": "same"}] * MANY
    with pytest.raises(DatabaseError), history.intent("Import", who=WHO, at=NOW) as intent:
        intent.insert_many(people.Person, rows)
    assert search_index.missing(records) == []
    assert found("sam") == 0
    search_index.check(records)


def test_an_index_that_lies_is_found_and_made_anew(records: RecordsFile) -> None:
    import_people(3)
    records.run("INSERT INTO people_search(people_search, rowid, search_text) VALUES ('delete', 1, 'ana0 lukasz')")
    with pytest.raises(DatabaseError, match="damaged"):
        search_index.check(records)
    assert checkup.quick_check() is None
    checkup.mend_search()
    search_index.check(records)
    assert found("ana0") == 1


def test_triggers_that_a_rebuild_of_a_table_lost_are_put_back(records: RecordsFile) -> None:
    search_index.suspend(records, "people")
    records.run("DROP TRIGGER changes_no_update")
    assert len(search_index.missing(records)) == 4
    search_index.install(records)
    assert search_index.missing(records) == []


@pytest.mark.parametrize(
    "text",
    [
        '"',
        "*",
        "NEAR(",
        "sort_name:x",
        "%",
        "_",
        "a OR b",
        "-ana",
        "o'brien",
        "(",
        "^a",
        "+",
        "\0",
        "\ud800",
        "½",
        "ª²",
    ],
)
def test_no_text_in_the_search_box_breaks_the_search(records: RecordsFile, text: str) -> None:
    import_people(3)
    assert found(text) == 0 or search_index.match(text)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=60))
def test_any_text_can_be_searched_for(records: RecordsFile, text: str) -> None:
    match = search_index.match(text)
    if match:
        database.select("SELECT rowid FROM people_search WHERE people_search MATCH ?", (match,))


def test_a_search_for_a_whole_book_is_short() -> None:
    assert len(search_index.match("word " * 100_000)) < 1_000
    assert len(search_index.match("w" * 100_000)) < 100


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.characters(categories=("Lu", "Ll", "Lo", "Nd")), min_size=1, max_size=12))
def test_whoever_has_a_name_is_found_by_it(records: RecordsFile, name: str) -> None:
    with history.intent("Add", who=WHO, at=NOW) as intent:
        person = people.add(intent, kind="staff", given_name=name)
    if search_index.match(name):
        assert person in people.listing(people.PeopleFilter(text=name))
