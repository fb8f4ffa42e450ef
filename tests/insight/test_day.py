"""The day fits one small terminal, however much it has."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from partner_tui.insight import cells, day, rotation
from partner_tui.insight.day import Day
from partner_tui.records.meetings import MeetingRow, MeetingStatus
from partner_tui.records.school_year import SchoolCalendar, Span
from tests.insight.test_brief import DAYS, NOW, TEXTS, TODAY, goal, promise, talk

YEAR = Span("2026-27", date(2026, 8, 24), date(2027, 6, 11))
CLOSED = Span("Thanksgiving", date(2026, 11, 25), date(2026, 11, 27))
CALENDAR = SchoolCalendar((YEAR,), (), (CLOSED,))


def planned(away: timedelta, place: str = "library") -> MeetingRow:
    row = talk("", 0)
    return replace(row, status=MeetingStatus.PLANNED, starts_at=NOW + away, place=place, uid="88961fe9-0000")


def a_day(**values: Any) -> Day:
    nobody = rotation.suggest((), CALENDAR, TODAY, 3)
    whole = Day(NOW, "Lincoln High School", CALENDAR, nobody, 0, (), (), 0, (), 0, (), 0)
    return replace(whole, **values)


def told(found: Day, width: int = 80) -> list[str]:
    return [line.plain for line in day.lines(found, width)]


def test_the_day_begins_with_the_school_the_date_and_the_school_week() -> None:
    assert told(a_day())[0] == "Lincoln High School  Tue 24 Nov 2026 · school week 14 of 42"
    summer = NOW.replace(year=2027, month=7)
    assert "no school year" in told(a_day(now=summer))[0]


def test_an_empty_day_says_so_in_words() -> None:
    shown = "\n".join(told(a_day(calendar=SchoolCalendar((YEAR,)))))
    assert "nobody this week" in shown
    assert "nothing is planned for the next two weeks" in shown
    assert "nobody is in the rotation yet" in shown


def test_what_was_planned_and_is_over_asks_first_whether_it_happened() -> None:
    shown = told(
        a_day(
            waiting=(planned(timedelta(days=-1)),),
            coming=(planned(timedelta(hours=3)), planned(timedelta(days=3))),
            meetings=3,
        )
    )
    at = next(number for number, line in enumerate(shown) if line.startswith("Coming up"))
    assert "? yesterday 09:00 Coffee with Ana Rivera: did it happen?" in shown[at]
    assert shown[at].endswith("88961fe9"), "by which it is settled from the shell"
    assert "○ today     12:00 Coffee with Ana Rivera" in shown[at + 1]
    assert "closed: Thanksgiving, to Fri 27 Nov 2026" in shown[at + 2]
    assert "○ Fri" in shown[at + 3]


def test_promises_and_goals_say_whose_they_are() -> None:
    shown = "\n".join(
        told(
            a_day(
                promises=(promise("intro to Delgado", TODAY - timedelta(days=2)),),
                promised=1,
                goals=(goal("start robotics", TODAY),),
                hoped=1,
            )
        )
    )
    assert "! we    Ana Rivera: intro to Delgado" in shown
    assert "2 days late" in shown
    assert "◆ Ana Rivera: start robotics" in shown


def test_what_has_no_line_is_counted() -> None:
    late = tuple(promise(f"promise {number}", TODAY - timedelta(days=50 - number)) for number in range(24))
    shown = told(a_day(promises=late, promised=400, coming=(planned(timedelta(hours=1)),) * 24, meetings=90))
    assert len(shown) == day.HEIGHT
    assert sum("more" in line for line in shown) == 2
    assert any(line.startswith("Reached") for line in shown)


AWAY = st.timedeltas(timedelta(days=-400), timedelta(days=400))


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.builds(planned, AWAY, TEXTS), max_size=24),
    st.lists(st.builds(promise, TEXTS, DAYS), max_size=24),
    st.lists(st.builds(goal, TEXTS, DAYS), max_size=24),
    st.integers(0, 1_000_000),
    st.integers(1, 140),
)
def test_whatever_a_day_has_fits_24_lines(
    meetings: list[MeetingRow], promises: list[Any], goals: list[Any], more: int, width: int
) -> None:
    lines = day.lines(
        a_day(
            waiting=meetings,
            coming=meetings,
            meetings=2 * len(meetings) + more,
            promises=promises,
            promised=len(promises) + more,
            goals=goals,
            hoped=len(goals) + more,
            left_out=more,
        ),
        width,
    )
    assert 1 <= len(lines) <= 24
    assert all(cells.width(line.plain) <= width for line in lines)
