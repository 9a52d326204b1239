"""What one session has made of its texts, and the one text it is having made."""

from __future__ import annotations

import hashlib
import pickle
from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from components.views import shown
from geo import Job

if TYPE_CHECKING:
    from components.views.shown import Shown
    from geo import Pool

_KEPT = 12  # articles of one session
_STEPS = tuple(shown.STAGES)


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far the work on a text has come."""

    share: float  # of its steps begun, 0 to 1
    words: str  # one line for whoever waits


@dataclass(frozen=True, slots=True, kw_only=True)
class _Making:
    """A text that is being made into an article."""

    key: str
    data: bytes
    job: Job | None  # None where it is made already


class Desk:
    """One session's articles: those made, and the one under way, which ends with the session."""

    def __init__(self, pool: Pool) -> None:
        self.note: str | None = None  # what to tell the reader about the text made last
        self._pool = pool
        self._made: OrderedDict[str, Shown] = OrderedDict()
        self._making: _Making | None = None

    def made(self, data: bytes, engine: str) -> Shown | None:
        """Return what a text was made into by this engine; None where it must be made first."""
        key = _key(data, engine)
        if key in self._made:
            self._made.move_to_end(key)
        return self._made.get(key)

    def begin(self, data: bytes, engine: str) -> None:
        """
        Have a text made, unless it is made or being made; any other text is given up for it.

        Raises
        ------
        WorkError
            When too many are waiting.
        """
        key = _key(data, engine)
        if self._making is not None and self._making.key == key:
            return
        self.stop()
        job = None if key in self._made else self._pool.submit(shown.make_packed, data)
        self._making = _Making(key=key, data=data, job=job)

    @property
    def is_busy(self) -> bool:
        """Whether a text was begun and not finished."""
        return self._making is not None

    def wait(self, seconds: float) -> bool:
        """Wait so long at most; return whether nothing is left to wait for."""
        job = self._making.job if self._making is not None else None
        return job is None or job.wait(seconds)

    def progress(self) -> Progress | None:
        """Return how far the text under way has come, None where there is none."""
        if self._making is None or self._making.job is None:
            return None
        job = self._making.job
        size = f"{job.seconds:.0f} seconds, {len(self._making.data):,} bytes"
        ahead = self._pool.ahead(job)
        if ahead is not None:
            return Progress(share=0.0, words=f"Waiting, {ahead:,} before you. {size}")
        if job.stage not in _STEPS:
            return Progress(share=0.0, words=f"Starting. {size}")
        step = _STEPS.index(job.stage)
        words = f"Step {step + 1} of {len(_STEPS)}: {shown.STAGES[job.stage]}. {size}"
        return Progress(share=step / len(_STEPS), words=words)

    def finish(self) -> tuple[bytes, Shown] | None:
        """
        Return the text under way and what was made of it, waiting for it; None for no text.

        Raises
        ------
        GeoError
            When it could not be made.
        """
        making, self._making = self._making, None
        if making is None:
            return None
        if making.job is not None:
            packed = cast("bytes", making.job.result())
            self._made[making.key] = pickle.loads(packed)  # noqa: S301 - our own child's
        while len(self._made) > _KEPT:
            self._made.popitem(last=False)
        return making.data, self._made[making.key]

    def stop(self) -> None:
        """Give up the text under way."""
        making, self._making = self._making, None
        if making is not None and making.job is not None:
            making.job.stop()


def _key(data: bytes, engine: str) -> str:
    return f"{engine} {hashlib.sha256(data).hexdigest()}"
