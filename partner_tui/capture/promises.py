"""What was promised, and by when."""

from __future__ import annotations

from collections.abc import Sequence

from partner_tui.capture.parts import Promise
from partner_tui.capture.tokens import Sort, Token, joined, text_of
from partner_tui.capture.when import Reader, When, is_time_word
from partner_tui.dates import read_date
from partner_tui.errors import FieldError

JUST_BEEN = 65
"""Within how many days a day has only just been."""

_FAR_AHEAD = 365 - JUST_BEEN
_LONGEST_DAY = 7
_BY = frozenset(("by", "before", "on", "until", "till", "til", "due"))
# "book the room for friday" is due on Friday and about it; "tea every friday" is due never.
_ABOUT = frozenset(("for", "from"))
_NO_DUE = frozenset(("the", "a", "an", "of", "every", "each", "since", "about", "no", "any", "some"))
_ENDS_OF = {
    "this week": "end of week",
    "next week": "end of next week",
    "this month": "end of month",
    "next month": "end of next month",
}


def promise_of(line: str, tokens: Sequence[Token], reader: Reader) -> tuple[Promise, range, FieldError | None]:
    """The promise that `tokens` make, which of them say the day, and why that day cannot be.

    The day stands at the end or, behind "by", in front; words that say more than the day stay in the text too.
    """
    text = text_of(line, tokens)
    for start, when in _days_at_end(tokens, reader):
        if when.refusal is not None:
            return Promise(text), range(start, len(tokens)), when.refusal
        before = tokens[start - 1].key if start else ""
        if before in _NO_DUE:
            break
        rest = text_of(line, tokens[: start - (before in _BY)])
        keeps = when.time is not None or before in _ABOUT or not rest
        return Promise(text if keeps else rest, when.day), range(start - (before in _BY), len(tokens)), None
    return _day_in_front(line, tokens, reader) or (Promise(text), range(0), None)


def _days_at_end(tokens: Sequence[Token], reader: Reader) -> list[tuple[int, When]]:
    """The longest run of words at the end that is a day, and where it begins; nothing, or one."""
    first = len(tokens)
    while first and len(tokens) - first < _LONGEST_DAY and _can_say_day(tokens[first - 1]):
        first -= 1
    for start in range(first, len(tokens)):
        when = _vague(tokens[start:], reader) or _due_at(tokens, start, reader)
        if when and start + when.size == len(tokens):
            return [(start, when)]
    return []


def _due_at(tokens: Sequence[Token], start: int, reader: Reader) -> When | None:
    """The day from `start`, the coming one; without a year, one that has only just been is not that of next year."""
    when = reader.at(tokens, start)
    today = reader.now.date()
    if when is None or when.day is None or (when.day - today).days <= _FAR_AHEAD:
        return when
    last = reader._replace(prefer="past").at(tokens, start)
    is_that = last and last.size == when.size and last.day and 0 < (today - last.day).days < JUST_BEEN
    return last if is_that else when


def _can_say_day(token: Token) -> bool:
    return token.sort is Sort.WORD and (is_time_word(token.text) or token.key == "month")


def _vague(tokens: Sequence[Token], reader: Reader) -> When | None:
    """A week or a month is promised by its end."""
    end = _ENDS_OF.get(joined(token.key for token in tokens))
    return When(len(tokens), read_date(end, reader.now.date())) if end else None


def _day_in_front(
    line: str, tokens: Sequence[Token], reader: Reader
) -> tuple[Promise, range, FieldError | None] | None:
    if len(tokens) < 2 or tokens[0].key not in ("by", "before"):
        return None
    when = _due_at(tokens, 1, reader)
    if when is None:
        return None
    if when.refusal is not None:
        return Promise(text_of(line, tokens)), range(1, 1 + when.size), when.refusal
    text = text_of(line, tokens[1 + when.size :])
    return (Promise(text, when.day), range(1 + when.size), None) if text else None
