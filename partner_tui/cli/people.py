"""`people`: list, add, edit, archive and restore."""

from __future__ import annotations

import argparse
from argparse import Namespace
from typing import Any

from partner_tui.cli import persons, printing
from partner_tui.cli.parser import Commands, Parser, add_command, add_family
from partner_tui.cli.session import Session
from partner_tui.dates import read_date, say_day
from partner_tui.errors import UsageError
from partner_tui.records import births, groups, people
from partner_tui.records.people import SORTS, PeopleFilter, Person, PersonKind

_TEXTS = (
    "family_name", "preferred_name", "pronouns", "email", "phone", "job_title", "grade", "language", "notes",
    "identifier",
)  # fmt: skip
_FLAGS = {"in_rotation": "whether chats are suggested", "directory_opt_out": "whether to keep out of directories"}
_DAYS = {"joined_on": "when they joined the school", "paused_until": "no chats are suggested before this day"}


def add(commands: Commands, _name: str) -> None:
    """Add the family of commands."""
    family = add_family(
        commands,
        "people",
        help="list, add, edit, archive and restore people",
        example="partner-tui people list --kind staff --never-met",
    )
    _add_list(family)
    made = add_command(
        family,
        "add",
        add_person,
        help="add somebody",
        example="partner-tui people add --given-name Ana --family-name Rivera --department Science",
    )
    made.add_argument("--kind", default=PersonKind.STAFF.value, help=f"{_kinds()}; staff if not said")
    made.add_argument("--given-name", required=True)
    _add_fields(made)
    made = add_command(
        family,
        "edit",
        edit,
        help="change somebody; what is not named stays",
        example="partner-tui people edit 'Ana Rivera' --job-title 'Head of Science' --joined-on 2026-08-24",
    )
    made.add_argument("person", metavar="NAME", help="a uid, an e-mail address, or a piece of the name that is enough")
    made.add_argument("--kind", help=_kinds())
    made.add_argument("--given-name")
    _add_fields(made)
    for name, run, help in (
        ("archive", archive, "put people away; nothing is lost"),
        ("restore", restore, "bring back people who were put away"),
    ):
        made = add_command(family, name, run, help=help, example=f"partner-tui people {name} 'Ana Rivera'")
        made.add_argument("person", metavar="NAME", nargs="+")


def _kinds() -> str:
    return ", ".join(kind.value for kind in PersonKind)


def _add_list(family: Commands) -> None:
    made = add_command(
        family,
        "list",
        list_people,
        help="list people",
        example="partner-tui people list --kind staff --group Science --sort last_met",
    )
    made.add_argument("--kind", choices=[kind.value for kind in PersonKind])
    made.add_argument("--group", metavar="GROUP", help="who belongs to this department, club or team")
    made.add_argument("--text", default="", help="words to be found in name, title or e-mail")
    made.add_argument("--never-met", action="store_true", help="with whom no meeting was ever held")
    made.add_argument("--archived", action="store_true", help="who was put away")
    made.add_argument("--absent", action="store_true", help="who was missing from the last roster")
    made.add_argument("--sort", choices=list(SORTS), default="name")
    made.add_argument("--descending", action="store_true", help="from the end")


def _add_fields(made: Parser) -> None:
    for name in _TEXTS:
        made.add_argument(_option(name))
    for name, help in _FLAGS.items():
        made.add_argument(_option(name), action=argparse.BooleanOptionalAction, help=help)
    for name, help in _DAYS.items():
        made.add_argument(_option(name), metavar="DAY", help=f"{help}, as you would write it; '' for never")
    made.add_argument("--department", help="the department they belong to from today; '' for none")
    made.add_argument("--born", metavar="DAY", help="a student's day of birth, for the rules of work only; '' for none")


def _option(name: str) -> str:
    return f"--{name.replace('_', '-')}"


