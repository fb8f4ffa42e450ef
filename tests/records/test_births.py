"""A birth date is kept apart, and is one that a person can have."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from partner_tui.errors import FieldError
from partner_tui.records import births, history, hours, retold
from partner_tui.records.connection import RecordsFile
from tests.conftest import NOW, WHO
from tests.placed import TODAY, opening, partner, place, student


def put(person: int, day: date | None) -> bool:
    with history.intent("Birth date", who=WHO, at=NOW) as intent:
        return births.put(intent, person, day)


def test_a_birth_date_is_written_changed_and_taken_out(records: RecordsFile) -> None:
    mateo, ana = student(), student("Ana", "Rivera")
    assert put(mateo, date(2011, 5, 14))
    assert not put(mateo, date(2011, 5, 14))
    assert put(mateo, date(2011, 5, 15))
    assert births.of_many([mateo, ana]) == {mateo: date(2011, 5, 15)}
    assert put(mateo, None)
    assert not put(mateo, None)
    assert births.of(mateo) is None
    assert put(mateo, date(2010, 1, 1))
    assert births.of(mateo) == date(2010, 1, 1)
    history.undo(who=WHO, at=NOW)
    assert births.of(mateo) is None


@pytest.mark.parametrize("day", [date(1899, 12, 31), TODAY + timedelta(days=1)])
def test_a_day_on_which_nobody_was_born_is_refused(records: RecordsFile, day: date) -> None:
    with pytest.raises(FieldError):
        put(student(), day)


def test_the_history_says_that_a_birth_date_was_changed_and_not_which_it_is(records: RecordsFile) -> None:
    mateo = student()
    put(mateo, date(2011, 5, 14))
    [line] = history.recent(1)
    [change], _ = retold.of_intent(line.id, WHO)
    assert (change.what, change.name, change.did) == ("date of birth", "Mateo García", "added")
    assert "born_on" not in change.columns


def test_the_history_names_whose_hours_were_changed(records: RecordsFile) -> None:
    placement = place(opening(partner()), student())
    with history.intent("Log hours", who=WHO, at=NOW) as intent:
        hours.add(intent, placement, TODAY, 60)
    [line] = history.recent(1)
    [change], _ = retold.of_intent(line.id, WHO)
    assert (change.what, change.name, change.columns["placement_id"][1]) == ("hours", "Mateo García", "Mateo García")
