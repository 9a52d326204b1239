"""A real server and a real Chromium that refuses every request leaving the machine."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import time
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from geo.proof import strace
from geo.proof.server import free_port
from geo.proof.trace import Allowed

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    # whatever leaves the machine is sent to a port where nobody is
    "--proxy-server=http://127.0.0.1:9",
    "--proxy-bypass-list=127.0.0.1;localhost",
]
LOCAL = {"127.0.0.1", "localhost", ""}
START_SECONDS = 120
END_SECONDS = 120  # for a server that was told to end
PATIENCE_MS = 120_000  # for whatever a page waits for, however busy the machine
OWN = ".local/share/dateline"  # in a home, what Dateline may write

# Loaded by the server's interpreter before anything else: a connection to
# anywhere but this machine is written down and refused.
GUARD = """
import os, socket
_connect = socket.socket.connect
def _guarded(self, address):
    host = address[0] if isinstance(address, tuple) else ""
    if isinstance(address, tuple) and host not in ("127.0.0.1", "::1", "localhost"):
        with open(os.environ["DATELINE_OUTSIDE"], "a") as out:
            out.write(f"{address}\\n")
        raise OSError("refused: leaves the machine")
    return _connect(self, address)
socket.socket.connect = _guarded
_lookup = socket.getaddrinfo
def _looked_up(host, *rest, **more):
    if host not in (None, "", "127.0.0.1", "::1", "localhost"):
        with open(os.environ["DATELINE_OUTSIDE"], "a") as out:
            out.write(f"look-up of {host}\\n")
        raise OSError("refused: leaves the machine")
    return _lookup(host, *rest, **more)
socket.getaddrinfo = _looked_up
"""


def chromium() -> str | None:
    shell = "chromium-headless-shell"
    names = (shell, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, names)), None)


@dataclass
class Server:
    """A dashboard of our own, what wrote down where it went, and its user's home."""

    url: str
    outside: Path
    process: subprocess.Popen = field(repr=False)
    trace: strace.Trace | None = None  # from outside; None without strace
    home: Path | None = None

    def went_outside(self) -> str:
        return self.outside.read_text() if self.outside.exists() else ""

    def faults(self) -> tuple[str, ...]:
        """Say what it did, seen from outside, that it may not."""
        if self.trace is None:
            return ()
        allowed = Allowed(
            ports=frozenset({urlsplit(self.url).port}),
            folders=(self.home / OWN,),
            programs=strace.programs(),
        )
        return self.trace.faults(allowed)


# Waits until the province stands still and some point of it can be clicked.
POINT_INSIDE = """(_, name) => new Promise((found, fail) => {
    const until = performance.now() + 60000;
    let last = "";
    const hit = (path, x, y) => document.elementFromPoint(x, y) === path;
    const point = (path, box) => {
        for (const off of [16, 8, 4, 0]) { // as far from its edge as may be: a map may still move
            const round = [[0, 0], [off, 0], [-off, 0], [0, off], [0, -off]];
            for (let i = 1; i < 40; i++) for (let j = 1; j < 40; j++) {
                const x = box.left + box.width * i / 40, y = box.top + box.height * j / 40;
                if (round.every(([right, down]) => hit(path, x + right, y + down))) return [x, y];
            }
        }
        return null;
    };
    const look = () => {
        const path = document.querySelector(`path[aria-label^="${name},"]`);
        const box = path ? path.getBoundingClientRect() : { left: 0, top: 0, width: 0, height: 0 };
        const now = [box.left, box.top, box.width, box.height].join();
        const at = path && now === last ? point(path, box) : null;
        if (at) return found(at);
        last = now;
        if (performance.now() > until) return fail(new Error("nothing of it can be clicked"));
        requestAnimationFrame(look);
    };
    look();
})"""


def inside_of(page, name: str) -> tuple[float, float]:
    """
    Return a position on the page inside a province, beside any town that stands in it.

    It is looked for until two looks agree: a page that is not done moves the map as a whole.
    """
    last, now = None, _inside(page, name)
    while last != now:
        last, now = now, _inside(page, name)
    return now


