"""`backup`, `restore` and `doctor`: keeping the records whole."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from partner_tui.cli import printing
from partner_tui.cli.parser import Commands, add_command
from partner_tui.cli.session import Session
from partner_tui.errors import NotFound, PartnerError

if TYPE_CHECKING:
    from partner_tui.records.backups import Backup

_LATEST = "latest"
_SIGNS = {"good": "✓", "warning": "!", "bad": "✗"}


def add(commands: Commands, name: str) -> None:
    """Add the command `name` of this module."""
    if name == "backup":
        made = add_command(
            commands, name, backup, help="make a checked copy of the records", example="partner-tui backup"
        )
        made.add_argument("--out", metavar="FILE", help="where to; beside the records if not said")
    elif name == "restore":
        made = add_command(
            commands,
            name,
            restore,
            help="bring the records back from a copy; what is there now is kept beside",
            example="partner-tui restore latest",
        )
        made.add_argument("copy", metavar="FILE", help="a copy, or latest")
    else:
        made = add_command(
            commands, name, doctor, help="check that the records are whole", example="partner-tui doctor --rebuild"
        )
        made.add_argument("--rebuild", action="store_true", help="also build the search index anew")


def backup(session: Session, options: Namespace) -> None:
    """Copy the records."""
    from partner_tui.records import backups

    opened = session.open()
    target = Path(options.out).expanduser() if options.out else None
    made = backups.back_up(opened, target=target, at=session.moment)
    if session.as_json:
        printing.document({"backup": str(made)})
    else:
        printing.show(str(made))


def restore(session: Session, options: Namespace) -> None:
    """Bring back a copy."""
    from partner_tui.records import backups

    copy = Path(options.copy).expanduser()
    if options.copy == _LATEST:
        copy = _latest(session).path
    before = {one.path for one in backups.listing(session.path)}
    backups.restore(copy, session.path, at=session.moment)
    kept = next((one.path for one in backups.listing(session.path) if one.path not in before), None)
    if session.as_json:
        printing.document({"restored": str(copy), "kept": str(kept) if kept else None})
        return
    printing.show(f"Restored: {copy}")
    if kept is not None:
        printing.tell(f"What was there before is kept in {kept}")


def _latest(session: Session) -> Backup:
    from partner_tui.records import backups

    there = [one for one in backups.listing(session.path) if one.why != "before-restore"]
    if not there:
        raise NotFound(f"There is no copy in {backups.folder_of(session.path)}.", "Name the file of a copy.")
    return there[0]


def doctor(session: Session, options: Namespace) -> None:
    """Check the records, and say what was found; raise PartnerError when something is broken."""
    from partner_tui.records import checkup

    if options.rebuild:
        session.open()
        checkup.mend_search()
        printing.tell("The search index was built anew.")
    findings = checkup.examine(session.path, at=session.moment)
    broken = [one for one in findings if one.level is checkup.Level.BAD]
    if session.as_json:
        found = [{"level": one.level.value, "message": one.message, "hint": one.hint} for one in findings]
        printing.document({"ok": not broken, "findings": found})
    else:
        printing.show(*(f"{_SIGNS[one.level.value]} {one.message} {one.hint}".rstrip() for one in findings))
    if broken:
        raise PartnerError(broken[0].message, broken[0].hint)
