"""What readiness is judged by comes out of the records in a fixed number of queries."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from partner_tui.insight.readiness import ReadinessState, readiness
from partner_tui.records import (
    agreements,
    contacts,
    database,
    history,
    meetings,
    openings,
    organizations,
    people,
    readiness_rows,
    requirements,
)
from partner_tui.records.connection import RecordsFile
from partner_tui.records.meetings import Attendance, MeetingStatus
from tests.conftest import NOW, WHO, ZONE

TODAY = NOW.date()


def partner(name: str = "Harbor Clinic", **values: Any) -> tuple[int, int, int]:
    """Add a partner with a job that all is there for; return its id, its contact's, and the opening's."""
    with history.intent(f"Add {name}", who=WHO, at=NOW) as intent:
        organization = organizations.add(intent, name=name, **values)
        bo = people.add(intent, kind="community", given_name="Bo", family_name="Lind")
        contacts.add(intent, organization, bo, "Owner", date(2026, 1, 1))
        for kind in ("work_study", "insurance"):
            signed = {"signed_by_school_on": TODAY, "signed_by_partner_on": TODAY}
            agreements.add(intent, organization_id=organization, kind=kind, **signed)
        job = openings.add(
            intent, organization_id=organization, title="Desk", kind="job", starts_on=TODAY, supervisor_id=bo
        )
        at = NOW - timedelta(days=3)
        meetings.add(intent, attendance=[Attendance(bo)], starts_at=at, timezone=ZONE, status=MeetingStatus.HELD)
    return organization, bo, job


def state(opening: int, today: date = TODAY) -> tuple[ReadinessState, str]:
    facts = readiness_rows.of_opening(opening, today)
    assert facts is not None
    found = readiness(facts, today)
    return found.state, found.next_step


def test_the_facts_of_an_opening_are_those_of_its_partner(records: RecordsFile) -> None:
    _, bo, job = partner(cadence_weeks=2)
    assert state(job) == (ReadinessState.READY, "")
    facts = readiness_rows.of_opening(job, TODAY)
    assert facts is not None
    assert facts.last_contact_on == TODAY - timedelta(days=3)
    assert facts.silent_after == 2
    assert [kind.value for kind in facts.needed] == ["work_study", "insurance"]
    assert state(job, TODAY + timedelta(days=15))[0] is ReadinessState.AT_RISK
    affiliation = next(one for one in contacts.of(facts.opening.organization_id, TODAY) if one.person_id == bo)
    with history.intent("Leave", who=WHO, at=NOW) as intent:
        contacts.leave(intent, affiliation.affiliation_id, TODAY - timedelta(days=1))
    assert state(job) == (ReadinessState.BLOCKED, "Name another supervisor: Bo Lind is no longer at Harbor Clinic")
    assert readiness_rows.of_opening(job + 1, TODAY) is None


def test_what_the_school_needs_besides_is_asked_for(records: RecordsFile) -> None:
    _, _, job = partner()
    with history.intent("Need a clearance", who=WHO, at=NOW) as intent:
        requirements.set_needed(intent, "job", "clearance", True)
    assert state(job) == (ReadinessState.BLOCKED, "Make a clearance for Bo Lind with Harbor Clinic")


def test_many_openings_cost_as_many_queries_as_one(records: RecordsFile, monkeypatch: pytest.MonkeyPatch) -> None:
    jobs = [partner(f"Partner {number}")[2] for number in range(8)]
    asked: list[str] = []
    run = RecordsFile.run

    def counted(self: RecordsFile, statement: str, values: Any = ()) -> Any:
        asked.append(statement)
        return run(self, statement, values)

    monkeypatch.setattr(RecordsFile, "run", counted)
    readiness_rows.of_openings(jobs[:1], TODAY)
    one = len(asked)
    asked.clear()
    found = readiness_rows.of_openings(jobs, TODAY)
    assert len(asked) == one <= 12
    assert list(found) == jobs
    assert database.is_open()
