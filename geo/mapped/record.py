"""The evidence map as plain records: what screen, paper and files print, and nothing else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from geo.mapped.asked import Asked, Box, Voice
from geo.types import By, Decided, Parse, Place, Precision, Span, Speaker

if TYPE_CHECKING:
    from geo.types import Quote, Resolution

Figure = Literal["point", "ring", "area", "line", "outline"]
SCORE_PLACES = 4  # decimal places of a score in print
APART = ("people", "not-a-place")  # reasons of tray rows that are no names of places
_COUNTED = dict(zip(APART, ("peoples", "others"), strict=True))


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One place, or one disc that words point at, at one precision class."""

    key: str  # "geonames:89824@P1", "around:44.900,34.100,8.3@P2": the same under every filter
    number: int  # from 1, in reading order of the unfiltered map; a filter leaves gaps
    name: str  # the place's own, in the article's letters where known; of a disc, its words
    lang: str  # of `name`, BCP 47: "en", "und-Cyrl"
    place: Place  # of a disc, what it is measured from
    precision: Precision
    figure: Figure  # what the text allows, at any scale
    lon: float  # WGS 84 degrees: the place's point, or the disc's middle
    lat: float
    km: float  # radius of a ring, else 0
    nominal: bool  # whether that radius is a convention's, not the text's
    areas: tuple[str, ...]  # ids whose union is drawn; marks that share one are painted once
    line: str | None  # id of the river's line that is drawn
    holder: str | None  # id of the area it is counted in, by code
    somewhere: bool  # known only to lie within its area: a row there, no label of its own
    score: float  # the best of its names', 0 to 1
    by: By  # who placed it: an analyst where any of its names is the analyst's
    named: int  # names it has unfiltered
    names: int  # of these, the ones that the filter keeps
    excerpts: int  # distinct excerpts kept that name it
    held: int  # the same, with those that name what lies inside its areas
    sources: int  # distinct sources of the kept excerpts
    shown: bool  # False: kept out by Asked; drawn "left out", never as "not named"

    @property
    def sure(self) -> bool:
        """Whether its score is one half or more; else it is drawn visibly unsure."""
        return self.score >= 0.5  # noqa: PLR2004 - as likely right as wrong

    @property
    def wide(self) -> bool:
        """Whether it is an area that stands for no one division: a region, an island, a union."""
        return bool(self.areas) and self.precision is Precision.P5

    @property
    def left_out(self) -> int:
        """Names of it that the filter hides."""
        return self.named - self.names

    @property
    def attributes(self) -> dict[str, str | float | bool | None]:
        """
        Return what every printer says of it under any filter, by the names they share.

        The page and the SVG write each as `data-NAME`, the JSON as a field; None is left out or
        null.
        """
        return {
            "mark": self.key,
            "number": self.number,
            "name": self.name,
            "lang": self.lang,
            "place": self.place.id,
            "class": self.precision.value,
            "figure": self.figure,
            "km": self.km,
            "nominal": self.nominal,
            "areas": " ".join(self.areas) or None,
            "line": self.line,
            "holder": self.holder,
            "score": round(self.score, SCORE_PLACES),
            "sure": self.sure,
            "by": self.by.value,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """A part of an excerpt that is somebody's words, though its names are not in it."""

    span: Span  # code points of the excerpt's text
    voice: Voice  # "direct" or "reported"
    speaker: Speaker | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Excerpt:
    """Verbatim words of one article, by one voice: an (article, span, quote)."""

    key: str  # "e237e09f815a:1672-1790", with ":q3" where a quote holds its names
    article: str  # the article's id
    span: Span
    text: str  # equals the article under `span`
    paragraph: int  # from 0
    sentence: int  # index of the sentence of its first name
    role: str
    names: tuple[tuple[Span, str], ...]  # in `text`; a mark's key, or a reason of the tray
    precision: tuple[Precision, Precision]  # the finest and the coarsest of its names
    quote: int | None  # index of the quote that holds its names
    voice: Voice  # whose words its names stand in
    speaker: Speaker | None
    spoken: tuple[Spoken, ...]  # other people's words in it: a quotation beside the name
    read: bool = True  # whether its language is one whose speakers are read

    @property
    def marks(self) -> tuple[str, ...]:
        """Keys of the marks it names, once each, in its order."""
        return tuple(dict.fromkeys(key for _, key in self.names if "@" in key))


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """One name as written, and what the map makes of it."""

    parse: int  # index among the map's parses
    index: int  # of its resolution
    mark: str | None  # key of its mark, whether or not the filter keeps it
    reason: str | None  # code why it is not on the map; None where it is
    excerpt: str | None  # key of its excerpt, where that is shown
    voice: Voice

    @property
    def on_map(self) -> bool:
        """Whether it stands on the map as asked."""
        return self.reason is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A row of what is not on the map: a name, how often, and why."""

    name: str
    times: int
    reason: str  # a code of data/reasons.csv
    words: str  # its one wording
    names: tuple[tuple[int, int], ...]  # (parse, resolution) of each; none for what is no place


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How much there is of everything; names are literal and associative ones."""

    names: int
    on_map: int
    hidden: int  # by the filter
    listed: int
    peoples: int  # names of peoples and adjectives
    others: int  # names judged not to be places
    marks: int
    shown: int  # of the marks
    unsure: int  # of the marks shown
    excerpts: int
    articles: int
    sources: int

    def __post_init__(self) -> None:
        """Refuse counts that do not add up."""
        if self.names != self.on_map + self.hidden + self.listed:
            msg = (
                f"{self.names} names are not {self.on_map} on the map, {self.hidden} hidden and "
                f"{self.listed} listed"
            )
            raise ValueError(msg)
        if not 0 <= self.unsure <= self.shown <= self.marks <= self.on_map + self.hidden:
            msg = f"{self.shown} of {self.marks} marks are shown for {self.on_map} names on the map"
            raise ValueError(msg)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """The case that a map is made of, as it was then."""

    title: str
    entry: int  # the last of its log
    head: str  # that entry's hash: whether a chain still has it says if its end was cut off
    decided: Mapping[tuple[int, int], Decided]  # who decided a name, by (parse, resolution)
    speakers: Mapping[tuple[int, int], Decided] = field(default_factory=dict)  # by (parse, quote)


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceMap:
    """
    One or more articles as an evidence map, as asked.

    Ids and degrees only, never a geometry: a printer that draws looks the areas up.
    """

    asked: Asked
    articles: tuple[str, ...]  # ids, in the order given
    engine: str  # ids of the engines, a space between
    counts: Counts
    bounds: Box | None  # round every mark's point or ring, shown or not; None without marks
    marks: tuple[Mark, ...]  # in order of number
    outlines: tuple[Place, ...]  # countries named as such, in reading order
    tray: tuple[Listed, ...]  # names of places, then peoples, then names of no place
    excerpts: Sequence[Excerpt]  # those kept, in reading order
    names: Sequence[Name]  # every one, in reading order
    parses: Sequence[Parse]
    stamp: Stamp | None = None  # of a case

    def __post_init__(self) -> None:
        """Refuse a map whose marks, tray and excerpts are not what its counts say."""
        made = dict.fromkeys(("on_map", "hidden", "shown", "listed", "peoples", "others"), 0)
        made |= {"marks": len(self.marks), "excerpts": len(self.excerpts)}
        for mark in self.marks:
            made["on_map"] += mark.names
            made["hidden"] += mark.left_out
            made["shown"] += mark.shown
        for row in self.tray:
            made[_COUNTED.get(row.reason, "listed")] += row.times
        for name, count in made.items():
            if count != getattr(self.counts, name):
                msg = f"the map has {count} {name} and says {getattr(self.counts, name)}"
                raise ValueError(msg)

    @property
    def title(self) -> str:
        """What it is a map of: the article's headline, or what a case of several is called."""
        if self.stamp is not None and len(self.parses) != 1:
            return self.stamp.title
        return self.parses[0].article.title

    @property
    def origin(self) -> str:
        """What it was made of, so that it can be checked: the texts' SHA-256, and a case's head."""
        texts = f"text sha256 {' '.join(self.articles)}"
        if self.stamp is None:
            return texts
        many = f"{len(self.articles):,} articles"
        said = texts if len(self.articles) == 1 else many
        return f"case head {self.stamp.head}, entry {self.stamp.entry}; {said}"

    @property
    def tray_of_places(self) -> tuple[Listed, ...]:
        """The rows of the tray that are names of places."""
        return tuple(row for row in self.tray if row.reason not in APART)

    def mark(self, key: str | None) -> Mark | None:
        """Return the mark of a key, or None."""
        return next((mark for mark in self.marks if mark.key == key), None)

    def name_of(self, selected: str) -> str:
        """Name the place of a mark's key, or of a place's or an area's id; failing that, the id."""
        mark = self.mark(selected)
        if mark is not None:
            return mark.name
        place_id = selected.partition("@")[0]
        for parse in self.parses:
            for resolution in parse.resolutions:
                place = resolution.place
                if place is not None and place_id in (place.id, place.area):
                    return place.name
        return selected

    def resolution(self, name: Name) -> Resolution:
        """Return the engine's answer for a name."""
        return self.parses[name.parse].resolutions[name.index]

    def quote(self, name: Name) -> Quote | None:
        """Return the quote that holds a name, if any."""
        parse = self.parses[name.parse]
        held = parse.toponyms[name.index].quote
        return None if held is None else parse.quotes[held]
