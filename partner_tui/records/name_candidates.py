"""Who may answer to typed words: a bounded number of people and organizations, fetched by indexes alone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from partner_tui.records import database
from partner_tui.records.name_fit import INITIAL, TypedWord, fit, initials_fit
from partner_tui.records.text import words

LOOKED_AT = 200
"""Candidates of one query: a name that more people have cannot tell them apart anyway."""

_IN_RANGE = 20_000
"""Family names with one beginning among which a given name is looked for."""

_LAST = "\U0010ffff"


class Candidate(NamedTuple):
    """Somebody who may be meant."""

    id: int
    given: str
    family: str
    preferred: str

    def score(self, typed: Sequence[TypedWord]) -> float:
        """Return how well the typed words fit the name, from 0 to 1."""
        given, family, preferred = words(self.given), words(self.family), words(self.preferred)
        called = [given, preferred] if preferred else [given]
        whole = [order for first in called for order in (first + family, family + first)] if family else []
        found = fit(typed, [*given, *family, *preferred], whole=whole)
        if found or len(typed) != 1 or not is_initials(typed[0].text):
            return found
        return INITIAL if initials_fit(typed[0].text, given, family) else 0.0


class Organization(NamedTuple):
    """An organization that may be meant."""

    id: int
    name: str
    kind: str


def is_initials(text: str) -> bool:
    """Whether a word is short enough for initials: jd, mdlc."""
    return 2 <= len(text) <= 4


def with_address(text: str) -> list[Candidate]:
    """Return the people with an e-mail address or a uid."""
    query = f"{_PEOPLE} WHERE (p.email = ? OR p.uid = ?) AND p.archived_at IS NULL LIMIT {LOOKED_AT}"
    return _people(query, (text.lower(), text.lower()))


def with_words(typed: Sequence[TypedWord]) -> list[Candidate]:
    """Return the people who may have every word as it stands, or as a nickname; initials are nobody's."""
    if any(one.is_initial for one in typed):
        return []
    found = _matching(_all(typed))
    if len(typed) == 1 and len(found) == LOOKED_AT:
        # So many have it, perhaps in their job or address: those as well whose name begins with it.
        spelled = (typed[0].text, *typed[0].nicknames)
        found += _matching(" OR ".join(f'^"{word}"' for word in spelled)) + _family_range(typed[0].text)
    return found


def with_beginnings(typed: Sequence[TypedWord]) -> list[Candidate]:
    """Return the people whose names may begin with the words, or with initials."""
    if not any(one.begins or one.is_initial for one in typed):
        return []
    found: list[Candidate] = []
    for last in {0, len(typed) - 1}:
        given = typed[0 if last else -1]
        spelled = (given.text, *given.nicknames) if len(typed) > 1 else ("",)
        for begin in spelled:
            found += _family_range(typed[last].text, begin)
    if len(typed) == 1:
        found += _matching(f'^"{typed[0].text}"*')
    if long := [one for one in typed if len(one.text) > 2]:
        found += _matching(_all(long, begin=True))
    return found


def with_initials(letters: str) -> list[Candidate]:
    """Return the people whose given and family names begin with the first letter and the second, or the last."""
    return [one for last in {letters[1], letters[-1]} for one in _family_range(last, letters[0])]


def with_corrections(typed: Sequence[TypedWord]) -> list[Candidate]:
    """Return the people who may have every word, its beginning, or what it may be a typo of."""
    return _matching(_all([one for one in typed if not one.is_initial], begin=True))


def organizations(typed: Sequence[TypedWord]) -> list[Organization]:
    """Return the organizations that may have every word, its beginning, or what it may be a typo of."""
    query = (
        "SELECT o.id, o.name, o.kind FROM organizations_search s JOIN organizations o ON o.id = s.rowid "
        f"WHERE organizations_search MATCH ? AND o.archived_at IS NULL LIMIT {LOOKED_AT}"
    )
    return [Organization(*row) for row in database.select(query, (_all(typed, begin=True),))]


def members(organization_ids: Sequence[int]) -> list[Candidate]:
    """Return the people who belong to some organizations and have not left."""
    here = ",".join("?" * len(organization_ids))
    query = (
        f"{_PEOPLE} WHERE p.archived_at IS NULL AND p.id IN (SELECT a.person_id FROM affiliations a "
        f"WHERE a.organization_id IN ({here}) AND a.archived_at IS NULL AND a.ends_on IS NULL) LIMIT {LOOKED_AT}"
    )
    return _people(query, tuple(organization_ids))


def vocabulary(noun: str, letter: str) -> tuple[str, ...]:
    """Return the words of a table's search index that begin with a letter; none in records open read-only."""
    if database.current().read_only:
        return ()  # the list is a temporary table, and nothing can be logged there anyway
    # The list belongs to the connection, and each thread has its own.
    database.current().run(
        f"CREATE VIRTUAL TABLE IF NOT EXISTS temp.{noun}_spelling USING fts5vocab(main, {noun}_search, row)"
    )
    # From the second letter on: what goes on with a digit is the number of somebody in a roster.
    query = f"SELECT term FROM temp.{noun}_spelling WHERE term >= ? AND term < ?"
    return tuple(row[0] for row in database.select(query, (f"{letter}a", letter + _LAST)))


_NAMES = "p.id, p.given_name, p.family_name, p.preferred_name"
_PEOPLE = f"SELECT {_NAMES} FROM people p"


def _people(query: str, values: Sequence[Any]) -> list[Candidate]:
    return [Candidate(*row) for row in database.select(query, values)]


def _matching(query: str) -> list[Candidate]:
    """Return the people whom the search index has for a query; it knows their jobs and addresses, too."""
    return _people(
        f"SELECT {_NAMES} FROM people_search s JOIN people p ON p.id = s.rowid "
        f"WHERE people_search MATCH ? AND p.archived_at IS NULL LIMIT {LOOKED_AT}",
        (query,),
    )


def _family_range(family: str, given: str = "") -> list[Candidate]:
    """Return the people whose family name begins so, and, where it is said, a later word, too; out of one index."""
    return _people(
        f"{_PEOPLE} WHERE p.id IN (SELECT id FROM (SELECT id, sort_name FROM people "
        f"WHERE sort_name >= ? AND sort_name < ? LIMIT {_IN_RANGE}) WHERE sort_name LIKE ? LIMIT {LOOKED_AT}) "
        "AND p.archived_at IS NULL",
        (family, family + _LAST, f"% {given}%" if given else "%"),
    )


def _all(typed: Sequence[TypedWord], *, begin: bool = False) -> str:
    """Return the query for all words, each as it stands or as what it may stand for."""
    return " AND ".join(f"({_any_of(one, begin=begin)})" for one in typed)


def _any_of(word: TypedWord, *, begin: bool) -> str:
    itself = f'"{word.text}"*' if begin and word.begins else f'"{word.text}"'
    return " OR ".join([itself, *(f'"{other}"' for other in (*word.nicknames, *word.corrections))])
