"""Which column of an address book is what: by the headers of Google's and Outlook's exports, or by its words."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from partner_tui.errors import UsageError
from partner_tui.exchange import column_words, columns
from partner_tui.exchange.cells import is_email
from partner_tui.exchange.column_words import PHRASES, QUALIFIERS, fold_header
from partner_tui.exchange.columns import Column
from partner_tui.exchange.incoming import Findings, visible
from partner_tui.exchange.word_lists import phrase_set, word_set

FIELDS = (
    "name", "given_name", "family_name", "preferred_name", "pronouns", "email", "phone", "job_title", "department",
    "language", "notes", "labels", "identifier", "organization", "organization_email", "organization_phone", "website",
    "address", "street", "city", "region", "postal_code", "country", "ignore",
)  # fmt: skip
"""What a column of an address book can be; `labels` are kinds of organizations and tags."""

ONCE = frozenset({"name", "given_name", "family_name", "preferred_name", "pronouns", "language", "identifier"})
"""What only one column can be; of all else there may be several, and the first that says something counts."""

ALIASES = column_words.ALIASES | {
    "company": "organization", "partner": "organization", "title": "job_title", "tags": "labels", "tag": "labels",
    "kind": "labels", "type": "labels", "url": "website", "note": "notes", "state": "region", "zip": "postal_code",
}  # fmt: skip
"""Other words for the fields, accepted where a person names one."""

# Numbered groups of Google's two headers, Outlook's three and Thunderbird's; the rest is told by single words.
_NUMBER = r"(?: \d+)?"
_PATTERNS: tuple[tuple[str, str], ...] = (
    ("ignore", rf".*\b(fax|pager|telex|isdn|callback|tty tdd|radio|assistant s|manager s|yomi|phonetic|display name).*"
               rf"|e mail{_NUMBER} (?:type|label)|(?:phone|address|website|organization|event|custom field){_NUMBER}"
               rf" (?:type|label|po box|extended address|symbol|location|job description)|home (?:address|street|city"
               rf"|state|postal code|country|country region|zip code){_NUMBER}|home address po box"
               rf"|other (?:address|street|city|state|postal code|country|country region){_NUMBER}"),
    ("email", rf"e mail{_NUMBER}(?: address| value)?|(?:primary|secondary) email|email{_NUMBER}(?: address)?"),
    ("organization_phone", r"company main phone|(?:company|organization|organisation|partner) phone"),
    ("organization_email", r"(?:company|organization|organisation|partner) (?:e mail|email)"),
    ("phone", rf"phone{_NUMBER} value|(?:business|mobile|home|primary|other|work|car|cell|direct) (?:phone|number)"
              rf"{_NUMBER}|mobile{_NUMBER}|phone{_NUMBER}"),
    ("organization", rf"organi[sz]ation{_NUMBER}(?: name)?|company(?: name)?|employer|business(?: name)?|agency|firm"
                     r"|partner(?: name| organization)?|empresa|organizacion|compania|companies|org(?: name)?"),
    ("job_title", rf"organization{_NUMBER} title|job title"),
    ("department", rf"organization{_NUMBER} department|department"),
    ("address", rf"address{_NUMBER} formatted|(?:business|work|company|mailing)? ?address"),
    ("street", rf"(?:address{_NUMBER}|business|work) (?:street|address 2){_NUMBER}|street(?: address)?"),
    ("city", rf"(?:address{_NUMBER}|business|work) city|city|town"),
    ("region", rf"(?:address{_NUMBER}|business|work) (?:region|state)|state|province"),
    ("postal_code", rf"(?:address{_NUMBER}|business|work) (?:postal code|zip ?code)|zip(?: ?code)?|postal code"),
    ("country", rf"(?:address{_NUMBER}|business|work) country(?: region)?|country"),
    ("website", rf"(?:personal )?web page{_NUMBER}|web ?site{_NUMBER}(?: value)?|url|homepage|home page|web"),
    ("notes", r"notes?|comments?|remarks?|notas|description"),
    ("labels", r"labels?|group membership|categor(?:y|ies)|tags?|groups?|(?:organization |partner |company )?type|kind"
               r"|industry"),
    ("name", r"contact(?: person| name)?|(?:primary|main) contact"),
)  # fmt: skip
_KNOWN = tuple((field, re.compile(pattern)) for field, pattern in _PATTERNS)
_PERSONAL = ("given_name", "family_name", "preferred_name", "pronouns", "name", "email", "phone", "job_title")
_MORE = ("language", "identifier")
_HONORIFICS = word_set("mr mrs ms miss mx dr mr. mrs. ms. mx. dr. prof prof. rev rev. sir")
_NUMBERED = re.compile(r"(.+) (?:value|formatted|street|city|region|postal code|country)")
_NAMES = phrase_set("name, given_name, family_name, organization")


def taken(
    header: Sequence[str], values: Sequence[Sequence[str]], said: Mapping[str, str], findings: Findings, line: int = 1
) -> list[Column]:
    """Give each column of an address book its field ("ignore" where it is not read); `values` are column by column.

    What `said` maps ({header: field}) is taken as it is. Sensitive columns that hold anything are noted on the
    header's `line`. Raises UsageError when `said` names a header or field that does not exist.
    """
    found = [
        Column(name, fold_header(name), [value for value in column if value.strip()])
        for name, column in zip(header, values, strict=True)
    ]
    _take_said(found, said)
    has_job_title = any(_pattern(column.folded) == "job_title" for column in found)
    for column in found:
        if column.field:
            continue
        column.field = field_of(column.folded)
        if columns.is_sensitive(column):
            column.field = "ignore"
            if column.values:
                findings.repair(line, column.header, "", "sensitive and not needed here: not read")
        elif column.folded == "title" and (has_job_title or _are_honorifics(column)):
            # Outlook writes Mr. and Dr. there.
            column.field = "ignore"
    _guess_by_values(found)
    _settle(found)
    return found


def has_names(found: Sequence[Column]) -> bool:
    """Whether a column says what people or organizations are called."""
    return any(column.field in _NAMES for column in found)


def has_organizations(header: Sequence[str]) -> bool:
    """Whether a header has a column of organizations."""
    return any(_pattern(fold_header(cell)) == "organization" for cell in header)


def field_of(folded: str) -> str:
    """The field that a folded header names, "ignore" for none."""
    pattern = _pattern(folded)
    if pattern:
        return pattern
    if folded in PHRASES["identifier"] and "badge" not in folded:
        return "identifier"
    core = " ".join(word for word in folded.split() if word not in QUALIFIERS)
    for field in (*_PERSONAL, *_MORE):
        if folded in PHRASES[field] or (field not in _MORE and core in PHRASES[field]):
            return field
    return "ignore"


def label_places(found: Sequence[Column]) -> dict[int, int]:
    """Of Google's numbered columns the place of the one that says which it is: "Phone 1 - Value" -> "... - Label"."""
    by_name = {column.folded: place for place, column in enumerate(found)}
    places: dict[int, int] = {}
    for place, column in enumerate(found):
        match = _NUMBERED.fullmatch(column.folded)
        if match:
            label = next(
                (by_name[f"{match[1]} {end}"] for end in ("label", "type") if f"{match[1]} {end}" in by_name), -1
            )
            if label >= 0:
                places[place] = label
    return places


