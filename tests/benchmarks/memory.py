"""What a process has held at most."""

import sys
from pathlib import Path

_STATUS = Path("/proc/self/status")


def peak_mib():
    """Return the most MiB this process held, mapped files counted; since it began, not before."""
    if _STATUS.is_file():  # rusage would count the parent that the process was forked from
        lines = _STATUS.read_text(encoding="ascii").splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM:")) / 1024
    import resource

    unit = 1 << 20 if sys.platform == "darwin" else 1 << 10
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit
