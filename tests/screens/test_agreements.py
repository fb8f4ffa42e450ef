"""The list of agreements: what ends next, who signed, and many renewed as one thing."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from partner_tui.records import agreements, history, organizations, requirements
from partner_tui.records.agreements import AgreementFilter, AgreementKind, AgreementRow, AgreementState
from partner_tui.records.openings import OpeningKind
from partner_tui.screens.agreement_form import AgreementForm, SignForm
from partner_tui.screens.agreements import AgreementsScreen
from partner_tui.screens.settings import SettingsScreen
from partner_tui.screens.settings_requirements import RequirementsSection
from tests.conftest import NOW, WHO
from tests.screens.desk import (
    LITERALLY,
    NASTY,
    DeskPilot,
    SmallSchool,
    at_the_desk,
    lines_seen,
    press,
    seen,
    settled,
    type_text,
)

TODAY = NOW.date()
SIGNED = {"signed_by_school_on": date(2025, 7, 1), "signed_by_partner_on": date(2025, 7, 1)}
HOSTILE = ('=HYPERLINK("http://x")', 'Møller & Sons, "The Best"; [/]')


def agree(partner: str, kind: str = "mou", **values: Any) -> AgreementRow:
    """Add an agreement with a partner that is made for it."""
    with history.intent(f"Agree with {partner}", who=WHO, at=NOW) as intent:
        organization = organizations.add(intent, name=partner)
        made = agreements.add(intent, organization_id=organization, kind=kind, **values)
    return agreements.get(made)


def ending(partner: str, days: int, **values: Any) -> AgreementRow:
    """Add a signed agreement that ends so many days from today."""
    signed: dict[str, Any] = {**SIGNED}
    return agree(partner, **signed, starts_on=date(2025, 7, 1), ends_on=TODAY + timedelta(days=days), **values)


def everything() -> list[AgreementRow]:
    return list(agreements.rows(agreements.listing(AgreementFilter(), TODAY)).values())


async def go_there(pilot: DeskPilot) -> AgreementsScreen:
    pilot.app.switch_mode("agreements")
    await settled(pilot)
    screen = pilot.app.screen
    assert isinstance(screen, AgreementsScreen)
    return screen


async def test_what_ends_next_stands_first_and_every_state_has_its_sign(school: SmallSchool) -> None:
    ending("Active Clinic", 200)
    ending("Notice Shop", 12)
    ending("Expired Bank", -3)
    agree("Draft Inc")
    async with at_the_desk((80, 24)) as pilot:
        await go_there(pilot)
        lines = [line for line in lines_seen(pilot) if "MOU" in line]
        assert [line.split()[-2:] for line in lines[:3]] == [["d", "ago"], ["12", "days"], ["200", "days"]]
        for line, sign, name in zip(lines, "!▲✓○", ("Expired", "Notice", "Active", "Draft"), strict=True):
            assert sign in line
            assert name in line
        await press(pilot, "t")
        assert "Active Clinic" not in seen(pilot)
        await press(pilot, "t")
        assert "Draft Inc" in seen(pilot)
        assert "Notice Shop" not in seen(pilot)
        await press(pilot, "escape")
        assert "Notice Shop" in seen(pilot)


async def test_marked_agreements_are_renewed_at_once_and_taken_back_at_once(school: SmallSchool) -> None:
    for number in range(4):
        ending(f"Partner {number}", 10 + number)
    async with at_the_desk() as pilot:
        await go_there(pilot)
        await press(pilot, "ctrl+a", "r")
        assert len(everything()) == 8
        assert "Renew 4 agreements" in seen(pilot)
        await press(pilot, "u")
        assert len(everything()) == 4


async def test_what_is_not_about_to_end_is_asked_about_before_it_is_renewed(school: SmallSchool) -> None:
    ending("Active Clinic", 200)
    async with at_the_desk() as pilot:
        await go_there(pilot)
        await press(pilot, "r")
        assert "is not about to end" in seen(pilot)
        await press(pilot, "n")
        assert len(everything()) == 1
        await press(pilot, "r", "y")
        assert len(everything()) == 2
        await press(pilot, "r")
        assert "is renewed already" in seen(pilot)


async def test_who_signed_is_said_with_one_key_and_the_day_is_today(school: SmallSchool) -> None:
    row = agree("Casa Unida", signed_by_school_on=date(2026, 11, 2))
    async with at_the_desk() as pilot:
        await go_there(pilot)
        assert "awaiting the partner's signature" in " ".join(seen(pilot).replace("│", " ").split())
        await press(pilot, "s")
        assert isinstance(pilot.app.screen, SignForm)
        await press(pilot, "ctrl+s")
        assert agreements.get(row.id).signed_by_partner_on == TODAY
        assert agreements.get(row.id).state(TODAY) is AgreementState.ACTIVE


async def test_who_signed_a_draft_is_asked_from_the_school_on(school: SmallSchool) -> None:
    row = agree("Casa Unida")
    async with at_the_desk() as pilot:
        await go_there(pilot)
        await press(pilot, "s", "ctrl+s")
        assert "It is not said who signed." in seen(pilot)
        await type_text(pilot, "yesterday")
        await press(pilot, "tab")
        await type_text(pilot, "today")
        await press(pilot, "ctrl+s")
        signed = agreements.get(row.id)
        assert (signed.signed_by_school_on, signed.signed_by_partner_on) == (TODAY - timedelta(days=1), TODAY)


async def test_a_start_without_a_year_is_the_nearest_and_a_written_year_is_kept(school: SmallSchool) -> None:
    async with at_the_desk((80, 24)) as pilot:
        await go_there(pilot)
        await press(pilot, "n")
        form = pilot.app.screen
        assert isinstance(form, AgreementForm)
        for text, meant in (
            ("oct 5", date(2026, 10, 5)),
            ("jan 11", date(2027, 1, 11)),
            ("2027-10-05", date(2027, 10, 5)),
        ):
            form.field("starts_on").value = text
            assert form.day("starts_on") == meant
        form.field("ends_on").value = "oct 5"
        assert form.day("ends_on") == date(2027, 10, 5)


async def test_an_agreement_is_added_with_the_keyboard(school: SmallSchool) -> None:
    with history.intent("Add", who=WHO, at=NOW) as intent:
        organizations.add(intent, name="Delgado Auto Body")
    async with at_the_desk((80, 24)) as pilot:
        await go_there(pilot)
        await press(pilot, "n")
        await type_text(pilot, "delg")
        await press(pilot, "enter", "enter", "i", "enter")
        form = pilot.app.screen
        assert isinstance(form, AgreementForm)
        assert not form.field("signed_by_school_on").display
        form.field("ends_on").value = "jun 30"
        await press(pilot, "ctrl+s")
        [row] = everything()
        assert (row.organization, row.kind, row.ends_on) == (
            "Delgado Auto Body",
            AgreementKind.INSURANCE,
            date(2027, 6, 30),
        )


@pytest.mark.parametrize(
    ("typed", "field", "trouble"),
    [
        ({"organization_id": "[]"}, "organization_id", "It is not said with which partner."),
        ({"starts_on": "2027-06-30", "ends_on": "2026-12-01"}, "ends_on", "before it starts"),
        ({"document": "/nowhere/mou.pdf"}, "document", "There is no file"),
        ({"notice_days": "soon"}, "notice_days", "not a number of days"),
        ({"notice_days": "900"}, "notice_days", "cannot be 900"),
        ({"signed_by_partner_on": "2026-12-24"}, "signed_by_partner_on", "still to come"),
    ],
)
async def test_what_cannot_be_saved_says_so_beside_the_field_and_stays_typed(
    school: SmallSchool, typed: dict[str, str], field: str, trouble: str
) -> None:
    row = agree("Delgado Auto Body")
    async with at_the_desk() as pilot:
        await go_there(pilot)
        await press(pilot, "e")
        form = pilot.app.screen
        assert isinstance(form, AgreementForm)
        for name, text in typed.items():
            form.field(name).value = text
        await press(pilot, "ctrl+s")
        assert form.is_current
        assert trouble in form.field(field).trouble
        assert {name: form.field(name).value for name in typed} == typed
        assert agreements.get(row.id) == row


async def test_a_document_that_moved_is_told_and_does_not_stop_another_change(
    school: SmallSchool, tmp_path: Path
) -> None:
    paper = tmp_path / "mou.pdf"
    paper.write_bytes(b"signed")
    row = agree("Delgado Auto Body", document=str(paper))
    paper.unlink()
    async with at_the_desk() as pilot:
        await go_there(pilot)
        assert "! There is no file" in seen(pilot)
        await press(pilot, "e")
        form = pilot.app.screen
        assert isinstance(form, AgreementForm)
        form.field("title").value = "Summer"
        await press(pilot, "ctrl+s")
        assert agreements.get(row.id).title == "Summer"
        assert agreements.get(row.id).document == str(paper)


@pytest.mark.parametrize("name", [*HOSTILE, NASTY])
async def test_names_of_partners_are_shown_as_they_are(school: SmallSchool, name: str) -> None:
    agree(name, title=name, notes=name)
    async with at_the_desk((120, 36)) as pilot:
        await go_there(pilot)
        await press(pilot, "enter")
        shown = LITERALLY if name == NASTY else name
        assert shown in seen(pilot)
        await press(pilot, "escape", "e", "escape", "s", "escape")
        assert isinstance(pilot.app.screen, AgreementsScreen)


async def test_an_empty_list_says_what_it_is_for_and_its_keys_do_no_harm(school: SmallSchool) -> None:
    async with at_the_desk((80, 24)) as pilot:
        await go_there(pilot)
        assert "so that nothing ends unnoticed" in seen(pilot)
        await press(pilot, "e", "s", "r", "a", "m")
        assert isinstance(pilot.app.screen, AgreementsScreen)
        assert everything() == []


async def test_what_openings_need_is_turned_on_and_off_in_the_settings(school: SmallSchool) -> None:
    async with at_the_desk((80, 24)) as pilot:
        await press(pilot, "comma")
        screen = pilot.app.screen
        assert isinstance(screen, SettingsScreen)
        screen.show_section(RequirementsSection)
        await settled(pilot)
        await press(pilot, "enter")
        assert AgreementKind.MOU in requirements.needed()[OpeningKind.JOB]
        assert "job needs MOU, work-study agreement, insurance certificate" in " ".join(
            seen(pilot).replace("│", " ").split()
        )
        await press(pilot, "down", "space")
        assert AgreementKind.WORK_STUDY not in requirements.needed()[OpeningKind.JOB]
        await press(pilot, "u", "u")
        assert requirements.needed() == requirements.USUAL
