"""Which web origins are the dashboard's own; its door refuses every other."""

from __future__ import annotations

import ipaddress
import re

from geo.errors import GeoError

_LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
_DEFAULT_PORTS = {"http": 80, "https": 443}
_LAST_PORT = 65535
_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_ALLOWED = re.compile(
    rf"(?:(https?)://)?({_LABEL}(?:\.{_LABEL}){{0,30}}|\[[0-9a-f:.]{{2,45}}\])(?::([0-9]{{1,5}}))?"
)
_NUMBER = re.compile(r"[0-9]+|0x[0-9a-f]*")  # ends what a browser reads as an IPv4 address

Address = ipaddress.IPv4Address | ipaddress.IPv6Address


class ServeError(GeoError):
    """The dashboard could not be opened."""


def listening(host: str) -> Address:
    """
    Return the address to listen on.

    Parameters
    ----------
    host
        An IPv4 or IPv6 address, or "localhost". Other names are refused: to turn one into
        an address would ask the network.

    Raises
    ------
    ServeError
        When it is neither.
    """
    words = "127.0.0.1" if host == "localhost" else host.strip("[]")
    try:
        address = ipaddress.ip_address(words)
    except ValueError:
        address = None
    if address is None or "%" in words:  # no browser can write an address with a zone
        msg = (
            f"cannot listen on {host!r}; give an address of this machine to --host, "
            "as 127.0.0.1 or 0.0.0.0, and names to --allow-host"
        )
        raise ServeError(msg)
    return address


def own(address: Address, port: int) -> tuple[str, ...]:
    """
    Return the origins under which a browser of this machine may ask for the page.

    Parameters
    ----------
    address
        What the server listens on.
    port
        The server's own port.

    Returns
    -------
    tuple of str
        Origins as browsers write them, the best to show first: lower case, the scheme's
        own port left out.
    """
    names = [] if address.is_unspecified else [literal(address)]
    if address.is_loopback or address.is_unspecified:
        names += _LOOPBACK
    return tuple(dict.fromkeys(_origin("http", name, port) for name in names))


def named(words: str, port: int) -> str:
    """
    Return the origin that one `--allow-host` names.

    Parameters
    ----------
    words
        `NAME` or `NAME:PORT`, asked for by plain HTTP, or `https://NAME` behind a proxy.
    port
        The server's own port, meant where none is given.

    Raises
    ------
    ServeError
        When it is not such a name.
    """
    found = _ALLOWED.fullmatch(words.lower())
    if found is None or not _is_name(found[2]):
        msg = (
            f"{words!r} is not a host name for --allow-host; give NAME, NAME:PORT or "
            "https://NAME, one at a time, without path or asterisk"
        )
        raise ServeError(msg)
    scheme, name, said = found[1], found[2], found[3]
    if name.startswith("["):
        name = literal(ipaddress.ip_address(name.strip("[]")))
    usual = _DEFAULT_PORTS[scheme] if scheme else port
    return _origin(scheme or "http", name, check_port(int(said)) if said else usual)


def at(address: str, port: int) -> str | None:
    """Return the origin of an address that a connection came in by; None where it is none."""
    try:
        return _origin("http", literal(ipaddress.ip_address(address)), port)
    except ValueError:
        return None


def literal(address: Address) -> str:
    """Return an address as a URL writes it; an IPv4 address inside IPv6 as itself."""
    if isinstance(address, ipaddress.IPv6Address):
        return str(address.ipv4_mapped) if address.ipv4_mapped else f"[{address}]"
    return str(address)


def authority(origin: str) -> str:
    """Return what the Host header says for an origin."""
    return origin.partition("://")[2]


def check_port(port: int) -> int:
    """
    Return the port if there can be such a one.

    Raises
    ------
    ServeError
        When it is not 1 to 65535.
    """
    if not 1 <= port <= _LAST_PORT:
        msg = f"port must be 1 to {_LAST_PORT}; {port} is not"
        raise ServeError(msg)
    return port


def _is_name(name: str) -> bool:
    """Return whether a browser reads `name` as what it says, an address as its usual form."""
    if not (name.startswith("[") or _NUMBER.fullmatch(name.rpartition(".")[2])):
        return True
    try:
        ipaddress.ip_address(name.strip("[]"))
    except ValueError:
        return False
    return True


def _origin(scheme: str, name: str, port: int) -> str:
    """Return an origin as browsers write it."""
    end = "" if port == _DEFAULT_PORTS[scheme] else f":{port}"
    return f"{scheme}://{name}{end}"
