"""The words and signs that a typed line is made of, each with where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from functools import cached_property

from partner_tui.records.text import fold

_LETTER = r"[^\W\d_]"
_AFTER = rf"\s|$|{_LETTER}"
_PLUS = rf"(?:(?<!\S)[+&](?={_AFTER})|(?<={_LETTER})[+&](?={_LETTER}))"
_COMMA = rf"[,;:](?=\s|$)|,(?={_LETTER})"
# A sign is one only where a word could begin, and before a letter or nothing: "<3", "why?", "!!" and "->" are words.
# Quotes end before the next sign, so that one that is never closed swallows nothing that means something.
_TOKEN = re.compile(
    rf"""(?P<quoted>(?<!\S)@?["“”][^"“”<>?!\#@]*[^"“”<>?!\#@\s][^"“”<>?!\#@]*["“”](?=[\s,;:]|$))
    |(?P<mark>(?<!\S)[<>?!](?=[,;:]*(?:{_AFTER})))
    |(?P<joint>{_COMMA}|{_PLUS}|(?<!\S)w/(?={_LETTER}))
    |(?P<word>\S+?(?={_COMMA}|{_PLUS}|\s|$))""",
    re.VERBOSE,
)
_SIGNS = frozenset('"“”<>?!#;:,')
SENTENCE_SIGNS = "?!…,;:"
_LEADING_STOPS = re.compile(rf"^(?:[,;:]+ |,(?={_LETTER}))+")
_EDGES = re.compile(r"^[\W_]+|[\W_]+$")


class Sort(Enum):
    """What a token is before anything is known about its neighbours."""

    WORD = auto()
    QUOTED = auto()
    JOINT = auto()
    MARK = auto()


@dataclass(frozen=True)
class Token:
    """A word or a sign; `text` is as typed, from `start` to `end` of the line."""

    text: str
    start: int
    end: int
    sort: Sort

    @cached_property
    def key(self) -> str:
        """The folded word without signs around it: "“Coffee!" is "coffee"; of signs alone, the signs."""
        folded = fold(self.text)
        return _EDGES.sub("", folded) or folded

    @cached_property
    def inside(self) -> str:
        """What stands between quotes."""
        return self.text.strip('@"“” ')


def tokens_of(line: str) -> list[Token]:
    """The tokens of a cleaned line, in order; everything in it but spaces is in one of them."""
    return [
        Token(found[0], found.start(), found.end(), Sort[(found.lastgroup or "word").upper()])
        for found in _TOKEN.finditer(line)
    ]


def text_of(line: str, tokens: Sequence[Token]) -> str:
    """The piece of `line` that the tokens take up, without commas and colons around it."""
    if not tokens:
        return ""
    text = line[tokens[0].start : tokens[-1].end].rstrip(" ,;:")
    return _LEADING_STOPS.sub("", text)


def ends_sentence(token: Token) -> bool:
    """Whether a word ends with a full stop or the like, and is no initial."""
    return token.text.endswith(tuple(SENTENCE_SIGNS)) or (token.text.endswith(".") and len(token.text) > 2)


def is_plain(token: Token) -> bool:
    """Whether a word has letters or digits, and no signs but those that end a sentence."""
    text = token.text.rstrip(SENTENCE_SIGNS)
    signs = any(sign in _SIGNS for sign in text)
    return token.sort is Sort.WORD and not signs and any(letter.isalnum() for letter in text)


def joined(texts: Iterable[str], between: str = " ") -> str:
    """The texts that are not empty, one after the other."""
    return between.join(filter(None, texts))
