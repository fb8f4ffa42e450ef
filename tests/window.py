"""A terminal window with a program in it: keys go in, and what stands on the screen can be read."""

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
from collections.abc import Callable, Mapping, Sequence
from types import TracebackType
from typing import Self

import pyte

PATIENCE = 40.0
"""Seconds after which what a test waits for will not come; the machine may be busy."""


class Window:
    """Runs Python with some words in a pseudo-terminal of a size; everything written is kept in `written`."""

    def __init__(
        self, words: Sequence[str], environment: Mapping[str, str], *, columns: int = 100, lines: int = 30
    ) -> None:
        self.written = b""
        self.screen = pyte.Screen(columns, lines)
        self._stream = pyte.ByteStream(self.screen)
        self._terminal, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
        self.before = termios.tcgetattr(theirs)
        self._theirs = theirs
        self.process = subprocess.Popen(
            [sys.executable, *words],
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            env={**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor", **environment},
            start_new_session=True,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        for end in (self._terminal, self._theirs):
            if end >= 0:
                os.close(end)

    def type(self, keys: bytes) -> None:
        """Press keys."""
        os.write(self._terminal, keys)

    def read(self, seconds: float = 0.05) -> bool:
        """Take what the program writes within so many seconds; return whether it wrote anything."""
        if not select.select([self._terminal], [], [], seconds)[0]:
            return False
        try:
            data = os.read(self._terminal, 65536)
        except OSError:  # how Linux says that nobody writes any more
            return False
        self.written += data
        self._stream.feed(data)
        return bool(data)

    @property
    def text(self) -> str:
        """What stands on the screen."""
        return "\n".join(self.screen.display)

    def wait(self, condition: Callable[[], bool]) -> None:
        """Read until something is so; fail with what stands on the screen when it will not be."""
        end = time.monotonic() + PATIENCE
        while not condition():
            self.read()
            assert time.monotonic() < end, f"it never came about; the screen says:\n{self.text}"
            assert self.process.poll() is None or condition(), f"the program has ended:\n{self.text}"

    def wait_for(self, *texts: str) -> None:
        """Wait until all the texts stand on the screen together."""
        self.wait(lambda: all(text in self.text for text in texts))

    def wait_for_end(self) -> int:
        """Wait until the program has ended; return its exit code."""
        end = time.monotonic() + PATIENCE
        while self.process.poll() is None:
            self.read()
            assert time.monotonic() < end, f"the program does not end; the screen says:\n{self.text}"
        while self.read():
            pass
        return int(self.process.returncode)

    def signal(self, number: signal.Signals) -> None:
        """Send the program a signal."""
        self.process.send_signal(number)

    def close(self, *, told: bool = True) -> None:
        """Close the window, as somebody with a mouse does: the terminal is gone, and the program is told.

        Where it is not `told`, the terminal is lost without a signal, as with a connection that breaks.
        """
        os.close(self._terminal)
        os.close(self._theirs)
        self._terminal = self._theirs = -1
        if told:
            self.process.send_signal(signal.SIGHUP)
