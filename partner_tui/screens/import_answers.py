"""What an import of contacts asks: whether somebody in the file is somebody who is known."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from textual.app import App
from textual.content import Content

from partner_tui.records import partner_questions
from partner_tui.records.partner_changes import NEW, Question
from partner_tui.records.roster_preview import Preview
from partner_tui.screens.dialogs import Ask, Choice
from partner_tui.widgets.text import content_line

GO_ON = "go on"
"""The answer that brings in the rest without those that are asked about."""

_EACH, _SAME, _NEW = "each", "same", "new"


async def ask_one(app: App[Any], question: Question) -> int | None:
    """Ask who one is; give the id of the record, NEW for none of them, or None where the question was left."""
    fresh = "somebody new" if question.what == "person" else "a new organization"
    choices = [
        *(Choice(str(one.id), f"{one.name} · {one.about}" if one.about else one.name) for one in question.candidates),
        Choice(str(NEW), fresh),
    ]
    rows = ", ".join(f"{row:,}" for row in question.rows[:8])
    detail = f"{question.why} {question.file}, row {rows}."
    code = await app.push_screen_wait(Ask(f"“{question.name}” is …", choices, detail=detail))
    return None if code is None else int(code)


async def ask_all(app: App[Any], preview: Preview) -> dict[str, int] | str | None:
    """Ask what becomes of all that is not answered yet.

    Give the answers, GO_ON to leave those rows out, or None to go back.
    """
    questions = preview.partners.questions
    single = sum(len(one.candidates) == 1 for one in questions)
    choices = [Choice(_EACH, "Answer one by one", ("o",))]
    choices += [Choice(_SAME, "All are who they seem", ("a",))] if single else []
    choices += [Choice(_NEW, "All are new", ("n",)), Choice(GO_ON, "Leave them out", ("l",))]
    many = "1 row waits" if len(questions) == 1 else f"{len(questions):,} rows wait"
    ask = Ask(f"{many} for an answer: is it somebody who is known?", choices, detail=_names(questions))
    code = await app.push_screen_wait(ask)
    if code == _SAME:
        return partner_questions.answered(preview, same=True)
    if code == _NEW:
        return partner_questions.answered(preview, new=True)
    if code == _EACH:
        return await _ask_each(app, questions)
    return code


async def _ask_each(app: App[Any], questions: Sequence[Question]) -> dict[str, int] | None:
    answers: dict[str, int] = {}
    for question in questions:
        answer = await ask_one(app, question)
        if answer is None:
            break
        answers[question.key] = answer
    return answers or None


def _names(questions: Sequence[Question]) -> Content:
    shown = ", ".join(one.name for one in questions[:6])
    more = f" and {len(questions) - 6:,} more" if len(questions) > 6 else ""
    return content_line(f"{shown}{more}")
