"""Open the dashboard: find the page, a free port, and hand over to its server."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from geo import origins, seal
from geo.origins import ServeError
from geo.settings import CASE, FETCH, INSTALL, KEEP, NO, YES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

DEFAULT_HOST = "127.0.0.1"
DEFAULT_PORT = 8501
TOKEN = "DATELINE_TOKEN"  # noqa: S105 - the variable that holds it, and how the server is told
_PORTS_TRIED = 20
_TOKEN = re.compile(r"[A-Za-z0-9_.~-]{16,128}")  # needs no escape in an address


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
        When there is no such port, or the port asked for, or every port tried, is in use.
    """
    tried = (
        [origins.check_port(port)]
        if port is not None
        else range(DEFAULT_PORT, DEFAULT_PORT + _PORTS_TRIED)
    )
    for number in tried:
        if is_free(host, number):
            return number
    if port is not None:
        msg = f"port {port} is in use on {host}; choose another with --port, or leave it out"
    else:
        last = DEFAULT_PORT + _PORTS_TRIED - 1
        msg = f"ports {DEFAULT_PORT} to {last} are all in use on {host}; choose one with --port"
    raise ServeError(msg)


def command(
    address: origins.Address, port: int, *, allowed: Sequence[str] = (), browser: bool
) -> list[str]:
    """Return the words that start the server; never its token, which any user could read."""
    first, *others = origins.own(address, port)
    shown = [first, *(origins.named(words, port) for words in allowed)]
    flags = [f"--host={address}", f"--port={port}"]
    flags += [f"--show={origin}" for origin in shown]
    flags += [f"--origin={origin}" for origin in others]
    flags += ["--by-address"] if address.is_unspecified else []
    flags += [] if address.is_loopback else ["--token"]
    flags += ["--browser"] if browser else []
    # -P: nothing is imported from the folder the user happens to stand in.
    return [sys.executable, "-P", "-m", "components.door", str(page_path()), *flags]


def is_private(address: origins.Address, allowed: Sequence[str]) -> bool:
    """Return whether this machine alone reaches the page, by no name that a proxy may lead to."""
    return address.is_loopback and not allowed


def environment(
    token: str | None,
    *,
    install: bool = False,
    fetch: bool = False,
    keep: bool = False,
    case: Path | None = None,
) -> Mapping[str, str]:
    """
    Return the server's environment, which alone carries the token.

    Parameters
    ----------
    token
        What the address has to carry; else that of the environment's `DATELINE_TOKEN`.
    install
        Whether who sees the page may install gazetteers on this machine.
    fetch
        Whether they may have it ask the web for an article at an address.
    keep
        Whether articles are kept in the case of whoever runs it, where there is no other.
    case
        The file of the case that the page opens.

    Raises
    ------
    ServeError
        When the token would be easy to guess or does not fit into an address.
    """
    rest = {name: value for name, value in seal.environment().items() if name not in {TOKEN, CASE}}
    may = {INSTALL: install, FETCH: fetch, KEEP: keep}
    rest |= {name: YES if said else NO for name, said in may.items()}
    if case is not None:
        rest[CASE] = str(case.absolute())
    said = token or os.environ.get(TOKEN)
    if not said:
        return rest
    if not _TOKEN.fullmatch(said):
        msg = "the token must have 16 to 128 characters, each a letter, a digit or one of - _ . ~"
        raise ServeError(msg)
    return {**rest, TOKEN: said}


def serve(  # noqa: PLR0913 - one argument an option of the command
    *,
    host: str = DEFAULT_HOST,
    port: int | None = None,
    allowed: Sequence[str] = (),
    token: str | None = None,
    browser: bool = True,
    install: bool | None = None,
    fetch: bool = False,
    keep: bool = True,
    case: Path | None = None,
) -> NoReturn:
    """
    Run the dashboard until it is stopped.

    Parameters
    ----------
    host
        Address to listen on; this machine alone unless told otherwise.
    port
        Port to listen on; the first free one from 8501 when None.
    allowed
        More host names to answer to, each `NAME`, `NAME:PORT` or `https://NAME`.
    token
        What the address has to carry the first time; else that of the environment's
        `DATELINE_TOKEN`; else one is made where other machines can reach the server.
    browser
        Whether to open the user's browser on the page.
    install
        Whether who sees the page may install gazetteers on this machine; when None, where this
        machine alone can reach the page.
    fetch
        Whether they may have this machine ask the web for an article at an address they give.
    keep
        Whether articles are kept in the user's own case where this machine alone can reach the
        page and it is told no other case; elsewhere none is kept.
    case
        The file of the case that the page opens; whoever sees the page may change it.

    Raises
    ------
    ServeError
        When a choice is impossible, the page is missing or no port is free.
    SystemExit
        With the server's exit status, where this process cannot become the server.
    """
    if case is not None and not keep:
        msg = "--case keeps what --no-keep would not; give one of them"
        raise ServeError(msg)
    address = origins.listening(host)
    chosen = choose_port(str(address), port)
    words = command(address, chosen, allowed=allowed, browser=browser)
    private = is_private(address, allowed)
    may = private if install is None else install
    own = keep and private and case is None
    environ = environment(token, install=may, fetch=fetch, keep=own, case=case)
    if port is None and chosen != DEFAULT_PORT:
        sys.stderr.write(f"Port {DEFAULT_PORT} is in use; using {chosen}.\n")
    if os.name == "nt":
        sys.exit(subprocess.call(words, env=environ))  # noqa: S603 - our own interpreter, fixed words
    sys.stdout.flush()
    os.execve(words[0], words, environ)  # noqa: S606 - our own interpreter, fixed words
