"""
Files from the web, fetched because the user named their address.

The one door to the network. Every address is looked up here, judged, and connected to as it was
judged, so that a name cannot mean one machine when it is checked and another when it is used; TLS
is verified against the name. Proxies of the environment are not used: a proxy would look names up
itself, out of our sight.
"""

from __future__ import annotations

import base64
import http.client
import os
import socket
import ssl
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote, urljoin, urlsplit

from geo.errors import FetchError
from geo.settings import VERSION
from geo.web.addresses import inside
from geo.web.line import Line, Pace

if TYPE_CHECKING:
    from urllib.parse import SplitResult

_PORTS = {"http": 80, "https": 443}
_MOVED = frozenset({301, 302, 303, 307, 308})
_BLOCK = 1 << 16
_TRIED = 8  # addresses of one name
_HEAD = 1 << 20  # bytes that may come beside a content
_SHOWN = 200  # characters of an address in a message
_PATH = "/%:@!$&'()*+,;=~-._"  # stand as they are in a path; "?" too in a query
_PROXIES = ("http_proxy", "https_proxy", "all_proxy")


def _look_up(host: str, port: int) -> list[str]:
    """Return the addresses of a name; numbers in any writing are addresses too."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(each[4][0]) for each in found))


@dataclass(frozen=True, slots=True, kw_only=True)
class Guard:
    """What a fetch may do."""

    max_bytes: int  # that may come, whatever the server says of them
    named_inside: bool = False  # the address the user gave may lie in a network of theirs
    max_redirects: int = 5
    pace: Pace = field(default_factory=Pace)
    trust: ssl.SSLContext = field(default_factory=ssl.create_default_context)
    look_up: Callable[[str, int], list[str]] = _look_up
    judge: Callable[[str], str | None] = inside  # tests alone give another, for servers of theirs


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a server said, and what it goes on to send."""

    url: str  # where it came from in the end, as it can be shown
    status: int
    reason: str
    headers: Mapping[str, str]  # names in small letters
    blocks: Iterator[bytes]  # of the content; raises FetchError where a bound is reached


def is_url(words: str) -> bool:
    """Return whether words are the address of a file on the web."""
    return words.lower().startswith(("http://", "https://"))


def shown(url: str) -> str:
    """Return an address as it can be printed: no user, password, query, or control character."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return "the address"
    # a password with a slash in it would pass for a path: nothing before the last @ is shown
    place = (parts.netloc + parts.path).rpartition("@")[2]
    words = f"{parts.scheme}://{place}{'?...' if parts.query else ''}"
    clean = "".join(c if c.isprintable() else "?" for c in words)
    return clean if len(clean) <= _SHOWN else clean[:_SHOWN] + "..."


def bare(url: str) -> str:
    """Return an address as it can be kept: without a user, a password and a fragment."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return parts._replace(netloc=parts.netloc.rpartition("@")[2], fragment="").geturl()


@contextmanager
def opened(url: str, guard: Guard, headers: Mapping[str, str]) -> Iterator[Answer]:
    """
    Ask for a file and follow where the server sends us, within bounds.

    Parameters
    ----------
    url : str
        http or https. A user and password in it are sent to its own host and no other.
    guard : Guard
        What is permitted. A redirect leads to http or https, never from https to http, and never
        to a loopback, link-local, private, multicast or reserved address, unless the address the
        user gave was of that very kind.
    headers : mapping
        Sent with each request, beside the program's name.

    Yields
    ------
    Answer
        Of any status but a redirect's; the connection is closed at the end of the block.

    Raises
    ------
    FetchError
        When the address is none, is refused, cannot be reached, or breaks off; in one sentence,
        which shows the address without what is secret in it.
    """
    with ExitStack() as held:
        yield _follow(url, guard, headers, held)


def _follow(url: str, guard: Guard, headers: Mapping[str, str], held: ExitStack) -> Answer:
    """Return the first answer that sends us no further; what it reads from is closed by `held`."""
    kinds: frozenset[str] | None = None  # of inner addresses that may be reached, None at first
    at = url
    for _ in range(guard.max_redirects + 1):
        parts = _parts(at)
        found = _found(at, parts, guard, kinds)
        if kinds is None:
            kinds = frozenset(filter(None, map(guard.judge, found)))
        try:
            connection = held.enter_context(closing(_connected(parts, found, guard)))
            said = held.enter_context(_ask(connection, parts, headers))
        except (http.client.HTTPException, OSError, ValueError) as cause:
            raise FetchError(_unreached(at, cause)) from cause
        leads = said.getheader("location")
        if said.status not in _MOVED or leads is None:
            return _answer(said, at, guard)
        held.close()  # what a redirect says beside its address is not read
        at = _moved(at, leads)
    msg = f"{shown(url)} leads on more than {guard.max_redirects} times; give the last address"
    raise FetchError(msg)


