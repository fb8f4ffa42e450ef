"""The rows of a list read as people, once it is known which column is what."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from partner_tui.exchange import people_names
from partner_tui.exchange.cells import RowReader, grade, truth
from partner_tui.exchange.columns import Column, kind_meant
from partner_tui.exchange.date_column import UNDECIDED, DateColumn, in_words
from partner_tui.exchange.incoming import Findings, IncomingPerson, counted, visible
from partner_tui.exchange.people_names import PersonName
from partner_tui.exchange.spreadsheet import restored

_LINES = ("identifier", "pronouns", "preferred_name", "job_title", "language")


class RosterRows:
    """Reads rows by the fields of their columns; what is the same for a whole column is noted once, at the end."""

    def __init__(self, columns: Sequence[Column], default_kind: str, findings: Findings) -> None:
        self.columns = columns
        self.default_kind = default_kind
        self.findings = findings
        self.places = {column.field: place for place, column in enumerate(columns) if column.field != "ignore"}
        self.headers = {column.field: column.header for column in columns if column.field != "ignore"}
        joined = columns[self.places["joined_on"]] if "joined_on" in self.places else None
        self.dates = DateColumn(joined.values if joined else (), joined.stated if joined else "")
        self.stated = joined.stated if joined else ""
        name = columns[self.places["name"]].folded if "name" in self.places else ""
        self.family_first = name.startswith(("last", "apellido", "family", "surname"))
        self.first_name_split: tuple[int, str, str] | None = None
        self.first_date: tuple[int, str, date] | None = None
        self.first_short_grade: tuple[int, str, str] | None = None
        self.undecided: list[tuple[int, str]] = []

    def mapping(self) -> dict[str, str]:
        """For each header its field, the date format behind a colon where it is known."""
        known = self.stated or self.dates.order
        return {
            column.header: f"joined_on:{known}" if column.field == "joined_on" and known else column.field
            for column in self.columns
        }

    def person(self, line: int, row: list[str]) -> IncomingPerson | None:
        """One row as a person; None, with a rejection, for a row without a name or a kind."""
        reader = RowReader(self.findings, line)
        cells = {name: self._unguarded(line, name, row[place].strip()) for name, place in self.places.items()}
        name = self._name(reader, cells)
        if name is None:
            return None
        kind = self._kind(line, cells.get("kind", ""))
        if not kind:
            return None
        texts = {field: reader.line(self._header(field), cells.get(field, ""), field) for field in _LINES}
        departments = reader.items(self._header("department"), cells.get("department", ""), ";|")
        return IncomingPerson(
            key=texts["identifier"],
            identifier=texts["identifier"],
            kind=kind,
            given_name=name.given,
            family_name=name.family,
            preferred_name=texts["preferred_name"] or name.preferred,
            pronouns=texts["pronouns"] or name.pronouns,
            email=reader.email(self._header("email"), cells.get("email", "")),
            phone=reader.phone(self._header("phone"), cells.get("phone", "")),
            job_title=texts["job_title"],
            grade=self._grade(reader, cells.get("grade", "")),
            language=texts["language"],
            joined_on=self._date(line, cells.get("joined_on", "")),
            departments=tuple(departments),
            active=self._active(line, cells.get("active", "")),
            file=self.findings.file,
            row=line,
        )

    def note_conventions(self) -> None:
        """Note how whole columns were read: names taken apart, the order of day and month."""
        if self.first_name_split:
            line, text, message = self.first_name_split
            self.findings.repair(line, self._header("name"), text, message)
        if self.first_short_grade:
            line, text, code = self.first_short_grade
            self.findings.repair(line, self._header("grade"), text, f"read as grade {code}, and so the whole column")
        column = self._header("joined_on")
        if self.first_date and (self.dates.order or self.stated):
            line, text, day = self.first_date
            order = self.dates.order_in_words or self.stated
            message = f"read {visible(text)} as {in_words(day)}: the whole column is {order}"
            self.findings.repair(line, column, text, message)
        if self.undecided:
            line, text = self.undecided[0]
            why = "some dates have the day first, some the month" if self.dates.mixed else "no date in it is decisive"
            left = f"{counted(len(self.undecided), 'date')} left empty"
            self.findings.reject(line, column, text, f"{UNDECIDED} {why}: {left}")

    def _header(self, field: str) -> str:
        return self.headers.get(field, field)

    def _unguarded(self, line: int, field: str, text: str) -> str:
        plain = restored(text)
        if plain != text:
            message = "the apostrophe in front, which keeps a spreadsheet from calculating, is taken off"
            self.findings.repair(line, self._header(field), text, message)
        return plain

    def _name(self, reader: RowReader, cells: dict[str, str]) -> PersonName | None:
        whole = reader.line(self._header("name"), cells.get("name", ""))
        parts = people_names.split(whole, family_first=self.family_first) if whole else PersonName("", "")
        given = reader.line(self._header("given_name"), cells.get("given_name", ""), "given_name") or parts.given
        family = reader.line(self._header("family_name"), cells.get("family_name", ""), "family_name") or parts.family
        if whole:
            self._note_split(reader.row, whole, parts)
        if not given and family:
            self.findings.repair(
                reader.row, self._header("given_name"), "", f"empty: {family} is read as the given name"
            )
            given, family = family, ""
        if not given or max(len(given), len(family), len(parts.preferred), 2 * len(parts.pronouns)) > 120:
            column = self._header("name" if "name" in self.places else "given_name")
            self.findings.reject(reader.row, column, whole, "no name, or one too long: row left out")
            return None
        return PersonName(given, family, parts.preferred, parts.pronouns)

    def _note_split(self, line: int, whole: str, parts: PersonName) -> None:
        pieces = [f"given name {parts.given}"] if parts.given else []
        pieces += [f"family name {parts.family}"] if parts.family else []
        pieces += [f"called {parts.preferred}"] if parts.preferred else []
        pieces += [f"pronouns {parts.pronouns}"] if parts.pronouns else []
        message = f"read as {', '.join(pieces) or 'nothing'}"
        if parts.dropped:
            message += f"; left out {', '.join(map(visible, parts.dropped))}"
        plain = f"{parts.family}, {parts.given}" == whole or f"{parts.given} {parts.family}" == whole
        if plain and ("," in whole or len(whole.split()) == 2):
            if self.first_name_split is None:
                self.first_name_split = line, whole, f"{message}, and so the whole column"
        elif parts.family or parts.given != whole:
            self.findings.repair(line, self._header("name"), whole, message)

    def _kind(self, line: int, text: str) -> str:
        kind = kind_meant(text) if text else ""
        if not kind and not self.default_kind:
            self.findings.reject(line, self._header("kind"), text, "staff, student, family or community? row left out")
        elif text and not kind:
            self.findings.repair(line, self._header("kind"), text, f"not a known word: read as {self.default_kind}")
        return kind or self.default_kind

    def _grade(self, reader: RowReader, text: str) -> str:
        code = grade(text) if len(text) == 1 and text.isdigit() else None
        if code is None:
            return reader.grade(self._header("grade"), text)
        if self.first_short_grade is None:
            self.first_short_grade = reader.row, text, code
        return code

    def _active(self, line: int, text: str) -> bool:
        standing = truth(text) if text else True
        if standing is None:
            self.findings.repair(line, self._header("active"), text, "not a word for a status: read as active")
        return standing is not False

    def _date(self, line: int, text: str) -> date | None:
        if not text:
            return None
        day = self.dates.read(text)
        if day is None:
            if self.dates.depends_on_order(text) and not self.dates.stated:
                self.undecided.append((line, text))
            else:
                self.findings.reject(line, self._header("joined_on"), text, "not a date that can be read: left empty")
        elif not self.dates.is_plain(text):
            if not (self.dates.has_places(text) or self.stated):
                self.findings.repair(line, self._header("joined_on"), text, f"read as {in_words(day)}")
            elif self.first_date is None:
                self.first_date = line, text, day
        return day
