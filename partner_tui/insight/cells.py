"""Text measured in the cells of a terminal: how wide it is, cut to a width, and wrapped at its words."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

_TAKES_NO_CELL = frozenset({"Mn", "Me", "Cf", "Cc"})


def width(text: str) -> int:
    """Return how many cells a terminal gives to a text; at most one picture too many is counted, never too few."""
    return len(text) if text.isascii() else sum(_cells(letter) for letter in text)


def _cells(letter: str) -> int:
    if unicodedata.category(letter) in _TAKES_NO_CELL:
        return 0
    return 2 if unicodedata.east_asian_width(letter) in {"W", "F"} else 1


def line(text: str) -> str:
    """Return a text in one line, with single blanks."""
    return " ".join(text.split())


def cut(text: str, room: int) -> str:
    """Return a text of at most `room` cells; what is cut off is a `…`."""
    if width(text) <= room:
        return text
    kept, used = "", 0
    for letter in text:
        used += _cells(letter)
        if used > room - 1:
            break
        kept += letter
    return f"{kept.rstrip()}…" if room > 0 else ""


def filled(text: str, room: int) -> str:
    """Return a text of exactly `room` cells, cut or with blanks behind it."""
    short = cut(text, room)
    return short + " " * (room - width(short))


def wrapped(text: str, room: int, most: int) -> list[str]:
    """Return a text in at most `most` lines of `room` cells, broken between words; the last one is cut."""
    found: list[str] = []
    for piece in _lines(text, room):
        if len(found) == most:
            return [*found[:-1], cut(f"{found[-1]} {piece}…", room)]
        found.append(piece)
    return found or [""]


def _lines(text: str, room: int) -> Iterator[str]:
    sofar = ""
    for word in text.split():
        longer = f"{sofar} {word}" if sofar else word
        if sofar and width(longer) > room:
            yield cut(sofar, room)
            sofar = word
        else:
            sofar = longer
    if sofar:
        yield cut(sofar, room)
