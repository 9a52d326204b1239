"""Every request is judged here before Streamlit sees it: Host, Origin, token, path."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse, RedirectResponse, Response

from components.door import paths
from components.door.headers import CLOSED
from components.door.key import Key
from geo import origins

if TYPE_CHECKING:
    from collections.abc import Sequence

    from starlette.routing import BaseRoute
    from starlette.types import ASGIApp, Receive, Scope, Send

_HOST = (
    "This server does not answer to the name in the address. Open the address that "
    "dateline printed, or start it with --allow-host NAME."
)
_ORIGIN = "Only the dashboard's own page may ask this; the request came from another one."
_UNKNOWN = (
    "This server asks for a token once. Open the address that dateline printed where it "
    "was started, which ends in ?token= and the token."
)
_PATH = {404: "There is nothing at this address.", 405: "This address does not take that method."}


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """Whom the server answers."""

    origins: frozenset[str]  # its own, as browsers write them
    by_address: bool = False  # also under the address that the connection came in by
    key: Key | None = None

    def known(self, scope: Scope) -> frozenset[str]:
        """Return the origins that are this server's own, seen from one connection."""
        here = scope.get("server")
        came_by = origins.at(here[0], here[1]) if self.by_address and here else None
        return self.origins | {came_by} if came_by else self.origins


class Guard:
    """Middleware that lets through what the dashboard's own page asks, and nothing else."""

    def __init__(self, app: ASGIApp, *, rules: Rules, routes: Sequence[BaseRoute] = ()) -> None:
        self._app = app
        self._rules = rules
        self._routes = routes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or answer it with a refusal."""
        answer = self.judge(scope) if scope["type"] in {"http", "websocket"} else None
        if answer is None:
            await self._app(scope, receive, send)
        elif scope["type"] == "websocket":
            # 403 without words: no browser shows them, and uvicorn logs an error for each
            await send({"type": "websocket.close", "code": 1008})
        else:
            await answer(scope, receive, send)

    def judge(self, scope: Scope) -> Response | None:
        """Return what refuses the request; None lets it through."""
        known = self._rules.known(scope)
        refused = refuse_host(scope, known) or refuse_origin(scope, known)
        if refused is not None:
            return refused
        refused = self._ask_token(scope, known)
        if refused is not None:
            return refused
        status = paths.refusal(scope, self._routes)
        return None if status is None else refusal(status, _PATH[status])

    def _ask_token(self, scope: Scope, known: frozenset[str]) -> Response | None:
        """Return the way in for who brings the token, a refusal for who does not."""
        key = self._rules.key
        if key is None or key.is_held(scope):
            return None
        bare = key.address_without(scope)
        if scope["type"] == "websocket":
            scope["query_string"] = b""  # the server logs a socket's address
        elif bare is not None and scope["method"] == "GET" and scope["path"] == paths.PAGE:
            secure = f"https://{Headers(scope=scope)['host']}" in known
            return RedirectResponse(
                bare,
                status_code=303,
                headers={
                    "Set-Cookie": key.set_cookie(secure=secure),
                    "Cache-Control": "no-store",
                },
            )
        return refusal(403, _UNKNOWN)


def refuse_host(scope: Scope, known: frozenset[str]) -> Response | None:
    """Return a refusal unless the one Host is, to the letter, a name of this server."""
    said = Headers(scope=scope).getlist("host")
    if len(said) != 1:
        return refusal(400, _HOST)
    return None if said[0] in map(origins.authority, known) else refusal(421, _HOST)


def refuse_origin(scope: Scope, known: frozenset[str]) -> Response | None:
    """
    Return a refusal to a page that is not our own.

    A browser names the page in Origin with every WebSocket and all that changes something:
    there it has to stand, and to be the very origin of Host. Reading has none, and is told
    by Sec-Fetch-Site where the browser sends it: a page of a stranger may lead a reader
    here, and nothing more.
    """
    headers = Headers(scope=scope)
    said = headers.getlist("origin")
    method = scope.get("method")
    if said or method not in paths.READING:
        right = len(said) == 1 and said[0] in known
        if not right or origins.authority(said[0]) != headers["host"]:
            return refusal(403, _ORIGIN)
    if headers.get("sec-fetch-site", "none") in {"none", "same-origin"}:
        return None
    leads = method == "GET" and scope["path"] == paths.PAGE
    if leads and headers.get("sec-fetch-dest") == "document":
        return None
    return refusal(403, _ORIGIN)


def refusal(status: int, sentence: str) -> Response:
    """Return an answer that says why, and holds nothing else."""
    return PlainTextResponse(
        sentence + "\n",
        status_code=status,
        headers={"Cache-Control": "no-store", "Content-Security-Policy": CLOSED},
    )
