"""A line once somebody has picked who is meant by a name in it."""

from __future__ import annotations

from partner_tui.capture.canonical import name_words, organization_words
from partner_tui.capture.draft import CaptureDraft
from partner_tui.capture.names import typed
from partner_tui.capture.parts import Match, Mention, Role, chosen
from partner_tui.capture.tokens import SENTENCE_SIGNS, Sort, Token, tokens_of
from partner_tui.records.text import clean_line

_NAMED = frozenset((Role.AMBIGUOUS, Role.UNKNOWN))


def unclear(draft: CaptureDraft) -> Mention | None:
    """Return the first name in the line that could be several, or is nobody's; None where all are clear."""
    everyone = (*draft.people, *draft.organizations)
    return next((one for one in everyone if one.resolved is None), None)


def picked(draft: CaptureDraft, mention: Mention, match: Match) -> str:
    """Return the line with the whole name of `match` in the place of a mention that was not clear."""
    meant = chosen(mention, match)
    organization = mention in draft.organizations
    words = organization_words(meant) if organization else name_words(meant, draft.now)
    line = clean_line(draft.typed)
    span = _span(draft, mention, organization=organization)
    return line if span is None else f"{line[: span[0]]}{words}{line[span[1] :]}"


def _span(draft: CaptureDraft, mention: Mention, *, organization: bool) -> tuple[int, int] | None:
    """Where a mention stands in the cleaned line: from its first letter to behind its last."""
    tokens = tokens_of(clean_line(draft.typed))
    roles = [role for _, role in draft.words()]
    sizes = range(len(tokens_of(mention.typed)) + 2, 0, -1)
    for start, token in enumerate(tokens):
        if roles[start] not in _NAMED or token.text.startswith("@") != organization:
            continue
        for size in sizes:
            piece = tokens[start : start + size]
            if len(piece) == size and typed(piece).removeprefix("@") == mention.typed:
                return token.start, _end(piece[-1])
    return None


def _end(last: Token) -> int:
    """Where a name ends: before the signs of a sentence, which are no part of it."""
    return last.end if last.sort is Sort.QUOTED else last.start + len(last.text.rstrip(SENTENCE_SIGNS))
