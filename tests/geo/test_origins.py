"""Which origins are the dashboard's own, to the letter."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo import origins
from geo.origins import ServeError


def own(host, port=8501):
    return origins.own(origins.listening(host), port)


LOOPBACK = {"http://127.0.0.1:8501", "http://localhost:8501", "http://[::1]:8501"}


@pytest.mark.parametrize(
    ("host", "first", "rest"),
    [
        ("127.0.0.1", "http://127.0.0.1:8501", LOOPBACK),
        ("localhost", "http://127.0.0.1:8501", LOOPBACK),
        ("::1", "http://[::1]:8501", LOOPBACK),
        ("[::1]", "http://[::1]:8501", LOOPBACK),
        ("127.0.0.9", "http://127.0.0.9:8501", {*LOOPBACK, "http://127.0.0.9:8501"}),
        ("0.0.0.0", "http://127.0.0.1:8501", LOOPBACK),  # noqa: S104 - that it is all is the point
        ("::", "http://127.0.0.1:8501", LOOPBACK),
        ("192.168.7.5", "http://192.168.7.5:8501", {"http://192.168.7.5:8501"}),
        ("2001:DB8::5", "http://[2001:db8::5]:8501", {"http://[2001:db8::5]:8501"}),
        ("::ffff:10.0.0.3", "http://10.0.0.3:8501", {"http://10.0.0.3:8501"}),
    ],
)
def test_own_origins_follow_from_the_address(host, first, rest):
    found = own(host)
    assert found[0] == first
    assert set(found) == rest
    assert len(found) == len(rest)


def test_the_usual_port_is_left_out_as_browsers_do():
    assert own("192.168.7.5", 80) == ("http://192.168.7.5",)


@pytest.mark.parametrize("host", ["", "archive.example", "1.2.3", "127.1", "fe80::1%eth0", "*"])
def test_only_an_address_can_be_listened_on(host):
    with pytest.raises(ServeError, match=r"cannot listen on .* --host"):
        origins.listening(host)


@pytest.mark.parametrize(
    ("words", "origin"),
    [
        ("archive.example", "http://archive.example:8501"),
        ("Archive.Example", "http://archive.example:8501"),
        ("archive.example:9000", "http://archive.example:9000"),
        ("archive.example:80", "http://archive.example"),
        ("http://archive.example", "http://archive.example"),
        ("https://archive.example", "https://archive.example"),
        ("https://archive.example:443", "https://archive.example"),
        ("https://archive.example:8443", "https://archive.example:8443"),
        ("10.0.0.3", "http://10.0.0.3:8501"),
        ("[2001:DB8:0:0::5]:9000", "http://[2001:db8::5]:9000"),
        ("xn--mnchen-3ya.example", "http://xn--mnchen-3ya.example:8501"),
    ],
)
def test_an_allowed_name_is_one_origin(words, origin):
    assert origins.named(words, 8501) == origin


@pytest.mark.parametrize(
    "words",
    [
        "",
        "*",
        "*.example",
        "archive.example.",
        "-a.example",
        "a..example",
        "münchen.example",
        "user@archive.example",
        "archive.example/path",
        "archive.example:",
        "ftp://archive.example",
        "127.1",
        "10.0.0.0x3",
        "999.0.0.1",
        "[::g]",
        "::1",
        "a.example,b.example",
        "a.example b.example",
        "a.example\nb.example",
    ],
)
def test_what_is_no_name_is_refused_in_a_sentence(words):
    with pytest.raises(ServeError, match="is not a host name for --allow-host"):
        origins.named(words, 8501)


@pytest.mark.parametrize("port", [-1, 0, 65536, 99999])
def test_a_port_out_of_range_is_a_sentence(port):
    with pytest.raises(ServeError, match=f"port must be 1 to 65535; {port} is not"):
        origins.check_port(port)
    with pytest.raises(ServeError, match=r"port|host name"):
        origins.named(f"archive.example:{port}", 8501)


def test_the_address_of_a_connection_is_an_origin():
    assert origins.at("192.168.7.5", 8501) == "http://192.168.7.5:8501"
    assert origins.at("::ffff:192.168.7.5", 8501) == "http://192.168.7.5:8501"
    assert origins.at("fd00::2", 80) == "http://[fd00::2]"
    assert origins.at("/run/socket", 8501) is None


@given(st.ip_addresses(), st.integers(1, 65535))
def test_every_address_has_its_own_origin_first_unless_it_is_all(address, port):
    found = origins.own(address, port)
    assert found
    if not address.is_unspecified:
        assert found[0] == origins.at(str(address), port)
    assert all(origins.named(origin, port) == origin for origin in found)


@given(st.text(max_size=40), st.integers(1, 65535))
def test_any_words_are_an_origin_that_names_itself_or_a_sentence(words, port):
    try:
        origin = origins.named(words, port)
    except ServeError:
        return
    assert origins.named(origin, port) == origin
