"""The typed fields of a record: each cleans and checks what is put into it, and tells the database the same rule."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import peewee
from peewee import Check

from partner_tui.errors import FieldError
from partner_tui.records.text import clean_line, clean_note
from partner_tui.records.values import LINE, NAME, NOTE, PLACE, as_text, label, shortened, whole_number

if TYPE_CHECKING:
    from peewee import Field
else:

    class Field(peewee.Field):
        """peewee's field, subscriptable by the type of its values as peewee's stubs are."""

        def __class_getitem__(cls, _value_type):
            return cls


__all__ = [
    "LINE",
    "NAME",
    "NOTE",
    "PLACE",
    "AmountField",
    "CodeField",
    "DayField",
    "EmailField",
    "FlagField",
    "NoteField",
    "NumberField",
    "OwnTextField",
    "TextField",
    "UtcField",
    "ZoneField",
    "label",
    "utc_text",
]

_LOCAL_ZONES = frozenset({"localtime", "posixrules", "Factory"})
"""Names that the system's folder of zones has, and that mean something else on every computer."""

_NOT_STORABLE = re.compile("[\0\ud800-\udfff]")
"""A NUL, which ends a text for some databases, and half a surrogate pair, which UTF-8 has no bytes for."""

_EMAIL = re.compile(r"[^\s@<>,;:\"()\[\]\\]+@[^\s@<>,;:\"()\[\]\\]+\.[^\s@<>,;:\"()\[\]\\.]+")


class TextField(Field[str]):
    """Text that is never null: absent is empty. `limit` is in characters."""

    field_type = "TEXT"

    def __init__(self, limit: int, *, required: bool = False, **options: Any) -> None:
        super().__init__(**({"default": ""} | options))
        self.limit = limit
        self.required = required

    def bind(self, model: Any, name: str, set_attribute: bool = True) -> None:
        """Add the CHECK that holds the limit in the database, now that the column has a name."""
        least = 1 if self.required else 0
        self.constraints = [Check(f'length("{name}") BETWEEN {least} AND {self.limit}')]
        super().bind(model, name, set_attribute)

    def clean(self, text: str) -> str:
        """Return the text as it is stored."""
        return clean_line(text)

    def db_value(self, value: Any) -> str:
        """Clean and check the text; raise FieldError if the field cannot hold it."""
        text = self.clean("" if value is None else as_text(self.name, value))
        if self.required and not text:
            raise FieldError(self.name, f"The {label(self.name)} is empty.", "It is needed to tell records apart.")
        if len(text) > self.limit:
            raise FieldError(
                self.name,
                f"The {label(self.name)} has {len(text):,} characters; there is room for {self.limit:,}.",
                "Shorten it; a note has room for more.",
            )
        return text


class NoteField(TextField):
    """Text of several lines."""

    def __init__(self, limit: int = NOTE, **options: Any) -> None:
        super().__init__(limit, **options)

    def clean(self, text: str) -> str:
        """Return the text as it is stored, its line breaks kept."""
        return clean_note(text)


class OwnTextField(TextField):
    """Text that the program writes for itself and reads again: kept as it is."""

    def clean(self, text: str) -> str:
        """Return the text; raise FieldError for a NUL or a lone surrogate, which no database keeps."""
        if _NOT_STORABLE.search(text):
            message = f"The {label(self.name)} holds a character that cannot be stored."
            raise FieldError(self.name, message, "Leave that character out.")
        return text


class EmailField(TextField):
    """An e-mail address, or empty; lower case."""

    def __init__(self, **options: Any) -> None:
        super().__init__(254, **options)

    def clean(self, text: str) -> str:
        """Return the address as it is stored."""
        return clean_line(text).lower()

    def db_value(self, value: Any) -> str:
        """Check the address's shape; whether it answers is not known here."""
        text = super().db_value(value)
        if text and not _EMAIL.fullmatch(text):
            raise FieldError(
                self.name, f"“{shortened(text)}” is not an e-mail address.", "Write it as name@school.example."
            )
        return text


