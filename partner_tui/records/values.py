"""Values: what somebody typed or a file said, on its way to what a column can hold."""

from __future__ import annotations

from typing import Any

from partner_tui.errors import FieldError
from partner_tui.records.text import clean_line

NAME, LINE, PLACE, NOTE = 120, 200, 300, 20_000
"""How many characters a name, a line, a place and a note may have."""


def label(field: str) -> str:
    """Return a column's name as people read it: `given_name` is "given name"."""
    return field.replace("_", " ")


def shortened(value: Any) -> str:
    """Return what somebody typed, safe and short enough for a message."""
    if isinstance(value, int) and abs(value) > 10**18:
        return "a huge number"
    text = clean_line(str(value)[:200])
    return f"{text[:40]}…" if len(text) > 40 else text


def whole_number(value: Any) -> int | None:
    """Return a whole number out of a number or its digits, None for anything else: 2.5 is not two."""
    if isinstance(value, float) and not value.is_integer():
        return None
    try:
        return int(value)
    except (TypeError, ValueError, OverflowError):
        return None


def checked_link(name: str, nullable: bool, value: Any) -> int | None:
    """Return the id of another record as it is stored; raise FieldError for what cannot be one."""
    if value is None and nullable:
        return None
    number = whole_number(value)
    if number is None or not 0 < number < 2**63:
        raise FieldError(name, f"The {label(name)} is not a record.", "Choose one that is there.")
    return number


def as_text(name: str, value: Any) -> str:
    """Return a value as text; raise FieldError for a number of more digits than anybody types."""
    try:
        return str(value)
    except ValueError as error:
        raise FieldError(name, f"The {label(name)} is a huge number.", "Write text.") from error


def checked_text(name: str, absent: str | None, value: Any) -> str | None:
    """Return plain text as it is stored: clean, and short enough to be an identifier or found in a search."""
    if value is None:
        return absent
    text = clean_line(as_text(name, value))
    if len(text) > NOTE * 2:
        raise FieldError(name, f"The {label(name)} is too long.", "Shorten it.")
    return text
