"""One piece of work as whoever asked for it sees it, and how it can end."""

from __future__ import annotations

import threading
import time
from enum import StrEnum
from typing import TYPE_CHECKING

from geo.errors import GeoError

if TYPE_CHECKING:
    from collections.abc import Callable

    from geo.work.limits import Limits


class Why(StrEnum):
    """Why a piece of work ended without an answer."""

    STOPPED = "stopped"
    TOO_LONG = "too long"
    TOO_MUCH = "too much memory"
    DIED = "died"
    FULL = "too many are waiting"


class WorkError(GeoError):
    """Work ended without an answer; `why` says how."""

    def __init__(self, message: str, why: Why) -> None:
        super().__init__(message, why)
        self.why = why

    def __str__(self) -> str:
        """Return the sentence alone."""
        return str(self.args[0])


class Job:
    """One piece of work: waiting, under way, or ended with an answer or an error."""

    def __init__(self, call: bytes, left: Callable[[Job], None]) -> None:
        """
        Wait to be taken up.

        Parameters
        ----------
        call : bytes
            A function and its arguments, pickled.
        left : callable
            Told once, when the work has ended.
        """
        self.call = call
        self.stage = ""  # what the work last said of itself
        self._left = left
        self._lock = threading.Lock()
        self._ended = threading.Event()
        self._kill: Callable[[], None] | None = None
        self._answer: object = None
        self._trouble: GeoError | None = None
        self._made = time.monotonic()

    @property
    def ended(self) -> bool:
        """Whether there is an answer or an error."""
        return self._ended.is_set()

    @property
    def cut_short(self) -> bool:
        """Whether it ended without an answer, so that the child is not to be used again."""
        return isinstance(self._trouble, WorkError)

    @property
    def seconds(self) -> float:
        """How long ago it was asked for, in seconds."""
        return time.monotonic() - self._made

    def wait(self, seconds: float) -> bool:
        """Wait until it has ended, so long at most; return whether it has."""
        return self._ended.wait(seconds)

    def result(self) -> object:
        """
        Wait for the answer and return it.

        Raises
        ------
        GeoError
            What the work raised; a WorkError when it ended without an answer.
        """
        self._ended.wait()
        if self._trouble is not None:
            raise self._trouble
        return self._answer

    def stop(self) -> None:
        """End the work, and the child that does it; nothing happens where it has ended."""
        self.end(trouble=WorkError("it was stopped", Why.STOPPED))

    def begin(self, kill: Callable[[], None]) -> bool:
        """Take over how to end the child; return False where the work has ended already."""
        with self._lock:
            self._kill = kill
            return not self.ended

    def end(self, *, answer: object = None, trouble: GeoError | None = None) -> None:
        """Set the answer or the error, the first time alone; a child still at it is killed."""
        with self._lock:
            if self.ended:
                return
            self._answer, self._trouble = answer, trouble
            self._ended.set()
            kill = self._kill
        if self.cut_short and kill is not None:
            kill()
        self._left(self)


def too_long(limits: Limits) -> WorkError:
    """Return what to say when time is up."""
    msg = f"this takes longer than {limits.seconds:,} seconds; split the text and try each part"
    return WorkError(msg, Why.TOO_LONG)


def too_much(limits: Limits) -> WorkError:
    """Return what to say when memory is used up."""
    most = f"{limits.megabytes:,} MB of memory"
    return WorkError(f"this needs more than {most}; split the text and try each part", Why.TOO_MUCH)


def died() -> WorkError:
    """Return what to say when the child is gone and nobody meant it to go."""
    msg = "the work ended before it was done; try again, and if it ends again, split the text"
    return WorkError(msg, Why.DIED)
