"""Agreements as a command line names them, and as it prints them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from partner_tui.cli import documents, pages, printing
from partner_tui.cli.session import Session
from partner_tui.errors import Ambiguous, NotFound
from partner_tui.records import agreements
from partner_tui.records.agreements import AgreementFilter, AgreementRow, kind_label
from partner_tui.records.fields import label

NOTHING = "No agreements. Add one with: partner-tui agreements add --partner NAME --kind mou"

_UID = re.compile(r"[0-9a-f]{4,8}(-[0-9a-f-]*)?")
_MOST = 20


def named(text: str, today: date, *, archived: bool = False) -> AgreementRow:
    """Return the agreement with a uid, or how it begins, or the only one with some words; raise NotFound or Ambiguous.

    The words may be of the partner, of the kind, the title and the notes: "delgado insurance".
    """
    if _UID.fullmatch(text):
        try:
            return agreements.with_uid(text)
        except NotFound:
            if "-" in text:
                raise
    wanted = AgreementFilter(text=text, archived=archived)
    found = list(agreements.rows(agreements.listing(wanted, today)[:_MOST]).values()) if text.strip() else []
    if len(found) == 1:
        return found[0]
    if not found:
        raise NotFound(f"No agreement is “{text}”.", "See them all with: partner-tui agreements list")
    choices = tuple(f"{said(one)}, {one.state(today).value.replace('_', ' ')}  {one.uid}" for one in found)
    raise Ambiguous(f"“{text}” could be several agreements.", choices, "Name one by its uid.")


def said(row: AgreementRow) -> str:
    """Return an agreement in a few words: what it is, and with whom."""
    return f"{row.name} with {row.organization}"


def several(rows: Sequence[AgreementRow]) -> str:
    """Return what an intent says of some agreements: the one, or how many there are."""
    return said(rows[0]) if len(rows) == 1 else f"{len(rows):,} agreements"


def print_agreements(session: Session, ids: Sequence[int]) -> None:
    """Print agreements in their order, as a table or as a JSON list."""
    today = session.today
    found = _read(ids)
    if session.as_json:
        printing.documents(document(one, today) for one in found)
        return
    columns = ("State", "Partner", "What", "Title", "Starts", "Ends", "Days left", "Document", "UID")
    printing.table(
        columns, (_cells(one, today) for one in found), nothing=NOTHING, spare=("Document", "Starts", "Title")
    )


def _read(ids: Sequence[int]) -> Iterator[AgreementRow]:
    for page in pages.pages(ids):
        yield from agreements.rows(page).values()


def _cells(row: AgreementRow, today: date) -> Sequence[str]:
    left = row.days_left(today)
    whose = f" of {row.person}" if row.person else ""
    return (
        label(row.state(today).value),
        row.organization,
        f"{kind_label(row.kind)}{whose}",
        row.title,
        str(row.starts_on or ""),
        str(row.ends_on or ""),
        "" if left is None else f"{left:,}",
        row.document,
        row.uid[:8],
    )


def print_facts(row: AgreementRow, today: date, more: Iterable[tuple[str, str]] = ()) -> None:
    """Print all that is known of an agreement."""
    left = row.days_left(today)
    printing.facts(
        [
            ("agreement", said(row)),
            ("kind", kind_label(row.kind)),
            ("of", row.person),
            ("state", label(row.state(today).value)),
            ("signed by the school", str(row.signed_by_school_on or "")),
            ("signed by the partner", str(row.signed_by_partner_on or "")),
            ("starts", str(row.starts_on or "")),
            ("ends", str(row.ends_on or "")),
            ("days left", "" if left is None else f"{left:,}"),
            ("notice", f"{row.notice_on}, {row.notice_days} days before its end" if row.notice_on else ""),
            ("renewed from", row.renewed_from_uid),
            ("renewed by", row.renewed_by_uid),
            *more,
            ("notes", row.notes),
            ("archived", "yes" if row.archived else ""),
            ("uid", row.uid),
        ]
    )


def print_saved(session: Session, agreement_id: int, what: str) -> None:
    """Tell what was saved; print its uid, or the whole of it as JSON."""
    row = agreements.get(agreement_id)
    state = label(row.state(session.today).value)
    until = f", until {row.ends_on}" if row.ends_on else ""
    printing.tell(f"{what}: {said(row)}, {state}{until}.")
    if session.as_json:
        printing.document(document(row, session.today))
    else:
        printing.show(row.uid)


def document(row: AgreementRow, today: date) -> dict[str, Any]:
    """Return an agreement as JSON has it; `person` is whom a clearance is of, `renewed_from` and `renewed_by` uids."""
    return {
        "uid": row.uid,
        "organization": {"uid": row.organization_uid, "name": row.organization},
        "kind": row.kind.value,
        "title": row.title,
        "person": {"uid": row.person_uid, "name": row.person} if row.person_uid else None,
        "state": row.state(today).value,
        "signed_by_school_on": documents.day(row.signed_by_school_on),
        "signed_by_partner_on": documents.day(row.signed_by_partner_on),
        "starts_on": documents.day(row.starts_on),
        "ends_on": documents.day(row.ends_on),
        "days_left": row.days_left(today),
        "notice_days": row.notice_days,
        "notice_on": documents.day(row.notice_on),
        "renewed_from": row.renewed_from_uid or None,
        "renewed_by": row.renewed_by_uid or None,
        "document": row.document,
        "document_sha256": row.document_sha256 or None,
        "notes": row.notes,
        "archived": row.archived,
    }
