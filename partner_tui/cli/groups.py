"""`groups`: list, add, edit, archive and restore; who joins and who leaves."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from typing import Any

from partner_tui.cli import pages, persons, printing
from partner_tui.cli.parser import Commands, Parser, add_command, add_family
from partner_tui.cli.session import Session
from partner_tui.dates import read_date
from partner_tui.errors import NotFound, UsageError
from partner_tui.records import groups
from partner_tui.records.fields import label
from partner_tui.records.groups import Group, GroupKind

_KINDS = [kind.value for kind in GroupKind]


def add(commands: Commands, _name: str) -> None:
    """Add the family of commands."""
    family = add_family(
        commands,
        "groups",
        help="list, add, edit, archive and restore groups; who belongs to them",
        example="partner-tui groups join 'Ana Rivera' 'Robotics Club' --title advisor",
    )
    made = add_command(
        family, "list", list_groups, help="list groups", example="partner-tui groups list --kind department"
    )
    made.add_argument("--kind", choices=_KINDS)
    made.add_argument("--text", default="", help="words to be found in the name")
    made.add_argument("--archived", action="store_true", help="those that were put away")
    made = add_command(
        family,
        "add",
        add_group,
        help="add a department, club, team, council, committee, grade, program or family group",
        example="partner-tui groups add --kind club --name 'Robotics Club'",
    )
    made.add_argument("--kind", required=True, choices=_KINDS)
    made.add_argument("--name", required=True)
    made.add_argument("--notes")
    made = add_command(
        family,
        "edit",
        edit,
        help="change a group; what is not named stays",
        example="partner-tui groups edit Robotics --name 'Robotics and Coding'",
    )
    made.add_argument("group", metavar="GROUP", help="a uid, or a piece of the name that is enough")
    made.add_argument("--kind", choices=_KINDS)
    made.add_argument("--name")
    made.add_argument("--notes")
    for name, run, help in (
        ("archive", archive, "put a group away; nothing is lost"),
        ("restore", restore, "bring back a group that was put away"),
    ):
        made = add_command(family, name, run, help=help, example=f"partner-tui groups {name} 'Robotics Club'")
        made.add_argument("group", metavar="GROUP")
    _add_belonging(family)


def _add_belonging(family: Commands) -> None:
    made = add_command(
        family,
        "join",
        join,
        help="let somebody belong to a group",
        example="partner-tui groups join 'Ana Rivera' 'Robotics Club' --title advisor --since 'last monday'",
    )
    _add_who_and_where(made)
    made.add_argument("--title", default="", help="what they are in it")
    made.add_argument("--since", metavar="DAY", help="from which day; today if not said")
    made = add_command(
        family,
        "leave",
        leave,
        help="let somebody no longer belong to a group; it stays in their story",
        example="partner-tui groups leave 'Ana Rivera' 'Robotics Club'",
    )
    _add_who_and_where(made)
    made.add_argument("--on", metavar="DAY", help="the last day; today if not said")


def _add_who_and_where(made: Parser) -> None:
    made.add_argument("person", metavar="NAME")
    made.add_argument("group", metavar="GROUP")


def list_groups(session: Session, options: Namespace) -> None:
    """Print the groups of a filter."""
    session.open()
    kind = GroupKind(options.kind) if options.kind else None
    _print_groups(session, groups.listing(kind=kind, text=options.text, archived=options.archived))


def _print_groups(session: Session, ids: Sequence[int]) -> None:
    found = pages.groups(ids, session.today)
    if session.as_json:
        from partner_tui.cli import documents

        printing.documents(map(documents.of_group, found))
        return
    rows = ((one.name, label(one.kind.value), str(one.members)) for one in found)
    printing.table(("Name", "Kind", "Members"), rows, nothing="No groups. Add one with: partner-tui groups add")


def add_group(session: Session, options: Namespace) -> None:
    """Add a group."""
    session.open()
    with session.intent(f"Add {options.name}") as intent:
        group_id = groups.add(intent, kind=options.kind, name=options.name, notes=options.notes or "")
    _print_saved(session, group_id, f"Added {options.name}.")


def edit(session: Session, options: Namespace) -> None:
    """Change what was named."""
    session.open()
    group = groups.named(options.group)
    names = ("kind", "name", "notes")
    values: dict[str, Any] = {name: getattr(options, name) for name in names if getattr(options, name) is not None}
    if not values:
        raise UsageError("Nothing to change was named.", "See: partner-tui groups edit --help")
    with session.intent(f"Edit {group.name}") as intent:
        groups.edit(intent, group.id, group.version, **values)
    _print_saved(session, group.id, f"Saved {groups.get(group.id).name}.")


def archive(session: Session, options: Namespace) -> None:
    """Put a group away."""
    session.open()
    group = groups.named(options.group)
    with session.intent(f"Archive {group.name}") as intent:
        intent.archive(Group, group.id, group.version)
    _print_saved(session, group.id, f"Archived {group.name}. Take it back with: partner-tui undo")


def restore(session: Session, options: Namespace) -> None:
    """Bring a group back."""
    session.open()
    group = persons.archived_group(options.group)
    with session.intent(f"Restore {group.name}") as intent:
        intent.restore(Group, group.id, group.version)
    _print_saved(session, group.id, f"Restored {group.name}.")


def join(session: Session, options: Namespace) -> None:
    """Let somebody belong to a group."""
    session.open()
    person, group = persons.person(options.person), groups.named(options.group)
    since = _day(session, options.since, "since")
    with session.intent(f"{person.name} joins {group.name}") as intent:
        groups.join(intent, person.id, group.id, title=options.title, starts_on=since)
    _print_saved(session, group.id, f"{person.name} belongs to {group.name}.")


def leave(session: Session, options: Namespace) -> None:
    """Let somebody no longer belong to a group."""
    session.open()
    person, group = persons.person(options.person), groups.named(options.group)
    belongs = groups.of_people([person.id], session.today)
    there = [row.id for row in belongs if (row.kind, row.name) == (group.kind.value, group.name)]
    if not there:
        raise NotFound(f"{person.name} does not belong to {group.name}.", f"See: partner-tui show {group.uid}")
    last = _day(session, options.on, "on")
    with session.intent(f"{person.name} leaves {group.name}") as intent:
        for affiliation_id in there:
            groups.leave(intent, affiliation_id, last)
    _print_saved(session, group.id, f"{person.name} belonged to {group.name} until {last}.")


def _day(session: Session, text: str | None, field: str) -> Any:
    if text is None:
        return session.today
    return read_date(text, session.today, prefer="past", day_first=session.settings.day_first, field=field)


def _print_saved(session: Session, group_id: int, what: str) -> None:
    printing.tell(what)
    if session.as_json:
        from partner_tui.cli import documents

        printing.document(documents.of_group(groups.rows([group_id], session.today)[group_id]))
    else:
        printing.show(groups.get(group_id).uid)
