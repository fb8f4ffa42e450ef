"""The form for a meeting: planned, logged afterwards, or changed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta, tzinfo
from enum import Enum, auto

from textual import on
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Static

from partner_tui.dates import Moment, clock_trouble, read_minutes, read_moment, say_full
from partner_tui.dates.numbered import Prefer
from partner_tui.errors import FieldError, PartnerError
from partner_tui.records.fields import NOTE, PLACE
from partner_tui.records.meetings import Attendance, MeetingKind, MeetingStatus, title
from partner_tui.records.school_year import SchoolCalendar
from partner_tui.screens.forms import Form
from partner_tui.widgets.choice_line import ChoiceLine, Option
from partner_tui.widgets.date_input import DateInput
from partner_tui.widgets.form_field import FormField
from partner_tui.widgets.minutes_input import MinutesInput
from partner_tui.widgets.note_area import NoteArea
from partner_tui.widgets.person_picker import Choice, Chosen, PersonPicker, read, written
from partner_tui.widgets.text import content

_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

PRIVATE = "only you see this; it is not in exports"


class Mode(Enum):
    """What the form is for."""

    PLAN = auto()
    LOG = auto()
    EDIT = auto()


@dataclass(frozen=True, slots=True)
class MeetingDraft:
    """A meeting as the form has it. `starts_at` is aware, in the school's zone, and None only before it is typed;
    `version` is the one that was read. Of `organizations` the form only knows the names, and leaves them as they are.
    """

    people: tuple[Chosen, ...] = ()
    kind: MeetingKind = MeetingKind.COFFEE
    status: MeetingStatus = MeetingStatus.PLANNED
    starts_at: datetime | None = None
    minutes: int = 20
    place: str = ""
    summary: str = ""
    private_note: str = ""
    version: int = 0
    organizations: tuple[str, ...] = ()

    @property
    def attendance(self) -> tuple[Attendance, ...]:
        """Who takes part, as the records take it."""
        return tuple(Attendance(one.choice.id, one.part, one.came) for one in self.people)

    @property
    def title(self) -> str:
        """What the meeting is called: "Coffee with Ana Rivera"."""
        guests = [one.choice.name for one in self.people if one.part != "host"]
        return title(self.kind, guests, self.organizations)


@dataclass(frozen=True)
class Surroundings:
    """What the form must know of the school, so that it needs no records.

    `now` is aware, in the school's zone. `opens` is the time of day for a day without one. `search` finds people.
    `concerns` gets what the clock on the wall is to show, without a zone, and the minutes, and returns what speaks
    against that time, a sentence each.
    """

    now: datetime
    opens: time
    calendar: SchoolCalendar
    search: Callable[[str], Sequence[Choice]]
    concerns: Callable[[datetime, int], Sequence[str]]
    day_first: bool = False

    @property
    def zone(self) -> tzinfo:
        """The school's zone."""
        zone = self.now.tzinfo
        if zone is None:
            raise ValueError("now has no time zone")
        return zone


