"""Text on its way in: what is dropped from it, how long it may be, and how it is folded for searching."""

from __future__ import annotations

import re
import unicodedata

# Control characters, surrogates, bidi controls and tag characters are invisible and can restyle or reorder what
# stands around them; U+2028/9 are line breaks to some readers. (Unicode TR 36, "Trojan Source".)
_BIDI = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_FORBIDDEN = re.compile(f"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff{_BIDI}\ufeff\U000e0000-\U000e007f]")
_BREAKS = re.compile("\r\n?|[\u2028\u2029\x0b\x0c\x85]")
_SPACES = re.compile(r"\s+")
_TRAILING = re.compile(r"(?<![ \t])[ \t]+(?=\n|$)")  # from the start of a run only, or long runs take quadratic time

# Letters that NFKD leaves whole but that people type without their stroke or ligature.
_PLAIN = str.maketrans(
    {
        "ø": "o", "ł": "l", "ß": "ss", "đ": "d", "ð": "d", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ħ": "h",
        "ŧ": "t", "'": "", "\u2019": "", "\u2018": "", "\u02bc": "", "`": "",
    }
)  # fmt: skip


def clean_line(text: str) -> str:
    """Return one line of text that is safe to store and show: NFC, no control or bidi characters, single spaces."""
    if text.isascii() and text.isprintable():
        return text.strip() if "  " not in text else _SPACES.sub(" ", text).strip()
    text = _FORBIDDEN.sub("", _BREAKS.sub(" ", text))
    return _SPACES.sub(" ", unicodedata.normalize("NFC", text)).strip()


def clean_note(text: str) -> str:
    """Return text of several lines that is safe to store and show; line breaks are kept as `\\n`, tabs as they are."""
    text = _FORBIDDEN.sub("", _BREAKS.sub("\n", text))
    return _TRAILING.sub("", unicodedata.normalize("NFC", text)).strip("\n ")


def fold(text: str) -> str:
    """Return `text` as it is searched: lower case, without accents, strokes and apostrophes, single spaces.

    "Łukasz O'Brien-Øberg" becomes "lukasz obrien-oberg".
    """
    if text.isascii():
        # The apostrophes are all that _PLAIN has of ASCII; translating costs five times as much.
        return " ".join(text.lower().replace("'", "").replace("`", "").split())
    # Decomposed before the case is folded: "™" becomes capitals that way; and after, for what folding composes.
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    letters = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return " ".join(letters.translate(_PLAIN).split())


def words(text: str) -> list[str]:
    """Return the folded words of `text`: runs of letters and digits, the units that the search index keeps."""
    return re.findall(r"[^\W_]+", fold(text))
