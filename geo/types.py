"""The records that flow through the engine, in the order they are made."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

MAX_LON = 180.0
MAX_LAT = 90.0


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open range of code points in the owning article's `text`."""

    start: int
    end: int

    def __post_init__(self) -> None:
        """Reject ranges that cannot index a string."""
        if not 0 <= self.start < self.end:
            msg = f"span must satisfy 0 <= start < end, got [{self.start}, {self.end})"
            raise ValueError(msg)

    def covers(self, other: Span) -> bool:
        """Return whether `other` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Return whether the two spans share at least one code point."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True, kw_only=True)
class Original:
    """
    The characters an article was read from, kept where its text differs from them.

    `steps` are threes of counts, in order: code points that stand for one each, then how many of
    the original gave way, then how many of the text stand there instead (0 where they were
    dropped). After the last three all stand for one each. `geo.offsets.Offsets` reads them.
    """

    text: str
    steps: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One article; `text` is normalised once, on reading, and never edited after."""

    id: str  # sha256 (hex) of text: equal text, equal id
    title: str
    text: str  # as docs/reading.md says: NFC, \n line ends, one paragraph or list row a line
    hidden: tuple[Span, ...] = ()  # navigation lines: in text, never shown or parsed
    url: str | None = None
    publisher: str | None = None
    published: date | None = None
    language: str = "en"  # BCP 47
    original: Original | None = None  # None where the text is as it was sent
    normaliser: str = "1"  # version of the rules that made `text`; "1" before it was kept

    def slice(self, span: Span) -> str:
        """Return the exact text under `span`."""
        return self.text[span.start : span.end]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One sentence; ordered, disjoint, together covering every visible character."""

    index: int
    span: Span
    paragraph: int  # from 0, counting visible paragraphs (headline included)


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Who said a quote: the resolved person or body, and where the text says so."""

    name: str  # the fullest form in the article, without title: "Myles B. Caggins II"
    span: Span  # the mention that attributes this quote: "Caggins", "the spokesman"
    title: str | None = None  # "Colonel"
    role: str | None = None  # "spokesman for the International Coalition"


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """
    Words attributed to somebody.

    A direct quote's spans cover what is inside the quote marks, one span for
    each part of a split quote; a reported one's span covers the clause.
    """

    index: int
    spans: tuple[Span, ...]
    direct: bool
    speaker: Speaker | None = None
    cue: Span | None = None  # the speech verb: "confirmed"
    probability: float = 1.0  # that this is speech and the speaker is right, 0 to 1

    def covers(self, span: Span) -> bool:
        """Return whether `span` lies wholly inside one part of the quote."""
        return any(part.covers(span) for part in self.spans)


class Use(StrEnum):
    """How a place name is used in its sentence."""

    LITERAL = "literal"  # the place itself: "in Baghdad"
    ASSOCIATIVE = "associative"  # an institution by its seat: "Washington said"
    DEMONYM = "demonym"  # a people or an adjective: "Iraqis"; never drawn


class By(StrEnum):
    """
    Who an answer is from.

    A name is found by the model where a trained network took these very words for one, whatever
    the rules beside it said; by the rules where they alone did. It is placed by the model where
    a ranking fitted on annotated news chose among readings, or chose none; by the rules where
    there was no choice to make (no reading, or one), or words of the text settled it ("20 km
    south of"). An analyst's answer is the analyst's.
    """

    MODEL = "model"
    RULE = "rule"
    ANALYST = "analyst"


@dataclass(frozen=True, slots=True, kw_only=True)
class Toponym:
    """A place name as written; says nothing yet about which place it is."""

    span: Span
    surface: str  # equals article.slice(span)
    sentence: int  # index of the sentence that holds it
    quote: int | None = None  # index of the quote that holds it
    use: Use = Use.LITERAL
    probability: float = 1.0  # that this is a place name, 0 to 1
    found_by: By = By.RULE


@dataclass(frozen=True, slots=True, kw_only=True)
class NotPlace:
    """A capitalised name judged not to be a place, with the reason in plain words."""

    span: Span
    surface: str
    reason: str  # "armed group", "military operation", "newspaper", "person", ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """What the recogniser found: names of places, and names that are not."""

    toponyms: tuple[Toponym, ...]
    not_places: tuple[NotPlace, ...]


