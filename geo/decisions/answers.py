"""What an analyst decides: an answer, and of what; to plain values and back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Any

from geo.types import MAX_LAT, MAX_LON, Kind, Place, Precision, Span

_MOST_KM = 20_100.0  # half way round the Earth


class What(StrEnum):
    """The kinds of answer."""

    PLACE = "place"  # this place of the gazetteer
    POINT = "point"  # these degrees
    AREA = "area"  # inside this outline
    WITHIN = "within"  # somewhere in this place
    NOT_A_PLACE = "not-a-place"
    ACCEPT = "accept"  # the engine is right
    UNDECIDED = "undecided"
    CLASS = "class"  # this class of precision, and nothing else
    SPEAKER = "speaker"
    NO_SPEAKER = "no-speaker"
    RENAME = "rename"  # what a place is called
    MERGE = "merge"  # a place is this one
    HIDE = "hide"  # on no map, though it is a place
    OWN_STORY = "own-story"  # an article tells the story of no other
    SAME_STORY = "same-story"  # it tells this one's


PLACING = frozenset({What.PLACE, What.POINT, What.AREA, What.WITHIN, What.ACCEPT})
OF_QUOTES = frozenset({What.SPEAKER, What.NO_SPEAKER})
OF_PLACES = frozenset({What.RENAME, What.MERGE, What.HIDE})
OF_STORIES = frozenset({What.OWN_STORY, What.SAME_STORY})


@dataclass(frozen=True, slots=True, kw_only=True)
class Disc:
    """A circle on the ground: WGS 84 degrees and kilometres."""

    lon: float
    lat: float
    km: float
    nominal: bool = False  # whether the radius is a convention's, not the text's
    words: Span | None = None  # the words of the text that say so, where some do

    def __post_init__(self) -> None:
        """Reject a middle outside the WGS 84 ranges, and a radius that no circle has."""
        on_earth = abs(self.lon) <= MAX_LON and abs(self.lat) <= MAX_LAT
        if not (on_earth and 0 < self.km <= _MOST_KM):
            msg = f"no circle at {self.lon}, {self.lat} has a radius of {self.km} km"
            raise ValueError(msg)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """
    What an analyst says of a name, a place, a quote or an article.

    No words of the article are in it, so that a text can be forgotten and its log kept: a point's
    place has no name but the one in the text.
    """

    what: What
    place: Place | None = None  # of what is in PLACING, and of what is merged
    disc: Disc | None = None
    somewhere: bool = False  # known only to lie in `place`
    precision: Precision | None = None  # None: as the place has it
    speaker: str | None = None
    shape: Mapping[str, Any] | None = None  # of an area: a GeoJSON geometry, lon, lat
    called: str | None = None  # what a place is called
    story: str | None = None  # id of the article whose story it is

    def __post_init__(self) -> None:
        """Refuse an answer without what its kind needs."""
        fits = (
            (self.place is not None) is (self.what in PLACING or self.what is What.MERGE)
            and (self.called is not None) is (self.what is What.RENAME)
            and (self.story is not None) is (self.what is What.SAME_STORY)
            and (self.speaker is not None) is (self.what is What.SPEAKER)
            and (self.shape is not None) is (self.what is What.AREA)
            and (self.precision is not None or self.what is not What.CLASS)
            and self.precision is not Precision.P0
        )
        if not fits:
            msg = f"an answer of the kind {self.what.value!r} has not what it needs"
            raise ValueError(msg)


@dataclass(frozen=True, slots=True, kw_only=True)
class OnName:
    """One name, found by the engine or missed, by its span in one article."""

    article: str
    span: Span
    takes: tuple[Span, ...] = ()  # names that lie under a missed one, and give way to it


@dataclass(frozen=True, slots=True, kw_only=True)
class OnMentions:
    """Every mention of a name; `rule` where it holds for those to come too."""

    name: str  # as `key_of_name` has it
    rule: bool
    article: str | None  # None: in every article of the case
    spans: tuple[tuple[str, Span], ...]  # those there when it was decided, by article


@dataclass(frozen=True, slots=True, kw_only=True)
class OnQuote:
    """One quote, by the span of any of its parts."""

    article: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class OnPlace:
    """Every name that stands for a place, in every article of the case and those to come."""

    place: str  # id

    @property
    def article(self) -> None:
        """None: every article."""
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class OnStory:
    """An article as a whole: whether it tells the story of others."""

    article: str


Target = OnName | OnMentions | OnQuote | OnPlace | OnStory


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """An answer as it stands in the log."""

    entry: int
    who: str
    when: str  # UTC, ISO 8601
    why: str | None
    answer: Answer
    target: Target


def span_of(target: Target) -> Span | None:
    """Return where a name or a quote stands; None of what is decided at no one place."""
    return target.span if isinstance(target, (OnName, OnQuote)) else None


def key_of_name(surface: str) -> str:
    """Return what makes two mentions one name: case and blanks do not count."""
    return " ".join(surface.casefold().split())


def to_plain(answer: Answer, target: Target) -> dict[str, Any]:
    """Return what a decision says as values that JSON can hold; nothing that is absent."""
    plain: dict[str, Any] = {}
    if answer.place is not None:
        plain["place"] = _place_to_plain(answer.place)
    if answer.disc is not None:
        plain["disc"] = _disc_to_plain(answer.disc)
    if answer.somewhere:
        plain["somewhere"] = True
    if answer.precision is not None:
        plain["class"] = answer.precision.value
    if answer.speaker is not None:
        plain["speaker"] = answer.speaker
    if answer.shape is not None:
        plain["shape"] = dict(answer.shape)
    if answer.called is not None:
        plain["called"] = answer.called
    if answer.story is not None:
        plain["of_article"] = answer.story
    return plain | _target_to_plain(target)


def _target_to_plain(target: Target) -> dict[str, Any]:
    if isinstance(target, OnMentions):
        spans = [[article, span.start, span.end] for article, span in target.spans]
        return {"name": target.name, "rule": target.rule, "spans": spans}
    if isinstance(target, OnPlace):
        return {"of": target.place}
    if isinstance(target, OnQuote):
        return {"quote": True}
    if isinstance(target, OnStory):
        return {"story": True}
    return {"takes": [[s.start, s.end] for s in target.takes]} if target.takes else {}


def from_plain(
    what: str, article: str | None, span: tuple[int, int] | None, plain: Mapping[str, Any]
) -> tuple[Answer, Target]:
    """
    Return what a decision says.

    Parameters
    ----------
    what, article, span
        Of its entry in the log.
    plain : mapping
        What `to_plain` returned.

    Raises
    ------
    ValueError, KeyError, TypeError
        When it is no such decision.
    """
    answer = Answer(
        what=What(what),
        place=_place(plain["place"]) if "place" in plain else None,
        disc=_disc(plain["disc"]) if "disc" in plain else None,
        somewhere=plain.get("somewhere") is True,
        precision=Precision(plain["class"]) if "class" in plain else None,
        speaker=plain.get("speaker"),
        shape=plain.get("shape"),
        called=plain.get("called"),
        story=plain.get("of_article"),
    )
    return answer, _target(article, None if span is None else Span(*span), plain)


def _target(article: str | None, span: Span | None, plain: Mapping[str, Any]) -> Target:
    if "name" in plain:
        spans = tuple((held, Span(start, end)) for held, start, end in plain["spans"])
        return OnMentions(
            name=plain["name"], rule=plain["rule"] is True, article=article, spans=spans
        )
    if "of" in plain:
        return OnPlace(place=str(plain["of"]))
    if plain.get("story") is True and article is not None:
        return OnStory(article=article)
    if article is None or span is None:
        msg = "a decision on one name or quote says where it stands"
        raise ValueError(msg)
    if plain.get("quote") is True:
        return OnQuote(article=article, span=span)
    takes = tuple(Span(*part) for part in plain.get("takes", ()))
    return OnName(article=article, span=span, takes=takes)


def _place_to_plain(place: Place) -> dict[str, Any]:
    plain = {f.name: getattr(place, f.name) for f in fields(Place)}
    return {**plain, "kind": place.kind.value, "admin": list(place.admin)}


def _place(plain: Mapping[str, Any]) -> Place:
    return Place(**{**plain, "kind": Kind(plain["kind"]), "admin": tuple(plain["admin"])})


def _disc_to_plain(disc: Disc) -> dict[str, Any]:
    words = None if disc.words is None else [disc.words.start, disc.words.end]
    return {
        "lon": disc.lon, "lat": disc.lat, "km": disc.km, "nominal": disc.nominal, "words": words,
    }  # fmt: skip


def _disc(plain: Mapping[str, Any]) -> Disc:
    words = plain["words"]
    return Disc(
        lon=float(plain["lon"]),
        lat=float(plain["lat"]),
        km=float(plain["km"]),
        nominal=plain["nominal"] is True,
        words=None if words is None else Span(*words),
    )
