"""Reads what strace wrote of a process: what it tried to reach, and what it wrote."""

from __future__ import annotations

import ipaddress
import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

NETWORK = ("socket", "connect", "bind", "sendto", "sendmsg", "sendmmsg", "io_uring_setup")
OPENING = ("open", "openat", "openat2", "creat")
# Calls that change a folder, and which of their paths changes; -1 is the last.
CHANGING = {
    "mkdir": 0,
    "mkdirat": 0,
    "mknod": 0,
    "mknodat": 0,
    "rename": -1,
    "renameat": -1,
    "renameat2": -1,
    "link": -1,
    "linkat": -1,
    "symlink": -1,
    "symlinkat": -1,
    "truncate": 0,
    "unlink": 0,
    "unlinkat": 0,
    "rmdir": 0,
}
CALLS = (*NETWORK, *OPENING, *CHANGING)

_TEXT = r'"(?:[^"\\]|\\.)*+"'
_LINE = re.compile(rf'(\w+)\(((?:{_TEXT}|[^")]|\)(?!\s+= ))*+)\)\s+= (.*)')
_CUT_SHORT = re.compile(r"(\w+)\((.*)<unfinished \.\.\.>(?:\)\s+= \?)?")
_NOTE = re.compile(r"(?:---|\+\+\+) .*")  # a signal, or the end of a process
_KEPT = re.compile(rf"((?:inet_addr\(|AF_INET6, |sun_path=@?){_TEXT})|{_TEXT}")
_ADDRESS = re.compile(
    r"\{sa_family=(\w+)"
    r'(?:, sin6?_port=htons\((\d+)\)[^}]*?(?:inet_addr\(|AF_INET6, )"([^"]*)")?'
    rf"(?:, sun_path=@?({_TEXT}))?"
)
_FAMILY = re.compile(r"\w+")
_WRITES = re.compile(r"\bO_(?:WRONLY|RDWR|CREAT|TRUNC|APPEND)\b")
_PATH = re.compile(rf"(?:AT_FDCWD|\d+)?(?:<([^>]*)>(?:\(deleted\))?)?(?:, )?({_TEXT})")
_OPENED = re.compile(r"\d+<([^>]*)>")
_ESCAPE = re.compile(rb"\\([0-7]{1,3}|x[0-9a-fA-F]{2}|.)", re.DOTALL)
_SHORT = {b"n": b"\n", b"t": b"\t", b"r": b"\r", b"v": b"\v", b"f": b"\f"}
_CHANGED_NOTHING = ("-1 ENOENT", "-1 ENOTDIR", "-1 EEXIST", "-1 EFAULT")
_NAMES = 53  # the port that name servers answer on, a local one too
_INTERNET = frozenset({"AF_INET", "AF_INET6"})
_LOCAL = frozenset({"AF_UNIX", "AF_LOCAL", "AF_UNSPEC", "AF_NETLINK"})
_ON_THE_WAY = frozenset({"mkdir", "mkdirat"})  # the folders that an allowed one stands in
_NOWHERE = frozenset({"/dev/null", "/dev/tty"})


class TraceError(ValueError):
    """A line of a trace could not be read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One call to the system: its name, its arguments and its result, as strace writes them."""

    name: str
    arguments: str
    result: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowed:
    """
    What a process may reach and change.

    Attributes
    ----------
    ports : frozenset of int
        Ports of this machine's loopback it may listen on and connect to; with none, it may
        have no socket of the internet at all.
    folders : tuple of Path
        Folders it may write in, and files it may write.
    programs : tuple of Path
        Folders of installed programs: Python keeps its bytecode in `__pycache__` beside them.
    """

    ports: frozenset[int] = frozenset()
    folders: tuple[Path, ...] = ()
    programs: tuple[Path, ...] = ()


def read_calls(text: str) -> Iterator[Call]:
    """
    Read the lines of one thread's trace, made with `strace -ff -y`.

    Raises
    ------
    TraceError
        When a line is none that strace writes: what cannot be read is never passed over.
    """
    for line in filter(None, text.split("\n")):
        if _NOTE.fullmatch(line):
            continue
        if found := _LINE.fullmatch(line):
            yield Call(name=found[1], arguments=found[2], result=found[3])
        elif found := _CUT_SHORT.fullmatch(line):
            yield Call(name=found[1], arguments=found[2], result="?")
        else:
            msg = f"this is no line of a trace: {line[:200]!r}"
            raise TraceError(msg)


