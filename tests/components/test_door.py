"""The door's judgement of single requests, and the headers of its answers."""

import asyncio
import hashlib
from base64 import b64encode

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from streamlit import net_util
from streamlit.web.server.starlette import starlette_websocket

from components.door import headers, paths
from components.door.app import trouble
from components.door.guard import Guard, Rules
from components.door.key import Key
from components.door.shell import Shell, dress
from components.views import tiles

OWN = frozenset({"http://localhost:8501", "http://127.0.0.1:8501", "https://archive.example"})
TOKEN = "a-token-of-a-test-0123"  # noqa: S105 - of no real server


def scope(*, kind="http", method="GET", path="/", query="", **more):
    pairs = {"host": "localhost:8501", **{k.replace("_", "-"): v for k, v in more.items()}}
    lines = [
        (name.encode(), value.encode("utf-8", "replace"))
        for name, said in pairs.items()
        for value in (said if isinstance(said, list) else [said])
    ]
    return {
        "type": kind,
        "path": path,
        "query_string": query.encode(),
        "headers": lines,
        "server": ("192.168.7.5", 8501),
        **({"method": method} if kind == "http" else {}),
    }


def judge(*, rules=None, routes=(), **request):
    answer = Guard(None, rules=rules or Rules(origins=OWN), routes=routes).judge(scope(**request))
    return None if answer is None else answer.status_code


def socket(**request):
    return judge(kind="websocket", path="/_stcore/stream", **request)


def test_the_page_and_its_socket_are_let_in():
    assert judge() is None
    assert socket(origin="http://localhost:8501") is None
    assert judge(host="archive.example", origin="https://archive.example") is None


def test_reading_needs_no_origin_but_changing_and_sockets_do():
    upload = {"path": "/_stcore/upload_file/a/b"}
    assert judge(method="HEAD") is None
    assert socket() == 403
    for method in ("PUT", "DELETE"):
        assert judge(method=method, **upload) == 403
        assert judge(method=method, origin="http://127.0.0.1:8501", **upload) == 403
        assert judge(method=method, origin="http://localhost:8501", **upload) is None


@pytest.mark.parametrize(
    ("fetch", "answer"),
    [
        ({"sec_fetch_site": "same-origin"}, None),
        ({"sec_fetch_site": "none"}, None),
        ({"sec_fetch_site": "cross-site"}, 403),
        ({"sec_fetch_site": "same-site"}, 403),
        ({"sec_fetch_site": "cross-site", "sec_fetch_dest": "document"}, None),
        ({"sec_fetch_site": "cross-site", "sec_fetch_dest": "iframe"}, 403),
        ({"sec_fetch_site": "cross-site", "sec_fetch_dest": "script"}, 403),
        ({"sec_fetch_site": "cross-site", "sec_fetch_dest": "document", "path": "/media/x"}, 403),
        ({"sec_fetch_site": "cross-site", "sec_fetch_dest": "document", "method": "HEAD"}, 403),
    ],
)
def test_a_page_of_a_stranger_may_lead_here_and_no_more(fetch, answer):
    assert judge(**fetch) == answer


@pytest.mark.parametrize(
    ("method", "path", "answer"),
    [
        ("GET", "/_stcore/health", None),
        ("GET", "/_stcore/host-config", None),
        ("GET", "/static/js/index.js", None),
        ("GET", "/app/static/leaflet/leaflet.js", None),
        ("GET", "/component/streamlit_folium.st_folium/index.html", None),
        ("GET", "/media/abc.png", None),
        ("GET", "/_stcore/metrics", 404),
        ("GET", "/_stcore/script-health-check", 404),
        ("GET", "/_stcore/agent/openapi.json", 404),
        ("POST", "/_stcore/agent/interact", 404),
        ("POST", "/_stcore/agent/mcp", 404),
        ("GET", "/_stcore/bidi-components/panel/index.js", 404),
        ("GET", "/auth/login", 404),
        ("GET", "/oauth2callback", 404),
        ("GET", "/component/another.one/index.html", 404),
        ("GET", "/app/static/other.txt", 404),
        ("GET", "/any/page", 404),
        ("GET", "//evil.example", 404),
        ("GET", "http://localhost:8501/", 404),
        ("GET", "", 404),
        ("GET", "/_stcore/stream", 405),
        ("POST", "/", 405),
        ("OPTIONS", "/_stcore/health", 405),
        ("GET", "/_stcore/upload_file/a/b", 405),
    ],
)
def test_only_what_the_page_uses_is_there(method, path, answer):
    own = {"origin": "http://localhost:8501"}
    assert judge(method=method, path=path, **own) == answer


def test_a_socket_is_at_one_path():
    own = {"kind": "websocket", "origin": "http://localhost:8501"}
    assert judge(path="/_stcore/stream", **own) is None
    assert judge(path="/", **own) == 405
    assert judge(path="/elsewhere", **own) == 404


