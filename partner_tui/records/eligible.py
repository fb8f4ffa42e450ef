"""Eligible students: who could be placed in an opening, and what chances each had."""

from __future__ import annotations

import json
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from partner_tui.records import database, search_index
from partner_tui.records.opening_rows import OpeningRow
from partner_tui.records.people import display_name

_PRIME = 2_147_483_647


@dataclass(frozen=True, slots=True)
class Lot:
    """What orders students who are the same otherwise: (multiplier * id + shift) modulo a prime.

    Any two ids are the one before the other as often as the other way round (Carter and Wegman, 1979).
    """

    multiplier: int
    shift: int

    @classmethod
    def of(cls, one: int, other: int) -> Lot:
        """Return the lot that two whole numbers draw."""
        return cls(1 + one % (_PRIME - 1), other % _PRIME)


@dataclass(frozen=True, slots=True)
class EligibleRow:
    """A student who could be placed: the placements they had or have, those that run or are to come among them.

    `met` is how many meetings they were in, whoever else was; `born_known` is whether their age can be told.
    """

    id: int
    uid: str
    name: str
    given_name: str
    family_name: str
    grade: str
    had: int
    running: int
    met: int
    born_known: bool


@dataclass(frozen=True, slots=True)
class Tie:
    """How many students had as many placements, and have as many now."""

    had: int
    running: int
    count: int


@dataclass(frozen=True, slots=True)
class LeftOut:
    """How many students are not eligible: in the opening already, else in another grade, else too young."""

    there: int
    grade: int
    age: int


_HERE = "p.kind = 'student' AND p.archived_at IS NULL"
_THERE = (
    "EXISTS (SELECT 1 FROM placements x WHERE x.opening_id = :opening AND x.student_id = p.id AND x.status = 'open' "
    "AND x.archived_at IS NULL)"
)
_IN_GRADE = "(:grades = '' OR instr(' ' || :grades || ' ', ' ' || p.grade || ' ') > 0)"
_OLD_ENOUGH = "(:born IS NULL OR coalesce(b.born_on, '') <= :born)"
_STUDENTS = "FROM people p LEFT JOIN births b ON b.person_id = p.id AND b.archived_at IS NULL "
_CHANCES = (
    "LEFT JOIN (SELECT student_id, count(*) AS had, sum(status = 'open') AS running FROM placements "
    "WHERE archived_at IS NULL GROUP BY student_id) c ON c.student_id = p.id "
)
_HAD, _RUNNING = "coalesce(c.had, 0)", "coalesce(c.running, 0)"


def _where(opening: OpeningRow, today: date, text: str) -> tuple[str, dict[str, Any]]:
    values: dict[str, Any] = {"opening": opening.id, "grades": opening.grades, "born": _born_by(opening, today)}
    conditions = [_HERE, f"NOT {_THERE}", _IN_GRADE, _OLD_ENOUGH]
    if query := search_index.match(text):
        conditions.append("p.id IN (SELECT rowid FROM people_search WHERE people_search MATCH :text)")
        values["text"] = query
    elif text.strip():
        conditions.append("1 = 0")
    return " AND ".join(conditions), values


def _born_by(opening: OpeningRow, today: date) -> str | None:
    """Return the last birthday of those who are old enough when the opening starts, or today if that is later."""
    if opening.youngest is None:
        return None
    day = max(today, opening.starts_on)
    # As text: 29 February minus 16 years may be a day that there was not, and still comes where it should.
    return f"{day.year - opening.youngest:04d}{day.isoformat()[4:]}"


def listing(opening: OpeningRow, lot: Lot, today: date, text: str = "") -> array[int]:
    """Return the ids of the eligible students: who had the fewest placements first, then who has none now, then by lot.

    `text` is searched in their names.
    """
    where, values = _where(opening, today, text)
    drawn = f"(p.id * {lot.multiplier} + {lot.shift}) % {_PRIME}"
    return database.ids(f"SELECT p.id {_STUDENTS}{_CHANCES}WHERE {where} ORDER BY {_HAD}, {_RUNNING}, {drawn}", values)


def ties(opening: OpeningRow, today: date, text: str = "") -> list[Tie]:
    """Return how many of the listed students had the same chances, in the order of `listing`."""
    where, values = _where(opening, today, text)
    query = f"SELECT {_HAD}, {_RUNNING}, count(*) {_STUDENTS}{_CHANCES}WHERE {where} GROUP BY 1, 2 ORDER BY 1, 2"
    return [Tie(*row) for row in database.select(query, values)]


def left_out(opening: OpeningRow, today: date) -> LeftOut:
    """Return how many students are not eligible, and why; each counts once."""
    _, values = _where(opening, today, "")
    query = (
        f"SELECT count(*) FILTER (WHERE {_THERE}), count(*) FILTER (WHERE NOT {_THERE} AND NOT {_IN_GRADE}), "
        f"count(*) FILTER (WHERE NOT {_THERE} AND {_IN_GRADE} AND NOT {_OLD_ENOUGH}) {_STUDENTS}WHERE {_HERE}"
    )
    return LeftOut(*database.select(query, values)[0])


def rows(ids: Sequence[int]) -> dict[int, EligibleRow]:
    """Return students by id, in the order of `ids`, with what chances they had; one query, however many they are."""
    placed = "(SELECT count(*) FROM placements t WHERE t.student_id = p.id AND t.archived_at IS NULL{})"
    query = (
        f"SELECT p.id, p.uid, p.given_name, p.family_name, p.preferred_name, p.grade, {placed.format('')}, "
        + placed.format(" AND t.status = 'open'")
        + ", (SELECT count(*) FROM contact_index i WHERE i.status = 'held' AND i.person_id = p.id), b.id IS NOT NULL "
        f"{_STUDENTS}WHERE p.id IN (SELECT value FROM json_each(?))"
    )
    found = {row[0]: _row(row) for row in database.select(query, (json.dumps(list(ids)),))}
    return {one: found[one] for one in ids if one in found}


def _row(row: tuple[Any, ...]) -> EligibleRow:
    values: tuple[Any, ...] = (*row[:2], display_name(*row[2:5]), *row[2:4], *row[5:9], bool(row[9]))
    return EligibleRow(*values)
