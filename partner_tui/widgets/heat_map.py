"""A year of days as a map: weeks from left to right, weekdays from top to bottom, darker where there was more."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from partner_tui.dates import MONTHS, WEEKDAYS, say_full_day
from partner_tui.widgets.text import content_line, fit

SHADES = "░▒▓█"
"""Symbols of a day that had something, from little to most."""

NOTHING, PLANNED, OFF = "·", "○", " "
"""Symbols of a day without anything, of one with something planned, and of one that does not count."""

CURSOR = "◆"
"""The day that the line below is about."""

_MUTED = "$foreground-muted"
_LABEL = 4
_DAY = timedelta(days=1)
_SCHOOL_WEEK = 5
_WIDE = 2


@dataclass(frozen=True, slots=True)
class HeatDay:
    """What is known of one day; `note` says why it does not count, as "Thanksgiving"."""

    count: int = 0
    planned: int = 0
    counts: bool = True
    note: str = ""


class HeatMap(Widget, can_focus=True):
    """One cell a day; the arrows go from day to day, and the line below says what the day had.

    Saturday and Sunday stand there only where they had something. A year with more weeks than cells is shown
    from the week on that keeps the day under the cursor in sight.
    """

    ALLOW_SELECT = False
    BINDING_GROUP_TITLE = "The year"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "move(-7)", "Week before", show=False),
        Binding("right", "move(7)", "Next week", show=False),
        Binding("up,k", "step(-1)", "Day before", show=False),
        Binding("down,j", "step(1)", "Next day", show=False),
        Binding("home,g", "to_first", "First day", show=False),
        Binding("end,G", "to_last", "Last day", show=False),
        Binding("t", "to_today", "Today", show=False),
    ]
    DEFAULT_CSS = """
    HeatMap { width: 1fr; height: auto; }
    """

    def __init__(self, noun: str, nouns: str, *, id: str | None = None, classes: str | None = None) -> None:
        """Count `nouns`, of which one is a `noun`; nothing is shown before `show`."""
        super().__init__(id=id, classes=classes)
        self._words = noun, nouns
        self._days: Mapping[date, HeatDay] = {}
        self._first = self._last = self._today = date.min
        self._weekdays = _SCHOOL_WEEK
        self._most = 0
        self._steps: Sequence[int] = ()
        self.day: date | None = None
        """The day under the cursor; None before something is shown."""

    def show(self, first: date, last: date, today: date, days: Mapping[date, HeatDay]) -> None:
        """Show the days `first` to `last`; a day that is not in `days` counts and had nothing. The cursor stays."""
        self._first, self._last, self._today, self._days = first, max(first, last), today, days
        busy = [day.weekday() for day, known in days.items() if known.count or known.planned]
        self._weekdays = max([_SCHOOL_WEEK, *(weekday + 1 for weekday in busy)])
        self._most = max((known.count for known in days.values()), default=0)
        self._steps = steps(self._most)
        self.day = self._nearest(self.day or today)
        self.refresh(layout=True)

    def say(self, day: date) -> str:
        """Return what a day had, in words: "Tue 10 Nov 2026 · 3 meetings held"."""
        known = self._days.get(day, HeatDay())
        said = []
        if known.count:
            said.append(f"{self._counted(known.count)} held")
        if known.planned:
            said.append(f"{self._counted(known.planned)} planned")
        if known.note or not known.counts:
            said.append(known.note or "no school day")
        if not said:
            said.append("still to come" if day > self._today else f"no {self._words[0]}")
        return " · ".join([say_full_day(day) + (" (today)" if day == self._today else ""), *said])

    def _counted(self, number: int) -> str:
        return f"{number:,} {self._words[number != 1]}"

    def action_move(self, days: int) -> None:
        """So many days on, or back when negative; beyond the end the cursor stays."""
        if self.day is not None:
            self._go(self.day + days * _DAY)

    def action_step(self, rows: int) -> None:
        """To the day below, or above when negative; after the last weekday comes the next week."""
        if self.day is None:
            return
        day = self.day + rows * _DAY
        while day.weekday() >= self._weekdays:
            day += rows * _DAY
        self._go(day)

    def action_to_first(self) -> None:
        """To the first day."""
        self._go(self._first)

    def action_to_last(self) -> None:
        """To the last day."""
        self._go(self._last)

    def action_to_today(self) -> None:
        """To today."""
        self._go(self._today)

    def on_click(self, event: events.Click) -> None:
        """The day under the mouse."""
        offset = event.get_content_offset(self)
        if offset is None or self.day is None:
            return
        week, weekday = (offset.x - _LABEL) // self._cell, offset.y - 1
        if offset.x >= _LABEL and 0 <= weekday < self._weekdays and week < self._shown_weeks:
            event.stop()
            self._go(self._monday(self._from_week + week) + weekday * _DAY)

    def on_focus(self) -> None:
        """Show where the keys go."""
        self.refresh()

    def on_blur(self) -> None:
        """Show that the keys go elsewhere."""
        self.refresh()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - Widget's
        """Return the lines: months, weekdays, the day under the cursor, and what the symbols mean."""
        return 1 + self._weekdays + 2

    def render(self) -> Content:
        """Return the map, what the day under the cursor had, and what the symbols mean."""
        if self.day is None:
            return Content()
        rows = [self._row(weekday) for weekday in range(self._weekdays)]
        width = self.content_size.width
        said = content_line(fit(self.say(self.day), width), "" if self.has_focus else _MUTED)
        return Content("\n").join([self._months(), *rows, said, self._legend(width)])

    # How the weeks lie

    @property
    def _weeks(self) -> int:
        return (_monday_of(self._last) - _monday_of(self._first)).days // 7 + 1

    @property
    def _cell(self) -> int:
        return _WIDE if self._weeks * _WIDE <= self._room else 1

    @property
    def _room(self) -> int:
        return max(1, (self.content_size.width or 80) - _LABEL)

    @property
    def _shown_weeks(self) -> int:
        return min(self._weeks, self._room // self._cell)

    @property
    def _from_week(self) -> int:
        if self.day is None or self._shown_weeks == self._weeks:
            return 0
        week = (_monday_of(self.day) - _monday_of(self._first)).days // 7
        return min(max(0, week - self._shown_weeks // 2), self._weeks - self._shown_weeks)

    def _monday(self, week: int) -> date:
        return _monday_of(self._first) + 7 * week * _DAY

    def _nearest(self, day: date) -> date:
        day = min(max(day, self._first), self._last)
        while day.weekday() >= self._weekdays and day > self._first:
            day -= _DAY
        return day

    def _go(self, day: date) -> None:
        day = self._nearest(day)
        if day != self.day:
            self.day = day
            self.refresh()

    # How it is drawn

    def _months(self) -> Content:
        line, taken = [" "] * self._shown_weeks * self._cell, 0
        for week in range(self._shown_weeks):
            begins = self._month_in(self._from_week + week)
            at = week * self._cell
            if begins and at >= taken and at + 3 <= len(line):
                line[at : at + 3] = MONTHS[begins - 1][:3]
                taken = at + 4
        return Content.styled(" " * _LABEL + "".join(line), _MUTED)

    def _month_in(self, week: int) -> int | None:
        """The month that begins with a week, by its Friday; in the first week its own, unless the next is at hand."""
        friday = self._monday(week) + (_SCHOOL_WEEK - 1) * _DAY
        if week > self._from_week:
            return friday.month if (friday - 7 * _DAY).month != friday.month else None
        ahead = range(week + 1, week + ceil(_LABEL / self._cell))
        return None if any(map(self._month_in, ahead)) else friday.month

    def _row(self, weekday: int) -> Content:
        parts = [(f"{WEEKDAYS[weekday][:3]:<{_LABEL}}", _MUTED)]
        for week in range(self._from_week, self._from_week + self._shown_weeks):
            day = self._monday(week) + weekday * _DAY
            here = day == self.day and self.has_focus
            symbol, style = (CURSOR, "bold $text-accent") if here else self._look(day)
            # Shades touch, as in one picture; other symbols stand alone.
            text = symbol * self._cell if symbol in SHADES else f"{symbol:<{self._cell}}"
            if day == self._today and not here:
                style = f"{style} underline".strip()
            parts.append((text, style))
        return Content.assemble(*parts)

    def _look(self, day: date) -> tuple[str, str]:
        if not self._first <= day <= self._last:
            return OFF, ""
        known = self._days.get(day, HeatDay())
        if known.count:
            return SHADES[sum(known.count >= step for step in self._steps) - 1], "$text-primary"
        if known.planned:
            return PLANNED, "$text-accent"
        return (NOTHING, _MUTED) if known.counts else (OFF, "")

    def _legend(self, width: int) -> Content:
        parts = [(f"{NOTHING} none", _MUTED)]
        ends = [*(step - 1 for step in self._steps[1:]), self._most]
        for shade, step, end in zip(SHADES, self._steps, ends, strict=False):
            upto = "" if end == step else "+" if end == self._most else f"–{end}"
            parts.append((f"{shade * 2} {step}{upto}", "$text-primary"))
        parts.append((f"{PLANNED} planned", "$text-accent"))
        kept: list[tuple[str, str]] = []
        for text, style in parts:
            if sum(len(one) + 2 for one, _ in kept) + len(text) <= width:
                kept.append((text, style))
        return Content("  ").join([Content.styled(text, style) for text, style in kept])


def steps(most: int) -> tuple[int, ...]:
    """Return from which count on each shade stands: each count its own up to four, else in equal ratios.

    In ratios, so that one day with a great many does not make all others look alike.
    """
    if most <= len(SHADES):
        return tuple(range(1, most + 1))
    bounds = [1]
    for place in range(1, len(SHADES)):
        bounds.append(max(bounds[-1] + 1, ceil(most ** (place / len(SHADES)))))
    return tuple(bounds)


def _monday_of(day: date) -> date:
    return day - day.weekday() * _DAY
