"""The questions worth asking and their answers, from the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from partner_tui.records import database, history, prompts

from ..conftest import NOW
from .conftest import Type


@pytest.fixture(autouse=True)
def _school(staffed: Path) -> None:
    """The small school has the questions that come with the program."""
    database.open_records(staffed)
    with history.intent("Bring the questions", who="setup", at=NOW) as intent:
        prompts.fill(intent)
    database.close_records()


def test_the_bank_has_thirty_questions_and_more_by_audience_and_theme(type_in: Type) -> None:
    everything = type_in("prompts", "list", "--json").document

    assert len(everything) >= 30
    assert list(everything[0]) == ["uid", "audience", "theme", "text", "position", "asked", "archived"]
    candidates = type_in("prompts", "list", "--audience", "candidate", "--theme", "hopes", "--json").document
    assert [one["text"] for one in candidates] == ["What excites you about working here?"]
    assert "What excites you about working here?" in type_in("prompts", "list").out


def test_a_question_is_added_changed_put_away_and_brought_back(type_in: Type) -> None:
    added = type_in("prompts", "add", "--audience", "staff", "--theme", "goals", "--text", "Which club is missing?")
    assert added.code == 0
    edited = type_in("prompts", "edit", "club missing", "--text", "Which club do we lack?", "--position", "1", "--json")
    assert (edited.document["text"], edited.document["position"]) == ("Which club do we lack?", 1)
    assert type_in("prompts", "propose", "ana", "--json").document[0]["text"] == "Which club do we lack?"
    assert type_in("prompts", "archive", edited.document["uid"]).code == 0
    assert "Which club" not in type_in("prompts", "list").out
    assert "Which club" in type_in("prompts", "list", "--archived").out
    assert type_in("prompts", "restore", "which club").code == 0
    assert type_in("undo").code == 0
    assert "Which club" not in type_in("prompts", "list").out


def test_three_questions_are_proposed_and_what_was_answered_is_not_proposed_again(type_in: Type) -> None:
    first, *_ = type_in("prompts", "propose", "ana", "--json").document
    noted = type_in("answers", "add", "ana", "--prompt", first["uid"], "--text", "to [learn] Spanish", "--json")
    assert noted.code == 0
    assert (noted.document["question"], noted.document["text"]) == (first["text"], "to [learn] Spanish")
    assert noted.document["asked_on"] == "2026-11-24"

    proposed = type_in("prompts", "propose", "ana", "--json").document
    assert len(proposed) == 3
    assert first["uid"] not in [one["uid"] for one in proposed]
    every = type_in("prompts", "propose", "ana", "--count", "99", "--json").document
    assert every[-1]["uid"] == first["uid"]
    assert every[-1]["last"]["text"] == "to [learn] Spanish"
    assert "to [learn] Spanish" in type_in("prompts", "propose", "ana", "--count", "99").out


def test_an_answer_belongs_to_its_meeting_and_to_its_day(type_in: Type) -> None:
    meeting = type_in("meetings", "log", "--with", "ana", "--at", "20 nov 3pm", "--json").document
    uid = meeting["uid"]
    noted = type_in("answers", "add", "ana", "--prompt", "00000003", "--text", "forms", "--meeting", uid, "--json")
    assert noted.document["meeting"] == uid
    assert noted.document["asked_on"] == "2026-11-20"
    assert [one["text"] for one in type_in("answers", "list", "--meeting", uid, "--json").document] == ["forms"]


def test_answers_are_found_by_their_words_and_changed(type_in: Type) -> None:
    for text in ("too many forms", "the café is loud"):
        type_in("answers", "add", "ana", "--prompt", "gets in your way that I could clear", "--text", text)
    (found,) = type_in("answers", "list", "--text", "cafe", "--json").document
    edited = type_in(
        "answers", "edit", found["uid"][:12], "--text", "the library is loud", "--on", "yesterday", "--json"
    )
    assert (edited.document["text"], edited.document["asked_on"]) == ("the library is loud", "2026-11-23")
    listed = type_in("answers", "list", "--who", "ana", "--json").document
    assert [one["text"] for one in listed] == ["too many forms", "the library is loud"]
    assert len(type_in("answers", "list", "--json").document) == 2
    assert type_in("answers", "list", "--who", "ana", "--text", "library", "--limit", "1", "--json").document != []


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("prompts", "edit", "what", "--text", "x"), 1, "could be"),
        (("prompts", "edit", "zzz", "--text", "x"), 1, "No question is"),
        (("prompts", "edit", "00000003"), 2, "Nothing to change"),
        (("prompts", "add", "--audience", "staff", "--theme", "goals", "--text", "  "), 1, "text"),
        (("prompts", "add", "--audience", "ghosts", "--theme", "goals", "--text", "x"), 2, "ghosts"),
        (("prompts", "propose", "nobody here"), 1, "Nobody is called"),
        (("answers", "add", "sam", "--prompt", "00000003"), 1, "Sam Okafor"),
        (("answers", "add", "ana", "--prompt", "00000003", "--on", "the day"), 1, ""),
        (("answers", "edit", "", "--text", "x"), 1, "No single answer"),
        (("answers", "edit", "00", "--text", "x"), 1, "No single answer"),
    ],
)
def test_what_cannot_be_done_is_said_and_changes_nothing(
    type_in: Type, words: tuple[str, ...], code: int, said: str
) -> None:
    before = type_in("prompts", "list", "--json").out
    refused = type_in(*words)
    assert refused.code == code
    assert said in refused.err
    assert type_in("prompts", "list", "--json").out == before
    assert type_in("answers", "list", "--json").document == []
