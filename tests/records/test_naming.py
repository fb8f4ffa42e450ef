"""Somebody types a name as they would say it, and the records know who is meant."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from partner_tui.records import database, groups, history, naming, organizations, people
from partner_tui.records.database import RecordsFile
from partner_tui.records.history import Intent
from partner_tui.records.naming import NameBook
from partner_tui.records.people import Person
from tests.conftest import NOW, WHO

STAFF = (
    ("Ana", "Rivera", "Science"),
    ("Robert", "O'Brien", "Transport"),
    ("Łukasz", "Nowak", "Music"),
    ("José", "García", "History"),
    ("Maria", "De la Cruz", "Office"),
    ("Jane", "Doe", "Art"),
    ("Sam", "Okafor", "Cafeteria"),
    ("Sam", "Taylor", "Science"),
    ("Samantha", "Wu", "English"),
    ("Margarethe", "Weiß", "Library"),
    ("Wendell", "Goodman", "Science"),
    ("Priya", "Sharma", ""),
)


def add(intent: Intent, given: str, family: str, department: str = "", **values: object) -> int:
    kind = str(values.pop("kind", "staff"))
    person_id = people.add(intent, kind=kind, given_name=given, family_name=family, **values)
    if department:
        groups.set_department(intent, person_id, department, NOW.date())
    return person_id


@pytest.fixture(autouse=True)
def _staff(records: RecordsFile) -> None:
    with history.intent("Fill the school", who=WHO, at=NOW) as intent:
        for given_name, family, department in STAFF:
            add(intent, given_name, family, department, email=f"{family.split()[-1].strip(chr(39))}@l.example".lower())
        add(intent, "Leo", "Marsh", kind="student", grade="9")
        organizations.add(intent, name="Delgado & Daughters", kind="business")
        organizations.add(intent, name="Harbor Clinic", kind="health_provider")


def names(text: str) -> list[str]:
    return [one.name for one in NameBook().people(text)]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("ana", "Ana Rivera"),
        ("RIVERA", "Ana Rivera"),
        ("ana rivera", "Ana Rivera"),
        ("Rivera, Ana", "Ana Rivera"),
        ("ana r", "Ana Rivera"),
        ("a. rivera", "Ana Rivera"),
        ("bob", "Robert O'Brien"),
        ("obrien", "Robert O'Brien"),
        ("bob o'brien", "Robert O'Brien"),
        ("lukasz", "Łukasz Nowak"),
        ("pepe", "José García"),
        ("jose garcia", "José García"),
        ("maria de la cruz", "Maria De la Cruz"),
        ("maria cruz", "Maria De la Cruz"),
        ("jd", "Jane Doe"),
        ("j d", "Jane Doe"),
        ("J. Doe", "Jane Doe"),
        ("doe@l.example", "Jane Doe"),
        ("DOE@L.EXAMPLE", "Jane Doe"),
        ("greta weiss", "Margarethe Weiß"),
        ("rivra", "Ana Rivera"),
        ("ana rivra", "Ana Rivera"),
        ("nowack", "Łukasz Nowak"),
        ("lucasz", "Łukasz Nowak"),
        ("khosé", ""),
        ("priya", "Priya Sharma"),
        ("sharmma", "Priya Sharma"),
        ("goodman", "Wendell Goodman"),
    ],
)
def test_a_name_is_understood_as_people_type_it(typed: str, meant: str) -> None:
    assert names(typed) == ([meant] if meant else [])


@pytest.mark.parametrize(
    "typed", ["zoltan", "a", "", "  ", "!!", "ana zoltan", "nobody@l.example", "science", "teacher"]
)
def test_nobody_answers_to_what_is_no_name_here(typed: str) -> None:
    assert names(typed) == []


@pytest.mark.parametrize("typed", ["good", "great", "talk", "nice", "many", "late"])
def test_an_everyday_word_is_no_piece_of_a_name(typed: str) -> None:
    assert names(typed) == []


def test_whoever_shares_a_name_is_told_apart_by_what_they_do() -> None:
    found = NameBook().people("sam")

    assert [(one.name, one.detail) for one in found] == [
        ("Sam Okafor", "staff, Cafeteria"),
        ("Sam Taylor", "staff, Science"),
        ("Samantha Wu", "staff, English"),
    ]
    # Sam is what Samantha is called, too, so nobody of the three is clearly meant.
    assert found[0].score - found[1].score < 0.25


def test_a_whole_name_leads_those_that_only_begin_so(records: RecordsFile) -> None:
    with history.intent("Add two", who=WHO, at=NOW) as intent:
        add(intent, "Ana", "Lima")
        add(intent, "Ana", "Limares")
    found = NameBook().people("ana lima")

    assert found[0].name == "Ana Lima"
    assert len(found) == 1 or found[0].score - found[1].score >= 0.25


def test_two_of_one_name_and_one_job_are_told_apart_by_their_address(records: RecordsFile) -> None:
    with history.intent("Add two", who=WHO, at=NOW) as intent:
        add(intent, "Kim", "Park", "Art", email="kim@l.example")
        add(intent, "Kim", "Park", "Art", email="kim2@l.example")
    details = [one.detail for one in NameBook().people("kim park")]

    assert details == ["staff, Art, kim@l.example", "staff, Art, kim2@l.example"]


def test_a_uid_is_a_name_too() -> None:
    ana = Person.get(Person.given_name == "Ana")

    assert names(ana.uid) == ["Ana Rivera"]


def test_who_was_put_away_is_not_offered() -> None:
    ana = Person.get(Person.given_name == "Ana")
    with history.intent("Archive Ana", who=WHO, at=NOW) as intent:
        intent.archive(Person, ana.id, ana.version)

    assert names("ana") == []
    assert names("rivra") == []


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("delgado", "Delgado & Daughters"), ("harbor clinic", "Harbor Clinic"), ("clinic", "Harbor Clinic"),
     ("Delgdo", "Delgado & Daughters"), ("acme", "")],
)  # fmt: skip
def test_an_organization_is_found_by_a_word_of_its_name(typed: str, meant: str) -> None:
    assert [one.name for one in NameBook().organizations(typed)] == ([meant] if meant else [])


def test_a_name_is_looked_up_once() -> None:
    book = NameBook()
    first = book.people("Ana")
    database.close_records()

    assert book.people("ana") is first


def test_a_name_that_was_picked_stays_picked(records: RecordsFile) -> None:
    with history.intent("Add two", who=WHO, at=NOW) as intent:
        add(intent, "Kim", "Park", "Art")
        add(intent, "Kim", "Park", "Music")
    book = NameBook()
    other = book.people("kim park")[1]
    book.mean("people", other)

    assert [one.id for one in book.people("Kim Park")] == [other.id]


def test_hundreds_of_one_name_are_offered_in_part(records: RecordsFile) -> None:
    with history.intent("Add many", who=WHO, at=NOW) as intent:
        for number in range(60):
            add(intent, "Kim", f"Park{number}")
    assert len(names("kim")) == naming.MOST
    assert names("kim park7")[0] == "Kim Park7"


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=40))
def test_any_text_is_a_legal_question(text: str) -> None:
    book = NameBook()

    assert len(book.people(text)) <= naming.MOST
    assert len(book.organizations(text)) <= naming.MOST


def test_of_those_who_fit_equally_well_the_staff_comes_first(records: RecordsFile) -> None:
    with history.intent("Add two", who=WHO, at=NOW) as intent:
        add(intent, "Marcus", "Abel", kind="student", grade="9")
        add(intent, "Marcus", "Stone", "Science")
    assert names("marcus") == ["Marcus Stone", "Marcus Abel"]
