"""Which partners need somebody, from the command line."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from partner_tui.records import agreements, history, organizations, people
from partner_tui.records.database import open_records
from tests.conftest import NOW, WHO

from .conftest import Type

SONS = 'Møller & Sons, "The Best"; [/]'


@pytest.fixture(autouse=True)
def _partners(staffed: Path) -> None:
    """Every test here has a partner whose MOU ended, and one with a certificate that ends soon, whose owner is Ana."""
    open_records(staffed)
    day = NOW.date()
    with history.intent("Fill", who=WHO, at=NOW) as intent:
        sons = organizations.add(intent, name=SONS, stage="active", on=day)
        clinic = organizations.add(
            intent, name="Harbor Clinic", stage="active", on=day, owner_id=people.named("ana").id
        )
        signed = {"signed_by_school_on": day, "signed_by_partner_on": day, "starts_on": day - timedelta(days=90)}
        agreements.add(intent, organization_id=sons, kind="mou", ends_on=day - timedelta(days=1), **signed)
        agreements.add(intent, organization_id=clinic, kind="insurance", ends_on=day + timedelta(days=12), **signed)


def test_the_partners_stand_with_their_reasons_the_most_pressing_first(type_in: Type) -> None:
    said = type_in("attention")
    assert said.code == 0
    assert said.out.index(SONS) < said.out.index("Harbor Clinic")
    assert "MOU ended yesterday" in said.out
    assert "insurance certificate ends in 12 days" in said.out


def test_the_document_has_every_reason_with_its_kind(type_in: Type) -> None:
    first, second = type_in("attention", "--json").document
    assert first["organization"]["name"] == SONS
    assert first["reasons"] == [{"kind": "agreement", "said": "MOU ended yesterday", "pressing": True}]
    assert second["reasons"][0]["pressing"] is False


def test_mine_are_those_that_i_look_after_and_need_to_know_who_i_am(type_in: Type) -> None:
    said = type_in("attention", "--mine")
    assert said.code == 1
    assert "settings set me" in said.err
    type_in("settings", "set", "me", "ana")
    assert [one["organization"]["name"] for one in type_in("attention", "--mine", "--json").document] == [
        "Harbor Clinic"
    ]
    assert type_in("attention", "--json").document[0]["organization"]["name"] == "Harbor Clinic", "mine come first"


def test_the_day_has_the_partners_too(type_in: Type) -> None:
    assert "MOU ended yesterday" in type_in("today").out
    assert len(type_in("today").out.splitlines()) <= 24
    assert type_in("today", "--json").document["partners"][0]["organization"]["name"] == SONS
