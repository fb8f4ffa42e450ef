"""Single cells of a roster read tolerantly: names, e-mail addresses, grades, yes and no, lists."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from partner_tui.exchange.incoming import Findings, visible
from partner_tui.exchange.word_lists import word_set
from partner_tui.records.text import clean_line

# How many characters the records have room for, field by field.
LIMITS = {
    "identifier": 255, "given_name": 120, "family_name": 120, "preferred_name": 120, "pronouns": 60,
    "email": 254, "phone": 60, "job_title": 200, "grade": 20, "language": 60, "department": 120,
    "key": 255, "emails": 5000, "organization": 120, "address": 300, "tag": 60,
}  # fmt: skip

# The same shape that the records ask of an address.
_EMAIL = re.compile(r"[^\s@<>,;:\"()\[\]\\]+@[^\s@<>,;:\"()\[\]\\]+\.[^\s@<>,;:\"()\[\]\\.]+")
_EMAIL_BREAKS = re.compile(r"\s*(?: ::: |[;,|\s])\s*")
_NOTHING = frozenset({"", "-", "--", "n/a", "na", "none", "null", "nil", "unknown", "tbd", "#n/a", "."})

_TRUE = frozenset({"true", "1", "yes", "y", "t", "active", "enabled", "x", "sí", "si", "current", "employed"})
_FALSE = word_set("false 0 no n f inactive disabled terminated withdrawn retired tobedeleted left separated archived")

_GRADE_WORDS = {
    "kindergarten": "KG", "kinder": "KG", "k": "KG", "kg": "KG", "0": "KG", "00": "KG",
    "transitional kindergarten": "TK", "tk": "TK", "pre-kindergarten": "PK", "prekindergarten": "PK",
    "pre-k": "PK", "prek": "PK", "pk": "PK", "preschool": "PK", "p3": "PK", "p4": "PK", "-1": "PK",
    "infant/toddler": "IT", "it": "IT", "pr": "PR", "ps": "PS", "postsecondary": "PS", "ug": "UG",
    "ungraded": "UG", "other": "Other", "freshman": "09", "sophomore": "10", "junior": "11", "senior": "12",
    "first": "01", "second": "02", "third": "03", "fourth": "04", "fifth": "05", "sixth": "06",
    "seventh": "07", "eighth": "08", "ninth": "09", "tenth": "10", "eleventh": "11", "twelfth": "12",
}  # fmt: skip
_GRADE_NUMBER = re.compile(
    r"(?:grade|gr|g|grado|year|yr)?\.?\s*0*(\d{1,2})(?:st|nd|rd|th|º|°|o)?(?:\s*(?:grade|grado))?"
)


@lru_cache(maxsize=4096)
def grade(text: str) -> str | None:
    """The CEDS code (KG, 01 to 13, PK ...) that a cell means, or None if it is no grade that is known."""
    plain = " ".join(text.casefold().split()).removesuffix(" grade")
    if plain in _GRADE_WORDS:
        return _GRADE_WORDS[plain]
    match = _GRADE_NUMBER.fullmatch(plain)
    number = int(match.group(1)) if match else 0
    return f"{number:02}" if 1 <= number <= 13 else None


def truth(text: str) -> bool | None:
    """Yes or no in any of the words that rosters use, or None."""
    plain = text.strip().casefold()
    if plain in _TRUE:
        return True
    return False if plain in _FALSE else None


def is_email(text: str) -> bool:
    """Whether the text is one e-mail address and nothing else."""
    return _EMAIL.fullmatch(text) is not None


def emails_in(text: str) -> list[str]:
    """The addresses in a cell that holds one or several, in order, lower case, each once."""
    pieces = (piece.strip("<>()\"' ").removeprefix("mailto:") for piece in _EMAIL_BREAKS.split(text))
    return list(dict.fromkeys(piece.lower() for piece in pieces if is_email(piece)))


def is_tidy(text: str) -> bool:
    """Whether `clean_line` would leave the text as it is, for text without doubled or outer spaces."""
    return text.isprintable() and (text.isascii() or unicodedata.is_normalized("NFC", text))


@dataclass(frozen=True, slots=True)
class RowReader:
    """The cells of one row, with what is odd in them noted against that row."""

    findings: Findings
    row: int

    def line(self, column: str, text: str, field: str = "") -> str:
        """The text cleaned for the records; '' and a rejection when it is longer than `field` has room for."""
        cleaned = clean_line(text)
        if cleaned != text.strip():
            self.findings.repair(self.row, column, text, f"read as “{visible(cleaned)}”: {_oddity(text)}")
        limit = LIMITS.get(field, 200)
        if len(cleaned) > limit:
            self.findings.reject(
                self.row, column, cleaned, f"{len(cleaned):,} characters, room for {limit}: left empty"
            )
            return ""
        return cleaned

    def email(self, column: str, text: str) -> str:
        """The first address in the cell, lower case, or ''."""
        text = text.strip() if is_tidy(text) else self.line(column, text, "emails")
        if is_email(text) and len(text) <= LIMITS["email"]:
            return text.lower()
        if text.casefold() in _NOTHING:
            if text:
                self.findings.repair(self.row, column, text, "read as empty")
            return ""
        found = [address for address in emails_in(text) if len(address) <= LIMITS["email"]]
        if not found:
            self.findings.reject(self.row, column, text, "not an e-mail address: left empty")
            return ""
        rest = f"; left out {', '.join(found[1:])}" if found[1:] else ""
        self.findings.repair(self.row, column, text, f"read as {found[0]}{rest}")
        return found[0]

    def phone(self, column: str, text: str) -> str:
        """The phone number as it is written, without a word that stands for nothing."""
        cleaned = self.line(column, text, "phone")
        if cleaned.casefold() in _NOTHING:
            if cleaned:
                self.findings.repair(self.row, column, text, "read as empty")
            return ""
        return cleaned

    def grade(self, column: str, text: str) -> str:
        """The CEDS code of the first grade in the cell, or the text itself where it is none."""
        items = self.items(column, text)
        if not items:
            return ""
        first = items[0]
        code = grade(first)
        if len(items) > 1:
            self.findings.repair(self.row, column, text, f"read as {code or first}, the first of several")
        elif code is None:
            self.findings.repair(self.row, column, text, "not a grade that is known: kept as it is")
        elif code != first:
            self.findings.repair(self.row, column, text, f"read as grade {code}")
        return self.line(column, code or first, "grade")

    def items(self, column: str, text: str, separators: str = ",") -> list[str]:
        """The items of a list in one cell, without blanks around them and each once."""
        raw = re.split(f"[{re.escape(separators)}]", text) if text else []
        items = [self.line(column, item) for item in raw]
        kept = [item for item in dict.fromkeys(items) if item]
        if kept != raw and (len(kept) < len(raw) or len(raw) > 1):
            self.findings.repair(
                self.row, column, text, f"read as the list {', '.join(map(visible, kept)) or '(empty)'}"
            )
        return kept


def _oddity(text: str) -> str:
    if "  " in text.strip() and text.isprintable():
        return "doubled spaces"
    if any(not c.isprintable() for c in text):
        return "invisible or control characters, or line breaks, left out"
    return "accents joined with their letters, or odd spaces"
