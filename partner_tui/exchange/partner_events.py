"""Days with partners as a calendar shows them: when agreements end, placements begin and end, and promises are due."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from itertools import chain
from typing import Any

from partner_tui.dates import say_full_day
from partner_tui.exchange.day_events import DayEvent
from partner_tui.records import database
from partner_tui.records.agreements import ONE_SIDED, AgreementKind, kind_label
from partner_tui.records.people import display_name

PAGE = 500
"""Records that are read at once."""

STOOD_FOR = {"staff": "a member of staff", "student": "a student", "family": "a family", "community": "a partner"}
"""What stands for the name of somebody who opted out of the directory (34 CFR 99.37)."""


class DayKind(StrEnum):
    """What a calendar can have beside the meetings."""

    AGREEMENTS = "agreements"
    PLACEMENTS = "placements"
    PROMISES = "promises"


@dataclass(frozen=True, slots=True)
class DayFilter:
    """Which days a calendar has: of some kinds, about some people (none: whoever), in some time, both days included."""

    kinds: frozenset[DayKind] = frozenset()
    who_ids: frozenset[int] = frozenset()
    first: date | None = None
    last: date | None = None

    def has(self, event: DayEvent) -> bool:
        """Return whether a day is in the time that is wanted."""
        return (self.first is None or self.first <= event.day) and (self.last is None or event.day <= self.last)


def day_events(wanted: DayFilter) -> Iterator[DayEvent]:
    """Yield the days of a filter, read a page at a time: the same records give the same days in the same order.

    What was put away is not there. What was renewed or withdrawn is struck out, so that a calendar which has it
    already takes it away.
    """
    made = (_OF_KIND[kind](wanted.who_ids) for kind in DayKind if kind in wanted.kinds)
    return filter(wanted.has, chain.from_iterable(made))


def _pages(query: str) -> Iterator[tuple[Any, ...]]:
    """Yield the rows of a query that begins with the id and goes on behind one."""
    last = 0
    while rows := database.select(query, (last, PAGE)):
        yield from rows
        last = rows[-1][0]


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


def _name(given: str, family: str, preferred: str, kind: str, opted_out: int) -> str:
    return STOOD_FOR[kind] if opted_out else display_name(given, family, preferred)


_AGREEMENTS = """
SELECT a.id, a.uid, a.version + coalesce((SELECT sum(version) FROM agreements WHERE renewed_from_id = a.id), 0),
       a.created_at,
       max(a.updated_at, coalesce((SELECT max(updated_at) FROM agreements WHERE renewed_from_id = a.id), '')),
       a.kind, a.title, a.ends_on, a.notice_days, o.name,
       a.signed_by_school_on IS NOT NULL, a.signed_by_partner_on IS NOT NULL,
       r.signed_by_school_on IS NOT NULL, r.signed_by_partner_on IS NOT NULL
FROM agreements a JOIN organizations o ON o.id = a.organization_id
LEFT JOIN agreements r ON r.id = (SELECT max(id) FROM agreements WHERE renewed_from_id = a.id AND archived_at IS NULL)
WHERE a.id > ? AND a.archived_at IS NULL AND o.archived_at IS NULL AND a.ends_on IS NOT NULL ORDER BY a.id LIMIT ?
"""


def _agreements(who_ids: Collection[int]) -> Iterator[DayEvent]:
    """Yield the day on which the end of each signed agreement is near, and its last day.

    What follows it may strike them out, so that its versions count too.
    """
    if who_ids:
        return  # an agreement is with an organization, not with somebody
    for row in _pages(_AGREEMENTS):
        uid, version, created_at, updated_at, kind, title, ends, notice, partner = row[1:10]
        by_school, by_partner, next_by_school, next_by_partner = row[10:]
        one_sided = AgreementKind(kind) in ONE_SIDED
        if not (by_partner and (by_school or one_sided)):
            continue
        renewed = bool(next_by_partner and (next_by_school or one_sided))
        ends_on = date.fromisoformat(ends)
        what = title or kind_label(AgreementKind(kind))
        facts = (version - 1, _moment(created_at), _moment(updated_at), renewed, renewed)
        if notice:
            near = f"{partner}: {what} ends in {notice} days" if notice != 1 else f"{partner}: {what} ends tomorrow"
            said = f"It ends on {say_full_day(ends_on)}."
            yield DayEvent(f"{uid}-notice", ends_on - timedelta(days=notice), near, said, *facts)
        yield DayEvent(f"{uid}-ends", ends_on, f"{partner}: last day of {what}", "", *facts)


_PLACEMENTS = """
SELECT l.id, l.uid, l.version, l.created_at, l.updated_at, l.starts_on, l.ends_on, l.settled_on, l.status,
       o.title, g.name, l.student_id,
       p.given_name, p.family_name, p.preferred_name, p.kind, p.directory_opt_out
