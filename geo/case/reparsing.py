"""An article read again by the engine at hand: its text as it lies, its decisions carried over."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from geo.case import chain
from geo.case.adding import keep_parse
from geo.case.deriving import derive
from geo.records import parse_key

if TYPE_CHECKING:
    from geo.case.adding import Parser
    from geo.case.keeping import Case, Hand
    from geo.types import Parse, Resolution, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Reparsed:
    """What another engine makes of an article."""

    article: str
    entry: int | None  # None where this very engine had read it
    engine: str
    found: tuple[tuple[int, int], ...]  # names that are new
    lost: tuple[tuple[int, int], ...]  # names that are there no more
    changed: tuple[tuple[int, int], ...]  # names that are answered otherwise
    unfit: tuple[dict[str, Any], ...]  # decisions that no longer fit: entry, span, why


def reparse(case: Case, article: str, engine: Parser, hand: Hand) -> Reparsed:
    """
    Read an article again; decisions hold by their spans, and what no longer fits is listed.

    Parameters
    ----------
    case : Case
        Open to write.
    article : str
        Its id. Its text is not read anew, so that spans stay where they are.
    engine : Parser
        The engine at hand; it works before the case is held.
    hand : Hand
        Who asks for it.

    Raises
    ------
    ArticleError
        When the engine refuses the article.
    CaseError
        When the case cannot be written.
    """
    kept = case.article(article)
    if parse_key(kept, engine.id) == _told(case, article)["key"]:
        return _reparsed(case, article, None, None)
    parse = engine.parse(kept)
    with case.writing() as connection:
        told, before = _told(case, article), case.parse(article)
        after = keep_parse(connection, parse)
        case.let_go(article)  # the log does not tell of it yet
        settled = case.settled(article)
        entry = chain.append(
            connection,
            {
                **hand.signed("reparse"),
                "article": article,
                "before": {"parse": told},
                "after": {"parse": after, "unfit": [unfit.entry for unfit in settled.unfit]},
            },
        )
        derive(case, {article: (None, settled)})
        return _reparsed(case, article, entry.entry, before)


def _told(case: Case, article: str) -> dict[str, str]:
    with case.reading() as connection:
        row = connection.execute(
            "SELECT key, engine, sha256 FROM parses WHERE article = ?", (article,)
        ).fetchone()
    return dict(zip(("key", "engine", "sha256"), row, strict=True))


def _reparsed(case: Case, article: str, entry: int | None, before: Parse | None) -> Reparsed:
    parse = case.parse(article)
    old, new = _by_span(before or parse), _by_span(parse)
    both = old.keys() & new.keys()
    return Reparsed(
        article=article,
        entry=entry,
        engine=parse.engine,
        found=_pairs(new.keys() - old.keys()),
        lost=_pairs(old.keys() - new.keys()),
        changed=_pairs(
            {s for s in both if (old[s].place, old[s].around) != (new[s].place, new[s].around)}
        ),
        unfit=tuple(
            {"entry": u.entry, "span": [u.span.start, u.span.end], "why": u.why}
            for u in case.settled(article).unfit
        ),
    )


def _by_span(parse: Parse) -> dict[Span, Resolution]:
    return {r.toponym.span: r for r in parse.resolutions}


def _pairs(spans: set[Span]) -> tuple[tuple[int, int], ...]:
    return tuple((span.start, span.end) for span in sorted(spans))
