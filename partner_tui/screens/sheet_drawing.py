"""The lines of a sheet in colours."""

from __future__ import annotations

from textual.content import Content
from textual.style import Style

from partner_tui.insight.sheet import SheetLine, Tone
from partner_tui.screens.stories import MUTED
from partner_tui.widgets.text import line

_TONES = {Tone.LATE: "$text-error", Tone.STRONG: "", Tone.GOOD: "$text-success", Tone.MUTED: MUTED, Tone.PLAIN: ""}


def drawn(one: SheetLine) -> Content:
    """Return a line of the brief in colours; the number of a question notes its answer when it is clicked."""
    tone = _TONES[one.tone]
    sign = Content.styled(one.sign, tone or "$text-accent")
    if one.sign.strip().isdigit():
        sign = Content.styled(one.sign, "bold $text-accent").stylize(
            Style.from_meta({"@click": f"screen.answer({int(one.sign)})"})
        )
    title = "" if one.sign else "$text-primary"
    return Content.assemble(
        _piece(one.label, f"bold {title or '$text-secondary'}"),
        sign,
        _piece(one.text, MUTED if one.tone is Tone.MUTED else "bold" if one.tone is Tone.LATE else ""),
        _piece(one.aside, tone if one.tone is Tone.LATE else MUTED),
    )


def _piece(text: str, style: str) -> Content:
    """Return text with its blanks, as a line of a sheet has it."""
    return Content.styled(line(text), style) if style else Content(line(text))
