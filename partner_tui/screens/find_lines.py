"""How what was found stands on the screen: a heading for each kind, and a line for each record."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from itertools import groupby

from textual.content import Content
from textual.widgets.option_list import Option

from partner_tui.dates import say_day
from partner_tui.records.found import Found, Kind
from partner_tui.records.search import Count, Findings
from partner_tui.records.snippets import Span, hits, snippet
from partner_tui.widgets.text import content_line, fit

MORE = "more:"
"""How the id of a line begins that lists all of a kind."""

_MUTED = "$foreground 60%"
_HIT = "bold $text-accent"


def options(findings: Findings, now: datetime, room: int, *, whole: bool = False) -> list[Option]:
    """Return the lines of what was found, as wide as `room`; `whole` leaves out how to list all of a kind.

    The id of a line is that of its record among the findings; a heading has none, and cannot be chosen.
    """
    lines: list[Option] = []
    place = 0
    for kind, group in groupby(findings.found, key=lambda one: one.kind):
        shown = list(group)
        count = findings.counts[kind]
        lines.append(Option(_heading(kind, count), disabled=True))
        for one in shown:
            lines.append(Option(_line(one, findings.words, now, room), id=str(place)))
            place += 1
        if count.found > len(shown) and not whole:
            lines.append(Option(_more(count, len(shown)), id=f"{MORE}{kind.value}"))
    return lines


def said(count: Count) -> str:
    """Return how many there are, in figures."""
    return f"{count.found:,}+" if count.more else f"{count.found:,}"


def _heading(kind: Kind, count: Count) -> Content:
    return Content.assemble((kind.words, "bold $text-secondary"), (f"  {said(count)}", _MUTED))


def _more(count: Count, shown: int) -> Content:
    more = f"Enter lists the first {count.found:,}" if count.more else f"{count.found - shown:,} more: Enter lists them"
    return Content.styled(f"  … {more}", _MUTED)


def _line(one: Found, words: Sequence[str], now: datetime, room: int) -> Content:
    """Return the title, when it was, and the piece of text around the hit, all in one line."""
    title = fit(one.title, max(16, room // 2)).rstrip()
    at = one.at.astimezone(now.tzinfo).date() if isinstance(one.at, datetime) else one.at
    about = [say_day(at, now.date())] if at else []
    about += ["archived"] if one.archived else []
    about += ["spelled nearly so"] if one.near else []
    parts = [Content("  "), _marked(title, hits(title, words))]
    parts += [content_line(f"  {' · '.join(about)}", _MUTED)] if about else []
    begun = Content("").join([*parts, Content("  ")])
    text = one.snippet
    if len(text.text) > room - begun.cell_length:
        text = snippet(text.text, words, max(16, room - begun.cell_length))  # so that the hit is in sight
    return begun + _marked(text.text, text.marks, _MUTED)


def _marked(text: str, marks: Sequence[Span], style: str = "") -> Content:
    """Return a text, literally, with its hits standing out."""
    parts, at = [], 0
    for start, end in marks:
        parts += [content_line(text[at:start], style), content_line(text[start:end], _HIT)]
        at = end
    return Content("").join([*parts, content_line(text[at:], style)])
