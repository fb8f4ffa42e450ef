"""Records as JSON documents: the keys are the columns, days and times are ISO 8601."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, tzinfo
from typing import Any

from partner_tui.insight.rotation import Suggestion
from partner_tui.records.contact import StaffContact
from partner_tui.records.coverage_rows import StaffReach
from partner_tui.records.groups import GroupRow
from partner_tui.records.history import ChangeLine, IntentLine
from partner_tui.records.people import PersonRow


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
