"""Stored values in plain words: codes as their labels, minutes as hours, hundredths as amounts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from partner_tui.dates import say_minutes
from partner_tui.records.agreement_rows import AgreementKind, kind_label

SIZES = {"1_9": "1 to 9 people", "10_49": "10 to 49", "50_249": "50 to 249", "250_up": "250 and more"}
"""Code of a size of an organization -> how it is read."""

LISTS = {
    ("organizations", "kind"): "organization_kind",
    ("organizations", "sector"): "sector",
    ("commitments", "contribution"): "contribution",
}
"""Table and column -> the list whose words it holds."""

_LIST_NAMES = {
    "organization_kind": "kinds of organization",
    "sector": "sectors",
    "contribution": "contributions",
}


def said(table: str, column: str, value: Any, labels: Callable[[str], Mapping[str, str]]) -> Any:
    """Return a stored value as people read it; what is in no way special is returned as it is.

    `labels` returns code -> label of a list of words. A value that is none of its column's is returned as it is.
    """
    if value is None or value == "":
        return value
    if (table, column) in LISTS:
        return labels(LISTS[table, column]).get(str(value), value)
    sayer = _SAYERS.get((table, column))
    return value if sayer is None else sayer(value)


def agreement(code: Any) -> str:
    """Return a kind of agreement as it is read."""
    return kind_label(AgreementKind(code)) if code in set(AgreementKind) else str(code)


def _spaced(code: Any) -> str:
    return str(code).replace("_", " ")


def _minutes(value: Any) -> Any:
    return say_minutes(value) if isinstance(value, int) else value


def _clock(value: Any) -> Any:
    return f"{value // 60:02d}:{value % 60:02d}" if isinstance(value, int) else value


def _hundredths(value: Any) -> Any:
    return f"{Decimal(value) / 100:,.2f}".removesuffix(".00") if isinstance(value, int) else value


def _weeks(value: Any) -> Any:
    if value == 0:
        return "never"
    return f"{value} school {'week' if value == 1 else 'weeks'}"


def _flag(value: Any) -> str:
    return "yes" if value else "no"


_SAYERS: Mapping[tuple[str, str], Callable[[Any], Any]] = {
    ("organizations", "size"): lambda code: SIZES.get(code, code),
    ("organizations", "cadence_weeks"): _weeks,
    ("school", "partner_weeks"): _weeks,
    ("school", "stage_weeks"): _weeks,
    ("school", "day_starts"): _clock,
    ("school", "day_ends"): _clock,
    ("agreements", "kind"): agreement,
    ("requirements", "agreement_kind"): agreement,
    ("requirements", "needed"): _flag,
    ("words", "list"): lambda code: _LIST_NAMES.get(code, code),
    ("commitments", "quantity"): _hundredths,
    ("openings", "paid"): _flag,
    ("openings", "pay"): _hundredths,
    ("openings", "minutes_per_week"): _minutes,
    ("placements", "target_minutes"): _minutes,
    ("placements", "status"): _spaced,
    ("placements", "rules"): _spaced,
    ("hours", "minutes"): _minutes,
    ("hours", "starts_minute"): _clock,
}
"""Table and column -> what says its values."""
