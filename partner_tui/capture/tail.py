"""What stands behind the note and is no part of it: "…, yesterday", "… 20 min", "… yesterday 25m at library"."""

from __future__ import annotations

from partner_tui.capture.head import Head
from partner_tui.capture.parts import Role
from partner_tui.capture.tokens import Sort
from partner_tui.capture.vocabulary import LISTING
from partner_tui.capture.when import is_time_word

_FURTHEST = 12
_JUST_SAID = frozenset(("every", "each", "in", "within", "another", "more", "only", "of", "about", "than"))
_JOINTS = LISTING | {";"}
_SUBJECT = frozenset(("about", "re", "regarding", "for", "to"))
_PAST_ALONE = frozenset(("yesterday", "today"))
_STATE = ("kind", "status", "day", "time", "minutes", "place", "refused")


def tail_start(head: Head, start: int, end: int) -> int:
    """Where the facts behind the note in `start` to `end` begin; they are taken into `head`. `end` if there are none.

    A day at the end is mostly a part of what was said ("she can start tomorrow"), so it counts only behind a
    comma, beside a length, as yesterday, or behind what a meeting to come is about ("about grants tomorrow").
    """
    for first in range(max(start, end - _FURTHEST), end):
        if _can_begin(head, first, start) and _take_all(head, first, start, end):
            return first
    return end


def _can_begin(head: Head, first: int, start: int) -> bool:
    token = head.tokens[first]
    before = head.tokens[first - 1].key if first > start else ""
    return token.sort is Sort.WORD and is_time_word(token.text) and before not in _JUST_SAID


def _take_all(head: Head, first: int, start: int, end: int) -> bool:
    """Take every token from `first` to `end` as a fact, or none."""
    state, roles, tokens = [getattr(head, name) for name in _STATE], list(head.roles), head.tokens
    head.tokens = tokens[:end]
    index = first
    while index < end:
        took = head.fact(index)
        if not took and tokens[index].text in _JOINTS:
            head.roles[index] = Role.JOINING
            took = 1
        if not took:
            break
        index += took
    head.tokens = tokens
    if index == end and _stands_apart(head, first, start, end):
        return True
    for name, value in zip(_STATE, state, strict=True):
        setattr(head, name, value)
    head.roles[:] = roles
    return False


def _stands_apart(head: Head, first: int, start: int, end: int) -> bool:
    found = head.roles[first:end]
    if Role.LENGTH in found or first == start or head.roles[first] is Role.REFUSED:
        return True
    before = head.tokens[first - 1].text
    apart = before in (",", ";") or before.endswith((".", "!", "?"))
    about = head.tokens[start].key in _SUBJECT and head.reader.prefer == "future"
    return apart or about or head.tokens[first].key in _PAST_ALONE
