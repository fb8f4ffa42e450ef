"""The prompt bank: the questions that come with the program, for a school to start from and make its own."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Theme(StrEnum):
    """What a question is about."""

    GOALS = "goals"
    HOPES = "hopes"
    BARRIERS = "barriers"
    GOING_WELL = "going_well"
    BELONGING = "belonging"
    IDEAS = "ideas"
    TRUST = "trust"


class Audience(StrEnum):
    """Whom a question is for."""

    STAFF = "staff"
    CANDIDATE = "candidate"
    PARTNER = "partner"
    STUDENT = "student"
    FAMILY = "family"


@dataclass(frozen=True, slots=True)
class Question:
    """A question of the bank. Its number is its own for ever: a question that goes leaves its number unused."""

    number: int
    audience: Audience
    theme: Theme
    text: str

    @property
    def uid(self) -> str:
        """The uid of its record, the same in every school (RFC 9562, version 8)."""
        return f"70726f6d-7074-8000-8000-{self.number:012d}"


_STAFF = {
    1: (Theme.GOALS, "What is one goal of yours for this year, and how will you notice that you reached it?"),
    2: (Theme.HOPES, "What do you hope to get out of teaching, or out of your work here?"),
    3: (Theme.BARRIERS, "What gets in your way that I could clear?"),
    4: (Theme.GOING_WELL, "What went better than you expected lately?"),
    5: (Theme.BELONGING, "Who here has made your work easier, and do they know it?"),
    6: (Theme.IDEAS, "What should we stop doing, start doing, and on no account change?"),
    7: (Theme.TRUST, "What did I promise you last time, and how did that turn out?"),
    8: (Theme.GOALS, "What would you like to be better at by June?"),
    9: (Theme.HOPES, "What are you looking forward to this year?"),
    10: (Theme.BARRIERS, "Where do your hours go that no student gains from?"),
    11: (Theme.BELONGING, "Which students are on your mind, and who is missing from our tables?"),
    12: (Theme.HOPES, "If this job were exactly right for you, what would be different?"),
    13: (Theme.TRUST, "What could make you leave, and what would make you stay?"),
    14: (Theme.IDEAS, "If you could try one new thing with your students, what would it be?"),
    15: (Theme.GOALS, "Whom would you like to learn from this year, here or elsewhere?"),
    16: (Theme.GOING_WELL, "Which moment of the past month would you like to have again?"),
}
_CANDIDATE = {
    21: (Theme.HOPES, "What excites you about working here?"),
    22: (Theme.GOING_WELL, "Tell me of a student who is better off because of you. What did you do?"),
    23: (Theme.GOALS, "What would you want to have done by the end of your first year?"),
    24: (Theme.BARRIERS, "When did something you tried not work, and what did you do next?"),
    25: (Theme.BELONGING, "What do you need from colleagues to do your best work?"),
    26: (Theme.IDEAS, "What would you bring to our students outside your subject?"),
    27: (Theme.TRUST, "What should I tell you about this school before you decide?"),
    28: (Theme.BELONGING, "How do you get to know families whose lives differ from yours?"),
}
_PARTNER = {
    31: (Theme.HOPES, "Why do you want to work with our students, and what is in it for you?"),
    32: (Theme.GOALS, "What would make you say in June that this year was worth it?"),
    33: (Theme.BARRIERS, "What makes working with a school harder than it needs to be?"),
    34: (Theme.GOING_WELL, "What have our students done for you that you did not expect?"),
    35: (Theme.TRUST, "What did we promise you, and did we do it?"),
    36: (Theme.IDEAS, "What do you have, besides money, that students could use?"),
    37: (Theme.BELONGING, "Which students do you never meet, and what would bring them to you?"),
    38: (Theme.TRUST, "If you were away tomorrow, who would look after this partnership on your side?"),
}
_STUDENT = {
    41: (Theme.GOALS, "What do you want to be able to do by the end of the year?"),
    42: (Theme.HOPES, "What would you like to try that you have never been asked to do?"),
    43: (Theme.BELONGING, "Which grown-up here would you go to if something went wrong?"),
    44: (Theme.BARRIERS, "What makes it hard to join in here: time, getting home, money, language, something else?"),
    45: (Theme.GOING_WELL, "What are you good at that nobody at school knows about?"),
    46: (Theme.IDEAS, "If students ran one thing at this school, what should it be?"),
    47: (Theme.TRUST, "When did a grown-up here last ask what you think, and what came of it?"),
    48: (Theme.BELONGING, "Who is often on their own, and what would make it easier for them?"),
}
_FAMILY = {
    51: (Theme.HOPES, "What do you hope this year does for your child?"),
    52: (Theme.GOING_WELL, "What does your child tell you about that went well here?"),
    53: (Theme.BARRIERS, "What makes it hard to come to school, or to reach us?"),
    54: (Theme.BELONGING, "What should we know about your family to do right by your child?"),
    55: (Theme.TRUST, "When we say that we will do something, do we do it?"),
    56: (Theme.GOALS, "What would you like to see your child do alone by June?"),
    57: (Theme.IDEAS, "What do you know or do that students would love to hear about?"),
    58: (Theme.BELONGING, "Which language and which hour suit you best when we talk?"),
}

QUESTIONS = tuple(
    Question(number, audience, theme, text)
    for audience, questions in zip(Audience, (_STAFF, _CANDIDATE, _PARTNER, _STUDENT, _FAMILY), strict=True)
    for number, (theme, text) in questions.items()
)
"""The bank, in the order in which it is asked."""
