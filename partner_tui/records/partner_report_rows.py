"""What partners did for students in some days: the placements, the hours, and what was promised and given."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from partner_tui.records import database, given, school, school_year, words
from partner_tui.records.school_year import Span
from partner_tui.records.words import WordList


class Placed(NamedTuple):
    """A placement that had begun: of whom, where, and the minutes that were approved; `grade` may be ''."""

    student_id: int
    grade: str
    organization_id: int
    kind: str
    minutes: int


@dataclass(frozen=True, slots=True)
class PartnerFacts:
    """A partner that students were with; `sector` is a label, '' where nobody said."""

    uid: str
    name: str
    kind: str
    sector: str


@dataclass(frozen=True, slots=True)
class GroupFacts:
    """A group of students: how many belonged to it, and how many of them were placed; `name` is '' for no group."""

    name: str
    students: int
    placed: int


@dataclass(frozen=True, slots=True)
class PromiseFacts:
    """What became of the promises of one side that fell due."""

    ours: bool
    kept: int
    kept_late: int
    broken: int
    open_late: int


@dataclass(frozen=True, slots=True)
class GivenFacts:
    """What one side gave the other: how much of what, in how many asks, offers and promises that were kept."""

    ours: bool
    what: str
    unit: str
    quantity: Decimal
    times: int


@dataclass(frozen=True, slots=True)
class PartnerReportFacts:
    """All that the report on partners says; days first and last included, up to `today`.

    `students` are those of the school by grade, and `stages` how many partners stand where on the last day.
    """

    school: str
    span: Span
    today: date
    smallest: int
    placed: Sequence[Placed]
    partners: Mapping[int, PartnerFacts]
    students: Mapping[str, int]
    groups: Sequence[GroupFacts]
    promises: Sequence[PromiseFacts]
    given: Sequence[GivenFacts]
    stages: Mapping[str, int]


_BEGUN = "l.archived_at IS NULL AND l.starts_on <= :until AND coalesce(l.settled_on, l.ends_on, '9999') >= :first"
# `+state`: nearly all hours are approved, and in the order of their placements they are summed in half the time.
PLACED = f"""
WITH worked AS (
    SELECT placement_id, sum(minutes) AS minutes FROM hours
    WHERE +state = 'approved' AND worked_on BETWEEN :first AND :until AND archived_at IS NULL GROUP BY placement_id
)
SELECT l.student_id, s.grade, o.organization_id, o.kind, coalesce(w.minutes, 0)
FROM placements l JOIN openings o ON o.id = l.opening_id JOIN people s ON s.id = l.student_id
LEFT JOIN worked w ON w.placement_id = l.id
WHERE {_BEGUN} ORDER BY l.id
"""

_THEIRS = f"SELECT l.student_id FROM placements l WHERE {_BEGUN}"

PARTNERS = f"""
SELECT g.id, g.uid, g.name, g.kind, g.sector FROM organizations g WHERE g.id IN (
    SELECT o.organization_id FROM openings o JOIN placements l ON l.opening_id = o.id WHERE {_BEGUN})
"""

STUDENTS = f"""
SELECT grade, count(*) FROM people WHERE kind = 'student' AND (archived_at IS NULL OR id IN ({_THEIRS}))
GROUP BY grade
"""

_MEMBERS = """
FROM affiliations a JOIN groups g ON g.id = a.group_id JOIN people p ON p.id = a.person_id
WHERE p.kind = 'student' AND p.archived_at IS NULL AND g.kind IN ('club', 'team', 'council', 'committee', 'program')
AND a.archived_at IS NULL AND g.archived_at IS NULL AND (a.starts_on IS NULL OR a.starts_on <= :until)
AND (a.ends_on IS NULL OR a.ends_on >= :first)
"""
_COUNTS = "count(DISTINCT a.person_id), count(DISTINCT iif(a.person_id IN theirs, a.person_id, NULL))"
GROUPS = f"""
WITH theirs AS MATERIALIZED ({_THEIRS})
SELECT g.name, {_COUNTS} {_MEMBERS} GROUP BY g.id UNION ALL SELECT NULL, {_COUNTS} {_MEMBERS}
"""

_WITH_PARTNERS = """
FROM commitments c
LEFT JOIN people p ON p.id = CASE WHEN c.by_us THEN c.to_person_id ELSE c.by_person_id END
WHERE c.archived_at IS NULL AND (p.kind = 'community'
    OR CASE WHEN c.by_us THEN c.to_organization_id ELSE c.by_organization_id END IS NOT NULL)
