"""The benchmarks' own tools tell the truth about a program that does next to nothing."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.benchmarks import harness
from tests.benchmarks.harness import Cost, Costs, Held, Measured
from tests.benchmarks.terminal import Terminal

ECHO = """
import sys, termios, tty
tty.setraw(0)
out = lambda text: (sys.stdout.write(text), sys.stdout.flush())
out("\\x1b[2J\\x1b[Hnot yet")
out("\\x1b[Hgood morning")
while (key := sys.stdin.read(1)) != "q":
    out(f"\\x1b[5;1Hyou pressed {key}")
"""
"""Greets, then says which key was pressed; what it wrote first is drawn over."""


def test_a_text_is_seen_once_it_stands_on_the_screen_and_not_when_it_was_drawn_over() -> None:
    with Terminal([sys.executable, "-c", ECHO], harness.environment()) as terminal:
        terminal.wait_for(["good morning"])
        seen = terminal.first_with(["good morning"])
        assert 0 < seen.wall <= terminal.chunks[-1].at
        assert seen.cpu > 0
        assert terminal.display()[0].startswith("good morning")
        assert not any("not yet" in line for line in terminal.display())


def test_a_key_is_timed_until_the_screen_looks_different() -> None:
    with Terminal([sys.executable, "-c", ECHO], harness.environment()) as terminal:
        terminal.wait_for(["good morning"])
        took = terminal.press(b"x")
        assert took.wall > 0
        assert "you pressed x" in terminal.display()[4]
        assert terminal.memory > 1


def test_a_text_that_never_comes_is_said_with_what_the_screen_shows() -> None:
    program = [sys.executable, "-c", "print('something else')"]
    with Terminal(program, harness.environment()) as terminal, pytest.raises(TimeoutError, match="something else"):
        terminal.wait_for(["good morning"])


def test_a_program_that_stays_is_ended_with_its_terminal() -> None:
    with Terminal([sys.executable, "-c", ECHO], harness.environment()) as terminal:
        terminal.wait_for(["good morning"])
    assert not terminal.is_running


def test_a_run_is_costed_with_the_most_memory_that_it_held() -> None:
    held = harness.run([sys.executable, "-c", "kept = b'x' * 60_000_000; sum(range(9_000_000))"], memory=True)
    assert held.memory > 60
    assert held.wall > 0


def test_a_program_that_fails_is_not_measured() -> None:
    with pytest.raises(RuntimeError, match="no such luck"):
        harness.run([sys.executable, "-c", "raise SystemExit('no such luck')"])


def test_two_programs_are_run_by_turns_and_the_first_run_of_each_does_not_count() -> None:
    order: list[str] = []

    def tell(name: str, cost: float) -> Cost:
        order.append(name)
        return Cost(cost * len(order), cost)

    ours, base = harness.by_turns(2, lambda: tell("A", 1.0), lambda: tell("B", 1.0))
    assert "".join(order) == "ABABAB"
    assert [run.wall for run in ours.runs] == [3, 5]
    assert [run.wall for run in base.runs] == [4, 6]


def test_the_table_says_what_was_met_and_what_was_not() -> None:
    ours, base = Costs([Cost(0.2, 0.1), Cost(0.3, 0.1), Cost(0.4, 0.1)]), Costs([Cost(0.1, 0.1)])
    slow, quick = Measured("opening", "floor", ours, base, 2.0), Measured("closing", "floor", ours, base, 3.5)
    lines = harness.table([slow, quick, Held("memory", "few rows", 60.0, 50.0, 15.0)]).splitlines()
    assert "200.0/300.0" in lines[1]
    assert "3.00" in lines[1]
    assert lines[1].rstrip().endswith("NOT MET")
    assert lines[2].rstrip().endswith(" met")
    assert "+10.0 MB" in lines[3]


def test_what_benchmarks_make_is_kept_outside_the_repository() -> None:
    assert not harness.folder().is_relative_to(Path(__file__).parent.parent)
