"""Open the dashboard: find the page, a free port, and hand over to Streamlit."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from geo.errors import GeoError

if TYPE_CHECKING:
    from collections.abc import Mapping

DEFAULT_HOST = "127.0.0.1"
DEFAULT_PORT = 8501
_PORTS_TRIED = 20

# Nothing leaves the machine: no usage statistics, no look-up of the external
# address (Streamlit asks for it only when no address is set), no e-mail prompt.
_OPTIONS: Mapping[str, str] = {
    "browser.gatherUsageStats": "false",
    "client.showErrorDetails": "none",
    "client.toolbarMode": "minimal",
    "global.developmentMode": "false",
    "runner.magicEnabled": "false",
    "server.enableStaticServing": "true",
    "server.fileWatcherType": "none",
    "server.maxUploadSize": "10",
    "server.showEmailPrompt": "false",
}


class ServeError(GeoError):
    """The dashboard could not be opened."""


def page_path() -> Path:
    """
    Return the page's script: the clone's `app.py`, or the copy a wheel carries.

    Raises
    ------
    ServeError
        When neither is there.
    """
    root = Path(__file__).resolve().parent.parent
    for path in (root / "components" / "_app" / "app.py", root / "app.py"):
        if path.is_file():
            return path
    msg = f"the dashboard's page is missing beside {root}; reinstall dateline"
    raise ServeError(msg)


def is_free(host: str, port: int) -> bool:
    """Return whether `port` can be listened on."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        if os.name != "nt":
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def choose_port(host: str, port: int | None) -> int:
    """
    Return `port` when free; without one, the first free port from 8501.

    Raises
    ------
    ServeError
        When the port asked for, or every port tried, is in use.
    """
    tried = [port] if port is not None else range(DEFAULT_PORT, DEFAULT_PORT + _PORTS_TRIED)
    for number in tried:
        if is_free(host, number):
            return number
    if port is not None:
        msg = f"port {port} is in use on {host}; choose another with --port, or leave it out"
    else:
        last = DEFAULT_PORT + _PORTS_TRIED - 1
        msg = f"ports {DEFAULT_PORT} to {last} are all in use on {host}; choose one with --port"
    raise ServeError(msg)


def command(host: str, port: int, *, browser: bool) -> list[str]:
    """Return the words that start the server."""
    options = {
        **_OPTIONS,
        "server.address": host,
        "server.port": str(port),
        "server.headless": "false" if browser else "true",
    }
    flags = [f"--{name}={value}" for name, value in options.items()]
    return [sys.executable, "-m", "streamlit", "run", str(page_path()), *flags]


def serve(*, host: str = DEFAULT_HOST, port: int | None = None, browser: bool = True) -> NoReturn:
    """
    Run the dashboard until it is stopped.

    Parameters
    ----------
    host
        Address to listen on; this machine alone unless told otherwise.
    port
        Port to listen on; the first free one from 8501 when None.
    browser
        Whether to open the user's browser on the page.

    Raises
    ------
    ServeError
        When the page is missing or no port is free.
    SystemExit
        With the server's exit status, where this process cannot become the server.
    """
    chosen = choose_port(host, port)
    if port is None and chosen != DEFAULT_PORT:
        sys.stderr.write(f"Port {DEFAULT_PORT} is in use; using {chosen}.\n")
    words = command(host, chosen, browser=browser)
    if os.name == "nt":
        sys.exit(subprocess.call(words))  # noqa: S603 - our own interpreter, fixed words
    sys.stdout.flush()
    os.execv(words[0], words)  # noqa: S606 - our own interpreter, fixed words