FROM placements l JOIN openings o ON o.id = l.opening_id JOIN organizations g ON g.id = o.organization_id
JOIN people p ON p.id = l.student_id WHERE l.id > ? AND l.archived_at IS NULL ORDER BY l.id LIMIT ?
"""


def _placements(who_ids: Collection[int]) -> Iterator[DayEvent]:
    """Yield the first and the last day of each placement, the day it really ended if it has."""
    for row in _pages(_PLACEMENTS):
        uid, version, created_at, updated_at, starts, ends, settled, status, opening, partner, student = row[1:12]
        if who_ids and student not in who_ids:
            continue
        name = _name(*row[12:])
        facts = (version - 1, _moment(created_at), _moment(updated_at))
        over = status != "open"
        title = f"{name} begins at {partner}"
        yield DayEvent(f"{uid}-starts", date.fromisoformat(starts), title, opening, *facts, settled=over)
        if last := settled or ends:
            title = f"{name}: last day at {partner}"
            yield DayEvent(f"{uid}-ends", date.fromisoformat(last), title, opening, *facts, settled=over)


_PROMISES = """
SELECT c.id, c.uid, c.version, c.created_at, c.updated_at, c.due_on, c.status, c.text, c.kind, c.by_us, c.to_us,
       c.by_person_id, c.to_person_id, b.name, t.name, g.name,
       p.given_name, p.family_name, p.preferred_name, p.kind, p.directory_opt_out,
       q.given_name, q.family_name, q.preferred_name, q.kind, q.directory_opt_out
FROM commitments c LEFT JOIN people p ON p.id = c.by_person_id LEFT JOIN people q ON q.id = c.to_person_id
LEFT JOIN organizations b ON b.id = c.by_organization_id LEFT JOIN organizations t ON t.id = c.to_organization_id
LEFT JOIN groups g ON g.id = c.to_group_id
WHERE c.id > ? AND c.archived_at IS NULL AND c.due_on IS NOT NULL ORDER BY c.id LIMIT ?
"""
_DUE = {"promise": "Promised", "offer": "Offered", "ask": "Asked"}


def _promises(who_ids: Collection[int]) -> Iterator[DayEvent]:
    """Yield the day on which each promise, offer or request is due."""
    for row in _pages(_PROMISES):
        uid, version, created_at, updated_at, due, status, text, kind, by_us, to_us, by_id, to_id = row[1:13]
        if who_ids and not {by_id, to_id} & set(who_ids):
            continue
        made_by = "us" if by_us else row[13] or (_name(*row[16:21]) if by_id else "")
        made_to = "us" if to_us else row[14] or row[15] or (_name(*row[21:26]) if to_id else "")
        yield DayEvent(
            f"{uid}-due",
            date.fromisoformat(due),
            f"{_DUE[kind]} by {made_by} to {made_to}: {text}",
            "",
            version - 1,
            _moment(created_at),
            _moment(updated_at),
            gone=status == "withdrawn",
            settled=status != "open",
        )


_OF_KIND: dict[DayKind, Callable[[Collection[int]], Iterator[DayEvent]]] = {
    DayKind.AGREEMENTS: _agreements,
    DayKind.PLACEMENTS: _placements,
    DayKind.PROMISES: _promises,
}
