"""What is asked, offered and promised: how much of it, and what was given once it was kept."""

from __future__ import annotations

from contextlib import suppress
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given as any_of
from hypothesis import settings
from hypothesis import strategies as st

from partner_tui.errors import FieldError
from partner_tui.insight import promise_words
from partner_tui.records import commitments, history, kept_rates, organizations, people
from partner_tui.records.amounts import Amount, Unit, read_amount
from partner_tui.records.commitments import (
    ASKS_AND_OFFERS,
    PROMISES,
    US,
    CommitmentFilter,
    CommitmentKind,
    CommitmentStatus,
    Side,
    SideKind,
)
from partner_tui.records.connection import RecordsFile
from partner_tui.records.given import Given, given
from tests.conftest import NOW, WHO

TODAY = NOW.date()
NASTY = 'Møller & Sons, "The Best"; [/]'
ASK, OFFER, PROMISE = CommitmentKind
HOURS, MONEY, ITEMS, SEATS = Unit


@pytest.fixture
def partner(records: RecordsFile) -> Side:
    """Return a partner with a difficult name."""
    with history.intent("Start", who=WHO, at=NOW) as intent:
        return Side(SideKind.ORGANIZATION, organizations.add(intent, name=NASTY))


def add(made_by: Side, made_to: Side, much: str = "", **values: Any) -> int:
    """Add something that was due a month ago; `much` is how much it is."""
    day = TODAY.replace(month=10)
    told: dict[str, Any] = {"text": '=HYPERLINK("http://x")', "made_on": day, "due_on": day} | values
    with history.intent("Add", who=WHO, at=NOW) as intent:
        amount = commitments.measured(read_amount(much))
        return commitments.add(intent, made_by=made_by, made_to=made_to, **amount, **told)


def settle(one: int, status: CommitmentStatus = CommitmentStatus.KEPT) -> None:
    with history.intent("Settle", who=WHO, at=NOW) as intent:
        commitments.settle(intent, one, commitments.get(one).version, status, TODAY, "so it was")


@pytest.mark.parametrize(
    ("typed", "amount", "said"),
    [
        ("20 hours", Amount(Decimal(20), HOURS), "20 hours"),
        ("2.5h", Amount(Decimal("2.5"), HOURS), "2.5 hours"),
        ("1 hr", Amount(Decimal(1), HOURS), "1 hour"),
        ("$500", Amount(Decimal(500), MONEY), "$500"),
        ("1,250.50 Dollars", Amount(Decimal("1250.50"), MONEY), "$1,250.50"),
        ("$ 2k", Amount(Decimal(2000), MONEY), "$2,000"),
        ("3 seats", Amount(Decimal(3), SEATS), "3 seats"),
        ("120 items", Amount(Decimal(120), ITEMS), "120 items"),
        ("  ", None, ""),
    ],
)
def test_an_amount_is_read_as_people_write_it(typed: str, amount: Amount | None, said: str) -> None:
    assert read_amount(typed) == amount
    assert str(amount or "") == said


@pytest.mark.parametrize(
    "typed", ["20", "hours", "20 cows", "$5 hours", "-3 hours", "0 items", "1.234 h", "1,2 h", "$"]
)
def test_what_is_no_amount_is_said_with_what_to_write(typed: str) -> None:
    with pytest.raises(FieldError) as refused:
        read_amount(typed)
    assert refused.value.field == "quantity"
    assert refused.value.hint


@settings(max_examples=100)
@any_of(st.decimals(Decimal("0.01"), Decimal("9999999999.99"), places=2), st.sampled_from(Unit))
def test_an_amount_that_is_shown_is_read_again_as_it_was(quantity: Decimal, unit: Unit) -> None:
    assert read_amount(str(Amount(quantity, unit))) == Amount(quantity, unit)


@settings(max_examples=100)
@any_of(st.text(max_size=30))
def test_any_text_is_an_amount_above_nothing_or_is_refused(typed: str) -> None:
    with suppress(FieldError):
        amount = read_amount(typed)
        assert amount is None or amount.quantity > 0


