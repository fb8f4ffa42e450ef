"""Sets of rules of work: limits for the young as data, with where each is written."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any, TypeVar

from partner_tui.errors import FieldError
from partner_tui.records.values import LINE, NAME, NOTE, shortened

Word = TypeVar("Word", bound=StrEnum)


class Profile(StrEnum):
    """Whom a rule is for: by the age on the day of the shift, at 14 and 15 by the program too."""

    UNDER_14 = "under_14"
    STANDARD_14_15 = "standard_14_15"
    WECEP = "wecep"
    WSP = "wsp"
    AGE_16_17 = "16_17"
    ADULT = "adult"


class Limit(StrEnum):
    """What a rule limits; the last three are federal only, and no file of a school has them."""

    DAY = "hours_in_a_day"
    WEEK = "hours_in_a_week"
    DAYS = "days_in_a_week"
    NOT_BEFORE = "not_before"
    NOT_AFTER = "not_after"
    SCHOOL_HOURS = "not_in_school_hours"
    NO_WORK = "no_work"
    DAY_OUTSIDE_SCHOOL = "hours_in_a_day_outside_school"
    CYCLE = "school_hours_in_four_weeks"


class When(StrEnum):
    """On which days a rule holds; a school week is one in which any day is a school day (29 CFR 570.35(b))."""

    ANY = "any"
    SCHOOL_DAY = "school_day"
    FREE_DAY = "free_day"
    SCHOOL_WEEK = "school_week"
    FREE_WEEK = "free_week"
    BEFORE_SCHOOL_DAY = "before_school_day"
    BEFORE_FREE_DAY = "before_free_day"


@dataclass(frozen=True, slots=True)
class Rule:
    """One limit: `value` is minutes, days, or a minute on the wall; `first` and `last` are days of the year, or ''."""

    limit: Limit
    who: frozenset[Profile]
    citation: str
    value: int = 0
    on: When = When.ANY
    first: str = ""
    last: str = ""

    def in_season(self, day: date) -> bool:
        """Return whether the rule holds on a day of the year, both ends included; it may run over new year."""
        if not self.first:
            return True
        first, last = day_of_year(self.first, day.year), day_of_year(self.last, day.year)
        return first <= day <= last if first <= last else day >= first or day <= last


@dataclass(frozen=True, slots=True)
class RuleSet:
    """Rules that hold together, such as those of a state; `school_hours` is from when to when on the wall, if said."""

    name: str
    source: str
    rules: tuple[Rule, ...]
    school_hours: tuple[int, int] | None = None


def labor_day(year: int) -> date:
    """Return the first Monday of September (5 U.S.C. 6103)."""
    first = date(year, 9, 1)
    return first + timedelta(days=-first.weekday() % 7)


def day_of_year(words: str, year: int) -> date:
    """Return the day that "06-01", "labor day" or "after labor day" is in a year; raise ValueError for others."""
    if words == "labor day":
        return labor_day(year)
    if words == "after labor day":
        return labor_day(year) + timedelta(days=1)
    if words == "02-29":
        return date(year, 3, 1) - timedelta(days=1)
    return date.fromisoformat(f"{year:04d}-{words}")


_IN_HOURS = frozenset({Limit.DAY, Limit.WEEK})
_ON_WALL = frozenset({Limit.NOT_BEFORE, Limit.NOT_AFTER})
_FEDERAL_ONLY = frozenset({Limit.DAY_OUTSIDE_SCHOOL, Limit.CYCLE})
_KEYS = {"name", "source", "rules", "school_hours"}
_RULE_KEYS = {"limit", "who", "hours", "days", "time", "on", "from", "to", "citation"}

HINT = "See how such a file is written with: partner-tui work-rules show federal"


def read(text: str, file: str) -> RuleSet:
    """Return the rules that a JSON document holds; raise FieldError with the file and the key that is wrong."""
    if len(text) > NOTE:
        raise FieldError("rules", f"{file} has {len(text):,} characters; there is room for {NOTE:,}.", "Shorten it.")
    try:
        found = json.loads(text)
    except json.JSONDecodeError as error:
        message = f"{file} is not JSON: line {error.lineno}, column {error.colno}: {error.msg}."
        raise FieldError("rules", message, HINT) from error
    except RecursionError as error:
        raise FieldError("rules", f"{file} is nested too deeply to be rules.", HINT) from error
    return _Reading(file).rule_set(found)


class _Reading:
    """Reads the parts of a document, and says where one is wrong."""

    def __init__(self, file: str) -> None:
        self.file = file

    def wrong(self, key: str, what: str) -> FieldError:
        """Return the error for a key."""
        return FieldError("rules", f"{self.file}, {key}: {what}", HINT)

    def rule_set(self, found: Any) -> RuleSet:
        """Return the whole document as rules."""
        document = self._table("the document", found, _KEYS)
        rules = document.get("rules")
        if not isinstance(rules, list) or not rules:
            raise self.wrong("rules", "there is no list of rules.")
        name = self._words("name", document.get("name"), NAME)
        source = self._words("source", document.get("source"), LINE)
        hours = document.get("school_hours")
        return RuleSet(
            name,
            source,
            tuple(self._rule(f"rules[{at}]", rule, source) for at, rule in enumerate(rules)),
            None if hours is None else self._school_hours(hours),
        )

    def _school_hours(self, found: Any) -> tuple[int, int]:
        hours = self._table("school_hours", found, {"from", "to"})
        start, end = (self._time(f"school_hours.{name}", hours.get(name)) for name in ("from", "to"))
        if end <= start:
            raise self.wrong("school_hours.to", "the school would end before it begins.")
        return start, end

    def _rule(self, key: str, found: Any, source: str) -> Rule:
        rule = self._table(key, found, _RULE_KEYS)
        limit = self._word(f"{key}.limit", rule.get("limit"), [one for one in Limit if one not in _FEDERAL_ONLY])
        who = rule.get("who")
        if not isinstance(who, list) or not who:
            raise self.wrong(f"{key}.who", f"it is a list of some of: {_some(Profile)}.")
        profiles = frozenset(self._word(f"{key}.who[{at}]", one, list(Profile)) for at, one in enumerate(who))
        first, last = (self._day(f"{key}.{name}", rule.get(name)) for name in ("from", "to"))
        if bool(first) != bool(last):
            raise self.wrong(f"{key}.{'to' if first else 'from'}", "a time of the year has both, from and to.")
        return Rule(
            limit,
            profiles,
            self._words(f"{key}.citation", rule.get("citation", source), LINE),
            self._value(key, limit, rule),
            self._word(f"{key}.on", rule.get("on", When.ANY.value), list(When)),
            first,
            last,
        )

    def _value(self, key: str, limit: Limit, rule: Mapping[str, Any]) -> int:
        if limit in _IN_HOURS:
            most = 24 if limit is Limit.DAY else 168
            return round(self._number(f"{key}.hours", rule.get("hours"), most) * 60)
        if limit is Limit.DAYS:
            return int(self._number(f"{key}.days", rule.get("days"), 7))
        if limit in _ON_WALL:
            return self._time(f"{key}.time", rule.get("time"))
        return 0

    def _number(self, key: str, found: Any, most: int) -> float:
        if isinstance(found, bool) or not isinstance(found, int | float) or not 0 < found <= most:
            raise self.wrong(key, f"{_quoted(found)} is not a number above 0, of at most {most}.")
        return found

    def _time(self, key: str, found: Any) -> int:
        hour, _, minute = found.partition(":") if isinstance(found, str) else ("", "", "")
        digits = len(hour) == len(minute) == 2 and f"{hour}{minute}".isascii() and f"{hour}{minute}".isdigit()
        if not digits or int(minute) > 59 or int(hour) * 60 + int(minute) > 24 * 60:
            raise self.wrong(key, f"{_quoted(found)} is not a time such as 07:00 or 19:00.")
        return int(hour) * 60 + int(minute)

    def _day(self, key: str, found: Any) -> str:
        if found is None:
            return ""
        try:
            day_of_year(str(found), 2001)
        except ValueError as error:
            message = f"{_quoted(found)} is not a day such as 06-01, nor “labor day” or “after labor day”."
            raise self.wrong(key, message) from error
        return str(found)

    def _table(self, key: str, found: Any, keys: set[str]) -> dict[str, Any]:
        if not isinstance(found, dict):
            raise self.wrong(key, f"it is not a table with {', '.join(sorted(keys))}.")
        for name in found:
            if name not in keys:
                raise self.wrong(key, f"{_quoted(name)} is not known; there are {', '.join(sorted(keys))}.")
        return found

    def _words(self, key: str, found: Any, limit: int) -> str:
        if not isinstance(found, str) or not found.strip() or len(found) > limit:
            raise self.wrong(key, f"it is text of 1 to {limit} characters.")
        return found.strip()

    def _word(self, key: str, found: Any, words: list[Word]) -> Word:
        chosen = next((word for word in words if word.value == found), None)
        if chosen is None:
            raise self.wrong(key, f"{_quoted(found)} is none of: {_some(words)}.")
        return chosen


def _some(words: Any) -> str:
    return ", ".join(word.value for word in words)


def _quoted(found: Any) -> str:
    return "nothing" if found is None else f"“{shortened(found)}”"


def written(found: RuleSet) -> str:
    """Return rules as the JSON document that `read` reads; what only the federal rules have is left out."""
    document: dict[str, Any] = {"name": found.name, "source": found.source}
    if found.school_hours:
        start, end = map(_clock, found.school_hours)
        document["school_hours"] = {"from": start, "to": end}
    document["rules"] = [_document(rule) for rule in found.rules if rule.limit not in _FEDERAL_ONLY]
    return json.dumps(document, ensure_ascii=False, indent=2)


def _document(rule: Rule) -> dict[str, Any]:
    how: Callable[[int], Any] = _clock if rule.limit in _ON_WALL else _hours if rule.limit in _IN_HOURS else int
    names = dict.fromkeys(_ON_WALL, "time") | dict.fromkeys(_IN_HOURS, "hours") | {Limit.DAYS: "days"}
    value = {names[rule.limit]: how(rule.value)} if rule.limit in names else {}
    season = {"from": rule.first, "to": rule.last} if rule.first else {}
    who = [profile.value for profile in Profile if profile in rule.who]
    return {"limit": rule.limit.value, "who": who, **value, "on": rule.on.value, **season, "citation": rule.citation}


def _hours(minutes: int) -> float:
    return minutes // 60 if minutes % 60 == 0 else minutes / 60


def _clock(minute: int) -> str:
    return f"{minute // 60:02d}:{minute % 60:02d}"
