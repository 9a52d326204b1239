"""Many articles in one file: JSON lines, a table with a column of texts, auto-archiver's CSV."""

from __future__ import annotations

import ast
import csv
import io
from typing import TYPE_CHECKING, Any

from geo.intake import lines
from geo.intake.found import Found, UnreadableError
from geo.intake.kinds import ARCHIVED, COLUMNS, header_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_MOST = 10_000  # articles in one file
_FIELD_OF = {name: field for field, every in COLUMNS.items() for name in every}
_DAY = 3  # numbers of a date
_ARCHIVER = {"content": "text", "title": "title", "timestamp": "published", "url": "url",
             "author": "byline", "uploader": "byline"}  # fmt: skip


def read(data: bytes, url: str) -> list[Found]:  # noqa: ARG001 - each has an address of its own
    """Return the articles of a file of several; rows without words are named in a note."""
    text = data.decode("utf-8-sig", errors="replace")
    rows = _lines(text) if text.lstrip().startswith("{") else _rows(text)
    found: list[Found] = []
    empty: list[int] = []
    for number, (row, record) in enumerate(rows, start=1):
        if number > _MOST:
            msg = f"has more than {_MOST:,} articles; split it"
            raise UnreadableError(msg)
        if str(row.get("text") or "").strip():
            found.append(Found(text="", record=record))
            for name in COLUMNS:
                setattr(found[-1], name, str(row.get(name) or ""))
        else:
            empty.append(number)
    if not found:
        msg = "has no article with words in it; give each its words in a column or field `text`"
        raise UnreadableError(msg)
    if empty:
        rows_of = ", ".join(map(str, empty[:10])) + (", ..." if len(empty) > 10 else "")  # noqa: PLR2004
        found[0].notes = (f"rows without words were left out: {rows_of}",)
    return found


def _lines(text: str) -> Iterator[tuple[Mapping[str, Any], str]]:
    for line in lines.read(text.split("\n")):
        if line.wrong:
            msg = f"has a line {line.number} that {line.wrong}"
            raise UnreadableError(msg)
        yield _known(line.held.items()), line.words


def _rows(text: str) -> Iterator[tuple[Mapping[str, Any], str]]:
    delimiter, names = header_of(text.partition("\n")[0])
    csv.field_size_limit(len(text) + 1)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    next(rows)
    archived = set(names) >= ARCHIVED
    for row in rows:
        if not any(row):
            continue
        held = dict(zip(names, row, strict=False))
        if archived:
            yield _archived(held.get("metadata", "")), ""
            continue
        yield _known(held.items()), ""


def _known(said: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    """Return the fields that are known, the first of each that is not empty."""
    found: dict[str, Any] = {}
    for name, value in said:
        field = _FIELD_OF.get(name.casefold())
        if field and value and str(value).strip():
            found.setdefault(field, value)
    return found


def _archived(words: str) -> dict[str, str]:
    """Return a row of auto-archiver, whose metadata are a dictionary as Python writes it."""
    try:
        tree = ast.parse(words.strip() or "{}", mode="eval").body
    except (SyntaxError, ValueError, RecursionError) as cause:
        msg = "has a row whose metadata cannot be read; write the table again with auto-archiver"
        raise UnreadableError(msg) from cause
    if not isinstance(tree, ast.Dict):
        return {}
    said: dict[str, str] = {}
    for key, value in zip(tree.keys, tree.values, strict=True):
        name = _ARCHIVER.get(str(key.value)) if isinstance(key, ast.Constant) else None
        plain = _plain(value)
        if name and plain:
            said.setdefault(name, plain)
    return said


def _plain(value: ast.expr) -> str:
    """Return words, or the day of a `datetime.datetime(...)`; "" for all else."""
    if isinstance(value, ast.Constant) and isinstance(value.value, str):
        return value.value
    if isinstance(value, ast.Call):
        said = (a.value for a in value.args[:_DAY] if isinstance(a, ast.Constant))
        parts = [part for part in said if isinstance(part, int)]
        if len(parts) == _DAY:
            return "{:04}-{:02}-{:02}".format(*parts)
    return ""
