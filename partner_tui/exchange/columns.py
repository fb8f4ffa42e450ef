"""Which column of a list is what: said by a person, or guessed from the words of its header and its values."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from partner_tui.errors import UsageError
from partner_tui.exchange import cells, column_words, date_column, people_names
from partner_tui.exchange.column_words import ABOUT, ALIASES, FIELDS, PHRASES, QUALIFIERS, fold_header
from partner_tui.exchange.incoming import Findings, visible
from partner_tui.exchange.word_lists import phrase_set, word_set

_PLACES = word_set("school district building campus site org organization company")
_NUMBERS = phrase_set("name, id, code, number, no, num, sis id, type, phone, email, start date, status")
_HONORIFICS = word_set("mr mrs ms miss mx dr mr. mrs. ms. mx. dr. sr. sra. prof prof.")

# The score of a column that a person mapped.
_SAID = 100


@dataclass(slots=True)
class Column:
    """One column: its header cell (made unique), the folded words of it, and the values that are not blank."""

    header: str
    folded: str
    values: list[str]
    field: str = ""
    score: int = 0
    about: str = ""
    stated: str = ""

    def share(self, test: Callable[[str], bool]) -> float:
        """How many of the values pass the test, from 0 to 1; 0 without values."""
        return sum(map(test, self.values)) / len(self.values) if self.values else 0.0


def unique_headers(header: Sequence[str]) -> list[str]:
    """The header cells, a nameless one called "column 7", the second of two alike "Email (2)"."""
    names: list[str] = []
    for place, cell in enumerate(header, 1):
        name = visible(" ".join(cell.split())) or f"column {place}"
        count = 1
        unique = name
        while unique in names:
            count += 1
            unique = f"{name} ({count})"
        names.append(unique)
    return names


def known_words(header: Sequence[str]) -> int:
    """How many cells of a row are words that headers are made of."""
    return sum(bool(_by_words(Column(cell, fold_header(cell), []))) for cell in header)


def assigned(
    header: Sequence[str], values: Sequence[Sequence[str]], said: Mapping[str, str], findings: Findings, line: int = 1
) -> list[Column]:
    """Give each column its field, as `taken` does; raises UsageError, too, when no column has a name."""
    columns = taken(header, values, said, findings, line)
    if not has_names(columns):
        raise UsageError(
            "No column could be recognised as people's names.",
            f"The columns are: {', '.join(header)}. Say which one it is: --map 'COLUMN=name'"
            " (or given_name and family_name).",
        )
    return columns


def has_names(columns: Sequence[Column]) -> bool:
    """Whether a column says what people are called."""
    return any(column.field in ("name", "given_name", "family_name") for column in columns)


def taken(
    header: Sequence[str], values: Sequence[Sequence[str]], said: Mapping[str, str], findings: Findings, line: int = 1
) -> list[Column]:
    """Give each column its field ("ignore" where it is not read); `values` holds the values column by column.

    What `said` maps ({header: field or field:format}) is taken as it is and guessed about no more. Sensitive
    columns are ignored and noted on the header's `line`. Raises UsageError when `said` names a header or field
    that does not exist.
    """
    columns = [
        Column(name, fold_header(name), [value for value in column if value.strip()])
        for name, column in zip(header, values, strict=True)
    ]
    _take_said(columns, said)
    for column in columns:
        if column.field:
            continue
        if is_sensitive(column):
            column.field = "ignore"
            findings.repair(line, column.header, "", "sensitive and not needed here: not read")
        else:
            _guess(column)
    _settle(columns)
    return columns


def is_sensitive(column: Column) -> bool:
    """Whether a column holds what is not read unless a person asks for it, by its header or its values."""
    if column_words.is_sensitive(column.folded):
        return True
    return column.share(lambda value: bool(column_words.SSN.fullmatch(value))) > 0.5


def kind_of_list(columns: Sequence[Column], file_name: str) -> str:
    """Who the people of a list are, from the words of its header and its file name; '' if these do not decide it."""
    words = [word for column in columns for word in column.folded.split()]
    words += fold_header(file_name.rsplit(".", 1)[0]).split() * 2
    if all(column.about == "family" for column in columns if column.field in ("name", "given_name", "family_name")):
        return "family"
    return _kind_of(words)


def _kind_of(words: Sequence[str]) -> str:
    scores = {
        kind: sum(word in hints or word.rstrip("s") in hints for word in words) for kind, hints in _hints().items()
    }
    best = max(scores, key=lambda kind: scores[kind])
    others = max(score for kind, score in scores.items() if kind != best)
    return best if scores[best] > others else ""


def _hints() -> dict[str, frozenset[str]]:
    return {kind: words | ABOUT.get(kind, frozenset()) for kind, words in column_words.KIND_HINTS.items()}


def _take_said(columns: list[Column], said: Mapping[str, str]) -> None:
    by_name = {column.header.casefold(): column for column in columns}
    taken: dict[str, str] = {}
    for header, value in said.items():
        column = by_name.get(" ".join(header.split()).casefold())
        if column is None:
            names = ", ".join(column.header for column in columns)
            raise UsageError(f"There is no column “{visible(header)}”.", f"The columns are: {names}.")
        name, _, stated = value.partition(":")
        name = name.strip().casefold().replace(" ", "_")
        name = ALIASES.get(name, name)
        _check_said(column, name, stated)
        if name != "ignore" and name in taken:
            raise UsageError(
                f"Both “{taken[name]}” and “{column.header}” are to be {name}.", "Map one of them to ignore."
            )
        taken[name] = column.header
        column.field, column.stated, column.score = name, stated.strip(), _SAID


def _check_said(column: Column, name: str, stated: str) -> None:
    if name not in FIELDS:
        raise UsageError(f"“{visible(name)}” is not a field.", f"The fields are: {', '.join(FIELDS)}.")
    if stated and (name != "joined_on" or "%" not in stated):
        raise UsageError(
            f"“{visible(stated)}” is not a date format.", "Write it as joined_on:%d/%m/%Y or joined_on:%m/%d/%Y."
        )
    if name != "ignore" and column_words.SECRET.search(column.folded):
        raise UsageError(f"“{column.header}” is never read.", "Passwords and social security numbers stay outside.")


def _guess(column: Column) -> None:
    words = column.folded.split()
    # In "family name" and "home language" these words do not say whose.
    if not any(column.folded in phrases for phrases in PHRASES.values()):
        column.about = next((kind for kind, its in ABOUT.items() if its & set(words)), "")
    named = _by_words(column)
    if named:
        column.field, column.score = named
        if not _values_agree(column):
            column.field, column.score = "", 0
    elif column_words.SOMEBODY_ELSE & set(words):
        return
    elif column.share(cells.is_email) >= 0.8:
        column.field, column.score = "email", -5
    elif column.share(people_names.looks_like_last_first) >= 0.8:
        column.field, column.score = "name", -5


def _by_words(column: Column) -> tuple[str, int] | None:
    """The field that the header's words name, and how well they fit."""
    words = column.folded.split()
    core = " ".join(word for word in words if word not in QUALIFIERS)
    if _PLACES & set(words) and core in _NUMBERS and not any(its & set(words) for its in ABOUT.values()):
        # The school's own name or number; "School Email" is where a person is reached at work.
        return ("email", 22) if core == "email" and "school" in words else None
    taste = 2 * bool(column_words.BETTER & set(words)) - 2 * bool(column_words.WORSE & set(words))
    for name, phrases in PHRASES.items():
        if column.folded in phrases:
            return _by_values(column, name), 30 + taste
    if not core:
        return (_name_or_number(column), 15) if words else None
    for name, phrases in PHRASES.items():
        if core in phrases:
            return _by_values(column, name), 20 + taste
    return None


