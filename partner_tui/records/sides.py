"""Sides: who makes a promise and whom it is made to; us, a person, an organization or a group."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from partner_tui.errors import FieldError
from partner_tui.records.people import PersonKind, display_name


class Direction(StrEnum):
    """Whose promise it is: ours, or that of anybody else."""

    OURS = "ours"
    THEIRS = "theirs"


class SideKind(StrEnum):
    """What stands on one side of a promise."""

    US = "us"
    PERSON = "person"
    ORGANIZATION = "organization"
    GROUP = "group"


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a promise, as a form or a command says it; `id` is that of the person, organization or group."""

    kind: SideKind
    id: int | None = None


US = Side(SideKind.US)


@dataclass(frozen=True, slots=True)
class SideRow:
    """One side of a promise in a list; `uid` is '' and `name` "us" for ourselves.

    A person's own kind and names are beside the name to show; all others have none.
    """

    kind: SideKind
    id: int | None
    uid: str
    name: str
    person_kind: PersonKind | None = None
    given_name: str = ""
    family_name: str = ""

    @property
    def side(self) -> Side:
        """The side as a form says it."""
        return Side(self.kind, self.id)


_NOBODY = (None,)


def person_columns(alias: str) -> str:
    """Return the columns of a person that a side is made of, out of the table of that alias."""
    names = ("id", "uid", "given_name", "family_name", "preferred_name", "kind")
    return ", ".join(f"{alias}.{name}" for name in names)


def named_columns(alias: str) -> str:
    """Return the columns of an organization or a group that a side is made of."""
    return f"{alias}.id, {alias}.uid, {alias}.name"


def row(person: Sequence[Any], organization: Sequence[Any], group: Sequence[Any] = _NOBODY) -> SideRow:
    """Return the side that is there, out of `person_columns` and twice `named_columns`; us, where none is."""
    if person[0] is not None:
        number, uid, given_name, family_name, preferred_name, kind = person
        name = display_name(given_name, family_name, preferred_name)
        return SideRow(SideKind.PERSON, number, uid, name, PersonKind(kind), given_name, family_name)
    if organization[0] is not None:
        return SideRow(SideKind.ORGANIZATION, *organization)
    if group[0] is not None:
        return SideRow(SideKind.GROUP, *group)
    return SideRow(SideKind.US, None, "", "us")


def by(side: Side) -> dict[str, Any]:
    """Return the columns that say who makes a promise; raise FieldError for a group, which has no word of its own."""
    if side.kind is SideKind.GROUP:
        raise FieldError("made_by", "A group cannot make a promise.", "Say which person in it made it.")
    columns = _columns("by", "made_by", side)
    del columns["by_group_id"]
    return columns


def to(side: Side) -> dict[str, Any]:
    """Return the columns that say whom a promise is made to."""
    return _columns("to", "made_to", side)


def _columns(start: str, field: str, side: Side) -> dict[str, Any]:
    if (side.kind is SideKind.US) != (side.id is None):
        raise FieldError(field, "It is not said who that is.", "Choose us, a person, an organization or a group.")
    links = {kind: side.id if kind is side.kind else None for kind in SideKind if kind is not SideKind.US}
    return {f"{start}_us": side.kind is SideKind.US} | {f"{start}_{kind}_id": link for kind, link in links.items()}


def check_two(stored: Mapping[str, Any]) -> None:
    """Raise FieldError if both sides of a promise, as columns, are the same."""
    if stored.get("by_us") and stored.get("to_us"):
        raise FieldError("made_to", "Both sides of the promise are us.", "Say to whom it was made, or by whom.")
    for kind in (SideKind.PERSON, SideKind.ORGANIZATION):
        maker = stored.get(f"by_{kind}_id")
        if maker is not None and maker == stored.get(f"to_{kind}_id"):
            raise FieldError("made_to", "Both sides of the promise are the same.", "Say to whom it was made.")


def one_of(flag: str, *links: str) -> str:
    """Return the SQL of a CHECK that exactly one of a flag and some links is set."""
    set_links = [f'CASE WHEN "{link}" IS NULL THEN 0 ELSE 1 END' for link in links]
    return " + ".join([f'CASE WHEN "{flag}" THEN 1 ELSE 0 END', *set_links]) + " = 1"


def differ(one: str, other: str) -> str:
    """Return the SQL of a CHECK that two links do not lead to the same record."""
    return f'"{one}" IS NULL OR "{other}" IS NULL OR "{one}" <> "{other}"'
