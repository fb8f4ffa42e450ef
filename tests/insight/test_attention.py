"""Which partners need somebody: each reason as a person would give it, in the order in which it matters."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from partner_tui.insight.attention import Attention, AttentionKind, attention
from partner_tui.records.agreement_rows import AgreementKind
from partner_tui.records.attention_rows import AttentionFacts, EndingFacts, InPlaceFacts, LateFacts, PartnerFacts
from partner_tui.records.school_year import SchoolCalendar, Span

TODAY = date(2026, 11, 24)
CALENDAR = SchoolCalendar((Span("2026-27", date(2026, 8, 24), date(2027, 6, 11)),), (), ())
HARBOR, BAKERY, CASA = 1, 2, 3
SONS = 'Møller & Sons, "The Best"; [/]'


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def partner(one: int = HARBOR, name: str = "Harbor Clinic", **values: Any) -> PartnerFacts:
    usual = PartnerFacts(one, f"uid-{one}", name, None, "active", ago(60), ago(70), ago(3), 6)
    return usual._replace(**values)


def facts(*partners: PartnerFacts, **values: Any) -> AttentionFacts:
    there = {one.id: one for one in partners or (partner(),)}
    none = AttentionFacts(
        there, (), (), {}, (), {}, frozenset(), {"job": ("insurance", "clearance"), "speaker": ()}, 8, CALENDAR
    )
    return replace(none, **values)


def said(found: AttentionFacts) -> list[str]:
    return [reason.said for one in attention(found, TODAY) for reason in one.reasons]


def test_a_partner_that_is_well_needs_nobody() -> None:
    assert said(facts()) == []


def test_an_agreement_that_ends_soon_says_when_and_one_that_ended_presses() -> None:
    soon = EndingFacts(HARBOR, AgreementKind.INSURANCE, ago(-12))
    over = EndingFacts(HARBOR, AgreementKind.MOU, ago(3))
    [one] = attention(facts(endings=(soon, over)), TODAY)
    assert [reason.said for reason in one.reasons] == ["MOU ended 3 days ago", "insurance certificate ends in 12 days"]
    assert [reason.is_pressing for reason in one.reasons] == [True, False]


def test_late_promises_of_ours_come_before_theirs_and_one_alone_says_what_it_was() -> None:
    late = (
        LateFacts(HARBOR, True, "send the MOU", ago(1)),
        LateFacts(HARBOR, False, "three seats", ago(9)),
        LateFacts(HARBOR, False, "a tour", ago(2)),
    )
    assert said(facts(late=late)) == [
        "our promise is 1 day late: send the MOU",
        "2 promises of theirs are late, the oldest by 9 days",
    ]


def test_silence_is_counted_in_school_weeks_and_against_the_partners_own_cadence() -> None:
    silent = partner(last_contact_on=date(2026, 9, 16))
    assert said(facts(silent)) == ["no word for 9 school weeks"]
    assert said(facts(silent._replace(silent_after=10))) == []
    assert said(facts(silent._replace(silent_after=0))) == []
    assert said(facts(silent._replace(stage="identified"))) == []
    assert said(facts(silent._replace(is_planned=True))) == [], "somebody saw to it already"


def test_one_never_met_is_silent_since_it_was_contacted() -> None:
    never = partner(last_contact_on=None, contacted_on=date(2026, 9, 1), since=ago(1))
    assert said(facts(never)) == ["no word for 12 school weeks, never met"]
    assert said(facts(never._replace(contacted_on=ago(5)))) == []


def test_the_summer_is_no_silence() -> None:
    june, september = date(2027, 6, 4), date(2027, 9, 7)
    years = (*CALENDAR.years, Span("2027-28", date(2027, 8, 30), date(2028, 6, 9)))
    found = facts(partner(since=june, last_contact_on=june), calendar=SchoolCalendar(years))
    assert attention(found, september) == []


def test_a_stage_that_lasts_says_since_when_and_only_one_that_leads_somewhere_is_stuck() -> None:
    stuck = partner(CASA, "Casa Unida", stage="agreeing", since=date(2026, 9, 10))
    assert said(facts(stuck)) == ["agreeing since September"]
    assert said(facts(stuck._replace(since=date(2025, 12, 1)))) == ["agreeing since December 2025"]
    assert said(facts(stuck._replace(stage="active"))) == []
    assert said(facts(stuck, stuck_after=0)) == []


def test_hours_wait_for_approval() -> None:
    assert said(facts(hours={HARBOR: 1})) == ["a shift waits for approval"]
    assert said(facts(hours={HARBOR: 1_200})) == ["1,200 shifts wait for approval"]


def test_students_where_an_agreement_or_a_supervisor_is_missing_are_told_with_what() -> None:
    desk = InPlaceFacts(HARBOR, "Front desk", "job", None, 7, True)
    ready = {"in_force": {HARBOR: {"insurance", "clearance"}}, "cleared": frozenset({(HARBOR, 7)})}

    def lack(one: InPlaceFacts, **values: Any) -> list[str]:
        return said(facts(in_place=(one,), **(ready | values)))

    assert lack(desk) == []
    assert lack(desk, in_force={}) == ["students are in place at Front desk with no insurance certificate in force"]
    assert lack(desk, cleared=frozenset({(HARBOR, 8)})) == [
        "students are in place at Front desk with no clearance in force"
    ]
    assert lack(desk, cleared=frozenset({(HARBOR, None)})) == []
    assert lack(desk._replace(supervisor_there=False)) == [
        "students are in place at Front desk whose supervisor is no longer there"
    ]
    assert lack(desk._replace(supervisor_id=None, supervisor_there=None)) == [
        "students are in place at Front desk with no supervisor"
    ]
    assert lack(desk._replace(ends_on=ago(2))) == ["students are in place at Front desk though it ended 2 days ago"]
    assert lack(InPlaceFacts(HARBOR, "Career day", "speaker", None, None, None)) == []
    assert said(facts(in_place=(desk, desk))) == [
        "students are in place at Front desk with no insurance certificate in force and 1 more"
    ]


def test_each_partner_stands_once_and_mine_before_all_others() -> None:
    harbor, bakery = partner(owner_id=7), partner(BAKERY, SONS, owner_id=8)
    found = facts(
        harbor, bakery, hours={HARBOR: 2, BAKERY: 2}, endings=(EndingFacts(BAKERY, AgreementKind.MOU, ago(1)),)
    )
    assert [one.name for one in attention(found, TODAY)] == [SONS, "Harbor Clinic"]
    assert [one.name for one in attention(found, TODAY, me=7)] == ["Harbor Clinic", SONS]


def test_what_is_of_a_partner_that_pauses_is_left_in_peace() -> None:
    assert said(facts(endings=(EndingFacts(99, AgreementKind.MOU, ago(1)),), hours={98: 4})) == []


DAYS = st.integers(-90, 400).map(ago)


@st.composite
def schools(draw: st.DrawFn) -> AttentionFacts:
    ids = draw(st.lists(st.integers(1, 6), unique=True, min_size=1))
    stages = st.sampled_from(["identified", "contacted", "exploring", "agreeing", "active", "deepening"])
    partners = [
        partner(one, f"Partner {one}", stage=draw(stages), since=draw(DAYS), last_contact_on=draw(st.none() | DAYS))
        for one in ids
    ]
    of = st.sampled_from(ids)
    endings = st.lists(st.builds(EndingFacts, of, st.sampled_from(AgreementKind), DAYS), max_size=4)
    late = st.lists(st.builds(LateFacts, of, st.booleans(), st.just("x"), st.integers(1, 90).map(ago)), max_size=4)
    in_place = st.lists(
        st.builds(InPlaceFacts, of, st.just("Desk"), st.sampled_from(["job", "speaker"]), st.none() | DAYS,
                  st.none(), st.none()), max_size=3,
    )  # fmt: skip
    waiting = st.dictionaries(of, st.integers(1, 9), max_size=3)
    return facts(
        *partners,
        endings=tuple(draw(endings)),
        late=tuple(draw(late)),
        hours=draw(waiting),
        in_place=tuple(draw(in_place)),
    )


@settings(max_examples=60, deadline=None)
@given(schools())
def test_the_order_is_that_of_the_kinds_whatever_a_school_has(found: AttentionFacts) -> None:
    rank = list(AttentionKind).index
    needing = attention(found, TODAY)
    assert [rank(one.reason.kind) for one in needing] == sorted(rank(one.reason.kind) for one in needing)
    assert len({one.organization_id for one in needing}) == len(needing)
    for one in needing:
        kinds = [rank(reason.kind) for reason in one.reasons]
        assert kinds == sorted(kinds)
        assert kinds, "nobody stands there without a reason"
    assert _who(needing) >= {one.organization_id for one in found.endings} | found.hours.keys()


def _who(needing: list[Attention]) -> set[int]:
    return {one.organization_id for one in needing}
