"""The lines of an import's preview in words: their cells in the list, and the whole of one beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from textual.content import Content

from partner_tui.dates import say_full_day
from partner_tui.records.partner_changes import Question
from partner_tui.records.preview_lines import Change, Line, PreviewLines, State
from partner_tui.records.roster import Preview
from partner_tui.screens import importing
from partner_tui.screens.importing import Reading
from partner_tui.widgets.row_strip import Cell, Tone
from partner_tui.widgets.text import content, content_line

SIGNS: Mapping[State, tuple[str, Tone, str]] = {
    State.ASKED: ("?", "warn", "asks"),
    State.REJECTED: ("✗", "bad", "left out"),
    State.ABSENT: ("–", "warn", "absent"),
    State.KEPT: ("≠", "accent", "kept"),
    State.CHANGED: ("~", "accent", "changed"),
    State.NEW: ("+", "good", "new"),
    State.REPAIRED: ("✎", "warn", "repaired"),
    State.SAME: ("=", "dim", "same"),
}
"""What becomes of a line -> its symbol, what its colour says, and the word for it."""

COLOURS: Mapping[Tone, str] = {
    "bad": "$text-error",
    "warn": "$text-warning",
    "accent": "$text-accent",
    "good": "$text-success",
    "dim": "dim",
}

_MEANS = {
    State.ASKED: "Only you can say it: press a. Unanswered, the row is left out.",
    State.REJECTED: "What stands below is not brought in.",
    State.ABSENT: "Will be marked as absent, which ends no story: whoever stands in a later file is back.",
    State.KEPT: "Somebody corrected this by hand, or another file said it: the import does not write over it.",
    State.REPAIRED: "Something had to be made of it.",
    State.SAME: "Nothing changes.",
}

_WRITTEN = (State.NEW, State.CHANGED, State.ABSENT)

_TOLD_FIRST = (
    "organization",
    "kind",
    "job title",
    "grade",
    "department",
    "departments",
    "email",
    "starts on",
    "ends on",
)
"""The columns of somebody new that a line of the list has room for."""


def cells(line: Line) -> Sequence[Cell | str]:
    """Return the cells of a line: what becomes of it, whom it is about, what changes, and its row in the file."""
    sign, tone, word = SIGNS[line.state]
    row = f"{line.place[1]:,}" if line.place else ""
    return [Cell(word, tone, sign), title(line), brief(line), Cell(row, "dim")]


def title(line: Line) -> str:
    """Return whom or what a line is about."""
    if line.name:
        return line.name
    return "the whole file" if line.place is None or line.place[1] == 1 else f"row {line.place[1]:,}"


def brief(line: Line) -> str | Cell:
    """Return what becomes of a line, in one."""
    if line.state is State.CHANGED:
        return "; ".join(f"{one.label}: {one.before or '–'} → {one.after or '–'}" for one in line.changes)
    if line.state is State.NEW:
        told = [one.after for name in _TOLD_FIRST for one in line.changes if one.label == name]
        return " · ".join([line.what, *told] if line.what else told)
    if line.state is State.REJECTED:
        return line.rejections[0].message
    if line.state is State.REPAIRED:
        [note] = line.repairs
        column = f"{note.column}: " if note.column else ""
        return f"{column}{f'“{note.value}” ' if note.value else ''}{note.message}"
    if line.question is not None:
        return f"{' or '.join(one.name for one in line.question.candidates)}? {line.question.why}"
    if line.state is State.KEPT:
        [kept] = line.kept
        return f"{_column(kept.column)} stays “{kept.kept}”; the file says “{kept.file_says}”"
    if line.state is State.ABSENT:
        return "not active in the file" if line.place else "not in the file"
    return Cell(line.what, "dim")


def story(line: Line, file: str) -> Content:
    """Return all that is known of a line of a file."""
    sign, tone, word = SIGNS[line.state]
    where = f" · {line.place[0]}, row {line.place[1]:,}" if line.place else f" · {file}"
    what = f" · {line.what}" if line.what else ""
    parts = [
        Content.assemble(
            content_line(title(line), "bold $text-primary"),
            "\n",
            (f"{sign} {word}", f"bold {COLOURS[tone]}"),
            content_line(f"{what}{where}", "dim"),
        )
    ]
    if line.state in _MEANS:
        parts.append(content(_MEANS[line.state]))
    parts += [_candidates(line.question)] if line.question else []
    parts += [_changes(line)] if line.changes else []
    parts += [_kept(line)] if line.kept else []
    parts += [_notes("Left out", State.REJECTED, line.rejections)] if line.rejections else []
    parts += [_notes("Repaired", State.REPAIRED, line.repairs)] if line.repairs else []
    return Content("\n\n").join(parts)


def facts(reading: Reading, preview: Preview, lines: PreviewLines, done: str) -> Content:
    """Return what a file is and how far its import is, in two lines."""
    found = preview.incoming
    rows = importing.summary(found)
    if reading.roster is not None:
        rows = "1 row" if len(reading.roster.rows) == 1 else f"{len(reading.roster.rows):,} rows"
    told = " · ".join(filter(None, [importing.form(found), rows, importing.encoding(found)]))
    return Content.assemble(
        content_line(reading.path.name, "bold $text-primary"),
        content_line(f" · {told}"),
        "\n",
        _standing(preview, lines, done),
    )


def _standing(preview: Preview, lines: PreviewLines, done: str) -> Content:
    if done:
        return Content.styled(f"✓ {done} · u takes all of it back", "$text-success")
    asked = len(preview.partners.questions)
    if asked and not outcome(lines.counts):
        said = "1 line asks something" if asked == 1 else f"{asked:,} lines ask something"
        return Content.styled(f"? {said}: press a on it, or ctrl+s for all of them.", "bold $text-warning")
    if preview.changes_nothing:
        return Content.styled("= Nothing is new: the records say all of this already.", "$text-success")
    if preview.is_alarming:
        said = f"▲ {preview.missing:,} of {preview.known:,} people are not in this file. Is it whole?"
        return Content.styled(said, "bold $text-warning")
    key = Content.from_markup("[b $text-accent][@click=screen.bring_in]ctrl+s[/][/]")
    told = outcome(lines.counts)
    if not told:
        return Content.assemble("Nobody changes. ", key, " keeps only what is to be remembered of the file.")
    waits = f" {asked:,} to answer (a)." if asked else ""
    return Content.assemble("Nothing is written yet. ", key, f" brings in {told}.", (waits, "$text-warning"))


def outcome(counts: Mapping[State, int]) -> str:
    """Return what an import does, counted: "80 new, 2 changed, 5 absent"; '' where it changes nobody."""
    return ", ".join(f"{counts[state]:,} {SIGNS[state][2]}" for state in _WRITTEN if counts.get(state))


def _candidates(question: Question) -> Content:
    lines = [content(question.why)]
    for one in question.candidates:
        lines.append(Content.assemble(("? ", "$text-warning"), content_line(one.name)))
        lines += [content_line(f"  {one.about}", "dim")] if one.about else []
    rows = ", ".join(f"{row:,}" for row in question.rows[:20])
    return Content("\n").join([*lines, content_line(f"waiting: row {rows}", "dim")])


def _changes(line: Line) -> Content:
    wide = max(len(one.label) for one in line.changes)
    return Content("\n").join(_change(one, wide, is_news=line.state is State.CHANGED) for one in line.changes)


def _change(change: Change, wide: int, *, is_news: bool) -> Content:
    name = (f"{change.label:<{wide}}  ", "dim")
    after = content_line(_said(change.label, change.after) or "–")
    if not is_news:
        return Content.assemble(name, after)
    before = content_line(_said(change.label, change.before) or "–", "dim")
    return Content.assemble(name, before, (" → ", "$text-accent"), after)


def _kept(line: Line) -> Content:
    lines = [_head("Kept", State.KEPT)]
    for one in line.kept:
        lines.append(content_line(f"{_column(one.column)} stays “{one.kept}”"))
        lines.append(content_line(f"  the file says “{one.file_says}”", "dim"))
    return Content("\n").join(lines)


def _notes(name: str, state: State, notes: Sequence[object]) -> Content:
    lines = [_head(name, state)]
    for one in notes:
        column, value = getattr(one, "column", ""), getattr(one, "value", "")
        lines.append(
            content_line(" ".join(filter(None, [f"{column}:" if column else "", f"“{value}”" if value else ""])))
        )
        lines.append(content(f"  {getattr(one, 'message', '')}", "dim"))
    return Content("\n").join([one for one in lines if one.plain])


def _head(name: str, state: State) -> Content:
    sign, tone, _word = SIGNS[state]
    return Content.styled(f"{sign} {name}", f"bold {COLOURS[tone]}")


def _column(name: str) -> str:
    return name.replace("_", " ")


def _said(label: str, value: str) -> str:
    """Return a stored value as people read it; what is no day is shown as it stands."""
    if not label.endswith(" on"):
        return value
    try:
        return say_full_day(date.fromisoformat(value))
    except ValueError:
        return value
