"""Searching for somebody and something: "ana robotics" finds the talk with Ana in which robotics was spoken of."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import combinations

from partner_tui.records import database, search_index
from partner_tui.records.found import Kind

MOST_WORDS = 3
"""With more words than this there are too many ways in which some of them may be names."""

_NAMESAKES = 100
"""Of how many people, and of how many organizations, that have the words the records are looked at."""

_PEOPLE = f"SELECT rowid FROM people_search WHERE people_search MATCH :names LIMIT {_NAMESAKES}"
_ORGANIZATIONS = f"SELECT rowid FROM organizations_search WHERE organizations_search MATCH :names LIMIT {_NAMESAKES}"
_SIDES = {"by_person_id": _PEOPLE, "to_person_id": _PEOPLE} | {
    "by_organization_id": _ORGANIZATIONS,
    "to_organization_id": _ORGANIZATIONS,
}

_ABOUT: Mapping[Kind, str] = {
    Kind.AGREEMENT: (
        f"SELECT id FROM agreements WHERE organization_id IN ({_ORGANIZATIONS}) UNION "
        f"SELECT id FROM agreements WHERE person_id IN ({_PEOPLE})"
    ),
    Kind.OPENING: f"SELECT id FROM openings WHERE organization_id IN ({_ORGANIZATIONS})",
    Kind.MEETING: (
        f"SELECT meeting_id FROM participants WHERE archived_at IS NULL AND person_id IN ({_PEOPLE}) UNION "
        f"SELECT meeting_id FROM representations WHERE archived_at IS NULL AND organization_id IN ({_ORGANIZATIONS})"
    ),
    Kind.COMMITMENT: " UNION ".join(
        f"SELECT id FROM commitments WHERE {one} IN ({who})" for one, who in _SIDES.items()
    ),
    Kind.GOAL: f"SELECT id FROM goals WHERE person_id IN ({_PEOPLE})",
    Kind.QUESTION: f"SELECT id FROM questions WHERE person_id IN ({_PEOPLE})",
    Kind.ANSWER: f"SELECT id FROM answers WHERE person_id IN ({_PEOPLE})",
}
"""What is about somebody -> the ids of what is about those whose names have some words."""


def about(
    kind: Kind, groups: Sequence[Sequence[str]], limit: int, is_wanted: Callable[[], bool] = lambda: True
) -> list[int]:
    """Return at most `limit` ids of a kind in which some of the words are found, and the others in whose they are.

    `groups` has, for each word that was typed, the beginnings of words that will do for it.
    """
    if kind not in _ABOUT or not 2 <= len(groups) <= MOST_WORDS:
        return []
    index = f"{kind.table}_search"
    query = (
        f"SELECT rowid FROM {index} WHERE {index} MATCH :said AND rowid IN ({_ABOUT[kind]}) "
        f"ORDER BY rowid DESC LIMIT {limit}"
    )
    found: dict[int, None] = {}
    for names, said in _ways(groups):
        if not is_wanted():
            break
        values = {"names": search_index.match_any(names), "said": search_index.match_any(said)}
        found |= dict.fromkeys(row[0] for row in database.select(query, values))
    return list(found)[:limit]


def _ways(groups: Sequence[Sequence[str]]) -> Iterator[tuple[list[Sequence[str]], list[Sequence[str]]]]:
    """Yield each way in which some of the words are names, and the others are not."""
    for number in range(1, len(groups)):
        for names in combinations(range(len(groups)), number):
            yield [groups[at] for at in names], [group for at, group in enumerate(groups) if at not in names]
