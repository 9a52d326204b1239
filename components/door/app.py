"""The server's application: Streamlit's page behind the door."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st
from starlette.formparsers import MultiPartParser
from starlette.middleware import Middleware

from components.door.guard import Guard, Rules, refusal
from components.door.headers import ALWAYS, Headers
from components.door.options import UPLOAD_MB
from components.door.shell import Shell, dress

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from contextlib import AbstractAsyncContextManager

    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.routing import BaseRoute

_TROUBLE = "The server could not answer this; its own window says more."


def build(
    page: Path,
    rules: Rules,
    *,
    lifespan: Callable[[st.App], AbstractAsyncContextManager[None]],
    routes: Sequence[BaseRoute] = (),
) -> st.App:
    """
    Return the application.

    Parameters
    ----------
    page
        The script of the page.
    rules
        Whom it answers.
    lifespan
        What happens when the server listens, and when it ends.
    routes
        What it answers beside Streamlit, as `Route("/ground/{hash}", ...)`; behind the same
        door and under the same headers.
    """
    # An article that is uploaded stays in memory: Starlette would lay a large one in a file.
    MultiPartParser.spool_max_size = (UPLOAD_MB + 1) << 20
    static = Path(st.__file__).parent / "static"
    shell = dress((static / "index.html").read_text(encoding="utf-8"))
    return st.App(
        page,
        lifespan=lifespan,
        routes=routes,
        middleware=[
            Middleware(Headers, shell=shell),
            Middleware(Guard, rules=rules, routes=routes),
            Middleware(Shell, page=shell),
        ],
        exception_handlers={Exception: trouble},
    )


def trouble(_request: Request, _error: Exception) -> Response:
    """Answer for an error of ours; made outside the middleware, so with its headers on it."""
    answer = refusal(500, _TROUBLE)
    for name, value in ALWAYS.items():
        answer.headers[name] = value
    return answer
