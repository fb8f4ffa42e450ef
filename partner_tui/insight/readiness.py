"""Readiness: whether students can come to an opening today, and the one thing to do first where they cannot."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from partner_tui.dates import say_full_day, say_since
from partner_tui.records.agreement_rows import ONE_SIDED, AgreementKind, AgreementRow, AgreementState, kind_label
from partner_tui.records.opening_rows import OpeningKind, OpeningState
from partner_tui.records.readiness_rows import ReadinessFacts

SCHOOL_WEEK = 5
"""School days."""


class ReadinessState(StrEnum):
    """How ready an opening is, or one of the things that it is judged by."""

    READY = "ready"
    AT_RISK = "at_risk"
    BLOCKED = "blocked"


@dataclass(frozen=True, slots=True)
class Check:
    """One of the things that are looked at.

    `about` is the code of an agreement's kind, or term, supervisor, places, contact. `said` is how it stands in a few
    words, `step` what to do about it, '' where it is as it should be.
    """

    about: str
    state: ReadinessState
    said: str
    step: str = ""


@dataclass(frozen=True, slots=True)
class Readiness:
    """How ready an opening is: as its worst check. `next_step` is the most pressing one, '' only where all is ready."""

    state: ReadinessState
    next_step: str
    checks: tuple[Check, ...]

    @property
    def in_place(self) -> ReadinessState:
        """How it stands for the students who are there already: whether a place is left does not matter to them."""
        return _worst(one for one in self.checks if one.about != "places")


_WEIGHT = {ReadinessState.READY: 0, ReadinessState.AT_RISK: 1, ReadinessState.BLOCKED: 2}


def readiness(facts: ReadinessFacts, today: date) -> Readiness:
    """Return how ready an opening is on a day.

    It is blocked while an agreement that it needs is not in force, nobody is named who supervises, who does has left,
    no place is left, or it is over; at risk while one is about to end, or nobody was met for longer than the cadence.
    A speaker comes to the school, and so needs no supervisor.
    """
    checks = tuple(_checks(facts, today))
    state = _worst(checks)
    return Readiness(state, next((one.step for one in checks if one.state is state), ""), checks)


def _worst(checks: Iterable[Check]) -> ReadinessState:
    return max((one.state for one in checks), key=_WEIGHT.__getitem__, default=ReadinessState.READY)


def _checks(facts: ReadinessFacts, today: date) -> Iterator[Check]:
    """Yield all checks; of two that are as bad as each other, the earlier is the more pressing."""
    if facts.opening.state(today) is OpeningState.PAST and facts.opening.ends_on:
        ended = say_since((today - facts.opening.ends_on).days)
        yield Check("term", ReadinessState.BLOCKED, f"ended {ended}", f"Give the opening a later end: it ended {ended}")
    for kind in facts.needed:
        yield _agreement(facts, kind, today)
    yield _supervisor(facts)
    yield _places(facts)
    yield _contact(facts, today)


def _agreement(facts: ReadinessFacts, kind: AgreementKind, today: date) -> Check:
    label = kind_label(kind)
    found = [one for one in facts.agreements if one.kind is kind and _is_for(one, facts)]
    in_force = [one for one in found if one.in_force(today)]
    safe = [one for one in in_force if one.state(today) is not AgreementState.NOTICE]
    if safe:
        last = max(safe, key=_end)
        until = say_full_day(last.ends_on) if last.ends_on else ""
        return Check(kind.value, ReadinessState.READY, f"{label} in force{f' until {until}' if until else ''}")
    if in_force:
        return _in_notice(max(in_force, key=_end), today)
    begins = facts.opening.starts_on
    in_time = [one.starts_on for one in found if one.starts_on and today < begins and one.in_force(begins)]
    if in_time:
        return Check(kind.value, ReadinessState.READY, f"{label} in force from {say_full_day(min(in_time))}")
    return Check(kind.value, ReadinessState.BLOCKED, *_not_in_force(found, kind, facts, today))


def _in_notice(row: AgreementRow, today: date) -> Check:
    ends = f"ends {say_since(-(row.days_left(today) or 0))}"
    label = kind_label(row.kind)
    step = f"Sign the new {label}: this one {ends}" if row.renewed_by_id else f"Renew the {label}: it {ends}"
    return Check(row.kind.value, ReadinessState.AT_RISK, f"{label} {ends}", step)


def _not_in_force(
    found: list[AgreementRow], kind: AgreementKind, facts: ReadinessFacts, today: date
) -> tuple[str, str]:
    """Return how an agreement stands of which none is in force, and what to do: the next one first, then the last."""
    label, states = kind_label(kind), {one.id: one.state(today) for one in found}
    coming = [one for one in found if states[one.id] is AgreementState.UPCOMING and one.starts_on]
    if coming:
        starts = say_full_day(min(one.starts_on for one in coming if one.starts_on))
        return f"{label} starts on {starts}", f"Wait for the {label}, or let it start earlier: it starts on {starts}"
    ended = [one.ends_on for one in found if one.signed_on and one.ends_on and one.ends_on < today]
    because = f": the last one ended {say_since((today - max(ended)).days)}" if ended else ""
    for state in (AgreementState.AWAITING_SIGNATURE, AgreementState.DRAFT):
        for one in found:
            if states[one.id] is state:
                return f"{label} not signed{because}", f"{_to_sign(one)}{because}"
    if ended:
        since = say_since((today - max(ended)).days)
        return f"{label} ended {since}", f"Renew the {label}: it ended {since}"
    whose = f" for {facts.opening.supervisor}" if _is_personal(kind) and facts.opening.supervisor else ""
    article = "an" if label[0] in "aeiM" else "a"
    return f"no {label}{whose}", f"Make {article} {label}{whose} with {facts.opening.organization}"


def _to_sign(row: AgreementRow) -> str:
    label = kind_label(row.kind)
    if row.kind in ONE_SIDED:
        return f"Ask {row.organization} for the {label}, and enter its day of issue"
    if row.signed_by_partner_on is None:
        return f"Get the {label} signed by {row.organization}"
    return f"Sign the {label} for the school"


def _is_personal(kind: AgreementKind) -> bool:
    return kind is AgreementKind.CLEARANCE


def _is_for(row: AgreementRow, facts: ReadinessFacts) -> bool:
    """Return whether an agreement counts for an opening: somebody's own clearance is not another one's."""
    supervisor = facts.opening.supervisor_id
    return not _is_personal(row.kind) or supervisor is None or row.person_id in (None, supervisor)


def _end(row: AgreementRow) -> date:
    return row.ends_on or date.max


def _supervisor(facts: ReadinessFacts) -> Check:
    row = facts.opening
    if row.supervisor_id is None:
        if row.kind is OpeningKind.SPEAKER:
            return Check("supervisor", ReadinessState.READY, "needs no supervisor")
        return Check("supervisor", ReadinessState.BLOCKED, "no supervisor", "Name a supervisor: nobody is named")
    if not row.supervisor_there:
        said = f"{row.supervisor} is no longer there"
        step = f"Name another supervisor: {row.supervisor} is no longer at {row.organization}"
        return Check("supervisor", ReadinessState.BLOCKED, said, step)
    return Check("supervisor", ReadinessState.READY, f"supervised by {row.supervisor}")


def _places(facts: ReadinessFacts) -> Check:
    row = facts.opening
    if row.left:
        return Check("places", ReadinessState.READY, f"{row.left} of {row.places} places left")
    taken = "The only place is taken" if row.places == 1 else f"All {row.places} places are taken"
    step = f"Ask for another place: {taken[0].lower()}{taken[1:]}"
    return Check("places", ReadinessState.BLOCKED, taken[0].lower() + taken[1:], step)


def _contact(facts: ReadinessFacts, today: date) -> Check:
    last, partner = facts.last_contact_on, facts.opening.organization
    if last is None:
        if not facts.silent_after:
            return Check("contact", ReadinessState.READY, "never met, and needs no regular word")
        return Check("contact", ReadinessState.AT_RISK, "never met", f"Meet {partner}: nobody there was ever met")
    since = say_since((today - last).days)
    is_silent = facts.calendar.school_days_between(last, today) > facts.silent_after * SCHOOL_WEEK
    if facts.silent_after and is_silent:
        return Check("contact", ReadinessState.AT_RISK, f"last met {since}", f"Talk to {partner}: last met {since}")
    return Check("contact", ReadinessState.READY, f"last met {since}")
