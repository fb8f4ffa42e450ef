"""The report on partners as text, a page, a table and data: the same numbers, and every name as it was typed."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from decimal import Decimal
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from partner_tui.exchange.report_files import CSV_COLUMNS, ReportFormat, report_bytes
from partner_tui.exchange.spreadsheet import restored
from partner_tui.insight import cells
from partner_tui.insight.partner_report import PartnerReport, report
from partner_tui.records.partner_report_rows import (
    GivenFacts,
    GroupFacts,
    PartnerFacts,
    PartnerReportFacts,
    Placed,
    PromiseFacts,
)
from partner_tui.records.school_year import Span

from ..partnerships import FORMULA, SONS

HOSTILE = (
    FORMULA,
    SONS,
    "<script>alert(1)</script>",
    "</svg><style>*{}</style>",
    "‮desrever",
    "\u0645\u062f\u0631\u0633\u0629",
)
VOID = {"meta", "rect", "line"}


def made(names: tuple[str, ...] = ("Bakery", "Clinic"), count: int = 20, **others: Any) -> PartnerReport:
    facts: dict[str, Any] = {
        "school": names[0],
        "span": Span("2026–27", date(2026, 8, 31), date(2027, 6, 11)),
        "today": date(2026, 11, 24),
        "smallest": 10,
        "placed": [
            Placed(partner * 1_000 + number, "11", partner, "job", 90)
            for partner in range(len(names))
            for number in range(count + partner)
        ],
        "partners": {at: PartnerFacts(f"uid-{at}", name, "business", name) for at, name in enumerate(names)},
        "students": {"11": 500, "12": 300},
        "groups": [GroupFacts(name, 40, 0) for name in names] + [GroupFacts("", 700, 41)],
        "promises": [PromiseFacts(True, 3, 1, 1, 0), PromiseFacts(False, 0, 0, 0, 0)],
        "given": [GivenFacts(False, names[0], "money", Decimal("12.5"), 1)],
        "stages": {"active": len(names)},
    }
    return report(PartnerReportFacts(**(facts | others)))


def written(found: PartnerReport, wanted: ReportFormat) -> str:
    return b"".join(report_bytes(found, wanted)).decode()


class Page(HTMLParser):
    """Reads a page strictly: every element is closed in its turn."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.texts.append(data)

    @property
    def text(self) -> str:
        return "\n".join(self.texts)


def test_the_page_is_one_file_that_loads_and_runs_nothing() -> None:
    raw = written(made(), ReportFormat.HTML)
    page = Page(raw)
    tags = {tag for tag, _ in page.tags}
    assert not tags & {"script", "link", "img", "iframe", "object", "a", "form"}
    assert not [
        name for _, attributes in page.tags for name in attributes if name.startswith("on") or name in ("src", "href")
    ]
    assert "url(" not in raw
    assert "@import" not in raw
    assert "default-src 'none'" in raw


def test_the_page_has_a_language_a_title_and_headings_and_prints() -> None:
    raw = written(made(), ReportFormat.HTML)
    page = Page(raw)
    assert ("html", {"lang": "en"}) in page.tags
    assert [tag for tag, _ in page.tags].count("h1") == 1
    assert "@media print" in raw
    assert "break-inside: avoid" in raw
    columns = [attributes for tag, attributes in page.tags if tag == "th"]
    assert all(attributes.get("scope") in ("col", "row") for attributes in columns)


def test_every_chart_has_a_title_and_its_numbers_in_words() -> None:
    page = Page(written(made(), ReportFormat.HTML))
    charts = [attributes for tag, attributes in page.tags if tag == "svg"]
    assert len(charts) == 3
    ids = {attributes["id"] for tag, attributes in page.tags if tag in ("title", "desc") and "id" in attributes}
    for attributes in charts:
        assert attributes["role"] == "img"
        assert set(str(attributes["aria-labelledby"]).split()) <= ids
    assert "Clinic: 21 students; Bakery: 20 students" in page.text


