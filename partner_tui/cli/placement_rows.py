"""Placements as a command line names them, and as it prints them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from partner_tui.cli import documents, opening_rows, pages, printing
from partner_tui.cli.session import Session
from partner_tui.errors import Ambiguous, NotFound
from partner_tui.insight.opening_words import say_hours
from partner_tui.records import placements
from partner_tui.records.placements import PlacementFilter, PlacementRow, PlacementState

NOTHING = "No placements. Place students with: partner-tui placements add OPENING STUDENT"

STATES = {
    PlacementState.OVER: "past its end",
    PlacementState.ACTIVE: "active",
    PlacementState.UPCOMING: "upcoming",
    PlacementState.COMPLETED: "completed",
    PlacementState.ENDED_EARLY: "ended early",
}
"""State -> how it is read."""

_UID = re.compile(r"[0-9a-f]{4,8}(-[0-9a-f-]*)?")
_MOST = 20
_SPARE = ("From", "This week", "Grade", "Opening", "To approve")
"""Columns that are left out of a narrow terminal, the first of them first."""


def named(text: str, today: date, *, archived: bool = False) -> PlacementRow:
    """Return the placement with a uid, or how it begins, or the only one with some words; raise NotFound or Ambiguous.

    The words may be of the student, the opening and the partner: "mateo harbor".
    """
    if _UID.fullmatch(text):
        try:
            return placements.with_uid(text, today)
        except NotFound:
            if "-" in text:
                raise
    found = list(placements.rows(_with_words(text, today, archived)[:_MOST], today).values())
    if len(found) == 1:
        return found[0]
    if not found:
        hint = "See them all with: partner-tui placements list" + (" --archived" if archived else "")
        raise NotFound(f"No placement is “{text}”.", hint)
    choices = tuple(f"{said(one)}, {STATES[one.state(today)]}  {one.uid}" for one in found)
    raise Ambiguous(f"“{text}” could be several placements.", choices, "Name one by its uid.")


def _with_words(text: str, today: date, archived: bool) -> list[int]:
    """Return the placements that have all words of a text, each in the student, the opening or the partner."""
    several = [placements.listing(PlacementFilter(text=word, archived=archived), today) for word in text.split()]
    rest = [set(one) for one in several[1:]]
    return [one for one in (several[0] if several else ()) if all(one in there for there in rest)]


def said(row: PlacementRow) -> str:
    """Return a placement in a few words: who, and where."""
    return f"{row.student}, {row.opening} at {row.organization}"


def several(rows: Sequence[PlacementRow]) -> str:
    """Return what an intent says of some placements: the one, or how many there are."""
    return said(rows[0]) if len(rows) == 1 else f"{len(rows):,} placements"


def hours(row: PlacementRow) -> str:
    """Return the approved hours, and of how many: "12.5 of 120 h"."""
    done = say_hours(row.approved_minutes)
    return f"{done} of {say_hours(row.target_minutes)} h" if row.target_minutes else f"{done} h"


def line(row: PlacementRow, today: date) -> str:
    """Return a placement as a line of an opening's story."""
    grade = f" ({row.grade})" if row.grade else ""
    until = row.settled_on or row.ends_on
    span = f"{row.starts_on} to {until}" if until else f"since {row.starts_on}"
    return " · ".join((f"{row.student}{grade}", STATES[row.state(today)], span, hours(row), row.uid[:8]))


def print_placements(session: Session, ids: Sequence[int]) -> None:
    """Print placements in their order, as a table or as a JSON list."""
    today = session.today
    found = (row for page in pages.pages(ids) for row in placements.rows(page, today).values())
    if session.as_json:
        printing.documents(document(one, today) for one in found)
        return
    who = ("State", "Student", "Grade", "Partner", "Opening")
    columns = (*who, "From", "Until", "Hours", "To approve", "This week", "UID")
    printing.table(columns, (_cells(one, today) for one in found), nothing=NOTHING, spare=_SPARE)


def _cells(row: PlacementRow, today: date) -> Sequence[str]:
    return (
        STATES[row.state(today)],
        row.student,
        row.grade,
        row.organization,
        row.opening,
        str(row.starts_on),
        str(row.settled_on or row.ends_on or ""),
        hours(row),
        say_hours(row.submitted_minutes) if row.submitted_minutes else "",
        say_hours(row.week_minutes) if row.week_minutes else "",
        row.uid[:8],
    )


def print_facts(row: PlacementRow, today: date) -> None:
    """Print all that is known of a placement."""
    gone = f", who is no longer at {row.organization}" if row.supervisor_there is False else ""
    waiting = f", {say_hours(row.submitted_minutes)} h to approve" if row.submitted_minutes else ""
    week = f", {say_hours(row.week_minutes)} h this week" if row.week_minutes else ""
    printing.facts(
        [
            ("placement", said(row)),
            ("grade", row.grade),
            ("state", STATES[row.state(today)]),
            ("from", str(row.starts_on)),
            ("until", str(row.ends_on or "no end")),
            ("ended", str(row.settled_on or "")),
            ("why", row.why),
            ("hours", f"{hours(row)} approved{waiting}{week}"),
            ("supervisor", f"{row.supervisor}{gone}"),
            ("rules", row.rules.value.replace("_", " ")),
            ("archived", "yes" if row.archived else ""),
            ("uid", row.uid),
        ]
    )


def document(row: PlacementRow, today: date) -> dict[str, Any]:
    """Return a placement as JSON has it; the minutes of the week are from Sunday to Saturday, and not declined."""
    kind = row.student_kind.value
    return {
        "uid": row.uid,
        "student": documents.person(row.student_uid, kind, row.given_name, row.family_name),
        "grade": row.grade,
        "opening": {"uid": row.opening_uid, "title": row.opening, "kind": row.opening_kind.value},
        "organization": {"uid": row.organization_uid, "name": row.organization},
        "supervisor": opening_rows.supervisor(row.supervisor_uid, row.supervisor, row.supervisor_there),
        "state": row.state(today).value,
        "starts_on": documents.day(row.starts_on),
        "ends_on": documents.day(row.ends_on),
        "settled_on": documents.day(row.settled_on),
        "why": row.why,
        "target_minutes": row.target_minutes,
        "approved_minutes": row.approved_minutes,
        "submitted_minutes": row.submitted_minutes,
        "week_minutes": row.week_minutes,
        "rules": row.rules.value,
        "archived": row.archived,
    }
