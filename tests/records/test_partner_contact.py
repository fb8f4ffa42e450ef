"""When a partner was last met: by whom it was represented, or whose people came; kept beside every change."""

from __future__ import annotations

from contextlib import AbstractContextManager
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from partner_tui.records import (
    checkup,
    contact_index,
    groups,
    history,
    meetings,
    organizations,
    partner_contact,
    partner_index,
    people,
)
from partner_tui.records.connection import RecordsFile
from partner_tui.records.groups import Affiliation
from partner_tui.records.history import Intent
from partner_tui.records.meetings import Attendance, Meeting, MeetingStatus, Representation
from partner_tui.records.people import Person
from tests.conftest import NOW, WHO, ZONE

HERE = ZoneInfo(ZONE)
HELD = MeetingStatus.HELD


def intent(name: str) -> AbstractContextManager[Intent]:
    return history.intent(name, who=WHO, at=NOW)


def partner(name: str = "Harbor Clinic") -> int:
    with intent("Add") as adding:
        return adding.insert(organizations.Organization, name=name)


def contact(organization_id: int, since: date | None = None, until: date | None = None, name: str = "Noor") -> int:
    with intent("Add") as adding:
        person_id = people.add(adding, kind="community", given_name=name)
        adding.insert(Affiliation, person_id=person_id, organization_id=organization_id, starts_on=since, ends_on=until)
        return person_id


def meet(*person_ids: int, at: datetime = NOW, partners: tuple[int, ...] = (), came: bool | None = True) -> int:
    with intent("Log") as logging:
        return meetings.add(
            logging,
            attendance=[Attendance(one, came=came) for one in person_ids],
            organizations=partners,
            starts_at=at,
            timezone=ZONE,
            status=HELD,
        )


@pytest.mark.usefixtures("records")
def test_a_partner_is_met_by_being_represented_or_by_its_people_and_the_latest_counts() -> None:
    clinic, bakery, never = partner(), partner("First Street Bakery"), partner("Casa Unida")
    noor = contact(clinic)
    meet(noor, at=NOW - timedelta(days=9))
    meet(noor, contact(bakery), at=NOW - timedelta(days=3), partners=(bakery,))
    meet(partners=(bakery,), at=NOW - timedelta(days=30))
    last = partner_contact.last_contact([clinic, bakery, never])
    assert last == {clinic: NOW - timedelta(days=3), bakery: NOW - timedelta(days=3)}
    assert partner_contact.last_contacts() == last


@pytest.mark.usefixtures("records")
def test_who_did_not_come_and_what_is_only_planned_is_no_contact() -> None:
    clinic = partner()
    meet(contact(clinic), came=False)
    with intent("Plan") as planning:
        meetings.add(planning, attendance=[], organizations=[clinic], starts_at=NOW, timezone=ZONE)
    assert partner_contact.last_contacts() == {}


@pytest.mark.usefixtures("records")
def test_somebody_counts_for_a_partner_only_on_the_days_that_they_belonged_to_it() -> None:
    clinic = partner()
    left = contact(clinic, until=date(2026, 11, 10))
    evening = datetime(2026, 11, 10, 20, 30, tzinfo=HERE)  # the next day already, in UTC
    meet(left, at=evening + timedelta(days=1))
    assert partner_contact.last_contact([clinic]) == {}
    meet(left, at=evening)
    assert partner_contact.last_contact([clinic]) == {clinic: evening}


@pytest.mark.usefixtures("records")
def test_weeks_count_each_held_meeting_once_and_show_the_silent_weeks() -> None:
    clinic = partner()
    noor, sam = contact(clinic), contact(clinic, name="Sam")
    meet(noor, sam, at=datetime(2026, 11, 2, 8, 0, tzinfo=HERE), partners=(clinic,))
    meet(noor, at=datetime(2026, 11, 8, 22, 0, tzinfo=HERE))  # Sunday evening: Monday in UTC
    meet(noor, at=datetime(2026, 11, 16, 8, 0, tzinfo=HERE))
    meet(noor, at=datetime(2026, 10, 30, 8, 0, tzinfo=HERE))
    assert partner_contact.weeks(clinic, date(2026, 11, 4), date(2026, 11, 24), HERE) == [2, 0, 1, 0]


STEPS = ("held", "missed", "planned", "move", "archive", "restore", "nobody", "noor", "leave", "rejoin", "undo", "redo")


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(steps=st.lists(st.sampled_from(STEPS), max_size=10), represented=st.booleans())
def test_whatever_becomes_of_meetings_and_contacts_the_index_says_the_same(
    records: RecordsFile, steps: list[str], represented: bool
) -> None:
    clinic = partner()
    noor, ana = contact(clinic, since=date(2026, 1, 1)), contact(partner("Casa Unida"), name="Ana")
    meeting_id = meet(noor, partners=(clinic,) if represented else ())
    for step in steps:
        if step in {"undo", "redo"}:
            {"undo": history.undo, "redo": history.redo}[step](who=WHO, at=NOW)
        elif (row := meetings.rows([meeting_id]).get(meeting_id)) is not None:
            with intent(step) as doing:
                _do(doing, step, row, noor, ana)
        assert contact_index.is_true(records)


def _do(doing: Intent, step: str, row: meetings.MeetingRow, noor: int, ana: int) -> None:
    belongs = Affiliation.get(Affiliation.person_id == noor)
    if step in {"archive", "restore"}:
        getattr(doing, step)(Meeting, row.id, row.version)
    elif step in {"nobody", "noor"}:
        wanted = [Attendance(noor, came=True)] if step == "noor" else [Attendance(ana, came=False)]
        meetings.edit(doing, row.id, row.version, attendance=wanted)
    elif step == "move":
        meetings.edit(doing, row.id, row.version, starts_at=row.starts_at - timedelta(days=200))
    elif step in {"leave", "rejoin"}:
        ends_on = date(2026, 11, 1) if step == "leave" else None
        doing.update(Affiliation, belongs.id, belongs.version, ends_on=ends_on)
    else:
        meetings.settle(doing, row.id, row.version, MeetingStatus(step))


def test_an_index_that_lies_is_said_and_made_anew(records: RecordsFile) -> None:
    clinic = partner()
    meet(contact(clinic))
    records.run("DELETE FROM partner_index")
    assert not partner_index.is_true(records)
    assert any("who met whom" in finding.message for finding in checkup.examine(records.path, at=NOW))
    records.run("DROP TABLE partner_index")
    checkup.mend_search()
    assert partner_contact.last_contact([clinic]) == {clinic: NOW}
    assert contact_index.is_true(records)


def test_taking_a_meeting_and_its_people_out_of_the_file_takes_the_contact_along(records: RecordsFile) -> None:
    clinic = partner()
    meet(contact(clinic), partners=(clinic,))
    for model in (Representation, meetings.Participant, Meeting):
        model.delete().execute()
    assert partner_contact.last_contacts() == {}
    assert groups.Affiliation.select().count() == Person.select().count() == 1
    assert partner_index.is_true(records)
