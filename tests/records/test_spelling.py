"""One slip of the finger leads to the word that was meant, and the search for it stays short."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import example, given, settings
from hypothesis import strategies as st

from partner_tui.records import spelling
from partner_tui.records.spelling import among, near

WORDS = sorted(["ana", "anna", "okafor", "rivera", "rivers", "robotics", "robot", "kim", "łódź", "t1001", "t1002"])


def meant(word: str) -> list[str]:
    return [one.text for one in near(word, among(WORDS))]


def test_a_letter_too_many_too_few_a_wrong_one_or_two_that_changed_places() -> None:
    for slip in ("okkafor", "okfor", "okefor", "oakfor", "kokafor", "kafor", "pkafor", "koafor"):
        assert meant(slip) == ["okafor"], slip


def test_two_slips_are_too_many() -> None:
    assert meant("okkaafor") == meant("rbtics") == []


def test_whole_words_come_before_beginnings() -> None:
    assert meant("riverz")[:2] == ["rivera", "rivers"]


def test_short_words_are_whole_ones_or_nothing() -> None:
    assert meant("kmi") == ["kim"]
    assert meant("ki") == meant("x") == meant("") == []


def test_the_word_itself_is_no_slip() -> None:
    assert "rivera" not in meant("rivera")


def test_a_slip_in_what_is_not_typed_to_its_end_is_forgiven() -> None:
    assert "robot" in meant("roboz")
    assert "okaf" in meant("okef")


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_whatever_one_slip_did_to_a_word_it_is_found(data: st.DataObject) -> None:
    alphabet = st.characters(categories=("Ll", "Lo"))
    vocabulary = sorted(data.draw(st.sets(st.text(alphabet, min_size=4, max_size=10), min_size=1, max_size=30)))
    word = data.draw(st.sampled_from(vocabulary))
    at = data.draw(st.integers(0, len(word) - 1))
    letter = data.draw(alphabet)
    slips = [word[:at] + word[at + 1 :], word[:at] + letter + word[at:], word[:at] + letter + word[at + 1 :]]
    slips += [word[:at] + word[at + 1 : at + 2] + word[at] + word[at + 2 :]]
    for slip in slips:
        proposals = near(slip, among(vocabulary))
        assert slip == word or len(proposals) == spelling.MOST or any(word.startswith(one.text) for one in proposals)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=30), st.sets(st.text(max_size=8), max_size=20))
@example("robot", {"robo\U0010ffff"})
def test_any_text_may_be_looked_up_in_any_vocabulary(text: str, vocabulary: set[str]) -> None:
    near(text, among(sorted(vocabulary)))


def test_the_work_does_not_grow_with_the_vocabulary() -> None:
    def asked(size: int) -> int:
        vocabulary = sorted({f"s{number:07}" for number in range(size)} | set(WORDS))
        count, seek = [0], among(vocabulary)

        def counting(text: str) -> str | None:
            count[0] += 1
            return seek(text)

        assert [one.text for one in near("okafro", counting)] == ["okafor"]
        return count[0]

    counts = [asked(size) for size in (10, 1_000, 100_000)]
    assert all(after <= before + 5 for before, after in pairwise(counts))
