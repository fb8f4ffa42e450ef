"""What people type, brought to one spelling before any rule looks at it."""

from __future__ import annotations

import re
import unicodedata

from partner_tui.errors import FieldError

LONGEST = 80

_ONE_TO_TWELVE = (
    *("one", "two", "three", "four", "five", "six"),
    *("seven", "eight", "nine", "ten", "eleven", "twelve"),
)
_NUMBERS = {word: str(number) for number, word in enumerate(_ONE_TO_TWELVE, start=1)} | {
    "fifteen": "15",
    "twenty": "20",
    "thirty": "30",
    "forty": "40",
    "forty-five": "45",
    "ninety": "90",
}

_NUMBER = rf"\b(?:{'|'.join(sorted(_NUMBERS, key=len, reverse=True))})\b"

# Applied in this order; each pair says one thing in one way only.
_SPELLINGS = (
    (r"[‐‑‒–—−]", "-"),
    (r"[‘’`]", "'"),
    (r"[,;()]", " "),
    (r"@", " at "),
    (r"\b([ap])\.? ?m\b\.?", r"\1m"),
    (r"(?:\bat )?\b(\d{1,2}) ?o ?'? ?clock\b", r"at \1"),
    (r"(?<=[a-z])\.(?= |$)", ""),
    (r"(?<=[\dmap]) ?- ?(?=\d)", "-"),
    (r"\btonight\b", "today night"),
    (r"\blast night\b", "yesterday night"),
    (r"\bthis (morning|afternoon|evening)\b", r"today \1"),
)


def plain(text: str) -> str:
    """`text` in small letters with single spaces, plain digits, dashes and one spelling of each word.

    Longer than 80 characters is refused with a FieldError: no date is that long.
    """
    words = " ".join(text.split())
    if len(words) > LONGEST:
        raise FieldError("", "That is too long to be a date or a time.")
    words = unicodedata.normalize("NFKC", words.replace("½", ".5")).casefold()
    words = re.sub(_NUMBER, lambda found: _NUMBERS[found[0]], words)
    for pattern, spelling in _SPELLINGS:
        words = re.sub(pattern, spelling, words, flags=re.ASCII)
    return " ".join(words.split())


def whole(pattern: str, words: str) -> re.Match[str] | None:
    """The match of `pattern`, in which digits are 0 to 9, with all of `words`."""
    # Patterns are strings until they are wanted: compiling them all on import would cost every start 18 ms.
    return re.fullmatch(pattern, words, re.ASCII)


def quoted(text: str) -> str:
    """`text` as an error can show it: one line, 40 characters, nothing invisible."""
    line = "".join(letter if letter.isprintable() else " " for letter in text)
    line = " ".join(line.split())
    return f"“{line if len(line) <= 40 else line[:39] + '…'}”"
