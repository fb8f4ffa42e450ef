"""Candidates from the command line: added, listed, hired with their whole story, declined and withdrawn."""

from __future__ import annotations

from pathlib import Path

import pytest

from .conftest import Type

KEYS = ["uid", "person", "job_title", "department", "opened_on", "status", "settled_on", "why", "archived"]


@pytest.fixture(autouse=True)
def _school(staffed: Path) -> None:
    """Every test here has the small school."""


def add_tam(type_in: Type, *more: str) -> str:
    said = type_in(
        "candidates", "add", "--given-name", "Tam", "--family-name", "Ito", "--job-title", "Science teacher",
        "--department", "science", "--since", "nov 10", *more,
    )  # fmt: skip
    assert said.code == 0, said.err
    return said.out.strip()


def test_somebody_new_is_added_as_a_candidate_in_one_go(type_in: Type) -> None:
    uid = add_tam(type_in)

    assert type_in("show", uid, "--json").document["kind"] == "community"
    (row,) = type_in("candidates", "list", "--json").document
    assert list(row) == KEYS
    assert row["person"] == {"uid": uid, "kind": "community", "given_name": "Tam", "family_name": "Ito"}
    assert (row["department"], row["opened_on"], row["status"]) == ("Science", "2026-11-10", "open")
    assert "Tam Ito  Science teacher  Science" in type_in("candidates", "list").out
    assert type_in("undo").code == 0
    assert type_in("show", uid).code == 1


def test_hired_they_are_staff_with_the_job_and_the_department_and_are_met_like_anybody(type_in: Type) -> None:
    uid = add_tam(type_in)
    type_in("meetings", "log", "--with", uid, "--kind", "interview", "--summary", "Loves the labs")
    assert uid not in {one["uid"] for one in type_in("next", "--json").document}

    said = type_in("candidates", "hire", "tam", "--json")

    assert said.document["status"] == "hired"
    assert said.document["settled_on"] == "2026-11-24"
    person = type_in("show", uid, "--json").document
    assert (person["kind"], person["job_title"], person["joined_on"]) == ("staff", "Science teacher", "2026-11-24")
    assert person["department"] == "Science"
    assert person["meetings"][0]["summary"] == "Loves the labs"
    assert "Undone: Hire Tam Ito as Science teacher" in type_in("undo").out
    assert type_in("show", uid, "--json").document["kind"] == "community"


def test_the_first_day_may_be_later(type_in: Type) -> None:
    uid = add_tam(type_in)
    said = type_in("candidates", "hire", "tam", "--starts", "jan 5")
    assert said.code == 0
    assert "“jan 5” is Tue 5 Jan 2027." in said.err

    person = type_in("show", uid, "--json").document
    assert person["joined_on"] == person["paused_until"] == "2027-01-05"


@pytest.mark.parametrize(("command", "status"), [("decline", "declined"), ("withdraw", "withdrawn")])
def test_declined_and_withdrawn_need_a_word_why(type_in: Type, command: str, status: str) -> None:
    add_tam(type_in)
    assert type_in("candidates", command, "tam").code == 2
    assert type_in("candidates", command, "tam", "--why", " ").code == 1

    said = type_in("candidates", command, "tam", "--why", "too far away", "--json")

    assert (said.document["status"], said.document["why"]) == (status, "too far away")
    assert type_in("candidates", "list", "--json").document == []
    assert len(type_in("candidates", "list", "--status", "all", "--json").document) == 1
    assert "no candidate" in type_in("candidates", "hire", "tam").err


def test_of_several_jobs_the_one_that_is_meant_has_to_be_said(type_in: Type) -> None:
    add_tam(type_in)
    assert type_in("candidates", "add", "tam", "--job-title", "Lab assistant").code == 0

    refused = type_in("candidates", "hire", "tam")

    assert refused.code == 1
    assert "candidate for 2 jobs" in refused.err
    assert "Lab assistant  since 2026-11-24" in refused.err
    assert type_in("candidates", "hire", "tam", "--job", "lab", "--json").document["job_title"] == "Lab assistant"


def test_a_candidacy_is_changed_and_what_is_not_named_stays(type_in: Type) -> None:
    add_tam(type_in)
    said = type_in("candidates", "edit", "tam", "--job-title", "Physics teacher", "--department", "", "--json")

    assert (said.document["job_title"], said.document["department"]) == ("Physics teacher", None)
    assert said.document["opened_on"] == "2026-11-10"
    assert type_in("candidates", "edit", "tam").code == 2


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        (("candidates", "add", "--job-title", "Coach"), 2, "not said who"),
        (("candidates", "add", "ana", "--given-name", "Ana", "--job-title", "Coach"), 2, "not said who"),
        (("candidates", "add", "nobody", "--job-title", "Coach"), 1, "Nobody is called"),
        (("candidates", "add", "ana", "--job-title", " "), 1, "job title is empty"),
        (("candidates", "add", "ana", "--job-title", "Coach", "--department", "chess"), 1, "No group"),
        (("candidates", "add", "ana", "--job-title", "Coach", "--since", "someday"), 1, "someday"),
        (("candidates", "hire", "ana"), 1, "no candidate"),
    ],
)
def test_what_cannot_be_is_refused_in_words_and_changes_nothing(
    type_in: Type, words: tuple[str, ...], code: int, message: str
) -> None:
    said = type_in(*words)

    assert said.code == code
    assert message in said.err
    assert type_in("candidates", "list", "--status", "all", "--json").document == []


def test_nobody_is_hired_before_they_were_a_candidate(type_in: Type) -> None:
    add_tam(type_in)
    assert "before it was opened" in type_in("candidates", "hire", "tam", "--on", "nov 1").err
    assert "before the hiring" in type_in("candidates", "hire", "tam", "--starts", "2026-11-20").err
    assert type_in("candidates", "list", "--json").document[0]["status"] == "open"
