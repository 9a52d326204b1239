"""What one session has made of its texts, and the one piece of work it is having done."""

from __future__ import annotations

import hashlib
import pickle
from collections import OrderedDict
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, cast

from components import casework
from components.views import choices, shown
from geo import ArticleError, Job, Memory, Pool

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from components.views.agenda import Agenda
    from components.views.choices import Brought
    from components.views.listing import Found
    from components.views.shown import Shown
    from components.views.whole import Whole
    from geo import Hand, Look

_KEPT = 12  # articles of one session
_STEPS = tuple(shown.STAGES)
NOTHING = (
    "no place was found in this text, so there is nothing to map. "
    "Give the full text of a news article that names towns, provinces or countries"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far the work on a text has come."""

    share: float  # of its steps begun, 0 to 1
    words: str  # one line for whoever waits


@dataclass(frozen=True, slots=True, kw_only=True)
class _Work:
    """Files or an address being read, or a text that is being made into an article."""

    job: Job | None  # None where it is done already
    pool: Pool  # whose job it is
    size: int = 0  # bytes; 0 where nobody knows yet
    asks: bool = False  # whether it asks an address of the web
    data: bytes = b""
    key: str | None = None  # of the text; None where files are read
    kept: bool = False  # whether the article goes into the case


class Desk:
    """One session's articles: those made, and the one under way, which ends with the session."""

    def __init__(self, pool: Pool) -> None:
        self.note: str | None = None  # what to tell the reader about the text made last
        self.brought: Brought | None = None  # files that were read, to choose an article from
        self.times_brought = 0  # that files came: those that came before are not sent again
        self.found: tuple[Whole, Found] | None = None  # what was asked of the whole case last
        self.memory = Memory(most=8)  # of the case: the articles under review
        self.agenda: tuple[str, Agenda] | None = None  # of the review of a case, by its path
        self.look: tuple[tuple[str, str, int | None], Look] | None = None  # at an original, last
        self._pool = pool
        self._made: OrderedDict[str, Shown] = OrderedDict()
        self._came: OrderedDict[str, casework.Brought] = OrderedDict()  # of texts not kept
        self._work: _Work | None = None
        self._look: tuple[str, Job] | None = None  # an article of the case that is being viewed

    def made(self, data: bytes, engine: str) -> Shown | None:
        """Return what a text was made into by this engine; None where it must be made first."""
        key = _key(data, engine)
        if key in self._made:
            self._made.move_to_end(key)
        return self._made.get(key)

    def begin(self, data: bytes, engine: str, came: casework.Brought | None = None) -> None:
        """
        Have a text made, unless it is made or being made; any other text is given up for it.

        Parameters
        ----------
        data
            The text.
        engine
            The engine's id.
        came
            What the text was read from, for whoever keeps it later.

        Raises
        ------
        WorkError
            When too many are waiting.
        """
        key = _key(data, engine)
        if came is not None:
            self._came[_digest(data)] = came
            _bound(self._came)
        if self._work is not None and self._work.key == key:
            return
        self.stop()
        job = None if key in self._made else self._pool.submit(shown.make_packed, data)
        self._work = _Work(job=job, pool=self._pool, size=len(data), data=data, key=key)

    def came(self, data: bytes) -> casework.Brought:
        """Return what a text that is not kept was read from, as it came."""
        own = casework.Brought(data=data, original=data, name=None)
        return self._came.get(_digest(data), own)

    def keep(self, path: Path, brought: casework.Brought, hand: Hand, *, own: bool = False) -> None:
        """
        Have a text made and taken into a case; any other work is given up for it.

        Parameters
        ----------
        path
            Of the case.
        brought
            What the article is made of.
        hand
            Who keeps it.
        own
            Whether the case is the user's own, which may not be there yet.

        Raises
        ------
        WorkError
            When too many are waiting.
        """
        self.stop()
        keep = partial(casework.keep, own=own)
        job = self._pool.submit(keep, path, brought, hand)
        size = len(brought.original)
        self._work = _Work(
            job=job, pool=self._pool, size=size, data=brought.data, key="kept", kept=True
        )

    def see(self, path: Path, article: str, head: str, seconds: float) -> Shown | None:
        """
        Return what the page shows of an article of a case; None where it takes longer.

        Parameters
        ----------
        path
            Of the case.
        article
            Its id.
        head
            The hash of the case's last entry: with another one it is viewed anew.
        seconds
            To wait at most.

        Raises
        ------
        GeoError
            When it cannot be shown.
        WorkError
            When too many are waiting.
        """
        key = f"{article} {head}"
        if key in self._made:
            self._made.move_to_end(key)
            return self._made[key]
        packed = self._packed(key, seconds, casework.show_packed, path, article)
        return None if packed is None else self._hold(key, packed)

    def see_whole(self, path: Path, head: str, seconds: float) -> Whole | None:
        """Return what the page shows of all articles of a case, which is not held; as `see`."""
        packed = self._packed(f"{path} {head}", seconds, casework.show_whole, path)
        return None if packed is None else cast("Whole", pickle.loads(packed))  # noqa: S301 - our own child's

    def _packed(
        self, key: str, seconds: float, work: Callable[..., bytes], *about: Path | str
    ) -> bytes | None:
        """Return what a child makes of a case; None where it takes longer."""
        if self._look is None or self._look[0] != key:
            self._look_away()
            self._look = (key, self._pool.submit(work, *about))
        job = self._look[1]
        if not job.wait(seconds):
            return None
        self._look = None
        return cast("bytes", job.result())

    def seen(self, article: str) -> Shown | None:
        """Return what the page showed of an article of the case last; None where it showed none."""
        keys = self._views_of(article)
        return self._made[keys[-1]] if keys else None

    def _views_of(self, article: str) -> list[str]:
        return [key for key in self._made if key.startswith(f"{article} ")]

    def has_seen(self) -> bool:
        """Return whether no article of the case is being viewed any more."""
        return self._look is None or self._look[1].wait(0)

    def _look_away(self) -> None:
        look, self._look = self._look, None
        if look is not None:
            look[1].stop()

    def _hold(self, key: str, packed: bytes) -> Shown:
        made: Shown = pickle.loads(packed)  # noqa: S301 - our own child's
        self._made[key] = made
        _bound(self._made)
        return made

    def let_go(self, article: str) -> None:
        """Hold nothing of an article of the case any more."""
        for key in self._views_of(article):
            del self._made[key]
        self.look = None
        self.memory.keep_to({*self.memory.parses, *self.memory.settled} - {article})

    def bring(self, files: Sequence[tuple[str, bytes]]) -> None:
        """
        Have files read, by their names and contents; what is under way is given up for it.

        Raises
        ------
        WorkError
            When too many are waiting.
        """
        self._clear()
        job = self._pool.submit(choices.read, files)
        size = sum(len(data) for _, data in files)
        self._work = _Work(job=job, pool=self._pool, size=size)

    def fetch(self, url: str, pool: Pool) -> None:
        """
        Have an address asked and read; what is under way is given up for it.

        Parameters
        ----------
        url
            As the reader gave it.
        pool
            Of the children that ask, apart from those that read: a server may be slow.

        Raises
        ------
        WorkError
            When too many are waiting.
        """
        self._clear()
        self._work = _Work(job=pool.submit(choices.fetch, url), pool=pool, asks=True)

    def _clear(self) -> None:
        """Give up what is under way, and forget the files read last."""
        self.stop()
        self.brought = None
        self.times_brought += 1

    def take(self) -> Brought | None:
        """
        Return the files under way as they were read, waiting for them; None for no files.

        Raises
        ------
        GeoError
            When they could not be read.
        """
        if self._work is None or self._work.key is not None or self._work.job is None:
            return None
        job, self._work = self._work.job, None
        self.brought = cast("Brought", job.result())
        return self.brought

    @property
    def is_busy(self) -> bool:
        """Whether work was begun and not finished."""
        return self._work is not None

    @property
    def is_reading(self) -> bool:
        """Whether the work is to read files, or an address."""
        return self._work is not None and self._work.key is None

    @property
    def is_asking(self) -> bool:
        """Whether the work is to ask an address."""
        return self._work is not None and self._work.asks

    def wait(self, seconds: float) -> bool:
        """Wait so long at most; return whether nothing is left to wait for."""
        job = self._work.job if self._work is not None else None
        return job is None or job.wait(seconds)

    def progress(self) -> Progress | None:
        """Return how far the work under way has come, None where there is none."""
        work = self._work
        if work is None or work.job is None:
            return None
        job = work.job
        size = f"{job.seconds:.0f} seconds" + (f", {work.size:,} bytes" if work.size else "")
        ahead = work.pool.ahead(job)
        if ahead is not None:
            return Progress(share=0.0, words=f"Waiting, {ahead:,} before you. {size}")
        if self.is_reading:
            what = "Asking the address." if work.asks else "Reading the files."
            return Progress(share=0.0, words=f"{what} {size}")
        if job.stage not in _STEPS:
            return Progress(share=0.0, words=f"Starting. {size}")
        step = _STEPS.index(job.stage)
        words = f"Step {step + 1} of {len(_STEPS)}: {shown.STAGES[job.stage]}. {size}"
        return Progress(share=step / len(_STEPS), words=words)

    def finish(self) -> tuple[bytes, Shown] | str | None:
        """
        Return the text under way and what was made of it, waiting for it; None for no text.

        Returns
        -------
        tuple, str or None
            Of a text that went into the case, the id of its article.

        Raises
        ------
        GeoError
            When it could not be made.
        """
        work = self._work
        if work is None or work.key is None:
            return None
        self._work = None
        answer = None if work.job is None else work.job.result()
        if work.kept:
            if answer is None:
                raise ArticleError(NOTHING)
            return cast("str", answer)
        if answer is not None:
            self._hold(work.key, cast("bytes", answer))
        return work.data, self._made[work.key]

    def stop(self) -> None:
        """Give up the work under way."""
        work, self._work = self._work, None
        if work is not None and work.job is not None:
            work.job.stop()

    def close(self) -> None:
        """Give up everything that is under way."""
        self.stop()
        self._look_away()


def _bound(held: OrderedDict[str, Any]) -> None:
    while len(held) > _KEPT:
        held.popitem(last=False)


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _key(data: bytes, engine: str) -> str:
    return f"{engine} {_digest(data)}"
