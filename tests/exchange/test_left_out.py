"""The rows that an import left out, in a file in which they can be corrected."""

from __future__ import annotations

import csv
import io

from partner_tui.exchange import left_out
from partner_tui.records.incoming import Rejection

NAMELESS = Rejection("staff.csv", 4, "Name", "", "no name: row left out")
NO_DATE = Rejection("staff.csv", 4, "Hired", "=1+1", "not a date that can be read: left empty")
UNREAD = Rejection("staff.csv", 9, "", "x", "a quotation mark that is not closed: left out")


def table(*rejections: Rejection, **given: object) -> list[list[str]]:
    text = b"".join(left_out.chunks(rejections, **given)).decode("utf-8-sig")  # type: ignore[arg-type]  # as written
    return list(csv.reader(io.StringIO(text)))


def test_a_row_of_a_list_stands_once_as_it_was_with_all_reasons() -> None:
    assert table(NAMELESS, NO_DATE, UNREAD, header=["Name", "Hired"], rows={4: ["", "=1+1"]}) == [
        ["Name", "Hired", "Row in the file", "Left out because"],
        ["", "'=1+1", "4", "Name: no name: row left out; Hired: not a date that can be read: left empty"],
        ["", "", "9", "a quotation mark that is not closed: left out"],
    ]


def test_of_any_other_file_each_reason_has_a_line() -> None:
    assert table(NAMELESS, NO_DATE) == [
        ["File", "Row", "Column", "Read", "Left out because"],
        ["staff.csv", "4", "Name", "", "no name: row left out"],
        ["staff.csv", "4", "Hired", "'=1+1", "not a date that can be read: left empty"],
    ]
