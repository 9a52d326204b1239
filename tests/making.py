"""Parses made by hand: a text, what its names were read as, and who said what."""

import hashlib
import re
from dataclasses import dataclass, field

from geo.evidence import gather_evidence
from geo.precision import precision_of
from geo.quoted import with_quotes
from geo.sentences import split_sentences
from geo.types import (
    Around,
    Article,
    By,
    Candidate,
    Kind,
    NotPlace,
    Parse,
    Place,
    Precision,
    Quote,
    Resolution,
    Span,
    Speaker,
    Status,
    Toponym,
    Use,
)

_QUOTED = re.compile("“([^”]+)”")


def town(key, name, lon, lat, country="IQ", admin1="adm1:IQ.15", **more):
    return Place(
        id=f"geonames:{key}", name=name, kind=Kind.TOWN, lon=lon, lat=lat, country=country,
        admin1=admin1, **more,
    )  # fmt: skip


def area(key, name, lon, lat, kind=Kind.PROVINCE):
    """A country or a division whose polygon the boundaries have."""
    country = key.split(":")[1][:2]
    held = ("Iraq",) if country == "IQ" and kind is Kind.PROVINCE else ()
    own = key if kind is Kind.PROVINCE else None
    return Place(
        id=key, name=name, kind=kind, lon=lon, lat=lat, country=country, admin=held, admin1=own,
        area=key,
    )  # fmt: skip


MOSUL = town(99072, "Mosul", 43.118, 36.335)
TIKRIT = town(90150, "Tikrit", 43.6793, 34.61581, admin1="adm1:IQ.18")
KHANAQIN = town(94591, "Khanaqin", 45.3907, 34.3482, admin1="adm1:IQ.10")
TORETSK = town(692000, "Toretsk", 37.8479, 48.3976, "UA", "adm1:UA.05")
KYIV = town(703448, "Kyiv", 30.5238, 50.45466, "UA", "adm1:UA.12")
DIYALA = area("adm1:IQ.10", "Diyala", 45.0, 34.0)
NINEVEH = area("adm1:IQ.15", "Nineveh", 42.4, 36.0)
IRAQ = area("country:IQ", "Iraq", 44.0, 33.0, Kind.COUNTRY)
EUPHRATES = Place(
    id="ne:euphrates", name="Euphrates", kind=Kind.RIVER, lon=40.9, lat=34.5, country=""
)
TIGRIS = Place(
    id="supplement:tigris", name="Tigris", kind=Kind.RIVER, lon=43.5, lat=34.9, country=""
)
KURDISTAN = Place(
    id="supplement:kurdistan-region-iq", name="Kurdistan Region", kind=Kind.REGION, lon=44.1434,
    lat=36.2074, country="IQ",
)  # fmt: skip
ERBIL = town(95446, "Erbil", 44.0094, 36.1912, admin1="adm1:IQ.11")
ERBIL_PROVINCE = area("adm1:IQ.11", "Erbil Governorate", 44.2, 36.3)
RED_SEA = Place(id="ne:red-sea", name="Red Sea", kind=Kind.SEA, lon=38.0, lat=20.0, country="")
SUVA = town(2198148, "Suva", 178.4415, -18.1416, "FJ", "adm1:FJ.01")
APIA = town(4035413, "Apia", -171.7667, -13.8333, "WS", None)


@dataclass(frozen=True)
class Read:
    """What one name was read as."""

    place: Place | None = None
    use: Use = Use.LITERAL
    status: Status | None = None
    precision: Precision | None = None
    around: Around | None = None
    score: float = 0.9
    rivals: tuple[Place, ...] = ()
    form: str = ""
    found_by: By = By.MODEL
    placed_by: By = By.MODEL
    within: str | None = None


@dataclass(frozen=True)
class Said:
    """Words of the text that somebody reported, and who."""

    words: str
    who: str | None = None


@dataclass(frozen=True)
class Told:
    """A whole hand-made article: names in the order they stand, speakers in that of the quotes."""

    text: str
    names: tuple[tuple[str, Read], ...] = ()
    speakers: tuple[str | None, ...] = ()
    reported: tuple[Said, ...] = ()
    not_places: tuple[tuple[str, str], ...] = ()
    article: dict = field(default_factory=dict)


def make_parse(told):
    """The parse of a hand-made article; its sentences and excerpts as the engine makes them."""
    digest = hashlib.sha256(told.text.encode("utf-8", "surrogatepass")).hexdigest()
    article = Article(id=digest, text=told.text, **{"title": "A title", **told.article})
    sentences = split_sentences(article)
    quotes = _quotes(told)
    toponyms, at = [], 0
    for surface, read in told.names:
        start = told.text.index(surface, at)
        at = start + len(surface)
        home = next(s.index for s in sentences if s.span.covers(Span(start, at)))
        toponyms.append(
            Toponym(
                span=Span(start, at), surface=surface, sentence=home, use=read.use,
                found_by=read.found_by,
            )
        )  # fmt: skip
    toponyms = with_quotes(tuple(toponyms), quotes)
    reads = [read for _, read in told.names]
    resolutions = tuple(_resolution(t, r) for t, r in zip(toponyms, reads, strict=True))
    return Parse(
        article=article,
        sentences=sentences,
        quotes=quotes,
        toponyms=toponyms,
        not_places=tuple(
            NotPlace(span=Span(m.start(), m.end()), surface=name, reason=reason)
            for name, reason in told.not_places
            for m in re.finditer(re.escape(name), told.text)
        ),
        resolutions=resolutions,
        evidence=gather_evidence(article, sentences, quotes, resolutions),
        incidents=(),
        engine="by-hand-1",
    )


def _quotes(told):
    spoken = [(Span(*m.span(1)), True) for m in _QUOTED.finditer(told.text)]
    who = dict(zip([s for s, _ in spoken], told.speakers, strict=False))
    for said in told.reported:
        start = told.text.index(said.words)
        spoken.append((Span(start, start + len(said.words)), False))
        who[spoken[-1][0]] = said.who
    return tuple(
        Quote(index=i, spans=(span,), direct=direct, speaker=_speaker(told.text, who.get(span)))
        for i, (span, direct) in enumerate(sorted(spoken))
    )


def _speaker(text, name):
    if name is None:
        return None
    at = max(text.find(name), 0)
    return Speaker(name=name, span=Span(at, at + len(name)))


def _resolution(toponym, read):
    places = (read.place, *read.rivals) if read.place else read.rivals
    status = read.status or (Status.RESOLVED if read.place else Status.UNKNOWN)
    chosen = read.place if status is Status.RESOLVED else None
    return Resolution(
        toponym=toponym,
        status=status,
        candidates=tuple(
            Candidate(place=p, score=read.score / (1 + i), form="" if i else read.form)
            for i, p in enumerate(places)
        ),
        precision=read.precision or precision_of(chosen),
        reasons=(),
        resolver="by-hand",
        around=read.around if chosen else None,
        within=read.within if chosen else None,
        placed_by=read.placed_by,
    )
