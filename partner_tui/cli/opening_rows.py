"""Openings as a command line names them, and as it prints them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from typing import Any

from partner_tui.cli import documents, pages, printing
from partner_tui.cli.session import Session
from partner_tui.errors import Ambiguous, FieldError, NotFound
from partner_tui.insight.opening_words import pay, say_hours
from partner_tui.insight.readiness import Readiness, readiness
from partner_tui.records import openings, readiness_rows
from partner_tui.records.fields import label
from partner_tui.records.openings import OpeningFilter, OpeningRow, OpeningState
from partner_tui.records.text import fold

NOTHING = "No openings. Add one with: partner-tui openings add --partner NAME --title WHAT --kind job"

_UID = re.compile(r"[0-9a-f]{4,8}(-[0-9a-f-]*)?")
_MOST = 20
_SPARE = ("From", "Kind", "Supervisor", "Until")
"""Columns that are left out of a narrow terminal, the first of them first."""


def named(text: str, today: date, *, archived: bool = False) -> OpeningRow:
    """Return the opening with a uid, or how it begins, or the only one with some words; raise NotFound or Ambiguous.

    The words may be of the partner, the title and the requirements: "harbor front desk".
    """
    if _UID.fullmatch(text):
        try:
            return openings.with_uid(text, today)
        except NotFound:
            if "-" in text:
                raise
    found = list(openings.rows(_with_words(text, today, archived)[:_MOST], today).values())
    choices = [one for one in found if fold(text) in (fold(one.title), fold(said(one)))] or found
    if len(choices) == 1:
        return choices[0]
    if not choices:
        hint = "See them all with: partner-tui openings list" + (" --archived" if archived else "")
        raise NotFound(f"No opening is “{text}”.", hint)
    shown = tuple(f"{said(one)}, from {one.starts_on}  {one.uid}" for one in choices)
    raise Ambiguous(f"“{text}” could be several openings.", shown, "Name one by its uid.")


def _with_words(text: str, today: date, archived: bool) -> list[int]:
    """Return the openings that have all words of a text; some may be the partner's and others the opening's."""
    several = [openings.listing(OpeningFilter(text=word, archived=archived), today) for word in text.split()]
    rest = [set(one) for one in several[1:]]
    return [one for one in (several[0] if several else ()) if all(one in there for there in rest)]


def said(row: OpeningRow) -> str:
    """Return an opening in a few words: what it is, and where."""
    return f"{row.title} at {row.organization}"


def several(rows: Sequence[OpeningRow]) -> str:
    """Return what an intent says of some openings: the one, or how many there are."""
    return said(rows[0]) if len(rows) == 1 else f"{len(rows):,} openings"


def places_left(row: OpeningRow) -> str:
    """Return how many places are left, as a sentence has it."""
    return f"{row.left:,} of {row.places:,} {'place' if row.places == 1 else 'places'} left"


@contextmanager
def unless_beyond() -> Iterator[None]:
    """Say with a refusal for want of places that a person may insist."""
    try:
        yield
    except FieldError as refusal:
        if refusal.field == "places":
            refusal.hint = f"{refusal.hint} --beyond does it all the same."
        raise


def read(ids: Sequence[int], today: date) -> Iterator[tuple[OpeningRow, Readiness]]:
    """Yield openings in their order, each with how ready it is."""
    for page in pages.pages(ids):
        for facts in readiness_rows.of_openings(page, today).values():
            yield facts.opening, readiness(facts, today)


def print_openings(session: Session, ids: Sequence[int]) -> None:
    """Print openings in their order, as a table or as a JSON list."""
    today = session.today
    found = read(ids, today)
    if session.as_json:
        printing.documents(document(*one, today) for one in found)
        return
    columns = ("Ready", "Partner", "What", "Kind", "Left", "From", "Until", "Supervisor", "Next step", "UID")
    printing.table(columns, (_cells(*one, today) for one in found), nothing=NOTHING, spare=_SPARE)


def _cells(row: OpeningRow, ready: Readiness, today: date) -> Sequence[str]:
    is_past = row.state(today) is OpeningState.PAST
    return (
        "past" if is_past else label(ready.state.value),
        row.organization,
        row.title,
        row.kind.value,
        f"{row.left:,} of {row.places:,}",
        str(row.starts_on),
        str(row.ends_on or ""),
        row.supervisor,
        "" if is_past else ready.next_step,
        row.uid[:8],
    )


def print_facts(row: OpeningRow, ready: Readiness, today: date) -> None:
    """Print all that is known of an opening, and what its readiness is judged by."""
    gone = f", who is no longer at {row.organization}" if row.supervisor_there is False else ""
    printing.facts(
        [
            ("opening", said(row)),
            ("kind", row.kind.value),
            ("state", row.state(today).value),
            ("ready", label(ready.state.value)),
            ("next step", ready.next_step),
            ("places", places_left(row)),
            ("from", str(row.starts_on)),
            ("until", str(row.ends_on or "no end")),
            ("hours a week", say_hours(row.minutes_per_week) if row.minutes_per_week else ""),
            ("pay", pay(row)),
            ("grades", row.grades.replace(" ", ", ")),
            ("age from", str(row.youngest or "")),
            ("supervisor", f"{row.supervisor}{gone}"),
            ("requirements", row.requirements),
            ("archived", "yes" if row.archived else ""),
            ("uid", row.uid),
        ]
    )
    marks = {"ready": "✓", "at_risk": "▲", "blocked": "!"}
    printing.show("", "Readiness", *(f"  {marks[one.state.value]} {one.said}" for one in ready.checks))


def print_saved(session: Session, opening_id: int, what: str) -> None:
    """Tell what was saved and how ready it is; print its uid, or the whole of it as JSON."""
    row, ready = next(read([opening_id], session.today))
    step = f" Next: {ready.next_step}." if ready.next_step else ""
    printing.tell(f"{what}: {said(row)}, {places_left(row)}.{step}")
    if session.as_json:
        printing.document(document(row, ready, session.today))
    else:
        printing.show(row.uid)


def document(row: OpeningRow, ready: Readiness, today: date) -> dict[str, Any]:
    """Return an opening as JSON has it; `pay` is text with two decimals, `grades` is empty for all."""
    return {
        "uid": row.uid,
        "organization": {"uid": row.organization_uid, "name": row.organization},
        "title": row.title,
        "kind": row.kind.value,
        "state": row.state(today).value,
        "places": row.places,
        "taken": row.taken,
        "left": row.left,
        "minutes_per_week": row.minutes_per_week,
        "paid": row.paid,
        "pay": None if row.pay is None else f"{row.pay:.2f}",
        "pay_per": row.pay_per.value if row.pay_per else None,
        "starts_on": documents.day(row.starts_on),
        "ends_on": documents.day(row.ends_on),
        "grades": row.grades.split(),
        "youngest": row.youngest,
        "requirements": row.requirements,
        "supervisor": supervisor(row.supervisor_uid, row.supervisor, row.supervisor_there),
        "readiness": {
            "state": ready.state.value,
            "next_step": ready.next_step,
            "checks": [
                {"about": one.about, "state": one.state.value, "said": one.said, "step": one.step}
                for one in ready.checks
            ],
        },
        "archived": row.archived,
    }


def supervisor(uid: str, name: str, there: bool | None) -> dict[str, Any] | None:
    """Return who supervises, and whether they still are at the partner; None where nobody is named."""
    return {"uid": uid, "name": name, "there": bool(there)} if uid else None
