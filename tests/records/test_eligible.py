"""Who could be placed in an opening, and in which order: fewest chances first, and never by the alphabet."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from partner_tui.insight import filling
from partner_tui.records import births, eligible, openings, placements
from partner_tui.records.connection import RecordsFile
from partner_tui.records.eligible import LeftOut, Tie
from partner_tui.records.openings import OpeningRow
from partner_tui.records.people import Person
from partner_tui.records.placements import PlacementRow, PlacementStatus
from tests.offers import HOSTILE, TODAY, offered, partner, person, placed, save


@pytest.fixture
def desk(records: RecordsFile) -> OpeningRow:
    return offered(partner(), places=9)


def complete(row: PlacementRow) -> None:
    save(lambda intent: placements.settle(intent, row.id, row.version, PlacementStatus.COMPLETED, TODAY))


def offered_to(opening: OpeningRow, **more: Any) -> list[str]:
    opening = openings.get(opening.id, TODAY)
    ids = eligible.listing(opening, filling.lot(opening.uid, TODAY), TODAY, **more)
    return [row.name for row in eligible.rows(ids).values()]


def test_who_had_the_fewest_placements_comes_first_and_of_those_who_is_in_none_now(desk: OpeningRow) -> None:
    lab = offered(desk.organization_id, "Lab", places=9)
    never, before, now, twice = (person(name) for name in ("Zoe Young", "Ana Abel", "Bo Chen", "Cleo Diaz"))
    (ended, _, other) = placed(lab, before, now, twice)
    for one in (ended, other):
        complete(one)
    placed(lab, twice, starts_on=TODAY + timedelta(days=1))
    assert offered_to(desk) == ["Zoe Young", "Ana Abel", "Bo Chen", "Cleo Diaz"]
    assert eligible.ties(desk, TODAY) == [Tie(0, 0, 1), Tie(1, 0, 1), Tie(1, 1, 1), Tie(2, 1, 1)]
    row = eligible.rows([twice])[twice]
    assert (row.had, row.running, row.met, row.born_known) == (2, 1, 0, False)
    assert never in eligible.rows([never])


def test_a_placement_that_was_put_away_was_no_chance(desk: OpeningRow) -> None:
    ana = person("Ana Rivera")
    (row,) = placed(offered(desk.organization_id, "Lab"), ana)
    save(lambda intent: placements.put_away(intent, row.id, row.version))
    assert eligible.ties(desk, TODAY) == [Tie(0, 0, 1)]


def test_those_who_cannot_come_are_counted_by_the_reason_each_once(desk: OpeningRow) -> None:
    lab = offered(desk.organization_id, "Lab", places=9)
    wanted, younger, there = (person(f"{name} Eleven", grade="11") for name in ("Ana", "Bo", "Cleo"))
    person("Dee Nine", grade="9")
    person("Eve Ten", grade="10")
    person("Tam Ito", "staff")
    gone = person("Fay Eleven", grade="11")
    save(lambda intent: intent.archive(Person, gone, 1))
    save(lambda intent: openings.edit(intent, lab.id, lab.version, grades="11", youngest=16))
    save(lambda intent: births.put(intent, younger, TODAY.replace(year=TODAY.year - 16) + timedelta(days=1)))
    placed(lab, there)
    lab = openings.get(lab.id, TODAY)
    assert offered_to(lab) == ["Ana Eleven"]
    assert eligible.left_out(lab, TODAY) == LeftOut(there=1, grade=2, age=1)
    save(lambda intent: births.put(intent, younger, TODAY.replace(year=TODAY.year - 16)))
    assert sorted(offered_to(lab)) == ["Ana Eleven", "Bo Eleven"]
    row = eligible.rows([wanted])[wanted]
    assert filling.why(row, lab.youngest)[-1] == "birth date not known: ask whether they are 16"


def test_age_is_that_of_the_day_on_which_the_opening_starts(desk: OpeningRow) -> None:
    soon = offered(desk.organization_id, "Summer", youngest=16, starts_on=date(2028, 2, 29), ends_on=None)
    leap, late = person("Ana Rivera"), person("Bo Chen")
    save(lambda intent: births.put(intent, leap, date(2012, 2, 29)))
    save(lambda intent: births.put(intent, late, date(2012, 3, 1)))
    assert offered_to(soon) == ["Ana Rivera"]


def test_grade_1_is_not_found_in_grade_11(desk: OpeningRow) -> None:
    person("Ana Rivera", grade="1")
    person("Bo Chen", grade="11")
    person("Cleo Diaz")
    save(lambda intent: openings.edit(intent, desk.id, desk.version, grades="11"))
    assert offered_to(desk) == ["Bo Chen"]


def test_a_tie_is_in_another_order_at_another_opening_and_the_alphabet_decides_nothing(desk: OpeningRow) -> None:
    names = [f"{letter}a Student" for letter in "ABCDEFGHIJKLMNOP"]
    for name in names:
        person(name)
    orders = [offered_to(offered(desk.organization_id, f"Opening {number}")) for number in range(6)]
    assert all(sorted(order) == names for order in orders)
    assert len({tuple(order) for order in orders}) > 1
    assert any(order != names for order in orders)
    assert offered_to(desk) == offered_to(desk)


def test_names_narrow_the_list_and_hostile_ones_survive_it(desk: OpeningRow) -> None:
    for name in HOSTILE:
        person(f"Ana {name}")
    person("Bo Chen")
    assert sorted(offered_to(desk, text="ana")) == sorted(f"Ana {name}" for name in HOSTILE)
    assert offered_to(desk, text="moller") == [f"Ana {HOSTILE[1]}"]
    assert offered_to(desk, text="[/]") == []
    assert sum(tie.count for tie in eligible.ties(desk, TODAY, "ana")) == 2


def test_filling_takes_a_fixed_number_of_queries(desk: OpeningRow, records: RecordsFile) -> None:
    ids = [person(f"S {number}") for number in range(12)]
    told: list[str] = []
    records.handle().set_trace_callback(told.append)
    eligible.listing(desk, filling.lot(desk.uid, TODAY), TODAY)
    eligible.ties(desk, TODAY)
    eligible.left_out(desk, TODAY)
    eligible.rows(ids)
    records.handle().set_trace_callback(None)
    assert len(told) == 4
