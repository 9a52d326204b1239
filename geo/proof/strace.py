"""Runs a program under strace and tells what it did that it may not."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from geo.proof.trace import CALLS, changed, faults, read_calls

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.proof.trace import Allowed, Call

_PREFIX = "thread"  # of the files, one for each thread
_TRY_SECONDS = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """
    A folder that strace writes into, and the folder its program was started in.

    Attributes
    ----------
    folder : Path
        Where the trace is; empty before the program starts.
    home : Path
        Where the program starts.
    """

    folder: Path
    home: Path

    def command(self, *words: str) -> list[str]:
        """Return the words that run a program and write down what it and its children do."""
        calls = ",".join(f"?{name}" for name in CALLS)
        out = str(self.folder / _PREFIX)
        # -ff gives each thread a file, so no line is cut in two; -y names the file behind a
        # descriptor; --seccomp-bpf lets every other call run at full speed
        how = ("-ff", "--seccomp-bpf", "-qq", "-y", "-s", "32", "-o", out, "-e", f"trace={calls}")
        return ["strace", *how, *words]

    def faults(self, allowed: Allowed) -> tuple[str, ...]:
        """
        Say what the program did, so far, that it may not: one sentence each, none twice.

        Raises
        ------
        TraceError
            When the trace cannot be read.
        """
        return tuple(dict.fromkeys(faults(self._calls(), allowed, self.home)))

    def changed(self) -> tuple[Path, ...]:
        """
        Return every path that the program changed, in order of path.

        Raises
        ------
        TraceError
            When the trace cannot be read.
        """
        every = (changed(call, self.home) for call in self._calls())
        return tuple(sorted({path for path in every if path is not None}))

    def _calls(self) -> Iterator[Call]:
        for file in sorted(self.folder.glob(f"{_PREFIX}.*")):
            # a line that is being written has no end yet
            whole, _, _ = file.read_text(encoding="utf-8", errors="replace").rpartition("\n")
            yield from read_calls(whole)


@lru_cache(maxsize=1)
def is_there() -> bool:
    """Return whether strace is installed and may trace here."""
    if shutil.which("strace") is None:
        return False
    with tempfile.TemporaryDirectory() as scratch:
        trace = Trace(folder=Path(scratch), home=Path(scratch))
        words = trace.command(sys.executable, "-S", "-c", "")
        try:
            done = subprocess.run(words, capture_output=True, timeout=_TRY_SECONDS, check=False)  # noqa: S603 - fixed words
        except (OSError, subprocess.TimeoutExpired):
            return False
        return done.returncode == 0 and any(Path(scratch).iterdir())


def programs() -> tuple[Path, ...]:
    """Return the folders in which this Python keeps programs, ours among them."""
    named = [sysconfig.get_path(name) for name in ("stdlib", "purelib", "platlib")]
    every = [Path(__file__).parents[2], *map(Path, named), Path(sys.prefix)]
    return tuple(dict.fromkeys(p for path in every for p in (path, Path(os.path.realpath(path)))))