def test_a_route_of_our_own_is_behind_the_same_door():
    async def ground(request):
        return PlainTextResponse(request.path_params["hash"])

    routes = [Route("/ground/{hash}", ground)]
    assert judge(path="/ground/abc", routes=routes) is None
    assert judge(path="/ground/abc") == 404
    assert judge(path="/ground/abc", routes=routes, host="evil.example") == 421
    post = {"method": "POST", "origin": "http://localhost:8501"}
    assert judge(path="/ground/abc", routes=routes, **post) == 405


def test_the_address_a_connection_came_by_is_ours_only_where_we_listen_on_all():
    came = {"host": "192.168.7.5:8501", "origin": "http://192.168.7.5:8501"}
    every = Rules(origins=OWN, by_address=True)
    assert socket(**came) == 421
    assert socket(rules=every, **came) is None
    other = {"host": "192.168.7.6:8501", "origin": "http://192.168.7.6:8501"}
    assert socket(rules=every, **other) == 421


NEAR = st.sampled_from(
    ["localhost:8501", "127.0.0.1:8501", "archive.example", "localhost", "LOCALHOST:8501"]
)
SCHEMES = st.sampled_from(["http://", "https://", "null", "", "file://"])
SAID = st.one_of(st.tuples(SCHEMES, NEAR).map("".join), st.text(max_size=30))


@given(host=st.one_of(NEAR, st.text(max_size=30)), origin=SAID)
def test_a_socket_opens_to_an_own_origin_of_the_same_host_alone(host, origin):
    right = origin in OWN and origin.split("://")[1] == host
    assert (socket(host=host, origin=origin) is None) == right


@pytest.fixture
def no_asking(monkeypatch):
    def asked():
        pytest.fail("Streamlit asked for the machine's address")

    monkeypatch.setattr(net_util, "get_external_ip", asked)
    monkeypatch.setattr(net_util, "get_internal_ip", asked)


@pytest.mark.usefixtures("no_asking")
def test_streamlit_has_nothing_to_ask_of_what_the_door_lets_in():
    for origin in OWN:
        host = origin.split("://")[1]
        assert socket(host=host, origin=origin) is None
        assert starlette_websocket._is_origin_allowed(origin, host)


KEYED = Rules(origins=OWN, key=Key(token=TOKEN, port=8501))


def test_without_the_token_nothing_is_told():
    for path in ("/", "/_stcore/health", "/static/js/index.js", "/nothing"):
        assert judge(rules=KEYED, path=path) == 403
    assert socket(rules=KEYED, origin="http://localhost:8501") == 403


@pytest.mark.parametrize("query", ["token=", "token=wrong", f"token={TOKEN}x", f"Token={TOKEN}"])
def test_a_wrong_token_opens_nothing(query):
    assert judge(rules=KEYED, query=query) == 403


def test_the_right_token_is_taken_off_the_address_and_kept_in_a_cookie():
    guard = Guard(None, rules=KEYED)
    answer = guard.judge(scope(query=f"place=adm1%3AIQ.10&token={TOKEN}&article=sample"))
    assert answer.status_code == 303
    assert answer.headers["location"] == "/?place=adm1%3AIQ.10&article=sample"
    cookie, *flags = answer.headers["set-cookie"].split("; ")
    assert set(flags) == {"Path=/", "HttpOnly", "SameSite=Strict"}
    assert TOKEN not in cookie
    assert cookie.startswith("dateline-8501=")
    assert judge(rules=KEYED, cookie=f"a=b; {cookie}") is None
    assert socket(rules=KEYED, cookie=cookie, origin="http://localhost:8501") is None
    assert judge(rules=KEYED, cookie=cookie, host="evil.example") == 421
    assert judge(rules=KEYED, cookie=cookie + "x") == 403
    assert judge(rules=Rules(origins=OWN, key=Key(token=TOKEN, port=8501)), cookie=cookie) == 403


def test_the_cookie_is_secure_where_the_page_is():
    guard = Guard(None, rules=KEYED)
    answer = guard.judge(scope(host="archive.example", query=f"token={TOKEN}"))
    assert answer.headers["set-cookie"].endswith("; Secure")


def test_the_token_works_on_the_page_alone_and_never_on_a_socket():
    assert judge(rules=KEYED, path="/_stcore/health", query=f"token={TOKEN}") == 403
    asked = scope(
        kind="websocket",
        path="/_stcore/stream",
        query=f"token={TOKEN}",
        origin="http://localhost:8501",
    )
    assert Guard(None, rules=KEYED).judge(asked).status_code == 403
    assert asked["query_string"] == b"", "the server would log it"


def test_a_key_never_shows_itself():
    assert TOKEN not in repr(KEYED)
    assert KEYED.key.ticket not in repr(KEYED)


SHELL = "<html><script>one</script><script src='x.js'></script><script>\ntwo\n</script></html>"


