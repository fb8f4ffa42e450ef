"""Openings from the command line: added, judged ready or not, and filled in a fair order."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from partner_tui.records import database
from tests.offers import HOSTILE, contact, offered, partner, person, placed

from .conftest import Type


@pytest.fixture
def partnered(staffed: Path) -> Path:
    """Return a school with a clinic of two people, one of whom left, and two partners with hostile names."""
    database.open_records(staffed)
    clinic = partner("Harbor Clinic")
    contact("Lee Park", clinic)
    contact("Kim Roe", clinic, ends_on="2026-10-01")
    for name in HOSTILE:
        partner(name)
    database.close_records()
    return staffed


def add(type_in: Type, title: str = "Front desk", *words: str, at: str = "harbor") -> Any:
    said = type_in("openings", "add", "--partner", at, "--title", title, "--kind", "job", *words, "--json")
    assert said.code == 0, said.err
    return said.document


def titles(type_in: Type, *words: str) -> list[str]:
    return [one["title"] for one in type_in("openings", "list", *words, "--json").document]


def test_an_opening_is_added_and_says_what_is_to_be_done_before_students_come(partnered: Path, type_in: Type) -> None:
    made = add(
        type_in, "Front desk", "--places", "2", "--ends", "jun 11", "--hours-a-week", "7.5", "--pay", "15.5",
        "--grades", "9", "--youngest", "14", "--supervisor", "lee", "--requirements", "a quiet voice",
    )  # fmt: skip
    assert (made["starts_on"], made["ends_on"], made["minutes_per_week"]) == ("2026-11-24", "2027-06-11", 450)
    assert (made["paid"], made["pay"], made["pay_per"], made["grades"]) == (True, "15.50", "hour", ["09"])
    assert (made["left"], made["supervisor"]["name"], made["supervisor"]["there"]) == (2, "Lee Park", True)
    assert made["readiness"]["state"] == "blocked"
    assert made["readiness"]["next_step"] == "Make a work-study agreement with Harbor Clinic"
    listed = type_in("openings", "list").out
    assert "blocked" in listed
    assert "Make a work-study agreement with Harbor Clinic" in listed
    for kind in ("work_study", "insurance"):
        type_in("agreements", "add", "--partner", "harbor", "--kind", kind, "--starts", "2026-07-01",
                "--signed-by-school", "2026-07-01", "--signed-by-partner", "2026-07-01")  # fmt: skip
    type_in("organizations", "edit", "harbor", "--cadence", "0")
    shown = type_in("openings", "show", "harbor front desk").out
    assert "ready         ready" in shown
    assert "✓ supervised by Lee Park" in shown
    assert "15.50 an hour" in shown


def test_an_opening_is_changed_where_something_is_named(partnered: Path, type_in: Type) -> None:
    add(type_in, "Front desk", "--pay", "15", "--ends", "jun 11")
    changed = type_in("openings", "edit", "front desk", "--no-paid", "--ends", "", "--title", "Desk", "--json").document
    assert (changed["title"], changed["paid"], changed["pay"], changed["ends_on"]) == ("Desk", False, None, None)
    assert type_in("openings", "edit", "desk").code == 2
    assert "Nothing was different" in type_in("openings", "edit", "desk", "--title", "Desk").err
    moved = type_in("openings", "edit", "desk", "--partner", "møller", "--json").document
    assert moved["organization"]["name"] == HOSTILE[1]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--ends", "2026-11-01"), "It would end on Sun 1 Nov 2026, before it starts on Tue 24 Nov 2026."),
        (("--supervisor", "kim"), "Kim Roe left Harbor Clinic on Thu 1 Oct 2026."),
        (("--supervisor", "ana"), "Ana Rivera does not belong to Harbor Clinic."),
        (("--places", "0"), "The places cannot be 0."),
        (("--pay", "a lot"), "“a lot” is not an amount."),
        (("--hours-a-week", "many"), "“many” is not a number of hours."),
        (("--grades", "13"), "No student is in grade “13”."),
        (("--starts", "someday"), "someday"),
    ],
)
def test_what_cannot_be_offered_is_said_and_nothing_is_written(
    partnered: Path, type_in: Type, words: tuple[str, ...], said: str
) -> None:
    refused = type_in("openings", "add", "--partner", "harbor", "--title", "X", "--kind", "job", *words)
    assert refused.code == 1
    assert said in refused.err
    assert "Nothing was written." in refused.err
    assert titles(type_in) == []


def test_openings_are_listed_by_what_they_have(partnered: Path, type_in: Type) -> None:
    add(type_in, "Desk", "--places", "3")
    add(type_in, "Kitchen", "--starts", "2026-01-05", "--ends", "2026-05-05", at="møller")
    assert titles(type_in, "--current") == ["Desk"]
    assert titles(type_in, "--past") == ["Kitchen"]
    assert titles(type_in, "--partner", "møller") == ["Kitchen"]
    assert titles(type_in, "--sort", "places", "--descending") == ["Desk", "Kitchen"]
    assert titles(type_in, "--text", "desk", "--kind", "job") == ["Desk"]
    assert titles(type_in, "--kind", "speaker") == []
    assert type_in("openings", "list").out.splitlines()[2].startswith("past")
    assert type_in("openings", "list", "--past", "--current").code == 2
    add(type_in, "Desk in the yard")
    assert type_in("openings", "show", "desk", "--json").document["title"] == "Desk"
    assert "could be several openings" in type_in("openings", "show", "harbor").err


def test_an_opening_with_students_is_not_put_away(partnered: Path, type_in: Type) -> None:
    add(type_in, "Desk")
    assert type_in("placements", "add", "desk", "mateo").code == 0
    refused = type_in("openings", "archive", "desk")
    assert refused.code == 1
    assert "Mateo García is in it." in refused.err
    assert type_in("placements", "end", "mateo", "--completed").code == 0
    assert type_in("openings", "archive", "desk").code == 0
    assert titles(type_in) == []
    assert type_in("openings", "restore", "harbor desk").code == 0
    assert titles(type_in) == ["Desk"]


def test_fewer_places_than_students_need_somebody_to_insist(partnered: Path, type_in: Type) -> None:
    add(type_in, "Desk", "--places", "2")
    type_in("people", "add", "--kind", "student", "--given-name", "Bo")
    assert type_in("placements", "add", "desk", "mateo", "bo").code == 0
    refused = type_in("openings", "edit", "desk", "--places", "1")
    assert refused.code == 1
    assert "would be too few places" in refused.err
    assert "--beyond" in refused.err
    assert type_in("openings", "edit", "desk", "--places", "1", "--beyond", "--json").document["places"] == 1


def test_who_had_the_fewest_chances_comes_first_and_equals_are_shown_as_equals(staffed: Path, type_in: Type) -> None:
    database.open_records(staffed)
    clinic = partner()
    grades = {"Bo": "09", "Cleo": "10", "Dee": "09", "Old": "12"}
    bo, _, dee, _ = (person(name, grade=grade) for name, grade in grades.items())
    desk, kitchen = offered(clinic, "Desk", grades="09 10"), offered(clinic, "Kitchen")
    placed(kitchen, bo)
    placed(desk, dee)
    database.close_records()
    said = type_in("openings", "eligible", "desk")
    assert [line.split()[:2] for line in said.out.splitlines()[1:]][-1] == ["2", "Bo"]
    assert "1: 2 students with no placement yet, in the order of a lot" in said.err
    assert "1 place for 2 with no placement yet: choose among equals" in said.err
    assert "Not in the list: 1 in it already, 1 not in grade 09, 10." in said.err
    found = type_in("openings", "eligible", "desk", "--json").document
    assert [(one["tie"], one["had"], one["reasons"][0]) for one in found["students"]] == [
        (1, 0, "no placement yet"),
        (1, 0, "no placement yet"),
        (2, 1, "1 placement now"),
    ]
    assert found["students"] == type_in("openings", "eligible", "desk", "--json").document["students"]
    assert len(type_in("openings", "eligible", "desk", "--limit", "1", "--json").document["students"]) == 1
    only = type_in("openings", "eligible", "desk", "--text", "cleo", "--json").document["students"]
    assert [one["given_name"] for one in only] == ["Cleo"]


def test_names_that_are_no_formula_and_no_markup_come_out_as_they_were_typed(partnered: Path, type_in: Type) -> None:
    for name in HOSTILE:
        type_in("people", "add", "--kind", "student", "--given-name", name, "--grade", "09")
        made = add(type_in, name, "--requirements", name, at=name)
        assert (made["title"], made["requirements"], made["organization"]["name"]) == (name, name, name)
        assert type_in("openings", "show", made["uid"]).out.count(name) >= 3
        assert type_in("openings", "show", made["uid"][:8], "--json").document["title"] == name
    listed = type_in("openings", "list").out
    eligible = type_in("openings", "eligible", made["uid"]).out
    assert all(name in listed and name in eligible for name in HOSTILE)
