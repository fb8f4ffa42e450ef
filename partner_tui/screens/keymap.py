"""The user's own keys: which of those in the settings can be used, and what is wrong with the others."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import NamedTuple

from textual.binding import Binding
from textual.keys import Keys, key_to_character

from partner_tui import commands

_SPOKEN = {
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "escape": "esc",
    "pageup": "page up",
    "pagedown": "page down",
    "slash": "/",
    "minus": "-",
    "plus": "+",
}
"""Keys whose names are not what stands on them, where Unicode does not help."""

EVERYWHERE = "everywhere"
LISTS = "lists"
_MODIFIERS = frozenset({"ctrl", "alt", "shift", "super", "meta", "hyper"})
_NAMED_KEYS = frozenset(key.value for key in Keys)


class Bound(NamedTuple):
    """Something that has keys: where it has them, its id in the settings, and what it is called."""

    where: str
    id: str
    label: str
    keys: frozenset[str]


def usable(asked: Mapping[str, str]) -> tuple[dict[str, str], list[str]]:
    """Return the keys that can be used, and a sentence on each of the others.

    A command that is not there, a key that no keyboard has, and a key that something else has in the same place are
    left out; two commands may swap their keys.
    """
    if not asked:
        return {}, []
    known = {one.id: one for one in all_bound()}
    accepted: dict[str, str] = {}
    said: list[str] = []
    for command, keys in asked.items():
        trouble = _trouble(command, keys, known)
        if trouble:
            said.append(trouble)
        else:
            accepted[command] = keys
    while clash := _clash(accepted, known):
        one, other, key = clash
        del accepted[one.id]
        said.append(
            f"{spoken(key)} is the key of {other.label} already: {one.label} keeps {_all_spoken(known[one.id].keys)}."
        )
    return accepted, said


def trouble_with(asked: Mapping[str, str], command: str, keys: str) -> str:
    """Return what speaks against giving a command some keys, beside those that the settings ask for; "" for nothing."""
    known = {one.id: one for one in all_bound()}
    trouble = _trouble(command, keys, known)
    if trouble:
        return trouble
    clash = _clash({**usable(asked)[0], command: keys}, known)
    if clash is None:
        return ""
    one, other, key = clash
    taken = other if one.id == command else one
    return f"{spoken(key)} is the key of {taken.label} already ({taken.where})."


def all_bound() -> Iterable[Bound]:
    """Return all commands and the keys of the lists, with their usual keys."""
    # How a key is spoken is asked for by the first paint, which has no list yet.
    from partner_tui.widgets.filter_bar import FilterBar
    from partner_tui.widgets.record_table import RecordTable

    for command in commands.COMMANDS:
        yield Bound(command.where, command.id, f"“{command.label}”", normal(command.keys))
    for widget in (RecordTable, FilterBar):
        for base in widget.__mro__:
            for binding in base.__dict__.get("BINDINGS", ()):
                if isinstance(binding, Binding) and binding.id:
                    where = LISTS if widget is RecordTable else "filter"
                    yield Bound(where, binding.id, f"“{binding.description}”", normal(binding.key))


def normal(keys: str) -> frozenset[str]:
    """Return the names of some keys, separated by commas, as Textual has them: `?` is `question_mark`."""
    return frozenset(binding.key for binding in Binding.make_bindings([Binding(keys, "none")]))


def in_order(keys: str) -> list[str]:
    """Return the names of some keys as `normal` does, in the order in which they are written, each once."""
    return list(dict.fromkeys(binding.key for binding in Binding.make_bindings([Binding(keys, "none")])))


def _trouble(command: str, keys: str, known: Mapping[str, Bound]) -> str:
    if command not in known:
        near = get_close_matches(command, known, 1)
        hint = f" Is {near[0]} meant?" if near else " The help (?) names them all."
        return f"The settings give “{command}” a key, but there is no such command.{hint}"
    wrong = [key for key in keys.split(",") if not _is_key(key.strip())]
    if wrong:
        return f"“{wrong[0]}” is not a key: {command} keeps {_all_spoken(known[command].keys)}. Write f5, ctrl+p or x."
    return ""


def _is_key(key: str) -> bool:
    *modifiers, last = key.split("+") if key != "+" else [key]
    if not last or not _MODIFIERS.issuperset(modifiers):
        return False
    if len(last) == 1 or last in _NAMED_KEYS or last in _SPOKEN:
        return True
    try:
        unicodedata.lookup(last.replace("_", " "))
    except KeyError:
        return False
    return True


def _clash(accepted: Mapping[str, str], known: Mapping[str, Bound]) -> tuple[Bound, Bound, str] | None:
    """Return a changed command that shares a key with another where both are live, that other, and the key."""
    final = [one._replace(keys=normal(accepted[one.id])) if one.id in accepted else one for one in known.values()]
    for one in reversed([one for one in final if one.id in accepted]):
        for other in final:
            shared = one.keys & other.keys
            if shared and other.id != one.id and _meet(one.where, other.where):
                return one, other, min(shared)
    return None


def _meet(one: str, other: str) -> bool:
    wheres = {one, other}
    return one == other or EVERYWHERE in wheres or (LISTS in wheres and not wheres & {"today", "filter"})


def _all_spoken(keys: Iterable[str]) -> str:
    return " and ".join(sorted(map(spoken, keys))) or "none"


def spoken(key: str) -> str:
    """Return a key as people read it: `question_mark` is "?", `down` is "↓"."""
    *modifiers, last = key.split("+")
    arrow = _SPOKEN.get(last)
    character = key_to_character(last)
    if arrow is None and character is not None and character.isprintable() and not character.isspace():
        arrow = character
    return "+".join([*modifiers, arrow or last])
