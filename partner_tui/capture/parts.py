"""The parts of what a line says: names and who answers to them, promises, problems, and what each word is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import NamedTuple, Protocol

from partner_tui.records.naming import Match as Match

CLEAR_LEAD = 0.25
"""By how much the best match must lead the next one to be taken without asking."""


class Role(StrEnum):
    """What a word of the line was understood to be."""

    PERSON = "person"
    ORGANIZATION = "organization"
    AMBIGUOUS = "ambiguous"
    UNKNOWN = "unknown"
    KIND = "kind"
    STATUS = "status"
    WHEN = "when"
    LENGTH = "length"
    PLACE = "place"
    NOTE = "note"
    GOAL = "goal"
    PROMISE = "promise"
    THEIR_PROMISE = "their promise"
    DUE = "due"
    QUESTION = "question"
    PRIVATE = "private"
    MARK = "mark"
    JOINING = "joining"
    REFUSED = "refused"


class Lookup(Protocol):
    """Who answers to a name, asked by the parser; a match fits every word of the text, and none means nobody does."""

    def people(self, text: str, /) -> Sequence[Match]:
        """The people that `text` may mean, best first."""

    def organizations(self, text: str, /) -> Sequence[Match]:
        """The organizations that `text` may mean, best first."""

    def members(self, text: str, organization_ids: Sequence[int], /) -> Sequence[Match]:
        """Those of the people who belong to some organizations that `text` may mean, best first."""


class Mention(NamedTuple):
    """A name in the line: as typed, and who answers to it, best first."""

    typed: str
    matches: tuple[Match, ...] = ()

    @property
    def resolved(self) -> Match | None:
        """The one who is meant; None where it is nobody or could be several."""
        if len(self.matches) > 1 and self.matches[0].score - self.matches[1].score < CLEAR_LEAD:
            return None
        return self.matches[0] if self.matches else None

    @property
    def choices(self) -> tuple[Match, ...]:
        """Those to pick from where several answer."""
        return self.matches if self.resolved is None else ()


class Promise(NamedTuple):
    """Something promised, and the day that it is due, if one was said."""

    text: str
    due: date | None = None


class Problem(NamedTuple):
    """Why the line cannot be saved as it is, what to do, and the words that it is about.

    `brief` is the message without those to pick from, for where they are listed.
    """

    message: str
    hint: str
    typed: str = ""
    brief: str = ""


def chosen(mention: Mention, match: Match) -> Mention:
    """The mention once somebody has picked who is meant."""
    return mention._replace(typed=match.name, matches=(match,))
