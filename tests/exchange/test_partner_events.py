"""What agreements, placements and promises put into a calendar."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any

from icalendar import Calendar, Event

from partner_tui.exchange import meeting_events
from partner_tui.exchange.calendar import Detail
from partner_tui.exchange.partner_events import DayFilter, DayKind
from partner_tui.records import history
from partner_tui.records.agreements import Agreement
from partner_tui.records.commitments import Commitment
from partner_tui.records.database import RecordsFile
from partner_tui.records.people import Person
from partner_tui.records.placements import Placement

from ..conftest import NOW, WHO
from ..partnerships import FORMULA, SONS, Making

ALL = frozenset(DayKind)
SIGNED: dict[str, Any] = {"signed_by_school_on": date(2026, 1, 1), "signed_by_partner_on": date(2026, 1, 2)}
MOU: dict[str, Any] = {
    "kind": "mou",
    "starts_on": date(2026, 1, 5),
    "ends_on": date(2026, 12, 6),
    "notice_days": 30,
    **SIGNED,
}


@contextmanager
def making() -> Iterator[Making]:
    with history.intent("Fill", who=WHO, at=NOW) as intent:
        yield Making(intent)


def written(*, detail: Detail = Detail.FULL, alarm: timedelta | None = None, days: DayFilter | None = None) -> bytes:
    return b"".join(meeting_events.export_calendar(detail=detail, alarm=alarm, days=days or DayFilter(ALL)))


def events(days: DayFilter | None = None) -> dict[str, Any]:
    calendar = Calendar.from_ical(written(days=days))
    found = [one for one in calendar.walk("VEVENT") if isinstance(one, Event)]
    assert not [error for one in found for error in one.errors]
    return {str(one["SUMMARY"]): one for one in found}


def test_an_agreement_is_there_when_its_end_is_near_and_on_its_last_day(records: RecordsFile) -> None:
    with making() as made:
        made.intent.insert(Agreement, organization_id=made.partner("Clinic"), **MOU)
    found = events()
    near, last = found["Clinic: MOU ends in 30 days"], found["Clinic: last day of MOU"]
    assert (near["DTSTART"].dt, near["DTEND"].dt) == (date(2026, 11, 6), date(2026, 11, 7))
    assert (last["DTSTART"].dt, last["DTEND"].dt) == (date(2026, 12, 6), date(2026, 12, 7))
    assert near["TRANSP"] == "TRANSPARENT"
    assert near["UID"] != last["UID"]
    assert b"DTSTART;VALUE=DATE:20261206" in written()


def test_what_is_not_signed_ends_nothing(records: RecordsFile) -> None:
    with making() as made:
        partner = made.partner("Clinic")
        made.intent.insert(Agreement, organization_id=partner, **(MOU | {"signed_by_partner_on": None}))
        certificate = {"kind": "insurance", "signed_by_school_on": None, "title": "Certificate"}
        made.intent.insert(Agreement, organization_id=partner, **(MOU | certificate))
    assert set(events()) == {"Clinic: Certificate ends in 30 days", "Clinic: last day of Certificate"}


def test_what_was_renewed_is_struck_out_under_the_same_uid_with_a_higher_sequence(records: RecordsFile) -> None:
    with making() as made:
        partner = made.partner("Clinic")
        first = made.intent.insert(Agreement, organization_id=partner, **MOU)
    before = events()["Clinic: last day of MOU"]
    with history.intent("Renew", who=WHO, at=NOW + timedelta(hours=1)) as intent:
        later = {"starts_on": date(2026, 12, 7), "ends_on": date(2027, 12, 6), "title": "the next one"}
        intent.insert(Agreement, organization_id=partner, renewed_from_id=first, **(MOU | later))
    after = events()["Clinic: last day of MOU"]
    assert after["UID"] == before["UID"]
    assert after["STATUS"] == "CANCELLED"
    assert after["SEQUENCE"] > before["SEQUENCE"]
    assert after["DTSTAMP"].dt > before["DTSTAMP"].dt
    assert events()["Clinic: last day of the next one"]["STATUS"] == "CONFIRMED"


def test_a_placement_is_there_on_its_first_and_its_last_day(records: RecordsFile) -> None:
    with making() as made:
        [student] = made.students(1)
        [placement] = made.place(made.partner("Clinic"), [student], ends_on=date(2026, 12, 18))
    assert events()["S11 Nr 0: last day at Clinic"]["DTSTART"].dt == date(2026, 12, 18)
    assert events()["S11 Nr 0 begins at Clinic"]["DTSTART"].dt == date(2026, 9, 7)
    with history.intent("End early", who=WHO, at=NOW) as intent:
        settled = {"status": "ended_early", "settled_on": date(2026, 11, 20), "why": "moved away"}
        intent.update(Placement, placement, 1, **settled)
    last = events()["S11 Nr 0: last day at Clinic"]
    assert (last["DTSTART"].dt, last["SEQUENCE"]) == (date(2026, 11, 20), 1)
    assert b"moved away" not in written(), "why somebody left is nobody's business but the school's"


def test_a_student_who_opted_out_is_not_named(records: RecordsFile) -> None:
    with making() as made:
        hidden = made.students(1, directory_opt_out=True)
        made.place(made.partner("Clinic"), hidden)
        promise = {"by_person_id": hidden[0], "to_us": True, "made_on": date(2026, 9, 1), "due_on": date(2026, 9, 9)}
        made.intent.insert(Commitment, text="a photo", **promise)
    assert set(events()) == {"a student begins at Clinic", "Promised by a student to us: a photo"}
    assert b"Nr 0" not in written()


def test_a_promise_is_there_when_it_is_due_and_struck_out_when_it_is_withdrawn(records: RecordsFile) -> None:
    with making() as made:
        theirs = {"by_organization_id": made.partner("Clinic"), "to_us": True, "made_on": date(2026, 9, 1)}
        made.intent.insert(Commitment, text="dates", due_on=date(2026, 12, 1), **theirs)
        gone = {"status": "withdrawn", "settled_on": date(2026, 9, 2)}
        made.intent.insert(Commitment, text="a desk", due_on=date(2026, 12, 2), kind="offer", **theirs, **gone)
        made.intent.insert(Commitment, text="whenever", **theirs)
    found = events()
    assert set(found) == {"Promised by Clinic to us: dates", "Offered by Clinic to us: a desk"}
    assert found["Offered by Clinic to us: a desk"]["STATUS"] == "CANCELLED"


def test_each_kind_is_there_only_when_it_is_asked_for_and_in_its_time(records: RecordsFile) -> None:
    with making() as made:
        partner = made.partner("Clinic")
        made.intent.insert(Agreement, organization_id=partner, **MOU)
        made.place(partner, made.students(1))
    assert events(DayFilter()) == {}
    assert set(events(DayFilter(frozenset({DayKind.PLACEMENTS})))) == {"S11 Nr 0 begins at Clinic"}
    soon = DayFilter(ALL, first=date(2026, 12, 1), last=date(2026, 12, 6))
    assert set(events(soon)) == {"Clinic: last day of MOU"}


def test_reminders_sound_in_the_morning_of_what_is_still_to_do(records: RecordsFile) -> None:
    with making() as made:
        theirs = {"by_organization_id": made.partner("Clinic"), "to_us": True, "made_on": date(2026, 9, 1)}
        made.intent.insert(Commitment, text="dates", due_on=date(2026, 12, 1), **theirs)
        kept = {"status": "kept", "settled_on": date(2026, 9, 2)}
        made.intent.insert(Commitment, text="a desk", due_on=date(2026, 9, 2), **theirs, **kept)
    assert b"VALARM" not in written()
    raw = written(alarm=timedelta(minutes=15))
    assert raw.count(b"BEGIN:VALARM") == 1
    assert b"TRIGGER:PT8H\r\n" in raw


def test_a_busy_calendar_has_no_day_and_titles_only_no_description(records: RecordsFile) -> None:
    with making() as made:
        made.place(made.partner("Clinic"), made.students(1))
    assert b"VEVENT" not in written(detail=Detail.BUSY)
    assert b"DESCRIPTION" not in written(detail=Detail.TITLES)
    assert b"DESCRIPTION:A job" in written()


def test_the_same_records_give_the_same_bytes_and_what_was_put_away_is_gone(records: RecordsFile) -> None:
    with making() as made:
        [student] = made.students(1)
        [placement] = made.place(made.partner("Clinic"), [student])
    assert written() == written()
    with history.intent("Put away", who=WHO, at=NOW) as intent:
        intent.archive(Placement, placement, 1)
    assert b"VEVENT" not in written()


def test_hostile_names_stay_in_their_line(records: RecordsFile) -> None:
    with making() as made:
        [student] = made.students(1)
        person = {"by_person_id": student, "to_us": True, "made_on": date(2026, 9, 1), "due_on": date(2026, 9, 9)}
        made.intent.insert(Commitment, text="BEGIN:VEVENT, or; not", **person)
        for name in (FORMULA, SONS):
            made.place(made.partner(name), [student])
    assert set(events()) == {
        f"S11 Nr 0 begins at {FORMULA}",
        f"S11 Nr 0 begins at {SONS}",
        "Promised by S11 Nr 0 to us: BEGIN:VEVENT, or; not",
    }
    assert max(len(one) for one in written().split(b"\r\n")) <= 75


def test_pages_go_on_where_the_one_before_ended(records: RecordsFile) -> None:
    with making() as made:
        made.place(made.partner("Clinic"), made.students(1_001))
    assert written().count(b"BEGIN:VEVENT") == 1_001


def test_a_calendar_of_somebody_has_only_their_days(records: RecordsFile) -> None:
    with making() as made:
        partner = made.partner("Clinic")
        made.intent.insert(Agreement, organization_id=partner, **MOU)
        students = made.students(2)
        made.place(partner, students)
        made.intent.update(Person, students[1], 1, given_name="Bo", family_name="Chen")
    assert set(events(DayFilter(ALL, frozenset(students[1:])))) == {"Bo Chen begins at Clinic"}
