"""Agreements as they are read: a sign and words for where one stands, and the whole story of one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

from textual.content import Content

from partner_tui.dates import say_full_day, say_since
from partner_tui.records import documents
from partner_tui.records.agreement_rows import ONE_SIDED, AgreementRow, AgreementState, kind_label
from partner_tui.records.documents import DocumentState
from partner_tui.records.history import ChangeLine
from partner_tui.screens.promise_lines import colour_of
from partner_tui.screens.stories import story_changes, story_facts, story_joined, story_section, story_title
from partner_tui.widgets.row_strip import Tone
from partner_tui.widgets.text import MUTED, content, content_line

READ_AT_ONCE = 8_000_000
"""Bytes of a file that are compared while its story is shown; a longer one would hold the keys up."""

STATES: Mapping[AgreementState, tuple[str, Tone, str]] = {
    AgreementState.DRAFT: ("○", "dim", "draft"),
    AgreementState.AWAITING_SIGNATURE: ("?", "warn", "awaiting"),
    AgreementState.UPCOMING: ("○", "accent", "upcoming"),
    AgreementState.ACTIVE: ("✓", "good", "active"),
    AgreementState.NOTICE: ("▲", "warn", "notice"),
    AgreementState.EXPIRED: ("!", "bad", "expired"),
    AgreementState.RENEWED: ("–", "dim", "renewed"),
}
"""State -> its sign, what the colour of it says, and the word in a list."""

_DOCUMENTS: Mapping[DocumentState, str] = {
    DocumentState.NONE: MUTED,
    DocumentState.URL: "",
    DocumentState.AS_SIGNED: "$text-success",
    DocumentState.CHANGED: "$text-warning",
    DocumentState.MISSING: "$text-error",
}
_DOCUMENT_SIGNS: Mapping[DocumentState, str] = {
    DocumentState.NONE: "–",
    DocumentState.URL: "→",
    DocumentState.AS_SIGNED: "✓",
    DocumentState.CHANGED: "▲",
    DocumentState.MISSING: "!",
}


def what(row: AgreementRow) -> str:
    """Return what an agreement is: its kind, whose it is, and its title."""
    whose = f" of {row.person}" if row.person else ""
    return f"{kind_label(row.kind)}{whose}{f': {row.title}' if row.title else ''}"


def left(row: AgreementRow, today: date) -> str:
    """Return how long an agreement is still in force: "12 days", "today", "3 d ago"; "–" for no end."""
    days = row.days_left(today)
    if days is None:
        return "–"
    if days < 0:
        return f"{-days:,} d ago"
    return "today" if days == 0 else "1 day" if days == 1 else f"{days:,} days"


def of_agreement(
    row: AgreementRow, chain: Sequence[AgreementRow], now: datetime, changes: Iterable[ChangeLine]
) -> Content:
    """Return where an agreement stands, who signed, its days, its document, and those before and after it.

    `chain` is what was renewed into what, the oldest first, `row` among them; `now` is in the school's zone.
    """
    today = now.date()
    sign, tone, _ = STATES[row.state(today)]
    facts: list[tuple[str, object]] = [
        ("partner", row.organization),
        ("kind", kind_label(row.kind)),
        ("of", row.person),
        *_signatures(row),
        ("starts", _day(row.starts_on)),
        ("ends", _end(row, today)),
        ("notice", _notice(row, today)),
        ("archived", "yes" if row.archived else ""),
    ]
    parts = [
        story_title(row.title or what(row), row.organization),
        content_line(f"{sign} {_state(row, today)}", colour_of(tone)),
        story_facts(facts),
        story_section("Document", _document(row)),
        story_section("Renewals", _chain(row, chain, today)),
    ]
    if row.notes:
        parts.append(story_section("Notes", [content(row.notes)]))
    return story_joined([*parts, story_changes(changes, now)])


def _state(row: AgreementRow, today: date) -> str:
    """Return how an agreement stands, and which key is next."""
    state = row.state(today)
    if state is AgreementState.DRAFT:
        return "draft · s says when it was issued" if row.kind in ONE_SIDED else "draft: nobody signed · s signs"
    if state is AgreementState.AWAITING_SIGNATURE:
        who = "the partner's" if row.signed_by_partner_on is None else "the school's"
        return f"awaiting {who} signature · s signs"
    if state is AgreementState.UPCOMING:
        return "upcoming: signed, and starts later"
    if state not in (AgreementState.NOTICE, AgreementState.EXPIRED):
        return state.value
    said = "in notice" if state is AgreementState.NOTICE else "expired"
    return f"{said} · the renewal waits to be signed" if row.renewed_by_id else f"{said} · r renews it"


def _signatures(row: AgreementRow) -> list[tuple[str, object]]:
    if row.kind in ONE_SIDED:
        return [("issued", _day(row.signed_by_partner_on) or "not yet")]
    return [
        ("signed by the school", _day(row.signed_by_school_on) or "not yet"),
        ("signed by the partner", _day(row.signed_by_partner_on) or "not yet"),
    ]


def _end(row: AgreementRow, today: date) -> str:
    if row.ends_on is None:
        return "no end"
    days = row.days_left(today) or 0
    said = say_since(-days) if days < 0 else "today" if days == 0 else f"{left(row, today)} left"
    return f"{_day(row.ends_on)}, {said}"


def _notice(row: AgreementRow, today: date) -> str:
    if row.notice_on is None:
        return ""
    days = f"{row.notice_days:,} {'day' if row.notice_days == 1 else 'days'} before its end"
    return f"{'since' if row.notice_on <= today else 'from'} {_day(row.notice_on)}, {days}"


def _document(row: AgreementRow) -> list[Content]:
    found = documents.look(row, READ_AT_ONCE)
    told = content_line(f"{_DOCUMENT_SIGNS[found.state]} {found.message}", _DOCUMENTS[found.state])
    return [told, content_line(found.hint, MUTED)] if found.hint else [told]


def _chain(row: AgreementRow, chain: Sequence[AgreementRow], today: date) -> list[Content]:
    if len(chain) < 2:
        return []
    lines = []
    for one in chain:
        sign, tone, word = STATES[one.state(today)]
        days = f"{_day(one.starts_on) or 'no start'} to {_day(one.ends_on) or 'no end'}"
        here = " · this one" if one.id == row.id else ""
        lines.append(Content.assemble((f"{sign} ", colour_of(tone)), content_line(days), (f" · {word}{here}", MUTED)))
    return lines


def _day(day: date | None) -> str:
    return say_full_day(day) if day else ""
