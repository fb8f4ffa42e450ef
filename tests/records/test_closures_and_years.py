"""School years, terms and closures come in: new, changed, same; and what people corrected by hand stays."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from partner_tui.records import history, roster, school_year
from partner_tui.records.closures_and_years import CalendarChanges
from partner_tui.records.incoming import Incoming, IncomingClosure, IncomingTerm, IncomingYear, SourceKind
from partner_tui.records.roster import Preview
from partner_tui.records.school_year import Closure, SchoolYear, Term
from tests.conftest import NOW, WHO
from tests.records.deeds import everything
from tests.records.rosters import TODAY, bring_in

pytestmark = pytest.mark.usefixtures("records")

THANKSGIVING = IncomingClosure("c1", "Thanksgiving", date(2026, 11, 26), date(2026, 11, 27))
WINTER = IncomingClosure("c2", "Winter break", date(2026, 12, 21), date(2027, 1, 1))
FALL = IncomingTerm("t1", "Fall", date(2026, 8, 24), date(2027, 1, 15))
SPRING = IncomingTerm("t2", "Spring", date(2027, 1, 18), date(2027, 6, 11))
DAY = timedelta(days=1)


def a_calendar(*closures: IncomingClosure) -> Incoming:
    return Incoming(SourceKind.SCHOOL_CALENDAR, "calendar:lincoln", closures=closures)


def a_year(*terms: IncomingTerm, name: str = "2026-27", **values: Any) -> Incoming:
    dates = {"starts_on": date(2026, 8, 24), "ends_on": date(2027, 6, 11)} | values
    year = IncomingYear("y1", name, dates["starts_on"], dates["ends_on"], terms)
    return Incoming(SourceKind.ONEROSTER_1_1, "oneroster:lincoln", years=(year,))


def moved(closure: IncomingClosure, days: int = 1, **values: Any) -> IncomingClosure:
    start, end = closure.starts_on + days * DAY, closure.ends_on + days * DAY
    return IncomingClosure(values.get("key", closure.key), values.get("name", closure.name), start, end)


def closures() -> list[tuple[str, date]]:
    return [(one.name, one.starts_on) for one in Closure.select().order_by(Closure.starts_on)]


def correct(**values: Any) -> None:
    found = Closure.get(Closure.source_id == "c1")
    with history.intent("Correct", who=WHO, at=NOW) as intent:
        intent.update(Closure, found.id, found.version, **values)


def kept(preview: Preview) -> list[tuple[str, str, str, str]]:
    return [(one.name, one.column, one.kept, one.file_says) for one in preview.kept]


def test_a_calendar_brings_its_closures_and_the_same_one_again_changes_nothing() -> None:
    assert bring_in(a_calendar(THANKSGIVING, WINTER)).counts["new"] == 2
    before = everything()
    preview = bring_in(a_calendar(THANKSGIVING, WINTER))
    assert (preview.counts["same"], preview.changes_nothing) == (2, True)
    assert everything() == before


def test_a_closure_that_the_district_moved_moves() -> None:
    bring_in(a_calendar(THANKSGIVING))
    assert bring_in(a_calendar(moved(THANKSGIVING))).counts["changed"] == 1
    assert closures() == [("Thanksgiving", date(2026, 11, 27))]


def test_a_closure_without_a_key_is_known_by_its_name_and_first_day() -> None:
    with history.intent("Add", who=WHO, at=NOW) as intent:
        school_year.add_closure(
            intent, name="Thanksgiving", starts_on=THANKSGIVING.starts_on, ends_on=THANKSGIVING.starts_on
        )
    assert bring_in(a_calendar(THANKSGIVING)).counts == {"new": 0, "changed": 1, "same": 0, "absent": 0}


def test_a_closure_corrected_by_hand_stays_and_is_listed_while_a_newer_edition_holds() -> None:
    bring_in(a_calendar(THANKSGIVING))
    correct(name="Thanksgiving break", ends_on=date(2026, 11, 30))
    preview = bring_in(a_calendar(THANKSGIVING))
    assert preview.changes_nothing
    assert kept(preview) == [
        ("Thanksgiving break", "name", "Thanksgiving break", "Thanksgiving"),
        ("Thanksgiving break", "ends_on", "2026-11-30", "2026-11-27"),
    ]
    bring_in(a_calendar(moved(THANKSGIVING, -1)))
    assert closures() == [("Thanksgiving break", date(2026, 11, 25))]


def test_an_older_edition_takes_nothing_back() -> None:
    bring_in(a_calendar(THANKSGIVING))
    bring_in(a_calendar(moved(THANKSGIVING)))
    assert bring_in(a_calendar(THANKSGIVING)).changes_nothing


def test_after_an_undo_the_same_edition_counts_again() -> None:
    bring_in(a_calendar(THANKSGIVING))
    bring_in(a_calendar(moved(THANKSGIVING)))
    history.undo(who=WHO, at=NOW)
    assert bring_in(a_calendar(moved(THANKSGIVING))).counts["changed"] == 1


def test_a_closure_that_was_archived_stays_archived() -> None:
    bring_in(a_calendar(THANKSGIVING))
    correct(archived_at=NOW)
    assert bring_in(a_calendar(moved(THANKSGIVING))).changes_nothing


def test_two_closures_with_one_key_are_not_taken_for_one_another() -> None:
    file = a_calendar(THANKSGIVING, moved(THANKSGIVING, 7), moved(WINTER, key="c1"))
    assert bring_in(file).counts["new"] == 3
    assert bring_in(file).changes_nothing


def test_a_closure_that_cannot_be_kept_is_left_out_and_the_rest_comes() -> None:
    backwards = IncomingClosure("c3", "Backwards", date(2026, 12, 2), date(2026, 12, 1))
    preview = bring_in(a_calendar(THANKSGIVING, moved(WINTER, name="W" * 121), backwards))
    assert closures() == [("Thanksgiving", date(2026, 11, 26))]
    assert [one.column for one in preview.rejected] == ["name", "ends_on"]


def test_years_and_terms_come_change_and_stay() -> None:
    bring_in(a_year(FALL))
    assert bring_in(a_year(FALL)).changes_nothing
    changes = bring_in(a_year(FALL, SPRING, ends_on=date(2027, 6, 18))).calendar
    assert (len(changes.new_terms), len(changes.changed_years), changes.same_terms) == (1, 1, 1)
    longer = IncomingTerm("t1", "Fall semester", FALL.starts_on, FALL.ends_on)
    assert len(bring_in(a_year(longer, SPRING, ends_on=date(2027, 6, 18))).calendar.changed_terms) == 1
    year = SchoolYear.get()
    assert (year.ends_on, sorted(term.name for term in Term.select())) == (
        date(2027, 6, 18),
        ["Fall semester", "Spring"],
    )
    assert {term.school_year_id for term in Term.select()} == {year.id}


def test_a_year_corrected_by_hand_survives_the_same_file() -> None:
    bring_in(a_year(FALL))
    year, term = SchoolYear.get(), Term.get()
    with history.intent("Correct", who=WHO, at=NOW) as intent:
        intent.update(SchoolYear, year.id, year.version, starts_on=date(2026, 8, 31))
        intent.update(Term, term.id, term.version, name="Autumn")
    preview = bring_in(a_year(FALL))
    assert preview.changes_nothing
    assert [one.kept for one in preview.kept] == ["2026-08-31", "Autumn"]


def test_one_undo_takes_years_and_closures_back() -> None:
    before = everything()
    bring_in(a_year(FALL, SPRING))
    history.undo(who=WHO, at=NOW)
    assert everything() == before
    history.redo(who=WHO, at=NOW)
    assert Term.select().count() == 2


def test_a_file_without_a_calendar_changes_none() -> None:
    preview = roster.compare(a_calendar(), TODAY)
    assert preview.calendar == CalendarChanges()
    assert preview.changes_nothing
