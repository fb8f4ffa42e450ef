"""The front of a line: who, what, when, how long and where, up to the first word that is none of these."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, time

from partner_tui.capture.names import Names, candidate, closed, typed
from partner_tui.capture.parts import Mention, Role
from partner_tui.capture.places import place_at
from partner_tui.capture.tokens import Sort, Token
from partner_tui.capture.vocabulary import (
    KIND_WORDS,
    KINDS,
    LEADING,
    LISTING,
    LONGEST_KIND,
    STATUSES,
    WITH,
)
from partner_tui.capture.when import Reader, When, begins_time, length_at
from partner_tui.records.meetings import MeetingKind, MeetingStatus

_MOST_LEADING_WORDS = 6
_HALF_YEAR = 183
_BEFORE_REASONS = frozenset(("because", "as", "since", "by", "due"))
_AFTER_NAMES = KIND_WORDS | LISTING | WITH | STATUSES.keys() | {"at", "in", "on", "for", "room"}
_STOPS = frozenset(",;:-–—|·•")
_DASHES = frozenset("-–—|·•")
_NAMED = (Role.PERSON, Role.AMBIGUOUS, Role.UNKNOWN, Role.ORGANIZATION)


@dataclass
class Head:
    """What the front of a line says, found token by token; `roles` has one for each token of the line.

    `lead` are tokens of the front that say nothing known and belong to the note; `literal` is set once a colon
    behind the kind or behind "note" says that all that follows is meant to the letter. `behind_comma` are the people
    who stand behind another one and a comma: which of `people`, and the index of the token. `unclear` are the people
    whose name several have, each with the index of the first token and how many there are.
    """

    tokens: Sequence[Token]
    names: Names
    reader: Reader
    roles: list[Role]
    people: list[Mention] = field(default_factory=list)
    organizations: list[Mention] = field(default_factory=list)
    kind: MeetingKind | None = None
    status: MeetingStatus | None = None
    day: date | None = None
    time: time | None = None
    minutes: int | None = None
    place: str = ""
    refused: str = ""
    literal: bool = False
    lead: list[Token] = field(default_factory=list)
    behind_comma: list[tuple[int, int]] = field(default_factory=list)
    unclear: list[tuple[Mention, int, int]] = field(default_factory=list)
    _last: Role | None = None
    _joints: set[str] = field(default_factory=set)
    _stranger: tuple[int, int] | None = None

    def scan(self) -> int:
        """Find everything that the front says; return the index of the first token behind it."""
        index = 0
        while index < len(self.tokens) and not self.literal:
            took = self._take_note(index) or self._piece(index)
            if took:
                self._joints.clear()
            elif self._joins(index):
                took = 1
            elif self._still_leading():
                took = self._leads(index)
            else:
                break
            index += took
        index = index if self.literal else self._take_back(index)
        self._meet_stranger()
        return index

    def fact(self, index: int) -> int:
        """Take the day, length, kind, status or place at `index`; return how many tokens that took, 0 for none."""
        return (
            self._take_kind(index)
            or self._take_status(index)
            or self._take_when(index)
            or self._take_length(index)
            or self._take_place(index)
        )

    def take_organization(self, index: int, role: Role = Role.ORGANIZATION) -> int:
        """Take the organization behind an "@"; return how many tokens that took, 0 for none."""
        if not self.tokens[index].text.startswith("@") or not candidate(self.tokens, index, "organizations"):
            return 0
        mention, size = self.names.organization(self.tokens, index)
        _add_once(self.organizations, mention)
        self._mark(index, size, role_of(mention, role))
        return size

    def _piece(self, index: int) -> int:
        return self.fact(index) or self.take_organization(index) or self._take_person(index)

    def _take_note(self, index: int) -> int:
        """Take "note:", which says that all that follows is meant to the letter; how many tokens that took."""
        pair = self.tokens[index : index + 2]
        self.literal = len(pair) == 2 and pair[0].key == "note" and self._is_word(index) and pair[1].text == ":"
        if not self.literal:
            return 0
        self._mark(index, 2, Role.JOINING)
        return 2

    def _mark(self, index: int, size: int, role: Role) -> None:
        self.roles[index : index + size] = [role] * size
        self._last = role

    def _take_kind(self, index: int) -> int:
        if self.kind is not None or not self._is_word(index):
            return 0
        for size in range(min(LONGEST_KIND, len(self.tokens) - index), 0, -1):
            kind = KINDS.get(tuple(token.key for token in self.tokens[index : index + size]))
            if kind is not None and all(map(self._is_word, range(index, index + size))):
                self.kind = kind
                self._mark(index, size, Role.KIND)
                return size
        return 0

    def _take_status(self, index: int) -> int:
        status = STATUSES.get(self.tokens[index].key) if self._is_word(index) else None
        if status is None or self.status is not None:
            return 0
        # "ana missed the deadline" is something said, "ana missed lunch" is what became of the meeting.
        begins = index == 0 and status is MeetingStatus.PLANNED
        after = index + 1
        if not begins and after < len(self.tokens):
            token = self.tokens[after]
            known = token.key in _AFTER_NAMES or token.key in _BEFORE_REASONS or begins_time(token)
            if token.sort is Sort.WORD and not known and token.text[0] not in "@#":
                return 0
        self.status = status
        self._mark(index, 1, Role.STATUS)
        return 1

    def _take_when(self, index: int) -> int:
        if self.day is not None or self.refused or not self._is_word(index):
            return 0
        if [token.key for token in self.tokens[index : index + 2]] == ["just", "now"]:
            self._mark(index, 2, Role.WHEN)
            return 2
        when = self._either_way(index)
        if when is None:
            return 0
        if when.refusal is not None:
            self.refused = " ".join(token.text for token in self.tokens[index : index + when.size])
            self._mark(index, when.size, Role.REFUSED)
            return when.size
        if self.tokens[index].key != "now":  # "now" is what a line without a day means: the talk has just ended
            self.day, self.time = when.day, when.time
        self.minutes = when.minutes or self.minutes
        self._mark(index, when.size, Role.WHEN)
        for start in range(index + 1, index + when.size):
            if length_at(self.tokens[: index + when.size], start) == (when.minutes, index + when.size - start):
                self._mark(start, index + when.size - start, Role.LENGTH)
                break
        return when.size

    def _either_way(self, index: int) -> When | None:
        """What a phrase says of the time, looking the way that the line does, or else the other way.

        Ahead it is the other way too for a day that has just been: "10 nov" on the 24th is no plan for next year.
        """
        counting = bool(self.people or self.organizations)
        when = self.reader.at(self.tokens, index, counting=counting)
        ahead = self.reader.prefer == "future"
        today = self.reader.now.date()
        if when is None or (when.refusal is None and not (ahead and when.day and (when.day - today).days > _HALF_YEAR)):
            return when
        other = self.reader._replace(prefer="past" if ahead else "future")
        found = other.at(self.tokens, index, counting=counting)
        return found if found and found.refusal is None and found.size == when.size else when

    def _take_length(self, index: int) -> int:
        found = length_at(self.tokens, index) if self.minutes is None and self._is_word(index) else None
        if found is None:
            return 0
        self.minutes = found[0]
        self._mark(index, found[1], Role.LENGTH)
        return found[1]

    def _take_place(self, index: int) -> int:
        found = None if self.place else place_at(self.tokens, index)
        if found is None:
            return 0
        self.place = found[0]
        self._mark(index, found[1], Role.PLACE)
        return found[1]

    def _take_person(self, index: int) -> int:
        leading = self.tokens[index].key in LEADING and self._is_word(index)
        nobody_yet = not self.people and self._last is not Role.NOTE and not leading
        announced = bool(self._joints & WITH)
        listed = bool(self._joints & LISTING) and self._last in _NAMED
        ahead = candidate(self.tokens, index) if nobody_yet or announced or listed else 0
        if not ahead:
            return 0
        found = self.names.person(self.tokens, index)
        if found is None:
            ends = self._ends_for_sure(index + ahead)
            quoted = self.tokens[index].sort is Sort.QUOTED
            if not (
                quoted
                or (announced and closed(self.tokens, index + ahead))
                or (ends and (listed or self._lists(index + ahead)))
            ):
                self._stranger = self._stranger or ((index, ahead) if nobody_yet and ends else None)
                return 0
            found = Mention(typed(self.tokens[index : index + ahead])), ahead
        if _add_once(self.people, found[0]) and listed and self._joints == {","}:
            self.behind_comma.append((len(self.people) - 1, index))
        self._mark(index, found[1], role_of(found[0], Role.PERSON))
        if found[0].choices:
            self.unclear.append((found[0], index, found[1]))
        return found[1]

    def settle_people(self) -> None:
        """Take those for whom they are meant who belong to the organizations of the line, and nobody twice."""
        for mention, index, size in self.unclear:
            role = role_of(self.names.meant(mention, self.organizations), Role.PERSON)
            if self.roles[index] is Role.AMBIGUOUS:
                self.roles[index : index + size] = [role] * size
        meant = [self.names.meant(one, self.organizations) for one in self.people]
        self.people = []
        for one in meant:
            _add_once(self.people, one)

    def _lists(self, end: int) -> bool:
        """Whether a list of names goes on at `end`, at the front of the line."""
        return self._last is None and end < len(self.tokens) and self.tokens[end].key in LISTING

    def _ends_for_sure(self, end: int) -> bool:
        if end >= len(self.tokens):
            return True
        token = self.tokens[end]
        known = token.key in _AFTER_NAMES or begins_time(token) or token.text[0] in "@#"
        return token.sort is not Sort.WORD or known

    def _joins(self, index: int) -> bool:
        token = self.tokens[index]
        if token.sort is Sort.JOINT and token.text in ",;:":
            self.literal = token.text == ":" and self.kind is not None
        elif token.text in _DASHES:
            self._last = self._last or Role.JOINING
        elif not self._is_joining(token):
            return False
        self.roles[index] = Role.JOINING
        self._joints.add(token.key)
        return True

    def _is_joining(self, token: Token) -> bool:
        if token.sort is Sort.QUOTED:
            return False
        return token.key in WITH or token.key in LISTING or (token.key in LEADING and self._still_leading())

    def _still_leading(self) -> bool:
        return not self.people and not self.organizations and len(self.lead) < _MOST_LEADING_WORDS

    def _leads(self, index: int) -> int:
        """Take a word of the front into the note, with the joining words before it that say nothing without it."""
        start = self._take_back(index)
        size = self._stranger[1] if self._stranger and self._stranger[0] == index else 1
        self.lead += self.tokens[start : index + size]
        last = self._last
        self._mark(start, index + size - start, Role.NOTE)
        if not any(letter.isalnum() for letter in self.tokens[index].text):
            # A line that begins with an emoji still begins.
            self._last = last
        self._joints.clear()
        return size

    def _take_back(self, index: int) -> int:
        """The index of the joining words right before `index`, which belong to the note after all."""
        while index and self.roles[index - 1] is Role.JOINING and self.tokens[index - 1].text not in _STOPS:
            index -= 1
            self.roles[index] = Role.NOTE
        return index

    def _meet_stranger(self) -> None:
        """Where nobody else was named, the first words that stood like a name are one."""
        if self._stranger is None or self.people or self.organizations:
            return
        index, size = self._stranger
        tokens = self.tokens[index : index + size]
        self.lead = [token for token in self.lead if token not in tokens]
        self.people.append(Mention(typed(tokens)))
        self.roles[index : index + size] = [Role.UNKNOWN] * size

    def _is_word(self, index: int) -> bool:
        return index < len(self.tokens) and self.tokens[index].sort is Sort.WORD


def role_of(mention: Mention, role: Role) -> Role:
    """What the words of a mention are: `role` once it is clear who is meant."""
    if mention.resolved is not None:
        return role
    return Role.AMBIGUOUS if mention.matches else Role.UNKNOWN


def _add_once(mentions: list[Mention], mention: Mention) -> bool:
    """Add a mention, unless it is of somebody who was mentioned before; return whether it was added."""
    same = mention.resolved
    for other in mentions:
        known = other.resolved
        if other.typed.casefold() == mention.typed.casefold() or (same and known and same.id == known.id):
            return False
    mentions.append(mention)
    return True
