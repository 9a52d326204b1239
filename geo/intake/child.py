"""The whole life of a process that reads foreign files: asked in bytes, it answers in JSON."""

from __future__ import annotations

import contextlib
import json
import os
import queue
import sys
import threading
import traceback
from dataclasses import asdict
from importlib import import_module
from typing import Any, BinaryIO

from geo.intake import finish, languages, walls
from geo.intake.found import Found, UnreadableError
from geo.intake.kinds import Kind

# Each has a function `read(data, url)` that returns what it finds.
_READERS = {
    Kind.MARKDOWN: "markdown",
    Kind.HTML: "html",
    Kind.MHTML: "mail",
    Kind.PDF: "pdf",
    Kind.DOCX: "docx",
    Kind.ODT: "odt",
    Kind.RTF: "rtf",
    Kind.MAIL: "mail",
    Kind.FEED: "feed",
    Kind.JSONL: "table",
    Kind.CSV: "table",
}
_ORIGINAL = "geo.intake.formats.original"  # has a function `look(kind, data, words, page)`
_REMEDY = "get it again, or save its words as plain text"
_SIZE = 8  # bytes that say how many follow


def live() -> None:
    """Read what the parent gives until it is gone."""
    asked, told = _pipes()
    walls.shut_in()
    request = _take(asked)
    if request["kind"] != Kind.JSONL:  # whose lines may say what language they are in
        languages.prepare()
    import_module(_home(request))  # before anything foreign is read
    walls.bound(request["megabytes"])
    calls: queue.SimpleQueue[tuple[dict[str, Any], bytes]] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(asked, calls, request), daemon=True).start()
    while True:
        request, data = calls.get()
        walls.allow_seconds(request["seconds"])
        _put(told, json.dumps(_answer(request, data)).encode())


def _answer(request: dict[str, Any], data: bytes) -> dict[str, object]:
    kind = Kind(request["kind"])
    try:
        with contextlib.redirect_stdout(sys.stderr):
            home = import_module(_home(request))
            if "look" in request:
                return {"found": [home.look(kind, data, *request["look"])]}
            found: list[Found] = home.read(data, request["url"])
            return {"found": [asdict(finish.finished(each, kind)) for each in found]}
    except UnreadableError as trouble:
        return {"error": str(trouble)}
    except MemoryError:
        most = f"{request['megabytes']:,} MB"
        return {"error": f"needs more than {most} of memory to be read; {_REMEDY}"}
    except Exception:  # noqa: BLE001 - whatever a library makes of a damaged file is said in words
        traceback.print_exc()  # to whoever looks: the parent does not
        return {
            "error": f"is no {kind.value} that can be read: it is damaged or cut off; {_REMEDY}"
        }


def _home(request: dict[str, Any]) -> str:
    if "look" in request:
        return _ORIGINAL
    return f"geo.intake.formats.{_READERS[Kind(request['kind'])]}"


def _pipes() -> tuple[BinaryIO, BinaryIO]:
    """Return where the parent asks and is told; what a library prints goes to the error stream."""
    told = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return sys.stdin.buffer, told


def _take(asked: BinaryIO) -> dict[str, Any]:
    """Wait for a request, without its file."""
    head = asked.read(_SIZE)
    if len(head) < _SIZE:
        os._exit(0)
    request: dict[str, Any] = json.loads(asked.read(int.from_bytes(head)))
    return request


def _listen(
    asked: BinaryIO,
    calls: queue.SimpleQueue[tuple[dict[str, Any], bytes]],
    request: dict[str, Any],
) -> None:
    """Pass on what the parent gives, and end this process at once when the parent is gone."""
    try:
        while True:
            data = asked.read(request["bytes"])
            calls.put((request, data))
            request = _take(asked)
    finally:
        os._exit(0)


def _put(told: BinaryIO, answer: bytes) -> None:
    told.write(len(answer).to_bytes(_SIZE))
    told.write(answer)
    told.flush()
