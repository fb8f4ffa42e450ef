"""A list that is read in a thread: one reading at a time, and a newer one stops it."""

from __future__ import annotations

from array import array
from collections.abc import Callable
from threading import Lock

from partner_tui.errors import PartnerError
from partner_tui.records import database


class ListReading:
    """One reading of the ids of a list; `stop` may come from another thread at any moment."""

    def __init__(self, read: Callable[[], array[int]]) -> None:
        self._read = read
        self._lock = Lock()
        self._interrupt: Callable[[], None] | None = None
        self.is_stopped = False
        """Whether nobody waits for it any more."""

    def run(self) -> array[int] | PartnerError | None:
        """Read with a connection of the thread's own; return the ids, what went wrong, or None when stopped."""
        try:
            with database.in_thread():
                with self._lock:
                    if self.is_stopped:
                        return None
                    self._interrupt = database.current().handle().interrupt
                try:
                    return self._read()
                finally:
                    # Before the connection goes back: an interrupt must not hit whoever has it next.
                    with self._lock:
                        self._interrupt = None
        except PartnerError as error:
            return None if self.is_stopped else error

    def stop(self) -> None:
        """Forget it: the query that is running ends at once."""
        with self._lock:
            self.is_stopped = True
            if self._interrupt is not None:
                self._interrupt()
