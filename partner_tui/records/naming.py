"""Who answers to a name as people type it: nicknames, initials, beginnings, accents left out, and a typo."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from partner_tui.records import database, name_candidates
from partner_tui.records.name_candidates import Candidate
from partner_tui.records.name_fit import (
    SHORTEST,
    WHOLE,
    WORD,
    TypedWord,
    corrections,
    first_letters,
    fit,
    typed_words,
)
from partner_tui.records.people import PersonKind, display_name
from partner_tui.records.text import fold, words

MOST = 20
"""How many are offered at most for one name."""

_LONGEST = 120
_MOST_WORDS = 6
_UID = 36


class Match(NamedTuple):
    """Somebody, or an organization, that a piece of text may mean.

    `detail` tells namesakes apart ("staff, Science"); `score` is from 0, hardly, to 1, exactly.
    """

    id: int
    name: str
    detail: str = ""
    score: float = 1.0


class NotLookedUp(LookupError):
    """A name was asked for that only the records can tell."""


class NameBook:
    """The names in the open records as somebody types them; each is looked up once, however often it is asked for."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, str], tuple[Match, ...]] = {}
        self._meant: dict[tuple[str, str], Match] = {}
        self._words: dict[tuple[str, str], tuple[str, ...]] = {}

    def people(self, text: str, /) -> Sequence[Match]:
        """Return the people that `text` may mean, best first: a name as it is said, an e-mail address or a uid."""
        return self._found("people", text)

    def organizations(self, text: str, /) -> Sequence[Match]:
        """Return the organizations that `text` may mean, best first."""
        return self._found("organizations", text)

    def members(self, text: str, organization_ids: Sequence[int], /) -> Sequence[Match]:
        """Return the people of some organizations that `text` may mean, best first."""
        key = _members_of(organization_ids), fold(text[:_LONGEST])
        if key not in self._known:
            typed = typed_words(words(key[1])[:_MOST_WORDS])
            there = name_candidates.members(organization_ids) if typed and organization_ids else []
            self._known[key] = _described(_fitting(typed, there))
        return self._known[key]

    def at_hand(self) -> Known:
        """Return what answers to the names that were looked up already, and raises NotLookedUp for any other."""
        return Known(self)

    def mean(self, noun: str, match: Match) -> None:
        """Let the name of a match mean that one from now on, whoever else has it."""
        self._meant[noun, fold(match.name)] = match._replace(score=WHOLE)

    def forget(self) -> None:
        """Look every name up anew: somebody was added."""
        self._known.clear()
        self._words.clear()

    def known(self, noun: str, text: str) -> tuple[Match, ...]:
        """Return who answers to a name that was looked up or picked already; raise NotLookedUp for any other."""
        key = noun, fold(text[:_LONGEST])
        if key in self._meant:
            return (self._meant[key],)
        if key not in self._known:
            raise NotLookedUp(text)
        return self._known[key]

    def _found(self, noun: str, text: str) -> tuple[Match, ...]:
        key = noun, fold(text[:_LONGEST])
        if key in self._meant:
            return (self._meant[key],)
        if key not in self._known:
            self._known[key] = self._people(text, key[1]) if noun == "people" else self._organizations(key[1])
        return self._known[key]

    def _people(self, text: str, folded: str) -> tuple[Match, ...]:
        if "@" in text or len(text) == _UID:
            exact = name_candidates.with_address(text.strip())
            if exact or "@" in text:
                return _described({one.id: (one, WHOLE) for one in exact})
        last, comma, first = folded.partition(",")
        typed = typed_words(words(f"{first} {last}" if comma else folded)[:_MOST_WORDS])
        if not typed or (len(typed) == 1 and typed[0].is_initial):
            return ()
        return _described(self._levels(typed))

    def _levels(self, typed: list[TypedWord]) -> dict[int, tuple[Candidate, float]]:
        """Return who fits best: by whole words, else by beginnings, else by initials, else by a typo."""
        found = _fitting(typed, name_candidates.with_words(typed))
        if max((score for _, score in found.values()), default=0.0) < WORD:
            found |= _fitting(typed, name_candidates.with_beginnings(typed))
        if not found and len(typed) == 1 and name_candidates.is_initials(typed[0].text):
            found = _fitting(typed, name_candidates.with_initials(typed[0].text))
        if not found and (corrected := self._corrected("people", typed)):
            found = _fitting(corrected, name_candidates.with_corrections(corrected))
        return found

    def _organizations(self, folded: str) -> tuple[Match, ...]:
        typed = typed_words(words(folded)[:_MOST_WORDS])
        found = _organizations_fitting(typed) if typed else []
        if not found and (corrected := self._corrected("organizations", typed)):
            found = _organizations_fitting(corrected)
        return tuple(sorted(found, key=lambda one: (-one.score, fold(one.name), one.id))[:MOST])

    def _corrected(self, noun: str, typed: Sequence[TypedWord]) -> list[TypedWord]:
        """Return the words with what they may be typos of; nothing where none of them can be one."""
        made = [one._replace(corrections=corrections(one.text, self._near(noun, one.text))) for one in typed]
        return made if any(one.corrections for one in made) else []

    def _near(self, noun: str, word: str) -> Iterable[str]:
        """Yield the words of the records that begin as `word` may have been meant to."""
        if len(word) < SHORTEST:
            return
        for letter in first_letters(word):
            if (noun, letter) not in self._words:
                self._words[noun, letter] = name_candidates.vocabulary(noun, letter)
            yield from self._words[noun, letter]


