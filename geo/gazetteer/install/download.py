"""Files fetched because the user named them, resumed where an earlier try was cut off."""

from __future__ import annotations

import http.client
import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from geo.errors import DataError, FetchError
from geo.gazetteer.install.bounds import MAX_BYTES, always, size
from geo.web import Guard, opened, shown

if TYPE_CHECKING:
    from pathlib import Path

    from geo.gazetteer.install.entries import Report
    from geo.web import Answer

_WHOLE, _PARTIAL, _UNCHANGED, _BEYOND = 200, 206, 304, 416
_BEHIND = 1 << 20
_SAFE = re.compile(r"[^A-Za-z0-9._-]+")
_AGAIN = "try again: it goes on where it stopped"


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What may be fetched."""

    max_bytes: int = MAX_BYTES
    agree: Callable[[str], bool] = always  # told what will come; the work ends where it says no
    inside: bool = True  # the address is the user's own word, and may lie in a network of theirs

    @property
    def guard(self) -> Guard:
        """What guards a fetch on these terms; how much came is counted before it says no."""
        return Guard(max_bytes=self.max_bytes + _BEHIND, named_inside=self.inside)


def fetch(url: str, folder: Path, report: Report, terms: Terms) -> Path:
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
    terms : Terms
        How much may come; asked before it does.

    Returns
    -------
    Path
        The whole file; one that was fetched before and is still the same is not fetched again.

    Raises
    ------
    DataError
        When the server cannot be reached, refuses, leads where it may not, sends too much or too
        slowly, or breaks off; the message names the address without a password.
    """
    name = _file_name(url)
    if not name:
        msg = f"{shown(url)} names no file; give the address of one, such as one that ends in .zip"
        raise DataError(msg)
    whole = folder / name
    part, note = _beside(whole)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if _is_whole(part, note):
            part.replace(whole)
        _receive(url, whole, report, terms)
    except FetchError as cause:
        broken = isinstance(cause.__cause__, (OSError, http.client.HTTPException))
        msg = f"{cause}; {_AGAIN}" if broken else str(cause)
        raise DataError(msg) from cause
    except OSError as cause:  # the web's own are FetchErrors: this one is the disk's
        msg = (
            f"cannot write in {folder} ({cause.strerror or cause}); free some room or mend its"
            f" permissions, then {_AGAIN}"
        )
        raise DataError(msg) from cause
    return whole


def measure(url: str, terms: Terms) -> int:
    """
    Return how large a file on the web is; none of it is kept.

    Parameters
    ----------
    url : str
        http or https.
    terms : Terms
        How much may come.

    Returns
    -------
    int
        Bytes, as its server says; 0 where it does not.

    Raises
    ------
    DataError
        When the server cannot be reached, refuses, leads where it may not, or has too much.
    """
    try:
        with opened(url, terms.guard, {}) as answer:
            _welcome(answer, {_WHOLE})
            total = _length(answer)
            _bound(answer, total, terms)
            return total
    except FetchError as cause:
        raise DataError(str(cause)) from cause


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


def _receive(url: str, whole: Path, report: Report, terms: Terms) -> None:
    part, note = _beside(whole)
    version, _ = _noted(note)
    have = part.stat().st_size if version and part.exists() else 0
    headers = {}
    if have:
        headers = {"Range": f"bytes={have}-", "If-Range": version}
    elif _is_whole(whole, note):
        headers["If-None-Match" if version.startswith('"') else "If-Modified-Since"] = version
    # what an earlier try brought counts too, so the line is drawn below; the guard is behind it
    with opened(url, terms.guard, headers) as answer:
        if answer.status == _UNCHANGED and whole.exists():
            return
        _admit(answer, part, have)
        have = have if answer.status == _PARTIAL else 0
        total = have + _length(answer)
        _agree(answer, total, terms)
        version = answer.headers.get("etag") or answer.headers.get("last-modified") or ""
        if version and not version.startswith("W/"):
            note.write_text(json.dumps({"version": version, "bytes": total}), encoding="utf-8")
        else:  # nothing tells whether the file is still the same, so a later try starts afresh
            note.unlink(missing_ok=True)
        with part.open("ab" if have else "wb") as file:
            for block in answer.blocks:
                have += len(block)
                if have > terms.max_bytes:
                    break
                file.write(block)
                report(f"fetch {whole.name}", have, total)
    if have > terms.max_bytes:
        part.unlink()
        raise DataError(_too_large(answer, "sends", terms))
    if total and have != total:
        msg = f"{answer.url} could not be fetched ({have:,} of {total:,} bytes came); {_AGAIN}"
        raise DataError(msg)
    part.replace(whole)


def _admit(answer: Answer, part: Path, have: int) -> None:
    """Refuse an answer that brings no content, or another piece than was asked for."""
    piece = answer.headers.get("content-range", "")
    foreign = answer.status == _PARTIAL and piece and not piece.startswith(f"bytes {have}-")
    if answer.status == _BEYOND or foreign:
        part.unlink(missing_ok=True)
        msg = f"{answer.url} does not go on where it stopped; try again"
        raise DataError(msg)
    _welcome(answer, {_WHOLE, _PARTIAL})


def _welcome(answer: Answer, statuses: set[int]) -> None:
    """Refuse an answer that says that there is nothing for us."""
    if answer.status not in statuses:
        msg = f"{answer.url} was refused: {answer.status} {answer.reason}; check the address"
        raise DataError(msg)


def _length(answer: Answer) -> int:
    """Return how many bytes the server says will come; 0 when it does not."""
    words = answer.headers.get("content-length", "")
    return int(words) if words.isdecimal() else 0


def _bound(answer: Answer, total: int, terms: Terms) -> None:
    if total > terms.max_bytes:
        raise DataError(_too_large(answer, f"has {size(total)}, which is", terms))


def _agree(answer: Answer, total: int, terms: Terms) -> None:
    _bound(answer, total, terms)
    if not terms.agree(f"{answer.url}: {size(total) if total else 'of unknown size'}"):
        msg = f"{answer.url} was not fetched, as you wish"
        raise DataError(msg)


def _too_large(answer: Answer, how: str, terms: Terms) -> str:
    return (
        f"{answer.url} {how} more than the {size(terms.max_bytes)} that one file may have; if that"
        " is right, allow it with --max-size of `dateline gazetteer install`"
    )
