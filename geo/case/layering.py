"""
The layers of a case, for programs of maps: what its parses and decisions lead to.

`evidence` has a row for each name of a place, on the map or not; `places` a row for each mark,
`areas` the shapes of those that have one. They are written from the log and the parses, and may
be written anew at any time: nothing is kept in them alone.
"""

from __future__ import annotations

import json
import struct
from typing import TYPE_CHECKING, Any

from geo.case import geometry
from geo.exports.rows import rows

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from geo.decisions import Settled
    from geo.exports.rows import Value
    from geo.mapped import EvidenceMap
    from geo.types import Span

AREA = "area:"  # before the digest of an outline that an analyst drew
_FROM_ROWS = {  # column to what `geo.exports.rows` calls it
    "article": "article_sha256", "title": "title", "name": "exact", "start": "start", "end": "end",
    "excerpt": "excerpt", "voice": "voice", "speaker": "speaker", "place": "place",
    "place_id": "place_id", "kind": "kind", "country": "country", "admin1": "admin1",
    "on_map": "on_map", "why_not": "why_not", "precision": "precision",
    "acled_geo_precision": "acled_geo_precision", "ucdp_where_prec": "ucdp_where_prec",
    "plover_resolution": "plover_resolution", "coord_basis": "coord_basis",
    "radius_km": "radius_km", "relative_words": "relative_words", "use": "use",
    "status": "status", "score": "score", "found_by": "found_by", "placed_by": "placed_by",
    "mark": "mark", "mark_name": "mark_name", "figure": "figure", "km": "km",
    "nominal": "nominal", "areas": "areas", "line": "line", "excerpt_id": "excerpt_id",
    "reasons": "reasons",
}  # fmt: skip
_KEYS = tuple(_FROM_ROWS.values())
EVIDENCE = ("geom", *_FROM_ROWS, "publisher", "published", "decided", "decided_by")
KEY = slice(EVIDENCE.index("start"), EVIDENCE.index("end") + 1)
MARK = EVIDENCE.index("mark")
MARKS = (
    "geom", "mark", "name", "place", "place_id", "kind", "country", "precision", "figure", "km",
    "nominal", "areas", "line", "names", "excerpts", "articles", "sources", "score", "sure",
    "placed_by",
)  # fmt: skip
Row = tuple[Any, ...]
_COLUMNS = ", ".join(f'"{name}"' for name in EVIDENCE)
_STORED = f"SELECT fid, {_COLUMNS} FROM evidence WHERE number = ?"  # noqa: S608 - our names


def evidence_of(shown: EvidenceMap, settled: Settled) -> tuple[Row, ...]:
    """
    Return the rows of `evidence` for one article.

    Parameters
    ----------
    shown : EvidenceMap
        The article as decided, with nothing asked for.
    settled : Settled
        The same, with who decided what.

    Returns
    -------
    tuple of tuple
        One for each name, in reading order; its values in the order of `EVIDENCE`.
    """
    named = zip(settled.parse.toponyms, rows(shown), strict=True)
    return tuple(evidence_row(settled, name.span, row) for name, row in named)


def evidence_row(settled: Settled, span: Span, row: Mapping[str, Value]) -> Row:
    """Return the row of `evidence` of a name, given its row as `geo.exports.rows` has it."""
    article, decided = settled.parse.article, settled.decided.get(span)
    lon, lat = row["lon"], row["lat"]
    on_map = isinstance(lon, (int, float)) and isinstance(lat, (int, float))
    return (
        geometry.point(float(lon or 0), float(lat or 0)) if on_map else None,
        *[_cell(row[key]) for key in _KEYS],
        article.publisher,
        None if article.published is None else article.published.isoformat(),
        None if decided is None else decided.entry,
        None if decided is None else decided.who,
    )


def write(
    connection: sqlite3.Connection,
    number: int,
    wanted: Iterable[Row],
    spans: Collection[Span] | None = None,
) -> set[str]:
    """
    Bring the evidence to what one article leads to now; rows that stay are not touched.

    Parameters
    ----------
    connection : sqlite3.Connection
        In a transaction.
    number : int
        The article's, in table `articles`.
    wanted : iterable of tuple
        As `evidence_of` returns them; none for an article that is to be forgotten.
    spans : collection of Span, optional
        Where the names stand that may have changed; any where left out.

    Returns
    -------
    set of str
        The marks that `write_marks` has to bring to it.
    """
    rows_now = stored(connection, number) if spans is None else _stored(connection, number, spans)
    held = {row[1:][KEY]: row for row in rows_now}
    touched: set[str] = set()
    for row in wanted:
        before = held.pop(row[KEY], None)
        if before is None:
            _insert(connection, number, row)
        elif before[1:] != row:
            _update(connection, "evidence", EVIDENCE, before, row)
            touched |= _marks(before[1:])
        else:
            continue
        touched |= _marks(row)
    for before in held.values():
        connection.execute("DELETE FROM evidence WHERE fid = ?", (before[0],))
        touched |= _marks(before[1:])
    return touched


def write_marks(connection: sqlite3.Connection, marks: Iterable[str]) -> None:
    """Bring the rows of marks in `places` and `areas` to what the evidence leads to."""
    for mark in sorted(marks):
        _write_mark(connection, mark)


def stored(connection: sqlite3.Connection, number: int) -> list[Row]:
    """Return an article's rows of `evidence`, each with its fid before the other values."""
    return connection.execute(f'{_STORED} ORDER BY "start", "end"', (number,)).fetchall()


def _stored(connection: sqlite3.Connection, number: int, spans: Collection[Span]) -> list[Row]:
    words = f'{_STORED} AND "start" = ? AND "end" = ?'
    found = (connection.execute(words, (number, s.start, s.end)).fetchone() for s in spans)
    return [row for row in found if row is not None]


