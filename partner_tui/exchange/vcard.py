"""vCard files (RFC 2426, RFC 6350 and the older 2.1): unfolded, cut into cards and properties, and written."""

from __future__ import annotations

import io
import quopri
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from partner_tui.exchange.encodings import encoding_of
from partner_tui.exchange.incoming import Findings

_BREAK = re.compile("\r\n|\n|\r")
_HEAD = re.compile(r'(?:([A-Za-z0-9_-]+)\.)?([A-Za-z0-9_-]+)((?:;(?:"[^"]*"|[^":;])*)*):(.*)', re.DOTALL)
# Apple writes parameters with escaped quotation marks, which the grammar does not allow (RFC 6350, 3.3).
_LOOSE_HEAD = re.compile(r"(?:([A-Za-z0-9_-]+)\.)?([A-Za-z0-9_-]+)(;[^:]*)?:(.*)", re.DOTALL)
_PARAMETER = re.compile(r';((?:"[^"]*"|[^";])*)')
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_NOTE = re.compile(r"(?:[A-Za-z0-9_-]+\.)?NOTE[;:]", re.IGNORECASE)
_LABEL = re.compile(r"_\$!<(.*)>!\$_")

_LONGEST_LINE = 75
"""Octets of a line, its end not counted (RFC 6350, 3.2)."""


@dataclass(frozen=True, slots=True)
class Property:
    """One property: `name` in capitals, `kinds` its types and the label of its group in small letters.

    `value` is as it stands there, still escaped; `version` that of the card. `preference` orders several of one name.
    """

    group: str
    name: str
    kinds: frozenset[str]
    preference: int
    value: str
    line: int
    version: str = ""

    @property
    def text(self) -> str:
        """The value as text, all of it."""
        return unescaped(self.value, self.version)

    @property
    def parts(self) -> list[str]:
        """The components of a structured value."""
        return [unescaped(part, self.version) for part in _split(self.value, ";")]

    @property
    def items(self) -> list[str]:
        """The items of a list."""
        return [unescaped(part, self.version) for part in _split(self.value, ",")]


@dataclass(slots=True)
class Card:
    """One card: the line where it begins, and its properties in order."""

    line: int
    properties: list[Property] = field(default_factory=list)

    def all(self, name: str) -> list[Property]:
        """The properties of a name, the preferred ones first."""
        return sorted((one for one in self.properties if one.name == name), key=lambda one: one.preference)

    def text(self, name: str) -> str:
        """The first property of a name as text, '' without one."""
        return next((one.text.strip() for one in self.all(name)), "")


def cards(data: bytes, findings: Findings) -> Iterator[Card]:
    """Yield the cards of a file; what is broken is noted with its line, and costs only its own card.

    Raises PartnerError for bytes that are no text.
    """
    encoding = encoding_of(io.BytesIO(data), findings)
    text = data.decode(encoding.codec, encoding.errors).removeprefix("\ufeff")
    card: Card | None = None
    within = 0
    for number, line in _unfolded(text, findings):
        word = line.strip().upper()
        if word == "BEGIN:VCARD":
            if card is not None and card.properties and card.properties[-1].name == "AGENT":
                within += 1
                continue
            _reject_open(card, findings)
            card = Card(number)
        elif word == "END:VCARD":
            if within:
                within -= 1
            elif card is not None:
                yield _finished(card)
                card = None
        elif card is None:
            if word:
                findings.repair(number, "", line, "stands outside of a card: not read")
        elif not within and (found := _property(line, number, findings)) is not None:
            card.properties.append(found)
    _reject_open(card, findings)


def _reject_open(card: Card | None, findings: Findings) -> None:
    if card is not None:
        finished = _finished(card)
        name = finished.text("FN") or finished.text("ORG")
        findings.reject(card.line, "", name, "the card has no end (END:VCARD): left out")


def _unfolded(text: str, findings: Findings) -> Iterator[tuple[int, str]]:
    """Yield (number of its first line, whole line); a line that is no property goes on from the one before."""
    pieces: list[str] = []
    start = 0
    soft = False
    for number, line in enumerate(_BREAK.split(text), 1):
        if soft:
            pieces[-1] = pieces[-1].rstrip()[:-1]
            pieces.append(line)
        elif pieces and line[:1] in (" ", "\t"):
            pieces.append(line[1:])
        elif pieces and line.strip() and _LOOSE_HEAD.match(line) is None:
            findings.repair(number, "", line, "no property of a card (a broken fold?): read with the line before")
            pieces.append(f"\\n{line}" if _NOTE.match(pieces[0]) else line)
        else:
            if pieces:
                yield start, "".join(pieces)
            pieces, start = ([line], number) if line.strip() else ([], number)
            soft = False
        soft = bool(pieces) and pieces[-1].rstrip().endswith("=") and _is_quoted(pieces[0])
    if pieces:
        yield start, "".join(pieces)


