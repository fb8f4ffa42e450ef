"""Words: the lists that a school may change, each word with a stable code and a label."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import count
from typing import Any

from partner_tui.errors import Ambiguous, FieldError, NotFound
from partner_tui.records import database, text
from partner_tui.records.fields import NAME, CodeField, NumberField, TextField
from partner_tui.records.history import Intent
from partner_tui.records.record import Record
from partner_tui.records.word_bank import BANK

_CODE = 60
_STEP = 10
_LAST = 1_000_000
_OTHER = "other"


class WordList(StrEnum):
    """Which list a word stands in."""

    ORGANIZATION_KIND = "organization_kind"
    SECTOR = "sector"
    CONTRIBUTION = "contribution"


class ListWord(Record):
    """A word that the school added to a list, or its label and place of one that was there; archived, it is gone."""

    list = CodeField(WordList)
    code = TextField(_CODE, required=True)
    label = TextField(NAME, required=True)
    position = NumberField(0, _LAST, default=0)

    class Meta:
        table_name = "words"
        indexes = ((("list", "code"), True),)


@dataclass(frozen=True, slots=True)
class WordRow:
    """A word of a list. `version` is 0 for a word of the program that the school never changed, `own` for its own."""

    list: WordList
    code: str
    label: str
    position: int
    version: int
    own: bool
    archived: bool


def listing(of: WordList, *, archived: bool = False) -> list[WordRow]:
    """Return the words of a list in their order, or those that were put away: one query."""
    return [row for row in _all(of) if row.archived == archived]


def labels(of: WordList) -> dict[str, str]:
    """Return code -> label of all words of a list, those that were put away too: records may have them."""
    return {row.code: row.label for row in _all(of)}


def label_of(of: WordList, code: str) -> str:
    """Return the label of a code; what is no code of the list is itself."""
    return labels(of).get(code, code)


def coder(of: WordList) -> Callable[[str], str]:
    """Return what turns many texts into codes as `code_for` does, for one query."""
    there = _all(of)
    # A code is itself, whatever a word is called.
    codes = {_key(row.label): row.code for row in reversed(there)} | {_key(row.code): row.code for row in there}
    return lambda said: codes.get(_key(said)) or text.clean_line(said)


def code_for(of: WordList, said: str) -> str:
    """Return the code of a word by its code or its label, however it is written; an unknown text stays as it is."""
    return coder(of)(said)


def named(of: WordList, said: str, *, archived: bool = False) -> WordRow:
    """Return the word of a code or a label, or the one with a piece of it; raise NotFound or Ambiguous."""
    there = listing(of, archived=archived)
    wanted = _key(said)
    exact = [row for row in there if wanted and wanted in {_key(row.code), _key(row.label)}]
    found = exact or [row for row in there if wanted and wanted in _key(row.label)]
    if not found:
        raise NotFound(f"No word of that list is “{said}”.", f"See them with: partner-tui words list {of.value}")
    if len(found) > 1:
        choices = tuple(f"{row.label}  {row.code}" for row in found)
        raise Ambiguous(f"“{said}” could be several words.", choices, "Write more of it, or the code.")
    return found[0]


def add(intent: Intent, of: WordList, label: str) -> str:
    """Add a word to a list, before “Other”; return its code, which never changes. Raise FieldError for one there is."""
    there = _all(of)
    _check_new(there, label)
    code = fresh_code(label, {row.code for row in there})
    position = max((row.position for row in there if row.position < _LAST), default=0) + _STEP
    intent.insert(ListWord, list=of, code=code, label=label, position=min(position, _LAST))
    return code


def edit(intent: Intent, of: WordList, code: str, version: int, **values: Any) -> bool:
    """Save what differs of a word's `label` and `position`; return whether anything did.

    Raise NotFound for a code that is not in the list, FieldError for a label that another word has.
    """
    there = _all(of)
    row = _of_code(there, code)
    if "label" in values:
        _check_new([one for one in there if one.code != code], values["label"])
    before = {"label": row.label, "position": row.position}
    if not row.version and all(before[name] == value for name, value in ListWord.stored(values).items()):
        return False
    word_id, stored_version = _stored(intent, row, version)
    return intent.update(ListWord, word_id, stored_version, **values)


def move(intent: Intent, of: WordList, code: str, by: int) -> bool:
    """Let a word change places with the one `by` places after it (before it, below 0); return whether there is one."""
    there = listing(of)
    row = _of_code(there, code)
    to = there.index(row) + by
    if not by or not 0 <= to < len(there):
        return False
    other = there[to]
    edit(intent, of, row.code, row.version, position=other.position)
    return edit(intent, of, other.code, other.version, position=row.position)


def archive(intent: Intent, of: WordList, code: str, version: int) -> bool:
    """Put a word away: it is not offered any more, and what has it keeps it. Return whether it was there."""
    return intent.archive(ListWord, *_stored(intent, _of_code(_all(of), code), version))


def restore(intent: Intent, of: WordList, code: str, version: int) -> bool:
    """Offer a word again; return whether it was put away."""
    return intent.restore(ListWord, *_stored(intent, _of_code(_all(of), code), version))


def fresh_code(label: str, taken: Collection[str]) -> str:
    """Return a code for a new word: its folded words with `_` between, and a number where that is taken."""
    stem = "_".join(text.words(label))[:_CODE].strip("_") or "word"
    if stem not in taken:
        return stem
    return next(code for number in count(2) if (code := f"{stem[: _CODE - 6]}_{number}") not in taken)


def _all(of: WordList) -> list[WordRow]:
    rows = {
        code: WordRow(of, code, label, _LAST if code == _OTHER else at * _STEP, 0, own=False, archived=False)
        for at, (code, label) in enumerate(BANK[of].items(), 1)
    }
    query = "SELECT code, label, position, version, archived_at IS NOT NULL FROM words WHERE list = ? ORDER BY id"
    for code, label, position, version, archived in database.select(query, (of.value,)):
        known = rows.get(code) or WordRow(of, code, label, position, version, own=True, archived=False)
        rows[code] = replace(known, label=label, position=position, version=version, archived=bool(archived))
    return sorted(rows.values(), key=lambda row: row.position)


def _of_code(there: list[WordRow], code: str) -> WordRow:
    found = next((row for row in there if row.code == code), None)
    if found is None:
        raise NotFound(f"No word of the list has the code “{code}”.", "See them with: partner-tui words list")
    return found


def _stored(intent: Intent, row: WordRow, version: int) -> tuple[int, int]:
    """Return the id and the version of a word as it is stored; the first change of one of the program's stores it."""
    if row.version:
        query = "SELECT id FROM words WHERE list = ? AND code = ?"
        return database.select(query, (row.list.value, row.code))[0][0], version
    values = {"list": row.list, "code": row.code, "label": row.label, "position": row.position}
    return intent.insert(ListWord, **values), 1


def _check_new(there: list[WordRow], label: str) -> None:
    """Raise FieldError where a label is that of another word, or would be read as its code."""
    wanted = _key(label)
    for row in there:
        if wanted and wanted in {_key(row.code), _key(row.label)}:
            if row.archived:
                hint = f"Bring it back with: partner-tui words restore {row.list.value} {row.code}"
                raise FieldError("label", f"“{row.label}” is in the list, put away.", hint)
            raise FieldError("label", f"“{row.label}” is in the list already.", "Use that word, or write another.")


def _key(said: str) -> str:
    """Return what two ways to write a word have in common: "Non-profit" and "nonprofit", "Arts & culture" too."""
    return "".join(text.words(said.replace("&", " and ").replace("_", " "))) or text.fold(said)
