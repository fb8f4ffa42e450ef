"""Whether students can come to an opening, and the one thing to do first where they cannot."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from partner_tui.insight.readiness import ReadinessState, readiness
from partner_tui.records.agreement_rows import AgreementKind, AgreementRow
from partner_tui.records.opening_rows import OpeningKind, OpeningRow
from partner_tui.records.readiness_rows import ReadinessFacts
from partner_tui.records.school_year import SchoolCalendar, Span

TODAY = date(2026, 11, 24)
SIGNED = date(2026, 7, 1)
HOSTILE = 'Møller & Sons, "The Best"; [/]'
OPENING = OpeningRow(
    id=1,
    uid="o",
    version=1,
    organization_id=1,
    organization_uid="p",
    organization=HOSTILE,
    title="Summer",
    kind=OpeningKind.JOB,
    places=3,
    taken=1,
    minutes_per_week=None,
    paid=False,
    pay=None,
    pay_per=None,
    starts_on=date(2026, 9, 1),
    ends_on=None,
    grades="",
    youngest=None,
    requirements="",
    supervisor_id=7,
    supervisor_uid="s",
    supervisor="Bo Lind",
    supervisor_there=True,
    archived=False,
)
BLANK = AgreementRow(
    id=0,
    uid="",
    version=1,
    organization_id=1,
    organization_uid="p",
    organization=HOSTILE,
    kind=AgreementKind.WORK_STUDY,
    title="",
    person_id=None,
    person_uid="",
    person="",
    signed_by_school_on=SIGNED,
    signed_by_partner_on=SIGNED,
    starts_on=SIGNED,
    ends_on=None,
    notice_days=60,
    renewed_from_id=None,
    renewed_from_uid="",
    renewed_by_id=None,
    renewed_by_uid="",
    renewed_on=None,
    document="",
    document_sha256="",
    notes="",
    archived=False,
)
FACTS = ReadinessFacts(
    opening=OPENING,
    needed=(AgreementKind.WORK_STUDY, AgreementKind.INSURANCE),
    agreements=(BLANK, replace(BLANK, id=1, kind=AgreementKind.INSURANCE)),
    last_contact_on=TODAY - timedelta(days=7),
    silent_after=6,
    calendar=SchoolCalendar(),
)


def insured(**values: Any) -> ReadinessFacts:
    """Return an opening of which all is as it should be, but perhaps the insurance."""
    return replace(FACTS, agreements=(BLANK, replace(BLANK, id=1, kind=AgreementKind.INSURANCE, **values)))


def opened(**values: Any) -> ReadinessFacts:
    return replace(FACTS, opening=replace(OPENING, **values))


def said(facts: ReadinessFacts) -> tuple[str, str]:
    found = readiness(facts, TODAY)
    return found.state.value, found.next_step


def test_an_opening_of_which_all_is_there_is_ready() -> None:
    found = readiness(FACTS, TODAY)
    assert (found.state, found.next_step) == (ReadinessState.READY, "")
    assert [one.about for one in found.checks] == ["work_study", "insurance", "supervisor", "places", "contact"]
    assert [one.said for one in found.checks] == [
        "work-study agreement in force",
        "insurance certificate in force",
        "supervised by Bo Lind",
        "2 of 3 places left",
        "last met 7 days ago",
    ]


@pytest.mark.parametrize(
    ("values", "state", "step"),
    [
        ({"ends_on": date(2027, 6, 30)}, "ready", ""),
        ({"ends_on": date(2026, 12, 6)}, "at_risk", "Renew the insurance certificate: it ends in 12 days"),
        ({"ends_on": TODAY}, "at_risk", "Renew the insurance certificate: it ends today"),
        (
            {"ends_on": date(2026, 12, 6), "renewed_by_id": 9},
            "at_risk",
            "Sign the new insurance certificate: this one ends in 12 days",
        ),
        ({"ends_on": date(2026, 12, 6), "renewed_by_id": 9, "renewed_on": TODAY}, "ready", ""),
        ({"ends_on": date(2026, 11, 21)}, "blocked", "Renew the insurance certificate: it ended 3 days ago"),
        (
            {"signed_by_partner_on": None},
            "blocked",
            f"Ask {HOSTILE} for the insurance certificate, and enter its day of issue",
        ),
        (
            {"starts_on": date(2026, 12, 1)},
            "blocked",
            "Wait for the insurance certificate, or let it start earlier: it starts on Tue 1 Dec 2026",
        ),
    ],
)
def test_an_agreement_says_what_to_do_about_it(values: dict[str, Any], state: str, step: str) -> None:
    assert said(insured(**values)) == (state, step)


def test_an_agreement_that_starts_with_the_opening_does_not_block_it_before() -> None:
    opening = replace(FACTS.opening, starts_on=date(2026, 12, 1))
    facts = replace(insured(starts_on=date(2026, 12, 1)), opening=opening)
    assert said(facts) == ("ready", "")
    assert "insurance certificate in force from Tue 1 Dec 2026" in [one.said for one in readiness(facts, TODAY).checks]
    assert said(replace(facts, opening=replace(opening, starts_on=date(2026, 11, 30))))[0] == "blocked"


def test_a_missing_agreement_is_to_be_made_and_an_unsigned_one_to_be_signed() -> None:
    without = replace(FACTS, agreements=FACTS.agreements[1:])
    assert said(without) == ("blocked", f"Make a work-study agreement with {HOSTILE}")
    waiting = replace(BLANK, signed_by_school_on=None)
    assert said(replace(FACTS, agreements=(waiting, FACTS.agreements[1]))) == (
        "blocked",
        "Sign the work-study agreement for the school",
    )
    lapsed = replace(BLANK, id=5, ends_on=date(2026, 11, 23))
    new = replace(BLANK, signed_by_partner_on=None, starts_on=date(2026, 11, 24))
    assert said(replace(FACTS, agreements=(lapsed, new, FACTS.agreements[1]))) == (
        "blocked",
        f"Get the work-study agreement signed by {HOSTILE}: the last one ended yesterday",
    )


def test_a_clearance_of_somebody_else_does_not_count() -> None:
    cleared = replace(BLANK, kind=AgreementKind.CLEARANCE, person_id=8)
    facts = replace(FACTS, needed=(AgreementKind.CLEARANCE,), agreements=(cleared,))
    assert said(facts) == ("blocked", f"Make a clearance for Bo Lind with {HOSTILE}")
    for person in (7, None):
        assert said(replace(facts, agreements=(replace(cleared, person_id=person),)))[0] == "ready"


def test_somebody_who_is_there_has_to_be_named() -> None:
    assert said(opened(supervisor_id=None, supervisor="", supervisor_there=None)) == (
        "blocked",
        "Name a supervisor: nobody is named",
    )
    assert said(opened(supervisor_there=False)) == (
        "blocked",
        f"Name another supervisor: Bo Lind is no longer at {HOSTILE}",
    )
    speaker = opened(kind=OpeningKind.SPEAKER, supervisor_id=None, supervisor="", supervisor_there=None)
    assert said(replace(speaker, needed=()))[0] == "ready"


def test_without_a_place_nobody_more_can_come_and_those_there_stay_as_ready_as_they_were() -> None:
    full = readiness(opened(taken=3), TODAY)
    assert (full.state, full.next_step) == (
        ReadinessState.BLOCKED,
        "Ask for another place: all 3 places are taken",
    )
    assert full.in_place is ReadinessState.READY
    assert readiness(replace(opened(taken=3), agreements=()), TODAY).in_place is ReadinessState.BLOCKED
    assert said(opened(ends_on=date(2026, 11, 20))) == (
        "blocked",
        "Give the opening a later end: it ended 4 days ago",
    )


def test_a_partner_that_was_silent_too_long_is_a_risk_counted_in_school_weeks() -> None:
    silent = replace(FACTS, last_contact_on=TODAY - timedelta(days=43))
    assert said(silent) == ("at_risk", f"Talk to {HOSTILE}: last met 6 weeks ago")
    break_ = Span("Break", TODAY - timedelta(days=8), TODAY - timedelta(days=4))
    assert said(replace(silent, calendar=SchoolCalendar(closures=(break_,))))[0] == "ready"
    assert said(replace(silent, silent_after=0))[0] == "ready"
    assert said(replace(FACTS, last_contact_on=None)) == ("at_risk", f"Meet {HOSTILE}: nobody there was ever met")


def test_the_worst_is_said_first() -> None:
    facts = replace(insured(ends_on=date(2026, 11, 21)), last_contact_on=None)
    assert said(facts)[1] == "Renew the insurance certificate: it ended 3 days ago"
    assert said(replace(facts, opening=replace(OPENING, taken=3)))[1].startswith("Renew")


_DAY = st.one_of(st.none(), st.dates(TODAY - timedelta(days=90), TODAY + timedelta(days=90)))
_AGREEMENTS = st.builds(
    lambda number, **values: replace(BLANK, id=number, **values),
    st.integers(1, 9),
    kind=st.sampled_from(AgreementKind),
    signed_by_school_on=_DAY,
    signed_by_partner_on=_DAY,
    starts_on=_DAY,
    ends_on=_DAY,
    renewed_by_id=st.one_of(st.none(), st.just(99)),
    renewed_on=_DAY,
    person_id=st.sampled_from([None, 7, 8]),
)


@settings(max_examples=150, deadline=None)
@given(
    needed=st.sets(st.sampled_from(AgreementKind)),
    agreements=st.lists(_AGREEMENTS, max_size=6, unique_by=lambda row: row.id),
    kind=st.sampled_from(OpeningKind),
    taken=st.integers(0, 4),
    supervisor=st.sampled_from([None, True, False]),
    last=_DAY,
    silent_after=st.integers(0, 10),
    ends_on=_DAY,
)
def test_there_is_one_next_step_unless_all_is_ready(
    needed: set[AgreementKind],
    agreements: list[AgreementRow],
    kind: OpeningKind,
    taken: int,
    supervisor: bool | None,
    last: date | None,
    silent_after: int,
    ends_on: date | None,
) -> None:
    opening = replace(OPENING, kind=kind, taken=taken, ends_on=ends_on, supervisor_there=supervisor)
    if supervisor is None:
        opening = replace(opening, supervisor_id=None, supervisor="")
    facts = ReadinessFacts(opening, tuple(sorted(needed)), tuple(agreements), last, silent_after, SchoolCalendar())
    found = readiness(facts, TODAY)
    assert (found.next_step == "") == (found.state is ReadinessState.READY)
    assert (found.state is ReadinessState.READY) == all(one.state is ReadinessState.READY for one in found.checks)
    assert all((one.step == "") == (one.state is ReadinessState.READY) for one in found.checks)
    in_force = {row.kind for row in agreements if row.in_force(TODAY)}
    if found.in_place is not ReadinessState.BLOCKED:
        assert needed <= in_force
    if found.state is ReadinessState.BLOCKED:
        assert "in force" not in found.next_step
