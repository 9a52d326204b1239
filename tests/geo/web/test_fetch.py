"""
The door to the network, before servers of the test's own on loopback.

127.0.0.2 passes for a public address and 127.0.0.3 for a private one (`Guard.judge`), and names
are looked up in a table (`Guard.look_up`).
"""

import socket
import ssl
import threading
from contextlib import contextmanager
from pathlib import Path

import pytest

from geo.errors import FetchError
from geo.web import Guard, Pace, opened, shown

OUTSIDE, INSIDE = "127.0.0.2", "127.0.0.3"
NAMES = {"outside.test": [OUTSIDE], "other.test": [OUTSIDE], "inside.test": [INSIDE]}
CERTIFICATE = Path(__file__).with_name("outside.test.pem")
ENOUGH = 100_000


class Server:
    """Answers each connection with the bytes for its path, and keeps what it was asked."""

    def __init__(self, host, wrap=None):
        self.answers, self.asked, self.wrap = {}, [], wrap
        self.over = threading.Event()
        self.listener = socket.create_server((host, 0))
        self.port = self.listener.getsockname()[1]
        self.thread = threading.Thread(target=self.serve)
        self.thread.start()

    def serve(self):
        while True:
            try:
                line, _ = self.listener.accept()
            except OSError:
                return
            with line:
                try:
                    self.answer(self.wrap(line) if self.wrap else line)
                except OSError:
                    continue

    def answer(self, line):
        head = b""
        while b"\r\n\r\n" not in head:
            block = line.recv(4096)
            if not block:
                return
            head += block
        self.asked.append(head.decode())
        path = head.split(b" ")[1].decode()
        for block in self.answers.get(path, [b"HTTP/1.1 404 Not Found\r\n\r\n"]):
            line.sendall(block)
        line.close()

    def close(self):
        self.over.set()
        self.listener.shutdown(socket.SHUT_RDWR)
        self.listener.close()
        self.thread.join()


@contextmanager
def serving(host, wrap=None):
    server = Server(host, wrap)
    try:
        yield server
    finally:
        server.close()


@pytest.fixture
def outside():
    with serving(OUTSIDE) as server:
        server.url = f"http://outside.test:{server.port}"
        yield server


@pytest.fixture
def within():
    with serving(INSIDE) as server:
        server.url = f"http://inside.test:{server.port}"
        server.answers["/secret"] = [content(b"secret")]
        yield server


def judge(address):
    return None if address == OUTSIDE else "private"


def look_up(host, port):
    found = NAMES.get(host) or [a[4][0] for a in socket.getaddrinfo(host, port)]
    return list(dict.fromkeys(found))


def content(body, *headers):
    lines = ["HTTP/1.1 200 OK", f"Content-Length: {len(body)}", *headers]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def moved(to, status=302):
    return f"HTTP/1.1 {status} Moved\r\nLocation: {to}\r\nContent-Length: 0\r\n\r\n".encode()


def get(url, **bounds):
    guard = Guard(**{"max_bytes": ENOUGH, "judge": judge, "look_up": look_up, **bounds})
    with opened(url, guard, {}) as answer:
        return answer, b"".join(answer.blocks)


def test_a_file_comes_whole(outside):
    outside.answers["/a%20b?x=1"] = [content(b"whole", "ETag: one")]
    answer, body = get(f"{outside.url}/a b?x=1")
    assert (answer.status, answer.headers["etag"], body) == (200, "one", b"whole")
    assert f"\r\nHost: outside.test:{outside.port}\r\n" in outside.asked[0]


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_to_the_outside_is_followed(outside, status):
    outside.answers["/a"] = [moved("/b", status)]
    outside.answers["/b"] = [moved(f"http://other.test:{outside.port}/c#part", status)]
    outside.answers["/c"] = [content(b"there")]
    answer, body = get(f"{outside.url}/a")
    assert body == b"there"
    assert answer.url == f"http://other.test:{outside.port}/c"


@pytest.mark.parametrize(
    "host",
    ["inside.test", "127.0.0.3", "[::ffff:127.0.0.3]", "2130706435", "0x7f000003", "0177.0.0.3",
     "127.3"],
)  # fmt: skip
def test_a_redirect_inside_is_refused_in_every_writing(outside, within, host):
    outside.answers["/a"] = [moved(f"http://{host}:{within.port}/secret")]
    with pytest.raises(FetchError, match="at a private address"):
        get(f"{outside.url}/a", named_inside=True)
    assert within.asked == []


def test_a_redirect_inside_is_refused_after_several_that_were_not(outside, within):
    outside.answers["/a"] = [moved("/b")]
    outside.answers["/b"] = [moved(f"{within.url}/secret")]
    with pytest.raises(FetchError, match=r"inside\.test:\d+/secret is where the server sends us"):
        get(f"{outside.url}/a", named_inside=True)
    assert within.asked == []


