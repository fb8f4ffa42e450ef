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
    Command(
        "everywhere", "app.go('reports')", "6", "Reports", "Who has been left out, and how the year goes", footer=False
    ),
    Command("everywhere", "app.undo", "u", "Undo", "Take back the last thing that you did, then the one before"),
    Command("everywhere", "app.redo", "U,ctrl+r", "Redo", "Bring forward what was taken back last", footer=False),
    Command("everywhere", "app.history", "h", "History", "All that was done, by whom and when", footer=False),
    Command("everywhere", "app.help", "question_mark,f1", "Help", "What the keys do here"),
    Command("everywhere", "app.command_palette", "ctrl+p", "Commands", "Every command by name", footer=False),
    Command("everywhere", "app.quit", "q,ctrl+q", "Quit", "Leave; everything is saved already", footer=False),
    Command("today", "open", "enter", "Open", "Open what the line is about", footer=False),
    Command("today", "plan", "p", "Plan", "Plan a meeting with this person"),
    Command("today", "log", "l", "Log", "Log a meeting that was held with this person"),
    Command("today", "done", "x", "It happened", "Say that the planned meeting was held"),
    Command("today", "edit", "e,m", "Move", "Change or move the meeting of the line"),
    Command("today", "cancel", "c", "Cancel", "Cancel the meeting of the line; the guest comes first"),
    Command("today", "missed", "i", "Missed", "Say that nobody came to the meeting of the line", footer=False),
    Command("today", "left_out", "o", "Left out", "Who is not in the rotation, and why", footer=False),
    Command("today", "fewer", "minus", "Fewer a week", "One chat a week less", footer=False),
    Command("today", "more", "plus", "More a week", "One chat a week more", footer=False),
    Command("people", "open", "enter", "Open", "Show the whole story of the person"),
    Command("people", "new", "n", "New", "Add somebody"),
    Command("people", "edit", "e", "Edit", "Change the highlighted person"),
    Command("people", "plan", "p", "Plan", "Plan a meeting with the marked people, or the highlighted one"),
    Command("people", "log", "l", "Log", "Log a meeting with the marked people, or the highlighted one"),
    Command(
        "people", "archive", "a", "Archive", "Put away whom is marked or highlighted, or bring them back", footer=False
    ),
    Command("people", "filter", "slash", "Find", "Narrow the list by typing"),
    Command("people", "kind", "f", "Kind", "Staff, students, families, community, or everyone", footer=False),
    Command("people", "group", "d", "Department", "Only those of one group", footer=False),
    Command("people", "never", "v", "Never met", "Only those never met", footer=False),
    Command("people", "archived", "z", "Archived", "The people who were put away", footer=False),
    Command("people", "other_side", "tab", "Story", "Go from the list to the story, and back", footer=False),
    Command("people", "back", "escape", "Back", "Leave the story, or show everything again", footer=False),
    Command("meetings", "open", "enter", "Open", "Show the whole meeting"),
    Command("meetings", "new", "n,p", "Plan", "Plan a meeting"),
    Command("meetings", "log", "l", "Log", "Log a meeting that was held"),
    Command("meetings", "edit", "e,m", "Edit", "Change or move the highlighted meeting"),
    Command("meetings", "held", "x", "Held", "Say that the meeting was held"),
    Command("meetings", "cancel", "c", "Cancel", "Cancel it; the guests keep their place at the front", footer=False),
    Command("meetings", "missed", "i", "Missed", "Say that nobody came", footer=False),
    Command(
        "meetings", "archive", "a", "Archive", "Put away what is marked or highlighted, or bring it back", footer=False
    ),
    Command("meetings", "filter", "slash", "Find", "Narrow the list by typing"),
    Command("meetings", "status", "t", "Status", "Planned, held, missed, cancelled, or all", footer=False),
    Command("meetings", "archived", "z", "Archived", "The meetings that were put away", footer=False),
    Command(
        "meetings", "export", "ctrl+e", "Export", "Write the meetings of the list as a calendar file", footer=False
    ),
    Command("meetings", "other_side", "tab", "Story", "Go from the list to the story, and back", footer=False),
    Command("meetings", "back", "escape", "Back", "Leave the story, or show everything again", footer=False),
    Command("reports", "open", "enter", "Open", "Show the whole story of the highlighted person"),
    Command("reports", "plan", "p", "Plan", "Plan a meeting with the marked people, or the highlighted one"),
    Command("reports", "log", "l", "Log", "Log a meeting with the marked people, or the highlighted one"),
    Command("reports", "who", "v", "Who", "List who is not met yet, met, paused, or out of the rotation"),
    Command("reports", "by", "d", "Shares by", "Shares by department, by kind of staff, or by year joined"),
    Command("reports", "back", "escape", "Everybody", "List all who are not met yet again", footer=False),
    Command("history", "open", "enter", "Open", "Show what was changed, before and after"),
    Command("history", "filter", "slash", "Find", "Narrow the list by typing"),
    Command("history", "other_side", "tab", "Story", "Go from the list to what was changed, and back", footer=False),
    Command("history", "back", "escape", "Back", "Go back to where you were", footer=False),
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
