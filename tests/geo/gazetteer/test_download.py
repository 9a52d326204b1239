"""Files fetched on the user's word, from a server of the test's own."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from geo.errors import DataError
from geo.gazetteer import Gazetteer
from geo.gazetteer.install import BASE_URL, Options, install
from geo.gazetteer.install.download import Terms
from geo.gazetteer.install.download import fetch as fetch_on_terms
from tests.geo.gazetteer.conftest import place_line, silent

pytestmark = pytest.mark.usefixtures("home")
CONTENT = "".join(place_line(99_999_001 + n, f"Qaraq {n}") for n in range(3000)).encode()


def fetch(url, folder, report, **terms):
    return fetch_on_terms(url, folder, report, Terms(**terms))


class Server:
    """What the server gives, and what it was asked for."""

    def __init__(self):
        self.content, self.etag = CONTENT, '"one"'
        self.moved = None  # where it sends all who ask
        self.tells = True  # how long a content is
        self.cut = None  # bytes after which an answer breaks off
        self.ranges = []
        self.sent = 0  # answers with a content

    def answer(self, handler):
        wanted = handler.headers.get("Range")
        self.ranges.append(wanted)
        if self.moved:
            handler.send_response(302)
            handler.send_header("Location", self.moved)
            handler.end_headers()
            return
        if not handler.path.partition("?")[0].endswith(("IQ.zip", "iq.txt")):
            handler.send_error(404)
            return
        if self.etag and handler.headers.get("If-None-Match") == self.etag:
            handler.send_response(304)
            handler.end_headers()
            return
        self.sent += 1
        start = 0
        if wanted and handler.headers.get("If-Range") == self.etag:
            start = int(wanted.removeprefix("bytes=").removesuffix("-"))
        handler.send_response(206 if start else 200)
        if self.etag:
            handler.send_header("ETag", self.etag)
        if self.tells:
            handler.send_header("Content-Length", str(len(self.content) - start))
        handler.end_headers()
        handler.wfile.write(self.content[start : None if self.cut is None else start + self.cut])


@pytest.fixture
def server():
    state = Server()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            state.answer(self)

        def log_message(self, *_):
            """Keep the test's output clean."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as running:
        state.url = f"http://127.0.0.1:{running.server_port}"
        thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield state
        running.shutdown()
        thread.join()


def test_a_file_is_fetched_and_installed(server, home):
    told = []
    install([f"{server.url}/dump/iq.txt"], Options(), lambda *words: told.append(words))
    assert Gazetteer.open().knows("Qaraq 2999")
    assert ("fetch iq.txt", len(CONTENT), len(CONTENT)) in told
    assert not (home / "gazetteer" / ".fetched").exists()


def test_a_download_that_breaks_off_is_gone_on_with(server, tmp_path):
    server.cut = 100_000
    with pytest.raises(DataError, match="goes on where it stopped"):
        fetch(f"{server.url}/iq.txt", tmp_path, silent)
    server.cut = None
    whole = fetch(f"{server.url}/iq.txt", tmp_path, silent)
    assert whole.read_bytes() == CONTENT
    assert server.ranges == [None, "bytes=100000-"]
    assert not list(tmp_path.glob("*.part"))


@pytest.mark.parametrize("etag", ['"two"', None, 'W/"weak"'])
def test_a_file_that_changed_meanwhile_is_fetched_afresh(server, tmp_path, etag):
    server.cut = 100_000
    if etag != '"two"':
        server.etag = etag
    with pytest.raises(DataError):
        fetch(f"{server.url}/iq.txt", tmp_path, silent)
    server.cut, server.etag, server.content = None, etag, CONTENT[::-1]
    assert fetch(f"{server.url}/iq.txt", tmp_path, silent).read_bytes() == CONTENT[::-1]


def test_a_download_that_only_lacked_its_name_is_not_asked_for_again(server, tmp_path):
    server.cut = 100_000
    with pytest.raises(DataError):
        fetch(f"{server.url}/iq.txt", tmp_path, silent)
    with (tmp_path / ".iq.txt.part").open("ab") as part:
        part.write(CONTENT[100_000:])
    assert fetch(f"{server.url}/iq.txt", tmp_path, silent).read_bytes() == CONTENT
    assert server.sent == 1


def test_an_interrupted_installation_fetches_nothing_twice(server):
    def stop(what, *_):
        if what == "hash names":
            raise KeyboardInterrupt

    url = f"{server.url}/iq.txt"
    with pytest.raises(KeyboardInterrupt):
        install([url], Options(), stop)
    told = []
    install([url], Options(), lambda what, *_: told.append(what))
    assert server.sent == 1
    assert "read iq.txt" not in told
    assert Gazetteer.open().knows("Qaraq 7")
    server.etag, server.content = '"two"', place_line(99_999_001, "Suqaq").encode()
    install([url], Options(), silent)
    assert Gazetteer.open().knows("Suqaq")
    assert not Gazetteer.open().knows("Qaraq 7")


