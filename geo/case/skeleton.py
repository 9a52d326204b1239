"""
The tables of a case, word for word: an OGC GeoPackage 1.4 with tables of our own.

What the standard asks for is in clauses 1.1.1 to 1.1.3 and 2.2 of OGC 12-128r19; programs that
read GeoPackages look for the words as they stand there.
"""

from __future__ import annotations

import sqlite3

from geo.case import layers_sql, styles

FORMAT = 2  # of a case; it grows when a table changes
VERSION = 10400  # of the GeoPackage standard: 1.4.0
SRS = 4326  # WGS 84; positions are longitude, latitude
_WGS_84 = (
    'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563,'
    'AUTHORITY["EPSG","7030"]],AUTHORITY["EPSG","6326"]],PRIMEM["Greenwich",0,'
    'AUTHORITY["EPSG","8901"]],UNIT["degree",0.0174532925199433,AUTHORITY["EPSG","9122"]],'
    'AXIS["Latitude",NORTH],AXIS["Longitude",EAST],AUTHORITY["EPSG","4326"]]'
)
_SYSTEMS = (
    ("Undefined Cartesian SRS", -1, "NONE", -1, "undefined", "undefined Cartesian"),
    ("Undefined geographic SRS", 0, "NONE", 0, "undefined", "undefined geographic"),
    ("WGS 84 geodetic", SRS, "EPSG", SRS, _WGS_84, "longitude, latitude in decimal degrees"),
)
_CORE = """
CREATE TABLE gpkg_spatial_ref_sys (
  srs_name TEXT NOT NULL, srs_id INTEGER NOT NULL PRIMARY KEY, organization TEXT NOT NULL,
  organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT);
CREATE TABLE gpkg_contents (
  table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE,
  description TEXT DEFAULT '',
  last_change DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')),
  min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE, srs_id INTEGER,
  CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id));
CREATE TABLE gpkg_geometry_columns (
  table_name TEXT NOT NULL, column_name TEXT NOT NULL, geometry_type_name TEXT NOT NULL,
  srs_id INTEGER NOT NULL, z TINYINT NOT NULL, m TINYINT NOT NULL,
  CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name),
  CONSTRAINT uk_gc_table_name UNIQUE (table_name),
  CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name),
  CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys (srs_id));
CREATE TABLE gpkg_extensions (
  table_name TEXT, column_name TEXT, extension_name TEXT NOT NULL, definition TEXT NOT NULL,
  scope TEXT NOT NULL, CONSTRAINT ge_tce UNIQUE (table_name, column_name, extension_name));
"""
_OWN = """
CREATE TABLE dateline_case (
  id INTEGER PRIMARY KEY, format INTEGER NOT NULL, title TEXT NOT NULL);
CREATE TABLE articles (
  id INTEGER PRIMARY KEY AUTOINCREMENT, article TEXT NOT NULL UNIQUE, title TEXT NOT NULL,
  publisher TEXT, published TEXT, url TEXT, language TEXT NOT NULL, names INTEGER NOT NULL,
  on_map INTEGER NOT NULL, listed INTEGER NOT NULL, decided INTEGER NOT NULL,
  text TEXT NOT NULL, record BLOB NOT NULL);
CREATE TABLE sources (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  article TEXT NOT NULL REFERENCES articles(article), name TEXT, url TEXT, title TEXT,
  publisher TEXT, published TEXT, retrieved TEXT NOT NULL, sha256 TEXT NOT NULL,
  bytes BLOB NOT NULL);
CREATE INDEX sources_article ON sources (article);
CREATE TABLE parses (
  id INTEGER PRIMARY KEY, article TEXT NOT NULL UNIQUE REFERENCES articles(article),
  key TEXT NOT NULL, engine TEXT NOT NULL, sha256 TEXT NOT NULL, record BLOB NOT NULL);
CREATE TABLE decisions (
  entry INTEGER PRIMARY KEY REFERENCES log(entry), article TEXT, in_force INTEGER NOT NULL,
  changed INTEGER NOT NULL REFERENCES log(entry));
CREATE INDEX decisions_article ON decisions (article, in_force);
CREATE TABLE log (
  entry INTEGER PRIMARY KEY, "when" TEXT NOT NULL, who TEXT NOT NULL, tool TEXT NOT NULL,
  what TEXT NOT NULL, article TEXT, span TEXT, before TEXT, after TEXT, why TEXT,
  undoes INTEGER, previous TEXT NOT NULL, hash TEXT NOT NULL UNIQUE);
CREATE TRIGGER log_counts_up BEFORE INSERT ON log
  WHEN NEW.entry IS NOT (SELECT coalesce(max(entry), 0) + 1 FROM log)
BEGIN SELECT RAISE(ABORT, 'entries of the log count up, and none is written over'); END;
CREATE TRIGGER log_is_kept BEFORE DELETE ON log
BEGIN SELECT RAISE(ABORT, 'the log is kept: no entry is deleted'); END;
CREATE TRIGGER log_is_not_changed BEFORE UPDATE ON log
BEGIN SELECT RAISE(ABORT, 'the log is kept: no entry is changed'); END;
"""
_RTREE = "http://www.geopackage.org/spec120/#extension_rtree"
TABLES = {  # of ours, with what a reader of the file is told of each
    "dateline_case": "that this is a case of Dateline, and the format of its tables",
    "articles": "texts, each once, as read; never normalised again",
    "sources": "each arrival of a text: the bytes as they came, and where from",
    "parses": "what the engine made of each text",
    "decisions": "which decisions of the log are in force",
    "log": "who did what, when and why; each entry has the hash of the one before",
}


