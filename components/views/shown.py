"""All that the page shows of one article, made in one go so that another process can make it."""

from __future__ import annotations

import pickle
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from components.views import ghost, ground, header, offer, panel, wide
from components.views import map as map_view
from components.views.json import to_json
from geo import (
    ArticleError,
    Asked,
    Boundaries,
    Lacking,
    Survey,
    answer,
    default_engine,
    draw_map,
    map_evidence,
    read_documents,
    survey,
    to_csv,
    to_geojson,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from geo import EvidenceMap, Parse, SnapshotOptions, Stamp

    Rows = Literal["csv", "geojson"]
    Wanted = SnapshotOptions | Rows

STAGES = {  # what takes time, in order; the words a reader waits with
    "reading": "reading the text",
    "sentences": "finding sentences and quotes",
    "names": "finding names",
    "places": "placing the names",
    "views": "drawing the map and the evidence",
}
MOST_NAMES = 5_000  # a browser still scrolls that many excerpts
MOST_BYTES = 8_000_000  # of the panel's JSON, for the same reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One article as the page shows it: bytes ready to send, and tables for what is asked later."""

    title: str
    header: header.HeaderView
    map: map_view.MapView
    facets: Survey  # without words: what any filter counts
    ground: str  # JSON of components.views.ground.draw
    drawn: str  # JSON of components.views.map.describe
    panel: bytes  # JSON of components.views.panel.PanelView
    names: int  # how many there are
    keys: dict[int, str]  # by the index of a name, what is chosen with it
    speakers: frozenset[str]
    places: dict[str, str]  # keys of what can be chosen, by key and by the id a link may have
    readings: ghost.Readings
    lacking: tuple[Lacking, ...]  # countries whose own table is worth offering
    answers: offer.Answers  # what another gazetteer may change
    parse: bytes  # pickled, with the stamp of its case; opened by whoever draws a snapshot
    head: str | None = None  # of the case that it is kept in: its last entry's hash
    entry: int = 0  # that entry's number
    questions: int = 0  # that its review would ask
    has_original: bool = False  # whether it came as what can be looked at: a PDF, a web page


@dataclass(frozen=True, slots=True, kw_only=True)
class Bare:
    """An article of a case without its views: what a name in it is corrected with."""

    parse: bytes  # as `Shown` has it
    entry: int


def untold(stage: str) -> None:
    """Leave it at that: nobody is waiting to be told."""


def ready() -> None:
    """Load all that making needs, by making something small."""
    make(untold, b"Shells hit Homs.")


def make(tell: Callable[[str], None], data: bytes, name: str = "") -> Shown:
    """
    Read, parse and view one article.

    Parameters
    ----------
    tell
        Told the stage that begins, a key of `STAGES`.
    data
        The article's bytes.
    name
        What error messages call them.

    Returns
    -------
    Shown
        The same for the same bytes.

    Raises
    ------
    ArticleError
        When the bytes cannot be read as an article, or hold more than a page can show.
    DataError
        When the engine's data are missing or altered.
    """
    return view(tell, read(tell, data, name))


def read(tell: Callable[[str], None], data: bytes, name: str = "") -> Parse:
    """Return the parse of one article; as `make` otherwise."""
    tell("reading")
    documents = read_documents(data, name=name)
    _bound(len(documents), 1, "articles")
    parse = default_engine().parse(documents[0].article(name=name), tell=tell)
    _bound(len(parse.resolutions), MOST_NAMES, "names")
    return parse


def view(tell: Callable[[str], None], parse: Parse, stamp: Stamp | None = None) -> Shown:
    """
    View one parse.

    Parameters
    ----------
    tell
        Told the stage that begins, a key of `STAGES`.
    parse
        The engine's, or as an analyst decided it.
    stamp
        The case that it is kept in, and who decided what of it.

    Raises
    ------
    ArticleError
        When it holds more than a page can show.
    """
    _bound(len(parse.resolutions), MOST_NAMES, "names")
    tell("views")
    found = survey([parse])
    whole = answer(found, Asked())
    drawn, words = map_view.build(whole), panel.build(found, stamp)
    sent = panel.pack(words)
    _bound(len(sent), MOST_BYTES, "bytes of excerpts")
    return Shown(
        title=parse.article.title,
        header=header.build(whole),
        map=drawn,
        facets=found.slim(),
        ground=ground_of(ground.extent(drawn)),
        drawn=to_json(map_view.describe(drawn)),
        panel=sent,
        names=len(words.names),
        keys={index: place["id"] for place in words.places for index in place["names"]},
        speakers=frozenset(words.speakers),
        places=_choices([place["id"] for place in words.places]),
        readings=ghost.pack(parse),
        lacking=offer.offered(parse),
        answers=offer.answers(parse),
        parse=pickle.dumps((parse, stamp)),
        head=None if stamp is None else stamp.head,
        entry=0 if stamp is None else stamp.entry,
    )


def make_packed(tell: Callable[[str], None], data: bytes) -> bytes:
    """Return what `make` gives, pickled: as one string of bytes it passes a process at once."""
    return pickle.dumps(make(tell, data))


def write(tell: Callable[[str], None], parse: bytes, asked: Asked, wanted: Wanted) -> bytes:
    """
    Make a file of what is on screen: the publishable sheet, or the names as rows.

    Parameters
    ----------
    tell
        Told the stage that begins.
    parse
        As `Shown` keeps it.
    asked
        The place and the filters on screen.
    wanted
        What the sheet is to be, or the format of the rows.

    Returns
    -------
    bytes
        The file; rows in UTF-8.

    Raises
    ------
    ExportError
        When the sheet cannot be drawn.
    """
    tell("views")
    return write_map(_mapped(parse, asked), wanted)


def write_map(shown: EvidenceMap, wanted: Wanted) -> bytes:
    """Make a file of an evidence map; as `write` otherwise."""
    if not isinstance(wanted, str):
        return draw_map(shown, boundaries=boundaries(), options=wanted)
    words = to_csv(shown) if wanted == "csv" else to_geojson(shown)
    return words.encode("utf-8", "replace")


def opened(parse: bytes) -> tuple[Parse, Stamp | None]:
    """Return what `Shown` keeps of an article: its parse, and the stamp of its case."""
    kept: tuple[Parse, Stamp | None] = pickle.loads(parse)  # noqa: S301 - from `view` alone
    return kept


def _mapped(parse: bytes, asked: Asked) -> EvidenceMap:
    own, stamp = opened(parse)
    return replace(map_evidence([own], asked), stamp=stamp)


def _choices(keys: list[str]) -> dict[str, str]:
    """Return the keys by themselves and by the ids in them, the first of an id."""
    bare = {key.partition("@")[0]: key for key in reversed(keys)}
    return bare | {key: key for key in keys}


def _bound(count: int, most: int, what: str) -> None:
    """Refuse an article with more of something than a page can show."""
    if count > most:
        msg = (
            f"the text has {count:,} {what}, and the page shows up to {most:,}; split it and map "
            "each part, or let `dateline parse` read all of it"
        )
        raise ArticleError(msg)


@lru_cache(maxsize=1)
def boundaries() -> Boundaries:
    """Return the shipped boundaries, opened once."""
    return Boundaries.open()


@lru_cache(maxsize=64)
def ground_of(asked: ground.Extent) -> str:
    """Return the ground as JSON; keyed by ids and degrees, so that users may share it."""
    return to_json({**ground.draw(asked, boundaries()), "shapes": wide.draw(asked, boundaries())})
