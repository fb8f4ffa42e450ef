"""`brief`: what to know before a talk with somebody, on one small screen."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING, Any

from partner_tui.cli import persons, printing
from partner_tui.cli.parser import Commands, add_command
from partner_tui.cli.session import Session

if TYPE_CHECKING:
    from partner_tui.records.brief_rows import Brief

WIDEST = 116
"""Cells of a line, however wide the terminal is: what stands aside is to be read with its line."""

IN_A_PIPE = 80
"""Cells of a line where there is no terminal."""


def add(commands: Commands, name: str) -> None:
    """Add the command."""
    made = add_command(
        commands,
        name,
        brief,
        help="what to know before a talk: who, promises, goals, and three questions not asked yet",
        example="partner-tui brief 'Ana Rivera'",
    )
    made.add_argument("person", metavar="NAME", help="a uid, an e-mail address, or a piece of the name that is enough")


def brief(session: Session, options: Namespace) -> None:
    """Print the brief of a person, on at most 24 lines."""
    session.open()
    from partner_tui.insight import brief
    from partner_tui.records import brief_rows

    found = brief_rows.read(persons.person(options.person).id, session.now)
    if session.as_json:
        printing.document(_document(found))
    else:
        printing.show(*(line.plain for line in brief.lines(found, paper())))


def paper() -> int:
    """Return how many cells a line may have."""
    return min(printing.terminal_width() or IN_A_PIPE, WIDEST)


def _document(found: Brief) -> dict[str, Any]:
    from partner_tui.cli import documents
    from partner_tui.exchange import record_tables

    return {
        "person": {
            **documents.of_person_row(found.person),
            "job_title": found.person.job_title,
            "grade": found.person.grade,
            "joined_on": documents.day(found.person.joined_on),
            "candidate_for": found.candidate_for or None,
        },
        "groups": [
            {"kind": one.kind, "name": one.name, "title": one.title, "starts_on": documents.day(one.starts_on)}
            for one in found.groups
        ],
        "held": found.held,
        "meetings": [record_tables.meeting(one) for one in found.talks],
        "commitments": [documents.commitment(one) for one in found.promises],
        "goals": [documents.goal(one) for one in found.goals],
        "questions": [documents.question(one) for one in found.carried],
        "audience": found.audience.value,
        "prompts": [documents.proposal(one) for one in found.prompts],
    }
