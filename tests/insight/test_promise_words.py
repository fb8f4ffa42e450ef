"""A promise in a few words: whose it is, when it is due, and what became of it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from partner_tui.insight import promise_words
from partner_tui.records.commitments import CommitmentRow, CommitmentStatus
from partner_tui.records.sides import SideKind, SideRow

TODAY = date(2026, 11, 24)
US = SideRow(SideKind.US, None, "", "us")
ANA = SideRow(SideKind.PERSON, 1, "u1", "Ana Rivera")
CLINIC = SideRow(SideKind.ORGANIZATION, 2, "u2", "Harbor Clinic")


def row(
    made_by: SideRow = US,
    made_to: SideRow = ANA,
    due: int | None = 0,
    status: CommitmentStatus = CommitmentStatus.OPEN,
    settled: int | None = None,
) -> CommitmentRow:
    due_on = None if due is None else TODAY + timedelta(days=due)
    settled_on = None if settled is None else TODAY + timedelta(days=settled)
    made_on = TODAY - timedelta(days=60)
    sides = (made_by, made_to, None, "")
    return CommitmentRow(1, "u", 1, "intro", *sides, made_on, due_on, status, settled_on, "", archived=False)


@pytest.mark.parametrize(
    ("made_by", "made_to", "said"),
    [(US, ANA, "to Ana Rivera"), (CLINIC, US, "from Harbor Clinic"), (CLINIC, ANA, "Harbor Clinic to Ana Rivera")],
)
def test_whose_it_is(made_by: SideRow, made_to: SideRow, said: str) -> None:
    assert promise_words.between(row(made_by, made_to)) == said


@pytest.mark.parametrize(
    ("due", "said"), [(-2, "2d late"), (-1_200, "1,200d late"), (0, "today"), (1, "tomorrow"), (3, "Fri"), (None, "")]
)
def test_when_it_is_due(due: int | None, said: str) -> None:
    assert promise_words.due(row(due=due), TODAY) == said


@pytest.mark.parametrize(
    ("status", "settled", "said"),
    [
        (CommitmentStatus.KEPT, -3, "kept Sat"),
        (CommitmentStatus.KEPT, 0, "kept today, 2d late"),
        (CommitmentStatus.BROKEN, -1, "broken yesterday"),
        (CommitmentStatus.WITHDRAWN, 0, "withdrawn today"),
    ],
)
def test_what_became_of_it(status: CommitmentStatus, settled: int, said: str) -> None:
    assert promise_words.became(row(due=-2, status=status, settled=settled), TODAY) == said


def test_an_open_promise_without_a_day_says_so() -> None:
    assert promise_words.became(row(due=None), TODAY) == "no day"
