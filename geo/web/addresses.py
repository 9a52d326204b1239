"""Which internet addresses lie outside: on the public internet, and not in some network of ours."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

# IANA's registries of special-purpose addresses (RFC 6890 and what came after), as far as some
# version of Python's `is_global` calls them public
_SPECIAL = tuple(
    ip_network(words)
    for words in (
        "192.0.0.0/24",  # protocol assignments, RFC 6890
        "192.88.99.0/24",  # relays of 6to4, RFC 7526
        "2001::/23",  # protocol assignments, with Teredo, RFC 2928
        "2001:db8::/32",  # documentation, RFC 3849
        "3fff::/20",  # documentation, RFC 9637
    )
)
_UNICAST = ip_network("2000::/3")  # all of IPv6 that is given out, RFC 4291
_TRANSLATED = ip_network("64:ff9b::/96")  # NAT64: IPv4 in the last 32 bits, RFC 6052
_LAST_32 = 0xFFFF_FFFF


def inside(words: str) -> str | None:
    """
    Return what keeps an address from being a public one, in one or two words; None if it is one.

    Parameters
    ----------
    words : str
        An IPv4 or IPv6 address as `socket.getaddrinfo` gives it, with or without a zone.
        One IPv4 address in the clothes of IPv6 (mapped, NAT64, 6to4) is judged as itself.

    Returns
    -------
    str or None
        "loopback", "link-local", "private", "multicast" or "reserved".

    Raises
    ------
    ValueError
        When it is no address.
    """
    address = ip_address(words.partition("%")[0])
    if isinstance(address, IPv6Address):
        within = _carried(address)
        if within is not None:
            return inside(str(within))
        if address.is_site_local:
            return "private"
    if address.is_loopback:
        return "loopback"
    if address.is_link_local:
        return "link-local"
    if address.is_multicast:
        return "multicast"
    return _unused(address)


def _unused(address: IPv4Address | IPv6Address) -> str | None:
    if address.is_reserved or address.is_unspecified:
        return "reserved"
    if any(address in network for network in _SPECIAL):
        return "reserved"
    if not address.is_global:
        return "private"
    if isinstance(address, IPv6Address) and address not in _UNICAST:
        return "reserved"
    return None


def _carried(address: IPv6Address) -> IPv4Address | None:
    """Return the IPv4 address that a packet to this one would be handed to."""
    if address in _TRANSLATED:
        return IPv4Address(int(address) & _LAST_32)
    return address.ipv4_mapped or address.sixtofour
