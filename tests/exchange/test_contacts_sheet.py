"""Address books as Google and Outlook export them, and lists of partners as people keep them."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from partner_tui.errors import UsageError
from partner_tui.exchange import roster_sheet
from partner_tui.records.incoming import Incoming, IncomingContact

GOOGLE = (
    "First Name,Last Name,Organization Name,Organization Title,Notes,Labels,E-mail 1 - Label,E-mail 1 - Value,"
    "E-mail 2 - Label,E-mail 2 - Value,Phone 1 - Label,Phone 1 - Value,Phone 2 - Label,Phone 2 - Value,"
    "Address 1 - Label,Address 1 - Formatted,Website 1 - Label,Website 1 - Value\r\n"
)
GOOGLE_OLD = (
    "Name,Given Name,Additional Name,Family Name,Name Prefix,Birthday,Gender,Occupation,Notes,Group Membership,"
    "E-mail 1 - Type,E-mail 1 - Value,Phone 1 - Type,Phone 1 - Value,Address 1 - Type,Address 1 - Formatted,"
    "Address 1 - Street,Organization 1 - Type,Organization 1 - Name,Organization 1 - Yomi Name,"
    "Organization 1 - Title,Organization 1 - Department,Organization 1 - Location,Website 1 - Type,"
    "Website 1 - Value\r\n"
)
OUTLOOK_COM = (
    "First Name,Middle Name,Last Name,Title,Suffix,Nickname,E-mail Address,E-mail 2 Address,Home Phone,Business Phone,"
    "Business Fax,Mobile Phone,Company Main Phone,Job Title,Department,Company,Business Street,Business City,"
    "Business State,"
    "Business Postal Code,Business Country/Region,Home Street,Home City,Web Page,Birthday,Notes\r\n"
)
DESKTOP = (
    "Title,First Name,Middle Name,Last Name,Suffix,Company,Department,Job Title,Business Street,Business Phone,"
    "Mobile Phone,Categories,E-mail Address,E-mail Type,E-mail Display Name,Notes\r\n"
)
GOOGLES_OUTLOOK = (
    "First Name,Middle Name,Last Name,Title,Suffix,Initials,Web Page,Gender,Birthday,Notes,E-mail Address,"
    "E-mail 2 Address,Primary Phone,Home Phone,Business Phone,Company,Job Title,Department,Business Address,"
    "Business Street,Categories\r\n"
)


def read(text: str | bytes, said: Mapping[str, str] | None = None, kind: str | None = None) -> Incoming:
    data = text.encode() if isinstance(text, str) else text
    return roster_sheet.read(data, "partners.csv", said or {}, kind)


def one(incoming: Incoming) -> IncomingContact:
    assert len(incoming.contacts) == 1, incoming
    return incoming.contacts[0]


def test_a_new_google_export_is_read_with_its_quirks() -> None:
    row = (
        'Tomás,Larsen,Delgado Robotics,Manager,"Met at the fair.\nBring flyers.",Partners ::: * myContacts ::: '
        "business,"
        "* Work,T@delgado.example ::: t@home.example,Home,x@home.example,Home Fax,1,Work,2 ::: 3,Home,Elm 1,,"
        "https://delgado.example ::: https://b.example\r\n"
    )
    contact = one(read("\ufeff" + GOOGLE + row))
    assert contact.person is not None
    assert contact.notes == "Met at the fair.\nBring flyers."
    assert contact.emails == ("t@delgado.example", "t@home.example", "x@home.example")
    assert contact.person.phone == "2"
    [tie] = contact.ties
    assert (tie.title, tie.organization.tags) == ("Manager", ("Partners", "business"))
    assert (tie.organization.website, tie.organization.address) == ("https://delgado.example", "")


def test_an_old_google_export_is_read_without_what_need_not_be_known() -> None:
    row = (
        "Ana Rivera,Ana,,Rivera,Dr.,1990-01-01,F,Nurse,note,* My Contacts ::: health,* Work,ana@harbor.example,Work,1,"
        "Work,"
        '"1 Main St\nTown",1 Main St,*,Harbor Clinic,,Nurse,Outreach,Hall 2,,harbor.example\r\n'
    )
    incoming = read(GOOGLE_OLD + row)
    [tie] = one(incoming).ties
    assert (tie.organization.name, tie.title) == ("Harbor Clinic", "Nurse, Outreach")
    assert (tie.organization.address, tie.organization.website) == ("1 Main St, Town", "harbor.example")
    assert {one.column for one in incoming.repairs if "sensitive" in one.message} == {"Birthday", "Gender"}


@pytest.mark.parametrize(
    ("header", "row"),
    [
        (
            OUTLOOK_COM,
            "Ana,,Rivera,Dr.,,,ana@harbor.example,,9,1,8,7,6,Nurse,,Harbor Clinic,1 Main St,Town,CA,9,USA,Elm,Far,",
        ),
        (DESKTOP, "Mrs.,Ana,,Rivera,,Harbor Clinic,,Nurse,1 Main St,1,7,health,ana@harbor.example,SMTP,Ana (x),"),
        (
            GOOGLES_OUTLOOK,
            "Ana,,Rivera,Ms,,AR,,F,,,ana@harbor.example,,,9,1,Harbor Clinic,Nurse,,1 Main St,1 Main St,health",
        ),
    ],
)
def test_each_of_three_outlook_exports_is_read_alike(header: str, row: str) -> None:
    width = header.count(",")
    contact = one(read(f"{header}{row}{',' * (width - row.count(','))}\r\n".encode("cp1252")))
    assert contact.person is not None
    assert (contact.person.given_name, contact.person.family_name) == ("Ana", "Rivera")
    assert contact.emails == ("ana@harbor.example",)
    [tie] = contact.ties
    assert (tie.organization.name, tie.title) == ("Harbor Clinic", "Nurse")
    assert tie.organization.address.startswith("1 Main St")
    assert contact.person.phone == "1"


def test_western_letters_are_read_and_lost_ones_are_told() -> None:
    rows = ",Zoë,,Nguy?n,,Møller & Sons,,Owner,,1,,,z@moller.example,,,\r\n"
    incoming = read((DESKTOP + rows).encode("cp1252"))
    contact = one(incoming)
    assert contact.person is not None
    assert (contact.person.given_name, contact.ties[0].organization.name) == ("Zoë", "Møller & Sons")
    messages = " ".join(one.message for one in incoming.repairs)
    assert "Windows-1252" in messages
    assert "a letter was lost" in messages


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_a_list_of_partners_with_any_header_and_delimiter_is_one_of_contacts(delimiter: str) -> None:
    lines = [
        ["Company", "Contact", "E-mail", "Tel", "Type"],
        ["Harbor Clinic", "Ana Rivera", "ana@harbor.example", "1", "x"],
    ]
    incoming = read("\r\n".join(delimiter.join(line) for line in lines))
    contact = one(incoming)
    assert contact.person is not None
    assert (contact.person.family_name, contact.ties[0].organization.name) == ("Rivera", "Harbor Clinic")
    assert contact.ties[0].organization.tags == ("x",)


def test_a_row_with_only_an_organization_is_the_organization() -> None:
    contact = one(
        read(GOOGLE + ",,Harbor Clinic,,note,health,,info@harbor.example,,,Work,1,,,Work,1 Main St,,h.example\r\n")
    )
    assert contact.person is None
    [tie] = contact.ties
    assert (tie.organization.email, tie.organization.phone, tie.organization.notes) == (
        "info@harbor.example",
        "1",
        "note",
    )


def test_one_row_of_a_thousand_that_is_wrong_costs_only_itself() -> None:
    rows = [f"A{number},B,Firm,,,,,a{number}@x.example{',' * 10}\r\n" for number in range(1000)]
    rows[499] = f'"A,B,Firm,,,,,bad@x.example{"," * 10}\r\n'
    rows[700] = f",,,,,,,lost@x.example,,,Work,1{',' * 6}\r\n"
    rows[800] = f"A800,B,Firm,,,,,not an address{',' * 10}\r\n"
    incoming = read(GOOGLE + "".join(rows))
    assert len(incoming.contacts) == 998
    assert [one.row for one in incoming.rejections] == [501, 702, 802]


def test_two_rows_of_one_person_are_one_with_both_organizations() -> None:
    rows = [f"Ana,Rivera,{firm},,,,,ana@x.example{',' * 10}\r\n" for firm in ("Harbor Clinic", "City Parks")]
    assert [tie.organization.name for tie in one(read(GOOGLE + "".join(rows))).ties] == ["Harbor Clinic", "City Parks"]


def test_columns_are_what_somebody_says_and_it_is_remembered_by_the_header() -> None:
    text = "Who,Where,Reach\r\nAna Rivera,Harbor Clinic,ana@harbor.example\r\n"
    incoming = read(text, {"Who": "name", "Where": "organization"})
    assert one(incoming).ties[0].organization.name == "Harbor Clinic"
    assert one(incoming).emails == ("ana@harbor.example",)
    with pytest.raises(UsageError, match="not a field of contacts"):
        read(text, {"Who": "grade"}, kind="contacts")
    with pytest.raises(UsageError, match="No column could be recognised"):
        read("Who,Where\r\nAna Rivera,Harbor\r\n", kind="contacts")
