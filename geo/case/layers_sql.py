"""
The tables of a case's layers, word for word, with their spatial index.

Clauses 2.1.6 and F.3 of OGC 12-128r19; the triggers of an index are told apart by their names.
"""

from __future__ import annotations

LAYERS = {  # with the kind of geometry and what a reader of the file is told of each
    "evidence": ("POINT", "every name of a place in the articles, with its words and its place"),
    "places": ("POINT", "every place that the articles name, once, with counts"),
    "areas": ("MULTIPOLYGON", "the shapes of those places that are areas"),
}
_MARK = """
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, geom {kind}, mark TEXT NOT NULL UNIQUE,
  name TEXT, place TEXT, place_id TEXT, kind TEXT, country TEXT, precision TEXT, figure TEXT,
  km REAL, nominal BOOLEAN, areas TEXT, line TEXT, names INTEGER, excerpts INTEGER,
  articles INTEGER, sources INTEGER, score REAL, sure BOOLEAN, placed_by TEXT"""
_EVIDENCE = """
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, geom POINT, number INTEGER NOT NULL,
  article TEXT NOT NULL, title TEXT, name TEXT NOT NULL, "start" INTEGER NOT NULL,
  "end" INTEGER NOT NULL, excerpt TEXT, voice TEXT, speaker TEXT, place TEXT, place_id TEXT,
  kind TEXT, country TEXT, admin1 TEXT, on_map BOOLEAN, why_not TEXT, precision TEXT,
  acled_geo_precision INTEGER, ucdp_where_prec INTEGER, plover_resolution INTEGER,
  coord_basis TEXT, radius_km REAL, relative_words TEXT, "use" TEXT, status TEXT, score REAL,
  found_by TEXT, placed_by TEXT, mark TEXT, mark_name TEXT, figure TEXT, km REAL,
  nominal BOOLEAN, areas TEXT, line TEXT, excerpt_id TEXT, reasons TEXT, publisher TEXT,
  published TEXT, decided INTEGER, decided_by TEXT"""
MORE = """
CREATE UNIQUE INDEX evidence_words ON evidence (number, "start", "end");
CREATE INDEX evidence_name ON evidence (name, number);
CREATE INDEX evidence_mark ON evidence (mark, number, "start", excerpt_id, publisher, score,
  placed_by);
CREATE TABLE layer_styles (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, f_table_catalog TEXT(256),
  f_table_schema TEXT(256), f_table_name TEXT(256), f_geometry_column TEXT(256),
  styleName TEXT(30), styleQML TEXT, styleSLD TEXT, useAsDefault BOOLEAN, description TEXT,
  owner TEXT(30), ui TEXT(30),
  update_time DATETIME DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')));
"""
_INDEX = "CREATE VIRTUAL TABLE rtree_{t}_geom USING rtree(id, minx, maxx, miny, maxy)"
_SIDES = "ST_MinX(NEW.geom), ST_MaxX(NEW.geom), ST_MinY(NEW.geom), ST_MaxY(NEW.geom)"
_TRIGGERS = """
CREATE TRIGGER rtree_{t}_geom_insert AFTER INSERT ON {t}
WHEN (new.geom NOT NULL AND NOT ST_IsEmpty(NEW.geom))
BEGIN
INSERT OR REPLACE INTO rtree_{t}_geom VALUES (NEW.fid, {sides});
END;
CREATE TRIGGER rtree_{t}_geom_update2 AFTER UPDATE OF geom ON {t}
WHEN OLD.fid = NEW.fid AND (NEW.geom ISNULL OR ST_IsEmpty(NEW.geom))
BEGIN
DELETE FROM rtree_{t}_geom WHERE id = OLD.fid;
END;
CREATE TRIGGER rtree_{t}_geom_update4 AFTER UPDATE ON {t}
WHEN OLD.fid != NEW.fid AND (NEW.geom ISNULL OR ST_IsEmpty(NEW.geom))
BEGIN
DELETE FROM rtree_{t}_geom WHERE id IN (OLD.fid, NEW.fid);
END;
CREATE TRIGGER rtree_{t}_geom_update5 AFTER UPDATE ON {t}
WHEN OLD.fid != NEW.fid AND (NEW.geom NOTNULL AND NOT ST_IsEmpty(NEW.geom))
BEGIN
DELETE FROM rtree_{t}_geom WHERE id = OLD.fid;
INSERT OR REPLACE INTO rtree_{t}_geom VALUES (NEW.fid, {sides});
END;
CREATE TRIGGER rtree_{t}_geom_update6 AFTER UPDATE OF geom ON {t}
WHEN OLD.fid = NEW.fid AND (NEW.geom NOTNULL AND NOT ST_IsEmpty(NEW.geom))
AND (OLD.geom NOTNULL AND NOT ST_IsEmpty(OLD.geom))
BEGIN
UPDATE rtree_{t}_geom SET minx = ST_MinX(NEW.geom), maxx = ST_MaxX(NEW.geom),
miny = ST_MinY(NEW.geom), maxy = ST_MaxY(NEW.geom) WHERE id = NEW.fid;
END;
CREATE TRIGGER rtree_{t}_geom_update7 AFTER UPDATE OF geom ON {t}
WHEN OLD.fid = NEW.fid AND (NEW.geom NOTNULL AND NOT ST_IsEmpty(NEW.geom))
AND (OLD.geom ISNULL OR ST_IsEmpty(OLD.geom))
BEGIN
INSERT INTO rtree_{t}_geom VALUES (NEW.fid, {sides});
END;
CREATE TRIGGER rtree_{t}_geom_delete AFTER DELETE ON {t}
WHEN old.geom NOT NULL
BEGIN
DELETE FROM rtree_{t}_geom WHERE id = OLD.fid;
END;
"""


def tables(layer: str) -> list[str]:
    """Return the statements that make a layer: its table, and its spatial index with triggers."""
    kind = LAYERS[layer][0]
    columns = _EVIDENCE if layer == "evidence" else _MARK.format(kind=kind)
    triggers = _TRIGGERS.format(t=layer, sides=_SIDES).strip().split("\nCREATE ")
    return [
        f"CREATE TABLE {layer} ({columns})",
        _INDEX.format(t=layer),
        *(f"CREATE {t.removeprefix('CREATE ').strip().rstrip(';')}" for t in triggers),
    ]
