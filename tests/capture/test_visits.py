"""A coordinator comes back from a partner and logs the visit of four people in one line."""

from __future__ import annotations

from datetime import date

import pytest

from partner_tui.capture import Mention, Promise, Role, conversation
from partner_tui.records.meetings import MeetingKind
from tests.capture.school import NOW, read


def names(mentions: tuple[Mention, ...]) -> list[str | None]:
    return [one.resolved and one.resolved.name for one in mentions]


def test_a_visit_of_four_is_one_line_and_the_promise_is_made_to_the_partner() -> None:
    draft = read("@delgado visit today 45m with ana, bao, zoë: toured the shop > send MOU draft mon")

    assert names(draft.people) == ["Ana Rivera", "Bao Tran", "Zoë Sun"]
    assert names(draft.organizations) == ["Delgado Construction"]
    assert (draft.kind, draft.day, draft.minutes) == (MeetingKind.VISIT, NOW.date(), 45)
    assert draft.summary == "toured the shop"
    assert draft.promises == (Promise("send MOU draft", date(2026, 11, 30)),)
    assert draft.ready
    assert "You promise Delgado Construction: send MOU draft" in draft.sentence()
    assert read(draft.line()) == draft


def test_of_namesakes_the_one_who_belongs_to_the_partner_is_meant() -> None:
    draft = read("@harbor clinic visit today with kim, sam: saw the ward")

    assert names(draft.people) == ["Kim Park", "Sam Okafor"]
    assert draft.ready
    assert all(role is not Role.AMBIGUOUS for _, role in draft.words())
    assert read(draft.line()) == draft


def test_the_partner_may_be_named_behind_its_people() -> None:
    assert names(read("visit with kim and sam @harbor clinic yesterday").people) == ["Kim Park", "Sam Okafor"]


def test_of_several_at_the_partner_you_are_asked_and_they_come_first() -> None:
    draft = read("@casa unida visit today with kim")

    assert not draft.ready
    assert [one.name for one in draft.people[0].matches] == ["Kim Diaz", "Kim Lopez", "Kim Park"]


def test_somebody_of_another_partner_is_still_meant_by_the_whole_name() -> None:
    assert names(read("@harbor clinic visit today with kim lopez").people) == ["Kim Lopez"]


def test_nobody_comes_twice_to_a_visit() -> None:
    draft = read("@harbor clinic visit today with kim, kim park")

    assert names(draft.people) == ["Kim Park"]
    assert len(conversation(draft, NOW.time(), "America/New_York").attendance) == 1


@pytest.mark.parametrize("line", ["@beans & sons", "@beans and sons", "@beans + sons", '@"Beans & Sons"', "@beans"])
def test_a_partner_of_two_names_is_one(line: str) -> None:
    draft = read(f"{line} visit today with ana: toured")

    assert names(draft.organizations) == ["Beans & Sons"]
    assert names(draft.people) == ["Ana Rivera"]
    assert read(draft.line()) == draft


def test_a_person_behind_a_partner_and_an_and_is_a_person() -> None:
    draft = read("@delgado and ana coffee today")

    assert names(draft.organizations) == ["Delgado Construction"]
    assert names(draft.people) == ["Ana Rivera"]


def test_every_stranger_of_a_visit_is_told() -> None:
    draft = read("@delgado visit today with ana, zoltan, quentin: toured")

    assert [one.typed for one in draft.people if not one.matches] == ["zoltan", "quentin"]
    assert len(draft.problems) == 2
