"""Snippets: the piece of a text in which somebody's words were found, and where in it they stand."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from partner_tui.records.text import clean_line, fold, words

WIDTH = 80
"""The most characters of a snippet."""

_BEFORE = 24
"""How many characters of what stands before the first hit are shown with it."""

_RUN = re.compile(r"\S+")
_WORD = re.compile(r"[^\W_]+")
_CUT = "…"

Span = tuple[int, int]
"""Where something begins in a text, and where it ends."""


@dataclass(frozen=True, slots=True)
class Snippet:
    """One line of text, and where in it the words that were looked for stand."""

    text: str
    marks: tuple[Span, ...] = ()


def snippet(text: str, wanted: Collection[str], width: int = WIDTH) -> Snippet:
    """Return at most `width` characters of a text, in one line and without control characters, around the first hit.

    `wanted` are folded beginnings of words. Where none is found it is the beginning of the text.
    """
    line = clean_line(text)
    found = _hits(line, wanted)
    first = next(found, None)
    if len(line) <= width:
        return Snippet(line, () if first is None else (first, *found))
    start, end = _window(line, 0 if first is None else first[0], width)
    before, after = _CUT if start else "", _CUT if end < len(line) else ""
    shift = len(before) - start
    marks = []
    for hit in (first, *found) if first else ():
        if hit[0] >= end:
            break
        if hit[0] >= start:
            marks.append((hit[0] + shift, min(hit[1], end) + shift))
    return Snippet(f"{before}{line[start:end]}{after}", tuple(marks))


def hits(text: str, wanted: Collection[str]) -> tuple[Span, ...]:
    """Return where the words of a text stand that start with one of `wanted`; of each, the part that is wanted."""
    return tuple(_hits(text, wanted))


def says(text: str, groups: Collection[Collection[str]]) -> bool:
    """Return whether a text has, for each of the groups, a word that starts with one of it, as the index finds it."""
    there = words(text)
    return all(any(word.startswith(tuple(group)) for word in there) for group in groups)


def _hits(text: str, wanted: Collection[str]) -> Iterator[Span]:
    beginnings = tuple(wanted)
    if not beginnings:
        return
    for run in _RUN.finditer(text):
        # Letter by letter only where something is: folding whole runs is ten times as fast.
        if any(word.startswith(beginnings) for word in words(run[0])):
            yield from ((run.start() + start, run.start() + end) for start, end in _hits_in(run[0], beginnings))


def _hits_in(run: str, beginnings: tuple[str, ...]) -> Iterator[Span]:
    folded, places = _folded(run)
    last = 0
    for word in _WORD.finditer(folded):
        length = max((len(one) for one in beginnings if word[0].startswith(one)), default=0)
        if length:
            end = places[word.start() + length - 1] + 1
            while end < len(run) and unicodedata.combining(run[end]):
                end += 1
            start = max(last, places[word.start()])
            last = end
            if start < end:  # "¼" is two words, in one place
                yield start, end


def _folded(run: str) -> tuple[str, list[int]]:
    """Return a run without blanks as it is folded, and for each letter of that the place it came from."""
    letters, places = "", []
    for place, letter in enumerate(run):
        # What decomposes into a blank and an accent separates words.
        folded = fold(letter) or (" " if unicodedata.normalize("NFKD", letter).startswith(" ") else "")
        letters += folded
        places += [place] * len(folded)
    return letters, places


def _window(line: str, hit: int, width: int) -> Span:
    """Return the part of a line that is shown: from the beginning of a word some way before a hit, with room for the
    marks of what is cut off.
    """
    room = width - 2 * len(_CUT)
    start = max(0, min(hit - min(_BEFORE, width // 4), len(line) - room))
    if start:
        blank = line.find(" ", start, hit + 1)
        start = blank + 1 if blank >= 0 else start
    end = min(len(line), start + room)
    if end < len(line):
        blank = line.rfind(" ", hit + 1, end + 1)
        end = blank if blank > start else end
    return start, end
