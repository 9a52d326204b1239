"""Which addresses are public, in every writing of theirs."""

from ipaddress import IPv4Address, IPv6Address, ip_network

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.web import inside

KINDS = {
    "loopback": ["127.0.0.1", "127.255.255.254", "::1", "::ffff:127.0.0.1", "64:ff9b::7f00:1",
                 "2002:7f00:1::1"],
    "link-local": ["169.254.169.254", "fe80::1", "fe80::1%eth0", "::ffff:169.254.169.254",
                   "64:ff9b::a9fe:a9fe"],
    "private": ["10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1", "100.64.0.1",
                "fc00::1", "fd12:3456::1", "fec0::1", "::ffff:10.0.0.1", "64:ff9b::a00:1",
                "2002:c0a8:101::1", "198.18.0.1", "192.0.2.1", "203.0.113.9", "0.1.2.3"],
    "multicast": ["224.0.0.1", "239.255.255.255", "ff02::1", "ff0e::1", "::ffff:224.0.0.1"],
    "reserved": ["0.0.0.0", "::", "240.0.0.1", "255.255.255.255", "192.0.0.8", "192.88.99.1",  # noqa: S104 - to ask about
                 "2001::1", "2001:db8::1", "3fff::1", "::127.0.0.1", "::7f00:1"],
}  # fmt: skip
OUTSIDE = ["8.8.8.8", "1.1.1.1", "172.32.0.1", "11.0.0.1", "100.128.0.1", "192.167.255.255",
           "2606:4700::1", "2a00:1450::1", "::ffff:8.8.8.8", "64:ff9b::808:808",
           "2002:808:808::1"]  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "words"), [(kind, words) for kind, all_of in KINDS.items() for words in all_of]
)
def test_an_address_inside_is_called_what_it_is(kind, words):
    assert inside(words) == kind


@pytest.mark.parametrize("words", OUTSIDE)
def test_a_public_address_is_outside(words):
    assert inside(words) is None


@pytest.mark.parametrize("words", ["", "example.org", "1.2.3", "127.1", ":::", "%eth0"])
def test_what_is_no_address_is_refused(words):
    with pytest.raises(ValueError, match="does not appear"):
        inside(words)


@given(st.ip_addresses(v=4))
def test_ipv4_in_the_clothes_of_ipv6_is_judged_as_itself(address):
    judged = inside(str(address))
    for base in (0xFFFF << 32, int(IPv6Address("64:ff9b::"))):
        assert inside(str(IPv6Address(base + int(address)))) == judged
    assert inside(str(IPv6Address((0x2002 << 112) + (int(address) << 80) + 1))) == judged


@given(st.ip_addresses())
def test_no_address_of_a_private_network_is_outside(address):
    inner = ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "127.0.0.0/8", "169.254.0.0/16",
             "224.0.0.0/3", "fc00::/7", "fe80::/9", "ff00::/8", "::/16")  # fmt: skip
    nets = [n for n in map(ip_network, inner) if n.version == address.version]
    mapped = getattr(address, "ipv4_mapped", None)
    if any(address in n for n in nets) and mapped is None:
        assert inside(str(address)) is not None


@given(st.integers(0, 2**24 - 1))
def test_all_of_a_large_private_network_is_inside(last):
    assert inside(str(IPv4Address((10 << 24) + last))) == "private"
    assert inside(str(IPv4Address((127 << 24) + last))) == "loopback"