class ZoneField(TextField):
    """The name of an IANA time zone."""

    def __init__(self, **options: Any) -> None:
        super().__init__(64, required=True, **options)

    def db_value(self, value: Any) -> str:
        """Check that the zone is known, and the same on every computer."""
        text = super().db_value(value)
        try:
            if text in _LOCAL_ZONES or text.startswith(("posix/", "right/")):
                raise ValueError(text)
            ZoneInfo(text)
        except (ZoneInfoNotFoundError, ValueError, OSError) as error:
            hint = "Write it as America/New_York or Europe/Berlin."
            raise FieldError(self.name, f"“{text}” is not a time zone.", hint) from error
        return text


class CodeField(Field[Any]):
    """A word out of a list: stored as its stable code."""

    field_type = "TEXT"

    def __init__(self, words: type[StrEnum], **options: Any) -> None:
        super().__init__(**options)
        self.words = words

    def bind(self, model: Any, name: str, set_attribute: bool = True) -> None:
        """Add the CHECK that holds the list in the database."""
        codes = ", ".join(f"'{word.value}'" for word in self.words)
        self.constraints = [Check(f'"{name}" IN ({codes})')]
        super().bind(model, name, set_attribute)

    def db_value(self, value: Any) -> str | None:
        """Return the code of a word of the list; raise FieldError with the choices otherwise."""
        if value is None and self.null:
            return None
        if value is None:
            raise FieldError(self.name, f"The {label(self.name)} is empty.", self._choices())
        try:
            return self.words(as_text(self.name, value).strip().lower().replace(" ", "_").replace("-", "_")).value
        except ValueError as error:
            raise FieldError(
                self.name, f"“{shortened(value)}” is not a {label(self.name)}.", self._choices()
            ) from error

    def _choices(self) -> str:
        return f"Choose one of: {', '.join(word.value for word in self.words)}."

    def python_value(self, value: Any) -> Any:
        """Return the word."""
        return None if value is None else self.words(value)


class NumberField(Field[int]):
    """A whole number from `low` to `high`, both included."""

    field_type = "INT"

    def __init__(self, low: int, high: int, **options: Any) -> None:
        super().__init__(**options)
        self.low = low
        self.high = high

    def bind(self, model: Any, name: str, set_attribute: bool = True) -> None:
        """Add the CHECK that holds the range in the database."""
        self.constraints = [Check(f'"{name}" BETWEEN {self.low} AND {self.high}')]
        super().bind(model, name, set_attribute)

    def db_value(self, value: Any) -> int | None:
        """Return the number; raise FieldError if it is none or out of range."""
        if value is None and self.null:
            return None
        hint = f"Write a number from {self.low} to {self.high}."
        number = whole_number(value)
        if number is None:
            raise FieldError(self.name, f"“{shortened(value)}” is not a whole number.", hint)
        if not self.low <= number <= self.high:
            raise FieldError(self.name, f"The {label(self.name)} cannot be {shortened(value)}.", hint)
        return number


class AmountField(Field[Decimal]):
    """An amount of money, hours or items, above 0, with at most two decimals; stored in hundredths."""

    field_type = "INT"
    most = Decimal("9999999999.99")

    def bind(self, model: Any, name: str, set_attribute: bool = True) -> None:
        """Add the CHECK that holds the range in the database."""
        self.constraints = [Check(f'"{name}" BETWEEN 1 AND {int(self.most * 100)}')]
        super().bind(model, name, set_attribute)

    def db_value(self, value: Any) -> int | None:
        """Return the hundredths; raise FieldError for what is no amount, has more decimals, or is out of range."""
        if value is None or value == "":
            if self.null:
                return None
            raise FieldError(self.name, f"The {label(self.name)} is empty.", "Write it as 12 or 12.50.")
        try:
            hundredths = Decimal(str(value).strip()) * 100
        except InvalidOperation as error:
            message = f"“{shortened(value)}” is not an amount."
            raise FieldError(self.name, message, "Write it as 12 or 12.50.") from error
        if not (1 <= hundredths <= self.most * 100 and hundredths == hundredths.to_integral_value()):
            message = f"The {label(self.name)} cannot be {shortened(value)}."
            raise FieldError(self.name, message, "Write it above 0, with at most two decimals: 12 or 12.50.")
        return int(hundredths)

    def python_value(self, value: Any) -> Decimal | None:
        """Return the amount, with two decimals."""
        return None if value is None else Decimal(value) / 100


