"""Text in a calendar file."""

from __future__ import annotations


class IcalText:
    """Text as RFC 5545 3.3.11 escapes it; icalendar's own makes a line break of `\\N`, as in "C:\\New"."""

    __slots__ = ("text",)

    def __init__(self, text: str) -> None:
        self.text = text

    def to_ical(self) -> bytes:
        r"""Return the escaped UTF-8 of cleaned text, in which the only line break is `\n`."""
        escaped = self.text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
        return escaped.replace("\n", "\\n").encode()
