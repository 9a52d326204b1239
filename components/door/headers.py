"""Headers of every answer: what a browser may do with it, and who may show it."""

from __future__ import annotations

import base64
import hashlib
import re
from typing import TYPE_CHECKING

from starlette.datastructures import MutableHeaders

from components.door import paths
from components.views.tiles import HOST as TILES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from starlette.types import ASGIApp, Message, Receive, Scope, Send

_INLINE = re.compile(r"<script>(.*?)</script>", re.DOTALL)

ALWAYS: Mapping[str, str] = {
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": ", ".join(
        f"{name}=()"
        for name in (
            "camera",
            "display-capture",
            "geolocation",
            "microphone",
            "payment",
            "serial",
            "usb",
        )
    ),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}

# Nothing runs, loads or is framed: for refusals, and for files that a user made.
CLOSED = "default-src 'none'; frame-ancestors 'none'; sandbox"

# The map's frame. streamlit-folium runs the map's script as text, and evaluates what
# changes; it can fetch nothing but our fonts, and its pictures come from here or, once
# the reader ticks the box, from the one host of the tiles.
_FRAME = {
    "default-src": "'none'",
    "script-src": "'self' 'unsafe-inline' 'unsafe-eval'",
    "style-src": "'self' 'unsafe-inline'",
    "img-src": f"'self' data: {TILES}",
    "font-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'none'",
    "frame-ancestors": "'self'",
}

# The page. Components without a frame run from a blob; Streamlit, React and our style
# sheet write styles into the page; 'self' of connect-src is also its WebSocket.
_PAGE = {
    "default-src": "'none'",
    "script-src": "'self' blob: {scripts}",
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data:",
    "font-src": "'self' data:",
    "connect-src": "'self'",
    "frame-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'none'",
    "frame-ancestors": "'none'",
}


class Headers:
    """Middleware that sets the headers, whoever made the answer."""

    def __init__(self, app: ASGIApp, *, shell: str) -> None:
        self._app = app
        self._page = policy(_PAGE).format(scripts=" ".join(hashes(shell)))
        self._frame = policy(_FRAME)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer the request with the headers set."""

        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start":
                put(MutableHeaders(scope=message), self.of(scope["path"]))
            await send(message)

        await self._app(scope, receive, sent)

    def of(self, path: str) -> Mapping[str, str]:
        """Return the headers of an answer to `path`."""
        if path.startswith(paths.FRAMES):
            return {
                **ALWAYS,
                "Content-Security-Policy": self._frame,
                "X-Frame-Options": "SAMEORIGIN",
            }
        words = CLOSED if path.startswith(paths.MEDIA) else self._page
        return {**ALWAYS, "Content-Security-Policy": words}


def put(headers: MutableHeaders, own: Mapping[str, str]) -> None:
    """Set our headers where an answer has none, and take off what opens it to other origins."""
    for name in [name for name in headers if name.startswith("access-control-")]:
        del headers[name]
    for name, value in own.items():
        headers.setdefault(name, value)


def policy(parts: Mapping[str, str]) -> str:
    """Return a Content-Security-Policy as its header says it."""
    return "; ".join(f"{name} {value}" for name, value in parts.items())


def hashes(shell: str) -> Iterable[str]:
    """Return, for a page's HTML, the source of each script written into it."""
    for script in _INLINE.findall(shell):
        digest = hashlib.sha256(script.encode()).digest()
        yield f"'sha256-{base64.b64encode(digest).decode()}'"
