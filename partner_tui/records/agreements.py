"""Agreements: what the school and a partner signed, from when until when."""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from peewee import Check, ForeignKeyField
from peewee import TextField as PlainTextField

from partner_tui.dates import say_full_day
from partner_tui.errors import FieldError, NotFound
from partner_tui.records import database, documents, renewals, school, search_index, stored_rows
from partner_tui.records.agreement_rows import ONE_SIDED as ONE_SIDED
from partner_tui.records.agreement_rows import RENEWED_ON, state_sql
from partner_tui.records.agreement_rows import AgreementKind as AgreementKind
from partner_tui.records.agreement_rows import AgreementRow as AgreementRow
from partner_tui.records.agreement_rows import AgreementState as AgreementState
from partner_tui.records.agreement_rows import kind_label as kind_label
from partner_tui.records.fields import LINE, CodeField, DayField, NoteField, NumberField, TextField
from partner_tui.records.history import Intent
from partner_tui.records.organizations import Organization
from partner_tui.records.people import Person, display_name
from partner_tui.records.record import Record
from partner_tui.records.text import fold


class Agreement(Record):
    """An agreement with a partner; `person_id` is whom a clearance is of.

    `document` is a path or a URL; `document_sha256` is that of the file when it was last looked at, '' for none.
    """

    organization_id = ForeignKeyField(Organization, column_name="organization_id", lazy_load=False)
    kind = CodeField(AgreementKind)
    title = TextField(LINE)
    person_id = ForeignKeyField(Person, column_name="person_id", lazy_load=False, null=True)
    signed_by_school_on = DayField(null=True)
    signed_by_partner_on = DayField(null=True)
    starts_on = DayField(null=True)
    ends_on = DayField(null=True)
    notice_days = NumberField(0, 400, default=60)
    renewed_from_id = ForeignKeyField("self", column_name="renewed_from_id", lazy_load=False, null=True)
    document = TextField(500)
    document_sha256 = TextField(64)
    notes = NoteField()
    search_text = PlainTextField(default="")

    DERIVED: ClassVar[tuple[str, ...]] = ("search_text",)

    class Meta:
        table_name = "agreements"
        indexes = ((("ends_on",), False),)
        constraints: ClassVar[list[Any]] = [
            Check('"ends_on" IS NULL OR "starts_on" IS NULL OR "starts_on" <= "ends_on"'),
        ]

    @classmethod
    def derived(cls, _row: Mapping[str, Any]) -> dict[str, Any]:
        """Return the folded words by which the agreement is found."""
        kind = kind_label(AgreementKind(_row["kind"]))
        return {"search_text": fold(f"{_row['title']} {kind} {_row['notes']} {_row['document']}")}


@dataclass(frozen=True, slots=True)
class AgreementFilter:
    """Which agreements a list has; `states` are those of the day, empty for all. `sort` is a key of SORTS."""

    text: str = ""
    organization_id: int | None = None
    kind: AgreementKind | None = None
    states: frozenset[AgreementState] = frozenset()
    archived: bool = False
    sort: str = "ends_on"
    descending: bool = False


SORTS = {
    "ends_on": "coalesce(a.ends_on, '9999')",
    "state": "state",
    "organization": "lower(o.name)",
    "kind": "a.kind",
    "starts_on": "coalesce(a.starts_on, '9999')",
}
"""Column key -> the SQL that a list is sorted by."""


def count() -> int:
    """Return how many agreements there are that are not put away."""
    return int(database.select("SELECT count(*) FROM agreements WHERE archived_at IS NULL")[0][0])


def listing(wanted: AgreementFilter, today: date) -> array[int]:
    """Return the ids of the agreements of a filter: unless it says otherwise, what was renewed last, else by end.

    Those of a partner that was put away are left out, unless it is that partner who is asked for.
    """
    conditions = ["a.archived_at IS NOT NULL" if wanted.archived else "a.archived_at IS NULL"]
    values: list[Any] = []
    if wanted.organization_id is None:
        conditions.append("o.archived_at IS NULL")
    for condition, value in (("a.organization_id = ?", wanted.organization_id), ("a.kind = ?", wanted.kind)):
        if value is not None:
            conditions.append(condition)
            values.append(value)
    if wanted.states:
        conditions.append(f"state IN ({','.join('?' * len(wanted.states))})")
        values += sorted(wanted.states)
    for condition, words in _with_words(wanted.text):
        conditions.append(condition)
        values += words
    direction = "DESC" if wanted.descending else "ASC"
    last = "state = 'renewed', " if wanted.sort == "ends_on" and not wanted.descending else ""
    query = (
        f"SELECT a.id, {state_sql(today)} AS state FROM agreements a JOIN organizations o ON o.id = a.organization_id "
        f"WHERE {' AND '.join(conditions)} "
        f"ORDER BY {last}{SORTS[wanted.sort]} {direction}, coalesce(a.ends_on, '9999'), a.id"
    )
    return database.ids(query, values)


