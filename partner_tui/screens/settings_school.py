"""The settings that are one line each: the school's name and zone, its pace, and its working hours."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar
from zoneinfo import available_timezones

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.events import Key
from textual.suggester import SuggestFromList
from textual.widgets import Input, Static

from partner_tui.dates import read_moment, say_clock, say_full
from partner_tui.errors import FieldError, PartnerError
from partner_tui.insight import rotation
from partner_tui.records import people, school
from partner_tui.records.fields import NAME
from partner_tui.records.people import PersonKind
from partner_tui.records.school import SchoolSettings
from partner_tui.records.waiting_staff import WaitingStaff
from partner_tui.screens.settings_ledger import OwnSettings
from partner_tui.screens.settings_section import Section
from partner_tui.widgets.form_field import FormField
from partner_tui.widgets.text import content_line

MANY_STAFF = 1_000
"""From so many members of staff on, the pace is not foretold here: Today does it in a thread."""

_END_OF_DAY = 24 * 60


class FieldsSection(Section):
    """Lines to type in. Enter, or leaving the line, saves it; what cannot be saved is said beside it, and stays."""

    FOOT: ClassVar[str] = "enter saves · esc leaves it as it was"

    def __init__(self, room: OwnSettings) -> None:
        super().__init__(room)
        self._fields = {field.column: field for field in self.fields()}
        self._stood: dict[str, str] = {}

    def compose(self) -> ComposeResult:
        yield from self._fields.values()
        yield Static(Content(), classes="section--note")
        yield Static(Content(self.FOOT), classes="section--foot")

    def fields(self) -> Sequence[FormField]:
        """Return the lines; each is named as its column."""
        raise NotImplementedError

    def text(self, column: str, now: SchoolSettings) -> str:
        """Return what stands in a line."""
        return str(getattr(now, column))

    def value(self, column: str, text: str) -> Any:
        """Return what a text means; raise FieldError for nonsense."""
        raise NotImplementedError

    def intent_name(self, column: str, text: str) -> str:
        """Return what the history calls the change."""
        raise NotImplementedError

    def note(self) -> str:
        """Return what follows from the settings as they stand."""
        raise NotImplementedError

    def reload(self) -> None:
        """Show what holds now; what somebody typed and could not be saved stays."""
        now = self.room.desk.school
        for column, field in self._fields.items():
            stands = self.text(column, now)
            if field.value == self._stood.get(column, "") and field.value != stands:
                field.value = stands
            self._stood[column] = stands
        self.query_one(".section--note", Static).update(content_line(self.note()))

    def enter(self) -> None:
        """Go to the first line, or to the one that is wrong."""
        wrong = next((field for field in self._fields.values() if field.trouble), None)
        (wrong or next(iter(self._fields.values()))).focus()

    def give_up(self) -> None:
        """Put back what was typed and not saved."""
        for column, field in self._fields.items():
            if field.value != self._stood.get(column, field.value):
                field.value = self._stood[column]
            field.complain("")

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        event.stop()
        field = self._field_of(event.input)
        if field is not None and self.save(field):
            self.room.query_one("SectionTable").focus()

    @on(Input.Blurred)
    def _left(self, event: Input.Blurred) -> None:
        event.stop()
        field = self._field_of(event.input)
        if field is not None:
            self.save(field)

    def _field_of(self, typed: Input) -> FormField | None:
        return next((field for field in self._fields.values() if field.answer is typed), None)

    def save(self, field: FormField) -> bool:
        """Save a line that differs; return whether it stands in the records now."""
        text = field.value.strip()
        if text == self._stood.get(field.column):
            field.value = text
            field.complain("")
            return True
        try:
            changed = self._write(field.column, text)
        except PartnerError as error:
            field.complain(f"{error.message} {error.hint}".strip())
            return False
        # What stands there is what the records made of it, however it was typed.
        self._stood[field.column] = field.value
        field.complain("")
        self.room.refresh_records()
        if changed:
            self._say_saved(self.intent_name(field.column, field.value))
        return True

    def _say_saved(self, name: str) -> None:
        way = "esc, then u" if isinstance(self.room.focused, Input) else "u"
        self.room.notify(content_line(f"{name} · {way} takes it back").plain, markup=False)

    def _write(self, column: str, text: str) -> bool:
        value = self.value(column, text)
        self.room.desk.forget()
        now = self.room.desk.school
        there = self.text(column, now)
        if there != self._stood[column]:
            self._stood[column] = there
            raise FieldError(column, f"Somebody made it “{there}” meanwhile.", "Enter saves yours, esc keeps theirs.")
        with self.room.desk.intent(self.intent_name(column, text)) as intent:
            return school.change(intent, now.version, **{column: value})


def _line(**options: Any) -> Input:
    return Input(select_on_focus=False, **options)


class SchoolSection(FieldsSection):
    """What the school is called, and what its clocks show."""

    TITLE = "School"

    def fields(self) -> Sequence[FormField]:
        """Return the name and the zone."""
        zones = SuggestFromList(sorted(available_timezones()), case_sensitive=False)
        zone = "as in America/Chicago; → takes what is suggested"
        return [
            FormField("name", "school", _line(), limit=NAME),
            FormField("timezone", "time zone", _line(suggester=zones), hint=zone),
        ]

    def value(self, column: str, text: str) -> str:  # noqa: ARG002 - both columns are text
        """Return the text: the records know what a name and a zone are."""
        return text

    def intent_name(self, column: str, text: str) -> str:
        """Return what the history calls the change."""
        return f"School: {text}" if column == "name" else f"Time zone: {text}"

    def note(self) -> str:
        """Return what the clocks show."""
        return f"At the school it is {say_full(self.room.desk.now())}."

    def summary(self) -> str:
        """Return the name."""
        return self.room.desk.school.name


class PaceSection(FieldsSection):
    """How many chats a week the rotation suggests."""

    TITLE = "Pace"
    FOOT = "enter saves · ↑ ↓ one more, one less · esc leaves it as it was"

    def fields(self) -> Sequence[FormField]:
        """Return the weekly number."""
        hint = "how many people you would like to meet in a week"
        return [FormField("chats_per_week", "chats a week", _line(), hint=hint)]

    def value(self, column: str, text: str) -> int:
        """Return the number."""
        if not text.isdecimal():
            hint = f"Write a number from 0 to {school.MOST_CHATS}; three a week is a good start."
            raise FieldError(column, f"“{text[:20]}” is not a number." if text else "It is empty.", hint)
        return int(text[:9])

    def intent_name(self, column: str, text: str) -> str:  # noqa: ARG002 - there is one column only
        """Return what the history calls the change, as it does on Today."""
        return f"{text} {'chat' if text == '1' else 'chats'} a week"

    def on_key(self, event: Key) -> None:
        """One more, or one less; it is saved when the line is left."""
        step = {"up": 1, "down": -1}.get(event.key)
        field = self._fields["chats_per_week"]
        if step is not None and field.value.isdecimal():
            event.stop()
            field.value = str(min(max(0, int(field.value[:9]) + step), school.MOST_CHATS))

    def note(self) -> str:
        """Return how far the pace reaches."""
        if people.count(PersonKind.STAFF) > MANY_STAFF:
            return "Today says how far this pace reaches."
        staff = WaitingStaff(self.room.desk.now(), self.room.desk.settings.me)
        said = rotation.suggest_from(staff, staff.calendar, staff.today, staff.per_week).pace.sentence()
        return f"{said[:1].upper()}{said[1:]}."

    def summary(self) -> str:
        """Return the number."""
        return f"{self.room.desk.school.chats_per_week} a week"


class HoursSection(FieldsSection):
    """When people work: a time without am or pm is read as one of these hours."""

    TITLE = "Working hours"

    def fields(self) -> Sequence[FormField]:
        """Return when the working day starts and ends."""
        return [
            FormField("day_starts", "from", _line(placeholder="8:00"), hint="as in 7:45, or 8 am"),
            FormField("day_ends", "to", _line(placeholder="16:00"), hint="as in 15:30, or 4 pm"),
        ]

    def text(self, column: str, now: SchoolSettings) -> str:
        """Return the time of day."""
        minutes = getattr(now, column)
        return f"{minutes // 60:02d}:{minutes % 60:02d}"

    def value(self, column: str, text: str) -> int:
        """Return the minutes after midnight."""
        if text == "24:00":
            return _END_OF_DAY
        try:
            clock = read_moment(text, self.room.desk.now()).time
        except FieldError:
            clock = None
        if clock is None:
            said = f"“{text[:20]}” is not a time of day." if text else "It is empty."
            raise FieldError(column, said, "Write it like 8:00 or 3:30 pm.")
        return clock.hour * 60 + clock.minute

    def intent_name(self, column: str, text: str) -> str:
        """Return what the history calls the change."""
        return f"Working hours {'from' if column == 'day_starts' else 'to'} {text}"

    def note(self) -> str:
        """Return what the hours are for."""
        opens = say_clock(self.room.desk.school.opens)
        return f"A meeting without a time is at {opens}; “at 3” is 15:00. Earlier and later ones are asked about."

    def summary(self) -> str:
        """Return from when to when."""
        now = self.room.desk.school
        return f"{self.text('day_starts', now)}–{self.text('day_ends', now)}"
