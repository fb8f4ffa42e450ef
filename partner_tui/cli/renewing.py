"""`renew`: make the agreements that follow those that end, several at once and as one thing to take back."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence

from partner_tui.cli import days, printing
from partner_tui.cli.agreement_rows import named, print_agreements, said, several
from partner_tui.cli.parser import Commands, add_command
from partner_tui.cli.session import Session
from partner_tui.errors import UsageError
from partner_tui.records import agreements, organizations
from partner_tui.records.agreements import AgreementFilter, AgreementKind, AgreementRow, AgreementState

_ENDING = {"in_notice": AgreementState.NOTICE, "expired": AgreementState.EXPIRED}


def add(commands: Commands, _name: str) -> None:
    """Add the command."""
    add_renew(commands, "partner-tui renew --in-notice --kind mou")


def add_renew(commands: Commands, example: str) -> None:
    """Add the command to those of one level."""
    help = "make the agreements that follow those that end; they wait to be signed"
    made = add_command(commands, "renew", renew, help=help, example=example)
    which = "an agreement's uid or how it begins, or words of it; or choose with the options"
    made.add_argument("agreement", metavar="AGREEMENT", nargs="*", help=which)
    made.add_argument("--partner", metavar="NAME", help="those with this organization that are in notice or ended")
    made.add_argument("--kind", choices=[kind.value for kind in AgreementKind], help="only those of a kind")
    made.add_argument("--in-notice", action="store_true", help="those of which the end is near")
    made.add_argument("--expired", action="store_true", help="those that ended")
    made.add_argument("--starts", metavar="DAY", help="the first day; the one after the old end if not said")
    made.add_argument("--ends", metavar="DAY", help="the last day; as long as the old one if not said")


def renew(session: Session, options: Namespace) -> None:
    """Renew all that was chosen, or nothing; print the new ones."""
    session.open()
    chosen = _chosen(session, options)
    if not chosen:
        printing.tell("Nothing is to be renewed: none of those is in notice or ended without a renewal.")
        if session.as_json:
            printing.documents([])
        return
    starts_on = days.read_if_said(session, options.starts, "starts_on")
    ends_on = days.read_if_said(session, options.ends, "ends_on")
    with session.intent(f"Renew {several(chosen)}") as intent:
        made = [agreements.renew(intent, row.id, row.version, starts_on, ends_on) for row in chosen]
    what = said(chosen[0]) if len(chosen) == 1 else f"{len(made):,} agreements"
    printing.tell(f"Renewed: {what}. Sign with: partner-tui agreements sign. Take it back with: partner-tui undo")
    print_agreements(session, made)


def _chosen(session: Session, options: Namespace) -> Sequence[AgreementRow]:
    """Return the agreements that are meant; raise UsageError where nothing says which."""
    narrowed = options.partner or options.kind or options.in_notice or options.expired
    if options.agreement:
        if narrowed:
            hint = "Name the agreements, or choose them with the options."
            raise UsageError("Agreements are named, and options choose others.", hint)
        found = [named(text, session.today) for text in options.agreement]
        return list({row.id: row for row in found}.values())
    if not narrowed:
        hint = "Name some, or say --in-notice, --expired, --partner or --kind."
        raise UsageError("It is not said which agreements to renew.", hint)
    states = {state for name, state in _ENDING.items() if getattr(options, name)} or set(_ENDING.values())
    wanted = AgreementFilter(
        organization_id=organizations.named(options.partner).id if options.partner else None,
        kind=AgreementKind(options.kind) if options.kind else None,
        states=frozenset(states),
    )
    rows = agreements.rows(agreements.listing(wanted, session.today)).values()
    return [row for row in rows if row.renewed_by_id is None]
