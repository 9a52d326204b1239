"""The page's first bytes: Streamlit's empty shell, with words and a skeleton until it is filled."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from starlette.datastructures import MutableHeaders

from components.door import paths

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

_LOADING = Path(__file__).parents[1] / "frontend" / "loading.html"
_ROOT = '<div id="root"></div>'
_NO_SCRIPT = re.compile(r"<noscript>.*?</noscript>", re.DOTALL)
_OF_THE_FILE = ("etag", "last-modified", "accept-ranges", "content-encoding")
_FOUND = 200


class Shell:
    """Middleware that answers for the page with the dressed shell, whatever Streamlit sends."""

    def __init__(self, app: ASGIApp, *, page: str) -> None:
        self._app = app
        self._page = page.encode()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and put the page in the place of the file."""
        if scope["type"] != "http" or scope["path"] != paths.PAGE:
            await self._app(scope, receive, send)
            return
        ours = left = False

        async def sent(message: Message) -> None:
            nonlocal ours, left
            if message["type"] == "http.response.start":
                ours = message["status"] == _FOUND
                if ours:
                    headers = MutableHeaders(scope=message)
                    for name in _OF_THE_FILE:
                        del headers[name]
                    headers["Content-Length"] = str(len(self._page))
            elif ours:
                if left:
                    return
                left = True
                body = b"" if scope["method"] == "HEAD" else self._page
                message = {"type": "http.response.body", "body": body, "more_body": False}
            await send(message)

        await self._app(scope, receive, sent)


def dress(shell: str) -> str:
    """Return Streamlit's page with ours before it; a page without its root stays as it is."""
    named = _NO_SCRIPT.sub("", shell).replace("<title>Streamlit</title>", "<title>Dateline</title>")
    return named.replace(_ROOT, f"{_LOADING.read_text(encoding='utf-8')}{_ROOT}", 1)
