"""One typed line becomes a meeting and what came of it: who, what, when, what was said, promised and hoped for.

`ana coffee yesterday 25m at library wants to start robotics #goal > intro to Delgado fri`

Who comes first, then what, when, how long and where, in any order; the first other word begins the note.

**Who.** A name as you would say it: `ana`, `Ana Rivera`, `rivera, ana`, `ana r`, `ar`, `ms rivera`, an e-mail address,
a nickname, with or without accents, even with a typo. Several behind commas, `and`, `+` or `with`: `ana, sam and
chen`, `lunch w/ chen + tran`. A name that is also another word goes in quotes: `"sun li"`. An organization has an
`@`: `@delgado`, `@harbor clinic`. Where several answer to a name you are asked which, unless one of them alone belongs
to the organization of the line; where nobody does, nobody is added unless you say so. A visit of several, yours and
theirs: `@delgado visit today 45m with ana, bo, cleo: toured the shop > send MOU draft mon`.

**What.** `coffee`, `lunch`, `call`, `visit`, `interview`, `one-on-one` or `1:1`, `check-in`, `family meeting`, `partner
review`, `meeting`; also as you would tell it: `talked to sam`, `called @delgado`, `ran into chen`. Without one it
is a check-in. `cancelled`, `missed` and `planned` say what became of it.

**When.** `yesterday`, `mon`, `next tue 3pm`, `12/3`, `fri 9-10`, `2026-12-03`. What is past was held, what is to come
is planned; today without a time has been, and without a day it is just now. A weekday is the coming one, or the
last one if you tell of it (`talked`, `met`, `said`, `wants`, `#goal`); a date without a year is the nearest. A time
alone is today's.

**How long.** `25m`, `10 min`, `1h30`, `half an hour`.

**Where.** `at library`, `in room 12`, `in the front office`, `on zoom`; longer names in quotes: `at "the blue door"`.

**The note** is all that follows. A length at its very end is still the length, and a day there, behind a comma, the
day. After a colon behind the kind or behind `note`, all is note, to the letter: `ana coffee: yesterday was hard`.

**Signs** stand before what they mark, up to the next sign:

- `>` you promise, `<` they promise, with the day it is due: `> intro to Delgado fri`, `< send dates by 12/3`
- `?` a question to carry on: `? how did the robotics trip go`
- `!` a note that only you can see: `! seems tired`
- `#goal` marks the sentence before it, or with a colon the words behind it: `#goal: start robotics`

Promises are made to the organization, if one is named, and else to the first person; goals and questions are about
the first person.

**Plans.** A line about a meeting that is planned for that day, with those people, settles it and adds none: it keeps
its time, length and place unless the line says them, and what stands in its notes.
"""

from __future__ import annotations

from partner_tui.capture.draft import CaptureDraft
from partner_tui.capture.outcome import conversation, on_the_wall
from partner_tui.capture.parts import Lookup, Match, Mention, Problem, Promise, Role, chosen
from partner_tui.capture.picking import picked, unclear
from partner_tui.capture.reading import LONGEST, parse
from partner_tui.capture.saying import headline
from partner_tui.capture.settling import Finding, found

__all__ = [
    "LONGEST",
    "CaptureDraft",
    "Finding",
    "Lookup",
    "Match",
    "Mention",
    "Problem",
    "Promise",
    "Role",
    "chosen",
    "conversation",
    "found",
    "headline",
    "on_the_wall",
    "parse",
    "picked",
    "unclear",
]
