"""Somebody is asked who is meant, picks one, and goes on with the line; a family name may come first."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from pathlib import Path

import pytest

from partner_tui import capture
from partner_tui.capture import Match, picked, unclear
from partner_tui.screens.help import section
from tests.capture.school import NOW, School, read


class TwoOfOneName(School):
    """A school in which two people have both names alike, and a family name goes with several given ones."""

    def people(self, text: str, /) -> Sequence[Match]:
        everyone = {"ana rivera": 21, "ana lima": 22, "juan rivera": 23}
        words = text.casefold().split()
        found = [
            Match(number, name.title(), "", 1.0 if words == name.split() else 0.7)
            for name, number in everyone.items()
            if words and all(word in name.split() for word in words)
        ]
        return sorted(found, key=lambda one: -one.score)


def test_the_whole_name_of_whom_was_picked_comes_into_the_line() -> None:
    draft = read("coffee  with kim, yesterday > intro fri")
    mention = unclear(draft)
    assert mention is not None

    line = picked(draft, mention, mention.matches[1])
    assert line == "coffee with Kim Diaz, yesterday > intro fri"
    assert read(line).ready


def test_a_name_that_reads_like_a_day_is_put_in_quotes() -> None:
    draft = read("kim coffee")
    mention = unclear(draft)
    assert mention is not None

    assert picked(draft, mention, Match(9, "Sun Li")) == '"Sun Li" coffee'


def test_only_the_name_is_replaced_and_not_the_same_word_in_the_note() -> None:
    draft = read("lunch with kim: kim is tired")
    mention = unclear(draft)
    assert mention is not None

    assert picked(draft, mention, Match(11, "Kim Park")) == "lunch with Kim Park: kim is tired"


def test_nothing_is_unclear_in_a_clear_line() -> None:
    assert unclear(read("ana coffee")) is None


@pytest.mark.parametrize("line", ["rivera, ana coffee yesterday", "coffee with Rivera, Ana yesterday"])
def test_a_family_name_may_come_first(line: str) -> None:
    draft = read(line, lookup=TwoOfOneName())

    assert [one.resolved and one.resolved.name for one in draft.people] == ["Ana Rivera"]
    assert draft.ready
    assert read(draft.line(), lookup=TwoOfOneName()) == draft


def test_two_people_behind_each_other_are_two() -> None:
    draft = read("sam, ana coffee yesterday")

    assert [one.resolved and one.resolved.name for one in draft.people] == ["Sam Okafor", "Ana Rivera"]


def test_a_promise_among_several_says_whose_it_is() -> None:
    draft = read("ana and sam lunch yesterday #goal: robotics > intro < keys ? how is it")

    assert draft.sentence().partition("yesterday. ")[2] == (
        "Goal of Ana Rivera: robotics. You promise Ana Rivera: intro. Ana Rivera promises: keys. "
        "Ask Ana Rivera next time: how is it."
    )


def test_the_help_has_the_grammar_to_the_word() -> None:
    doc = ast.get_docstring(ast.parse(Path(capture.__file__).read_text(encoding="utf-8")))
    assert doc is not None
    grammar = doc.partition("\n\n")[2]

    assert grammar.strip() in section("One line")


def test_every_example_in_the_grammar_is_read() -> None:
    doc = capture.__doc__ or ""
    for piece in doc.split("`")[1::2]:
        draft = capture.parse(piece, now=NOW, lookup=School())
        assert draft.sentence()
