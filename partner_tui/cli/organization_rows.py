"""Organizations as a command line names them, and as it prints them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from partner_tui.cli import documents, pages, printing
from partner_tui.cli.session import Session
from partner_tui.errors import NotFound
from partner_tui.records import organizations, people, words
from partner_tui.records.organizations import OrganizationFilter, OrganizationRow
from partner_tui.records.words import WordList

NOTHING = "No organizations. Add one with: partner-tui organizations add --name NAME"


def code(of: WordList, text: str) -> str:
    """Return the code of a kind or a sector to look for, put away or not; raise NotFound for what nothing has."""
    known = words.code_for(of, text)
    if known in words.labels(of):
        return known
    is_kind = of is WordList.ORGANIZATION_KIND
    wanted = OrganizationFilter(kind=known) if is_kind else OrganizationFilter(sector=known)
    if text.strip() and organizations.listing(wanted):
        return known  # a file brought it, and it stands in no list
    try:
        return words.named(of, text).code
    except NotFound as error:
        choices = ", ".join(row.code for row in words.listing(of))
        raise NotFound(error.message, f"Choose one of: {choices}.") from error


def print_organizations(session: Session, ids: Sequence[int]) -> None:
    """Print organizations in their order, as a table or as a JSON list."""
    if session.as_json:
        printing.documents(_documents(session, ids))
        return
    kinds, sectors = words.labels(WordList.ORGANIZATION_KIND), words.labels(WordList.SECTOR)
    lines = (
        (
            one.stage.value,
            str(one.since),
            one.name,
            kinds.get(one.kind, one.kind),
            sectors.get(one.sector, one.sector),
            one.owner,
            one.primary_contact,
            str(one.last_contact_on or "never"),
            ", ".join(one.tags),
            one.uid[:8],
        )
        for page in pages.pages(ids)
        for one in organizations.rows(page, session.today).values()
    )
    columns = ("Stage", "Since", "Name", "Kind", "Sector", "Owner", "Contact", "Last met", "Tags", "UID")
    printing.table(columns, lines, nothing=NOTHING, spare=("Tags", "Sector", "Since", "Kind"))


def print_saved(session: Session, organization_id: int, what: str) -> None:
    """Tell what was saved; print its uid, or the whole of it as JSON."""
    printing.tell(what)
    if session.as_json:
        printing.document(document(session, organization_id))
    else:
        printing.show(organizations.get(organization_id).uid)


def document(session: Session, organization_id: int) -> dict[str, Any]:
    """Return an organization as a list has it."""
    return next(_documents(session, [organization_id]))


def _documents(session: Session, ids: Sequence[int]) -> Iterator[dict[str, Any]]:
    for page in pages.pages(ids):
        found = organizations.rows(page, session.today).values()
        named = {one for row in found for one in (row.owner_id, row.primary_contact_id) if one}
        uids = {one: row.uid for one, row in people.rows(sorted(named), session.now).items()} if named else {}
        yield from (_document(row, uids) for row in found)


def _document(row: OrganizationRow, uids: dict[int, str]) -> dict[str, Any]:
    return {
        "uid": row.uid,
        "name": row.name,
        "kind": row.kind,
        "sector": row.sector,
        "size": row.size.value if row.size else None,
        "depth": row.depth.value if row.depth else None,
        "stage": row.stage.value,
        "since": documents.day(row.since),
        "owner": {"uid": uids.get(row.owner_id), "name": row.owner} if row.owner_id else None,
        "primary_contact": (
            {"uid": uids.get(row.primary_contact_id), "name": row.primary_contact} if row.primary_contact_id else None
        ),
        "cadence_weeks": row.cadence_weeks,
        "email": row.email,
        "phone": row.phone,
        "last_contact_on": documents.day(row.last_contact_on),
        "tags": list(row.tags),
        "archived": row.archived,
    }
