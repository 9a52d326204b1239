"""
An address is asked because it was named, through the one door to the network, and no other.

The servers are the test's own, on loopback: `Guard.judge` is the switch that lets them pass.
"""

import gzip
import json
import re

import pytest

from geo.errors import ArticleError
from geo.intake import Kind, address, read_documents
from geo.web import Guard
from tests.commanding import runner
from tests.geo.web.test_fetch import OUTSIDE, content, judge, look_up, moved, serving

PAGE = (
    b"<html lang=en><head><title>Flood near Duhok</title></head><body><article><h1>Flood near Duhok"
    b"</h1><p>"
    + b"Heavy rain has closed the road between Mosul and Duhok since Thursday. " * 5
    + b"</p></article></body></html>"
)


@pytest.fixture
def outside():
    with serving(OUTSIDE) as server:
        server.url = f"http://outside.test:{server.port}"
        yield server


def fetch(url, **bounds):
    return address.fetch(
        url, Guard(**{"max_bytes": 100_000, "judge": judge, "look_up": look_up, **bounds})
    )


def test_a_page_comes_as_it_is_sent(outside):
    outside.answers["/flood?id=7"] = [content(PAGE, "Content-Type: text/html")]
    assert fetch(f"{outside.url}/flood?id=7") == PAGE
    (asked,) = outside.asked
    assert not re.search(r"(?im)^(cookie|referer|authorization|accept-language):", asked)


def test_what_is_packed_though_it_was_not_asked_for_is_unpacked(outside):
    outside.answers["/a"] = [content(gzip.compress(PAGE), "Content-Encoding: gzip")]
    outside.answers["/b"] = [content(b"no gzip", "Content-Encoding: gzip")]
    outside.answers["/c"] = [content(PAGE, "Content-Encoding: br")]
    outside.answers["/d"] = [content(gzip.compress(bytes(200_000_000)), "Content-Encoding: gzip")]
    assert fetch(f"{outside.url}/a") == PAGE
    for path in "bcd":
        with pytest.raises(ArticleError, match="cannot be unpacked"):
            fetch(f"{outside.url}/{path}", max_bytes=1_000_000)


def test_a_redirect_is_followed_outside_and_refused_inside(outside):
    outside.answers["/a"] = [moved("/b")]
    outside.answers["/b"] = [content(PAGE)]
    outside.answers["/c"] = [moved("http://127.0.0.3/secret")]
    assert fetch(f"{outside.url}/a") == PAGE
    with pytest.raises(ArticleError, match="at a private address"):
        fetch(f"{outside.url}/c")


@pytest.mark.parametrize("status", [b"404 Not Found", b"403 Forbidden", b"500 Oh", b"304 Same"])
def test_what_is_no_page_is_refused_with_what_the_server_says(outside, status):
    outside.answers["/a"] = [b"HTTP/1.1 " + status + b"\r\nContent-Length: 0\r\n\r\n"]
    with pytest.raises(ArticleError, match=f"was refused: {status.decode()}"):
        fetch(f"{outside.url}/a")


def test_too_much_is_given_up(outside):
    outside.answers["/a"] = [content(b"x" * 200_000)]
    with pytest.raises(ArticleError, match="more than 100,000 bytes"):
        fetch(f"{outside.url}/a")


FORBIDDEN = [
    "http://127.0.0.1/", "http://localhost/", "http://[::1]/", "http://0.0.0.0/", "http://10.0.0.1/",
    "http://192.168.1.1/", "http://172.16.0.1/", "http://169.254.169.254/latest/meta-data/",
    "http://[fe80::1]/", "http://[fd00::1]/", "http://[::ffff:127.0.0.1]/", "http://2130706433/",
    "http://0x7f.1/", "http://0177.0.0.1/", "http://[64:ff9b::7f00:1]/", "http://224.0.0.1/",
    "http://255.255.255.255/", "http://100.64.0.1/", "http://192.0.2.1/", "http://[2001:db8::1]/",
    "https://127.0.0.1/", "http://user:secret@127.0.0.1/?key=secret",
]  # fmt: skip


@pytest.mark.parametrize("url", FORBIDDEN)
def test_an_address_within_is_refused_before_it_is_asked(url):
    with pytest.raises(ArticleError, match=r"it was not asked|could not be fetched") as caught:
        address.fetch(url)
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize("url", ["http://", "http://[", "https://a:99999/", "http:///path"])
def test_what_is_no_address_is_refused(url):
    with pytest.raises(ArticleError):
        address.fetch(url)


def test_the_address_goes_with_the_article():
    document = read_documents(PAGE, name="a", url="https://a.example/flood?id=7")[0]
    assert (document.kind, document.url) == (Kind.HTML, "https://a.example/flood?id=7")
    assert document.article().url == "https://a.example/flood?id=7"


@pytest.fixture
def permitted(monkeypatch):
    """Let the command ask the test's own server, as no setting of a user's can."""
    real = address.Guard

    def guard(**bounds):
        return real(judge=judge, look_up=look_up, **bounds)

    monkeypatch.setattr(address, "Guard", guard)


@pytest.fixture
def dateline(monkeypatch, capfdbinary):
    """Run the command in this process: (status, output, errors)."""
    return runner(monkeypatch, capfdbinary)


@pytest.mark.usefixtures("permitted")
def test_the_command_parses_an_address_that_is_named(outside, dateline):
    outside.answers["/flood?id=7"] = [content(PAGE)]
    url = outside.url.replace("http://", "http://me:secret@") + "/flood?id=7"
    status, out, err = dateline("parse", url)
    found = json.loads(out)
    assert (status, err, found["title"]) == (0, "", "Flood near Duhok")
    assert found["source"]["url"] == f"{outside.url}/flood?id=7"
    assert {"Mosul", "Duhok"} <= {t["name"] for t in found["toponyms"]}
    status, out, err = dateline("parse", f"{outside.url}/none")
    assert (status, out) == (2, "")
    assert "was refused: 404 Not Found" in err


@pytest.mark.usefixtures("permitted")
def test_the_entries_of_a_feed_are_not_asked_for(outside, dateline):
    item = f"<title>Flood</title><link>{outside.url}/1</link><description>By Duhok.</description>"
    feed = f"<rss version='2.0'><channel><item>{item}</item></channel></rss>"
    outside.answers["/feed"] = [content(feed.encode())]
    status, out, _ = dateline("parse", f"{outside.url}/feed")
    assert status == 0
    assert json.loads(out)["source"]["url"] == f"{outside.url}/1"
    assert len(outside.asked) == 1


def test_the_command_refuses_an_address_within(dateline):
    status, out, err = dateline("parse", "http://127.0.0.1:9/secret")
    assert (status, out) == (2, "")
    assert "at a loopback address (127.0.0.1); it was not asked" in err