class FlagField(Field[bool]):
    """Yes or no; null where it is not known."""

    field_type = "BOOL"

    def bind(self, model: Any, name: str, set_attribute: bool = True) -> None:
        """Add the CHECK that the database holds 1 or 0."""
        self.constraints = [Check(f'"{name}" IN (0, 1)')]
        super().bind(model, name, set_attribute)

    def db_value(self, value: Any) -> int | None:
        """Return 1 or 0; words are not read here, for "no" is as true as any other."""
        if value is None and self.null:
            return None
        if isinstance(value, int) and value in (0, 1):
            return int(value)
        raise FieldError(self.name, f"“{shortened(value)}” is neither yes nor no.", "Say yes or no.")

    def python_value(self, value: Any) -> Any:
        """Return a bool, or None where it is not known."""
        return None if value is None else bool(value)


class _CalendarField(Field[Any]):
    """A day or a moment of the years 1900 to 2199, stored as ISO 8601 text of one length."""

    field_type = "TEXT"
    length: int

    def bind(self, model: Any, name: str, set_attribute: bool = True) -> None:
        """Add the CHECK that the database holds text of that length, of those years."""
        self.constraints = [Check(f"length(\"{name}\") = {self.length} AND \"{name}\" BETWEEN '1900' AND '2200'")]
        super().bind(model, name, set_attribute)


class DayField(_CalendarField):
    """A calendar day, stored as `YYYY-MM-DD`; from 1900 to 2199."""

    length = 10

    def db_value(self, value: Any) -> str | None:
        """Return the day as ISO text; raise FieldError for what is not one or too far away."""
        if value is None or value == "":
            _check_absent(self)
            return None
        try:
            day = value if isinstance(value, date) else date.fromisoformat(as_text(self.name, value))
        except ValueError as error:
            message = f"“{shortened(value)}” is not a day."
            raise FieldError(self.name, message, "Write it as 2026-11-24.") from error
        _check_year(self, day.year)
        return day.isoformat()[:10]

    def python_value(self, value: Any) -> date | None:
        """Return the day."""
        return None if value is None else date.fromisoformat(value)


class UtcField(_CalendarField):
    """A moment, stored in UTC as `YYYY-MM-DDTHH:MM:SSZ`: text that sorts as time does."""

    length = 20

    def db_value(self, value: Any) -> str | None:
        """Return the moment as text; a datetime without a zone is refused, for nobody knows when it was."""
        if value is None or value == "":
            _check_absent(self)
            return None
        try:
            moment = value if isinstance(value, datetime) else datetime.fromisoformat(as_text(self.name, value))
        except ValueError as error:
            hint = "Write it as 2026-11-24T15:15:00-05:00."
            raise FieldError(self.name, f"“{shortened(value)}” is not a time.", hint) from error
        if moment.tzinfo is None:
            raise FieldError(self.name, f"The {label(self.name)} has no time zone.", "Give the zone with the time.")
        # Both before and after: at the ends of the calendar a moment has no name in UTC.
        _check_year(self, moment.year)
        text = utc_text(moment)
        _check_year(self, int(text[:4]))
        return text

    def python_value(self, value: Any) -> datetime | None:
        """Return the moment as an aware datetime in UTC."""
        return None if value is None else datetime.fromisoformat(value)


def _check_absent(field: Any) -> None:
    if not field.null:
        raise FieldError(field.name, f"The {label(field.name)} is empty.", "Write a day as 2026-11-24.")


def _check_year(field: Any, year: int) -> None:
    if not 1900 <= year < 2200:
        raise FieldError(field.name, f"The year {year} cannot be meant.", "It may be from 1900 to 2199.")


def utc_text(moment: datetime) -> str:
    """Return an aware moment as it is stored and compared."""
    return f"{moment.astimezone(UTC).replace(microsecond=0, tzinfo=None).isoformat()}Z"
