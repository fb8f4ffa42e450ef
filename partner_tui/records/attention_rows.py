"""What attention is judged by: of every partner that is neither paused nor ended, all that may need somebody."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any, NamedTuple

from partner_tui.records import database, hours, opening_rows, requirements, school, school_year
from partner_tui.records.agreement_rows import AgreementKind, signed_sql
from partner_tui.records.fields import utc_text
from partner_tui.records.partner_contact import LAST
from partner_tui.records.school_year import SchoolCalendar


class PartnerFacts(NamedTuple):
    """A partner: who looks after it, where it stands since when, and when somebody there was last met.

    `contacted_on` is the first day on which it was more than identified. `silent_after` is after how many school weeks
    without a word it is silent, 0 for never; `is_planned` is whether a meeting with it is to come.
    """

    id: int
    uid: str
    name: str
    owner_id: int | None
    stage: str
    since: date
    contacted_on: date | None
    last_contact_on: date | None
    silent_after: int
    is_planned: bool = False


class EndingFacts(NamedTuple):
    """An agreement in notice or past its end, with none of its kind after it."""

    organization_id: int
    kind: AgreementKind
    ends_on: date


class InPlaceFacts(NamedTuple):
    """An opening with students in place; `kind` is its code, `supervisor_there` is None where nobody is named."""

    organization_id: int
    title: str
    kind: str
    ends_on: date | None
    supervisor_id: int | None
    supervisor_there: bool | None


class LateFacts(NamedTuple):
    """A promise that was due before today, to a partner or somebody there, or by them."""

    organization_id: int
    ours: bool
    text: str
    due_on: date


@dataclass(frozen=True, slots=True)
class AttentionFacts:
    """All of it, as of a day; `hours` is organization id -> how many shifts wait for a word.

    `in_force` has organization id -> the codes of the agreements in force there; `cleared` has (organization id, whom
    the clearance is of, None for everybody). `needed` is the code of an opening's kind -> those of the agreements that
    it needs. `stuck_after` is in school weeks, 0 for never.
    """

    partners: Mapping[int, PartnerFacts]
    endings: tuple[EndingFacts, ...]
    late: tuple[LateFacts, ...]
    hours: Mapping[int, int]
    in_place: tuple[InPlaceFacts, ...]
    in_force: Mapping[int, Set[str]]
    cleared: Set[tuple[int, int | None]]
    needed: Mapping[str, tuple[str, ...]]
    stuck_after: int
    calendar: SchoolCalendar = field(repr=False)


def facts(today: date) -> AttentionFacts:
    """Return what holds on a day; a fixed number of queries, however many partners there are."""
    partners = _partners(today)
    in_force, cleared = _in_force(today)
    needed = requirements.needed()
    return AttentionFacts(
        partners=partners,
        endings=tuple(_endings(today)),
        late=tuple(_late(today)),
        hours=hours.waiting(),
        in_place=tuple(_in_place(today)),
        in_force=in_force,
        cleared=cleared,
        needed={
            kind.value: tuple(one.value for one in AgreementKind if one in kinds) for kind, kinds in needed.items()
        },
        stuck_after=school.settings().stage_weeks,
        calendar=school_year.calendar(),
    )


def _partners(today: date) -> dict[int, PartnerFacts]:
    settings = school.settings()
    query = (
        "SELECT o.id, o.uid, o.name, o.owner_id, coalesce(s.stage, 'identified'), s.changed_on, o.created_at, "
        "(SELECT min(c.changed_on) FROM stage_changes c WHERE c.organization_id = o.id AND c.archived_at IS NULL "
        f"AND c.stage <> 'identified'), {LAST.format(organization='o.id')}, coalesce(o.cadence_weeks, :usual), "
        "EXISTS (SELECT 1 FROM partner_index i WHERE i.status = 'planned' AND i.organization_id = o.id "
        "AND i.starts_at >= :morning) "
        "FROM organizations o LEFT JOIN stage_changes s ON s.id = (SELECT c.id FROM stage_changes c "
        "WHERE c.organization_id = o.id AND c.archived_at IS NULL AND c.changed_on <= :today "
        "ORDER BY c.changed_on DESC, c.id DESC LIMIT 1) "
        "WHERE o.archived_at IS NULL AND coalesce(s.stage, 'identified') NOT IN ('paused', 'ended')"
    )
    zone = settings.zone

    days: dict[str, date] = {}  # partners that were entered, or met, at one time are many

    def local(moment: str) -> date:
        if moment not in days:
            days[moment] = datetime.fromisoformat(moment).astimezone(zone).date()
        return days[moment]

    morning = utc_text(datetime.combine(today, time(), zone))
    found: dict[int, PartnerFacts] = {}
    values = {"usual": settings.partner_weeks, "today": today.isoformat(), "morning": morning}
    for row in database.select(query, values):
        since = date.fromisoformat(row[5]) if row[5] else min(local(row[6]), today)
        last = local(row[8]) if row[8] else None
        when = (since, _day(row[7]), last, row[9], bool(row[10]))
        found[row[0]] = PartnerFacts(row[0], row[1], row[2], row[3], row[4], *when)
    return found


def _endings(today: date) -> list[EndingFacts]:
    """Return the signed agreements that are near their end or past it, where no signed one of the kind goes on."""
    query = (
        "SELECT a.organization_id, a.kind, a.ends_on FROM agreements a "
        f"WHERE a.archived_at IS NULL AND {signed_sql('a')} <= :today AND a.ends_on IS NOT NULL "
        "AND coalesce(a.starts_on, '') <= :today "
        "AND date(a.ends_on, '-' || a.notice_days || ' days') <= :today AND NOT EXISTS ("
        "SELECT 1 FROM agreements n WHERE n.organization_id = a.organization_id AND n.kind = a.kind AND n.id <> a.id "
        # The plus keeps SQLite from looking among all that are of nobody in particular, which nearly all are.
        f"AND +n.person_id IS a.person_id AND n.archived_at IS NULL AND {signed_sql('n')} <= :today "
        "AND (n.ends_on IS NULL OR n.ends_on > a.ends_on)) ORDER BY a.ends_on, a.id"
    )
    found = database.select(query, {"today": today.isoformat()})
    return [EndingFacts(row[0], AgreementKind(row[1]), date.fromisoformat(row[2])) for row in found]


def _late(today: date) -> list[LateFacts]:
    """Return the late promises, ours first, the oldest first; one to or by somebody counts for where they belong."""
    there = (
        "SELECT person_id, organization_id FROM affiliations WHERE organization_id IS NOT NULL AND archived_at IS NULL "
        "AND coalesce(starts_on, '') <= :today AND (ends_on IS NULL OR ends_on >= :today)"
    )
    late = (
        "c.archived_at IS NULL AND c.status = 'open' AND c.kind = 'promise' AND c.due_on < :today "
        "AND (c.by_us OR c.to_us)"
    )
    query = (
        f"WITH there AS ({there}) "
        "SELECT coalesce(c.to_organization_id, c.by_organization_id) AS partner, c.by_us, c.text, c.due_on, c.id "
        f"FROM commitments c WHERE {late} AND partner IS NOT NULL "
        "UNION SELECT t.organization_id, c.by_us, c.text, c.due_on, c.id FROM commitments c "
        f"JOIN there t ON t.person_id = coalesce(c.to_person_id, c.by_person_id) WHERE {late} "
        "ORDER BY 2 DESC, 4, 5"
    )
    found = database.select(query, {"today": today.isoformat()})
    return [LateFacts(row[0], bool(row[1]), row[2], date.fromisoformat(row[3])) for row in found]


def _in_place(today: date) -> list[InPlaceFacts]:
    query = (
        "SELECT o.organization_id, o.title, o.kind, o.ends_on, o.supervisor_id, "
        f"{opening_rows.there('o.supervisor_id', 'o.organization_id')} FROM openings o WHERE o.archived_at IS NULL "
        "AND o.id IN (SELECT p.opening_id FROM placements p WHERE p.archived_at IS NULL AND p.status = 'open' "
        "AND p.starts_on <= :today AND (p.ends_on IS NULL OR p.ends_on >= :today)) ORDER BY o.id"
    )
    found = database.select(query, {"today": today.isoformat()})
    return [
        InPlaceFacts(row[0], row[1], row[2], _day(row[3]), row[4], None if row[4] is None else bool(row[5]))
        for row in found
    ]


def _in_force(today: date) -> tuple[dict[int, set[str]], set[tuple[int, int | None]]]:
    query = (
        f"SELECT a.organization_id, a.kind, a.person_id FROM agreements a WHERE a.archived_at IS NULL "
        f"AND {signed_sql('a')} <= :today AND coalesce(a.starts_on, '') <= :today "
        "AND (a.ends_on IS NULL OR a.ends_on >= :today)"
    )
    clearance = AgreementKind.CLEARANCE.value
    in_force: dict[int, set[str]] = {}
    cleared: set[tuple[int, int | None]] = set()
    for organization_id, kind, person_id in database.select(query, {"today": today.isoformat()}):
        in_force.setdefault(organization_id, set()).add(kind)
        if kind == clearance:
            cleared.add((organization_id, person_id))
    return in_force, cleared


def _day(text: Any) -> date | None:
    return date.fromisoformat(text) if text else None
