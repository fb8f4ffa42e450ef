"""Whatever is typed: nothing crashes, nothing is lost, and what the program prints means the same again."""

from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from partner_tui.capture import LONGEST, Role, parse
from partner_tui.records.text import clean_line
from tests.capture.school import NOW, School, read

_WORDS = """
    ana sam chen, kim KIM d lopez zoltan bob's ms rivera. maria de la cruz @delgado @harbor clinic @nowhere @ @3pm
    coffee lunch call talked to met with check-in 1:1 family meeting review cancelled missed planned plan and w/ w/chen
    + & chen+tran , ; : - yesterday tomorrow fri next last week mon 12:15 9-10 3pm 3 12 in on at of the for by before
    2026-12-03 2026-12-03T15:00 3/4/1820 3/4 march 4 1820 tuesday 31st 25m 10 min 1h half an hour 2 hours ago 0m 99h
    library room 12 "blue door" "sun li" "a b" office. zoom #goal #goal: #goals > < ? ! >x !x ?x <3 >> !! "un closed"
    “curly” " @"x wants said is 👍 ☕ … week. month every until due about now noon night June may
"""

_SOUP = st.lists(st.sampled_from(_WORDS.split()), max_size=16).map(" ".join)
_LINES = st.one_of(
    _SOUP,
    st.text(max_size=60),
    st.text("an kimcofe<>?!#@\"“”:,;.+&w/0123-' ", max_size=40),
    st.tuples(_SOUP, st.text(max_size=12), _SOUP).map(" ".join),
)


@settings(max_examples=400)
@given(_LINES)
def test_a_line_printed_by_the_program_means_what_the_typed_one_meant(line: str) -> None:
    draft = read(line)

    assert read(draft.line()) == draft
    assert read(draft.line()).line() == draft.line()


@settings(max_examples=200)
@given(_LINES)
def test_every_typed_word_is_understood_as_something(line: str) -> None:
    draft = read(line)
    words = draft.words()

    assert "".join(text for text, _ in words).replace(" ", "") == clean_line(line).replace(" ", "")
    assert all(isinstance(role, Role) for _, role in words)
    assert draft.typed == line
    assert draft.sentence()


@settings(max_examples=200)
@given(_LINES, st.booleans())
def test_any_text_is_saved_or_answered_in_words(line: str, day_first: bool) -> None:
    school = School()
    draft = parse(line, now=NOW, lookup=school, day_first=day_first)

    assert draft.ready == (not draft.problems)
    assert all(problem.message and problem.hint for problem in draft.problems)
    assert len(school.asked) <= 60


@given(st.text(min_size=LONGEST, max_size=LONGEST + 50).map(lambda text: text + " ana" * 500))
@settings(max_examples=10)
def test_a_line_that_is_too_long_is_kept_and_not_read(line: str) -> None:
    school = School()
    draft = parse(line, now=NOW, lookup=school)

    assert school.asked == []
    assert draft.typed == line
    assert draft.line() == clean_line(line)
    assert "2,000 are the most" in draft.problems[0].message
    assert parse(draft.line(), now=NOW, lookup=school) == draft


def test_the_hour_that_clocks_show_twice_stays_the_same_hour() -> None:
    second = datetime.fromisoformat("2026-11-01T06:30:00+00:00").astimezone(NOW.tzinfo)
    draft = read("ana coffee in 10 minutes", now=second)

    assert draft.time is not None
    assert draft.time.fold == 1
    assert draft.starts_at(draft.time, 20).isoformat() == "2026-11-01T01:40:00-05:00"
    again = read(draft.line(), now=second)
    assert again == draft
    assert again.starts_at(draft.time, 20) == draft.starts_at(draft.time, 20)


def test_a_moment_without_a_zone_is_a_mistake_of_the_program() -> None:
    with pytest.raises(ValueError, match="time zone"):
        parse("ana", now=NOW.replace(tzinfo=None), lookup=School())
