"""What the door answers of a case: whether it was changed, outside every run of the page."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from starlette.responses import PlainTextResponse
from starlette.routing import Route

from components.views.follow import HEAD
from geo import Case, CaseError, DataError, settings

if TYPE_CHECKING:
    from pathlib import Path

    from starlette.requests import Request


def routes() -> list[Route]:
    """Return what is answered beside the page: the head of the case, where it works on one."""
    path = settings.case_file()
    if path is None and settings.may_keep():
        with suppress(DataError):  # no home: nothing is kept, as the page says
            path = settings.own_case()
    return [] if path is None else [Route(f"/{HEAD}", partial(_answer, path))]


def _answer(path: Path, _request: Request) -> PlainTextResponse:
    """Tell the hash of the case's last entry; nothing where it cannot be read just now."""
    try:
        with Case.open(path) as case:
            said = case.head.hash
    except CaseError:
        said = ""
    return PlainTextResponse(said, headers={"Cache-Control": "no-store"})
