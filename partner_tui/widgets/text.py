"""Text that people typed, on its way to the screen: data, never markup, and without control characters."""

from __future__ import annotations

import re
from typing import Literal

from rich.cells import cell_len, split_graphemes
from rich.segment import Segment
from textual.color import Color
from textual.content import Content
from textual.filter import LineFilter

MUTED = "$foreground-muted"
"""The style of what is said aside. (`$text-muted` is a colour of CSS only.)"""

Align = Literal["left", "right", "center"]
"""Where a text stands in its column."""

# C0, DEL and C1; the bidi marks, embeddings, overrides and isolates; line and paragraph separators; deprecated
# format characters; the byte order mark; interlinear annotation; tag characters. Each takes no cell, so that
# removing one leaves the width of a line as it was measured.
_CONTROLS = r"\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f"
_CONTROL = re.compile(f"[{_CONTROLS}]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_CONTROL_BUT_LAYOUT = re.compile(f"(?![\t\n])[{_CONTROLS}]")
_LINE_END = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_LINE_SPACE = re.compile("[\t\n]+")
# Terminals do not agree on the width of a soft hyphen, and a zero-width space says nothing in one line.
_INVISIBLE = re.compile("[\u00ad\u200b]")
# A joiner is kept between two pictures (a family, a profession). Anywhere else terminals and the measuring of
# cells disagree about the letter that follows it, and the columns after it would stand askew.
_PICTURE = "\u2190-\u2bff\U0001f000-\U0001faff"
_STRAY_JOINER = re.compile(f"(?<![\ufe0f{_PICTURE}])\u200d|\u200d(?![{_PICTURE}])")

_REPLACEMENT = "\ufffd"


def lines(value: object) -> str:
    """The text of `value` as a person should see it: line breaks and tabs stay, every other control or bidi
    character goes, half of a surrogate pair becomes `�`. Brackets and all else stay what they are.
    """
    text = str(value)
    if text.isprintable():
        return text
    text = _LINE_END.sub("\n", text)
    return _SURROGATE.sub(_REPLACEMENT, _CONTROL_BUT_LAYOUT.sub("", text))


def line(value: object) -> str:
    """The text of `value` in one line: as `lines`, with breaks and tabs as one space, and without characters
    that take no place but confuse the measuring of columns.
    """
    text = str(value)
    if text.isprintable():
        return text
    text = _INVISIBLE.sub("", _LINE_SPACE.sub(" ", lines(text)))
    return _STRAY_JOINER.sub("", text)


def content(value: object, style: str = "") -> Content:
    """`value` as `Content`, literally: no bracket in it is ever markup. `style` is ours, never a person's."""
    return Content.styled(lines(value), style) if style else Content(lines(value))


def content_line(value: object, style: str = "") -> Content:
    """`value` as `Content` in one line, for titles, list lines and toasts."""
    return Content.styled(line(value), style) if style else Content(line(value))


def phrase(markup: str, **values: object) -> Content:
    """Markup of ours with people's text in it: `phrase("[b]$name[/b] was saved", name=person.name)`.

    `markup` is a constant in the program; each `$name` in it becomes the text of that value, literally.
    """
    return Content.from_markup(markup, **{name: lines(value) for name, value in values.items()})


def fit(value: object, width: int, align: Align = "left") -> str:
    """`value` in one line of exactly `width` cells, cut between characters with `…` or filled with spaces.

    However long the text is, only as much of it as could fill the cells is looked at.
    """
    if width <= 0:
        return ""
    text, limit = str(value), 64 + 32 * width
    longer = len(text) > limit
    text = line(text[:limit])
    spare = width - cell_len(text)
    if spare < 0 or longer:
        text, spare = _cut(text, width - 1)
        text += "…"
    if align == "right":
        return " " * spare + text
    if align == "center":
        return " " * (spare // 2) + text + " " * (spare - spare // 2)
    return text + " " * spare


def _cut(text: str, width: int) -> tuple[str, int]:
    """As many whole characters of `text` as fit in `width` cells, and the cells left over."""
    used = end = 0
    for _start, stop, cells in split_graphemes(text)[0]:
        if used + cells > width:
            break
        used, end = used + cells, stop
    return text[:end], width - used


class ControlCharacterFilter(LineFilter):
    """Takes control and bidi characters out of every segment, whichever widget drew it.

    The last door before the terminal: give the one instance that the app keeps back from
    `App.get_line_filters`, beside those of Textual.
    """

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002 - LineFilter's
        """The same segments; those with something to stop are replaced, and no line changes its width."""
        if all(segment.text.isprintable() for segment in segments):
            return segments
        return [
            Segment(_SURROGATE.sub(_REPLACEMENT, _CONTROL.sub("", text)), style, control)
            for text, style, control in segments
        ]
