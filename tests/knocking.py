"""Knock on a real server with bytes of one's own: no client that puts them right."""

import http.client
import socket
from contextlib import closing
from dataclasses import dataclass, field

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
