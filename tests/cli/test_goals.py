"""Goals from the command line: heard, looked at again, reached and let go."""

from __future__ import annotations

from pathlib import Path

import pytest

from .conftest import Type


def test_a_goal_is_kept_listed_and_printed_whole(staffed: Path, type_in: Type) -> None:
    words = ("--person", "ana", "--text", "start robotics", "--look-again", "in 2 months", "--json")
    goal = type_in("goals", "add", *words).document
    assert (goal["text"], goal["status"], goal["school_year"]) == ("start robotics", "open", "2026")
    assert goal["person"]["given_name"] == "Ana"
    assert set(goal["person"]) == {"uid", "kind", "given_name", "family_name"}
    assert (goal["heard_on"], goal["look_again_on"], goal["settled_on"]) == ("2026-11-24", "2027-01-24", None)
    assert type_in("goals", "list", "--person", "ana", "--json").document == [goal]
    assert type_in("goals", "list", "--person", "okafor", "--json").document == []
    assert "start robotics" in type_in("goals", "list").out


def test_a_goal_from_a_meeting_was_heard_on_its_day(staffed: Path, type_in: Type) -> None:
    meeting = type_in("meetings", "log", "--with", "ana", "--at", "last mon 9:00", "--json").document
    words = ("--person", "ana", "--text", "start robotics", "--meeting", meeting["uid"], "--json")
    assert type_in("goals", "add", *words).document["heard_on"] == "2026-11-23"


def test_goals_to_look_at_again_by_a_day_are_listed(staffed: Path, type_in: Type) -> None:
    for text, again in (("a", "2026-11-23"), ("b", "2026-12-20"), ("c", "")):
        heard = ("--heard-on", "2026-10-01", "--look-again", again)
        assert type_in("goals", "add", "--person", "ana", "--text", text, *heard).code == 0
    listed = type_in("goals", "list", "--open", "--look-again", "today", "--json").document
    assert [one["text"] for one in listed] == ["a"]


@pytest.mark.parametrize(("word", "status"), [("reached", "reached"), ("let-go", "let_go")])
def test_a_goal_ends_is_opened_again_archived_and_restored(
    staffed: Path, type_in: Type, word: str, status: str
) -> None:
    uid = type_in("goals", "add", "--person", "ana", "--text", "start robotics").out.strip()
    ended = type_in("goals", word, uid[:8], "--json").document
    assert (ended["status"], ended["settled_on"]) == (status, "2026-11-24")
    assert type_in("goals", "reopen", "robotics", "--json").document["status"] == "open"
    edited = type_in("goals", "edit", uid, "--person", "taylor", "--look-again", "feb 1", "--json").document
    assert (edited["person"]["family_name"], edited["look_again_on"]) == ("Taylor", "2027-02-01")
    assert type_in("goals", "archive", uid).code == 0
    assert type_in("goals", "list", "--json").document == []
    assert type_in("goals", "restore", uid).code == 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--person", "ana", "--text", ""], "empty"),
        (["--person", "sam", "--text", "x"], "could be 2 people"),
        (["--person", "ana", "--text", "x", "--look-again", "2026-11-01"], "before it was heard on Tue 24 Nov 2026"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_written(
    staffed: Path, type_in: Type, words: list[str], said: str
) -> None:
    refused = type_in("goals", "add", *words)
    assert refused.code == 1
    assert said in refused.err
    assert type_in("goals", "list", "--json").document == []
    assert "No goal is “nope”." in type_in("goals", "reached", "nope").err
