"""Waits for a dashboard that is starting, and asks it for its page."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import time
from typing import TYPE_CHECKING

from geo.errors import GeoError

if TYPE_CHECKING:
    import subprocess

_SECONDS = 180  # a slow machine, under strace
_PAUSE = 0.1
_STOPPED = (0, -signal.SIGTERM, 128 + signal.SIGTERM)  # how a server that was told to stop ends


class StartError(GeoError):
    """The dashboard did not start."""


def free_port() -> int:
    """Return a port of this machine's loopback that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for_page(port: int, process: subprocess.Popen[bytes]) -> bool:
    """
    Wait until the server gives its page.

    Parameters
    ----------
    port : int
        Where it listens.
    process : Popen
        The server.

    Returns
    -------
    bool
        False when the server ended without giving it.

    Raises
    ------
    StartError
        When it does not answer in time.
    """
    until = time.monotonic() + _SECONDS
    while time.monotonic() < until:
        if process.poll() is not None:
            return False
        if _has_page(port):
            return True
        time.sleep(_PAUSE)
    msg = f"the dashboard gave no page on port {port} within {_SECONDS} s"
    raise StartError(msg)


def serve_once(port: int, process: subprocess.Popen[bytes]) -> int:
    """
    Wait for the server's page, stop the server, and return how it ended.

    Parameters
    ----------
    port : int
        Where it listens.
    process : Popen
        The server, started in a session of its own.

    Returns
    -------
    int
        0 when it gave its page and ended because it was told to.

    Raises
    ------
    StartError
        When it gave no page in time.
    """
    served = False
    try:
        served = wait_for_page(port, process)
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGTERM)
        status = process.wait()
    return 0 if served and status in _STOPPED else status or 1


def _has_page(port: int) -> bool:
    ask = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        ask.request("GET", "/")
        return ask.getresponse().status == http.client.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        ask.close()