def test_no_bar_is_longer_than_its_room() -> None:
    page = Page(written(made(count=4_000), ReportFormat.HTML))
    bars = [attributes for tag, attributes in page.tags if tag == "rect"]
    assert bars
    assert all(float(str(one["x"])) + float(str(one["width"])) <= 680 for one in bars)


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_is_text_in_a_page(name: str) -> None:
    page = Page(written(made((name, "Clinic")), ReportFormat.HTML))
    assert name in page.text
    assert "script" not in {tag for tag, _ in page.tags}
    assert [tag for tag, _ in page.tags].count("style") == 1


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_is_a_cell_that_runs_nothing_in_a_table(name: str) -> None:
    rows = list(csv.reader(io.StringIO(written(made((name, "Clinic")), ReportFormat.CSV))))
    assert tuple(rows[0]) == CSV_COLUMNS
    assert all(len(row) == len(CSV_COLUMNS) for row in rows)
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "@"))]
    assert name in {restored(row[1]) for row in rows if row[0] == "partner"}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_is_itself_in_data_and_in_text(name: str) -> None:
    found = made((name, "Clinic"))
    assert name in {one["name"] for one in json.loads(written(found, ReportFormat.JSON))["partners"]}
    assert name[:10] in written(found, ReportFormat.TEXT)


def test_text_is_as_wide_as_a_terminal_and_no_wider() -> None:
    lines = written(made(("W" * 120, "東京都立大学付属高等学校" * 4)), ReportFormat.TEXT).splitlines()
    assert max(map(cells.width, lines)) <= 78


def test_what_is_hidden_is_hidden_in_every_format() -> None:
    there = [Placed(number, "11", 0, "job", 67) for number in range(7)]
    there += [Placed(100 + number, "12", 1, "job", 60) for number in range(33)]
    there += [Placed(200 + number, "12", 2, "job", 60) for number in range(44)]
    found = made(("Bakery", "Clinic", "Shop"), placed=there)
    for wanted in ReportFormat:
        said = written(found, wanted)
        assert "&lt;10" in said or "<10" in said
        assert "not shown" in said
    document = json.loads(written(found, ReportFormat.JSON))
    by_name = {one["name"]: one for one in document["partners"]}
    assert by_name["Bakery"]["students"] == {"value": None, "text": "<10"}
    assert by_name["Bakery"]["hours"] == {"value": None, "text": "–"}
    assert by_name["Clinic"]["students"]["value"] is None
    assert by_name["Shop"]["students"]["value"] == 44


def test_a_page_has_the_first_partners_and_the_files_have_all() -> None:
    found = made(tuple(f"Partner {number:02d}" for number in range(30)))
    assert "and 10 more" in written(found, ReportFormat.TEXT)
    assert "and 10 more" in written(found, ReportFormat.HTML)
    assert len(json.loads(written(found, ReportFormat.JSON))["partners"]) == 30
    rows = csv.reader(io.StringIO(written(found, ReportFormat.CSV)))
    assert sum(row[0] == "partner" and row[3] == "students" for row in rows) == 30


@pytest.mark.parametrize("wanted", ReportFormat)
def test_the_same_records_give_the_same_bytes_and_an_empty_year_is_a_report_too(wanted: ReportFormat) -> None:
    assert written(made(), wanted) == written(made(), wanted)
    empty = made(placed=[], partners={}, groups=[], promises=[], given=[], students={})
    assert "no student was placed" in written(empty, wanted) or wanted is ReportFormat.CSV


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=40))
@settings(max_examples=50, deadline=None)
def test_no_name_can_open_an_element(name: str) -> None:
    before = [tag for tag, _ in Page(written(made(), ReportFormat.HTML)).tags]
    assert [tag for tag, _ in Page(written(made((name, "Clinic")), ReportFormat.HTML)).tags] == before
