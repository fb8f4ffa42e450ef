"""Spelling: the words of a vocabulary that somebody may have meant who made one slip of the finger.

A slip is a letter too many, one too few, a wrong one, or two that changed places. The vocabulary is only ever asked for
the first word from some letters on, so that the work grows with the length of the typed word and not with the
vocabulary: there, a million people have a million words.
"""

from __future__ import annotations

import sys
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

SHORTEST = 3
"""Words with fewer letters than this are taken as they are typed: too many others are one slip away."""

MOST = 12
"""How many words are proposed at most in the place of one."""

_BEGINNING = 4
"""From so many letters on, a slip is forgiven in the beginning of a word, too."""

_LEAST, _LONGEST = 2, 24
_FIRST, _AFTER_DIGITS = "\x01", ":"

Seek = Callable[[str], str | None]
"""Returns the first word of a vocabulary, in the order of code points, that is not before a text; None at its end."""


class Near(NamedTuple):
    """What may have been meant: the beginning of a word, and whether that is a whole word."""

    text: str
    whole: bool


def near(word: str, seek: Seek) -> list[Near]:
    """Return up to a dozen beginnings of words that are one slip away from a folded word; whole words come first."""
    if not SHORTEST <= len(word) <= _LONGEST:
        return []
    found: dict[str, Near] = {}
    for text in _slips(word, seek):
        if text not in found and len(text) >= _LEAST:
            there = seek(text)
            if there is not None and there.startswith(text) and (there == text or len(word) >= _BEGINNING):
                found[text] = Near(text, there == text)
    found.pop(word, None)
    proposed: list[Near] = []
    for one in sorted(found.values(), key=by_likelihood):
        # What begins with one that is proposed already would bring others in that nobody may have meant.
        if not any(other.text.startswith(one.text) for other in proposed):
            proposed.append(one)
    return proposed[:MOST]


def by_likelihood(one: Near) -> tuple[bool, int, str]:
    """Return what sorts proposals: whole words first, then what has more of the typed letters."""
    return not one.whole, -len(one.text), one.text


def among(vocabulary: Sequence[str]) -> Seek:
    """Return what seeks in a sorted list of words."""

    def seek(text: str) -> str | None:
        place = bisect_left(vocabulary, text)
        return vocabulary[place] if place < len(vocabulary) else None

    return seek


def _slips(word: str, seek: Seek) -> Iterator[str]:
    """Yield what may have been meant, up to where no word of the vocabulary begins like the typed one."""
    for place in range(len(word) + 1):
        before, after = word[:place], word[place:]
        there = seek(before)
        if there is None or not there.startswith(before):
            return
        if len(after) > 1:
            yield before + after[1] + after[0] + after[2:]
        if after:
            yield before + after[1:]
        for letter in _following(before, seek, digits=any(one.isdigit() for one in word)):
            if after:
                yield before + letter + after[1:]
            yield before + letter + after


def _following(before: str, seek: Seek, *, digits: bool) -> Iterator[str]:
    """Yield the letters that come after some others in the vocabulary; digits only where they are looked for."""
    here = seek(before + _FIRST)
    while here is not None and here.startswith(before):
        letter = here[len(before)]
        if digits or not letter.isdigit():
            yield letter
        # The ten digits are left out in one step: rosters are full of numbers.
        after = _AFTER_DIGITS if not digits and letter.isascii() and letter.isdigit() else _next(letter)
        here = seek(before + after) if after != letter else None


def _next(letter: str) -> str:
    """Return the letter after another in the order of code points; surrogates are none, and the last has itself."""
    code = ord(letter) + 1
    return chr(0xE000 if code == 0xD800 else min(code, sys.maxunicode))