def test_a_name_with_one_address_inside_is_refused(outside, within, monkeypatch):
    monkeypatch.setitem(NAMES, "both.test", [OUTSIDE, INSIDE])
    outside.answers["/a"] = [moved(f"http://both.test:{outside.port}/b")]
    with pytest.raises(FetchError, match="at a private address"):
        get(f"{outside.url}/a", named_inside=True)
    assert (len(outside.asked), within.asked) == (1, [])


def test_a_name_that_changes_its_mind_is_looked_up_once(outside, within):
    answers = iter([[OUTSIDE], [INSIDE], [INSIDE]])
    outside.answers["/a"] = [content(b"outside")]
    _, body = get(f"{outside.url}/a", look_up=lambda *_: next(answers))
    assert body == b"outside"
    assert next(answers) == [INSIDE]  # not used up
    assert within.asked == []


def test_what_the_user_names_may_lie_inside_and_lead_inside(within):
    within.answers["/a"] = [moved("/secret")]
    assert get(f"{within.url}/a", named_inside=True)[1] == b"secret"


def test_what_others_name_may_not_lie_inside(within):
    with pytest.raises(FetchError, match=r"is at a private address \(127\.0\.0\.3\); it was not"):
        get(f"{within.url}/secret")
    assert within.asked == []


def test_from_one_kind_of_inside_none_leads_to_another(within):
    within.answers["/a"] = [moved("http://169.254.169.254/latest")]
    kinds = {INSIDE: "private", "169.254.169.254": "link-local"}
    with pytest.raises(FetchError, match="at a link-local address"):
        get(f"{within.url}/a", named_inside=True, judge=kinds.get)


def test_without_the_test_s_switch_loopback_is_inside(outside):
    guard = Guard(max_bytes=1, look_up=look_up)
    with pytest.raises(FetchError, match="at a loopback address"), opened(outside.url, guard, {}):
        pass
    assert outside.asked == []


@pytest.mark.parametrize(
    "to",
    ["file:///etc/passwd", "ftp://outside.test/a", "gopher://outside.test/a", "data:,x",
     "javascript:alert(1)", "//[", "https:///a", "http://:80/", "http://outside.test:0/",
     "http://outside.test:99999/"],
)  # fmt: skip
def test_a_redirect_to_no_address_of_the_web_is_refused(outside, to):
    outside.answers["/a"] = [moved(to)]
    with pytest.raises(FetchError, match="no address of the web"):
        get(f"{outside.url}/a", named_inside=True)


def test_redirects_have_an_end(outside):
    outside.answers["/a"] = [moved("/a")]
    with pytest.raises(FetchError, match="leads on more than 5 times"):
        get(f"{outside.url}/a")
    assert len(outside.asked) == 6


def test_an_endless_redirect_is_not_read(outside):
    outside.answers["/a"] = [moved("/b").replace(b"Length: 0", b"Length: 99999999999"), b"x" * 999]
    outside.answers["/b"] = [content(b"there")]
    assert get(f"{outside.url}/a")[1] == b"there"


ENDLESS = {
    "told": [b"HTTP/1.1 200 OK\r\nContent-Length: 999999999999\r\n\r\n", *[b"x" * 10_000] * 50],
    "untold": [b"HTTP/1.1 200 OK\r\n\r\n", *[b"x" * 10_000] * 50],
    "chunks": [b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
               *[b"2710\r\n" + b"x" * 10_000 + b"\r\n"] * 50],
}  # fmt: skip


@pytest.mark.parametrize("blocks", ENDLESS.values(), ids=ENDLESS)
def test_what_comes_is_counted_and_not_what_is_said(outside, blocks):
    outside.answers["/a"] = blocks
    with pytest.raises(FetchError, match="sends more than 100,000 bytes"):
        get(f"{outside.url}/a")


def test_one_byte_too_many_is_too_many(outside):
    outside.answers["/a"] = [content(b"x" * 1001)]
    assert len(get(f"{outside.url}/a", max_bytes=1001)[1]) == 1001
    with pytest.raises(FetchError, match="sends more than 1,000 bytes"):
        get(f"{outside.url}/a", max_bytes=1000)


def test_an_endless_head_is_cut(outside):
    outside.answers["/a"] = [b"HTTP/1.1 100 Continue\r\n\r\n" * 1000] * 100
    with pytest.raises(FetchError, match="more than was asked for"):
        get(f"{outside.url}/a")


class Clock:
    """Each look at it is so many seconds later."""

    def __init__(self, step):
        self.now, self.step = 0.0, step

    def __call__(self):
        self.now += self.step
        return self.now


@pytest.mark.parametrize("where", ["head", "body"])
def test_a_server_that_drips_is_left(outside, where):
    head = b"HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\n"
    gate = threading.Event()

    def drip():
        if where == "body":
            yield head
        for letter in head * 5:
            yield bytes([letter])
            gate.wait(0.005)

    outside.answers["/a"] = drip()
    with pytest.raises(FetchError, match=r"fewer than 16,384 bytes came in 60 s"):
        get(f"{outside.url}/a", pace=Pace(clock=Clock(7.0)))


