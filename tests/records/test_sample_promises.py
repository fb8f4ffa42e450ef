"""The invented school has promises in both directions, and goals, out of what was said in its meetings."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from partner_tui.records import commitments, database, goals, meetings, sample_school
from partner_tui.records.commitments import CommitmentFilter, CommitmentRow, CommitmentStatus, Direction
from partner_tui.records.goals import GoalFilter, GoalStatus
from partner_tui.records.meetings import MeetingFilter

ZONE = ZoneInfo("America/New_York")
TUESDAY = datetime(2026, 11, 24, 9, 0, tzinfo=ZONE)


def invent(path: Path, now: datetime = TUESDAY, **sizes: int) -> None:
    database.close_records()
    database.create_records(path)
    sample_school.invent(now=now, progress=None, **sizes)


def promises() -> list[CommitmentRow]:
    ids = commitments.listing(CommitmentFilter())
    found = commitments.rows(ids)
    return [found[one] for one in ids]


def test_a_few_are_late_one_is_due_today_and_most_were_kept(tmp_path: Path) -> None:
    invent(tmp_path / "sample.db")
    today = TUESDAY.date()
    assert 2 <= len(commitments.late(today)) <= 5
    assert [commitments.get(one).text for one in commitments.due(today)] == ["spring dates"]
    everything = promises()
    assert {one.status for one in everything} == set(CommitmentStatus)
    assert {one.direction for one in everything} == set(Direction)
    assert sum(one.status is CommitmentStatus.KEPT for one in everything) > len(everything) / 2
    assert all(one.why for one in everything if one.status in (CommitmentStatus.BROKEN, CommitmentStatus.WITHDRAWN))
    wanted = goals.rows(goals.listing(GoalFilter()))
    assert {one.status for one in wanted.values()} == set(GoalStatus)
    assert goals.to_look_at(today)


def test_they_are_from_meetings_that_were_held_with_whom_they_are(tmp_path: Path) -> None:
    invent(tmp_path / "sample.db")
    for row in promises():
        if row.meeting_id is None:
            continue
        meeting = meetings.get(row.meeting_id)
        other = row.made_to if row.direction is Direction.OURS else row.made_by
        assert meeting.status == "held"
        assert row.made_on == meeting.starts_at.astimezone(ZONE).date()
        assert other.id in {one.person_id for one in meeting.participants}


def test_the_same_school_has_the_same_promises(tmp_path: Path) -> None:
    def made(name: str) -> list[tuple[object, ...]]:
        invent(tmp_path / name)
        return [
            *database.select("SELECT * FROM commitments ORDER BY id"),
            *database.select("SELECT * FROM goals ORDER BY id"),
        ]

    assert made("one.db") == made("two.db")


def test_their_number_grows_with_the_school_but_few_are_late(tmp_path: Path) -> None:
    invent(tmp_path / "small.db")
    few = len(promises())
    invent(tmp_path / "large.db", people=1_200, meetings=1_800)
    assert len(promises()) > 3 * few
    assert len(commitments.late(TUESDAY.date())) <= 5


@pytest.mark.parametrize("sizes", [{"people": 0}, {"meetings": 0}, {"people": 3, "meetings": 5}])
def test_a_tiny_school_has_only_promises_between_those_who_are_in_it(tmp_path: Path, sizes: dict[str, int]) -> None:
    invent(tmp_path / "tiny.db", TUESDAY, **sizes)
    if 0 in sizes.values():
        assert promises() == []
    assert len(meetings.listing(MeetingFilter())) <= 5 or sizes.get("meetings") is None


@pytest.mark.parametrize(
    "now",
    [
        datetime(2026, 8, 24, 7, 0, tzinfo=ZONE),
        datetime(2027, 1, 10, 12, 0, tzinfo=ZONE),
        datetime(2027, 7, 20, 12, 0, tzinfo=ZONE),
    ],
)
def test_on_any_day_nothing_is_settled_in_the_future(tmp_path: Path, now: datetime) -> None:
    invent(tmp_path / "sample.db", now=now)
    assert all(one.settled_on is None or one.settled_on <= now.date() for one in promises())
