"""Records as JSON documents: the keys are the columns, days and times are ISO 8601."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, tzinfo
from typing import TYPE_CHECKING, Any

from partner_tui.insight.rotation import Suggestion
from partner_tui.records.contact import StaffContact
from partner_tui.records.coverage_rows import StaffReach
from partner_tui.records.groups import GroupRow
from partner_tui.records.history import ChangeLine, IntentLine
from partner_tui.records.people import PersonRow

if TYPE_CHECKING:  # their tables are not loaded for a command that prints none of them
    from partner_tui.records.commitments import CommitmentRow
    from partner_tui.records.goals import GoalRow
    from partner_tui.records.prompts import AnswerRow, PromptRow, Proposal
    from partner_tui.records.questions import QuestionRow
    from partner_tui.records.sides import SideRow


def of_contact(person: StaffContact | StaffReach) -> dict[str, Any]:
    """Return a member of staff, and when they were last met."""
    return {
        "uid": person.uid,
        "kind": person.kind,
        "given_name": person.given_name,
        "family_name": person.family_name,
        "department": person.department,
        "last_met": day(person.last_met),
    }


def of_suggestion(suggestion: Suggestion) -> dict[str, Any]:
    """Return somebody to meet, with the reasons."""
    return {**of_contact(suggestion.candidate), "reasons": list(suggestion.reasons)}


def of_person_row(person: PersonRow) -> dict[str, Any]:
    """Return a person as a list has them."""
    return {
        "uid": person.uid,
        "kind": person.kind.value,
        "given_name": person.given_name,
        "family_name": person.family_name,
        "preferred_name": person.preferred_name,
        "department": person.department,
        "last_met": day(person.last_met),
        "next_on": day(person.next_on),
    }


def of_group(group: GroupRow) -> dict[str, Any]:
    """Return a group as a list has it."""
    return {
        "uid": group.uid,
        "kind": group.kind.value,
        "name": group.name,
        "members": group.members,
        "archived": group.archived,
    }


def commitment(row: CommitmentRow) -> dict[str, Any]:
    """Return a promise; `direction` is "ours" or "theirs", `meeting` the uid of the meeting it is from.

    `kind` is "ask", "offer" or "promise"; `quantity` is a text, so that no digit is lost, and null without a `unit`.
    """
    return {
        "uid": row.uid,
        "kind": row.kind.value,
        "text": row.text,
        "contribution": row.contribution,
        "quantity": None if row.amount is None else str(row.amount.quantity),
        "unit": None if row.amount is None else row.amount.unit.value,
        "status": row.status.value,
        "direction": row.direction.value,
        "made_by": side(row.made_by),
        "made_to": side(row.made_to),
        "made_on": day(row.made_on),
        "due_on": day(row.due_on),
        "settled_on": day(row.settled_on),
        "why": row.why,
        "meeting": row.meeting_uid or None,
        "archived": row.archived,
    }


def side(row: SideRow) -> dict[str, Any]:
    """Return one side of a promise: us, a person, an organization or a group; `person` only where it is one."""
    document: dict[str, Any] = {"kind": row.kind.value, "uid": row.uid or None, "name": row.name}
    if row.person_kind is None:
        return document
    return {**document, "person": person(row.uid, row.person_kind.value, row.given_name, row.family_name)}


def goal(row: GoalRow) -> dict[str, Any]:
    """Return a goal of a person; `school_year` is the name of its year, `meeting` the uid where it was heard."""
    return {
        "uid": row.uid,
        "person": person(row.person_uid, row.person_kind.value, row.given_name, row.family_name),
        "school_year": row.school_year or None,
        "text": row.text,
        "status": row.status.value,
        "heard_on": day(row.heard_on),
        "look_again_on": day(row.look_again_on),
        "settled_on": day(row.settled_on),
        "meeting": row.meeting_uid or None,
        "archived": row.archived,
    }


def person(uid: str, kind: str, given_name: str, family_name: str) -> dict[str, Any]:
    """Return a person as other records name them."""
    return {"uid": uid, "kind": kind, "given_name": given_name, "family_name": family_name}


def question(row: QuestionRow) -> dict[str, Any]:
    """Return a question to carry on; `person` is whom to ask, `meeting` the uid of the meeting it was raised in."""
    return {
        "uid": row.uid,
        "person": person(row.person_uid, row.person_kind.value, row.given_name, row.family_name),
        "text": row.text,
        "raised_on": day(row.raised_on),
        "settled_on": day(row.settled_on),
        "meeting": row.meeting_uid or None,
        "archived": row.archived,
    }


def prompt(row: PromptRow) -> dict[str, Any]:
    """Return a question of the bank; `asked` is how often it was asked, of anybody."""
    return {
        "uid": row.uid,
        "audience": row.audience.value,
        "theme": row.theme.value,
        "text": row.text,
        "position": row.position,
        "asked": row.asked,
        "archived": row.archived,
    }


def answer(row: AnswerRow) -> dict[str, Any]:
    """Return an answer with its question; `prompt` is the question's uid, `meeting` that of the meeting."""
    return {
        "uid": row.uid,
        "person": person(row.person_uid, row.person_kind.value, row.given_name, row.family_name),
        "prompt": row.prompt_uid,
        "theme": row.theme.value,
        "question": row.question,
        "text": row.text,
        "asked_on": day(row.asked_on),
        "meeting": row.meeting_uid or None,
        "archived": row.archived,
    }


def proposal(one: Proposal) -> dict[str, Any]:
    """Return a question to ask next, when it was asked last, and what was said last on it or on its theme."""
    return {
        "uid": one.uid,
        "theme": one.theme.value,
        "text": one.text,
        "asked_on": day(one.asked_on),
        "last": answer(one.last) if one.last else None,
    }


def of_intent(line: IntentLine, zone: tzinfo) -> dict[str, Any]:
    """Return a line of the history; its times are in the school's zone."""
    return {
        "uid": line.uid,
        "name": line.name,
        "who": line.who,
        "at": moment(line.at, zone),
        "undone_at": moment(line.undone_at, zone),
    }


def of_changes(changes: Sequence[ChangeLine], zone: tzinfo) -> list[dict[str, Any]]:
    """Return what happened to one record, column by column: what it was before and after."""
    return [
        {
            **of_intent(change.intent, zone),
            "added": change.added,
            "changes": {column: list(values) for column, values in change.columns.items()},
        }
        for change in changes
    ]


def day(value: date | None) -> str | None:
    """Return a day as text."""
    return None if value is None else value.isoformat()


def moment(value: datetime | None, zone: tzinfo) -> str | None:
    """Return a moment as text, with the offset of a zone."""
    return None if value is None else value.astimezone(zone).isoformat()
