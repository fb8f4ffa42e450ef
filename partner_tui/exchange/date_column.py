"""The dates of one column: one order of day and month for all of them, decided from all values, never guessed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from partner_tui.dates import MONTHS

_SPANISH = ("ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sep", "oct", "nov", "dic")
_MONTH_STARTS = {month[:3].casefold(): number for number, month in enumerate(MONTHS, 1)} | {
    month: number for number, month in enumerate(_SPANISH, 1)
}
_TIME = r"(?:[T\s]+\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?\s*(?:[AaPp]\.?[Mm]\.?)?\s*(?:Z|[+-]\d{2}:?\d{2})?)?"
_ISO = re.compile(rf"(\d{{4}})[-/.](\d{{1,2}})[-/.](\d{{1,2}}){_TIME}|(\d{{4}})(\d{{2}})(\d{{2}})")
_NUMBERS = re.compile(rf"(\d{{1,2}})\s*([/.-])\s*(\d{{1,2}})\s*\2\s*(\d{{4}}|\d{{2}}){_TIME}")
_DAY_WORD = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[\s./-]+(?:de\s+)?([^\W\d_]{3,})\.?,?[\s./-]+(?:de\s+)?(\d{4}|\d{2})")
_WORD_DAY = re.compile(r"([^\W\d_]{3,})\.?[\s-]+(\d{1,2})(?:st|nd|rd|th)?,?[\s-]+(\d{4}|\d{2})")
_SERIAL = re.compile(r"[2-6]\d{4}(?:\.0+)?")
_EXCEL_DAY_ZERO = date(1899, 12, 30)

DAY_FIRST, MONTH_FIRST = "%d/%m/%Y", "%m/%d/%Y"
UNDECIDED = "day or month first?"
"""How the reason begins for which the dates of a column are left empty until somebody says their order."""

_ORDER_WORDS = {DAY_FIRST: "day/month/year", MONTH_FIRST: "month/day/year"}


def in_words(day: date) -> str:
    """The day as "21 April 2026", in English whatever the locale."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def looks_like_date(text: str) -> bool:
    """Whether a cell is written as a date, whatever it may mean."""
    text = text.strip()
    return any(pattern.fullmatch(text) for pattern in (_ISO, _NUMBERS, _DAY_WORD, _WORD_DAY)) and len(text) > 5


class DateColumn:
    """Reads the dates of one column.

    `order` is DAY_FIRST or MONTH_FIRST where the values decide it (a number above 12 in one of the two places),
    '' where they do not; `mixed` says that they contradict each other, and then only values that speak for
    themselves are read. `stated` is a strptime format that a person gave, and wins.
    """

    def __init__(self, values: Iterable[str], stated: str = "") -> None:
        # The two usual orders are also read with dots, dashes and years of two digits.
        stated_order = stated if stated in (DAY_FIRST, MONTH_FIRST) else ""
        self.stated = "" if stated_order else stated
        day_first = month_first = False
        for first, second in _places(values):
            day_first = day_first or first > 12 >= second
            month_first = month_first or second > 12 >= first
        self.mixed = day_first and month_first and not stated_order
        decided = "" if day_first == month_first else DAY_FIRST if day_first else MONTH_FIRST
        self.order = stated_order or decided
        self._known: dict[str, date | None] = {}

    @property
    def order_in_words(self) -> str:
        """The order as people write it, such as "month/day/year"."""
        return _ORDER_WORDS.get(self.order, "")

    def has_places(self, text: str) -> bool:
        """Whether the text is three numbers, whose first two are day and month in some order."""
        return _NUMBERS.fullmatch(text.strip()) is not None

    def depends_on_order(self, text: str) -> bool:
        """Whether the text is numbers with slashes, dots or dashes, that can be read in two ways."""
        match = _NUMBERS.fullmatch(text.strip())
        return match is not None and max(int(match[1]), int(match[3])) <= 12 and match[1] != match[3]

    def is_plain(self, text: str) -> bool:
        """Whether the text is an ISO date and nothing else, so that nothing was made of it."""
        return len(text) == 10 and text[4] == "-" and text[7] == "-"

    def read(self, text: str) -> date | None:
        """The day that a cell means, or None; ISO dates are always read."""
        if text not in self._known:
            self._known[text] = self._read(text.strip())
        return self._known[text]

    def _read(self, text: str) -> date | None:
        if self.stated and (day := _by_format(text, self.stated)):
            return day
        if match := _ISO.fullmatch(text):
            year, month, day_of_month = (int(group) for group in match.groups() if group is not None)
            return _day(year, month, day_of_month)
        if self.stated:
            return None
        if match := _DAY_WORD.fullmatch(text):
            return _day(_year(match[3]), _month(match[2]), int(match[1]))
        if match := _WORD_DAY.fullmatch(text):
            return _day(_year(match[3]), _month(match[1]), int(match[2]))
        if _SERIAL.fullmatch(text):
            return _EXCEL_DAY_ZERO + timedelta(days=int(float(text)))
        return self._by_places(text)

    def _by_places(self, text: str) -> date | None:
        match = _NUMBERS.fullmatch(text)
        if match is None:
            return None
        first, second, year = int(match[1]), int(match[3]), _year(match[4])
        if self.order == DAY_FIRST or (not self.order and first > 12) or first == second:
            return _day(year, second, first)
        if self.order == MONTH_FIRST or (not self.order and second > 12):
            return _day(year, first, second)
        return None


def _places(values: Iterable[str]) -> Iterable[tuple[int, int]]:
    for text in values:
        match = _NUMBERS.fullmatch(text.strip())
        if match:
            yield int(match[1]), int(match[3])


def _by_format(text: str, stated: str) -> date | None:
    try:
        day = datetime.strptime(text, stated).date()  # noqa: DTZ007 - only the day is taken from it
    except (ValueError, OverflowError):
        return None
    return day if 1900 <= day.year < 2200 else None


def _month(word: str) -> int:
    return _MONTH_STARTS.get(word[:3].casefold(), 0)


def _year(digits: str) -> int:
    number = int(digits)
    # POSIX: two digits from 69 on belong to the last century.
    return number if len(digits) == 4 else number + (1900 if number >= 69 else 2000)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    return found if 1900 <= year < 2200 else None