def counts(connection: sqlite3.Connection, number: int) -> tuple[int, int, int]:
    """Return how many names of places an article has: all, those on the map, and the others."""
    names, on_map = connection.execute(
        "SELECT count(*), coalesce(sum(on_map), 0) FROM evidence"
        " WHERE number = ? AND why_not IS NOT 'people'",
        (number,),
    ).fetchone()
    return names, on_map, names - on_map


def mark_of(connection: sqlite3.Connection, mark: str) -> Row | None:
    """Return the row of `places` that the evidence leads to, None where nothing is left of it."""
    first = connection.execute(
        "SELECT geom, mark, mark_name, place, place_id, kind, country, precision, figure, km,"
        ' nominal, areas, line FROM evidence WHERE mark = ? ORDER BY number, "start" LIMIT 1',
        (mark,),
    ).fetchone()
    if first is None:
        return None
    by, score, *counts, decided = connection.execute(
        "SELECT placed_by, max(score), count(*), count(DISTINCT excerpt_id),"
        " count(DISTINCT number), count(DISTINCT coalesce(publisher, number)),"
        " max(placed_by = 'analyst') FROM evidence WHERE mark = ?",
        (mark,),
    ).fetchone()
    sure = int(score >= 0.5)  # noqa: PLR2004 - as `geo.mapped` has it
    return (*first, *counts, score, sure, "analyst" if decided else by)


def _write_mark(connection: sqlite3.Connection, mark: str) -> None:
    row = mark_of(connection, mark)
    _put(connection, "places", stored_mark(connection, "places", mark), row)
    held, shape = stored_mark(connection, "areas", mark), None
    if row is not None and has_shape(row):
        shape = (held[1] if held else shape_of(connection, row), *row[1:])
    _put(connection, "areas", held, shape)


def stored_mark(connection: sqlite3.Connection, layer: str, mark: str) -> Row | None:
    """Return a mark's row of a layer, its fid before the other values; None where it has none."""
    found: Row | None = connection.execute(
        f"SELECT fid, {', '.join(MARKS)} FROM {layer} WHERE mark = ?",  # noqa: S608 - our names
        (mark,),
    ).fetchone()
    return found


def has_shape(row: Row) -> bool:
    """Return whether a row of `places` has one in `areas` too."""
    named = dict(zip(MARKS, row, strict=True))
    return named["areas"] is not None or str(named["place_id"]).startswith(AREA)


def shape_of(connection: sqlite3.Connection, row: Row) -> bytes:
    """Return the shape of a row of `places`: its divisions, or what an analyst drew."""
    import shapely  # noqa: PLC0415 - most writes have no shape to look up

    from geo.boundaries import Boundaries  # noqa: PLC0415 - most writes have no shape to look up

    named = dict(zip(MARKS, row, strict=True))
    if named["areas"] is None:
        (drawn,) = connection.execute(
            "SELECT json_extract(after, '$.shape') FROM log WHERE what = 'area'"
            " AND json_extract(after, '$.place.id') = ? LIMIT 1",
            (named["place_id"],),
        ).fetchone()
        found = shapely.from_geojson(json.dumps(json.loads(drawn)))
    else:
        found = Boundaries.open().union(tuple(str(named["areas"]).split(" ")))
    parts = [part for part in shapely.get_parts(found) if part.geom_type == "Polygon"]
    whole = shapely.MultiPolygon(parts)
    return geometry.shape(shapely.to_wkb(whole, byte_order=1), whole.bounds)


def is_same(held: bytes, wanted: bytes) -> bool:
    """Return whether two shapes of the layer `areas` are the same ground."""
    if held == wanted:
        return True
    import shapely  # noqa: PLC0415 - most shapes are alike to the last byte

    try:
        one, other = (shapely.from_wkb(geometry.wkb_of(blob)) for blob in (held, wanted))
    except (ValueError, struct.error, shapely.GEOSException):
        return False
    return bool(shapely.equals(one, other))


def _cell(value: object) -> object:
    return int(value) if isinstance(value, bool) else value


def _marks(row: Row) -> set[str]:
    return {row[MARK]} - {None}


def _insert(connection: sqlite3.Connection, number: int, row: Row) -> None:
    marks = ", ".join("?" * (len(EVIDENCE) + 1))
    connection.execute(
        f"INSERT INTO evidence (number, {_COLUMNS}) VALUES ({marks})",  # noqa: S608 - our names
        (number, *row),
    )


def _update(
    connection: sqlite3.Connection, layer: str, columns: Sequence[str], before: Row, row: Row
) -> None:
    """Change what differs; a geometry that stays is not looked up in the spatial index."""
    fid, *held = before
    changed = {n: new for n, old, new in zip(columns, held, row, strict=True) if old != new}
    if changed:
        names = ", ".join(f'"{name}" = ?' for name in changed)
        connection.execute(
            f"UPDATE {layer} SET {names} WHERE fid = ?",  # noqa: S608 - our names
            (*changed.values(), fid),
        )


def _put(connection: sqlite3.Connection, layer: str, held: Row | None, row: Row | None) -> None:
    """Write, change or delete the row of a mark in a layer."""
    if row is None:
        if held is not None:
            connection.execute(f"DELETE FROM {layer} WHERE fid = ?", (held[0],))  # noqa: S608
    elif held is None:
        names, marks = ", ".join(MARKS), ", ".join("?" * len(MARKS))
        connection.execute(
            f"INSERT INTO {layer} ({names}) VALUES ({marks})",  # noqa: S608 - our names
            row,
        )
    else:
        _update(connection, layer, MARKS, held, row)
