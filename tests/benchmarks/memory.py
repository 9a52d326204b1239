"""What a process holds, and has held at most."""

import sys
from pathlib import Path

_STATUS = Path("/proc/self/status")


def status_mib(line):
    """Return MiB of a line of /proc/self/status, of Linux: "RssAnon", "VmHWM"."""
    lines = _STATUS.read_text(encoding="ascii").splitlines()
    return next(int(row.split()[1]) for row in lines if row.startswith(f"{line}:")) / 1024


def peak_mib():
    """Return the most MiB this process held, mapped files counted; since it began, not before."""
    if _STATUS.is_file():  # rusage would count the parent that the process was forked from
        return status_mib("VmHWM")
    import resource

    unit = 1 << 20 if sys.platform == "darwin" else 1 << 10
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit
