"""People and groups from the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from .conftest import Type

COLUMNS = [
    "kind", "given_name", "family_name", "preferred_name", "pronouns", "email", "phone", "job_title", "grade",
    "language", "joined_on", "in_rotation", "paused_until", "directory_opt_out", "notes", "source", "source_id",
]  # fmt: skip


@pytest.fixture(autouse=True)
def _school(staffed: Path) -> None:
    """Every test here has the small school."""


def test_next_says_whom_to_meet_and_why(type_in: Type) -> None:
    said = type_in("next", "--json")

    assert said.code == 0
    assert {one["department"] for one in said.document} == {"Science", "Cafeteria"}  # a week has one of a small team
    keys = ["uid", "kind", "given_name", "family_name", "department", "last_met", "reasons"]
    assert all(list(one) == keys for one in said.document)
    assert said.document[0]["last_met"] is None
    assert "never met" in said.document[0]["reasons"]
    assert "never met" in type_in("next").out


def test_who_is_left_out_of_the_rotation_can_be_seen(type_in: Type) -> None:
    type_in("people", "edit", "ana", "--no-in-rotation")

    said = type_in("next")

    assert "Ana" not in said.out
    assert "1 left out" in said.err
    assert type_in("next", "--left-out", "--json").document[0]["reasons"] == ["out of the rotation"]


def test_a_person_is_added_with_every_column_of_the_records(type_in: Type) -> None:
    said = type_in(
        "people", "add", "--given-name", "Noor", "--family-name", "Rahman", "--joined-on", "2 nov",
        "--department", "Arts", "--directory-opt-out", "--json",
    )  # fmt: skip

    assert set(COLUMNS) <= set(said.document)
    assert said.document["joined_on"] == "2026-11-02"
    assert said.document["department"] == "Arts"
    assert said.document["directory_opt_out"] is True
    assert said.document["created_at"] == "2026-11-24T09:00:00-05:00"


@pytest.mark.parametrize("name", ["ana", "Rivera", "ana.rivera@lincoln.example", "ANA RIVERA"])
def test_a_person_is_named_by_any_piece_that_is_enough(type_in: Type, name: str) -> None:
    assert type_in("show", name, "--json").document["family_name"] == "Rivera"


def test_a_person_is_named_by_the_uid_or_how_it_begins(type_in: Type) -> None:
    uid = type_in("show", "ana", "--json").document["uid"]

    assert type_in("show", uid, "--json").document["given_name"] == "Ana"
    assert type_in("people", "edit", uid[:8], "--grade", "", "--json").document["uid"] == uid


def test_people_are_listed_by_kind_group_and_words(type_in: Type) -> None:
    assert [one["given_name"] for one in type_in("people", "list", "--kind", "student", "--json").document] == ["Mateo"]
    science = type_in("people", "list", "--group", "science", "--json").document
    assert [one["family_name"] for one in science] == ["Rivera", "Taylor"]
    assert [one["given_name"] for one in type_in("people", "list", "--text", "garcia", "--json").document] == ["Mateo"]
    type_in("meetings", "log", "--with", "ana")
    assert len(type_in("people", "list", "--never-met", "--json").document) == 3


def test_an_archived_person_is_hidden_and_can_be_restored_by_name(type_in: Type) -> None:
    assert type_in("people", "archive", "ana").code == 0
    assert type_in("show", "ana").code == 1
    assert [one["given_name"] for one in type_in("people", "list", "--archived", "--json").document] == ["Ana"]
    assert type_in("people", "restore", "ana").code == 0
    assert type_in("show", "ana").code == 0


def test_a_bad_value_is_refused_with_the_field_and_nothing_is_saved(type_in: Type) -> None:
    said = type_in("people", "edit", "ana", "--email", "nonsense", "--json")

    assert said.code == 1
    assert "not an e-mail address" in said.err
    assert type_in("show", "ana", "--json").document["email"] == "ana.rivera@lincoln.example"


def test_the_story_of_a_person_has_meetings_groups_and_history(type_in: Type) -> None:
    type_in("meetings", "log", "--with", "ana", "--summary", "wants to start robotics")
    type_in("groups", "add", "--kind", "club", "--name", "Robotics Club")
    type_in("groups", "join", "ana", "robotics", "--title", "advisor")
    type_in("people", "edit", "ana", "--job-title", "Head of Science")

    shown = type_in("show", "ana").out

    for text in ("wants to start robotics", "Robotics Club · advisor", "job title: – → Head of Science", "Science"):
        assert text in shown
    document = type_in("show", "ana", "--json").document
    assert [one["name"] for one in document["affiliations"]] == ["Science", "Robotics Club"]
    assert document["history"][0]["name"] == "Edit Ana Rivera"


def test_who_left_a_group_is_no_member(type_in: Type) -> None:
    type_in("groups", "add", "--kind", "club", "--name", "Robotics Club")
    type_in("groups", "join", "ana", "robotics", "--since", "2026-09-01")
    assert type_in("show", "robotics club", "--json").document["members"][0]["given_name"] == "Ana"

    assert type_in("groups", "leave", "ana", "robotics").code == 0

    assert type_in("show", "robotics club", "--json").document["members"] == []
    assert type_in("groups", "leave", "sam okafor", "robotics").code == 1


def test_groups_are_listed_renamed_and_put_away(type_in: Type) -> None:
    type_in("groups", "edit", "cafeteria", "--name", "Kitchen")
    names = [one["name"] for one in type_in("groups", "list", "--kind", "department", "--json").document]
    assert names == ["Kitchen", "Science"]
    type_in("groups", "archive", "kitchen")
    assert "Kitchen" not in type_in("groups", "list").out
    type_in("groups", "restore", "kitchen")
    assert "Kitchen" in type_in("groups", "list").out


def test_a_hostile_name_reaches_the_terminal_as_plain_text(type_in: Type) -> None:
    type_in("people", "add", "--given-name", "[/x] =1+1", "--family-name", "\x1b[2J\u202eevil")

    for words in (("people", "list"), ("show", "evil"), ("people", "list", "--json"), ("next",), ("history",)):
        said = type_in(*words)
        assert "\x1b" not in said.out + said.err
        assert "\u202e" not in said.out + said.err
    unknown = type_in("show", "\x1b[31mnobody")
    assert unknown.code == 1
    assert "\x1b" not in unknown.err


def test_a_spreadsheet_runs_no_name_as_a_formula(type_in: Type) -> None:
    type_in("people", "add", "--given-name", "=HYPERLINK(1)")

    assert ",'=HYPERLINK(1)," in type_in("export", "people").out
    assert ",=HYPERLINK(1)," in type_in("export", "people", "--raw").out
    assert type_in("export", "people", "--format", "json").document[0]["given_name"] == "=HYPERLINK(1)"