def test_a_slow_server_that_keeps_its_pace_is_heard_out(outside):
    outside.answers["/a"] = [content(b"x" * 90_000)]
    assert len(get(f"{outside.url}/a", pace=Pace(clock=Clock(0.01)))[1]) == 90_000


def test_a_silent_server_is_left(outside):
    outside.answers["/a"] = (bytes(outside.over.wait()) for _ in range(1))
    with pytest.raises(FetchError, match="timed out"):
        get(f"{outside.url}/a", pace=Pace(silence_s=0.05))


def test_a_password_goes_to_its_own_host_and_into_no_message(outside):
    outside.answers["/a?key=hidden"] = [moved(f"http://other.test:{outside.port}/b")]
    outside.answers["/b"] = [moved("/b")]
    with pytest.raises(FetchError) as error:
        get(f"http://ann:pa%2Fss@outside.test:{outside.port}/a?key=hidden")
    assert "Authorization: Basic YW5uOnBhL3Nz\r\n" in outside.asked[0]
    assert len(outside.asked) == 6
    assert not any("Authorization" in asked for asked in outside.asked[1:])
    assert not any(word in str(error.value) for word in ("ann", "pa%2Fss", "pa/ss", "hidden"))


def test_a_server_s_password_is_not_used(outside):
    outside.answers["/a"] = [moved(f"http://ann:pass@outside.test:{outside.port}/b")]
    outside.answers["/b"] = [content(b"there")]
    assert get(f"{outside.url}/a")[1] == b"there"
    assert "Authorization" not in outside.asked[1]


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("https://ann:pass@host.test:8443/a/IQ.zip?token=1", "https://host.test:8443/a/IQ.zip?..."),
        ("http://ann:p/a@ss@host.test/x", "http://host.test/x"),
        ("http://ann:pa/ss@host.test/x", "http://host.test/x"),
        ("http://host.test/\x1b[31mred\n", "http://host.test/?[31mred"),
        ("http://[", "the address"),
        ("http://host.test/" + "a" * 999, "http://host.test/" + "a" * 183 + "..."),
    ],
)
def test_an_address_is_shown_without_what_is_secret(url, said):
    assert shown(url) == said


def test_no_proxy_is_asked(outside, within, monkeypatch):
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy"):
        monkeypatch.setenv(name, f"http://127.0.0.3:{within.port}")
    outside.answers["/a"] = [content(b"straight")]
    assert get(f"{outside.url}/a")[1] == b"straight"
    assert within.asked == []
    with pytest.raises(FetchError, match="proxies of the environment are not used"):
        get(f"http://outside.test:{_closed_port()}/a")


def _closed_port():
    with socket.create_server((OUTSIDE, 0)) as listener:
        return listener.getsockname()[1]


@pytest.fixture
def sealed():
    own = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    own.load_cert_chain(CERTIFICATE)
    with serving(OUTSIDE, lambda line: own.wrap_socket(line, server_side=True)) as server:
        server.trust = ssl.create_default_context(cafile=CERTIFICATE)
        yield server


def test_tls_is_verified_against_the_name(sealed):
    sealed.answers["/a"] = [content(b"sealed")]
    assert get(f"https://outside.test:{sealed.port}/a", trust=sealed.trust)[1] == b"sealed"
    for host, trust in (("other.test", sealed.trust), (OUTSIDE, sealed.trust)):
        with pytest.raises(FetchError, match="certificate verify failed"):
            get(f"https://{host}:{sealed.port}/a", trust=trust)
    with pytest.raises(FetchError, match="certificate verify failed"):
        get(f"https://outside.test:{sealed.port}/a")
    assert len(sealed.asked) == 1


def test_no_redirect_leads_out_of_tls(sealed, outside):
    sealed.answers["/a"] = [moved(f"{outside.url}/b")]
    with pytest.raises(FetchError, match="leads from https to"):
        get(f"https://outside.test:{sealed.port}/a", trust=sealed.trust)
    assert outside.asked == []


@pytest.mark.parametrize(
    "blocks",
    [[b""], [b"\x00\xff" * 100], [b"HTTP/1.1 abc\r\n\r\n"],
     [b"HTTP/1.1 200 OK\r\n" + b"a" * 99_999],
     [b"HTTP/1.1 200 OK\r\n" + b"A: b\r\n" * 200 + b"\r\n"],
     [b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"]],
)  # fmt: skip
def test_nonsense_is_one_sentence(outside, blocks):
    outside.answers["/a"] = blocks
    with pytest.raises(FetchError, match=r"/a could not be fetched \("):
        get(f"{outside.url}/a")


def test_what_the_reader_raises_is_its_own(outside):
    outside.answers["/a"] = [content(b"whole")]
    guard = Guard(max_bytes=ENOUGH, judge=judge, look_up=look_up)
    full = OSError("the disk is full")
    with pytest.raises(OSError, match="the disk is full"), opened(f"{outside.url}/a", guard, {}):
        raise full
