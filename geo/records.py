"""
A parse as plain values and back, without loss: what a case keeps, and what a cache is keyed by.

The public half, for other programs, is the JSON of `dateline parse` (docs/json.md); this is the
whole of it, for Dateline itself. A record that stands in several places (a place among the
candidates of many names, a resolution that evidence points to) is told once, in a table of its
kind, and numbered elsewhere.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from geo.errors import DataError
from geo.types import (
    Article,
    Evidence,
    Incident,
    Parse,
    Place,
    Quote,
    Resolution,
    Toponym,
)

VERSION = 2  # of these values; it grows when a record gains or loses a field
_BEFORE: Mapping[int, Mapping[type, Mapping[str, Any]]] = {  # fields that older versions lack
    1: {Article: {"original": None, "normaliser": "1"}, Resolution: {"within": None}},
}
FORMAT = "dateline-parse"
ARTICLE_FORMAT = "dateline-article"
_TABLES: Mapping[str, type] = {  # each only points to those before it
    "places": Place,
    "quotes": Quote,
    "toponyms": Toponym,
    "resolutions": Resolution,
    "evidence": Evidence,
    "incidents": Incident,
}
_NUMBERED = {kind: name for name, kind in _TABLES.items()}
_PLAIN = (str, int, float, bool)
_BARE = frozenset((*_PLAIN, NoneType))  # written as they are
_Kept = TypeVar("_Kept")


def to_plain(parse: Parse) -> dict[str, Any]:
    """
    Return a parse as values that JSON can hold.

    Parameters
    ----------
    parse : Parse
        Any.

    Returns
    -------
    dict
        `format`, `version`, a table for each kind of record that others point to, and `parse`.
        `from_plain` gives the same parse back, from these values or from their JSON.
    """
    writer = _Writer()
    whole = writer.fields_of(parse)
    return {"format": FORMAT, "version": VERSION, **writer.tables, "parse": whole}


def from_plain(plain: object) -> Parse:
    """
    Return the parse that `to_plain` wrote.

    Parameters
    ----------
    plain : object
        What `to_plain` returned, or what its JSON was read as; anything else is refused.

    Returns
    -------
    Parse
        Equal to the one written.

    Raises
    ------
    DataError
        When it is no stored parse, is of another version, or is damaged; the message says which.
    """
    _check_head(plain, FORMAT)
    return _read(plain, lambda reader: reader.parse())


def article_to_plain(article: Article) -> dict[str, Any]:
    """Return an article as values that JSON can hold; `article_from_plain` gives it back."""
    whole = _Writer().fields_of(article)
    return {"format": ARTICLE_FORMAT, "version": VERSION, "article": whole}


def article_from_plain(plain: object) -> Article:
    """
    Return the article that `article_to_plain` wrote.

    Raises
    ------
    DataError
        When it is no stored article, is of another version, or is damaged.
    """
    _check_head(plain, ARTICLE_FORMAT)
    return _read(plain, lambda reader: reader.article())


def parse_key(article: Article, engine: str) -> str:
    """
    Return what a parse is known by: a digest of all that goes into it.

    Parameters
    ----------
    article : Article
        With every field that a stage reads or may come to read: text, title, hidden lines,
        publisher, date, language, address.
    engine : str
        The engine's id, which covers every stage.

    Returns
    -------
    str
        SHA-256, hexadecimal: equal for equal articles and engines only.
    """
    whole = {"article": _Writer().fields_of(article), "engine": engine}
    words = json.dumps(whole, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(words.encode()).hexdigest()


def _check_head(plain: object, form: str) -> None:
    """Refuse what is not of a format, and a version that nobody here reads."""
    what = form.removeprefix("dateline-")
    if not isinstance(plain, Mapping) or plain.get("format") != form:
        msg = f"this is no stored {what}: it does not begin with the format {form!r}"
        raise DataError(msg)
    version = plain.get("version")
    if version != VERSION and not (type(version) is int and version in _BEFORE):
        msg = (
            f"the stored {what} is of version {str(version)[:20]!r} and this Dateline reads "
            f"{VERSION}: parse the article again, or use the Dateline that wrote it"
        )
        raise DataError(msg)


def _read(plain: Any, take: Callable[[_Reader], _Kept]) -> _Kept:  # noqa: ANN401 - as stored
    try:
        return take(_Reader(plain))
    except (KeyError, IndexError, TypeError, ValueError, RecursionError) as cause:
        what = str(plain["format"]).removeprefix("dateline-")
        msg = f"the stored {what} is damaged ({str(cause)[:120]}): parse the article again"
        raise DataError(msg) from cause


class _Writer:
    """Records to plain values, those of a kind with a table numbered."""

    def __init__(self) -> None:
        self.tables: dict[str, list[dict[str, Any]]] = {name: [] for name in _TABLES}
        self._numbers: dict[Any, int] = {}
        self._known: dict[int, int] = {}  # by identity: to compare one takes all that is in it

    def fields_of(self, record: Any) -> dict[str, Any]:  # noqa: ANN401 - any record of geo.types
        """Return a record's fields by name."""
        kind: type = type(record)
        return {name: self._plain(getattr(record, name)) for name in _names(kind)}

    def _plain(self, value: Any) -> Any:  # noqa: ANN401 - any value in a record
        if type(value) in _BARE:
            return value
        if isinstance(value, tuple):
            return [self._plain(item) for item in value]
        if isinstance(value, Enum):
            return value.value
        if isinstance(value, date):
            return value.isoformat()
        if not is_dataclass(value):
            return value
        table = _NUMBERED.get(type(value))
        return self.fields_of(value) if table is None else self._number(table, value)

    def _number(self, table: str, record: Any) -> int:  # noqa: ANN401 - any record with a table
        known = self._known.get(id(record))
        if known is not None:
            return known
        if record not in self._numbers:
            plain = self.fields_of(record)
            self.tables[table].append(plain)
            self._numbers[record] = len(self.tables[table]) - 1
        self._known[id(record)] = self._numbers[record]
        return self._numbers[record]


