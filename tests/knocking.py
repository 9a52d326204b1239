"""A real server of one's own, and knocks on it: bytes that no client puts right."""

import http.client
import os
import signal
import socket
import subprocess
import sys
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from geo.proof.server import free_port
from tests.browser.conftest import GUARD

ROOT = Path(__file__).parents[1]

PATIENCE = 60  # seconds until a server that does not answer fails a test
SOCKET = {
    "Connection": "Upgrade",
    "Upgrade": "websocket",
    "Sec-WebSocket-Version": "13",
    "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
    "Sec-WebSocket-Protocol": "streamlit",
}


@dataclass
class Answer:
    """What came back."""

    status: int
    headers: dict[str, str] = field(default_factory=dict)
    body: str = ""


def knock(port, path="/", *, method="GET", host=None, address="127.0.0.1", **more):
    """Ask once; a list stands for a header said several times, None for one left out."""
    pairs = {"Host": f"localhost:{port}" if host is None else host}
    pairs |= {name.replace("_", "-"): value for name, value in more.items()}
    lines = [f"{method} {path} HTTP/1.1"]
    for name, value in pairs.items():
        said = value if isinstance(value, list) else [value]
        lines += [f"{name}: {one}" for one in said if one is not None]
    with closing(socket.create_connection((address, port), timeout=PATIENCE)) as line:
        line.sendall(("\r\n".join(lines) + "\r\n\r\n").encode())
        answer = http.client.HTTPResponse(line, method=method)
        answer.begin()
        opened = answer.status == http.client.SWITCHING_PROTOCOLS
        body = "" if opened else answer.read().decode()
        headers = {name.lower(): value for name, value in answer.getheaders()}
        return Answer(answer.status, headers, body)


def knock_socket(port, path="/_stcore/stream", **more):
    """Ask for a WebSocket once."""
    return knock(port, path, **{**SOCKET, **more})


class Running:
    """A server, what it printed, and what it tried to reach."""

    def __init__(self, folder, *words, **environ):
        self.port = free_port()
        self.outside = folder / "outside.txt"
        self.log = folder / "log.txt"
        (folder / "sitecustomize.py").write_text(GUARD)
        path = os.pathsep.join(filter(None, [str(folder), os.environ.get("PYTHONPATH")]))
        own = {"PYTHONPATH": path, "DATELINE_OUTSIDE": str(self.outside), **environ}
        command = [sys.executable, "-m", "geo.cli", "serve", "--no-browser", *words]
        with self.log.open("w") as log:
            self.process = subprocess.Popen(
                [*command, "--port", str(self.port)],
                cwd=ROOT,
                env={**os.environ, **own},
                stdout=log,
                stderr=subprocess.STDOUT,
            )

    def went_outside(self):
        return self.outside.read_text() if self.outside.exists() else ""

    def end(self, with_signal=signal.SIGTERM):
        self.process.send_signal(with_signal)
        return self.process.wait(timeout=PATIENCE)


def wait_for_line(server, words):
    """Wait until the server has printed it."""
    while words not in server.log.read_text():
        assert server.process.poll() is None, server.log.read_text()