def _with_words(text: str) -> Iterator[tuple[str, list[Any]]]:
    """Yield the SQL that each word of a text is in an agreement, its partner's or a person's name, or its kind."""
    for word in search_index.prefixes(text) or ([text] if text.strip() else []):
        found = [
            search_index.condition(table, column, word)
            for table, column in (("agreements", "a.id"), ("organizations", "o.id"), ("people", "a.person_id"))
        ]
        kinds = [kind for kind in AgreementKind if word in fold(f"{kind} {kind_label(kind)}")]
        by_kind = f"a.kind IN ({','.join('?' * len(kinds))})"
        values = [*(value for _, values in found for value in values), *kinds]
        yield f"({' OR '.join(condition for condition, _ in found)} OR {by_kind})", values


_ROWS = (
    "SELECT a.id, a.uid, a.version, o.id, o.uid, o.name, a.kind, a.title, "
    "p.id, p.uid, p.given_name, p.family_name, p.preferred_name, "
    "a.signed_by_school_on, a.signed_by_partner_on, a.starts_on, a.ends_on, a.notice_days, "
    "f.id, f.uid, n.id, n.uid, "
    f"{RENEWED_ON}, a.document, a.document_sha256, a.notes, a.archived_at IS NOT NULL "
    "FROM agreements a JOIN organizations o ON o.id = a.organization_id LEFT JOIN people p ON p.id = a.person_id "
    "LEFT JOIN agreements f ON f.id = a.renewed_from_id LEFT JOIN agreements n ON n.id = (SELECT max(m.id) "
    "FROM agreements m WHERE m.renewed_from_id = a.id AND m.archived_at IS NULL) "
    "WHERE a.id IN (SELECT value FROM json_each(?))"
)


def rows(ids: Sequence[int]) -> dict[int, AgreementRow]:
    """Return the listed agreements by id, in the order of `ids`; one query, however many they are."""
    found = {row[0]: _row(row) for row in database.select(_ROWS, (json.dumps(list(ids)),))}
    return {one: found[one] for one in ids if one in found}


def _row(row: tuple[Any, ...]) -> AgreementRow:
    school, partner, starts, ends, renewed = (row[at] and date.fromisoformat(row[at]) for at in (13, 14, 15, 16, 22))
    of_whom = (row[8], row[9] or "", "" if row[8] is None else display_name(*row[10:13]))
    days = (school, partner, starts, ends, row[17])
    chain = (row[18], row[19] or "", row[20], row[21] or "", renewed)
    what = (*row[:6], AgreementKind(row[6]), row[7], *of_whom, *days, *chain)
    values: tuple[Any, ...] = (*what, *row[23:26], bool(row[26]))
    return AgreementRow(*values)


def get(agreement_id: int) -> AgreementRow:
    """Return one agreement to read or edit; raise NotFound."""
    found = rows([agreement_id]).get(agreement_id)
    if found is None:
        raise NotFound("That agreement is not there.", "Somebody may have taken back what added it.")
    return found


def with_uid(uid: str) -> AgreementRow:
    """Return the agreement with a uid, or with the one uid that starts so; raise NotFound."""
    query = "SELECT id FROM agreements WHERE substr(uid, 1, ?) = ? LIMIT 2"
    found = database.select(query, (len(uid), uid)) if uid else []
    if len(found) != 1:
        raise NotFound(f"No single agreement has the uid “{uid}”.", "Write the whole uid.")
    return get(found[0][0])


def of_organization(organization_id: int) -> list[AgreementRow]:
    """Return the agreements with a partner: what was renewed last, else by end; two queries."""
    follows = "EXISTS (SELECT 1 FROM agreements n WHERE n.renewed_from_id = a.id AND n.archived_at IS NULL)"
    query = (
        "SELECT a.id FROM agreements a WHERE a.organization_id = ? AND a.archived_at IS NULL "
        f"ORDER BY {follows}, coalesce(a.ends_on, '9999'), a.id"
    )
    return list(rows(database.ids(query, (organization_id,))).values())


