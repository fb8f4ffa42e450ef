"""A person types a day into a field, or on the command line."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partner_tui.dates import read_date, say_day, say_full_day
from partner_tui.errors import FieldError
from tests.dates.phrases import PHRASES

TUESDAY = date(2026, 3, 10)
DAYS = st.dates(date(1900, 1, 1), date(2200, 12, 31))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("today", date(2026, 3, 10)),
        ("Tomorrow", date(2026, 3, 11)),
        ("tmrw", date(2026, 3, 11)),
        ("yesterday", date(2026, 3, 9)),
        ("the day after tomorrow", date(2026, 3, 12)),
        ("now", date(2026, 3, 10)),
        ("wed", date(2026, 3, 11)),
        ("on Friday", date(2026, 3, 13)),
        ("by fri.", date(2026, 3, 13)),
        ("weds", date(2026, 3, 11)),
        ("thurs", date(2026, 3, 12)),
        ("tue", date(2026, 3, 17)),
        ("this tue", date(2026, 3, 10)),
        ("monday week", date(2026, 3, 23)),
        ("tomorrow week", date(2026, 3, 18)),
        ("last monday", date(2026, 3, 9)),
        ("last tue", date(2026, 3, 3)),
        ("in 2 weeks", date(2026, 3, 24)),
        ("in two weeks' time", date(2026, 3, 24)),
        ("in a fortnight", date(2026, 3, 24)),
        ("in 3d", date(2026, 3, 13)),
        ("2 weeks ago", date(2026, 2, 24)),
        ("2 weeks from now", date(2026, 3, 24)),
        ("a week from friday", date(2026, 3, 20)),
        ("day before 3/8/2026", date(2026, 3, 7)),
        ("in a month", date(2026, 4, 10)),
        ("a year ago", date(2025, 3, 10)),
        ("12/3", date(2026, 12, 3)),
        ("3/10", date(2026, 3, 10)),
        ("3/9", date(2027, 3, 9)),
        ("12/3/2026", date(2026, 12, 3)),
        ("12/3/26", date(2026, 12, 3)),
        ("9/1/98", date(1998, 9, 1)),
        ("12-3-2026", date(2026, 12, 3)),
        ("25.12.2026", date(2026, 12, 25)),
        ("2026-12-03", date(2026, 12, 3)),
        ("2026/12/3", date(2026, 12, 3)),
        ("20261203", date(2026, 12, 3)),
        ("2026-12-03T15:00", date(2026, 12, 3)),
        ("2026-12-03T15:00Z", date(2026, 12, 3)),
        ("3 dec", date(2026, 12, 3)),
        ("3-Dec-26", date(2026, 12, 3)),
        ("Dec. 3rd", date(2026, 12, 3)),
        ("the 3rd of December, 2026", date(2026, 12, 3)),
        ("sept 9", date(2026, 9, 9)),
        ("2/29", date(2028, 2, 29)),
        ("the 17th", date(2026, 3, 17)),
        ("5th", date(2026, 4, 5)),
        ("31st", date(2026, 3, 31)),
        ("tuesday the 17th", date(2026, 3, 17)),
        ("fri 17th", date(2026, 4, 17)),
        ("Tue 10 Mar 2026", date(2026, 3, 10)),
        ("tue 4/7", date(2026, 4, 7)),
        ("end of month", date(2026, 3, 31)),
        ("the end of next month", date(2026, 4, 30)),
        ("end of february", date(2027, 2, 28)),
        ("eow", date(2026, 3, 13)),
        ("end of next week", date(2026, 3, 20)),
        ("tomorrow 3pm", date(2026, 3, 11)),
        ("Thu Dec 3 15:00:00 2026", date(2026, 12, 3)),
        ("Thu, 03 Dec 2026 15:00:00 -0800", date(2026, 12, 3)),
        ("2026 dec 3", date(2026, 12, 3)),
    ],
)
def test_a_day_is_read_as_it_was_meant(text: str, day: date) -> None:
    assert read_date(text, TUESDAY) == day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("tue", date(2026, 3, 3)),
        ("mon", date(2026, 3, 9)),
        ("fri", date(2026, 3, 6)),
        ("12/3", date(2025, 12, 3)),
        ("3/10", date(2026, 3, 10)),
        ("3 dec", date(2025, 12, 3)),
        ("2/29", date(2024, 2, 29)),
        ("the 17th", date(2026, 2, 17)),
        ("tuesday the 3rd", date(2026, 3, 3)),
        ("end of february", date(2026, 2, 28)),
        ("tomorrow", date(2026, 3, 11)),
        ("next fri", date(2026, 3, 20)),
    ],
)
def test_whoever_logs_a_chat_looks_back(text: str, day: date) -> None:
    assert read_date(text, TUESDAY, prefer="past") == day


@pytest.mark.parametrize("offset", range(7))
@pytest.mark.parametrize(("name", "number"), [("mon", 0), ("fri", 4), ("sun", 6)])
def test_next_means_the_week_that_begins_on_the_coming_monday(offset: int, name: str, number: int) -> None:
    today = TUESDAY + timedelta(days=offset)
    monday = today - timedelta(days=today.weekday()) + timedelta(days=7)
    assert read_date(f"next {name}", today) == monday + timedelta(days=number)


def test_a_school_elsewhere_says_the_day_first() -> None:
    assert read_date("12/3", TUESDAY, day_first=True) == date(2026, 3, 12)
    assert read_date("3.12.2026", TUESDAY, day_first=True) == date(2026, 12, 3)
    assert read_date("2026-12-03", TUESDAY, day_first=True) == date(2026, 12, 3)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "someday",
        "soon",
        "10",
        "2026",
        "may",
        "dec 2026",
        "32/1",
        "13/12",
        "0/3",
        "30 feb",
        "feb 29 2027",
        "2026-13-01",
        "2026-02-30T10:00",
        "2026-12-03T25:00",
        "31 november",
        "40th",
        "tuesday the 18th",
        "tue 11 mar 2026",
        "Wed Dec 3 15:00:00 2026",
        "1899-12-31",
        "2201-01-01",
        "in 5000 years",
        "1 dec 26",
        "12-03-26",
        "3.12.2026",
        "3.12",
        "9-10",
        "12-3",
        "3pm",
        "25:00",
        "tomorrow 25:00",
        "in 10 minutes",
        "next week",
        "this month",
        "dec 3 10",
        "dec 3 2026 15",
        "3 dec 2026 2027",
        "3.5 dec 2026",
        "2026 dec 3 foo",
        "3 dec 2026 3:00 pm est",
        "monday friday",
        "tomorrow or friday",
        "good morning",
        "١٢/٣",
        "3 dec" + " x" * 60,
    ],
)
def test_what_could_be_several_days_or_none_is_refused(text: str) -> None:
    with pytest.raises(FieldError) as refused:
        read_date(text, TUESDAY, field="joined_on")
    assert refused.value.field == "joined_on"
    assert refused.value.message
    assert refused.value.hint


def test_a_refusal_says_what_is_wrong_with_the_date() -> None:
    said = {}
    for text in ("32/1", "13/12", "30 feb", "tue 11 mar 2026", "next week", "3.12.2026", "3pm"):
        with pytest.raises(FieldError) as refused:
            read_date(text, TUESDAY)
        said[text] = refused.value.message
    assert said == {
        "32/1": "There is no month 32.",
        "13/12": "There is no month 13.",
        "30 feb": "February has no day 30.",
        "tue 11 mar 2026": "Wed 11 Mar 2026 is not a Tuesday.",
        "next week": "“next week” does not say which day of the week.",
        "3.12.2026": "“3.12.2026” could be in March or in December.",
        "3pm": "That is a time, and a day is wanted.",
    }


def test_a_person_used_to_the_day_first_is_told_the_order() -> None:
    with pytest.raises(FieldError) as refused:
        read_date("25/12", TUESDAY)
    assert refused.value.hint == "The month comes first here: 12/25."


def test_a_hostile_phrase_is_quoted_short_and_without_control_characters() -> None:
    with pytest.raises(FieldError) as refused:
        read_date("\x1b[31m\u202ered" + "d" * 70, TUESDAY)
    assert refused.value.message.startswith("“[31m redddd")
    assert refused.value.message.isprintable()
    assert len(refused.value.message) < 80


@given(DAYS, DAYS)
def test_a_day_said_in_full_is_read_as_the_same_day(day: date, today: date) -> None:
    assert read_date(say_full_day(day), today) == day
    assert read_date(day.isoformat(), today) == day
    assert read_date(f"{day.month}/{day.day}/{day.year}", today) == day


@given(st.dates(date(1901, 1, 1), date(2199, 12, 31)), st.integers(-400, 400))
def test_a_day_said_shortly_is_read_as_the_same_day_by_who_looks_its_way(today: date, away: int) -> None:
    day = today + timedelta(days=away)
    assert read_date(say_day(day, today), today, prefer="past" if away < 0 else "future") == day


@given(
    st.dates(date(1910, 1, 1), date(2190, 12, 31)),
    st.sampled_from(["12/3", "tue", "3 dec", "2/29", "the 31st", "end of march"]),
)
def test_a_day_without_its_year_lies_where_the_speaker_looks(today: date, text: str) -> None:
    assert read_date(text, today, prefer="past") <= today <= read_date(text, today, prefer="future")


@given(PHRASES, DAYS)
def test_any_text_is_a_day_or_a_plain_refusal(text: str, today: date) -> None:
    day = None
    with suppress(FieldError):
        day = read_date(text, today)
    assert day is None or 1900 <= day.year <= 2200
