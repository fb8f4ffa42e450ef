"""Days as people name them: tomorrow, next tue, in 2 weeks, end of month; weeks run from Monday to Sunday."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

from partner_tui.dates.numbered import (
    FIRST_YEAR,
    LAST_YEAR,
    MONTH,
    Standpoint,
    exact,
    month_number,
    nth_days,
    numbered_day,
    ordinal,
)
from partner_tui.dates.saying import WEEKDAYS, say_full_day
from partner_tui.dates.wording import quoted, whole
from partner_tui.errors import FieldError

_WEEKDAY = (
    r"(?P<weekday>mon(?:day)?|tue(?:s(?:day)?)?|wed(?:s|nesday)?|thu(?:r(?:s(?:day)?)?)?"
    r"|fri(?:day)?|sat(?:urday)?|sun(?:day)?)"
)
_NAMED = {
    "today": 0,
    "tomorrow": 1,
    "tmrw": 1,
    "yesterday": -1,
    "day after tomorrow": 2,
    "day before yesterday": -2,
}
_COUNT = r"(?P<count>\d{1,4}|an?) ?"
_UNIT = r"(?P<unit>days?|d|weeks?|wks?|w|fortnights?|months?|mos?|years?|yrs?|y)"
_AHEAD = rf"in {_COUNT}{_UNIT}(?:'? time)?"
_AGO = rf"{_COUNT}{_UNIT} ago"
_FROM = rf"(?:{_COUNT})?{_UNIT} (?P<side>from|after|before) (?P<base>.+)"
_BY_WEEKDAY = rf"(?:(?P<which>this|coming|next|last|past) )?{_WEEKDAY}(?P<week> week)?"
_WEEKDAY_AND = rf"{_WEEKDAY} (?P<rest>.+)"
_MONTH_END = rf"(?:(?:the )?end of (?:the |this )?(?:month|(?P<next>next month)|{MONTH})|eom)"
_WEEK_END = r"(?:end of (?:the |this )?week|eow|(?P<next>end of next week))"
_VAGUE = r"(?:this|next|last) (?P<unit>week|month|year)"


def read_day(words: str, here: Standpoint) -> date | None:
    """The day that `words`, as `plain` spells them, name from where the speaker stands; None if they name none.

    A weekday alone is the coming one, and today only when the time that was said fits. `next fri` is the
    Friday of the week that begins on the coming Monday; `last fri` is the latest one before today. A day that
    there is not, or that contradicts itself, is a FieldError.
    """
    words = re.sub(r"^(?:on|by) ", "", words)
    for rule in (_named, _by_weekday, _weekday_and_date, _counted, numbered_day, _by_ordinal, _ends):
        day = rule(words, here)
        if day is not None:
            if not FIRST_YEAR <= day.year <= LAST_YEAR:
                raise FieldError("", f"The year {day.year} is not between {FIRST_YEAR} and {LAST_YEAR}.")
            return day
    if vague := whole(_VAGUE, words):
        raise FieldError("", f"{quoted(words)} does not say which day of the {vague['unit']}.")
    return None


def _named(words: str, here: Standpoint) -> date | None:
    words = words.removeprefix("the ")
    away = _NAMED.get(words.removesuffix(" week"))
    if away is None:
        return None
    return here.today + timedelta(days=away + (7 if words.endswith(" week") else 0))


def _by_weekday(words: str, here: Standpoint) -> date | None:
    found = whole(_BY_WEEKDAY, words)
    if not found or (found["which"] and found["week"]):
        return None
    ahead = (_weekday_number(found["weekday"]) - here.today.weekday()) % 7
    which = found["which"]
    if which == "next":
        monday = here.today - timedelta(days=here.today.weekday())
        return monday + timedelta(days=7 + _weekday_number(found["weekday"]))
    if which in ("last", "past"):
        return here.today - timedelta(days=(7 - ahead) % 7 or 7)
    if found["week"]:
        return here.today + timedelta(days=(ahead or 7) + 7)
    today_counts = which is not None or here.fits_today()
    if here.prefer == "past":
        back = (7 - ahead) % 7
        return here.today - timedelta(days=back if back or today_counts else 7)
    return here.today + timedelta(days=ahead if ahead or today_counts else 7)


def _weekday_and_date(words: str, here: Standpoint) -> date | None:
    """tuesday the 17th, tue 10 mar 2026: both must be true of one day."""
    found = whole(_WEEKDAY_AND, words)
    if not found:
        return None
    weekday = _weekday_number(found["weekday"])
    number = ordinal(found["rest"])
    if number is not None:
        candidates = nth_days(number, here)
    else:
        day = numbered_day(found["rest"], here)
        candidates = [] if day is None else [day]
    fitting = [day for day in candidates if day.weekday() == weekday]
    if candidates and not fitting:
        raise FieldError("", f"{say_full_day(candidates[0])} is not a {WEEKDAYS[weekday]}.")
    return fitting[0] if fitting else None


def _counted(words: str, here: Standpoint) -> date | None:
    if found := whole(_AHEAD, words):
        return _shifted(here.today, found, 1)
    if found := whole(_AGO, words):
        return _shifted(here.today, found, -1)
    found = whole(_FROM, words)
    if not found:
        return None
    base = here.today if found["base"] == "now" else read_day(found["base"], here)
    return base and _shifted(base, found, -1 if found["side"] == "before" else 1)


def _shifted(day: date, found: re.Match[str], sign: int) -> date:
    count = sign * (int(found["count"]) if (found["count"] or "a").isdigit() else 1)
    unit = found["unit"]
    if unit[0] in "dwf":
        return day + timedelta(days=count * {"d": 1, "w": 7, "f": 14}[unit[0]])
    months = day.year * 12 + day.month - 1 + count * (12 if unit[0] == "y" else 1)
    year, month = months // 12, months % 12 + 1
    exact(year, month, 1)
    # A month after 31 January is the last day of February.
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def _by_ordinal(words: str, here: Standpoint) -> date | None:
    number = ordinal(words)
    return None if number is None else nth_days(number, here)[0]


def _ends(words: str, here: Standpoint) -> date | None:
    """end of month: its last day; end of week: its Friday, in a school."""
    if week := whole(_WEEK_END, words):
        return _by_weekday("next fri" if week["next"] else "this fri", here)
    found = whole(_MONTH_END, words)
    if not found:
        return None
    year, month = here.today.year, here.today.month
    if found["next"]:
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
    elif found["month"]:
        said = month_number(found["month"])
        if here.prefer == "future":
            year, month = year + (said < month), said
        else:
            year, month = year - (said >= month), said
    return date(year, month, monthrange(year, month)[1])


def _weekday_number(name: str) -> int:
    return next(number for number, day in enumerate(WEEKDAYS) if day[:3].lower() == name[:3])
