"""Questions to carry on from the command line: left open in one talk, asked in the next."""

from __future__ import annotations

from pathlib import Path

import pytest

from .conftest import Type

KEYS = ["uid", "person", "text", "raised_on", "settled_on", "meeting", "archived"]


@pytest.fixture(autouse=True)
def _school(staffed: Path) -> None:
    """Every test here has the small school."""


def listed(type_in: Type, *words: str) -> list[str]:
    return [one["text"] for one in type_in("questions", "list", *words, "--json").document]


def test_what_a_line_left_open_waits_until_it_was_asked(type_in: Type) -> None:
    meeting = type_in("log", "ana coffee yesterday ? how did the trip go", "--yes").out.strip()
    (waiting,) = type_in("questions", "list", "--json").document
    assert list(waiting) == KEYS
    assert (waiting["text"], waiting["raised_on"], waiting["meeting"]) == ("how did the trip go", "2026-11-23", meeting)
    assert waiting["person"]["family_name"] == "Rivera"

    assert type_in("questions", "asked", "trip", "--json").document["settled_on"] == "2026-11-24"

    assert listed(type_in) == []
    assert listed(type_in, "--all") == ["how did the trip go"]
    assert type_in("questions", "reopen", waiting["uid"][:8], "--json").document["settled_on"] is None
    type_in("undo")
    assert listed(type_in) == []


def test_questions_are_listed_by_whom_to_ask_where_they_came_up_and_their_words(type_in: Type) -> None:
    meeting = type_in("meetings", "log", "--with", "ana", "--at", "last mon 9:00", "--json").document["uid"]
    assert type_in("questions", "add", "ana", "--text", "how is the café", "--meeting", meeting).code == 0
    assert type_in("questions", "add", "okafor", "--text", "how is the new oven", "--on", "20 nov").code == 0

    assert listed(type_in) == ["how is the café", "how is the new oven"]
    assert listed(type_in, "--person", "ana") == ["how is the café"]
    assert listed(type_in, "--meeting", meeting) == ["how is the café"]
    assert listed(type_in, "--meeting", meeting, "--person", "okafor") == []
    assert listed(type_in, "--text", "CAFE") == ["how is the café"]
    assert listed(type_in, "--limit", "1") == ["how is the café"]
    assert "Sam Okafor  how is the new oven  2026-11-20" in type_in("questions", "list").out


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        (("add", "nobody", "--text", "x"), 1, "Nobody is called"),
        (("add", "ana", "--text", " "), 1, "empty"),
        (("add", "ana"), 2, "--text"),
        (("add", "ana", "--text", "x", "--on", "1820-01-01"), 1, "1820"),
        (("asked", "zebra"), 1, "No question is “zebra”."),
        (("asked", " "), 1, "No question is"),
        (("list", "--limit", "-1"), 2, "-1"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_written(
    type_in: Type, words: tuple[str, ...], code: int, message: str
) -> None:
    refused = type_in("questions", *words)
    assert refused.code == code
    assert message in refused.err
    assert len(refused.err.splitlines()) >= 2
    assert type_in("questions", "list", "--all", "--json").document == []


def test_words_that_are_in_several_questions_offer_the_choices(type_in: Type) -> None:
    for text in ("how is the oven", "how is the roof"):
        type_in("questions", "add", "ana", "--text", text)
    refused = type_in("questions", "asked", "how")
    assert refused.code == 1
    assert "Ana Rivera: how is the roof" in refused.err
    assert len(listed(type_in)) == 2
