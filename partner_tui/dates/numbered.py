"""Days named by their number: 12/3, 2026-12-03, 3 dec, the 17th."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, time
from typing import Literal

from partner_tui.dates.saying import MONTHS
from partner_tui.dates.wording import quoted, whole
from partner_tui.errors import FieldError

Prefer = Literal["future", "past"]
FIRST_YEAR, LAST_YEAR = 1900, 2200

MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_NTH = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?:[ -]?(?P<year>\d{4})|(?:-| ?')(?P<short>\d\d))?"
_WRITTEN = (
    rf"(?:the )?{_NTH}(?: of)?[ -]?{MONTH}{_YEAR}",
    rf"{MONTH}[ -]?(?:the )?{_NTH}(?: (?P<year>\d{{4}})| ?'(?P<short>\d\d))?",
)
_SLASHED = r"(\d{1,2})([/.-])(\d{1,2})(?:\2(\d{4}|\d\d))?"
_YEAR_FIRST = r"(\d{4})([/.-])(\d{1,2})\2(\d{1,2})|(\d{4})(\d\d)(\d\d)"
_ORDINAL = r"(?:the )?(\d{1,2})(?:st|nd|rd|th)"


@dataclass(frozen=True)
class Standpoint:
    """Where the speaker stands: which day it is, what time, what time was said, and which way they look."""

    today: date
    clock: time | None = None
    said: time | None = None
    prefer: Prefer = "future"
    day_first: bool = False

    def fits_today(self) -> bool:
        """Whether the time that was said is still to come today (looking back: has been today)."""
        if self.clock is None or self.said is None:
            return False
        return self.said >= self.clock if self.prefer == "future" else self.said <= self.clock


def exact(year: int, month: int, day: int) -> date:
    """The date, or a FieldError that says which part of it there is not; years from 1900 to 2200."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise FieldError("", f"The year {year} is not between {FIRST_YEAR} and {LAST_YEAR}.")
    _check_month(month)
    if not 1 <= day <= monthrange(year, month)[1]:
        raise FieldError("", f"{MONTHS[month - 1]} {year} has no day {day}.")
    return date(year, month, day)


def _check_month(month: int) -> None:
    if not 1 <= month <= 12:
        raise FieldError("", f"There is no month {month}.")


def numbered_day(words: str, here: Standpoint) -> date | None:
    """The day that a written or slashed date names, or None if `words` are neither."""
    return _year_first(words) or _slashed(words, here) or _written(words, here)


def ordinal(words: str) -> int | None:
    """17 for "the 17th", None for anything else; a number that no month has is a FieldError."""
    found = whole(_ORDINAL, words)
    if not found:
        return None
    if not 1 <= int(found[1]) <= 31:
        raise FieldError("", f"No month has a day {int(found[1])}.")
    return int(found[1])


def month_number(name: str) -> int:
    """1 to 12 for the English name of a month, or its first letters."""
    return next(number for number, month in enumerate(MONTHS, 1) if month[:3].lower() == name[:3])


def nth_days(number: int, here: Standpoint) -> list[date]:
    """The nearest three days of that number in a month, nearest first; today is one of them."""
    step = 1 if here.prefer == "future" else -1
    found: list[date] = []
    months = here.today.year * 12 + here.today.month - 1
    while len(found) < 3:
        year, month = divmod(months, 12)
        months += step
        if number > monthrange(year, month + 1)[1]:
            continue
        day = date(year, month + 1, number)
        if (day - here.today).days * step >= 0:
            found.append(day)
    return found


def _year_first(words: str) -> date | None:
    found = whole(_YEAR_FIRST, words)
    if not found:
        return None
    year, month, day = (int(part) for part in (found[1] or found[5], found[3] or found[6], found[4] or found[7]))
    return exact(year, month, day)


def _slashed(words: str, here: Standpoint) -> date | None:
    found = whole(_SLASHED, words)
    if not found:
        return None
    first, second, mark, year = int(found[1]), int(found[3]), found[2], found[4]
    # 9-10 is from nine to ten and 3.15 a quarter past three, and 12-03-26 may begin with its year.
    if mark != "/" and (year is None or (mark == "-" and len(year) == 2)):
        return None
    day_first = here.day_first
    if mark == "." and not day_first:
        # Where the month comes first, dots still mostly mean day.month.year, so only certain ones are taken.
        day_first = first > 12
        if not day_first and second <= 12 and first != second:
            raise FieldError("", f"{quoted(words)} could be in {MONTHS[first - 1]} or in {MONTHS[second - 1]}.")
    day, month = (first, second) if day_first else (second, first)
    if month > 12 >= day:
        order = "day" if day_first else "month"
        hint = f"The {order} comes first here: {second}{mark}{first}."
        raise FieldError("", f"There is no month {month}.", hint)
    return _in_year(year, month, day, here)


def _written(words: str, here: Standpoint) -> date | None:
    for pattern in _WRITTEN:
        if found := whole(pattern, words):
            year = found["year"] or found["short"]
            return _in_year(year, month_number(found["month"]), int(found["day"]), here)
    return None


def _in_year(year: str | None, month: int, day: int, here: Standpoint) -> date:
    if year is None:
        return _nearest(month, day, here)
    return exact(_full_year(year, here.today) if len(year) == 2 else int(year), month, day)


def _full_year(short: str, today: date) -> int:
    """The year that ends in `short`, from 80 years ago to 19 years ahead: people are born before they are hired."""
    first = today.year - 80
    return first + (int(short) - first) % 100


def _nearest(month: int, day: int, here: Standpoint) -> date:
    """The coming day of that name, or looking back the last one; today counts. 29 February waits for a leap year."""
    # 2000 is a leap year: what it does not have, no year has.
    _check_month(month)
    if not 1 <= day <= monthrange(2000, month)[1]:
        raise FieldError("", f"{MONTHS[month - 1]} has no day {day}.")
    step = 1 if here.prefer == "future" else -1
    year = here.today.year
    while True:
        if day <= monthrange(year, month)[1]:
            found = date(year, month, day)
            if (found - here.today).days * step >= 0:
                return exact(found.year, month, day)
        year += step
