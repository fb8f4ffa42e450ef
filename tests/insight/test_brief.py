"""A brief says what matters before a talk, on one sheet, however much there is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from partner_tui.insight import brief, cells
from partner_tui.insight.brief import Brief
from partner_tui.records.commitments import CommitmentRow, CommitmentStatus
from partner_tui.records.goals import GoalRow, GoalStatus
from partner_tui.records.groups import AffiliationRow
from partner_tui.records.meetings import MeetingKind, MeetingRow, MeetingStatus
from partner_tui.records.participants import Part, ParticipantRow
from partner_tui.records.people import PersonKind, PersonRow
from partner_tui.records.prompts import AnswerRow, Audience, Proposal, Theme
from partner_tui.records.questions import QuestionRow
from partner_tui.records.sides import SideKind, SideRow

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=timezone(timedelta(hours=-5)))
TODAY = NOW.date()
WE = SideRow(SideKind.US, None, "", "us")
ANA = SideRow(SideKind.PERSON, 1, "ana", "Ana Rivera")


def person(name: str = "Ana", **values: Any) -> PersonRow:
    row = PersonRow(
        1, "ana", 1, PersonKind.STAFF, name, "Rivera", "", "Teacher", "", "", "Science", None, None, False, None,
        date(2026, 8, 10), True, None,
    )  # fmt: skip
    return replace(row, **values)


def promise(text: str, due_on: date | None, made_by: SideRow = WE, made_to: SideRow = ANA) -> CommitmentRow:
    made_on = date(2026, 1, 1)
    return CommitmentRow(
        1, "u", 1, text, made_by, made_to, None, "", made_on, due_on, CommitmentStatus.OPEN, None, "", False
    )


def goal(text: str, look_again_on: date | None, year: str = "2026-27") -> GoalRow:
    return GoalRow(
        1, "u", 1, 1, "ana", "Ana Rivera", 1, year, text, None, "", date(2026, 9, 1), look_again_on, GoalStatus.OPEN,
        None, False, PersonKind.STAFF, "Ana", "Rivera",
    )  # fmt: skip


def carried(text: str) -> QuestionRow:
    return QuestionRow(
        1,
        "u",
        1,
        1,
        "ana",
        "Ana Rivera",
        text,
        None,
        "",
        date(2026, 11, 3),
        None,
        False,
        PersonKind.STAFF,
        "Ana",
        "Rivera",
    )


def talk(summary: str, away: int, *, came: bool = True) -> MeetingRow:
    guest = ParticipantRow(1, "ana", PersonKind.STAFF, "Ana", "Rivera", "", Part.GUEST, came)
    return MeetingRow(
        1, "u", 1, MeetingKind.COFFEE, MeetingStatus.HELD, NOW - timedelta(days=away), 25, "America/New_York", "",
        summary, 0, NOW, NOW, False, (guest,),
    )  # fmt: skip


def proposal(text: str, said: str = "", *, same: bool = True) -> Proposal:
    day = date(2026, 10, 6)
    last = AnswerRow(
        1, "u", 1, 7 if same else 8, Theme.GOALS, "?", 1, "ana", "Ana Rivera", None, "", day, said, False, "p",
        PersonKind.STAFF, "Ana", "Rivera",
    )  # fmt: skip
    return Proposal(7, "u", Theme.GOALS, text, day if said and same else None, last if said else None)


def group(name: str, title: str = "") -> AffiliationRow:
    return AffiliationRow(1, 1, "club", name, title, None, None)


def a_brief(**values: Any) -> Brief:
    whole = Brief(NOW, person(), Audience.STAFF, "", (), (), 0, (), (), (), ())
    return replace(whole, **values)


def told(found: Brief, width: int = 76, height: int = brief.HEIGHT) -> str:
    return "\n".join(line.plain for line in brief.lines(found, width, height))


def test_a_brief_begins_with_who_it_is_and_what_is_planned() -> None:
    first, *_ = told(a_brief(person=person(next_on=TODAY + timedelta(days=1)))).splitlines()
    assert first.startswith("Ana Rivera  Teacher · Science · joined August 2026")
    assert first.endswith("next tomorrow")
    assert "grade 9" in told(a_brief(person=person(job_title="", grade="9")))
    assert "candidate for Physics Teacher" in told(a_brief(candidate_for="Physics Teacher"))


def test_somebody_who_was_never_met_is_still_asked_something() -> None:
    shown = told(a_brief(prompts=(proposal("What is one goal of yours?"),)))
    assert "Last talks   none yet" in shown
    assert "Ask        1 What is one goal of yours?" in shown


def test_the_last_talks_are_told_with_the_first_words_of_what_was_said() -> None:
    shown = told(a_brief(talks=(talk("Wants to start\nrobotics", 1), talk("", 30), talk("x", 40, came=False)), held=12))
    assert "yesterday   coffee      Wants to start robotics" in shown
    assert "25 min" in shown
    assert "did not come" in shown
    assert "and 9 more" in shown


def test_late_promises_say_so_and_whose_they_are() -> None:
    sam = SideRow(SideKind.PERSON, 2, "sam", "Sam Okafor")
    shown = told(
        a_brief(
            promises=(
                promise("intro to Delgado", TODAY - timedelta(days=2)),
                promise("share the form", TODAY, ANA, WE),
                promise("lend the key", None, ANA, sam),
            )
        )
    ).splitlines()
    late, today, other = (line for line in shown if "we" in line or "they" in line)
    assert late.startswith("Promises   ! we    intro to Delgado")
    assert late.endswith("2 days late")
    assert "· they  share the form" in today
    assert today.endswith("due today")
    assert "lend the key (to Sam Okafor)" in other
    assert other.endswith("no day said")


def test_a_goal_whose_day_has_come_is_brought_back_with_its_year() -> None:
    shown = told(
        a_brief(
            goals=(
                goal("start robotics", TODAY - timedelta(days=1)),
                goal("run", TODAY + timedelta(days=1)),
                goal("rest", None),
            )
        )
    )
    assert "◆ start robotics" in shown
    assert "2026-27 · look again, since yesterday" in shown
    assert "◇ run" in shown
    assert "look again tomorrow" in shown


def test_the_last_answer_stands_with_its_question() -> None:
    shown = told(a_brief(prompts=(proposal("One goal?", "robotics"), proposal("Another?", "less email", same=False))))
    assert "last, 6 Oct: robotics" in shown
    assert "on goals, 6 Oct: less email" in shown


def test_groups_are_told_as_many_as_fit() -> None:
    few = told(a_brief(groups=(group("Science"), group("Robotics Club", "Advisor"), group("Council"))))
    assert "Belongs to   Robotics Club (advisor) · Council" in few
    many = told(a_brief(groups=tuple(group(f"Committee number {number}") for number in range(20))))
    assert "and 18 more" in many


def test_what_matters_most_stays_when_there_is_too_much() -> None:
    full = a_brief(
        groups=tuple(group(f"Group {number}") for number in range(9)),
        talks=tuple(talk(f"talk {number}", number) for number in range(10)),
        held=300,
        promises=tuple(promise(f"promise {number}", TODAY - timedelta(days=40 - number)) for number in range(40)),
        goals=tuple(goal(f"goal {number}", TODAY) for number in range(12)),
        carried=tuple(carried(f"question {number}") for number in range(8)),
        prompts=tuple(proposal(f"prompt {number} " + "word " * 30, "said") for number in range(3)),
    )
    shown = told(full)
    assert len(shown.splitlines()) == brief.HEIGHT
    for wanted in ("promise 0", "40 days late", "goal 0", "question 0", "talk 0", "prompt 0", "prompt 2", "Belongs to"):
        assert wanted in shown
    assert "and 35 more" in shown, "the promises that have no line are counted"
    small = told(full, height=9)
    assert [line.split()[0] for line in small.splitlines()] == [
        *("Ana", "Belongs", "Last", "Promises", "Goals", "Carry", "Ask", "2", "3"),
    ]


TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"]), max_size=300)
DAYS = st.one_of(st.none(), st.dates(date(2026, 1, 1), date(2028, 1, 1)))
MANY = 30

BRIEFS = st.builds(
    lambda name, title, talks, promises, goals, questions, asked, groups: a_brief(
        person=person(name, job_title=title),
        talks=tuple(talks[:10]),
        held=len(talks),
        promises=tuple(promises),
        goals=tuple(goals),
        carried=tuple(questions),
        prompts=tuple(asked[:3]),
        groups=tuple(groups),
    ),
    TEXTS,
    TEXTS,
    st.lists(st.builds(talk, TEXTS, st.integers(0, 2000)), max_size=MANY),
    st.lists(st.builds(promise, TEXTS, DAYS), max_size=MANY),
    st.lists(st.builds(goal, TEXTS, DAYS, TEXTS), max_size=MANY),
    st.lists(st.builds(carried, TEXTS), max_size=MANY),
    st.lists(st.builds(proposal, TEXTS, TEXTS), max_size=3),
    st.lists(st.builds(group, TEXTS, TEXTS), max_size=MANY),
)


@settings(max_examples=60, deadline=None)
@given(BRIEFS, st.integers(1, 140), st.integers(1, 40))
def test_whatever_there_is_fits_the_lines_and_the_width(found: Brief, width: int, height: int) -> None:
    lines = brief.lines(found, width, height)
    assert 1 <= len(lines) <= height
    assert all(cells.width(line.plain) <= width for line in lines)
    assert len(brief.lines(found, width)) <= 24
