"""What a page of a stranger, open in the same browser, can do to the server: nothing."""

import http.server
import re
import threading
from functools import partial

import pytest

from tests.browser.conftest import inside_of
from tests.knocking import Running, wait_for_line

TOKEN = "a-token-of-a-test-0123"  # noqa: S105 - of no real server

# Each way to reach the server; the answer names those that did.
TRIES = """async at => {
    const reached = [];
    const ask = (name, start) => new Promise(done => {
        const end = got => { if (got) reached.push(name); done(); };
        start(() => end(true), () => end(false));
    });
    await ask("socket", (yes, no) => {
        const line = new WebSocket(at.replace("http", "ws") + "/_stcore/stream", ["streamlit"]);
        line.onopen = yes; line.onerror = no;
    });
    for (const path of ["/", "/_stcore/health", "/app/static/leaflet/leaflet.js"])
        await ask("fetch " + path, (yes, no) => fetch(at + path).then(yes, no));
    for (const method of ["PUT", "DELETE", "POST"])
        await ask(method, (yes, no) =>
            fetch(at + "/_stcore/upload_file/a/b", { method }).then(yes, no));
    for (const [tag, path] of [
        ["script", "/app/static/leaflet/leaflet.js"],
        ["img", "/favicon.png"],
        ["link", "/app/static/leaflet/leaflet.css"],
    ])
        await ask(tag, (yes, no) => {
            const node = document.createElement(tag);
            node.onload = yes; node.onerror = no;
            if (tag === "link") { node.rel = "stylesheet"; node.href = at + path; }
            else node.src = at + path;
            document.head.append(node);
        });
    return reached;
}"""


@pytest.fixture
def stranger(tmp_path):
    """A server of another page, on another port."""
    (tmp_path / "index.html").write_text("<!doctype html><title>Stranger</title>")

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *_words):
            pass

    handler = partial(Quiet, directory=tmp_path)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server.server_address[1]
        server.shutdown()
        thread.join()


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1"])
def test_a_strangers_page_reaches_nothing(browser, server, stranger, host):
    page = browser.new_page()
    page.goto(f"http://{host}:{stranger}/")
    assert page.evaluate(TRIES, server.url) == []
    assert server.went_outside() == ""
    page.close()


def test_the_tries_would_succeed_from_the_page_itself(open_page, server):
    page = open_page()
    reached = page.evaluate(TRIES, server.url)
    assert {"socket", "fetch /", "fetch /_stcore/health", "PUT", "img", "link"} <= set(reached)


def test_a_stranger_cannot_frame_the_page_or_the_map(browser, server, stranger):
    page = browser.new_page()
    page.goto(f"http://localhost:{stranger}/")
    for path in ("/", "/component/streamlit_folium.st_folium/index.html"):
        frame = page.evaluate_handle(
            """address => new Promise(done => {
                const node = document.createElement("iframe");
                node.onload = () => done(node);
                node.src = address;
                document.body.append(node);
            })""",
            server.url + path,
        )
        inside = frame.as_element().content_frame()
        assert inside.locator("#root").count() == 0
    page.close()


def test_a_link_of_a_stranger_leads_here(browser, server, stranger):
    page = browser.new_page()
    page.goto(f"http://localhost:{stranger}/")
    page.evaluate(
        """address => {
            const link = document.createElement("a");
            link.href = address;
            link.textContent = "there";
            document.body.append(link);
        }""",
        f"{server.url}/?article=sample&place=adm1:IQ.10",
    )
    page.get_by_text("there").click()
    page.get_by_role("heading", name="Diyala", exact=True).wait_for()
    page.close()


def test_a_file_of_the_reader_still_comes_in(open_page, tmp_path):
    article = tmp_path / "article.txt"
    article.write_text("Fire in Homs\n\nShells hit Homs on Monday, and Aleppo was quiet.\n")
    page = open_page()
    page.get_by_role("button", name="New article").first.click()
    dialog = page.get_by_role("dialog")
    with page.expect_response(re.compile("/_stcore/upload_file/")) as waiting:
        dialog.locator("input[type=file]").set_input_files(article)
    assert (waiting.value.request.method, waiting.value.status) == ("PUT", 204)
    dialog.get_by_role("button", name="Map this article").click()
    page.get_by_role("heading", name="Fire in Homs").wait_for()


TILE = re.compile(r"^https://tile\.openstreetmap\.org/\d+/\d+/\d+\.png$")
PIXEL = (
    b"GIF89a\x01\x00\x01\x00\x80\x00\x00\x00\x00\x00\xff\xff\xff!\xf9\x04\x01\x00\x00\x00\x00,"
    b"\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02D\x01\x00;"
)


def test_tiles_come_once_the_reader_asks_and_from_their_host_alone(browser, server):
    context = browser.new_context(viewport={"width": 1400, "height": 900})
    asked, said = [], []

    def gate(route):
        if route.request.url.startswith(server.url):
            route.continue_()
        else:
            asked.append(route.request.url)
            route.fulfill(body=PIXEL, content_type="image/gif")

    context.route("**/*", gate)
    page = context.new_page()
    page.on("console", lambda message: said.append(message.text))
    page.goto(server.url)
    frame = page.frame_locator("iframe").first
    frame.locator("path.leaflet-interactive").first.wait_for()
    assert asked == []
    frame.get_by_text("Legend", exact=True).click()
    frame.get_by_text("Online tiles").click()
    frame.get_by_text("OpenStreetMap contributors").wait_for()
    frame.locator("img.leaflet-tile-loaded").first.wait_for(state="attached")
    assert asked
    assert all(TILE.match(url) for url in asked)
    assert [words for words in said if "Policy" in words] == []
    inner = next(one for one in page.frames if "/component/" in one.url)
    for script in ("fetch('https://evil.example/x')", "fetch('/_stcore/health')"):
        assert inner.evaluate(f"() => {script}.then(() => 'reached', () => 'refused')") == "refused"
    assert [words for words in said if "connect-src" in words or "default-src" in words]
    assert not [url for url in asked if "evil" in url]
    context.close()


def test_a_token_opens_the_page_once_and_for_its_socket_too(browser, tmp_path):
    server = Running(tmp_path, DATELINE_TOKEN=TOKEN)
    wait_for_line(server, "Ctrl+C")
    url = f"http://127.0.0.1:{server.port}"
    context = browser.new_context(viewport={"width": 1400, "height": 900})
    page = context.new_page()
    page.set_default_timeout(120_000)  # the first page of a server reads its data first
    page.goto(url)
    assert "asks for a token" in page.inner_text("body")
    page.goto(f"{url}/?token={TOKEN}&article=sample&place=adm1:IQ.10")
    assert TOKEN not in page.url
    page.get_by_role("heading", name="Diyala", exact=True).wait_for()
    page.frame_locator("iframe").first.locator("path.leaflet-interactive").first.wait_for()
    page.mouse.click(*inside_of(page, "Anbar"))
    page.get_by_role("heading", name="Anbar", exact=True).wait_for()
    assert page.evaluate("() => document.cookie").find("dateline") == -1
    context.close()
    server.end()
    assert server.went_outside() == ""
