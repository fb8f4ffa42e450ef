"""What was done to partners is told in the words of people: names for numbers, labels for codes."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from partner_tui.records import (
    agreements,
    history,
    openings,
    organizations,
    people,
    requirements,
    retold,
    stages,
    tags,
    words,
)
from partner_tui.records import school as schools
from partner_tui.records.retold import RecordChange
from partner_tui.records.words import WordList
from tests.conftest import NOW, WHO

TODAY = NOW.date()
DANISH = 'Møller & Sons, "The Best"; [/]'

pytestmark = pytest.mark.usefixtures("records")


def told() -> list[RecordChange]:
    """Return what the last intent did."""
    changes, _ = retold.of_intent(history.recent(1)[0].id, WHO)
    return changes


def partner(name: str = "Casa Unida", **values: Any) -> int:
    with history.intent("Add", who=WHO, at=NOW) as intent:
        return organizations.add(intent, name=name, **values)


@pytest.mark.parametrize("name", ["Casa Unida", '=HYPERLINK("http://x")', DANISH])
def test_a_stage_is_told_with_the_partner_and_where_it_came_from(name: str) -> None:
    casa = partner(name, stage="exploring", on=date(2026, 9, 1))
    with history.intent("Move", who=WHO, at=NOW) as intent:
        stages.move(intent, casa, "agreeing", TODAY, "the board said yes")

    [change] = told()
    assert (change.what, change.name, change.did) == ("stage", f"{name}: exploring → agreeing", "added")
    assert change.columns["why"] == (None, "the board said yes")
    assert change.columns["organization_id"][1] == name


def test_an_organization_is_told_with_the_names_of_people_and_the_labels_of_lists() -> None:
    with history.intent("Begin", who=WHO, at=NOW) as intent:
        ana = people.add(intent, kind="staff", given_name="Ana", family_name="Rivera")
        words.edit(intent, WordList.SECTOR, "finance", 0, label="Banking")
    casa = partner(kind="business")
    values = {"owner_id": ana, "sector": "finance", "size": "10_49", "kind": "faith_based", "cadence_weeks": 1}
    with history.intent("Edit", who=WHO, at=NOW) as intent:
        organizations.edit(intent, casa, 1, **values)

    [change] = told()
    assert {column: after for column, (_, after) in change.columns.items()} == {
        "owner_id": "Ana Rivera",
        "sector": "Banking",
        "size": "10 to 49",
        "kind": "Faith-based",
        "cadence_weeks": "1 school week",
    }
    assert change.columns["kind"][0] == "Business"


def test_agreements_and_openings_are_told_with_their_partner_and_in_whole_words() -> None:
    casa = partner()
    with history.intent("Add", who=WHO, at=NOW) as intent:
        agreements.add(intent, organization_id=casa, kind="insurance", signed_by_partner_on=TODAY)
        pay = {"paid": True, "pay": "12.50", "pay_per": "hour", "minutes_per_week": 570}
        openings.add(intent, organization_id=casa, title="Front desk", kind="job", starts_on=TODAY, **pay)

    signed, offered = told()
    assert (signed.what, signed.name) == ("agreement", "insurance certificate with Casa Unida")
    assert signed.columns["kind"][1] == "insurance certificate"
    assert (offered.what, offered.name) == ("opening", "Front desk at Casa Unida")
    assert {one: offered.columns[one][1] for one in ("paid", "pay", "minutes_per_week")} == {
        "paid": "yes",
        "pay": "12.50",
        "minutes_per_week": "9 h 30 min",
    }


def test_tags_words_requirements_and_the_schools_weeks_are_told_by_name() -> None:
    casa = partner()
    with history.intent("Change", who=WHO, at=NOW) as intent:
        tags.put(intent, "Mercado", organization_id=casa)
        words.add(intent, WordList.ORGANIZATION_KIND, "Food truck")
        requirements.set_needed(intent, "speaker", "mou", True)
        schools.change(intent, schools.settings().version, stage_weeks=0)

    assert [(one.what, one.name) for one in told()] == [
        ("tag", "Mercado on Casa Unida"),
        ("word of a list", "Food truck"),
        ("requirement", "speaker: MOU"),
        ("school", "Lincoln High School"),
    ]
    assert told()[1].columns["list"][1] == "kinds of organization"
    assert told()[-1].columns == {"stage_weeks": ("8 school weeks", "never")}
