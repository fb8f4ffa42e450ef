"""Organizations: the partners outside the school."""

from __future__ import annotations

import json
import re
from array import array
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any, ClassVar

from peewee import ForeignKeyField
from peewee import TextField as PlainTextField

from partner_tui.errors import Ambiguous, FieldError, NotFound
from partner_tui.records import database, partner_contact, school, search_index, words
from partner_tui.records.fields import LINE, NAME, NOTE, PLACE, CodeField, EmailField, NoteField, NumberField, TextField
from partner_tui.records.history import Intent
from partner_tui.records.people import Person, display_name
from partner_tui.records.record import Record
from partner_tui.records.text import fold
from partner_tui.records.words import WordList

if TYPE_CHECKING:
    from partner_tui.records.stages import Stage  # a stage is of an organization, so it imports this module

_UID = re.compile(r"[0-9a-f]{8}(-[0-9a-f-]*)?")

NOBODY = 0
"""The owner of those that nobody looks after, in a filter."""


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
    """An organization in a list.

    `stage` is where it stands, `since` since when; `owner` and `primary_contact` are names, '' for nobody: a primary
    contact who left is none. `last_contact_on` is the last day on which the school met somebody there. `tags` are in
    the order of the alphabet.
    """

    id: int
    uid: str
    version: int
    kind: str
    name: str
    email: str
    phone: str
    archived: bool
    sector: str
    size: OrganizationSize | None
    depth: Depth | None
    stage: Stage
    since: date
    owner_id: int | None
    owner: str
    primary_contact_id: int | None
    primary_contact: str
    cadence_weeks: int | None
    last_contact_on: date | None
    tags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OrganizationFilter:
    """Which organizations a list has, and in which order; `sort` is a key of SORTS.

    `kind` and `sector` are codes, `owner_id` is a person's or NOBODY; None asks for all.
    """

    text: str = ""
    stage: Stage | None = None
    kind: str | None = None
    sector: str | None = None
    owner_id: int | None = None
    tag: str | None = None
    archived: bool = False
    sort: str = "name"
    descending: bool = False


_CHANGE = (
    "FROM stage_changes s WHERE s.organization_id = o.id AND s.archived_at IS NULL "
    "ORDER BY s.changed_on DESC, s.id DESC LIMIT 1"
)
STAGE = f"coalesce((SELECT s.stage {_CHANGE}), 'identified')"
"""The SQL of the stage that an organization `o` stands at."""

_STAGES = "identified contacted exploring agreeing active deepening paused ended"
SORTS = {
    "name": "o.search_text",
    "kind": "o.kind",
    "sector": "o.sector",
    "stage": f"instr('{_STAGES}', {STAGE})",
    "since": f"coalesce((SELECT s.changed_on {_CHANGE}), substr(o.created_at, 1, 10))",
    "owner": "(SELECT p.sort_name FROM people p WHERE p.id = o.owner_id)",
    "last_contact": partner_contact.LAST.format(organization="o.id"),
}
"""Column key -> the SQL that a list is sorted by."""


def listing(wanted: OrganizationFilter | None = None) -> array[int]:
    """Return the ids of the organizations of a filter, in its order; all by name where nothing is asked for."""
    wanted = wanted or OrganizationFilter()
    where, values = _where(wanted)
    direction = "DESC" if wanted.descending else "ASC"
    query = (
        f"SELECT o.id FROM organizations o WHERE {where} "
        f"ORDER BY {SORTS[wanted.sort]} {direction} NULLS LAST, o.search_text, o.id"
    )
    return database.ids(query, values)


def _where(wanted: OrganizationFilter) -> tuple[str, list[Any]]:
    conditions = ["o.archived_at IS NOT NULL" if wanted.archived else "o.archived_at IS NULL"]
    values: list[Any] = []
    for condition, value in (
        (f"{STAGE} = ?", wanted.stage and wanted.stage.value),
        ("o.kind = ?", wanted.kind),
        ("o.sector = ?", wanted.sector),
        ("coalesce(o.owner_id, 0) = ?", wanted.owner_id),
        (
            "EXISTS (SELECT 1 FROM tags t WHERE t.organization_id = o.id AND t.archived_at IS NULL "
            "AND fold(t.word) = fold(?))",
            wanted.tag,
        ),
    ):
        if value is not None:
            conditions.append(condition)
            values.append(value)
    condition, found = search_index.condition("organizations", "o.id", wanted.text)
    return " AND ".join([*conditions, condition]), [*values, *found]


_CONTACT = (
    "EXISTS (SELECT 1 FROM affiliations a WHERE a.person_id = o.primary_contact_id AND a.organization_id = o.id "
    "AND a.archived_at IS NULL AND (a.ends_on IS NULL OR a.ends_on >= ?))"
)


