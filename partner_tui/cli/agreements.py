"""`agreements`: list, show, add and edit them, say who signed, renew them, and look at their documents."""

from __future__ import annotations

from argparse import Namespace
from typing import Any

from partner_tui.cli import agreement_rows, days, persons, printing, renewing
from partner_tui.cli.agreement_rows import named, print_agreements, print_saved, said
from partner_tui.cli.parser import Commands, Parser, add_command, add_family, count
from partner_tui.cli.session import Session
from partner_tui.errors import PartnerError, UsageError
from partner_tui.records import agreements, documents, organizations
from partner_tui.records.agreements import ONE_SIDED, Agreement, AgreementFilter, AgreementKind, AgreementState
from partner_tui.records.documents import DocumentState

_WHICH = "an agreement's uid or how it begins; or words of it, as in “delgado insurance”"
_KINDS = [kind.value for kind in AgreementKind]
_DAYS = {
    "starts": ("starts_on", "future", "the first day that it is in force; '' for none"),
    "ends": ("ends_on", "future", "the last day that it is in force; '' for none"),
    "signed_by_school": ("signed_by_school_on", "past", "when the school signed; '' if it did not"),
    "signed_by_partner": ("signed_by_partner_on", "past", "when the partner signed, or somebody issued it; '' if not"),
}


def add(commands: Commands, _name: str) -> None:
    """Add the family of commands."""
    family = add_family(
        commands,
        "agreements",
        help="what the school and its partners signed, until when, and where the paper is",
        example="partner-tui agreements list --state notice",
    )
    _add_list(family)
    _add_one(family, "show", show, "all that is known of an agreement", "")
    made = add_command(
        family,
        "add",
        add_agreement,
        help="add an agreement with a partner",
        example="partner-tui agreements add --partner delgado --kind mou --starts 2026-07-01 --ends 2027-06-30",
    )
    made.add_argument("--partner", required=True, metavar="NAME", help="the organization, by a piece of its name")
    made.add_argument("--kind", required=True, choices=_KINDS)
    _add_facts(made)
    made = _add_one(family, "edit", edit, "change an agreement; what is not named stays", "--ends 2027-06-30")
    made.add_argument("--kind", choices=_KINDS)
    _add_facts(made)
    made = _add_one(family, "sign", sign, "say who signed, and when", "--by-school --by-partner yesterday")
    for who in ("school", "partner"):
        help = f"the {who} signed on this day; today if no day is said"
        made.add_argument(f"--by-{who}", metavar="DAY", nargs="?", const="today", help=help)
    renewing.add_renew(family, "partner-tui agreements renew 3f0c9a12 --ends 2027-06-30")
    for name, run, help in (
        ("archive", archive, "put agreements away; nothing is lost"),
        ("restore", restore, "bring back what was put away"),
    ):
        made = add_command(family, name, run, help=help, example=f"partner-tui agreements {name} 3f0c9a12")
        made.add_argument("agreement", metavar="AGREEMENT", nargs="+", help=_WHICH)
    made = add_command(
        family,
        "check",
        check,
        help="look whether the documents are where they were, and still the same",
        example="partner-tui agreements check",
    )
    made.add_argument("--partner", metavar="NAME", help="only those with this organization")


def _add_list(family: Commands) -> None:
    made = add_command(
        family,
        "list",
        list_agreements,
        help="list agreements, the next to end first",
        example="partner-tui agreements list --state notice --state expired",
    )
    made.add_argument("--partner", metavar="NAME", help="only those with this organization")
    made.add_argument("--kind", choices=_KINDS)
    states = [state.value for state in AgreementState]
    made.add_argument(
        "--state", choices=states, action="append", default=[], help="how it stands today; may be several"
    )
    made.add_argument("--text", default="", help="words of the partner, the kind, the title or the notes")
    made.add_argument("--archived", action="store_true", help="those that were put away")
    made.add_argument("--limit", type=count, metavar="N", help="at most so many")


def _add_one(family: Commands, name: str, run: Any, help: str, words: str) -> Parser:
    example = f"partner-tui agreements {name} 3f0c9a12 {words}".rstrip()
    made = add_command(family, name, run, help=help, example=example)
    made.add_argument("agreement", metavar="AGREEMENT", help=_WHICH)
    return made


def _add_facts(made: Parser) -> None:
    made.add_argument("--title", help="what it is called, where its kind does not say enough")
    made.add_argument("--person", metavar="NAME", help="whom a clearance is of; '' for nobody")
    for option, (_, _, help) in _DAYS.items():
        made.add_argument(f"--{option.replace('_', '-')}", metavar="DAY", help=help)
    made.add_argument("--notice-days", type=int, metavar="N", help="so many days before its end it is in notice; 60")
    made.add_argument("--document", metavar="PATH", help="where the paper is: a file, or an address; '' for nowhere")
    made.add_argument("--notes", help="anything else")