def _by_values(column: Column, name: str) -> str:
    """A header that can mean two things is decided by its values: "Role" by whether they are kinds of people."""
    if name == "kind" and column.folded.split()[-1] in ("role", "rol") and column.values:
        return "kind" if column.share(lambda value: bool(kind_meant(value))) >= 0.6 else "job_title"
    return name


def _name_or_number(column: Column) -> str:
    """What stands under "Employee" or "Student": who, or their number."""
    return "identifier" if column.share(lambda value: any(c.isdigit() for c in value)) > 0.5 else "name"


def kind_meant(value: str) -> str:
    """The kind of person that a word such as "Teacher" stands for, or ''."""
    words = {fold_header(value), *fold_header(value).split()[-1:]}
    words |= {word.rstrip("s") for word in words}
    return next((kind for kind, its in column_words.KIND_WORDS.items() if its & words), "")


def _values_agree(column: Column) -> bool:
    """Whether the values can be what the header says; a column without values is believed."""
    if not column.values:
        return True
    tests: dict[str, Callable[[str], bool]] = {
        "email": lambda value: "@" in value,
        "grade": lambda value: cells.grade(value.split(",")[0].strip()) is not None,
        "joined_on": lambda value: date_column.looks_like_date(value) or value.isdigit(),
        "active": lambda value: cells.truth(value) is not None,
        "kind": lambda value: bool(kind_meant(value)),
        "phone": lambda value: any(c.isdigit() for c in value),
    }
    if column.field == "job_title":
        return column.share(lambda value: value.strip().casefold() in _HONORIFICS) < 0.5
    # An address that is missing here and there is written as "n/a" or "none".
    return column.field not in tests or column.share(tests[column.field]) >= 0.4


def _settle(columns: list[Column]) -> None:
    """Each field goes to the column that fits best; all others are ignored."""
    _leave_parents_out(columns)
    best: dict[str, Column] = {}
    for column in columns:
        if column.field not in ("", "ignore") and (column.field not in best or column.score > best[column.field].score):
            best[column.field] = column
    has_both = "given_name" in best and "family_name" in best
    # A whole name beside both its parts says nothing new; beside one part it says more than the part.
    for name in ("name",) if has_both else ("given_name", "family_name") if "name" in best else ():
        if name in best and best[name].score < _SAID:
            del best[name]
    for column in columns:
        if best.get(column.field) is not column:
            column.field = "ignore"


def _leave_parents_out(columns: list[Column]) -> None:
    """Columns about parents count only in a list of parents, where no other column has a name."""
    names = [column for column in columns if column.field in ("name", "given_name", "family_name")]
    if any(column.about != "family" for column in names):
        for column in columns:
            if column.about == "family" and column.score < _SAID:
                column.field = "ignore"
