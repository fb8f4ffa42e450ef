"""Files in letters from elsewhere: read where it is sure what they are, refused in words where it is not."""

from __future__ import annotations

import codecs
import contextlib
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partner_tui.errors import PartnerError
from partner_tui.exchange.encodings import encoding_of, said_in
from partner_tui.exchange.incoming import Findings


def read(data: bytes) -> tuple[str, str]:
    """Return the codec of a file and what is said of it."""
    findings = Findings("staff.csv")
    codec = encoding_of(io.BytesIO(data), findings).codec
    return codec, said_in(findings.repairs)


@pytest.mark.parametrize(
    ("text", "codec", "said"),
    [
        ("Name\nZoë\n", "utf-8", ""),
        ("Name\nZoë\n", "utf-8-sig", "UTF-8 with a byte order mark"),
        ("Name\nZoë\n", "utf-16", "UTF-16"),
        ("Name\nRenée “Ré” O’Brien – Señor Núñez\n", "cp1252", "Windows-1252"),
        ("Navn\nSørensen Åse Æbelø\n", "latin-1", "Windows-1252"),
        ("Name\nŽižek Šárka\n", "cp1252", "Windows-1252"),
    ],
)
def test_a_western_list_is_read_and_what_was_unusual_is_said(text: str, codec: str, said: str) -> None:
    assert read(text.encode(codec))[1] == said


@pytest.mark.parametrize(
    ("text", "codec"),
    [
        ("名前\n山田,太郎\n佐藤,花子\n", "shift_jis"),
        ("ヤマダ,タロウ\nサトウ,ハナコ\n", "shift_jis"),
        ("Name\n张伟,老师\n王芳,老师\n", "gbk"),
        ("Name\n김민준,교사\n이서연,교사\n", "euc_kr"),
        ("Имя,Фамилия\nИван,Петров\n", "cp1251"),
    ],
)
def test_letters_that_cannot_be_told_are_refused_in_words(text: str, codec: str) -> None:
    with pytest.raises(PartnerError, match="an encoding that cannot be told") as caught:
        read(text.encode(codec))
    assert "save it again as CSV (UTF-8)" in caught.value.hint


def test_a_few_broken_bytes_in_a_western_list_do_not_keep_it_out() -> None:
    rows = "".join(f"Zoë Sørensen {number}\n" for number in range(50)).encode("latin-1")
    assert read(b"Name\n" + rows + b"Ren\x81e\n") == ("cp1252", "Windows-1252")


@given(st.binary(max_size=200))
def test_no_bytes_crash_it(data: bytes) -> None:
    with contextlib.suppress(PartnerError):
        codec, _said = read(data)
        assert data.decode(codec, "replace") or data in (b"", codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
