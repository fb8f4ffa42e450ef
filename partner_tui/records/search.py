"""Search: every word ever written is found, whatever it was written about, and nobody else's private notes."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from partner_tui.records import database, search_index, spelling
from partner_tui.records.found import Found, Kind, described
from partner_tui.records.search_about import about
from partner_tui.records.snippets import says
from partner_tui.records.text import clean_line, words

__all__ = ["LIMIT", "Count", "Findings", "Found", "Kind", "find", "search"]

LIMIT = 500
"""From so many of a kind on, no more are looked for: another letter tells more than a long list."""

PER_KIND = 20
"""How many of a kind are returned unless it is said otherwise."""

_FEW = 3
"""A word that is in fewer records than this may have a slip in it."""

_FEW_FOUND = 10
"""Where so many are found, nobody looks for slips."""

_ENOUGH = 100
"""How many are put in order where there are too many."""

_ORDERS: Mapping[Kind, str] = {
    Kind.PERSON: "sort_name, id",
    Kind.GROUP: "lower(name), id",
    Kind.ORGANIZATION: "lower(name), id",
    Kind.AGREEMENT: "coalesce(starts_on, signed_by_partner_on, signed_by_school_on, created_at) DESC, id DESC",
    Kind.OPENING: "starts_on DESC, id DESC",
    Kind.MEETING: "starts_at DESC, id DESC",
    Kind.COMMITMENT: "made_on DESC, id DESC",
    Kind.GOAL: "heard_on DESC, id DESC",
    Kind.QUESTION: "raised_on DESC, id DESC",
    Kind.ANSWER: "asked_on DESC, id DESC",
}
"""Who and what has a name is listed by it; what was said, the newest first."""

_NAMED = frozenset({Kind.PERSON, Kind.GROUP, Kind.ORGANIZATION})

Groups = Sequence[Sequence[str]]
"""For each word that was typed, the beginnings of words that will do for it."""


@dataclass(frozen=True, slots=True)
class Count:
    """How many of a kind were found; `more` says that there are others, which were not looked for."""

    found: int
    more: bool = False


@dataclass(frozen=True, slots=True)
class Findings:
    """What a text found: kind by kind, the best first, and how many there are of each kind that has any.

    `words` are the folded beginnings of words by which it was found. `slips` are those of them that nobody typed.
    """

    text: str
    found: tuple[Found, ...] = ()
    counts: Mapping[Kind, Count] = field(default_factory=dict)
    words: tuple[str, ...] = ()
    slips: tuple[str, ...] = ()

    @property
    def total(self) -> int:
        """How many were found, of all kinds."""
        return sum(count.found for count in self.counts.values())

    @property
    def more(self) -> bool:
        """Whether there are others, which were not looked for."""
        return any(count.more for count in self.counts.values())


@dataclass(frozen=True, slots=True)
class _Candidates:
    """The ids of one kind in which all words are found; `whole` are those that have the words themselves."""

    ids: tuple[int, ...] = ()
    whole: frozenset[int] = frozenset()

    @property
    def count(self) -> Count:
        """How many there are."""
        return Count(len(self.ids), len(self.ids) >= LIMIT)

    def without(self, others: _Candidates) -> _Candidates:
        """Return them without those that are among others."""
        return replace(self, ids=tuple(one for one in self.ids if one not in set(others.ids)))


def find(text: str, *, who: str, limit_per_kind: int = PER_KIND, kinds: Collection[Kind] = tuple(Kind)) -> list[Found]:
    """Return what a text found, as `search` does, without how many there are."""
    return list(search(text, who=who, limit_per_kind=limit_per_kind, kinds=kinds).found)


def search(
    text: str,
    *,
    who: str,
    limit_per_kind: int = PER_KIND,
    kinds: Collection[Kind] = tuple(Kind),
    is_wanted: Callable[[], bool] = lambda: True,
) -> Findings:
    """Return the records in which all words of a text are found, as beginnings of words, in any order.

    Of what was said, some of the words may be in the names of those whom it is about.
    Any text may be searched for. Of a kind at most `LIMIT` are looked at: whole words come before beginnings of words,
    then names in their order (who is called so before whose job or address is) and what was said from the newest on;
    what was put away comes last. Where little is found, a slip of the finger in a word is forgiven. Private notes are
    found by `who`, their author, only.

    `is_wanted` is asked now and then; when it says no, what was found until then is returned.
    """
    prefixes = search_index.prefixes(text)
    if not prefixes:
        return Findings(text)
    chosen = [kind for kind in Kind if kind in kinds]
    groups: Groups = [(word,) for word in dict.fromkeys(prefixes)]
    exact = _candidates(chosen, groups, who, is_wanted)
    if sum(len(one.ids) for one in exact.values()) < _FEW_FOUND:
        exact = _and_about(exact, chosen, groups, is_wanted)
    slips: Groups = ()
    if is_wanted() and sum(len(one.ids) for one in exact.values()) < _FEW_FOUND:
        slips = _forgiven(groups, who, found_any=bool(exact))
    near = _candidates(chosen, slips, who, is_wanted) if slips else {}
    typed = [group[0] for group in groups]
    meant = [word for word in dict.fromkeys(word for group in slips for word in group) if word not in typed]
    found: list[Found] = []
    counts: dict[Kind, Count] = {}
    # A kind that has the very words stands before those that only have what is spelled nearly so.
    for kind in sorted(chosen, key=lambda kind: kind not in exact):
        if not is_wanted():
            break
        first = exact.get(kind, _Candidates())
        then = near.get(kind, _Candidates()).without(first)
        if first.ids or then.ids:
            counts[kind] = Count(first.count.found + then.count.found, first.count.more or then.count.more)
        best = _best(kind, first, typed, limit_per_kind)
        nearly = _best(kind, then, meant, limit_per_kind - len(best))
        found += described(kind, best, typed)
        found += (replace(one, near=True) for one in described(kind, nearly, [*typed, *meant]))
    slipped = tuple(meant) if any(one.near for one in found) else ()
    return Findings(text, tuple(found), counts, (*typed, *slipped), slipped)


def _candidates(
    kinds: Collection[Kind], groups: Groups, who: str, is_wanted: Callable[[], bool]
) -> dict[Kind, _Candidates]:
    """Return what fits, for each kind that has any."""
    found: dict[Kind, _Candidates] = {}
    for kind in kinds:
        if not is_wanted():
            break
        one = _in_notes(groups, who) if kind is Kind.PRIVATE_NOTE else _in_index(kind, groups)
        if one.ids:
            found[kind] = one
    return found


def _and_about(
    exact: Mapping[Kind, _Candidates], kinds: Collection[Kind], groups: Groups, is_wanted: Callable[[], bool]
) -> dict[Kind, _Candidates]:
    """Return what fits, with what says some of the words and is about somebody whose name has the others."""
    found = dict(exact)
    for kind in kinds:
        one = exact.get(kind, _Candidates())
        others = about(kind, groups, LIMIT, is_wanted)
        ids = tuple(dict.fromkeys([*one.ids, *others]))[:LIMIT]
        if ids:
            found[kind] = replace(one, ids=ids)
    return found


def _in_index(kind: Kind, groups: Groups) -> _Candidates:
    # Ranking every match is the whole cost of a search: the first ones are taken as they come. Whole words are asked
    # for first, or "Al" would be lost among those who are called Alexander.
    index = f"{kind.table}_search"
    order = "" if kind in _NAMED else "ORDER BY rowid DESC "
    query = f"SELECT rowid FROM {index} WHERE {index} MATCH ? {order}LIMIT {LIMIT}"
    whole = [row[0] for row in database.select(query, (search_index.match_any(groups, whole=True),))]
    ids = whole
    if len(whole) < LIMIT:
        others = database.select(query, (search_index.match_any(groups),))
        ids = list(dict.fromkeys([*whole, *(row[0] for row in others)]))[:LIMIT]
    return _Candidates(tuple(ids), frozenset(whole))


def _in_notes(groups: Groups, who: str) -> _Candidates:
    """Return the private notes of somebody in which all words are found, the newest first.

    There is no index of them: in one of all notes, the words of others could be guessed at.
    """
    found: list[int] = []
    for note_id, body in _notes(who):
        if says(body, groups):
            found.append(note_id)
            if len(found) == LIMIT:
                break
    return _Candidates(tuple(found))


def _notes(who: str) -> Iterator[tuple[int, str]]:
    query = "SELECT id, body FROM private_notes WHERE author = ? AND archived_at IS NULL ORDER BY id DESC"
    yield from database.current().run(query, (clean_line(who),))


def _best(kind: Kind, candidates: _Candidates, wanted: Sequence[str], limit: int) -> list[int]:
    """Return the ids of the best candidates, the best first."""
    if kind is Kind.PRIVATE_NOTE:
        return list(candidates.ids[: max(0, limit)])
    if not candidates.ids or limit <= 0:
        return []
    # Of more than can be looked at, the first in order are no better than any: fewer pages of a large file are read.
    ids = candidates.ids[: max(limit, _ENOUGH)] if candidates.count.more else candidates.ids
    # Who is called so comes before whose job or address is.
    in_name = [f" {word}" for word in wanted] if kind is Kind.PERSON else []
    named = " + ".join(["(instr(' ' || sort_name, ?) > 0)"] * len(in_name))
    named = f"{named} DESC, " if named else ""
    query = (
        f"SELECT id FROM {kind.table} WHERE id IN (SELECT value FROM json_each(?)) ORDER BY archived_at IS NOT NULL, "
        f"id NOT IN (SELECT value FROM json_each(?)), {named}{_ORDERS[kind]} LIMIT ?"
    )
    values = (json.dumps(ids), json.dumps(sorted(candidates.whole)), *in_name, limit)
    return [row[0] for row in database.select(query, values)]


def _forgiven(groups: Groups, who: str, *, found_any: bool) -> Groups:
    """Return the words with what else may have been meant; nothing where there is no such thing.

    A word that is in hardly any record is looked at; where all are in many, but never together, each is.
    """
    hardly = [group for group in groups if _is_rare(group[0])] or (() if found_any else groups)
    seeks: list[spelling.Seek] = []
    forgiven: list[Sequence[str]] = []
    for group in groups:
        word = group[0]
        if group not in hardly or any(letter.isdigit() for letter in word):
            forgiven.append(group)
            continue
        seeks = seeks or _vocabularies(who)
        meant = sorted({one for seek in seeks for one in spelling.near(word, seek)}, key=spelling.by_likelihood)
        forgiven.append((word, *dict.fromkeys(one.text for one in meant[: spelling.MOST])))
    return forgiven if any(len(group) > 1 for group in forgiven) else ()


def _is_rare(word: str) -> bool:
    """Return whether a word, long enough for a slip, is in hardly any record."""
    if len(word) < spelling.SHORTEST:
        return False
    for whole in (True, False):  # a whole word is looked up at once, a beginning gathers all that begin so
        match = search_index.match_any([[word]], whole=whole)
        found = 0
        for table in search_index.INDEXED:
            index = f"{table}_search"
            found += len(database.select(f"SELECT rowid FROM {index} WHERE {index} MATCH ? LIMIT {_FEW}", (match,)))
            if found >= _FEW:
                return False
    return True


def _vocabularies(who: str) -> list[spelling.Seek]:
    """Return what looks into the words of each index, and into those of somebody's own notes."""
    opened = database.current()
    own = sorted({word for _, body in _notes(who) for word in words(body)})
    return [*(search_index.vocabulary(opened, table) for table in search_index.INDEXED), spelling.among(own)]
