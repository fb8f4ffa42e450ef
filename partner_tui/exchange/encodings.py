"""The encoding and the line ends of a text file, found out from its bytes."""

from __future__ import annotations

import codecs
from dataclasses import dataclass
from typing import BinaryIO

from partner_tui.errors import PartnerError
from partner_tui.exchange.incoming import Findings

_CHUNK = 1 << 20

# The longer marks first: the mark of UTF-32 starts with that of UTF-16.
_MARKS: tuple[tuple[bytes, str, str], ...] = (
    (codecs.BOM_UTF8, "utf-8-sig", "UTF-8 with a byte order mark"),
    (codecs.BOM_UTF32_LE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
)


@dataclass(frozen=True, slots=True)
class Encoding:
    """How to decode a file: Python's name of the codec, and what to do with bytes that it does not know."""

    codec: str
    errors: str = "strict"


def encoding_of(stream: BinaryIO, findings: Findings) -> Encoding:
    """Read the whole stream once and say how to decode it; anything but plain UTF-8 with line feeds is noted.

    Without a byte order mark a file is UTF-8 if all of it is valid UTF-8, and Windows-1252 otherwise.
    Raises PartnerError for bytes that are no text.
    """
    head = stream.read(4096)
    codec, words = _by_mark(head) or _by_zeros(head)
    if not codec and b"\0" in head:
        raise PartnerError(
            f"{findings.file} is not a text file.",
            "A roster is a OneRoster zip or a CSV file; export it as one of these.",
        )
    seen = _Seen()
    if _decodes(head, stream, codec or "utf-8", seen, findings):
        encoding = Encoding(codec or "utf-8")
    elif codec and codec != "utf-8-sig":
        raise PartnerError(f"{findings.file} is damaged: it says {words} and is not.", "Export it again as UTF-8.")
    else:
        encoding, words = Encoding("cp1252", "replace"), "Windows-1252 (not UTF-8): look at names with accents"
    if words:
        findings.repair(1, "", "", f"read as {words}")
    seen.report(findings)
    return encoding


class _Seen:
    """Which line ends went by."""

    def __init__(self) -> None:
        self.feeds = self.returns = False
        self.last = ""

    def add(self, text: str, name: str) -> None:
        feeds, returns = "\n" in text, "\r" in text
        if len(text) > _CHUNK // 5 and not (feeds or returns):
            # The readers hold a line whole, and a row of a hundred million cells would fill the memory.
            raise PartnerError(f"{name} has a line of more than {len(text):,} characters.", "Export it again as CSV.")
        self.feeds = self.feeds or feeds
        self.returns = self.returns or returns
        self.last = text[-1:] or self.last

    def report(self, findings: Findings) -> None:
        if self.returns and not self.feeds:
            findings.repair(1, "", "", "lines end in a carriage return alone: read as lines")
        if (self.returns or self.feeds) and self.last not in "\r\n":
            findings.repair(1, "", "", "the last line has no line end: read as a whole line; is the file complete?")


def _by_mark(head: bytes) -> tuple[str, str] | None:
    return next(((codec, words) for mark, codec, words in _MARKS if head.startswith(mark)), None)


def _by_zeros(head: bytes) -> tuple[str, str]:
    """UTF-16 without a mark shows in Western text by a zero in every other byte."""
    pairs = len(head) // 2
    if pairs < 2:
        return "", ""
    if head[1 : 2 * pairs : 2].count(0) > pairs * 0.7 and head[0 : 2 * pairs : 2].count(0) == 0:
        return "utf-16-le", "UTF-16 without a byte order mark"
    if head[0 : 2 * pairs : 2].count(0) > pairs * 0.7 and head[1 : 2 * pairs : 2].count(0) == 0:
        return "utf-16-be", "UTF-16 without a byte order mark"
    return "", ""


def _decodes(head: bytes, stream: BinaryIO, codec: str, seen: _Seen, findings: Findings) -> bool:
    decoder = codecs.getincrementaldecoder(codec)()
    chunk = head
    try:
        while chunk:
            seen.add(decoder.decode(chunk), findings.file)
            chunk = stream.read(_CHUNK)
        decoder.decode(b"", final=True)
    except UnicodeError:
        # The line ends of what is left still count.
        while chunk:
            seen.add(chunk.decode("latin-1"), findings.file)
            chunk = stream.read(_CHUNK)
        return False
    return True
