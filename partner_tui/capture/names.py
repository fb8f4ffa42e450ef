"""Which words of a line are names, and who answers to them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from partner_tui.capture.parts import CLEAR_LEAD, Lookup, Match, Mention
from partner_tui.capture.tokens import SENTENCE_SIGNS, Sort, Token, ends_sentence, is_plain
from partner_tui.capture.vocabulary import KIND_WORDS, NUMBERED_PLACES, PARTICLES, STATUSES, STOPPING, TITLES
from partner_tui.capture.when import begins_time
from partner_tui.records.text import fold

MOST_LOOKUPS = 60
"""How many names are looked up in one line; those behind are nobody, and there are too many people anyway."""

_JOINTS = frozenset(("&", "and", "+"))
_INSIDE = _JOINTS | {"of", "for", "the"}
"""Words in the names of organizations: "Delgado & Daughters", "Friends of the Library"."""

_FURTHEST = 12
_LONGEST_NAME = {"people": 3, "organizations": 5}


class Names:
    """The names of one line, each asked for once and no more than can be meant."""

    def __init__(self, lookup: Lookup) -> None:
        self._lookup = lookup
        self._ask: dict[str, Callable[[str], Sequence[Match]]] = {
            "people": lookup.people,
            "organizations": lookup.organizations,
        }
        self._known: dict[tuple[str, str], tuple[Match, ...]] = {}

    def person(self, tokens: Sequence[Token], start: int) -> tuple[Mention, int] | None:
        """The person named from `start`, by as many words as anybody answers to, and the number of tokens."""
        return self._longest("people", tokens, start, candidate(tokens, start))

    def organization(self, tokens: Sequence[Token], start: int) -> tuple[Mention, int]:
        """The organization behind an "@" at `start`; where none answers, the words up to the next that is no name."""
        ahead = candidate(tokens, start, "organizations")
        found = self._two_names(tokens, start, ahead) or self._longest("organizations", tokens, start, ahead)
        if found:
            return found
        size = ahead if closed(tokens, start + ahead) else 1
        return Mention(typed(tokens[start : start + size]).removeprefix("@")), size

    def whole(self, name: str) -> tuple[Match, ...]:
        """Who answers to a name of two words, if somebody is called exactly so."""
        matches = self._matches("people", name)
        return matches if matches and matches[0].score >= 1 else ()

    def meant(self, mention: Mention, organizations: Sequence[Mention]) -> Mention:
        """A person among the people of the organizations that are named: they come before others who answer as well.

        One of theirs alone is taken without asking, as where no other had that name.
        """
        there = [one.resolved.id for one in organizations if one.resolved]
        if not there or mention.resolved or not mention.matches:
            return mention
        best = mention.matches[0].score
        found = self._lookup.members(_as_asked(mention.typed), there)
        theirs = [one for one in found if best - one.score < CLEAR_LEAD]
        if not theirs:
            return mention
        behind = max(0.0, theirs[0].score - 2 * CLEAR_LEAD)
        details = {one.id: one.detail for one in mention.matches}
        first = [one._replace(detail=details.get(one.id, one.detail)) for one in theirs]
        rest = [one._replace(score=behind) for one in mention.matches if one.id not in {one.id for one in theirs}]
        return mention._replace(matches=(*first, *rest))

    def _two_names(self, tokens: Sequence[Token], start: int, ahead: int) -> tuple[Mention, int] | None:
        """An organization with an "&" or an "of" in its name, where any other name ends."""
        second = start + ahead
        while second < min(len(tokens), start + ahead + 2) and tokens[second].key in _INSIDE:
            second += 1
        if tokens[start].sort is Sort.QUOTED or second == start + ahead or second == len(tokens):
            return None
        further = candidate(tokens, second, "organizations") if tokens[second].text[0] not in '@"“' else 0
        for size in range(further, 0, -1):
            piece = tokens[start : second + size]
            name = typed(piece).removeprefix("@")
            matches = self._matches("organizations", name)
            if matches:
                return Mention(name, matches), len(piece)
        return None

    def _longest(self, noun: str, tokens: Sequence[Token], start: int, ahead: int) -> tuple[Mention, int] | None:
        for size in range(ahead, 0, -1):
            name = typed(tokens[start : start + size]).removeprefix("@")
            matches = self._matches(noun, name)
            if matches:
                return Mention(name, matches), size
        return None

    def _matches(self, noun: str, name: str) -> tuple[Match, ...]:
        asked = (noun, _as_asked(name))
        if asked not in self._known:
            full = len(self._known) >= MOST_LOOKUPS
            self._known[asked] = () if full or not asked[1] else tuple(self._ask[noun](asked[1]))
            if not self._known[asked] and noun == "organizations" and (plain := _without_joints(asked[1])):
                self._known[asked] = tuple(self._ask[noun](plain))
        return self._known[asked]


def candidate(tokens: Sequence[Token], start: int, noun: str = "people") -> int:
    """How many tokens from `start` could be one name: up to a word that no name goes on behind."""
    if start < len(tokens) and tokens[start].sort is Sort.QUOTED:
        return 1
    counted = 0
    size = 0
    for token in tokens[start : start + _FURTHEST]:
        first = size == 0
        if not is_name_word(token, first=first, noun=noun):
            break
        counted += token.key not in PARTICLES and token.key not in TITLES
        if counted > _LONGEST_NAME[noun]:
            break
        address = "@" in token.text[1:]
        if address and not first:
            break
        size += 1
        if address or (ends_sentence(token) and token.key not in TITLES | PARTICLES):
            break
    return size


def is_name_word(token: Token, *, first: bool, noun: str = "people") -> bool:
    """Whether a word can be a part of a name."""
    text = token.text.removeprefix("@") if first and noun == "organizations" else token.text
    if not is_plain(token) or text[:1] == "@":
        return False
    if not any(letter.isalpha() for letter in text):
        return False
    if noun == "organizations" and first:
        return True
    known = token.key in STOPPING or token.key in KIND_WORDS or token.key in STATUSES
    return not known and not begins_time(token) and not (token.key in NUMBERED_PLACES and noun == "people")


def closed(tokens: Sequence[Token], end: int) -> bool:
    """Whether a name surely ends before `end`: what comes is no word that it could go on with."""
    return end >= len(tokens) or not is_name_word(tokens[end], first=False)


def typed(tokens: Sequence[Token]) -> str:
    """A name as it was typed, its words parted by single spaces and without quotes."""
    if len(tokens) == 1 and tokens[0].sort is Sort.QUOTED:
        return " ".join(tokens[0].inside.split())
    return " ".join(token.text for token in tokens).rstrip(SENTENCE_SIGNS)


def _without_joints(name: str) -> str:
    """The name of an organization without "and" and "&"; '' where there are none."""
    words = name.split()
    plain = [word for word in words if word.casefold() not in _JOINTS]
    return " ".join(plain) if len(plain) < len(words) else ""


def _as_asked(name: str) -> str:
    """What is looked up: no title before the name, no emoji around it, no 's behind it."""
    words = name.replace("’", "'").split()
    if len(words) > 1 and fold(words[0]).strip(".") in TITLES:
        words = words[1:]
    if words and words[-1].lower().endswith("'s"):
        words[-1] = words[-1][:-2]
    text = " ".join(words)
    # A full stop is kept behind an initial.
    while text and not (text[-1].isalnum() or (text[-1] == "." and len(words[-1]) <= 2)):
        text = text[:-1]
    while text and not text[0].isalnum():
        text = text[1:]
    return text
