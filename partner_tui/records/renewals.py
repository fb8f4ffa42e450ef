"""Renewals: from when until when the agreement is that follows another."""

from __future__ import annotations

from datetime import date, timedelta

from partner_tui.records.agreement_rows import AgreementRow

_DAY = timedelta(days=1)
_SCHOOL_YEAR = 9
"""From so many months on an agreement is one of a school year, and the next one ends when that of a year later does."""


def next_term(row: AgreementRow, today: date, starts_on: date | None = None) -> tuple[date, date | None]:
    """Return the first and the last day of the agreement that follows `row`; the last is None for one without an end.

    It starts on the day after, or today where there is no end or the whole next term is over already. It is as long:
    1 July to 30 June is followed by the same a year later, 6 December to 6 December by what ends on that day again, a
    month's end by a month's end. What took nine months to a year counts as a year, so that an agreement from August to
    June is followed by one that ends in June.
    """
    if row.ends_on is None:
        return starts_on or today, None
    begins = starts_on or row.ends_on + _DAY
    ends = _last_day(row, begins)
    if starts_on is None and ends < today:
        return today, _last_day(row, today)
    return begins, ends


def _last_day(row: AgreementRow, begins: date) -> date:
    from dateutil.relativedelta import relativedelta  # only who renews needs it

    year = relativedelta(years=1)
    if row.starts_on is None or row.ends_on is None:
        return begins + year - _DAY
    # Counted from the day after the last one: so the ends of months, and 29 February, stay what they are. Only who
    # wrote the same day of another month for the end did not mean that day to be one more.
    length = relativedelta(row.ends_on, row.starts_on)
    if length.days or row.ends_on == row.starts_on:
        length = relativedelta(row.ends_on + _DAY, row.starts_on)
    if not length.years and length.months >= _SCHOOL_YEAR:
        length = year
    return begins + length - _DAY
