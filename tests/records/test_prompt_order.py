"""The order in which questions are asked, moved by hand."""

from __future__ import annotations

import pytest

from partner_tui.records import history, prompt_order, prompts
from partner_tui.records.database import RecordsFile
from partner_tui.records.prompts import Audience, PromptFilter
from tests.conftest import NOW, WHO

STAFF = PromptFilter(audience=Audience.STAFF)


def move(prompt_id: int, by: int) -> bool:
    with history.intent("Move", who=WHO, at=NOW) as intent:
        return prompt_order.move(intent, prompt_id, by)


@pytest.mark.parametrize(("at", "by", "to"), [(1, -1, 0), (0, 1, 1), (2, -2, 0), (0, 3, 3), (1, 9_999, -1)])
def test_a_question_goes_where_it_is_put_and_the_others_keep_their_order(
    records: RecordsFile, at: int, by: int, to: int
) -> None:
    before = list(prompts.listing(STAFF))
    others = list(prompts.listing(PromptFilter(audience=Audience.FAMILY)))
    moved = before[at]
    assert move(moved, by)
    after = list(prompts.listing(STAFF))
    assert after[to] == moved
    assert [one for one in after if one != moved] == [one for one in before if one != moved]
    assert list(prompts.listing(PromptFilter(audience=Audience.FAMILY))) == others


def test_the_first_goes_no_earlier_and_the_last_no_later(records: RecordsFile) -> None:
    listed = list(prompts.listing(STAFF))
    assert not move(listed[0], -1)
    assert not move(listed[-1], 1)
    assert list(prompts.listing(STAFF)) == listed


def test_questions_that_share_a_place_can_be_told_apart_afterwards(records: RecordsFile) -> None:
    with history.intent("Add", who=WHO, at=NOW) as intent:
        first, second, third = (
            prompts.add(intent, theme="ideas", audience="staff", text=text, position=0) for text in ("A?", "B?", "C?")
        )
    assert move(third, -2)
    assert list(prompts.listing(STAFF))[:3] == [third, first, second]


def test_a_move_of_two_questions_changes_two_and_is_taken_back(records: RecordsFile) -> None:
    listed = list(prompts.listing(STAFF))
    move(listed[1], -1)
    assert history.undo(who=WHO, at=NOW) is not None
    assert list(prompts.listing(STAFF)) == listed
