"""Partners: the list, the whole story of one, and what keys do with them."""

from __future__ import annotations

import pytest

from partner_tui.records import contacts, history, meetings, organizations, people, stages
from partner_tui.records.commitments import CommitmentFilter, Direction, listing
from partner_tui.records.connection import RecordsFile
from partner_tui.records.meetings import MeetingFilter, MeetingKind, MeetingStatus
from partner_tui.records.stages import Stage
from partner_tui.screens.partner_form import PartnerForm
from partner_tui.screens.partners import PartnersScreen
from partner_tui.screens.stage_form import StageForm
from partner_tui.screens.timeline import TimelineScreen
from tests.conftest import NOW
from tests.screens.desk import LITERALLY, NASTY, DeskPilot, SmallSchool, at_the_desk, lines_seen, press, seen, type_text
from tests.screens.partners import Partners, day, fill_partners

HOSTILE = ('=HYPERLINK("http://x")', 'Møller & Sons, "The Best"; [/]', NASTY)


@pytest.fixture
def partners(school: SmallSchool) -> Partners:
    """Return the ids of four partners of the small school."""
    return fill_partners(school)


def listed(pilot: DeskPilot) -> PartnersScreen:
    """Return the list, which is shown."""
    screen = pilot.app.screen
    assert isinstance(screen, PartnersScreen)
    return screen


async def test_the_list_says_where_each_partner_stands_and_when_it_was_met(partners: Partners) -> None:
    async with at_the_desk((80, 24)) as pilot:
        await press(pilot, "4")
        [line] = [line for line in lines_seen(pilot) if "Harbor Clinic" in line]
        assert "● active" in line
        assert line.split()[:2] == ["▲", "Harbor"], "what needs somebody has a sign"
        assert "MOU ends in" in line
        assert "19 Nov" in line or "Thu" in line, "five days ago"
        [line] = [line for line in lines_seen(pilot) if "First Street" in line]
        assert "◔ exploring" in line
        assert "never" in line
        assert lines_seen(pilot)[1].startswith("  1 Today"), "all tabs fit"
        assert lines_seen(pilot)[1].rstrip().endswith("?")


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_the_story_of_a_partner_says_all_that_is_known(partners: Partners, size: tuple[int, int]) -> None:
    async with at_the_desk(size) as pilot:
        await press(pilot, "4")
        screen = listed(pilot)
        screen.show_organization(partners.harbor)
        await press(pilot)
        told = screen.story(partners.harbor).plain
        for said in (
            "Harbor Clinic  Health provider",
            "● active since",
            "signed the MOU",
            "owner          Dana Wu",
            "introduced by  Ana Rivera",
            "bilingual",
            "★ Eliška Novák · Manager · primary contact",
            "▲ MOU",
            "40 days left",
            "send the form",
            "a tour for ten",
            "2 in ",
            "next: Call",
            "Front desk",
            "Leo Marsh (9)",
            "0 h of 10 h",
            "Park behind the building.",
        ):
            assert said in told or said in " ".join(told.split()), said
        assert all(len(line) <= size[0] for line in lines_seen(pilot))
        assert "Harbor Clinic" in seen(pilot)


async def test_a_promise_of_ours_stands_apart_from_one_of_theirs(partners: Partners) -> None:
    async with at_the_desk() as pilot:
        await press(pilot, "4")
        told = listed(pilot).story(partners.harbor).plain
        told = told[told.index("We promised · 1") :]
        ours, theirs = 0, told.index("They promised · 1")
        assert ours < told.index("send the form") < theirs < told.index("a tour for ten")


