"""One session's way to a country's table: its size asked for, told, installed, taken away."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, cast

from geo import (
    GeoError,
    Limits,
    Why,
    WorkError,
    install_table,
    measure_table,
    read_stage,
    remove_table,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from components.views.offer import Answers
    from geo import Job, Lacking, Pool

Phase = Literal["idle", "asking", "told", "getting", "got"]
LIMITS = Limits(seconds=1800, megabytes=2000)  # of one installation, the download with it
_WORDS = {
    Why.STOPPED: "it was stopped; nothing was installed",
    Why.TOO_LONG: "it took longer than half an hour; try again: it goes on where it stopped",
    Why.TOO_MUCH: "it needs more memory than a page may take; install it with the command",
    Why.DIED: "it ended before it was done; try again: it goes on where it stopped",
    Why.FULL: "too many others are waiting; try again in a minute",
}


def ready() -> None:
    """Load nothing before there is something to do."""


class Getter:
    """What one session has asked about a country's table, and what became of it."""

    def __init__(self, pool: Pool) -> None:
        """Take the child process that all sessions' installations share."""
        self.phase: Phase = "idle"
        self.country = ""  # ISO 3166-1 alpha-2, "" where none was asked for
        self.name = ""  # the country's
        self.size = 0  # bytes of its table; 0 where its server does not say
        self.before: Answers | None = None  # of the article on screen when it was asked for
        self.trouble: str | None = None  # why it could not be had
        self._pool = pool
        self._job: Job | None = None

    @property
    def is_busy(self) -> bool:
        """Whether something was asked for that has not been taken up by `settle`."""
        return self.phase in {"asking", "getting"}

    def ask(self, wanted: Lacking) -> None:
        """Ask how large a country's table is."""
        self._begin("asking", wanted, measure_table)

    def get(self, wanted: Lacking, before: Answers) -> None:
        """Install a country's table; `before` is what the article on screen says without it."""
        self.before = before
        self._begin("getting", wanted, install_table)

    def _begin(self, phase: Phase, wanted: Lacking, work: Callable[..., object]) -> None:
        self.stop()
        self.phase, self.trouble = phase, None
        self.country, self.name = wanted.country, wanted.name
        try:
            self._job = self._pool.submit(work, wanted.country)
        except WorkError as full:
            self._fail(full)

    def wait(self, seconds: float) -> bool:
        """Wait so long at most; return whether nothing is left to wait for."""
        return self._job is None or self._job.wait(seconds)

    @property
    def stage(self) -> tuple[str, int, int]:
        """What is being done, how much of it is done, and how much there is."""
        return read_stage("" if self._job is None else self._job.stage)

    def settle(self) -> None:
        """Take up what became of the work; waits for it."""
        job, self._job = self._job, None
        if job is None:
            return
        try:
            answer = cast("int", job.result())
        except GeoError as trouble:
            self._fail(trouble)
        else:
            asked = self.phase == "asking"
            self.size = answer if asked else self.size
            self.phase = "told" if asked else "got"

    def stop(self) -> None:
        """Give up what is under way; what came of a table is kept for another try."""
        job, self._job = self._job, None
        if job is not None:
            job.stop()
        self.phase = "idle"

    def take_away(self) -> None:
        """Remove the table again."""
        try:
            remove_table(self.country)
        except GeoError as trouble:
            self.trouble = str(trouble)
        else:
            self.close()

    def close(self) -> None:
        """Be done with it, whatever it is."""
        self.stop()
        self.before, self.trouble = None, None

    def _fail(self, trouble: GeoError) -> None:
        why = trouble.why if isinstance(trouble, WorkError) else None
        self.phase = "idle"
        self.trouble = str(trouble) if why is None else _WORDS[why]
