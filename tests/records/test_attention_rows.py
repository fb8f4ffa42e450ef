"""What attention is judged by comes out of the records in a fixed number of queries, and says what readiness says."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from partner_tui.insight.attention import AttentionKind, attention
from partner_tui.insight.readiness import ReadinessState, readiness
from partner_tui.records import (
    agreements,
    attention_rows,
    commitments,
    contacts,
    database,
    history,
    meetings,
    organizations,
    people,
    readiness_rows,
    sample_school,
    stages,
)
from partner_tui.records.connection import RecordsFile
from partner_tui.records.sides import US, Side, SideKind
from tests.conftest import NOW, WHO, ZONE

TODAY = NOW.date()
SIGNED = {"signed_by_school_on": TODAY - timedelta(days=300), "signed_by_partner_on": TODAY - timedelta(days=300)}


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def partner(name: str = "Harbor Clinic", stage: str = "active", since: int = 10, **values: Any) -> int:
    with history.intent(f"Add {name}", who=WHO, at=NOW) as intent:
        return organizations.add(intent, name=name, stage=stage, on=ago(since), **values)


def agree(organization: int, ends_on: date, kind: str = "mou", **values: Any) -> int:
    with history.intent("Agree", who=WHO, at=NOW) as intent:
        more = SIGNED | {"starts_on": ago(300), "ends_on": ends_on} | values
        return agreements.add(intent, organization_id=organization, kind=kind, **more)


def reasons() -> list[tuple[str, str]]:
    found = attention(attention_rows.facts(TODAY), TODAY)
    return [(one.name, reason.said) for one in found for reason in one.reasons]


def test_an_agreement_near_its_end_is_told_until_the_next_one_is_signed(records: RecordsFile) -> None:
    harbor = partner()
    ending = agree(harbor, TODAY + timedelta(days=12))
    assert reasons() == [("Harbor Clinic", "MOU ends in 12 days")]
    with history.intent("Renew", who=WHO, at=NOW) as intent:
        following = agreements.renew(intent, ending, agreements.get(ending).version)
    assert reasons() == [("Harbor Clinic", "MOU ends in 12 days")], "nobody signed the next one"
    with history.intent("Sign", who=WHO, at=NOW) as intent:
        days = {"signed_by_school_on": TODAY, "signed_by_partner_on": TODAY}
        agreements.edit(intent, following, agreements.get(following).version, **days)
    assert reasons() == []


def test_another_of_the_kind_that_goes_on_is_enough_and_a_draft_that_passed_is_none(records: RecordsFile) -> None:
    harbor = partner()
    agree(harbor, ago(3))
    agree(harbor, TODAY + timedelta(days=300))
    agree(harbor, ago(9), kind="training", signed_by_partner_on=None)
    assert reasons() == []


def test_what_paused_or_ended_or_was_put_away_is_left_in_peace(records: RecordsFile) -> None:
    for stage in ("paused", "ended"):
        agree(partner(stage, stage), ago(3))
    gone = partner("gone")
    agree(gone, ago(3))
    with history.intent("Archive", who=WHO, at=NOW) as intent:
        intent.archive(organizations.Organization, gone, 1)
    assert reasons() == []
    with history.intent("Begin again", who=WHO, at=NOW) as intent:
        stages.move(intent, organizations.named("paused").id, "active", TODAY, "they called")
    assert reasons() == [("paused", "MOU ended 3 days ago")]


def test_a_late_promise_to_somebody_there_counts_for_the_partner_and_an_offer_does_not(records: RecordsFile) -> None:
    harbor = partner()
    with history.intent("Promise", who=WHO, at=NOW) as intent:
        bo = people.add(intent, kind="community", given_name="Bo", family_name="Lind")
        contacts.add(intent, harbor, bo, "Owner", ago(100))
        to_bo, by_harbor = Side(SideKind.PERSON, bo), Side(SideKind.ORGANIZATION, harbor)
        days = {"made_on": ago(9), "due_on": ago(2)}
        commitments.add(intent, text="send the MOU", made_by=US, made_to=to_bo, **days)
        commitments.add(intent, text="a seat", made_by=by_harbor, made_to=US, kind="offer", **days)
    assert reasons() == [("Harbor Clinic", "our promise is 2 days late: send the MOU")]


def test_one_that_nobody_met_is_silent_after_the_schools_own_weeks(records: RecordsFile) -> None:
    partner(since=120)
    quiet = partner("Quiet", since=120, cadence_weeks=0)
    [(name, said)] = reasons()
    assert name == "Harbor Clinic"
    assert said.endswith(" school weeks, never met")
    with history.intent("Give it a cadence", who=WHO, at=NOW) as intent:
        organizations.edit(intent, quiet, 1, cadence_weeks=2)
    assert [name for name, _ in reasons()] == ["Harbor Clinic", "Quiet"]


def test_planning_a_meeting_ends_the_silence_until_its_day_has_passed(records: RecordsFile) -> None:
    harbor = partner(since=120)
    with history.intent("Plan", who=WHO, at=NOW) as intent:
        meetings.add(intent, attendance=[], starts_at=NOW + timedelta(days=3), timezone=ZONE, organizations=[harbor])
    assert reasons() == []
    later = TODAY + timedelta(days=4)
    [one] = attention(attention_rows.facts(later), later)
    assert one.reason.kind is AttentionKind.SILENT


@pytest.fixture
def sample(records: RecordsFile) -> None:
    """Fill the records with the sample school."""
    sample_school.invent(now=NOW, progress=None)


@pytest.mark.usefixtures("sample")
@pytest.mark.parametrize("days", [-300, -60, 0, 30, 120, 260, 700])
def test_who_is_blocked_with_students_in_place_is_so_by_readiness_too(days: int) -> None:
    today = TODAY + timedelta(days=days)
    facts = attention_rows.facts(today)
    blocked = {
        one.organization_id
        for one in attention(facts, today)
        if any(reason.kind is AttentionKind.BLOCKED for reason in one.reasons)
    }
    running = database.ids(
        "SELECT DISTINCT opening_id FROM placements WHERE status = 'open' AND starts_on <= ? "
        "AND (ends_on IS NULL OR ends_on >= ?) AND archived_at IS NULL",
        [today.isoformat(), today.isoformat()],
    )
    found = readiness_rows.of_openings(running, today)
    ready = {key: readiness(one, today) for key, one in found.items()}
    told = {one.opening.organization_id for key, one in found.items() if ready[key].in_place is ReadinessState.BLOCKED}
    assert blocked == told & facts.partners.keys()


def test_the_number_of_queries_does_not_grow_with_the_partners(records: RecordsFile) -> None:
    def asked() -> int:
        statements: list[str] = []
        records.handle().set_trace_callback(statements.append)
        try:
            attention_rows.facts(TODAY)
        finally:
            records.handle().set_trace_callback(None)
        return len(statements)

    agree(partner("One"), ago(1))
    before = asked()
    for number in range(12):
        agree(partner(f"Partner {number}"), ago(1))
    assert asked() == before
