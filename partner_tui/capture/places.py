"""Where a meeting was: at the library, in room 12, on zoom."""

from __future__ import annotations

from collections.abc import Sequence

from partner_tui.capture.tokens import SENTENCE_SIGNS, Sort, Token, ends_sentence, is_plain, tokens_of
from partner_tui.capture.vocabulary import (
    KIND_WORDS,
    NO_PLACES,
    NUMBERED_PLACES,
    ONLINE,
    OWNERS,
    PLACE_NOUNS,
    STOPPING,
)
from partner_tui.capture.when import begins_time, is_time_word

_PREPOSITIONS = frozenset(("at", "in", "on", "@", "inside", "outside"))
_ARTICLES = frozenset(("the", "a", "an"))
_FURTHEST_NOUN = 4
_MOST_WORDS = 3


def place_at(tokens: Sequence[Token], start: int) -> tuple[str, int] | None:
    """The place that is named from `start`, and how many tokens that took; None if it is none.

    A place is in quotes, or a room with its number, or the words up to a noun for places ("front office"), or
    names with capitals ("Blue Door"), or behind "at" one word; "in" alone says too many other things.
    """
    if numbered := _numbered(tokens, start):
        return _named(tokens, start, numbered), numbered
    word = tokens[start]
    if word.sort is not Sort.WORD or (word.key not in _PREPOSITIONS and word.text != "@"):
        return None
    first = start + 1
    if first < len(tokens) and tokens[first].sort is Sort.QUOTED:
        return tokens[first].inside, 2
    first += first < len(tokens) and tokens[first].key in _ARTICLES
    size = _size(tokens, first, word.key)
    return (_named(tokens, first, size), first + size - start) if size else None


def place_words(place: str) -> str:
    """`place` as a line says it: in quotes where it would not be found again without."""
    for plain in (f"at {place}", f"on {place}"):
        tokens = tokens_of(plain)
        if place_at(tokens, 0) == (place, len(tokens)):
            return plain
    return f'at "{place}"'


def _size(tokens: Sequence[Token], first: int, preposition: str) -> int:
    if preposition == "on":
        return int(first < len(tokens) and tokens[first].key in ONLINE and _is_plain(tokens[first]))
    found = _numbered(tokens, first) or _up_to_noun(tokens, first) or _capitals(tokens, first)
    if found or preposition not in ("at", "@"):
        return found
    return _closed(tokens, first) or int(first < len(tokens) and _can_be_place(tokens[first]))


def _numbered(tokens: Sequence[Token], start: int) -> int:
    """room 12, rm 4b, building C."""
    pair = tokens[start : start + 2]
    if len(pair) < 2 or not all(map(_is_plain, pair)) or pair[0].key not in NUMBERED_PLACES:
        return 0
    number = pair[1].key
    return 2 if len(number) <= 5 and (number[:1].isdigit() or len(number) == 1) and number.isalnum() else 0


def _up_to_noun(tokens: Sequence[Token], first: int) -> int:
    size = 0
    for index in range(first, min(first + _FURTHEST_NOUN, len(tokens))):
        token = tokens[index]
        if not _is_plain(token) or (token.key in STOPPING and not (index == first and token.key in OWNERS)):
            break
        if begins_time(token) or (size and token.key not in PLACE_NOUNS):
            break
        if token.key in PLACE_NOUNS:
            size = index - first + 1
        if ends_sentence(token):
            break
    numbered = size and not ends_sentence(tokens[first + size - 1]) and _numbered(tokens, first + size - 1)
    return size + 1 if numbered else size


def _closed(tokens: Sequence[Token], first: int) -> int:
    """Up to three words before a day, a length, a comma or the end."""
    size = 0
    while first + size < len(tokens) and _can_be_place(tokens[first + size]):
        size += 1
        if ends_sentence(tokens[first + size - 1]):
            return size if size <= _MOST_WORDS else 0
    after = tokens[first + size] if first + size < len(tokens) else None
    ends = after is None or after.sort is not Sort.WORD or begins_time(after) or after.text[0] in "@#"
    return size if ends and size <= _MOST_WORDS else 0


def _capitals(tokens: Sequence[Token], first: int) -> int:
    size = 0
    while first + size < len(tokens) and _is_capital(tokens[first + size]):
        size += 1
    return size if 1 < size <= _FURTHEST_NOUN else 0


def _is_capital(token: Token) -> bool:
    return _can_be_place(token) and token.text[:1].isupper() and token.text[1:].islower()


def _can_be_place(token: Token) -> bool:
    known = token.key in STOPPING or token.key in KIND_WORDS or token.key in NO_PLACES
    return _is_plain(token) and not known and not begins_time(token) and not is_time_word(token.text)


def _is_plain(token: Token) -> bool:
    return is_plain(token) and token.text[0] != "@"


def _named(tokens: Sequence[Token], first: int, size: int) -> str:
    name = " ".join(token.text for token in tokens[first : first + size])
    return name.rstrip(f".{SENTENCE_SIGNS}")
