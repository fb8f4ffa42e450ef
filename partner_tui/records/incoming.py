"""What a file from outside says, in plain rows, whatever its format: people, partners, years, closures, oddities."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class SourceKind(StrEnum):
    """What a file turned out to be; the values are stored, so they stay."""

    ONEROSTER_1_1 = "oneroster_1_1"
    ONEROSTER_1_2 = "oneroster_1_2"
    CSV = "csv"
    SCHOOL_CALENDAR = "school_calendar"
    CONTACTS = "contacts"
    VCARD = "vcard"


@dataclass(frozen=True, slots=True)
class Repair:
    """A quirk that was repaired: what was read (`value`, made printable) and what was made of it (`message`).

    `row` is the line in the file where the row begins, the header of a plain file being 1;
    a note about the file as a whole has row 1 and no column.
    """

    file: str
    row: int
    column: str
    value: str
    message: str


@dataclass(frozen=True, slots=True)
class Rejection:
    """A row or a value that was left out, and why; the fields are those of `Repair`."""

    file: str
    row: int
    column: str
    value: str
    message: str


@dataclass(frozen=True, slots=True)
class IncomingPerson:
    """One person of a file. Texts are '' where the file says nothing.

    `key` is the source's own stable id ('' if it has none), `identifier` the number that the school uses,
    `kind` one of staff, student, family, community; `grade` a CEDS code such as KG, 09, 12 where it is known.
    """

    key: str
    identifier: str
    kind: str
    given_name: str
    family_name: str
    preferred_name: str
    pronouns: str
    email: str
    phone: str
    job_title: str
    grade: str
    language: str
    joined_on: date | None
    departments: tuple[str, ...]
    active: bool
    file: str
    row: int


@dataclass(frozen=True, slots=True)
class IncomingOrganization:
    """One organization of a file, out of a card of its own or out of its people's. Texts are '' where it says nothing.

    `key` is the source's own stable id, `version` that of the record which our own file was written from (0: not ours).
    `kind` and `sector` are words as they stand there; `owner` is somebody's address or name; `stage` is a code, `since`
    the day it began; `weeks` is the cadence in school weeks, as digits.
    """

    name: str
    key: str = ""
    version: int = 0
    kind: str = ""
    sector: str = ""
    size: str = ""
    depth: str = ""
    email: str = ""
    phone: str = ""
    website: str = ""
    address: str = ""
    notes: str = ""
    owner: str = ""
    weeks: str = ""
    stage: str = ""
    since: date | None = None
    why: str = ""
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class IncomingTie:
    """Somebody belongs to an organization: as what, since when, and whether that is whom the school calls first."""

    organization: IncomingOrganization
    title: str = ""
    starts_on: date | None = None
    primary: bool = False


@dataclass(frozen=True, slots=True)
class IncomingContact:
    """One contact: a person with the organizations that they belong to, or with no person the organizations alone.

    `emails` are all addresses of the person, `version` that of the record which our own file was written from
    (0: not ours).
    """

    person: IncomingPerson | None
    ties: tuple[IncomingTie, ...]
    file: str
    row: int
    emails: tuple[str, ...] = ()
    notes: str = ""
    tags: tuple[str, ...] = ()
    version: int = 0


@dataclass(frozen=True, slots=True)
class IncomingTerm:
    """A semester or term; `ends_on` is its last day."""

    key: str
    name: str
    starts_on: date
    ends_on: date


@dataclass(frozen=True, slots=True)
class IncomingYear:
    """A school year with its terms in order; `ends_on` is its last day."""

    key: str
    name: str
    starts_on: date
    ends_on: date
    terms: tuple[IncomingTerm, ...]


@dataclass(frozen=True, slots=True)
class IncomingClosure:
    """Days without school; `ends_on` is the last of them."""

    key: str
    name: str
    starts_on: date
    ends_on: date


@dataclass(frozen=True, slots=True)
class Incoming:
    """Everything that one file says.

    `source` names the origin and stays the same for the next file from there. `bulk` says that the file is a
    full list, so that who is absent from it means something. `present` holds the fields of `IncomingPerson`
    that the file can speak about: an empty value in one of them is a statement, in any other it is silence.
    `mapping` (CSV only) gives for each header cell its field, with the date format after a colon. An address book has
    `contacts`, whose people stand in `people`, too, and `program` says which program wrote it.
    """

    kind: SourceKind
    source: str
    school_name: str | None = None
    bulk: bool = False
    people: Sequence[IncomingPerson] = ()
    contacts: Sequence[IncomingContact] = ()
    program: str = ""
    years: tuple[IncomingYear, ...] = ()
    closures: tuple[IncomingClosure, ...] = ()
    mapping: Mapping[str, str] = field(default_factory=dict)
    header: tuple[str, ...] = ()
    present: frozenset[str] = frozenset()
    repairs: list[Repair] = field(default_factory=list)
    rejections: list[Rejection] = field(default_factory=list)