async def test_an_empty_list_says_what_it_is_for_and_which_keys_fill_it(school: SmallSchool) -> None:
    async with at_the_desk((80, 24)) as pilot:
        await press(pilot, "4")
        assert "organizations that do something for students" in seen(pilot)
        assert "n  adds the first one" in seen(pilot)
        assert "ctrl+o  brings in the contacts" in seen(pilot)
        await press(pilot, "e", "p", "l", "s", "c", "A", "O", "P", "t", "a")
        await press(pilot, "right_square_bracket", "left_square_bracket")
        assert isinstance(pilot.app.screen, PartnersScreen)


async def test_a_prospect_is_added_with_three_fields(school: SmallSchool) -> None:
    async with at_the_desk((80, 24)) as pilot:
        await press(pilot, "4", "n")
        await type_text(pilot, "Acme Tools")
        await press(pilot, "enter")
        await type_text(pilot, "bus")
        assert "✓ Business" in seen(pilot)
        await press(pilot, "enter")
        await type_text(pilot, "Rosa de Luna")
        assert "new: Rosa de Luna" in seen(pilot)
        await press(pilot, "ctrl+s")
        acme = organizations.named("Acme Tools")
        [rosa] = contacts.of(acme.id, day(0))
        assert (acme.kind, rosa.name, rosa.primary) == ("business", "Rosa de Luna", True)
        assert people.get(rosa.person_id).family_name == "Luna"
        assert acme.owner_id == school.dana, "who adds it looks after it"
        assert listed(pilot).table.highlighted == acme.id
        await press(pilot, "u")
        assert not len(organizations.listing())


async def test_a_name_that_is_there_already_is_said_as_it_is_typed(partners: Partners) -> None:
    async with at_the_desk((80, 24)) as pilot:
        await press(pilot, "4", "n")
        await type_text(pilot, "HARBOR cl")
        assert "▲ Harbor Clinic is there already, active." in seen(pilot)
        await press(pilot, "ctrl+s")
        assert "Save it anyway?" in seen(pilot)
        await press(pilot, "n")
        assert isinstance(pilot.app.screen, PartnerForm)
        assert organizations.count() == 4


async def test_what_cannot_be_saved_says_so_beside_the_field_and_is_kept(partners: Partners) -> None:
    async with at_the_desk() as pilot:
        await press(pilot, "4", "n")
        form = pilot.app.screen
        assert isinstance(form, PartnerForm)
        await press(pilot, "ctrl+s")
        assert "It is not said what the partner is called." in form.field("name").trouble
        for name, typed, trouble in (
            ("kind", "c", "That could be"),
            ("cadence_weeks", "often", "“often” is no number of weeks."),
            ("email", "nobody", "e-mail"),
        ):
            form.field("name").value = "Acme"
            form.field(name).value = typed
            await press(pilot, "ctrl+s")
            assert form.field(name).trouble, name
            assert trouble in seen(pilot)
            form.field(name).value = ""
        assert organizations.count() == 4


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_a_hostile_partner_is_only_text_wherever_it_stands(
    school: SmallSchool, name: str, size: tuple[int, int]
) -> None:
    with history.intent("Add", who="dana", at=NOW) as intent:
        one = organizations.add(intent, name=name, address=name, notes=name, kind=name, stage="active", why=name)
        person = people.add(intent, kind="community", given_name=name)
        contacts.add(intent, one, person, name)
    literally = LITERALLY if name == NASTY else name
    async with at_the_desk(size) as pilot:
        for keys in (["4"], ["enter"], ["escape", "w"], ["enter"], ["escape", "s"], ["escape", "4", "c"], ["escape"]):
            await press(pilot, *keys)
            assert pilot.app.is_running
            assert "\x1b" not in seen(pilot)
            assert literally[:6] in seen(pilot)
        await press(pilot, "e")
        assert literally in " ".join(seen(pilot).split())


