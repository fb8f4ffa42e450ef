"""Titles of calendar events that mean a day without school, in the words that American schools use."""

from __future__ import annotations

import re

# "School's out", "no classes", holidays by name, and days on which only staff come.
_DAY_OFF = re.compile(
    r"\b(no (school|classes|class|students)|schools? (is )?closed|closed|closure|closing|holidays?|recess|vacation"
    r"|break|day off|days off|non[- ]?(student|school|instructional|attendance) days?|student holiday"
    r"|(p\.?d\.?|professional (development|learning)|in[- ]?service|teacher (work|planning|in[- ]?service)"
    r"|staff (development|work)|work) ?days?|teacher workdays?|inservice|professional (development|learning)"
    r"|snow day|weather day|emergency day|sin clases|no hay clases|feriado|vacaciones|dia festivo|día festivo)\b",
    re.IGNORECASE,
)
_HOLIDAYS = re.compile(
    r"\b(labor day|columbus day|indigenous peoples['’]? day|veterans['’]? day|thanksgiving|christmas|new year['’]?s?"
    r"( day| eve)?|martin luther king|m\.?l\.?k\.?|presidents['’]? day|washington['’]?s birthday|lincoln['’]?s birthday"
    r"|good friday|easter( monday)?|memorial day|juneteenth|independence day|july 4(th)?|fourth of july|rosh hashanah"
    r"|yom kippur|eid( al[- ](fitr|adha))?|diwali|lunar new year|election day|cesar chavez day|passover)\b",
    re.IGNORECASE,
)
_STILL_SCHOOL = re.compile(
    r"\b(breakfast|break ?out|break[- ]?in|before|after|first day (back )?(after|from)|classes resume|school resumes"
    r"|resumes?|returns?|back to school|concert|party|parade|assembly|sale|early (release|dismissal)|half[- ]day"
    r"|late start|make ?up day|registration|closed campus|lunch|packet|homework|due|begins? at)\b",
    re.IGNORECASE,
)
_PREFIX = re.compile(
    r"^\s*(no (school|classes|students)|schools? (is )?closed|(school )?holiday|student holiday|sin clases)"
    r"\s*(:|[-–—]|for|due to|\()\s*(?=\S)",
    re.IGNORECASE,
)


def is_day_off(title: str) -> bool:
    """Whether the title of an all-day event says that there is no school."""
    if _STILL_SCHOOL.search(title) and not re.search(r"\bno (school|classes|students)\b", title, re.IGNORECASE):
        return False
    return _DAY_OFF.search(title) is not None or _HOLIDAYS.search(title) is not None


def plain_name(title: str) -> str:
    """The title without a "No school:" in front: that goes without saying for a closure."""
    stripped = _PREFIX.sub("", title).strip()
    return stripped.removesuffix(")").rstrip() if stripped.count(")") > stripped.count("(") else stripped
