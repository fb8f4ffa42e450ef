"""`kept-rates`: how many promises were kept in time, by audience, ours and theirs."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterable
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from partner_tui.cli import commitment_options, printing
from partner_tui.cli.parser import Commands
from partner_tui.cli.session import Session

if TYPE_CHECKING:
    from partner_tui.records.commitments import KeptRate


def add(commands: Commands, name: str) -> None:
    """Add the command."""
    commitment_options.add_rates(commands, name, print_rates)


def print_rates(session: Session, _options: Namespace) -> None:
    """Print how many promises were kept in time, of those that there is something to say about."""
    session.open()
    from partner_tui.records import commitments

    rates = commitments.kept_rate(session.today)
    if session.as_json:
        printing.documents(map(_rate_document, rates))
        return
    printing.table(
        ("Audience", "Whose", "In time", "Of", "Share", "Late", "Broken", "Still open and late"), _lines(rates)
    )
    printing.tell("In time is kept by the day it was due, of all that were kept, broken, or are open and late.")


def _lines(rates: Iterable[KeptRate]) -> Iterable[tuple[str, ...]]:
    from partner_tui.insight.spread import percent

    for one in rates:
        in_time, due = one.kept - one.kept_late, one.fallen_due
        share = percent(Fraction(in_time, due)) if due else "–"
        counts = (str(number) for number in (one.kept_late, one.broken, one.open_late))
        yield (one.audience.value, one.direction.value, str(in_time), str(due), share, *counts)


def _rate_document(one: KeptRate) -> dict[str, Any]:
    return {
        "audience": one.audience.value,
        "direction": one.direction.value,
        "kept": one.kept,
        "kept_late": one.kept_late,
        "broken": one.broken,
        "open_late": one.open_late,
        "fallen_due": one.fallen_due,
        "rate": None if one.rate is None else round(one.rate, 4),
    }
