"""Placements from the command line: several students at once, and what cannot be, said in words."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from partner_tui.records import database
from tests.offers import HOSTILE, TODAY, contact, offered, partner, person, placed, worked

from .conftest import Type


@pytest.fixture
def desk(staffed: Path) -> str:
    """Return the uid of an opening for two, September to June, in a school with three students more."""
    database.open_records(staffed)
    clinic = partner()
    lee = contact("Lee Park", clinic)
    contact("Kim Roe", clinic, ends_on="2026-10-01")
    uid = offered(clinic, supervisor_id=lee).uid
    for name in ("Bo Diaz", "Cleo Wu", "Dee Fox"):
        person(name, grade="10")
    database.close_records()
    return uid


def states(type_in: Type, *words: str) -> list[tuple[str, str]]:
    found = type_in("placements", "list", *words, "--json").document
    return [(one["student"]["given_name"], one["state"]) for one in found]


def test_students_are_placed_together_and_taken_back_together(desk: str, type_in: Type) -> None:
    made = type_in("placements", "add", "harbor front", "Bo", "Cleo", "--target", "120", "--json")
    assert [(one["starts_on"], one["ends_on"], one["target_minutes"]) for one in made.document] == [
        ("2026-11-24", "2027-06-11", 7200)
    ] * 2
    assert {one["supervisor"]["name"] for one in made.document} == {"Lee Park"}
    assert states(type_in) == [("Bo", "active"), ("Cleo", "active")]
    assert "0 of 120 h" in type_in("placements", "list").out
    assert type_in("undo").code == 0
    assert states(type_in) == []


def test_more_students_than_places_are_refused_unless_somebody_insists(desk: str, type_in: Type) -> None:
    type_in("placements", "add", desk, "bo")
    refused = type_in("placements", "add", desk, "cleo", "dee")
    assert refused.code == 1
    assert "Front desk has 2 places and 1 left for these days; 2 would come. Bo Diaz is there." in refused.err
    assert "--beyond" in refused.err
    assert "Nothing was written." in refused.err
    assert states(type_in) == [("Bo", "active")]
    assert type_in("placements", "add", desk, "cleo", "dee", "--beyond").code == 0
    assert len(states(type_in)) == 3


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("bo", "--starts", "2026-12-01", "--ends", "2026-11-28"), "before it starts on Tue 1 Dec 2026"),
        (("bo", "--starts", "2026-08-01"), "It starts before the opening does, on Tue 1 Sep 2026."),
        (("bo", "--ends", "2027-08-01"), "It goes on after the opening's last day, Fri 11 Jun 2027."),
        (("bo", "--supervisor", "kim"), "Kim Roe left Harbor Clinic on Thu 1 Oct 2026."),
        (("bo", "--supervisor", "ana"), "Ana Rivera does not belong to Harbor Clinic."),
        (("ana",), "Ana Rivera is not a student."),
        (("bo", "bo"), "Somebody was chosen twice."),
        (("bo", "--target", "lots"), "“lots” is not a number of hours."),
    ],
)
def test_what_cannot_be_placed_is_said_and_nobody_is(
    desk: str, type_in: Type, words: tuple[str, ...], said: str
) -> None:
    refused = type_in("placements", "add", desk, *words)
    assert refused.code == 1
    assert said in refused.err
    assert "Nothing was written." in refused.err
    assert states(type_in) == []


def test_days_that_the_opening_does_not_have_can_be_meant(desk: str, type_in: Type) -> None:
    made = type_in("placements", "add", desk, "bo", "--ends", "2027-08-01", "--beyond", "--json").document
    assert made[0]["ends_on"] == "2027-08-01"
    assert type_in("placements", "edit", "bo", "--ends", "2027-08-09").code == 1
    assert type_in("placements", "edit", "bo", "--ends", "2027-05-09", "--json").document["ends_on"] == "2027-05-09"


def test_nobody_is_placed_with_a_supervisor_who_left_the_opening(desk: str, type_in: Type) -> None:
    type_in("organizations", "contacts", "leave", "harbor", "lee", "--on", "yesterday")
    refused = type_in("placements", "add", desk, "bo")
    assert refused.code == 1
    assert "Lee Park, the opening's supervisor, is not at Harbor Clinic any more." in refused.err
    type_in("organizations", "contacts", "add", "harbor", "--given-name", "Lou")
    made = type_in("placements", "add", desk, "bo", "--supervisor", "lou", "--json").document
    assert made[0]["supervisor"]["name"] == "Lou"
    assert type_in("placements", "edit", "bo", "--target", "90").code == 0


def test_a_placement_is_ended_with_a_reason_and_opened_again(desk: str, type_in: Type) -> None:
    type_in("placements", "add", desk, "bo", "cleo", "--starts", "2026-10-01")
    refused = type_in("placements", "end", "bo", "--early")
    assert refused.code == 1
    assert "needs a word why" in refused.err
    assert type_in("placements", "end", "bo").code == 2
    ended = type_in("placements", "end", "bo harbor", "--early", "--why", "moved", "--on", "yesterday", "--json")
    assert [(one["state"], one["settled_on"], one["why"]) for one in ended.document] == [
        ("ended_early", "2026-11-23", "moved")
    ]
    assert type_in("placements", "end", "cleo", "--completed").code == 0
    assert states(type_in, "--state", "completed", "--state", "ended_early") == [
        ("Cleo", "completed"),
        ("Bo", "ended_early"),
    ]
    assert type_in("placements", "add", desk, "dee", "mateo").code == 0
    crowded = type_in("placements", "reopen", "bo")
    assert crowded.code == 1
    assert "--beyond" in crowded.err
    assert type_in("placements", "reopen", "bo", "--beyond").code == 0


def test_a_placement_does_not_end_before_what_was_worked(staffed: Path, type_in: Type) -> None:
    database.open_records(staffed)
    (placement,) = placed(offered(partner()), person("Bo"), target_minutes=600)
    worked(placement, TODAY, 90)
    database.close_records()
    refused = type_in("placements", "end", "bo", "--completed", "--on", "yesterday")
    assert refused.code == 1
    assert "Hours were worked on Tue 24 Nov 2026, after that day." in refused.err
    assert "0 of 10 h approved, 1.5 h to approve, 1.5 h this week" in type_in("placements", "show", "bo").out


def test_placements_are_put_away_and_brought_back(desk: str, type_in: Type) -> None:
    type_in("placements", "add", desk, "bo", "cleo")
    assert type_in("placements", "archive", "bo", "cleo").code == 0
    assert states(type_in) == []
    assert states(type_in, "--archived") == [("Bo", "active"), ("Cleo", "active")]
    assert type_in("placements", "restore", "bo", "cleo").code == 0
    assert len(states(type_in, "--partner", "harbor", "--opening", "front", "--student", "bo")) == 1


def test_a_placement_that_several_could_be_is_asked_about(desk: str, type_in: Type) -> None:
    type_in("placements", "add", desk, "bo", "cleo")
    refused = type_in("placements", "show", "harbor")
    assert refused.code == 1
    assert "could be several placements" in refused.err
    assert "Cleo Wu, Front desk at Harbor Clinic, active" in refused.err
    assert "No placement is “nope”." in type_in("placements", "show", "nope").err
    assert type_in("placements", "edit", "bo").code == 2


def test_names_that_are_no_formula_and_no_markup_come_out_as_they_were_typed(staffed: Path, type_in: Type) -> None:
    database.open_records(staffed)
    made: list[Any] = []
    for name in HOSTILE:
        made += placed(offered(partner(name), name), person(name, grade="10"), starts_on=TODAY)
    database.close_records()
    for name, one in zip(HOSTILE, made, strict=True):
        said = type_in("placements", "end", one.uid, "--early", "--why", name, "--json")
        assert said.document[0]["why"] == name
        assert said.document[0]["opening"]["title"] == said.document[0]["organization"]["name"] == name
        assert type_in("placements", "show", one.uid).out.count(name) >= 4
    listed = type_in("placements", "list").out
    assert all(name in listed for name in HOSTILE)


def test_students_go_before_others_of_the_name(desk: str, type_in: Type, staffed: Path) -> None:
    database.open_records(staffed)
    person("Bo Chen", "family")
    person("Bo Reyes", "staff")
    database.close_records()
    made = type_in("placements", "add", "harbor front", "bo", "--json")
    assert [one["student"]["family_name"] for one in made.document] == ["Diaz"]
    kept = type_in("hours", "add", "bo", "--worked", "1", "--json")
    assert kept.code == 0, kept.err
    assert "is not a student" in type_in("placements", "add", "harbor front", "okafor").err
