"""A search that follows typing: one thread with one connection, in which a newer text stops the older."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from threading import Condition, Thread

from partner_tui.errors import PartnerError
from partner_tui.records import database
from partner_tui.records.found import Kind
from partner_tui.records.search import Findings, search

PAUSE = 0.03
"""Seconds between the starts of two searches: keys that come faster are taken together."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for: a text, in all kinds of records or in one, and how many of a kind are shown."""

    text: str
    kind: Kind | None = None
    limit: int = 5


class LiveSearch:
    """Looks in a thread for what was asked last, and tells what was found, or what went wrong.

    `tell` is called in the thread. The thread lives from `start` to `stop`.
    """

    def __init__(self, who: str, tell: Callable[[Wanted, Findings | PartnerError], object]) -> None:
        self._who = who
        self._tell = tell
        self._changed = Condition()
        self._wanted: Wanted | None = None
        self._interrupt: Callable[[], None] | None = None
        self._is_stopped = False
        self._thread = Thread(target=self._run, name="find", daemon=True)

    def start(self) -> None:
        """Begin to wait for something to look for."""
        self._thread.start()

    def ask(self, wanted: Wanted) -> None:
        """Look for something else: what is being looked for is given up at once."""
        with self._changed:
            self._wanted = wanted
            self._give_up()

    def stop(self) -> None:
        """Look for nothing more, and wait until the thread has closed its connection."""
        with self._changed:
            self._is_stopped = True
            self._give_up()
        if self._thread.is_alive():
            self._thread.join(timeout=5)

    def _give_up(self) -> None:
        if self._interrupt is not None:
            self._interrupt()
        self._changed.notify_all()

    def _run(self) -> None:
        try:
            with database.in_thread():
                while (wanted := self._next()) is not None:
                    started = time.monotonic()
                    self._look(wanted)
                    self._rest(started + PAUSE)
        except PartnerError as error:
            self._tell(Wanted(""), error)

    def _next(self) -> Wanted | None:
        """Wait for something to look for and return it; None when it is over."""
        with self._changed:
            self._changed.wait_for(lambda: self._is_stopped or self._wanted is not None)
            if self._is_stopped:
                return None
            wanted, self._wanted = self._wanted, None
            self._interrupt = database.current().handle().interrupt
            return wanted

    def _look(self, wanted: Wanted) -> None:
        kinds = tuple(Kind) if wanted.kind is None else (wanted.kind,)
        found: Findings | PartnerError
        try:
            found = search(
                wanted.text, who=self._who, limit_per_kind=wanted.limit, kinds=kinds, is_wanted=self._is_last
            )
        except PartnerError as error:
            found = error
        with self._changed:
            # Before the connection is idle: an interrupt that comes now must not hit the next search.
            self._interrupt = None
        if self._is_last():
            self._tell(wanted, found)

    def _is_last(self) -> bool:
        return self._wanted is None and not self._is_stopped

    def _rest(self, until: float) -> None:
        with self._changed:
            self._changed.wait_for(lambda: self._is_stopped, timeout=max(0.0, until - time.monotonic()))
