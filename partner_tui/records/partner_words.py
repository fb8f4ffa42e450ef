"""What the words of a contacts file mean: labels that are kinds of organizations, mail that is anybody's, names."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from partner_tui.records.text import fold, words
from partner_tui.records.words import WordList, coder, labels

_KINDS = {
    "health": "health_provider", "clinic": "health_provider", "hospital": "health_provider",
    "medical": "health_provider", "faith": "faith_based", "church": "faith_based", "college": "higher_ed",
    "university": "higher_ed", "higher education": "higher_ed", "non profit": "nonprofit", "ngo": "nonprofit",
    "nonprofits": "nonprofit", "charity": "nonprofit", "company": "business", "businesses": "business",
    "employer": "business", "union": "union_trade", "chamber of commerce": "chamber_association",
    "city": "government", "public agency": "government", "arts": "arts_culture", "museum": "arts_culture",
    "sports": "sports_rec", "recreation": "sports_rec", "police": "military_public_safety",
    "fire department": "military_public_safety", "military": "military_public_safety", "pta": "family_parent_group",
    "newspaper": "media",
}  # fmt: skip

_PUBLIC_MAIL = (
    "gmail.com googlemail.com yahoo.com ymail.com hotmail.com outlook.com live.com msn.com icloud.com me.com mac.com "
    "aol.com proton.me protonmail.com gmx.com gmx.de gmx.net mail.com comcast.net verizon.net att.net sbcglobal.net "
    "yahoo.es hotmail.es"
)
_PUBLIC = frozenset(_PUBLIC_MAIL.split())

LabelReader = Callable[[Iterable[str]], tuple[str, tuple[str, ...]]]
"""Takes the labels of a contact; gives the code of a kind of organization, '' for none, and the tags."""


def label_reader() -> LabelReader:
    """Return what tells kinds from tags by the school's list of kinds and by common words for them; one query."""
    known = labels(WordList.ORGANIZATION_KIND)
    code = coder(WordList.ORGANIZATION_KIND)

    def read(said: Iterable[str]) -> tuple[str, tuple[str, ...]]:
        kind, tags = "", []
        for label in said:
            found = code(label)
            found = found if found in known else _KINDS.get(fold(label), "")
            if not found:
                tags.append(label)
            elif not kind:
                kind = found
            elif found != kind:
                tags.append(label)
        return kind, tuple(tags)

    return read


def name_key(name: str) -> str:
    """Return what ways to write the name of an organization have in common: "Bright Futures, Inc." is one of two."""
    return " ".join(words(name.replace("&", " and "))) or fold(name) or name


def domain_of(address: str) -> str:
    """Return the domain of an address or a website that belongs to an organization; '' for public mail, or none."""
    text = address.strip().casefold()
    host = text.rpartition("@")[2].partition("://")[2] or text.rpartition("@")[2]
    host = host.partition("/")[0].removeprefix("www.")
    return "" if "." not in host or " " in host or host in _PUBLIC else host