def list_people(session: Session, options: Namespace) -> None:
    """Print the people of a filter."""
    session.open()
    wanted = PeopleFilter(
        kind=PersonKind(options.kind) if options.kind else None,
        text=options.text,
        group_id=groups.named(options.group).id if options.group else None,
        never_met=options.never_met,
        archived=options.archived,
        absent=options.absent,
        sort=options.sort,
        descending=options.descending,
    )
    print_people(session, people.listing(wanted))


def print_people(session: Session, ids: Any) -> None:
    """Print people as a table or as a JSON list."""
    from partner_tui.cli import pages

    if session.as_json:
        from partner_tui.exchange import record_tables

        printing.documents(record_tables.people(ids, session.now))
        return
    today = session.today
    rows = (
        (
            one.name,
            one.kind.value,
            one.department or one.grade,
            say_day(one.last_met, today) if one.last_met else "never",
            say_day(one.next_on, today) if one.next_on else "",
            one.email,
            one.uid[:8],
        )
        for one in pages.people(ids, session.now)
    )
    columns = ("Name", "Kind", "Department", "Last met", "Next", "E-mail", "UID")
    printing.table(columns, rows, nothing="Nobody. Add somebody with: partner-tui people add, or bring in a roster.")


def add_person(session: Session, options: Namespace) -> None:
    """Add a person, and the department."""
    session.open()
    values = _values(session, options)
    name = people.display_name(options.given_name, options.family_name or "", options.preferred_name or "")
    with session.intent(f"Add {name}") as intent:
        person_id = people.add(intent, **values)
        if options.department:
            groups.set_department(intent, person_id, options.department, session.today)
        if options.born:
            births.put(intent, person_id, _day(session, options.born, "past", "born_on"))
    _print_saved(session, person_id, "Added")


def edit(session: Session, options: Namespace) -> None:
    """Change what was named."""
    session.open()
    person = persons.person(options.person)
    values = _values(session, options)
    if not values and options.department is None and options.born is None:
        raise UsageError("Nothing to change was named.", "See: partner-tui people edit --help")
    with session.intent(f"Edit {person.name}") as intent:
        changed = people.edit(intent, person.id, person.version, **values)
        if options.department is not None:
            changed |= groups.set_department(intent, person.id, options.department, session.today)
        if options.born is not None:
            changed |= births.put(intent, person.id, _day(session, options.born, "past", "born_on"))
    _print_saved(session, person.id, "Saved" if changed else "Nothing was different for")


def archive(session: Session, options: Namespace) -> None:
    """Put people away, all of them or none."""
    session.open()
    _turn(session, persons.all_named(options.person), "Archive")


def restore(session: Session, options: Namespace) -> None:
    """Bring people back, all of them or none."""
    session.open()
    _turn(session, [persons.archived_person(text) for text in options.person], "Restore")


def _turn(session: Session, found: list[Person], what: str) -> None:
    names = ", ".join(person.name for person in found)
    with session.intent(f"{what} {names}") as intent:
        for person in found:
            turn = intent.archive if what == "Archive" else intent.restore
            turn(Person, person.id, person.version)
    printing.tell(f"{what}d: {names}. Take it back with: partner-tui undo")
    if session.as_json:
        print_people(session, [person.id for person in found])


def _print_saved(session: Session, person_id: int, what: str) -> None:
    person = people.get(person_id)
    printing.tell(f"{what} {person.name}.")
    if session.as_json:
        from partner_tui.exchange import record_tables

        printing.document(next(record_tables.people([person_id], session.now)))
    else:
        printing.show(person.uid)


def _values(session: Session, options: Namespace) -> dict[str, Any]:
    """Return the fields that the options name."""
    said = vars(options)
    names = ("kind", "given_name", *_TEXTS, *_FLAGS)
    values = {name: said[name] for name in names if said[name] is not None}
    for name, prefer in (("joined_on", "past"), ("paused_until", "future")):
        text = said[name]
        if text is not None:
            values[name] = _day(session, text, prefer, name)
    return values


def _day(session: Session, text: str, prefer: Any, field: str) -> Any:
    if not text.strip():
        return None
    return read_date(text, session.today, prefer=prefer, day_first=session.settings.day_first, field=field)
