"""Coverage from the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from .conftest import Type

PERSON = ["uid", "kind", "given_name", "family_name", "department", "last_met"]


@pytest.fixture(autouse=True)
def _school(staffed: Path) -> None:
    """Every test here has the small school."""


def test_coverage_has_the_met_the_total_the_names_and_the_shares(type_in: Type) -> None:
    type_in("meetings", "log", "--with", "ana", "--at", "yesterday 3pm", "--minutes", "25")

    said = type_in("coverage", "--json")

    assert said.code == 0
    assert (said.document["met"], said.document["total"]) == (1, 3)
    assert [one["family_name"] for one in said.document["never"]] == ["Okafor", "Taylor"]
    assert list(said.document["never"][0]) == PERSON
    assert said.document["by"] == [
        {"group": "Cafeteria", "met": 0, "total": 1},
        {"group": "Science", "met": 1, "total": 2},
    ]
    assert said.document["since"] == "2026-08-31"
    assert said.document["gini"] == pytest.approx(0.6667)


def test_coverage_is_grouped_by_what_is_asked_for(type_in: Type) -> None:
    assert type_in("coverage", "--by", "joined", "--json").document["by"] == [{"group": "2026", "met": 0, "total": 3}]
    assert type_in("coverage", "--by", "kind", "--json").document["by"] == [{"group": None, "met": 0, "total": 3}]
    assert type_in("coverage", "--by", "shoe size").code == 2


def test_coverage_for_people_has_names_first_then_shares_then_words(type_in: Type) -> None:
    said = type_in("coverage")

    assert said.err.startswith("0 of 3 met this school year; 3 not yet, and never before.")
    assert said.out.index("Sam Okafor") < said.out.index("Science")
    assert "small group: read with care" in said.out
    assert "Nobody has had any time yet" in said.out


def test_the_paused_are_told_apart(type_in: Type) -> None:
    type_in("people", "edit", "ana", "--paused-until", "2027-01-10")

    assert "1 paused, not counted" in type_in("coverage").err
    assert [one["given_name"] for one in type_in("coverage", "--json").document["paused"]] == ["Ana"]
    assert type_in("coverage", "--json").document["total"] == 2


def test_a_school_where_everybody_is_out_of_the_rotation_is_told_so(type_in: Type) -> None:
    for name in ("ana", "okafor", "taylor"):
        type_in("people", "edit", name, "--no-in-rotation")

    said = type_in("coverage")

    assert said.code == 0
    assert said.out == ""
    assert "Nobody is in the rotation yet." in said.err
    assert type_in("coverage", "--json").document["by"] == []
