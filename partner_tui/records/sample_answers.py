"""What people of the invented school answered to the questions, and what is to be asked of them next time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from random import Random
from typing import Any

from partner_tui.records import prompts
from partner_tui.records.meetings import MeetingKind, MeetingStatus
from partner_tui.records.prompts import Audience, PromptFilter, Theme
from partner_tui.records.sample_log import ZONE, Cast, Entry

_STAFF = {
    Theme.GOALS: (
        "To have called every family once before winter break.",
        "One unit that students plan themselves; I will know by how loud it gets.",
        "Marking within a week. A friend in English holds me to it.",
        "To learn enough Spanish for a first meeting without an interpreter.",
    ),
    Theme.HOPES: (
        "That one of them comes back in ten years and tells me what stayed.",
        "To still be curious in June.",
        "An elective of my own; robotics, if there is a room.",
        "A team that eats lunch together once a week.",
    ),
    Theme.BARRIERS: (
        "Forms. The same four facts, in three places.",
        "Thirty-three students and thirty desks.",
        "Announcements in the middle of period 4.",
        "Nobody told us about the new schedule before the students knew.",
    ),
    Theme.GOING_WELL: (
        "The quiet table presented without being asked.",
        "Second drafts. They are asking for them.",
        "The greeting at the door; it changed the whole hour.",
    ),
    Theme.BELONGING: (
        "The front office. They know every bus and every name.",
        "Two of the new ones eat alone; I would start there.",
        "The night crew. I have never said thank you to them.",
    ),
    Theme.IDEAS: (
        "Stop the Friday bulletin, start visiting each other, keep advisory.",
        "One project a term with somebody from outside.",
        "Let students run the open house.",
    ),
    Theme.TRUST: (
        "The key to the storage room. It took three weeks, but it came.",
        "Being asked, and then hearing nothing.",
        "You said that you would visit, and you did.",
    ),
}
_OTHERS = {
    Audience.STUDENT: (
        "To speak in front of people without shaking.",
        "Getting home. The late bus stopped in October.",
        "Ms. Rivera, or the lady at the library.",
        "I draw. Nobody knows.",
    ),
    Audience.FAMILY: (
        "That she likes going there.",
        "Evenings are better; I work until six.",
        "We heard back the same day. That was new.",
        "He talks about the robots all weekend.",
    ),
    Audience.PARTNER: (
        "One person to call, and dates six weeks ahead.",
        "Two of last year's students still write to us.",
        "Tools, a van on Fridays, and somebody who can teach welding.",
        "You did what you said. Keep doing that.",
    ),
}
_CARRY_ON = (
    "how did the visit of the seniors go",
    "did the second desk come",
    "what became of the quiet corner",
    "is the reading certificate on time",
    "which family could not be reached",
    "did co-teaching get its period",
    "how is the new teacher doing",
)
_AUDIENCES = {
    MeetingKind.FAMILY_MEETING: Audience.FAMILY,
    MeetingKind.VISIT: Audience.PARTNER,
    MeetingKind.PARTNER_REVIEW: Audience.PARTNER,
    MeetingKind.CHECK_IN: Audience.STUDENT,
}
"""Whom a meeting is with that is not with staff."""

_ANSWERED, _CARRIED = 0.45, 0.06
_WAITS = timedelta(days=45)
"""A question that was to be carried on longer ago than this was asked since."""


class Answers:
    """Draws answers and questions to carry on out of entries of the diary, in the order of time."""

    def __init__(self, cast: Cast, today: date, rng: Random) -> None:
        self._staff = {one.id for one in cast.staff}
        self._today = today
        self._rng = rng
        self._asked: Counter[int] = Counter()
        self._bank: dict[Audience, list[tuple[int, Theme]]] = {}

    def given(self, entries: Sequence[Entry], ids: Sequence[int]) -> Iterator[dict[str, Any]]:
        """Yield the columns of answers given in held meetings, each to the person's next question."""
        bank = self._questions()
        for entry, meeting_id in zip(entries, ids, strict=True):
            person_id, audience = entry.people[0], self._audience(entry)
            if audience is None or self._rng.random() >= _ANSWERED:
                continue
            prompt_id, theme = bank[audience][self._asked[person_id] % len(bank[audience])]
            self._asked[person_id] += 1
            said = _STAFF[theme] if audience is Audience.STAFF else _OTHERS[audience]
            what = {"prompt_id": prompt_id, "person_id": person_id, "meeting_id": meeting_id}
            yield {**what, "asked_on": _day_of(entry), "text": self._rng.choice(said)}

    def carried(self, entries: Sequence[Entry], ids: Sequence[int]) -> Iterator[dict[str, Any]]:
        """Yield the columns of questions to carry on; those that waited long were asked since."""
        for entry, meeting_id in zip(entries, ids, strict=True):
            if self._audience(entry) is not Audience.STAFF or self._rng.random() >= _CARRIED:
                continue
            raised_on = _day_of(entry)
            asked = raised_on + _WAITS if raised_on + _WAITS <= self._today else None
            what = {"person_id": entry.people[0], "meeting_id": meeting_id, "text": self._rng.choice(_CARRY_ON)}
            yield {**what, "raised_on": raised_on, "settled_on": asked}

    def _audience(self, entry: Entry) -> Audience | None:
        """Return which questions were for the person of a meeting; None where it was not held."""
        if entry.row["status"] is not MeetingStatus.HELD:
            return None
        return Audience.STAFF if entry.people[0] in self._staff else _AUDIENCES.get(entry.row["kind"])

    def _questions(self) -> Mapping[Audience, list[tuple[int, Theme]]]:
        if not self._bank:
            for audience in Audience:
                ids = prompts.listing(PromptFilter(audience=audience))
                found = prompts.rows(ids)
                self._bank[audience] = [(one, found[one].theme) for one in ids]
        return self._bank


def _day_of(entry: Entry) -> date:
    day: date = entry.row["starts_at"].astimezone(ZONE).date()
    return day
