"""The start-up token: shown once in the address, then kept by the browser in a cookie."""

from __future__ import annotations

import hmac
import secrets
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlencode

from starlette.datastructures import Headers
from starlette.requests import cookie_parser

if TYPE_CHECKING:
    from starlette.types import Scope

NAME = "token"  # in the address


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """What opens the door of one run of the server."""

    token: str = field(repr=False)
    port: int
    # The cookie is not the token: browsers hand cookies to every port of a host.
    ticket: str = field(default_factory=lambda: secrets.token_urlsafe(32), repr=False)

    @property
    def cookie(self) -> str:
        """Return the cookie's name; two servers of one host keep theirs apart."""
        return f"dateline-{self.port}"

    def is_held(self, scope: Scope) -> bool:
        """Return whether the request carries the cookie."""
        values = [
            cookie_parser(line).get(self.cookie, "")
            for line in Headers(scope=scope).getlist("cookie")
        ]
        return any(_same(value, self.ticket) for value in values)

    def address_without(self, scope: Scope) -> str | None:
        """Return the address less its token, if that is right; else None."""
        pairs = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
        if not any(name == NAME and _same(value, self.token) for name, value in pairs):
            return None
        rest = urlencode([(name, value) for name, value in pairs if name != NAME])
        return "/?" + rest if rest else "/"

    def set_cookie(self, *, secure: bool) -> str:
        """Return the header that hands the browser its cookie."""
        words = f"{self.cookie}={self.ticket}; Path=/; HttpOnly; SameSite=Strict"
        return words + "; Secure" if secure else words


def _same(said: str, right: str) -> bool:
    """Compare in a time that tells nothing of where two texts differ."""
    return hmac.compare_digest(said.encode(), right.encode())