def build(connection: sqlite3.Connection) -> None:
    """Make the tables of an empty case, inside the transaction that is open."""
    for statement in statements(_CORE + _OWN):
        connection.execute(statement)
    connection.executemany("INSERT INTO gpkg_spatial_ref_sys VALUES (?, ?, ?, ?, ?, ?)", _SYSTEMS)
    connection.executemany(
        "INSERT INTO gpkg_contents (table_name, data_type, identifier, description)"
        " VALUES (?, 'attributes', ?, ?)",
        [(name, name, words) for name, words in TABLES.items()],
    )
    build_layers(connection)


def build_layers(connection: sqlite3.Connection) -> None:
    """Make the empty layers of a case, inside the transaction that is open."""
    for layer, (kind, words) in layers_sql.LAYERS.items():
        for statement in layers_sql.tables(layer):
            connection.execute(statement)
        connection.execute(
            "INSERT INTO gpkg_contents (table_name, data_type, identifier, description, srs_id)"
            " VALUES (?, 'features', ?, ?, ?)",
            (layer, layer, words, SRS),
        )
        connection.execute(
            "INSERT INTO gpkg_geometry_columns VALUES (?, 'geom', ?, ?, 0, 0)", (layer, kind, SRS)
        )
        connection.execute(
            "INSERT INTO gpkg_extensions VALUES (?, 'geom', 'gpkg_rtree_index', ?, 'write-only')",
            (layer, _RTREE),
        )
    for statement in statements(layers_sql.MORE):
        connection.execute(statement)
    connection.execute(
        "INSERT INTO gpkg_contents (table_name, data_type, identifier, description)"
        " VALUES ('layer_styles', 'attributes', 'layer_styles', 'how QGIS draws the layers')"
    )
    connection.executemany(
        "INSERT INTO layer_styles (f_table_catalog, f_table_schema, f_table_name,"
        " f_geometry_column, styleName, styleQML, styleSLD, useAsDefault, description, owner, ui)"
        " VALUES ('', '', ?, 'geom', 'dateline', ?, '', 1, 'Dateline', '', NULL)",
        [(layer, styles.qml(layer)) for layer in layers_sql.LAYERS],
    )


def statements(words: str) -> list[str]:
    """Return the statements of SQL, each begun at the start of a line by CREATE."""
    parts = f"\n{words.strip()}".split("\nCREATE ")[1:]
    return [f"CREATE {part.strip().rstrip(';')}" for part in parts]


_NOT_OURS = ("sqlite_", "rtree_evidence_geom_", "rtree_places_geom_", "rtree_areas_geom_")


def objects(connection: sqlite3.Connection) -> dict[str, str]:
    """Return the tables, indexes and triggers of a file, by name, as they were made."""
    rows = connection.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL")
    return {name: sql for name, sql in rows if not name.startswith(_NOT_OURS)}


def made_of() -> dict[str, str]:
    """Return what `build` makes, as `objects` has it."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    try:
        build(connection)
        return objects(connection)
    finally:
        connection.close()