def chain(agreement_id: int) -> list[AgreementRow]:
    """Return what was renewed into what, the oldest first: the agreement, those before, those after; two queries."""
    query = (
        "WITH RECURSIVE earlier(id) AS (SELECT ? UNION SELECT a.renewed_from_id FROM agreements a "
        "JOIN earlier e ON a.id = e.id WHERE a.renewed_from_id IS NOT NULL), "
        "whole(id) AS (SELECT id FROM earlier UNION SELECT a.id FROM agreements a "
        "JOIN whole w ON a.renewed_from_id = w.id WHERE a.archived_at IS NULL) SELECT id FROM whole ORDER BY id"
    )
    return list(rows(database.ids(query, (agreement_id,))).values())


def add(intent: Intent, *, organization_id: int, kind: AgreementKind | str, **values: Any) -> int:
    """Add an agreement; return its id. A `document` is a path or a URL; of a file, its SHA-256 is kept.

    Raise FieldError for days out of order, a signature to come, and a document that is not there.
    """
    columns = {"organization_id": organization_id, "kind": kind, **_with_document(values)}
    _check(intent, Agreement.stored(columns))
    return intent.insert(Agreement, **columns)


def edit(intent: Intent, agreement_id: int, version: int, **values: Any) -> bool:
    """Save what differs; return whether anything did. Raise FieldError as `add` does.

    A `document` is attached anew: of a file, the SHA-256 of today is kept.
    """
    columns = _with_document(values)
    _check(intent, stored_rows.one(Agreement, agreement_id) | Agreement.stored(columns))
    return intent.update(Agreement, agreement_id, version, **columns)


def sign(
    intent: Intent, agreement_id: int, version: int, *, school_on: date | None = None, partner_on: date | None = None
) -> bool:
    """Say who signed and on which day, None for who did not now; return whether anything differs."""
    days = {"signed_by_school_on": school_on, "signed_by_partner_on": partner_on}
    return edit(intent, agreement_id, version, **{name: day for name, day in days.items() if day is not None})


def renew(
    intent: Intent, agreement_id: int, version: int, starts_on: date | None = None, ends_on: date | None = None
) -> int:
    """Make the agreement that follows one, not signed yet; return its id. The old one is left as it is.

    It is of the same kind, title, person and notice, and as long (`renewals.next_term`), without document or notes.
    Raise FieldError for one that was never signed, is put away, or is renewed already, and StaleRecord for one that
    was changed since it was read.
    """
    row = get(agreement_id)
    if row.version != version:
        raise stored_rows.stale(
            stored_rows.one(Agreement, row.id), {}, "This was changed meanwhile: nothing was renewed."
        )
    _check_renewable(row)
    begins, ends = renewals.next_term(row, _today(intent), starts_on)
    return add(
        intent,
        organization_id=row.organization_id,
        kind=row.kind,
        title=row.title,
        person_id=row.person_id,
        starts_on=begins,
        ends_on=ends_on or ends,
        notice_days=row.notice_days,
        renewed_from_id=row.id,
    )


def _check_renewable(row: AgreementRow) -> None:
    what = f"The {row.name} with {row.organization}"
    if row.renewed_by_id is not None:
        hint = "Sign or edit the one that follows it, or archive that one first."
        raise FieldError("renewed_from_id", f"{what} is renewed already.", hint)
    if row.archived:
        raise FieldError("renewed_from_id", f"{what} is put away.", "Bring it back first.")
    if row.signed_on is None:
        raise FieldError("renewed_from_id", f"{what} is not signed, so there is nothing to renew.", "Sign it first.")


def _with_document(values: Mapping[str, Any]) -> dict[str, Any]:
    return {**values, **(documents.attached(values["document"]) if "document" in values else {})}


def _today(intent: Intent) -> date:
    return intent.at.astimezone(school.settings().zone).date()


def _check(intent: Intent, stored: Mapping[str, Any]) -> None:
    """Raise FieldError for columns of an agreement that do not go together."""
    starts_on, ends_on = stored.get("starts_on"), stored.get("ends_on")
    if starts_on and ends_on and ends_on < starts_on:
        message = f"It would end on {_said(ends_on)}, before it starts on {_said(starts_on)}."
        raise FieldError("ends_on", message, "Give a later day, or none.")
    today = _today(intent).isoformat()
    for name, who in (("signed_by_school_on", "the school"), ("signed_by_partner_on", "the partner")):
        if (day := stored.get(name)) and day > today:
            message = f"It would be signed by {who} on {_said(day)}, which is still to come."
            raise FieldError(name, message, "Leave it empty until it is signed.")


def _said(day: str) -> str:
    return say_full_day(date.fromisoformat(day))
