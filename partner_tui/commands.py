"""Each thing a user can do on the screen, once; bindings, palette and help derive from it."""

from __future__ import annotations

from dataclasses import dataclass

from textual.binding import Binding


@dataclass(frozen=True, slots=True)
class Command:
    """One command: `action` is what the screen runs, `where` the screen that has it ("everywhere" for all)."""

    where: str
    action: str
    keys: str
    label: str
    help: str
    footer: bool = True

    @property
    def id(self) -> str:
        """The name by which the settings give it other keys: "people.plan"."""
        name = self.action.replace("('", ".").replace("')", "").replace("app.", "")
        return f"{self.where}.{name}"


COMMANDS: tuple[Command, ...] = (
    Command("everywhere", "app.go('today')", "1", "Today", "Who to meet this week, and what is next", footer=False),
    Command("everywhere", "app.go('people')", "2", "People", "Everyone the school has to do with", footer=False),
    Command("everywhere", "app.go('meetings')", "3", "Meetings", "What was held and what is planned", footer=False),
    Command("everywhere", "app.go('partners')", "4", "Partners", "Organizations outside the school", footer=False),
    Command(
        "everywhere", "app.go('reports')", "6", "Reports", "Who has been left out, and how the year goes", footer=False
    ),
    Command(
        "everywhere",
        "app.find",
        "slash",
        "Find",
        "Find any word that was ever written, whatever it is about",
        footer=False,
    ),
    Command(
        "everywhere",
        "app.capture",
        "plus",
        "One line",
        "Log it as you would say it: ana coffee yesterday 25m",
        footer=False,
    ),
    Command("everywhere", "app.undo", "u", "Undo", "Take back the last thing that you did, then the one before"),
    Command("everywhere", "app.redo", "U,ctrl+r", "Redo", "Bring forward what was taken back last", footer=False),
    Command("everywhere", "app.settings", "comma", "Settings", "The school, the year, questions, keys", footer=False),
    Command("everywhere", "app.hours", "ctrl+t", "Hours", "What students worked, a week at a time", footer=False),
    Command("everywhere", "app.history", "h", "History", "All that was done, by whom and when", footer=False),
    Command(
        "everywhere", "app.import_file", "ctrl+o", "Import a file", "Bring in a roster or a calendar", footer=False
    ),
    Command("everywhere", "app.help", "question_mark,f1", "Help", "What the keys do here", footer=False),
    Command("everywhere", "app.command_palette", "ctrl+p", "Commands", "Every command by name", footer=False),
    Command("everywhere", "app.quit", "q,ctrl+q", "Quit", "Leave; everything is saved already", footer=False),
    Command("today", "open", "enter", "Open", "Open what the line is about", footer=False),
    Command("today", "plan", "p", "Plan", "Plan a meeting with this person"),
    Command("today", "log", "l", "Log", "Log a meeting that was held with this person"),
    Command("today", "brief", "b", "Brief", "What to know before a talk with this person"),
    Command("today", "held", "x", "It happened", "Say that the planned meeting was held"),
    Command("today", "edit", "e,m", "Move", "Change or move the meeting of the line"),
    Command("today", "cancel", "c", "Cancel", "Cancel the meeting of the line; the guest comes first"),
    Command("today", "missed", "i", "Missed", "Say that nobody came to the meeting of the line", footer=False),
    Command("today", "left_out", "o", "Left out", "Who is not in the rotation, and why", footer=False),
    Command("today", "fewer", "left_square_bracket", "Fewer a week", "One chat a week less", footer=False),
    Command("today", "more", "right_square_bracket", "More a week", "One chat a week more", footer=False),
    Command("people", "open", "enter", "Open", "Show the whole story of the person"),
    Command("people", "new", "n", "New", "Add somebody"),
    Command("people", "edit", "e", "Edit", "Change the highlighted person"),
    Command("people", "plan", "p", "Plan", "Plan a meeting with the marked people, or the highlighted one"),
    Command("people", "log", "l", "Log", "Log a meeting with the marked people, or the highlighted one"),
    Command("people", "brief", "b", "Brief", "What to know before a talk with whom is marked or highlighted"),
    Command(
        "people", "archive", "a", "Archive", "Put away whom is marked or highlighted, or bring them back", footer=False
    ),
    Command("people", "timeline", "t", "Timeline", "All that ever was with the highlighted person"),
    Command(
        "people",
        "candidate",
        "C",
        "Candidate",
        "Make somebody a candidate for a job, or say what came of it",
        footer=False,
    ),
    Command("people", "filter", "ctrl+f", "Narrow", "Narrow the list by typing", footer=False),
    Command(
        "people", "kind", "f", "Kind", "Staff, students, families, community, candidates, or everyone", footer=False
    ),
    Command("people", "group", "d", "Department", "Only those of one group", footer=False),
    Command("people", "never", "v", "Never met", "Only those never met", footer=False),
    Command("people", "archived", "z", "Archived", "The people who were put away", footer=False),
    Command("people", "other_side", "tab", "Story", "Go from the list to the story, and back", footer=False),
    Command("people", "back", "escape", "Back", "Leave the story, or show everything again", footer=False),
    Command("meetings", "open", "enter", "Open", "Show the whole meeting"),
    Command("meetings", "new", "n,p", "Plan", "Plan a meeting"),
    Command("meetings", "log", "l", "Log", "Log a meeting that was held"),
    Command("meetings", "edit", "e,m", "Edit", "Change or move the highlighted meeting"),
    Command("meetings", "brief", "b", "Brief", "What to know before the meeting, guest by guest"),
    Command("meetings", "held", "x", "Held", "Say that the meeting was held"),
    Command("meetings", "cancel", "c", "Cancel", "Cancel it; the guests keep their place at the front", footer=False),
    Command("meetings", "missed", "i", "Missed", "Say that nobody came", footer=False),
    Command(
        "meetings", "archive", "a", "Archive", "Put away what is marked or highlighted, or bring it back", footer=False
    ),
    Command("meetings", "filter", "ctrl+f", "Narrow", "Narrow the list by typing", footer=False),
    Command("meetings", "status", "t", "Status", "Planned, held, missed, cancelled, or all", footer=False),
    Command("meetings", "archived", "z", "Archived", "The meetings that were put away", footer=False),
    Command(
        "meetings", "export", "ctrl+e", "Export", "Write the meetings of the list as a calendar file", footer=False
    ),
    Command("meetings", "other_side", "tab", "Story", "Go from the list to the story, and back", footer=False),
    Command("meetings", "back", "escape", "Back", "Leave the story, or show everything again", footer=False),
    Command("partners", "open", "enter", "Open", "Show the whole story of the partner"),
    Command("partners", "new", "n", "New", "Add a partner: a name, what it is and whom you met are enough"),
    Command("partners", "edit", "e", "Edit", "Change the highlighted partner"),
    Command("partners", "plan", "p", "Plan", "Plan a meeting with the partner and its primary contact"),
    Command("partners", "log", "l", "Log", "Log a meeting that was held with the partner"),
    Command(
        "partners", "stage_back", "left_square_bracket", "Stage back", "Move it back a stage, and say why", footer=False
    ),
    Command("partners", "stage_on", "right_square_bracket", "Stage", "Move it on a stage, and say why"),
    Command("partners", "stage", "s", "Any stage", "Move it to any stage, and say why", footer=False),
    Command("partners", "contact", "c", "Contact", "Add somebody of the partner, or change who is there", footer=False),
    Command("partners", "agreement", "A", "Agreement", "Add an agreement with the partner", footer=False),
    Command("partners", "opening", "O", "Opening", "Add places that the partner offers to students", footer=False),
    Command("partners", "promise", "P", "Promise", "Keep a promise to the partner, or of theirs", footer=False),
    Command("partners", "hours", "H", "Hours", "The hours of the students who are placed there", footer=False),
    Command("partners", "report", "R", "Report", "What the partners did for students, on one page", footer=False),
    Command("partners", "next_view", "w", "Board", "Go on to the board, a column for each stage"),
    Command("partners", "timeline", "t", "Timeline", "All that ever was with the highlighted partner"),
    Command(
        "partners", "archive", "a", "Archive", "Put away what is marked or highlighted, or bring it back", footer=False
    ),
    Command("partners", "filter", "ctrl+f", "Narrow", "Narrow the list by typing", footer=False),
    Command("partners", "kind", "f", "Kind", "Businesses, nonprofits ..., or all", footer=False),
    Command("partners", "by_stage", "d", "At stage", "Only the partners at one stage", footer=False),
    Command("partners", "owner", "y", "Owner", "Mine, those that nobody looks after, or all", footer=False),
    Command("partners", "attention", "v", "Attention", "Only those that need somebody now", footer=False),
    Command("partners", "archived", "z", "Archived", "The partners that were put away", footer=False),
    Command("partners", "other_side", "tab", "Story", "Go from the list to the story, and back", footer=False),
    Command("partners", "back", "escape", "Back", "Leave the story, show everything again, or go back", footer=False),
    Command("board", "open", "enter", "Open", "Show the whole story of the partner"),
    Command("board", "new", "n", "New", "Add a partner: a name, what it is and whom you met are enough"),
    Command("board", "edit", "e", "Edit", "Change the highlighted partner", footer=False),
    Command("board", "plan", "p", "Plan", "Plan a meeting with the partner and its primary contact"),
    Command("board", "log", "l", "Log", "Log a meeting that was held with the partner"),
    Command(
        "board", "stage_back", "left_square_bracket", "Stage back", "Move it back a stage, and say why", footer=False
    ),
    Command("board", "stage_on", "right_square_bracket", "Stage", "Move it on a stage, and say why"),
    Command("board", "stage", "s", "Any stage", "Move it to any stage, and say why", footer=False),
    Command("board", "contact", "c", "Contact", "Add somebody of the partner, or change who is there", footer=False),
    Command("board", "agreement", "A", "Agreement", "Add an agreement with the partner", footer=False),
    Command("board", "opening", "O", "Opening", "Add places that the partner offers to students", footer=False),
    Command("board", "promise", "P", "Promise", "Keep a promise to the partner, or of theirs", footer=False),
    Command("board", "hours", "H", "Hours", "The hours of the students who are placed there", footer=False),
    Command("board", "timeline", "t", "Timeline", "All that ever was with the highlighted partner", footer=False),
    Command("board", "report", "R", "Report", "What the partners did for students, on one page", footer=False),
    Command("board", "next_view", "w", "Agreements", "Go on to the agreements"),
    Command("board", "owner", "y", "Owner", "Mine, those that nobody looks after, or all", footer=False),
    Command("board", "attention", "v", "Attention", "Only those that need somebody now", footer=False),
    Command("board", "back", "escape", "Partners", "Show everything again, or go back to the list", footer=False),
    Command("agreements", "open", "enter", "Open", "Show the whole agreement"),
    Command("agreements", "new", "n", "New", "Add an agreement with a partner"),
    Command("agreements", "edit", "e", "Edit", "Change the highlighted agreement"),
    Command("agreements", "sign", "s", "Sign", "Say who signed it, and when"),
    Command("agreements", "renew", "r", "Renew", "Make those that follow what is marked or highlighted"),
    Command("agreements", "partner", "m", "Partner", "Show the partner of the agreement", footer=False),
    Command("agreements", "next_view", "w", "Openings", "Go on to the openings"),
    Command("agreements", "archive", "a", "Archive", "Put away what is chosen, or bring it back", footer=False),
    Command("agreements", "filter", "ctrl+f", "Narrow", "Narrow the list by typing", footer=False),
    Command("agreements", "state", "t", "State", "About to end, to be signed, active, renewed, or all", footer=False),
    Command("agreements", "kind", "f", "Kind", "MOUs, insurance certificates ..., or all", footer=False),
    Command("agreements", "archived", "z", "Archived", "The agreements that were put away", footer=False),
    Command("agreements", "other_side", "tab", "Story", "Go from the list to the story, and back", footer=False),
    Command("agreements", "back", "escape", "Back", "Leave the story, show everything again, or go back", footer=False),
    Command("openings", "open", "enter", "Open", "Show the whole opening, and how ready it is"),
    Command("openings", "new", "n", "New", "Add places that a partner offers to students"),
    Command("openings", "edit", "e", "Edit", "Change the highlighted opening"),
    Command("openings", "place", "p", "Place", "Show who could come, the fewest chances first, and place students"),
    Command("openings", "hours", "H", "Hours", "The hours of the students in what is marked or highlighted"),
    Command("openings", "partner", "m", "Partner", "Show the partner of the opening", footer=False),
    Command("openings", "next_view", "w", "Placements", "Go on to the placements"),
    Command("openings", "archive", "a", "Archive", "Put away what is chosen, or bring it back", footer=False),
    Command("openings", "filter", "ctrl+f", "Narrow", "Narrow the list by typing", footer=False),
    Command("openings", "state", "t", "State", "Not past, with places left, past, or all", footer=False),
    Command("openings", "kind", "f", "Kind", "Jobs, internships ..., or all", footer=False),
    Command("openings", "archived", "z", "Archived", "The openings that were put away", footer=False),
    Command("openings", "other_side", "tab", "Story", "Go from the list to the story, and back", footer=False),
    Command("openings", "back", "escape", "Back", "Leave the story, show everything again, or go back", footer=False),
    Command("placements", "open", "enter", "Open", "Show the whole placement"),
    Command("placements", "edit", "e", "Edit", "Change the highlighted placement"),
    Command("placements", "completed", "x", "Done", "Say that what is marked or highlighted was completed"),
    Command("placements", "ended", "i", "Ended", "Say that it ended early, and why"),
    Command("placements", "reopen", "r", "Open again", "Say that it goes on", footer=False),
    Command("placements", "hours", "H", "Hours", "The hours of what is marked or highlighted"),
    Command("placements", "partner", "m", "Partner", "Show the partner of the placement", footer=False),
    Command("placements", "student", "b", "Student", "Show the whole story of the student", footer=False),
    Command("placements", "next_view", "w", "Partners", "Go on to the partners"),
    Command("placements", "archive", "a", "Archive", "Put away what is chosen, or bring it back", footer=False),
    Command("placements", "filter", "ctrl+f", "Narrow", "Narrow the list by typing", footer=False),
    Command("placements", "state", "t", "State", "Running, past their end, upcoming, ended, or all", footer=False),
    Command("placements", "archived", "z", "Archived", "The placements that were put away", footer=False),
    Command("placements", "other_side", "tab", "Story", "Go from the list to the story, and back", footer=False),
    Command("placements", "back", "escape", "Back", "Leave the story, show everything again, or go back", footer=False),
    Command("reports", "open", "enter", "Open", "Show the whole story of the highlighted person"),
    Command("reports", "plan", "p", "Plan", "Plan a meeting with the marked people, or the highlighted one"),
    Command("reports", "log", "l", "Log", "Log a meeting with the marked people, or the highlighted one"),
    Command("reports", "brief", "b", "Brief", "What to know before a talk with whom is marked or highlighted"),
    Command("reports", "who", "v", "Who", "List who is not met yet, met, paused, or out of the rotation"),
    Command(
        "reports", "by", "d", "Shares by", "Shares by department, by kind of staff, or by year joined", footer=False
    ),
    Command("reports", "next_view", "w", "Promises", "Go on to the promises, then to the goals"),
    Command("reports", "back", "escape", "Everybody", "List all who are not met yet again", footer=False),
    Command("promises", "open", "enter", "Open", "Show the whole promise", footer=False),
    Command("promises", "kept", "x", "Kept", "Say that the promise was kept"),
    Command("promises", "broken", "i", "Broken", "Say that it was broken, and why"),
    Command("promises", "withdrawn", "c", "Withdrawn", "Say that it was withdrawn, and why"),
    Command("promises", "edit", "e", "Edit", "Change the promise", footer=False),
    Command("promises", "new", "n", "New", "Keep a promise: who makes it, to whom, what and by when"),
    Command("promises", "next_view", "w", "Goals", "Go on to the goals"),
    Command("promises", "reopen", "r", "Open again", "Say that the promise is open again", footer=False),
    Command("promises", "source", "m", "Meeting", "Open the meeting or the person that it is from", footer=False),
    Command(
        "promises", "archive", "a", "Archive", "Put away what is marked or highlighted, or bring it back", footer=False
    ),
    Command("promises", "filter", "ctrl+f", "Narrow", "Narrow the list by typing", footer=False),
    Command("promises", "status", "t", "Status", "Open, kept, broken, withdrawn, or all", footer=False),
    Command("promises", "kinds", "o", "Asks and offers", "Promises, what is asked and offered, or all", footer=False),
    Command("promises", "whose", "f", "Whose", "Ours, theirs, or both", footer=False),
    Command("promises", "archived", "z", "Archived", "The promises that were put away", footer=False),
    Command("promises", "other_side", "tab", "Story", "Go from the list to the story, and back", footer=False),
    Command("promises", "back", "escape", "Back", "Leave the story, show everything again, or go back", footer=False),
    Command("goals", "open", "enter", "Open", "Show the whole goal"),
    Command("goals", "reached", "x", "Reached", "Say that the goal was reached"),
    Command("goals", "let_go", "c", "Let go", "Say that the goal was let go"),
    Command("goals", "edit", "e", "Edit", "Change the highlighted goal", footer=False),
    Command("goals", "new", "n", "New", "Keep a goal: whose it is, what, and when to look at it again"),
    Command("goals", "next_view", "w", "Coverage", "Go on to who has been left out"),
    Command("goals", "reopen", "r", "Open again", "Say that the goal is open again", footer=False),
    Command("goals", "source", "m", "Meeting", "Open the meeting that it was heard in, or whose it is", footer=False),
    Command(
        "goals", "archive", "a", "Archive", "Put away what is marked or highlighted, or bring it back", footer=False
    ),
    Command("goals", "filter", "ctrl+f", "Narrow", "Narrow the list by typing", footer=False),
    Command("goals", "status", "t", "Status", "Open, reached, let go, or all", footer=False),
    Command("goals", "to_look_at", "v", "To look at", "Only those that wait to be looked at again", footer=False),
    Command("goals", "archived", "z", "Archived", "The goals that were put away", footer=False),
    Command("goals", "other_side", "tab", "Story", "Go from the list to the story, and back", footer=False),
    Command("goals", "back", "escape", "Back", "Leave the story, show everything again, or go back", footer=False),
    Command("hours", "approve", "x", "Approve", "Approve the hours of the marked cells, or of the one cell"),
    Command("hours", "decline", "i", "Decline", "Say that hours do not count, and why"),
    Command("hours", "edit", "e", "Shifts", "Change the shifts of the day, with times and notes; two in a day, too"),
    Command("hours", "earlier", "<", "Week before", "Show the week before"),
    Command("hours", "later", ">", "Week after", "Show the week after"),
    Command("hours", "day", "t", "Go to", "Go to the week of a day"),
    Command("hours", "take_out", "delete,backspace", "Take out", "Take out what is in the marked cells", footer=False),
    Command("hours", "back", "escape", "Back", "Leave what is typed, what is marked, then the hours", footer=False),
    Command("import", "bring_in", "ctrl+s", "Bring in", "Write what is shown into the records; u takes it all back"),
    Command("import", "columns", "m", "Columns", "Correct what the columns of a list are read as"),
    Command("import", "answer", "a", "Answer", "Say whether the contact of a line is somebody who is known"),
    Command("import", "state", "f", "Which", "Show only what is left out, absent, changed, new, repaired or the same"),
    Command("import", "leftovers", "w", "Write left out", "Write the rows that were left out to a file of their own"),
    Command(
        "import", "open", "enter", "Open", "Show the whole of a line: what changes, and what was odd", footer=False
    ),
    Command("import", "filter", "ctrl+f", "Narrow", "Narrow the list by typing", footer=False),
    Command("import", "other_side", "tab", "Story", "Go from the list to the whole line, and back", footer=False),
    Command("import", "back", "escape", "Back", "Go back; what was not brought in is not kept", footer=False),
    Command("timeline", "open", "enter", "Open", "Open what the entry is about"),
    Command("timeline", "kind", "f", "Kind", "Only meetings, promises, goals, answers, changes ..., or everything"),
    Command("timeline", "person", "p", "Story", "The story of the person or partner whose timeline it is"),
    Command("timeline", "filter", "ctrl+f", "Narrow", "Narrow the timeline by typing", footer=False),
    Command("timeline", "other_side", "tab", "Whole entry", "Go from the list to the whole entry, and back"),
    Command("timeline", "back", "escape", "Back", "Leave the entry, show everything again, or go back"),
    Command("history", "open", "enter", "Open", "Show what was changed, before and after"),
    Command("history", "filter", "ctrl+f", "Narrow", "Narrow the list by typing"),
    Command("history", "other_side", "tab", "Story", "Go from the list to what was changed, and back", footer=False),
    Command("history", "back", "escape", "Back", "Go back to where you were", footer=False),
    Command("settings", "new", "n", "Add", "Add a year, a closure, a question, a word, or one more key"),
    Command("settings", "term", "t", "Term", "Add a term to the highlighted school year"),
    Command("settings", "archive", "a", "Archive", "Put away what is highlighted, or bring it back"),
    Command("settings", "archived", "z", "Archived", "What was put away, or again what was not", footer=False),
    Command("settings", "audience", "f", "For", "The questions for somebody else, or the next list of words"),
    Command("settings", "about", "v", "About", "Only the questions about one theme", footer=False),
    Command("settings", "earlier", "K,shift+up", "Earlier", "Put a line before the one above", footer=False),
    Command("settings", "later", "J,shift+down", "Later", "Put a line after the one below", footer=False),
    Command("settings", "usual", "r", "Reset", "Take the usual keys again, or say that nobody of the list sits here"),
    Command("settings", "inside", "right", "Go in", "Put the keys into the section", footer=False),
    Command("settings", "outside", "left", "Sections", "Go back to the list of the sections", footer=False),
    Command("settings", "other_side", "tab", "Other side", "Go from the sections into one, and back", footer=False),
    Command("settings", "back", "escape", "Back", "Leave the section, then the settings", footer=False),
)
"""All commands, in the order in which a footer shows them."""


def of(where: str) -> list[Command]:
    """Return the commands of a screen, without those that are everywhere."""
    return [command for command in COMMANDS if command.where == where]


def bindings(where: str) -> list[Binding]:
    """Return the key bindings of a screen."""
    return [
        Binding(command.keys, command.action, command.label, show=command.footer, id=command.id, tooltip=command.help)
        for command in of(where)
    ]


def help_key() -> Binding:
    """Return the key of the help for a window over the screens, which the app's own keys do not reach."""
    command = next(command for command in COMMANDS if command.action == "app.help")
    return Binding(command.keys, command.action, command.label, show=False, id=command.id, tooltip=command.help)
