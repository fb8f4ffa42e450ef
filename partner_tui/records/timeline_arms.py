"""What timelines are made of: one query for each kind of thing that happens, and when each thing stands."""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum, StrEnum
from typing import Any, NamedTuple

Facts = Mapping[str, Any]
"""What the records tell of an entry: columns and names, as they are stored."""

Told = tuple[str, str, str]
"""Status, title, and what more there is to read."""


class SubjectKind(StrEnum):
    """Whose timeline it is."""

    PERSON = "person"
    ORGANIZATION = "organization"
    GROUP = "group"


class Source(IntEnum):
    """What an entry was made of. Of those of one moment, the higher stands above: a meeting before what came of it."""

    CHANGE = 1
    LEFT = 2
    CANDIDACY_SETTLED = 3
    PLACEMENT_ENDED = 4
    OPENING_ENDED = 5
    AGREEMENT_ENDED = 6
    JOINED = 7
    CANDIDACY_OPENED = 8
    PLACEMENT_BEGUN = 9
    OPENING_BEGUN = 10
    AGREEMENT_BEGUN = 11
    AGREEMENT_SIGNED = 12
    STAGE = 13
    QUESTION_SETTLED = 14
    GOAL_SETTLED = 15
    PROMISE_SETTLED = 16
    PROMISE_MADE = 17
    QUESTION_RAISED = 18
    GOAL_HEARD = 19
    ANSWER = 20
    NOTE = 21
    MEETING = 22


CODES = 32
"""An entry's code is the id of its record times this, plus its source."""


def noon(column: str) -> str:
    """Return the SQL of the moment at which a day stands: its noon, with the school's winter or summer time."""
    return f"strftime('%Y-%m-%dT%H:%M:%SZ', {column}, :noon)"


def said(column: str) -> str:
    """Return the SQL of the moment of what was said on a day: that of its meeting `m`, if it was on that day."""
    return f"CASE WHEN date(m.starts_at, :offset) = {column} THEN m.starts_at ELSE {noon(column)} END"


class Arm(NamedTuple):
    """One query of entries: their moment, the id of their record, the words they are found by, and out of which rows.

    `:id`, `:who`, `:noon` and `:offset` are asked.
    """

    source: Source
    at: str
    words: str
    rows: str
    id: str = "t.id"

    def select(self, *, searched: bool) -> str:
        """Return the query of (at, source, id), and, to be searched, of the words."""
        words = f", {self.words} AS words" if searched else ""
        return f"SELECT {self.at} AS at, {int(self.source)} AS source, {self.id} AS id{words} FROM {self.rows}"


def arm(source: Source, table: str, at: str, words: str, where: str, join: str = "") -> Arm:
    """Return the arm of the rows `t` of a table that are not put away."""
    return Arm(source, at, words, f"{table} t {join} WHERE {where} AND t.archived_at IS NULL")


def name(alias: str) -> str:
    """Return the SQL of what a person is called."""
    return f"trim(coalesce(nullif({alias}.preferred_name, ''), {alias}.given_name) || ' ' || {alias}.family_name)"


def told(table: str, names: str, more: str) -> str:
    """Return the SQL of a JSON object of some columns of `t`, and of more pairs of key and value."""
    pairs = ", ".join(f"'{column}', t.{column}" for column in names.split())
    return f"SELECT json_object({pairs}, {more}) FROM {table} WHERE t.id = e.code / {CODES}"
