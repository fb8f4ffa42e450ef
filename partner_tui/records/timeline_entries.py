"""Entries of a timeline, in words: what was, when, by whom, and what it is about."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, fields
from datetime import date, datetime, tzinfo
from decimal import Decimal
from typing import Any

from partner_tui.dates import say_full, say_full_day, say_minutes
from partner_tui.records import partner_entries, plain_words
from partner_tui.records.amounts import Amount, Unit
from partner_tui.records.fields import label
from partner_tui.records.meetings import MeetingKind, MeetingStatus
from partner_tui.records.meetings import title as meeting_title
from partner_tui.records.retold import HIDDEN
from partner_tui.records.timeline_arms import CODES, Facts, Source, SubjectKind, Told
from partner_tui.records.word_bank import BANK

_TOLD_AT_ONCE = 2
"""How many columns that changed are told in the title, before and after."""

_FLAGS = frozenset({"in_rotation", "directory_opt_out"})


@dataclass(frozen=True, slots=True)
class About:
    """What an entry leads to: whichever of these is there, in this order."""

    meeting_id: int | None = None
    agreement_id: int | None = None
    opening_id: int | None = None
    placement_id: int | None = None
    person_id: int | None = None
    organization_id: int | None = None
    group_id: int | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a timeline.

    `day` is in the school's zone; `at` is the moment in that zone, None where only the day is known. `status` is a
    code: that of a meeting, promise, goal, candidacy or placement, or what was done to the record. `title` says what
    was in one line, `said` what more there is to read, `who` by whom the record was changed. `uid` is that of what it
    is about, `meeting_uid` that of the meeting it came out of.
    """

    source: Source
    id: int
    uid: str
    day: date
    at: datetime | None
    status: str
    title: str
    said: str
    who: str = ""
    meeting_uid: str = ""
    about: About = About()

    @property
    def code(self) -> int:
        """What tells the entries of a timeline apart."""
        return self.id * CODES + self.source


def entry(source: Source, record_id: int, facts: Facts, subject: SubjectKind, now: datetime) -> Entry:
    """Return the entry of what the records tell, as the timeline of such a subject says it; `now` is in its zone."""
    day, at = _when(str(facts[_DAYS[source]] or facts.get("created_at")), now.tzinfo)
    told = _TELLERS[source]({**facts, "to_come": day > now.date(), "zone": now.tzinfo}, subject, source)
    about = About(**{field.name: facts.get(field.name) for field in fields(About)})
    status, title, said = told
    who = str(facts.get("who", ""))
    return Entry(source, record_id, facts["uid"], day, at, status, title, said, who, facts.get("meeting") or "", about)


_DAYS = {
    Source.MEETING: "starts_at",
    Source.NOTE: "starts_at",
    Source.ANSWER: "asked_on",
    Source.GOAL_HEARD: "heard_on",
    Source.GOAL_SETTLED: "settled_on",
    Source.QUESTION_RAISED: "raised_on",
    Source.QUESTION_SETTLED: "settled_on",
    Source.PROMISE_MADE: "made_on",
    Source.PROMISE_SETTLED: "settled_on",
    Source.CANDIDACY_OPENED: "opened_on",
    Source.CANDIDACY_SETTLED: "settled_on",
    Source.STAGE: "changed_on",
    Source.AGREEMENT_SIGNED: "signed_on",
    Source.AGREEMENT_BEGUN: "starts_on",
    Source.AGREEMENT_ENDED: "ends_on",
    Source.OPENING_BEGUN: "starts_on",
    Source.OPENING_ENDED: "ends_on",
    Source.PLACEMENT_BEGUN: "starts_on",
    Source.PLACEMENT_ENDED: "settled_on",
    Source.JOINED: "starts_on",
    Source.LEFT: "ends_on",
    Source.CHANGE: "at",
}
"""Source -> the fact that says when it was."""


