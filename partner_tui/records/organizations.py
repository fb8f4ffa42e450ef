"""Organizations: the partners outside the school."""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, ClassVar

from peewee import ForeignKeyField
from peewee import TextField as PlainTextField

from partner_tui.errors import NotFound
from partner_tui.records import database, search_index
from partner_tui.records.fields import LINE, NAME, NOTE, PLACE, CodeField, EmailField, NoteField, NumberField, TextField
from partner_tui.records.history import Intent
from partner_tui.records.people import Person
from partner_tui.records.record import Record
from partner_tui.records.text import fold


class OrganizationSize(StrEnum):
    """How many people work there."""

    TO_9 = "1_9"
    TO_49 = "10_49"
    TO_249 = "50_249"
    FROM_250 = "250_up"


class Depth(StrEnum):
    """How far a partnership reaches: one service, the school's aims, or a part of its plan (Oakland USD, 2014)."""

    SPECIALIZED = "specialized"
    ALIGNED = "aligned"
    CORE = "core"


class Organization(Record):
    """A business or community partner.

    `kind` and `sector` are codes of the school's word lists. `cadence_weeks` is after how many school weeks without a
    word it is silent: None for the school's usual number, 0 for never. `source` and `source_id` say where a contacts
    file has it.
    """

    kind = TextField(60, required=True, default="other")
    name = TextField(NAME, required=True)
    email = EmailField()
    phone = TextField(60)
    website = TextField(LINE)
    address = TextField(PLACE)
    notes = NoteField(NOTE)
    sector = TextField(60)
    size = CodeField(OrganizationSize, null=True)
    depth = CodeField(Depth, null=True)
    owner_id = ForeignKeyField(Person, column_name="owner_id", lazy_load=False, null=True)
    introduced_by_id = ForeignKeyField(Person, column_name="introduced_by_id", lazy_load=False, null=True)
    primary_contact_id = ForeignKeyField(Person, column_name="primary_contact_id", lazy_load=False, null=True)
    cadence_weeks = NumberField(0, 60, null=True)
    source = TextField(LINE)
    source_id = TextField(255)
    search_text = PlainTextField(default="")

    DERIVED: ClassVar[tuple[str, ...]] = ("search_text",)

    class Meta:
        table_name = "organizations"
        indexes = ((("name",), False), (("source", "source_id"), False))

    @classmethod
    def derived(cls, _row: Mapping[str, Any]) -> dict[str, Any]:
        """Return the folded name and address, by which an organization is found."""
        return {"search_text": fold(f"{_row['name']} {_row['email']} {_row['address']}")}


@dataclass(frozen=True, slots=True)
class OrganizationRow:
    """An organization in a list."""

    id: int
    uid: str
    version: int
    kind: str
    name: str
    email: str
    phone: str
    archived: bool


def listing(*, text: str = "", archived: bool = False) -> array[int]:
    """Return the ids of organizations by name."""
    query = "SELECT id FROM organizations WHERE (archived_at IS NOT NULL) = ?"
    values: list[Any] = [int(archived)]
    condition, words = search_index.condition("organizations", "id", text)
    return database.ids(f"{query} AND {condition} ORDER BY lower(name), id", [*values, *words])


def rows(ids: Sequence[int]) -> dict[int, OrganizationRow]:
    """Return the listed organizations by id."""
    query = (
        "SELECT id, uid, version, kind, name, email, phone, archived_at IS NOT NULL FROM organizations "
        f"WHERE id IN ({','.join('?' * len(ids))})"
    )
    found = database.select(query, list(ids))
    values = ((*row[:7], bool(row[7])) for row in found)
    return {row[0]: OrganizationRow(*row) for row in values}


def get(organization_id: int) -> Organization:
    """Return one organization to read or edit; raise NotFound."""
    found: Organization | None = Organization.get_or_none(Organization.id == organization_id)
    if found is None:
        raise NotFound("That organization is not there.", "It may have been taken back.")
    return found


def add(intent: Intent, *, name: str, **values: Any) -> int:
    """Add an organization; return its id."""
    return intent.insert(Organization, name=name, **values)


def edit(intent: Intent, organization_id: int, version: int, **values: Any) -> bool:
    """Save what differs; return whether anything did."""
    return intent.update(Organization, organization_id, version, **values)