def _inside(page, name: str) -> tuple[float, float]:
    path = page.frame_locator("iframe").first.locator(f'path[aria-label^="{name},"]')
    x, y = path.evaluate(POINT_INSIDE, name)
    frame = page.locator("iframe").first.bounding_box()
    return frame["x"] + x, frame["y"] + y


def wait_until_up(url: str, process: subprocess.Popen) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        assert process.poll() is None, "the server ended while starting"
        try:
            with urllib.request.urlopen(f"{url}/_stcore/health", timeout=2) as answer:
                if answer.status == 200:
                    return
        except OSError:
            continue
    pytest.fail(f"no server at {url} after {START_SECONDS} s")


@contextlib.contextmanager
def serving(folder: Path, *asked: str, **environment: str):
    """Serve the dashboard, watched from outside; what it says and reaches is kept in `folder`."""
    guard, home = folder / "guard", folder / "home"
    guard.mkdir()
    home.mkdir(exist_ok=True)
    (guard / "sitecustomize.py").write_text(GUARD)
    port = free_port()
    outside = folder / "outside.txt"
    words = [sys.executable, "-m", "geo.cli", "serve", "--no-browser", "--port", str(port), *asked]
    trace = None
    if strace.is_there():
        (folder / "trace").mkdir()
        trace = strace.Trace(folder=folder / "trace", home=ROOT)
        words = trace.command(*words)
    bare = {  # the barest: with `CI` set, onnxruntime would be silent by itself
        "PATH": os.environ["PATH"],
        "LANG": "C.UTF-8",
        "HOME": str(home),
        "PYTHONPATH": str(guard),
        "PYTHONDONTWRITEBYTECODE": "1",  # of the guard, which is no program of ours
        "DATELINE_OUTSIDE": str(outside),
    }
    with (folder / "log.txt").open("w") as log:
        process = subprocess.Popen(
            words,
            cwd=ROOT,
            env=bare | environment,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        url = f"http://127.0.0.1:{port}"
        try:
            wait_until_up(url, process)
            yield Server(url=url, outside=outside, process=process, trace=trace, home=home)
        finally:
            with contextlib.suppress(ProcessLookupError):  # a test may have killed it
                os.killpg(process.pid, signal.SIGTERM)
            process.wait(timeout=END_SECONDS)


@pytest.fixture(scope="session")
def server(tmp_path_factory):
    with serving(tmp_path_factory.mktemp("server"), "--no-keep") as ours:
        yield ours
        # read once: the trace grows with every page, and reading it after each was a third of all
        assert ours.faults() == ()


# Pages of a window share a process, which has compiled their scripts.
SHARING = "--process-per-site"
# Opens an empty page in the process of the page that opens it, which it knows nothing of.
OPEN = "() => { window.open('about:blank', '_blank', 'noopener'); }"


@dataclass
class Window:
    """A browser's window, and a page that stays in it and keeps its process alive."""

    context: object
    first: object

    def show(self, origin: str) -> None:
        """Be a window of a server's pages, and forget what pages before kept in the browser."""
        if not self.first.url.startswith(f"{origin}/"):
            self.first.goto(f"{origin}/_stcore/health")  # it costs nothing
        clearing = self.context.new_cdp_session(self.first)
        clearing.send("Storage.clearDataForOrigin", {"origin": origin, "storageTypes": "all"})
        clearing.detach()
        self.context.clear_cookies()
        self.context.clear_permissions()

    def page(self):
        """Open an empty page."""
        with self.context.expect_page() as opened:
            self.first.evaluate(OPEN)
        return opened.value

    def close_pages(self) -> None:
        """Close all pages but the first."""
        for page in self.context.pages:
            if page != self.first:
                page.close()


@dataclass
class Windows:
    """
    A browser's windows, kept for the next page, of whatever size and colours.

    What a page left is cleared away before the next comes; what stays is the scripts that all
    pages load, read and compiled once. Two pages of one test are two users, and have a window each.
    """

    browser: object
    free: dict[bool, list] = field(default_factory=dict)  # by whether it is touched

    @contextlib.contextmanager
    def lend(self, origin: str, *, touch: bool, width: int, height: int, scheme: str):
        """Lend an empty page; its window is kept when it comes back."""
        kept = self.free.setdefault(touch, [])
        window = kept.pop() if kept else self._new(touch=touch)
        window.show(origin)
        page = window.page()
        page.set_viewport_size({"width": width, "height": height})
        page.emulate_media(color_scheme=scheme)
        yield page
        window.close_pages()
        kept.append(window)

    def _new(self, *, touch: bool) -> Window:
        context = self.browser.new_context(
            accept_downloads=True, has_touch=touch, reduced_motion="reduce"
        )
        context.set_default_timeout(PATIENCE_MS)
        return Window(context=context, first=context.new_page())


class Engine:
    """
    Chromium, started once for the tests of this folder that run one after another.

    Not for the whole run: while Playwright's loop runs, the process can run no other.
    """

    def __init__(self) -> None:
        self._ends = contextlib.ExitStack()
        self._windows = None

    def windows(self) -> Windows:
        """Return the windows of the browser, which is started by who asks first."""
        if self._windows is None:
            self._windows = Windows(self._start())
        return self._windows

    def _start(self):
        path = chromium()
        if path is None:
            if os.environ.get("CI") == "true":
                pytest.fail("no Chromium, and CI runs the browser tests")
            pytest.skip("NO CHROMIUM: browser tests skipped; install chromium or set CHROMIUM")
        from playwright.sync_api import sync_playwright

        play = self._ends.enter_context(sync_playwright())
        browser = play.chromium.launch(executable_path=path, args=[*FLAGS, SHARING])
        self._ends.callback(browser.close)
        return browser

    def end(self) -> None:
        """End the browser, and Playwright's loop."""
        self._windows = None
        self._ends.close()


ENGINE = pytest.StashKey[Engine]()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item, nextitem):
    """End the browser before a test of another folder."""
    try:
        return (yield)
    finally:
        if nextitem is None or nextitem.path.parent != HERE:
            item.session.stash.setdefault(ENGINE, Engine()).end()


