"""An administrator types what happened in the corridor, and the program says back what it understood."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest

from partner_tui.capture import Promise, Role
from partner_tui.records.meetings import MeetingKind, MeetingStatus
from tests.capture.school import NOW, School, read

EVERYDAY = """
talked to sam 10 min
  Check-in with Sam Okafor, just now, 10 min.
lunch w/ chen and tran mon 12:15 room 12
  Lunch with Li Chen and Bao Tran, planned for Mon 30 Nov 12:15, room 12.
ana ?
  Check-in with Ana Rivera, just now.
call @harbor clinic tomorrow 9 > send mou by friday < dates from them
  Call with Harbor Clinic, planned for tomorrow 09:00. You promise: send mou by Fri 27 Nov. They promise: dates from them.
Coffee with ANA RIVERA yesterday
  Coffee with Ana Rivera, yesterday.
bob coffee today
  Coffee with Robert O'Brien, today.
ran into noor in the hallway, worried about testing week
  Check-in with Noor Rahman, just now, hallway. Note: worried about testing week.
1:1 with lukasz thu 3pm
  One-on-one with Łukasz Nowak, planned for Thu 26 Nov 15:00.
zoë ☕ yesterday 20m
  Coffee with Zoë Sun, yesterday, 20 min.
✨ rivra coffee yesterday 👍
  Coffee with Ana Rivera, yesterday. Note: ✨ 👍.
sam, ana and chen lunch fri
  Lunch with Sam Okafor, Ana Rivera and Li Chen, planned for Fri 27 Nov.
ms rivera coffee mon 8:00 said she loves the new lab
  Coffee with Ana Rivera, yesterday 08:00. Note: said she loves the new lab.
kim d coffee yesterday
  Coffee with Kim Diaz, yesterday.
visit @first street bakery next tue 10-11 with chen + tran
  Visit with Li Chen, Bao Tran and First Street Bakery, planned for Tue 1 Dec 10:00, 1 h.
ana missed coffee yesterday
  Coffee with Ana Rivera, missed yesterday.
sam cancelled lunch today
  Lunch with Sam Okafor, cancelled today.
sam missed the deadline again
  Check-in with Sam Okafor, just now. Note: missed the deadline again.
plan coffee with mateo next thu
  Coffee with Mateo García, planned for Thu 3 Dec.
schedule lunch with noor and bob fri 12
  Lunch with Noor Rahman and Robert O'Brien, planned for Fri 27 Nov 12:00.
nice chat with ana about the science fair, 15 min
  Check-in with Ana Rivera, just now, 15 min. Note: nice about the science fair.
maria de la cruz check in 5m needs a key > get key by tomorrow ! seems tired
  Check-in with Maria de la Cruz, just now, 5 min. Note: needs a key. You promise: get key by tomorrow. Only for you: seems tired.
ana coffee yesterday 25m. She is tired. wants to start robotics #goal
  Coffee with Ana Rivera, yesterday, 25 min. Note: She is tired. Goal: wants to start robotics.
call with sam just now 45m
  Call with Sam Okafor, just now, 45 min.
sam told me he is leaving in june, 20 min
  Check-in with Sam Okafor, just now, 20 min. Note: told me he is leaving in june.
interview kim lopez 12/3 2pm in the front office
  Interview with Kim Lopez, planned for Thu 3 Dec 14:00, front office.
family meeting with maria tomorrow 4pm in room 12 ? how is the little one
  Family meeting with Maria de la Cruz, planned for tomorrow 16:00, room 12. Ask next time: how is the little one.
ana coffee: yesterday was hard
  Coffee with Ana Rivera, just now. Note: yesterday was hard.
noor 30m half the team is out
  Check-in with Noor Rahman, just now, 30 min. Note: half the team is out.
called @casa unida yesterday 3pm 15 min they want tutors < send job list next week
  Call with Casa Unida, yesterday 15:00, 15 min. Note: they want tutors. They promise: send job list by Fri 4 Dec.
ana coffee at blue door yesterday
  Coffee with Ana Rivera, yesterday, blue door.
met with chen & tran 45 min on zoom re: schedule
  Meeting with Li Chen and Bao Tran, just now, 45 min, zoom. Note: re: schedule.
lunch with o'brien tue
  Lunch with Robert O'Brien, planned for Tue 1 Dec.
talked to bob this morning half an hour at the gym. bus routes are late #goal
  Check-in with Robert O'Brien, today 09:00, 30 min, gym. Goal: bus routes are late.
quick coffee w/ ana r this afternoon
  Coffee with Ana Rivera, planned for today 15:00.
ana coffee yesterday #goal: lead the robotics club #goal: publish
  Coffee with Ana Rivera, yesterday. Goal: lead the robotics club. Goal: publish.
SAM OKAFOR LUNCH TODAY 20 MIN > BRING FORMS MON
  Lunch with Sam Okafor, today, 20 min. You promise: BRING FORMS by Mon 30 Nov.
spoke with samuel wed 1h30 in his office < keys
  Check-in with Sam Okafor, Wed 18 Nov, 1 h 30 min, his office. They promise: keys.
ana coffee yesterday 3 kids came
  Coffee with Ana Rivera, yesterday. Note: 3 kids came.
