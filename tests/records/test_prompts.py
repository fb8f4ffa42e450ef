"""Nobody is asked the same twice while there is something else to ask, and what they said comes back."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from partner_tui.errors import FieldError, NotFound
from partner_tui.records import database, history, meetings, people, prompts, retold, search_index
from partner_tui.records.connection import RecordsFile
from partner_tui.records.people import PersonKind
from partner_tui.records.prompt_bank import QUESTIONS, Audience, Theme
from partner_tui.records.prompts import PromptFilter, Proposal
from tests.conftest import NOW, WHO, ZONE

TODAY = NOW.date()


@pytest.fixture
def ana(records: RecordsFile) -> int:
    with history.intent("Add Ana", who=WHO, at=NOW) as intent:
        return people.add(intent, kind="staff", given_name="Ana", family_name="Rivera")


def add_person(name: str = "Sam") -> int:
    with history.intent(f"Add {name}", who=WHO, at=NOW) as intent:
        return people.add(intent, kind="staff", given_name=name)


def ask(person: int, asked: list[Proposal], on: date = TODAY, text: str = "") -> list[int]:
    with history.intent("Ask", who=WHO, at=NOW) as intent:
        return [
            prompts.answer(intent, prompt_id=one.prompt_id, person_id=person, asked_on=on, text=text) for one in asked
        ]


def propose(person: int, audience: Audience | str = Audience.STAFF, count: int = 3) -> list[Proposal]:
    return prompts.propose(person, audience, count, today=TODAY)


def staff_questions() -> list[int]:
    return list(prompts.listing(PromptFilter(audience=Audience.STAFF)))


def of_theme(theme: Theme) -> list[int]:
    return list(prompts.listing(PromptFilter(audience=Audience.STAFF, theme=theme)))


def move(prompt: int, **values: object) -> None:
    with history.intent("Edit", who=WHO, at=NOW) as intent:
        prompts.edit(intent, prompt, prompts.get(prompt).version, **values)


class TestTheBank:
    def test_a_new_school_has_questions_for_everybody(self, records: RecordsFile) -> None:
        assert len(prompts.listing(PromptFilter())) == len(QUESTIONS) >= 36
        for audience in Audience:
            rows = prompts.rows(prompts.listing(PromptFilter(audience=audience)))
            assert len(rows) >= 8
            assert len({row.theme for row in rows.values()}) >= 5

    def test_the_questions_are_different_and_fit(self) -> None:
        assert len({one.number for one in QUESTIONS}) == len({one.text for one in QUESTIONS}) == len(QUESTIONS)
        assert all(len(one.text) <= 120 and one.text.endswith("?") for one in QUESTIONS)

    def test_undo_ends_at_the_founding_and_leaves_the_questions(self, records: RecordsFile) -> None:
        assert history.undo(who="setup", at=NOW) is None
        assert len(prompts.listing(PromptFilter())) == len(QUESTIONS)

    def test_filling_again_adds_nothing_and_changes_nothing_that_was_edited(self, records: RecordsFile) -> None:
        first, second, *_ = staff_questions()
        move(first, text="What do you want to try this year?")
        with history.intent("Put away", who=WHO, at=NOW) as intent:
            intent.archive(prompts.Prompt, second, 1)
            assert prompts.fill(intent) == 0
        assert prompts.get(first).text == "What do you want to try this year?"
        assert second not in staff_questions()

    def test_every_kind_of_person_has_an_audience(self) -> None:
        assert set(prompts.AUDIENCES) == set(PersonKind)


class TestEditing:
    def test_a_school_adds_its_own_question_and_it_comes_last(self, records: RecordsFile) -> None:
        with history.intent("Add", who=WHO, at=NOW) as intent:
            own = prompts.add(intent, theme="ideas", audience="Staff", text="What would you do with a free Friday?")
        assert staff_questions()[-1] == own
        row = prompts.get(own)
        assert (row.theme, row.audience, row.asked, row.archived) == (Theme.IDEAS, Audience.STAFF, 0, False)

    def test_the_order_of_the_questions_is_that_of_their_positions(self, records: RecordsFile) -> None:
        last = staff_questions()[-1]
        move(last, position=1)
        assert staff_questions()[0] == last

    def test_words_that_are_not_on_the_lists_are_refused_with_the_choices(self, ana: int) -> None:
        for field, call in (
            ("theme", lambda: move(staff_questions()[0], theme="weather")),
            ("text", lambda: move(staff_questions()[0], text="")),
            ("audience", lambda: propose(ana, "teachers")),
        ):
            with pytest.raises(FieldError) as raised:
                call()
            assert raised.value.field == field
            assert raised.value.hint
        with pytest.raises(NotFound):
            prompts.get(999)

    def test_a_question_says_how_often_it_was_asked(self, ana: int) -> None:
        proposed = propose(ana)
        ask(ana, proposed[:1])
        ask(add_person(), proposed[:1])
        assert prompts.get(proposed[0].prompt_id).asked == 2
        assert prompts.get(proposed[1].prompt_id).asked == 0


class TestProposing:
    def test_a_first_talk_has_three_questions_of_three_themes(self, ana: int) -> None:
        proposed = propose(ana)
        assert [one.theme for one in proposed] == [Theme.GOALS, Theme.HOPES, Theme.BARRIERS]
        assert all(one.asked_on is None and one.last is None for one in proposed)
        assert propose(ana) == proposed

    def test_nobody_is_asked_the_same_until_everything_was_asked(self, ana: int) -> None:
        everything = staff_questions()
        asked: list[int] = []
        while len(asked) + 3 <= len(everything):
            proposed = propose(ana)
            assert len({one.theme for one in proposed}) == 3
            assert not set(asked) & {one.prompt_id for one in proposed}
            asked += [one.prompt_id for one in proposed]
            ask(ana, proposed)
        rest = [one for one in everything if one not in asked]
        proposed = propose(ana)
        assert [one.prompt_id for one in proposed][: len(rest)] == rest
        assert [one.asked_on for one in proposed] == [None] * len(rest) + [TODAY] * (3 - len(rest))

    def test_when_everything_was_asked_the_longest_ago_comes_back_with_what_was_said(self, ana: int) -> None:
        everything = propose(ana, count=99)
        assert len(everything) == len(staff_questions())
        for number, one in enumerate(everything):
            ask(ana, [one], TODAY - timedelta(days=100 - number), f"answer {number}")
        again = propose(ana)
        assert [one.prompt_id for one in again] == [one.prompt_id for one in everything[:3]]
        assert [one.last.text for one in again if one.last] == ["answer 0", "answer 1", "answer 2"]
        assert again[0].asked_on == TODAY - timedelta(days=100)

    def test_a_theme_not_heard_yet_comes_before_one_that_was(self, ana: int) -> None:
        first = propose(ana)
        ask(ana, first)
        second = propose(ana)
        assert not {one.theme for one in first} & {one.theme for one in second}
        ask(ana, second)
        assert propose(ana)[0].theme is Theme.TRUST

    def test_the_last_answer_on_the_same_theme_stands_beside_a_new_question(self, ana: int) -> None:
        goals = of_theme(Theme.GOALS)
        with history.intent("Ask", who=WHO, at=NOW) as intent:
            for offset, text in ((-20, "start robotics"), (-10, "finish robotics"), (-5, "")):
                day = TODAY + timedelta(days=offset)
                prompts.answer(intent, prompt_id=goals[0], person_id=ana, asked_on=day, text=text)
        (new,) = [one for one in propose(ana, count=99) if one.prompt_id == goals[1]]
        assert new.asked_on is None
        assert new.last is not None
        assert (new.last.text, new.last.question) == ("finish robotics", prompts.get(goals[0]).text)

    def test_a_question_asked_without_a_word_written_down_was_asked(self, ana: int) -> None:
        proposed = propose(ana)
        ask(ana, proposed)
        assert not {one.prompt_id for one in propose(ana)} & {one.prompt_id for one in proposed}
        assert all(one.last is None for one in propose(ana))

    def test_what_is_noted_for_later_does_not_count_before_its_day(self, ana: int) -> None:
        proposed = propose(ana)
        ask(ana, proposed, TODAY + timedelta(days=1))
        assert propose(ana) == proposed

    def test_what_one_person_was_asked_is_still_new_to_another(self, ana: int) -> None:
        proposed = propose(ana)
        ask(ana, proposed)
        assert propose(add_person()) == proposed

    def test_a_question_put_away_is_not_asked_and_an_answer_taken_back_was_not_given(self, ana: int) -> None:
        proposed = propose(ana)
        ask(ana, proposed)
        history.undo(who=WHO, at=NOW)
        assert propose(ana) == proposed
        with history.intent("Put away", who=WHO, at=NOW) as intent:
            intent.archive(prompts.Prompt, proposed[0].prompt_id, 1)
        assert proposed[0].prompt_id not in {one.prompt_id for one in propose(ana, count=99)}

    def test_an_audience_without_questions_is_asked_nothing(self, ana: int) -> None:
        with history.intent("Put away", who=WHO, at=NOW) as intent:
            for prompt in prompts.listing(PromptFilter(audience=Audience.FAMILY)):
                intent.archive(prompts.Prompt, prompt, 1)
        assert propose(ana, "family") == []
        assert propose(ana, count=0) == []

    @settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(st.lists(st.integers(1, 5), max_size=6), st.sampled_from(Audience))
    def test_however_many_are_asked_at_a_time_none_comes_twice_too_soon(
        self, records: RecordsFile, counts: list[int], audience: Audience
    ) -> None:
        person = add_person()
        asked: list[int] = []
        total = len(prompts.listing(PromptFilter(audience=audience)))
        for number, count in enumerate(counts):
            proposed = [one.prompt_id for one in propose(person, audience, count)]
            assert len(set(proposed)) == count
            fresh = min(count, max(0, total - len(set(asked))))
            assert len(set(proposed) - set(asked)) == fresh
            ask(person, propose(person, audience, count), TODAY - timedelta(days=10 - number))
            asked += proposed

    def test_proposing_costs_two_queries_however_much_was_said(self, ana: int) -> None:
        ask(ana, propose(ana, count=99), text="something")
        statements: list[str] = []
        handle = database.current().handle()
        handle.set_trace_callback(statements.append)
        propose(ana)
        handle.set_trace_callback(None)
        assert len(statements) == 2


class TestAnswers:
    def test_answers_are_kept_with_their_question_person_and_meeting(self, ana: int) -> None:
        with history.intent("Log coffee", who=WHO, at=NOW) as intent:
            coffee = meetings.add(intent, attendance=[meetings.Attendance(ana)], starts_at=NOW, timezone=ZONE)
            question = staff_questions()[0]
            prompts.answer(
                intent, prompt_id=question, person_id=ana, meeting_id=coffee, asked_on=TODAY, text="Start\nrobotics"
            )
        (row,) = prompts.answers_of(ana)
        assert (row.person, row.question, row.text) == ("Ana Rivera", prompts.get(question).text, "Start\nrobotics")
        assert (row.asked_on, row.meeting_uid) == (TODAY, meetings.get(coffee).uid)
        assert prompts.answers_in(coffee) == [row]
        assert prompts.answer_rows([row.id]) == {row.id: row}
        assert prompts.answers_of(ana, until=TODAY - timedelta(days=1)) == []

    def test_a_question_worded_anew_keeps_what_was_answered(self, ana: int) -> None:
        (answer,) = ask(ana, propose(ana, count=1), text="robotics")
        question = propose(ana, count=99)[-1]
        assert question.last is not None
        move(question.prompt_id, text="Which goal did you set yourself?")
        row = prompts.answer_rows([answer])[answer]
        assert (row.question, row.text) == ("Which goal did you set yourself?", "robotics")

    def test_an_answer_is_found_by_its_words_until_it_is_taken_back(self, ana: int) -> None:
        (answer,) = ask(ana, propose(ana, count=1), text="A café with Łukasz")
        assert list(prompts.answers_found("cafe luk")) == [answer]
        with history.intent("Edit", who=WHO, at=NOW) as intent:
            assert prompts.edit_answer(intent, answer, 1, text="A library")
        assert list(prompts.answers_found("cafe")) == []
        history.undo(who=WHO, at=NOW)
        assert list(prompts.answers_found("cafe")) == [answer]
        search_index.check(database.current())
        history.undo(who=WHO, at=NOW)
        assert list(prompts.answers_found("cafe")) == list(prompts.answers_found("?!")) == []

    def test_the_story_of_an_answer_is_told_with_its_question(self, ana: int) -> None:
        proposed = propose(ana, count=1)
        ask(ana, proposed, text="robotics")
        (told,), _ = retold.of_intent(history.recent(1)[0].id, WHO)
        assert (told.what, told.name) == ("answer", "robotics")
        assert told.columns["prompt_id"] == (None, proposed[0].text)
