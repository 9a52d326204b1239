"""Ports, the words that start the server, and the door of a real one."""

import contextlib
import os
import re
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from geo import origins, serve, settings
from tests.browser.conftest import GUARD, wait_until_up
from tests.knocking import Running, knock, knock_socket, wait_for_line

ROOT = Path(__file__).parents[1]


@pytest.fixture
def taken():
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        holder.listen()
        yield holder.getsockname()[1]


def test_a_port_in_use_is_refused_by_name(taken):
    with pytest.raises(serve.ServeError, match=rf"port {taken} is in use .* --port"):
        serve.choose_port("127.0.0.1", taken)


def test_without_a_port_the_first_free_one_is_taken(taken, monkeypatch):
    monkeypatch.setattr(serve, "DEFAULT_PORT", taken)
    assert taken < serve.choose_port("127.0.0.1", None) < taken + 20


def command(host, **more):
    return serve.command(origins.listening(host), 8501, browser=False, **more)


def test_on_this_machine_alone_the_server_asks_for_no_token():
    words = command("127.0.0.1")
    assert str(serve.page_path()) in words
    assert "--token" not in words
    assert "--by-address" not in words
    assert "-P" in words, "nothing may be imported from the folder one stands in"


def test_where_other_machines_reach_it_the_server_asks_for_a_token():
    assert "--token" in command("192.168.7.5")
    assert {"--token", "--by-address"} <= set(command("0.0.0.0"))  # noqa: S104 - its point
    assert "--show=https://archive.example" in command("::", allowed=["https://archive.example"])


@pytest.mark.parametrize("token", ["short", "x" * 129, "a b" * 8, "ä" * 16, "x" * 20 + "&a=b"])
def test_a_token_that_is_easy_or_needs_an_escape_is_refused(token):
    with pytest.raises(serve.ServeError, match="the token must have 16 to 128 characters"):
        serve.environment(token)


def test_the_token_travels_in_the_environment_alone(monkeypatch):
    monkeypatch.delenv(serve.TOKEN, raising=False)
    assert serve.TOKEN not in serve.environment(None)
    assert serve.environment("0123456789abcdef")[serve.TOKEN] == "0123456789abcdef"
    monkeypatch.setenv(serve.TOKEN, "fedcba9876543210")
    assert serve.environment(None)[serve.TOKEN] == "fedcba9876543210"
    assert serve.environment("0123456789abcdef")[serve.TOKEN] == "0123456789abcdef"