async def test_a_bracket_moves_a_partner_a_stage_and_asks_why(partners: Partners) -> None:
    async with at_the_desk((80, 24)) as pilot:
        await press(pilot, "4")
        listed(pilot).table.highlight(partners.bakery)
        await press(pilot, "right_square_bracket")
        assert isinstance(pilot.app.screen, StageForm)
        assert "First Street Bakery: exploring → agreeing" in seen(pilot)
        await press(pilot, "enter")
        assert "It is not said why." in seen(pilot)
        await type_text(pilot, "they want two students")
        await press(pilot, "enter")
        now = stages.now_of([partners.bakery], day(0))[partners.bakery]
        assert (now.stage, now.since, now.why) == (Stage.AGREEING, day(0), "they want two students")
        assert listed(pilot).table.highlighted == partners.bakery
        await press(pilot, "u")
        assert stages.now_of([partners.bakery], day(0))[partners.bakery].stage is Stage.EXPLORING


async def test_several_partners_come_to_one_stage_in_one_intent(partners: Partners) -> None:
    async with at_the_desk() as pilot:
        await press(pilot, "4", "ctrl+a", "s", "e", "e", "tab")
        await type_text(pilot, "the fair")
        await press(pilot, "enter")
        ids = list(organizations.listing())
        assert {now.stage for now in stages.now_of(ids, day(0)).values()} == {Stage.EXPLORING}
        await press(pilot, "u")
        assert len({now.stage for now in stages.now_of(ids, day(0)).values()}) == 4


async def test_partners_that_stand_at_a_stage_already_are_not_said_to_be_moved(school: SmallSchool) -> None:
    with history.intent("Add", who="dana", at=NOW) as intent:
        organizations.add(intent, name="Gone", stage="ended", on=day(-3))
    async with at_the_desk((80, 24)) as pilot:
        await press(pilot, "4", "s", "tab")
        await type_text(pilot, "again")
        await press(pilot, "enter")
        assert "Gone: already at ended." in seen(pilot)
        assert "again" in seen(pilot)
        assert history.recent()[0].name == "Add"


async def test_a_partner_at_the_last_stage_is_not_moved_on(school: SmallSchool) -> None:
    with history.intent("Add", who="dana", at=NOW) as intent:
        organizations.add(intent, name="Gone", stage="ended", on=day(-3))
    async with at_the_desk((80, 24)) as pilot:
        await press(pilot, "4", "right_square_bracket")
        assert "That is the last stage" in seen(pilot)


async def test_a_meeting_is_logged_with_a_partner_and_its_primary_contact(partners: Partners) -> None:
    async with at_the_desk((80, 24)) as pilot:
        await press(pilot, "4")
        listed(pilot).table.highlight(partners.harbor)
        await press(pilot, "l")
        assert "Log a meeting with Harbor Clinic" in seen(pilot)
        assert "Eliška Novák" in seen(pilot)
        await press(pilot, "ctrl+s")
        ids = meetings.listing(
            MeetingFilter(organization_id=partners.harbor, descending=True, status=MeetingStatus.HELD)
        )
        row = meetings.get(ids[0])
        assert (row.kind, [one.name for one in row.participants]) == (MeetingKind.VISIT, ["Eliška Novák"])


async def test_a_promise_of_theirs_is_kept_from_the_list(partners: Partners) -> None:
    async with at_the_desk() as pilot:
        await press(pilot, "4")
        listed(pilot).table.highlight(partners.casa)
        await press(pilot, "P", "t")
        await type_text(pilot, "two mentors")
        await press(pilot, "ctrl+s")
        assert len(listing(CommitmentFilter(organization_id=partners.casa, direction=Direction.THEIRS))) == 1


