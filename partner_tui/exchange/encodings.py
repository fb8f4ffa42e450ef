"""The encoding and the line ends of a text file, found out from its bytes."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import BinaryIO

from partner_tui.errors import PartnerError
from partner_tui.exchange.incoming import Findings, Repair

_CHUNK = 1 << 20

# The longer marks first: the mark of UTF-32 starts with that of UTF-16.
_MARKS: tuple[tuple[bytes, str, str], ...] = (
    (codecs.BOM_UTF8, "utf-8-sig", "UTF-8 with a byte order mark"),
    (codecs.BOM_UTF32_LE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
)


READ_AS = "read as "
"""How the note begins that says a file's encoding, where that is not plain UTF-8."""

# In Windows-1252 these bytes are no letters, no quotation marks and no dashes, or nothing at all: Western lists of
# people hardly ever have them, while every other letter of Shift-JIS or an old Mac does.
_ODD = re.compile(rb"[\x81-\x84\x86-\x89\x8b\x8d\x8f\x90\x98\x9b\x9d]")
_HIGH = re.compile(rb"[\x80-\xff]")
# Western words have their accents one by one; Cyrillic, Greek, Chinese and Korean ones have nothing else.
_LONG = re.compile(rb"[\x80-\xff]{4,}")
_MOST_ODD, _MOST_IN_LONG = 0.1, 0.3


def said_in(repairs: Iterable[Repair]) -> str:
    """Which encoding a file was read in, out of its notes: "Windows-1252"; '' for plain UTF-8."""
    notes = (one.message for one in repairs if one.row == 1 and not one.column and one.message.startswith(READ_AS))
    return next(notes, "").removeprefix(READ_AS).partition(" (")[0]


@dataclass(frozen=True, slots=True)
class Encoding:
    """How to decode a file: Python's name of the codec, and what to do with bytes that it does not know."""

    codec: str
    errors: str = "strict"


def encoding_of(stream: BinaryIO, findings: Findings) -> Encoding:
    """Read the whole stream once and say how to decode it; anything but plain UTF-8 with line feeds is noted.

    Without a byte order mark a file is UTF-8 if all of it is valid UTF-8, and Windows-1252 otherwise.
    Raises PartnerError for bytes that are no text, or letters of which nothing says what they are.
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
        seen.require_western(findings.file)
        encoding, words = Encoding("cp1252", "replace"), "Windows-1252 (not UTF-8): look at names with accents"
    if words:
        findings.repair(1, "", "", f"{READ_AS}{words}")
    seen.report(findings)
    return encoding


class _Seen:
    """Which line ends went by, and, of a file that is not UTF-8, how foreign its bytes are."""

    def __init__(self) -> None:
        self.feeds = self.returns = False
        self.last = ""
        self.high = self.odd = self.in_long = 0

    def add_bytes(self, chunk: bytes) -> None:
        self.high += len(_HIGH.findall(chunk))
        self.odd += len(_ODD.findall(chunk))
        self.in_long += sum(map(len, _LONG.findall(chunk)))

    def require_western(self, name: str) -> None:
        if self.odd > _MOST_ODD * self.high or self.in_long > _MOST_IN_LONG * self.high:
            raise PartnerError(
                f"{name} is in an encoding that cannot be told: it is not UTF-8, and not Western (Windows-1252).",
                "Open it where its names look right, save it again as CSV (UTF-8), then import that file.",
            )

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
    start = stream.tell() - len(head)
    try:
        while chunk:
            seen.add(decoder.decode(chunk), findings.file)
            chunk = stream.read(_CHUNK)
        decoder.decode(b"", final=True)
    except UnicodeError:
        # The line ends of what is left still count, and all that is not UTF-8 is looked at as bytes.
        place = stream.tell()
        stream.seek(start)
        while piece := stream.read(_CHUNK):
            seen.add_bytes(piece)
        stream.seek(place)
        while chunk:
            seen.add(chunk.decode("latin-1"), findings.file)
            chunk = stream.read(_CHUNK)
        return False
    return True
