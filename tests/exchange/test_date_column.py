"""Dates of a column mean what its values prove, and nothing that they do not."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partner_tui.exchange.date_column import DAY_FIRST, MONTH_FIRST, DateColumn, in_words

DAYS = st.dates(date(1970, 1, 1), date(2068, 12, 31))


@pytest.mark.parametrize(
    ("values", "text", "day"),
    [
        (["3/4/2021", "4/21/2026"], "3/4/2021", date(2021, 3, 4)),
        (["3/4/2021", "21/4/2026"], "3/4/2021", date(2021, 4, 3)),
        (["3/4/2021", "5/6/2021"], "3/4/2021", None),
        (["3/4/2021", "21/4/2026", "4/21/2026"], "3/4/2021", None),
        (["21/4/2026", "4/21/2026"], "4/21/2026", date(2026, 4, 21)),
        (["3/3/2021"], "3/3/2021", date(2021, 3, 3)),
        (["3/4/2021"], "2021-04-03", date(2021, 4, 3)),
        ([], "2017-05-06 08:01:05", date(2017, 5, 6)),
        ([], "2012-04-23T18:25:43.511Z", date(2012, 4, 23)),
        ([], "20210403", date(2021, 4, 3)),
        ([], "21-Apr-2026", date(2026, 4, 21)),
        ([], "April 21, 2026", date(2026, 4, 21)),
        ([], "3 de abril de 2021", date(2021, 4, 3)),
        ([], "46133", date(2026, 4, 21)),
        (["8/22/25"], "8/22/25", date(2025, 8, 22)),
        (["13/13/2020"], "13/13/2020", None),
        ([], "31/02/2020", None),
        ([], "0/0/0000", None),
        ([], "soon", None),
        ([], "10", None),
    ],
)
def test_a_date_is_read_by_what_its_column_proves(values: list[str], text: str, day: date | None) -> None:
    assert DateColumn(values).read(text) == day


def test_a_stated_order_wins_over_the_values() -> None:
    column = DateColumn(["4/21/2026"], DAY_FIRST)
    assert column.read("3/4/2021") == date(2021, 4, 3)
    assert column.read("4/21/2026") is None


def test_any_other_format_can_be_stated() -> None:
    assert DateColumn([], "%Y%j").read("2021032") == date(2021, 2, 1)
    assert DateColumn([], "%d %b %y").read("2021-04-03") == date(2021, 4, 3)


@given(st.lists(DAYS, min_size=1, max_size=20), st.sampled_from([DAY_FIRST, MONTH_FIRST]))
def test_no_date_is_ever_read_as_another_one(days: list[date], order: str) -> None:
    texts = [day.strftime(order) for day in days]
    column = DateColumn(texts)
    for text, day in zip(texts, days, strict=True):
        assert column.read(text) in (day, None)
    if any(day.day > 12 for day in days):
        assert [column.read(text) for text in texts] == days


def test_days_are_said_in_words() -> None:
    assert in_words(date(2026, 4, 21)) == "21 April 2026"
