"""Shows a user what Dateline does to the network and to the disk: `dateline check --network`."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from geo import seal
from geo.errors import DataError, GeoError
from geo.proof import namespace, strace
from geo.proof.server import free_port, serve_once
from geo.proof.trace import Allowed
from geo.settings import data_folder, user_folder

if TYPE_CHECKING:
    from collections.abc import Callable

_SAMPLE = "articles/inherent-resolve.txt"
_COPIES = 20  # of the sample: enough work for a library that reports at intervals to do so
_DATELINE = (sys.executable, "-m", "geo.cli")
_REMEDY = (
    "watching needs Linux, and strace (the package `strace`) or unshare (the package"
    " `util-linux`) with the right to use it; install one of them, or run as root"
)


class ProofError(GeoError):
    """Nothing here can watch a process."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """
    One thing to watch.

    Attributes
    ----------
    name : str
        What the user is told it was.
    words : tuple of str
        The command.
    port : int
        Where it listens; 0 when it is no server.
    """

    name: str
    words: tuple[str, ...]
    port: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """
    What a step did.

    Attributes
    ----------
    step : str
        Its name.
    faults : tuple of str
        What it did that it may not, one sentence each; none when all is well.
    kept : tuple of Path or None
        Files it wrote in Dateline's own folders; None when nothing here can tell.
    """

    step: str
    faults: tuple[str, ...]
    kept: tuple[Path, ...] | None

    def sentences(self) -> tuple[str, ...]:
        """Say what was seen."""
        if self.faults:
            return tuple(f"{self.step}: {fault}" for fault in self.faults)
        if self.kept is None:
            wrote = "what it wrote was not watched, for want of strace"
        elif self.kept:
            wrote = f"wrote {', '.join(map(str, self.kept))}"
        else:
            wrote = "wrote nothing"
        return (f"{self.step}: reached nothing, looked no name up, {wrote}",)


def steps(scratch: Path, port: int) -> tuple[Step, ...]:
    """
    Return what is watched: a parse, a snapshot and the start of the dashboard.

    Parameters
    ----------
    scratch : Path
        A folder that holds the article and is given the snapshot.
    port : int
        Where the dashboard listens.
    """
    sample, long = data_folder() / _SAMPLE, scratch / "article.txt"
    long.write_bytes(b"\n\n".join([sample.read_bytes()] * _COPIES))
    picture = str(scratch / "map.svg")
    serve = (*_DATELINE, "serve", "--no-browser", "--port", str(port))
    return (
        Step(name="a long parse", words=(*_DATELINE, "parse", str(long))),
        Step(name="a snapshot", words=(*_DATELINE, "map", str(sample), "--out", picture)),
        Step(name="the dashboard's start", words=serve, port=port),
    )


def tool() -> str:
    """
    Return what watches here: `strace`, or `unshare` where there is no strace.

    Raises
    ------
    ProofError
        When there is neither, or neither may be used.
    """
    for name, here in (("strace", strace.is_there), ("unshare", namespace.is_there)):
        if here():
            return name
    raise ProofError(_REMEDY)


def watch(report: Callable[[Seen], None]) -> bool:
    """
    Watch each step from outside and report what was seen.

    Parameters
    ----------
    report : callable
        Told of each step when it is over.

    Returns
    -------
    bool
        Whether every step kept to what it may do.

    Raises
    ------
    ProofError
        When nothing here can watch a process.
    """
    look = _with_strace if tool() == "strace" else _with_namespace
    sealed = True
    with tempfile.TemporaryDirectory() as folder:
        for step in steps(Path(folder), free_port()):
            seen = look(step, Path(folder))
            report(seen)
            sealed &= not seen.faults
    return sealed


def own_folders() -> tuple[Path, ...]:
    """Return the folders that Dateline may write in without being told to."""
    try:
        return (user_folder(), Path(os.path.realpath(user_folder())))
    except DataError:
        return ()


def _with_strace(step: Step, folder: Path) -> Seen:
    with tempfile.TemporaryDirectory() as traces:
        trace = strace.Trace(folder=Path(traces), home=Path.cwd())
        status = _run(trace.command(*step.words), step)
        own = own_folders()
        allowed = Allowed(
            ports=frozenset({step.port} if step.port else ()),
            folders=(folder, Path(os.path.realpath(folder)), *own),
            programs=strace.programs(),
        )
        return Seen(
            step=step.name,
            faults=(*_ended(status), *trace.faults(allowed)),
            kept=tuple(p for p in trace.changed() if p.is_file() and _is_in(p, own)),
        )


def _is_in(path: Path, folders: tuple[Path, ...]) -> bool:
    return any(path.is_relative_to(folder) for folder in folders)


def _with_namespace(step: Step, _: Path) -> Seen:
    seen = namespace.run(*step.words, port=step.port or None)
    found = list(_ended(seen.status))
    if seen.unrouted:
        found.append(f"attempts to reach an address outside this machine: {seen.unrouted}")
    if seen.datagrams:
        found.append(f"packets to a name server or the like on this machine: {seen.datagrams}")
    return Seen(step=step.name, faults=tuple(found), kept=None)


def _run(words: list[str], step: Step) -> int:
    """Run a step to its end, a server until it has given its page; return how it ended."""
    process = subprocess.Popen(  # noqa: S603 - our own words
        words, env=seal.environment(), stdout=subprocess.DEVNULL, start_new_session=True
    )
    return serve_once(step.port, process) if step.port else process.wait()


def _ended(status: int) -> tuple[str, ...]:
    """Say so when a step failed: what was not done was not watched."""
    return (f"did not finish (status {status})",) if status else ()
