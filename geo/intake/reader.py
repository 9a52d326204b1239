"""A child process that reads foreign files, as its parent sees it."""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
import threading
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, BinaryIO, Self, cast

from geo import seal
from geo.errors import ArticleError
from geo.intake.walls import Bounds

if TYPE_CHECKING:
    from geo.intake.kinds import Kind

_BOOT = "import sys; sys.path[:] = sys.argv[1:]; from geo.intake.child import live; live()"
_SIZE = 8  # bytes that say how many follow
_MOST = 64_000_000  # bytes of an answer
_LONGEST = 500  # characters of a message
_SECONDS = 90.0  # of the clock, for one file
_ONE_THREAD = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
_HURT = (
    "took more time or memory than any article needs, or made its reader fail; it is damaged, or "
    "made to do harm. Save its words as plain text"
)


class Reader:
    """
    Reads files one after another in a process that can reach nobody and take little.

    Of one user alone: a file that takes the process over could alter what is read after it.
    """

    def __init__(self, bounds: Bounds | None = None) -> None:
        """
        Start nothing before there is a file to read.

        Parameters
        ----------
        bounds : Bounds, optional
            What one file may take.
        """
        self._bounds = bounds or Bounds()
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """End the process."""
        self.end()

    def read(self, kind: Kind, data: bytes, called: str, url: str = "") -> list[dict[str, Any]]:
        """
        Return what a file holds.

        Parameters
        ----------
        kind : Kind
            What it is.
        data : bytes
            All of it.
        called : str
            What messages call it.
        url : str, optional
            Where it is from, which tells how its links are meant.

        Returns
        -------
        list of dict
            Fields of `geo.intake.found.Found`, each of its type.

        Raises
        ------
        ArticleError
            When it cannot be read, in one sentence.
        """
        answer = self._told({"kind": kind, "url": url}, data, called)
        return [each for each in answer.get("found", ()) if isinstance(each, dict)]

    def look(
        self, kind: Kind, data: bytes, called: str, words: str, page: int | None
    ) -> dict[str, Any]:
        """
        Return what an original looks like; as `geo.intake.formats.original.look` has it.

        Raises
        ------
        ArticleError
            When it cannot be looked at, in one sentence.
        """
        answer = self._told({"kind": kind, "look": [words, page]}, data, called)
        return next((each for each in answer.get("found", ()) if isinstance(each, dict)), {})

    def _told(self, asked: dict[str, Any], data: bytes, called: str) -> dict[str, Any]:
        """Return what the process answers, or say why it does not."""
        if self._process is None:
            self._process = _start()
        process = self._process
        clock = threading.Timer(_SECONDS, process.kill)
        clock.daemon = True
        clock.start()
        try:
            request = {**asked, "bytes": len(data), **asdict(self._bounds)}
            answer = self._ask(process, request, data)
        except (
            OSError,
            ValueError,
            RecursionError,
        ) as cause:  # it ended, or says what it never would
            self.end()
            msg = f"{called} {_HURT}"
            raise ArticleError(msg) from cause
        finally:
            clock.cancel()
        if error := answer.get("error"):
            msg = f"{called} {_sentence(error)}"
            raise ArticleError(msg)
        return answer

    def end(self) -> None:
        """End the process, if there is one."""
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            with contextlib.suppress(OSError):
                cast("BinaryIO", pipe).close()

    @staticmethod
    def _ask(process: subprocess.Popen[bytes], request: object, data: bytes) -> dict[str, Any]:
        asked, told = cast("BinaryIO", process.stdin), cast("BinaryIO", process.stdout)
        head = json.dumps(request).encode()
        asked.write(len(head).to_bytes(_SIZE) + head)
        asked.write(data)
        asked.flush()
        size = int.from_bytes(_whole(told, _SIZE))
        if size > _MOST:
            msg = f"an answer of {size:,} bytes"
            raise ValueError(msg)
        answer = json.loads(_whole(told, size))
        if not isinstance(answer, dict) or not isinstance(answer.get("found", []), list):
            msg = "an answer of another form"
            raise ValueError(msg)  # noqa: TRY004 - one error for all that it may do
        return answer


def _sentence(words: object) -> str:
    """Return one line of a message, whatever it is."""
    return " ".join("".join(c if c.isprintable() else " " for c in str(words)[:_LONGEST]).split())


def _start() -> subprocess.Popen[bytes]:
    return subprocess.Popen(  # noqa: S603 - our own interpreter, fixed words
        [sys.executable, "-c", _BOOT, *sys.path],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=seal.environment() | _ONE_THREAD,
    )


def _whole(told: BinaryIO, size: int) -> bytes:
    found = told.read(size)
    if len(found) < size:
        msg = "it ended"
        raise OSError(msg)
    return found
