"""What every form does: ask, say what is wrong beside the field, save through its caller, and lose nothing typed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import ClassVar, Generic, TypeVar

from textual import on
from textual.actions import SkipAction
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Button, Input, Static

from partner_tui import commands
from partner_tui.errors import FieldError, PartnerError, StaleRecord
from partner_tui.screens.dialogs import YES, Ask, Choice, yes_or_no
from partner_tui.screens.two_versions import THEIRS, Difference, changed_by_both, question
from partner_tui.widgets.choice_line import ChoiceLine
from partner_tui.widgets.date_input import DateInput
from partner_tui.widgets.form_field import FormField
from partner_tui.widgets.minutes_input import MinutesInput
from partner_tui.widgets.person_picker import PersonPicker
from partner_tui.widgets.text import content_line

DraftT = TypeVar("DraftT")

_WIDTHS = [(0, "-narrow"), (100, "-wide")]
_HEIGHTS = [(0, "-short"), (30, "-tall")]
_FOOT = {"ctrl+s": "save", "esc": "leave", "tab": "next", "F1": "help"}


class Form(ModalScreen[bool], Generic[DraftT]):
    """Fields over a screen; gives True when they were saved, False when the form was left.

    A form saves nothing. It makes a draft and hands it to `submit`, and stays open, with all that was typed, when that
    raises a PartnerError. `reread` gives the draft of the record as it stands now, for when somebody else saved it.
    """

    BINDING_GROUP_TITLE = "Form"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", "Save", id="form.save", tooltip="Save what is written, and close the form"),
        Binding("escape", "leave", "Leave", id="form.leave", tooltip="Close the form; asks when something would go"),
        # Before the field has it: a name, Enter and the next name, typed fast, must not all end in one field.
        Binding("enter", "next_field", "Next field", show=False, priority=True, id="form.next", tooltip="Go on"),
        commands.help_key(),
    ]
    AUTO_FOCUS = ""
    HORIZONTAL_BREAKPOINTS = _WIDTHS
    VERTICAL_BREAKPOINTS = _HEIGHTS
    DEFAULT_CSS = """
    Form {
        align: center middle;
        & > .form { width: 100%; max-width: 116; height: 100%; padding: 0 1; background: $surface; }
        & .form--title { height: 1; margin: 0 0 1 0; padding: 0 1; text-style: bold; color: $text-accent; }
        & .form--body { height: 1fr; scrollbar-size-vertical: 1; }
        & .form--columns { height: auto; layout: vertical; }
        & .form--column { width: 1fr; height: auto; padding: 0 1 0 0; }
        & .form--banner { height: auto; max-height: 5; padding: 0 1; display: none; }
        & .form--banner.-error { color: $text-error; background: $error-muted; }
        & .form--banner.-note { color: $text-warning; background: $warning-muted; }
        & .form--foot { height: 1; margin: 1 0 0 0; }
        & .form--foot Button { min-width: 8; margin: 0 2 0 1; }
        & Button.-style-default:focus { background: $block-cursor-background; text-style: bold; }
        & .form--keys { width: 1fr; text-align: right; padding: 0 1; color: $text-muted; }
        &.-short FormField.-note { margin: 1 0 0 0; }
        &.-short NoteArea { height: 3; }
        &.-tall > .form { height: auto; max-height: 100%; border: round $accent; }
        &.-tall .form--body { height: auto; max-height: 70vh; }
        &.-tall FormField { margin: 0 0 1 0; }
        &.-wide .form--columns { layout: horizontal; }
    }
    """

    def __init__(
        self,
        heading: object,
        given: DraftT,
        submit: Callable[[DraftT], None],
        *,
        reread: Callable[[], DraftT] | None = None,
    ) -> None:
        super().__init__()
        self.given = given
        """The draft that the form started from; what is not shown stays as it is there."""
        self.opened_by: tuple[str, int | None] | None = None
        """How the form is opened again if the program must end: the function that did it, and the record's id."""
        self._heading = content_line(heading)
        self._submit = submit
        self._reread = reread
        self._before: dict[str, str] = {}
        self._restored: dict[str, str] = {}
        self._columns = [list(column) for column in self.columns()]
        self._fields = {
            field.column: field for column in self._columns for field in column if isinstance(field, FormField)
        }
        self._banner = Static(Content(), classes="form--banner")

    def columns(self) -> Sequence[Sequence[Widget]]:
        """Return one or two columns of fields and what stands between them; beside each other where there is room."""
        raise NotImplementedError  # each form has its own

    def texts(self, draft: DraftT) -> dict[str, str]:
        """Return what stands in the fields for a draft, by column."""
        raise NotImplementedError  # each form has its own

    def draft(self) -> DraftT:
        """Return what is written as a draft; raise FieldError for what cannot be understood."""
        raise NotImplementedError  # each form has its own

    def doubts(self, draft: DraftT) -> Sequence[str]:  # noqa: ARG002 - for the forms that have doubts
        """Return what speaks against saving, though it can be saved."""
        return ()

    def first_field(self) -> str:
        """Return the column of the field to start in: the first that is shown and empty."""
        shown = [name for name, field in self._fields.items() if field.display]
        return next((name for name in shown if not self._fields[name].value), shown[0])

    def state(self) -> dict[str, str]:
        """Return all that stands in the fields, to be kept if the program must end."""
        return {name: field.value for name, field in self._fields.items()}

    def restore(self, state: Mapping[str, str]) -> None:
        """Put what was kept back into the fields; it counts as typed."""
        self._restored = {name: text for name, text in state.items() if name in self._fields}
        if self._before:
            self._fill(self._restored)

    @property
    def title_kept(self) -> str:
        """What the form is called when what was written is offered again."""
        return self._heading.plain

    @property
    def is_dirty(self) -> bool:
        """Whether anything stands in the fields that did not at the start."""
        return bool(self._before) and self.state() != self._before

    def field(self, column: str) -> FormField:
        """Return the field of a column."""
        return self._fields[column]

    def text(self, column: str) -> str:
        """Return what stands in a field, or, where it is not shown, what it started with."""
        field = self._fields[column]
        return field.value if field.display else self._before[column]

    def compose(self) -> ComposeResult:
        with Vertical(classes="form"):
            yield Static(self._heading, classes="form--title")
            with VerticalScroll(can_focus=False, classes="form--body"), Container(classes="form--columns"):
                for column in self._columns:
                    with Vertical(classes="form--column"):
                        yield from column
            yield self._banner
            with Horizontal(classes="form--foot"):
                yield Button(Content("Save"), variant="primary", compact=True, id="form-save")
                yield Button(Content("Leave"), compact=True, id="form-leave")
                keys = [Content.assemble((key, "bold $text-accent"), f" {does}") for key, does in _FOOT.items()]
                yield Static(Content("   ").join(keys), classes="form--keys")

    def on_mount(self) -> None:
        self._fill(self.texts(self.given))
        self._before = self.state()
        self._fill(self._restored)
        self.filled()
        self._fields[self.first_field()].focus()

    def filled(self) -> None:
        """Do what follows from the fields once they are filled."""

    def _fill(self, texts: Mapping[str, str]) -> None:
        for name, text in texts.items():
            self._fields[name].value = text

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Do what the button says."""
        event.stop()
        if event.button.id == "form-save":
            self.action_save()
        else:
            self.action_leave()

    def action_next_field(self) -> None:
        """Go on from a line or a choice; after the last field comes the button that saves."""
        focused = self.focused
        picking = focused is not None and any(isinstance(node, PersonPicker) for node in focused.ancestors)
        if picking or not isinstance(focused, Input | ChoiceLine):
            raise SkipAction  # Enter has a meaning of its own there
        self.focus_next()

    @on(Input.Submitted)
    def _entered(self) -> None:
        self.focus_next()

    def action_leave(self) -> None:
        """Close the form; ask first, when something was written."""
        if self.is_dirty and self.is_current:
            ask = yes_or_no("Throw away what you wrote?", yes="Throw away", no="Keep writing", harmful=True)
            self.app.push_screen(ask, lambda answer: self._close(saved=False) if answer == YES else None)
        else:
            self._close(saved=False)

    def action_save(self) -> None:
        """Save what is written; ask first, when something speaks against it."""
        # A key that was pressed twice reaches a form that is saved already, or covered by a question.
        if self.is_current:
            self._save(sure=False)

    def _save(self, *, sure: bool) -> None:
        self._say("")
        for field in self._fields.values():
            field.complain("")
        try:
            draft = self.draft()
            doubts = () if sure else self.doubts(draft)
            if not doubts:
                self._submit(draft)
        except StaleRecord as error:
            self._meet(error)
        except FieldError as error:
            self._complain(error)
        except PartnerError as error:
            self._say(_whole(error))
        else:
            if doubts:
                self._doubt(doubts)
            else:
                self._close(saved=True)

    def _close(self, *, saved: bool) -> None:
        if self.is_current:
            self.dismiss(saved)

    def _doubt(self, doubts: Sequence[str]) -> None:
        answers = (Choice("save", "Save anyway", ("y", "ctrl+s")), Choice("back", "Go back", ("n",)))
        said = "\n".join(f"▲ {doubt}" for doubt in doubts)
        self.app.push_screen(Ask("Save it anyway?", answers, default="save", detail=said), self._decided)

    def _decided(self, answer: str | None) -> None:
        if answer == "save" and self.is_current:
            self._save(sure=True)

    def _say(self, said: str, *, error: bool = True) -> None:
        self._banner.update(content_line(said and f"! {said}"))
        self._banner.display = bool(said)
        self._banner.set_class(error, "-error")
        self._banner.set_class(not error, "-note")

    def _complain(self, error: FieldError) -> None:
        field = self._fields.get(error.field)
        if field is None or not field.display:
            self._say(_whole(error))
            return
        said_already = isinstance(field.answer, DateInput | MinutesInput) and field.answer.error is not None
        field.complain("Not understood yet, so nothing was saved." if said_already else _whole(error))
        field.focus()

    def _meet(self, error: StaleRecord) -> None:
        """Somebody saved the record meanwhile: go on from there, or say why that cannot be."""
        try:
            if self._reread is None:
                raise error
            self._compare(self._reread())
        except PartnerError as trouble:
            self._say(_whole(trouble))

    def _compare(self, fresh: DraftT) -> None:
        """Ask about each field that both changed; take over all others."""
        theirs, mine = self.texts(fresh), self.state()
        both = changed_by_both(self._before, theirs, mine)
        if not both:
            self._take(fresh, both)
            return

        def taken(answer: str | None) -> None:
            if answer is not None:
                self._take(fresh, both if answer == THEIRS else [])

        named = [(name, self._fields[name].label) for name in both]
        seen = (
            Difference(label, self.worded(name, theirs[name]), self.worded(name, mine[name])) for name, label in named
        )
        self.app.push_screen(question(seen), taken)

    def worded(self, column: str, text: str) -> str:  # noqa: ARG002 - for the forms that know better
        """Return what stands in a field as it is read when two versions are compared."""
        return text

    def _take(self, fresh: DraftT, columns: Sequence[str]) -> None:
        """Go on from the record as it stands now, with what was typed here except in some columns."""
        theirs = self.texts(fresh)
        untouched = [name for name, field in self._fields.items() if field.value == self._before[name]]
        self.given = fresh
        self._fill({name: theirs[name] for name in (*untouched, *columns)})
        self._before = theirs
        self._say("Somebody changed this meanwhile. Look at it once more, then save.", error=False)


def _whole(error: PartnerError) -> str:
    return f"{error.message} {error.hint}".strip()
