"""Students in openings: who is placed when, what they worked, how it ended, and what is refused."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from partner_tui.errors import FieldError, NotFound, StaleRecord
from partner_tui.records import history, hours, openings, placements
from partner_tui.records.connection import RecordsFile
from partner_tui.records.hours import HoursFilter
from partner_tui.records.openings import OpeningRow
from partner_tui.records.people import Person
from partner_tui.records.placements import PlacementFilter, PlacementRow, PlacementState, PlacementStatus
from tests.conftest import NOW, WHO
from tests.offers import HOSTILE, JUNE, SEPTEMBER, TODAY, contact, offered, partner, person, placed, save, worked

OPEN, COMPLETED, EARLY = PlacementStatus.OPEN, PlacementStatus.COMPLETED, PlacementStatus.ENDED_EARLY


@pytest.fixture
def desk(records: RecordsFile) -> OpeningRow:
    return offered(partner())


def settle(row: PlacementRow, status: PlacementStatus, on: date | None = TODAY, why: str = "") -> bool:
    return save(lambda intent: placements.settle(intent, row.id, row.version, status, on, why))


def listed(**wanted: Any) -> list[str]:
    rows = placements.rows(placements.listing(PlacementFilter(**wanted), TODAY), TODAY)
    return [row.student for row in rows.values()]


def test_a_student_is_placed_with_what_the_opening_says(desk: OpeningRow) -> None:
    (row,) = placed(desk, person("Ana Rivera", grade="11"), target_minutes=4800)
    assert (row.student, row.grade, row.opening, row.organization) == (
        "Ana Rivera",
        "11",
        "Front desk",
        desk.organization,
    )
    assert (row.starts_on, row.ends_on, row.target_minutes) == (SEPTEMBER, JUNE, 4800)
    assert row.state(TODAY) is PlacementState.ACTIVE


def test_where_a_placement_stands_follows_from_the_day(desk: OpeningRow) -> None:
    (row,) = placed(desk, person("Ana Rivera"))
    assert row.state(date(2026, 8, 31)) is PlacementState.UPCOMING
    assert row.state(JUNE) is PlacementState.ACTIVE
    assert row.state(JUNE + timedelta(days=1)) is PlacementState.OVER
    settle(row, COMPLETED)
    assert placements.get(row.id, TODAY).state(JUNE) is PlacementState.COMPLETED


def test_hours_are_summed_by_what_was_said_to_them_and_for_this_week(desk: OpeningRow) -> None:
    (row,) = placed(desk, person("Ana Rivera"))
    sunday, saturday = date(2026, 11, 22), date(2026, 11, 28)
    worked(row, sunday - timedelta(days=1), 120, "approved")
    worked(row, sunday, 60, "approved")
    worked(row, TODAY, 30)
    worked(row, saturday, 45)
    worked(row, TODAY, 600, "declined")
    row = placements.get(row.id, TODAY)
    assert (row.approved_minutes, row.submitted_minutes, row.week_minutes) == (180, 75, 135)


def test_more_students_than_places_are_refused_with_who_is_there(desk: OpeningRow) -> None:
    ana, bo, cleo = person("Ana Rivera"), person("Bo Chen"), person("Cleo Diaz")
    placed(desk, ana)
    with pytest.raises(FieldError) as refused:
        placed(desk, bo, cleo)
    assert refused.value.field == "places"
    assert "2 places and 1 left" in refused.value.message
    assert "Ana Rivera is there." in refused.value.message
    assert listed() == ["Ana Rivera"]
    assert [row.student for row in placed(desk, bo, cleo, beyond=True)] == ["Bo Chen", "Cleo Diaz"]


def test_a_place_can_be_filled_again_for_the_time_after_somebody(desk: OpeningRow) -> None:
    row = offered(desk.organization_id, "Lab", places=1)
    ana, bo = person("Ana Rivera"), person("Bo Chen")
    winter = date(2026, 12, 18)
    placed(row, ana, ends_on=winter)
    with pytest.raises(FieldError, match="Lab has 1 place and none left"):
        placed(row, bo, starts_on=winter)
    assert placed(row, bo, starts_on=winter + timedelta(days=1))


def test_who_is_past_the_last_day_keeps_the_place_until_somebody_says_the_end(desk: OpeningRow) -> None:
    row = offered(desk.organization_id, "Lab", places=1)
    (first,) = placed(row, person("Ana Rivera"), ends_on=date(2026, 11, 1))
    with pytest.raises(FieldError, match="Ana Rivera is there"):
        placed(row, person("Bo Chen"), starts_on=TODAY)
    settle(first, COMPLETED, date(2026, 11, 1))
    assert placed(row, person("Cleo Diaz"), starts_on=TODAY)


def test_a_student_is_not_twice_in_one_opening_at_the_same_time(desk: OpeningRow) -> None:
    ana = person("Ana Rivera")
    (row,) = placed(desk, ana, ends_on=None)
    with pytest.raises(FieldError, match="Ana Rivera is in this opening already, from Tue 1 Sep 2026"):
        placed(desk, ana, starts_on=date(2027, 1, 8))
    with pytest.raises(FieldError, match="chosen twice"):
        placed(offered(desk.organization_id, "Lab"), ana, ana)
    settle(row, COMPLETED, date(2026, 11, 20))
    assert placed(desk, ana, starts_on=TODAY)


def test_only_students_who_are_there_are_placed(desk: OpeningRow) -> None:
    teacher, gone = person("Tam Ito", "staff"), person("Ana Rivera")
    save(lambda intent: intent.archive(Person, gone, 1))
    with pytest.raises(FieldError, match="Tam Ito is not a student"):
        placed(desk, teacher)
    with pytest.raises(FieldError, match="Ana Rivera was put away"):
        placed(desk, gone)
    with pytest.raises(NotFound):
        placed(desk, 999)
    with pytest.raises(FieldError, match="Nobody was chosen"):
        placed(desk)
    assert listed() == []


def test_an_end_before_the_start_is_refused(desk: OpeningRow) -> None:
    with pytest.raises(FieldError, match=r"end on Mon 31 Aug 2026, before it starts on Tue 1 Sep 2026\.") as refused:
        placed(desk, person("Ana Rivera"), ends_on=date(2026, 8, 31))
    assert refused.value.field == "ends_on"


def test_a_supervisor_of_ones_own_must_be_at_the_partner(desk: OpeningRow) -> None:
    nurse = contact("Ines Delgado", desk.organization_id)
    gone = contact("Olu Ade", desk.organization_id, ends_on=date(2026, 10, 1))
    (row,) = placed(desk, person("Ana Rivera"), supervisor_id=nurse)
    assert (row.supervisor, row.supervisor_there) == ("Ines Delgado", True)
    with pytest.raises(FieldError, match="Olu Ade left"):
        save(lambda intent: placements.edit(intent, row.id, row.version, supervisor_id=gone))


def test_without_one_of_their_own_the_openings_supervisor_looks_after_them(desk: OpeningRow) -> None:
    nurse = contact("Ines Delgado", desk.organization_id)
    row = offered(desk.organization_id, "Lab", supervisor_id=nurse)
    (placement,) = placed(row, person("Ana Rivera"))
    assert (placement.own_supervisor_id, placement.supervisor_id) == (None, nurse)


def test_days_outside_of_the_opening_and_a_supervisor_who_left_are_said(desk: OpeningRow) -> None:
    said = placements.remarks(desk, date(2026, 8, 1), date(2027, 7, 1))
    assert said == [
        "It starts before the opening does, on Tue 1 Sep 2026.",
        "It goes on after the opening's last day, Fri 11 Jun 2027.",
    ]
    assert placements.remarks(desk, SEPTEMBER, JUNE) == []
    assert placed(desk, person("Ana Rivera"), starts_on=date(2026, 8, 1))


def test_ending_early_needs_a_word_why_and_frees_the_place(desk: OpeningRow) -> None:
    (row,) = placed(desk, person("Ana Rivera"))
    with pytest.raises(FieldError, match="needs a word why"):
        settle(row, EARLY)
    with pytest.raises(FieldError, match=r"have ended on Mon 31 Aug 2026, before it starts"):
        settle(row, COMPLETED, date(2026, 8, 31))
    with pytest.raises(FieldError, match="no day on which it ended"):
        settle(row, COMPLETED, None)
    assert settle(row, EARLY, why="moved away")
    row = placements.get(row.id, TODAY)
    assert (row.status, row.settled_on, row.why) == (EARLY, TODAY, "moved away")
    assert openings.get(desk.id, TODAY).left == 2
    assert settle(row, OPEN)
    assert placements.get(row.id, TODAY).settled_on is None


def test_an_end_taken_back_needs_a_place_as_a_new_placement_does(desk: OpeningRow) -> None:
    row = offered(desk.organization_id, "Lab", places=1)
    (first,) = placed(row, person("Ana Rivera"))
    settle(first, COMPLETED)
    placed(row, person("Bo Chen"), starts_on=TODAY)
    with pytest.raises(FieldError, match="Bo Chen is there"):
        settle(placements.get(first.id, TODAY), OPEN)


def test_a_placement_cannot_be_moved_away_from_hours_that_were_worked(desk: OpeningRow) -> None:
    (row,) = placed(desk, person("Ana Rivera"))
    worked(row, date(2026, 9, 10), 60)
    worked(row, date(2026, 11, 20), 60, "declined")
    with pytest.raises(FieldError, match="worked on Thu 10 Sep 2026, before that day"):
        save(lambda intent: placements.edit(intent, row.id, row.version, starts_on=date(2026, 10, 1)))
    with pytest.raises(FieldError, match="worked on Thu 10 Sep 2026, after that day"):
        settle(row, COMPLETED, date(2026, 9, 9))
    assert settle(row, COMPLETED, date(2026, 9, 10))


def test_a_placement_stays_with_its_student_and_its_opening(desk: OpeningRow) -> None:
    (row,) = placed(desk, person("Ana Rivera"))
    bo = person("Bo Chen")
    with pytest.raises(FieldError, match="stays with"):
        save(lambda intent: placements.edit(intent, row.id, row.version, student_id=bo))


def test_a_list_is_narrowed_by_state_partner_opening_student_and_words(desk: OpeningRow) -> None:
    lab = offered(partner("First Street Bakery"), "Counter", places=5)
    ana, bo, cleo = person("Ana Rivera"), person("Bo Chen"), person("Cleo Diaz")
    placed(desk, ana, ends_on=date(2026, 11, 1))
    placed(desk, bo, starts_on=date(2027, 1, 8))
    placed(lab, cleo)
    (ended,) = placed(lab, bo)
    settle(ended, COMPLETED)
    assert listed() == ["Ana Rivera", "Cleo Diaz", "Bo Chen", "Bo Chen"]
    assert listed(states=[PlacementState.OVER]) == ["Ana Rivera"]
    assert listed(states=[PlacementState.ACTIVE, PlacementState.UPCOMING]) == ["Cleo Diaz", "Bo Chen"]
    assert listed(opening_id=lab.id, sort="student") == ["Bo Chen", "Cleo Diaz"]
    assert listed(organization_id=desk.organization_id) == ["Ana Rivera", "Bo Chen"]
    assert listed(student_id=bo) == ["Bo Chen", "Bo Chen"]
    assert listed(text="counter") == ["Cleo Diaz", "Bo Chen"]
    assert listed(text="cleo") == ["Cleo Diaz"]
    assert listed(text="!") == []
    for sort in placements.SORTS:
        assert sorted(listed(sort=sort, descending=True)) == sorted(listed())
    assert [row.student for row in placements.of_opening(lab.id, TODAY)] == ["Cleo Diaz", "Bo Chen"]
    assert [row.opening for row in placements.of_student(bo, TODAY)] == ["Front desk", "Counter"]


def test_what_was_put_away_comes_back_only_where_there_is_a_place(desk: OpeningRow) -> None:
    row = offered(desk.organization_id, "Lab", places=1)
    (first,) = placed(row, person("Ana Rivera"))
    save(lambda intent: placements.put_away(intent, first.id, first.version))
    assert listed() == []
    assert listed(archived=True) == ["Ana Rivera"]
    placed(row, person("Bo Chen"))
    with pytest.raises(FieldError, match="Bo Chen is there"):
        save(lambda intent: placements.bring_back(intent, first.id, 2))
    assert save(lambda intent: placements.bring_back(intent, first.id, 2, beyond=True))


def test_one_undo_takes_back_everybody_who_was_placed_together(desk: OpeningRow) -> None:
    placed(desk, person("Ana Rivera"), person("Bo Chen"))
    history.undo(who=WHO, at=NOW)
    assert listed() == []
    assert openings.get(desk.id, TODAY).left == 2


def test_a_stale_edit_changes_nothing(desk: OpeningRow) -> None:
    (row,) = placed(desk, person("Ana Rivera"))
    save(lambda intent: placements.edit(intent, row.id, 1, target_minutes=60))
    with pytest.raises(StaleRecord):
        save(lambda intent: placements.edit(intent, row.id, 1, target_minutes=120))
    with pytest.raises(NotFound):
        placements.get(99, TODAY)
    assert placements.with_uid(row.uid[:8], TODAY).target_minutes == 60


def test_a_page_of_placements_with_their_hours_is_one_query(records: RecordsFile) -> None:
    rows = [offered(partner(name), name, places=9) for name in HOSTILE]
    ids = [placed(row, person(f"{row.title[:9]} {number}"))[0].id for row in rows for number in range(3)]
    told: list[str] = []
    records.handle().set_trace_callback(told.append)
    found = placements.rows(ids, TODAY)
    records.handle().set_trace_callback(None)
    assert len(told) == 1
    assert {row.opening for row in found.values()} == set(HOSTILE)


def test_a_placement_cannot_have_ended_on_a_day_to_come(desk: OpeningRow) -> None:
    (row,) = placed(desk, person("Ana Rivera"))
    with pytest.raises(FieldError, match="still to come") as caught:
        settle(row, COMPLETED, TODAY + timedelta(days=1))
    assert caught.value.field == "settled_on"
    assert settle(row, COMPLETED, TODAY)


def test_a_last_day_before_what_was_worked_is_refused(desk: OpeningRow) -> None:
    (row,) = placed(desk, person("Ana Rivera"))
    worked(row, date(2026, 11, 10), 60)
    with pytest.raises(FieldError, match="Hours were worked on Tue 10 Nov 2026, after that day") as caught:
        save(lambda intent: placements.edit(intent, row.id, row.version, ends_on=date(2026, 11, 9)))
    assert caught.value.field == "ends_on"
    assert save(lambda intent: placements.edit(intent, row.id, row.version, ends_on=date(2026, 11, 10)))


def test_hours_go_away_with_their_placement_and_come_back_unless_others_took_their_time(desk: OpeningRow) -> None:
    ana, day = person("Ana Rivera"), date(2026, 11, 10)
    (wrong,) = placed(desk, ana)
    (right,) = placed(offered(partner("Library"), "Shelves"), ana)
    shift: dict[str, Any] = {"worked_on": day, "minutes": 60, "starts_minute": 900}
    save(lambda intent: hours.add(intent, wrong.id, **shift))
    assert len(hours.listing(HoursFilter())) == 1
    save(lambda intent: placements.put_away(intent, wrong.id, wrong.version))
    assert len(hours.listing(HoursFilter())) == 0
    assert len(hours.listing(HoursFilter(placement_ids=(wrong.id,)))) == 1

    save(lambda intent: placements.bring_back(intent, wrong.id, wrong.version + 1))
    assert len(hours.listing(HoursFilter())) == 1
    save(lambda intent: placements.put_away(intent, wrong.id, wrong.version + 2))
    save(lambda intent: hours.add(intent, right.id, **shift))
    with pytest.raises(FieldError, match="would overlap"):
        save(lambda intent: placements.bring_back(intent, wrong.id, wrong.version + 3))
    assert listed(archived=True) == ["Ana Rivera"], "what is refused changes nothing"
