"""A line that cannot be saved as it is gets an answer in words, and keeps what was typed."""

from __future__ import annotations

from datetime import date

import pytest

from partner_tui.capture import CaptureDraft, Match, Mention, Role, chosen
from tests.capture.school import read


def messages(draft: CaptureDraft) -> list[str]:
    assert not draft.ready
    return [problem.message for problem in draft.problems]


def test_three_people_of_one_name_are_offered() -> None:
    draft = read("kim coffee yesterday")

    assert messages(draft) == ["“kim” could be 3 people: Kim Park (Science), Kim Diaz (Art), Kim Lopez (Music)."]
    assert [choice.name for choice in draft.people[0].choices] == ["Kim Park", "Kim Diaz", "Kim Lopez"]
    assert ("kim", Role.AMBIGUOUS) in draft.words()
    assert draft.sentence() == "Coffee with “kim” (Kim Park, Kim Diaz or Kim Lopez?), yesterday."


def test_whoever_is_picked_of_several_is_meant() -> None:
    picked = chosen(read("kim coffee").people[0], Match(12, "Kim Diaz", "Art"))

    assert picked.resolved == Match(12, "Kim Diaz", "Art")
    assert picked.choices == ()


def test_an_exact_name_is_taken_before_those_that_only_begin_so() -> None:
    exact, longer = Match(1, "Ana Lima", score=1.0), Match(2, "Ana Limares", score=0.7)

    assert Mention("ana lima", (exact, longer)).resolved == exact
    assert Mention("ana lim", (longer, Match(3, "Ana Limon", score=0.7))).resolved is None


@pytest.mark.parametrize("line", ["zoltan coffee yesterday", "coffee with zoltan about grants", "ana, zoltan coffee"])
def test_nobody_is_added_who_is_not_in_the_records(line: str) -> None:
    draft = read(line)

    assert messages(draft) == ["Nobody is called “zoltan”."]
    assert ("zoltan", Role.UNKNOWN) in draft.words()


def test_an_organization_that_is_not_in_the_records_is_named_in_the_answer() -> None:
    assert messages(read("call @acme corp tomorrow")) == ["No organization is called “acme corp”."]


def test_a_meeting_is_with_somebody() -> None:
    assert messages(read("coffee yesterday")) == ["It does not say with whom."]


@pytest.mark.parametrize("line", ["👍👍", "> > >", "...", "?"])
def test_signs_and_emoji_alone_are_no_line(line: str) -> None:
    draft = read(line)

    assert messages(draft) == ["There are no words in this line."]
    assert draft.line() == line


@pytest.mark.parametrize("line", ["", "   ", "\t\n"])
def test_spaces_alone_are_nothing(line: str) -> None:
    draft = read(line)

    assert messages(draft) == ["Nothing was typed."]
    assert draft.typed == line


def test_signs_without_words_are_told_each() -> None:
    assert messages(read("ana > ! #goal")) == [
        "Nothing stands behind “>”.",
        "Nothing stands behind “!”.",
        "Nothing stands behind “#goal”.",
    ]


@pytest.mark.parametrize("when", ["3/4/1820", "march 4 1820", "1820-03-04", "4 Mar 1820"])
def test_a_day_two_centuries_ago_is_kept_and_answered(when: str) -> None:
    draft = read(f"ana coffee {when}")

    assert messages(draft) == ["The year 1820 is not between 1900 and 2200."]
    assert (draft.refused, draft.day) == (when, None)
    assert when in draft.sentence()


def test_a_promise_cannot_be_due_two_centuries_ago() -> None:
    draft = read("ana coffee > order chairs by 3/4/1820")

    assert messages(draft) == ["The year 1820 is not between 1900 and 2200."]
    assert draft.promises[0].text == "order chairs by 3/4/1820"


def test_a_promise_due_before_it_was_made_is_told() -> None:
    draft = read("ana coffee > intro by 1 nov 2025")

    assert messages(draft) == ["“intro” would be due on Sat 1 Nov 2025, before it was promised."]


@pytest.mark.parametrize(
    "promise", ["> send it 20 nov", "< send it by 11/20", "> by nov 20 send it", "> send it 20 nov 2026"]
)
def test_a_day_that_has_just_been_is_not_that_of_next_year(promise: str) -> None:
    draft = read(f"ana coffee {promise}")

    assert messages(draft) == ["20 Nov was 4 days ago: a promise cannot be due before it was made."]
    assert draft.problems[0].hint == "Write a later day, or the year of the one that you mean."


@pytest.mark.parametrize(
    ("promise", "due"),
    [
        ("20 nov 2027", date(2027, 11, 20)),
        ("15 sep", date(2027, 9, 15)),
        ("24 nov", date(2026, 11, 24)),
        ("25 nov", date(2026, 11, 25)),
        ("in 350 days", date(2027, 11, 9)),
    ],
)
def test_a_promise_for_next_year_is_one(promise: str, due: date) -> None:
    draft = read(f"ana coffee > send it {promise}")

    assert draft.ready
    assert draft.promises[0].due == due


def test_a_promise_that_was_due_since_it_was_made_is_late_and_not_for_next_year() -> None:
    draft = read("ana coffee 18 nov > send it 20 nov")

    assert draft.ready
    assert draft.promises[0].due == date(2026, 11, 20)


def test_what_is_planned_for_a_day_that_has_just_been_is_told() -> None:
    assert messages(read("plan ana coffee 20 nov")) == ["It is planned, and is past."]


def test_a_promise_of_last_week_may_be_due_since_yesterday() -> None:
    assert read("met ana last tue > intro by yesterday").ready


def test_forty_people_are_too_many_for_a_line() -> None:
    names = ", ".join(f"zoltan{letter}{other}" for letter in "abcde" for other in "abcdefgh")
    draft = read(f"{names} lunch tomorrow")

    assert messages(draft) == ["40 people are in this line; 30 are the most."]
    assert len(draft.people) == 40


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("planned coffee with ana", "It is planned, and has no day."),
        ("planned coffee with ana yesterday", "It is planned, and is past."),
        ("ana missed coffee tomorrow", "It was missed, and is still to come."),
        ("ana coffee next week", "“next week” does not say which day of the week."),
        ("ana coffee fri 25:00", "There is no time “25:00”."),
    ],
)
def test_what_cannot_be_is_said(line: str, message: str) -> None:
    assert messages(read(line)) == [message]


def test_a_hostile_name_is_text() -> None:
    draft = read("ana [bold]coffee[/] '; DROP TABLE people; --")

    assert draft.ready
    assert draft.summary == "[bold]coffee[/] '; DROP TABLE people; --"
