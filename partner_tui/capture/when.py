"""Days, times and lengths where they stand in a line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime, time
from functools import cache
from typing import Literal, NamedTuple

from partner_tui.capture.tokens import Sort, Token, tokens_of
from partner_tui.capture.vocabulary import KIND_WORDS, NUMBERED_PLACES, STATUSES, WITH
from partner_tui.dates import read_minutes, read_moment, wall_clock
from partner_tui.errors import FieldError
from partner_tui.records.meetings import MeetingStatus

_WEEKDAY = (
    r"mon(?:day)?|tue(?:s(?:day)?)?|wed(?:s|nesday)?|thu(?:r(?:s(?:day)?)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?"
)
_MONTH = (
    r"jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?"
)
_NAMED = r"today|tomorrow|tmrw|yesterday|tonight|noon|midday|midnight|eod|eow|eom|now"
_CLOCK = r"\d{1,2}(?:[:.h]?\d\d)?(?:-\d{1,2}(?:[:.h]?\d\d)?)?(?:[ap]\.?m?\.?)?|\d{1,2}[:.]\d\d(?::\d\d)?"
_DATE = r"\d{1,4}[/.-]\d{1,2}(?:[/.-]\d{1,4})?|\d{8}|\d{4}|\d{1,2}(?:st|nd|rd|th)"
_ISO = r"\d{4}-\d\d-\d\dt\S+"
_LENGTH = r"\d+(?:\.\d+)?(?:h|hr|hrs|hours?|m|min|mins|minutes?|')|\d+h\d+m?|½h"
_UNIT = r"h|hr|hrs|hours?|m|min|mins|minutes?|half|quarter"
_SPAN = r"days?|weeks?|wks?|fortnights?|months?|years?|yrs?"
_LITTLE = (
    r"in|on|at|the|of|end|next|last|this|coming|past|ago|from|to|till|until|for|a|an|after|before|day|week|half|quarter"
    r"|morning|afternoon|evening|between|and|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen"
    r"|twenty|thirty|forty|forty-five|ninety|o'?clock|am|pm|a\.m\.?|p\.m\.?|-|–|@|night|time"
)
_CORE = rf"{_WEEKDAY}|{_MONTH}|{_NAMED}|{_CLOCK}|{_DATE}|{_ISO}"
_ENDS = frozenset(
    ("in", "on", "at", "the", "of", "from", "to", "till", "until", "for", "a", "an", "and", "-", "–", "@")
)
_AFTER_HOURS = WITH | NUMBERED_PLACES | {"at", "in", "on", "for", "and"}
_LONGEST_PHRASE = 7
_LONGEST_LENGTH = 5


class When(NamedTuple):
    """What a phrase said of the time, and how many tokens it took; `refusal` tells why it cannot be."""

    size: int
    day: date | None = None
    time: time | None = None
    minutes: int | None = None
    refusal: FieldError | None = None


class Reader(NamedTuple):
    """How days are read: from which moment, looking which way, day or month first."""

    now: datetime
    day_first: bool = False
    prefer: Literal["future", "past"] = "future"

    def at(self, tokens: Sequence[Token], start: int, *, counting: bool = True) -> When | None:
        """The longest phrase from `start` that names a day or a time; None if there is none.

        With `counting`, a number alone is no hour before what it may count: "yesterday 3 kids came".
        """
        stop = _run_end(tokens, start)
        for end in range(stop, start, -1):
            if not any(_is_core(token.text) for token in tokens[start:end]):
                break
            if tokens[end - 1].key in _ENDS or (counting and _counts(tokens, start, end)):
                continue
            found = self._read(tokens[start:end])
            if found:
                return found
        return None

    def _read(self, tokens: Sequence[Token]) -> When | None:
        text = " ".join(token.text for token in tokens).rstrip(".!?")
        alone = re.fullmatch(rf"(?:at |@ ?)?(?:{_CLOCK})(?: ?(?:-|–|to) ?(?:{_CLOCK}))?", text.lower())
        if re.match(r"\d{4}-?\d\d-?\d\d", text):
            alone = None
        try:
            if not alone:
                moment = read_moment(text, self.now, prefer=self.prefer, day_first=self.day_first)
            elif not text.isdigit():
                # A time alone is today's, whether it has been or is to come.
                moment = read_moment(f"today {text}", self.now, day_first=self.day_first)
            else:
                return None
        except FieldError as refusal:
            unreadable = "cannot be read" in refusal.message or "Nothing was typed" in refusal.message
            return None if unreadable else When(len(tokens), refusal=refusal)
        clock = moment.time and moment.time.replace(second=0, microsecond=0)
        return When(len(tokens), moment.day, clock, moment.minutes)


def length_at(tokens: Sequence[Token], start: int) -> tuple[int, int] | None:
    """The minutes that are named from `start`, and how many tokens that took: 25m, for half an hour, 1 h 30."""
    first = start + (tokens[start].key == "for")
    for end in range(min(first + _LONGEST_LENGTH, len(tokens)), first, -1):
        piece = tokens[first:end]
        if any(token.sort is not Sort.WORD for token in piece) or not _is_length_word(piece[-1].text):
            continue
        text = " ".join(token.text for token in piece).rstrip(".!?")
        if text.isdigit() or text.lower() in ("hour", "quarter") or not (text[0].isalnum() or text[0] in ".½"):
            continue
        try:
            minutes = read_minutes(text)
        except FieldError:
            continue
        if not re.fullmatch(r"[\d:]+", text):
            return minutes, end - start
    return None


def begins_time(token: Token) -> bool:
    """Whether a day, a time or a length may begin with a word: what a name does not go on behind."""
    text = token.text.lower()
    return text[:1].isdigit() or bool(_matcher(rf"{_WEEKDAY}|{_NAMED}").fullmatch(text))


def is_time_word(text: str) -> bool:
    """Whether a word can be a part of a day or a time."""
    word = text.lower().rstrip(".!?")
    return bool(_matcher(rf"{_CORE}|{_LENGTH}|{_UNIT}|{_SPAN}|{_LITTLE}").fullmatch(word))


def usual_status(now: datetime, day: date | None, clock: time | None) -> MeetingStatus:
    """Planned if the time is still to come, else held; today without a time has been."""
    to_come = day is not None and day > now.date()
    if day == now.date() and clock is not None and now.tzinfo is not None:
        to_come = wall_clock(day, clock, now.tzinfo) > now
    return MeetingStatus.PLANNED if to_come else MeetingStatus.HELD


def _run_end(tokens: Sequence[Token], start: int) -> int:
    end = start
    while (
        end < min(len(tokens), start + _LONGEST_PHRASE)
        and tokens[end].sort is Sort.WORD
        and is_time_word(tokens[end].text)
    ):
        end += 1
    return end


def _counts(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Whether a phrase ends in a bare number that counts what comes next."""
    if not tokens[end - 1].text.isdigit() or end == len(tokens) or end - start == 1:
        return False
    after = tokens[end]
    in_month = _matcher(_MONTH).fullmatch(tokens[end - 2].key)
    known = after.key in _AFTER_HOURS or after.key in KIND_WORDS or after.key in STATUSES or after.text[0] in "@#"
    return after.sort is Sort.WORD and not in_month and not known


def _is_core(text: str) -> bool:
    word = text.lower().rstrip(".!?")
    return bool(
        _matcher(rf"{_CORE}|week|month|year|{_UNIT}|ago|night|morning|afternoon|evening|{_SPAN}").fullmatch(word)
    )


def _is_length_word(text: str) -> bool:
    word = text.lower().rstrip(".!?")
    return bool(_matcher(rf"{_LENGTH}|{_UNIT}|\d\d|hour").fullmatch(word))


@cache
def _matcher(pattern: str) -> re.Pattern[str]:
    # Compiled when first wanted: compiling on import would cost every start.
    return re.compile(pattern, re.ASCII)


def refusal_of(phrase: str, reader: Reader) -> FieldError | None:
    """Why a phrase cannot be a day or a time."""
    when = reader.at(tokens_of(phrase), 0)
    return when.refusal if when else None