def _when(stored: str, zone: tzinfo | None) -> tuple[date, datetime | None]:
    if len(stored) == len("2026-11-24"):
        return date.fromisoformat(stored), None
    at = datetime.fromisoformat(stored).astimezone(zone)
    return at.date(), at


def _meeting(facts: Facts, _subject: SubjectKind, _source: Source) -> Told:
    status = MeetingStatus(facts["status"])
    held = status is MeetingStatus.HELD
    aside = [say_minutes(facts["minutes"]) if held else status.value]
    if held and facts["came"] == 0:
        aside.append("did not come")
    title = meeting_title(MeetingKind(facts["kind"]), facts["names"])
    place = f" at {facts['place']}" if facts["place"] else ""
    return status.value, f"{title}{place} · {' · '.join(aside)}", facts["summary"]


def _note(facts: Facts, _subject: SubjectKind, _source: Source) -> Told:
    return "private", f"Private note: {_line(facts['body'])}", facts["body"]


def _answer(facts: Facts, _subject: SubjectKind, _source: Source) -> Told:
    answered = f"“{_line(facts['text'])}” to: " if facts["text"] else "Asked: "
    said = facts["text"] or "Nobody wrote down what was said."
    return "answered" if facts["text"] else "asked", f"{answered}{facts['question']}", f"{facts['question']}\n{said}"


def _goal(facts: Facts, _subject: SubjectKind, source: Source) -> Told:
    if source is Source.GOAL_SETTLED:
        ended = "reached" if facts["status"] == "reached" else "let go"
        return facts["status"], f"Goal {ended}: {facts['text']}", f"heard {_full(facts['heard_on'])}"
    again = f"to be looked at again {_full(facts['look_again_on'])}" if facts["look_again_on"] else ""
    return "heard", f"Goal: {facts['text']}", again


def _question(facts: Facts, _subject: SubjectKind, source: Source) -> Told:
    if source is Source.QUESTION_SETTLED:
        return "settled", f"Asked again: {facts['text']}", f"to carry on since {_full(facts['raised_on'])}"
    return "raised", f"To carry on: {facts['text']}", ""


def _promise(facts: Facts, _subject: SubjectKind, source: Source) -> Told:
    by, to = facts["by"] or "We", facts["to"] or "us"
    due = f"due {_full(facts['due_on'])}" if facts["due_on"] else ""
    what, told, it = _PLEDGES[facts["kind"]]
    much = Amount(Decimal(facts["quantity"]) / 100, Unit(facts["unit"])) if facts["unit"] else ""
    text = f"{facts['text']}, {much}" if much else facts["text"]
    if source is Source.PROMISE_MADE:
        return "made", f"{by} {told} {to}: {text}", due
    promised = f"{by} {it} {to} {_full(facts['made_on'])}"
    said = "\n".join(filter(None, (facts["why"], ", ".join(filter(None, (promised, due))))))
    return facts["status"], f"{what} {facts['status']}: {text}", said


_PLEDGES = {
    "promise": ("Promise", "promised", "promised it to"),
    "offer": ("Offer", "offered", "offered it to"),
    "ask": ("Request", "asked", "asked it of"),
}
"""Code of a kind -> what it is, and what one side did to the other."""


def _belonging(facts: Facts, subject: SubjectKind, source: Source) -> Told:
    doing = "leaves" if facts["to_come"] else "left"
    if source is Source.JOINED:
        doing = "belongs to" if not facts["starts_on"] else "joins" if facts["to_come"] else "joined"
    as_what = f" · {facts['title']}" if facts["title"] else ""
    unknown = "" if facts["starts_on"] or source is Source.LEFT else "since when, nobody noted"
    status = "left" if source is Source.LEFT else "joined"
    if subject is SubjectKind.PERSON:
        return status, f"{doing.capitalize()} {facts['place']}{as_what}", unknown
    where = f" {facts['place']}" if doing == "belongs to" else ""
    return status, f"{facts['person']} {doing}{where}{as_what}", unknown


