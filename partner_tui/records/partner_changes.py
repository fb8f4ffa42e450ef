"""What an import of contacts would do to organizations, to who belongs to them, and what it must ask first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple


class Ref(NamedTuple):
    """A record: one that is there, by its id, or one to be made, by its place among the new ones."""

    is_new: bool
    at: int


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody or something in the records that a row of the file may be."""

    id: int
    name: str
    about: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """What only a person can say: whether a person or an organization of the file is one of the records.

    `key` is what an answer names; `what` is "person" or "organization"; `rows` are the lines that wait for it.
    """

    key: str
    what: str
    name: str
    why: str
    candidates: tuple[Candidate, ...]
    file: str
    rows: tuple[int, ...]


NEW = 0
"""The answer that it is none of them."""

Answers = Mapping[str, int]
"""Question -> the id of the record that it is, or NEW."""


@dataclass(slots=True)
class NewOrganization:
    """An organization to be made: its stored `values`, and the stage that it comes with."""

    values: dict[str, Any]
    file: str
    row: int
    stage: str = ""
    since: date | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class NewTie:
    """Somebody who comes to belong to an organization."""

    person: Ref
    organization: Ref
    title: str
    starts_on: date | None


@dataclass
class PartnerChanges:
    """What contacts change beside people.

    `changed` are stored values by organization, `before` what those columns were and `names` what organizations are
    called; `titles` by affiliation; `tags` are (organization or person, which, word). `told` and `told_new` are
    (what, before, after) for people who are there, by id, and for new ones, by place.
    """

    new: list[NewOrganization] = field(default_factory=list)
    changed: dict[int, dict[str, Any]] = field(default_factory=dict)
    before: dict[int, dict[str, Any]] = field(default_factory=dict)
    names: dict[int, str] = field(default_factory=dict)
    same: list[int] = field(default_factory=list)
    ties: list[NewTie] = field(default_factory=list)
    titles: dict[int, str] = field(default_factory=dict)
    tags: list[tuple[str, Ref, str]] = field(default_factory=list)
    primaries: dict[Ref, Ref] = field(default_factory=dict)
    questions: list[Question] = field(default_factory=list)
    told: dict[int, list[tuple[str, str, str]]] = field(default_factory=dict)
    told_new: dict[int, list[tuple[str, str, str]]] = field(default_factory=dict)
    told_of: dict[Ref, list[tuple[str, str, str]]] = field(default_factory=dict)
    """What is told of organizations besides their columns: tags, the primary contact, a stage."""

    def __bool__(self) -> bool:
        """Whether anything is to be written."""
        return bool(self.new or self.changed or self.ties or self.titles or self.tags or self.primaries)

    @property
    def changed_ids(self) -> list[int]:
        """Which organizations of the records change, in order."""
        ids = self.changed.keys() | {ref.at for ref in self.told_of if not ref.is_new}
        return sorted(ids)
