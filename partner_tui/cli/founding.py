"""`init` and `demo`: a new file of records, for the school or for an invented one."""

from __future__ import annotations

from argparse import ArgumentTypeError, Namespace
from pathlib import Path

from partner_tui import settings
from partner_tui.cli import opening, printing
from partner_tui.cli.parser import Commands, add_command
from partner_tui.cli.session import Session

FOUNDER = "partner-tui"
"""Who founds a school in the history: nobody, so that nobody's undo takes it back."""

CHATS_PER_WEEK = 3
_NAME = "Our school"
_DEMO = "demo.db"


def add(commands: Commands, name: str) -> None:
    """Add the command `name` of this module."""
    if name == "init":
        made = add_command(
            commands,
            name,
            init,
            help="make a file of records for your school",
            example="partner-tui init --name 'Lincoln High School' --timezone America/New_York",
        )
        made.add_argument("--name", default=_NAME, help="the school's name; it can be changed later")
        made.add_argument("--timezone", metavar="ZONE", help="the school's time zone; this computer's if not said")
        made.add_argument("--chats-per-week", type=int, default=CHATS_PER_WEEK, metavar="N")
        return
    made = add_command(
        commands,
        name,
        demo,
        help="try everything with an invented school",
        example="partner-tui demo --people 500 --database demo.db",
    )
    made.add_argument("--people", type=_count, default=580, metavar="N", help="how many people; 580")
    made.add_argument("--meetings", type=_count, default=300, metavar="N", help="how many meetings; 300")
    made.add_argument("--seed", type=int, default=1, metavar="N", help="another number, another school")
    made.add_argument("--no-open", action="store_true", help="only make the file")


def _count(text: str) -> int:
    if not text.isdecimal():
        raise ArgumentTypeError(f"“{text}” is not a number")
    return int(text)


def init(session: Session, options: Namespace) -> None:
    """Make a file with a school and nobody in it."""
    make_school(session, options.name, zone(session, options.timezone), options.chats_per_week)
    if session.as_json:
        printing.document({"database": str(session.path), "name": options.name})
    else:
        printing.show(str(session.path))
        printing.tell("Bring in your staff with: partner-tui import FILE, or open it with: partner-tui")


def make_school(session: Session, name: str, timezone: str, chats_per_week: int) -> None:
    """Make the file of the session, whole or not at all; afterwards no records are open."""
    from partner_tui.records import making

    making.make(session.path, lambda: enter(session, name, timezone, chats_per_week))


def enter(session: Session, name: str, timezone: str, chats_per_week: int = CHATS_PER_WEEK) -> None:
    """Enter the school into the open, empty records."""
    from partner_tui.records import history, school

    with history.intent(f"Found {name}", who=FOUNDER, at=session.moment) as intent:
        school.found(intent, name=name, timezone=timezone, chats_per_week=chats_per_week)


def zone(session: Session, said: str | None) -> str:
    """Return the zone that was said, or this computer's, which is told."""
    if said is not None:
        return said
    from partner_tui.screens.places import zone_here

    found = zone_here(session.environment) or "UTC"
    printing.tell(f"The time zone is {found}. Change it with: partner-tui settings set timezone ZONE")
    return found


def demo(session: Session, options: Namespace) -> None:
    """Make a file with an invented school, and open it."""
    from partner_tui.records import making
    from partner_tui.records.sample_school import invent

    path = _demo_path(session)
    shape = {"people": options.people, "meetings": options.meetings, "seed": options.seed}
    making.make(path, lambda: invent(**shape, now=session.moment, progress=printing.Progress()))
    if session.as_json:
        printing.document({"database": str(path), **shape})
    elif options.no_open:
        printing.show(str(path))
    if not options.no_open and not session.as_json:
        opening.open_app(session, path)


def _demo_path(session: Session) -> Path:
    """Return where the invented school goes: never to the records that the settings name."""
    said = session.given_database or session.environment.get(settings.DATABASE)
    return Path(said).expanduser() if said else settings.folder(session.environment, data=True) / _DEMO