class Kind(StrEnum):
    """What sort of thing a place is, in a reader's words."""

    COUNTRY = "country"
    PROVINCE = "province"  # any first-level division: governorate, state, oblast
    DISTRICT = "district"  # any second-level division: county, raion, qada
    TOWN = "town"  # any populated place
    SITE = "site"  # base, camp, airport, crossing, field, dam
    RIVER = "river"
    LAKE = "lake"
    MOUNTAINS = "mountains"
    DESERT = "desert"
    REGION = "region"  # an area with no agreed edge
    ISLAND = "island"
    SEA = "sea"
    CONTINENT = "continent"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A gazetteer entry; `lon` and `lat` are WGS 84 decimal degrees."""

    id: str  # "<gazetteer>:<key>": "geonames:169577", "adm1:IQ.13", "country:IQ", "coord:36.3,43.1"
    name: str
    kind: Kind
    lon: float
    lat: float
    country: str  # ISO 3166-1 alpha-2, "" where none
    admin: tuple[str, ...] = ()  # names of what holds it, outermost first: ("Iraq", "Diyala")
    admin1: str | None = None  # area id of its first-level division: "adm1:IQ.10"
    admin2: str | None = None  # id of its county, where the gazetteer says: "uscensus:01001"
    area: str | None = None  # its own area id, when boundaries hold its polygon
    population: int = 0  # 0 where unknown
    feature: str = ""  # GeoNames feature code: "PPLA", "ADM1"
    source: str = "geonames"  # "geonames", "natural-earth", "supplement"; "text": a coordinate

    def __post_init__(self) -> None:
        """Reject coordinates outside the WGS 84 ranges."""
        if not (abs(self.lon) <= MAX_LON and abs(self.lat) <= MAX_LAT):
            msg = f"{self.id}: lon/lat out of range: {self.lon}, {self.lat}"
            raise ValueError(msg)


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One place a toponym might mean; `score` runs 0 to 1, `reasons` say why."""

    place: Place
    score: float
    reasons: tuple[str, ...] = ()
    form: str = ""  # its name in the text's letters where not Latin ("Київ"), or an analyst's


class Status(StrEnum):
    """What the resolver decided."""

    RESOLVED = "resolved"
    AMBIGUOUS = "ambiguous"
    UNKNOWN = "unknown"
    REJECTED = "rejected"  # an analyst said no
    HIDDEN = "hidden"  # an analyst wants it on no map


class Precision(StrEnum):
    """How finely the text places a name; see docs/precision.md for the other scales."""

    P0 = "P0"  # not placed
    P1 = "P1"  # a town or site
    P2 = "P2"  # near a place
    P3 = "P3"  # second-level division
    P4 = "P4"  # first-level division
    P5 = "P5"  # fuzzy or linear
    P6 = "P6"  # country
    P7 = "P7"  # sea or air


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """Where words such as "20 km south of Mosul" point: a disc, WGS 84 degrees."""

    lon: float
    lat: float
    radius_km: float  # the text allows no finer
    words: str  # the words that say so, as written: "20 km south of Mosul"
    nominal: bool = False  # whether the radius is a convention's ("near"), not the text's

    def __post_init__(self) -> None:
        """Reject coordinates outside the WGS 84 ranges, and a disc without size."""
        if not (abs(self.lon) <= MAX_LON and abs(self.lat) <= MAX_LAT and self.radius_km > 0):
            msg = f"{self.words!r}: no disc at {self.lon}, {self.lat} of {self.radius_km} km"
            raise ValueError(msg)


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """The engine's answer for one toponym; always made, even to abstain."""

    toponym: Toponym
    status: Status
    candidates: tuple[Candidate, ...]  # best first
    precision: Precision
    reasons: tuple[str, ...]  # the words that decided, for a reader
    resolver: str  # id of the resolver and its settings
    around: Around | None = None  # where the text points, when not at the place itself
    placed_by: By = By.RULE
    within: str | None = None  # the words that put it in `place`, which holds no such name

    @property
    def place(self) -> Place | None:
        """The chosen place, or None when the engine abstained."""
        return self.candidates[0].place if self.status is Status.RESOLVED else None

    @property
    def score(self) -> float:
        """The best candidate's score, 0 where there is none."""
        return self.candidates[0].score if self.candidates else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """That an analyst answered for a name or a quote, and what the engine says of it itself."""

    entry: int  # number in the case's log
    who: str
    when: str  # UTC, ISO 8601
    why: str | None
    engine: Resolution | None  # None for a name that the engine did not find, and for a quote
    speaker: Speaker | None = None  # of a quote: the engine's
    of_place: bool = False  # whether a place was answered for, and not this very name


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A verbatim excerpt that ties an article to a place."""

    article_id: str
    span: Span  # the excerpt: the sentence, or the quote with its marks when that is longer
    text: str  # equals the article under `span`
    resolution: Resolution
    quote: Quote | None  # the quote that holds the name, if any
    precision: Precision
    role: str  # "mentioned" until incidents are read


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """Something that happened at a place; `when` is an ISO 8601 prefix, e.g. "2021-02"."""

    id: str
    label: str
    place: Place | None
    when: str | None
    status: str
    evidence: tuple[Evidence, ...]

    def __post_init__(self) -> None:
        """Refuse an incident with no words behind it."""
        if not self.evidence:
            msg = f"incident {self.id} has no evidence"
            raise ValueError(msg)


@dataclass(frozen=True, slots=True, kw_only=True)
class Parse:
    """Everything the engine made of one article, each stage kept."""

    article: Article
    sentences: tuple[Sentence, ...]
    quotes: tuple[Quote, ...]
    toponyms: tuple[Toponym, ...]
    not_places: tuple[NotPlace, ...]
    resolutions: tuple[Resolution, ...]  # one per toponym, same order
    evidence: tuple[Evidence, ...]  # one per placed, drawable or listed toponym, reading order
    incidents: tuple[Incident, ...]
    engine: str  # id of the engine that made it