def _candidacy(facts: Facts, subject: SubjectKind, source: Source) -> Told:
    whose = "" if subject is SubjectKind.PERSON else f"{facts['person']}: "
    where = f" · {facts['department']}" if facts["department"] and subject is SubjectKind.PERSON else ""
    if source is Source.CANDIDACY_OPENED:
        return "open", _sentence(f"{whose}candidate for {facts['job_title']}{where}"), ""
    words = {"hired": "hired as", "declined": "declined for", "withdrawn": "withdrew as candidate for"}
    title = f"{whose}{words[facts['status']]} {facts['job_title']}{where}"
    return facts["status"], _sentence(title), facts["why"]


def _change(facts: Facts, _subject: SubjectKind, _source: Source) -> Told:
    before, after = json.loads(facts["before"] or "{}"), json.loads(facts["after"] or "{}")
    if facts["before"] is None:
        return "added", f"Added to the records: {facts['name']}", ""
    if set(after) == {"archived_at"}:
        back = after["archived_at"] is None
        return ("restored", "Brought back", facts["name"]) if back else ("archived", "Put away", facts["name"])
    lines = [
        f"{label(name.removesuffix('_id'))}: {_worded(name, before.get(name), facts)} → {_worded(name, value, facts)}"
        for name, value in after.items()
        if name not in HIDDEN and before.get(name) != value
    ]
    if len(lines) <= _TOLD_AT_ONCE:
        return (
            "changed",
            f"Changed {'; '.join(map(_line, lines))}" if lines else facts["name"],
            facts["name"] if lines else "",
        )
    *names, last = (line.partition(":")[0] for line in lines)
    return "changed", f"Changed {', '.join(names)} and {last}", "\n".join([facts["name"], *lines])


def _worded(column: str, value: Any, facts: Facts) -> str:
    """Return a stored value as people read it, a moment as the clocks of the school had it.

    What is not what its column promises is shown as it stands.
    """
    if value is None or value == "":
        return "–"
    if column.endswith("_id"):
        return facts.get("people", {}).get(str(value)) or f"number {value}"
    if "people" in facts:  # only what is told of a partner's changes has names of others
        value = plain_words.said("organizations", column, value, lambda of: {**BANK[of], **facts["words"]})
    if column in _FLAGS:
        return "yes" if value else "no"
    try:
        if column.endswith(("_on", "_until")):
            return say_full_day(date.fromisoformat(str(value)))
        if column.endswith("_at"):
            return say_full(datetime.fromisoformat(str(value)).astimezone(facts["zone"]))
    except ValueError:
        pass
    return str(value)


def _full(stored: str) -> str:
    return say_full_day(date.fromisoformat(stored))


def _line(text: str) -> str:
    return " ".join(text.split())


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


_TELLERS: dict[Source, Callable[[Facts, SubjectKind, Source], Told]] = {
    Source.MEETING: _meeting,
    Source.NOTE: _note,
    Source.ANSWER: _answer,
    Source.GOAL_HEARD: _goal,
    Source.GOAL_SETTLED: _goal,
    Source.QUESTION_RAISED: _question,
    Source.QUESTION_SETTLED: _question,
    Source.PROMISE_MADE: _promise,
    Source.PROMISE_SETTLED: _promise,
    Source.CANDIDACY_OPENED: _candidacy,
    Source.CANDIDACY_SETTLED: _candidacy,
    Source.STAGE: partner_entries.stage,
    Source.AGREEMENT_SIGNED: partner_entries.agreement,
    Source.AGREEMENT_BEGUN: partner_entries.agreement,
    Source.AGREEMENT_ENDED: partner_entries.agreement,
    Source.OPENING_BEGUN: partner_entries.opening,
    Source.OPENING_ENDED: partner_entries.opening,
    Source.PLACEMENT_BEGUN: partner_entries.placement,
    Source.PLACEMENT_ENDED: partner_entries.placement,
    Source.JOINED: _belonging,
    Source.LEFT: _belonging,
    Source.CHANGE: _change,
}
"""Source -> what says an entry of it in words."""
