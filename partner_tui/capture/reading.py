"""A typed line read into a draft."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from partner_tui.capture.draft import CaptureDraft
from partner_tui.capture.family_first import join_names
from partner_tui.capture.head import Head
from partner_tui.capture.names import Names
from partner_tui.capture.parts import Lookup, Problem, Promise, Role
from partner_tui.capture.problems import date_problem, no_words, problems_of, too_long
from partner_tui.capture.promises import promise_of
from partner_tui.capture.tail import tail_start
from partner_tui.capture.tokens import Sort, Token, ends_sentence, joined, text_of, tokens_of
from partner_tui.capture.vocabulary import STATUSES, TELLING
from partner_tui.capture.when import Reader, usual_status
from partner_tui.records.meetings import MeetingKind
from partner_tui.records.text import clean_line

LONGEST = 2000
"""The most characters that are read as one line."""

_TELLING_WITHIN = 30
_GOALS = frozenset(("#goal", "#goals"))
_ROLES = {
    ">": Role.PROMISE,
    "<": Role.THEIR_PROMISE,
    "?": Role.QUESTION,
    "!": Role.PRIVATE,
    "#goal": Role.GOAL,
}


def parse(line: str, *, now: datetime, lookup: Lookup, day_first: bool = False) -> CaptureDraft:
    """Read a line of capture, as the help says it is written, into a draft.

    `now` is aware and in the school's zone; `lookup` says who answers to a name, and is asked a few times only.
    Any text gives a draft: what cannot be read, or cannot be, is among its `problems`, and what was typed is kept.
    """
    if now.tzinfo is None:
        raise ValueError("now has no time zone")
    clean = clean_line(line)
    if len(clean) > LONGEST:
        return _unread(clean, now, line, too_long(len(clean), LONGEST))
    if not any(letter.isalnum() for letter in clean):
        return _unread(clean, now, line, no_words(clean))
    return _Line(clean, now, lookup, day_first).draft(line)


def _unread(clean: str, now: datetime, typed: str, problem: Problem) -> CaptureDraft:
    pieces = tuple((word, Role.REFUSED) for word in clean.split())
    return CaptureDraft(now=now, unread=clean, problems=(problem,), typed=typed, pieces=pieces)


@dataclass
class _Segment:
    """The words behind a sign."""

    sign: str
    start: int
    end: int


@dataclass
class _Said:
    """What the line says behind its front."""

    notes: list[str] = field(default_factory=list)
    goals: list[str] = field(default_factory=list)
    promises: dict[str, list[Promise]] = field(default_factory=lambda: {">": [], "<": []})
    questions: list[str] = field(default_factory=list)
    private: list[str] = field(default_factory=list)
    empty: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


class _Line:
    """One line on its way into a draft."""

    def __init__(self, line: str, now: datetime, lookup: Lookup, day_first: bool) -> None:
        self._line = line
        self._tokens = tokens_of(line)
        self._roles = [Role.NOTE] * len(self._tokens)
        self._said = _Said()
        self._end = next((n for n, token in enumerate(self._tokens) if token.sort is Sort.MARK), len(self._tokens))
        self._ahead = Reader(now, day_first)
        main = self._tokens[: self._end]
        looks_back = any(map(_is_goal, main)) or any(token.key in TELLING for token in main[:_TELLING_WITHIN])
        if main and main[0].key in STATUSES:
            looks_back = False
        reader = Reader(now, day_first, "past" if looks_back else "future")
        front = next((n for n, token in enumerate(main) if _is_goal(token)), len(main))
        self._names = Names(lookup)
        self._head = Head(main[:front], self._names, reader, self._roles)

    def draft(self, typed: str) -> CaptureDraft:
        """Read the front, the note behind it, then what stands behind each sign."""
        start = self._head.scan()
        join_names(self._head)
        self._said.notes.append(joined(_runs(self._line, self._head.lead, self._tokens)))
        self._head.tokens = self._tokens[: self._end]
        self._note(start)
        for segment in self._segments(self._end):
            self._behind_sign(segment)
        return self._drafted(typed)

    def _drafted(self, typed: str) -> CaptureDraft:
        head, said = self._head, self._said
        head.settle_people()
        now = self._ahead.now
        made = min(head.day or now.date(), now.date())
        draft = CaptureDraft(
            now=now,
            people=tuple(head.people),
            organizations=tuple(head.organizations),
            kind=head.kind or MeetingKind.CHECK_IN,
            kind_said=head.kind is not None,
            status=head.status or usual_status(now, head.day, head.time),
            day=head.day,
            time=head.time,
            minutes=head.minutes,
            place=head.place,
            summary=joined(said.notes),
            private=joined(said.private, "; "),
            goals=tuple(said.goals),
            promises=tuple(said.promises[">"]),
            their_promises=tuple(said.promises["<"]),
            questions=tuple(said.questions),
            refused=head.refused,
            empty=tuple(said.empty),
            typed=typed,
            pieces=tuple((token.text, role) for token, role in zip(self._tokens, self._roles, strict=True)),
        )
        return replace(draft, problems=(*problems_of(draft, made, self._ahead), *said.problems))

    def _note(self, start: int) -> None:
        """Read what is said behind the front: the words that "#goal" marks, and the rest."""
        chunk = start
        for index in range(start, self._end):
            if not _is_goal(self._tokens[index]):
                continue
            explicit = index + 1 < self._end and self._tokens[index + 1].text == ":"
            if explicit or not text_of(self._line, self._tokens[chunk:index]):
                self._plain(chunk, index)
                for segment in self._segments(index, self._end):
                    self._behind_sign(segment)
                return
            self._marked(chunk, index)
            chunk = index + 1
        self._plain(chunk, self._end)

    def _marked(self, start: int, mark: int) -> None:
        """The sentence right before "#goal" is the goal; what comes before that is the note."""
        start_of_goal = mark
        while start_of_goal > start:
            before = self._tokens[start_of_goal - 1]
            ended = ends_sentence(before) or before.text == ";"
            if ended and text_of(self._line, self._tokens[start_of_goal:mark]):
                break
            start_of_goal -= 1
        self._plain(start, start_of_goal)
        self._said.goals.append(text_of(self._line, self._tokens[start_of_goal:mark]))
        self._roles[start_of_goal:mark] = [Role.GOAL] * (mark - start_of_goal)
        self._roles[mark] = Role.MARK

    def _plain(self, start: int, end: int) -> None:
        """Take words into the note, but for a length and a day that stand behind them."""
        if start >= end:
            return
        tail = end if self._head.literal else tail_start(self._head, start, end)
        self._head.tokens = self._tokens[:tail]
        index = start
        while index < tail:
            # A quote in the note may belong to one that is elsewhere, so only a plain "@name" counts there.
            plain = self._tokens[index].sort is Sort.WORD
            index += (plain and self._head.take_organization(index)) or 1
        self._head.tokens = self._tokens[: self._end]
        self._said.notes.append(text_of(self._line, self._tokens[start:tail]))

    def _segments(self, start: int, end: int | None = None) -> list[_Segment]:
        """The pieces behind the signs from `start`, each up to the next sign."""
        last = len(self._tokens) if end is None else end
        found: list[_Segment] = []
        for index in range(start, last):
            token = self._tokens[index]
            if token.sort is Sort.MARK or _is_goal(token):
                sign = "#goal" if _is_goal(token) else token.text
                found.append(_Segment(sign, index + 1, last))
                self._roles[index] = Role.MARK
                if len(found) > 1:
                    found[-2].end = index
        return found

    def _behind_sign(self, segment: _Segment) -> None:
        start, end = segment.start, segment.end
        while end > start and self._tokens[end - 1].text in (",", ";", ":"):
            end -= 1
        role = _ROLES[segment.sign]
        self._roles[start : segment.end] = [role] * (segment.end - start)
        text = text_of(self._line, self._tokens[start:end])
        if not text:
            # A goal without words keeps its colon, so that it does not mark those before it.
            sign = "#goal:" if segment.sign == "#goal" else segment.sign
            if sign not in self._said.empty:
                self._said.empty.append(sign)
        elif segment.sign in "<>":
            self._promise(segment.sign, start, end)
        else:
            {"#goal": self._said.goals, "?": self._said.questions, "!": self._said.private}[segment.sign].append(text)

    def _promise(self, sign: str, start: int, end: int) -> None:
        promise, due, refusal = promise_of(self._line, self._tokens[start:end], self._ahead)
        for index in due:
            self._roles[start + index] = Role.DUE if refusal is None else Role.REFUSED
        if refusal is not None:
            said = " ".join(self._tokens[start + index].text for index in due)
            self._said.problems.append(date_problem(refusal, said))
        self._said.promises[sign].append(promise)


def _is_goal(token: Token) -> bool:
    return token.sort is Sort.WORD and token.text.casefold() in _GOALS


def _runs(line: str, lead: Sequence[Token], tokens: Sequence[Token]) -> list[str]:
    """The text of tokens that need not stand side by side."""
    places = {token.start: index for index, token in enumerate(tokens)}
    runs: list[list[Token]] = []
    previous = -2
    for token in lead:
        here = places[token.start]
        if here != previous + 1:
            runs.append([])
        runs[-1].append(token)
        previous = here
    return [text_of(line, run) for run in runs]
