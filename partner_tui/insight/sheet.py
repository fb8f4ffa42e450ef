"""A sheet: labelled parts on so many lines of so many cells. What matters most stays, and the rest is counted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from partner_tui.insight import cells

LABEL, SIGN, APART = 11, 2, 2
"""Cells of a label, of a sign with its blank, and between a text and what stands aside."""

_DOT = " · "

WRAPPED = 2
"""Lines that a text may take where there is room."""


class Tone(Enum):
    """How a line is meant."""

    PLAIN = "plain"
    STRONG = "strong"
    LATE = "late"
    GOOD = "good"
    MUTED = "muted"


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that a part tells, each text in one line; `aside` stands at the right end, `below` on a line of its own
    if there is room.
    """

    text: str
    aside: str = ""
    sign: str = ""
    tone: Tone = Tone.PLAIN
    below: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A labelled part: its entries, the most important first, and how many there are with those that are not here."""

    label: str
    entries: Sequence[Entry]
    total: int = 0

    def left_after(self, shown: int) -> int:
        """Return how many are not shown, when so many are."""
        return max(self.total, len(self.entries)) - shown


@dataclass(frozen=True, slots=True)
class Wish:
    """To see so many entries of a part, or the first so many of them `whole`: wrapped, and with what stands below."""

    part: str
    entries: int = 0
    whole: int = 0


@dataclass(frozen=True, slots=True)
class SheetLine:
    """A line of a sheet; put together, its pieces are never wider than the sheet."""

    label: str = ""
    sign: str = ""
    text: str = ""
    aside: str = ""
    tone: Tone = Tone.PLAIN

    @property
    def plain(self) -> str:
        """The line as text."""
        return f"{self.label}{self.sign}{self.text}{self.aside}".rstrip()


def lay_out(
    title: tuple[str, Entry], parts: Mapping[str, Part], wishes: Sequence[Wish], *, width: int, height: int
) -> list[SheetLine]:
    """Return at most `height` lines of at most `width` cells: the title, and of the parts, in their order, what the
    wishes get before the lines run out. Where lines are left, the parts stand apart.
    """
    room = max(0, width - LABEL - SIGN)
    left = height - 1
    shown, whole = dict.fromkeys(parts, 0), dict.fromkeys(parts, 0)
    for wish in wishes:
        part = parts[wish.part]
        more = min(max(0, min(wish.entries, len(part.entries)) - shown[wish.part]), left)
        shown[wish.part] += more
        left -= more
        while whole[wish.part] < min(wish.whole, shown[wish.part]):
            cost = len(_whole(part.entries[whole[wish.part]], room)) - 1
            if cost > left:
                break
            whole[wish.part] += 1
            left -= cost
    seen = [name for name in parts if shown[name]]
    apart = len(seen) <= left
    lines = [_title(*title, width)]
    for name in seen:
        if apart:
            lines.append(SheetLine())
        lines.extend(_part(parts[name], shown[name], whole[name], room, width))
    return lines[: max(0, height)]


def _title(name: str, entry: Entry, width: int) -> SheetLine:
    label = cells.cut(name, width)
    room = width - cells.width(label)
    text, aside = _beside(f"  {entry.text}" if entry.text else "", entry.aside, room)
    return SheetLine(label, "", text, aside, entry.tone)


def _part(part: Part, shown: int, whole: int, room: int, width: int) -> Iterator[SheetLine]:
    label = cells.filled(cells.cut(part.label, LABEL - 1), LABEL)
    for at, entry in enumerate(part.entries[:shown]):
        left = part.left_after(shown) if at == shown - 1 else 0
        told = _counted(entry, f"and {left:,} more", room) if left else entry
        sign = entry.sign
        for text, aside, is_below in _whole(told, room) if at < whole else [(*_line(told, room), False)]:
            tone = Tone.MUTED if is_below else entry.tone
            yield _within(SheetLine(label, cells.filled(sign, SIGN), text, aside, tone), width)
            label, sign = " " * LABEL, ""


def _counted(entry: Entry, more: str, room: int) -> Entry:
    """Return an entry that also says how many more there are: of the two, that is not cut."""
    own = cells.cut(entry.aside, _most_aside(entry.text, room) - cells.width(more) - len(_DOT))
    return replace(entry, aside=_DOT.join(filter(None, (own, more))))


def _within(line: SheetLine, width: int) -> SheetLine:
    # Narrower than a label and a sign nobody's terminal is; all the same nothing is wider than it was to be.
    return line if width >= LABEL + SIGN else SheetLine(cells.cut(line.label, width), tone=line.tone)


def _whole(entry: Entry, room: int) -> list[tuple[str, str, bool]]:
    """Return the lines of an entry as (text, aside, whether it is what stands below)."""
    if entry.aside:
        lines = [(*_line(entry, room), False)]
    else:
        lines = [(piece, "", False) for piece in cells.wrapped(entry.text, room, WRAPPED)]
    if entry.below:
        lines.append((cells.cut(entry.below, room), "", True))
    return lines


def _line(entry: Entry, room: int) -> tuple[str, str]:
    return _beside(entry.text, entry.aside, room)


def _beside(text: str, aside: str, room: int) -> tuple[str, str]:
    """Return a text and what stands aside, so that together they fill the room."""
    if not aside:
        return cells.cut(text, room), ""
    short = cells.cut(aside, _most_aside(text, room))
    rest = room - cells.width(short) - (APART if short else 0)
    return cells.filled(text, rest) + " " * (APART if short else 0), short


def _most_aside(text: str, room: int) -> int:
    """Return how many cells may stand aside: what the text leaves, and up to three of five of the room."""
    return max(0, room * 3 // 5 - APART, room - cells.width(text) - APART)