def test_how_many_without_of_what_is_refused(partner: Side) -> None:
    for values, field in (({"quantity": 3}, "unit"), ({"unit": HOURS}, "quantity")):
        with pytest.raises(FieldError) as refused:
            add_unmeasured(partner, **values)
        assert refused.value.field == field
    assert commitments.count() == 0


def add_unmeasured(partner: Side, **values: Any) -> int:
    with history.intent("Add", who=WHO, at=NOW) as intent:
        return commitments.add(intent, text="x", made_by=partner, made_to=US, made_on=TODAY, **values)


def test_nobody_is_late_with_what_is_only_asked_or_offered(partner: Side) -> None:
    asked, offered = add(US, partner, kind=ASK), add(partner, US, kind=OFFER)
    promised = add(partner, US)
    assert list(commitments.late(TODAY)) == [promised]
    assert list(commitments.due(TODAY.replace(month=10))) == [promised]
    rows = commitments.rows([asked, offered, promised])
    assert [rows[one].days_late(TODAY) for one in (asked, offered)] == [0, 0]
    assert rows[promised].days_late(TODAY) > 0
    settle(asked)
    settle(offered, CommitmentStatus.BROKEN)
    assert sum(one.fallen_due for one in kept_rates.kept_rate(TODAY)) == 1


def test_asks_and_offers_are_listed_apart_and_say_what_they_are(partner: Side) -> None:
    asked, offered = add(US, partner, kind=ASK), add(partner, US, kind=OFFER, contribution="funds")
    promised = add(partner, US, "20 h", text="mentors")
    assert set(commitments.listing(CommitmentFilter(kinds=ASKS_AND_OFFERS))) == {asked, offered}
    assert list(commitments.listing(CommitmentFilter(kinds=PROMISES))) == [promised]
    assert list(commitments.listing(CommitmentFilter(contribution="funds"))) == [offered]
    rows = commitments.rows([asked, offered, promised])
    assert promise_words.between(rows[asked]) == f"asked of {NASTY}"
    assert promise_words.between(rows[offered]) == f"offered by {NASTY}"
    assert promise_words.told(rows[promised]) == "mentors, 20 hours"
    assert promise_words.told(rows[offered]) == '=HYPERLINK("http://x")'


def test_an_offer_becomes_a_promise_once_it_is_accepted_and_is_an_offer_again_when_taken_back(partner: Side) -> None:
    offered = add(partner, US, "40 hours", kind=OFFER)
    with history.intent("Accept", who=WHO, at=NOW) as intent:
        commitments.edit(intent, offered, commitments.get(offered).version, kind=PROMISE)
    assert list(commitments.late(TODAY)) == [offered]
    assert commitments.get(offered).amount == Amount(Decimal(40), HOURS)
    history.undo(who=WHO, at=NOW)
    assert list(commitments.late(TODAY)) == []


def test_what_was_given_is_summed_by_unit_on_both_sides(partner: Side) -> None:
    with history.intent("Add", who=WHO, at=NOW) as intent:
        ana = Side(SideKind.PERSON, people.add(intent, kind="staff", given_name="Ana"))
        other = Side(SideKind.ORGANIZATION, organizations.add(intent, name="Another"))
    for one in (
        add(partner, US, "20 hours"),
        add(partner, ana, "2.5 hours", kind=OFFER),
        add(US, partner, "$500", kind=ASK),  # we asked, they gave
        add(US, partner, "6 items"),
        add(other, US, "99 seats"),
        add(partner, US),
    ):
        settle(one)
    add(partner, US, "7 hours")
    settle(add(partner, US, "8 hours"), CommitmentStatus.BROKEN)
    assert partner.id is not None
    found = given(partner.id)
    assert found == [
        Given(False, Amount(Decimal("22.5"), HOURS), 2),
        Given(False, Amount(Decimal(500), MONEY), 1),
        Given(True, Amount(Decimal(6), ITEMS), 1),
    ]
    assert promise_words.gave(found, NASTY) == [f"{NASTY} gave 22.5 hours and $500", "We gave 6 items"]
