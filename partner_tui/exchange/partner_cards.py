"""Partners and their people as vCard, 3.0 or 4.0: a card for each organization and one for each person."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from partner_tui.exchange.vcard import escaped, written
from partner_tui.exchange.vcard_contacts import OWN
from partner_tui.records.incoming import IncomingContact, IncomingOrganization, IncomingTie
from partner_tui.records.people import display_name

PRODUCT = "-//partner-tui//partner-tui//EN"
VERSIONS = ("4.0", "3.0")

_Properties = Iterator[tuple[str, str]]


def chunks(contacts: Iterable[IncomingContact], version: str = "4.0") -> Iterator[bytes]:
    """Yield the cards, an organization's before those of its people, each once."""
    seen: set[str] = set()
    for contact in contacts:
        for tie in contact.ties:
            if tie.organization.key not in seen:
                seen.add(tie.organization.key)
                yield written(_organization(tie.organization, version), version)
        if contact.person is not None:
            yield written(_person(contact, version), version)


def _organization(of: IncomingOrganization, version: str) -> _Properties:
    yield "PRODID", PRODUCT
    yield "UID", _uid(of.key, version)
    if version == "4.0":
        yield "KIND", "org"
    else:
        yield "N", ";;;;"
        yield "X-ABShowAs", "COMPANY"
    yield "FN", escaped(of.name)
    yield "ORG", escaped(of.name)
    yield "EMAIL;TYPE=work", escaped(of.email)
    yield _phone(version), escaped(of.phone)
    yield "ADR;TYPE=work", f";;{escaped(of.address)};;;;" if of.address else ""
    yield "URL", escaped(of.website)
    yield "NOTE", escaped(of.notes)
    yield "CATEGORIES", ",".join(map(escaped, of.tags))
    own = {
        "VERSION": str(of.version), "KIND": of.kind, "SECTOR": of.sector, "SIZE": of.size, "DEPTH": of.depth,
        "OWNER": of.owner, "WEEKS": of.weeks, "STAGE": of.stage,
        "SINCE": of.since.isoformat() if of.since else "", "WHY": of.why,
    }  # fmt: skip
    yield from ((f"{OWN}{name}", escaped(value)) for name, value in own.items())


def _person(contact: IncomingContact, version: str) -> _Properties:
    person = contact.person
    if person is None:
        return
    yield "PRODID", PRODUCT
    yield "UID", _uid(person.key, version)
    yield "N", f"{escaped(person.family_name)};{escaped(person.given_name)};;;"
    yield "FN", escaped(display_name(person.given_name, person.family_name, person.preferred_name))
    yield "NICKNAME", escaped(person.preferred_name)
    yield "EMAIL;TYPE=work", escaped(person.email)
    yield _phone(version), escaped(person.phone)
    if not contact.ties:
        yield "TITLE", escaped(person.job_title)
    for place, tie in enumerate(contact.ties, 1):
        yield from _tie(tie, f"item{place}")
    yield "NOTE", escaped(contact.notes)
    yield "CATEGORIES", ",".join(map(escaped, contact.tags))
    own = {
        "VERSION": str(contact.version), "KIND": person.kind, "PRONOUNS": person.pronouns,
        "LANGUAGE": person.language, "JOB": person.job_title if contact.ties else "",
    }  # fmt: skip
    yield from ((f"{OWN}{name}", escaped(value)) for name, value in own.items())


def _tie(tie: IncomingTie, group: str) -> _Properties:
    yield f"{group}.ORG", escaped(tie.organization.name)
    yield f"{group}.TITLE", escaped(tie.title)
    yield f"{group}.{OWN}ORG", escaped(tie.organization.key)
    yield f"{group}.{OWN}SINCE", tie.starts_on.isoformat() if tie.starts_on else ""
    yield f"{group}.{OWN}PRIMARY", "yes" if tie.primary else ""


def _uid(key: str, version: str) -> str:
    return f"urn:uuid:{key}" if version == "4.0" else escaped(key)


def _phone(version: str) -> str:
    return "TEL;TYPE=work,voice" if version == "3.0" else 'TEL;VALUE=text;TYPE="work,voice"'
