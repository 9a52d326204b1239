"""A few child processes, and the queue of what they are to do."""

from __future__ import annotations

import contextlib
import pickle
import threading
from collections import deque
from typing import TYPE_CHECKING

from geo.work.child import Child
from geo.work.job import Job, Why, WorkError, died
from geo.work.limits import Limits

if TYPE_CHECKING:
    from collections.abc import Callable

_LONG_CALL = 200_000  # bytes: a child that was given more gives its memory back by ending
_IDLE_SECONDS = 300.0  # that a child waits for more work


class Pool:
    """A few children that do work in the order it was asked for."""

    def __init__(
        self,
        ready: Callable[[], object],
        *,
        limits: Limits | None = None,
        children: int = 2,
        places: int = 20,
    ) -> None:
        """
        Keep work until a child is free; no child is started before there is any.

        Parameters
        ----------
        ready : callable
            What a child does first: load what all work needs.
        limits : Limits, optional
            What one piece of work may take.
        children : int
            How many there may be at once.
        places : int
            How many pieces of work may wait.
        """
        self._ready = ready
        self._limits = limits or Limits()
        self._most, self._places = children, places
        self._lock = threading.Lock()
        self._waiting: deque[Job] = deque()
        self._idle: list[Child] = []
        self._busy = 0

    def submit(self, function: Callable[..., object], *args: object) -> Job:
        """
        Have a child call `function(tell, *args)`; `tell(words)` sets the job's stage.

        Parameters
        ----------
        function : callable
            Of a module that the child can import.
        *args : object
            What can be pickled.

        Returns
        -------
        Job
            Waiting, or under way.

        Raises
        ------
        WorkError
            When too many are waiting.
        """
        job = Job(pickle.dumps((function, args)), self._forget)
        with self._lock:
            if len(self._waiting) >= self._places:
                msg = "too much is waiting to be done here; try again in a minute"
                raise WorkError(msg, Why.FULL)
            self._waiting.append(job)
        self._go_on()
        return job

    def ahead(self, job: Job) -> int | None:
        """Return how many are under way or wait before this one, None where it does not wait."""
        with self._lock:
            return self._busy + self._waiting.index(job) if job in self._waiting else None

    def warm(self) -> None:
        """Start a child for work that is likely to come, where none is there."""
        with self._lock:
            if self._busy or self._idle:
                return
            self._busy += 1
        threading.Thread(target=self._start_one, daemon=True).start()

    def close(self) -> None:
        """Forget what waits, and end every child that has nothing to do."""
        with self._lock:
            waiting, idle = list(self._waiting), self._idle
            self._idle = []
        for job in waiting:
            job.stop()
        for child in idle:
            child.end()

    def _start_one(self) -> None:
        self._put_back(Child(self._limits, self._ready))

    def _forget(self, job: Job) -> None:
        """Take work that has ended out of the queue."""
        with self._lock, contextlib.suppress(ValueError):
            self._waiting.remove(job)

    def _go_on(self) -> None:
        """Give the next piece of work to a child, where one is free."""
        with self._lock:
            if not self._waiting or self._busy >= self._most:
                return
            job = self._waiting.popleft()
            self._busy += 1
            child = self._idle.pop() if self._idle else None
        threading.Thread(target=self._serve, args=(job, child), daemon=True).start()

    def _serve(self, job: Job, child: Child | None) -> None:
        try:
            if child is None or not child.is_alive():
                child = Child(self._limits, self._ready)
            child.do(job)
            if len(job.call) > _LONG_CALL:
                child.end()
        finally:
            job.end(trouble=died())  # where no child could be started
            self._put_back(child)

    def _put_back(self, child: Child | None) -> None:
        """Keep one child for the next piece of work, and let it end when none comes."""
        with self._lock:
            self._busy -= 1
            kept = [child] if child is not None and child.is_alive() and not self._idle else []
            self._idle += kept
        if kept:
            rest = threading.Timer(_IDLE_SECONDS, self._let_go, kept)
            rest.daemon = True
            rest.start()
        elif child is not None:
            child.end()
        self._go_on()

    def _let_go(self, child: Child) -> None:
        with self._lock:
            if child not in self._idle:
                return
            self._idle.remove(child)
        child.end()
