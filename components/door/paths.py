"""What the server answers at all: the parts of Streamlit that the page uses, and no other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from starlette.routing import Match

if TYPE_CHECKING:
    from collections.abc import Iterable

    from starlette.routing import BaseRoute
    from starlette.types import Scope

READING = frozenset({"GET", "HEAD"})
SOCKET = frozenset({"WEBSOCKET"})
FRAMES = "/component/"  # what the page shows in frames of its own
MEDIA = "/media/"  # files made for one user: pictures and downloads
PAGE = "/"


@dataclass(frozen=True, slots=True)
class Path:
    """One open path; one that ends in a slash opens what is under it too."""

    start: str
    methods: frozenset[str] = READING

    def fits(self, path: str) -> bool:
        """Return whether `path` is this one or under it."""
        return path == self.start or (
            len(self.start) > 1 and self.start.endswith("/") and path.startswith(self.start)
        )


OPEN = (
    Path(PAGE),
    Path("/favicon.png"),
    Path("/static/"),  # Streamlit's own scripts, styles and fonts
    Path("/app/static/leaflet/"),
    Path(FRAMES + "streamlit_folium.st_folium/"),
    Path(MEDIA),
    Path("/_stcore/health"),
    Path("/_stcore/host-config"),  # the page does not start without it
    Path("/_stcore/stream", SOCKET),
    Path("/_stcore/upload_file/", frozenset({"PUT", "DELETE"})),
)


def refusal(scope: Scope, routes: Iterable[BaseRoute]) -> int | None:
    """
    Return the status that refuses a path or its method; None when it is open.

    Parameters
    ----------
    scope
        The request.
    routes
        What the server answers beside Streamlit.
    """
    path, method = scope["path"], scope.get("method", "WEBSOCKET")
    found = [item for item in OPEN if item.fits(path)]
    if any(method in item.methods for item in found):
        return None
    matches = {route.matches(scope)[0] for route in routes}
    if Match.FULL in matches:
        return None
    return 405 if found or Match.PARTIAL in matches else 404
