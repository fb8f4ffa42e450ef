"""Whatever people type or paste, nothing invisible gets in, and nothing visible is lost."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partner_tui.records.text import clean_line, clean_note, fold, words

HOSTILE = st.text(
    st.one_of(
        st.characters(),
        st.characters(categories=("Cc", "Cf", "Cs", "Zl", "Zp", "Zs", "Mn")),
        st.sampled_from("\x1b\x9b\x00\x07\x7f\u202e\u2066\u200f\u2028\u2029\ud800\U000e0041\ufeff\r\n\t '=+-@[]"),
    ),
    max_size=40,
)
BIDI = set("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def assert_harmless(text: str, allowed: str = "") -> None:
    for letter in text:
        assert letter in allowed or unicodedata.category(letter) not in {"Cc", "Cs", "Zl", "Zp"}, repr(letter)
        assert letter not in BIDI
        assert not 0xE0000 <= ord(letter) <= 0xE007F
    text.encode()


@given(HOSTILE)
def test_a_line_has_nothing_invisible_and_stays_as_it_is(text: str) -> None:
    line = clean_line(text)
    assert_harmless(line)
    assert clean_line(line) == line
    assert line == line.strip()
    assert "  " not in line
    assert unicodedata.is_normalized("NFC", line)


@given(HOSTILE)
def test_a_note_keeps_its_lines_and_has_nothing_else_invisible(text: str) -> None:
    note = clean_note(text)
    assert_harmless(note, "\n\t")
    assert clean_note(note) == note
    assert unicodedata.is_normalized("NFC", note)


@given(st.text(st.characters(categories=("L", "N", "P", "S"), exclude_characters="\u00a0"), max_size=40))
def test_what_can_be_seen_is_kept(text: str) -> None:
    assert clean_line(text) == unicodedata.normalize("NFC", text)
    assert clean_note(text) == unicodedata.normalize("NFC", text)


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("\x1b]0;gotcha\x07Ana", "]0;gotchaAna"),
        ("A\x1b[2Jna", "A[2Jna"),
        ("Ana\u202eareviR", "AnaareviR"),
        ("  Ana \t Rivera\r\n", "Ana Rivera"),
        ("A\u0301na", "Ána"),
        ("[/x] =1+1", "[/x] =1+1"),
        ("👩\u200d🏫 Ms. Ana", "👩\u200d🏫 Ms. Ana"),
        ("王小明", "王小明"),
        ("أحمد", "أحمد"),
        ("Ana\0Rivera", "AnaRivera"),
        ("Ana\u2028Rivera", "Ana Rivera"),
    ],
)
def test_names_as_they_are_stored(typed: str, stored: str) -> None:
    assert clean_line(typed) == stored


def test_a_note_keeps_paragraphs_and_loses_line_ends_of_other_systems() -> None:
    assert clean_note("one  \r\ntwo\rthree\u2029\n\tfour\n\n") == "one\ntwo\nthree\n\n\tfour"


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Łukasz O'Brien-Øberg", "lukasz obrien-oberg"),
        ("Strauß", "strauss"),
        ("Yılmaz İnci", "yilmaz inci"),
        ("D’Angelo", "dangelo"),
        ("Zoë\u00a0 Ng", "zoe ng"),
        ("™ ﬁ Ⅳ", "tm fi iv"),
        ("ANA", "ana"),
    ],
)
def test_text_as_it_is_searched(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(HOSTILE)
def test_folding_twice_is_folding_once(text: str) -> None:
    once = fold(clean_line(text))
    assert fold(once) == once
    assert fold(once.upper().lower()) == fold(once) or not once.isascii()


@given(HOSTILE)
def test_the_words_of_a_text_have_no_space_quote_or_accent(text: str) -> None:
    for word in words(clean_line(text)):
        assert word == fold(word)
        assert word.isalnum()
