"""`undo`, `redo` and `history`: what was done, and taking it back."""

from __future__ import annotations

from argparse import Namespace

from partner_tui.cli import printing
from partner_tui.cli.parser import Commands, add_command, count
from partner_tui.cli.session import Session
from partner_tui.errors import PartnerError


def add(commands: Commands, name: str) -> None:
    """Add the command `name` of this module."""
    if name == "undo":
        add_command(commands, name, undo, help="take back the last thing that you did", example="partner-tui undo")
        return
    if name == "redo":
        add_command(
            commands, name, redo, help="bring forward what was taken back last", example="partner-tui redo --json"
        )
        return
    made = add_command(
        commands,
        name,
        history,
        help="what was done, by whom and when; or what happened to one record",
        example="partner-tui history 'Ana Rivera'",
    )
    made.add_argument("record", metavar="NAME", nargs="?", help="a person, a group, an organization or a meeting")
    made.add_argument("--limit", type=count, default=20, metavar="N", help="how many lines, the newest first; 20")


def undo(session: Session, _options: Namespace) -> None:
    """Take back the user's last intent."""
    _turn(session, "undo")


def redo(session: Session, _options: Namespace) -> None:
    """Bring forward the user's intent that was taken back last."""
    _turn(session, "redo")


def _turn(session: Session, which: str) -> None:
    session.open()
    from partner_tui.records import history

    turn, key = (history.undo, "undone") if which == "undo" else (history.redo, "redone")
    line = turn(who=session.who, at=session.moment)
    if line is None:
        raise PartnerError(f"There is nothing of yours to {which}.", "See what was done with: partner-tui history")
    if session.as_json:
        printing.document({key: line.name})
    else:
        printing.show(f"{key.capitalize()}: {line.name}")


def history(session: Session, options: Namespace) -> None:
    """Print the newest intents, or all that happened to one record."""
    session.open()
    if options.record is not None:
        _print_changes(session, options)
        return
    from partner_tui.records import history as records

    lines = records.recent(options.limit)
    if session.as_json:
        from partner_tui.cli import documents

        printing.document([documents.of_intent(line, session.school.zone) for line in lines])
        return
    from partner_tui.dates import say_moment

    zone, today = session.school.zone, session.today
    rows = (
        (say_moment(line.at.astimezone(zone), today), line.who, line.name, "taken back" if line.undone_at else "")
        for line in lines
    )
    printing.table(("When", "Who", "What", ""), rows, nothing="Nothing was done yet.")


def _print_changes(session: Session, options: Namespace) -> None:
    from partner_tui.cli import documents, stories
    from partner_tui.records import history as records

    model, record_id = stories.record_named(session, options.record)
    changes = records.of_record(model, record_id, who=session.who)[: options.limit]
    if session.as_json:
        printing.document(documents.of_changes(changes, session.school.zone))
        return
    printing.show(*(line for change in changes for line in stories.change_lines(session, change)))