def _pattern(folded: str) -> str:
    return next((field for field, pattern in _KNOWN if pattern.fullmatch(folded)), "")


def _are_honorifics(column: Column) -> bool:
    return column.share(lambda value: value.strip().casefold() in _HONORIFICS) > 0.5


def _guess_by_values(found: list[Column]) -> None:
    if any(column.field == "email" for column in found):
        return
    for column in found:
        if column.field == "ignore" and column.share(is_email) >= 0.8:
            column.field = "email"


def _settle(found: list[Column]) -> None:
    """What only one column can be goes to the one that was said, or to the first with values."""
    for field in ONCE:
        there = [column for column in found if column.field == field]
        best = max(there, key=lambda column: (column.score, bool(column.values)), default=None)
        for column in there:
            if column is not best:
                column.field = "ignore"
    fields = {column.field for column in found if column.values or column.score}
    for column in found:
        # A whole name beside its parts says nothing new.
        if column.field == "name" and not column.score and fields & {"given_name", "family_name"}:
            column.field = "ignore"


def _take_said(found: list[Column], said: Mapping[str, str]) -> None:
    by_name = {column.header.casefold(): column for column in found}
    taken_by: dict[str, str] = {}
    for header, value in said.items():
        column = by_name.get(" ".join(header.split()).casefold())
        if column is None:
            names = ", ".join(column.header for column in found)
            raise UsageError(f"There is no column “{visible(header)}”.", f"The columns are: {names}.")
        name = value.strip().casefold().replace(" ", "_")
        name = ALIASES.get(name, name)
        if name not in FIELDS:
            raise UsageError(f"“{visible(value)}” is not a field of contacts.", f"The fields are: {', '.join(FIELDS)}.")
        if name != "ignore" and column_words.SECRET.search(column.folded):
            raise UsageError(f"“{column.header}” is never read.", "Passwords and social security numbers stay outside.")
        if name in ONCE and name in taken_by:
            raise UsageError(f"Both “{taken_by[name]}” and “{column.header}” are to be {name}.", "Ignore one of them.")
        taken_by[name] = column.header
        column.field, column.score = name, 100
