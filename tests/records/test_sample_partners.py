"""The invented school has partners in every state, and students at work with them."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from partner_tui.records import database, sample_school

ZONE = ZoneInfo("America/New_York")
TUESDAY = datetime(2026, 11, 24, 9, 0, tzinfo=ZONE)
TABLES = ("organizations", "stage_changes", "tags", "agreements", "openings", "placements", "hours", "births")


def invent(path: Path, now: datetime = TUESDAY, **sizes: int) -> None:
    database.close_records()
    database.create_records(path)
    sample_school.invent(now=now, progress=None, **sizes)


def one(query: str) -> Any:
    return database.select(query)[0][0]


def test_every_stage_but_the_first_kind_of_agreement_and_opening_occurs(tmp_path: Path) -> None:
    invent(tmp_path / "sample.db")
    assert one("SELECT count(DISTINCT stage) FROM stage_changes") == 7
    assert one("SELECT count(DISTINCT kind) FROM agreements") == 6
    assert one("SELECT count(DISTINCT kind) FROM openings") == 6
    assert {row[0] for row in database.select("SELECT state FROM hours")} == {"submitted", "approved", "declined"}
    states = {row[0] for row in database.select("SELECT status FROM placements")}
    assert states == {"open", "completed", "ended_early"}
    assert one("SELECT count(*) FROM agreements WHERE renewed_from_id IS NOT NULL") == 1
    assert one("SELECT min(ends_on) FROM agreements WHERE ends_on > '2026-11-24'") == "2026-12-06"


def test_the_bakery_was_last_heard_of_in_september_and_casa_unida_is_agreeing_since_then(tmp_path: Path) -> None:
    invent(tmp_path / "sample.db")
    heard = (
        "SELECT max(m.starts_at) FROM meetings m JOIN participants x ON x.meeting_id = m.id JOIN affiliations a "
        "ON a.person_id = x.person_id JOIN organizations o ON o.id = a.organization_id WHERE o.name = '{}'"
    )
    assert one(heard.format("First Street Bakery"))[:10] == "2026-09-16"
    agreeing = "SELECT changed_on, stage FROM stage_changes s JOIN organizations o ON o.id = s.organization_id "
    found = database.select(f"{agreeing} WHERE o.name = 'Casa Unida' ORDER BY changed_on DESC LIMIT 1")
    assert found == [("2026-09-10", "agreeing")]


def test_a_visit_is_with_several_people_of_one_partner_which_is_named(tmp_path: Path) -> None:
    invent(tmp_path / "sample.db")
    visits = database.select(
        "SELECT r.organization_id, count(*), count(a.id) FROM representations r JOIN participants x "
        "ON x.meeting_id = r.meeting_id LEFT JOIN affiliations a ON a.person_id = x.person_id "
        "AND a.organization_id = r.organization_id GROUP BY r.meeting_id"
    )
    assert len(visits) == 20
    assert max(count for _, count, _ in visits) == 3
    assert all(count == belong for _, count, belong in visits)


def test_no_opening_has_more_students_than_places_and_no_shift_is_outside_its_placement(tmp_path: Path) -> None:
    invent(tmp_path / "sample.db")
    full = "SELECT count(*) FROM openings o WHERE places < (SELECT count(*) FROM placements WHERE opening_id = o.id)"
    assert one(full) == 0
    outside = (
        "SELECT count(*) FROM hours h JOIN placements p ON p.id = h.placement_id WHERE h.worked_on < p.starts_on "
        "OR h.worked_on > coalesce(p.settled_on, p.ends_on) OR h.worked_on >= '2026-11-24'"
    )
    assert one(outside) == 0
    assert one("SELECT count(*) FROM hours") > 300
    assert one("SELECT count(*) FROM placements") > one("SELECT count(DISTINCT student_id) FROM placements") > 40


def test_the_same_seed_makes_the_same_partners(tmp_path: Path) -> None:
    made = []
    for name in ("one.db", "two.db"):
        invent(tmp_path / name, people=200, meetings=80)
        made.append([database.select(f"SELECT * FROM {table} ORDER BY id") for table in TABLES])
    assert made[0] == made[1]


@pytest.mark.parametrize("month", range(1, 13))
def test_in_every_month_nothing_is_settled_or_worked_in_the_future(month: int, tmp_path: Path) -> None:
    now = datetime(2027, month, 28, 12, 0, tzinfo=ZONE)
    invent(tmp_path / "sample.db", now, people=120, meetings=40)
    assert one("SELECT max(settled_on) FROM placements") <= now.date().isoformat()
    assert one("SELECT coalesce(max(worked_on), '') FROM hours") < now.date().isoformat()
    assert one("SELECT max(changed_on) FROM stage_changes") < now.date().isoformat()


def test_a_school_without_people_or_meetings_has_partners_of_whom_nothing_is_known(tmp_path: Path) -> None:
    for number, sizes in enumerate(({"people": 0}, {"meetings": 0})):
        invent(tmp_path / f"{number}.db", TUESDAY, **sizes)
        assert one("SELECT count(*) FROM stage_changes") == 0
        assert one("SELECT count(*) FROM organizations") == 11
