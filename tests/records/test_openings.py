"""A partner's openings: what they offer, who may come, how many places are left, and what is refused."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from partner_tui.errors import FieldError, NotFound, StaleRecord
from partner_tui.records import grades, history, openings, organizations, placements
from partner_tui.records.connection import RecordsFile
from partner_tui.records.openings import OpeningFilter, OpeningKind, OpeningState, PayPer
from partner_tui.records.placements import PlacementStatus
from tests.conftest import NOW, WHO
from tests.offers import HOSTILE, JUNE, SEPTEMBER, TODAY, contact, offered, partner, person, placed, save

pytestmark = pytest.mark.usefixtures("records")


def listed(**wanted: Any) -> list[str]:
    rows = openings.rows(openings.listing(OpeningFilter(**wanted), TODAY), TODAY)
    return [row.title for row in rows.values()]


def test_an_opening_says_what_it_offers_and_who_looks_after_it() -> None:
    clinic = partner()
    nurse = contact("Ines Delgado", clinic, title="Head nurse")
    row = offered(clinic, places=3, paid=True, pay="16.50", pay_per="hour", supervisor_id=nurse, minutes_per_week=240)
    assert (row.organization, row.title, row.kind) == ("Harbor Clinic", "Front desk", OpeningKind.JOB)
    assert (row.pay, row.pay_per, row.paid) == (Decimal("16.5"), PayPer.HOUR, True)
    assert (row.supervisor, row.supervisor_there) == ("Ines Delgado", True)
    assert (row.places, row.taken, row.left) == (3, 0, 3)


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"ends_on": date(2026, 8, 31)}, "ends_on"),
        ({"pay": "15", "pay_per": "hour"}, "pay"),
        ({"paid": True, "pay": "15"}, "pay_per"),
        ({"paid": True, "pay_per": "hour"}, "pay"),
        ({"places": 0}, "places"),
        ({"youngest": 3}, "youngest"),
        ({"kind": "holiday"}, "kind"),
        ({"title": "  "}, "title"),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field(values: dict[str, Any], field: str) -> None:
    clinic = partner()
    with pytest.raises(FieldError) as refused:
        offered(clinic, **{"title": "Front desk"} | values)
    assert refused.value.field == field
    assert refused.value.hint
    assert listed() == []


def test_a_supervisor_who_left_the_partner_is_refused_by_name_and_day() -> None:
    clinic = partner()
    gone = contact("Ines Delgado", clinic, ends_on=date(2026, 10, 30))
    with pytest.raises(FieldError, match=r"Ines Delgado left Harbor Clinic on Fri 30 Oct 2026\.") as refused:
        offered(clinic, supervisor_id=gone)
    assert refused.value.field == "supervisor_id"


def test_somebody_of_another_partner_or_put_away_cannot_look_after_it() -> None:
    clinic, bakery = partner(), partner("First Street Bakery")
    baker = contact("Bo Baker", bakery)
    with pytest.raises(FieldError, match="Bo Baker does not belong to Harbor Clinic"):
        offered(clinic, supervisor_id=baker)
    nurse = contact("Ines Delgado", clinic)
    from partner_tui.records.people import Person

    save(lambda intent: intent.archive(Person, nurse, 1))
    with pytest.raises(FieldError, match="was put away"):
        offered(clinic, supervisor_id=nurse)


def test_a_supervisor_who_leaves_later_is_said_and_the_rest_can_still_be_changed() -> None:
    clinic = partner()
    nurse = contact("Ines Delgado", clinic)
    row = offered(clinic, supervisor_id=nurse)
    from partner_tui.records.groups import Affiliation

    save(lambda intent: intent.update(Affiliation, 1, 1, ends_on=date(2026, 11, 1)))
    row = openings.get(row.id, TODAY)
    assert row.supervisor_there is False
    assert save(lambda intent: openings.edit(intent, row.id, row.version, title="Reception"))


def test_places_left_are_those_that_nobody_takes() -> None:
    row = offered(partner(), places=2)
    ana, bo = person("Ana Rivera"), person("Bo Chen")
    (first,) = placed(row, ana)
    placed(row, bo, starts_on=date(2027, 1, 8))
    assert openings.get(row.id, TODAY).left == 0
    save(lambda intent: placements.settle(intent, first.id, 1, PlacementStatus.COMPLETED, TODAY))
    assert openings.get(row.id, TODAY).left == 1


def test_fewer_places_than_are_taken_are_refused_with_who_is_there_unless_somebody_insists() -> None:
    row = offered(partner(), places=2)
    placed(row, person("Ana Rivera"), person("Bo Chen"))
    with pytest.raises(FieldError, match="Ana Rivera and Bo Chen are in it: 1 would be too few places"):
        save(lambda intent: openings.edit(intent, row.id, row.version, places=1))
    assert save(lambda intent: openings.edit(intent, row.id, row.version, places=1, beyond=True))
    assert openings.get(row.id, TODAY).left == 0


def test_an_opening_with_students_stays_with_its_partner_and_is_not_put_away() -> None:
    row = offered(partner())
    bakery = partner("First Street Bakery")
    placed(row, person("Ana Rivera"))
    with pytest.raises(FieldError, match="stays with its partner"):
        save(lambda intent: openings.edit(intent, row.id, row.version, organization_id=bakery))
    with pytest.raises(FieldError, match="Ana Rivera is in it"):
        save(lambda intent: openings.put_away(intent, row.id, row.version))
    assert listed() == ["Front desk"]


def test_a_list_is_narrowed_by_what_runs_has_places_its_kind_its_partner_and_its_words() -> None:
    clinic, bakery = partner(), partner("First Street Bakery")
    offered(clinic, "Front desk", requirements="A quiet voice")
    full = offered(clinic, "Lab", kind="internship", places=1)
    placed(full, person("Ana Rivera"))
    offered(bakery, "Summer counter", starts_on=date(2026, 6, 20), ends_on=date(2026, 8, 20))
    assert listed() == ["Summer counter", "Lab", "Front desk"]
    assert listed(current=True) == ["Lab", "Front desk"]
    assert listed(current=False) == ["Summer counter"]
    assert listed(current=True, with_places=True) == ["Front desk"]
    assert listed(kind=OpeningKind.INTERNSHIP) == ["Lab"]
    assert listed(organization_id=bakery) == ["Summer counter"]
    assert listed(text="quiet") == ["Front desk"]
    assert listed(text="harb") == ["Lab", "Front desk"]
    assert listed(text="!!") == []
    assert [row.title for row in openings.of_organization(clinic, TODAY)] == ["Lab", "Front desk"]


@pytest.mark.parametrize("sort", openings.SORTS)
def test_every_column_sorts_both_ways(sort: str) -> None:
    clinic = partner()
    for number, title in enumerate(("Alpha", "Beta")):
        offered(clinic, title, places=number + 1, starts_on=date(2026, 9, number + 1))
    assert sorted(listed(sort=sort)) == sorted(listed(sort=sort, descending=True)) == ["Alpha", "Beta"]


def test_whether_an_opening_is_to_come_runs_or_is_past_follows_from_the_day() -> None:
    row = offered(partner())
    assert row.state(date(2026, 8, 31)) is OpeningState.UPCOMING
    assert row.state(SEPTEMBER) is row.state(JUNE) is OpeningState.CURRENT
    assert row.state(date(2027, 6, 12)) is OpeningState.PAST


def test_grades_are_read_as_people_write_them_and_kept_as_the_roster_has_them() -> None:
    for number, grade in enumerate(("09", "10", "11", "12", "KG")):
        person(f"S {number}", grade=grade)
    assert grades.known() == ["KG", "09", "10", "11", "12"]
    for typed, meant in (
        ("9-11", "09 10 11"),
        ("12, 9th", "09 12"),
        ("grades 10 11", "10 11"),
        ("k to 9", ""),
        ("kg to 9", "KG 09"),
        ("11 and 12", "11 12"),
        ("", ""),
    ):
        if meant or not typed:
            assert grades.read(typed) == meant
        else:
            with pytest.raises(FieldError):
                grades.read(typed)
    with pytest.raises(FieldError, match="No student is in grade “13”") as refused:
        offered(partner(), grades="11, 13")
    assert refused.value.hint == "The grades here are KG, 09, 10, 11, 12."


def test_a_stale_edit_changes_nothing_and_a_missing_opening_says_so() -> None:
    row = offered(partner())
    save(lambda intent: openings.edit(intent, row.id, row.version, title="Reception"))
    with pytest.raises(StaleRecord):
        save(lambda intent: openings.edit(intent, row.id, row.version, title="Lab"))
    with pytest.raises(NotFound):
        openings.get(99, TODAY)
    with pytest.raises(NotFound):
        openings.with_uid("zz", TODAY)
    assert openings.with_uid(row.uid[:8], TODAY).title == "Reception"
    history.undo(who=WHO, at=NOW)
    assert openings.get(row.id, TODAY).title == "Front desk"


def test_a_page_of_openings_is_one_query_whatever_it_holds(records: RecordsFile) -> None:
    clinic = partner()
    ids = [offered(clinic, title).id for title in (*HOSTILE, "Lab")]
    told: list[str] = []
    records.handle().set_trace_callback(told.append)
    rows = openings.rows(ids, TODAY)
    records.handle().set_trace_callback(None)
    assert [row.title for row in rows.values()] == [*HOSTILE, "Lab"]
    assert len([one for one in told if one.startswith("SELECT o.id")]) == len(told) == 1


def test_a_partner_stays_while_students_are_placed_there_and_goes_with_what_it_offers() -> None:
    clinic = partner()
    row = offered(clinic)
    (placement,) = placed(row, person("Ana Rivera"))

    def put_away() -> bool:
        return save(lambda intent: organizations.put_away(intent, clinic, organizations.get(clinic).version))

    with pytest.raises(FieldError, match="Ana Rivera is placed at Harbor Clinic") as caught:
        put_away()
    assert "ended" in caught.value.hint
    save(lambda intent: placements.settle(intent, placement.id, placement.version, PlacementStatus.COMPLETED, TODAY))
    assert put_away()
    assert listed() == []
    assert listed(organization_id=clinic) == ["Front desk"]
    with pytest.raises(FieldError, match="Harbor Clinic was put away"):
        placed(row, person("Bo Lin"))