def list_agreements(session: Session, options: Namespace) -> None:
    """Print the agreements of a filter."""
    session.open()
    wanted = AgreementFilter(
        text=options.text,
        organization_id=organizations.named(options.partner).id if options.partner else None,
        kind=AgreementKind(options.kind) if options.kind else None,
        states=frozenset(map(AgreementState, options.state)),
        archived=options.archived,
    )
    print_agreements(session, agreements.listing(wanted, session.today)[: options.limit])


def show(session: Session, options: Namespace) -> None:
    """Print all that is known of an agreement, and what is there of its document."""
    session.open()
    row = named(options.agreement, session.today)
    look = documents.look(row)
    if session.as_json:
        found = {"document_state": look.state.value}
        printing.document({**agreement_rows.document(row, session.today), **found})
        return
    more = [("document", f"{look.message} {look.hint}".rstrip() if row.document else "")]
    agreement_rows.print_facts(row, session.today, more)


def add_agreement(session: Session, options: Namespace) -> None:
    """Add an agreement."""
    session.open()
    partner = organizations.named(options.partner)
    values = _facts(session, options)
    with session.intent(f"Add {agreements.kind_label(AgreementKind(options.kind))} with {partner.name}") as intent:
        made = agreements.add(intent, organization_id=partner.id, kind=options.kind, **values)
    print_saved(session, made, "Added")


def edit(session: Session, options: Namespace) -> None:
    """Change what was named."""
    session.open()
    row = named(options.agreement, session.today)
    values = _facts(session, options)
    if options.kind:
        values["kind"] = options.kind
    if not values:
        raise UsageError("Nothing to change was named.", "See: partner-tui agreements edit --help")
    with session.intent(f"Edit {said(row)}") as intent:
        changed = agreements.edit(intent, row.id, row.version, **values)
    print_saved(session, row.id, "Saved" if changed else "Nothing was different")


def _facts(session: Session, options: Namespace) -> dict[str, Any]:
    values: dict[str, Any] = {
        name: getattr(options, name)
        for name in ("title", "notice_days", "document", "notes")
        if getattr(options, name) is not None
    }
    for option, (column, prefer, _) in _DAYS.items():
        if (text := getattr(options, option)) is not None:
            way: days.Prefer = "past" if prefer == "past" else "future"
            values[column] = days.read_if_said(session, text, column, prefer=way)
    if options.person is not None:
        values["person_id"] = persons.person(options.person).id if options.person.strip() else None
    return values


def sign(session: Session, options: Namespace) -> None:
    """Say who signed, and when; what only the partner signs is signed by it where nobody is named."""
    session.open()
    row = named(options.agreement, session.today)
    by_school, by_partner = options.by_school, options.by_partner
    if not (by_school or by_partner):
        if row.kind not in ONE_SIDED:
            raise UsageError("It is not said who signed.", "Say --by-school, --by-partner, or both.")
        by_partner = "today"
    school_on = days.read_if_said(session, by_school, "signed_by_school_on", prefer="past")
    partner_on = days.read_if_said(session, by_partner, "signed_by_partner_on", prefer="past")
    with session.intent(f"Sign {said(row)}") as intent:
        changed = agreements.sign(intent, row.id, row.version, school_on=school_on, partner_on=partner_on)
    print_saved(session, row.id, "Signed" if changed else "Nothing was different")


def archive(session: Session, options: Namespace) -> None:
    """Put agreements away, all of them or none."""
    _turn(session, options, "Archive")


def restore(session: Session, options: Namespace) -> None:
    """Bring agreements back, all of them or none."""
    _turn(session, options, "Restore")


def _turn(session: Session, options: Namespace, what: str) -> None:
    session.open()
    found = [named(text, session.today, archived=what == "Restore") for text in options.agreement]
    with session.intent(f"{what} {agreement_rows.several(found)}") as intent:
        for one in found:
            (intent.archive if what == "Archive" else intent.restore)(Agreement, one.id, one.version)
    printing.tell(f"{what}d: {', '.join(map(said, found))}. Take it back with: partner-tui undo")
    if session.as_json:
        print_agreements(session, [one.id for one in found])


def check(session: Session, options: Namespace) -> None:
    """Look at all documents; raise PartnerError where one is missing, or another than was attached."""
    session.open()
    partner = organizations.named(options.partner).id if options.partner else None
    ids = agreements.listing(AgreementFilter(organization_id=partner), session.today)
    found = [(row, documents.look(row)) for row in agreements.rows(ids).values() if row.document]
    bad = [look for _, look in found if look.state in (DocumentState.CHANGED, DocumentState.MISSING)]
    if session.as_json:
        printing.documents(
            {
                "uid": row.uid,
                "document": row.document,
                "state": look.state.value,
                "message": look.message,
                "hint": look.hint,
            }
            for row, look in found
        )
    else:
        lines = ((look.state.value.replace("_", " "), said(row), look.message, row.uid[:8]) for row, look in found)
        printing.table(("Document", "Agreement", "Found", "UID"), lines, nothing="No agreement has a document.")
    if bad:
        are = "document is" if len(bad) == 1 else "documents are"
        raise PartnerError(f"{len(bad):,} of {len(found):,} {are} not as attached. {bad[0].message}", bad[0].hint)
