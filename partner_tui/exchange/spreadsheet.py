"""CSV files: found out, read row by row with their quirks noted, and written so that no cell starts a formula."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from typing import BinaryIO

from partner_tui.errors import PartnerError
from partner_tui.exchange.encodings import Encoding, encoding_of
from partner_tui.exchange.incoming import Findings

_MOST_RESTARTS = 25
_DELIMITERS = ",;\t|"
_DELIMITER_NAMES = {";": "semicolons", "\t": "tabs", "|": "upright bars"}

# A spreadsheet takes a cell for a formula by its first character, also behind spaces and in full width
# (OWASP, "CSV Injection"). A leading apostrophe is what spreadsheets themselves use against it; one that
# is already there in front of such a text is doubled, so that reading can always take one away.
_TRIGGER = r"\s*[=+\-@\t\r\n\0＝＋－＠]"
_FORMULA = re.compile(rf"'*{_TRIGGER}")
_GUARDED = re.compile(rf"'+{_TRIGGER}")


def neutralised(text: str) -> str:
    """The cell with an apostrophe in front where a spreadsheet would run it as a formula."""
    return f"'{text}" if _FORMULA.match(text) else text


def restored(text: str) -> str:
    """The cell as it was before `neutralised`, or before `csv_lines` wrote it raw."""
    return text[1:] if text.startswith("'") and _GUARDED.match(text) else text


def csv_lines(header: Sequence[str], rows: Iterable[Sequence[str]], raw: bool = False) -> Iterator[str]:
    """Yield the file line by line, CRLF included (RFC 4180); a cell with a line break makes a longer "line".

    Formulas are neutralised unless `raw`; either way `restored` gives back every cell exactly.
    """
    guard = _guard_raw if raw else neutralised
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    for row in chain((header,), rows):
        buffer.seek(0)
        buffer.truncate()
        writer.writerow([guard(cell) for cell in row])
        yield buffer.getvalue()


def _guard_raw(text: str) -> str:
    return f"'{text}" if _GUARDED.match(text) else text


@dataclass(slots=True)
class Sheet:
    """One CSV file, open for reading: `open_bytes` gives its bytes from the start, as often as needed.

    `width` is the number of cells of the header, once that is known. Of a row that cannot be divided into its
    cells only the first is ever shown, for any other may be a password; not even that without `shows_first`.
    """

    open_bytes: Callable[[], BinaryIO]
    findings: Findings
    encoding: Encoding
    delimiter: str
    width: int = 0
    shows_first: bool = True

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """Yield (line number of its first line, cells) for every row that is not blank.

        A quotation mark that is never closed costs only its own line: it is rejected and reading starts again
        behind it; so does a row of several lines that has not as many cells as the header.
        """
        behind = 0
        for _ in range(_MOST_RESTARTS):
            again = yield from self._rows_behind(behind)
            if again is None:
                return
            behind = again
        raise PartnerError(
            f"{self.findings.file} cannot be read as CSV: its quotation marks do not match (line {behind}).",
            "Save it again from the spreadsheet program as CSV (UTF-8).",
        )

    def fits(self, line: int, row: list[str]) -> bool:
        """Make a row as wide as the header, noting what was missing; False for a blank row or one with too much."""
        width = self.width
        if not any(cell.strip() for cell in row):
            return False
        if any(cell.strip() for cell in row[width:]):
            message = f"{len(row)} cells where the header has {width} (a comma outside quotation marks?): row left out"
            self.findings.reject(line, "", self.shown(row[0]), message)
            return False
        if len(row) < width:
            message = f"{len(row)} cells where the header has {width}: the missing ones read as empty"
            self.findings.repair(line, "", self.shown(row[0]), message)
            row.extend([""] * (width - len(row)))
        del row[width:]
        return True

    def _rows_behind(self, skip: int) -> Generator[tuple[int, list[str]], None, int | None]:
        """Yield rows from line `skip` + 1; return the line behind which to start again, or None at the end."""
        with self._text() as text:
            reader = csv.reader(text if skip == 0 else islice(text, skip, None), delimiter=self.delimiter, strict=True)
            end = skip
            while True:
                start = end + 1
                try:
                    row = next(reader)
                except StopIteration:
                    return None
                except csv.Error as error:
                    end = skip + reader.line_num
                    if end > start or "expected after" not in str(error):
                        self.findings.reject(start, "", self.shown(self._line(start)), _broken(error))
                        return start
                    row = self._with_stray_quotes(start)
                end = skip + reader.line_num
                if end > start and self.width and len(row) != self.width:
                    message = f"a quotation mark that is not closed (lines {start} to {end} would be one row): left out"
                    self.findings.reject(start, "", self.shown(self._line(start)), message)
                    return start
                if row:
                    yield start, row

    def shown(self, line: str) -> str:
        """What may be shown of a line or a first cell whose place is not sure."""
        return line.split(self.delimiter, 1)[0].strip('" ') if self.shows_first else ""

    def _text(self) -> io.TextIOWrapper:
        return io.TextIOWrapper(self.open_bytes(), self.encoding.codec, self.encoding.errors, newline="")

    def _line(self, number: int) -> str:
        with self._text() as text:
            return next(islice(text, number - 1, None), "").rstrip("\r\n")

    def _with_stray_quotes(self, number: int) -> list[str]:
        line = self._line(number)
        self.findings.repair(number, "", self.shown(line), "quotation marks inside a cell: read as letters")
        return next(csv.reader([line], delimiter=self.delimiter))


def open_sheet(open_bytes: Callable[[], BinaryIO], findings: Findings) -> Sheet:
    """Find out encoding and delimiter (anything unusual is noted) and make the sheet ready to be read."""
    with open_bytes() as stream:
        encoding = encoding_of(stream, findings)
    with io.TextIOWrapper(open_bytes(), encoding.codec, encoding.errors, newline="") as text:
        sample = [line for line in (text.readline(10_000) for _ in range(30)) if line.strip()]
    delimiter = _delimiter_of(sample)
    if delimiter != ",":
        findings.repair(1, "", delimiter, f"cells are divided by {_DELIMITER_NAMES[delimiter]}: read so")
    return Sheet(open_bytes, findings, encoding, delimiter)


def _delimiter_of(sample: list[str]) -> str:
    """The delimiter that cuts the most lines into the same number of cells, and into the most of them."""
    if sample and sample[0].casefold().startswith("sep=") and sample[0].strip()[4:] in _DELIMITER_NAMES:
        return sample[0].strip()[4:]
    best, best_score = ",", (0, 0)
    for delimiter in _DELIMITERS:
        widths = Counter(_widths(sample, delimiter))
        width, lines = max(widths.items(), key=lambda pair: (pair[0] > 1, pair[1]), default=(1, 0))
        if width > 1 and (lines, width) > best_score:
            best, best_score = delimiter, (lines, width)
    return best


def _widths(sample: list[str], delimiter: str) -> Iterator[int]:
    reader = csv.reader(sample, delimiter=delimiter)
    while True:
        try:
            yield len(next(reader))
        except StopIteration:
            return
        except csv.Error:
            continue


def _broken(error: csv.Error) -> str:
    if "field limit" in str(error):
        return f"a cell of more than {csv.field_size_limit():,} characters, or a quotation mark that is not closed"
    return "a quotation mark that is not closed: this line is left out"
