"""Attention: which partner needs somebody today, and why; the most pressing reason comes first."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from partner_tui.dates import say_since
from partner_tui.records.agreement_rows import AgreementKind, kind_label
from partner_tui.records.attention_rows import AttentionFacts, InPlaceFacts, LateFacts, PartnerFacts
from partner_tui.records.opening_rows import OpeningKind

SCHOOL_WEEK = 5
"""School days."""

_TALKING = frozenset({"contacted", "exploring", "agreeing", "active", "deepening"})
"""The stages in which a partner waits for a word."""

_PASSING = frozenset({"contacted", "exploring", "agreeing"})
"""The stages that lead to another one."""

_CLEARANCE = AgreementKind.CLEARANCE.value

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


class AttentionKind(StrEnum):
    """Why a partner needs somebody, in the order in which it matters."""

    AGREEMENT = "agreement"
    OUR_PROMISE = "our_promise"
    THEIR_PROMISE = "their_promise"
    SILENT = "silent"
    STUCK = "stuck"
    HOURS = "hours"
    BLOCKED = "blocked"


_RANK = {kind: place for place, kind in enumerate(AttentionKind)}


class Reason(NamedTuple):
    """One reason; `is_pressing` where harm is done already: something ended, is late, or must not go on.

    Among reasons of a kind the one with the smaller `weight` comes first: the earlier day, or the longer wait.
    """

    kind: AttentionKind
    said: str
    is_pressing: bool
    weight: int


class Attention(NamedTuple):
    """A partner that needs somebody; `reasons` has at least one, the first in the order of kinds first."""

    organization_id: int
    uid: str
    name: str
    owner_id: int | None
    reasons: tuple[Reason, ...]

    @property
    def reason(self) -> Reason:
        """The first reason."""
        return self.reasons[0]


def attention(facts: AttentionFacts, today: date, me: int | None = None) -> list[Attention]:
    """Return the partners that need somebody on a day, each once, in the order of their first reasons.

    An agreement that ended or is in its notice comes before a late promise (ours before theirs), then silence longer
    than the cadence with no meeting planned, a stage that lasts too long, hours that wait, and students where they may
    not be. Among equals the longer wait comes first, then the name. With `me`, the partners that this person looks
    after come before all others.
    """
    found: dict[int, list[Reason]] = {}
    for organization_id, reason in _reasons(facts, today):
        if organization_id in facts.partners:
            found.setdefault(organization_id, []).append(reason)
    needing = [
        Attention(*facts.partners[one][:4], tuple(sorted(reasons, key=_place))) for one, reasons in found.items()
    ]
    return sorted(needing, key=lambda one: (me is not None and one.owner_id != me, *_place(one.reason), one.name))


def _place(reason: Reason) -> tuple[int, int]:
    return _RANK[reason.kind], reason.weight


def _reasons(facts: AttentionFacts, today: date) -> Iterator[tuple[int, Reason]]:
    for ending in facts.endings:
        days = (ending.ends_on - today).days
        said = f"{kind_label(ending.kind)} {'ends' if days >= 0 else 'ended'} {say_since(-days)}"
        yield ending.organization_id, Reason(AttentionKind.AGREEMENT, said, days < 0, ending.ends_on.toordinal())
    yield from _promises(facts, today)
    yield from _waits(facts, today)
    for organization_id, count in facts.hours.items():
        said = "a shift waits for approval" if count == 1 else f"{count:,} shifts wait for approval"
        yield organization_id, Reason(AttentionKind.HOURS, said, False, -count)
    yield from _blocked(facts, today)


def _promises(facts: AttentionFacts, today: date) -> Iterator[tuple[int, Reason]]:
    gathered: dict[tuple[int, bool], list[LateFacts]] = {}
    for one in facts.late:
        gathered.setdefault((one.organization_id, one.ours), []).append(one)
    for (organization_id, ours), late in gathered.items():
        kind = AttentionKind.OUR_PROMISE if ours else AttentionKind.THEIR_PROMISE
        oldest = min(one.due_on for one in late)
        whose, days = ("ours" if ours else "theirs"), (today - oldest).days
        if len(late) == 1:
            said = (
                f"{'our' if ours else 'their'} promise is {days} {'day' if days == 1 else 'days'} late: {late[0].text}"
            )
        else:
            said = f"{len(late)} promises of {whose} are late, the oldest by {days} {'day' if days == 1 else 'days'}"
        yield organization_id, Reason(kind, said, ours, oldest.toordinal())


def _waits(facts: AttentionFacts, today: date) -> Iterator[tuple[int, Reason]]:
    """Yield who waits for a word, and who stays in a stage on the way to another."""
    weeks = _Weeks(facts, today)
    for one in facts.partners.values():
        if one.stage in _TALKING and one.silent_after and not one.is_planned:
            last = one.last_contact_on or one.contacted_on or one.since
            silent = weeks.since(last)
            if silent is not None and silent > one.silent_after * SCHOOL_WEEK:
                yield one.id, Reason(AttentionKind.SILENT, _silent(one, silent), False, -silent)
        if one.stage in _PASSING and facts.stuck_after:
            stuck = weeks.since(one.since)
            if stuck is not None and stuck > facts.stuck_after * SCHOOL_WEEK:
                yield one.id, Reason(AttentionKind.STUCK, f"{one.stage} {_since(one.since, today)}", False, -stuck)


class _Weeks:
    """How many school days lie between a day and today; each day is counted once."""

    def __init__(self, facts: AttentionFacts, today: date) -> None:
        self._calendar, self._today = facts.calendar, today
        self._known: dict[date, int] = {}

    def since(self, day: date) -> int | None:
        """Return the school days since a day; None for a day that is to come."""
        if day > self._today:
            return None
        if day not in self._known:
            self._known[day] = self._calendar.school_days_between(day, self._today)
        return self._known[day]


def _silent(one: PartnerFacts, days: int) -> str:
    weeks = days // SCHOOL_WEEK
    if one.last_contact_on is None:
        return f"no word for {weeks} school weeks, never met"
    return f"no word for {weeks} school weeks"


def _since(day: date, today: date) -> str:
    month = _MONTHS[day.month - 1]
    return f"since {month}" if day.year == today.year else f"since {month} {day.year}"


def _blocked(facts: AttentionFacts, today: date) -> Iterator[tuple[int, Reason]]:
    """Yield the partners with students in an opening that students may not be in, and what is missing there."""
    missing: dict[int, list[str]] = {}
    for one in facts.in_place:
        if lack := _lack(one, facts, today):
            missing.setdefault(one.organization_id, []).append(f"{one.title} {lack}")
    for organization_id, told in missing.items():
        more = f" and {len(told) - 1} more" if len(told) > 1 else ""
        said = f"students are in place at {told[0]}{more}"
        yield organization_id, Reason(AttentionKind.BLOCKED, said, True, -len(told))


def _lack(one: InPlaceFacts, facts: AttentionFacts, today: date) -> str:
    """Return what students in place lack, the first that `readiness` would name; '' where nothing is blocked."""
    if one.ends_on is not None and one.ends_on < today:
        return f"though it ended {say_since((today - one.ends_on).days)}"
    there = facts.in_force.get(one.organization_id, frozenset())
    for code in facts.needed[one.kind]:
        if code not in there or (code == _CLEARANCE and not _is_cleared(one, facts)):
            return f"with no {kind_label(AgreementKind(code))} in force"
    if one.supervisor_id is None:
        return "" if one.kind == OpeningKind.SPEAKER.value else "with no supervisor"
    return "" if one.supervisor_there else "whose supervisor is no longer there"


def _is_cleared(one: InPlaceFacts, facts: AttentionFacts) -> bool:
    """Return whether a clearance counts: somebody's own is not another one's."""
    if one.supervisor_id is None:
        return True
    return any((one.organization_id, person) in facts.cleared for person in (None, one.supervisor_id))
