"""Every field holds its limit: with a sentence for the person who typed, and in the database for everything else."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from partner_tui.errors import DatabaseError, FieldError
from partner_tui.records import changes, database, history, people
from partner_tui.records.connection import RecordsFile
from partner_tui.records.groups import Affiliation, Group
from partner_tui.records.meetings import Meeting, Participant
from partner_tui.records.people import Person
from partner_tui.records.record import Record
from partner_tui.records.school import School
from tests.conftest import NOW, WHO

ANYTHING = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(st.one_of(st.characters(), st.characters(categories=("Cs", "Cc", "Cf"))), max_size=300),
    st.binary(max_size=10),
    st.dates(),
    st.datetimes(),
    st.datetimes(timezones=st.just(UTC)),
    st.sampled_from([2**63, -(2**63) - 1, 10**4000, "9" * 5000, "\0", "\ud800", "staff", "nan", "1e400"]),
)


@pytest.mark.parametrize(
    ("model", "column", "value", "stored"),
    [
        (Person, "given_name", " Ana\x1b[2J ", "Ana[2J"),
        (Person, "email", "ANA@School.Example", "ana@school.example"),
        (Person, "kind", "Staff", "staff"),
        (Group, "kind", "Family group", "family_group"),
        (Person, "joined_on", "2026-08-20", "2026-08-20"),
        (Person, "joined_on", "", None),
        (Person, "joined_on", datetime(2026, 8, 20, 23, tzinfo=UTC), "2026-08-20"),
        (Person, "notes", None, ""),
        (Person, "in_rotation", True, 1),
        (Participant, "came", None, None),
        (Meeting, "minutes", "45", 45),
        (Meeting, "minutes", 45.0, 45),
        (Meeting, "starts_at", NOW, "2026-11-24T14:00:00Z"),
        (Meeting, "starts_at", "2026-11-24T09:00:00.75-05:00", "2026-11-24T14:00:00Z"),
        (Meeting, "timezone", "Europe/Berlin", "Europe/Berlin"),
        (Participant, "person_id", "7", 7),
        (Person, "uid", "a\0b", "ab"),
    ],
)
def test_a_value_as_it_is_stored(model: type[Record], column: str, value: object, stored: object) -> None:
    assert model.stored({column: value}) == {column: stored}


@pytest.mark.parametrize(
    ("model", "column", "value"),
    [
        (Person, "given_name", "\u202e \0"),
        (Person, "given_name", "x" * 121),
        (Person, "notes", "x" * 20_001),
        (Person, "email", "ana at school"),
        (Person, "email", "a b@c.de"),
        (Person, "email", "a@b.c\nd@e.f"),
        (Person, "kind", "teacher"),
        (Person, "kind", None),
        (Person, "joined_on", "soon"),
        (Person, "joined_on", date(1066, 10, 14)),
        (Person, "joined_on", date(2200, 1, 1)),
        (Person, "in_rotation", "no"),
        (Person, "in_rotation", None),
        (Person, "in_rotation", 2),
        (Meeting, "minutes", 0),
        (Meeting, "minutes", 2.5),
        (Meeting, "minutes", float("inf")),
        (Meeting, "minutes", float("nan")),
        (Meeting, "minutes", 10**4000),
        (Meeting, "minutes", "many"),
        (Meeting, "minutes", None),
        (Meeting, "starts_at", None),
        (Meeting, "starts_at", "tomorrow"),
        (Meeting, "starts_at", datetime(2026, 11, 24, 9)),  # noqa: DTZ001  (a time without a zone is the point)
        (Meeting, "starts_at", datetime.max.replace(tzinfo=timezone(timedelta(hours=-12)))),
        (Meeting, "starts_at", datetime(1900, 1, 1, tzinfo=timezone(timedelta(hours=14)))),
        (Meeting, "timezone", "Mars/Olympus"),
        (Meeting, "timezone", "America"),
        (Meeting, "timezone", "localtime"),
        (Meeting, "timezone", "../../etc/passwd"),
        (Meeting, "timezone", ""),
        (Participant, "person_id", 2**70),
        (Participant, "person_id", -1),
        (Participant, "person_id", None),
        (Affiliation, "group_id", "Science"),
        (Person, "shoe_size", 44),
    ],
)
def test_a_value_that_cannot_be_meant_is_refused_in_words_beside_its_field(
    model: type[Record], column: str, value: object
) -> None:
    with pytest.raises(FieldError) as raised:
        model.stored({column: value})
    assert raised.value.field == column
    assert raised.value.hint
    assert len(raised.value.message) < 200
    assert raised.value.message.isprintable()


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_whatever_is_put_into_a_field_is_refused_or_the_database_takes_it(records: RecordsFile, data: Any) -> None:
    model = data.draw(st.sampled_from([Person, Meeting, School, Group]))
    column = data.draw(st.sampled_from([name for name in model._meta.fields if name not in {"id", *model.DERIVED}]))
    value = data.draw(ANYTHING)
    try:
        stored = model.stored({column: value})[column]
    except FieldError:
        return
    if isinstance(stored, str):
        stored.encode()
        assert "\0" not in stored
    everything: dict[Any, dict[str, Any]] = {
        Person: {"kind": "staff", "given_name": "Ana"},
        Meeting: {"starts_at": NOW, "timezone": "America/New_York"},
        School: {"name": "Lincoln", "timezone": "America/New_York"},
        Group: {"kind": "club", "name": "Chess"},
    }
    needed = everything[model]
    records.run("DELETE FROM " + model._meta.table_name)
    with history.intent("Try", who=WHO, at=NOW) as intent:
        record_id = intent.insert(model, **{**needed, column: value})
    if column not in {"created_at", "updated_at"} and (column != "uid" or stored):
        ((kept,),) = database.select(f'SELECT "{column}" FROM "{model._meta.table_name}" WHERE id = ?', (record_id,))
        assert kept == stored


@pytest.mark.parametrize(
    ("table", "assignment"),
    [
        ("people", "given_name = ''"),
        ("people", "given_name = printf('%.121c', 'x')"),
        ("people", "notes = printf('%.20001c', 'x')"),
        ("people", "kind = 'teacher'"),
        ("people", "in_rotation = 2"),
        ("people", "in_rotation = 'yes'"),
        ("people", "joined_on = 'yesterday!'"),
        ("people", "joined_on = '1066-10-14'"),
        ("people", "archived_at = '2026-11-24'"),
        ("people", "version = 0"),
        ("people", "version = 'two'"),
        ("people", "email = NULL"),
        ("school", "chats_per_week = 51"),
        ("school", "timezone = ''"),
    ],
)
def test_the_database_itself_holds_the_limits(records: RecordsFile, table: str, assignment: str) -> None:
    with history.intent("Add", who=WHO, at=NOW) as intent:
        people.add(intent, kind="staff", given_name="Ana")
    with pytest.raises(DatabaseError, match="refuse this"):
        records.run(f"UPDATE {table} SET {assignment}")


def test_every_text_column_of_a_record_has_a_limit_in_the_database(records: RecordsFile) -> None:
    free = {"uid", "sort_name", "search_text"}
    for table in changes.models():
        ((made,),) = database.select("SELECT sql FROM sqlite_master WHERE name = ?", (table,))
        for name, kind in database.select("SELECT name, type FROM pragma_table_info(?)", (table,)):
            if kind == "TEXT" and name not in free:
                assert f'length("{name}")' in made or f'"{name}" IN (' in made, f"{table}.{name}"


def test_a_message_never_repeats_a_huge_number() -> None:
    for model, column in ((Meeting, "minutes"), (Person, "given_name"), (Person, "joined_on"), (Person, "uid")):
        with pytest.raises(FieldError, match="a huge number"):
            model.stored({column: 10**9000})
