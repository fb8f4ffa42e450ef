"""Openings in words: what is paid, and hours as people write and read them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal

from partner_tui.dates import read_minutes
from partner_tui.errors import FieldError
from partner_tui.records.opening_rows import OpeningRow, PayPer
from partner_tui.records.values import shortened

PER: Mapping[PayPer, str] = {
    PayPer.HOUR: "an hour",
    PayPer.WEEK: "a week",
    PayPer.MONTH: "a month",
    PayPer.WHOLE: "in all",
}
"""What a pay is for, as it is read."""

_HOURS = re.compile(r"(\d{1,5})(?:[.,](\d{1,2}))?\s*(?:h|hrs?|hours?)?", re.IGNORECASE)


def read_hours(text: str, field: str) -> int | None:
    """Return minutes out of "120", "7.5", "2:30" or "45m", a number alone being hours; None for nothing.

    Raise FieldError on `field` for what is no length.
    """
    typed = text.strip()
    if not typed:
        return None
    if found := _HOURS.fullmatch(typed):
        part = Decimal(f"0.{found[2] or 0}")
        return int(found[1]) * 60 + int((part * 60).to_integral_value())
    try:
        return read_minutes(typed, field=field)
    except FieldError as refusal:
        message = f"“{shortened(typed)}” is not a number of hours."
        raise FieldError(field, message, "Write 10, 7.5 or 2:30.") from refusal


def say_hours(minutes: int) -> str:
    """Return minutes as hours, as short as they are exact: "12", "7.5", "2:20"."""
    hours, rest = divmod(minutes, 60)
    part = {0: "", 15: ".25", 30: ".5", 45: ".75"}.get(rest)
    return f"{hours:d}:{rest:02d}" if part is None else f"{hours:d}{part}"


def pay(row: OpeningRow) -> str:
    """Return what is paid: "15.50 an hour", "paid", or "not paid"."""
    if not row.paid:
        return "not paid"
    return "paid" if row.pay is None or row.pay_per is None else f"{row.pay:,.2f} {PER[row.pay_per]}"
