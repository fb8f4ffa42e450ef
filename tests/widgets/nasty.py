"""Names that a roster may bring, by accident or on purpose."""

from __future__ import annotations

import unicodedata

NASTY_NAMES = {
    "closing tag": "Ana [/x] [b",
    "a link that quits": "[@click=app.quit]x[/]",
    "a colour": "[red]Bob[/] [$error]x[/]",
    "window title": "\x1b]0;gotcha\x07Ana",
    "clear the screen": "\x1b[2JAna",
    "clipboard": "\x1b]52;c;Z290Y2hh\x07Ana",
    "one-byte control": "\x9b31mAna\x85",
    "hyperlink": "\x1b]8;;http://x.example\x1b\\Ana\x1b]8;;\x1b\\",
    "right to left": "\u202eanA\u202c \u2066x\u2069\u200f",
    "nul": "A\x00na\x7f",
    "half a pair": "Ana \ud800 \udfff",
    "tags": "Ana\U000e0041\U000e007f",
    "breaks": "Ana\r\nRivera\u2028x\ty",
    "long": "x" * 10_000,
    "family": "👩‍👩‍👧‍👦 Rivera 👩🏽‍⚕️",
    "combining": "A" + "\u0301" * 200 + "na",
    "wide": "王小明 한국어 カタカナ",
    "stray joiners": "\u200da\u200db\u200d",
}


def forbidden(text: str) -> set[str]:
    """The characters in `text` that must never reach a terminal."""
    bidi = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
    return {
        character
        for character in text
        if unicodedata.category(character) in {"Cc", "Cs", "Zl", "Zp"}
        or unicodedata.bidirectional(character) in bidi
        or character in "\u200e\u200f\u061c\ufeff"
        or 0xE0000 <= ord(character) <= 0xE007F
    }
