"""Time zones as calendar files spell them out: VTIMEZONE components made from the machine's own zone data."""

from __future__ import annotations

import re
import zoneinfo
from calendar import monthrange
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from partner_tui.errors import PartnerError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

_DAY = timedelta(days=1)
# A meeting of the first or last day may begin or end on the other side of the year in UTC.
_MARGIN = timedelta(days=14)
# A meeting outside these years is a slip of the pen; it must not cost the time of thousands of years.
_EARLIEST, _LATEST = 1902, 2200
_WEEKDAYS = ("SU", "MO", "TU", "WE", "TH", "FR", "SA")
_DATE_RULE = re.compile(r"M(\d+)\.([1-5])\.([0-6])(?:/(\d+)(?::(\d\d))?(?::(\d\d))?)?")


class _Onset(NamedTuple):
    """A change of offset: `at` in UTC without tzinfo, the offsets before and after, and how it is called after."""

    at: datetime
    before: timedelta
    after: timedelta
    kind: str
    name: str

    @property
    def local(self) -> datetime:
        """The wall time of the change in the offset before it, as RFC 5545 3.6.5 wants DTSTART and RDATE."""
        return self.at + self.before

    @property
    def sort(self) -> tuple[str, timedelta, timedelta, str]:
        """All but the moment: onsets that share it are one observance."""
        return self.kind, self.before, self.after, self.name


class _Rule(NamedTuple):
    """A yearly change as POSIX TZ says it: month, week (5 is the last), weekday (0 is Sunday), wall time before."""

    month: int
    week: int
    weekday: int
    clock: time

    def on(self, year: int) -> datetime:
        """Return the wall time of the change in `year`."""
        first = date(year, self.month, 1).isoweekday() % 7
        day = 1 + (self.weekday - first) % 7 + 7 * (self.week - 1)
        if day > monthrange(year, self.month)[1]:
            day -= 7
        return datetime.combine(date(year, self.month, day), self.clock)

    @property
    def by_day(self) -> str:
        """The same day as RRULE's BYDAY says it: `2SU`, `-1FR`."""
        return f"{-1 if self.week == 5 else self.week}{_WEEKDAYS[self.weekday]}"


