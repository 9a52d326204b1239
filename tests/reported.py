"""The reports of tests/reports: read, and an engine's answers judged by them; README.md there."""

import csv
import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from geo.articles import read_article
from geo.boundaries import Boundaries, distance_km
from geo.engine import default_engine
from geo.evaluation.scores import match
from geo.gazetteer.folding import fold
from geo.types import Kind, Resolution, Use

FOLDER = Path(__file__).parent / "reports"
KINDS = (
    "country", "division", "district", "town", "village", "site", "quarter", "nature", "region",
)  # fmt: skip
HELD = frozenset({  # read by nobody who mends the engine: nothing is mended that only they show
    "benin-notes", "iran-wire", "karamoja-notes", "manipur-notes", "papua-notes", "peru-bulletin",
})  # fmt: skip
NEAR_KM = 25.0
_MARK = re.compile(r"\[\[([^\]|]+)(?:\|([^\]]+))?\]\]|\{\{([^}]+)\}\}")
_LARGE = {"division", "region", "nature"}
_SPOTS = {Kind.TOWN, Kind.SITE}
_WHOLE = {Kind.PROVINCE, Kind.COUNTRY}
_EDGELESS = {Kind.REGION, Kind.RIVER, Kind.LAKE, Kind.MOUNTAINS, Kind.DESERT, Kind.SEA}


@dataclass(frozen=True, kw_only=True)
class Name:
    """One name of a place as marked; `point` is (lat, lon), WGS 84, None where no source has it."""

    start: int
    end: int
    words: str
    kind: str
    provinces: tuple[str, ...]
    countries: tuple[str, ...]
    point: tuple[float, float] | None


@dataclass(frozen=True, kw_only=True)
class Report:
    """One report: its text without the marks, its names, and what only looks like one."""

    id: str
    style: str
    region: str
    country: str
    text: str
    names: tuple[Name, ...]
    not_places: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Judged:
    """One name and what the engine made of it: either may be missing, never both."""

    report: Report
    name: Name | None  # None: the engine invented it
    answer: Resolution | None  # None: the engine missed it
    verdict: str  # "right", "held", "wrong", "unplaced", "missed", "invented"
    abroad: bool  # drawn in a country that the row, or for no place the report, does not name

    @property
    def words(self):
        """As the report has them."""
        return self.name.words if self.name else self.answer.toponym.surface

    @property
    def sentence(self):
        """What stands around it, on one line."""
        span = self.name or self.answer.toponym.span
        held = self.report.text[max(0, span.start - 60) : span.end + 40]
        return " ".join(held.split())


def read_reports():
    """All reports, by file name."""
    return tuple(read_report(path) for path in sorted(FOLDER.glob("*.txt")))


def read_report(path):
    """One report; ValueError where a mark has no row or a row no mark."""
    head, rest = path.read_text(encoding="utf-8").split("\n\n", 1)
    body, table = rest.split("\n\n---\n")
    about = dict(line.split(": ", 1) for line in head.splitlines())
    rows = dict(_row(line) for line in table.splitlines())
    text, names, not_places = _unmark(body, rows)
    return Report(id=path.stem, text=text, names=names, not_places=not_places, **about)


def _row(line):
    name, kind, provinces, countries, point = (*(c.strip() for c in line.split(";")), *[""] * 4)[:5]
    if kind not in KINDS:
        msg = f"{line}: no such kind"
        raise ValueError(msg)
    return name, {
        "kind": kind,
        "provinces": tuple(filter(None, provinces.split("|"))),
        "countries": tuple(filter(None, countries.split("|"))),
        "point": tuple(float(p) for p in point.split(",")) if point else None,
    }


def _unmark(body, rows):
    text, names, not_places, last = "", [], [], 0
    for mark in _MARK.finditer(body):
        words, key, other = mark.groups()
        text += body[last : mark.start()]
        if words is None:
            not_places.append(other)
        else:
            row = rows[key or words]
            names.append(Name(start=len(text), end=len(text) + len(words), words=words, **row))
        text, last = text + (words or other), mark.end()
    unused = set(rows) - {m[2] or m[1] for m in _MARK.finditer(body)}
    if unused:
        msg = f"rows without a mark: {sorted(unused)}"
        raise ValueError(msg)
    return text + body[last:], tuple(names), tuple(not_places)


def judge(report, engine=None):
    """Each name of a report and each answer of the engine once, in reading order of the names."""
    parse = (engine or default_engine()).parse(read_article(report.text))
    answers = [r for r in parse.resolutions if r.toponym.use is not Use.DEMONYM]
    pairs = dict(match(report.names, [r.toponym.span for r in answers]))
    judged = [
        _named(report, name, answers[pairs[i]] if i in pairs else None)
        for i, name in enumerate(report.names)
    ]
    invented = [r for j, r in enumerate(answers) if j not in set(pairs.values())]
    return judged + [_invented(report, r) for r in invented]


def _named(report, name, answer):
    if answer is None:
        return Judged(report=report, name=name, answer=None, verdict="missed", abroad=False)
    verdict = _verdict(name, answer)
    away = _drawn(answer) and bool(name.countries) and not _in_country(name, answer.place)
    return Judged(report=report, name=name, answer=answer, verdict=verdict, abroad=away)


def _invented(report, answer):
    named = {c for name in report.names for c in name.countries} | {""}
    away = _drawn(answer) and answer.place.country not in named
    return Judged(report=report, name=None, answer=answer, verdict="invented", abroad=away)


def _drawn(answer):
    return answer.place is not None and answer.place.kind is not Kind.COUNTRY


def _verdict(name, answer):
    place = answer.place
    if place is None or (answer.within and place.kind is Kind.COUNTRY):
        return "unplaced"
    if answer.within:
        return "held" if _in_country(name, place) and _in_province(name, place) else "wrong"
    return "right" if _right(name, place) else "wrong"


def _right(name, place):
    if name.kind == "country":
        return place.kind is Kind.COUNTRY and _in_country(name, place)
    if not _in_country(name, place) or not _of_kind(name, place):
        return False
    if name.point is not None:
        return distance_km(place.lon, place.lat, name.point[1], name.point[0]) <= NEAR_KM
    return _in_province(name, place)


def _of_kind(name, place):
    if name.kind == "district" and _plain(place.name) == _plain(name.words):
        return place.kind is not Kind.COUNTRY  # the boundaries have it as a first-level one
    return place.kind not in (_SPOTS if name.kind in _LARGE else _WHOLE)


def _in_country(name, place):
    return not name.countries or place.country in name.countries or place.country == ""


def _in_province(name, place):
    if not name.provinces or place.kind in _EDGELESS:
        return True
    true = {_plain(p) for p in name.provinces}
    for country in name.countries:
        true |= {q for p in name.provinces for q in _spellings()[country, p]}
    around = [area.name for area in boundaries().at(place.lon, place.lat)]
    return bool(true & {_plain(p) for p in (*place.admin[1:], place.name, *around)})


@cache
def boundaries():
    """The shipped boundaries: what a point lies in, where the gazetteer does not say it."""
    return Boundaries.open()


_KIND_WORDS = re.compile(
    r"\b(province|state|region|oblast|governorate|department|county|division|district)\b"
)


def _plain(province):
    return " ".join(_KIND_WORDS.sub(" ", fold(province)).split()) or fold(province)


@cache
def _spellings():
    found = defaultdict(set)
    with (FOLDER / "provinces.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found[row["country"], row["province"]] = {_plain(p) for p in row["also"].split("|")}
    return found
