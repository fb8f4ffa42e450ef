"""The sides of a promise, and the promises and goals, that a command line names."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from partner_tui.cli import stories
from partner_tui.cli.session import Session
from partner_tui.errors import Ambiguous, NotFound, PartnerError
from partner_tui.records import commitments, goals, organizations
from partner_tui.records.commitments import CommitmentFilter, CommitmentRow
from partner_tui.records.goals import GoalFilter, GoalRow
from partner_tui.records.groups import Group
from partner_tui.records.organizations import Organization, OrganizationRow
from partner_tui.records.people import Person
from partner_tui.records.sides import US, Side, SideKind
from partner_tui.records.text import fold

_KINDS: dict[Any, SideKind] = {
    Person: SideKind.PERSON,
    Organization: SideKind.ORGANIZATION,
    Group: SideKind.GROUP,
}
_UID = re.compile(r"[0-9a-f]{4,8}(-[0-9a-f-]*)?")
_MOST = 20

_HINTS = {
    "promise": "See them all with: partner-tui commitments list",
    "goal": "See them all with: partner-tui goals list",
    "organization": "Write a piece of its name after the @.",
}

RowT = TypeVar("RowT", CommitmentRow, GoalRow, OrganizationRow)


def side(session: Session, text: str) -> Side:
    """Return us, or the one person, organization or group that is meant; raise NotFound or Ambiguous.

    "@harbor" means an organization only; and whoever writes its whole name does not mean one of its people.
    """
    if text.strip().casefold() == US.kind.value:
        return US
    partners = list(organizations.rows(organizations.listing(text=text.removeprefix("@"))[:_MOST]).values())
    if text.startswith("@"):
        return Side(SideKind.ORGANIZATION, _only(partners, text, "organization", lambda row: row.name).id)
    if len(partners) == 1 and fold(partners[0].name) == fold(text):
        return Side(SideKind.ORGANIZATION, partners[0].id)
    model, record_id = stories.record_named(session, text)
    if model not in _KINDS:
        raise PartnerError(f"“{text}” is a meeting.", "Name a person, an organization or a group, or us.")
    return Side(_KINDS[model], record_id)


def promise(text: str, *, archived: bool = False) -> CommitmentRow:
    """Return the promise with a uid, or how it begins, or the one with those words; raise NotFound or Ambiguous."""
    if _UID.fullmatch(text):
        try:
            return commitments.with_uid(text)
        except NotFound:
            if "-" in text:
                raise
    ids = commitments.listing(CommitmentFilter(text=text, archived=archived)) if text.strip() else ()
    found = commitments.rows(ids[:_MOST])
    return _only([found[one] for one in ids[:_MOST]], text, "promise", lambda row: f"{row.made_to.name}: {row.text}")


def goal(text: str, *, archived: bool = False) -> GoalRow:
    """Return the goal with a uid, or how it begins, or the one with those words; raise NotFound or Ambiguous."""
    if _UID.fullmatch(text):
        try:
            return goals.with_uid(text)
        except NotFound:
            if "-" in text:
                raise
    ids = goals.listing(GoalFilter(text=text, archived=archived)) if text.strip() else ()
    found = goals.rows(ids[:_MOST])
    return _only([found[one] for one in ids[:_MOST]], text, "goal", lambda row: f"{row.person}: {row.text}")


def _only(found: Sequence[RowT], text: str, what: str, said: Callable[[RowT], str]) -> RowT:
    exact = [one for one in found if fold(one.name if isinstance(one, OrganizationRow) else one.text) == fold(text)]
    if len(exact or found) == 1:
        return (exact or found)[0]
    if not found:
        raise NotFound(f"No {what} is “{text}”.", _HINTS[what])
    choices = tuple(f"{said(one)}  {one.uid}" for one in found)
    raise Ambiguous(f"“{text}” could be several {what}s.", choices, "Name one by its uid.")