def test_the_page_is_told_its_case_by_whoever_starts_it_alone(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATELINE_CASE", "/elsewhere.gpkg")
    assert settings.CASE not in serve.environment(None)
    told = serve.environment(None, case=Path("one.gpkg"))
    assert told[settings.CASE] == str(tmp_path / "one.gpkg")


def test_a_page_keeps_articles_where_it_was_told_to(monkeypatch, tmp_path):
    monkeypatch.delenv("DATELINE_KEEP", raising=False)
    assert not settings.may_keep()
    monkeypatch.setenv("DATELINE_KEEP", "yes")
    assert settings.may_keep()
    monkeypatch.setenv("DATELINE_DATA", str(tmp_path))
    assert settings.own_case() == tmp_path / "cases" / "my-articles.gpkg"


def test_a_page_has_a_case_where_it_was_told_one(monkeypatch):
    monkeypatch.delenv("DATELINE_CASE", raising=False)
    assert settings.case_file() is None
    monkeypatch.setenv("DATELINE_CASE", "one.gpkg")
    assert settings.case_file() == Path("one.gpkg")


def started(monkeypatch, **asked):
    """The environment that the server would be started with."""
    held = []

    def become(_path, _words, environ):
        held.append(environ)
        raise SystemExit

    monkeypatch.setattr(serve.os, "execve", become)
    monkeypatch.setattr(serve.os, "name", "posix")
    with pytest.raises(SystemExit):
        serve.serve(browser=False, **asked)
    return held[0]


@pytest.mark.parametrize(
    ("asked", "may"),
    [
        ({}, "yes"),
        ({"host": "::1"}, "yes"),
        ({"host": "0.0.0.0"}, "no"),  # noqa: S104 - its point
        ({"allowed": ["https://archive.example"]}, "no"),
        ({"allowed": ["archive.example"], "install": True}, "yes"),
        ({"host": "0.0.0.0", "install": True}, "yes"),  # noqa: S104 - its point
        ({"install": False}, "no"),
    ],
)
def test_the_page_installs_where_this_machine_alone_reaches_it_or_it_is_allowed(
    monkeypatch, asked, may
):
    monkeypatch.setattr(serve, "is_free", lambda *_: True)
    for said in ("yes", "no"):
        monkeypatch.setenv("DATELINE_INSTALL", said)  # nothing from outside decides it
        assert started(monkeypatch, **asked)["DATELINE_INSTALL"] == may


@pytest.mark.parametrize(
    ("asked", "may"),
    [
        ({}, "yes"),
        ({"host": "::1"}, "yes"),
        ({"keep": False}, "no"),
        ({"case": Path("one.gpkg")}, "no"),  # that one keeps them
        ({"host": "0.0.0.0"}, "no"),  # noqa: S104 - its point
        ({"host": "192.168.7.5"}, "no"),
        ({"allowed": ["https://archive.example"]}, "no"),
    ],
)
def test_articles_are_kept_unasked_where_this_machine_alone_reaches_the_page(
    monkeypatch, asked, may
):
    monkeypatch.setattr(serve, "is_free", lambda *_: True)
    for said in ("yes", "no"):
        monkeypatch.setenv("DATELINE_KEEP", said)  # nothing from outside decides it
        assert started(monkeypatch, **asked)["DATELINE_KEEP"] == may


def test_a_case_that_would_keep_nothing_is_refused():
    with pytest.raises(serve.ServeError, match="--case keeps what --no-keep would not"):
        serve.serve(case=Path("one.gpkg"), keep=False)


@pytest.mark.parametrize("host", ["127.0.0.1", "0.0.0.0"])  # noqa: S104 - its point
def test_the_page_asks_for_addresses_only_where_it_is_allowed(monkeypatch, host):
    monkeypatch.setattr(serve, "is_free", lambda *_: True)
    for said in ("yes", "no"):
        monkeypatch.setenv("DATELINE_FETCH", said)  # nothing from outside decides it
        assert started(monkeypatch, host=host)["DATELINE_FETCH"] == "no"
        assert started(monkeypatch, host=host, fetch=True)["DATELINE_FETCH"] == "yes"


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--port", "99999"], "port must be 1 to 65535; 99999 is not"),
        (["--port", "0"], "port must be 1 to 65535; 0 is not"),
        (["--host", "no.such.example"], "cannot listen on 'no.such.example'"),
        (["--allow-host", "*"], "'*' is not a host name for --allow-host"),
        (["--token", "short"], "the token must have 16 to 128 characters"),
    ],
)
def test_an_impossible_choice_ends_with_one_sentence(words, sentence):
    refused(words, sentence)


def test_a_port_in_use_ends_with_one_sentence(taken):
    refused(["--port", str(taken)], f"port {taken} is in use")


