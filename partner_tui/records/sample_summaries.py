"""What was said in the meetings of the invented school: short notes as a busy person writes them."""

from __future__ import annotations

from random import Random


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.strip().splitlines())


TEACHING = _lines("""
    Goal for the year: every ninth grader presents to the class once before winter break.
    Goal for the year: fewer zeros for late work, more second drafts.
    Wants to try labs in mixed groups and see whether the quiet ones speak up.
    Hopes to bring back the evening where students show their families what they made.
    Wants to co-teach one unit with Special Education in the spring.
    Period 4 has 33 students and 30 desks; we counted them together.
    Would like an hour a month to watch a colleague teach.
    Is rewriting the unit on data so that students use numbers from this town.
    Goal: call every family once in the first term, and not only when something is wrong.
    Is proud of the writing in period 2; brought three pages to read.
    Wants to start a robotics elective and needs a room with outlets.
    Would rather have one long planning block than three short ones.
    Is studying for the reading certificate, two evenings a week until May.
    Is worried about five students who have stopped handing anything in.
    Has started greeting at the door and says that it changes the whole hour.
    Goal: half of the grade from projects by the end of the year.
    Would like to take the seniors to the college across the river for a day.
    The new textbook came without the workbooks; copies are eating the budget.
    Hopes that students leave the class able to argue kindly.
    Wants to learn enough Spanish to open a family meeting in it.
    First year with advisory; would like to see how others fill the twenty minutes.
    Finds the new schedule kinder than the old one, except on Wednesdays.
    Is mentoring a new teacher and enjoys it more than expected.
    Wants students to keep a reading log that is not graded.
    Says that the shared calendar finally shows the test dates of all departments.
""")
"""Goals and worries of those who teach."""

SERVING = _lines("""
    Goal for the year: know every student by name at the counter.
    Wants a second person at the desk between 7:30 and 8:15.
    Hopes to open the room before school, for students who come on the early bus.
    Goal: answer every call from a family on the same day.
    Would like the work orders in one list and not on five notes.
    Has an idea for a quiet corner near the south entrance.
    Wants to train two student helpers each term.
    The heating in the east wing was off twice; it is on the list now.
    Hopes to go to the regional meeting in the spring and bring something back.
    Is keeping count of students who come without breakfast, and wants to talk about it.
    Would like staff to hear about changes before students do.
    Goal: a guide of one page for every substitute.
    Sees the students whom nobody else sees; we should ask more often.
    Wants a better handover at the end of the week.
""")
"""Goals and worries of those who keep the school running."""

HOPES = _lines("""
    Came to teaching because of one teacher who did not give up.
    Hopes to still like Mondays in June.
    What keeps them here: the colleagues down the hall.
    Hopes for one class this year that runs itself.
    Would like to lead something small before leading something big.
    Is thinking about the counseling certificate in a year or two.
    Wants more time with the students who are doing fine.
    Says that the best part of the week is the club on Thursday.
    Hopes to be asked before the room plan is made.
    Has two children in the district and sees both sides of the desk.
    Feels at home here since the move, and said so.
    Wants to stay in the classroom and out of the office, and is sure of it.
    Would like to hear what happened to the students of five years ago.
    Hopes that the spring has fewer interruptions than the fall.
""")
"""What people hope to get out of the year."""

NEXT = _lines("""
    I promised to look for the grant form.
    I will ask about the room by Friday.
    To introduce to the robotics coach.
    We agreed to talk again after the break.
    I will visit the class in two weeks.
    To send the dates for the showcase.
    I will find out who holds the key to the storage room.
    To ask the Career Center about a speaker.
    Nothing needed from me; it was good to listen.
    I will pass the idea on at the next department meeting.
    To bring up the schedule with the council.
    To check what is left of the field trip money.
""")
"""What was left to do."""

FAMILY = _lines("""
    Went over the grades together; mathematics is better, attendance is not yet.
    The family would like messages in the evening and in their own language.
    Wants to help with the garden on Saturdays.
    Talked about the bus that comes too early and the breakfast that is missed.
    Is new in town; showed them the building and introduced the counselor.
    Asked what work-study would mean for the afternoons at home.
    Proud of the award, and glad that somebody called with good news.
    Agreed on one thing to try for three weeks, then we speak again.
""")
"""From meetings with families."""

PARTNERS = _lines("""
    Could take two students for shadowing in the spring.
    Walked through the workplace; safe, friendly, and short of hands.
    Would like students for real tasks and not for filing.
    Asked for one contact at the school, and for dates six weeks ahead.
    Offers practice interviews for the seniors in March.
    Happy with the first placement; the student stayed an hour longer to finish.
    Will send someone to the career evening.
    Needs the insurance papers before anything else.
""")
"""From meetings with partners."""

STUDENTS = _lines("""
    Wants to lead something, but not in front of the whole school.
    Has an idea for a lunch table where nobody sits alone.
    Is choosing between two clubs that meet at the same time.
    Would like to work with small children; thinking about the preschool.
    Asked how one becomes a liaison between clubs.
    Misses the old school less than in September.
""")
"""From talks with students."""

MISSED = _lines("""
    Fire drill in the middle of it.
    Had to cover a class.
    I waited; a family had come to the office without an appointment.
    Mixed up the room; we laughed about it on the phone.
""")
"""Why a meeting was missed."""

CANCELLED = _lines("""
    Sick child at home.
    Cancelled from my side: the district called a meeting.
    No substitute that morning.
    Asked for another week; grades are due.
""")
"""Why a meeting was cancelled."""

AHEAD = _lines("""
    Ask about goals for the year.
    Ask how the first weeks went.
    Bring the dates for the showcase.
    Hear about the new unit.
""")
"""What to bring up in a meeting to come."""


class Notes:
    """Draws notes; a line comes again only when all the others of its list have been used."""

    def __init__(self, rng: Random) -> None:
        self._rng = rng
        self._left: dict[tuple[str, ...], list[str]] = {}

    def one(self, lines: tuple[str, ...]) -> str:
        """Return the next line of a list."""
        left = self._left.setdefault(lines, [])
        if not left:
            left.extend(self._rng.sample(lines, len(lines)))
        return left.pop()

    def of_staff(self, *, teaching: bool) -> str:
        """Return the notes of a talk with a member of staff: a goal or a worry, often a hope and what is next."""
        said = [self.one(TEACHING if teaching else SERVING)]
        if self._rng.random() < 0.55:
            said.append(self.one(HOPES))
        if self._rng.random() < 0.4:
            said.append(self.one(NEXT))
        return " ".join(said)
