"""`requirements`: which agreements must be in force before students come to an opening of a kind."""

from __future__ import annotations

from argparse import Namespace

from partner_tui.cli import printing
from partner_tui.cli.parser import Commands, add_command, add_family
from partner_tui.cli.session import Session
from partner_tui.errors import UsageError
from partner_tui.records import requirements
from partner_tui.records.agreement_rows import AgreementKind, kind_label
from partner_tui.records.opening_rows import OpeningKind


def add(commands: Commands, _name: str) -> None:
    """Add the family of commands."""
    family = add_family(
        commands,
        "requirements",
        help="which agreements an opening of each kind needs",
        example="partner-tui requirements list",
    )
    example = "partner-tui requirements list --json"
    add_command(family, "list", list_requirements, help="what each kind of opening needs", example=example)
    made = add_command(
        family,
        "set",
        set_requirement,
        help="say which agreements a kind of opening needs; what is not named stays",
        example="partner-tui requirements set speaker --needs clearance --needs-no mou",
    )
    made.add_argument("opening", choices=[kind.value for kind in OpeningKind])
    for option in ("needs", "needs-no"):
        kinds = [kind.value for kind in AgreementKind]
        help = "an agreement that it needs" if option == "needs" else "one that it does not need"
        made.add_argument(f"--{option}", choices=kinds, action="append", default=[], help=f"{help}; may be several")


def list_requirements(session: Session, _options: Namespace) -> None:
    """Print what each kind of opening needs."""
    session.open()
    _print(session)


def set_requirement(session: Session, options: Namespace) -> None:
    """Say what a kind of opening needs, and what not."""
    session.open()
    if not (options.needs or options.needs_no):
        raise UsageError("It is not said what it needs.", "Say --needs KIND, or --needs-no KIND.")
    if both := set(options.needs) & set(options.needs_no):
        raise UsageError(f"{sorted(both)[0]} cannot be needed and not needed.", "Say one of the two.")
    kind = OpeningKind(options.opening)
    with session.intent(f"What openings need: {kind.value}") as intent:
        changed = [requirements.set_needed(intent, kind, one, True) for one in options.needs]
        changed += [requirements.set_needed(intent, kind, one, False) for one in options.needs_no]
    printing.tell("Saved." if any(changed) else "Nothing was different.")
    _print(session)


def _print(session: Session) -> None:
    needed = requirements.needed()
    in_order = {kind: [one for one in AgreementKind if one in needed[kind]] for kind in OpeningKind}
    if session.as_json:
        printing.document({kind.value: [one.value for one in found] for kind, found in in_order.items()})
        return
    rows = ((kind.value, ", ".join(map(kind_label, found)) or "nothing") for kind, found in in_order.items())
    printing.table(("Opening", "Needs"), rows)