def test_a_bad_file_is_fetched_anew(server):
    server.content = b"<html>out of order</html>"
    with pytest.raises(DataError, match="no table of GeoNames"):
        install([f"{server.url}/iq.txt"], Options(), silent)
    server.content = CONTENT
    install([f"{server.url}/iq.txt"], Options(), silent)
    assert server.sent == 2


def test_a_country_is_looked_for_under_the_address_set(server, monkeypatch):
    monkeypatch.setenv(BASE_URL, f"{server.url}/export/")
    with pytest.raises(DataError, match=r"/export/SY\.zip was refused: 404"):
        install(["sy"], Options(), silent)
    with pytest.raises(DataError, match=r"IQ\.zip"):
        install(["IQ"], Options(), silent)  # what the server gives is no zip
    assert Gazetteer.open().id == Gazetteer.open(layered=False).id


def test_a_refused_connection_is_one_clear_sentence(server):
    gone = server.url.rpartition(":")[0] + ":1"
    with pytest.raises(DataError, match=r"127\.0\.0\.1:1/IQ\.zip could not be fetched"):
        install([f"{gone}/IQ.zip"], Options(), silent)


@pytest.mark.parametrize("words", ["http://", "https://[", "http://127.0.0.1:x/a.zip"])
def test_an_address_that_is_none_is_refused(words):
    with pytest.raises(DataError):
        install([words], Options(), silent)


@pytest.mark.parametrize("words", ["file:///etc/passwd", "ftp://example.org/IQ.zip", "no such"])
def test_only_the_web_is_asked(words):
    with pytest.raises(DataError, match="there is no"):
        install([words], Options(), silent)


@pytest.mark.parametrize(
    "to", ["file:///etc/passwd", "http://169.254.169.254/IQ.zip", "http://10.0.0.1/IQ.zip"]
)
def test_a_server_may_not_lead_just_anywhere(server, tmp_path, to):
    server.moved = to
    with pytest.raises(DataError, match=r"no address of the web|link-local|private"):
        fetch(f"{server.url}/IQ.zip", tmp_path, silent)
    assert list(tmp_path.iterdir()) == []


def test_a_server_of_one_s_own_may_lead_to_another(server, tmp_path):
    server.moved = server.url.replace("127.0.0.1", "127.0.0.2") + "/IQ.zip"
    with pytest.raises(DataError, match=r"127\.0\.0\.2:\d+/IQ\.zip could not be fetched"):
        fetch(f"{server.url}/IQ.zip", tmp_path, silent)  # it was tried: nobody listens there


@pytest.mark.parametrize("tells", [True, False])
def test_a_file_that_is_too_large_is_refused_and_not_kept(server, tmp_path, tells):
    server.tells = tells
    with pytest.raises(DataError, match="allow it with --max-size"):
        fetch(f"{server.url}/iq.txt", tmp_path, silent, max_bytes=len(CONTENT) - 1)
    assert not [path for path in tmp_path.iterdir() if path.suffix != ".note"]
    assert fetch(f"{server.url}/iq.txt", tmp_path, silent, max_bytes=len(CONTENT)).exists()


def test_what_was_there_before_counts_too(server, tmp_path):
    server.cut = 100_000
    with pytest.raises(DataError, match="goes on where it stopped"):
        fetch(f"{server.url}/iq.txt", tmp_path, silent)
    server.cut, server.tells = None, False
    with pytest.raises(DataError, match="allow it with --max-size"):
        fetch(f"{server.url}/iq.txt", tmp_path, silent, max_bytes=len(CONTENT) - 1)


def test_size_and_rows_are_told_before_and_a_no_ends_it(server, home):
    told = []

    def until(number):
        def agree(words):
            told.append(words)
            return len(told) < number

        return agree

    url = f"{server.url}/iq.txt"
    with pytest.raises(DataError, match="was not fetched, as you wish"):
        install([url], Options(agree=until(1)), silent)
    assert not list(home.rglob("*.txt"))
    told.clear()
    with pytest.raises(DataError, match="nothing was installed, as you wish"):
        install([url], Options(agree=until(2)), silent)
    assert told == [f"{url}: {len(CONTENT) / 1e3:.1f} kB",
                    f"iq.txt: 3,000 rows, {len(CONTENT) / 1e3:.1f} kB"]  # fmt: skip
    assert not Gazetteer.open().knows("Qaraq 7")
    server.tells = False
    told.clear()
    install([url + "?key=hidden"], Options(agree=until(3)), silent)
    assert told[0] == f"{url}?...: of unknown size"
    assert Gazetteer.open().knows("Qaraq 7")


@pytest.mark.parametrize("words", ["ftp://ann:pass@example.org/IQ.zip", "http://ann:pass@[/IQ.zip"])
def test_no_message_shows_a_password(words):
    with pytest.raises(DataError) as error:
        install([words], Options(), silent)
    assert "pass" not in str(error.value)
