"""Whose word counts: what a roster says now, what rosters said before, and what people made of it by hand."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import Any

from partner_tui.records.roster_people import KnownPerson
from partner_tui.records.roster_words import COMPARED, Entry, Words, entry_of, said_text


@dataclass(frozen=True, slots=True)
class Kept:
    """What stays as it is, although the file says otherwise: a correction by hand, or the word of another file.

    `person_id` is None where `name` is a closure, a term or a year.
    """

    person_id: int | None
    name: str
    column: str
    kept: str
    file_says: str


@dataclass(slots=True)
class Merged:
    """What becomes of a person: `changes` of what people see, `noted` of what only the next import needs."""

    changes: dict[str, Any] = field(default_factory=dict)
    noted: dict[str, Any] = field(default_factory=dict)
    kept: list[Kept] = field(default_factory=list)
    departments: tuple[str, ...] | None = None
    """The departments that the file now names, where that is news."""
    departments_before: tuple[str, ...] = ()


def merge(known: KnownPerson, words: Words, source: str, spoken: AbstractSet[str]) -> Merged:
    """Hold a row against a person.

    What a source says is news if it is not what it said the last time. News counts where the records still say what
    some roster said, or nothing at all; where they say anything else, a person's word stays. Of somebody whom only
    another kind of source knew, a first word fills what is empty. So files can come in turn, in any order, and none
    takes back what another changed since.
    """
    merged = Merged()
    entries = known.entries
    is_stranger = bool(entries) and source not in entries and _kind(source) not in map(_kind, entries)
    before = entries.get(source, {})
    for name in COMPARED:
        value = words.values.get(name, "")
        now = known.value(name)
        is_news = value != before.get(name, "") and (value or name in spoken)
        if not is_news or value == now:
            continue
        if _counts(value, now, name, entries, source, is_stranger=is_stranger):
            merged.changes[name] = value or None if name == "joined_on" else value
        elif value:
            merged.kept.append(Kept(known.id, known.name, name, str(now), str(value)))
    merged.departments_before = tuple(before.get("departments", ()))
    if words.departments != merged.departments_before and (words.departments or "departments" in spoken):
        merged.departments = words.departments
    _note(merged, known, entries, _entry(before, words, spoken), source)
    return merged


def _counts(value: Any, now: Any, name: str, entries: dict[str, Entry], source: str, *, is_stranger: bool) -> bool:
    """Return whether news replaces what the records say."""
    if not now:
        # Empty because no roster ever knew, not because somebody emptied it.
        return not any(entry.get(name) for entry in entries.values())
    others = [entry.get(name) for other, entry in entries.items() if other != source]
    if not value:
        return entries[source].get(name) == now and now not in others
    return not is_stranger and (now in others or entries.get(source, {}).get(name) == now)


def _kind(source: str) -> str:
    # A list with one column more is a new source, but of the same kind: it goes on where the old one ended.
    return source.partition(":")[0]


def _entry(before: Entry, words: Words, spoken: AbstractSet[str]) -> Entry:
    """Return what the source is remembered to have said: of what it did not speak of, what it said before."""
    values = {}
    for name in COMPARED:
        if value := words.values.get(name) or (before.get(name) if name not in spoken else None):
            values[name] = value
    departments = words.departments
    if not departments and "departments" not in spoken:
        departments = tuple(before.get("departments", ()))
    return entry_of(words.key, values, departments)


def _note(merged: Merged, known: KnownPerson, entries: dict[str, Entry], entry: Entry, source: str) -> None:
    text = said_text({**entries, source: entry}, source)
    if text != known.said:
        merged.noted["said"] = text
    if known.source in ("", source):
        if known.source != source:
            merged.noted["source"] = source
        key = entry.get("key", "")
        if key and key != known.source_id:
            merged.noted["source_id"] = key
