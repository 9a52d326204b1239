"""Runs a program in a network of its own that leads nowhere, and counts what it tried to send."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from geo import seal
from geo.errors import GeoError

if TYPE_CHECKING:
    from collections.abc import Mapping

_TRY_SECONDS = 30
_UNSHARE = ("unshare", "--map-root-user", "--net", "--")


class NamespaceError(GeoError):
    """The network of its own could not be made, or said nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """
    What a program did in a network that leads nowhere.

    Attributes
    ----------
    status : int
        How the program ended.
    unrouted : int
        Attempts to reach an address outside the machine, as the kernel counted them.
    datagrams : int
        Packets to a name server, or to anything else that is not a connection, on this machine.
    """

    status: int
    unrouted: int
    datagrams: int


@lru_cache(maxsize=1)
def is_there() -> bool:
    """Return whether a network of its own can be made here."""
    if shutil.which(_UNSHARE[0]) is None:
        return False
    words = [*_UNSHARE, sys.executable, "-S", "-c", ""]
    try:
        done = subprocess.run(words, capture_output=True, timeout=_TRY_SECONDS, check=False)  # noqa: S603 - fixed words
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def run(*words: str, port: int | None = None, env: Mapping[str, str] | None = None) -> Counts:
    """
    Run a program in a network of its own and return what it tried to send.

    Parameters
    ----------
    *words : str
        The program and its arguments.
    port : int, optional
        The program is a server that listens here: it is asked for its page and then stopped.
    env : mapping, optional
        The program's environment; this process's, with all reports turned off, when None.

    Raises
    ------
    NamespaceError
        When the program could not be run in it.
    """
    with tempfile.TemporaryDirectory() as scratch:
        report = Path(scratch) / "counts.json"
        inside = (sys.executable, "-m", "geo.proof.inside", str(report), str(port or 0))
        done = subprocess.run(  # noqa: S603 - our own words
            [*_UNSHARE, *inside, *words],
            env=seal.environment() if env is None else env,
            stdout=subprocess.DEVNULL,
            check=False,
        )
        try:
            return Counts(**json.loads(report.read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError) as cause:
            msg = f"nothing came out of the network of its own (status {done.returncode})"
            raise NamespaceError(msg) from cause