def faults(calls: Iterable[Call], allowed: Allowed, home: Path) -> Iterator[str]:
    """
    Say what a process did that it may not.

    An attempt counts, whether or not it succeeded.

    Parameters
    ----------
    calls : iterable of Call
        What the process did.
    allowed : Allowed
        What it may do.
    home : Path
        The folder it was started in; relative paths begin there.

    Yields
    ------
    str
        One sentence a fault.
    """
    for call in calls:
        if call.name in NETWORK:
            yield from _reached(call, allowed)
        elif (path := changed(call, home)) is not None and not _may_change(call, path, allowed):
            yield f"{call.name} changed {path}"


def changed(call: Call, home: Path) -> Path | None:
    """Return the path that a call wrote or tried to write, or None."""
    if call.result.startswith(_CHANGED_NOTHING):
        return None
    if call.name in OPENING:
        if call.name != "creat" and not _WRITES.search(_without_texts(call.arguments)):
            return None
        if opened := _OPENED.match(call.result):
            return _path(opened[1].encode(), home)
        which = 0
    elif call.name in CHANGING:
        which = CHANGING[call.name]
    else:
        return None
    paths = _PATH.findall(call.arguments)
    if not paths:
        msg = f"no path in {call.name}({call.arguments[:200]})"
        raise TraceError(msg)
    folder, text = paths[which]
    return _path(text[1:-1].encode(), _path(folder.encode(), home))


def _reached(call: Call, allowed: Allowed) -> Iterator[str]:
    if call.name == "io_uring_setup":
        yield "io_uring_setup opened a way to the network that a trace cannot see"
    elif call.name == "socket":
        family = _FAMILY.match(call.arguments)
        kind = family[0] if family else "unknown"
        if kind not in _LOCAL and not (kind in _INTERNET and allowed.ports):
            yield f"socket opened a socket of {kind}"
    else:
        for found in _ADDRESS.finditer(_KEPT.sub(r"\1", call.arguments)):
            family_name, port, host, local = found.groups()
            if fault := _fault_of_address(family_name, host, int(port or 0), local, allowed):
                yield f"{call.name} {fault}"


def _fault_of_address(
    family: str, host: str | None, port: int, local: str | None, allowed: Allowed
) -> str | None:
    if family in _INTERNET and host is not None:
        if port == _NAMES:
            return f"looked a name up at {host}"
        # a server's library binds to port 0, which reaches nobody, to see if there is IPv6
        ports = allowed.ports and allowed.ports | {0}
        if _is_loopback(host) and port in ports:
            return None
        return f"reached {host} port {port}"
    if family in {"AF_UNIX", "AF_LOCAL"}:
        return f"reached {local or 'a nameless socket'} of this machine"
    return None if family in _LOCAL else f"reached an address of {family}"


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _may_change(call: Call, path: Path, allowed: Allowed) -> bool:
    if str(path) in _NOWHERE or any(path.is_relative_to(f) for f in allowed.folders):
        return True
    if call.name in _ON_THE_WAY and any(f.is_relative_to(path) for f in allowed.folders):
        return True
    is_bytecode = "__pycache__" in path.parts
    return is_bytecode and any(path.is_relative_to(p) for p in allowed.programs)


def _path(words: bytes, home: Path) -> Path:
    """Return the path that strace wrote, its escapes undone."""
    plain = _ESCAPE.sub(_unescape, words)
    return Path(os.path.normpath(home / os.fsdecode(plain)))


def _unescape(found: re.Match[bytes]) -> bytes:
    code = found[1]
    if code[:1].isdigit():
        return bytes([int(code, 8) & 0xFF])
    if code[:1] == b"x" and len(code) > 1:
        return bytes([int(code[1:], 16)])
    return _SHORT.get(code, code)


def _without_texts(arguments: str) -> str:
    return re.sub(_TEXT, "", arguments)
