"""Names in one cell come apart as the people who have them would expect."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partner_tui.exchange.people_names import PersonName, looks_like_last_first, split


@pytest.mark.parametrize(
    ("text", "given_name", "family_name"),
    [
        ("Rivera, Ana", "Ana", "Rivera"),
        ("De la Cruz, Nkechi", "Nkechi", "De la Cruz"),
        ("Ana Rivera", "Ana", "Rivera"),
        ("María de la Cruz", "María", "de la Cruz"),
        ("Ludwig van der Berg", "Ludwig", "van der Berg"),
        ("José Ortega y Gasset", "José", "Ortega y Gasset"),
        ("Mary-Kate O'Brien", "Mary-Kate", "O'Brien"),
        ("King, Martin Luther, Jr.", "Martin Luther", "King Jr."),
        ("King Jr., Martin Luther", "Martin Luther", "King Jr."),
        ("Martin Luther King, Jr.", "Martin Luther", "King Jr."),
        ("Martin Luther King III", "Martin Luther", "King III"),
        ("Prince", "Prince", ""),
        ("  Rivera ,  Ana  ", "Ana", "Rivera"),
        ("", "", ""),
    ],
)
def test_given_and_family_name_are_told_apart(text: str, given_name: str, family_name: str) -> None:
    name = split(text)
    assert (name.given, name.family) == (given_name, family_name)
    assert name.dropped == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hernández, Linh (Lin)", PersonName("Linh", "Hernández", "Lin")),
        ("Robert “Bob” Smith", PersonName("Robert", "Smith", "Bob")),
        ('Smith, Robert "Bob"', PersonName("Robert", "Smith", "Bob")),
        ("Rivera, Ana (she/her)", PersonName("Ana", "Rivera", pronouns="she/her")),
        ("Rivera, Ana (on leave)", PersonName("Ana", "Rivera", dropped=("on leave",))),
        ("Dr. Ana Rivera", PersonName("Ana", "Rivera", dropped=("Dr.",))),
        ("Rivera, Ana, Ph.D.", PersonName("Ana", "Rivera", dropped=("Ph.D.",))),
        ("Rivera, Ana Q.", PersonName("Ana", "Rivera", dropped=("Q.",))),
    ],
)
def test_nicknames_and_pronouns_are_kept_and_what_is_dropped_is_said(text: str, expected: PersonName) -> None:
    assert split(text) == expected


def test_a_column_called_last_first_is_believed_without_commas() -> None:
    assert split("Rivera Ana María", family_first=True) == PersonName("Ana María", "Rivera")
    assert split("De la Cruz Ana", family_first=True) == PersonName("Ana", "De la Cruz")


@given(st.text(max_size=60), st.booleans())
def test_no_letter_of_a_name_is_lost_in_silence(text: str, family_first: bool) -> None:
    name = split(text, family_first=family_first)
    kept = "".join((name.given, name.family, name.preferred, name.pronouns, *name.dropped))
    assert sorted(c for c in text if c.isalnum()) == sorted(c for c in kept if c.isalnum())


def test_the_shape_of_last_first_is_known_from_addresses_and_sentences() -> None:
    assert looks_like_last_first("Rivera, Ana")
    assert not looks_like_last_first("12 Main St, Apt 4")
    assert not looks_like_last_first("Rivera,")
    assert not looks_like_last_first("a, b, c, d")
