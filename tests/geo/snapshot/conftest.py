"""A small engine of our own: a parse made from a text and the places it names."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable  # noqa: TC003 - fixtures say what they give
from datetime import UTC, datetime

import pytest

from geo.boundaries import Boundaries
from geo.mapped import Asked, EvidenceMap, map_evidence
from geo.snapshot import SnapshotOptions
from geo.types import (
    Article,
    Candidate,
    Evidence,
    Kind,
    NotPlace,
    Parse,
    Place,
    Precision,
    Quote,
    Resolution,
    Sentence,
    Span,
    Speaker,
    Status,
    Toponym,
    Use,
)

Named = tuple[Place | None, Precision, Use, Status]

IRAQ_TEXT = """\
Colonel Caggins: cooperation in Iraq has not stopped.
The official stressed that “we have centers with Iraqis in Baghdad, Anbar, Salahuddin and others”.
Especially in the areas between Kirkuk, Diyala, Anbar and Nineveh.
These are mainly concentrated in Kirkuk, Diyala, Anbar and Nineveh.
“People in cities like Khanaqin, Qara Tapa and Miqdadiya know it,” confirmed Caggins.
Nowhereton was named by Rudaw."""


def _town(key: int, name: str, at: tuple[float, float], country: str, admin1: str) -> Place:
    return Place(
        id=f"geonames:{key}",
        name=name,
        kind=Kind.TOWN,
        lon=at[0],
        lat=at[1],
        country=country,
        admin1=admin1 or None,
    )


@pytest.fixture(scope="session")
def boundaries() -> Boundaries:
    return Boundaries.open()


@pytest.fixture(scope="session")
def town() -> Callable[..., Named]:
    def make(key, name, at, country, admin1="", precision=Precision.P1):
        return (_town(key, name, at, country, admin1), precision, Use.LITERAL, Status.RESOLVED)

    return make


@pytest.fixture(scope="session")
def area(boundaries) -> Callable[..., Named]:
    def make(key, precision=Precision.P4, use=Use.LITERAL):
        found = boundaries.area(key)
        place = Place(
            id=key,
            name=found.name,
            kind=found.kind,
            lon=found.lon,
            lat=found.lat,
            country=found.country,
            admin1=key if found.kind is Kind.PROVINCE else None,
            area=key,
        )
        return (place, precision, use, Status.RESOLVED)

    return make


def _speech(text: str) -> tuple[Quote, ...]:
    found = []
    for match in re.finditer(r"“([^”]+)”", text):
        at = text.find("Caggins")
        speaker = Speaker(
            name="Myles B. Caggins II",
            span=Span(at, at + 7),
            title="Colonel",
            role="Coalition spokesman",
        )
        span = Span(*match.span(1))
        found.append(
            Quote(
                index=len(found), spans=(span,), direct=True, speaker=speaker if at >= 0 else None
            )
        )
    return tuple(found)


def _sentences(text: str) -> tuple[Sentence, ...]:
    lines = list(re.finditer(r"[^\n]+", text))
    return tuple(Sentence(index=i, span=Span(*m.span()), paragraph=i) for i, m in enumerate(lines))


@pytest.fixture(scope="session")
def parse_of() -> Callable[..., Parse]:
    def make(text, places, title="A title", not_places=()):
        digest = hashlib.sha256(text.encode()).hexdigest()
        article = Article(id=digest, title=title, text=text, publisher="The Paper")
        sentences, quotes = _sentences(text), _speech(text)
        resolutions, evidence = [], []
        longest = sorted(places, key=len, reverse=True)
        for match in re.finditer("|".join(map(re.escape, longest)), text):
            span = Span(*match.span())
            place, precision, use, status = places[match.group()]
            sentence = next(s for s in sentences if s.span.covers(span))
            quote = next((q for q in quotes if q.covers(span)), None)
            resolution = Resolution(
                toponym=Toponym(
                    span=span,
                    surface=match.group(),
                    sentence=sentence.index,
                    quote=quote.index if quote else None,
                    use=Use(use),
                ),
                status=Status(status),
                candidates=(Candidate(place=place, score=0.9),) if place else (),
                precision=Precision(precision),
                reasons=(),
                resolver="test",
            )
            resolutions.append(resolution)
            if resolution.place is None or use is Use.DEMONYM:
                continue
            evidence.append(
                Evidence(
                    article_id=digest,
                    span=sentence.span,
                    text=article.slice(sentence.span),
                    resolution=resolution,
                    quote=quote,
                    precision=Precision(precision),
                    role="mentioned",
                )
            )
        refused = [
            NotPlace(span=Span(*m.span()), surface=name, reason=reason)
            for name, reason in not_places
            for m in re.finditer(re.escape(name), text)
        ]
        return Parse(
            article=article,
            sentences=sentences,
            quotes=quotes,
            toponyms=tuple(r.toponym for r in resolutions),
            not_places=tuple(refused),
            resolutions=tuple(resolutions),
            evidence=tuple(evidence),
            incidents=(),
            engine="test-1",
        )

    return make


@pytest.fixture(scope="session")
def iraq(parse_of, town, area) -> Parse:
    diyala = "adm1:IQ.10"
    places = {
        "Baghdad": area("adm1:IQ.07"),
        "Anbar": area("adm1:IQ.01"),
        "Salahuddin": area("adm1:IQ.18"),
        "Kirkuk": area("adm1:IQ.13"),
        "Diyala": area(diyala),
        "Nineveh": area("adm1:IQ.15"),
        "Khanaqin": town(1, "Khanaqin", (45.383, 34.348), "IQ", diyala),
        "Qara Tapa": town(2, "Qara Tapa", (44.93, 34.42), "IQ", diyala),
        "Miqdadiya": town(3, "Miqdadiya", (44.937, 33.978), "IQ", diyala),
        "Iraqis": area("country:IQ", Precision.P6, Use.DEMONYM),
        "Iraq": area("country:IQ", Precision.P6),
        "Nowhereton": (None, Precision.P0, Use.LITERAL, Status.UNKNOWN),
    }
    return parse_of(IRAQ_TEXT, places, "Cooperation has not stopped", [("Rudaw", "newspaper")])


@pytest.fixture(scope="session")
def mapped() -> Callable[..., EvidenceMap]:
    return lambda parse, **asked: map_evidence([parse], Asked(**asked))


@pytest.fixture(scope="session")
def options() -> Callable[..., SnapshotOptions]:
    made = datetime(2026, 11, 23, 15, 10, tzinfo=UTC)
    return lambda **asked: SnapshotOptions(made=made, **asked)