async def test_a_contact_is_added_changed_and_leaves(partners: Partners) -> None:
    async with at_the_desk((80, 24)) as pilot:
        await press(pilot, "4")
        listed(pilot).table.highlight(partners.harbor)
        await press(pilot, "c", "enter")
        await type_text(pilot, "Bo Lind")
        await press(pilot, "enter")
        await type_text(pilot, "Nurse")
        await press(pilot, "ctrl+s")
        assert [row.name for row in contacts.of(partners.harbor, day(0))] == ["Eliška Novák", "Bo Lind"]
        await press(pilot, "c", "e", "enter")
        pilot.app.screen.query_one("#field-ends_on").query_one("Input").focus()
        await type_text(pilot, "yesterday")
        await press(pilot, "ctrl+s")
        assert [row.name for row in contacts.of(partners.harbor, day(0))] == ["Bo Lind"]
        assert organizations.get(partners.harbor).primary_contact_id is None
        await press(pilot, "c", "b", "enter")
        pilot.app.screen.query_one("#field-primary").query_one("ChoiceLine").focus()
        await press(pilot, "right", "ctrl+s")
        assert organizations.rows([partners.harbor], day(0))[partners.harbor].primary_contact == "Bo Lind"


async def test_filters_narrow_the_list_and_esc_widens_it(partners: Partners) -> None:
    async with at_the_desk((80, 24)) as pilot:
        await press(pilot, "4", "y")
        assert list(listed(pilot).ids()) == [partners.harbor]
        assert "mine" in seen(pilot)
        await press(pilot, "y")
        assert set(listed(pilot).ids()) == {partners.bakery, partners.casa, partners.theater}
        await press(pilot, "escape", "d", "e", "enter")
        assert list(listed(pilot).ids()) == [partners.bakery]
        await press(pilot, "escape", "f", "n", "enter")
        assert list(listed(pilot).ids()) == [partners.casa]
        await press(pilot, "escape", "o")
        assert listed(pilot).sort == ("stage", False), "s asks for a stage, so o sorts"


async def test_a_partner_is_put_away_and_brought_back(partners: Partners) -> None:
    async with at_the_desk((80, 24)) as pilot:
        await press(pilot, "4", "a")
        assert organizations.count() == 3
        await press(pilot, "z", "a")
        assert organizations.count() == 4


async def test_a_partner_where_a_student_is_placed_stays_and_it_is_said_who(partners: Partners) -> None:
    async with at_the_desk((80, 24)) as pilot:
        await press(pilot, "4")
        listed(pilot).show_organization(partners.harbor)
        await press(pilot, "a")
        assert "Leo Marsh is placed at Harbor Clinic." in " ".join(seen(pilot).split())
        assert organizations.count() == 4


async def test_esc_goes_back_to_where_a_partner_was_opened(partners: Partners) -> None:
    async with at_the_desk((80, 24)) as pilot:
        listed_from = pilot.app
        listed_from.open_organization(partners.casa)  # type: ignore[attr-defined]  # the app is a TimelineApp
        await press(pilot)
        assert listed(pilot).table.highlighted == partners.casa
        assert "Casa Unida  Nonprofit" in seen(pilot)
        await press(pilot, "t")
        assert isinstance(pilot.app.screen, TimelineScreen)
        await press(pilot, "p")
        assert isinstance(pilot.app.screen, PartnersScreen)
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, TimelineScreen)
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, PartnersScreen)


async def test_moving_down_a_narrow_list_reads_no_story(partners: Partners, records: RecordsFile) -> None:
    async with at_the_desk((80, 24)) as pilot:
        await press(pilot, "4")
        statements: list[str] = []
        records.handle().set_trace_callback(statements.append)
        await press(pilot, "down", "down", "up")
        records.handle().set_trace_callback(None)
        assert statements == []


async def test_what_needs_somebody_is_listed_alone_most_pressing_first(partners: Partners) -> None:
    async with at_the_desk((80, 24)) as pilot:
        await press(pilot, "4", "v")
        screen = listed(pilot)
        assert partners.harbor in screen.ids()
        assert partners.theater not in screen.ids(), "who is paused may be silent"
        assert [line for line in lines_seen(pilot) if "MOU ends in 5 weeks" in line]
        await press(pilot, "escape")
        assert (len(screen.ids()), screen.sort) == (4, ("name", False))