def answered(path, *, app=None, **request):
    """The headers of an answer to `path`, through both layers of the door."""

    async def fine(_request):
        return PlainTextResponse("fine", headers={"Access-Control-Allow-Origin": "*"})

    inner = app or Starlette(
        routes=[Route("/{rest:path}", fine)],
        middleware=[
            Middleware(headers.Headers, shell=SHELL),
            Middleware(Guard, rules=Rules(origins=OWN)),
        ],
    )
    sent = []

    async def receive():
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message):
        sent.append(message)

    asyncio.run(inner(scope(path=path, **request), receive, send))
    return {name.decode(): value.decode() for name, value in sent[0]["headers"]}


def directives(found):
    return dict(part.split(" ", 1) for part in found["content-security-policy"].split("; "))


@pytest.mark.parametrize("path", ["/", "/static/x.js", "/media/x.svg", "/nothing", "/component/x"])
@pytest.mark.parametrize("host", ["localhost:8501", "evil.example"])
def test_every_answer_has_every_header(path, host):
    found = answered(path, host=host)
    for name in headers.ALWAYS:
        assert name.lower() in found
    assert found["referrer-policy"] == "no-referrer"
    assert found["x-content-type-options"] == "nosniff"
    assert "default-src 'none'" in found["content-security-policy"]
    assert not [name for name in found if name.startswith("access-control-")]


def test_the_page_runs_its_own_scripts_alone():
    found = answered("/")
    wanted = [
        f"'sha256-{b64encode(hashlib.sha256(words).digest()).decode()}'"
        for words in (b"one", b"\ntwo\n")
    ]
    assert directives(found)["script-src"].split() == ["'self'", "blob:", *wanted]
    assert directives(found)["frame-ancestors"] == "'none'"
    assert found["x-frame-options"] == "DENY"
    assert "http" not in found["content-security-policy"]


def test_the_map_may_be_framed_by_the_page_and_reaches_the_tiles_alone():
    found = answered(paths.FRAMES + "streamlit_folium.st_folium/index.html")
    assert found["x-frame-options"] == "SAMEORIGIN"
    allowed = directives(found)
    assert allowed["frame-ancestors"] == "'self'"
    assert "connect-src" not in allowed
    outside = [word for words in allowed.values() for word in words.split() if "://" in word]
    assert outside == [tiles.HOST]


def test_a_file_made_for_a_user_runs_nothing():
    assert answered("/media/a.svg")["content-security-policy"] == headers.CLOSED


def test_trouble_of_our_own_has_the_headers_too():
    answer = trouble(None, ValueError("secret path"))
    assert answer.status_code == 500
    assert b"secret" not in answer.body
    for name in headers.ALWAYS:
        assert name in answer.headers
    assert answer.headers["content-security-policy"] == headers.CLOSED


BARE = (
    "<html><head><title>Streamlit</title></head><body><noscript>agents</noscript>"
    '<div id="root"></div></body></html>'
)


async def _streamlit(scope, _receive, send):
    status = 404 if scope["path"] == "/none" else scope.get("status", 200)
    lines = [(b"content-length", b"7"), (b"etag", b"x"), (b"cache-control", b"no-cache")]
    await send({"type": "http.response.start", "status": status, "headers": lines})
    await send({"type": "http.response.body", "body": b"half", "more_body": True})
    await send({"type": "http.response.body", "body": b"all", "more_body": False})


def dressed(**more):
    sent = []

    async def send(message):
        sent.append(message)

    asked = {"type": "http", "method": "GET", "path": "/", **more}
    asyncio.run(Shell(_streamlit, page=dress(BARE))(asked, None, send))
    start, *bodies = sent
    return start["status"], dict(start["headers"]), b"".join(b["body"] for b in bodies)


def test_the_page_comes_with_words_until_it_is_drawn():
    status, lines, body = dressed()
    assert status == 200
    assert "Opening the article" in body.decode()
    assert "<title>Dateline</title>" in body.decode()
    assert "agents" not in body.decode()
    assert body.decode().index("dl-loading") < body.decode().index('<div id="root">')
    assert lines[b"content-length"] == str(len(body)).encode()
    assert b"etag" not in lines
    assert lines[b"cache-control"] == b"no-cache"


def test_only_the_page_itself_is_dressed():
    assert dressed(path="/none")[2] == b"halfall"
    assert dressed(path="/static/js/a.js")[2] == b"halfall"
    assert dressed(status=304)[2] == b"halfall"
    status, lines, body = dressed(method="HEAD")
    assert (status, body) == (200, b"")
    assert int(lines[b"content-length"]) > len(BARE)


def test_what_is_added_to_the_page_may_run():
    (own,) = headers.hashes(dress(BARE))
    assert own in headers.Headers(None, shell=dress(BARE)).of("/")["Content-Security-Policy"]
    assert dress(BARE).count("<script") == 1


def test_a_shell_that_is_not_known_stays_as_it_is():
    assert "Opening" not in dress("<html></html>")
