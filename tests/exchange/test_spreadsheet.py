"""What happens to CSV files on their way in and out."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from partner_tui.errors import PartnerError
from partner_tui.exchange.incoming import Findings
from partner_tui.exchange.spreadsheet import Sheet, csv_lines, neutralised, open_sheet, restored

# No record holds a zero character: it marks a file as something else than text.
CELLS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12) | st.sampled_from(
    [
        "=1+1",
        "@SUM(A1)",
        "'=1",
        "''+1",
        " =x",
        "+1 555",
        "-3",
        "\t=x",
        "＝1",
        "a\r\nb",
        'say "hi"',
        "'",
        "=",
        "",
    ]
)
ROWS = st.lists(st.lists(CELLS, min_size=2, max_size=2), max_size=5)


def sheet_of(data: bytes) -> Sheet:
    return open_sheet(lambda: io.BytesIO(data), Findings("list.csv"))


def cells_of(text: str) -> list[list[str]]:
    sheet = sheet_of(text.encode())
    sheet.width = 2
    return [[restored(cell) for cell in row] for _, row in sheet.rows()]


@pytest.mark.parametrize("raw", [True, False])
@given(rows=ROWS)
@settings(max_examples=150, deadline=None)
def test_what_is_written_is_read_back_exactly(raw: bool, rows: list[list[str]]) -> None:
    written = "".join(csv_lines(("name", "note"), rows, raw=raw))
    assert cells_of(written) == [["name", "note"], *rows]


@given(rows=ROWS)
@settings(max_examples=100, deadline=None)
def test_no_cell_that_leaves_can_start_a_formula(rows: list[list[str]]) -> None:
    written = "".join(csv_lines(("name", "note"), rows))
    for row in csv.reader(io.StringIO(written, newline="")):
        assert not any(cell.lstrip().startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠")) for cell in row)


def test_a_phone_number_is_guarded_and_comes_back() -> None:
    assert neutralised("+1 555 0100") == "'+1 555 0100"
    assert restored("'+1 555 0100") == "+1 555 0100"


def test_raw_leaves_a_formula_as_it_is() -> None:
    assert list(csv_lines(["a"], [["=1+1"]], raw=True)) == ["a\r\n", "=1+1\r\n"]


def test_rows_have_the_line_numbers_that_an_editor_shows() -> None:
    sheet = sheet_of(b'a,b\r\n"x\r\ny",1\r\n\r\nz,2\r\n')
    assert list(sheet.rows()) == [(1, ["a", "b"]), (2, ["x\r\ny", "1"]), (5, ["z", "2"])]


def test_a_quotation_mark_that_is_never_closed_costs_one_line() -> None:
    sheet = sheet_of(b'a,b\n1,2\n"3,4\n5,6\n7,8\n')
    sheet.width = 2
    assert [row for _, row in sheet.rows()] == [["a", "b"], ["1", "2"], ["5", "6"], ["7", "8"]]
    (rejection,) = sheet.findings.rejections
    assert (rejection.row, rejection.value) == (3, "3")


def test_two_open_quotation_marks_do_not_swallow_the_rows_between() -> None:
    sheet = sheet_of(b'a,b\n"1,2\n3,4\n"5,6\n7,8\n')
    sheet.width = 2
    assert [row[0] for _, row in sheet.rows()] == ["a", "3", "7"]
    assert [rejection.row for rejection in sheet.findings.rejections] == [2, 4]


def test_a_file_full_of_open_quotation_marks_is_refused() -> None:
    sheet = sheet_of(b"a,b\n" + b'"1,2\n3,4,5\n' * 200)
    sheet.width = 2
    with pytest.raises(PartnerError, match="quotation marks"):
        list(sheet.rows())


def test_letters_behind_a_closing_quotation_mark_are_kept_and_said() -> None:
    sheet = sheet_of(b'a,b\n"Bob" Smith,2\n')
    assert list(sheet.rows())[1] == (2, ["Bob Smith", "2"])
    assert "quotation marks inside a cell" in sheet.findings.repairs[0].message


@pytest.mark.parametrize("delimiter", [";", "\t", "|"])
def test_other_delimiters_are_found_even_where_names_have_commas(delimiter: str) -> None:
    text = f"Name{delimiter}Email\nRivera, Ana{delimiter}a@x.example\nLee, Bo{delimiter}b@x.example\n"
    sheet = sheet_of(text.encode())
    assert sheet.delimiter == delimiter
    assert len(sheet.findings.repairs) == 1


def test_a_line_without_end_is_refused_before_it_fills_the_memory() -> None:
    with pytest.raises(PartnerError, match="a line of more than"):
        sheet_of(b"a,b\n" + b"x," * 3_000_000)


def test_a_cell_of_a_whole_book_costs_its_row_only() -> None:
    sheet = sheet_of(b"a,b\n" + b"x" * 140_000 + b",1\n2,3\n")
    assert [row for _, row in sheet.rows()] == [["a", "b"], ["2", "3"]]
    assert "131,072" in sheet.findings.rejections[0].message


def test_bytes_that_are_no_text_are_refused() -> None:
    with pytest.raises(PartnerError, match="not a text file"):
        sheet_of(b"abc\0\x01\x02\xff" * 50)
