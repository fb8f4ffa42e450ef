"""`attention`: which partners need somebody, and why."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING, Any

from partner_tui.cli import printing
from partner_tui.cli.parser import Commands, add_command
from partner_tui.cli.session import Session
from partner_tui.errors import Ambiguous, NotFound

if TYPE_CHECKING:
    from partner_tui.insight.attention import Attention

COLUMNS = ("Partner", "Why", "And")


def add(commands: Commands, name: str) -> None:
    """Add the command `name` of this module."""
    made = add_command(
        commands,
        name,
        attention,
        help="which partners need somebody, the most pressing first, and why",
        example="partner-tui attention --mine",
    )
    made.add_argument("--mine", action="store_true", help="only the partners that you look after")


def attention(session: Session, options: Namespace) -> None:
    """Print the partners that need somebody; yours stand before all others."""
    session.open()
    found = needing(session)
    if options.mine:
        me = _me(session)
        if me is None:
            raise NotFound(
                "Nobody of the records is you, so no partner is yours.",
                "Say who you are: partner-tui settings set me EMAIL",
            )
        found = [one for one in found if one.owner_id == me]
    if session.as_json:
        printing.document(documents(found))
        return
    rows = [(one.name, one.reason.said, " · ".join(reason.said for reason in one.reasons[1:])) for one in found]
    printing.table(COLUMNS, rows, nothing="No partner needs anybody today.")


def needing(session: Session) -> list[Attention]:
    """Return the partners that need somebody, those of who sits here first."""
    from partner_tui.insight import attention
    from partner_tui.records import attention_rows

    return attention.attention(attention_rows.facts(session.today), session.today, _me(session))


def documents(found: list[Attention]) -> list[dict[str, Any]]:
    """Return the partners as JSON documents, their reasons in order."""
    return [
        {
            "organization": {"uid": one.uid, "name": one.name},
            "reasons": [
                {"kind": reason.kind.value, "said": reason.said, "pressing": reason.is_pressing}
                for reason in one.reasons
            ],
        }
        for one in found
    ]


def _me(session: Session) -> int | None:
    from partner_tui.records import people

    me = session.settings.me
    try:
        return people.named(me).id if me else None
    except (Ambiguous, NotFound):
        return None
