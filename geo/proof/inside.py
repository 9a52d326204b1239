"""
What runs inside a network of its own: brings up loopback, runs a program, counts.

`python -m geo.proof.inside REPORT PORT PROGRAM ...`; PORT is 0 for a program that is no server.
"""

from __future__ import annotations

import fcntl
import json
import socket
import struct
import subprocess
import sys
from pathlib import Path

from geo.proof.server import serve_once

_SIOCSIFFLAGS, _IFF_UP = 0x8914, 0x1  # linux/sockios.h, linux/if.h


def raise_loopback() -> None:
    """Bring the loopback interface up: a new network has it down."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as handle:
        fcntl.ioctl(handle, _SIOCSIFFLAGS, struct.pack("16sh14x", b"lo", _IFF_UP))


def counts(snmp: str, snmp6: str) -> tuple[int, int]:
    """
    Read the kernel's counters.

    Parameters
    ----------
    snmp, snmp6 : str
        Text of the files of these names in `/proc/net`.

    Returns
    -------
    tuple of int
        Attempts for which there was no route, and datagrams sent; both of IPv4 and IPv6.
    """
    lines = [line.split() for line in snmp.splitlines()]
    old = {
        (names[0], name): int(value)
        for names, values in zip(lines[::2], lines[1::2], strict=True)
        for name, value in zip(names[1:], values[1:], strict=True)
    }
    new = {line.split()[0]: int(line.split()[1]) for line in snmp6.splitlines() if line}
    return (
        old["Ip:", "OutNoRoutes"] + new.get("Ip6OutNoRoutes", 0),
        old["Udp:", "OutDatagrams"] + new.get("Udp6OutDatagrams", 0),
    )


def main(report: Path, port: int, words: list[str]) -> None:
    """Run a program and write what it tried to send."""
    raise_loopback()
    process = subprocess.Popen(words, start_new_session=True)  # noqa: S603 - our caller's words
    status = serve_once(port, process) if port else process.wait()
    net = Path("/proc/net")
    snmp6 = net / "snmp6"
    unrouted, datagrams = counts(
        (net / "snmp").read_text(), snmp6.read_text() if snmp6.exists() else ""
    )
    told = {"status": status, "unrouted": unrouted, "datagrams": datagrams}
    report.write_text(json.dumps(told), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3:])
