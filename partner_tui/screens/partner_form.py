"""The form for a partner: who it is, what it is to the school, and who looks after it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from textual import on
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Static

from partner_tui.errors import FieldError
from partner_tui.records.organizations import Depth, Organization, OrganizationSize
from partner_tui.screens.forms import Form
from partner_tui.screens.partner_stories import SIZES
from partner_tui.widgets.choice_line import ChoiceLine, Option
from partner_tui.widgets.form_field import Answer, FormField
from partner_tui.widgets.newcomer_picker import NewcomerPicker
from partner_tui.widgets.note_area import NoteArea
from partner_tui.widgets.person_picker import Choice, Chosen, PersonPicker, read, written
from partner_tui.widgets.side_picker import OnePicker
from partner_tui.widgets.text import content
from partner_tui.widgets.word_input import WordInput

_LABELS = {
    "name": "name",
    "kind": "kind",
    "contact": "contact",
    "title": "title",
    "email": "e-mail",
    "phone": "phone",
    "website": "website",
    "address": "address",
    "sector": "sector",
    "size": "size",
    "depth": "depth",
    "owner": "owner",
    "introduced_by": "introduced by",
    "cadence_weeks": "cadence",
    "tags": "tags",
    "notes": "notes",
}
_TEXTS = ("name", "email", "phone", "website", "address", "notes")
_FEW = 4
"""How many kinds the mouse is offered."""


@dataclass(frozen=True, slots=True)
class PartnerDraft:
    """A partner as the form has it: the columns of the record, its tags, and, of a new one, whom somebody met there.

    `contact` is a person of the records, `newcomer` the name of one who is not. `version` is the one that was read.
    """

    name: str = ""
    kind: str = ""
    contact: Choice | None = None
    newcomer: str = ""
    title: str = ""
    email: str = ""
    phone: str = ""
    website: str = ""
    address: str = ""
    sector: str = ""
    size: OrganizationSize | None = None
    depth: Depth | None = None
    owner: Choice | None = None
    introduced_by: Choice | None = None
    cadence_weeks: int | None = None
    tags: tuple[str, ...] = ()
    notes: str = ""
    version: int = 0

    @property
    def values(self) -> dict[str, Any]:
        """The columns of the record besides the name; a kind that nobody said is “other”."""
        own = ("email", "phone", "website", "address", "sector", "size", "depth", "cadence_weeks", "notes")
        people = {"owner_id": self.owner, "introduced_by_id": self.introduced_by}
        links = {name: choice.id if choice else None for name, choice in people.items()}
        return {name: getattr(self, name) for name in own} | links | {"kind": self.kind or "other"}


@dataclass(frozen=True)
class PartnerSurroundings:
    """What the form must know of the school, so that it needs no records.

    `staff` and `anybody` find people by name; `alike` gets a name and says, a line each, which partners are called so
    or nearly so; `usual_weeks` is after how many school weeks a partner without a cadence is silent.
    """

    kinds: Mapping[str, str]
    sectors: Mapping[str, str]
    staff: Callable[[str], Sequence[Choice]]
    anybody: Callable[[str], Sequence[Choice]]
    alike: Callable[[str], Sequence[str]]
    usual_weeks: int = 0


class PartnerForm(Form[PartnerDraft]):
    """Who a partner is. A name, what it is and whom somebody met there are enough for a new one."""

    HELP = "Partners"
    DEFAULT_CSS = """
    PartnerForm {
        & .partner-form--alike { height: auto; padding: 0 1 0 16; color: $text-warning; display: none; }
    }
    """

    def __init__(
        self,
        draft: PartnerDraft,
        around: PartnerSurroundings,
        submit: Callable[[PartnerDraft], None],
        *,
        reread: Callable[[], PartnerDraft] | None = None,
    ) -> None:
        self._around = around
        self._is_new = not draft.version
        self._alike = Static(Content(), classes="partner-form--alike")
        super().__init__(f"Edit {draft.name}" if draft.version else "New partner", draft, submit, reread=reread)

    def columns(self) -> Sequence[Sequence[Widget]]:
        """Return who it is and how to reach it, and what it is to the school."""
        around = self._around
        offers = list(around.kinds.values())[:_FEW]
        kind = WordInput("kind", around.kinds, placeholder="business, nonprofit, health ...", offers=offers)
        who = [_field("name", _line()), self._alike, _field("kind", kind)]
        if self._is_new:
            who += [
                _field("contact", NewcomerPicker(around.anybody)),
                _field("title", _line("as what: owner, shop manager ...")),
            ]
        who += [_field(name, _line()) for name in ("email", "phone", "website", "address")]
        weeks = f"{around.usual_weeks} school weeks" if around.usual_weeks else "none"
        school = [
            _field("owner", OnePicker(around.staff)),
            _field("introduced_by", OnePicker(around.anybody)),
            _field("cadence_weeks", _line(f"as usual: {weeks}; 0: never")),
            _field("sector", WordInput("sector", around.sectors, placeholder="health, manufacturing, finance ...")),
            _field("size", ChoiceLine([Option("", "not said"), *(Option(code, said) for code, said in SIZES.items())])),
            _field("depth", ChoiceLine([Option("", "not said"), *(Option(one.value, one.value) for one in Depth)])),
            _field("tags", _line("robotics, bilingual: a comma between")),
            _field("notes", NoteArea()),
        ]
        return who, school

    def texts(self, draft: PartnerDraft) -> dict[str, str]:
        """Return what stands in the fields for a partner."""
        around = self._around
        texts = {name: getattr(draft, name) for name in _TEXTS}
        texts |= {
            "kind": around.kinds.get(draft.kind, draft.kind),
            "sector": around.sectors.get(draft.sector, draft.sector),
            "size": draft.size.value if draft.size else "",
            "depth": draft.depth.value if draft.depth else "",
            "owner": _written(draft.owner),
            "introduced_by": _written(draft.introduced_by),
            "cadence_weeks": "" if draft.cadence_weeks is None else str(draft.cadence_weeks),
            "tags": ", ".join(draft.tags),
        }
        new = {"contact": draft.newcomer or _written(draft.contact), "title": draft.title}
        return texts | (new if self._is_new else {})

    def draft(self) -> PartnerDraft:
        """Return the partner as written; raise FieldError for a word that could be two, and a name nobody has."""
        texts: dict[str, Any] = {name: self.text(name) for name in _TEXTS}
        if not texts["name"].strip():
            raise FieldError("name", "It is not said what the partner is called.", "Write the name it goes by.")
        size, depth = self.text("size"), self.text("depth")
        written = replace(
            self.given,
            **texts,
            kind=self._word("kind"),
            sector=self._word("sector"),
            size=OrganizationSize(size) if size else None,
            depth=Depth(depth) if depth else None,
            owner=self._person("owner"),
            introduced_by=self._person("introduced_by"),
            cadence_weeks=self._weeks(),
            tags=tuple(word.strip() for word in self.text("tags").split(",") if word.strip()),
        )
        picker = self.field("contact").answer if self._is_new else None
        if not isinstance(picker, NewcomerPicker):
            return written
        chosen = picker.people[0].choice if picker.people else None
        return replace(written, contact=chosen, newcomer=picker.newcomer, title=self.text("title"))

    def doubts(self, draft: PartnerDraft) -> Sequence[str]:
        """Return which partner is there already under a new name."""
        return self._around.alike(draft.name) if draft.name != self.given.name else ()

    def first_field(self) -> str:
        """Start with the name."""
        return "name"

    def worded(self, column: str, text: str) -> str:
        """Return people by their names."""
        if column not in ("owner", "introduced_by", "contact"):
            return super().worded(column, text)
        return ", ".join(one.choice.name for one in read(text)) or "nobody"

    @on(FormField.Changed, "#field-name")
    def _another_name(self) -> None:
        name = self.field("name").value
        alike = self._around.alike(name) if name.strip() and name != self.given.name else ()
        self._alike.update(content("\n".join(f"▲ {one}" for one in alike)))
        self._alike.display = bool(alike)

    def _word(self, column: str) -> str:
        answer = self.field(column).answer
        return answer.code if isinstance(answer, WordInput) else ""

    def _person(self, column: str) -> Choice | None:
        picker = self.field(column).answer
        if isinstance(picker, PersonPicker) and picker.typed:
            hint = "Choose one with Enter, or empty the line."
            raise FieldError(column, f"“{picker.typed}” is typed, and nobody is chosen for it.", hint)
        chosen = read(self.text(column))
        return chosen[0].choice if chosen else None

    def _weeks(self) -> int | None:
        text = self.text("cadence_weeks").strip()
        if text and not text.isdecimal():
            hint = "Write a number of school weeks, 0 for never, or nothing for the usual."
            raise FieldError("cadence_weeks", f"“{text}” is no number of weeks.", hint)
        return int(text) if text else None


def _line(placeholder: str = "") -> Input:
    return Input(placeholder=placeholder, select_on_focus=False)


def _field(name: str, answer: Answer) -> FormField:
    limit = getattr(getattr(Organization, name, None), "limit", 0)
    return FormField(name, _LABELS[name], answer, limit=limit if isinstance(limit, int) else 0)


def _written(choice: Choice | None) -> str:
    return written([Chosen(choice)]) if choice else "[]"