class Known(NamedTuple):
    """The names that were looked up already."""

    book: NameBook

    def people(self, text: str, /) -> Sequence[Match]:
        """Return the people that `text` may mean; raise NotLookedUp."""
        return self.book.known("people", text)

    def organizations(self, text: str, /) -> Sequence[Match]:
        """Return the organizations that `text` may mean; raise NotLookedUp."""
        return self.book.known("organizations", text)

    def members(self, text: str, organization_ids: Sequence[int], /) -> Sequence[Match]:
        """Return the people of some organizations that `text` may mean; raise NotLookedUp."""
        return self.book.known(_members_of(organization_ids), text)


def _members_of(organization_ids: Sequence[int]) -> str:
    return f"members of {sorted(organization_ids)}"


def _fitting(typed: Sequence[TypedWord], people: Iterable[Candidate]) -> dict[int, tuple[Candidate, float]]:
    scored = ((one, one.score(typed)) for one in people)
    return {one.id: (one, score) for one, score in scored if score}


def _organizations_fitting(typed: Sequence[TypedWord]) -> list[Match]:
    found: list[Match] = []
    for one in name_candidates.organizations(typed):
        name = words(one.name)
        if score := fit(typed, name, whole=[name]):
            found.append(Match(one.id, one.name, one.kind.replace("_", " "), score))
    return found


def _described(found: dict[int, tuple[Candidate, float]]) -> tuple[Match, ...]:
    """Return who fits, best first and the staff before others, each with what tells them from their namesakes."""
    best = sorted(found.values(), key=lambda pair: (-pair[1], fold(f"{pair[0].family} {pair[0].given}"), pair[0].id))
    details = _details([one.id for one, _ in best[:MOST]]) if len(best) > 1 else {}
    named = [(one, display_name(one.given, one.family, one.preferred), score) for one, score in best[:MOST]]
    twice = Counter((name, details.get(one.id, ("", ""))[0]) for one, name, _ in named)
    matches = []
    for one, name, score in named:
        detail, address = details.get(one.id, ("", ""))
        matches.append(Match(one.id, name, f"{detail}, {address}" if twice[name, detail] > 1 else detail, score))
    # Of those who fit equally well, one of the staff is meant more often than not.
    return tuple(sorted(matches, key=lambda one: (-one.score, not one.detail.startswith(PersonKind.STAFF))))


_DEPARTMENT = (
    "SELECT min(coalesce(g.name, o.name)) FROM affiliations a LEFT JOIN groups g ON g.id = a.group_id "
    "LEFT JOIN organizations o ON o.id = a.organization_id WHERE a.person_id = p.id AND a.archived_at IS NULL "
    "AND a.ends_on IS NULL AND (g.kind = 'department' OR g.id IS NULL)"
)


def _details(ids: Sequence[int]) -> dict[int, tuple[str, str]]:
    """Return what people are ("staff, Science", "student, grade 9"), and an address that only one of them has."""
    query = (
        f"SELECT p.id, p.kind, ({_DEPARTMENT}), p.job_title, p.grade, p.email, p.uid FROM people p "
        f"WHERE p.id IN ({','.join('?' * len(ids))})"
    )
    found = {}
    for person_id, kind, department, job, grade, email, uid in database.select(query, list(ids)):
        grade = f"grade {grade}" if grade and kind == PersonKind.STUDENT else ""
        found[person_id] = ", ".join(filter(None, (kind, department or grade or job))), email or uid[:8]
    return found
