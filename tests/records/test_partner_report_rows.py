"""What the report on partners reads."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from decimal import Decimal

import pytest

from partner_tui.errors import FieldError, NotFound
from partner_tui.records import database, history, partner_report_rows, report_spans
from partner_tui.records.commitments import Commitment
from partner_tui.records.database import RecordsFile
from partner_tui.records.partner_report_rows import PartnerReportFacts
from partner_tui.records.placements import Placement
from partner_tui.records.stages import StageChange

from ..conftest import NOW, WHO
from ..partnerships import Making

TODAY = NOW.date()


@contextmanager
def making() -> Iterator[Making]:
    with history.intent("Fill", who=WHO, at=NOW) as intent:
        made = Making(intent)
        made.year()
        yield made


def facts() -> PartnerReportFacts:
    return partner_report_rows.facts(report_spans.span_of(TODAY), TODAY)


def test_only_approved_hours_of_the_year_count(records: RecordsFile) -> None:
    with making() as made:
        [placement] = made.place(made.partner("Bakery"), made.students(1))
        made.hours([placement], 120)
        made.hours([placement], 60, date(2026, 9, 8), "submitted")
        made.hours([placement], 30, date(2026, 9, 9), "declined")
        made.hours([placement], 15, date(2026, 6, 1))
    assert [one.minutes for one in facts().placed] == [120]


def test_a_placement_counts_once_it_has_begun_and_as_long_as_it_was_in_the_year(records: RecordsFile) -> None:
    with making() as made:
        bakery, students = made.partner("Bakery"), made.students(4)
        made.place(bakery, students[:1])
        made.place(bakery, students[1:2], starts_on=date(2026, 12, 1))
        last = date(2026, 6, 5)
        made.place(bakery, students[2:3], starts_on=date(2026, 1, 5), status="completed", settled_on=last)
        [gone] = made.place(bakery, students[3:])
        made.intent.archive(Placement, gone, 1)
    assert [one.student_id for one in facts().placed] == students[:1]


def test_members_of_clubs_and_those_in_none_are_counted_once_each(records: RecordsFile) -> None:
    with making() as made:
        students = made.students(12)
        made.club("Chess", students[:8])
        made.club("Garden", students[6:10])
        made.place(made.partner("Bakery"), students[5:7] + students[11:])
    groups = {one.name: (one.students, one.placed) for one in facts().groups}
    assert groups == {"Chess": (8, 2), "Garden": (4, 1), "": (2, 1)}


def test_promises_that_fell_due_with_partners_are_counted_on_both_sides(records: RecordsFile) -> None:
    with making() as made:
        bakery, friend = made.partner("Bakery"), made.students(1, kind="community", grade="")[0]
        theirs = {"by_organization_id": bakery, "to_us": True, "made_on": date(2026, 9, 1)}
        ours = {"by_us": True, "to_person_id": friend, "made_on": date(2026, 9, 1)}
        due = {"due_on": date(2026, 10, 1)}
        kept = {"status": "kept", "settled_on": date(2026, 9, 30)}
        rows = [
            {**theirs, **due, **kept, "contribution": "food", "quantity": "12.50", "unit": "items"},
            {**theirs, **due, "status": "kept", "settled_on": date(2026, 10, 2)},
            {**ours, **due},
            {**ours, "due_on": date(2026, 12, 1)},
            {**theirs, **due, "kind": "offer", "status": "broken", "settled_on": date(2026, 10, 3)},
            {**theirs, "made_on": date(2026, 5, 1), "due_on": date(2026, 5, 9)},
        ]
        for row in rows:
            made.intent.insert(Commitment, text="something", **row)
    found = {one.ours: (one.kept, one.kept_late, one.broken, one.open_late) for one in facts().promises}
    assert found == {False: (2, 1, 0, 0), True: (0, 0, 0, 1)}
    assert [(one.what, one.unit, one.quantity, one.ours) for one in facts().given] == [
        ("Food", "items", Decimal("12.5"), False)
    ]


def test_where_partners_stand_is_counted_on_the_last_day(records: RecordsFile) -> None:
    with making() as made:
        bakery = made.partner("Bakery")
        made.partner("Clinic")
        for stage, day in (("active", date(2026, 9, 1)), ("ended", date(2026, 12, 1))):
            made.intent.insert(StageChange, organization_id=bakery, stage=stage, changed_on=day)
    assert facts().stages == {"active": 1, "identified": 1}


@pytest.mark.parametrize("count", [1, 60])
def test_it_asks_as_many_questions_of_the_database_however_many_there_are(
    records: RecordsFile, count: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    with making() as made:
        students = made.students(count)
        made.club("Chess", students)
        for number, student in enumerate(students):
            made.place(made.partner(f"Partner {number}"), [student], minutes=60)
    span, asked, select = report_spans.span_of(TODAY), [], database.select
    monkeypatch.setattr(database, "select", lambda *query: asked.append(query) or select(*query))  # type: ignore[func-returns-value] # append gives None
    partner_report_rows.facts(span, TODAY)
    assert len(asked) <= 10


def test_the_days_of_a_report_are_those_of_this_year_unless_they_are_said(records: RecordsFile) -> None:
    with making():
        pass
    span = report_spans.span_of(TODAY)
    assert (span.name, span.starts_on, span.ends_on) == ("2026–27", date(2026, 8, 31), date(2027, 6, 11))
    part = report_spans.span_of(TODAY, starts_from=date(2026, 10, 1), starts_to=date(2026, 10, 31))
    assert part.name == "2026-10-01 to 2026-10-31"
    with pytest.raises(FieldError, match="before the first"):
        report_spans.span_of(TODAY, starts_from=date(2026, 10, 1), starts_to=date(2026, 9, 1))
    with pytest.raises(FieldError, match="still to come"):
        report_spans.span_of(TODAY, starts_from=date(2027, 1, 1))
    with pytest.raises(NotFound, match="no school year “1999”"):
        report_spans.span_of(TODAY, year="1999")


def test_without_a_school_year_the_first_day_is_asked_for(records: RecordsFile) -> None:
    with pytest.raises(FieldError, match="no school year that has begun"):
        report_spans.span_of(TODAY)
    assert report_spans.span_of(TODAY, starts_from=date(2026, 9, 1)).ends_on == TODAY
