"""Contacts that come in beside partners who are there: who is who, what is asked, and what stays as it was."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from partner_tui.records import database, history, organizations, partner_questions, people, roster, tags
from partner_tui.records.groups import Affiliation
from partner_tui.records.incoming import Incoming, IncomingContact, IncomingOrganization, IncomingTie, SourceKind
from partner_tui.records.organizations import Organization
from partner_tui.records.people import Person
from partner_tui.records.preview_lines import PreviewLines, State
from partner_tui.records.roster import Preview
from tests.conftest import NOW, WHO
from tests.records.deeds import everything
from tests.records.rosters import TODAY, bring_in, correct, names, row, the

pytestmark = pytest.mark.usefixtures("records")


def contact(
    given: str = "Ana", family: str = "Rivera", firm: str = "Harbor Clinic", title: str = "Nurse", **values: Any
) -> IncomingContact:
    person = row(given, family, kind="community", **{k: v for k, v in values.items() if k in ("email", "phone", "key")})
    organization = IncomingOrganization(firm, **values.get("of", {}))
    ties = (IncomingTie(organization, title, primary=values.get("primary", False)),) if firm else ()
    emails = (person.email,) if person.email else ()
    return IncomingContact(person, ties, "x.csv", 2, emails, values.get("notes", ""), values.get("tags", ()))


def a_book(*contacts: IncomingContact, source: str = "google-contacts:1") -> Incoming:
    numbered = [
        replace(one, row=line, person=one.person and replace(one.person, row=line))
        for line, one in enumerate(contacts, 2)
    ]
    spoken = frozenset({"kind", "given_name", "family_name", "email", "phone"})
    found = [one.person for one in numbered if one.person]
    return Incoming(SourceKind.CONTACTS, source, people=found, contacts=numbered, present=spoken)


ANA = contact(email="ana@harbor.example", phone="1", notes="Met at the fair.", of={"tags": ("health", "Partners")})
BO = contact("Bo", "Chen", "City Parks", "Ranger", email="bo@parks.example")


def firms() -> list[str]:
    return sorted(one.name for one in Organization.select())


def ties() -> list[tuple[Any, ...]]:
    query = (
        "SELECT p.given_name, o.name, a.title FROM affiliations a JOIN people p ON p.id = a.person_id "
        "JOIN organizations o ON o.id = a.organization_id WHERE a.archived_at IS NULL ORDER BY 1, 2"
    )
    return database.select(query)


def the_firm(name: str) -> Organization:
    return Organization.get(Organization.name == name)


def asks(preview: Preview) -> list[tuple[str, str]]:
    return [(one.what, one.name) for one in preview.partners.questions]


def test_contacts_come_in_once_and_one_undo_takes_them_back() -> None:
    before = everything()
    assert bring_in(a_book(ANA, BO)).counts["new"] == 4
    assert ties() == [("Ana", "Harbor Clinic", "Nurse"), ("Bo", "City Parks", "Ranger")]
    clinic = the_firm("Harbor Clinic")
    assert clinic.kind == "health_provider"
    assert tags.of_organizations([clinic.id]) == {clinic.id: ("Partners",)}
    assert the("Ana").notes == "Met at the fair."
    assert bring_in(a_book(ANA, BO)).changes_nothing
    history.undo(who=WHO, at=NOW)
    assert everything() == before


def test_one_person_of_several_programs_is_one() -> None:
    bring_in(a_book(ANA, BO))
    cards = bring_in(a_book(ANA, BO, source="vcard"))
    assert cards.counts == {"new": 0, "changed": 0, "same": 4, "absent": 0}
    lost = contact("An?", email="ana@harbor.example")
    assert [one.kept for one in bring_in(a_book(lost, source="outlook:1")).kept] == ["Ana"]
    assert names() == ["Ana Rivera", "Bo Chen"]


def test_who_has_neither_address_nor_id_comes_in_only_once() -> None:
    lonely = contact("Cy", "Diaz", "")
    for _ in range(2):
        bring_in(a_book(lonely, contact("Dee", "Elm", "Harbor Clinic")))
    assert names() == ["Cy Diaz", "Dee Elm"]
    other = bring_in(a_book(contact("Dee", "Elm", "Harbor Clinic"), source="vcard"))
    assert other.counts["same"] == 2
    assert asks(roster.compare(a_book(lonely, source="vcard"), TODAY)) == [("person", "Cy Diaz")]


def test_a_name_is_asked_about_and_each_answer_is_taken() -> None:
    with history.intent("Add", who=WHO, at=NOW) as intent:
        there = people.add(intent, kind="family", given_name="Ana", family_name="Rivera", email="ana@home.example")
    book = a_book(ANA, BO)
    preview = roster.compare(book, TODAY)
    assert asks(preview) == [("person", "Ana Rivera")]
    assert PreviewLines(preview).counts[State.ASKED] == 1
    assert preview.counts["new"] == 2, "only Bo and the parks"
    same = roster.compare(book, TODAY, answers=partner_questions.answered(preview, same=True))
    assert same.partners.ties[0].person.at == there
    assert [one.column for one in same.kept] == ["email"]
    new = roster.compare(book, TODAY, answers=partner_questions.answered(preview, new=True))
    assert new.counts["new"] == 4


def test_who_is_known_with_another_hat_keeps_it() -> None:
    with history.intent("Add", who=WHO, at=NOW) as intent:
        people.add(intent, kind="staff", given_name="Ana", family_name="Rivera", email="ana@harbor.example")
    bring_in(a_book(ANA))
    assert the("Ana").kind == "staff"
    assert ties() == [("Ana", "Harbor Clinic", "Nurse")]
    assert bring_in(a_book(ANA)).changes_nothing


def test_an_organization_is_the_same_however_it_is_written_and_asked_about_by_its_addresses() -> None:
    bring_in(a_book(ANA, contact("Eve", "Fox", "Møller & Sons, Inc.", email="e@moller.example")))
    again = roster.compare(
        a_book(
            contact("Gil", "Hay", "HARBOR  clinic", email="gil@harbor.example"),
            contact("Hal", "Ivy", "Moller and Sons Inc", email="h@moller.example"),
        ),
        TODAY,
    )
    assert not again.partners.new
    book = a_book(contact("Gil", "Hay", "The Harbor", email="gil@harbor.example"))
    preview = roster.compare(book, TODAY)
    assert asks(preview) == [("organization", "The Harbor")]
    assert preview.counts["new"] == 0
    taken = roster.compare(book, TODAY, answers=partner_questions.answered(preview, same=True))
    with history.intent("Import", who=WHO, at=NOW) as intent:
        roster.write(intent, taken, TODAY)
    assert firms() == ["Harbor Clinic", "Møller & Sons, Inc."]
    assert ("Gil", "Harbor Clinic", "Nurse") in ties()


def test_what_was_corrected_by_hand_survives_the_same_file() -> None:
    book = a_book(replace(ANA, ties=(replace(ANA.ties[0], organization=replace(ANA.ties[0].organization, phone="9")),)))
    bring_in(book)
    correct("Ana", given_name="Anna", phone="", notes="Mine")
    clinic = the_firm("Harbor Clinic")
    with history.intent("Correct", who=WHO, at=NOW) as intent:
        organizations.edit(intent, clinic.id, clinic.version, name="Harbor Health", phone="", kind="nonprofit")
        tags.take(intent, "Partners", organization_id=clinic.id)
        tie = Affiliation.get()
        intent.update(Affiliation, tie.id, tie.version, title="Head nurse", ends_on=TODAY)
    before = everything()
    preview = bring_in(book)
    assert preview.changes_nothing, preview.partners
    assert everything() == before


def test_news_of_the_file_comes_in_and_what_it_never_said_is_filled() -> None:
    bring_in(a_book(ANA))
    news = contact(email="ana@harbor.example", phone="2", title="Head nurse", notes="Two", of={"website": "h.example"})
    bring_in(a_book(news))
    assert (the("Ana").phone, the("Ana").notes) == ("2", "Two")
    assert ties() == [("Ana", "Harbor Clinic", "Head nurse")]
    assert the_firm("Harbor Clinic").website == "h.example"


def test_of_two_primary_contacts_the_first_is_kept_and_it_is_said() -> None:
    book = a_book(
        replace(ANA, ties=(replace(ANA.ties[0], primary=True),)),
        contact("Bo", "Chen", email="b@x.example", primary=True),
    )
    preview = bring_in(book)
    assert the_firm("Harbor Clinic").primary_contact_id == the("Ana").id
    [told] = preview.rejected
    assert (told.row, told.value) == (3, "Bo Chen")
    assert "Ana Rivera is the primary contact" in told.message


def test_an_address_that_several_share_makes_nobody_another() -> None:
    shared = "info@harbor.example"
    book = a_book(contact(email=shared), contact("Bo", "Chen", email=shared))
    bring_in(book)
    assert names() == ["Ana Rivera", "Bo Chen"]
    assert bring_in(book).changes_nothing
    preview = roster.compare(a_book(contact("Cy", "Diaz", email=shared), source="vcard"), TODAY)
    assert asks(preview) == [("person", "Cy Diaz")]


@pytest.mark.parametrize("name", ['=HYPERLINK("http://x")', 'Møller & Sons, "The Best"; [/]', "[/]", "?"])
def test_a_hostile_name_comes_in_as_it_is_and_only_once(name: str) -> None:
    for _ in range(2):
        bring_in(a_book(contact(name, name, name, name, email="a@x.example", tags=(name,), notes=name)))
    assert firms() == [name]
    assert [one.given_name for one in Person.select()] == [name]


def test_a_comparison_runs_as_many_queries_for_hundreds_as_for_one(monkeypatch: pytest.MonkeyPatch) -> None:
    counts = []
    select = database.select
    for many in (1, 300):
        book = a_book(*(contact(f"A{n}", "B", f"Firm {n}", email=f"a{n}@x{n}.example") for n in range(many)))
        bring_in(book)
        seen: list[str] = []
        monkeypatch.setattr(
            database, "select", lambda query, values=(), seen=seen: seen.append(query) or select(query, values)
        )
        roster.compare(book, TODAY)
        monkeypatch.setattr(database, "select", select)
        counts.append(len(seen))
    assert counts[0] == counts[1]
