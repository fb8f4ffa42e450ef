"""Where an agreement stands follows from its days; renewing makes the next one, and nothing is signed twice."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from partner_tui.errors import FieldError, NotFound, StaleRecord
from partner_tui.records import agreements, database, history, organizations, people
from partner_tui.records.agreements import Agreement, AgreementFilter, AgreementKind, AgreementRow, AgreementState
from partner_tui.records.connection import RecordsFile
from tests.conftest import NOW, WHO

TODAY = NOW.date()
JULY, JUNE = date(2026, 7, 1), date(2027, 6, 30)
HOSTILE = ('=HYPERLINK("http://x")', 'Møller & Sons, "The Best"; [/]')


def save(write: Any) -> Any:
    with history.intent("Save", who=WHO, at=NOW) as intent:
        return write(intent)


@pytest.fixture
def clinic(records: RecordsFile) -> int:
    with history.intent("Save", who=WHO, at=NOW) as intent:
        return organizations.add(intent, name="Harbor Clinic")


def add(organization: int, kind: str = "mou", **values: Any) -> AgreementRow:
    made = save(lambda intent: agreements.add(intent, organization_id=organization, kind=kind, **values))
    return agreements.get(made)


def signed(organization: int, kind: str = "mou", **values: Any) -> AgreementRow:
    days = {"signed_by_school_on": JULY, "signed_by_partner_on": JULY, "starts_on": JULY, "ends_on": JUNE}
    return add(organization, kind, **days | values)


def renew(row: AgreementRow, **days: Any) -> AgreementRow:
    made = save(lambda intent: agreements.renew(intent, row.id, agreements.get(row.id).version, **days))
    return agreements.get(made)


def test_an_agreement_goes_from_draft_to_expired_as_the_days_pass(clinic: int) -> None:
    row = add(clinic, starts_on=date(2026, 12, 1), ends_on=JUNE, notice_days=30)
    assert row.state(TODAY) is AgreementState.DRAFT
    save(lambda intent: agreements.sign(intent, row.id, row.version, partner_on=date(2026, 11, 20)))
    waiting = agreements.get(row.id)
    assert waiting.state(TODAY) is AgreementState.AWAITING_SIGNATURE
    assert waiting.state(date(2026, 11, 19)) is AgreementState.DRAFT
    save(lambda intent: agreements.sign(intent, row.id, waiting.version, school_on=TODAY))
    done = agreements.get(row.id)
    assert done.state(TODAY) is AgreementState.UPCOMING
    assert done.state(date(2026, 12, 1)) is AgreementState.ACTIVE
    assert done.notice_on == date(2027, 5, 31)
    assert done.state(date(2027, 5, 30)) is AgreementState.ACTIVE
    assert done.state(date(2027, 5, 31)) is AgreementState.NOTICE
    assert done.state(JUNE) is AgreementState.NOTICE
    assert done.days_left(JUNE) == 0
    assert done.state(date(2027, 7, 1)) is AgreementState.EXPIRED
    assert (done.in_force(date(2026, 11, 30)), done.in_force(JUNE), done.in_force(date(2027, 7, 1))) == (
        False,
        True,
        False,
    )


@pytest.mark.parametrize("kind", ["insurance", "clearance"])
def test_a_certificate_needs_the_day_of_its_issue_only(clinic: int, kind: str) -> None:
    assert add(clinic, kind, signed_by_school_on=JULY).state(TODAY) is AgreementState.DRAFT
    assert add(clinic, kind, signed_by_partner_on=JULY).state(TODAY) is AgreementState.ACTIVE


def test_without_an_end_it_is_active_for_good(clinic: int) -> None:
    row = signed(clinic, ends_on=None)
    assert row.state(date(2199, 1, 1)) is AgreementState.ACTIVE
    assert (row.notice_on, row.days_left(TODAY)) == (None, None)


def test_a_renewal_starts_the_day_after_and_takes_over_once_it_is_signed(clinic: int) -> None:
    old = signed(clinic, title="Clinic days", document="https://drive.example/mou", notes="old", notice_days=45)
    new = renew(old)
    assert (new.starts_on, new.ends_on, new.notice_days) == (date(2027, 7, 1), date(2028, 6, 30), 45)
    assert (new.title, new.kind, new.document, new.notes) == ("Clinic days", AgreementKind.MOU, "", "")
    assert (new.signed_on, new.renewed_from_uid, new.state(TODAY)) == (None, old.uid, AgreementState.DRAFT)
    near = date(2027, 6, 1)
    assert agreements.get(old.id).renewed_by_uid == new.uid
    assert agreements.get(old.id).state(near) is AgreementState.NOTICE
    save(lambda intent: agreements.sign(intent, new.id, new.version, school_on=TODAY, partner_on=TODAY))
    after = agreements.get(old.id)
    assert after.state(TODAY) is AgreementState.ACTIVE
    assert after.state(near) is AgreementState.RENEWED
    assert after.in_force(near)
    assert after.state(date(2027, 7, 1)) is AgreementState.RENEWED


def test_what_is_renewed_stays_renewed_until_the_renewal_is_put_away(clinic: int) -> None:
    old = signed(clinic)
    new = renew(old)
    with pytest.raises(FieldError, match="The MOU with Harbor Clinic is renewed already"):
        renew(old)
    save(lambda intent: intent.archive(Agreement, new.id, new.version))
    assert agreements.get(old.id).renewed_by_id is None
    assert renew(old).id != new.id


def test_only_what_was_signed_and_is_there_is_renewed(clinic: int) -> None:
    with pytest.raises(FieldError, match="not signed"):
        renew(add(clinic))
    old = signed(clinic)
    with pytest.raises(StaleRecord):
        save(lambda intent: agreements.renew(intent, old.id, old.version + 1))
    save(lambda intent: intent.archive(Agreement, old.id, old.version))
    with pytest.raises(FieldError, match="put away"):
        renew(old)


@pytest.mark.parametrize(
    ("starts", "ends", "next_starts", "next_ends"),
    [
        ("2025-07-01", "2026-06-30", "2026-07-01", "2027-06-30"),
        ("2025-08-15", "2026-06-30", "2026-07-01", "2027-06-30"),
        ("2026-01-01", "2026-12-31", "2027-01-01", "2027-12-31"),
        ("2024-03-01", "2027-02-28", "2027-03-01", "2030-02-28"),
        ("2023-03-01", "2027-02-28", "2027-03-01", "2031-02-28"),
        ("2026-10-01", "2026-12-31", "2027-01-01", "2027-03-31"),
        ("2026-12-01", "2027-01-31", "2027-02-01", "2027-03-31"),
        ("2025-12-06", "2026-12-06", "2026-12-07", "2027-12-06"),
        ("2026-10-05", "2026-10-05", "2026-11-24", "2026-11-24"),
        ("2018-07-01", "2019-06-30", "2026-11-24", "2027-11-23"),
        (None, "2026-12-31", "2027-01-01", "2027-12-31"),
        ("2025-07-01", None, "2026-11-24", None),
    ],
)
def test_a_renewal_is_as_long_and_keeps_the_ends_of_months_and_years(
    clinic: int, starts: str | None, ends: str | None, next_starts: str, next_ends: str | None
) -> None:
    days = {name: None if day is None else date.fromisoformat(day) for name, day in (("s", starts), ("e", ends))}
    new = renew(signed(clinic, starts_on=days["s"], ends_on=days["e"]))
    assert new.starts_on == date.fromisoformat(next_starts)
    assert new.ends_on == (None if next_ends is None else date.fromisoformat(next_ends))


def test_who_renews_can_say_from_when_until_when(clinic: int) -> None:
    new = renew(signed(clinic), starts_on=date(2027, 8, 1), ends_on=date(2027, 12, 20))
    assert (new.starts_on, new.ends_on) == (date(2027, 8, 1), date(2027, 12, 20))
    with pytest.raises(FieldError, match="before it starts on Sun 1 Aug 2027"):
        renew(signed(clinic), starts_on=date(2027, 8, 1), ends_on=date(2027, 7, 20))
    assert agreements.count() == 3


def test_bad_days_and_kinds_change_nothing(clinic: int) -> None:
    tomorrow = TODAY + timedelta(days=1)
    for values, said in (
        ({"starts_on": JUNE, "ends_on": JULY}, "It would end on Wed 1 Jul 2026, before it starts on Wed 30 Jun 2027"),
        ({"signed_by_partner_on": tomorrow}, "signed by the partner on Wed 25 Nov 2026, which is still to come"),
        ({"kind": "handshake"}, "“handshake” is not a kind"),
        ({"notice_days": 401}, "notice days cannot be 401"),
    ):
        with pytest.raises(FieldError, match=said):
            add(clinic, **values)
    row = signed(clinic)
    with pytest.raises(FieldError, match="before it starts"):
        save(lambda intent: agreements.edit(intent, row.id, row.version, ends_on=date(2026, 6, 1)))
    assert agreements.count() == 1
    assert agreements.get(row.id) == row


def test_a_list_is_narrowed_by_partner_kind_state_and_words(clinic: int) -> None:
    bakery, hostile = (
        save(lambda intent, name=name: organizations.add(intent, name=name)) for name in ("B", HOSTILE[1])
    )
    bo = save(lambda intent: people.add(intent, kind="community", given_name="Bo", family_name="Lind"))
    mou, draft = signed(clinic), add(bakery, title="Apprentices")
    lapsed = signed(bakery, "insurance", starts_on=date(2025, 1, 1), ends_on=date(2025, 12, 31))
    cleared = signed(hostile, "clearance", person_id=bo, ends_on=None, title=HOSTILE[0])

    def found(**wanted: Any) -> list[int]:
        return list(agreements.listing(AgreementFilter(**wanted), TODAY))

    assert found() == [lapsed.id, mou.id, draft.id, cleared.id]
    assert found(organization_id=bakery) == [lapsed.id, draft.id]
    assert found(kind=AgreementKind.MOU) == [mou.id, draft.id]
    assert found(states=frozenset({AgreementState.EXPIRED, AgreementState.DRAFT})) == [lapsed.id, draft.id]
    assert found(text="harbor") == [mou.id]
    assert found(text="lind") == [cleared.id]
    assert found(text="hyperlink") == [cleared.id]
    assert found(text="Insurance") == [lapsed.id]
    assert found(text="b certif") == [lapsed.id]
    assert found(text="data sharing") == []
    assert found(text='"; drop') == []
    assert found(sort="organization", descending=True) == [cleared.id, mou.id, lapsed.id, draft.id]
    assert cleared.person == "Bo Lind"
    assert (cleared.organization, cleared.title) == (HOSTILE[1], HOSTILE[0])
    assert [row.id for row in agreements.of_organization(bakery)] == [lapsed.id, draft.id]
    save(lambda intent: intent.archive(organizations.Organization, bakery, organizations.get(bakery).version))
    assert found() == [mou.id, cleared.id]
    assert found(organization_id=bakery) == [lapsed.id, draft.id]


def test_an_agreement_is_found_by_the_beginning_of_its_uid(clinic: int) -> None:
    row = signed(clinic)
    assert agreements.with_uid(row.uid[:12]) == row
    for uid in ("", "zz"):
        with pytest.raises(NotFound):
            agreements.with_uid(uid)
    with pytest.raises(NotFound):
        agreements.get(row.id + 1)


def test_taking_back_a_renewal_leaves_the_old_one_as_it_was(clinic: int) -> None:
    old = signed(clinic)
    renew(old)
    history.undo(who=WHO, at=NOW)
    assert agreements.get(old.id) == old
    history.redo(who=WHO, at=NOW)
    assert agreements.get(old.id).renewed_by_id is not None


def test_a_list_costs_two_queries_however_long_it_is(clinic: int, monkeypatch: pytest.MonkeyPatch) -> None:
    def asked() -> int:
        count = 0
        select = database.select

        def counted(query: str, values: Any = ()) -> Any:
            nonlocal count
            count += 1
            return select(query, values)

        with monkeypatch.context() as patch:
            patch.setattr(database, "select", counted)
            ids = agreements.listing(AgreementFilter(), TODAY)
            agreements.rows(ids)
        return count + 1  # database.ids reads by itself

    signed(clinic)
    one = asked()
    for _ in range(20):
        signed(clinic)
    assert asked() == one <= 3


_DAYS = st.one_of(st.none(), st.dates(date(2026, 11, 1), date(2026, 11, 24)))
_TERM = st.one_of(st.none(), st.dates(date(2026, 10, 1), date(2027, 1, 31)))


@st.composite
def _agreements(draw: Any) -> dict[str, Any]:
    starts, ends = draw(_TERM), draw(_TERM)
    if starts and ends and ends < starts:
        starts, ends = ends, starts
    return {
        "kind": draw(st.sampled_from(AgreementKind)),
        "signed_by_school_on": draw(_DAYS),
        "signed_by_partner_on": draw(_DAYS),
        "starts_on": starts,
        "ends_on": ends,
        "notice_days": draw(st.integers(0, 60)),
    }


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    made=st.lists(st.tuples(_agreements(), st.one_of(st.none(), _agreements())), min_size=1, max_size=6),
    today=st.dates(date(2026, 10, 1), date(2027, 2, 28)),
)
def test_the_database_and_the_program_agree_on_where_an_agreement_stands(
    clinic: int, made: list[tuple[dict[str, Any], dict[str, Any] | None]], today: date
) -> None:
    ids: list[int] = []

    def write(intent: Any) -> None:
        for values, follows in made:
            ids.append(agreements.add(intent, organization_id=clinic, **values))
            if follows is not None:
                kept = {**follows, "renewed_from_id": ids[-1]}
                ids.append(agreements.add(intent, organization_id=clinic, **kept))

    save(write)
    found = agreements.rows(ids)
    for state in AgreementState:
        wanted = AgreementFilter(states=frozenset({state}), organization_id=clinic)
        listed = set(agreements.listing(wanted, today)) & set(ids)
        assert listed == {one for one, row in found.items() if row.state(today) is state}
    for row in found.values():
        in_force = (AgreementState.ACTIVE, AgreementState.NOTICE, AgreementState.RENEWED)
        assert not row.in_force(today) or row.state(today) in in_force
        assert row.state(today) not in in_force[:2] or row.in_force(today)