@pytest.fixture(scope="module")
def windows(request):
    return request.session.stash.setdefault(ENGINE, Engine()).windows()


@pytest.fixture(scope="module")
def browser(windows):
    return windows.browser


@dataclass
class Watch:
    """What a page asked for outside the machine, and what it complained of."""

    outside: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def asked(self, request) -> None:
        """Keep what is asked of any machine but this one, which the browser refuses (FLAGS)."""
        if urlsplit(request.url).hostname not in LOCAL | {None}:
            self.outside.append(request.url)

    def complained(self, said: str) -> None:
        """Keep what is said of a header of ours in the page's way, and of an answer lost."""
        if "Policy" in said or "Failed to process" in said:
            self.errors.append(said)


@contextlib.contextmanager
def opening(windows, server):
    """Give what opens pages whose outside requests are refused; fail at the end on any."""
    watches = []

    with contextlib.ExitStack() as lent:

        def opened(
            query: str = "", *, width: int = 1400, height: int = 900, scheme: str = "light",
            touch: bool = False,
        ):  # fmt: skip
            page = lent.enter_context(
                windows.lend(server.url, touch=touch, width=width, height=height, scheme=scheme)
            )
            watch = Watch()
            page.context.on("request", watch.asked)
            lent.callback(page.context.remove_listener, "request", watch.asked)
            page.on("pageerror", lambda error: watch.errors.append(str(error)))
            page.on("console", lambda said: watch.complained(said.text))
            page.goto(f"{server.url}/{query}")
            watches.append(watch)
            return page

        yield opened
    assert [w.outside for w in watches if w.outside] == []
    assert [w.errors for w in watches if w.errors] == []
    assert server.went_outside() == ""


@pytest.fixture
def open_page(windows, server):
    """Open pages of one test."""
    with opening(windows, server) as opened:
        yield opened


@pytest.fixture(scope="module")
def open_lasting(windows, server):
    """Open pages that tests of a module share: they look, and leave all as it is."""
    with opening(windows, server) as opened:
        yield opened


def pytest_collection_modifyitems(items):
    for item in items:
        if item.path.parent == HERE:
            item.add_marker(pytest.mark.browser)
