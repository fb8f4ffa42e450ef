"""`organizations contacts`: who is at a partner, as what, and whom to call first."""

from __future__ import annotations

from argparse import Namespace
from typing import Any

from partner_tui.cli import days, documents, persons, printing
from partner_tui.cli.parser import Commands, Parser, add_command, add_family
from partner_tui.cli.session import Session
from partner_tui.errors import UsageError
from partner_tui.records import contacts, organizations, people
from partner_tui.records.contacts import ContactRow
from partner_tui.records.organizations import Organization
from partner_tui.records.people import PersonKind
from partner_tui.records.text import fold

_NAME = "a uid, an e-mail address, or a piece of the name that is enough"


def add(family: Commands) -> None:
    """Add the commands to the family of organizations."""
    mine = add_family(
        family,
        "contacts",
        help="who is at an organization, as what, and whom to call first",
        example="partner-tui organizations contacts list 'Harbor Clinic'",
    )
    made = _add_one(mine, "list", list_contacts, "list who is there, the primary contact first", "")
    made.add_argument("--ended", action="store_true", help="those who left, too")
    made = _add_one(mine, "add", add_contacts, "add people to an organization; somebody new with --given-name",
                    "--given-name Lou --title 'shop lead' --primary")  # fmt: skip
    made.add_argument("person", metavar="NAME", nargs="*", help=f"somebody who is in the records: {_NAME}")
    for name in ("--given-name", "--family-name", "--email", "--phone"):
        made.add_argument(name, help="of somebody new")
    made.add_argument("--title", default="", help="what they are there")
    made.add_argument("--since", metavar="DAY", help="from which day; today if not said")
    made.add_argument("--primary", action="store_true", help="whom to call first")
    made = _add_one(mine, "leave", leave, "say that somebody left; it stays in their story", "'Lou Park' --on friday")
    made.add_argument("person", metavar="NAME", help=_NAME)
    made.add_argument("--on", metavar="DAY", help="the last day; today if not said")
    made = _add_one(mine, "primary", primary, "say whom to call first", "'Lou Park'")
    made.add_argument("person", metavar="NAME", nargs="+", help=f"{_NAME}; '' for nobody")


def _add_one(mine: Commands, name: str, run: Any, help: str, more: str) -> Parser:
    example = f"partner-tui organizations contacts {name} 'Harbor Clinic' {more}".rstrip()
    made = add_command(mine, name, run, help=help, example=example)
    made.add_argument("organization", metavar="ORGANIZATION", help="a uid, or a piece of the name that is enough")
    return made


def at_partner(session: Session, organization_id: int, text: str) -> int:
    """Return the id of the person who is meant: of those who are or were at a partner first, then of all.

    Raise NotFound or Ambiguous.
    """
    wanted = fold(text).split()
    there = contacts.of(organization_id, session.today, ended=True)
    found = {row.person_id for row in there if wanted and all(word in fold(row.name) for word in wanted)}
    return found.pop() if len(found) == 1 else persons.person(text).id


def document(row: ContactRow) -> dict[str, Any]:
    """Return somebody of an organization as JSON has them."""
    return {
        "uid": row.person_uid,
        "name": row.name,
        "title": row.title,
        "email": row.email,
        "phone": row.phone,
        "primary": row.primary,
        "since": documents.day(row.starts_on),
        "until": documents.day(row.ends_on),
    }


def list_contacts(session: Session, options: Namespace) -> None:
    """Print who is at an organization."""
    session.open()
    _print(session, organizations.named(options.organization), ended=options.ended)


def _print(session: Session, organization: Organization, *, ended: bool = False) -> None:
    found = contacts.of(organization.id, session.today, ended=ended)
    if session.as_json:
        printing.documents(map(document, found))
        return
    lines = (
        (
            "first" if one.primary else "",
            one.name,
            one.title,
            one.email,
            one.phone,
            str(one.starts_on or ""),
            str(one.ends_on or ""),
            one.person_uid[:8],
        )
        for one in found
    )
    columns = ("Call", "Name", "Title", "E-mail", "Phone", "Since", "Until", "UID")
    hint = f"Nobody is at {organization.name} yet. Add somebody with: partner-tui organizations contacts add"
    printing.table(columns, lines, nothing=hint, spare=("Since", "Until", "Phone"))


def add_contacts(session: Session, options: Namespace) -> None:
    """Let people belong to an organization, and add whoever is new; all of them or none."""
    session.open()
    if bool(options.person) == (options.given_name is not None):
        hint = "Name somebody in the records, or give --given-name for somebody new."
        raise UsageError("It is not said who is there.", hint)
    organization = organizations.named(options.organization)
    since = days.read_if_said(session, options.since, "since", prefer="past") or session.today
    there = persons.all_named(options.person)
    new = {name: getattr(options, name) or "" for name in ("given_name", "family_name", "email", "phone")}
    names = [one.name for one in there] or [people.display_name(new["given_name"], new["family_name"])]
    with session.intent(f"Add {', '.join(names)} at {organization.name}") as intent:
        if options.primary:
            contacts.one_primary(names, organization.name)
        ids = [one.id for one in there] or [people.add(intent, kind=PersonKind.COMMUNITY, **new)]
        for person_id in ids:
            contacts.add(intent, organization.id, person_id, options.title, since)
        if options.primary:
            contacts.make_primary(intent, organization.id, ids[0])
    called = ", to be called first" if options.primary else ""
    printing.tell(f"{', '.join(names)} at {organization.name}{called}.")
    _print_saved(session, organization, ids)


def _print_saved(session: Session, organization: Organization, person_ids: list[int]) -> None:
    found = [row for row in contacts.of(organization.id, session.today, ended=True) if row.person_id in person_ids]
    if session.as_json:
        printing.documents(map(document, found))
    else:
        printing.show(*dict.fromkeys(row.person_uid for row in found))


def leave(session: Session, options: Namespace) -> None:
    """Let somebody no longer belong to an organization."""
    session.open()
    organization = organizations.named(options.organization)
    person = people.get(at_partner(session, organization.id, options.person))
    row = contacts.named(organization.id, person.uid, session.today)
    last = days.read_if_said(session, options.on, "on", prefer="past") or session.today
    with session.intent(f"{row.name} leaves {organization.name}") as intent:
        contacts.leave(intent, row.affiliation_id, last)
    again = " Nobody is called first there now." if row.primary and last <= session.today else ""
    printing.tell(f"{row.name} belonged to {organization.name} until {last}.{again}")
    _print_saved(session, organization, [row.person_id])


def primary(session: Session, options: Namespace) -> None:
    """Let somebody be called first."""
    session.open()
    organization = organizations.named(options.organization)
    found = [people.get(at_partner(session, organization.id, text)) for text in options.person if text.strip()]
    names = [one.name for one in found]
    said = names[0] if names else "nobody"
    with session.intent(f"Call {said} first at {organization.name}") as intent:
        contacts.one_primary(names, organization.name)
        changed = contacts.make_primary(intent, organization.id, found[0].id if found else None)
    same = "" if changed else "Nothing was different: "
    printing.tell(f"{same}{said[0].upper()}{said[1:]} is called first at {organization.name}.")
    if session.as_json:
        _print(session, organization)