def rows(ids: Sequence[int], today: date) -> dict[int, OrganizationRow]:
    """Return the listed organizations by id, in the order of `ids`: a fixed number of queries, however many."""
    from partner_tui.records import stages, tags  # each is of organizations, and imports this module

    query = (
        "SELECT o.id, o.uid, o.version, o.kind, o.name, o.email, o.phone, o.archived_at IS NOT NULL, o.sector, o.size, "
        "o.depth, o.owner_id, w.given_name, w.family_name, w.preferred_name, c.id, c.given_name, c.family_name, "
        "c.preferred_name, o.cadence_weeks FROM organizations o LEFT JOIN people w ON w.id = o.owner_id "
        f"LEFT JOIN people c ON c.id = o.primary_contact_id AND c.archived_at IS NULL AND {_CONTACT} "
        "WHERE o.id IN (SELECT value FROM json_each(?))"
    )
    found = {row[0]: row for row in database.select(query, (today.isoformat(), json.dumps(list(ids))))}
    there = [one for one in ids if one in found]
    now, words_on = stages.now_of(there, today), tags.of_organizations(there)
    zone = school.settings().zone
    met = {one: last.astimezone(zone).date() for one, last in partner_contact.last_contact(there).items()}
    made: dict[int, OrganizationRow] = {}
    for one in there:
        row, at = found[one], now[one]
        what = (*row[:7], bool(row[7]), row[8], row[9] and OrganizationSize(row[9]), row[10] and Depth(row[10]))
        owner = (row[11], display_name(*row[12:15]) if row[11] else "")
        contact = (row[15], display_name(*row[16:19]) if row[15] else "")
        rest = (row[19], met.get(one), words_on.get(one, ()))
        values: tuple[Any, ...] = (*what, at.stage, at.since, *owner, *contact, *rest)
        made[one] = OrganizationRow(*values)
    return made


def count() -> int:
    """Return how many organizations there are that are not put away."""
    return int(database.select("SELECT count(*) FROM organizations WHERE archived_at IS NULL")[0][0])


def get(organization_id: int) -> Organization:
    """Return one organization to read or edit; raise NotFound."""
    found: Organization | None = Organization.get_or_none(Organization.id == organization_id)
    if found is None:
        raise NotFound("That organization is not there.", "It may have been taken back.")
    return found


def with_uid(uid: str) -> Organization:
    """Return the organization with a uid, or with the one uid that starts so; raise NotFound."""
    query = "SELECT id FROM organizations WHERE substr(uid, 1, ?) = ? LIMIT 2"
    found = database.select(query, (len(uid), uid)) if uid else []
    if len(found) != 1:
        raise NotFound(f"No single organization has the uid “{uid}”.", "Write the whole uid.")
    return get(found[0][0])


def named(text: str, *, archived: bool = False) -> Organization:
    """Return the one organization that is meant by a uid or a piece of its name; raise NotFound or Ambiguous.

    A whole name goes before a piece of another one; `archived` looks among those that were put away.
    """
    if _UID.fullmatch(text):
        with suppress(NotFound):
            return with_uid(text)
    name = text.strip().removeprefix("@")
    ids = listing(OrganizationFilter(text=name, archived=archived))[:100] if name.strip() else array("q")
    found = [get(one) for one in ids]
    choices = [one for one in found if fold(one.name) == fold(name)] or found
    if len(choices) == 1:
        return choices[0]
    if not choices:
        hint = "See them all with: partner-tui organizations list" + (" --archived" if archived else "")
        raise NotFound(f"No organization is called “{text}”.", hint)
    kinds = words.labels(WordList.ORGANIZATION_KIND)
    shown = tuple(f"{one.name}  {kinds.get(one.kind, one.kind)}  {one.uid}" for one in choices[:20])
    raise Ambiguous(f"“{text}” could be {len(choices)} organizations.", shown, "Write more of the name, or the uid.")


def add(
    intent: Intent, *, name: str, stage: Stage | str | None = None, on: date | None = None, why: str = "", **values: Any
) -> int:
    """Add an organization, and where it stands since the day `on` (the day of the intent if not said); return its id.

    A kind or a sector may be a code or a label; what the list has not stays as it is. Raise FieldError as
    `stages.move` does.
    """
    from partner_tui.records import stages  # imports this module

    organization_id = intent.insert(Organization, name=name, **_coded(values))
    if stage is not None or on is not None:
        first = stages.Stage.IDENTIFIED if stage is None else stage
        stages.begin(intent, organization_id, first, on, why)
    return organization_id


def edit(intent: Intent, organization_id: int, version: int, **values: Any) -> bool:
    """Save what differs; return whether anything did. A kind and a sector are read as `add` does.

    Raise FieldError for a primary contact who does not belong to it.
    """
    from partner_tui.records import contacts  # imports this module

    if values.get("primary_contact_id") is not None:
        contacts.check_belongs(intent, organization_id, values["primary_contact_id"])
    return intent.update(Organization, organization_id, version, **_coded(values))


def put_away(intent: Intent, organization_id: int, version: int) -> bool:
    """Archive an organization; return whether it was there. Raise FieldError while students are placed there."""
    from partner_tui.records import openings  # are of organizations, and import this module

    if placed := openings.who_is_at(organization_id):
        are = "is" if len(placed) == 1 else "are"
        message = f"{openings.said_names(placed)} {are} placed at {get(organization_id).name}."
        raise FieldError("organization", message, "Say first how each placement ended.")
    return intent.archive(Organization, organization_id, version)


def _coded(values: dict[str, Any]) -> dict[str, Any]:
    lists = {"kind": WordList.ORGANIZATION_KIND, "sector": WordList.SECTOR}
    coded = {name: words.code_for(of, str(values[name])) for name, of in lists.items() if values.get(name)}
    return values | coded