"""
PROMISES = f"""
SELECT c.by_us, count(CASE WHEN c.status = 'kept' THEN 1 END),
       count(CASE WHEN c.status = 'kept' AND c.settled_on > c.due_on THEN 1 END),
       count(CASE WHEN c.status = 'broken' THEN 1 END),
       count(CASE WHEN c.status = 'open' AND c.due_on < :today THEN 1 END)
{_WITH_PARTNERS} AND c.kind = 'promise' AND coalesce(c.due_on, c.settled_on) BETWEEN :first AND :until
GROUP BY c.by_us
"""
GIVEN = f"""
SELECT {given.OURS} AS ours, c.contribution, c.unit, sum(c.quantity), count(*) {_WITH_PARTNERS}
AND {given.KEPT} AND c.settled_on BETWEEN :first AND :until
GROUP BY ours, c.contribution, c.unit ORDER BY ours, c.unit, sum(c.quantity) DESC, c.contribution
"""

STAGES = """
SELECT coalesce((SELECT c.stage FROM stage_changes c WHERE c.organization_id = o.id AND c.archived_at IS NULL
    AND c.changed_on <= :until ORDER BY c.changed_on DESC, c.id DESC LIMIT 1), 'identified'), count(*)
FROM organizations o WHERE o.archived_at IS NULL GROUP BY 1
"""

QUERIES = (PLACED, PARTNERS, STUDENTS, GROUPS, PROMISES, GIVEN, STAGES)
"""All that the report asks of the database."""


def facts(span: Span, today: date) -> PartnerReportFacts:
    """Return what partners did for students in some days; eight queries, however many there are of whatever.

    A placement counts where it had begun by `today` and was not over before the first day; hours count where they
    were worked in those days and approved.
    """
    now = school.settings()
    until = min(span.ends_on, today)
    values = {"first": span.starts_on.isoformat(), "until": until.isoformat(), "today": today.isoformat()}
    sectors, given_words = words.labels(WordList.SECTOR), words.labels(WordList.CONTRIBUTION)
    partners = {
        row[0]: PartnerFacts(row[1], row[2], row[3], sectors.get(row[4], row[4]))
        for row in database.select(PARTNERS, values)
    }
    students = dict(database.select(STUDENTS, values))
    placed = list(map(Placed._make, database.select(PLACED, values)))
    return PartnerReportFacts(
        school=now.name,
        span=span,
        today=today,
        smallest=now.smallest_group,
        placed=placed,
        partners=partners,
        students=students,
        groups=_groups(values, sum(students.values()), len({one.student_id for one in placed})),
        promises=[PromiseFacts(bool(row[0]), *row[1:]) for row in database.select(PROMISES, values)],
        given=[
            GivenFacts(bool(ours), given_words.get(what, what), unit, Decimal(quantity) / 100, times)
            for ours, what, unit, quantity, times in database.select(GIVEN, values)
        ],
        stages=dict(database.select(STAGES, values)),
    )


def _groups(values: Mapping[str, Any], students: int, placed: int) -> list[GroupFacts]:
    """Return the groups by name, and at the end those who are in none."""
    *found, (_, members, theirs) = database.select(GROUPS, values)
    named = sorted((GroupFacts(*row) for row in found), key=lambda one: one.name.casefold())
    return [*named, GroupFacts("", students - members, placed - theirs)] if named else []


def year_of(today: date) -> Span | None:
    """Return the school year of a day, or the last one before it; None where there is none."""
    begun = [year for year in school_year.calendar().years if year.starts_on <= today]
    return max(begun, key=lambda year: year.starts_on, default=None)
