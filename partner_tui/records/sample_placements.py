"""The openings of the invented school's partners, who is in them, and what they worked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from partner_tui.records.hours import HoursState
from partner_tui.records.openings import OpeningKind, PayPer
from partner_tui.records.placements import PlacementStatus, RuleProgram

Span = tuple[int, int | None]
"""From and to, in days from today."""

_OPEN, _COMPLETED, _EARLY = PlacementStatus.OPEN, PlacementStatus.COMPLETED, PlacementStatus.ENDED_EARLY


@dataclass(frozen=True, slots=True)
class Offer:
    """An opening, who is in it by grade, and how they work: on which weekdays, from when, how long."""

    partner: str
    title: str
    kind: OpeningKind
    places: int
    span: Span
    grades: str = "11 12"
    per_week: int | None = None
    pay: str = ""
    target: int | None = None
    placed: tuple[str, ...] = ()
    """The grades of the students in it, one by one."""
    again: bool = False
    """Whether every third of them is in another opening too."""
    status: PlacementStatus = _OPEN
    left: int = 0
    """How many of them ended early."""
    weekdays: tuple[int, ...] = ()
    at: int | None = None
    minutes: int = 0
    needs: str = ""


OFFERS = (
    Offer(
        *("Harbor Clinic", "Clinic intern", OpeningKind.INTERNSHIP, 6, (-56, 170)),
        per_week=240,
        target=80 * 60,
        placed=("12", "12", "11", "12"),
        weekdays=(1, 3),
        at=15 * 60 + 30,
        minutes=120,
        needs="Tuberculosis test; a quiet voice.",
    ),
    Offer(
        *("Harbor Clinic", "Shadow a nurse for a day", OpeningKind.SHADOWING, 14, (-40, 60)),
        grades="",
        placed=("11",) * 6 + ("10",) * 4 + ("12",) * 3 + ("9",),
        status=_COMPLETED,
        left=1,
        weekdays=(2,),
        minutes=300,
    ),
    Offer(
        *("First Street Bakery", "Morning baker", OpeningKind.JOB, 3, (-60, 190)),
        grades="12",
        per_week=360,
        pay="16.50",
        target=120 * 60,
        placed=("12", "12", "12"),
        weekdays=(0, 2, 5),
        at=6 * 60 + 30,
        minutes=90,
    ),
    Offer(
        *("First Street Bakery", "Counter on Saturdays", OpeningKind.JOB, 4, (-60, 190)),
        grades="10 11 12",
        per_week=240,
        pay="15.00",
        placed=("11", "10"),
        weekdays=(5,),
        at=9 * 60,
        minutes=240,
    ),
    Offer(*("Casa Unida", "Homework mentors", OpeningKind.MENTORING, 10, (40, 190)), grades="", per_week=120),
    Offer(
        *("Delgado & Daughters", "Apprentice in the shop", OpeningKind.JOB, 4, (-48, 190)),
        per_week=600,
        pay="17.25",
        target=200 * 60,
        placed=("12", "12", "11", "11"),
        weekdays=(0, 1, 3),
        at=15 * 60,
        minutes=180,
        needs="Safety course; closed shoes.",
    ),
    Offer(
        *("Delgado & Daughters", "Design a bench for the yard", OpeningKind.PROJECT, 8, (-30, 60)),
        grades="",
        placed=("9", "10", "10", "11", "12"),
        weekdays=(4,),
        minutes=60,
    ),
    Offer(
        *("Northgate Community College", "Campus day", OpeningKind.SHADOWING, 30, (-36, -30)),
        placed=("12",) * 17 + ("11",) * 11,
        again=True,
        status=_COMPLETED,
        weekdays=(0, 1, 2, 3, 4),
        minutes=360,
    ),
    Offer(
        *("Millbrook Public Library", "Reading mentors", OpeningKind.MENTORING, 12, (-55, 170)),
        grades="",
        per_week=60,
        target=20 * 60,
        placed=("9",) * 2 + ("10",) * 5 + ("11",) * 4,
        left=2,
        weekdays=(2,),
        at=15 * 60 + 15,
        minutes=60,
    ),
    Offer(
        *("Lantern Street Theater", "Stage crew", OpeningKind.PROJECT, 8, (-260, -190)),
        grades="",
        placed=("10", "11", "11", "9"),
        status=_COMPLETED,
        weekdays=(3,),
        minutes=150,
    ),
    Offer(*("Millbrook Chamber of Commerce", "Talk about running a shop", OpeningKind.SPEAKER, 1, (-250, -249))),
)

_BIRTHDAYS = {"9": 15, "10": 16, "11": 17, "12": 18}
"""Grade -> the age that its students reach between two summers, before the day itself is drawn."""

_LEFT = ("moved to another town", "the late bus stopped", "wanted to try something else")
_DECLINED = "the shop was closed that day"
_WAITING = timedelta(days=6)
_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Student:
    """A student who may be placed."""

    id: int
    grade: str


class Work:
    """Draws openings, placements and hours around `today` out of whom there is."""

    def __init__(
        self, ids: Mapping[str, int], contacts: Mapping[int, Sequence[int]], students: Sequence[Student], today: date
    ) -> None:
        self._ids = ids
        self._contacts = contacts
        self._students = students
        self._today = today

    def openings(self) -> Iterator[dict[str, Any]]:
        """Yield the columns of the openings, in the order of OFFERS."""
        for one in OFFERS:
            organization_id = self._ids[one.partner]
            yield {
                "organization_id": organization_id,
                "title": one.title,
                "kind": one.kind,
                "places": one.places,
                "minutes_per_week": one.per_week,
                "paid": bool(one.pay),
                "pay": one.pay or None,
                "pay_per": PayPer.HOUR if one.pay else None,
                "starts_on": self._day(one.span[0]),
                "ends_on": self._day(one.span[1]),
                "grades": one.grades,
                "requirements": one.needs,
                "supervisor_id": self._supervisor(organization_id),
            }

    def placements(self, opening_ids: Sequence[int], rng: Random) -> Iterator[tuple[Offer, str, dict[str, Any]]]:
        """Yield offer, grade and columns of the placements, as far as there are students."""
        waiting: dict[str, list[Student]] = {}
        taken: dict[str, list[Student]] = {}
        for student in rng.sample(self._students, len(self._students)):
            waiting.setdefault(student.grade, []).append(student)
        for one, opening_id in zip(OFFERS, opening_ids, strict=True):
            before = {grade: list(there) for grade, there in taken.items()}
            for number, grade in enumerate(one.placed):
                pool = before if one.again and number % 3 == 0 and before.get(grade) else waiting
                if not pool.get(grade):
                    continue
                student = pool[grade].pop()
                taken.setdefault(grade, []).append(student)
                columns = {
                    "opening_id": opening_id,
                    "student_id": student.id,
                    "supervisor_id": self._supervisor(self._ids[one.partner]),
                    "starts_on": self._day(one.span[0]),
                    "ends_on": self._day(one.span[1]),
                    "target_minutes": one.target,
                    "rules": RuleProgram.STUDENT_LEARNER if one.pay and one.target else RuleProgram.STANDARD,
                }
                yield one, grade, columns | self._fate(one, number)

    def _fate(self, one: Offer, number: int) -> dict[str, Any]:
        if number < one.left:
            settled = self._today - timedelta(days=12 + number)
            return {"status": _EARLY, "settled_on": settled, "why": _LEFT[number % len(_LEFT)]}
        if one.status is _COMPLETED:
            ended = one.span[1] if one.span[1] is not None and one.span[1] < 0 else -10
            return {"status": _COMPLETED, "settled_on": self._day(ended)}
        return {}

    def hours(
        self,
        placed: Sequence[tuple[Offer, str, dict[str, Any]]],
        ids: Sequence[int],
        school: frozenset[date],
        rng: Random,
    ) -> Iterator[dict[str, Any]]:
        """Yield the columns of what was worked in the placements, on `school` days and on Saturdays."""
        for (one, _, columns), placement_id in zip(placed, ids, strict=True):
            until = min(self._today - timedelta(days=1), columns.get("settled_on") or self._today)
            for day in _days(columns["starts_on"], until, one):
                if (day not in school and day.weekday() < _SATURDAY) or rng.random() < 0.08:
                    continue
                minutes = one.minutes + rng.choice((0, 0, 0, 15, -15))
                shift = {"placement_id": placement_id, "worked_on": day, "minutes": minutes, "starts_minute": one.at}
                yield shift | self._answer(one, day, rng)

    def _answer(self, one: Offer, day: date, rng: Random) -> dict[str, Any]:
        """Return what was said to a shift: Delgado's last week waits, of the others one in fifty is declined."""
        if one.partner == "Delgado & Daughters" and one.pay and day >= self._today - _WAITING:
            return {"state": HoursState.SUBMITTED}
        settled = min(self._today, day + timedelta(days=3))
        said: dict[str, Any] = {"settled_on": settled, "settled_by": "Priya Sharma"}
        if rng.random() < 0.02:
            return said | {"state": HoursState.DECLINED, "why": _DECLINED}
        return said | {"state": HoursState.APPROVED}

    def births(self, placed: Sequence[tuple[Offer, str, dict[str, Any]]], rng: Random) -> Iterator[dict[str, Any]]:
        """Yield the columns of the birth dates of those who are placed: the rules of work ask for them."""
        grades = {columns["student_id"]: grade for _, grade, columns in placed}
        for student_id, grade in grades.items():
            born = date(self._today.year - _BIRTHDAYS[grade], 1, 1) + timedelta(days=rng.randrange(365))
            yield {"person_id": student_id, "born_on": born}

    def _supervisor(self, organization_id: int) -> int | None:
        return next(iter(self._contacts.get(organization_id, ())), None)

    def _day(self, offset: int | None) -> date | None:
        return None if offset is None else self._today + timedelta(days=offset)


def _days(first: date, last: date, one: Offer) -> Iterator[date]:
    """Yield the days of work; a day of shadowing comes once."""
    once = one.kind is OpeningKind.SHADOWING
    for n in range(max(0, (last - first).days + 1)):
        day = first + timedelta(days=n)
        if day.weekday() in one.weekdays:
            yield day
            if once:
                return
