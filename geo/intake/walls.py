"""
What a process that reads foreign files may take and reach: little, and nobody.

Memory, processor time and written bytes are bounded by the system. New sockets and programs are
refused by the kernel on Linux (seccomp, which needs no rights), where native code cannot go round
it, and by Python everywhere.
"""

from __future__ import annotations

import ctypes
import errno
import platform
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

_MEGABYTE = 1_000_000
_FILES = 64  # open at once


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """What reading one file may take."""

    seconds: int = 30  # of the processor
    megabytes: int = 1000  # of memory beyond what is loaded


class _System(NamedTuple):
    """What Linux calls a machine, and the numbers of the calls that are refused there."""

    audit: int  # linux/audit.h
    calls: tuple[int, ...]  # of socket, connect, execve, execveat, ptrace, process_vm_writev,
    # io_uring_setup, pidfd_send_signal, kill


_SYSTEMS = {  # arch/x86/entry/syscalls/syscall_64.tbl, include/uapi/asm-generic/unistd.h
    "x86_64": _System(0xC000003E, (41, 42, 59, 322, 101, 311, 425, 424, 62)),
    "aarch64": _System(0xC00000B7, (198, 203, 221, 281, 117, 271, 425, 424, 129)),
}
# linux/filter.h, linux/seccomp.h, linux/prctl.h
_LOAD, _EQUALS, _AT_LEAST, _RETURN = 0x20, 0x15, 0x35, 0x06
_NUMBER_AT, _AUDIT_AT = 0, 4
_ALLOW, _REFUSE = 0x7FFF0000, 0x00050000 | errno.EACCES
_X32 = 0x40000000  # calls of another numbering on x86_64
_NO_NEW_PRIVILEGES, _SET_SECCOMP, _FILTER_MODE = 38, 22, 2
_FORBIDDEN = ("socket.", "subprocess.", "os.exec", "os.posix_spawn", "os.system", "os.fork")


def shut_in() -> bool:
    """
    Keep this thread, and those it starts, from reaching anybody or running another program.

    Returns
    -------
    bool
        Whether the system's kernel holds it; Python holds it in any case.
    """
    sys.addaudithook(_refuse)
    return sys.platform == "linux" and _refuse_by_kernel()


def allow_seconds(seconds: int) -> None:
    """Allow this process so much more of the processor's time."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 - not on every system

    used = resource.getrusage(resource.RUSAGE_SELF)
    soft = int(used.ru_utime + used.ru_stime) + seconds + 1
    _, most = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (soft, most))


def bound(megabytes: int) -> None:
    """Let this process write no file, and take no more memory beyond what it has."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 - not on every system

    for name, most in (("RLIMIT_FSIZE", 0), ("RLIMIT_CORE", 0), ("RLIMIT_NOFILE", _FILES)):
        _, hard = resource.getrlimit(getattr(resource, name))
        held = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(getattr(resource, name), (held, held))
    if sys.platform == "linux":
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
        most = pages * resource.getpagesize() + megabytes * _MEGABYTE
        resource.setrlimit(resource.RLIMIT_AS, (most, most))


def _refuse(event: str, _args: object) -> None:
    if event.startswith(_FORBIDDEN):
        msg = f"{event} is not for what reads foreign files"
        raise PermissionError(errno.EACCES, msg)


class _Step(ctypes.Structure):
    """One step of a filter: struct sock_filter."""

    _fields_ = (
        ("code", ctypes.c_ushort),
        ("then", ctypes.c_ubyte),
        ("otherwise", ctypes.c_ubyte),
        ("value", ctypes.c_uint32),
    )


class _Program(ctypes.Structure):
    """A filter: struct sock_fprog."""

    _fields_ = (("length", ctypes.c_ushort), ("steps", ctypes.POINTER(_Step)))


def _refuse_by_kernel() -> bool:
    """Have Linux refuse the calls; return whether it does."""
    system = _SYSTEMS.get(platform.machine())
    if system is None:
        return False
    call = ctypes.CDLL(None, use_errno=True).prctl
    steps = _steps(system)
    held = (_Step * len(steps))(*(_Step(*step) for step in steps))
    program = _Program(len(steps), held)
    if call(_NO_NEW_PRIVILEGES, 1, 0, 0, 0):
        return False
    return bool(call(_SET_SECCOMP, _FILTER_MODE, ctypes.byref(program), 0, 0) == 0)


def _steps(system: _System) -> list[tuple[int, int, int, int]]:
    """Return a filter: each step a code, how many to skip if so and if not, and a value."""
    refused = len(system.calls)
    return [
        (_LOAD, 0, 0, _AUDIT_AT),
        (_EQUALS, 0, refused + 3, system.audit),
        (_LOAD, 0, 0, _NUMBER_AT),
        (_AT_LEAST, refused + 1, 0, _X32),
        *((_EQUALS, refused - i, 0, number) for i, number in enumerate(system.calls)),
        (_RETURN, 0, 0, _ALLOW),
        (_RETURN, 0, 0, _REFUSE),
    ]