def _parts(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        port, host = parts.port, parts.hostname
    except ValueError as cause:
        msg = f"{shown(url)} is no address of the web; check its host and its port"
        raise FetchError(msg) from cause
    if parts.scheme not in _PORTS or not host or port == 0:
        msg = (
            f"{shown(url)} is no address of the web; give one that begins with https:// or http://"
        )
        raise FetchError(msg)
    return parts


def _moved(at: str, to: str) -> str:
    """Return where a redirect leads, if it may lead there; a fragment is of no use."""
    try:
        url = urljoin(at, to).partition("#")[0]
    except ValueError:
        url = to
    if not is_url(url):
        msg = f"{shown(at)} leads to {shown(url)}, no address of the web; it was not followed"
        raise FetchError(msg)
    if at.lower().startswith("https:") and not url.lower().startswith("https:"):
        msg = f"{shown(at)} leads from https to {shown(url)}, which anyone on the way could alter"
        raise FetchError(msg)
    parts = _parts(url)
    return parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()  # no server's password


def _found(at: str, parts: SplitResult, guard: Guard, kinds: frozenset[str] | None) -> list[str]:
    """Return a host's addresses, each of which may be connected to."""
    try:
        host = _host(parts)
        addresses = guard.look_up(host, parts.port or _PORTS[parts.scheme])[:_TRIED]
        judged = [(address, guard.judge(address)) for address in addresses]
    except (OSError, ValueError) as cause:
        raise FetchError(_unreached(at, cause)) from cause
    if kinds is None and guard.named_inside:
        return addresses
    for address, kind in judged:
        if kind is not None and kind not in (kinds or ()):
            how = "is" if kinds is None else "is where the server sends us, and"
            msg = f"{shown(at)} {how} at a {kind} address ({address}); it was not asked"
            raise FetchError(msg)
    return addresses


def _host(parts: SplitResult) -> str:
    host = parts.hostname or ""
    return host if host.isascii() else host.encode("idna").decode()


def _connected(
    parts: SplitResult, addresses: list[str], guard: Guard
) -> http.client.HTTPConnection:
    """Connect to the first address that answers, and verify TLS against the name."""
    host, port = _host(parts), parts.port or _PORTS[parts.scheme]
    connection = http.client.HTTPConnection(host, port)
    connection.auto_open = 0  # http.client would look the name up again
    failed: OSError = OSError("the name has no address")
    for address in addresses:
        try:
            line = socket.create_connection((address, port), guard.pace.silence_s)
        except OSError as cause:
            failed = cause
            continue
        try:
            if parts.scheme == "https":
                line = guard.trust.wrap_socket(line, server_hostname=host)
        except BaseException:
            line.close()
            raise
        connection.sock = Line(line, guard.pace, guard.max_bytes + _HEAD)
        return connection
    raise failed


def _ask(
    connection: http.client.HTTPConnection, parts: SplitResult, headers: Mapping[str, str]
) -> http.client.HTTPResponse:
    target = quote(parts.path or "/", safe=_PATH)
    if parts.query:
        target += "?" + quote(parts.query, safe=_PATH + "?")
    host = _host(parts)
    host = f"[{host}]" if ":" in host else host
    sent = {
        "Host": f"{host}:{parts.port}" if parts.port else host,
        "User-Agent": f"dateline/{VERSION}",
        "Accept-Encoding": "identity",
        **headers,
    }
    if parts.username is not None:
        pair = f"{unquote(parts.username)}:{unquote(parts.password or '')}"
        sent["Authorization"] = "Basic " + base64.b64encode(pair.encode()).decode()
    connection.request("GET", target, headers=sent)
    return connection.getresponse()


def _answer(said: http.client.HTTPResponse, at: str, guard: Guard) -> Answer:
    return Answer(
        url=shown(at),
        status=said.status,
        reason="".join(c for c in said.reason if c.isprintable())[:_SHOWN],
        headers={name.lower(): value for name, value in said.getheaders()},
        blocks=_blocks(said, at, guard),
    )


def _blocks(said: http.client.HTTPResponse, at: str, guard: Guard) -> Iterator[bytes]:
    have = 0
    while True:
        try:
            block = said.read1(_BLOCK)
        except (http.client.HTTPException, OSError, ValueError) as cause:
            raise FetchError(_unreached(at, cause)) from cause
        if not block:
            return
        have += len(block)
        if have > guard.max_bytes:
            msg = f"{shown(at)} sends more than {guard.max_bytes:,} bytes; it was stopped there"
            raise FetchError(msg)
        yield block


def _unreached(at: str, cause: Exception) -> str:
    why = getattr(cause, "strerror", None) or str(cause) or type(cause).__name__
    words = (
        f"{shown(at)} could not be fetched ({why[:_SHOWN]}); check the address and the connection"
    )
    proxy = any(os.environ.get(name) or os.environ.get(name.upper()) for name in _PROXIES)
    return words + ("; proxies of the environment are not used" if proxy else "")
