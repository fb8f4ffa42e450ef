"""The charts of the report on partners: bars as SVG that stands in the page, with a title and every number in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from partner_tui.insight import cells
from partner_tui.insight.partner_report import Kept, Line, Reach

_WIDE, _LABEL, _NUMBER = 680, 220, 150
_ROOM = _WIDE - _LABEL - _NUMBER
_HIGH, _BAR = 26, 16
_LETTERS = 30
_MOST = 12


@dataclass(frozen=True, slots=True)
class Bar:
    """A line of a chart: `parts` are lengths from 0 to 1 with their classes, `mark` a stroke across at 0 to 1."""

    label: str
    number: str
    parts: Sequence[tuple[float, str]]
    mark: float | None = None


def of_partners(lines: Sequence[Line]) -> str:
    """Return the students of the partners that have most of them; '' where no number is shown."""
    shown = [one for one in lines if one.students.value][:_MOST]
    most = max((one.students.value or 0 for one in shown), default=0)
    bars = [Bar(one.name, _students(one.students.text), [((one.students.value or 0) / most, "a")]) for one in shown]
    return chart("partners", "Students by partner", bars)


def of_grades(reaches: Sequence[Reach]) -> str:
    """Return the students placed of each grade, with a stroke where all grades would have the same share of them."""
    shown = [one for one in reaches if one.fair]
    most = max((max(one.placed.value or 0, _number(one.fair)) for one in shown), default=0)
    if not most:
        return ""
    bars = [
        Bar(
            one.name,
            f"{one.placed.text} · fair {one.fair}",
            [((one.placed.value or 0) / most, "a")],
            _number(one.fair) / most,
        )
        for one in shown
    ]
    return chart("grades", "Students placed by grade; the stroke is a fair share", bars)


def of_promises(kept: Sequence[Kept]) -> str:
    """Return what became of the promises of both sides: in time, late, and broken or still open."""
    due = max((one.due for one in kept), default=0)
    if not due:
        return ""
    bars = [
        Bar(
            "our promises" if one.ours else "partners' promises",
            f"{one.in_time:,} of {one.due:,} in time",
            [(one.in_time / due, "a"), (one.late / due, "b"), ((one.broken + one.open_late) / due, "c")],
        )
        for one in kept
    ]
    return chart("promises", "Promises kept in time (dark), late (light), broken or open and late (outlined)", bars)


def chart(name: str, title: str, bars: Sequence[Bar]) -> str:
    """Return bars as an SVG element; `name` is its id, plain letters. '' where there are none."""
    if not bars:
        return ""
    said = "; ".join(f"{bar.label}: {bar.number}" for bar in bars)
    lines = "".join(_bar(bar, at * _HIGH) for at, bar in enumerate(bars))
    high = len(bars) * _HIGH
    return (
        f'<figure><figcaption>{escape(title)}</figcaption><svg viewBox="0 0 {_WIDE} {high}" role="img" '
        f'aria-labelledby="{name}-title {name}-words"><title id="{name}-title">{escape(title)}</title>'
        f'<desc id="{name}-words">{escape(said)}</desc>{lines}</svg></figure>\n'
    )


def _bar(bar: Bar, top: int) -> str:
    middle = top + _HIGH / 2 + 4.5
    found = [f'<text x="{_LABEL - 8}" y="{middle}" text-anchor="end">{escape(cells.cut(bar.label, _LETTERS))}</text>']
    left = float(_LABEL)
    for share, kind in bar.parts:
        wide = round(share * _ROOM, 1)
        if wide:
            found.append(
                f'<rect class="{kind}" x="{left:g}" y="{top + (_HIGH - _BAR) // 2}" width="{wide:g}" height="{_BAR}"/>'
            )
        left = round(left + wide, 1)
    if bar.mark is not None:
        at = round(_LABEL + bar.mark * _ROOM, 1)
        found.append(f'<line x1="{at:g}" x2="{at:g}" y1="{top + 2}" y2="{top + _HIGH - 2}"/>')
        left = max(left, at)
    found.append(f'<text x="{left + 8:g}" y="{middle}">{escape(bar.number)}</text>')
    return "".join(found)


def _students(text: str) -> str:
    return f"{text} student" if text == "1" else f"{text} students"


def _number(text: str) -> int:
    return int(text.replace(",", ""))
