"""`work-rules`: the federal rules of work for the young, and those that a school adds of its state."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from partner_tui.cli import printing
from partner_tui.cli.parser import Commands, add_command, add_family
from partner_tui.cli.session import Session


def add(commands: Commands, _name: str) -> None:
    """Add the family of commands."""
    family = add_family(
        commands,
        "work-rules",
        help="the rules of work that hours are looked at with",
        example="partner-tui work-rules show federal",
    )
    add_command(family, "list", list_rules, help="list the rules that hold", example="partner-tui work-rules list")
    made = add_command(
        family,
        "show",
        show,
        help="show rules as the JSON file that they can be added with",
        example="partner-tui work-rules show federal",
        json=False,
    )
    made.add_argument("name", metavar="NAME", help="federal, or the name of your own")
    made = add_command(
        family,
        "add",
        add_rules,
        help="add the rules of a JSON file, or replace those of its name",
        example="partner-tui work-rules add new-jersey.json",
    )
    made.add_argument("file", metavar="FILE")
    made = add_command(
        family,
        "archive",
        archive,
        help="put your own rules away, so that they are looked at no more",
        example="partner-tui work-rules archive 'New Jersey'",
    )
    made.add_argument("name", metavar="NAME")


def list_rules(session: Session, _options: Namespace) -> None:
    """Print the rules that hold."""
    session.open()
    from partner_tui.insight.federal_work_rules import FEDERAL
    from partner_tui.records import work_rules

    own = [(row.uid, row.rules) for row in work_rules.rows()]
    found = [("", FEDERAL), *own]
    if session.as_json:
        printing.documents(
            {"uid": uid or None, "name": one.name, "source": one.source, "rules": len(one.rules)} for uid, one in found
        )
        return
    rows = ((one.name, one.source, str(len(one.rules)), uid[:8]) for uid, one in found)
    printing.table(("Name", "Source", "Rules", "UID"), rows)


def show(session: Session, options: Namespace) -> None:
    """Print rules as JSON."""
    session.open()
    from partner_tui.insight.federal_work_rules import FEDERAL
    from partner_tui.records import work_rule_sets, work_rules
    from partner_tui.records.text import fold

    if fold(options.name) == work_rules.FEDERAL:
        printing.show(work_rule_sets.written(FEDERAL))
    else:
        printing.show(work_rules.named(options.name).text)


def add_rules(session: Session, options: Namespace) -> None:
    """Add the rules of a file."""
    session.open()
    from partner_tui.errors import PartnerError
    from partner_tui.exchange.incoming import contents
    from partner_tui.records import work_rules

    path = Path(options.file).expanduser()
    try:
        text = contents(path).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise PartnerError(f"{path.name} is not text in UTF-8.", "Save it again as UTF-8.") from error
    with session.intent(f"Add the rules of work of {path.name}") as intent:
        _, changed = work_rules.add(intent, text, path.name)
    printing.tell("Saved: hours are looked at with these rules, too." if changed else "Nothing was different.")
    if session.as_json:
        list_rules(session, options)


def archive(session: Session, options: Namespace) -> None:
    """Put rules away."""
    session.open()
    from partner_tui.records import work_rules

    row = work_rules.named(options.name)
    with session.intent(f"Archive the rules of work of {row.name}") as intent:
        work_rules.archive(intent, row)
    printing.tell(f"Archived: {row.name}. Take it back with: partner-tui undo")
    if session.as_json:
        list_rules(session, options)
