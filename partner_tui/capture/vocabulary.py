"""The words that mean something in a line: kinds, statuses, joining words, and those that no name goes on behind."""

from __future__ import annotations

from partner_tui.records.meetings import MeetingKind, MeetingStatus


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _spread(**kinds: str) -> dict[tuple[str, ...], MeetingKind]:
    return {
        tuple(phrase.split()): MeetingKind(kind)
        for kind, phrases in kinds.items()
        for phrase in (part.strip() for part in phrases.split(","))
    }


KINDS = _spread(
    coffee="coffee, coffees, tea, ☕, ☕️",
    lunch="lunch, lunches, lunched with, 🥪, 🍕",
    one_on_one="one on one, one-on-one, one to one, one-to-one, 1 on 1, 1on1, 1-on-1, 1:1, 1-1, 121",
    call="call, called, phone call, phoned, rang, phone, zoom, zoom call, video call, ring, 📞, ☎️, ☎",
    visit="visit, visited, site visit, visited with, tour, toured",
    family_meeting="family meeting, parent meeting, family conference, parent conference, parent teacher conference, "
    "parent-teacher conference, iep meeting",
    partner_review="partner review, partnership review, partner meeting",
    check_in="check-in, check in, checkin, checked in, checked in with, checked in on, chat, chatted, chatted with, "
    "chatted to, talk, talked, talked to, talked with, spoke, spoke to, spoke with, speak to, speak with, caught up, "
    "caught up with, catch up, catch-up, ran into, bumped into, sat down with, stopped by, saw, corridor chat, "
    "hallway chat",
    interview="interview, interviewed, interviews, job interview",
    other="breakfast, dinner, meeting, meet, met, met with, meet with, meeting with",
)
"""What people call a meeting -> its kind; of several that fit, the longest counts."""

LONGEST_KIND = max(map(len, KINDS))

KIND_WORDS = frozenset(phrase[0] for phrase in KINDS if phrase[0] not in {"one", "1", "video", "job", "site"})
"""Words that a name does not go on behind."""

TELLING = _words(
    "talked spoke met had called phoned rang saw visited toured chatted caught ran bumped sat stopped checked "
    "interviewed lunched said says told asked mentioned wants wanted loves loved likes liked feels felt was were is "
    "hopes hoped worries worried needs needed thinks thought asks"
)
"""Words by which a line tells of something that has been: its weekdays are the last ones."""

STATUSES = {
    **dict.fromkeys(("cancelled", "canceled", "cancel", "off"), MeetingStatus.CANCELLED),
    **dict.fromkeys(("missed", "no-show", "noshow"), MeetingStatus.MISSED),
    **dict.fromkeys(("planned", "plan", "schedule", "scheduled", "book", "booked"), MeetingStatus.PLANNED),
    "held": MeetingStatus.HELD,
}

WITH = frozenset(("with", "w/", "w"))
LISTING = frozenset((",", "and", "+", "&", "plus"))
LEADING = frozenset(("a", "an", "the", "i", "we", "just", "had", "have", "quick", "short", "log", "to", "for", "our"))
"""Words before a name or a kind that say nothing themselves."""

TITLES = _words("mr mrs ms miss mx dr prof sr sra coach principal officer señor señora senor senora")
PARTICLES = _words("de la del da di do dos das van von der den el al bin ibn le st san y")

STOPPING = (
    TELLING
    | WITH
    | LISTING
    | (LEADING - {"quick", "short", "log"})
    | _words(
        "about re regarding on in at by from of up as if but because since so when while that this these those who "
        "what how why where which her his their my your its it she he they them us you me him not no yes would "
        "can could should might must are be been being am has having does did do doing done get got gets going "
        "gone goes come came comes want need love like tell ask say think feel seems seemed looks looked made "
        "make takes took gave give very really too also again still now then later soon some any all every each more "
        "most less two three four five six seven eight nine ten half quarter an next last coming past today tomorrow "
        "tmrw yesterday tonight noon midday morning afternoon evening night after before until till between around "
        "mon monday tue tues tuesday wed weds wednesday thu thur thurs thursday fri friday sat saturday sun sunday "
        "over near via into out there here than or"
    )
)
"""Words that are no part of a name and end one."""

PLACE_NOUNS = _words(
    "library office room gym gymnasium cafeteria cafe café lounge hall hallway corridor lab field yard playground "
    "court entrance lobby kitchen auditorium classroom lot parking school studio garden center centre clinic bakery "
    "church museum station park shop store workshop stage theater theatre pool track bus staffroom commons "
    "campus floor foyer bench"
)
NUMBERED_PLACES = _words("room rm building bldg portable gym office lab hall table suite classroom floor")
ONLINE = frozenset(("zoom", "teams", "meet", "skype", "campus", "site", "facetime"))
OWNERS = frozenset(("my", "her", "his", "our", "their", "your"))
NO_PLACES = _words("all least most first last once best worst risk odds ease hand stake times it")