def _is_quoted(line: str) -> bool:
    return "QUOTED-PRINTABLE" in line.partition(":")[0].upper()


def _property(line: str, number: int, findings: Findings) -> Property | None:
    match = _HEAD.fullmatch(line) or _LOOSE_HEAD.fullmatch(line)
    if match is None:
        findings.reject(number, "", line, "no property of a card: left out")
        return None
    group, name, parameters, value = match.groups(default="")
    found = _parameters(parameters)
    kinds = frozenset(kind.casefold() for kind in found.get("TYPE", ()))
    preferred = next(iter(found.get("PREF", ())), "")
    preference = int(preferred) if preferred.isascii() and preferred.isdigit() and len(preferred) < 4 else 100
    if "pref" in kinds:
        preference = 0
    if "quoted-printable" in map(str.casefold, found.get("ENCODING", ())):
        value = _decoded(value, next(iter(found.get("CHARSET", ())), ""))
    return Property(group.casefold(), name.upper(), kinds, preference, value, number)


def _parameters(text: str) -> dict[str, list[str]]:
    """The parameters by name; a word without a name is a type or an encoding (2.1)."""
    found: dict[str, list[str]] = {}
    for piece in _PARAMETER.findall(text):
        name, equals, value = piece.partition("=")
        if not equals:
            name, value = ("ENCODING" if name.upper() in ("QUOTED-PRINTABLE", "BASE64") else "TYPE"), name
        found.setdefault(name.strip().upper(), []).extend(one.strip() for one in value.strip().strip('"').split(","))
    return found


def _decoded(value: str, charset: str) -> str:
    data = quopri.decodestring(value.encode("utf-8", "replace"))
    for codec in (charset, "utf-8"):
        try:
            # Line breaks of the text are its own, and are kept as a value has them.
            return data.decode(codec).replace("\r\n", "\\n").replace("\n", "\\n")
        except (LookupError, UnicodeError, ValueError):
            continue
    return data.decode("cp1252", "replace").replace("\r\n", "\\n").replace("\n", "\\n")


def _finished(card: Card) -> Card:
    """The card with its version, and the labels of its groups, at each property."""
    version = next((one.value.strip() for one in card.properties if one.name == "VERSION"), "")
    labels: dict[str, str] = {}
    for one in card.properties:
        if one.name == "X-ABLABEL" and one.group:
            match = _LABEL.fullmatch(one.value.strip())
            labels[one.group] = (match[1] if match else one.value.strip()).casefold()
    properties = []
    for one in card.properties:
        kinds = one.kinds | {labels[one.group]} if one.group in labels else one.kinds
        properties.append(Property(one.group, one.name, kinds, one.preference, one.value, one.line, version))
    return Card(card.line, properties)


def unescaped(text: str, version: str = "") -> str:
    """The text that a value stands for; in 2.1 a backslash protects nothing but a semicolon."""
    if version.startswith("2"):
        return text.replace("\\;", ";").replace("\\n", "\n").replace("\\N", "\n")
    return _ESCAPED.sub(lambda found: "\n" if found[1] in "nN" else found[1], text)


def escaped(text: str) -> str:
    """The text as a value: backslashes, commas, semicolons and line breaks are escaped (RFC 6350, 3.4)."""
    plain = text.replace("\\", "\\\\").replace(",", "\\,").replace(";", "\\;")
    return plain.replace("\r\n", "\\n").replace("\n", "\\n").replace("\r", "\\n")


def _split(text: str, at: str) -> list[str]:
    """The pieces of a value between characters that are not escaped, each still escaped."""
    pieces, start, place = [], 0, 0
    while place < len(text):
        if text[place] == "\\":
            place += 1
        elif text[place] == at:
            pieces.append(text[start:place])
            start = place + 1
        place += 1
    return [*pieces, text[start:]]


def written(properties: Iterable[tuple[str, str]], version: str) -> bytes:
    """One card as bytes out of (name with its group and parameters, value already escaped), empty values left out."""
    lines = ["BEGIN:VCARD", f"VERSION:{version}", *(f"{name}:{value}" for name, value in properties if value)]
    return "".join(f"{folded(line)}\r\n" for line in [*lines, "END:VCARD"]).encode()


def folded(line: str) -> str:
    """The line in pieces of at most 75 octets of UTF-8, no character cut, each piece after the first indented."""
    if len(line) * 4 <= _LONGEST_LINE or len(line.encode()) <= _LONGEST_LINE:
        return line
    pieces: list[str] = []
    start, octets = 0, 0
    for place, letter in enumerate(line):
        size = len(letter.encode())
        if octets + size > _LONGEST_LINE:
            pieces.append(line[start:place])
            start, octets = place, 1
        octets += size
    return "\r\n ".join([*pieces, line[start:]])