def zone_named(name: str) -> ZoneInfo:
    """Return the IANA zone called `name`; PartnerError where this machine knows none of that name."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:  # a folder's name or a very long one: OSError
        raise PartnerError(
            f"No time zone is called {name!r}.", "Use a name such as America/New_York or Europe/London."
        ) from error


def vtimezone(zone: str, first: date, last: date) -> Timezone:
    """Return the VTIMEZONE of the IANA zone `zone`, right for every moment from `first` to `last`.

    The years are covered whole, so that a meeting more does not change the component. Where the years used follow
    the yearly rule that the zone data give for the future, each change is an RRULE without end; otherwise each
    further change is an RDATE in a line of its own, as some readers see only the first value of a line. DAYLIGHT is
    what moves the clock forward, in Dublin and Casablanca too, where the zone data have it the other way round.

    The component is shared by all who ask for it: it is to be read, not changed. PartnerError for an unknown zone.
    Source: RFC 5545 3.6.5; the rule is the footer of the TZif file, RFC 8536 3.3.
    """
    return _vtimezone(zone, max(first.year, _EARLIEST), min(last.year, _LATEST))


@lru_cache(maxsize=128)
def _vtimezone(name: str, first_year: int, last_year: int) -> Timezone:
    # icalendar takes 0.2 s to import, and only an export needs it.
    from icalendar import Timezone

    zone = zone_named(name)
    start = datetime(first_year, 1, 1) - _MARGIN  # noqa: DTZ001 - UTC without tzinfo, as all of `_Onset.at`
    end = datetime(last_year + 1, 1, 1) + _MARGIN  # noqa: DTZ001 - the same
    onsets = list(_onsets(zone, start - timedelta(days=366), end))
    earlier = [onset for onset in onsets if onset.at <= start]
    onsets = [*(earlier[-1:] or [_always(zone, start)]), *(onset for onset in onsets if onset.at > start)]
    component = Timezone()
    component.add("TZID", name)
    for onset, rule, others in _yearly(onsets, _rules(name), end) or _listed(onsets):
        component.add_component(_observance(onset, rule, others))
    return component


def _onsets(zone: ZoneInfo, start: datetime, end: datetime) -> Iterator[_Onset]:
    """Yield the changes of offset from `start` to `end`; no zone changes twice in a day."""
    at, before = start, _local(zone, start)
    while at < end:
        later = at + _DAY
        after = _local(zone, later)
        if after.utcoffset() != before.utcoffset():
            yield _change_between(zone, at, later)
        at, before = later, after


def _change_between(zone: ZoneInfo, low: datetime, high: datetime) -> _Onset:
    """Return the change between `low` and `high`, to the second."""
    offset = _local(zone, low).utcoffset()
    while high - low > timedelta(seconds=1):
        middle = low + timedelta(seconds=(high - low) // timedelta(seconds=2))
        if _local(zone, middle).utcoffset() == offset:
            low = middle
        else:
            high = middle
    before, after = _local(zone, low), _local(zone, high)
    forward = _offset(after) > _offset(before) and bool(before.dst() or after.dst())
    return _Onset(high, _offset(before), _offset(after), "DAYLIGHT" if forward else "STANDARD", after.tzname() or "")


def _always(zone: ZoneInfo, at: datetime) -> _Onset:
    """Return the observance of a zone that had not changed for a year at `at`, as if it began in 1970."""
    local = _local(zone, at)
    began = min(datetime(1970, 1, 1), at) - _offset(local)  # noqa: DTZ001 - UTC without tzinfo
    return _Onset(began, _offset(local), _offset(local), "STANDARD", local.tzname() or "")


def _local(zone: ZoneInfo, at: datetime) -> datetime:
    return at.replace(tzinfo=UTC).astimezone(zone)


def _offset(local: datetime) -> timedelta:
    return local.utcoffset() or timedelta(0)


_Observances = list[tuple[_Onset, _Rule | None, list[_Onset]]]


def _yearly(onsets: list[_Onset], rules: list[_Rule], end: datetime) -> _Observances:
    """Return one observance with a rule for each of `rules`, or nothing where the real onsets say otherwise."""
    years = range(onsets[0].local.year, end.year + 1)
    changes = [onset for onset in onsets if onset.before != onset.after]
    if not changes or not rules:
        return []
    expected = sorted((rule.on(year), rule) for year in years for rule in rules)
    expected = [pair for pair in expected if changes[0].local <= pair[0] <= end]
    if [moment for moment, _ in expected] != [onset.local for onset in changes]:
        return []
    found: _Observances = [(onset, None, []) for onset in onsets if onset.before == onset.after]
    for rule in rules:
        same = [onset for onset, (_, its) in zip(changes, expected, strict=True) if its == rule]
        if len({onset.sort for onset in same}) != 1:
            return []
        found.append((same[0], rule, []))
    return sorted(found)


def _listed(onsets: list[_Onset]) -> _Observances:
    """Return one observance for each pair of offsets, its first onset and the further ones."""
    together = [list(same) for _, same in groupby(sorted(onsets, key=lambda o: (o.sort, o.at)), lambda o: o.sort)]
    return sorted((same[0], None, same[1:]) for same in together)


def _observance(onset: _Onset, rule: _Rule | None, others: Iterable[_Onset]) -> TimezoneDaylight | TimezoneStandard:
    from icalendar import TimezoneDaylight, TimezoneStandard, vRecur  # imported late, as above

    component = TimezoneDaylight() if onset.kind == "DAYLIGHT" else TimezoneStandard()
    component.add("DTSTART", onset.local)
    component.add("TZOFFSETFROM", onset.before)
    component.add("TZOFFSETTO", onset.after)
    component.add("TZNAME", onset.name)
    if rule:
        component.add("RRULE", vRecur(FREQ="YEARLY", BYMONTH=rule.month, BYDAY=rule.by_day))
    for other in others:
        component.add("RDATE", other.local)
    return component


def _rules(name: str) -> list[_Rule]:
    """Return the two yearly changes that the zone data promise for the future, or none.

    A change that the footer puts before midnight or after the day's end ("/-1", "/24", "/50") is left out:
    no RRULE with one BYDAY can say it.
    """
    matches = [_DATE_RULE.fullmatch(part) for part in _footer(name).split(",")[1:]]
    rules = []
    for match in matches:
        if match is None or int(match[4] or 2) > 23:
            return []
        clock = time(int(match[4] or 2), int(match[5] or 0), int(match[6] or 0))
        rules.append(_Rule(int(match[1]), int(match[2]), int(match[3]), clock))
    return rules


def _footer(name: str) -> str:
    """Return the POSIX TZ text at the end of the TZif file that zoneinfo reads for `name`."""
    for folder in zoneinfo.TZPATH:
        file = Path(folder, name)
        if file.is_file():
            return _last_line(file.read_bytes())
    # Wanted only where the system has no zones of its own.
    from importlib.resources import files

    return _last_line(files("tzdata").joinpath("zoneinfo", *name.split("/")).read_bytes())


def _last_line(data: bytes) -> str:
    """Return the footer of TZif `data`: between its last two line breaks; version 1 has none."""
    return data[:-1].rpartition(b"\n")[2].decode("ascii") if data[4:5] >= b"2" else ""
