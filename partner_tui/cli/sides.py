"""The sides of a promise, and the promises, goals and questions, that a command line names."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from partner_tui.cli import stories
from partner_tui.cli.session import Session
from partner_tui.errors import Ambiguous, NotFound, PartnerError
from partner_tui.records import commitments, goals, organizations
from partner_tui.records.commitments import CommitmentFilter, CommitmentRow
from partner_tui.records.goals import GoalFilter, GoalRow
from partner_tui.records.groups import Group
from partner_tui.records.organizations import Organization, OrganizationFilter, OrganizationRow
from partner_tui.records.people import Person
from partner_tui.records.sides import US, Side, SideKind
from partner_tui.records.text import fold

if TYPE_CHECKING:
    from partner_tui.records.questions import QuestionRow

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
    "question": "See them all with: partner-tui questions list",
    "organization": "Write a piece of its name after the @.",
}

FoundT = TypeVar("FoundT")
RowT = TypeVar("RowT", CommitmentRow, GoalRow, OrganizationRow, "QuestionRow")


def side(session: Session, text: str) -> Side:
    """Return us, or the one person, organization or group that is meant; raise NotFound or Ambiguous.

    "@harbor" means an organization only; and whoever writes its whole name does not mean one of its people.
    """
    if text.strip().casefold() == US.kind.value:
        return US
    name = text.strip().removeprefix("@")
    ids = organizations.listing(OrganizationFilter(text=name))[:_MOST] if name.strip() else ()
    partners = list(organizations.rows(ids, session.today).values())
    if text.strip().startswith("@"):
        return Side(SideKind.ORGANIZATION, _only(partners, text, "organization", lambda row: row.name).id)
    exact = [one for one in partners if fold(one.name) == fold(name)]
    if len(exact) == 1:
        return Side(SideKind.ORGANIZATION, exact[0].id)
    model, record_id = stories.record_named(session, text)
    if model not in _KINDS:
        raise PartnerError(f"“{text}” is a meeting.", "Name a person, an organization or a group, or us.")
    return Side(_KINDS[model], record_id)


def promise(text: str, *, archived: bool = False) -> CommitmentRow:
    """Return the promise with a uid, or how it begins, or the one with those words; raise NotFound or Ambiguous."""
    if (found := _with_uid(text, commitments.with_uid)) is not None:
        return found
    ids = commitments.listing(CommitmentFilter(text=text, archived=archived))[:_MOST] if text.strip() else ()
    rows = commitments.rows(ids)
    return _only([rows[one] for one in ids], text, "promise", lambda row: f"{row.made_to.name}: {row.text}")


def goal(text: str, *, archived: bool = False) -> GoalRow:
    """Return the goal with a uid, or how it begins, or the one with those words; raise NotFound or Ambiguous."""
    if (found := _with_uid(text, goals.with_uid)) is not None:
        return found
    ids = goals.listing(GoalFilter(text=text, archived=archived))[:_MOST] if text.strip() else ()
    rows = goals.rows(ids)
    return _only([rows[one] for one in ids], text, "goal", lambda row: f"{row.person}: {row.text}")


def question(text: str) -> QuestionRow:
    """Return the question to carry on with a uid, or how it begins, or with those words; raise as `promise` does."""
    from partner_tui.records import questions  # only the commands of questions need it

    if (found := _with_uid(text, questions.with_uid)) is not None:
        return found
    ids = questions.found(text)[:_MOST] if text.strip() else ()
    rows = questions.rows(ids)
    return _only([rows[one] for one in ids], text, "question", lambda row: f"{row.person}: {row.text}")


def _with_uid(text: str, read: Callable[[str], FoundT]) -> FoundT | None:
    """Return what has a uid that begins so; None for what may be words. Raise NotFound for a uid that nothing has."""
    if not _UID.fullmatch(text):
        return None
    try:
        return read(text)
    except NotFound:
        if "-" in text:
            raise
    return None


def _only(found: Sequence[RowT], text: str, what: str, said: Callable[[RowT], str]) -> RowT:
    wanted = fold(text.strip().removeprefix("@") if what == "organization" else text)
    exact = [one for one in found if fold(one.name if isinstance(one, OrganizationRow) else one.text) == wanted]
    if len(exact or found) == 1:
        return (exact or found)[0]
    if not found:
        raise NotFound(f"No {what} is “{text}”.", _HINTS[what])
    choices = tuple(f"{said(one)}  {one.uid}" for one in found)
    raise Ambiguous(f"“{text}” could be several {what}s.", choices, "Name one by its uid.")
