"""Partners for the tests of the screens: four organizations at different stages, one of them with everything."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from partner_tui.records import (
    agreements,
    commitments,
    contacts,
    history,
    meetings,
    openings,
    organizations,
    people,
    placements,
    tags,
)
from partner_tui.records.history import Intent
from partner_tui.records.meetings import MeetingKind, MeetingStatus
from partner_tui.records.sides import US, Side, SideKind
from partner_tui.records.stages import Stage
from tests.conftest import NOW, ZONE
from tests.screens.desk import SmallSchool, add_person

TODAY = NOW.date()


def day(away: int) -> date:
    """Return the day so many days after today."""
    return TODAY + timedelta(days=away)


@dataclass(frozen=True)
class Partners:
    """The ids of the partners of the small school."""

    harbor: int
    bakery: int
    casa: int
    theater: int
    eliska: int
    """The primary contact of Harbor Clinic."""


def fill_partners(school: SmallSchool) -> Partners:
    """Add four partners: Harbor Clinic, active and with everything, and three of which little is known."""
    with history.intent("Fill the partners", who="setup", at=NOW) as intent:
        harbor = organizations.add(
            intent,
            name="Harbor Clinic",
            kind="health_provider",
            owner_id=school.dana,
            introduced_by_id=school.ana,
            stage=Stage.ACTIVE,
            on=day(-60),
            why="signed the MOU",
            website="https://harbor.example",
            notes="Park behind the building.",
        )
        bakery = organizations.add(intent, name="First Street Bakery", kind="business", stage="exploring", on=day(-21))
        casa = organizations.add(intent, name="Casa Unida", kind="nonprofit", stage="agreeing", on=day(-90))
        theater = organizations.add(intent, name="Lantern Street Theater", stage="paused", on=day(-10))
        tags.put_all(intent, ["bilingual"], organization_id=harbor)
        eliska = _fill_harbor(intent, harbor, school)
    return Partners(harbor, bakery, casa, theater, eliska)


def _fill_harbor(intent: Intent, harbor: int, school: SmallSchool) -> int:
    eliska = people.add(intent, kind="community", given_name="Eliška", family_name="Novák", email="e@harbor.example")
    contacts.add(intent, harbor, eliska, "Manager", day(-300))
    contacts.make_primary(intent, harbor, eliska)
    signed = {"signed_by_school_on": day(-300), "signed_by_partner_on": day(-300)}
    agreements.add(intent, organization_id=harbor, kind="mou", starts_on=day(-300), ends_on=day(40), **signed)
    side = Side(SideKind.ORGANIZATION, harbor)
    commitments.add(intent, text="send the form", made_by=US, made_to=side, made_on=day(-9), due_on=day(-2))
    commitments.add(intent, text="a tour for ten", made_by=side, made_to=US, made_on=day(-9), due_on=day(9))
    whole: dict[str, Any] = {"timezone": ZONE, "organizations": [harbor], "attendance": []}
    for away in (-40, -5):
        at = NOW + timedelta(days=away)
        meetings.add(intent, starts_at=at, kind=MeetingKind.VISIT, status=MeetingStatus.HELD, **whole)
    meetings.add(intent, starts_at=NOW + timedelta(days=2), kind=MeetingKind.CALL, **whole)
    opening = openings.add(
        intent,
        organization_id=harbor,
        title="Front desk",
        kind="internship",
        places=2,
        starts_on=day(-30),
        supervisor_id=eliska,
    )
    [_placement] = placements.place(intent, opening, [school.leo], starts_on=day(-20), target_minutes=600)
    return eliska


def fill_many(count: int) -> list[int]:
    """Add many partners, at all stages in turn; return their ids."""
    stages = list(Stage)
    with history.intent("Fill", who="setup", at=NOW) as intent:
        return [
            organizations.add(intent, name=f"Partner {at:03d}", stage=stages[at % len(stages)], on=day(-(at % 200)))
            for at in range(count)
        ]


__all__ = ["TODAY", "Partners", "add_person", "day", "fill_many", "fill_partners"]