def refused(words, sentence):
    done = subprocess.run(
        [sys.executable, "-m", "geo.cli", "serve", "--no-browser", *words],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert done.stderr.startswith("dateline: ")
    assert sentence in done.stderr
    assert done.stderr.count("\n") == 1
    assert done.stdout == ""


@pytest.fixture(scope="module")
def own(tmp_path_factory):
    server = Running(tmp_path_factory.mktemp("own"))
    wait_until_up(f"http://127.0.0.1:{server.port}", server.process)
    yield server
    server.end()
    assert server.went_outside() == ""


OWN_PAIRS = [
    ("localhost:P", "http://localhost:P"),
    ("127.0.0.1:P", "http://127.0.0.1:P"),
    ("[::1]:P", "http://[::1]:P"),
]
OTHER_PAIRS = [
    # another origin than the host's, own or not
    ("localhost:P", "http://127.0.0.1:P"),
    ("127.0.0.1:P", "http://localhost:P"),
    ("localhost:P", "http://localhost:1234"),
    ("localhost:P", "http://localhost"),
    ("localhost:P", "https://localhost:P"),
    ("localhost:P", "http://0.0.0.0:P"),
    ("localhost:P", "http://192.168.7.5:P"),
    ("localhost:P", "http://evil.example"),
    ("localhost:P", "http://evil.example:P"),
    ("localhost:P", "http://localhost.evil.example:P"),
    ("localhost:P", "http://localhost:P.evil.example"),
    ("localhost:P", "http://localhost:P@evil.example"),
    ("localhost:P", "http://evil.example@localhost:P"),
    ("localhost:P", "http://localhost:P/"),
    ("localhost:P", "http://localhost.:P"),
    ("localhost:P", "http://LOCALHOST:P"),
    ("localhost:P", "localhost:P"),
    ("localhost:P", "null"),
    ("localhost:P", ""),
    ("localhost:P", "file://"),
    ("localhost:P", "http://[::1]:P"),
    ("localhost:P", "chrome-extension://abcdefgh"),
    ("localhost:P", ["http://localhost:P", "http://evil.example"]),
    # a name rebound to this address, and other ways to write one
    ("evil.example:P", "http://evil.example:P"),
    ("evil.example", "http://evil.example"),
    ("localhost.evil.example:P", "http://localhost.evil.example:P"),
    ("archive:P", "http://archive:P"),
    ("192.168.7.5:P", "http://192.168.7.5:P"),
    ("0.0.0.0:P", "http://0.0.0.0:P"),
    ("127.0.0.2:P", "http://127.0.0.2:P"),
    ("127.1:P", "http://127.1:P"),
    ("2130706433:P", "http://2130706433:P"),
    ("[0:0:0:0:0:0:0:1]:P", "http://[0:0:0:0:0:0:0:1]:P"),
    ("[::ffff:127.0.0.1]:P", "http://[::ffff:127.0.0.1]:P"),
    ("LOCALHOST:P", "http://LOCALHOST:P"),
    ("localhost.:P", "http://localhost.:P"),
    ("localhost", "http://localhost"),
    ("localhost:1234", "http://localhost:1234"),
    ("localhost:0P", "http://localhost:0P"),
    ("user@localhost:P", "http://user@localhost:P"),
    ("localhost:P,evil.example", "http://localhost:P"),
    ("", "http://"),
    (["localhost:P", "evil.example"], "http://localhost:P"),
    (["evil.example", "localhost:P"], "http://localhost:P"),
    ([], "http://localhost:P"),
]


def at(port, said):
    """Put the server's port where a pair says P."""
    if isinstance(said, list):
        return [at(port, one) for one in said]
    return re.sub(r"P\b", str(port), said)


def ask_both(server, host, origin):
    """Ask for the health page and for the socket."""
    said = {"host": at(server.port, host), "Origin": at(server.port, origin)}
    page = knock(server.port, "/_stcore/health", **said)
    return page, knock_socket(server.port, **said)


@pytest.mark.parametrize(("host", "origin"), OWN_PAIRS)
def test_the_servers_own_pair_is_let_in(own, host, origin):
    page, opened = ask_both(own, host, origin)
    assert (page.status, page.body) == (200, "ok")
    assert opened.status == 101


@pytest.mark.parametrize(("host", "origin"), OTHER_PAIRS)
def test_every_other_pair_is_refused(own, host, origin):
    before = own.log.read_text()
    for answer in ask_both(own, host, origin):
        assert answer.status in {400, 403, 421}
        assert "ok" not in answer.body.split()
    added = own.log.read_text().removeprefix(before)
    # uvicorn's own word on two Hosts or none, which no browser sends
    assert added.replace("Invalid HTTP request received.\n", "") == "", "it would fill the log"


def test_a_refusal_is_a_sentence_that_helps(own):
    page, opened = ask_both(own, "evil.example:P", "http://evil.example:P")
    assert (page.status, opened.status) == (421, 403)
    assert "--allow-host" in page.body


def test_an_address_in_the_request_line_gets_nothing(own):
    for target in ("http://evil.example/", f"http://localhost:{own.port}/", "//evil.example/", "*"):
        assert knock(own.port, target).status in {400, 404}


def test_a_socket_without_an_origin_is_refused(own):
    assert knock_socket(own.port).status == 403


def test_a_stranger_changes_nothing(own):
    for method in ("PUT", "DELETE", "POST", "OPTIONS", "PATCH"):
        for said in ({}, {"Origin": "http://evil.example"}, {"Origin": "null"}):
            path = "/_stcore/upload_file/any/any"
            assert knock(own.port, path, method=method, **said).status == 403


@pytest.mark.parametrize(
    "path", ["/_stcore/metrics", "/_stcore/agent/openapi.json", "/auth/login", "/a/page", "/docs"]
)
def test_what_the_page_does_not_use_is_not_there(own, path):
    answer = knock(own.port, path)
    assert answer.status == 404
    assert answer.body == "There is nothing at this address.\n"


def test_streamlit_lets_no_other_window_talk_to_the_page(own):
    answer = knock(own.port, "/_stcore/host-config")
    assert '"allowedOrigins":[]' in answer.body


def test_the_page_and_its_refusals_carry_the_headers(own):
    for answer in (knock(own.port), knock(own.port, host="evil.example"), knock(own.port, "/x")):
        assert answer.headers["x-frame-options"] == "DENY"
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["referrer-policy"] == "no-referrer"
        assert "default-src 'none'" in answer.headers["content-security-policy"]
    script = re.search(r'src="\./(static/js/[^"]+)"', knock(own.port).body)[1]
    assert knock(own.port, f"/{script}").headers["cross-origin-resource-policy"] == "same-origin"


def test_ten_knocks_of_a_stranger_ask_nobody_for_the_servers_address(own):
    for number in range(10):
        origin = f"http://stranger-{number}.example"
        assert knock_socket(own.port, Origin=origin).status == 403
        assert knock(own.port, "/_stcore/health").body == "ok"
    assert own.went_outside() == ""


def test_the_look_up_would_be_seen(tmp_path):
    (tmp_path / "sitecustomize.py").write_text(GUARD)
    seen = tmp_path / "outside.txt"
    script = (
        "from streamlit import net_util; print(net_util.get_external_ip())\n"
        "print(net_util.get_internal_ip())"
    )
    environ = {**os.environ, "PYTHONPATH": str(tmp_path), "DATELINE_OUTSIDE": str(seen)}
    subprocess.run([sys.executable, "-c", script], env=environ, check=True, capture_output=True)
    assert "look-up of" in seen.read_text()
    assert "8.8.8.8" in seen.read_text()


TOKEN = "a-token-of-a-test-0123"  # noqa: S105 - of no real server


@pytest.fixture
def serving(tmp_path):
    """Start servers of one's own, until the test ends."""
    with contextlib.ExitStack() as ending:

        def started(*words, **environ):
            server = Running(tmp_path, *words, **environ)
            ending.callback(server.end)
            wait_for_line(server, "Ctrl+C")
            return server

        yield started


def test_on_every_address_the_server_asks_for_the_token_it_printed(serving):
    server = serving("--host", "0.0.0.0", "--allow-host", "https://archive.example")  # noqa: S104
    assert server.went_outside() == ""
    printed = server.log.read_text()
    token = re.search(r"http://127\.0\.0\.1:\d+/\?token=(\S+)", printed)[1]
    assert f"https://archive.example/?token={token}" in printed
    assert knock(server.port).status == 403
    assert "dateline printed" in knock(server.port).body
    came = knock(server.port, f"/?token={token}")
    assert (came.status, came.headers["location"]) == (303, "/")
    cookie = came.headers["set-cookie"].split(";")[0]
    assert knock(server.port, Cookie=cookie).status == 200
    local = f"http://localhost:{server.port}"
    assert knock_socket(server.port, Origin=local).status == 403
    assert knock_socket(server.port, Origin=local, Cookie=cookie).status == 101
    proxied = {"host": "archive.example", "Cookie": cookie}
    assert knock_socket(server.port, Origin="https://archive.example", **proxied).status == 101
    assert knock_socket(server.port, Origin="http://archive.example", **proxied).status == 403
    assert knock(server.port, host=f"192.168.7.5:{server.port}", Cookie=cookie).status == 421
    assert knock_socket(server.port, f"/_stcore/stream?token={token}").status == 403
    assert server.log.read_text() == printed, "nothing of a request is logged"
    assert server.went_outside() == ""


def test_a_token_of_ones_own_is_never_shown(serving):
    server = serving(DATELINE_TOKEN=TOKEN)
    assert knock(server.port).status == 403
    assert knock(server.port, f"/?token={TOKEN}&place=a").headers["location"] == "/?place=a"
    said = {"Origin": f"http://localhost:{server.port}"}
    assert knock_socket(server.port, f"/_stcore/stream?token={TOKEN}", **said).status == 403
    assert TOKEN not in server.log.read_text()
    if Path("/proc").is_dir():
        assert TOKEN.encode() not in Path(f"/proc/{server.process.pid}/cmdline").read_bytes()


def test_an_interrupt_ends_without_a_traceback(tmp_path):
    server = Running(tmp_path)
    wait_for_line(server, "Ctrl+C")
    assert server.end(signal.SIGINT) == 130
    assert "Traceback" not in server.log.read_text()
