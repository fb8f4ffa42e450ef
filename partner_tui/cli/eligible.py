"""Who could be placed in an opening: in the fair order, equals as equals, and who is left out and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from partner_tui.cli import documents, pages, printing
from partner_tui.cli.session import Session
from partner_tui.insight import filling
from partner_tui.records import eligible
from partner_tui.records.eligible import EligibleRow, Tie
from partner_tui.records.opening_rows import OpeningRow
from partner_tui.records.people import PersonKind


def print_students(session: Session, opening: OpeningRow, text: str, limit: int | None) -> None:
    """Print the students who could be placed; `text` is searched in their names, `limit` is the most of them."""
    today = session.today
    ids = eligible.listing(opening, filling.lot(opening.uid, today), today, text)
    ties = eligible.ties(opening, today, text)
    out = eligible.left_out(opening, today)
    found = list(_read(ids[:limit], ties))
    if session.as_json:
        printing.document(
            {
                "opening": opening.uid,
                "places_left": opening.left,
                "ties": [{"had": one.had, "running": one.running, "students": one.count} for one in ties],
                "left_out": {"in_it_already": out.there, "other_grade": out.grade, "too_young": out.age},
                "students": [_document(tie, one, opening) for tie, one in found],
            }
        )
        return
    lines = (
        (
            f"{tie + 1}",
            one.name,
            one.grade,
            str(one.had - one.running or ""),
            str(one.running or ""),
            "; ".join(filling.why(one, opening.youngest)),
            one.uid[:8],
        )
        for tie, one in found
    )
    columns = ("Tie", "Name", "Grade", "Before", "Now", "Why", "UID")
    printing.table(columns, lines, nothing="Nobody could be placed.")
    for number, one in enumerate(filling.stretches(ties), 1):
        printing.tell(
            f"{number}: {one.heading}{', in the order of a lot that is drawn every day' if one.count > 1 else ''}."
        )
    said = (filling.cut(ties, opening.left), filling.left_out(out, opening.grades, opening.youngest))
    printing.tell(*filter(None, said))


def _read(ids: Sequence[int], ties: Sequence[Tie]) -> Iterator[tuple[int, EligibleRow]]:
    """Yield students in their order, each with the number of the tie that they are in, from 0."""
    numbers = {(one.had, one.running): number for number, one in enumerate(ties)}
    for page in pages.pages(ids):
        for row in eligible.rows(page).values():
            yield numbers[row.had, row.running], row


def _document(tie: int, row: EligibleRow, opening: OpeningRow) -> dict[str, Any]:
    return {
        **documents.person(row.uid, PersonKind.STUDENT.value, row.given_name, row.family_name),
        "grade": row.grade,
        "tie": tie + 1,
        "had": row.had,
        "running": row.running,
        "met": row.met,
        "reasons": filling.why(row, opening.youngest),
    }
