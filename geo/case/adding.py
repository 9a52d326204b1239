"""An article taken into a case: kept once, with each of its arrivals."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from geo.case import chain
from geo.case.deriving import derive
from geo.case.keeping import packed
from geo.records import article_to_plain, parse_key
from geo.records import to_plain as parse_to_plain

if TYPE_CHECKING:
    import sqlite3

    from geo.case.arriving import Arrival
    from geo.case.keeping import Case, Hand
    from geo.types import Article, Parse


class Parser(Protocol):
    """What makes parses of articles: the engine."""

    @property
    def id(self) -> str:
        """Name everything that goes into an answer."""

    def parse(self, article: Article, /) -> Parse:
        """Return everything that is made of an article."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What became of an arrival."""

    input: str
    source: str  # "s7"
    article: str
    new: bool  # False where this very arrival is in the case already
    same_as: str | None  # an earlier source of the same text
    names: int
    listed: int


def add(case: Case, arrival: Arrival, engine: Parser, hand: Hand) -> Added:
    """
    Take an arrival into a case; when this returns, it is kept.

    Parameters
    ----------
    case : Case
        Open to write.
    arrival : Arrival
        The bytes, and the article they were read as.
    engine : Parser
        Reads an article that is new to the case, before the case is held.
    hand : Hand
        Who adds it.

    Returns
    -------
    Added
        With `new` False, and nothing written, where the same bytes came from the same place.

    Raises
    ------
    ArticleError
        When the engine refuses the article.
    CaseError
        When the case cannot be written.
    """
    article = arrival.article
    if _known(case, arrival) is None and article.id not in case.ids():
        parse = engine.parse(article)
    else:
        parse = None
    with case.writing() as connection:
        known = _known(case, arrival)
        if known is None:
            first = connection.execute(
                "SELECT min(id) FROM sources WHERE article = ?", (article.id,)
            ).fetchone()[0]
            kept = None
            if first is None:
                parse = parse or engine.parse(article)
                kept = keep(connection, article, parse)
                case.hold(kept["sha256"], parse)
            number = _keep_source(connection, arrival, hand.time())
            told = {"source": number, **_told(connection, number), "parse": kept}
            chain.append(connection, {**hand.signed("add"), "article": article.id, "after": told})
            derive(case, {article.id: (None, case.settled(article.id))})
        else:
            number, first = known, None
        names, listed = connection.execute(
            "SELECT names, listed FROM articles WHERE article = ?", (article.id,)
        ).fetchone()
    return Added(
        input=arrival.input,
        source=f"s{number}",
        article=article.id,
        new=known is None,
        same_as=None if first is None else f"s{first}",
        names=names,
        listed=listed,
    )


def keep(connection: sqlite3.Connection, article: Article, parse: Parse) -> dict[str, str]:
    """Write an article that is new to the case and its parse; return what the log says of it."""
    published = None if article.published is None else article.published.isoformat()
    connection.execute(
        "INSERT INTO articles (article, title, publisher, published, url, language, names, on_map,"
        " listed, decided, text, record) VALUES (?, ?, ?, ?, ?, ?, 0, 0, 0, 0, ?, ?)",
        (
            article.id, article.title, article.publisher, published, article.url,
            article.language, article.text, packed(article_to_plain(article)),
        ),
    )  # fmt: skip
    return keep_parse(connection, parse)


def keep_parse(connection: sqlite3.Connection, parse: Parse) -> dict[str, str]:
    """Write a parse in place of the one before; return what the log says of it."""
    plain = parse_to_plain(parse)
    told = {
        "key": parse_key(parse.article, parse.engine),
        "engine": parse.engine,
        "sha256": chain.digest(plain),
    }
    connection.execute("DELETE FROM parses WHERE article = ?", (parse.article.id,))
    connection.execute(
        "INSERT INTO parses (article, key, engine, sha256, record) VALUES (?, ?, ?, ?, ?)",
        (parse.article.id, *told.values(), packed(plain)),
    )
    return told


def facts_of(row: tuple[Any, ...]) -> str:
    """Return the digest of what a source says of itself; the log keeps it, and no words."""
    return chain.digest(list(row))


SOURCE_FACTS = "article, name, url, title, publisher, published, retrieved"


def _known(case: Case, arrival: Arrival) -> int | None:
    """Return the number of the source that is this very arrival, None where there is none."""
    article = arrival.article
    with case.reading() as connection:
        row = connection.execute(
            "SELECT id FROM sources WHERE article = ? AND sha256 = ? AND url IS ?"
            " AND publisher IS ? AND published IS ?",
            (
                article.id, hashlib.sha256(arrival.data).hexdigest(), article.url,
                article.publisher, None if article.published is None else str(article.published),
            ),
        ).fetchone()  # fmt: skip
    return None if row is None else int(row[0])


def _keep_source(connection: sqlite3.Connection, arrival: Arrival, retrieved: str) -> int:
    article = arrival.article
    published = None if article.published is None else str(article.published)
    made = connection.execute(
        "INSERT INTO sources (article, name, url, title, publisher, published, retrieved, sha256,"
        " bytes) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            article.id, arrival.name, article.url, article.title, article.publisher, published,
            retrieved, hashlib.sha256(arrival.data).hexdigest(), arrival.data,
        ),
    )  # fmt: skip
    return int(made.lastrowid or 0)


def _told(connection: sqlite3.Connection, number: int) -> dict[str, str]:
    row = connection.execute(
        f"SELECT sha256, {SOURCE_FACTS} FROM sources WHERE id = ?",  # noqa: S608 - our names
        (number,),
    ).fetchone()
    return {"sha256": row[0], "facts": facts_of(row[1:])}