Sam - coffee - yesterday
  Coffee with Sam Okafor, yesterday.
Had coffee with Ana Rivera yesterday at the library for 25 minutes. She wants to start robotics #goal
  Coffee with Ana Rivera, yesterday, 25 min, library. Goal: She wants to start robotics.
coffee with "sun" tomorrow 8am
  Coffee with Zoë Sun, planned for tomorrow 08:00.
tea with zoë 12/1 ? which schools does her daughter visit
  Coffee with Zoë Sun, planned for Tue 1 Dec. Ask next time: which schools does her daughter visit.
saw Łukasz in corridor, band needs a room #goal
  Check-in with Łukasz Nowak, just now, corridor. Goal: band needs a room.
García one on one wed 2pm
  One-on-one with Mateo García, planned for tomorrow 14:00.
park k. lunch next mon 12:30 at first street bakery
  Lunch with Kim Park, planned for Mon 30 Nov 12:30, first street bakery.
partner review @delgado construction 12/10 10am 1h at the main office
  Partner review with Delgado Construction, planned for Thu 10 Dec 10:00, 1 h, main office.
sam 10 min > tell kitchen about friday > order trays before friday > book the room for mon
  Check-in with Sam Okafor, just now, 10 min. You promise: tell kitchen about friday. You promise: order trays by Fri 27 Nov. You promise: book the room for mon by Mon 30 Nov.
met ana @ library 10 nov
  Meeting with Ana Rivera, Tue 10 Nov, library.
ana coffee 10 nov
  Coffee with Ana Rivera, Tue 10 Nov.
lunch with sam about grants tomorrow
  Lunch with Sam Okafor, planned for tomorrow. Note: about grants.
ana says she can start tomorrow
  Check-in with Ana Rivera, just now. Note: says she can start tomorrow.
"""  # noqa: E501 -- a line and what is said of it stand each on one line, as on the screen

_ROWS = [row.strip() for row in EVERYDAY.strip().splitlines()]


@pytest.mark.parametrize(("line", "said"), list(zip(_ROWS[::2], _ROWS[1::2], strict=True)))
def test_an_everyday_line_is_understood_as_it_was_meant(line: str, said: str) -> None:
    draft = read(line)

    assert draft.sentence() == said
    assert draft.ready or line == "ana ?"
    assert read(draft.line()) == draft


def test_the_line_of_the_help_is_understood_to_the_last_word() -> None:
    draft = read("ana coffee yesterday 25m at library wants to start robotics #goal > intro to Delgado fri")

    assert [one.resolved and one.resolved.name for one in draft.people] == ["Ana Rivera"]
    assert (draft.kind, draft.status) == (MeetingKind.COFFEE, MeetingStatus.HELD)
    assert (draft.day, draft.time, draft.minutes, draft.place) == (date(2026, 11, 23), None, 25, "library")
    assert (draft.summary, draft.goals) == ("", ("wants to start robotics",))
    assert draft.promises == (Promise("intro to Delgado", date(2026, 11, 27)),)
    assert draft.ready
    assert draft.sentence() == (
        "Coffee with Ana Rivera, yesterday, 25 min, library. Goal: wants to start robotics. "
        "You promise: intro to Delgado by Fri 27 Nov."
    )
    assert draft.line() == (
        "ana coffee 2026-11-23 25m at library #goal: wants to start robotics > intro to Delgado by 2026-11-27"
    )
    assert draft.words() == [
        ("ana", Role.PERSON),
        ("coffee", Role.KIND),
        ("yesterday", Role.WHEN),
        ("25m", Role.LENGTH),
        ("at", Role.PLACE),
        ("library", Role.PLACE),
        ("wants", Role.GOAL),
        ("to", Role.GOAL),
        ("start", Role.GOAL),
        ("robotics", Role.GOAL),
        ("#goal", Role.MARK),
        (">", Role.MARK),
        ("intro", Role.PROMISE),
        ("to", Role.PROMISE),
        ("Delgado", Role.PROMISE),
        ("fri", Role.DUE),
    ]


@pytest.mark.parametrize("line", _ROWS[::2])
def test_names_are_looked_up_a_handful_of_times(line: str) -> None:
    school = School()
    read(line, lookup=school)

    assert len(school.asked) <= 4


def test_a_talk_just_now_began_as_long_ago_as_it_took() -> None:
    draft = read("talked to sam 10 min")

    assert draft.starts_at(time(12), 20).astimezone(UTC) == datetime(2026, 11, 24, 13, 50, tzinfo=UTC)
    assert read("talked to sam").starts_at(time(12), 20).astimezone(UTC) == datetime(2026, 11, 24, 13, 40, tzinfo=UTC)


def test_a_day_without_a_time_starts_when_such_meetings_do() -> None:
    starts_at = read("ana coffee tomorrow").starts_at(time(15, 15), 20)

    assert starts_at.isoformat() == "2026-11-25T15:15:00-05:00"
    assert starts_at.tzinfo == NOW.tzinfo


def test_a_school_that_writes_the_day_first_is_read_so() -> None:
    assert read("ana coffee 3/12", day_first=True).day == date(2026, 12, 3)
    assert read("ana coffee 3/12 > intro 4/12", day_first=True).promises[0].due == date(2026, 12, 4)