class MeetingForm(Form[MeetingDraft]):
    """With whom, what, when, for how long, where, and what was said. What speaks against the time shows at once."""

    DEFAULT_CSS = """
    MeetingForm {
        & .meeting-form--concerns { height: auto; padding: 0 1 0 16; color: $text-warning; display: none; }
        &.-tall .meeting-form--concerns { margin: 0 0 1 0; }
        &.-wide NoteArea { height: 7; }
    }
    """

    def __init__(
        self,
        draft: MeetingDraft,
        mode: Mode,
        around: Surroundings,
        submit: Callable[[MeetingDraft], None],
        *,
        reread: Callable[[], MeetingDraft] | None = None,
    ) -> None:
        status = {Mode.PLAN: MeetingStatus.PLANNED, Mode.LOG: MeetingStatus.HELD}.get(mode, draft.status)
        self.mode = mode
        self._around = around
        self._settled = status in {MeetingStatus.HELD, MeetingStatus.MISSED}
        self._concerns = Static(Content(), classes="meeting-form--concerns")
        if mode is Mode.LOG:
            came = tuple(replace(one, came=True) if one.came is None else one for one in draft.people)
            draft = replace(draft, people=came)
        with_whom = f" with {', '.join(draft.organizations)}" if draft.organizations else ""
        verb = {Mode.PLAN: "Plan a meeting", Mode.LOG: "Log a meeting"}.get(mode)
        heading = f"{verb}{with_whom}" if verb else draft.title
        super().__init__(heading, replace(draft, status=status), submit, reread=reread)

    def columns(self) -> Sequence[Sequence[Widget]]:
        """Return what it is, and what was said."""
        kinds = [Option(kind.value, title(kind, ()).lower()) for kind in MeetingKind]
        example = "yesterday 3pm, mon 12:15, 11/20 at 9" if self._settled else "tomorrow 3pm, next tue 12:15, 12/3 at 9"
        what = [
            FormField("participants", "with", PersonPicker(self._around.search, with_came=self._settled)),
            FormField("kind", "what", ChoiceLine(kinds)),
            FormField("starts_at", "when", DateInput(self._say_moment, placeholder=example, offers=self._offers())),
            self._concerns,
            FormField("minutes", "minutes", MinutesInput()),
            FormField("place", "where", Input(select_on_focus=False), limit=PLACE),
        ]
        said = [
            FormField("summary", "summary", NoteArea(), limit=NOTE),
            FormField("private_note", "private note", NoteArea(), limit=NOTE, hint=PRIVATE),
        ]
        return what, said

    def _offers(self) -> list[str]:
        """Return noon and mid-afternoon of the next two school days, for who plans with the mouse."""
        if self._settled:
            return []
        today = self._around.now.date()
        ahead = [today + timedelta(days) for days in range(1, 8)]
        days = [day for day in ahead if self._around.calendar.is_school_day(day)][:2]
        names = ["tomorrow" if day == ahead[0] else _WEEKDAYS[day.weekday()] for day in days]
        return [f"{name} {at}" for name in names for at in ("12pm", "3pm")]

    def texts(self, draft: MeetingDraft) -> dict[str, str]:
        """Return what stands in the fields for a meeting."""
        return {
            "participants": written(draft.people),
            "kind": draft.kind.value,
            "starts_at": "" if draft.starts_at is None else say_full(draft.starts_at),
            "minutes": str(draft.minutes),
            "place": draft.place,
            "summary": draft.summary,
            "private_note": draft.private_note,
        }

    def draft(self) -> MeetingDraft:
        """Return the meeting as written; raise FieldError for a time that cannot be read, or a name nobody has."""
        return replace(
            self.given,
            people=self._people(),
            kind=MeetingKind(self.text("kind")),
            starts_at=self._starts_at(),
            minutes=self._length(),
            place=self.text("place"),
            summary=self.text("summary"),
            private_note=self.text("private_note"),
        )

    def doubts(self, draft: MeetingDraft) -> Sequence[str]:  # noqa: ARG002 - what is written says more
        """Return what speaks against the time."""
        return self._worries()

    def filled(self) -> None:
        """Show what speaks against the time."""
        self._show_concerns()

    def first_field(self) -> str:
        """Start with whom; when that is known, with when; and when that is known too, with what was said."""
        for name in ("starts_at",) if self.given.organizations else ("participants", "starts_at"):
            if self.field(name).value in ("", "[]"):
                return name
        return "summary" if self._settled else "starts_at"

    def worded(self, column: str, text: str) -> str:
        """Return the people by name."""
        if column != "participants":
            return super().worded(column, text)
        return ", ".join(f"{one.choice.name} ({one.part.value})" for one in read(text)) or "nobody"

    @on(FormField.Changed, "#field-starts_at")
    def _another_time(self) -> None:
        moment = self._moment()
        if moment is not None and moment.minutes is not None:
            self.field("minutes").value = str(moment.minutes)
        self._show_concerns()

    @on(FormField.Changed, "#field-minutes")
    def _another_length(self) -> None:
        self._show_concerns()

    def _read(self, text: str) -> Moment:
        prefer: Prefer = "past" if self._settled else "future"
        around = self._around
        return read_moment(text, around.now, prefer=prefer, day_first=around.day_first, field="starts_at")

    def _moment(self) -> Moment | None:
        """What is typed as the time, as far as it can be read."""
        try:
            return self._read(self.text("starts_at"))
        except PartnerError:
            return None

    def _say_moment(self, text: str) -> str:
        at = self._read(text).at(self._around.opens)
        week = self._around.calendar.week_number(at.date())
        return say_full(at) + (f" · school week {week}" if week is not None else "")

    def _starts_at(self) -> datetime:
        text = self.text("starts_at")
        if not text:
            raise FieldError("starts_at", "Say when it is.", "Write it like: tomorrow 3pm, fri 12:15.")
        if self._is_the_given_time and self.given.starts_at is not None:
            # Read again, the second of two equal times in a night of clock change would become the first.
            return self.given.starts_at
        return self._read(text).at(self._around.opens)

    def _length(self) -> int:
        if not self.text("minutes"):
            raise FieldError("minutes", "Say how long it takes.", "Write it like: 25m, 1h30.")
        return read_minutes(self.text("minutes"), field="minutes")

    @property
    def _is_the_given_time(self) -> bool:
        given = self.given.starts_at
        return given is not None and self.text("starts_at") == say_full(given)

    def _people(self) -> tuple[Chosen, ...]:
        picker = self.field("participants").answer
        typed = picker.typed if isinstance(picker, PersonPicker) else ""
        if typed:
            hint = "Choose somebody with Enter, or empty the line."
            raise FieldError("participants", f"“{typed}” is typed, and nobody is chosen for it.", hint)
        people = read(self.text("participants"))
        if not people and not self.given.organizations:
            raise FieldError("participants", "Nobody is in this meeting.", "Say with whom it is.")
        return people

    def _worries(self) -> tuple[str, ...]:
        """What speaks against the time that is typed; nothing against one that stood there before."""
        moment, minutes = self._moment(), _minutes(self.text("minutes"))
        same = self._is_the_given_time and minutes == self.given.minutes
        if moment is None or minutes is None or (same and self.mode is Mode.EDIT):
            return ()
        clock = moment.time or self._around.opens
        still_to_come = moment.at(clock) > self._around.now
        if self._settled:
            trouble = clock_trouble(moment.day, clock, self._around.zone)
            early = "This is still to come, and is kept as held." if still_to_come else None
            return tuple(filter(None, (trouble and f"{trouble}.", early)))
        late = () if still_to_come else ("This is in the past already.",)
        return (*late, *self._around.concerns(datetime.combine(moment.day, clock), minutes))

    def _show_concerns(self) -> None:
        try:
            worries = self._worries()
        except PartnerError as error:
            worries = (f"{error.message} {error.hint}",)
        self._concerns.update(content("\n".join(f"▲ {worry}" for worry in worries)))
        self._concerns.display = bool(worries)


def _minutes(text: str) -> int | None:
    try:
        return read_minutes(text)
    except PartnerError:
        return None
