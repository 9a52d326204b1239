"""Files fetched because the user named them, resumed where an earlier try was cut off."""

from __future__ import annotations

import http.client
import json
import re
import urllib.error
import urllib.request
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from geo.errors import DataError
from geo.settings import VERSION

if TYPE_CHECKING:
    from pathlib import Path

    from geo.gazetteer.install.entries import Report

TIMEOUT_S = 30.0
_BLOCK = 1 << 18
_PARTIAL, _UNCHANGED = 206, 304
_SAFE = re.compile(r"[^A-Za-z0-9._-]+")


def is_url(words: str) -> bool:
    """Return whether words are the address of a file on the web."""
    return words.lower().startswith(("http://", "https://"))


def fetch(url: str, folder: Path, report: Report) -> Path:
    """
    Return a file from the web, fetched into a folder.

    Parameters
    ----------
    url : str
        http or https.
    folder : Path
        Where to put it; what an interrupted try left there is gone on with, unless the server
        says that the file has changed since.
    report : Report
        Told how many bytes have come.

    Returns
    -------
    Path
        The whole file; one that was fetched before and is still the same is not fetched again.

    Raises
    ------
    DataError
        When the server cannot be reached, refuses, or breaks off; the message names the address.
    """
    name = _file_name(url)
    if not name:
        msg = f"{url} names no file; give the address of one, such as one that ends in .zip"
        raise DataError(msg)
    whole = folder / name
    part, note = _beside(whole)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if _is_whole(part, note):
            part.replace(whole)
        _receive(url, whole, report)
    except urllib.error.HTTPError as cause:
        cause.close()
        if cause.code == _UNCHANGED and whole.exists():
            return whole
        msg = f"{url} was refused: {cause.code} {cause.reason}; check the address"
        raise DataError(msg) from cause
    except (urllib.error.URLError, http.client.HTTPException, OSError, ValueError) as cause:
        why = getattr(cause, "reason", None) or cause
        msg = (
            f"{url} could not be fetched ({why}); check the address and the connection and run"
            " the command again: it goes on where it stopped"
        )
        raise DataError(msg) from cause
    return whole


def _file_name(url: str) -> str:
    try:
        path = unquote(urlsplit(url).path)
    except ValueError:
        return ""
    return _SAFE.sub("-", path.rpartition("/")[2]).lstrip(".")


def _is_whole(part: Path, note: Path) -> bool:
    """Return whether every byte of the version noted is there."""
    version, length = _noted(note)
    return bool(version and length) and part.exists() and part.stat().st_size == length


def _beside(whole: Path) -> tuple[Path, Path]:
    """Return where a file grows, and where it is noted which version of it."""
    return whole.with_name(f".{whole.name}.part"), whole.with_name(f".{whole.name}.note")


def _noted(note: Path) -> tuple[str, int]:
    """Return which version an earlier try began to fetch and its length; "" where none can tell."""
    try:
        facts = json.loads(note.read_text(encoding="utf-8"))
        return str(facts["version"]), int(facts["bytes"])
    except (OSError, ValueError, KeyError, TypeError):
        return "", 0


def _receive(url: str, whole: Path, report: Report) -> None:
    part, note = _beside(whole)
    version, _ = _noted(note)
    have = part.stat().st_size if version and part.exists() else 0
    headers = {"User-Agent": f"dateline/{VERSION}", "Accept-Encoding": "identity"}
    if have:
        headers |= {"Range": f"bytes={have}-", "If-Range": version}
    elif _is_whole(whole, note):
        asked = "If-None-Match" if version.startswith('"') else "If-Modified-Since"
        headers[asked] = version
    request = urllib.request.Request(url, headers=headers)  # noqa: S310 - `is_url` saw to it
    with urllib.request.urlopen(request, timeout=TIMEOUT_S) as answer:  # noqa: S310 - as above
        if answer.status != _PARTIAL:
            have = 0
        length = answer.headers.get("Content-Length")
        total = have + int(length) if length else 0
        version = answer.headers.get("ETag") or answer.headers.get("Last-Modified") or ""
        if version and not version.startswith("W/"):
            note.write_text(json.dumps({"version": version, "bytes": total}), encoding="utf-8")
        else:  # nothing tells whether the file is still the same, so a later try starts afresh
            note.unlink(missing_ok=True)
        with part.open("ab" if have else "wb") as file:
            while block := answer.read(_BLOCK):
                file.write(block)
                have += len(block)
                report(f"fetch {whole.name}", have, total)
    if total and have != total:
        msg = f"{have:,} of {total:,} bytes came"
        raise ConnectionError(msg)
    part.replace(whole)
