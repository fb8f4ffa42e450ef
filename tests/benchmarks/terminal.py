"""A program in a pseudo-terminal: what it writes and when, what then stands on its screen, and what that cost."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from types import TracebackType
from typing import Any, NamedTuple, Self

import psutil
import pyte

from tests.benchmarks.harness import ROOT

COLUMNS, LINES = 120, 36
# Textual then marks where a frame begins and ends, and draws it at once, as in any terminal of today.
_ASKS_FOR_SYNC, _HAS_SYNC = b"\x1b[?2026$p", b"\x1b[?2026;2$y"


class Chunk(NamedTuple):
    """What came at once: seconds since the start, the bytes, and the CPU seconds that the program had used."""

    at: float
    data: bytes
    cpu: float


class Moment(NamedTuple):
    """Seconds since the start, and the CPU seconds used until then."""

    wall: float
    cpu: float


class Terminal:
    """A running program with a terminal of its own, which answers as a terminal with synchronized output does.

    Nothing is drawn while the program runs: its bytes are kept with their times, and looked at afterwards.
    """

    def __init__(
        self, words: Sequence[str], environment: Mapping[str, str], *, columns: int = COLUMNS, lines: int = LINES
    ) -> None:
        self.columns, self.lines = columns, lines
        self.chunks: list[Chunk] = []
        self._written = b""
        self._screen, self._drawn = pyte.Screen(columns, lines), 0
        self._stream = pyte.ByteStream(self._screen)
        self._terminal, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
        self.started = time.perf_counter()
        self._program = subprocess.Popen(
            words, cwd=ROOT, env=environment, stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True
        )
        self.pid = self._program.pid
        os.close(theirs)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self.end()

    def read(self, seconds: float) -> bool:
        """Take what the program writes within so many seconds, once; return whether it wrote anything."""
        if not select.select([self._terminal], [], [], max(0.0, seconds))[0]:
            return False
        try:
            data = os.read(self._terminal, 65536)
        except OSError:  # how Linux says that the other end is closed
            return False
        if not data:
            return False
        self.chunks.append(Chunk(self._now(), data, cpu_seconds(self.pid)))
        self._written += data
        if _ASKS_FOR_SYNC in data:
            os.write(self._terminal, _HAS_SYNC)
        return True

    def read_until_quiet(self, quiet: float, limit: float = 60.0) -> None:
        """Read until nothing has come for `quiet` seconds; at most `limit` seconds in all."""
        until = time.perf_counter() + limit
        while time.perf_counter() < until and self.read(quiet):
            pass

    def press(self, key: bytes, *, quiet: float = 0.1) -> Moment:
        """Press a key; return what it took until the left half of the screen looked different.

        Then the program is left until it has been quiet. What else it draws, as the story beside a list, costs CPU but
        no time here. Raise TimeoutError for a key that changes nothing.
        """
        self.read_until_quiet(quiet)
        before = self._look(len(self.chunks))
        cpu, sent = cpu_seconds(self.pid), self._now()
        first = len(self.chunks)
        os.write(self._terminal, key)
        while self.read(10.0):
            self.read_until_quiet(quiet)
            for place in range(first, len(self.chunks)):
                if self._look(place + 1) != before:
                    self._look(len(self.chunks))
                    return Moment(self.chunks[place].at - sent, cpu_seconds(self.pid) - cpu)
            first = len(self.chunks)
        raise TimeoutError(f"{key!r} changed nothing on the screen:\n" + "\n".join(self.display()))

    def _look(self, chunks: int) -> list[tuple[str, str, bool]]:
        """Return the left half of the screen after some chunks, which are never fewer than the last time: the letters
        with the colour behind them.
        """
        for chunk in self.chunks[self._drawn : chunks]:
            self._stream.feed(chunk.data)
        self._drawn = max(self._drawn, chunks)
        columns = range(self.columns // 2)
        buffer = self._screen.buffer
        cells = (buffer[line][column] for line in range(self.lines) for column in columns)
        return [(cell.data, cell.bg, cell.reverse) for cell in cells]

    def wait_for(self, texts: Sequence[str], limit: float = 120.0) -> None:
        """Read until all the texts have been written, and a little more; raise TimeoutError if they are not."""
        until = time.perf_counter() + limit
        wanted = [text.encode() for text in texts]
        while not all(text in self._written for text in wanted):
            if time.perf_counter() > until or not (self.read(1.0) or self.is_running):
                raise TimeoutError(f"{texts} never came; the screen says:\n" + "\n".join(self.display()))
        self.read_until_quiet(0.3)

    def wait_until_shown(self, text: str, limit: float = 120.0) -> None:
        """Read until a text stands on the screen, and then until it is quiet; raise TimeoutError if it does not."""
        until = time.perf_counter() + limit
        while not any(text in line for line in self.display()):
            if time.perf_counter() > until:
                raise TimeoutError(f"“{text}” is not on the screen:\n" + "\n".join(self.display()))
            self.read(1.0)
        self.read_until_quiet(0.5)

    def first_with(self, texts: Sequence[str]) -> Moment:
        """Return the moment from which all the texts stand on the screen together; raise TimeoutError if they do not.

        The screen is drawn anew up to each piece that the program wrote, so that what was drawn over does not count.
        """
        there = bisect_left(range(len(self.chunks)), True, key=lambda place: self._shows(texts, place + 1))
        if there == len(self.chunks):
            raise TimeoutError(f"{texts} is not on the screen:\n" + "\n".join(self.display()))
        return Moment(self.chunks[there].at, self.chunks[there].cpu)

    def display(self, chunks: int | None = None) -> list[str]:
        """Return the lines of the screen, after some of the pieces that were written or after all."""
        screen = pyte.Screen(self.columns, self.lines)
        stream = pyte.ByteStream(screen)
        for chunk in self.chunks[:chunks]:
            stream.feed(chunk.data)
        lines: list[str] = screen.display
        return lines

    def _shows(self, texts: Sequence[str], chunks: int) -> bool:
        shown = "\n".join(self.display(chunks))
        return all(text in shown for text in texts)

    @property
    def is_running(self) -> bool:
        """Whether the program has not ended yet."""
        return self._program.poll() is None

    @property
    def memory(self) -> float:
        """How much memory the program holds, in MB."""
        return float(psutil.Process(self.pid).memory_info().rss) / 1e6

    def end(self) -> None:
        """Close the terminal as somebody who closes the window does; a program that stays is ended."""
        if self._terminal < 0:
            return
        for sent in (signal.SIGTERM, signal.SIGKILL):
            if self.is_running:
                os.kill(self.pid, sent)
                self._wait_for_end(3.0)
        os.close(self._terminal)
        self._terminal = -1

    def _wait_for_end(self, seconds: float) -> None:
        until = time.perf_counter() + seconds
        # What it still writes has to be taken, or it would wait for ever.
        while self.is_running and time.perf_counter() < until:
            self.read(0.02)

    def _now(self) -> float:
        return time.perf_counter() - self.started


def cpu_seconds(pid: int) -> float:
    """Return the CPU seconds that a running program has used, all its threads together; 0 when it has ended."""
    if sys.platform == "linux":
        try:
            # The clock of another process (clock_getcpuclockid(3)): /proc counts in steps of 10 ms.
            return time.clock_gettime((~pid << 3) | 2)
        except OSError:
            return 0.0
    try:
        spent: Any = psutil.Process(pid).cpu_times()
    except psutil.Error:
        return 0.0
    return float(spent.user + spent.system)
