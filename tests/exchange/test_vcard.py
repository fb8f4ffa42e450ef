"""Cards as phones, Apple and old programs write them: what is read, what is told, and what is written."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from partner_tui.errors import PartnerError
from partner_tui.exchange import vcard, vcard_contacts
from partner_tui.exchange.incoming import Findings
from partner_tui.records.incoming import Incoming, IncomingContact


def read(*lines: str, end: str = "\r\n") -> Incoming:
    return vcard_contacts.read("".join(f"{line}{end}" for line in lines).encode(), "x.vcf")


def card(*lines: str, version: str = "3.0") -> list[str]:
    return ["BEGIN:VCARD", f"VERSION:{version}", *lines, "END:VCARD"]


def one(incoming: Incoming) -> IncomingContact:
    assert len(incoming.contacts) == 1, incoming
    return incoming.contacts[0]


def test_a_card_of_an_iphone_is_read_with_its_groups_and_labels() -> None:
    found = one(
        read(
            *card(
                "N:Novák;Léa;;Dr.;", "FN:Dr. Léa Novák", "NICKNAME:Lea",
                r"ORG:Bright Futures\, Inc.;Outreach", "TITLE:Owner",
                "item1.EMAIL;type=INTERNET;type=pref:Lea@Lakeview.example", "item1.X-ABLabel:_$!<Work>!$_",
                "item2.EMAIL;type=INTERNET:lea@home.example", "TEL;type=HOME:1", "item3.TEL:2",
                "item3.X-ABLabel:_$!<HomeFAX>!$_", "TEL;type=WORK;type=VOICE:+1 555 020",
                "ADR;type=HOME:;;Elm 1;Town;;1;", r"ADR;type=WORK:;;1 Main St\, Suite 4;Town;CA;9;USA",
                "URL;type=pref:https://lakeview.example", r"NOTE:Met at the fair.\nBring flyers\, two.",
                "CATEGORIES:Partners,business", "UID:abc-1",
            )
        )
    )  # fmt: skip
    assert found.person is not None
    assert (found.person.given_name, found.person.family_name, found.person.preferred_name) == ("Léa", "Novák", "Lea")
    assert found.emails == ("lea@lakeview.example", "lea@home.example")
    assert (found.person.phone, found.person.key) == ("+1 555 020", "abc-1")
    assert found.notes == "Met at the fair.\nBring flyers, two."
    [tie] = found.ties
    assert (tie.organization.name, tie.title) == ("Bright Futures, Inc.", "Owner, Outreach")
    assert tie.organization.address == "1 Main St, Suite 4, Town, CA, 9, USA"
    assert (tie.organization.website, tie.organization.tags) == ("https://lakeview.example", ("Partners", "business"))


def test_several_organizations_of_one_person_keep_their_titles() -> None:
    found = one(
        read(
            *card(
                "FN:Ana Rivera", "item1.ORG:Harbor Clinic", "item2.ORG:City Parks",
                "item2.TITLE:Ranger", "item1.TITLE:Nurse", version="4.0",
            )
        )
    )  # fmt: skip
    assert [(tie.organization.name, tie.title) for tie in found.ties] == [
        ("Harbor Clinic", "Nurse"),
        ("City Parks", "Ranger"),
    ]


def test_a_card_without_a_person_is_the_organization() -> None:
    for lines in (
        ["KIND:org", "FN:Harbor Clinic", "EMAIL:info@harbor.example"],
        ["N:;;;;", "FN:Harbor Clinic", "ORG:Harbor Clinic", "EMAIL:info@harbor.example"],
        ["FN:Somebody", "ORG:Harbor Clinic", "X-ABShowAs:COMPANY", "EMAIL:info@harbor.example"],
    ):
        found = one(read(*card(*lines)))
        assert found.person is None
        assert (found.ties[0].organization.name, found.ties[0].organization.email) == (
            "Harbor Clinic",
            "info@harbor.example",
        )


def test_a_card_of_an_old_phone_is_read_with_its_charset_and_soft_breaks() -> None:
    found = one(
        read(
            *card(
                "N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:S=C3=B8rensen;Ha=", "na;;;",
                "TEL;CELL:+1 555", "EMAIL;INTERNET:h@tribune.example",
                "NOTE;ENCODING=QUOTED-PRINTABLE;CHARSET=ISO-8859-1:caf=E9=0D=0Atwo", version="2.1",
            )
        )
    )  # fmt: skip
    assert found.person is not None
    assert (found.person.given_name, found.person.family_name) == ("Hana", "Sørensen")
    assert found.notes == "café\ntwo"
    assert found.person.phone == "+1 555"


def test_folds_are_undone_and_a_broken_one_is_told_with_its_line() -> None:
    found = read(*card("FN:Ana Ri", " vera", "NOTE:one", "two without a space", "EMAIL:ana@", "\tharbor.example"))
    contact = one(found)
    assert contact.person is not None
    assert (contact.person.family_name, contact.emails) == ("Rivera", ("ana@harbor.example",))
    assert contact.notes == "one\ntwo without a space"
    [note] = [one for one in found.repairs if "fold" in one.message]
    assert (note.row, note.value) == (6, "two without a space")


def test_a_broken_card_is_told_with_its_line_and_the_others_are_kept() -> None:
    found = read(
        *card("FN:Ana Rivera"), "BEGIN:VCARD", "VERSION:3.0", "FN:Bo Chen", *card("FN:Cy Diaz"),
        *card("EMAIL:x@y.example"), "BEGIN:VCARD", "FN:Dee Cut",
    )  # fmt: skip
    assert [contact.person.given_name for contact in found.contacts if contact.person] == ["Ana", "Cy"]
    assert [(one.row, one.value) for one in found.rejections] == [(5, "Bo Chen"), (12, ""), (16, "Dee Cut")]


def test_a_card_within_a_card_is_not_taken_for_its_owner() -> None:
    found = one(read(*card("FN:Ana Rivera", "AGENT:", *card("FN:The Agent"), "TEL:1")))
    assert found.person is not None
    assert (found.person.given_name, found.person.phone) == ("Ana", "1")


def test_a_file_without_cards_is_refused_in_words() -> None:
    with pytest.raises(PartnerError, match="no cards"):
        vcard_contacts.read(b"nothing here", "x.vcf")


PIECES = st.sampled_from(
    [
        "BEGIN:VCARD", "END:VCARD", "VERSION:3.0", "VERSION:2.1", "N:a;b", "FN:x", "ORG:y;z", "item1.EMAIL:", "a@b.c",
        ";TYPE=", '"', "\\", ",", ";", ":", "=", "=\r\n", "\r\n", "\n", "\r", " ", "\t",
        "NOTE;ENCODING=QUOTED-PRINTABLE:", ";CHARSET=", "utf-7", "\x00", "é", "\u2028",
        "TEL;VALUE=uri:tel:", "X-ABLabel:_$!<", ">!$_", "CATEGORIES:",
        "AGENT:", "KIND:group", "ADR:;;", "PREF=9", "X-PARTNER-TUI-SINCE:", "UID:urn:uuid:",
    ]
)  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(
    st.lists(PIECES, max_size=60).map("".join) | st.text(max_size=200), st.sampled_from(["utf-8", "utf-16", "cp1252"])
)
def test_whatever_stands_in_a_file_it_is_read_or_refused_in_words(text: str, codec: str) -> None:
    try:
        found = vcard_contacts.read(text.encode(codec, "replace"), "x.vcf")
    except PartnerError:
        return
    assert all(contact.person or contact.ties for contact in found.contacts)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=300))
def test_a_value_comes_back_and_no_line_is_longer_than_75_octets(text: str) -> None:
    text = text.encode("utf-8", "replace").decode().replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    data = vcard.written([("FN", "x"), ("NOTE", vcard.escaped(text))], "4.0")
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    assert all(line.decode() is not None for line in data.split(b"\r\n"))
    [card_found] = vcard.cards(data, Findings("x.vcf"))
    assert "".join(one.text for one in card_found.all("NOTE")) == text
