"""What one piece of work may take."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path

from geo.errors import SettingsError

SECONDS = "DATELINE_WORK_SECONDS"  # environment variables
MEGABYTES = "DATELINE_WORK_MEGABYTES"
_NICE = 10  # how far behind the server a child stands for the processor
_MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Bounds of one piece of work, validated once."""

    seconds: int = 180  # of the clock, and of each processor's time
    megabytes: int = 1000  # of memory beyond what the child has loaded; held on Linux alone

    @classmethod
    def from_environment(cls) -> Limits:
        """
        Return the bounds that `DATELINE_WORK_SECONDS` and `DATELINE_WORK_MEGABYTES` name, if any.

        Raises
        ------
        SettingsError
            When one of them is not a whole number above 0.
        """
        usual = cls()
        return cls(
            seconds=_whole(SECONDS, usual.seconds), megabytes=_whole(MEGABYTES, usual.megabytes)
        )


def stand_back() -> None:
    """Put this process behind others that want the processor."""
    if hasattr(os, "nice"):
        os.nice(_NICE)


def bound_memory(limits: Limits) -> None:
    """Let this process take no more memory than is allowed beyond what it has."""
    if sys.platform != "linux":
        return
    import resource  # noqa: PLC0415 - not on every system

    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[5])  # its data
    most = pages * resource.getpagesize() + limits.megabytes * _MEGABYTE
    resource.setrlimit(resource.RLIMIT_DATA, (most, most))


def bound_time(limits: Limits) -> None:
    """Allow this process one more piece of work's time of every processor."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 - not on every system

    used = resource.getrusage(resource.RUSAGE_SELF)
    more = limits.seconds * (os.cpu_count() or 1)
    _, most = resource.getrlimit(resource.RLIMIT_CPU)
    soft = int(used.ru_utime + used.ru_stime + more) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (soft, most))


def _whole(name: str, usual: int) -> int:
    """Return a whole number above 0 from the environment, `usual` where it is not set."""
    words = os.environ.get(name, "")
    if not words:
        return usual
    if not words.isdecimal() or int(words) < 1:
        msg = f"{name} is {words[:40]!r}; give a whole number above 0"
        raise SettingsError(msg)
    return int(words)
