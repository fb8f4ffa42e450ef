"""Names of people as lists write them: "Last, First (Nick)", "Dr. First de la Last Jr."."""

from __future__ import annotations

import re
from dataclasses import dataclass

from partner_tui.exchange.word_lists import word_set

_HONORIFICS = word_set("mr mrs ms miss mx dr prof professor sra srta sr rev fr")
_SUFFIXES = word_set("jr sr ii iii iv v")
_CREDENTIALS = word_set("phd edd med ma ms msw lcsw rn md nbct ba bs esq")
_PARTICLES = word_set(
    "de del la las los el van von der den ten ter vande di da do dos das du le al bin ibn abu st san zu y e"
)
_JOINERS = frozenset({"y", "e"})
_REMARKS = word_set(
    "sub substitute lts leave vacant temp temporary retired new intern itinerant pt ft part full time tbd"
)
_PRONOUN = re.compile(r"(she|he|they|ze|xe|ella|él|el|elle|any)\s*[/,]\s*\w+(\s*[/,]\s*\w+)*", re.IGNORECASE)
_ASIDE = re.compile(r"\(([^()]*)\)|[“\"]([^“”\"]*)[”\"]|\[([^\[\]]*)\]")


@dataclass(frozen=True, slots=True)
class PersonName:
    """The pieces of a name; `dropped` is what was read and is kept nowhere (a title, an initial, a remark)."""

    given: str
    family: str
    preferred: str = ""
    pronouns: str = ""
    dropped: tuple[str, ...] = ()


def split(text: str, *, family_first: bool = False) -> PersonName:
    """Take one cell with a whole name apart.

    A comma means that the family name stands first; without a comma the last word, with the particles before
    it, is the family name, or the first word where `family_first`. A single word is a given name.
    A generational suffix stays with the family name. Never fails: the worst case is all in `given`.
    """
    dropped: list[str] = []
    plain, preferred, pronouns = _without_asides(text, dropped)
    parts = [part for part in (" ".join(part.split()) for part in plain.split(",")) if part]
    suffix, parts = _take_endings(parts, dropped)
    if len(parts) >= 2:
        given, family = _without_honorific(" ".join(parts[1:]), dropped), _without_honorific(parts[0], dropped)
        given = _without_initial(given, dropped)
        family, own_suffix = _split_suffix(family)
        suffix = suffix or own_suffix
    else:
        whole, own_suffix = _split_suffix(_without_honorific(parts[0] if parts else "", dropped))
        suffix = suffix or own_suffix
        given, family = _around_family_name(whole.split(), family_first)
        given = _without_initial(given, dropped)
    if suffix:
        given, family = (given, f"{family} {suffix}") if family else (f"{given} {suffix}".strip(), "")
    return PersonName(given, family, preferred, pronouns, tuple(dropped))


def looks_like_last_first(text: str) -> bool:
    """Whether a cell has the shape "Last, First": letters on both sides of one comma, few words, no digits."""
    before, comma, after = text.partition(",")
    if not comma or not before.strip() or not after.strip() or any(c.isdigit() or c == "@" for c in text):
        return False
    return len(text.split()) <= 7 and text.count(",") <= 2


def _without_asides(text: str, dropped: list[str]) -> tuple[str, str, str]:
    preferred = pronouns = ""
    for match in _ASIDE.finditer(text):
        aside = " ".join(next(group for group in match.groups() if group is not None).split())
        if not aside:
            continue
        if not pronouns and _PRONOUN.fullmatch(aside):
            pronouns = aside
        elif not preferred and _could_be_a_name(aside):
            preferred = aside
        else:
            dropped.append(aside)
    return _ASIDE.sub(" ", text), preferred, pronouns


def _could_be_a_name(aside: str) -> bool:
    words = aside.casefold().replace("-", " ").replace(".", "").split()
    return 0 < len(words) <= 2 and not _REMARKS & set(words) and all(c.isalpha() or c in " .'’-" for c in aside)


def _bare(word: str) -> str:
    return word.casefold().replace(".", "")


def _take_endings(parts: list[str], dropped: list[str]) -> tuple[str, list[str]]:
    """Pull "Jr." and "Ph.D." out of the pieces between commas; the first piece is never one."""
    suffix, kept = "", parts[:1]
    for part in parts[1:]:
        if not suffix and _bare(part) in _SUFFIXES:
            suffix = part
        elif _bare(part) in _CREDENTIALS and len(parts) > 1:
            dropped.append(part)
        else:
            kept.append(part)
    return suffix, kept


def _without_honorific(text: str, dropped: list[str]) -> str:
    first, _, rest = text.partition(" ")
    if rest and _bare(first) in _HONORIFICS:
        dropped.append(first)
        return rest
    return text


def _without_initial(given: str, dropped: list[str]) -> str:
    words = given.split()
    if len(words) > 1 and len(_bare(words[-1])) == 1 and words[-1][0].isalpha() and len(_bare(words[0])) > 1:
        dropped.append(words[-1])
        return " ".join(words[:-1])
    return given


def _split_suffix(text: str) -> tuple[str, str]:
    words = text.split()
    # "V" and a lone "II" are suffixes only behind a name of their own.
    if len(words) > 1 and _bare(words[-1]) in _SUFFIXES:
        return " ".join(words[:-1]), words[-1]
    return text, ""


def _around_family_name(words: list[str], family_first: bool) -> tuple[str, str]:
    if len(words) < 2:
        return " ".join(words), ""
    if family_first:
        end = 0
        while end < len(words) - 2 and words[end].casefold() in _PARTICLES - _JOINERS:
            end += 1
        return " ".join(words[end + 1 :]), " ".join(words[: end + 1])
    start = len(words) - 1
    while start > 1 and words[start - 1].casefold().rstrip(".") in _PARTICLES:
        start -= 2 if words[start - 1].casefold() in _JOINERS and start > 2 else 1
    return " ".join(words[:start]), " ".join(words[start:])
