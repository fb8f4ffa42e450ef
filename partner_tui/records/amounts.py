"""Amounts: how much of something is asked, offered or given; a quantity and what it counts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from partner_tui.errors import FieldError
from partner_tui.records.text import clean_line, fold

_LONGEST = 60
_SHOWN = 30
_MOST_DIGITS = 10


class Unit(StrEnum):
    """What a quantity counts."""

    HOURS = "hours"
    MONEY = "money"
    ITEMS = "items"
    SEATS = "seats"


@dataclass(frozen=True, slots=True)
class Amount:
    """So many hours, items or seats, or so much money; `quantity` is above 0 and has at most two decimals."""

    quantity: Decimal
    unit: Unit

    def __str__(self) -> str:
        """Say it: "20 hours", "1 seat", "$500", "$12.50"."""
        number = f"{self.quantity:,.2f}".removesuffix(".00")
        if self.unit is Unit.MONEY:
            return f"${number}"
        if "." in number:
            number = number.rstrip("0")
        return f"{number} {self.unit.value.removesuffix('s') if self.quantity == 1 else self.unit.value}"


_WORDS = {
    **dict.fromkeys(("h", "hr", "hrs", "hour", "hours"), Unit.HOURS),
    **dict.fromkeys(("$", "usd", "dollar", "dollars", "money", "bucks"), Unit.MONEY),
    **dict.fromkeys(("item", "items", "piece", "pieces", "pc", "pcs", "x"), Unit.ITEMS),
    **dict.fromkeys(("seat", "seats", "place", "places", "spot", "spots"), Unit.SEATS),
}
_AMOUNT = re.compile(
    r"(?P<before>\$|[a-z]+)?\s*(?P<number>(?:\d{1,3}(?:,\d{3})+|\d+)?(?:\.\d{1,2})?)\s*(?P<k>k(?=\b))?\s*"
    r"(?P<after>\$|[a-z]+)?\.?"
)
_HINT = "Write how many of what: 20 hours, $500, 12 items or 3 seats."


def read_amount(text: str, field: str = "quantity") -> Amount | None:
    """Return the amount that a text says; None for an empty one. Raise FieldError of `field` for what is none.

    `20 hours`, `2.5h`, `$1,250.50`, `500 dollars`, `12 items`, `3 seats`; a comma parts thousands, a point decimals.
    """
    said = fold(clean_line(text)[:_LONGEST])
    if not said:
        return None
    shown = clean_line(text)[:_SHOWN]
    found = _AMOUNT.fullmatch(said)
    if found is None or not found["number"]:
        raise FieldError(field, f"“{shown}” is no amount.", _HINT)
    number = Decimal(found["number"].replace(",", "")) * (1000 if found["k"] else 1)
    units = [_WORDS.get(word) for word in (found["before"], found["after"]) if word]
    if not units:
        raise FieldError(field, f"It is not said what the {shown} are: hours, money, items or seats.", _HINT)
    unit = units[0]
    if unit is None or len(set(units)) > 1:
        raise FieldError(field, f"“{shown}” says no unit that is known.", _HINT)
    if not number or len(str(int(number))) > _MOST_DIGITS:
        raise FieldError(field, f"It cannot be {shown}.", "Write it above 0, and below ten thousand million.")
    return Amount(number, unit)
