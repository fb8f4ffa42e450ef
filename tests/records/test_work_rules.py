"""A school's own rules of work are data: read with the key that is wrong, written again as they are read."""

from __future__ import annotations

import json
from typing import Any

import pytest

from partner_tui.errors import FieldError, NotFound
from partner_tui.insight.federal_work_rules import FEDERAL
from partner_tui.records import history, work_rule_sets, work_rules
from partner_tui.records.connection import RecordsFile
from partner_tui.records.work_rule_sets import Limit, Profile
from tests.conftest import NOW, WHO

STATE: dict[str, Any] = {
    "name": "New Jersey",
    "source": "N.J.S.A. 34:2-21",
    "school_hours": {"from": "08:00", "to": "14:50"},
    "rules": [
        {"limit": "hours_in_a_day", "who": ["16_17"], "hours": 8},
        {"limit": "not_after", "who": ["16_17"], "time": "23:00", "on": "before_school_day", "citation": "34:2-21.3"},
        {"limit": "not_after", "who": ["16_17"], "time": "24:00", "from": "06-01", "to": "labor day"},
    ],
}


def state(**values: Any) -> str:
    return json.dumps(STATE | values)


def rule(**values: Any) -> str:
    return state(rules=[STATE["rules"][0] | values])


def add(text: str) -> tuple[int, bool]:
    with history.intent("Add rules", who=WHO, at=NOW) as intent:
        return work_rules.add(intent, text, "nj.json")


def test_rules_of_a_state_are_kept_replaced_and_put_away(records: RecordsFile) -> None:
    assert add(state())[1]
    assert not add(state())[1]
    assert add(state(source="newer"))[1]
    (found,) = work_rules.in_force()
    assert (found.name, found.source, found.school_hours) == ("New Jersey", "newer", (480, 890))
    assert found.rules[1].citation == "34:2-21.3"
    assert found.rules[0].citation == "newer"
    row = work_rules.named("new j")
    with history.intent("Away", who=WHO, at=NOW) as intent:
        assert work_rules.archive(intent, row)
    assert work_rules.in_force() == ()
    with pytest.raises(NotFound):
        work_rules.named("New Jersey")
    assert add(state())[1]
    assert work_rules.named("New Jersey").id == row.id


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{", "nj.json is not JSON: line 1, column 2"),
        ("[]", "nj.json, the document: it is not a table"),
        (state(name=""), "nj.json, name: it is text of 1 to 120"),
        (state(rules=[]), "nj.json, rules: there is no list"),
        (state(colour="red"), "nj.json, the document: “colour” is not known"),
        (rule(limit="naps"), "nj.json, rules[0].limit: “naps” is none of: hours_in_a_day"),
        (rule(who="all"), "nj.json, rules[0].who: it is a list"),
        (rule(who=["17"]), "nj.json, rules[0].who[0]: “17” is none of"),
        (rule(hours=25), "nj.json, rules[0].hours: “25” is not a number above 0, of at most 24"),
        (rule(hours=True), "nj.json, rules[0].hours"),
        (rule(limit="not_after", time="7pm"), "nj.json, rules[0].time: “7pm” is not a time"),
        (rule(on="holidays"), "nj.json, rules[0].on: “holidays” is none of"),
        (rule(**{"from": "06-31", "to": "labor day"}), "nj.json, rules[0].from: “06-31” is not a day"),
        (rule(to="labor day"), "nj.json, rules[0].from: a time of the year has both"),
        (state(school_hours={"from": "15:00", "to": "08:00"}), "nj.json, school_hours.to: the school would end"),
        (state(name="Federal"), "nj.json, name: the federal rules come with the program"),
        ("[" * 3000 + "]" * 3000, "nj.json"),
        (state(source="x" * 30_000), "nj.json has 30"),
    ],
)
def test_a_document_that_is_wrong_says_in_which_file_and_at_which_key(
    records: RecordsFile, text: str, said: str
) -> None:
    with pytest.raises(FieldError) as refusal:
        add(text)
    assert said in refusal.value.message
    assert refusal.value.hint
    assert not work_rules.rows()


def test_what_is_written_is_read_as_the_same() -> None:
    found = work_rule_sets.read(state(), "nj.json")
    assert work_rule_sets.read(work_rule_sets.written(found), "again") == found
    federal = work_rule_sets.read(work_rule_sets.written(FEDERAL), "federal")
    assert {one for one in FEDERAL.rules if one not in federal.rules} == {
        one for one in FEDERAL.rules if one.limit in {Limit.CYCLE, Limit.DAY_OUTSIDE_SCHOOL}
    }


def test_every_federal_rule_says_where_it_is_written() -> None:
    assert all(one.citation.startswith("29 CFR 570.") for one in FEDERAL.rules)
    assert not any(one.who & {Profile.AGE_16_17, Profile.ADULT} for one in FEDERAL.rules)