@cache
def _names(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


class _Reader:
    """Plain values to records, each checked against its field's type."""

    def __init__(self, plain: Mapping[str, Any]) -> None:
        self._plain = plain
        self._absent = _BEFORE.get(plain["version"], {})
        self._tables: dict[str, list[Any]] = {}

    def article(self) -> Article:
        """Return an article stored alone; ValueError and its like where something does not fit."""
        article = self.record(Article, self._plain["article"])
        if not isinstance(article, Article):
            raise TypeError(Article.__name__)
        return article

    def parse(self) -> Parse:
        """Return the whole; ValueError and its like where something does not fit."""
        for name, kind in _TABLES.items():
            rows = self._plain[name]
            if not isinstance(rows, list):
                raise TypeError(name)
            self._tables[name] = [self.record(kind, row) for row in rows]
        parse = self.record(Parse, self._plain["parse"])
        if not isinstance(parse, Parse):
            raise TypeError(Parse.__name__)
        return parse

    def record(self, kind: type, plain: object) -> Any:  # noqa: ANN401 - a record of that kind
        """Return one record."""
        takers = _takers(kind)
        if kind in self._absent and isinstance(plain, Mapping):
            plain = {**self._absent[kind], **plain}
        if not isinstance(plain, Mapping) or plain.keys() != takers.keys():
            msg = f"{kind.__name__} has other fields"
            raise ValueError(msg)
        return kind(**{name: take(self, plain[name]) for name, take in takers.items()})

    def numbered(self, table: str, plain: object) -> Any:  # noqa: ANN401 - a record of that table
        """Return the record of a table that a number tells."""
        return self._tables[table][_index(plain)]


_Taker = Callable[[_Reader, Any], Any]  # what a plain value is read by, for one type of field


@cache
def _takers(kind: type) -> dict[str, _Taker]:
    """Return what each field of a record is read by."""
    hints = get_type_hints(kind)
    return {f.name: _taker(hints[f.name]) for f in fields(kind)}


@cache
def _taker(hint: Any) -> _Taker:  # noqa: ANN401 - any field's type
    """Return what a field of a type is read by: looked into once, not at every value."""
    kinds = get_args(hint)
    if get_origin(hint) is UnionType:
        own = _taker(next(kind for kind in kinds if kind is not NoneType))
        return _or_none(own) if NoneType in kinds else own
    if get_origin(hint) is tuple:
        return _items(_taker(kinds[0]))
    if hint in _NUMBERED:
        return lambda reader, plain: reader.numbered(_NUMBERED[hint], plain)
    if hint is date:
        return lambda _, plain: date.fromisoformat(plain)
    if issubclass(hint, Enum):
        return lambda _, plain: hint(plain)
    return (
        _plain_taker(hint) if hint in _PLAIN else lambda reader, plain: reader.record(hint, plain)
    )


def _or_none(own: _Taker) -> _Taker:
    return lambda reader, plain: None if plain is None else own(reader, plain)


def _items(own: _Taker) -> _Taker:
    def take(reader: _Reader, plain: object) -> tuple[Any, ...]:
        if not isinstance(plain, (list, tuple)):
            msg = f"{str(plain)[:40]!r} is no list"
            raise TypeError(msg)
        return tuple([own(reader, item) for item in plain])

    return take


def _plain_taker(kind: type) -> _Taker:
    def take(_: _Reader, plain: Any) -> Any:  # noqa: ANN401 - a value of that kind
        if type(plain) is not kind and not (kind is float and type(plain) is int):
            msg = f"{str(plain)[:40]!r} is no {kind.__name__}"
            raise TypeError(msg)
        return plain

    return take


def _index(plain: object) -> int:
    if type(plain) is not int or plain < 0:
        msg = f"{str(plain)[:40]!r} numbers no record"
        raise TypeError(msg)
    return plain
