"""A child process: a fresh interpreter that is asked and answers in pickles over its own pipes."""

from __future__ import annotations

import contextlib
import os
import pickle
import queue
import signal
import subprocess
import sys
import threading
import traceback
from typing import TYPE_CHECKING, Any, BinaryIO, cast

from geo.errors import GeoError
from geo.work.job import died, too_long, too_much
from geo.work.limits import bound_memory, bound_time, stand_back

if TYPE_CHECKING:
    from collections.abc import Callable

    from geo.work.job import Job, WorkError
    from geo.work.limits import Limits

_NO_MEMORY = 75  # how a child ends that has no byte left to say why
# multiprocessing would run the page's script again in each child: Streamlit calls it __main__
_BOOT = "import sys; sys.path[:] = sys.argv[1:]; from geo.work.child import answer; answer()"


class Child:
    """A child process as its parent sees it."""

    def __init__(self, limits: Limits, ready: Callable[[], object]) -> None:
        """
        Start one.

        Parameters
        ----------
        limits : Limits
            What one piece of work may take.
        ready : callable
            What it does first: load what all work needs.
        """
        self._limits = limits
        self._process = subprocess.Popen(  # noqa: S603 - our own interpreter, fixed words
            [sys.executable, "-c", _BOOT, *sys.path],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            creationflags=getattr(subprocess, "BELOW_NORMAL_PRIORITY_CLASS", 0),
        )
        self._asked = cast("BinaryIO", self._process.stdin)
        self._answers = cast("BinaryIO", self._process.stdout)
        self._send((limits, ready))

    def is_alive(self) -> bool:
        """Return whether it can be given work."""
        return self._process.poll() is None

    def do(self, job: Job) -> None:
        """Have the work done; the job has ended when this returns, and a child cut short too."""
        if not job.begin(self._process.kill):
            return
        clock = threading.Timer(self._limits.seconds, lambda: job.end(trouble=self._time_is_up()))
        clock.daemon = True
        clock.start()
        try:
            self._send(job.call)
            while not job.ended:
                _hear(job, *pickle.load(self._answers))  # noqa: S301 - our own child
        except (OSError, EOFError, pickle.UnpicklingError):
            self.end()
            job.end(trouble=self._death())
        finally:
            clock.cancel()
            if job.cut_short:
                self.end()

    def end(self) -> None:
        """End it at once."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._asked, self._answers):
            with contextlib.suppress(OSError):
                pipe.close()

    def _send(self, value: object) -> None:
        with contextlib.suppress(OSError):  # a dead child is noticed where its answer is read
            pickle.dump(value, self._asked)
            self._asked.flush()

    def _time_is_up(self) -> WorkError:
        return too_long(self._limits)

    def _death(self) -> WorkError:
        """Return what to say of a child that ended by itself."""
        out_of_time = getattr(signal, "SIGXCPU", None)
        status = self._process.returncode
        if status == _NO_MEMORY:
            return too_much(self._limits)
        by_time = out_of_time is not None and status == -out_of_time
        return self._time_is_up() if by_time else died()


def answer() -> None:
    """Do what the parent asks until it is gone: the whole life of a child process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides
    asked, told = _pipes()
    limits, ready = pickle.load(asked)  # noqa: S301 - our own parent
    stand_back()
    calls: queue.SimpleQueue[bytes] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(asked, calls), daemon=True).start()

    def say(kind: str, value: object) -> None:
        pickle.dump((kind, value), told)
        told.flush()

    with contextlib.suppress(GeoError):  # the work itself will meet it, and say so
        ready()
    bound_memory(limits)
    try:
        while True:
            call = calls.get()
            bound_time(limits)
            say(*_outcome(call, say))
    except MemoryError:
        os._exit(_NO_MEMORY)


def _hear(job: Job, kind: str, value: object) -> None:
    """Take in one thing that a child says."""
    if kind == "stage":
        job.stage = str(value)
    elif kind == "trouble":
        job.end(trouble=cast("GeoError", value))
    else:
        job.end(answer=value)


def _outcome(call: bytes, say: Callable[[str, object], None]) -> tuple[str, Any]:
    """
    Do one piece of work; return "answer" and what it gave, or "trouble" and the error.

    Raises
    ------
    MemoryError
        When it needs more than is allowed.
    """
    try:
        function, args = pickle.loads(call)  # noqa: S301 - our own parent
        return "answer", function(lambda stage: say("stage", stage), *args)
    except GeoError as trouble:
        return "trouble", trouble
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - a fault of ours must not leave the parent waiting
        traceback.print_exc()
        return "trouble", died()


def _pipes() -> tuple[BinaryIO, BinaryIO]:
    """Return where the parent asks and is told; what else is printed goes to the error stream."""
    told = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return sys.stdin.buffer, told


def _listen(asked: BinaryIO, calls: queue.SimpleQueue[bytes]) -> None:
    """Pass on what the parent asks, and end this process at once when the parent is gone."""
    try:
        while True:
            calls.put(pickle.load(asked))  # noqa: S301 - our own parent
    except MemoryError:
        os._exit(_NO_MEMORY)
    finally:
        os._exit(0)
