"""What is shown of a text has the hit in it, marked, in one safe line."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from partner_tui.records.search_index import prefixes
from partner_tui.records.snippets import WIDTH, hits, says, snippet
from partner_tui.records.text import words

LONG = (
    "Finds the new schedule kinder than the old one, except on Wednesdays. " * 5 + "To introduce to the robotics coach."
)


def marked(text: str, *wanted: str) -> list[str]:
    return [text[start:end] for start, end in hits(text, wanted)]


def test_a_short_text_is_shown_whole() -> None:
    assert snippet("Wants a club", ["club"]) == snippet("Wants  a\nclub", ["club"])
    assert snippet("Wants a club", ["club"]).text == "Wants a club"


def test_of_a_long_text_the_part_around_the_hit_is_shown() -> None:
    shown = snippet(LONG, ["robot"])
    assert len(shown.text) <= WIDTH
    assert shown.text.startswith("…")
    [(start, end)] = shown.marks
    assert shown.text[start:end] == "robot"


def test_of_a_long_text_without_a_hit_the_beginning_is_shown() -> None:
    shown = snippet(LONG, ["zebra"])
    assert shown.text.startswith("Finds the new schedule")
    assert shown.text.endswith("…")
    assert shown.marks == ()


@pytest.mark.parametrize(
    ("text", "wanted", "hit"),
    [
        ("Łukasz", "luk", "Łuk"),
        ("O'Brien", "obri", "O'Bri"),
        ("O’Brien", "obrien", "O’Brien"),
        ("Straße", "strass", "Straß"),
        ("Yılmaz", "yil", "Yıl"),
        ("José", "jose", "José"),
        ("Jose\u0301 Luis", "jose", "Jose\u0301"),
        ("ana.rivera@lincoln.example", "riv", "riv"),
        ("Mary-Jane", "jane", "Jane"),
        ("ﬁnance", "fin", "ﬁn"),
    ],
)
def test_the_hit_is_marked_as_it_is_written(text: str, wanted: str, hit: str) -> None:
    assert marked(text, wanted) == [hit]


def test_every_hit_is_marked_but_not_the_middle_of_a_word() -> None:
    assert marked("robotics, not microrobots; Robots!", "robot") == ["robot", "Robot"]


def test_control_characters_do_not_come_with_a_snippet() -> None:
    shown = snippet("\x1b[31mred\u202e herring\n\nhere", ["herring"])
    assert shown.text == "[31mred herring here"
    assert shown.text[slice(*shown.marks[0])] == "herring"


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=300), st.text(max_size=12), st.integers(16, 100))
def test_whatever_the_text_the_marks_are_in_the_snippet(text: str, wanted: str, width: int) -> None:
    shown = snippet(text, prefixes(wanted), width)
    assert len(shown.text) <= width
    ends = [0, *(place for mark in shown.marks for place in mark), len(shown.text)]
    assert ends == sorted(ends)


@settings(max_examples=200, deadline=None)
@given(st.text(st.characters(categories=("Lu", "Ll", "Lo", "Nd", "Mn", "Zs", "Po")), min_size=1, max_size=60))
def test_every_word_that_the_index_has_is_marked(text: str) -> None:
    for word in words(text):
        assert hits(text, [word]), word
        assert says(text, [[word]])
