"""The whole story of an organization, as a page and as a document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from partner_tui.cli import (
    agreement_rows,
    documents,
    opening_rows,
    organization_rows,
    pages,
    partner_contacts,
    placement_rows,
    printing,
    stories,
)
from partner_tui.cli.session import Session
from partner_tui.dates import say_full_day, say_minutes, say_since
from partner_tui.exchange import record_tables
from partner_tui.insight import promise_words
from partner_tui.insight.readiness import Readiness
from partner_tui.records import (
    agreements,
    commitments,
    contacts,
    history,
    meetings,
    openings,
    organizations,
    people,
    placements,
    stages,
    words,
)
from partner_tui.records.agreement_rows import AgreementRow
from partner_tui.records.commitments import CommitmentFilter, CommitmentRow, CommitmentStatus, Direction
from partner_tui.records.contacts import ContactRow
from partner_tui.records.fields import label
from partner_tui.records.history import ChangeLine
from partner_tui.records.meetings import MeetingFilter
from partner_tui.records.opening_rows import OpeningRow, OpeningState
from partner_tui.records.organizations import Organization, OrganizationRow
from partner_tui.records.placement_rows import PlacementRow, PlacementState
from partner_tui.records.words import WordList

_MOST = 20
"""Lines of a section; the rest is counted."""

_PEOPLE = {"owner_id": "owner", "introduced_by_id": "introduced_by", "primary_contact_id": "primary_contact"}
"""The columns that refer to somebody -> what stands for each in the history, with the name."""

_RUNNING = (PlacementState.ACTIVE, PlacementState.OVER, PlacementState.UPCOMING)


def show(session: Session, organization_id: int) -> None:
    """Print all that is known of an organization."""
    if session.as_json:
        printing.document(document(session, organization_id))
        return
    row = organizations.rows([organization_id], session.today)[organization_id]
    printing.show(row.name)
    _print_facts(session, row)
    _section("People", [_contact_line(one) for one in contacts.of(row.id, session.today)])
    _section("Agreements", [_agreement_line(session, one) for one in agreements.of_organization(row.id)])
    for direction, title in ((Direction.OURS, "We promised"), (Direction.THEIRS, "They promised")):
        _section(title, [_promise_line(session, one) for one in _promises(row.id, direction)])
    _section("Openings", [_opening_line(session, *one) for one in _openings(session, row.id)])
    _section("Placements", [_placement_line(session, one) for one in _running(session, row.id)])
    ids = meetings.listing(MeetingFilter(organization_id=row.id, descending=True))
    shown = [stories.meeting_line(session, one) for one in pages.meetings(ids[:_MOST])]
    _section("Meetings", shown, len(ids))
    spans = stages.spans(row.id, session.today)
    _section("Stages", [_span_line(one.stage.value, one.starts_on, one.ends_on, one.why) for one in reversed(spans)])
    changes = _named(session, history.of_record(Organization, row.id, who=session.who))
    _section("History", [line for one in changes[:_MOST] for line in stories.change_lines(session, one)], len(changes))


def _print_facts(session: Session, row: OrganizationRow) -> None:
    organization, today = organizations.get(row.id), session.today
    now = stages.now_of([row.id], today)[row.id]
    there = placements.of_organization(row.id, today)
    running = sum(one.state(today) is PlacementState.ACTIVE for one in there)
    introduced = organization.introduced_by_id
    weeks = session.school.partner_weeks if row.cadence_weeks is None else row.cadence_weeks
    last = row.last_contact_on
    printing.facts(
        [
            ("stage", f"{row.stage.value} since {say_full_day(row.since)}{f': {now.why}' if now.why else ''}"),
            ("kind", words.label_of(WordList.ORGANIZATION_KIND, row.kind)),
            ("sector", words.label_of(WordList.SECTOR, row.sector) if row.sector else ""),
            ("size", f"{row.size.value.replace('_up', ' and more').replace('_', ' to ')} people" if row.size else ""),
            ("depth", row.depth.value if row.depth else ""),
            ("owner", row.owner or "nobody"),
            ("introduced by", people.get(introduced).name if isinstance(introduced, int) else ""),
            ("cadence", f"a word every {weeks} school weeks" if weeks else "no regular word"),
            ("last met", f"{say_full_day(last)}, {say_since((today - last).days)}" if last else "never"),
            ("students", f"{running:,} placed now, {len(there):,} in all" if there else ""),
            ("hours", _hours(there)),
            *((name, str(getattr(organization, name))) for name in ("email", "phone", "website", "address")),
            ("tags", ", ".join(row.tags)),
            ("notes", organization.notes),
            ("archived", "yes" if row.archived else ""),
            ("uid", row.uid),
        ]
    )


def _hours(there: Sequence[PlacementRow]) -> str:
    if not there:
        return ""
    approved, waiting = (sum(getattr(one, name) for one in there) for name in ("approved_minutes", "submitted_minutes"))
    more = f", {say_minutes(waiting)} to approve" if waiting else ""
    return f"{say_minutes(approved) if approved else '0 h'} approved{more}"


def _contact_line(row: ContactRow) -> str:
    first = "primary contact" if row.primary else ""
    until = f"until {row.ends_on}" if row.ends_on else ""
    return " · ".join(filter(None, (row.name, row.title, first, row.email, row.phone, until)))


def _agreement_line(session: Session, row: AgreementRow) -> str:
    left = row.days_left(session.today)
    whose = f" of {row.person}" if row.person else ""
    days = "" if left is None else f"{left:,} days left" if left >= 0 else f"ended {say_since(-left)}"
    until = f"until {say_full_day(row.ends_on)}" if row.ends_on and left is not None and left >= 0 else ""
    state = label(row.state(session.today).value)
    return " · ".join(filter(None, (f"{row.name}{whose}", state, days, until, row.uid[:8])))


def _promises(organization_id: int, direction: Direction) -> list[CommitmentRow]:
    wanted = CommitmentFilter(organization_id=organization_id, status=CommitmentStatus.OPEN, direction=direction)
    return [one for page in pages.pages(commitments.listing(wanted)) for one in commitments.rows(page).values()]


def _promise_line(session: Session, row: CommitmentRow) -> str:
    due = promise_words.became(row, session.today) if row.due_on else ""
    return " · ".join(filter(None, (row.text, promise_words.between(row), due, row.uid[:8])))


def _openings(session: Session, organization_id: int) -> list[tuple[OpeningRow, Readiness]]:
    ids = [row.id for row in openings.of_organization(organization_id, session.today)]
    return list(opening_rows.read(ids, session.today))


def _opening_line(session: Session, row: OpeningRow, ready: Readiness) -> str:
    state = row.state(session.today)
    said = "past" if state is OpeningState.PAST else label(ready.state.value)
    step = "" if state is OpeningState.PAST else ready.next_step
    return " · ".join(filter(None, (row.title, row.kind.value, opening_rows.places_left(row), said, step, row.uid[:8])))


def _running(session: Session, organization_id: int) -> list[PlacementRow]:
    there = placements.of_organization(organization_id, session.today)
    return [one for one in there if one.state(session.today) in _RUNNING]


def _placement_line(session: Session, row: PlacementRow) -> str:
    state = placement_rows.STATES[row.state(session.today)]
    hours = placement_rows.hours(row)
    grade = f" ({row.grade})" if row.grade else ""
    return " · ".join(filter(None, (f"{row.student}{grade}", row.opening, state, hours, row.uid[:8])))


def _span_line(stage: str, starts_on: Any, ends_on: Any, why: str) -> str:
    until = f" until {say_full_day(ends_on)}" if ends_on else ""
    return f"{stage}  since {say_full_day(starts_on)}{until}{f': {why}' if why else ''}"


def _section(title: str, lines: Sequence[str], total: int | None = None) -> None:
    if not lines:
        return
    count = len(lines) if total is None else total
    heading = title if title == "History" else f"{title} ({count:,})"
    more = [f"  and {count - _MOST:,} more"] if total is None and count > _MOST else []
    shown = lines if title == "History" else lines[:_MOST]
    printing.show("", heading, *(f"  {line}" for line in shown), *more)


def _named(session: Session, changes: Sequence[ChangeLine]) -> list[ChangeLine]:
    """Return changes with the names of people in place of their ids."""
    ids = {value for one in changes for column in _PEOPLE for value in one.columns.get(column, ()) if value}
    names = {one: row.name for one, row in people.rows(sorted(ids), session.now).items()} if ids else {}
    return [
        replace(
            one,
            columns={
                _PEOPLE.get(column, column): (before, after)
                if column not in _PEOPLE
                else (names.get(before, before), names.get(after, after))
                for column, (before, after) in one.columns.items()
            },
        )
        for one in changes
    ]


def document(session: Session, organization_id: int) -> dict[str, Any]:
    """Return all that is known of an organization; `people` are those who are there now."""
    organization, today = organizations.get(organization_id), session.today
    there = placements.of_organization(organization_id, today)
    ids = meetings.listing(MeetingFilter(organization_id=organization_id, descending=True))
    promised = [one for direction in Direction for one in _promises(organization_id, direction)]
    changes = _named(session, history.of_record(Organization, organization_id, who=session.who))
    introduced = organization.introduced_by_id
    return {
        **organization_rows.document(session, organization_id),
        "introduced_by": people.get(introduced).name if isinstance(introduced, int) else None,
        **{name: str(getattr(organization, name)) for name in ("website", "address", "notes")},
        "stages": [
            {
                "stage": one.stage.value,
                "starts_on": documents.day(one.starts_on),
                "ends_on": documents.day(one.ends_on),
                "why": one.why,
            }
            for one in stages.spans(organization_id, today)
        ],
        "people": [partner_contacts.document(one) for one in contacts.of(organization_id, today)],
        "agreements": [agreement_rows.document(one, today) for one in agreements.of_organization(organization_id)],
        "promises": [documents.commitment(one) for one in promised],
        "openings": [opening_rows.document(*one, today) for one in _openings(session, organization_id)],
        "placements": [placement_rows.document(one, today) for one in there],
        "approved_minutes": sum(one.approved_minutes for one in there),
        "submitted_minutes": sum(one.submitted_minutes for one in there),
        "meetings": list(record_tables.meetings(ids)),
        "history": documents.of_changes(changes, session.school.zone),
    }
