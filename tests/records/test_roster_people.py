"""Who is who: a person of two files is one, and two people are never made one."""

from __future__ import annotations

import pytest

from partner_tui.records import history, people
from partner_tui.records.incoming import IncomingPerson
from tests.conftest import NOW, WHO
from tests.records.rosters import LIST, a_roster, bring_in, names, row, the

pytestmark = pytest.mark.usefixtures("records")

LISTED = row("Ana", "Rivera", key="T1", identifier="T1", job_title="Biology Teacher", departments=("Science",))
ROSTERED = row("Ana", "Rivera", key="u1", identifier="T1", email="ana@lincoln.example")


@pytest.mark.parametrize("list_first", [True, False])
def test_a_person_of_a_list_and_of_a_roster_is_one_in_whichever_order(list_first: bool) -> None:
    files = [a_roster(LISTED, source=LIST), a_roster(ROSTERED)]
    for file in files if list_first else reversed(files):
        bring_in(file)
    ana = the("Ana")
    assert (ana.job_title, ana.email) == ("Biology Teacher", "ana@lincoln.example")
    assert all(bring_in(file).changes_nothing for file in files)


def test_a_person_added_by_hand_is_found_by_the_roster() -> None:
    with history.intent("Add", who=WHO, at=NOW) as intent:
        people.add(intent, kind="staff", given_name="Ana", family_name="Rivera", email="ana@lincoln.example")
    assert bring_in(a_roster(ROSTERED)).counts["changed"] == 1
    assert (the("Ana").identifier, the("Ana").source_id) == ("T1", "u1")


def test_a_person_who_left_one_roster_is_absent_even_if_another_brought_them() -> None:
    bring_in(a_roster(LISTED, source=LIST))
    bring_in(a_roster(ROSTERED, row("Sam", key="u2")))
    assert bring_in(a_roster(row("Sam", key="u2"))).counts["absent"] == 1


def test_the_sources_own_key_knows_a_person_whose_whole_name_is_new() -> None:
    bring_in(a_roster(ROSTERED))
    bring_in(a_roster(row("Andrea", "Soto", key="u1", identifier="T1")))
    assert names() == ["Andrea Soto"]


@pytest.mark.parametrize(
    "other",
    [
        row("Pedro", "Tran", key="x1", identifier="T1"),
        row("Ana", "Tran", key="x1", identifier="T1"),
        row("Pedro", "Rivera", key="x1", identifier="T1"),
    ],
)
def test_two_schools_that_give_out_one_number_make_nobody_one(other: IncomingPerson) -> None:
    bring_in(a_roster(ROSTERED))
    preview = bring_in(a_roster(other, source="oneroster:roosevelt"))
    assert preview.counts["new"] == preview.counts["changed"] == 0
    assert [(one.column, one.value) for one in preview.rejected] == [("identifier", "T1")]
    assert "Ana Rivera" in preview.rejected[0].message
    assert names() == ["Ana Rivera"]


def test_two_schools_with_the_same_form_of_list_are_not_taken_for_one_another() -> None:
    bring_in(a_roster(LISTED, source=LIST))
    preview = bring_in(a_roster(row("Pedro", "Tran", key="T1", identifier="T1"), source=LIST))
    assert names() == ["Ana Rivera"]
    assert (len(preview.rejected), preview.is_alarming) == (1, True)


def test_a_member_of_staff_and_a_student_may_have_one_number() -> None:
    file = a_roster(
        row("Ana", key="u1", identifier="100"), row("Mei", "Tran", key="u2", identifier="100", kind="student")
    )
    assert bring_in(file).counts["new"] == 2
    assert bring_in(file).changes_nothing


@pytest.mark.parametrize("key", ["", "k"])
def test_a_family_that_shares_an_address_stays_several_people(key: str) -> None:
    home = "home@family.example"
    mother = row("Maria", "Lopez", kind="family", email=home, key=f"{key}1" * bool(key))
    father = row("Juan", "Lopez", kind="family", email=home, key=f"{key}2" * bool(key))
    child = row("Maria", "Lopez", kind="student", email=home, key=f"{key}3" * bool(key))
    bring_in(a_roster(mother))
    assert bring_in(a_roster(mother, father, child)).counts["new"] == 2
    assert bring_in(a_roster(child, father, mother)).changes_nothing
    assert names() == ["Juan Lopez", "Maria Lopez", "Maria Lopez"]


def test_a_list_without_numbers_and_addresses_changes_nothing_the_second_time() -> None:
    ana = row("Ana", grade="09", kind="student")
    file = a_roster(ana, ana, row("Ana", grade="10", kind="student"), row("Mei", kind="student"), source=LIST)
    assert bring_in(file).counts["new"] == 4
    assert bring_in(file).changes_nothing
    assert bring_in(a_roster(*reversed(file.people), source=LIST)).changes_nothing


def test_a_name_alone_is_nobody_in_another_file() -> None:
    bring_in(a_roster(ROSTERED))
    assert bring_in(a_roster(row("Ana", "Rivera"), source=LIST)).counts["new"] == 1


def test_a_person_with_a_new_key_is_known_by_address_and_whole_name() -> None:
    """Some systems give one person a key for each school."""
    bring_in(a_roster(ROSTERED))
    preview = bring_in(a_roster(row("Ana", "Rivera", key="u9", email="ana@lincoln.example"), present=frozenset()))
    assert preview.counts == {"new": 0, "changed": 0, "same": 1, "absent": 0}
    assert the("Ana").source_id == "u9"


def test_one_person_twice_in_a_file_is_left_out_the_second_time() -> None:
    bring_in(a_roster(ROSTERED))
    preview = bring_in(a_roster(ROSTERED, row("Ana", "Rivera", key="u9", email="ana@lincoln.example")))
    assert preview.counts == {"new": 0, "changed": 0, "same": 1, "absent": 0}
    assert [(one.row, one.value) for one in preview.rejected] == [(3, "Ana")]


def test_a_namesake_with_another_number_is_somebody_else() -> None:
    bring_in(a_roster(ROSTERED))
    other = row("Ana", "Rivera", key="u9", identifier="T9", email="ana@lincoln.example")
    assert bring_in(a_roster(ROSTERED, other)).counts["new"] == 1


def test_one_key_for_two_people_of_a_file_is_given_to_the_first_only() -> None:
    file = a_roster(ROSTERED, row("Mei", "Tran", key="u1", kind="student"))
    preview = bring_in(file)
    assert names() == ["Ana Rivera"]
    assert [(one.row, one.column, one.value) for one in preview.rejected] == [(3, "key", "u1")]
    assert bring_in(file).changes_nothing


def test_a_number_that_was_given_on_belongs_to_whom_the_roster_says() -> None:
    bring_in(a_roster(ROSTERED))
    without = row("Ana", "Rivera", key="u1", email="ana@lincoln.example")
    file = a_roster(without, row("Pedro", "Tran", key="u2", identifier="T1"))
    assert bring_in(file).counts["new"] == 1
    assert the("Pedro").identifier == "T1"
    assert bring_in(file).changes_nothing
